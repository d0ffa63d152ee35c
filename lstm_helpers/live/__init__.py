"""The live cell: one widget, with a trait for every number that can be set."""

from lstm_helpers.live.explorer import Explorer

__all__ = ["Explorer"]
