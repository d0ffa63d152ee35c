"""Where everything in a chart goes: scales, ticks, lines, labels.

``plan.js`` works out the same in the page; both are held to ``tests/vectors/plans.json``. Places
are in units of the frame, y downwards as in SVG.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from lstm_helpers.charts.content import NOTES, Content, Dot, Line, Point, sentence
from lstm_helpers.picture.fit import text_width
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number, superscript

__all__ = ["Plan", "PlannedLine", "plan"]


class Frame(NamedTuple):
    """The canvas, and the frame in it. At 640 pixels, the smallest text is 12 pixels high."""

    width: int = 800
    height: int = 352
    margin: int = 4
    left: int = 100
    right: int = 500
    top: int = 64
    bottom: int = 296
    labels: int = 24  # from a line's end to its label
    gap: int = 20  # from label to label, and from tick to tick


FRAME = Frame()
SIZES = {"title": 19, "label": 16, "text": 15}
WORDS_WIDER = 1.05  # than numbers, of which the picture's texts are made

# Beyond, a number is as good as infinite, and below its inverse as good as 0: the arithmetic of
# scales would overflow.
LARGEST = 1e300
POINTS_UP_TO = 24  # a line with more points than this shows no dots

Axis = tuple[float, float, list[float]]  # both ends, and the ticks
Tick = tuple[float, str]
Place = Callable[[float], float]


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
    mark: float | None
    lines: list[PlannedLine]
    dot: Dot | None
    note: str
    sentence: str


def plan(content: Content) -> Plan:
    """Work out where everything stands.

    >>> shown = plan(Content([Line("h", [(1, 1), (2, 12), (3, 3211)], "h", "h")]))
    >>> shown.lines[0].text, shown.x_ticks[-1]
    ('h = 3211', (500.0, '3'))
    """
    scale, frame = content.scale, FRAME
    room = frame.right - frame.left
    x_low, x_high, x_ticks = _x_axis(content)
    y_low, y_high, y_ticks = _y_axis(content)

    def across(x: float) -> float:
        return frame.left + (x - x_low) / (x_high - x_low) * room

    def down(y: float) -> float:
        share = (scaled(y, scale) - y_low) / (y_high - y_low)
        return frame.bottom - share * (frame.bottom - frame.top)

    return Plan(
        title=shortened(content.title, "title", frame.width - frame.left - frame.margin),
        x_label=shortened(content.x_label, "text", room),
        y_label=shortened(content.y_label, "text", room),
        x_ticks=[(across(tick), format_number(tick)) for tick in x_ticks],
        y_ticks=[(down(tick), tick_text(tick, scale)) for tick in y_ticks],
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
    if abs(value) < 1 / LARGEST:
        value = 0.0
    if scale == "linear":
        return value
    if scale == "log":
        return math.log10(value) if value > 0 else math.nan
    return math.copysign(math.log1p(abs(value)) / math.log(10), value)


def round_ticks(low: float, high: float, most: int, whole: bool = False) -> list[float]:
    """Divide a range, and what little is needed beyond it, in at most so many round steps.

    >>> round_ticks(0, 247, 5)
    [0.0, 50.0, 100.0, 150.0, 200.0, 250.0]
    """
    exponent = max(-300, math.floor(math.log10(high - low)) - 2)
    while True:
        for digit in (1, 2, 5):
            step = float(f"{digit}e{exponent}")
            first, last = math.floor(low / step), math.ceil(high / step)
            if last - first <= most and (step >= 1 or not whole):
                return [n * step for n in range(first, last + 1)]
        exponent += 1


def _x_axis(content: Content) -> Axis:
    xs = [x for line in content.lines for x, _ in line.points]
    low, high = content.xlim or _range(xs)
    whole = all(float(x).is_integer() for x in xs)
    for most in (12, 8, 6, 4, 2):  # as many as stand beside each other, and can be told apart
        ticks = [tick for tick in round_ticks(low, high, most, whole) if low <= tick <= high]
        texts = [format_number(tick) for tick in ticks]
        widest = max((_width(text, "text") for text in texts), default=0)
        fits = (len(ticks) + 1) * (widest + 8) <= FRAME.right - FRAME.left
        if fits and len(set(texts)) == len(texts):
            break
    return low, high, [tick for n, tick in enumerate(ticks) if texts[n] not in texts[:n]]


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = 0 if low < high else abs(low) / 2 or 0.5
    return low - room, high + room


def _y_axis(content: Content) -> Axis:
    """Where the axis starts and ends, as `scaled` numbers, and its ticks as plain ones."""
    scale = content.scale
    low, high = content.ylim or _y_range(content)
    if scale == "log":
        return _powers(low, high)
    if scale == "symlog" and max(-low, high) > 2:
        return _powers_both_ways(low, high)
    ticks = round_ticks(low, high, 5)
    if content.ylim:
        ticks = [tick for tick in ticks if low <= tick <= high]
    else:
        low, high = ticks[0], ticks[-1]
    return scaled(low, scale), scaled(high, scale), ticks


def _y_range(content: Content) -> tuple[float, float]:
    """Take in all that can be drawn, and 0 where it has a place."""
    values = [y for y in _ys(content) if _drawable(y, content.scale)]
    if content.scale == "log":
        return min(values, default=1.0), max(values, default=1.0)
    low, high = min([*values, 0.0]), max([*values, 0.0])
    return (low, high) if high - low >= 1 / LARGEST else (0.0, 1.0)


def _ys(content: Content) -> list[float]:
    return [y for line in content.lines for _, y in line.points]


def _drawable(y: float, scale: str) -> bool:
    return not math.isnan(scaled(y, scale))


def _power(exponent: int) -> float:
    return float(f"1e{exponent}")


def _exponents(low: float, high: float) -> tuple[int, int]:
    """The powers of ten at or below `low`, and at or above `high`: exact, as no logarithm is."""
    first, last = (Decimal(str(value)).adjusted() for value in (low, high))
    return first, last + (_power(last) < high)


def _powers(low: float, high: float) -> Axis:
    first, last = _exponents(low, high)
    if first == last:
        first, last = max(-300, first - 1), min(300, last + 1)
    every = math.ceil((last - first) / 6)
    ticks = [_power(n) for n in range(first, last + 1) if n % every == 0]
    return float(first), float(last), ticks


def _powers_both_ways(low: float, high: float) -> Axis:
    """The same for an axis with 0 in the middle: powers of ten upwards and downwards."""
    up, down = (max(0, _exponents(end, end)[1]) if end > 0 else -1 for end in (high, -low))
    furthest = max(up, down)
    sizes = [scaled(_power(n), "symlog") for n in range(furthest + 1)]
    top, bottom = (sizes[n] if n >= 0 else 0.0 for n in (up, down))
    every = math.ceil((up + down + 2) / 8)
    nearest = FRAME.gap * (top + bottom) / (FRAME.bottom - FRAME.top)
    powers = [n for n in range(furthest, -1, -every) if sizes[n] >= nearest]
    below = [-_power(n) for n in powers if n <= down]
    above = [_power(n) for n in reversed(powers) if n <= up]
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


def _lines(content: Content, across: Place, down: Place) -> list[PlannedLine]:
    placed = [[(across(x), down(y)) for x, y in line.points] for line in content.lines]
    pieces = [list(_pieces(points)) for points in placed]
    ends = [some[-1][-1] if some else None for some in pieces]
    labels = _labels(ends)
    return [
        PlannedLine(
            name=line.name,
            role=line.role,
            pieces=pieces[n],
            dots=_dots(placed[n], pieces[n]),
            end=ends[n],
            label=labels[n],
            text=_end_text(line),
        )
        for n, line in enumerate(content.lines)
    ]


def _dots(points: list[Point], pieces: list[list[Point]]) -> list[Point]:
    """Pick all of a few points; of many those that have no neighbour to be joined to."""
    if len(points) > POINTS_UP_TO:
        return [piece[0] for piece in pieces if len(piece) == 1]
    return [point for point in points if _in_frame(point)]


def _in_frame(point: Point) -> bool:
    return FRAME.top <= point[1] <= FRAME.bottom


def _pieces(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Cut a line where it has a gap or leaves the frame."""
    piece: list[Point] = []
    before = (math.nan, math.nan)
    for point in points:
        stretch = _stretch(before, point)
        if piece and piece[-1:] != stretch[:1]:
            yield piece
            piece = []
        if stretch:
            piece = piece or stretch[:1]
            piece.append(stretch[1])
        elif math.isnan(before[1]) and _in_frame(point):
            piece = [point]
        before = point
    if piece:
        yield piece


