"""Feedback: not filled in yet, right, or a slip; and how an answer is read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np

from lstm_helpers.words.numbers import format_number

__all__ = ["Feedback", "Verdict", "as_answer", "is_open", "quoted", "same"]

Verdict = Literal["open", "right", "slip"]

_MARKS = {"open": "✎", "right": "✓", "slip": "↻"}
_COLOURS = {"open": "#5A6673", "right": "#00705A", "slip": "#B84300"}


@dataclass(frozen=True)
class Feedback:
    """What to tell the learner.

    Examples
    --------
    >>> Feedback("right", "6 is right.")
    ✓ 6 is right.
    """

    verdict: Verdict
    text: str

    def __repr__(self) -> str:
        return f"{_MARKS[self.verdict]} {self.text}"

    def _repr_html_(self) -> str:
        style = f"border-left: 4px solid {_COLOURS[self.verdict]}; padding: 2px 10px"
        return f'<div style="{style}">{escape(repr(self))}</div>'


def is_open(answer: object) -> bool:
    """Say whether there is no answer yet.

    >>> is_open(...), is_open(" "), is_open(0)
    (True, True, False)
    """
    return answer is None or answer is Ellipsis or (isinstance(answer, str) and not answer.strip())


def as_answer(answer: object) -> float | None:
    """Take what was typed for a number, None where it is none.

    >>> as_answer("0,5"), as_answer("−1"), as_answer("six")
    (0.5, -1.0, None)
    """
    if isinstance(answer, str):
        answer = answer.strip().replace("−", "-").replace(",", ".").replace("∞", "inf")
    try:
        number = np.asarray(answer).item()
        return None if isinstance(number, bool) else float(number)
    except OverflowError:  # a whole number past every float
        return math.inf if number > 0 else -math.inf
    except Exception:  # nobody knows what an object of the learner's own does
        return None


def quoted(answer: object) -> str:
    """Show what was typed, as far as that can be done on one line.

    >>> quoted("six")
    "'six'"
    """
    try:
        text = " ".join(repr(answer).split())
    except Exception:  # likewise
        text = f"this {type(answer).__name__}"
    return text if len(text) <= 60 else f"{text[:57]}..."


def same(number: float, truth: float) -> bool:
    """Compare as people do: whole numbers exactly, others to the four digits that are shown.

    >>> same(0.88081, 0.8808), same(3211.1, 3211)
    (True, False)
    """
    if math.isclose(number, truth, rel_tol=1e-9, abs_tol=1e-12):
        return True
    return not float(truth).is_integer() and format_number(number) == format_number(truth)
