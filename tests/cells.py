"""Random cells to test with, and the cell once more in plain Python loops, to test against."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights
from lstm_helpers.cell.weights import WEIGHT_NAMES

PAIRS = {"IDENTITY": IDENTITY, "STANDARD": STANDARD}

moderate = st.floats(-3, 3)
# Without a squashing activation an LSTM's values grow as towers of powers, and so do roundings.
small = st.floats(-0.5, 0.5)
anything_finite = st.floats(allow_nan=False, allow_infinity=False)


def scalar_weights(values: st.SearchStrategy[float] = moderate) -> st.SearchStrategy[Weights]:
    return st.builds(Weights, **dict.fromkeys(WEIGHT_NAMES, values))


def sequences(values: st.SearchStrategy[float] = moderate) -> st.SearchStrategy[list[float]]:
    return st.lists(values, min_size=1, max_size=6)


class Cell(NamedTuple):
    """A layer's weights, inputs (batch, time, features) and initial states (batch, units)."""

    weights: Weights
    inputs: np.ndarray
    h0: np.ndarray
    c0: np.ndarray

    def calmed_for(self, activations: Activations) -> Cell:
        """Take smaller weights where no activation keeps the values from running away."""
        if activations.activation is STANDARD.activation:
            return self
        weights = {name: 0.25 * value for name, value in self.weights.as_dict().items()}
        return self._replace(weights=Weights(**weights))

    def astype(self, dtype: str) -> Cell:
        weights = {name: value.astype(dtype) for name, value in self.weights.as_dict().items()}
        return Cell(Weights(**weights), *(array.astype(dtype) for array in self[1:]))


def random_cell(rng: np.random.Generator, batch: int, time: int, features: int, units: int) -> Cell:
    # The products of a layer add up, so that wide layers get smaller weights.
    width = math.sqrt(features + units)
    shapes = {"w": (features, units), "u": (units, units), "b": (units,)}
    weights = {name: rng.normal(size=shapes[name[0]]) / width for name in WEIGHT_NAMES}
    return Cell(
        Weights(**weights),
        rng.normal(size=(batch, time, features)),
        rng.normal(size=(batch, units)),
        rng.normal(size=(batch, units)),
    )


def random_cells(seed: int, count: int) -> Iterator[Cell]:
    rng = np.random.default_rng(seed)
    for _ in range(count):
        batch, time, features, units = rng.integers(1, [6, 9, 7, 8])
        yield random_cell(rng, batch, time, features, units)


def close(ours: Any, theirs: Any, roundings: float = 200) -> bool:
    """Equal but for rounding: so many units in the last place of the largest value."""
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    assert ours.shape == theirs.shape
    assert np.isfinite(ours).all()
    precision = max(np.finfo(array.dtype).eps for array in (ours, theirs))
    largest = max(1.0, float(np.abs(theirs).max()))
    return bool(np.abs(ours - theirs).max() <= roundings * precision * largest)


def bits(values: dict[str, float]) -> dict[str, str]:
    """Every float exactly, with -0.0 and nan told apart."""
    return {name: float.hex(value) for name, value in values.items()}


def by_loops(
    weights: Weights, inputs: Any, h: Any, c: Any, activations: Activations
) -> list[dict[str, Any]]:
    """One sequence, (time, features), one number at a time, and nothing but Python."""
    w = {name: np.asarray(value).tolist() for name, value in weights.as_dict().items()}
    steps = []
    for x in inputs:
        names = ("z_f", "z_i", "z_g", "z_o", "f", "i", "g", "o", "keep", "write", "c", "c_act", "h")
        new: dict[str, list[float]] = {name: [] for name in names}
        for unit in range(len(h)):
            value = {}
            for gate in "figo":
                z = w[f"b_{gate}"][unit]
                for feature in range(len(x)):
                    z += x[feature] * w[f"w_{gate}"][feature][unit]
                for other in range(len(h)):
                    z += h[other] * w[f"u_{gate}"][other][unit]
                activation = _plain(activations, candidate=gate == "g")
                value[f"z_{gate}"], value[gate] = z, activation(z)
            value["keep"] = value["f"] * c[unit]
            value["write"] = value["i"] * value["g"]
            value["c"] = value["keep"] + value["write"]
            value["c_act"] = _plain(activations, candidate=True)(value["c"])
            value["h"] = value["o"] * value["c_act"]
            for name in names:
                new[name].append(value[name])
        steps.append({"x": list(x), "h_prev": list(h), "c_prev": list(c), **new})
        h, c = new["h"], new["c"]
    return steps


def _plain(activations: Activations, candidate: bool) -> Any:
    # Written out again, so that a slip in lstm_helpers.activations shows.
    if activations == IDENTITY:
        return lambda z: z
    assert activations == STANDARD
    return math.tanh if candidate else (lambda z: 1 / (1 + math.exp(-z)))
