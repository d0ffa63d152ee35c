"""How a plan is drawn: lines, letters and circles; and how they are written as SVG.

``drawing.js`` draws the same shapes in the page, in the page's colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lstm_helpers.charts.content import NOTES, SAMPLES, Point
from lstm_helpers.charts.plan import (
    FRAME,
    LARGEST,
    POINTS_UP_TO,
    SIZES,
    WORDS_WIDER,
    Plan,
    PlannedLine,
)
from lstm_helpers.charts.scales import SCALES
from lstm_helpers.picture.layout import STYLES
from lstm_helpers.picture.markup import attribute, marked_up
from lstm_helpers.words.language import say

__all__ = ["Shape", "plan_svg", "shapes", "tables"]

# Tag, attributes and text. The way of a path is a list of points for each of its pieces; what a
# stroke or a filling is called is a role of the palette.
Shape = tuple[str, dict[str, object], str]

LINE_WIDTH = 2.6
DASHES = {role: " ".join(f"{dash:g}" for dash in style.dashes) for role, style in STYLES.items()}
COLOURS = {role: style.colour for role, style in STYLES.items()}


def tables() -> dict[str, object]:
    """Gather what the page has to know: the key `chart` of its tables."""
    return {
        "frame": FRAME._asdict(),
        "sizes": SIZES,
        "words_wider": WORDS_WIDER,
        "largest": LARGEST,
        "points_up_to": POINTS_UP_TO,
        "samples": SAMPLES,
        "line_width": LINE_WIDTH,
        "dashes": DASHES,
        "colours": COLOURS,
        "notes": NOTES,
        "scales": SCALES,
    }


def shapes(plan: Plan) -> Iterator[Shape]:
    """Draw a plan, from what lies at the bottom to what lies on top."""
    yield from _frame(plan)
    for line in plan.lines:
        yield from _line(line)
    if plan.dot:
        x, y, role = plan.dot.x, plan.dot.y, plan.dot.role
        way = [(FRAME.left, y), (x, y), (x, FRAME.bottom)]
        yield _path([way], role, 1.4, **{"stroke-dasharray": "5.6 5.6"})
        yield _disc((x, y), 9, role, **{"data-dot": role})


def _frame(plan: Plan) -> Iterator[Shape]:
    """Draw all that stands around the lines and behind them."""
    width, height, margin, left, right, top, bottom, *_ = FRAME
    for y, words in plan.y_ticks:
        faint = {} if words == "0" else {"stroke-opacity": 0.2}
        yield _path([[(left, y), (right, y)]], "quiet", 1, **faint)
        yield _text(left - 10, y + 5, words, "text", "end")
    for x, words in plan.x_ticks:
        yield _path([[(x, bottom), (x, bottom + 6)]], "quiet", 1.2)
        yield _text(x, bottom + 23, words, "text", "middle")
    if plan.mark is not None:
        mark = [(plan.mark, top), (plan.mark, bottom)]
        yield _path([mark], "c", 9, **{"stroke-opacity": 0.25})
    yield _path([[(left, top), (left, bottom), (right, bottom)]], "quiet", 1.2)
    yield _text(left, 24, plan.title, "title", "start")
    yield _text(left, top - 14, plan.y_label, "text", "start")
    yield _text((left + right) / 2, height - 9, plan.x_label, "text", "middle")
    yield _text(width - margin, top - 14, plan.note, "text", "end", "quiet")


def _line(line: PlannedLine) -> Iterator[Shape]:
    look = {"stroke-dasharray": DASHES[line.role]} if DASHES[line.role] else {}
    strokes = [piece for piece in line.pieces if len(piece) > 1]
    if strokes:
        yield _path(strokes, line.role, LINE_WIDTH, **look, **{"data-line": line.name})
    for dot in line.dots:
        yield _disc(dot, 4, line.role)
    if line.end and line.label:
        x, y = line.label
        yield _path([[line.end, (x - 4, y)]], line.role, 1)
        yield _text(x, y + 5, line.text, "label", "start", line.role, **{"data-label": line.name})


def _path(pieces: Sequence[Sequence[Point]], role: str, width: float, **more: object) -> Shape:
    same = {"d": pieces, "fill": "none", "stroke": role, "stroke-width": width}
    return "path", {**same, "stroke-linejoin": "round", **more}, ""


def _disc(at: Point, radius: float, role: str, **more: object) -> Shape:
    return "circle", {"cx": at[0], "cy": at[1], "r": radius, "fill": role, **more}, ""


def _text(
    x: float, y: float, words: str, size: str, anchor: str, role: str = "ink", **more: object
) -> Shape:
    weight = "normal" if size == "text" else "bold"
    look = {"font-size": SIZES[size], "font-weight": weight, "text-anchor": anchor, "fill": role}
    return "text", {"x": x, "y": y, **look, **more}, words


# ---- as SVG --------------------------------------------------------------------------------------

# A page that shows a stored picture may be dark, and the picture's letters are for a light one.
_HEAD = f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {FRAME.width} {FRAME.height}" role="img" \
font-family="DejaVu Sans, Verdana, sans-serif">
<title>{{}}</title>
<desc>{{}}</desc>
<rect width="{FRAME.width}" height="{FRAME.height}" fill="#FFFFFF"/>
"""


def plan_svg(plan: Plan) -> str:
    """Write a plan as SVG, fit to stand in a page beside others: the same bytes every time.

    >>> from lstm_helpers.charts.content import Content, Line
    >>> from lstm_helpers.charts.plan import plan
    >>> "h = 12</text>" in plan_svg(plan(Content([Line("h", [(1, 1), (2, 12)], "h", "h")])))
    True
    """
    head = _HEAD.format(marked_up(plan.title or say(NOTES["chart"])), marked_up(plan.sentence))
    return head + "".join(_written(*shape) for shape in shapes(plan)) + "</svg>\n"


def _written(tag: str, attributes: dict[str, Any], text: str) -> str:
    for kind in ("line", "label"):  # an id, which has no spaces
        if name := attributes.get(f"data-{kind}"):
            attributes = {"id": "_".join([kind, *name.split()]), **attributes}
    given = " ".join(f"{name}={attribute(_value(name, v))}" for name, v in attributes.items())
    return f"<{tag} {given}>{marked_up(text)}</{tag}>\n"


def _value(name: str, value: Any) -> str:
    if name == "d":
        ways = ("L".join(f"{_number(x)},{_number(y)}" for x, y in piece) for piece in value)
        return "".join(f"M{way}" for way in ways)
    if name in ("stroke", "fill"):
        return str(COLOURS.get(value, value))
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
