"""What a chart shows, worked out: scales, ticks, lines, labels; and how matplotlib draws it.

``static/plots.js`` works out the same in the browser; the tests hold the two equal. The canvas is
860 by 362 units, y downwards as in SVG. At a width of 860 pixels a unit is a pixel.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lstm_helpers.equations import format_number
from lstm_helpers.layout import STYLES, Slot, Style, fit

__all__ = ["SCALES", "Content", "Dot", "Line", "plan", "plan_svg", "text_table"]

WIDTH, HEIGHT = 860, 362
LEFT, RIGHT, TOP, BOTTOM = 92, 590, 64, 306  # the frame

SCALES = {"linear": "linear", "log": "logarithmic", "symlog": "logarithmic, with 0 and signs"}
MOST_LINES = 12
SMALLEST_GAP = 20  # from label to label
# Beyond, a number is as good as infinite, and below its inverse as good as 0: the arithmetic of
# scales would overflow.
LARGEST = 1e300
POINTS_UP_TO = 24  # a line with more points than this shows no dots

# What a line looks like that is no quantity of the cell: as one of these, the first one free.
SPARE = ("ink", "o", "h", "i", "f", "g")
STYLE_OF = {"c_act": "ink", "x": "quiet"}

LABEL = Slot("label", "", 0, 0, WIDTH - RIGHT - 34, (16, 15, 14, 12), bold=True)

_SUPERSCRIPTS = str.maketrans("0123456789−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One line of a chart: its points, the words at its end, and its role in `layout.STYLES`.

    `valued` lines have their last number at the end, beside the words.
    """

    name: str
    points: Sequence[Point]
    label: str
    role: str
    valued: bool = True


@dataclass(frozen=True)
class Dot:
    """A dot with lines down to both axes."""

    x: float
    y: float
    role: str


@dataclass(frozen=True)
class Content:
    """All that a chart shows, in numbers.

    Parameters
    ----------
    lines
        Not more than 12.
    x_label, y_label, title
        The words at the axes and over the chart.
    scale
        Of the y axis: "linear", "log", or "symlog", which has room for 0 and for signs.
    dot
        A dot that rides on a line.
    mark
        The x of a thin line from top to bottom.
    xlim, ylim
        Where an axis starts and ends, when it shall not follow the numbers.
    """

    lines: Sequence[Line]
    x_label: str = ""
    y_label: str = ""
    title: str = ""
    scale: str = "linear"
    dot: Dot | None = None
    mark: float | None = None
    xlim: tuple[float, float] | None = None
    ylim: tuple[float, float] | None = None


def styles(names: Sequence[str]) -> list[str]:
    """Choose a role for each line: the quantity's own, or one that is free.

    >>> styles(["loss", "f", "test loss"])
    ['ink', 'f', 'o']
    """
    own = {name: STYLE_OF.get(name, name) for name in names if name in {**STYLES, **STYLE_OF}}
    free = [role for role in SPARE if role not in own.values()] or list(SPARE)
    others = [name for name in names if name not in own]
    spare = {name: free[n % len(free)] for n, name in enumerate(others)}
    return [(own | spare)[name] for name in names]


# ---- scales and ticks ----------------------------------------------------------------------------


def scaled(value: float, scale: str) -> float:
    """Bring a number to the axis: nan when it has no place there.

    >>> scaled(100.0, "log"), scaled(0.0, "log"), scaled(-9.0, "symlog")
    (2.0, nan, -1.0)
    """
    if not abs(value) <= LARGEST:  # nan, too
        return math.nan
    value = _or_zero(value)
    if scale == "linear":
        return value
    if scale == "log":
        return math.log10(value) if value > 0 else math.nan
    return math.copysign(math.log1p(abs(value)) / math.log(10), value)


def _or_zero(value: float) -> float:
    return value if abs(value) >= 1 / LARGEST else 0.0


def steps(low: float, high: float, most: int, whole: bool = False) -> tuple[float, int, int]:
    """Divide a range in at most so many round steps: the step, and its first and last multiple.

    >>> steps(0, 247, 5)
    (50.0, 0, 5)
    """
    exponent = max(-300, math.floor(math.log10(high - low)) - 2)
    while True:
        for digit in (1, 2, 5):
            step = float(f"{digit}e{exponent}")
            first, last = math.floor(low / step), math.ceil(high / step)
            if last - first <= most and (step >= 1 or not whole):
                return step, first, last
        exponent += 1


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    if low < high:
        return low, high
    room = abs(low) / 2 or 0.5
    return low - room, high + room


def _x_axis(content: Content) -> tuple[float, float, list[float]]:
    xs = [x for line in content.lines for x, _ in line.points]
    low, high = content.xlim or (_range(xs) if xs else (0.0, 1.0))
    whole = all(float(x).is_integer() for x in xs)
    step, first, last = steps(low, high, 12, whole)
    return low, high, [n * step for n in range(first, last + 1) if low <= n * step <= high]


