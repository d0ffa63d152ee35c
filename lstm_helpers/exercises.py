"""Feedback on what a learner typed: not filled in yet, right, or what kind of slip it looks like.

It never gives the answer away, and it never raises: a lesson runs to its end whatever was typed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import numpy as np

from lstm_helpers.cell.activations import IDENTITY, Activations
from lstm_helpers.cell.backward import backward
from lstm_helpers.cell.gradients import Gradients
from lstm_helpers.cell.run import Trace, run
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.table import BY_NAME, CARRY
from lstm_helpers.questions import QUESTIONS
from lstm_helpers.words.equations import formula
from lstm_helpers.words.gradients import gradient_formula
from lstm_helpers.words.numbers import format_number, subscript

__all__ = ["Feedback", "check", "check_cell", "check_choice", "check_gradient", "check_number"]

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


def check(
    name: str,
    answer: Any,
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
        When there is no such time step. Whatever the answer is, it raises nothing.

    Examples
    --------
    >>> check("c", ..., t=2)
    ✎ c at time step 2 is not filled in yet: put your number in place of the dots.
    >>> check("c", 4, t=2)
    ↻ 4 is i·g alone: what does the forget gate keep of the old state?
    >>> check("c", 6, t=2)
    ✓ 6 is right: the cell state c at time step 2.
    """
    trace = run(weights or Weights.ones(), inputs, h0, c0, activations)
    if not 1 <= t <= len(trace):
        raise ValueError(f"t is {t}; expected a time step from 1 to {len(trace)}.")
    what = f"{name} at time step {t}"
    if _is_open(answer):
        return Feedback(
            "open", f"{what} is not filled in yet: put your number in place of the dots."
        )
    number = _as_answer(answer)
    if number is None:
        return Feedback("slip", f"{_quoted(answer)} is no number: type it in digits alone.")
    truth = getattr(trace[t - 1], name)
    shown = format_number(number)
    if _same(number, truth):
        return Feedback("right", f"{shown} is right: {_called(name)} at time step {t}.")
    slip = next(_slips(name, number, t - 1, trace), None)
    if slip is None:
        slip = f"not yet. {_way(name, t, trace)}"
    return Feedback("slip", f"{shown} {slip}" if slip.startswith("is") else f"{shown}: {slip}")


