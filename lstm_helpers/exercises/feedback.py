"""Feedback: not filled in yet, right, or a slip."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

__all__ = ["MARKS", "Feedback", "Verdict", "is_open"]

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
