"""Where everything in a chart goes: scales, ticks, lines, labels.

``plan.js`` works out the same in the page; both are held to ``tests/vectors/plans.json``. The
canvas is 800 by 352 units, y downwards as in SVG; at a width of 640 pixels the smallest text, of
15 units, is 12 pixels high.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lstm_helpers.charts.content import (
    NOTES,
    Content,
    Dot,
    Line,
    Point,
    sentence,
)
from lstm_helpers.picture.fit import text_width
from lstm_helpers.words.numbers import format_number, superscript

__all__ = ["Plan", "PlannedLine", "plan"]

WIDTH, HEIGHT = 800, 352
LEFT, RIGHT, TOP, BOTTOM = 100, 508, 64, 296  # the frame
LABELS = 24  # from a line's end to its label
MARGIN = 4
SIZES = {"title": 19, "label": 16, "text": 15}

SMALLEST_GAP = 20  # from label to label
# Beyond, a number is as good as infinite, and below its inverse as good as 0: the arithmetic of
# scales would overflow.
LARGEST = 1e300
POINTS_UP_TO = 24  # a line with more points than this shows no dots
LINE_WIDTH = 2.6

Axis = tuple[float, float, list[float]]  # both ends, and the ticks
Tick = tuple[float, str]


@dataclass(frozen=True)
class PlannedLine:
    """A line's pieces, the points shown as dots, its end, and the label there."""

    name: str
    role: str
    pieces: list[list[Point]]
    dots: list[Point]
    end: Point | None
    label: Point | None
    text: str


@dataclass(frozen=True)
class Plan:
    """Where everything stands, and the words as they are written there."""

    title: str
    x_label: str
    y_label: str
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    zero: float | None
    mark: float | None
    lines: list[PlannedLine]
    dot: Dot | None
    note: str
    sentence: str


def plan(content: Content) -> Plan:
    """Work out where everything stands.

    >>> shown = plan(Content([Line("h", [(1, 1), (2, 12), (3, 3211)], "h", "h")]))
    >>> shown.lines[0].text, shown.x_ticks[-1]
    ('h = 3211', (508.0, '3'))
    """
    scale = content.scale
    x_low, x_high, x_ticks = _x_axis(content)
    y_low, y_high, y_ticks = _y_axis(content)

    def across(x: float) -> float:
        return LEFT + (x - x_low) / (x_high - x_low) * (RIGHT - LEFT)

    def down(y: float) -> float:
        return BOTTOM - (scaled(y, scale) - y_low) / (y_high - y_low) * (BOTTOM - TOP)

    room = WIDTH - LEFT - MARGIN
    return Plan(
        title=shortened(content.title, "title", room),
        x_label=shortened(content.x_label, "text", room),
        y_label=shortened(content.y_label, "text", RIGHT - LEFT),
        x_ticks=[(across(tick), format_number(tick)) for tick in x_ticks],
        y_ticks=[(down(tick), tick_text(tick, scale)) for tick in y_ticks],
        zero=down(0.0) if scale != "log" and y_low < 0 < y_high else None,
        mark=None if content.mark is None else across(content.mark),
        lines=_lines(content, across, down),
        dot=_dot(content, across, down),
        note=_note(content),
        sentence=sentence(content),
    )


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


def _x_axis(content: Content) -> Axis:
    xs = [x for line in content.lines for x, _ in line.points]
    low, high = content.xlim or _range(xs)
    whole = all(float(x).is_integer() for x in xs)
    for most in (12, 8, 6, 4, 2):  # as many as stand beside each other
        step, first, last = steps(low, high, most, whole)
        ticks = [n * step for n in range(first, last + 1) if low <= n * step <= high]
        widest = max((_width(format_number(tick), "text") for tick in ticks), default=0)
        if (widest + 8) * (high - low) <= (RIGHT - LEFT) * step:
            break
    return low, high, ticks


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    if low < high:
        return low, high
    room = abs(low) / 2 or 0.5
    return low - room, high + room


def _y_axis(content: Content) -> Axis:
    """Where the axis starts and ends, as `scaled` numbers, and its ticks as plain ones."""
    scale = content.scale
    low, high = content.ylim or _y_range(content)
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


def _y_range(content: Content) -> tuple[float, float]:
    """Take in all that can be drawn, and 0 where it has a place."""
    values = [_or_zero(y) for y in _ys(content) if _drawable(y, content.scale)]
    if content.scale == "log":
        return min(values, default=1.0), max(values, default=1.0)
    low, high = min([*values, 0.0]), max([*values, 0.0])
    return (low, high) if low < high else (low, 1.0)


def _ys(content: Content) -> list[float]:
    return [y for line in content.lines for _, y in line.points]


def _drawable(y: float, scale: str) -> bool:
    return not math.isnan(scaled(y, scale))


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


def _decades(low: float, high: float) -> Axis:
    first, last = _exponent(low), _exponent_above(high)
    if first == last:
        first, last = max(-300, first - 1), min(300, last + 1)
    every = math.ceil((last - first) / 6)
    ticks = [_power(n) for n in range(first, last + 1) if n % every == 0]
    return float(first), float(last), ticks


