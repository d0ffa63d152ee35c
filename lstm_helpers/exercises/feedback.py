"""Feedback: not filled in yet, right, or a slip; and how an answer is read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np

from lstm_helpers.words.numbers import NotRead, format_number, read_number

__all__ = [
    "MARKS",
    "Feedback",
    "Verdict",
    "as_answers",
    "is_open",
    "no_number",
    "quoted",
    "same",
]

Verdict = Literal["open", "right", "slip"]

# How an answer is typed that is past every float.
ENDLESS = ("∞", "inf", "infinity")

# Before each sentence, on every page.
MARKS: dict[Verdict, str] = {"open": "✎", "right": "✓", "slip": "↻"}
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


def as_answers(answer: object) -> Sequence[float]:
    """Take what was typed for a number: none where it is none, two where it can be two.

    >>> [as_answers(typed) for typed in ("0,5", "−1", "1/4", "six", "1,037")]
    [[0.5], [-1.0], [0.25], [], [1037.0, 1.037]]
    """
    if isinstance(answer, str):
        return _as_typed(answer)
    try:
        number = np.asarray(answer).item()
        return [] if isinstance(number, bool) else [float(number)]
    except OverflowError:  # a whole number past every float
        return [math.inf if number > 0 else -math.inf]
    except Exception:  # nobody knows what an object of the learner's own does
        return []


def _as_typed(text: str) -> Sequence[float]:
    said = text.strip().replace("−", "-").lower()
    endless = -math.inf if said.startswith("-") else math.inf
    if said.lstrip("+-") in ENDLESS:
        return [endless]
    try:
        return [math.nan if said == "nan" else read_number(text)]
    except NotRead as error:
        if error.problem == "too_large":
            return [endless]
        return [number for reading in error.readings for number in _as_typed(reading)]


def no_number(answer: object) -> str:
    """Say that what was typed is no number, or can be two.

    >>> no_number("six")
    "'six' is no number: type it in digits alone."
    >>> no_number("1,000")
    '“1,000” can be read two ways: type 1000 or 1.000.'
    """
    if isinstance(answer, str):
        try:
            read_number(answer)
        except NotRead as error:
            if error.readings:
                return str(error)
    return f"{quoted(answer)} is no number: type it in digits alone."


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
