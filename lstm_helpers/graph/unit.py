"""A unit of a layer, worked through by the cell's own table: two products of it are sums.

What the page is told of it is made here once, and never changes: the weights and values of what has
a slider, the largest terms of the rest, and the rest of these as one number. unit.js goes on from
there as this does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.alone import Alone
from lstm_helpers.cell.unit import Term
from lstm_helpers.cell.weights import GATES
from lstm_helpers.graph.forward import evaluate
from lstm_helpers.graph.table import CARRY

__all__ = [
    "FEATURES_SHOWN",
    "LISTED",
    "Sum",
    "Unit",
    "input_name",
    "moved_name",
    "sum_names",
    "terms_of",
    "unit_of",
    "unroll_unit",
]

# So many features of a time step have a slider: those with the largest products.
FEATURES_SHOWN = 6

# So many terms of a sum are listed.
LISTED = 5

# What comes from where no slider is: the largest terms as (place, weight, value), and the rest.
Rest = tuple[list[tuple[int, float, float]], float]


@dataclass(frozen=True)
class Unit:
    """What stays as it was in the run, all plain numbers and texts.

    Parameters
    ----------
    unit, units, features
        Which one, of how many, and how many features there are.
    last
        How many time steps the run has.
    numbers
        The time steps that are shown, from 1.
    places
        For each of them the features that have a slider.
    values
        Their values.
    kernel
        By feature the weights to the gates f, i, g, o.
    rest
        By ``"w_f"`` (features) or ``"u_f"`` (units), for each time step.
    """

    unit: int
    units: int
    features: int
    last: int
    numbers: Sequence[int]
    places: Sequence[Sequence[int]]
    values: Sequence[Sequence[float]]
    kernel: Mapping[str, Sequence[float]]
    rest: Mapping[str, Sequence[Rest]]


@dataclass(frozen=True)
class Sum:
    """One of a gate's two sums: terms one by one; how many more there are, and their sum."""

    terms: Sequence[Term]
    more: int
    rest: float


def input_name(place: int) -> str:
    """Name a feature as an array does.

    >>> input_name(2)
    'x[2]'
    """
    return f"x[{place}]"


def moved_name(t: int, place: int) -> str:
    """Name a feature at a time step of the run, as what was moved is called.

    >>> moved_name(20, 2)
    '20 x[2]'
    """
    return f"{t} {input_name(place)}"


def unit_of(one: Alone) -> Unit:
    """Say of a unit what stays as it is.

    Examples
    --------
    >>> from lstm_helpers import Weights, run
    >>> from lstm_helpers.cell.alone import alone
    >>> layer = run(Weights.ones(features=2, units=2), [[1, 2], [3, 4]])
    >>> unit = unit_of(alone(layer, 0, None, None, 12))
    >>> unit.places, unit.values, unit.kernel["1"], unit.rest["u_f"][1]
    ([[0, 1], [0, 1]], [[1.0, 2.0], [3.0, 4.0]], [1.0, 1.0, 1.0, 1.0], ([(1, 1.0, 27.0)], 0.0))
    """
    kernel = np.hstack([getattr(one.weights, f"w_{gate}") for gate in GATES])
    features = one.inputs[:, : one.features]
    # how much a feature can do, at the gate where it does most
    sizes = np.abs(features) * np.abs(kernel[: one.features]).max(axis=1)
    places = [sorted(_largest(row, FEATURES_SHOWN)) for row in sizes]
    seen = sorted({place for row in places for place in row})
    return Unit(
        one.unit,
        one.units,
        one.features,
        one.last,
        list(one.numbers),
        places,
        [row[at].tolist() for row, at in zip(features, places, strict=True)],
        {str(place): kernel[place].tolist() for place in seen},
        dict(_rests(one, kernel, places)),
    )


def _largest(sizes: np.ndarray, most: int) -> list[int]:
    return [int(n) for n in np.argsort(-sizes, kind="stable")[:most]]


def _rests(
    one: Alone, kernel: np.ndarray, places: Sequence[Sequence[int]]
) -> Iterator[tuple[str, list[Rest]]]:
    """Gather what comes from where no slider is, gate by gate."""
    for n, gate in enumerate(GATES):
        of_x, of_h = [], []
        for row, alive in zip(one.inputs, places, strict=True):
            still = [place for place in range(one.features) if place not in alive]
            of_x.append(_rest(still, kernel[still, n], row[still]))
            of_h.append(_rest(one.others, kernel[one.features :, n], row[one.features :]))
        yield f"w_{gate}", of_x
        yield f"u_{gate}", of_h


