"""How a gradient is written: where it comes from, in symbols and in numbers.

``static/equations.js`` writes the same in the browser; the tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lstm_helpers.cell.activations import symbol
from lstm_helpers.graph.asked import factor_of
from lstm_helpers.graph.backward import derivative
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH, OPERATIONS, Quantity, named
from lstm_helpers.words.numbers import UNKNOWN, format_number, in_parentheses, subscript, written

__all__ = ["gradient_equation", "gradient_formula"]


def gradient_formula(
    name: str, activations: tuple[str, str], t: int, last: int, of: str = "h"
) -> str:
    """Write where a quantity's gradient comes from, in symbols.

    >>> gradient_formula("c", ("identity", "identity"), t=2, last=3)
    '∂c₂ = ∂c_act₂ + ∂c_prev₃'
    >>> gradient_formula("f", ("tanh", "sigmoid"), t=2, last=3)
    '∂f₂ = ∂keep₂·c_prev₂'
    """
    terms = [
        f"∂{consumer.symbol}{subscript(t)}{_factor_symbol(consumer, place, activations, t)}"
        for consumer, place in _consumers(name)
    ]
    terms += [f"∂{BY_NAME[b].symbol}{subscript(t + 1)}" for b in _carried(name) if t < last]
    terms += _start(name, t, last, of)
    return f"∂{named(name).symbol}{subscript(t)} = {' + '.join(terms) or '0'}"


def gradient_equation(
    name: str,
    gradients: Sequence[Mapping[str, float]],
    steps: Sequence[Mapping[str, float]],
    activations: tuple[str, str],
    t: int,
    of: str,
) -> str:
    """Write a quantity's gradient with the numbers in it; what is missing is written "?".

    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph import backpropagate, unroll
    >>> steps = unroll(Weights.ones().as_dict(), [1.0, 1.0, 1.0], 0.0, 0.0, IDENTITY)
    >>> gradients = backpropagate(steps, IDENTITY.names, of="c")
    >>> gradient_equation("c", gradients, steps, IDENTITY.names, t=2, of="c")
    '∂c₂ = 64 + 13 = 77'

    What is only handed on is not written before it is known: it would be the answer.

    >>> gradient_equation("write", [{"c": 77.0}], steps, IDENTITY.names, t=1, of="c")
    '∂write₁ = ?'
    """
    here = gradients[t - 1]
    terms = []
    for consumer, place in _consumers(name):
        factor = _factor_number(consumer, place, steps[t - 1], activations)
        terms.append(written(consumer.name, here) + factor)
    terms += [written(b, gradients[t]) for b in _carried(name) if t < len(steps)]
    terms += _start(name, t, len(steps), of)
    left, result = f"∂{named(name).symbol}{subscript(t)}", written(name, here)
    terms[1:] = map(in_parentheses, terms[1:])
    made_of = " + ".join(terms)
    is_handed_on = len(terms) < 2 and "·" not in made_of  # as it is: it would be said twice
    return f"{left} = {result}" if is_handed_on else f"{left} = {made_of} = {result}"


def _consumers(name: str) -> list[tuple[Quantity, int]]:
    """Find the quantities that a quantity goes into, and at which place."""
    return [(q, q.operands.index(name)) for q in GRAPH if name in q.operands]


def _carried(name: str) -> list[str]:
    return [before for before, after in CARRY.items() if after == name]


def _start(name: str, t: int, last: int, of: str) -> list[str]:
    """Give the 1 that the walk backwards starts with."""
    return ["1"] if name == of and t == last else []


def _factor_symbol(quantity: Quantity, place: int, activations: tuple[str, str], t: int) -> str:
    name = activation_name(quantity, activations)
    if name is not None:
        return "" if name == "identity" else f"·{symbol(name)}′"
    partner = OPERATIONS[quantity.op].partners[place]
    return "" if partner is None else f"·{quantity.operands[partner]}{subscript(t)}"


def _factor_number(
    quantity: Quantity, place: int, values: Mapping[str, float], activations: tuple[str, str]
) -> str:
    if not _factor_symbol(quantity, place, activations, 1):
        return ""
    if any(name not in values for name in factor_of(quantity, place, activations)):
        return f"·{UNKNOWN}"
    value = derivative(quantity, place, values, activations)
    return f"·{in_parentheses(format_number(value))}"
