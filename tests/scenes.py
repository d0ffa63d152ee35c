"""Scenes to draw: every place taken by a value that is hard to write."""

from __future__ import annotations

from hypothesis import strategies as st

from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.graph.scene import FACES, Scene
from lstm_helpers.graph.table import BY_NAME, STAGES

INF, NAN = float("inf"), float("nan")

EXTREMES = (-3211.5, 1e-12, 6.02e23, -1.234e-308, INF, -INF, NAN)
EVERYDAY = (0.0, 1.0, -0.5, 3211.0, 0.36962, -1234567.0)

ARTICLE = ("identity", "identity")
REAL = ("tanh", "sigmoid")
ALL_PAIRS = [(a, r) for a in ACTIVATIONS for r in ACTIVATIONS]

WORKED_OUT = tuple(name for name, quantity in BY_NAME.items() if quantity.op != "given")


def scene_of(values: dict[str, float], **changes) -> Scene:
    """The last of twelve time steps: the longest subscript there is."""
    return Scene([values] * 12, **{"t": 12, "activations": ARTICLE} | changes)


def everywhere(value: float, **changes) -> Scene:
    return scene_of(dict.fromkeys(BY_NAME, value), **changes)


def distinct(**changes) -> Scene:
    """Every quantity has a value that no other has: 101, 102, ..."""
    return scene_of({name: 101.0 + n for n, name in enumerate(BY_NAME)}, **changes)


numbers = st.sampled_from(EXTREMES + EVERYDAY) | st.floats()

scenes = st.builds(
    scene_of,
    st.fixed_dictionaries(dict.fromkeys(BY_NAME, numbers)),
    activations=st.sampled_from(ALL_PAIRS),
    upto=st.sampled_from(STAGES) | st.just(STAGES[-1]),
    face=st.sampled_from(FACES),
)
