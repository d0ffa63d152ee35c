"""The graph table walked backwards.

`cell.backward` says the same in plain formulas; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.cell.given import one_of, quoted
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH, OPERATIONS, Quantity

__all__ = ["backpropagate", "derivative", "require_end"]


def backpropagate(
    steps: Sequence[Mapping[str, float]],
    activations: tuple[str, str],
    of: str = "h",
) -> list[dict[str, float]]:
    """Work out the gradient of the last h, or the last c, by every quantity at every step.

    Parameters
    ----------
    steps
        Values by name, as `unroll` gives them.
    activations
        The names of the pair: activation, recurrent_activation.
    of
        "h" or "c": what the gradient is of, at the last time step.

    Returns
    -------
    list of dict
        For each time step, by name. A weight's gradient is that step's share.

    Examples
    --------
    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph import unroll
    >>> steps = unroll(Weights.ones().as_dict(), [1.0, 1.0, 1.0], 0.0, 0.0, IDENTITY)
    >>> [step["c"] for step in backpropagate(steps, IDENTITY.names, of="c")]
    [731.0, 77.0, 1.0]
    """
    require_end(of)
    gradients: list[dict[str, float]] = []
    later = {name: float(name == of) for name in CARRY.values()}
    for values in reversed(steps):
        d = dict.fromkeys(BY_NAME, 0.0) | later
        for quantity in reversed(GRAPH):
            for place, operand in enumerate(quantity.operands):
                d[operand] += d[quantity.name] * derivative(quantity, place, values, activations)
        later = {after: d[before] for before, after in CARRY.items()}
        gradients.append(d)
    return gradients[::-1]


def require_end(of: str) -> None:
    """Refuse what no gradient can be of."""
    if not one_of(of, CARRY.values()):
        raise ValueError(
            f"of is {quoted(of)}; a gradient is of 'h' or of 'c' at the last time step."
        )


def derivative(
    quantity: Quantity, place: int, values: Mapping[str, float], activations: tuple[str, str]
) -> float:
    """Work out a quantity's derivative by the operand at a place."""
    name = activation_name(quantity, activations)
    if name is not None:
        return float(ACTIVATIONS[name].slope(values[quantity.operands[0]], values[quantity.name]))
    partner = OPERATIONS[quantity.op].partners[place]
    return 1.0 if partner is None else values[quantity.operands[partner]]
