"""A line of arithmetic, worked out: what a learner types, and how a slip comes about.

``arithmetic.js`` does the same in the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from lstm_helpers.cell.given import quoted
from lstm_helpers.words.numbers import read_part

__all__ = ["Scope", "work_out"]

# Numbers and functions, by the names that stand for them.
Scope: TypeAlias = Mapping[str, float | Callable[[float], float]]

_TOKEN = re.compile(r"[0-9.,]+(?:e[+-]?[0-9]+)?|[a-z_]+|\S")

# A line that is longer is none that somebody works out.
LONGEST = 100


def work_out(text: str, scope: Scope | None = None) -> float:
    """Work out a line: numbers and names with + − · / and parentheses.

    Parameters
    ----------
    text
        The line. ``*`` and ``×`` multiply, too.
    scope
        What its names stand for.

    Raises
    ------
    ValueError, ZeroDivisionError
        When the line is none, or there is nothing to come out.

    Examples
    --------
    >>> work_out("2·3 + 4"), work_out("(1 + 1)*6"), work_out("−1,5 − 2")
    (10.0, 12.0, -3.5)
    >>> work_out("f·c_prev", {"f": 13.0, "c_prev": 6.0})
    78.0
    """
    waiting = list(_tokens(text))
    value = _sum(waiting, scope or {})
    if waiting:
        raise ValueError(f"{quoted(waiting[-1])} is too much.")
    return value


@lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[str, ...]:
    """Take a line apart, the first part last: what is next is taken off the end."""
    if len(text) > LONGEST:
        raise ValueError("the line is too long.")
    said = re.sub("[−–]", "-", re.sub("[*×]", "·", text.lower()))
    return tuple(reversed(_TOKEN.findall(said)))


def _sum(waiting: list[str], scope: Scope) -> float:
    value = _product(waiting, scope)
    while waiting and waiting[-1] in ("+", "-"):
        sign = waiting.pop()
        term = _product(waiting, scope)
        value = value + term if sign == "+" else value - term
    return value


def _product(waiting: list[str], scope: Scope) -> float:
    value = _factor(waiting, scope)
    while waiting and waiting[-1] in ("·", "/"):
        sign = waiting.pop()
        factor = _factor(waiting, scope)
        value = value * factor if sign == "·" else value / factor
    return value


def _factor(waiting: list[str], scope: Scope) -> float:
    token = waiting.pop() if waiting else ""
    if token in ("+", "-"):
        value = _factor(waiting, scope)
        return -value if token == "-" else value
    if token == "(":
        value = _sum(waiting, scope)
        if not waiting or waiting.pop() != ")":
            raise ValueError("a parenthesis is not closed.")
        return value
    named = scope.get(token)
    if named is not None:
        return named(_factor(waiting, scope)) if callable(named) else named
    number = read_part(token)
    if number is None:
        raise ValueError(f"{quoted(token)} is no number.")
    return number
