"""Rows of measurements, and how they are printed."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Row", "median_and_p95", "section"]


@dataclass(frozen=True)
class Row:
    """One measurement: what, how much, and how that compares."""

    what: str
    value: str
    ratio: str = ""


def median_and_p95(samples: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile.

    >>> median_and_p95([1.0, 2.0, 3.0])
    (2.0, 3.0)
    """
    ordered = sorted(samples)
    return statistics.median(ordered), ordered[round(0.95 * (len(ordered) - 1))]


def section(title: str, rows: Iterable[Row], say: Callable[[str], None]) -> None:
    """Print rows under a title, as a Markdown table."""
    say(f"\n## {title}\n")
    say("| what | measured | compared |")
    say("|---|---|---|")
    for row in rows:
        say(f"| {row.what} | {row.value} | {row.ratio} |")
