"""The lessons by hand give nothing away, and ask for more from picture to picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.notebooks.rules import Lesson
from tools.notebooks import every_notebook

LESSONS = {path.stem[:2]: path for path in every_notebook()}
WITH_AN_OPENING = [path for number, path in LESSONS.items() if number not in ("00", "01", "12")]
BY_HAND = ("03", "04", "05")
PREDICT = re.compile(r'predict="([^"]+)"')
WALK = "h_prev c_prev f i g o keep write c h"


def cells(number: str) -> list[tuple[str, str]]:
    """Return what each code cell of a lesson says, and what it shows as text."""
    return [
        (cell.source, "\n".join(_text(output) for output in cell.outputs))
        for cell in Lesson.read(LESSONS[number]).code
    ]


def _text(output: dict) -> str:
    said = output.get("text") or output.get("data", {}).get("text/plain", "")
    return said if isinstance(said, str) else "".join(said)


def asked(number: str) -> list[set[str]]:
    """Return what is asked for in each picture of a lesson that asks."""
    sources = (source for source, _ in cells(number))
    found = (PREDICT.search(source) for source in sources)
    return [{*(WALK if one[1] == "walk" else one[1]).split()} for one in found if one]


@pytest.mark.parametrize("path", WITH_AN_OPENING)
def test_a_lesson_opens_with_three_questions_of_the_lessons_before(path: Path) -> None:
    number = path.stem[:2]
    opening = f'Question("{number} a", "{number} b", "{number} c")'
    assert any(opening in source for source, _ in cells(number)[:3])


def test_the_answer_from_keras_is_an_answer_and_no_more() -> None:
    shown = "\n".join(said for _, said in cells("02"))
    assert "[[[1.0], [12.0], [3211.0]]]" in shown
    assert not re.search(r"(?<!\d)(13|78|169)(?!\d)", shown)
    prose = "\n".join(Lesson.read(LESSONS["02"]).prose)
    assert "13·" not in prose


def test_time_step_1_shows_no_other_step() -> None:
    steps = [re.search(r"time step (\d) of (\d)", said) for _, said in cells("03")]
    assert {step.groups() for step in steps if step} == {("1", "1")}


@pytest.mark.parametrize("number", BY_HAND)
def test_more_is_asked_for_from_picture_to_picture(number: str) -> None:
    counts = [len(names) for names in asked(number)]
    assert counts
    assert counts == sorted(counts)
    assert asked(number)[-1] == {*WALK.split()}
    assert "Practice(" in cells(number)[-3][0]  # what comes after it says what was done


def test_the_ladder_goes_on_from_lesson_to_lesson() -> None:
    first = [len(asked(number)[0]) for number in BY_HAND]
    assert first == sorted(set(first))


def test_a_step_is_shown_whole_once_before_anything_is_asked_for() -> None:
    sources = [source for source, _ in cells("03")]
    whole = sources.index('Explorer(inputs=[1], show="walk")')
    assert whole < min(n for n, source in enumerate(sources) if PREDICT.search(source))


@pytest.mark.parametrize("number", BY_HAND)
def test_what_is_asked_for_is_not_stored(number: str) -> None:
    for source, said in cells(number):
        if PREDICT.search(source):
            assert re.search(r"^c\S* = .*= \?$", said, re.MULTILINE), source
            assert re.search(r"^h\S* = .*= \?$", said, re.MULTILINE), source
