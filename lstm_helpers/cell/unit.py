"""One unit of a layer at one time step: the scalar cell again, with sums for two of its products.

In the lessons' cell z_f = w_f·x + u_f·h_prev + b_f. In a layer, w_f·x is the sum over the features,
and u_f·h_prev the sum over all units' h before; everything after that is one number per unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm_helpers.cell.given import whole
from lstm_helpers.cell.step import QUANTITIES, Step
from lstm_helpers.cell.weights import GATES

__all__ = ["Term", "place_in", "place_of", "unit_terms", "unit_values"]


@dataclass(frozen=True)
class Term:
    """One product of a sum: which feature or unit it comes from, its weight and its value."""

    place: int
    weight: float
    value: float

    @property
    def product(self) -> float:
        """What it adds to the sum."""
        return self.weight * self.value


def place_of(step: Step, unit: object, sequence: object) -> tuple[int, ...]:
    """Say where a unit stands in a step's arrays: (unit,), or (sequence, unit) in a batch.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when there is no such unit or sequence, or none was chosen.
    """
    shape = np.shape(step.h)
    if not shape:
        raise ValueError(f"unit is {unit!r}, and a scalar cell has one alone; leave it out.")
    return place_in(shape, unit, sequence)


def place_in(
    shape: tuple[int, ...], unit: object, sequence: object, what: str = "step"
) -> tuple[int, ...]:
    """Say where a unit stands in (units,) or (sequences, units); `what` is taken apart.

    >>> place_in((2, 3), 1, 0), place_in((1, 3), 1, None), place_in((3,), 2, None)
    ((0, 1), (0, 1), (2,))
    """
    chosen = {"sequence": sequence, "unit": unit}
    names = list(chosen)[-len(shape) :]
    if len(shape) == 1 and sequence is not None:
        raise ValueError(f"sequence is {sequence!r}, and there is no batch here; leave it out.")
    place = []
    for name, count in zip(names, shape, strict=True):
        given = chosen[name]
        if given is None and count == 1:
            given = 0
        if given is None:
            held = "a layer" if name == "unit" else "a batch"
            raise ValueError(
                f"this {what} is of {held} with {count} {name}s; choose one, as in {name}=0."
            )
        number = whole(name, given)
        if not 0 <= number < count:
            raise ValueError(f"{name} is {number}; expected 0 to {count - 1}.")
        place.append(number)
    return tuple(place)


def unit_terms(step: Step, gate: str, place: tuple[int, ...]) -> tuple[list[Term], list[Term]]:
    """Take apart a gate's two sums, over the features and over the units before.

    Examples
    --------
    >>> from lstm_helpers import Weights, run
    >>> s = run(Weights.ones(features=2, units=2), [[1, 2], [3, 4]])[1]
    >>> [term.product for term in unit_terms(s, "f", (0,))[0]]
    [3.0, 4.0]
    """
    terms = []
    for kind, before in (("w", step.x), ("u", step.h_prev)):
        weights = np.asarray(getattr(step, f"{kind}_{gate}"))[:, place[-1]]
        values = np.asarray(before)[place[:-1]]
        pairs = zip(weights.tolist(), values.tolist(), strict=True)
        terms.append([Term(n, weight, value) for n, (weight, value) in enumerate(pairs)])
    return terms[0], terms[1]


def unit_values(step: Step, place: tuple[int, ...]) -> dict[str, float]:
    """Gather a unit's numbers by name, with the sums as ``"w_f·x"`` and ``"u_f·h_prev"``.

    Examples
    --------
    >>> from lstm_helpers import Weights, run
    >>> s = run(Weights.ones(features=2, units=2), [[1, 2], [3, 4]])[1]
    >>> values = unit_values(s, (0,))
    >>> values["w_f·x"], values["u_f·h_prev"], values["b_f"], values["f"]
    (7.0, 54.0, 0.0, 61.0)
    """
    own = [name for name in QUANTITIES if name not in ("x", "h_prev")]
    values = {name: float(np.asarray(getattr(step, name))[place]) for name in own}
    for gate in GATES:
        of_x, of_h = unit_terms(step, gate, place)
        values[f"w_{gate}·x"] = sum(term.product for term in of_x)
        values[f"u_{gate}·h_prev"] = sum(term.product for term in of_h)
        values[f"b_{gate}"] = float(np.asarray(getattr(step, f"b_{gate}"))[place[-1]])
    return values
