"""What every live cell is: its traits, its picture, what it shows where it cannot be live."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from lstm_helpers.charts.scales import SCALES
from lstm_helpers.graph.scene import FACES, Scene
from lstm_helpers.graph.table import CARRY, STAGES
from lstm_helpers.live.answers import AnswersTrait
from lstm_helpers.live.settings import MOST_STEPS
from lstm_helpers.page.mime import Shown, bundle
from lstm_helpers.page.scripts import module, sheet
from lstm_helpers.page.speaking import Speaking, in_its_language
from lstm_helpers.page.traits import ChoiceTrait, PairTrait, TextTrait, WholeTrait, numbers
from lstm_helpers.picture.svg import scene_svg
from lstm_helpers.words.texts import text_table

if TYPE_CHECKING:
    from lstm_helpers.charts.content import Content

__all__ = ["LiveCell", "plotted"]


class LiveCell(Speaking, anywidget.AnyWidget):
    """A cell in a picture that follows its numbers: the lessons' own, or a unit of a layer.

    What it shows is its `scene`, in the page as here.
    """

    _script = "live/widget.js"
    _esm = module(_script)
    _css = sheet("page/base.css", "charts/charts.css", "live/live.css")

    # A layout is a second model, and the page would wait for it: the style sheet does without.
    layout = traitlets.Any(None).tag(sync=True)

    w_f, u_f, b_f = numbers(3)
    w_i, u_i, b_i = numbers(3)
    w_g, u_g, b_g = numbers(3)
    w_o, u_o, b_o = numbers(3)
    x_1, x_2, x_3, x_4, x_5, x_6 = numbers(6)
    x_7, x_8, x_9, x_10, x_11, x_12 = numbers(6)
    h0, c0 = numbers(2)
    steps = WholeTrait(1, 1, MOST_STEPS)
    t = WholeTrait(1)
    upto = ChoiceTrait(STAGES, STAGES[-1])
    activations = PairTrait()
    face = ChoiceTrait(FACES, FACES[0])
    title = TextTrait()
    of = ChoiceTrait(tuple(CARRY.values()), "h")
    scale = ChoiceTrait(tuple(SCALES), "linear")
    answers = AnswersTrait()
    look = traitlets.Dict().tag(sync=True)

    @property
    def scene(self) -> Scene:
        """What the picture shows."""
        raise NotImplementedError

    @property
    @in_its_language
    def svg(self) -> str:
        """The picture as it stands, as SVG."""
        return scene_svg(self.scene)

    @property
    @in_its_language
    def chart(self) -> Content | None:
        """What `plot` draws over time, in numbers; None without one."""
        look = self.look["plot"]
        if not look:
            return None
        from lstm_helpers.charts.following import time_content  # only who plots waits for it

        return time_content(self.scene, look, self.scale)

    @in_its_language
    def save(self, path: str | Path) -> None:
        """Save the picture (``.svg``, ``.png``, ``.pdf``), or the numbers of all steps (``.csv``).

        Parameters
        ----------
        path
            Where to; its ending says what.

        Raises
        ------
        TypeError, ValueError
            In one sentence, when the file's name ends otherwise, or its folder is not there.
        """
        from lstm_helpers.picture.files import save_scene  # only who saves waits for it

        save_scene(self.scene, path)

    @in_its_language
    def _repr_mimebundle_(self, **kwargs: Any) -> Shown:
        """Say the same in three ways: the live view, a picture for any page, a table for nbval."""
        said = text_table(self.scene)
        if chart := self.chart:
            from lstm_helpers.charts.content import text_table as chart_table

            said = f"{said}\n\n{chart_table(chart)}"
        return bundle(super()._repr_mimebundle_(**kwargs), self.svg, said)


def plotted(plot: str | Iterable[str]) -> dict[str, Any] | None:
    """Say how quantities are shown over time under the picture; None without any.

    >>> plotted("c h")["title"], plotted("")
    ('c and h over time', None)
    """
    if plot is None or (isinstance(plot, str | tuple | list) and not plot):
        return None
    from lstm_helpers.charts.following import time_look
    from lstm_helpers.charts.look import as_names

    names = as_names("plot", plot)
    return time_look(names) if names else None
