"""What slip a wrong number looks like, the likeliest first, each in one sentence."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lstm_helpers.cell.backward import backward
from lstm_helpers.cell.gradients import Gradients
from lstm_helpers.cell.run import Trace
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.exercises.feedback import same
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.table import BY_NAME, CARRY
from lstm_helpers.words.equations import expression, formula
from lstm_helpers.words.gradients import gradient_formula
from lstm_helpers.words.numbers import format_number, subscript

__all__ = ["Asked", "called", "gradient", "gradient_slips", "slips", "way"]

_WHAT_ELSE = {
    "keep": "what does the forget gate keep of the old state?",
    "write": "what does the input gate write to the state?",
}


@dataclass(frozen=True)
class Asked:
    """A quantity that was asked for, at a time step from 1, and the number that came."""

    name: str
    t: int
    number: float
    trace: Trace

    @property
    def shown(self) -> str:
        """The number as people write it."""
        return format_number(self.number)

    @cached_property
    def values(self) -> Mapping[str, float]:
        """What the time step really comes to."""
        return {name: float(value) for name, value in self.trace[self.t - 1].as_dict().items()}

    def is_for(self, value: float) -> bool:
        """Say whether the number is this value."""
        return same(self.number, value)


def called(name: str) -> str:
    """Name a quantity in a sentence.

    >>> called("c"), called("keep")
    ('the cell state c', 'keep, what is kept of the old state')
    """
    words = BY_NAME[name].words
    return f"{name}, what is {words}" if name in _WHAT_ELSE else f"the {words} {name}"


def way(asked: Asked) -> str:
    """Say how to come to a quantity."""
    name, t = asked.name, asked.t
    if name in CARRY:
        return f"{name} is {CARRY[name]} of time step {t - 1}." if t > 1 else "Where does it start?"
    if BY_NAME[name].op == "given":
        return f"Read {name} off: it is given."
    return f"Put the numbers into {formula(name, asked.trace.activations.names)}, one by one."


def slips(asked: Asked) -> Iterator[str]:
    """Say what the number is instead of a quantity of the cell."""
    name, shown, values = asked.name, asked.shown, asked.values
    by_op = {"given": _no_slips, "sum": _sum_slips, "product": _product_slips}
    yield from by_op.get(BY_NAME[name].op, _gate_slips)(asked)
    if asked.is_for(-values[name]):
        yield f"{shown}: has the right size: look at the signs."
    for other, step in enumerate(asked.trace, start=1):
        if other != asked.t and asked.is_for(getattr(step, name)):
            yield f"{shown} is {name} at time step {other}; here it is time step {asked.t}."
    for instead in _likely_mixed_up(name):
        if asked.is_for(values[instead]):
            yield f"{shown} is {called(instead)}; asked for is {name}."
    if math.isclose(asked.number, values[name], rel_tol=0.02):
        yield f"{shown} is close: {_more_exactly(values[name])}."


def _more_exactly(truth: float) -> str:
    whole = float(truth).is_integer()
    return "calculate once more" if whole else "keep at least four digits on the way"


def _likely_mixed_up(name: str) -> list[str]:
    """List the other quantities, what this one is made of first.

    Last come those that others equal under the identity: they are seldom meant.
    """
    order = (*BY_NAME[name].operands, *reversed(QUANTITIES))
    mixed_up = [other for other in dict.fromkeys(order) if other in QUANTITIES and other != name]
    return sorted(mixed_up, key=lambda other: other == "c_act" or BY_NAME[other].op == "affine")


def _no_slips(asked: Asked) -> Iterator[str]:
    return iter(())


def _sum_slips(asked: Asked) -> Iterator[str]:
    first, second = BY_NAME[asked.name].operands
    names = asked.trace.activations.names
    for alone, other in ((second, first), (first, second)):
        if asked.is_for(asked.values[alone]):
            yield f"{asked.shown} is {expression(alone, names)} alone: {_WHAT_ELSE[other]}"
    if asked.is_for(asked.values[first] * asked.values[second]):
        yield f"{asked.shown} is {first} times {second}: the Σ in the middle adds."


def _product_slips(asked: Asked) -> Iterator[str]:
    first, second = BY_NAME[asked.name].operands
    values, shown = asked.values, asked.shown
    if asked.is_for(values[first] + values[second]):
        yield f"{shown} is {first} plus {second}: a black dot multiplies."
    for before, now in (("c_prev", "c"), ("c", "c_prev"), ("h_prev", "h")):
        swapped = [now if operand == before else operand for operand in (first, second)]
        if swapped != [first, second] and asked.is_for(values[swapped[0]] * values[swapped[1]]):
            yield (
                f"{shown}: comes of {now} in the place of {before}: which of the two is meant here?"
            )


def _gate_slips(asked: Asked) -> Iterator[str]:
    quantity, pair, shown = BY_NAME[asked.name], asked.trace.activations, asked.shown
    inner = BY_NAME[quantity.operands[0]] if quantity.op != "affine" else quantity
    changes = activation_name(quantity, pair.names) != "identity"
    if changes and inner is not quantity and asked.is_for(asked.values[inner.name]):
        yield (f"{shown} is the number before the activation: what does the activation make of it?")
    if inner.op != "affine":
        return
    w, x, u, h_prev, b = (asked.values[operand] for operand in inner.operands)
    apply = pair.activation if quantity.op == "activation" else pair.recurrent_activation

    def is_made_of(z: float) -> bool:
        return asked.is_for(float(apply(z)) if inner is not quantity else z)

    without = {
        "the hidden state from the step before": w * x + b,
        "the input": u * h_prev + b,
        "the bias": w * x + u * h_prev,
    }
    for what, z in without.items():
        if is_made_of(z):
            yield f"{shown}: leaves out {what}."
    if is_made_of(w * x + u * asked.values["h"] + b):
        yield f"{shown}: takes h of this step: the gates still see h_prev, from the step before."


# ---- gradients -----------------------------------------------------------------------------------


def gradient(name: str, t: int | None, trace: Trace, of: str, through_h: bool) -> float:
    """Work out a gradient at a time step, or a weight's over all of them."""
    gradients = _backwards(trace, of, through_h)
    return float(getattr(gradients if t is None else gradients[t - 1], name))


