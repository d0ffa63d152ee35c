"""The matplotlib artists of the picture: one function for each kind of thing in the layout."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import Any, Literal

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Patch, PathPatch, Polygon
from matplotlib.path import Path
from matplotlib.text import Text

from lstm_helpers.graph.scene import Scene
from lstm_helpers.picture.fit import fit
from lstm_helpers.picture.layout import (
    BOXES,
    GLOW,
    LINE_PITCH,
    PAPER,
    ROUNDING,
    SLOTS,
    STYLES,
    WIRES,
    Anchor,
    Box,
    Slot,
    Style,
    Wire,
)
from lstm_helpers.picture.svg import carried_width, wire_opacities
from lstm_helpers.words.texts import BLANK, slot_texts

__all__ = ["artists"]

_CORNER = 7
_ARROW_LENGTH, _ARROW_HALF = 10, 5
_HALO = 4.5

_ALIGNMENTS: dict[str, Literal["left", "center", "right"]] = {
    "start": "left",
    "middle": "center",
    "end": "right",
}

Point = tuple[float, float]


def artists(scene: Scene) -> Iterator[Artist]:
    """Make everything that stands in the picture, from the back to the front."""
    yield _shape(BOXES["panel"], STYLES[BOXES["panel"].role], linewidth=0)
    for box in BOXES.values():
        if box.shape not in ("panel", "point"):
            yield _halo(box, box.name in scene.lit)
    for wire in WIRES:
        yield from _wire(wire, scene)
    for box in BOXES.values():
        if box.shape not in ("panel", "point"):
            yield from _box(box)
    texts = slot_texts(SLOTS, scene)
    for slot in SLOTS.values():
        yield from _text(slot, texts[slot.name])


def _shape(box: Box, style: Style, linewidth: float, grow: float = 0) -> Patch:
    colours: dict[str, Any] = {
        "facecolor": style.tint,
        "edgecolor": style.colour,
        "linewidth": linewidth,
    }
    if box.shape in ("circle", "dot"):
        return Circle((box.x, box.y), box.w / 2 + grow, **colours)
    rounding = {"panel": 14, "pill": box.h / 2}.get(box.shape, ROUNDING) + grow
    width, height = box.w + 2 * grow, box.h + 2 * grow
    corner = (box.x - width / 2, box.y - height / 2)
    style_name = f"round,pad=0,rounding_size={rounding}"
    return FancyBboxPatch(corner, width, height, boxstyle=style_name, **colours)


def _box(box: Box) -> Iterator[Artist]:
    shape = _shape(box, STYLES[box.role], linewidth=1.5)
    shape.set_gid(f"box_{box.name}")
    yield shape
    if box.shape == "dot":
        shape.set_facecolor(STYLES[box.role].colour)
        arm = box.w / 2 * 0.45
        for sign in (1, -1):
            xs, ys = (box.x - arm, box.x + arm), (box.y - sign * arm, box.y + sign * arm)
            yield Line2D(xs, ys, color=PAPER, linewidth=2.2, solid_capstyle="butt")


def _halo(box: Box, lit: bool) -> Artist:
    """Make the glow that shows where the walk has come to, invisible elsewhere."""
    halo = _shape(box, GLOW, linewidth=0, grow=_HALO)
    halo.set_facecolor(GLOW.colour)
    halo.set_alpha(int(lit))
    halo.set_gid(f"halo_{box.name}")
    return halo


def _wire(wire: Wire, scene: Scene) -> Iterator[Artist]:
    """Draw a wire both ways, values forwards and gradients backwards, one of the two invisible."""
    points = [_place(anchor) for anchor in wire.path]
    forwards, backwards = wire_opacities(wire.carries, scene)
    yield from _arrow(wire, points, scene, ("wire", "tip"), forwards)
    yield from _arrow(wire, points[::-1], scene, ("back", "backtip"), backwards)
    if wire.branches:
        yield Circle(points[0], 3.5, facecolor=STYLES[wire.role].colour, linewidth=0)


def _arrow(
    wire: Wire, points: list[Point], scene: Scene, ids: tuple[str, str], opacity: float
) -> Iterator[Artist]:
    style = STYLES[wire.role]
    # where a wire branches off another, nothing points at the junction
    has_tip = not (wire.branches and ids[0] == "back")
    tip = points[-1]
    if has_tip:
        points = [*points[:-1], _before(points[-2], tip, _ARROW_LENGTH - 1)]
    line = PathPatch(
        _rounded(points),
        fill=False,
        edgecolor=style.colour,
        linewidth=carried_width(wire.carries, scene),
        linestyle=(0, style.dashes) if style.dashes else "solid",
        joinstyle="round",
        alpha=opacity,
    )
    line.set_gid(f"{ids[0]}_{wire.name}")
    yield line
    if has_tip:
        head = _arrow_head(points[-1], tip)
        triangle = Polygon(head, color=style.colour, linewidth=0, alpha=opacity)
        triangle.set_gid(f"{ids[1]}_{wire.name}")
        yield triangle


def _place(anchor: Anchor) -> Point:
    if isinstance(anchor, tuple):
        return _place(anchor[0])[0], _place(anchor[1])[1]
    box, side = anchor.split(".")
    return BOXES[box].anchor(side)


def _before(start: Point, end: Point, distance: float) -> Point:
    """Go back from the end of a line by a distance."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = distance / hypot(dx, dy)
    return end[0] - dx * share, end[1] - dy * share


def _arrow_head(base: Point, tip: Point) -> list[Point]:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    share = _ARROW_HALF / hypot(dx, dy)
    side = (-dy * share, dx * share)
    back = _before(base, tip, _ARROW_LENGTH)
    return [(back[0] + side[0], back[1] + side[1]), tip, (back[0] - side[0], back[1] - side[1])]


def _rounded(points: list[Point]) -> Path:
    """Join points by straight lines with rounded corners."""
    vertices, codes = [points[0]], [Path.MOVETO]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        start, end = _before(before, corner, _CORNER), _before(after, corner, _CORNER)
        vertices += [start, corner, end]
        codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
    return Path([*vertices, points[-1]], [*codes, Path.LINETO])


def _text(slot: Slot, text: str) -> Iterator[Artist]:
    size, lines = fit(text, slot)
    for number, name in enumerate(slot.ids):
        artist = Text(
            slot.x,
            slot.y - number * LINE_PITCH * slot.sizes[0],
            lines[number] if number < len(lines) else BLANK,
            color=STYLES[slot.role].colour,
            fontsize=size,
            fontweight="bold" if slot.bold else "normal",
            horizontalalignment=_ALIGNMENTS[slot.anchor],
            verticalalignment="baseline",
        )
        artist.set_gid(name)
        yield artist
