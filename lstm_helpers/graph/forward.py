"""The graph table worked through forwards: a step, a sequence, and what is known on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.given import one_of, quoted
from lstm_helpers.graph.table import CARRY, GRAPH, OPERATIONS, STAGES, Quantity

__all__ = ["Instead", "activation_name", "evaluate", "known", "unroll"]


# By name, what a quantity comes to instead of what the table says, from what is known by then; None
# where the table is followed after all.
Instead: TypeAlias = Mapping[str, Callable[[Mapping[str, float]], float | None]]


def evaluate(
    given: Mapping[str, float], activations: Activations, instead: Instead | None = None
) -> dict[str, float]:
    """Work the table through, top to bottom.

    Parameters
    ----------
    given
        The twelve weights, x, h_prev and c_prev by name. Nothing is checked: nan and infinities
        go through, as they do in the browser.
    activations
        The pair to use.
    instead
        What is worked out in another way: a slip changes one thing.

    Returns
    -------
    dict
        Every quantity by name, the given ones included.

    Examples
    --------
    >>> from lstm_helpers import IDENTITY, Weights
    >>> given = Weights.ones().as_dict() | {"x": 1.0, "h_prev": 1.0, "c_prev": 1.0}
    >>> evaluate(given, IDENTITY)["h"]
    12.0
    """
    values = dict(given)
    for quantity in GRAPH:
        name = quantity.name
        changed = instead[name](values) if instead is not None and name in instead else None
        if changed is not None:
            values[name] = changed
        elif quantity.op != "given":
            operands = [values[operand] for operand in quantity.operands]
            values[name] = OPERATIONS[quantity.op].function(activations, *operands)
    return values


def unroll(
    weights: Mapping[str, float],
    inputs: Sequence[float],
    h0: float,
    c0: float,
    activations: Activations,
) -> list[dict[str, float]]:
    """Evaluate the table once for each input, handing on what `CARRY` says.

    >>> from lstm_helpers import IDENTITY, Weights
    >>> [v["h"] for v in unroll(Weights.ones().as_dict(), [1.0, 1.0, 1.0], 0.0, 0.0, IDENTITY)]
    [1.0, 12.0, 3211.0]
    """
    steps: list[dict[str, float]] = []
    carried = {"h_prev": h0, "c_prev": c0}
    for x in inputs:
        steps.append(evaluate({**weights, **carried, "x": x}, activations))
        carried = {before: steps[-1][after] for before, after in CARRY.items()}
    return steps


def known(upto: str) -> frozenset[str]:
    """Say which quantities are known once the walk has come to `upto`.

    Raises
    ------
    ValueError
        When there is no such quantity.

    Examples
    --------
    >>> "i" in known("f"), "f" in known("f")
    (False, True)
    """
    names = [quantity.name for quantity in GRAPH]
    if not one_of(upto, names):
        raise ValueError(f"upto is {quoted(upto)}; expected one of the stages {', '.join(STAGES)}.")
    # What is given is known from the start, whatever the table's order.
    given = {quantity.name for quantity in GRAPH if quantity.op == "given"}
    return frozenset(given.union(names[: names.index(upto) + 1]))


def activation_name(quantity: Quantity, activations: tuple[str, str]) -> str | None:
    """Name the activation that a quantity goes through, None where it goes through none.

    >>> from lstm_helpers.graph.table import BY_NAME
    >>> activation_name(BY_NAME["f"], ("tanh", "sigmoid"))
    'sigmoid'
    """
    through = OPERATIONS[quantity.op].through if quantity.op in OPERATIONS else None
    return None if through is None else activations[through]