def _y_axis(content: Content, values: Sequence[float]) -> tuple[float, float, list[float]]:
    """Where the axis starts and ends, as `scaled` numbers, and its ticks as plain ones."""
    scale = content.scale
    if content.ylim:
        low, high = content.ylim
    elif scale == "log":
        positive = [v for v in values if v > 0] or [1.0]
        low, high = min(positive), max(positive)
    else:
        low, high = min([*values, 0.0]), max([*values, 0.0])
        if low == high:
            high = 1.0
    if scale == "log":
        return _decades(low, high)
    if scale == "symlog" and max(-low, high) > 2:
        return _decades_both_ways(low, high)
    step, first, last = steps(low, high, 5)
    ticks = [n * step for n in range(first, last + 1)]
    if content.ylim:
        ticks = [tick for tick in ticks if low <= tick <= high]
    else:
        low, high = ticks[0], ticks[-1]
    return scaled(low, scale), scaled(high, scale), ticks


def _power(exponent: int) -> float:
    return float(f"1e{exponent}")


def _exponent(value: float) -> int:
    """The power of ten at or below a positive number, whatever the logarithm rounds to."""
    exponent = math.floor(math.log10(value))
    while _power(exponent) > value:
        exponent -= 1
    while _power(exponent + 1) <= value:
        exponent += 1
    return exponent


def _exponent_above(value: float) -> int:
    exponent = _exponent(value)
    return exponent + (_power(exponent) < value)


def _decades(low: float, high: float) -> tuple[float, float, list[float]]:
    first, last = _exponent(low), _exponent_above(high)
    if first == last:
        first, last = max(-300, first - 1), min(300, last + 1)
    every = math.ceil((last - first) / 6)
    ticks = [_power(n) for n in range(first, last + 1) if n % every == 0]
    return float(first), float(last), ticks


def _decades_both_ways(low: float, high: float) -> tuple[float, float, list[float]]:
    """The same for an axis with 0 in the middle: powers of ten upwards and downwards."""
    up, down = (max(0, _exponent_above(end)) if end > 0 else -1 for end in (high, -low))
    every = math.ceil((up + down + 2) / 8)
    top, bottom = (scaled(_power(n), "symlog") if n >= 0 else 0.0 for n in (up, down))
    room = (BOTTOM - TOP) / (top + bottom)  # for a step of 1 on the axis
    powers = [
        _power(n)
        for n in range(max(up, down) + 1)
        if (max(up, down) - n) % every == 0 and scaled(_power(n), "symlog") * room >= SMALLEST_GAP
    ]
    ticks = [
        *(-p for p in reversed(powers) if scaled(p, "symlog") <= bottom),
        0.0,
        *(p for p in powers if scaled(p, "symlog") <= top),
    ]
    return -bottom, top, ticks


def tick_text(value: float, scale: str) -> str:
    """Write the number at a tick.

    >>> tick_text(1e-06, "log"), tick_text(1000.0, "log"), tick_text(0.5, "linear")
    ('10⁻⁶', '1000', '0.5')
    """
    if scale != "linear" and value and not 1e-3 <= abs(value) <= 1e3:
        exponent = format_number(round(math.log10(abs(value)))).translate(_SUPERSCRIPTS)
        return f"{'−' if value < 0 else ''}10{exponent}"
    return format_number(value)


# ---- the plan ------------------------------------------------------------------------------------


def plan(content: Content) -> dict[str, Any]:
    """Work out where everything stands, as plain numbers and texts.

    >>> shown = plan(Content([Line("h", [(1, 1), (2, 12), (3, 3211)], "h", "h")]))
    >>> shown["lines"][0]["text"], shown["x_ticks"][-1]
    ('h = 3211', [590.0, '3'])
    """
    scale = content.scale
    x_low, x_high, x_ticks = _x_axis(content)
    drawn = [_or_zero(y) for line in content.lines for _, y in line.points if _drawable(y, scale)]
    y_low, y_high, y_ticks = _y_axis(content, drawn)

    def across(x: float) -> float:
        return LEFT + (x - x_low) / (x_high - x_low) * (RIGHT - LEFT)

    def down(y: float) -> float:
        return BOTTOM - (scaled(y, scale) - y_low) / (y_high - y_low) * (BOTTOM - TOP)

    lines = []
    for line in content.lines:
        placed = [(across(x), down(y)) for x, y in line.points]
        pieces = list(_pieces(placed))
        alone = [piece[0] for piece in pieces if len(piece) == 1]
        few = len(placed) <= POINTS_UP_TO
        dots = [p for p in placed if TOP <= p[1] <= BOTTOM] if few else alone
        lines.append(
            {
                "name": line.name,
                "role": line.role,
                "pieces": [[list(point) for point in piece] for piece in pieces],
                "dots": [list(point) for point in dots],
                "end": list(pieces[-1][-1]) if pieces else None,
                "text": _end_text(line),
            }
        )
    _place_labels([line for line in lines if line["end"]])
    dot = content.dot
    return {
        "title": content.title,
        "x_label": content.x_label,
        "y_label": content.y_label,
        "x_ticks": [[across(tick), format_number(tick)] for tick in x_ticks],
        "y_ticks": [[down(tick), tick_text(tick, scale)] for tick in y_ticks],
        "zero": down(0.0) if scale != "log" and y_low < 0 < y_high else None,
        "mark": None if content.mark is None else across(content.mark),
        "lines": lines,
        "dot": dot and _dot(dot, content, across, down),
        "note": _note(content, bool(drawn)),
        "sentence": sentence(content),
    }


