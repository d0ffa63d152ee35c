"""Riddles: each can be solved with its sliders, none is solved already, and none gives it away."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping

import pytest

from lstm_helpers.cell.run import Trace
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.exercises.riddles import RIDDLES, Riddle, for_the_page, is_found, riddle
from lstm_helpers.words import german
from lstm_helpers.words.letters import check_letters

every = pytest.mark.parametrize("it", RIDDLES, ids=lambda it: it.title)


def trace(it: Riddle, weights: Mapping[str, float]) -> Trace:
    cell = it.setting
    changed = cell.weights.replace(**weights)
    return type(cell)(changed, cell.inputs, cell.h0, cell.c0, cell.activations).trace


def does_it(it: Riddle, weights: Mapping[str, float]) -> bool:
    made = trace(it, weights)
    return is_found(it.wanted, {"c": made.c, "h": made.h})


def test_there_are_twenty() -> None:
    assert len(RIDDLES) == 20
    assert len({it.title for it in RIDDLES}) == 20


@every
def test_its_solution_does_it(it: Riddle) -> None:
    assert does_it(it, it.solution)


@every
def test_it_is_not_solved_as_it_begins(it: Riddle) -> None:
    assert not does_it(it, {})


@every
def test_its_solution_stands_on_the_steps_of_its_sliders(it: Riddle) -> None:
    low, high = it.limits
    for name, value in it.solution.items():
        assert name in WEIGHT_NAMES
        for number in (value, it.given.get(name, 0)):
            assert low <= number <= high
            assert (number / it.step).is_integer()


@every
def test_it_has_one_move_at_least_and_a_slider_to_pass_by(it: Riddle) -> None:
    moved = [name for name in it.solution if it.solution[name] != it.given.get(name, 0)]
    assert moved
    assert 2 <= len(it.solution) <= 4


def test_the_first_take_one_move_and_the_last_take_several() -> None:
    def fewest_moves(it: Riddle) -> int:
        return sum(value != it.given.get(name, 0) for name, value in it.solution.items())

    moves = [fewest_moves(it) for it in RIDDLES]
    assert max(moves[:5]) == 2
    assert min(moves[17:]) >= 2
    assert max(moves) == 4


@every
def test_title_words_and_hint_name_no_weight(it: Riddle) -> None:
    for text in (it.title, it.says, it.hint):
        assert not re.search(r"\b[wub]_[figo]\b|kernel|bias", text)


@every
def test_the_hint_holds_no_number(it: Riddle) -> None:
    assert not re.search(r"\d", it.hint)


@every
def test_everything_is_short_enough_to_be_read(it: Riddle) -> None:
    assert len(it.title) <= 22
    assert max(len(it.says), len(it.hint)) <= 100
    assert it.says.endswith(".")
    assert it.hint[-1] in ".?"


@every
def test_there_are_at_most_five_time_steps_and_a_number_for_each(it: Riddle) -> None:
    assert 3 <= len(it.inputs) <= 5
    assert set(it.wanted) <= {"c", "h"}
    assert all(len(numbers) == len(it.inputs) for numbers in it.wanted.values())


@every
def test_wanted_numbers_are_small(it: Riddle) -> None:
    assert all(abs(number) <= 99 for numbers in it.wanted.values() for number in numbers)


@every
def test_the_page_gets_all_but_the_solution(it: Riddle) -> None:
    page = for_the_page(RIDDLES.index(it) + 1)
    assert page["sliders"] == list(it.solution)
    assert "solution" not in page
    assert page["weights"] == it.weights.as_dict()


def test_a_slider_goes_in_halves_from_minus_3_to_3_unless_the_riddle_says_otherwise() -> None:
    others = [it.title for it in RIDDLES if (it.limits, it.step) != ((-3, 3), 0.5)]
    assert others == ["The switch"]
    assert (riddle(18).limits, riddle(18).step) == ((-150, 150), 50)


@every
def test_all_of_it_is_said_in_german_too(it: Riddle) -> None:
    assert {it.title, it.says, it.hint} <= german.PHRASES.keys() | {"Countdown"}


def test_a_riddle_is_the_same_cell_as_a_year_ago() -> None:
    """Who has found 7 of them then has found the same 7 now."""
    cells = [{**for_the_page(n), "says": "", "hint": ""} for n in range(1, 21)]
    assert check_letters(json.dumps(cells)) == "pc97"


def test_all_gates_and_both_ways_of_memory_come_up() -> None:
    moved = {
        name
        for it in RIDDLES
        for name, value in it.solution.items()
        if value != it.given.get(name, 0)
    }
    assert {name[2] for name in moved} == set("figo")
    assert {name[0] for name in moved} == set("wub")


def test_found_within_a_little_and_exactly_for_whole_numbers() -> None:
    assert is_found({"h": (1, 0.7616)}, {"h": (1 + 1e-9, 0.76159)})
    assert not is_found({"h": (1, 0.7616)}, {"h": (1.0005, 0.7616)})
    assert not is_found({"h": (1,)}, {"h": (float("nan"),)})
    assert not is_found({"c": (1,), "h": (1,)}, {"c": (1,), "h": (2,)})


@pytest.mark.parametrize("number", [0, 21])
def test_a_riddle_that_there_is_not_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"number is {number}; expected .* from 1 to 20"):
        riddle(number)


def ways(it: Riddle) -> list[dict[str, float]]:
    """Every place of the sliders, in whole steps, at which the cell does it."""
    low, high = it.limits
    stops = [low + n * it.step for n in range(round((high - low) / it.step) + 1)]
    some = (dict(zip(it.solution, at, strict=True)) for at in itertools.product(stops, repeat=2))
    return [weights for weights in some if does_it(it, weights)]


def test_two_sliders_leave_few_ways() -> None:
    for it in RIDDLES:
        if len(it.solution) == 2:
            assert 1 <= len(ways(it)) <= 12, it.title
