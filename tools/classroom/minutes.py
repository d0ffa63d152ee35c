"""How long a slow reader takes for a section of a lesson: a simple model, all of it in one place.

It is the time of somebody who reads every word, runs every cell and answers every question, and who
does none of it quickly. A class takes as long as its slowest third, so plan with it, and write down
where yours was faster: the numbers below are meant to be corrected.

Adults read 238 words of plain English a minute, silently and in their own language (Brysbaert 2019,
"How many words do we read per minute? A review and meta-analysis of reading rate", Journal of
Memory and Language 109). A slow reader of a text with formulas in it, often in a second language,
is taken here to need twice the time. The seconds are an author's estimate for ages 16 and up, none
of them measured yet.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode

from tools.classroom.asked import Item
from tools.classroom.sections import Section

__all__ = ["SECONDS", "WORDS_PER_MINUTE", "Timed", "timed"]

WORDS_PER_MINUTE = 238 / 2

# Seconds for one of each.
SECONDS = {
    "line": 5,  # of code, to read; what a cell shows is read meanwhile
    "run": 10,  # a cell: find it, run it, look whether it has
    "picture": 20,  # a new one, to find one's way in it
    "slider": 15,  # moved, and watched
    "choice": 45,  # beyond reading it: think, press, read what is said, press again
    "number": 90,  # worked out on paper, typed, mended once
    "blank": 30,  # the same in a picture, where the numbers stand beside it
    "cell": 240,  # weights to find
    "practice": 300,  # some cells of a practice without an end, or a riddle
}

# What a lesson says itself: "take five minutes and play".
SAID = {"some": 3, "three": 3, "five": 5}

_MINUTES = re.compile(rf"\b({'|'.join(SAID)}) minutes\b", re.IGNORECASE)
_SLIDER = re.compile(r"\b(?:[wub]_[figo]|x_\d+|h0|c0)\b")
_PICTURES = {"Explorer", "ActivationCurve", "TimeChart", "Chart", "Powers", "GateMap"}
_FREE = {"Practice", "Detective"}


@dataclass(frozen=True)
class Timed:
    """A section, and how long it takes.

    Parameters
    ----------
    section
        The section.
    seconds
        How long.
    why
        What takes the time, in words.
    """

    section: Section
    seconds: float
    why: str

    @property
    def minutes(self) -> int:
        """Whole minutes, at least one."""
        return max(1, round(self.seconds / 60))


def timed(section: Section, items: Sequence[Item]) -> Timed:
    """Say how long a section takes.

    Parameters
    ----------
    section
        A section of a lesson.
    items
        What it asks.

    Examples
    --------
    >>> timed(Section("What is given", ["word " * 238]), []).minutes
    2
    >>> timed(Section("Play", ["Take five minutes and play."]), []).why
    '5 words, 5 minutes of play'
    """
    calls = [name for cell in section.code for name in _calls(cell)]
    play = sum(SAID[found.lower()] for found in _MINUTES.findall(section.text))
    counts = {
        "picture": sum(name in _PICTURES for name in calls),
        "slider": 0 if play else sum(map(_sliders, section.code)),
        **{kind: _count(items, kind) for kind in ("choice", "number", "blank", "cell")},
        "practice": sum(name in _FREE for name in calls),
    }
    counts["slider"] = min(counts["slider"], 6)  # nobody moves all twelve
    seconds = section.words / WORDS_PER_MINUTE * 60 + play * 60
    seconds += len(section.code) * SECONDS["run"]
    seconds += sum(len(cell.source.splitlines()) for cell in section.code) * SECONDS["line"]
    seconds += sum(SECONDS[kind] * count for kind, count in counts.items())
    return Timed(section, seconds, _why(section, counts, play))


def _count(items: Sequence[Item], kind: str) -> int:
    return sum(len(item.names) for item in items if item.kind == kind)


def _calls(cell: NotebookNode) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call))
    return [node.func.id for node in calls if isinstance(node.func, ast.Name)]


def _sliders(cell: NotebookNode) -> int:
    """Count the sliders that a cell names."""
    shown = re.findall(r'show="([^"]*)"', cell.source)
    return len({name for text in shown for name in _SLIDER.findall(text)})


_CALLED = {
    "picture": ("picture", "pictures"),
    "slider": ("slider", "sliders"),
    "choice": ("question to press", "questions to press"),
    "number": ("number to work out", "numbers to work out"),
    "blank": ("number in a picture", "numbers in a picture"),
    "cell": ("cell to build", "cells to build"),
    "practice": ("practice", "practices"),
}


def _why(section: Section, counts: dict[str, int], play: int) -> str:
    parts = [f"{section.words} words"]
    if section.code:
        parts.append(f"{len(section.code)} cell{'s' if len(section.code) > 1 else ''} to run")
    parts += [f"{count} {_CALLED[kind][count > 1]}" for kind, count in counts.items() if count]
    if play:
        parts.append(f"{play} minutes of play")
    return ", ".join(parts)
