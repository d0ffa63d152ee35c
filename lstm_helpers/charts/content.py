"""What a chart shows, in numbers, and what it says of itself in words.

``content.js`` has the page's half.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number

__all__ = ["Content", "Dot", "Line", "content_of", "sentence", "text_table"]

NOTES = {
    "empty": "nothing to draw yet",
    "gaps": "gaps: ∞ or nan",
    "log": "gaps: 0 or below, not on a log axis",
    "says": "Over {x} {first} to {last}: {list}.",
    "line": "{label} from {first} to {last}",
    "chart": "chart",
    "axis": "y axis",
    "failure": "This chart no longer follows the numbers, because its script failed: {reason}",
}

SAMPLES = 160  # how many stretches a curve is drawn with

Point = tuple[float, float]

Look: TypeAlias = Mapping[str, Any]
"""What a chart is told once, as `lstm_helpers.charts.look.look_of` gives it."""


@dataclass(frozen=True)
class Line:
    """One line of a chart: its points, the words at its end, and its role in the palette.

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
        The x of a broad stripe from top to bottom.
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


def content_of(
    look: Look, scale: str, points: Mapping[str, Sequence[Point]], **changes: Any
) -> Content:
    """Put points to the lines of a look, as `lstm_helpers.charts.look.look_of` gives it."""
    lines = [Line(**line, points=points[line["name"]]) for line in look["lines"]]
    same = {name: look[name] for name in ("x_label", "y_label", "title", "xlim", "ylim")}
    return Content(**{"lines": lines, "scale": scale, **same, **changes})


def sentence(content: Content) -> str:
    """Say in words what the chart shows.

    >>> sentence(Content([Line("h", [(1, 1), (2, 12)], "h", "h")], x_label="time step"))
    'Over time step 1 to 2: h from 1 to 12.'
    """
    lines = [line for line in content.lines if line.points]
    if not lines:
        empty = say(NOTES["empty"])
        return f"{empty[0].upper()}{empty[1:]}."
    first, last = (format_number(lines[0].points[n][0]) for n in (0, -1))
    said = [
        say(NOTES["line"]).format(
            label=line.label,
            first=format_number(line.points[0][1]),
            last=format_number(line.points[-1][1]),
        )
        for line in lines
    ]
    words = {"x": content.x_label or "x", "first": first, "last": last, "list": ", ".join(said)}
    return say(NOTES["says"]).format(**words)


ROWS = 26
ROWS_SAY = "1 row in {every} of {count}, and the last"


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
    title = content.title or say(NOTES["chart"])
    if not lines:
        return f"{title}\n\n{say(NOTES['empty'])}"
    rows = _rows(lines)
    count = len(rows)
    every = max(1, math.ceil((count - 1) / (ROWS - 1)))
    picked = [rows[n] for n in sorted({*range(0, count, every), count - 1})]
    told = [say(ROWS_SAY).format(every=every, count=count), ""] if every > 1 else []
    header = [content.x_label or "x", *(line.name for line in lines)]
    return "\n".join([title, "", *told, *_aligned([header, *picked])])


def _rows(lines: Sequence[Line]) -> list[list[str]]:
    """Write a row for every x; a line that has not come so far yet leaves it empty."""
    longest = max((line.points for line in lines), key=len)
    ys = [[format_number(y) for _, y in line.points] for line in lines]
    return [
        [format_number(x), *(column[n] if n < len(column) else "" for column in ys)]
        for n, (x, _) in enumerate(longest)
    ]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