def check_gradient(
    name: str,
    answer: Any,
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
        When there is no such time step. Whatever the answer is, it raises nothing.

    Examples
    --------
    >>> check_gradient("c", ..., t=2)
    ✎ ∂c at time step 2 is not filled in yet: put your number in place of the dots.
    >>> check_gradient("c", 169, t=2)
    ↻ 169 comes back along the cell state alone: what comes back by way of h and the gates?
    >>> check_gradient("c", 1495, t=2)
    ✓ 1495 is right: a small change of c at time step 2 changes h₃ by 1495 times as much.
    """
    trace = run(weights or Weights.ones(), inputs, h0, c0, activations)
    if (t is None and name not in WEIGHT_NAMES) or t not in (None, *range(1, len(trace) + 1)):
        raise ValueError(f"t is {t}; expected a time step from 1 to {len(trace)}.")
    what = name if t is None else f"{name} at time step {t}"
    if _is_open(answer):
        return Feedback(
            "open", f"∂{what} is not filled in yet: put your number in place of the dots."
        )
    number = _as_answer(answer)
    if number is None:
        return Feedback("slip", f"{_quoted(answer)} is no number: type it in digits alone.")
    shown = format_number(number)
    if _same(number, _gradient(name, t, _backward(trace, of, through_h))):
        end = f"{of}{subscript(len(trace))}{'' if through_h else ', along the cell state alone,'}"
        return Feedback(
            "right",
            f"{shown} is right: a small change of {what} changes {end} by {shown} times as much.",
        )
    return Feedback("slip", next(_gradient_slips(name, number, t, of, through_h, trace)))


def check_cell(
    weights: Any,
    want: Mapping[str, Sequence[float]],
    inputs: Sequence[float],
    *,
    h0: float = 0,
    c0: float = 0,
    activations: Activations = IDENTITY,
    within: float = 0.01,
) -> Feedback:
    """Run the weights that a learner chose, and say whether they do what was wanted.

    Parameters
    ----------
    weights
        A `Weights`; ``...`` when nothing was chosen yet.
    want
        What quantities should come to at each time step: ``{"h": [0, 1, 1]}``. A ``None`` among
        the numbers leaves that time step free.
    inputs, h0, c0, activations
        What to run the cell on.
    within
        How far off a number may be.

    Examples
    --------
    >>> check_cell(Weights.ones(w_g=0), {"h": [1, 1, 1]}, [1, 1, 1])
    ↻ At time step 1 your cell has h = 0, and 1 was wanted.
    >>> check_cell(Weights.ones(), {"h": [1, 12, 3211]}, [1, 1, 1])
    ✓ Your cell does it: h = 1, 12, 3211.
    """
    if _is_open(weights) or not isinstance(weights, Weights):
        return Feedback(
            "open", "no weights chosen yet: put Weights.ones(w_f=...) or the like here."
        )
    try:
        trace = run(weights, inputs, h0, c0, activations)
    except ValueError as error:
        return Feedback("slip", f"these weights are not for this cell: {error}")
    for name, numbers in want.items():
        for t, number in enumerate(numbers, start=1):
            got = getattr(trace[t - 1], name)
            if number is not None and not abs(got - number) <= within:
                return Feedback(
                    "slip",
                    f"At time step {t} your cell has {name} = {format_number(_tidy(got))}, "
                    f"and {format_number(number)} was wanted.",
                )
    done = "; ".join(
        f"{name} = {', '.join(format_number(_tidy(value)) for value in getattr(trace, name))}"
        for name in want
    )
    return Feedback("right", f"Your cell does it: {done}.")


def _tidy(value: float) -> float:
    """Take what a gate that is never quite shut lets through for what it is meant to be.

    >>> _tidy(1.929e-22)
    0.0
    """
    return round(value, 9) if math.isfinite(value) else value


def check_number(
    what: str, answer: Any, truth: float, slips: Mapping[str, float] | None = None
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
    if _is_open(answer):
        return Feedback(
            "open", f"{what} is not filled in yet: put your number in place of the dots."
        )
    number = _as_answer(answer)
    if number is None:
        return Feedback("slip", f"{_quoted(answer)} is no number: type it in digits alone.")
    shown = format_number(number)
    if _same(number, truth):
        return Feedback("right", f"{shown} is right: {what}.")
    for words, wrong in (slips or {}).items():
        if _same(number, wrong):
            return Feedback("slip", f"{shown} {words}.")
    return Feedback("slip", f"{shown}: not yet.")


def check_choice(question: str, answer: Any) -> Feedback:
    """Look at a learner's choice among a, b, c, ... for one of the `QUESTIONS`.

    >>> check_choice("what becomes 12", ...)
    ✎ Not filled in yet: type a letter in quotes, such as "a".
    """
    asked = QUESTIONS[question]
    letters = sorted(asked.says)
    if _is_open(answer):
        return Feedback("open", 'Not filled in yet: type a letter in quotes, such as "a".')
    letter = answer.strip().lower() if isinstance(answer, str) else ""
    if letter not in letters:
        return Feedback("slip", f"{_quoted(answer)} is none of the letters {', '.join(letters)}.")
    verdict: Verdict = "right" if letter == asked.right else "slip"
    return Feedback(verdict, f"{letter}: {asked.says[letter]}")


# ---- reading an answer ---------------------------------------------------------------------------


def _is_open(answer: Any) -> bool:
    return answer is None or answer is Ellipsis or (isinstance(answer, str) and not answer.strip())


def _as_answer(answer: Any) -> float | None:
    if isinstance(answer, str):
        answer = answer.strip().replace("−", "-").replace(",", ".").replace("∞", "inf")
    try:
        number = np.asarray(answer).item()
        return None if isinstance(number, bool) else float(number)
    except OverflowError:  # a whole number past every float
        return math.inf if number > 0 else -math.inf
    except Exception:  # nobody knows what an object of the learner's own does
        return None


def _quoted(answer: Any) -> str:
    """Show what was typed, as far as that can be done on one line."""
    try:
        text = " ".join(repr(answer).split())
    except Exception:  # likewise
        text = f"this {type(answer).__name__}"
    return text if len(text) <= 60 else f"{text[:57]}..."


def _same(number: float, truth: float) -> bool:
    """Compare as people do: whole numbers exactly, others to the four digits that are shown."""
    if math.isclose(number, truth, rel_tol=1e-9, abs_tol=1e-12):
        return True
    return not float(truth).is_integer() and format_number(number) == format_number(truth)


# ---- guessing at the slip ------------------------------------------------------------------------

_WHAT_ELSE = {
    "keep": "what does the forget gate keep of the old state?",
    "write": "what does the input gate write to the state?",
}


def _called(name: str) -> str:
    """Name a quantity in a sentence: "the cell state c", but "keep, kept of the old state"."""
    words = BY_NAME[name].words
    is_a_thing = name not in _WHAT_ELSE
    return f"the {words} {name}" if is_a_thing else f"{name}, what is {words},"


def _way(name: str, t: int, trace: Trace) -> str:
    """Say how to come to a quantity."""
    if name in CARRY:
        return f"{name} is {CARRY[name]} of time step {t - 1}." if t > 1 else "Where does it start?"
    if BY_NAME[name].op == "given":
        return f"Read {name} off: it is given."
    return f"Put the numbers into {formula(name, trace.activations.names)}, one by one."


def _slips(name: str, number: float, n: int, trace: Trace) -> Iterator[str]:
    """Say what the number is instead, the likeliest slip first."""
    values = trace[n].as_dict()
    by_op = {"given": _no_slips, "sum": _sum_slips, "product": _product_slips}
    yield from by_op.get(BY_NAME[name].op, _gate_slips)(name, number, values, trace)
    if _same(-number, values[name]):
        yield "has the right size: look at the signs."
    for other, step in enumerate(trace):
        if other != n and _same(number, getattr(step, name)):
            yield f"is {name} at time step {other + 1}; here it is time step {n + 1}."
    for instead in _likely_mixed_up(name):
        if _same(number, values[instead]):
            yield f"is {_called(instead).rstrip(',')}; asked for is {name}."
    if math.isclose(number, values[name], rel_tol=0.02):
        yield f"is close: {_more_exactly(values[name])}."


def _more_exactly(truth: float) -> str:
    whole = float(truth).is_integer()
    return "calculate once more" if whole else "keep at least four digits on the way"


def _likely_mixed_up(name: str) -> list[str]:
    """List the other quantities, what this one is made of first.

    Last come those that others equal under the identity: they are seldom meant.
    """
    order = (*BY_NAME[name].operands, *reversed(QUANTITIES))
    mixed_up = [other for other in dict.fromkeys(order) if other in QUANTITIES and other != name]
    return sorted(mixed_up, key=lambda other: other == "c_act" or other.startswith("z_"))


def _no_slips(name: str, number: float, values: Mapping, trace: Trace) -> Iterator[str]:
    return iter(())


def _sum_slips(name: str, number: float, values: Mapping, trace: Trace) -> Iterator[str]:
    first, second = BY_NAME[name].operands
    for alone, other in ((second, first), (first, second)):
        if _same(number, values[alone]):
            yield f"is {_right_side(alone, trace)} alone: {_WHAT_ELSE[other]}"
    if _same(number, values[first] * values[second]):
        yield f"is {first} times {second}: the Σ in the middle adds."


def _product_slips(name: str, number: float, values: Mapping, trace: Trace) -> Iterator[str]:
    first, second = BY_NAME[name].operands
    if _same(number, values[first] + values[second]):
        yield f"is {first} plus {second}: a black dot multiplies."
    for before, now in (("c_prev", "c"), ("c", "c_prev"), ("h_prev", "h")):
        swapped = [now if operand == before else operand for operand in (first, second)]
        if swapped != [first, second] and _same(number, values[swapped[0]] * values[swapped[1]]):
            yield f"comes of {now} in the place of {before}: which of the two is meant here?"


def _gate_slips(name: str, number: float, values: Mapping, trace: Trace) -> Iterator[str]:
    quantity = BY_NAME[name]
    inner = BY_NAME[quantity.operands[0]] if quantity.op != "affine" else quantity
    changes = activation_name(quantity, trace.activations.names) != "identity"
    if changes and inner is not quantity and _same(number, values[inner.name]):
        yield "is the number before the activation: what does the activation make of it?"
    if inner.op != "affine":
        return
    w, x, u, h_prev, b = (values[operand] for operand in inner.operands)
    apply = trace.activations.activation if name == "g" else trace.activations.recurrent_activation
    finish = apply if inner is not quantity else float
    without = {
        "the hidden state from the step before": w * x + b,
        "the input": u * h_prev + b,
        "the bias": w * x + u * h_prev,
    }
    for what, result in without.items():
        if _same(number, finish(result)):
            yield f"leaves out {what}."
    if _same(number, finish(w * x + u * values["h"] + b)):
        yield "takes h of this step: the gates still see h_prev, from the step before."


def _backward(trace: Trace, of: str, through_h: bool) -> Gradients:
    return backward(trace.weights, trace, **{f"d{of}": 1}, through_h=through_h)


def _gradient(name: str, t: int | None, gradients: Gradients) -> float:
    return getattr(gradients if t is None else gradients[t - 1], name)


def _gradient_slips(
    name: str, number: float, t: int | None, of: str, through_h: bool, trace: Trace
) -> Iterator[str]:
    """Say what the number is instead, the likeliest slip first; last, how to come to it."""
    shown, last = format_number(number), len(trace)
    gradients = _backward(trace, of, through_h)
    if _same(number, _gradient(name, t, _backward(trace, of, not through_h))):
        if through_h:
            yield (
                f"{shown} comes back along the cell state alone: what comes back by way of h and "
                "the gates?"
            )
        else:
            yield f"{shown} is the whole gradient: here only the cell state's own way is meant."
    other = "c" if of == "h" else "h"
    if _same(number, _gradient(name, t, _backward(trace, other, through_h))):
        end = subscript(last)
        yield f"{shown} would be right for {other}{end}; meant is {of}{end}."
    if _same(-number, _gradient(name, t, gradients)):
        yield f"{shown} has the right size: look at the signs."
    if t is None:
        yield f"{shown}: not yet. Add up ∂{name} of all time steps."
        return
    if name in QUANTITIES and _same(number, getattr(trace[t - 1], name)):
        yield f"{shown} is {name} itself; asked for is how much its change counts at the end."
    if number:  # many gradients are 0: that one of them is, says nothing
        yield from _other_gradients(name, number, t, gradients)
    if math.isclose(number, _gradient(name, t, gradients), rel_tol=0.02):
        yield f"{shown} is close: {_more_exactly(_gradient(name, t, gradients))}."
    if not through_h:
        yield f"{shown}: not yet. Along the cell state, each step back multiplies by its f."
    yield (
        f"{shown}: not yet. Put the numbers into "
        f"{gradient_formula(name, trace.activations.names, t, last)}, one by one."
    )


def _other_gradients(name: str, number: float, t: int, gradients: Gradients) -> Iterator[str]:
    shown = format_number(number)
    for n, step in enumerate(gradients, start=1):
        if n != t and _same(number, getattr(step, name)):
            yield f"{shown} is ∂{name} at time step {n}; here it is time step {t}."
    for instead in _likely_mixed_up(name):
        if _same(number, getattr(gradients[t - 1], instead)):
            yield f"{shown} is ∂{instead}; asked for is ∂{name}."


def _right_side(name: str, trace: Trace) -> str:
    return formula(name, trace.activations.names).split(" = ")[1]
