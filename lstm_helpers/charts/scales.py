"""The scales that a chart's y axis can have, and what they are called."""

__all__ = ["SCALES"]

SCALES = {"linear": "linear", "log": "logarithmic", "symlog": "logarithmic, with 0 and signs"}
