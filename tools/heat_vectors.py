"""Maps of a few layers, for what both languages must agree on: what is sent, what comes of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from lstm_helpers.cell.activations import IDENTITY, STANDARD, Activations
from lstm_helpers.cell.run import run
from lstm_helpers.cell.weights import GATES, Weights
from lstm_helpers.charts.heat import SENT, SHOWN, Heat, heat_of
from lstm_helpers.charts.heat_drawing import SHADES, shade

__all__ = ["heats", "shades"]

SHADE_COUNT = 256

LAYERS = [
    (1, 1, STANDARD),
    (3, 5, STANDARD),
    (2, 4, IDENTITY),
    (4, 3, Activations("relu", "sigmoid")),
]


def heats() -> list[dict[str, Any]]:
    """Give what is sent of each layer, and what each quantity then comes to in the page."""
    cases: list[dict[str, Any]] = []
    for units, steps, pair in LAYERS:
        rng = np.random.default_rng(units)
        trace = run(_weights(rng, units), rng.normal(size=(steps, 2)), c0=0.5, activations=pair)
        heat = heat_of(trace)
        values = {name: _rounded(heat, name) for name in SHOWN}
        sent = {**{name: values[name] for name in SENT}, "start": heat.start.tolist()}
        cases.append({"given": sent, "activations": pair.names, "values": values})
    return cases


def _rounded(heat: Heat, name: str) -> list[float]:
    # an array's exp and tanh differ in their last digits from machine to machine
    return [float(f"{value:.7g}") for value in heat.values[name].ravel()]


def _weights(rng: np.random.Generator, units: int) -> Weights:
    kinds = {"w": (2, units), "u": (units, units), "b": (units,)}
    drawn: dict[str, Any] = {
        f"{kind}_{gate}": rng.normal(size=shape) for kind, shape in kinds.items() for gate in GATES
    }
    return Weights(**drawn)


def shades() -> list[dict[str, Any]]:
    """Give the shades of each scale, light and dark."""
    places = [n / (SHADE_COUNT - 1) for n in range(SHADE_COUNT)]
    scales = [stops for themes in SHADES.values() for stops in themes.values()]
    return [{"stops": s, "shades": [shade(place, s) for place in places]} for s in scales]