def _stretch(start: Point, end: Point) -> list[Point]:
    """The part of a stretch that lies in the frame: both its ends, or nothing."""
    (x0, y0), (x1, y1) = start, end
    top, bottom = FRAME.top, FRAME.bottom
    if math.isnan(y0 + y1) or max(y0, y1) < top or min(y0, y1) > bottom:
        return []
    edges = [(y, min(max(y, top), bottom)) for y in (y0, y1)]
    return [
        (x if y == edge else x0 + (edge - y0) / (y1 - y0) * (x1 - x0), edge)
        for x, (y, edge) in zip((x0, x1), edges, strict=True)
    ]


def _labels(ends: Sequence[Point | None]) -> list[Point | None]:
    """Put the labels beside the lines' ends, in one column, none over another."""
    there = sorted((end[1], n, end[0]) for n, end in enumerate(ends) if end)
    places: list[Point | None] = [None] * len(ends)
    column = max((x for _, _, x in there), default=0.0) + FRAME.labels
    ys: list[float] = []
    for y, _, _ in there:
        ys.append(max(y, ys[-1] + FRAME.gap) if ys else y)
    limit = float(FRAME.bottom)
    for y, (_, n, _) in zip(reversed(ys), reversed(there), strict=True):
        places[n] = column, min(y, limit)
        limit = min(y, limit) - FRAME.gap
    return places


