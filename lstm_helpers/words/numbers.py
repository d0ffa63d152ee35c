"""Numbers as people write them, and as they type them; numbers.js does the same in the page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from lstm_helpers.cell.given import as_float
from lstm_helpers.words.language import say, spoken_now

__all__ = [
    "DECIMAL",
    "READING",
    "UNKNOWN",
    "WHITE",
    "WHOLE_BELOW",
    "NotRead",
    "format_number",
    "in_parentheses",
    "listed",
    "read_number",
    "read_part",
    "subscript",
    "superscript",
    "written",
]

UNKNOWN = "?"

# What stands before the tenths in English; another language may have its own sign.
DECIMAL = "."

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
    value = as_float(value)
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == int(value) and abs(value) < WHOLE_BELOW:
        return str(int(value)).replace("-", "−")
    text = f"{value:.4g}".replace("-", "−")
    decimal = spoken_now().decimal
    return text if decimal == DECIMAL else text.replace(DECIMAL, decimal)


def listed(values: Iterable[float]) -> str:
    """Write numbers one after the other, so that no comma is taken for a decimal one.

    >>> listed([1.0, 0.5])
    '1, 0.5'
    """
    between = ", " if spoken_now().decimal == DECIMAL else "; "
    return between.join(map(format_number, values))


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


# ---- what people type ----------------------------------------------------------------------------

# What is said of a text that is no number, or could be two.
READING = {
    "unreadable": "“{0}” is no number: type digits, as in 0.5, −1, 1/3 or 2e3.",
    "two_ways": "“{0}” can be read two ways: type {1} or {2}.",
    "no_answer": "“{0}” is no number: type it in digits alone.",
    "too_large": "“{0}” is more than a float can hold, about 1.8e308.",
}

# White space as people type it, written out because the two languages differ in what else is.
WHITE = re.compile("[ \\t\\n\\r\\u00a0\\u2009\\u202f]+")
_PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]*,[0-9]+(e[+-]?[0-9]+)?")
_POINTS_THEN_COMMA = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
# 1,000 is a thousand to one and 1 to another; 0,500 and 1,000,000 can only be one thing.
_TWO_WAYS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}(e[+-]?[0-9]+)?")


class NotRead(ValueError):
    """What was typed is not taken for a number.

    `problem` is a key of `READING`; `readings` is what it can be read as, if there are two ways.
    """

    def __init__(self, problem: str, *words: str) -> None:
        self.problem = problem
        self.readings = words[1:]
        super().__init__(say(READING[problem]).format(*(word[:40] for word in words)))


def read_number(text: str) -> float:
    """Read a number as people type it: a comma for a point, a true minus sign, a fraction.

    Parameters
    ----------
    text
        What was typed.

    Returns
    -------
    float
        A finite number.

    Raises
    ------
    NotRead
        A ValueError, in one sentence, when it is no number, could be read two ways, or is too
        large for a float.

    Examples
    --------
    >>> [read_number(text) for text in ("0,5", "−1", "1/4", "2e3", "1,000,000")]
    [0.5, -1.0, 0.25, 2000.0, 1000000.0]
    >>> read_number("1,000")
    Traceback (most recent call last):
    ...
    lstm_helpers.words.numbers.NotRead: “1,000” can be read two ways: type 1000 or 1.000.
    """
    typed = WHITE.sub(" ", text).strip(" ")
    said = re.sub("[−–]", "-", typed).replace(" ", "").lower()
    parts = said.split("/")
    values = [value for value in map(read_part, parts) if value is not None]
    if len(parts) > 2 or len(values) < len(parts) or 0 in values[1:]:
        raise NotRead("unreadable", typed)
    # where the comma is the decimal sign, it is read in one way
    if spoken_now().decimal == DECIMAL and any(_TWO_WAYS.fullmatch(part) for part in parts):
        raise NotRead("two_ways", typed, said.replace(",", ""), said.replace(",", "."))
    above, below = (*values, 1.0)[:2]
    value = above / below
    if not math.isfinite(value):
        raise NotRead("too_large", typed)
    return value


def read_part(said: str) -> float | None:
    """Read a number without a fraction, a thousand's comma or a comma for a point in it.

    >>> read_part("1,5"), read_part("1,000,000"), read_part("six")
    (1.5, 1000000.0, None)
    """
    if _PLAIN.fullmatch(said):
        return float(said)
    if _COMMA.fullmatch(said):
        return float(said.replace(",", "."))
    if _THOUSANDS.fullmatch(said):
        return float(said.replace(",", ""))
    if _POINTS_THEN_COMMA.fullmatch(said):
        return float(said.replace(".", "").replace(",", "."))
    return None
