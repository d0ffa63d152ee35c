"""Feedback on what a learner typed: not filled in yet, right, or what kind of slip it looks like.

It never gives the answer away, and whatever was typed, it never raises: a lesson runs to its end.
Only an author's slip, such as a quantity that is none, is an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lstm_helpers.cell.activations import IDENTITY, Activations
from lstm_helpers.cell.run import run
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.exercises.feedback import (
    Feedback,
    as_answers,
    is_open,
    no_number,
    same,
)
from lstm_helpers.exercises.slips import Asked, called, gradient, gradient_slips, slips, way
from lstm_helpers.graph.backward import require_end
from lstm_helpers.graph.table import named
from lstm_helpers.words.numbers import format_number, subscript

__all__ = ["check", "check_gradient", "check_number"]


def check(
    name: str,
    answer: object,
    *,
    t: int = 1,
    weights: Weights | None = None,
    inputs: Sequence[float] = (1, 1, 1),
    h0: float = 0,
    c0: float = 0,
    activations: Activations = IDENTITY,
) -> Feedback:
    """Look at a learner's number for a quantity, by default of the article's cell.

    Parameters
    ----------
    name
        The quantity, such as ``"c"``.
    answer
        What the learner typed; ``...`` when nothing yet.
    t
        The time step, from 1.
    weights, inputs, h0, c0, activations
        The cell and its sequence, where they are not the article's.

    Returns
    -------
    Feedback
        It shows itself when it is a cell's last line.

    Raises
    ------
    ValueError
        When there is no such quantity or time step. Whatever the answer is, it raises nothing.

    Examples
    --------
    >>> check("c", ..., t=2)
    ✎ c at time step 2 is not filled in yet: put your number in place of the dots.
    >>> check("c", 4, t=2)
    ↻ 4 is i·g alone: what does the forget gate keep of the old state?
    >>> check("c", 6, t=2)
    ✓ 6 is right: the cell state c at time step 2.
    """
    words = called(named(name).name)
    trace = run(weights or Weights.ones(), inputs, h0, c0, activations)
    if not 1 <= t <= len(trace):
        raise ValueError(f"t is {t}; expected a time step from 1 to {len(trace)}.")
    number = _read(f"{name} at time step {t}", answer, getattr(trace[t - 1], name))
    if isinstance(number, Feedback):
        return number
    asked = Asked(name, t, number, trace)
    if asked.is_for(asked.values[name]):
        comma = "," if "," in words else ""
        return Feedback("right", f"{asked.shown} is right: {words}{comma} at time step {t}.")
    return Feedback("slip", next(slips(asked), f"{asked.shown}: not yet. {way(asked)}"))


def _read(what: str, answer: object, truth: float) -> float | Feedback:
    """Take an answer for a number, if in doubt for the right one, or say what is the matter."""
    if is_open(answer):
        return Feedback(
            "open", f"{what} is not filled in yet: put your number in place of the dots."
        )
    numbers = as_answers(answer)
    right = [number for number in numbers if same(number, truth)]
    if right or len(numbers) == 1:
        return (right or numbers)[0]
    return Feedback("slip", no_number(answer))


def check_gradient(
    name: str,
    answer: object,
    *,
    t: int | None = None,
    of: str = "h",
    through_h: bool = True,
    weights: Weights | None = None,
    inputs: Sequence[float] = (1, 1, 1),
    h0: float = 0,
    c0: float = 0,
    activations: Activations = IDENTITY,
) -> Feedback:
    """Look at a learner's number for a gradient, by default in the article's cell.

    Parameters
    ----------
    name
        What is changed a little: a quantity such as ``"c"``, or a weight.
    answer
        What the learner typed; ``...`` when nothing yet.
    t
        The time step, from 1. Left out for a weight, it is the sum over all time steps.
    of
        What changes with it: ``"h"`` or ``"c"`` at the last time step.
    through_h
        False for what comes back along the cell state alone, past the forget gates.
    weights, inputs, h0, c0, activations
        The cell and its sequence, where they are not the article's.

    Raises
    ------
    ValueError
        When there is no such quantity or time step, or `of` is neither. Whatever the answer is, it
        raises nothing.

    Examples
    --------
    >>> check_gradient("c", ..., t=2)
    ✎ ∂c at time step 2 is not filled in yet: put your number in place of the dots.
    >>> check_gradient("c", 169, t=2)
    ↻ 169 comes back along the cell state alone: what comes back by way of h and the gates?
    >>> check_gradient("c", 1495, t=2)
    ✓ 1495 is right: a small change of c at time step 2 changes h₃ by 1495 times as much.
    """
    named(name)
    require_end(of)
    trace = run(weights or Weights.ones(), inputs, h0, c0, activations)
    if (t is None and name not in WEIGHT_NAMES) or t not in (None, *range(1, len(trace) + 1)):
        raise ValueError(f"t is {t}; expected a time step from 1 to {len(trace)}.")
    what = name if t is None else f"{name} at time step {t}"
    truth = gradient(name, t, trace, of, through_h)
    number = _read(f"∂{what}", answer, truth)
    if isinstance(number, Feedback):
        return number
    shown = format_number(number)
    if same(number, truth):
        end = f"{of}{subscript(len(trace))}{'' if through_h else ', along the cell state alone,'}"
        return Feedback(
            "right",
            f"{shown} is right: a small change of {what} changes {end} by {shown} times as much.",
        )
    return Feedback("slip", next(gradient_slips(name, number, t, of, through_h, trace)))


def check_number(
    what: str, answer: object, truth: float, slips: Mapping[str, float] | None = None
) -> Feedback:
    """Look at a learner's number for something that is no quantity of the cell.

    Parameters
    ----------
    what
        What was asked for, in words.
    answer
        What the learner typed; ``...`` when nothing yet.
    truth
        The number, worked out by the lesson.
    slips
        What to say of a number that a likely slip would give.

    Examples
    --------
    >>> check_number("the number of updates", 4, 2, {"counts the sequences": 4})
    ↻ 4 counts the sequences.
    >>> check_number("the number of updates", "2", 2)
    ✓ 2 is right: the number of updates.
    """
    number = _read(what, answer, truth)
    if isinstance(number, Feedback):
        return number
    shown = format_number(number)
    if same(number, truth):
        return Feedback("right", f"{shown} is right: {what}.")
    for words, wrong in (slips or {}).items():
        if same(number, wrong):
            return Feedback("slip", f"{shown} {words}.")
    return Feedback("slip", f"{shown}: not yet.")