# ---- words and dot -------------------------------------------------------------------------------


def _width(text: str, size: str) -> float:
    return text_width(text, size != "text") * WORDS_WIDER * SIZES[size]


def shortened(text: str, size: str, room: float, end: str = "") -> str:
    """Leave out letters where a text has no room; what stands at its end is never left out.

    >>> shortened("a label that goes on and on", "label", 150, " = 12").endswith("… = 12")
    True
    """
    shown, letters = text + end, len(text)
    while letters > 1 and _width(shown, size) > room:
        letters -= 1
        shown = text[:letters] + "…" + end
    return shown


def _end_text(line: Line) -> str:
    is_valued = line.valued and line.points
    value = f" = {format_number(line.points[-1][1])}" if is_valued else ""
    room = FRAME.width - FRAME.right - FRAME.labels - FRAME.margin
    return shortened(line.label, "label", room, value)


def _dot(content: Content, across: Place, down: Place) -> Dot | None:
    dot = content.dot
    if not dot or not _drawable(dot.y, content.scale) or math.isnan(dot.x):
        return None
    x = min(max(across(dot.x), FRAME.left), FRAME.right)
    y = min(max(down(dot.y), FRAME.top), FRAME.bottom)
    return Dot(x, y, dot.role)


def _note(content: Content) -> str:
    ys = _ys(content)
    if not ys:
        return say(NOTES["empty"])
    if any(not abs(y) <= LARGEST for y in ys):
        return say(NOTES["gaps"])
    return "" if all(_drawable(y, content.scale) for y in ys) else say(NOTES["log"])
