"""The sliders beside a picture or under a chart."""

from __future__ import annotations

import math
from typing import Any

import ipywidgets as widgets
import traitlets

__all__ = ["Slider"]


class Slider(widgets.FloatSlider):
    """A slider whose thumb and arrow keys move in steps, and that takes any other number exactly.

    A slider of ipywidgets forces every number onto its grid as soon as it is shown, even one that
    Python has set. So this one has no grid, and says nothing while it moves: ``sliders.js`` gives
    it its steps in the page, and a name for those who do not see it.

    Parameters
    ----------
    value
        Where the slider starts.
    thumb_step
        How far an arrow key goes. The thumb stops at multiples of it.
    traits
        Those of ``ipywidgets.FloatSlider``; ``tooltip`` is what a screen reader says.
    """

    thumb_step = traitlets.Float(0.1).tag(sync=True)
    # JSON has no nan
    value = traitlets.CFloat(0.0).tag(
        sync=True, to_json=lambda value, _: "nan" if math.isnan(value) else value
    )

    def __init__(self, value: float, thumb_step: float = 0.1, **traits: Any) -> None:
        silent = {"step": None, "continuous_update": False, "readout_format": ".4"}
        super().__init__(value, thumb_step=thumb_step, **silent, **traits)
