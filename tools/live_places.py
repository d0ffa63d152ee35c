"""Places for live views in a page without Jupyter, and the state that makes them live."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from ipywidgets import Widget

from lstm_helpers.exercises.question import TO_ANSWER
from lstm_helpers.page.mime import without_note
from lstm_helpers.page.scripts import module

__all__ = ["States", "kind_of", "own_traits", "place", "standing"]

States = dict[str, dict[str, Any]]

# What a widget is in the page, by the module that shows it.
_KINDS = {
    module("live/widget.js"): "explorer",
    module("live/practice.js"): "explorer",  # with something around it
    module("live/detective.js"): "explorer",
    module("charts/widget.js"): "chart",
    module("live/gate_map.js"): "map",
    module("exercises/question.js"): "question",
}
_FOREIGN = {"layout", "tabbable", "tooltip"}
_NEEDS_A_SCRIPT = "To answer, let this page run its script."


def kind_of(state: Mapping[str, Any]) -> str | None:
    """Say what a widget with this state is in the page; None when it is not ours."""
    return _KINDS.get(state.get("_esm", ""))


def own_traits(state: Mapping[str, Any]) -> dict[str, Any]:
    """Return the traits that are ours, and what kind they make; script and style stay behind."""
    own = {k: v for k, v in state.items() if not k.startswith("_") and k not in _FOREIGN}
    return {"kind": kind_of(state), **own}


def place(model: str, said: Mapping[str, str]) -> str:
    """Keep what stands still where the live view will stand: without a script it does."""
    text = html.escape(without_note(said["text/plain"]))
    still = said.get("text/html") or f"{said['image/svg+xml']}<pre>{text}</pre>"
    return f'<div data-lstm="{model}">{still.replace(TO_ANSWER, _NEEDS_A_SCRIPT)}</div>'


def standing(model: str, widget: Widget) -> tuple[str, dict[str, Any]]:
    """Return the place of a widget that no notebook has shown, and its state as it travels."""
    said, _ = widget._repr_mimebundle_()
    return place(model, said), json.loads(json.dumps(own_traits(widget.get_state())))
