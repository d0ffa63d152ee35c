"""The cell's computational graph, written once, as data.

From this table come the substituted equations, the wires of the picture, the order of the walk,
the words on a value, and what the browser evaluates. ``step()`` says the same in plain formulas;
a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lstm_helpers.cell.given import one_of, quoted
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES

__all__ = ["BY_NAME", "CARRY", "GRAPH", "OPERATIONS", "STAGES", "Operation", "Quantity", "named"]


@dataclass(frozen=True)
class Quantity:
    """A named value of the cell.

    Parameters
    ----------
    name
        As everywhere: ``"f"``, ``"c_prev"``, ``"w_f"``.
    words
        What people call it: ``"forget gate"``.
    symbol
        How a formula writes it.
    op
        What it is made by: ``"given"``, or a key of `OPERATIONS`.
    operands
        The names it is made from.
    says
        One sentence on what it does, with the values' names in braces.
    does
        The same without numbers, for a picture that has none.
    """

    name: str
    words: str
    symbol: str
    op: str = "given"
    operands: tuple[str, ...] = ()
    says: str = ""
    does: str = ""


@dataclass(frozen=True)
class Operation:
    """A way to make a quantity of others.

    Parameters
    ----------
    function
        Of a pair of activations and the operands.
    pattern
        How an equation writes it: operands by their place, an activation as ``{name}``.
    partners
        The derivative by an operand is the operand that it is multiplied with: at which place
        that stands, None where the operand is only added. An activation has none: it has a slope.
    through
        Which of the pair of activations it goes through, None for neither.
    """

    function: Callable[..., float]
    pattern: str
    partners: tuple[int | None, ...] = ()
    through: int | None = None


OPERATIONS: dict[str, Operation] = {
    # w·x + u·h_prev + b, in this order of adding, as step() has it
    "affine": Operation(
        lambda pair, w, x, u, h, b: w * x + u * h + b,
        "{0}·{1} + {2}·{3} + {4}",
        (1, 0, 3, 2, None),
    ),
    "activation": Operation(lambda pair, z: pair.activation(z), "{name}({0})", through=0),
    "recurrent_activation": Operation(
        lambda pair, z: pair.recurrent_activation(z), "{name}({0})", through=1
    ),
    "product": Operation(lambda pair, a, b: a * b, "{0}·{1}", (1, 0)),
    "sum": Operation(lambda pair, a, b: a + b, "{0} + {1}", (None, None)),
}

_GATE_WORDS = {"f": "forget gate", "i": "input gate", "g": "candidate", "o": "output gate"}

_WEIGHT_WORDS = {"w": "kernel", "u": "recurrent kernel", "b": "bias"}

_GATE_SAYS = {
    "f": "The forget gate is {f}: it multiplies the old cell state, {c_prev}.",
    "i": "The input gate is {i}: it multiplies the candidate.",
    "g": "The candidate is {g}: what could be written into the cell state.",
    "o": "The output gate is {o}: it multiplies what the cell lets out.",
}

_GATE_DOES = {
    "f": "The forget gate, f, says how much of the old cell state is kept.",
    "i": "The input gate, i, says how much of the candidate is written.",
    "g": "The candidate, g, comes in from below: it is what could be written into the cell state.",
    "o": "The output gate, o, says how much of the cell state is let out.",
}


def _weights() -> tuple[Quantity, ...]:
    return tuple(
        Quantity(name, f"{_WEIGHT_WORDS[name[0]]} of the {_GATE_WORDS[name[2]]}", name)
        for name in WEIGHT_NAMES
    )


def _gate(gate: str) -> tuple[Quantity, Quantity]:
    operands = (f"w_{gate}", "x", f"u_{gate}", "h_prev", f"b_{gate}")
    op = "activation" if gate == "g" else "recurrent_activation"
    words = _GATE_WORDS[gate]
    return (
        Quantity(f"z_{gate}", f"pre-activation of the {words}", f"z_{gate}", "affine", operands),
        Quantity(gate, words, gate, op, (f"z_{gate}",), _GATE_SAYS[gate], _GATE_DOES[gate]),
    )


GRAPH: tuple[Quantity, ...] = (
    *_weights(),
    Quantity("x", "input", "x"),
    Quantity("h_prev", "hidden state before", "h_prev"),
    Quantity(
        "c_prev",
        "cell state before",
        "c_prev",
        says="Time step {t}: the input is {x}; from before come h = {h_prev} and c = {c_prev}.",
        does="Three numbers come in: the input, x, and from the step before h_prev and c_prev.",
    ),
    *(quantity for gate in GATES for quantity in _gate(gate)),
    Quantity(
        "keep",
        "kept of the old state",
        "keep",
        "product",
        ("f", "c_prev"),
        "Of the old cell state {c_prev}, the forget gate {f} keeps {keep}.",
        "A black dot multiplies: the forget gate times the old cell state is what is kept.",
    ),
    Quantity(
        "write",
        "written to the state",
        "write",
        "product",
        ("i", "g"),
        "Of the candidate {g}, the input gate {i} writes {write}.",
        "A black dot multiplies: the input gate times the candidate is what is written.",
    ),
    Quantity(
        "c",
        "cell state",
        "c",
        "sum",
        ("keep", "write"),
        "The cell state is now {keep} kept plus {write} written: {c}.",
        "The Σ in the middle adds: what is kept plus what is written is the new cell state, c.",
    ),
    Quantity(
        "c_act",
        "activation",
        "c_act",
        "activation",
        ("c",),
        "On its way out the cell state {c} goes through the activation: {c_act}.",
        "On its way out the cell state goes through the activation.",
    ),
    Quantity(
        "h",
        "hidden state",
        "h",
        "product",
        ("o", "c_act"),
        "Time step {t}: {keep} kept plus {write} written makes the cell state {c}; "
        "the output gate {o} lets out h = {h}.",
        "A black dot multiplies: the output gate times the activated state is the hidden state, h.",
    ),
)

BY_NAME: dict[str, Quantity] = {quantity.name: quantity for quantity in GRAPH}

# What one step hands to the next, under which name.
CARRY = {"h_prev": "h", "c_prev": "c"}

# The walk stops where there is something to say: first at what is given, last at the output.
STAGES = tuple(quantity.name for quantity in GRAPH if quantity.says)


def named(name: str) -> Quantity:
    """Find a quantity by its name.

    Raises
    ------
    ValueError
        When there is none of that name.

    Examples
    --------
    >>> named("f").words
    'forget gate'
    """
    if not one_of(name, BY_NAME):
        raise ValueError(
            f"there is no quantity {quoted(name)}; expected one of {', '.join(BY_NAME)}."
        )
    return BY_NAME[name]
