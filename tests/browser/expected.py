"""What Python would show of some settings, and where a page shows something else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.forward import unroll
from lstm_helpers.graph.scene import Scene
from lstm_helpers.picture.fit import fit
from lstm_helpers.picture.layout import SLOTS, WIRES
from lstm_helpers.picture.svg import wire_width
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.spoken import described
from lstm_helpers.words.texts import BLANK, caption, sentence, slot_texts, table

# A value for every number, and t, upto, activations ("tanh/sigmoid"), face, of, title.
Settings = Mapping[str, Any]


def scene_of(settings: Settings) -> Scene:
    pair = Activations(*settings["activations"].split("/"))
    weights = {name: settings[name] for name in WEIGHT_NAMES}
    inputs = [value for name, value in settings.items() if name.startswith("x_")]
    steps = unroll(weights, inputs, settings["h0"], settings["c0"], pair)
    rest = {name: settings[name] for name in ("t", "upto", "face", "of", "title")}
    return Scene(steps, activations=pair.names, **rest)


def texts_of(scene: Scene) -> dict[str, list]:
    """Give each id's text and font size: a slot of several lines has an id for each."""
    texts = {}
    for name, text in slot_texts(SLOTS, scene).items():
        size, lines = _fitted(name, text)
        for n, line_id in enumerate(SLOTS[name].ids):
            texts[line_id] = [lines[n] if n < len(lines) else BLANK, size]
    return texts


@cache
def _fitted(name: str, text: str) -> tuple[float, list[str]]:
    """Fit a text into its slot: most stay the same from one change to the next."""
    return fit(text, SLOTS[name])


def widths_of(scene: Scene) -> dict[str, float]:
    carried = {wire.name: wire.carries for wire in WIRES if wire.carries in scene.known}
    return {f"wire_{name}": wire_width(scene.known[what]) for name, what in carried.items()}


def differences(settings: Settings, page: Mapping[str, Any]) -> list[str]:
    """List what a page (``shown()`` in live_page.js) shows otherwise than Python would."""
    scene = scene_of(settings)
    pairs = [
        ("sentence", page["sentence"], sentence(scene)),
        ("description", page["description"], described(scene)),
        ("title", page["title"], f"LSTM cell, {caption(scene)}"),
        *((name, page["ids"].get(name), text) for name, text in texts_of(scene).items()),
    ]
    sliders = page["sliders"].items()
    pairs += ((name, text, format_number(settings[name])) for name, text in sliders)
    if page["table"]:
        pairs += [("table", page["table"], table(scene)), ("marked", page["marked"], [scene.t])]
    if scene.face == "values":
        widths = widths_of(scene)
        pairs += ((n, page["ids"][n][0], pytest.approx(w, abs=1e-4)) for n, w in widths.items())
    return [f"{name}: {got!r}, not {wanted!r}" for name, got, wanted in pairs if got != wanted]