def _backwards(trace: Trace, of: str, through_h: bool) -> Gradients:
    end = {"dh": 1} if of == "h" else {"dc": 1}
    return backward(trace.weights, trace, **end, through_h=through_h)


def gradient_slips(
    name: str, number: float, t: int | None, of: str, through_h: bool, trace: Trace
) -> Iterator[str]:
    """Say what the number is instead of a gradient; last, how to come to it."""
    shown, last = format_number(number), len(trace)
    truth = gradient(name, t, trace, of, through_h)
    if same(number, gradient(name, t, trace, of, not through_h)):
        if through_h:
            yield (
                f"{shown} comes back along the cell state alone: what comes back by way of h and "
                "the gates?"
            )
        else:
            yield f"{shown} is the whole gradient: here only the cell state's own way is meant."
    other = "c" if of == "h" else "h"
    if same(number, gradient(name, t, trace, other, through_h)):
        end = subscript(last)
        yield f"{shown} would be right for {other}{end}; meant is {of}{end}."
    if same(-number, truth):
        yield f"{shown} has the right size: look at the signs."
    if t is None:
        yield f"{shown}: not yet. Add up ∂{name} of all time steps."
        return
    if name in QUANTITIES and same(number, getattr(trace[t - 1], name)):
        yield f"{shown} is {name} itself; asked for is how much its change counts at the end."
    if number:  # many gradients are 0: that one of them is, says nothing
        yield from _other_gradients(name, number, t, _backwards(trace, of, through_h))
    if math.isclose(number, truth, rel_tol=0.02):
        yield f"{shown} is close: {_more_exactly(truth)}."
    if not through_h:
        yield f"{shown}: not yet. Along the cell state, each step back multiplies by its f."
    yield (
        f"{shown}: not yet. Put the numbers into "
        f"{gradient_formula(name, trace.activations.names, t, last)}, one by one."
    )


def _other_gradients(name: str, number: float, t: int, gradients: Gradients) -> Iterator[str]:
    shown = format_number(number)
    for n, step in enumerate(gradients, start=1):
        if n != t and same(number, getattr(step, name)):
            yield f"{shown} is ∂{name} at time step {n}; here it is time step {t}."
    for instead in _likely_mixed_up(name):
        if same(number, getattr(gradients[t - 1], instead)):
            yield f"{shown} is ∂{instead}; asked for is ∂{name}."
