"""Draw the picture of the cell with matplotlib, and write it as SVG."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast

from lstm_helpers.cell.run import Trace
from lstm_helpers.cell.step import Step
from lstm_helpers.graph.scene import Face, Scene
from lstm_helpers.graph.table import STAGES
from lstm_helpers.picture.layout import HEIGHT, WIDTH
from lstm_helpers.picture.svg import INVISIBLE, for_a_page, own_settings
from lstm_helpers.words.texts import caption, sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["as_scene", "draw", "draw_scene", "scene_svg", "svg"]

_UNIT = 1 / 72  # inches: a unit of the layout is a point, so that 1000 units are 1000 in the SVG


def draw(
    steps: Step | Trace | None = None,
    *,
    t: int = 1,
    upto: str = STAGES[-1],
    face: Face = "values",
    title: str = "",
    of: str = "h",
    ax: Axes | None = None,
) -> Figure:
    """Draw the cell.

    Parameters
    ----------
    steps
        A Step, or a Trace of which `t` picks the time step, of the scalar cell. Without one, the
        picture shows names.
    t
        The time step shown, from 1.
    upto
        The last quantity that is known; what comes after it is "?", for the learner to predict.
    face
        "values" (Figures 4 to 7 of the article), "weights" (Figure 2), "names" (Figure 1), or
        "gradients".
    title
        What stands over the picture instead of the time step.
    of
        "h" or "c": what the gradients are of, at the last time step.
    ax
        Axes to draw on. Without, a new figure of 1000 by 600 points is made, bare of pyplot.

    Returns
    -------
    Figure
        ``figure.savefig("cell.pdf")`` and the like work as usual.

    Raises
    ------
    TypeError, ValueError
        When `steps` is something else or has arrays in it, or there is no such step, stage or face.

    Examples
    --------
    >>> from lstm_helpers import Weights, run
    >>> figure = draw(run(Weights.ones(), [1, 1, 1]), t=2)
    >>> "c₂ = 2 + 4 = 6" in [text.get_text() for text in figure.axes[0].texts]
    True
    """
    return draw_scene(as_scene(steps, t, upto, face, title, of), ax)


def svg(
    steps: Step | Trace | None = None,
    *,
    t: int = 1,
    upto: str = STAGES[-1],
    face: Face = "values",
    title: str = "",
    of: str = "h",
) -> str:
    """Draw the cell as SVG: real text, an id for every quantity, the same bytes every time.

    Takes what `draw` takes.

    >>> from lstm_helpers import Weights, run
    >>> '<g id="c_prev">' in svg(run(Weights.ones(), [1, 1, 1]), t=2)
    True
    """
    return scene_svg(as_scene(steps, t, upto, face, title, of))


def as_scene(
    steps: Step | Trace | None, t: int, upto: str, face: Face, title: str, of: str
) -> Scene:
    """Gather what `draw` was given."""
    if steps is None:
        return Scene([{}], 1, upto, face="names", title=title or "the memory cell")
    if not isinstance(steps, Step | Trace):
        raise TypeError(
            f"steps is a {type(steps).__name__}; expected a Step or a Trace, or nothing."
        )
    if not steps.weights.is_scalar:
        raise ValueError(
            f"these steps have {steps.weights.units} units; the picture shows a single cell, "
            "whose values are plain numbers."
        )
    # A single Step does not know the steps before it.
    before: list[dict[str, float]] = [{}] * (t - 1) if isinstance(steps, Step) else []
    values = [
        {name: float(value) for name, value in s.as_dict().items()}
        for s in ([steps] if isinstance(steps, Step) else steps)
    ]
    return Scene([*before, *values], t, upto, steps.activations.names, face, title, of)


def draw_scene(scene: Scene, ax: Axes | None = None) -> Figure:
    """Draw a scene on the axes given, or on a figure of its own."""
    import matplotlib
    from matplotlib.figure import Figure

    from lstm_helpers.picture.artists import artists

    with matplotlib.rc_context(own_settings()):
        if ax is None:
            figure = Figure(figsize=(WIDTH * _UNIT, HEIGHT * _UNIT), dpi=72, facecolor="white")
            ax = figure.add_axes((0, 0, 1, 1))
        else:
            figure = cast("Figure", ax.figure)
        ax.set(xlim=(0, WIDTH), ylim=(0, HEIGHT), aspect="equal")
        ax.set_axis_off()
        scale = _points_per_unit(ax)
        for artist in artists(scene):
            _scale(artist, scale)
            artist.set_clip_on(False)
            ax.add_artist(artist)
        return figure


def _points_per_unit(ax: Axes) -> float:
    box, pixels_per_point = ax.bbox, ax.figure.dpi / 72
    return min(box.width / WIDTH, box.height / HEIGHT) / pixels_per_point


def _scale(artist: Any, scale: float) -> None:
    """Let texts and lines shrink with the axes, as the boxes do by themselves."""
    if hasattr(artist, "set_fontsize"):
        artist.set_fontsize(artist.get_fontsize() * scale)
    else:
        artist.set_linewidth(artist.get_linewidth() * scale)


def scene_svg(scene: Scene) -> str:
    """Write a scene as SVG, fit to stand in a page beside others."""
    import matplotlib

    file = io.StringIO()
    with matplotlib.rc_context(own_settings()):
        figure = draw_scene(scene)
        for artist in figure.findobj(lambda artist: artist.get_alpha() == 0):
            artist.set_alpha(INVISIBLE)
        figure.savefig(file, format="svg", metadata={"Date": None})
    return for_a_page(file.getvalue(), f"LSTM cell, {caption(scene)}", sentence(scene))