def _rest(names: Sequence[int], weights: np.ndarray, values: np.ndarray) -> Rest:
    products = weights * values
    listed = _largest(np.abs(products), LISTED)
    left = math.fsum(np.delete(products, listed))  # the same on every machine
    return [(names[n], float(weights[n]), float(values[n])) for n in listed], left


# ---- worked through ------------------------------------------------------------------------------


def unroll_unit(
    unit: Unit,
    weights: Mapping[str, float],
    moved: Mapping[str, float],
    h0: float,
    c0: float,
    activations: Activations,
) -> list[dict[str, float]]:
    """Evaluate the table at each time step, with sums for two of its products.

    Parameters
    ----------
    unit
        What stays as it was.
    weights
        Its own u and b, by name.
    moved
        Inputs that are no longer as in the run: ``{"20 x[2]": 0.5}``.
    h0, c0
        Its states before the first of these time steps.
    activations
        The pair.

    Returns
    -------
    list of dict
        As `unroll` gives them; instead of kernels and x there are the sums, ``"w_f·x"`` and
        ``"u_f·h_prev"``, and each feature that has a slider, ``"x[2]"``.

    Examples
    --------
    >>> from lstm_helpers import Weights, run
    >>> from lstm_helpers.cell.alone import alone
    >>> layer = run(Weights.ones(features=2, units=2), [[1, 2], [3, 4]])
    >>> one = unit_of(alone(layer, 0, None, None, 12))
    >>> weights = {f"{kind}_{gate}": float(kind == "u") for kind in "ub" for gate in "figo"}
    >>> step = unroll_unit(one, weights, {}, 0.0, 0.0, layer.activations)[1]
    >>> step["w_f·x"], step["u_f·h_prev"], step["f"], float(layer[1].f[0])
    (7.0, 54.0, 61.0, 61.0)
    """
    steps: list[dict[str, float]] = []
    carried = {"h_prev": h0, "c_prev": c0}
    for n in range(len(unit.numbers)):
        given = {**weights, **carried, **_inputs(unit, n, moved)}
        for gate in GATES:
            for name, sum_ in zip(sum_names(gate), terms_of(unit, gate, n, given), strict=True):
                given[name] = _total(sum_)
        steps.append(evaluate(given, activations, _AS_SUMS))
        carried = {before: steps[-1][after] for before, after in CARRY.items()}
    return steps


def sum_names(gate: str) -> tuple[str, str]:
    """Name a gate's two sums: over the features, and over the units.

    >>> sum_names("f")
    ('w_f·x', 'u_f·h_prev')
    """
    return f"w_{gate}·x", f"u_{gate}·h_prev"


def _pre_activation(gate: str, values: Mapping[str, float]) -> float:
    of_x, of_h = sum_names(gate)
    return values[of_x] + values[of_h] + values[f"b_{gate}"]


# What the table multiplies, and a unit has as sums.
_AS_SUMS = {f"z_{gate}": partial(_pre_activation, gate) for gate in GATES}


def _inputs(unit: Unit, n: int, moved: Mapping[str, float]) -> dict[str, float]:
    """Name the features that have a slider at a time step, and x itself where there is but one."""
    places, t = unit.places[n], unit.numbers[n]
    pairs = zip(places, unit.values[n], strict=True)
    inputs = {input_name(at): moved.get(moved_name(t, at), value) for at, value in pairs}
    return {"x": inputs[input_name(0)], **inputs} if unit.features == 1 else inputs


def _total(sum_: Sum) -> float:
    total = sum_.rest
    for term in sum_.terms:
        total += term.product
    return total


def terms_of(unit: Unit, gate: str, n: int, values: Mapping[str, float]) -> tuple[Sum, Sum]:
    """Take apart a gate's two sums at a time step, as the numbers stand.

    Parameters
    ----------
    unit
        What stays as it was.
    gate
        ``"f"``, ``"i"``, ``"g"`` or ``"o"``.
    n
        Which of the time steps shown, from 0.
    values
        Those of the time step.

    Returns
    -------
    tuple of Sum
        Over the features, and over the units.
    """
    at = GATES.index(gate)
    alive = [
        Term(place, unit.kernel[str(place)][at], values[input_name(place)])
        for place in unit.places[n]
    ]
    own = Term(unit.unit, values[f"u_{gate}"], values["h_prev"])
    of_x = _sum(alive, unit.rest[f"w_{gate}"][n], unit.features)
    return of_x, _sum([own], unit.rest[f"u_{gate}"][n], unit.units)


def _sum(alive: list[Term], rest: Rest, count: int) -> Sum:
    listed, left = rest
    terms = [*alive, *(Term(*each) for each in listed)]
    return Sum(terms, count - len(terms), left)
