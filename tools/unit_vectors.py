"""What both languages must agree on about a unit of a layer: its numbers, and all that is said."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from lstm_helpers.cell.activations import IDENTITY, STANDARD, Activations
from lstm_helpers.cell.alone import Alone
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.charts.following import time_content, time_look
from lstm_helpers.graph.neighbours import PLACES
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import STAGES
from lstm_helpers.graph.unit import Unit, moved_name, unit_of, unroll_unit
from lstm_helpers.picture.layout import SLOTS
from lstm_helpers.words.spoken import described, spoken_equation
from lstm_helpers.words.texts import caption, header, sentence, slot_texts, stay, table

__all__ = ["units"]

OWN = tuple(name for name in WEIGHT_NAMES if name[0] != "w")

# (features, units, time steps, those shown, the pair)
SHAPES: tuple[tuple[int, int, int, int, Activations], ...] = (
    (1, 1, 3, 3, IDENTITY),
    (1, 2, 5, 3, STANDARD),
    (2, 1, 2, 1, STANDARD),
    (3, 4, 30, 2, STANDARD),
    (6, 6, 4, 3, STANDARD),
    (7, 7, 14, 3, STANDARD),
    (12, 9, 20, 2, Activations("tanh", "relu")),
    (40, 20, 6, 2, STANDARD),
)


def units() -> list[dict[str, Any]]:
    """A unit of layers of many shapes, as it was and with numbers moved."""
    rng = np.random.default_rng(1997)
    cases = []
    for features, count, time, shown, pair in SHAPES:
        one = _alone(rng, features, count, time, shown)
        unit = unit_of(one)
        own = {name: float(getattr(one.weights, name).item()) for name in OWN}
        start = {"h0": one.h0, "c0": one.c0, "activations": pair.names}
        given = {"unit": asdict(unit), "weights": {**own}, "moved": {}, **start}
        given |= {"t": shown, "upto": STAGES[-1], "face": "values", "of": "h", "title": ""}
        cases.append(given)
        moves = {
            moved_name(unit.numbers[n], unit.places[n][0]): round(float(rng.normal()), 1)
            for n in range(shown)
        }
        own |= {"b_f": -1.5, "u_i": 0.5}
        again = {**given, "weights": own, "moved": moves, "c0": 0.5, "t": max(1, shown - 1)}
        cases.append({**again, "upto": str(rng.choice(STAGES))})
    cases.append({**cases[6], "face": "names"})
    cases.append({**cases[6], "face": "weights"})
    return [{"given": given, **_says(given)} for given in cases]


def _alone(rng: np.random.Generator, features: int, units: int, last: int, shown: int) -> Alone:
    """Make up a unit, and what the others send: a run's last digits are another machine's."""

    def some(*shape: int) -> np.ndarray:
        return np.round(rng.normal(size=shape), 2)

    shapes = {"w": (features + units - 1, 1), "u": (1, 1), "b": (1,)}
    parts: dict[str, Any] = {name: some(*shapes[name[0]]) / 2 for name in WEIGHT_NAMES}
    numbers = tuple(range(last - shown + 1, last + 1))
    inputs, (h0, c0) = some(shown, features + units - 1), some(2).tolist()
    return Alone(units - 1, units, features, last, numbers, Weights(**parts), inputs, h0, c0)


def _says(given: dict[str, Any]) -> dict[str, Any]:
    unit = Unit(**given["unit"])
    pair = Activations(*given["activations"])
    steps = unroll_unit(unit, given["weights"], given["moved"], given["h0"], given["c0"], pair)
    shown = {name: given[name] for name in ("t", "upto", "activations", "face", "title", "of")}
    scene = Scene(steps, **shown, unit=unit)
    chart = time_content(scene, time_look("c h"), "linear")
    return {
        "values": steps,
        "said": {
            **{"caption": caption(scene), "sentence": sentence(scene)},
            **{"header": header(scene), "rows": table(scene)},
            **{"texts": slot_texts(SLOTS, scene), "lit": scene.lit},
        },
        "equations": {name: spoken_equation(name, scene) for name in (*PLACES, "u_f", "b_g")},
        "description": described(scene),
        "stay": stay(scene),
        "chart": {
            "labels": [line.label for line in chart.lines],
            "xlim": chart.xlim,
            "mark": chart.mark,
        },
    }