def _drawable(y: float, scale: str) -> bool:
    return not math.isnan(scaled(y, scale))


def _pieces(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Cut a line where it has a gap or leaves the frame."""
    piece: list[Point] = []
    before = (math.nan, math.nan)
    for point in points:
        stretch = _inside(before, point)
        if piece and (stretch is None or piece[-1] != stretch[0]):
            yield piece
            piece = []
        if stretch:
            piece = [*(piece or stretch[:1]), stretch[1]]
        elif math.isnan(before[1]) and TOP <= point[1] <= BOTTOM:
            piece = [point]
        before = point
    if piece:
        yield piece


def _inside(start: Point, end: Point) -> tuple[Point, Point] | None:
    """The part of a stretch that lies in the frame."""
    (x0, y0), (x1, y1) = start, end
    if math.isnan(y0) or math.isnan(y1) or max(y0, y1) < TOP or min(y0, y1) > BOTTOM:
        return None

    def bound(x: float, y: float) -> Point:
        if TOP <= y <= BOTTOM:
            return x, y
        edge = TOP if y < TOP else BOTTOM
        return x0 + (edge - y0) / (y1 - y0) * (x1 - x0), edge

    return bound(x0, y0), bound(x1, y1)


def _end_text(line: Line) -> str:
    if not line.valued or not line.points:
        return line.label
    return f"{line.label} = {format_number(line.points[-1][1])}"


def _place_labels(lines: list[dict[str, Any]]) -> None:
    """Put the labels beside the lines' ends, in one column, none over another."""
    if not lines:
        return
    column = max(line["end"][0] for line in lines) + 26
    gap = min(SMALLEST_GAP, (BOTTOM - TOP) / max(1, len(lines) - 1))
    ordered = sorted(lines, key=lambda line: line["end"][1])
    ys = [line["end"][1] for line in ordered]
    for n in range(1, len(ys)):
        ys[n] = max(ys[n], ys[n - 1] + gap)
    ys[-1] = min(ys[-1], BOTTOM)
    for n in range(len(ys) - 2, -1, -1):
        ys[n] = min(ys[n], ys[n + 1] - gap)
    for line, y in zip(ordered, ys, strict=True):
        line["label"] = [column, y]


def _dot(dot: Dot, content: Content, across: Any, down: Any) -> dict[str, Any] | None:
    if not _drawable(dot.y, content.scale) or math.isnan(dot.x):
        return None
    x = min(max(across(dot.x), LEFT), RIGHT)
    y = min(max(down(dot.y), TOP), BOTTOM)
    return {"at": [x, y], "role": dot.role}


NOTES = {
    "empty": "nothing to draw yet",
    "gaps": "gaps: ∞ or nan",
    "log": "gaps: 0 or below, not on a log axis",
}


def _note(content: Content, any_drawn: bool) -> str:
    ys = [y for line in content.lines for _, y in line.points]
    if not ys:
        return NOTES["empty"]
    if any(not abs(y) <= LARGEST for y in ys):
        return NOTES["gaps"]
    if not all(_drawable(y, content.scale) for y in ys):
        return NOTES["log"]
    return ""


def sentence(content: Content) -> str:
    """Say in words what the chart shows.

    >>> sentence(Content([Line("h", [(1, 1), (2, 12)], "h", "h")], x_label="time step"))
    'Over time step 1 to 2: h from 1 to 12.'
    """
    lines = [line for line in content.lines if line.points]
    if not lines:
        return NOTES["empty"].capitalize() + "."
    xs = [format_number(lines[0].points[n][0]) for n in (0, -1)]
    said = [
        f"{line.label} from {format_number(line.points[0][1])} "
        f"to {format_number(line.points[-1][1])}"
        for line in lines
    ]
    return f"Over {content.x_label or 'x'} {xs[0]} to {xs[1]}: {', '.join(said)}."


# ---- the drawing ---------------------------------------------------------------------------------

LINE_WIDTH = 2.6
GRID, FRAME, MARK = "#E4E8EC", "#7B8794", "#FFE08A"


def plan_svg(shown: dict[str, Any]) -> str:
    """Draw a plan as SVG, fit to stand in a page beside others: the same bytes every time."""
    import matplotlib
    from matplotlib.figure import Figure

    from lstm_helpers.diagram import for_a_page, own_settings

    file = io.StringIO()
    with matplotlib.rc_context(own_settings()):
        figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor="white")
        ax = figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
        ax.set_axis_off()
        for artist in _artists(shown):
            artist.set_clip_on(False)
            ax.add_artist(artist)
        figure.savefig(file, format="svg", metadata={"Date": None})
    return for_a_page(file.getvalue(), shown["title"] or "chart", shown["sentence"])


