"""Every question of the table is asked in a lesson, once; lessons open with questions of others."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from lstm_helpers.exercises.openings import OPENINGS
from lstm_helpers.exercises.questions import QUESTIONS
from lstm_helpers.live.receipts import read_progress
from tests.notebooks.rules import Lesson
from tools.landing import QUESTION
from tools.notebooks import every_notebook

LESSONS = every_notebook()
OPENED = [path for path in LESSONS if f"{path.stem[:2]} a" in OPENINGS]


def asked(source: str) -> list[str]:
    """Name the questions that a cell asks, in their order."""
    return [
        str(argument.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "Question"
        for argument in node.args
        if isinstance(argument, ast.Constant)
    ]


def test_every_question_is_asked_once() -> None:
    counts = Counter(
        name for path in LESSONS for cell in Lesson.read(path).code for name in asked(cell.source)
    )
    counts.update([QUESTION])  # the site's first page asks it
    assert set(counts) == set(QUESTIONS)
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("path", OPENED, ids=lambda path: path.stem)
def test_a_lesson_opens_with_three_questions_of_those_before_it(path: Path) -> None:
    first = [asked(cell.source) for cell in Lesson.read(path).code[:2]]  # the first may import
    assert [f"{path.stem[:2]} {letter}" for letter in "abc"] in first


def test_all_lessons_but_the_first_two_and_practice_open_so() -> None:
    assert [path.stem[:2] for path in OPENED] == [
        f"{number:02}" for number in range(2, 14) if number != 12
    ]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_no_letter_is_typed_where_a_button_can_be_pressed(path: Path) -> None:
    assert [cell.id for cell in Lesson.read(path).code if "check_choice" in cell.source] == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_ends_with_what_was_done_and_a_fresh_one_has_nothing_done(path: Path) -> None:
    done, handed_in = Lesson.read(path).code[-2:]
    assert f'progress("{path.stem[:2]}")' in done.source
    assert handed_in.source == "receipt(...)"
    (output,) = done.outputs
    standing = read_progress(output.data["text/plain"], "")
    assert standing is not None
    assert standing.lesson == path.stem[:2]
    assert set(standing.questions.values()) <= {"open"}
    assert standing.slips == {}
    names = {name for cell in Lesson.read(path).code for name in asked(cell.source)}
    assert names <= set(standing.questions)
