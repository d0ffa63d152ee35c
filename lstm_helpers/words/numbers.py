"""Numbers as people write them.

``static/numbers.js`` writes the same strings in the browser; the tests hold the two equal.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

__all__ = [
    "UNKNOWN",
    "WHOLE_BELOW",
    "format_number",
    "in_parentheses",
    "subscript",
    "superscript",
    "written",
]

UNKNOWN = "?"

# Whole numbers are written out below this; beyond, digits nobody can read would crowd the picture.
WHOLE_BELOW = 10_000_000

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def format_number(value: float) -> str:
    """Write a number: whole ones whole, others to four significant digits.

    Parameters
    ----------
    value
        Any float, nan and infinities included.

    Returns
    -------
    str
        With a true minus sign, and ∞ for infinity.

    Examples
    --------
    >>> [format_number(v) for v in (3211.0, 0.36962, -0.5, 6.02e23, float("-inf"), -0.0)]
    ['3211', '0.3696', '−0.5', '6.02e+23', '−∞', '0']
    """
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == int(value) and abs(value) < WHOLE_BELOW:
        return str(int(value)).replace("-", "−")
    return f"{value:.4g}".replace("-", "−")


def subscript(t: int) -> str:
    """Write a time step as a subscript.

    >>> subscript(12)
    '₁₂'
    """
    return str(t).translate(_SUBSCRIPTS)


def superscript(text: str) -> str:
    """Write digits and a minus as an exponent.

    >>> superscript("−12")
    '⁻¹²'
    """
    return text.translate(_SUPERSCRIPTS)


def written(name: str, values: Mapping[str, float]) -> str:
    """Write a value, or "?" where it is not known.

    >>> written("f", {"f": 2.0}), written("g", {"f": 2.0})
    ('2', '?')
    """
    return format_number(values[name]) if name in values else UNKNOWN


def in_parentheses(number: str) -> str:
    """Keep a minus sign from standing beside another sign.

    >>> in_parentheses("−3"), in_parentheses("3")
    ('(−3)', '3')
    """
    return f"({number})" if number.startswith("−") else number
