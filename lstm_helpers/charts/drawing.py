"""How a plan is drawn: lines, letters and circles; and how they are written as SVG.

``drawing.js`` draws the same shapes in the page, in the page's colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lstm_helpers.charts.content import NOTES, SAMPLES, SCALES, Point
from lstm_helpers.charts.plan import (
    BOTTOM,
    HEIGHT,
    LABELS,
    LARGEST,
    LEFT,
    LINE_WIDTH,
    MARGIN,
    POINTS_UP_TO,
    RIGHT,
    SIZES,
    SMALLEST_GAP,
    TOP,
    WIDTH,
    Plan,
    PlannedLine,
)
from lstm_helpers.picture.layout import STYLES

__all__ = ["Shape", "plan_svg", "shapes", "tables"]

# Tag, attributes and text. The way of a path is a list of points for each of its pieces; what a
# stroke or a filling is called is a role of the palette.
Shape = tuple[str, dict[str, Any], str]


def shapes(plan: Plan) -> Iterator[Shape]:
    """Draw a plan, from what lies at the bottom to what lies on top."""
    yield from _frame(plan)
    for line in plan.lines:
        yield from _line(line)
    if plan.dot:
        (x, y), role = (plan.dot.x, plan.dot.y), plan.dot.role
        way = [(LEFT, y), (x, y), (x, BOTTOM)]
        yield _path([way], role, 1.4, **{"stroke-dasharray": "5.6 5.6"})
        yield _disc((x, y), 9, role, **{"data-dot": role})


def _frame(plan: Plan) -> Iterator[Shape]:
    """Draw all that stands around the lines and behind them."""
    for y, words in plan.y_ticks:
        yield _path([[(LEFT, y), (RIGHT, y)]], "quiet", 1, **{"stroke-opacity": 0.2})
        yield _text(LEFT - 10, y + 5, words, "text", "end")
    for x, words in plan.x_ticks:
        yield _path([[(x, BOTTOM), (x, BOTTOM + 6)]], "quiet", 1.2)
        yield _text(x, BOTTOM + 23, words, "text", "middle")
    if plan.mark is not None:
        mark = [(plan.mark, TOP), (plan.mark, BOTTOM)]
        yield _path([mark], "c", 9, **{"stroke-opacity": 0.25})
    if plan.zero is not None:
        yield _path([[(LEFT, plan.zero), (RIGHT, plan.zero)]], "quiet", 1)
    yield _path([[(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)]], "quiet", 1.2)
    yield _text(LEFT, 24, plan.title, "title", "start", **{"font-weight": "bold"})
    yield _text(LEFT, TOP - 14, plan.y_label, "text", "start")
    yield _text((LEFT + RIGHT) / 2, HEIGHT - 9, plan.x_label, "text", "middle")
    yield _text(WIDTH - MARGIN, TOP - 14, plan.note, "text", "end", "quiet")


def _line(line: PlannedLine) -> Iterator[Shape]:
    dashes = " ".join(f"{dash:g}" for dash in STYLES[line.role].dashes)
    look = {"stroke-dasharray": dashes} if dashes else {}
    strokes = [piece for piece in line.pieces if len(piece) > 1]
    if strokes:
        yield _path(strokes, line.role, LINE_WIDTH, **look, **{"data-line": line.name})
    for dot in line.dots:
        yield _disc(dot, 4, line.role)
    if line.end and line.label:
        x, y = line.label
        yield _path([[line.end, (x - 4, y)]], line.role, 1)
        more = {"font-weight": "bold", "data-label": line.name}
        yield _text(x, y + 5, line.text, "label", "start", line.role, **more)


def _path(pieces: Sequence[Sequence[Point]], role: str, width: float, **more: Any) -> Shape:
    same = {"d": pieces, "fill": "none", "stroke": role, "stroke-width": width}
    return "path", {**same, "stroke-linejoin": "round", **more}, ""


def _disc(at: Point, radius: float, role: str, **more: Any) -> Shape:
    return "circle", {"cx": at[0], "cy": at[1], "r": radius, "fill": role, **more}, ""


def _text(
    x: float, y: float, words: str, size: str, anchor: str, role: str = "ink", **more: Any
) -> Shape:
    look = {"font-size": SIZES[size], "text-anchor": anchor, "fill": role, **more}
    return "text", {"x": x, "y": y, **look}, words


def tables() -> dict[str, Any]:
    """Gather what the page has to know: the key `chart` of its tables."""
    return {
        "frame": {
            **{"width": WIDTH, "height": HEIGHT, "labels": LABELS, "margin": MARGIN},
            **{"left": LEFT, "right": RIGHT, "top": TOP, "bottom": BOTTOM},
        },
        "sizes": SIZES,
        "smallest_gap": SMALLEST_GAP,
        "largest": LARGEST,
        "points_up_to": POINTS_UP_TO,
        "line_width": LINE_WIDTH,
        "samples": SAMPLES,
        "styles": {
            role: {"colour": style.colour, "dashes": style.dashes} for role, style in STYLES.items()
        },
        "notes": NOTES,
        "scales": SCALES,
    }


# ---- as SVG --------------------------------------------------------------------------------------

_HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
    'font-family="DejaVu Sans, Verdana, sans-serif">'
)
# A page that shows a stored picture may be dark, and the picture's letters are for a light one.
_GROUND = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>'


def plan_svg(plan: Plan) -> str:
    """Write a plan as SVG, fit to stand in a page beside others: the same bytes every time.

    >>> from lstm_helpers.charts.content import Content, Line
    >>> from lstm_helpers.charts.plan import plan
    >>> "h = 12</text>" in plan_svg(plan(Content([Line("h", [(1, 1), (2, 12)], "h", "h")])))
    True
    """
    said = [
        f"<title>{escape(plan.title or 'chart')}</title>",
        f"<desc>{escape(plan.sentence)}</desc>",
    ]
    drawn = [_written(*shape) for shape in shapes(plan)]
    return "\n".join([_HEAD, *said, _GROUND, *drawn, "</svg>\n"])


def _written(tag: str, attributes: dict[str, Any], text: str) -> str:
    given = {**_named(attributes), **attributes}
    written = " ".join(f"{name}={quoteattr(_value(name, v))}" for name, v in given.items())
    return f"<{tag} {written}>{escape(text)}</{tag}>" if text else f"<{tag} {written}/>"


def _named(attributes: dict[str, Any]) -> dict[str, str]:
    """Give a line and its label an id by the line's name; an id has no spaces."""
    kinds = [kind for kind in ("line", "label") if f"data-{kind}" in attributes]
    return {"id": "_".join([kind, *attributes[f"data-{kind}"].split()]) for kind in kinds}


def _value(name: str, value: Any) -> str:
    if name == "d":
        return "".join(
            "M" + "L".join(f"{_number(x)},{_number(y)}" for x, y in piece) for piece in value
        )
    if name in ("stroke", "fill") and value in STYLES:
        return STYLES[value].colour
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
