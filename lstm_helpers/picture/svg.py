"""The picture as SVG without drawing it: ``cell.svg`` with a scene's texts and lines written in.

matplotlib has drawn that file once (`diagram.drawn_template`); a test holds it current.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lstm_helpers.graph.scene import Scene
from lstm_helpers.picture.fit import fit
from lstm_helpers.picture.layout import BOXES, SLOTS, WIRES
from lstm_helpers.picture.markup import marked_up
from lstm_helpers.words.language import say
from lstm_helpers.words.spoken import described
from lstm_helpers.words.texts import BLANK, PICTURE_SAYS, caption, slot_texts

__all__ = ["FAINT", "TEMPLATE", "said", "scene_svg", "wire_opacities", "wire_width"]

TEMPLATE = Path(__file__).with_name("cell.svg")

# How much is seen of a wire whose value is not known yet.
FAINT = 0.3

# A wire's width for 0, at the most, and where it shows no value.
WIRE_WIDTHS = {"thinnest": 1.0, "thickest": 4.0, "plain": 1.6}


def wire_width(value: float) -> float:
    """Give a wire's width: thin for 0, and never so thick that it covers what is beside it.

    >>> wire_width(0.0), wire_width(1.0), wire_width(float("inf")), wire_width(float("nan"))
    (1.0, 2.5, 4.0, 1.0)
    """
    thinnest, thickest = WIRE_WIDTHS["thinnest"], WIRE_WIDTHS["thickest"]
    size = abs(value)
    if size != size:
        return thinnest
    if size > 1e9:
        return thickest
    return thinnest + (thickest - thinnest) * size / (1.0 + size)


def carried_width(carries: str, scene: Scene) -> float:
    """Give the width of a wire: it shows how large a value is, where there are values."""
    if carries and scene.face in ("values", "gradients"):
        return round(wire_width(scene.shown.get(carries, 0.5)), 2)
    return WIRE_WIDTHS["plain"]


def wire_opacities(carries: str, scene: Scene) -> tuple[float, float]:
    """Say how much is seen of a wire forwards, for values, and backwards, for gradients."""
    if scene.face == "gradients":
        return 0, 1
    known = (*scene.known, *scene.several)
    is_known = scene.face != "values" or not carries or carries in known
    return (1 if is_known else FAINT), 0


def said(scene: Scene) -> tuple[str, str]:
    """Give the picture's title and description, for those who hear it."""
    return f"{say(PICTURE_SAYS)}{caption(scene)}", described(scene)


def scene_svg(scene: Scene) -> str:
    """Write a scene as SVG.

    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph.forward import unroll
    >>> steps = unroll(Weights.ones().as_dict(), [1.0, 1.0], 0.0, 0.0, IDENTITY)
    >>> "c₂ = 2 + 4 = 6" in scene_svg(Scene(steps, t=2))
    True
    """
    written = {**_words(scene), **dict(_texts(scene)), **dict(_lines(scene))}
    literals, holes = _cut_up()
    pieces = [literals[0]]
    for hole, literal in zip(holes, literals[1:], strict=True):
        pieces += (written[hole], literal)
    return "".join(pieces)


def short(number: float, places: int = 2) -> str:
    """Write a number of the drawing with as few digits as it needs.

    >>> short(2.5), short(1 / 3), short(-0.001)
    ('2.5', '0.33', '0')
    """
    return f"{round(number, places) + 0:.6g}"


# What a scene is written into: (an element's id, what of it).
Hole = tuple[str, str]


def _words(scene: Scene) -> dict[Hole, str]:
    title, description = said(scene)
    return {("title", "text"): marked_up(title), ("desc", "text"): marked_up(description)}


def _texts(scene: Scene) -> Iterator[tuple[Hole, str]]:
    for name, text in slot_texts(SLOTS, scene).items():
        slot = SLOTS[name]
        size, lines = fit(text, slot)
        for number, line_id in enumerate(slot.ids):
            yield (line_id, "font-size"), short(size)
            yield (line_id, "text"), marked_up(lines[number] if number < len(lines) else BLANK)


def _lines(scene: Scene) -> Iterator[tuple[Hole, str]]:
    for wire in WIRES:
        width = short(carried_width(wire.carries, scene))
        for kinds, opacity in zip(_KINDS, wire_opacities(wire.carries, scene), strict=True):
            yield (f"{kinds[0]}_{wire.name}", "stroke-width"), width
            for kind in kinds:
                yield (f"{kind}_{wire.name}", "opacity"), short(opacity)
    for name in BOXES:
        yield (f"halo_{name}", "opacity"), short(name in scene.lit)


# A wire is there twice, with its arrow's tip: forwards and backwards.
_KINDS = (("wire", "tip"), ("back", "backtip"))

# The elements that fade, by how their ids begin: their opacity is always written out.
FADING = ("halo_", *(f"{kind}_" for kinds in _KINDS for kind in kinds))

# An element that has something to say, and what a scene changes of its style and its text.
_ELEMENT = re.compile(
    r'<(?:(title|desc)|(?:text|path|rect|circle) id="([^"]*)")[^>]*>(?:([^<]*)</)?'
)
_STYLED = re.compile(r"(stroke-width|opacity|font-size):([0-9.]+)")


def template() -> str:
    """Read the picture that every SVG is written into."""
    return TEMPLATE.read_text(encoding="utf-8")


@cache
def _cut_up() -> tuple[tuple[str, ...], tuple[Hole, ...]]:
    """Cut the template up: what always stands there, and the holes between."""
    picture = template()
    literals, holes, done = [], [], 0
    for (start, end), hole in _holes(picture):
        literals.append(picture[done:start])
        holes.append(hole)
        done = end
    return (*literals, picture[done:]), tuple(holes)


def _holes(picture: str) -> Iterator[tuple[tuple[int, int], Hole]]:
    for element in _ELEMENT.finditer(picture):
        name = element[1] or element[2]
        if not name.startswith("box_"):
            for styled in _STYLED.finditer(picture, element.start(), element.end()):
                yield styled.span(2), (name, styled[1])
        if element[3] is not None:
            yield element.span(3), (name, "text")
