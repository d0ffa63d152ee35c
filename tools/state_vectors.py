"""What each view tells its page when it is shown first: its numbers, its words, how it looks.

The page's scripts take it by these names; so this is held as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lstm_helpers import (
    STANDARD,
    ActivationCurve,
    Chart,
    Detective,
    Explorer,
    GateMap,
    Powers,
    Practice,
    TimeChart,
    Weights,
    run,
)

__all__ = ["state_of", "states"]

# What is of every widget, and differs from one release of ipywidgets or one moment to the next.
FOREIGN = ("_", "tabbable", "tooltip")


def _layer(sequences: int) -> Any:
    weights = Weights.ones(features=1, units=2)
    return run(weights, [[[1.0], [-2.0], [0.5]]] * sequences)


def _opened() -> GateMap:
    gates = GateMap(_layer(2), "c", order="open", lines={"rain": [0, float("nan"), 2]})
    gates.explore(1, t=2)
    return gates


def _moved() -> Explorer:
    explorer = Explorer(inputs=[1, 2], t=2, h0=0.5, activations=STANDARD, show="f table")
    explorer.b_f = float("inf")
    explorer.answers = {"2 c": {"number": float("nan"), "typed": "?", "slips": ["write alone"]}}
    return explorer


VIEWS: dict[str, Callable[[], Any]] = {
    "Explorer()": Explorer,
    "Explorer, moved": _moved,
    "Explorer, asking and plotting": lambda: Explorer(predict="walk", plot="c h", t=2, title="?"),
    "Explorer, gradients": lambda: Explorer(predict="c", face="gradients", of="c", t=3),
    "Explorer.unit": lambda: Explorer.unit(_layer(2), 1, 0, plot="c"),
    "GateMap": lambda: GateMap(_layer(2), sequence=1, title="mine"),
    "GateMap, opened": _opened,
    "GateMap, German": lambda: GateMap(_layer(2), language="de"),
    "Practice": lambda: Practice(5, 17),
    "Practice, German": lambda: Practice(language="de"),
    "Detective": lambda: Detective(3),
    "Detective, German": lambda: Detective(language="de"),
    "Chart": lambda: Chart({"f": [1, float("inf")], "loss": [2, 3]}, labels={"f": "gate"}),
    "TimeChart": lambda: TimeChart(Explorer()),
    "TimeChart of a run": lambda: TimeChart(_layer(2), "c", units=[0, 1], sequence=0),
    "ActivationCurve": lambda: ActivationCurve(Explorer(), show="b_f x_1 h0"),
    "Powers()": Powers,
    "Powers, all sliders": lambda: Powers(show="f u slope"),
}


# What a view stands at before it is told anything.
KINDS = (ActivationCurve, Chart, Detective, Explorer, GateMap, Powers, Practice, TimeChart)


def states() -> list[dict[str, Any]]:
    """Give what each view tells its page, and what each kind of view stands at before."""
    shown = [{"view": view, "state": state_of(make())} for view, make in VIEWS.items()]
    return [*shown, *({"kind": kind.__name__, "defaults": _defaults(kind)} for kind in KINDS)]


def _defaults(kind: Any) -> dict[str, Any]:
    traits = sorted(kind.class_traits(sync=True).items())
    plain = {name: trait.default_value for name, trait in traits if not name.startswith(FOREIGN)}
    return {n: value for n, value in plain.items() if isinstance(value, str | int | float)}


def state_of(view: Any) -> dict[str, Any]:
    """Give what a view tells its page, but for what every widget tells."""
    state = view.get_state()
    return {name: _plain(state[name]) for name in sorted(state) if not name.startswith(FOREIGN)}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str) and value.startswith("IPY_MODEL_"):
        return "IPY_MODEL_"
    return value
