"""Practice as Python sees it; node tests how the level follows."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from lstm_helpers import Practice
from lstm_helpers.exercises.practice import LEVELS, exercise
from lstm_helpers.live.explorer import Explorer
from tests.live.listening import connect

ANSWER = {"typed": "1", "number": 1, "tries": 1, "solved": False, "shown": False, "slips": []}

levels = pytest.mark.parametrize("level", LEVELS)


def plain(practice: Explorer) -> str:
    data, _ = practice._repr_mimebundle_()
    return data["text/plain"]


@levels
def test_it_shows_the_exercise_of_its_level_and_number(level: int) -> None:
    practice, made = Practice(level, 17), exercise(level, 17)
    assert practice.weights == made.setting.weights
    assert tuple(practice.inputs) == made.setting.inputs
    assert (practice.h0, practice.c0, practice.t) == (
        made.setting.h0,
        made.setting.c0,
        made.setting.t,
    )
    assert set(practice.look["predict"]["names"]) == set(made.asks)
    assert practice.face == made.face


@levels
def test_what_is_asked_for_stands_nowhere(level: int) -> None:
    practice = Practice(level, 17)
    assert practice.scene.open
    assert not set(practice.scene.open) & set(practice.scene.shown)


@levels
def test_answered_it_is_whole(level: int) -> None:
    practice = Practice(level, 17)
    right = {"solved": True, "tries": 1}
    for _ in range(4):
        for t in range(1, practice.steps + 1):
            practice.t = t
            truths = Explorer(
                practice.weights, practice.inputs, t, **shown_so(practice)
            ).scene.shown
            mark = "∂" if practice.face == "gradients" else ""
            solved = {f"{t} {mark}{n}": {**right, "number": truths[n]} for n in practice.scene.open}
            practice.answers = {**practice.answers, **solved}
    assert all(all(here.values()) for here in practice.scene.asked)
    assert practice.scene.complete


def shown_so(practice: Practice) -> dict[str, Any]:
    states = {"h0": practice.h0, "c0": practice.c0, "activations": practice.activations}
    return {**states, "face": practice.face}


def test_at_its_first_step_what_it_begins_with_is_given() -> None:
    practice = Practice(3, 1)
    assert {"h_prev", "c_prev"} <= set(practice.scene.known)
    assert "h_prev" in practice.look["predict"]["names"]


def test_it_goes_elsewhere_by_its_traits_and_forgets_the_answers() -> None:
    practice = Practice(1, 5)
    practice.answers = {"1 f": {"typed": "3", "number": 3, "tries": 1}}
    practice.level = 3
    made = exercise(3, 5)
    assert practice.answers == {}
    assert tuple(practice.inputs) == made.setting.inputs
    assert practice.steps == 2
    practice.level, practice.number = 1, 9999
    assert practice.steps == 1
    assert practice.weights == exercise(1, 9999).setting.weights
    assert practice.record["latest"] == 9999


@levels
def test_reset_begins_the_exercise_anew(level: int) -> None:
    practice = Practice(1, 3)
    practice.level = level
    start = practice.look["start"]
    assert start["answers"] == {}
    assert start["t"] == practice.t
    assert all(getattr(practice, name) == start[name] for name in ("w_f", "b_o", "x_1", "h0", "c0"))


def test_what_the_page_sends_along_is_not_sent_back() -> None:
    practice, there = Practice(1, 5), Practice(3, 6)
    sent = json.loads(json.dumps({k: v for k, v in there.get_state().items() if k[0] != "_"}))
    sent = {
        name: value for name, value in sent.items() if name not in ("layout", "tabbable", "tooltip")
    }
    practice.set_state(sent)
    messages: list[dict[str, Any]] = []
    connect(practice, messages.append)
    practice.set_state(sent | {"answers": {"1 f": ANSWER}})
    assert practice.weights == there.weights
    assert list(practice.answers) == ["1 f"]
    assert not [m for m in messages if m["method"] == "update"]


@pytest.mark.parametrize("wrong", [{"level": 0}, {"level": 6}, {"number": 0}, {"number": 10_000}])
def test_what_there_is_not_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="expected a whole number from 1 to"):
        Practice(**wrong)
    practice = Practice()
    ((name, value),) = wrong.items()
    with pytest.raises(ValueError, match="expected a whole number from 1 to"):
        setattr(practice, name, value)


def test_in_plain_text_it_says_which_one_it_is_and_no_answer() -> None:
    text = plain(Practice(2, 17))
    assert text.startswith("Practice, level 2 (a step), number 17\n\n")
    last = next(line for line in text.splitlines() if line.startswith("▸")).split()
    assert last[-8:] == ["?"] * 8
    assert not re.search(r"forget gate is -?\d", text)


def test_its_script_is_the_explorers_with_a_bar_around_it() -> None:
    assert "class ExplorerView" in Practice._esm
    assert "class PracticeBar" in Practice._esm
    assert "class PracticeBar" not in Explorer._esm
    assert Practice().look["around"] == "practice"
