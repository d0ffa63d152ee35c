"""A chart as a widget: one model, one module, whatever its numbers come from."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from lstm_helpers.charts.content import Content, Look, text_table
from lstm_helpers.charts.drawing import plan_svg
from lstm_helpers.charts.plan import plan
from lstm_helpers.charts.scales import SCALES
from lstm_helpers.page.mime import Shown, bundle
from lstm_helpers.page.scripts import module, sheet
from lstm_helpers.page.speaking import Speaking, in_its_language
from lstm_helpers.page.traits import ChoiceTrait
from lstm_helpers.words.language import spoken_now

__all__ = ["ChartWidget"]


class ChartWidget(Speaking, anywidget.AnyWidget):
    """A chart in the page; `look` is what it is told once, `content` what it shows."""

    _script = "charts/widget.js"
    _esm = module(_script)
    _css = sheet("page/base.css", "charts/charts.css")

    # A layout is a second model, and the page would wait for it: the style sheet does without.
    layout = traitlets.Any(None).tag(sync=True)

    look = traitlets.Dict().tag(sync=True)
    scale = ChoiceTrait(tuple(SCALES), "linear")

    def __init__(self, look: Look, **traits: Any) -> None:
        self._speak(spoken_now().name)
        super().__init__(look=dict(look), scale=look["scale"], **traits)

    @property
    def content(self) -> Content:
        """What the chart shows, in numbers."""
        raise NotImplementedError

    @property
    @in_its_language
    def svg(self) -> str:
        """The chart as it stands, as SVG."""
        return plan_svg(plan(self.content))

    @property
    @in_its_language
    def table(self) -> str:
        """The chart's numbers as plain text."""
        return text_table(self.content)

    @in_its_language
    def _repr_mimebundle_(self, **kwargs: Any) -> Shown:
        """Say the same in three ways: the live chart, a picture for any page, a table for nbval."""
        return bundle(super()._repr_mimebundle_(**kwargs), self.svg, self.table)
