"""What is walked in: an Explorer's arguments and a page, drawn from a seed, as plain data."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from lstm_helpers import STANDARD, Explorer, Weights, run
from lstm_helpers.cell.activations import ACTIVATIONS, Activations
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.asked import ASKABLE
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live.live_cell import LiveCell
from lstm_helpers.live.presets import PRESETS
from tests.cells import random_cell

Cell = dict[str, Any]
"""Which Explorer, and in which page: an Explorer's arguments by name, and `unit`, `page`."""

EVERYTHING = "weights inputs states steps walk activations gradients presets reset setting table"
SHOWN = (None, EVERYTHING, EVERYTHING, "w_f b_o x_1 h0 steps walk reset table", "f walk setting")
PLOTS = ("", "", "c h", "f i g o", "c_act keep write h_prev")
FEW_PRESETS = ("the article", "remember", "latch", "counter")
DESK, NARROW, PHONE = (1280, 800), (700, 900), (390, 844)


def draw_cell(rng: random.Random) -> Cell:
    """Draw an Explorer, and a page to show it in."""
    cell: Cell = {"page": draw_page(rng)}
    if rng.random() < 0.15:
        return cell | draw_unit(rng)
    steps = rng.choice([1, 2, 3, 3, 3, 5, 12])
    is_small = rng.random() < 0.6
    face = rng.choice(["values", "values", "values", *FACES])
    chosen: Cell = {
        "weights": {name: number(rng) for name in WEIGHT_NAMES} if not is_small else {},
        "inputs": [1.0] * steps if is_small else [number(rng) for _ in range(steps)],
        "t": rng.randint(1, steps),
        "h0": rng.choice([0.0, 0.0, number(rng)]),
        "c0": rng.choice([0.0, 0.0, number(rng)]),
        "activations": draw_pair(rng),
        "upto": rng.choice([STAGES[-1], STAGES[-1], rng.choice(STAGES)]),
        "face": face,
        "of": rng.choice("hhc"),
        "title": rng.choice(["", "", "2 < 3 & more"]),
        "show": rng.choice(SHOWN),
        "limits": rng.choice([[-3, 3], [-3, 3], [-1, 0.5], [0, 100]]),
        "step": rng.choice([0.1, 0.1, 0.25, 3]),
        "presets": rng.choice([FEW_PRESETS, tuple(PRESETS)]),
        "plot": rng.choice(PLOTS),
        "predict": rng.choice(["", "walk", "c h", "keep c", " ".join(rng.sample(ASKABLE, 4))]),
        "language": rng.choice(["en", "en", "en", "de"]),
    }
    plain = Explorer(show=None)
    usual = {"show": None, "limits": [-3, 3], "step": 0.1, "plot": "", "predict": "", "weights": {}}
    usual |= {"h0": 0.0, "c0": 0.0, "t": 1, "upto": plain.upto, "face": "values", "of": "h"}
    usual |= {"title": "", "language": "en", "activations": "identity/identity"}
    # as few words as will do: it is read by whoever looks into a failed walk
    return cell | {n: v for n, v in chosen.items() if n not in usual or usual[n] != v}


def draw_page(rng: random.Random) -> Cell:
    """Draw a window: its size, its theme, whether things move, whether frames are waited for."""
    size = rng.choice([DESK, DESK, NARROW, PHONE])
    return {
        "size": list(size),
        "touch": size == PHONE,
        "dark": rng.random() < 0.3,
        "still": rng.random() < 0.5,
        "frames": rng.random() < 0.15,
    }


def draw_unit(rng: random.Random) -> Cell:
    """Draw a layer by a seed of its own, and one of its units."""
    return {
        "unit": rng.randrange(12),
        "layer": rng.randrange(1000),
        "t": rng.choice([1, 5, 20, 30]),
        "face": rng.choice(["values", "values", "names"]),
        "plot": rng.choice(PLOTS),
        "language": rng.choice(["en", "en", "de"]),
    }


def draw_pair(rng: random.Random) -> str:
    """Draw a pair of activations, most often the article's or the usual one."""
    names = list(ACTIVATIONS)
    other = f"{rng.choice(names)}/{rng.choice(names)}"
    return rng.choice(["identity/identity", "identity/identity", "tanh/sigmoid", other])


def number(rng: random.Random) -> float:
    """Draw a number as a slider has it, or an odd one."""
    near = round(rng.uniform(-3, 3), 1) + 0.0  # no −0: JSON knows none
    return rng.choice([near] * 6 + [1 / 3, 0.0, 1234.5, -1e-5, 1e200])


def explorer_of(cell: Cell) -> LiveCell:
    """Make the Explorer."""
    given = {name: value for name, value in cell.items() if name not in ("page", "lab")}
    if "unit" in given:
        rng = np.random.default_rng(given.pop("layer"))
        layer = run(*random_cell(rng, batch=2, time=30, features=9, units=12), activations=STANDARD)
        return Explorer.unit(layer, given.pop("unit"), 1, **given)
    if "weights" in given:
        given["weights"] = Weights.ones(**given["weights"])
    if "activations" in given:
        given["activations"] = Activations(*given["activations"].split("/"))
    return Explorer(**given)