def _artists(shown: dict[str, Any]) -> Iterator[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.text import Text

    def stroke(points: Sequence[Sequence[float]], colour: str, width: float, **more: Any) -> Line2D:
        xs, ys = zip(*points, strict=True)
        return Line2D(xs, ys, color=colour, linewidth=width, dash_capstyle="butt", **more)

    def text(x: float, y: float, words: str, size: float, anchor: str, **more: Any) -> Text:
        return Text(x, y, words, fontsize=size, ha=anchor, va="baseline", **more)

    ink, quiet = STYLES["ink"].colour, STYLES["quiet"].colour
    for y, words in shown["y_ticks"]:
        yield stroke([(LEFT, y), (RIGHT, y)], GRID, 1)
        yield text(LEFT - 10, y + 5, words, 15, "right", color=ink)
    for x, words in shown["x_ticks"]:
        yield stroke([(x, BOTTOM), (x, BOTTOM + 6)], FRAME, 1.2)
        yield text(x, BOTTOM + 23, words, 15, "center", color=ink)
    if shown["mark"] is not None:
        yield stroke([(shown["mark"], TOP), (shown["mark"], BOTTOM)], MARK, 8)
    if shown["zero"] is not None:
        yield stroke([(LEFT, shown["zero"]), (RIGHT, shown["zero"])], FRAME, 1)
    yield stroke([(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)], FRAME, 1.2)
    yield text(LEFT, 22, shown["title"], 18, "left", weight="bold", color=ink)
    yield text(LEFT, TOP - 14, shown["y_label"], 15, "left", color=ink)
    yield text((LEFT + RIGHT) / 2, HEIGHT - 10, shown["x_label"], 15, "center", color=ink)
    yield text(RIGHT, TOP - 14, shown["note"], 14, "right", color=quiet)
    for line in shown["lines"]:
        style = STYLES[line["role"]]
        for piece in line["pieces"]:
            if len(piece) > 1:
                yield stroke(piece, style.colour, LINE_WIDTH, linestyle=_dashes(style))
        if line["dots"]:
            yield stroke(line["dots"], style.colour, 0, marker="o", markersize=8, markeredgewidth=0)
        if line["end"]:
            x, y = line["label"]
            yield stroke([line["end"], (x - 4, y)], style.colour, 1)
            size, lines = fit(line["text"], LABEL)
            yield text(x, y + 5, lines[0], size, "left", color=style.colour, weight="bold")
    if shown["dot"]:
        x, y = shown["dot"]["at"]
        style = STYLES[shown["dot"]["role"]]
        yield stroke([(LEFT, y), (x, y), (x, BOTTOM)], style.colour, 1.4, linestyle=(0, (4, 4)))
        yield stroke([(x, y)], style.colour, 0, marker="o", markersize=16, mec="white", mew=2)


def _dashes(style: Style) -> Any:
    return (0, style.dashes) if style.dashes else "-"


# ---- the table -----------------------------------------------------------------------------------

ROWS = 26


def text_table(content: Content) -> str:
    """Write the numbers as plain text; of a long chart, evenly spaced ones and the last.

    >>> print(text_table(Content([Line("h", [(1, 1), (2, 12)], "h", "h")], x_label="time step")))
    chart
    <BLANKLINE>
    time step   h
            1   1
            2  12
    """
    lines = [line for line in content.lines if line.points]
    title = content.title or "chart"
    if not lines:
        return f"{title}\n\n{NOTES['empty']}"
    count = len(lines[0].points)
    every = max(1, math.ceil((count - 1) / (ROWS - 1)))
    picked = sorted({*range(0, count, every), count - 1})
    rows = [[content.x_label or "x", *(line.name for line in lines)]]
    for n in picked:
        x = format_number(lines[0].points[n][0])
        rows.append([x, *(format_number(line.points[n][1]) for line in lines)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    told = [f"1 row in {every} of {count}, and the last", ""] if every > 1 else []
    return "\n".join(
        [
            title,
            "",
            *told,
            *("  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in rows),
        ]
    )
