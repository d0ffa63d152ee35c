"""How an answer is read, as a text or as any object, and compared with the truth."""

from __future__ import annotations

import math

import numpy as np

from lstm_helpers.cell.given import as_float, quoted
from lstm_helpers.words.answers import Reading, read_answer
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number

__all__ = ["as_reading", "same"]


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
