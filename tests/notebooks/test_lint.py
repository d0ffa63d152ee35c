"""The committed lessons keep the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notebooks.rules import RULES, Lesson, Rule
from tools.notebooks import every_notebook

MOST_BYTES_IN_ALL = 4_000_000


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", every_notebook(), ids=lambda path: path.stem)
def test_lesson(path: Path, rule: Rule) -> None:
    assert list(rule(Lesson.read(path))) == []


def test_the_lessons_are_numbered_from_zero_without_a_gap() -> None:
    numbers = [path.name[:2] for path in every_notebook()]
    assert numbers, "there are no notebooks"
    assert numbers == [f"{number:02}" for number in range(len(numbers))]


def test_all_lessons_together_are_light() -> None:
    assert sum(path.stat().st_size for path in every_notebook()) < MOST_BYTES_IN_ALL