def _decades_both_ways(low: float, high: float) -> Axis:
    """The same for an axis with 0 in the middle: powers of ten upwards and downwards."""
    up, down = (max(0, _exponent_above(end)) if end > 0 else -1 for end in (high, -low))
    sizes = [scaled(_power(n), "symlog") for n in range(max(up, down) + 1)]
    top, bottom = (sizes[n] if n >= 0 else 0.0 for n in (up, down))
    every = math.ceil((up + down + 2) / 8)
    room = (BOTTOM - TOP) / (top + bottom)  # for a step of 1 on the axis
    powers = [
        n
        for n, size in enumerate(sizes)
        if (max(up, down) - n) % every == 0 and size * room >= SMALLEST_GAP
    ]
    above = [_power(n) for n in powers if n <= up]
    below = [-_power(n) for n in reversed(powers) if n <= down]
    return -bottom, top, [*below, 0.0, *above]


def tick_text(value: float, scale: str) -> str:
    """Write the number at a tick.

    >>> tick_text(1e-06, "log"), tick_text(1000.0, "log"), tick_text(0.5, "linear")
    ('10⁻⁶', '1000', '0.5')
    """
    if scale != "linear" and value and not 1e-3 <= abs(value) <= 1e3:
        exponent = superscript(format_number(round(math.log10(abs(value)))))
        return f"{'−' if value < 0 else ''}10{exponent}"
    return format_number(value)


# ---- lines ---------------------------------------------------------------------------------------

Place = Callable[[float], float]


def _lines(content: Content, across: Place, down: Place) -> list[PlannedLine]:
    placed = [[(across(x), down(y)) for x, y in line.points] for line in content.lines]
    pieces = [list(_pieces(points)) for points in placed]
    ends = [some[-1][-1] if some else None for some in pieces]
    return [
        PlannedLine(
            name=line.name,
            role=line.role,
            pieces=pieces[n],
            dots=_dots(placed[n], pieces[n]),
            end=ends[n],
            label=label,
            text=_end_text(line),
        )
        for n, (line, label) in enumerate(zip(content.lines, _labels(ends), strict=True))
    ]


def _dots(points: list[Point], pieces: list[list[Point]]) -> list[Point]:
    """Pick all of a few points; of many those that have no neighbour to be joined to."""
    if len(points) > POINTS_UP_TO:
        return [piece[0] for piece in pieces if len(piece) == 1]
    return [point for point in points if TOP <= point[1] <= BOTTOM]


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
            piece = piece or [stretch[0]]
            piece.append(stretch[1])
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


def _labels(ends: Sequence[Point | None]) -> list[Point | None]:
    """Put the labels beside the lines' ends, in one column, none over another."""
    places: list[Point | None] = [None] * len(ends)
    there = sorted((end[1], n, end[0]) for n, end in enumerate(ends) if end)
    if not there:
        return places
    gap = min(SMALLEST_GAP, (BOTTOM - TOP) / max(1, len(there) - 1))
    ys = [y for y, _, _ in there]
    for n in range(1, len(ys)):
        ys[n] = max(ys[n], ys[n - 1] + gap)
    ys[-1] = min(ys[-1], BOTTOM)
    for n in range(len(ys) - 2, -1, -1):
        ys[n] = min(ys[n], ys[n + 1] - gap)
    column = max(x for _, _, x in there) + LABELS
    for (_, n, _), y in zip(there, ys, strict=True):
        places[n] = column, y
    return places


# ---- words and dot -------------------------------------------------------------------------------


def _width(text: str, size: str) -> float:
    return text_width(text, size != "text") * SIZES[size]


def shortened(text: str, size: str, room: float, end: str = "") -> str:
    """Leave out letters where a text has no room; what stands at its end is never left out.

    >>> shortened("a label that goes on", "label", 150, " = 12")
    'a label th… = 12'
    """
    if _width(text + end, size) <= room:
        return text + end
    letters = len(text) - 1
    while letters > 1 and _width(text[:letters] + "…" + end, size) > room:
        letters -= 1
    return text[:letters] + "…" + end


def _end_text(line: Line) -> str:
    is_valued = line.valued and line.points
    value = f" = {format_number(line.points[-1][1])}" if is_valued else ""
    return shortened(line.label, "label", WIDTH - RIGHT - LABELS - MARGIN, value)


def _dot(content: Content, across: Place, down: Place) -> Dot | None:
    dot = content.dot
    if not dot or not _drawable(dot.y, content.scale) or math.isnan(dot.x):
        return None
    x = min(max(across(dot.x), LEFT), RIGHT)
    y = min(max(down(dot.y), TOP), BOTTOM)
    return Dot(x, y, dot.role)


def _note(content: Content) -> str:
    ys = _ys(content)
    if not ys:
        return NOTES["empty"]
    if any(not abs(y) <= LARGEST for y in ys):
        return NOTES["gaps"]
    return "" if all(_drawable(y, content.scale) for y in ys) else NOTES["log"]
