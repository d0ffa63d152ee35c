"""The layout's boxes and wires as places on the canvas, and the contrast of its colours."""

from __future__ import annotations

from itertools import pairwise
from math import hypot, isclose

from lstm_helpers.picture.layout import BOXES, ROUNDING, WIRES, Anchor, Box

Point = tuple[float, float]
Segment = tuple[Point, Point]

shapes = {name: box for name, box in BOXES.items() if box.shape not in ("panel", "point")}
wires = {wire.name: wire for wire in WIRES}


def luminance(colour: str) -> float:
    """WCAG's relative luminance of "#RRGGBB"."""
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def place(anchor: Anchor) -> Point:
    if isinstance(anchor, tuple):
        return place(anchor[0])[0], place(anchor[1])[1]
    box, side = anchor.split(".")
    return BOXES[box].anchor(side)


def points(name: str) -> list[Point]:
    return [place(anchor) for anchor in wires[name].path]


def segments(name: str) -> list[Segment]:
    path = points(name)
    return list(pairwise(path))


def on_outline(box: Box, point: Point) -> bool:
    dx, dy = abs(point[0] - box.x), abs(point[1] - box.y)
    if box.shape in ("circle", "dot"):
        return isclose(hypot(dx, dy), box.w / 2, abs_tol=0.01)
    # on a side, and off its rounded corners
    rounding = box.h / 2 if box.shape == "pill" else ROUNDING
    on_side = isclose(dx, box.w / 2) and dy <= box.h / 2 - rounding
    return on_side or (isclose(dy, box.h / 2) and dx <= box.w / 2 - rounding)


def on_segment(point: Point, segment: Segment) -> bool:
    (x1, y1), (x2, y2) = segment
    return min(x1, x2) <= point[0] <= max(x1, x2) and min(y1, y2) <= point[1] <= max(y1, y2)


def boxes_at(point: Point) -> set[str]:
    return {box.name for box in shapes.values() if on_outline(box, point)}


def ends(name: str) -> tuple[str, str]:
    """The boxes that a wire joins, by where it lies; a branch is followed to its trunk."""
    start, end = points(name)[0], points(name)[-1]
    sources = boxes_at(start)
    if wires[name].branches:
        trunks = {w for w in wires if not wires[w].branches and w != name}
        sources = {
            ends(trunk)[0] for trunk in trunks if any(on_segment(start, s) for s in segments(trunk))
        }
    targets = boxes_at(end)
    assert len(sources) == len(targets) == 1, (name, sources, targets)
    return sources.pop(), targets.pop()
