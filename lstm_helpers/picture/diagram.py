"""Draw the picture of the cell with matplotlib, and write it as SVG.

matplotlib is imported when something is drawn. An SVG needs no drawing: `svg.scene_svg` writes it
into the picture that matplotlib has drawn once, ``cell.svg``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast
from xml.etree import ElementTree

from lstm_helpers.cell import Step, Trace
from lstm_helpers.cell.given import quoted
from lstm_helpers.graph.scene import Face, Scene
from lstm_helpers.graph.table import STAGES
from lstm_helpers.picture.layout import HEIGHT, PAPER, SMALLEST, WIDTH
from lstm_helpers.picture.markup import marked_up
from lstm_helpers.picture.svg import FADING, said, scene_svg, short

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["as_scene", "draw", "draw_scene", "drawn_svg", "drawn_template", "svg"]

_UNIT = 1 / 72  # inches: a unit of the layout is a point, so that 800 units are 800 in the SVG

# The live view lights up what is invisible at first. With 0, matplotlib would leave its colour out.
_INVISIBLE = 0.001

RC: dict[Any, Any] = {
    "text.parse_math": False,  # a title such as "$5" is what it says
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans"],
    # letters keep their widths: rounded to whole pixels, a long equation would leave the canvas
    "text.hinting": "none",
    # the dashes tell the gates apart: they must not stretch with the width, which tells the value
    "lines.scale_dashes": False,
}


def own_settings() -> dict[Any, Any]:
    """Say what to change for matplotlib's defaults and ours, whatever the learner has set."""
    import matplotlib

    now, wanted = matplotlib.rcParams, {**matplotlib.rcParamsDefault, **RC}
    return {n: v for n, v in wanted.items() if not n.startswith("backend") and now[n] != v}


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
        Axes to draw on. Without, a new figure of 800 by 562 points is made, bare of pyplot.

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
    >>> '<text id="c_prev"' in svg(run(Weights.ones(), [1, 1, 1]), t=2)
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
            "whose values are plain numbers; Explorer.unit(trace, 0).svg shows one of them."
        )
    # A single Step does not know the steps before it.
    before: list[dict[str, float]] = [{}] * (t - 1) if isinstance(steps, Step) else []
    each = [steps] if isinstance(steps, Step) else steps
    values = [{name: float(value) for name, value in step.as_dict().items()} for step in each]
    return Scene([*before, *values], t, upto, steps.activations.names, face, title, of)


def draw_scene(scene: Scene, ax: Axes | None = None) -> Figure:
    """Draw a scene on the axes given, or on a figure of its own."""
    import matplotlib
    from matplotlib.figure import Figure

    from lstm_helpers.picture.artists import artists

    with matplotlib.rc_context(own_settings()):
        if ax is None:
            figure = Figure(figsize=(WIDTH * _UNIT, HEIGHT * _UNIT), dpi=72, facecolor=PAPER)
            ax = figure.add_axes((0, 0, 1, 1))
        elif not hasattr(ax, "figure"):
            raise TypeError(f"ax is {quoted(ax)}; expected the axes of a figure of matplotlib's.")
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


def drawn_svg(scene: Scene) -> str:
    """Write a scene as SVG as `scene_svg` does, but have matplotlib draw it anew."""
    import matplotlib

    file = io.StringIO()
    with matplotlib.rc_context(own_settings()):
        figure = draw_scene(scene)
        for artist in figure.findobj(lambda artist: artist.get_alpha() == 0):
            artist.set_alpha(_INVISIBLE)
        figure.savefig(file, format="svg", metadata={"Date": None})
    return condensed(file.getvalue(), *said(scene))


def drawn_template() -> str:
    """Have the picture drawn that every SVG is written into."""
    return drawn_svg(as_scene(None, 1, STAGES[-1], "names", "", "h"))


# The style of an element that is kept, in this order, and what goes without saying.
_STYLE = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "opacity",
    "font-size",
    "font-weight",
    "text-anchor",
)
_DEFAULTS = {"text-anchor": "start"}

# How matplotlib 3.9 and 3.10 say a text's size and weight: "700 19px 'DejaVu Sans'".
_FONT = re.compile(r"(?:(?P<weight>\d+) )?(?P<size>[\d.]+px) ")


def condensed(drawn: str, title: str, description: str) -> str:
    """Keep what is seen of matplotlib's SVG, in a few short lines, and say in words what it is."""
    root = ElementTree.fromstring(drawn)
    # for where DejaVu Sans is missing: fonts that are nearly as wide
    font = f"{SMALLEST}px 'DejaVu Sans',Verdana,sans-serif"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'style="font:{font}">',
            f"<title>{marked_up(title)}</title>",
            f"<desc>{marked_up(description)}</desc>",
            *_elements(root),
            "</svg>",
        ]
    )


def _elements(group: ElementTree.Element) -> Iterator[str]:
    """Write texts and paths one after the other; an id of ours goes from its group to them."""
    name = group.get("id", "")
    # what has no name of its own is numbered by matplotlib: line2d_3
    named = (
        f' id="{name}"' if not re.fullmatch(r"(figure|axes|patch|line2d|text)_\d+", name) else ""
    )
    for child in group:
        kind = child.tag.rpartition("}")[2]
        if kind == "g":
            yield from _elements(child)
        elif kind == "path":
            path = re.sub(r"\s*([MLQCz])\s*", r"\1", child.attrib["d"].strip())
            tag, place = _shape(path)
            yield f"<{tag}{named} {_rounded(place)}{_style(child, name)}/>"
        elif kind == "text":
            place = _rounded(f'x="{child.get("x")}" y="{child.get("y")}"')
            yield f"<text{named} {place}{_style(child, name)}>{marked_up(child.text or '')}</text>"


def _shape(path: str) -> tuple[str, str]:
    """Say what a path is: a circle, a rectangle with round corners, or any other path."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    (left, *_, right), (top, *_, bottom) = sorted(numbers[::2]), sorted(numbers[1::2])
    width, height = right - left, bottom - top
    if path.count("C") == 8:
        return "circle", f'cx="{left + width / 2}" cy="{top + height / 2}" r="{width / 2}"'
    if path.count("Q") == 4 and path.endswith("z"):
        corner = f'x="{left}" y="{top}" width="{width}" height="{height}"'
        return "rect", f'{corner} rx="{numbers[0] - left}"'
    return "path", f'd="{path}"'


def _rounded(text: str) -> str:
    return re.sub(r"-?\d+\.\d+", lambda number: short(float(number.group()), 1), text)


def _style(element: ElementTree.Element, name: str) -> str:
    """Write an element's style; what the page changes is always in it."""
    parts = element.attrib["style"].rstrip(";").split("; ")
    style = dict(part.split(": ", 1) for part in parts)
    if font := _FONT.match(style.get("font", "")):
        style |= {f"font-{n}": said for n, said in font.groupdict().items() if said}
    if name.startswith(FADING):
        style["opacity"] = short(float(style.get("opacity", 1)))
    if "stroke" in style:
        style["stroke-width"] = short(float(style.get("stroke-width", 1)))
    kept = [f"{n}:{style[n]}" for n in _STYLE if n in style and style[n] != _DEFAULTS.get(n)]
    return f' style="{";".join(kept)}"'
