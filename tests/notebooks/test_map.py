"""The first notebook and the README list every lesson, under its title, with its minutes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.notebooks.rules import Lesson
from tools.notebooks import every_notebook

ROW = re.compile(r"^\| \[(.+)\]\((?:notebooks/)?(.+\.ipynb)\) \|.+\| (\d+) \|$", re.MULTILINE)
LESSONS = every_notebook()
README = Path(__file__).parents[2] / "README.md"


def rows(text: str) -> dict[str, tuple[str, int]]:
    """Return the title and the minutes that a list gives each file."""
    return {file: (title, int(minutes)) for title, file, minutes in ROW.findall(text)}


def the_map() -> str:
    return "\n".join(Lesson.read(LESSONS[0]).prose)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_both_lists_say_what_the_lesson_says(path: Path) -> None:
    opening = Lesson.read(path).prose[0]
    title = re.search(r"^# (.+)$", opening, re.MULTILINE)
    minutes = re.search(r"\b(\d+) minutes", opening)
    assert title, "it has no title"
    assert minutes, "it does not say how many minutes it takes"
    said = (title[1], int(minutes[1]))
    assert rows(the_map()).get(path.name) == said, "the map in the first notebook differs"
    assert rows(README.read_text(encoding="utf-8")).get(path.name) == said, "the README differs"


def test_the_map_is_in_order() -> None:
    assert list(rows(the_map())) == [path.name for path in LESSONS]
