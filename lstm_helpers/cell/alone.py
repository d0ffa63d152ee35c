"""A unit of a layer on its own: a layer of one unit, to which the other units are inputs, too.

In the lessons' cell z_f = w_f·x + u_f·h_prev + b_f. In a layer both products are sums: over the
features, and over the units. What the others send stays as it was in the run; what the unit says
itself comes back to it by its own u_f. So the features and the others' h before are the inputs of a
layer of one unit, and `run` works it out as any other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm_helpers.cell.given import whole
from lstm_helpers.cell.run import Trace
from lstm_helpers.cell.unit import place_in
from lstm_helpers.cell.weights import GATES, Weights

__all__ = ["Alone", "alone"]


@dataclass(frozen=True, eq=False)
class Alone:
    """A unit, and all that comes into it at some time steps.

    Parameters
    ----------
    unit, units
        Which one, from 0, and of how many.
    features
        How many the layer has.
    last
        How many time steps the run has.
    numbers
        The time steps that are here, from 1.
    weights
        Of one unit: its kernel has a row for each feature, then one for each other unit.
    inputs
        (time, features + other units): the features, then the others' h before.
    h0, c0
        The unit's states before the first of these time steps.
    """

    unit: int
    units: int
    features: int
    last: int
    numbers: tuple[int, ...]
    weights: Weights
    inputs: np.ndarray
    h0: float
    c0: float

    @property
    def others(self) -> list[int]:
        """The other units, in their order."""
        return [n for n in range(self.units) if n != self.unit]


def alone(trace: object, unit: object, sequence: object, t: object, most: int) -> Alone:
    """Take a unit out of a layer's run.

    Parameters
    ----------
    trace
        A layer's, as `run` gives it.
    unit, sequence
        Which unit, and which sequence of the batch, from 0.
    t
        The last time step that is wanted, from 1; None for the last of the run.
    most
        How many time steps to take, that one included. Those that a mask leaves out are none.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when something given does not fit.

    Examples
    --------
    >>> from lstm_helpers import run
    >>> layer = run(Weights.ones(features=2, units=3), [[1, 2], [3, 4]])
    >>> one = alone(layer, 0, None, None, 12)
    >>> again = run(one.weights, one.inputs, one.h0, one.c0)
    >>> bool((again.c[:, 0] == layer.c[:, 0]).all())
    True
    """
    layer = _required_layer(trace)
    h = layer.h
    *batch, chosen = place_in((*h.shape[:-2], h.shape[-1]), unit, sequence, "run")
    row = tuple(batch)
    numbers = _steps_up_to(t, layer.mask, row, len(layer), most)
    at = [number - 1 for number in numbers]
    features, before = (np.asarray(part[row][at], float) for part in (layer.x, layer.h_prev))
    others = [n for n in range(h.shape[-1]) if n != chosen]
    first = (*row, at[0], chosen)
    one = Alone(
        chosen,
        h.shape[-1],
        features.shape[1],
        len(layer),
        numbers,
        _own_weights(layer, chosen, others),
        np.hstack([features, before[:, others]]),
        float(layer.h_prev[first]),
        float(layer.c_prev[first]),
    )
    _require_finite(one)
    return one


def _required_layer(trace: object) -> Trace:
    if not isinstance(trace, Trace):
        raise TypeError(
            f"trace is a {type(trace).__name__}; expected what run(weights, inputs) gives for a "
            "layer."
        )
    if not isinstance(getattr(trace, "weights", None), Weights):
        raise ValueError(
            "this trace has no weights, without which nothing can be worked out anew; expected "
            "what run(weights, inputs) gives."
        )
    if trace.h.ndim == 1:
        raise ValueError(
            "this trace is of the scalar cell, which is one unit alone: "
            "Explorer(weights, inputs) shows it."
        )
    return trace


def _steps_up_to(
    t: object, mask: np.ndarray | None, row: tuple[int, ...], last: int, most: int
) -> tuple[int, ...]:
    """Name the time steps up to t that count, as many as are wanted."""
    counts = np.ones(last) if mask is None else mask[row]
    numbers = (np.flatnonzero(counts) + 1).tolist()
    if not numbers:
        raise ValueError("the mask leaves out every time step of this sequence; choose another.")
    number = numbers[-1] if t is None else whole("t", t)
    if not 1 <= number <= last:
        raise ValueError(f"t is {number}; expected a time step from 1 to {last}.")
    if not counts[number - 1]:
        nearest = min(numbers, key=lambda each: abs(each - number))
        raise ValueError(
            f"t is {number}, a time step that the mask leaves out of this sequence; expected one "
            f"that counts, such as {nearest}."
        )
    end = numbers.index(number) + 1
    return tuple(numbers[max(0, end - most) : end])


def _own_weights(layer: Trace, unit: int, others: list[int]) -> Weights:
    weights, parts = layer.weights, {}
    for gate in GATES:
        w, u, b = (np.asarray(getattr(weights, f"{kind}_{gate}"), float) for kind in "wub")
        parts[f"w_{gate}"] = np.concatenate([w[:, unit], u[others, unit]])[:, None]
        parts[f"u_{gate}"] = u[unit, unit].reshape(1, 1)
        parts[f"b_{gate}"] = b[unit].reshape(1)
    return Weights(**parts, activations=layer.activations)


def _require_finite(one: Alone) -> None:
    """Refuse what no slider could stand at, and no page could be told."""
    kernels = [getattr(one.weights, f"w_{gate}") for gate in GATES]
    with np.errstate(over="ignore", invalid="ignore"):
        products = one.inputs[:, :, None] * np.hstack(kernels)
        fits = np.isfinite(np.abs(products).sum(axis=1)).all(axis=1)
    if not np.isfinite([one.h0, one.c0]).all():
        fits[0] = False
    if not fits.all():
        bad = one.numbers[int(np.argmin(fits))]
        raise ValueError(
            f"at time step {bad} something infinite or nan comes into unit {one.unit}; choose an "
            f"earlier t, or see trace.trouble."
        )
