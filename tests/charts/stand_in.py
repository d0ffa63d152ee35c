"""What stands in for an Explorer in the charts' tests: a widget with a scene."""

from __future__ import annotations

import ipywidgets as widgets

from lstm_helpers import IDENTITY, Activations, Weights
from lstm_helpers.graph.forward import unroll
from lstm_helpers.graph.scene import Scene


class StandIn(widgets.Widget):
    """A widget that shows a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        super().__init__()


def stand_in(
    weights: Weights | None = None,
    inputs: tuple[float, ...] = (1.0, 1.0, 1.0),
    t: int = 1,
    upto: str = "h",
    pair: Activations = IDENTITY,
) -> StandIn:
    """Make one of what an Explorer is made of."""
    steps = unroll((weights or Weights.ones()).as_dict(), inputs, 0.0, 0.0, pair)
    return StandIn(Scene(steps, t, upto, pair.names))
