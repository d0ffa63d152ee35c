"""How a map is drawn where it cannot be live: as SVG, of not too many pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from lstm_helpers.charts.heat import Heat
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.picture.layout import STYLES
from lstm_helpers.picture.markup import attribute, marked_up
from lstm_helpers.words.language import say

__all__ = ["SHADES", "heat_svg", "shade"]

SHADES: dict[str, dict[str, tuple[str, ...]]] = {
    "gate": {
        "light": ("#fbf7ee", "#d5e2ec", "#9abedb", "#4a8cbf", "#125c97", "#052c4d"),
        "dark": ("#1c232b", "#1f3a52", "#245b86", "#3f8ac2", "#86bfe9", "#e9f5ff"),
    },
    "signed": {
        "light": ("#6f2f00", "#c2611a", "#efb57f", "#fbf7ee", "#9dc2df", "#3a80b6", "#0a3c66"),
        "dark": ("#ffcb98", "#e2812f", "#7d4318", "#1c232b", "#1f4e75", "#3f91d0", "#b0daff"),
    },
}
"""Shades from the low end to the high one; their lightness alone says as much as their colour."""

WIDTH, ROW, LEFT, GAP = 800, 14, 64, 8
COLUMNS, MOST_ROWS = 96, 48
STRIP = 34


def heat_svg(heat: Heat, name: str, units: Sequence[int], title: str = "") -> str:
    """Draw a map: the means of time steps where there are many, the first units likewise.

    >>> from lstm_helpers.cell import Weights, run
    >>> from lstm_helpers.charts.heat import heat_of
    >>> heat_svg(heat_of(run(Weights.ones(), [1, 1, 1])), "f", [0]).count('class="cell"')
    3
    """
    shown = units[:MOST_ROWS]
    top = 30 + STRIP * len(heat.lines)
    height = top + ROW * len(shown) + 26
    words = title or f"{BY_NAME[name].words}, {BY_NAME[name].symbol}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="DejaVu Sans, Verdana, sans-serif" font-size="12">',
        f"<title>{marked_up(words)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="{STYLES["ink"].tint}"/>',
        _text(LEFT, 18, words, "start", 15),
        *_strips(heat),
        *_cells(heat, name, shown, top),
        *_labels(heat, shown, top),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _edges(steps: int) -> list[int]:
    """Divide the time steps into columns, each a step or several."""
    return [round(n * steps / min(steps, COLUMNS)) for n in range(min(steps, COLUMNS) + 1)]


def _across(step: float, steps: int) -> float:
    return LEFT + (WIDTH - LEFT - GAP) * step / steps


def _cells(heat: Heat, name: str, units: Sequence[int], top: float) -> Iterator[str]:
    low, high = heat.limits[name]
    stops = SHADES["gate" if low == 0 else "signed"]["light"]
    edges = _edges(heat.steps)
    for row, unit in enumerate(units):
        for start, end in pairwise(edges):
            mean = float(heat.values[name][unit, start:end].mean())
            if np.isnan(mean):
                continue
            share = min(1.0, max(0.0, (mean - low) / (high - low)))
            x, right = _across(start, heat.steps), _across(end, heat.steps)
            yield (
                f'<rect class="cell" x="{x:.1f}" y="{top + ROW * row:g}" width="{right - x:.1f}" '
                f'height="{ROW}" fill="{shade(share, stops)}"/>'
            )


def shade(share: float, stops: Sequence[str]) -> str:
    """Mix the colour at a place between some shades, from 0 to 1.

    >>> shade(0.25, ["#000000", "#ffffff", "#ff0000"])
    '#808080'
    """
    at = share * (len(stops) - 1)
    first = min(int(at), len(stops) - 2)
    pair = [[int(stop[n : n + 2], 16) for n in (1, 3, 5)] for stop in stops[first : first + 2]]
    mixed = [round(a + (at - first) * (b - a)) for a, b in zip(*pair, strict=True)]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _strips(heat: Heat) -> Iterator[str]:
    for n, (words, numbers) in enumerate(heat.lines.items()):
        line = np.asarray(numbers, dtype=float)
        bottom = 30 + STRIP * (n + 1) - 6
        low, high = float(np.nanmin(line)), float(np.nanmax(line))
        scale = (STRIP - 12) / ((high - low) or 1)
        points = " ".join(
            f"{_across(step + 0.5, heat.steps):.1f},{bottom - (value - low) * scale:.1f}"
            for step, value in enumerate(line)
            if np.isfinite(value)
        )
        colour = STYLES["ink"].colour
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        yield _text(LEFT, bottom - STRIP + 16, words, "start")


def _labels(heat: Heat, units: Sequence[int], top: float) -> Iterator[str]:
    for row, unit in enumerate(units):
        yield _text(LEFT - 6, top + ROW * row + 11, say("unit {unit}").format(unit=unit), "end")
    bottom = top + ROW * len(units) + 16
    for step in dict.fromkeys((1, heat.steps)):
        anchor = "start" if step == 1 else "end"
        yield _text(_across(0 if step == 1 else heat.steps, heat.steps), bottom, str(step), anchor)
    yield _text(_across(heat.steps / 2, heat.steps), bottom, say("time step"), "middle")


def _text(x: float, y: float, words: str, anchor: str, size: int = 12) -> str:
    place = f'x="{x:g}" y="{y:g}" text-anchor={attribute(anchor)} font-size="{size}"'
    return f'<text {place} fill="{STYLES["ink"].colour}">{marked_up(words)}</text>'
