"""What a learner is asked for, and what is known as long as it isn't answered; asked.js likewise.

For every time step there is a mapping of what is asked for there: its name, or ``"∂"`` and its name
for a gradient, and whether it is solved. What is asked for and not solved is not known; nor is what
is worked out from it, at this step or a later one, unless it was solved by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from lstm_helpers.cell.weights import GATES
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH, OPERATIONS, Quantity

__all__ = ["ASKABLE", "MARK", "Asked", "asked_at", "known_gradients", "known_steps", "open_at"]

Asked: TypeAlias = Sequence[Mapping[str, bool]]

# What can be asked for, in the order in which it is worked out.
ASKABLE = tuple(q.name for q in GRAPH if q.name in CARRY or q.op not in ("given", "affine"))

# Before the name of a quantity whose gradient is asked for.
MARK = "∂"

Values: TypeAlias = Mapping[str, float]

# A pre-activation would tell the gate that is made of it.
_GATE_OF = {f"z_{gate}": gate for gate in GATES}


def asked_at(asked: Asked, t: int) -> Mapping[str, bool]:
    """Say what is asked for at a time step, and whether it is solved.

    >>> asked_at([{}, {"c": False}], 2), asked_at([], 3)
    ({'c': False}, {})
    """
    return asked[t - 1] if t <= len(asked) else {}


def open_at(asked: Asked, t: int, face: str) -> tuple[str, ...]:
    """Name what is asked for and not solved, in the order in which it is worked out.

    >>> open_at([{"h": False, "f": False, "c": True}], 1, "values")
    ('f', 'h')
    >>> open_at([{"∂f": False, "∂h": False}], 1, "gradients")
    ('h', 'f')
    """
    here = asked_at(asked, t)
    if face == "values":
        return tuple(name for name in ASKABLE if here.get(name) is False)
    if face == "gradients":
        return tuple(name for name in reversed(ASKABLE) if here.get(MARK + name) is False)
    return ()


def known_steps(steps: Sequence[Values], asked: Asked) -> Sequence[Values]:
    """Leave out of every step what is not known.

    >>> steps = [{"f": 1.0, "c_prev": 0.0, "keep": 0.0}]
    >>> known_steps(steps, [{"f": False}])
    [{'c_prev': 0.0}]
    """
    if not any(asked):
        return steps
    shown: list[Values] = []
    before = frozenset(BY_NAME)
    for t, values in enumerate(steps, start=1):
        names = _known(asked_at(asked, t), before)
        shown.append({name: value for name, value in values.items() if name in names})
        before = names
    return shown


def _known(here: Mapping[str, bool], before: frozenset[str]) -> frozenset[str]:
    """Say what is known at a step, by what is known at the one before."""
    names: set[str] = set()
    for quantity in GRAPH:
        name = quantity.name
        is_known = all(operand in names for operand in quantity.operands)
        if name in CARRY:
            is_known = CARRY[name] in before
        tells = name in _GATE_OF and here.get(_GATE_OF[name]) is False
        if here.get(name, is_known and not tells):
            names.add(name)
    return frozenset(names)


def known_gradients(
    gradients: Sequence[Values], steps: Sequence[Values], asked: Asked, pair: tuple[str, str]
) -> Sequence[Values]:
    """Leave out of every step's gradients what is not known.

    Parameters
    ----------
    gradients
        As `backpropagate` gives them.
    steps
        What is known of the values, as `known_steps` gives it.
    asked
        What is asked for at every step.
    pair
        The names of the activations.

    Examples
    --------
    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph import backpropagate, unroll
    >>> steps = unroll(Weights.ones().as_dict(), [1.0], 0.0, 0.0, IDENTITY)
    >>> gradients = backpropagate(steps, IDENTITY.names)
    >>> list(known_gradients(gradients, steps, [{"∂c": False}], IDENTITY.names)[0])[-4:]
    ['z_o', 'o', 'c_act', 'h']
    """
    if not any(asked):
        return gradients
    shown: list[Values] = []
    later = frozenset(BY_NAME)
    for t in range(len(gradients), 0, -1):
        names = _known_backwards(asked_at(asked, t), steps[t - 1], later, pair)
        shown.insert(0, {n: value for n, value in gradients[t - 1].items() if n in names})
        later = names
    return shown


def _known_backwards(
    here: Mapping[str, bool], values: Values, later: frozenset[str], pair: tuple[str, str]
) -> frozenset[str]:
    names: set[str] = set()
    for quantity in reversed(GRAPH):
        name = quantity.name
        is_known = all(before in later for before, after in CARRY.items() if after == name)
        for consumer in GRAPH:
            if name in consumer.operands:
                factor = factor_of(consumer, consumer.operands.index(name), pair)
                is_known &= consumer.name in names and all(each in values for each in factor)
        if here.get(MARK + name, is_known):
            names.add(name)
    return frozenset(names)


def factor_of(quantity: Quantity, place: int, pair: tuple[str, str]) -> tuple[str, ...]:
    """Name the values that a derivative by the operand at a place is made of.

    >>> factor_of(BY_NAME["keep"], 0, ("tanh", "sigmoid"))
    ('c_prev',)
    >>> factor_of(BY_NAME["f"], 0, ("tanh", "sigmoid"))
    ('z_f', 'f')
    """
    name = activation_name(quantity, pair)
    if name is not None:
        return () if name == "identity" else (quantity.operands[0], quantity.name)
    partner = OPERATIONS[quantity.op].partners[place]
    return () if partner is None else (quantity.operands[partner],)
