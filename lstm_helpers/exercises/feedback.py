"""Feedback: not filled in yet, right, or a slip; and how an answer is read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np

from lstm_helpers.cell.given import as_float, quoted
from lstm_helpers.words.answers import Reading, read_answer
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number

__all__ = ["MARKS", "Feedback", "Verdict", "as_reading", "is_open", "same"]

Verdict = Literal["open", "right", "slip"]

# Before each sentence, on every page.
MARKS: dict[Verdict, str] = {"open": "✎", "right": "✓", "slip": "↻"}
_COLOURS = {"open": "#5A6673", "right": "#00705A", "slip": "#B84300"}


@dataclass(frozen=True)
class Feedback:
    """What to tell the learner.

    `slip` is the slip's name in the table of slips where it is one of them, and `number` what was
    typed, as far as it is a number.

    Examples
    --------
    >>> Feedback("right", "6 is right.")
    ✓ 6 is right.
    """

    verdict: Verdict
    text: str
    slip: str = ""
    number: float | None = None

    def __repr__(self) -> str:
        return f"{MARKS[self.verdict]} {self.text}"

    def _repr_html_(self) -> str:
        style = f"border-left: 4px solid {_COLOURS[self.verdict]}; padding: 2px 10px"
        return f'<div style="{style}">{escape(repr(self))}</div>'


def is_open(answer: object) -> bool:
    """Say whether there is no answer yet.

    >>> is_open(...), is_open(" "), is_open(0)
    (True, True, False)
    """
    return answer is None or answer is Ellipsis or (isinstance(answer, str) and not answer.strip())


def as_reading(answer: object) -> Reading:
    """Take what was given for a number, as a text or as any object.

    >>> [as_reading(given).numbers for given in ("2·3", [6], 6 + 0j, (12, 0), True, [6, 6])]
    [(6.0,), (6.0,), (6.0,), (12.0,), (), ()]
    """
    try:
        return _as_reading(answer)
    except Exception:  # nobody knows what an object of the learner's own does
        return _no_reading(answer)


def _as_reading(answer: object) -> Reading:
    if isinstance(answer, str):
        return read_answer(answer)
    if isinstance(answer, float):
        return read_answer(repr(float(answer)))  # 3.211 may be three thousand and more
    if isinstance(answer, tuple) and len(answer) == 2 and all(type(n) is int for n in answer):
        return read_answer(f"{answer[0]},{answer[1]}")  # 12,0 without quotes
    number = np.asarray(answer).item()
    if isinstance(number, bool) or (isinstance(number, complex) and number.imag):
        return _no_reading(answer)
    if isinstance(number, complex):
        number = number.real
    return Reading((as_float(number),))


def _no_reading(answer: object) -> Reading:
    return Reading((), say("{it} is no number: type it in digits alone.").format(it=quoted(answer)))


def same(number: float, truth: float) -> bool:
    """Compare as people do: whole numbers exactly, others to the four digits that are shown.

    >>> same(0.88081, 0.8808), same(3211.1, 3211)
    (True, False)
    """
    truth = as_float(truth)
    if math.isclose(number, truth, rel_tol=1e-9, abs_tol=1e-12):
        return True
    return not truth.is_integer() and format_number(number) == format_number(truth)
