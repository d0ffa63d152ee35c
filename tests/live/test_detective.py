"""The weight detective as Python sees it; the page is tested in tests/browser."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lstm_helpers import Detective
from lstm_helpers.exercises.riddles import RIDDLES
from lstm_helpers.live.explorer import Explorer
from tests.live.listening import connect

numbers = pytest.mark.parametrize("number", range(1, len(RIDDLES) + 1))


@numbers
def test_it_begins_as_the_riddle_does_and_is_found_by_its_solution(number: int) -> None:
    detective, it = Detective(number), RIDDLES[number - 1]
    assert detective.riddle is it
    assert detective.weights == it.weights
    assert not detective.is_found
    for name, value in it.solution.items():
        setattr(detective, name, value)
    assert detective.is_found


@numbers
def test_its_sliders_are_those_of_the_riddle(number: int) -> None:
    look, it = Detective(number).look, RIDDLES[number - 1]
    assert set(it.solution) == {name for name in look["show"] if "_" in name}
    assert (tuple(look["limits"]), look["step"]) == (it.limits, it.step)


def test_it_goes_to_another_riddle_by_its_number() -> None:
    detective, there = Detective(1), Detective(18)
    detective.number = 18
    for name in ("weights", "inputs", "h0", "c0", "activations", "steps", "t"):
        assert getattr(detective, name) == getattr(there, name), name
    assert detective.look["show"] == there.look["show"]
    assert detective.look["start"]["b_g"] == 100
    detective.number = 4
    assert (detective.c0, detective.steps) == (4, 4)


def test_moving_a_slider_does_not_begin_anew() -> None:
    detective = Detective(1)
    detective.w_g = 2
    sent = json.loads(json.dumps({"number": 1, "w_g": 1}))
    detective.set_state(sent)
    assert detective.w_g == 1


def test_what_the_page_sends_along_is_not_sent_back() -> None:
    detective, there = Detective(1), Detective(7)
    there.b_f = 1
    foreign = ("layout", "tabbable", "tooltip")
    state = {k: v for k, v in there.get_state().items() if k[0] != "_" and k not in foreign}
    messages: list[dict[str, Any]] = []
    connect(detective, messages.append)
    detective.set_state(json.loads(json.dumps(state)))
    assert detective.b_f == 1
    assert not [m for m in messages if m["method"] == "update"]


def test_the_page_knows_all_riddles_and_no_solution() -> None:
    text = json.dumps(Detective().get_state()["riddles"])
    assert all(json.dumps(it.title) in text for it in RIDDLES)
    assert "solution" not in text


def test_in_plain_text_it_says_what_is_wanted() -> None:
    data, _ = Detective(3)._repr_mimebundle_()
    lines = data["text/plain"].splitlines()
    assert lines[0].startswith("riddle 3 of 20: The contrarian. It says the opposite")
    assert lines[1:3] == ["wanted c: 2, −3, 1", "wanted h: −2, 3, −1"]


def test_its_script_is_the_explorers_with_a_bar_around_it() -> None:
    assert "class ExplorerView" in Detective._esm
    assert "class DetectiveBar" in Detective._esm
    assert "class DetectiveBar" not in Explorer._esm
    assert Detective().look["around"] == "detective"


@pytest.mark.parametrize("number", [0, 21])
def test_a_riddle_that_there_is_not_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="expected a whole number from 1 to 20"):
        Detective(number)
