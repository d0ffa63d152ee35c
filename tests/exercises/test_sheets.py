"""Sheets: the same for everybody, each another, and a key that the cell agrees with."""

from __future__ import annotations

import itertools
import json
import math
import re
from pathlib import Path

import pytest

from lstm_helpers.cell.run import run
from lstm_helpers.cell.weights import Weights
from lstm_helpers.exercises.practice import LEVELS
from lstm_helpers.exercises.riddles import is_found
from lstm_helpers.exercises.sheets import SHEET_SAYS, TICKED, Sheet, class_of, sheet
from lstm_helpers.graph.table import CARRY
from lstm_helpers.words.letters import check_letters
from lstm_helpers.words.texts import COLUMNS

levels = pytest.mark.parametrize("level", LEVELS)


@levels
def test_the_same_number_gives_the_same_sheet(level: int) -> None:
    assert sheet(level, 17) == sheet(level, 17)


def test_a_sheet_stays_what_it_was_when_it_was_printed() -> None:
    """A key may be printed a year after its sheets."""
    made = sheet(2, 1)
    assert made.answers == {
        (1, name): value
        for name, value in {
            **{"f": 8, "i": 4, "g": -3, "o": 7},
            **{"keep": 48, "write": -12, "c": 36, "h": 252},
        }.items()
    }
    assert [row["h"] for row in made.rows] == [-3, 9, 35]
    assert made.ticks.moved == ("w_f", "b_f", "w_i", "u_g", "w_o")
    assert made.riddle.title == "The contrarian"


def all_on_it(made: Sheet) -> object:
    """Give all that is on a sheet and its key, in plain numbers and names."""
    cells = [made.exercise.setting, made.ticks.setting, *filter(None, [made.table])]
    return [
        *(
            ([*map(float, cell.weights.as_dict().values())], [*map(float, cell.inputs)])
            for cell in cells
        ),
        *((float(cell.h0), float(cell.c0), cell.t, cell.activations.names) for cell in cells),
        *(made.asks, made.exercise.face, made.ticks.moved, made.ticks.shut, made.riddle.title),
        *(made.on_the_way(t) for t, _ in made.asks),
    ]


@pytest.mark.parametrize(
    ("level", "letters"), [*zip(LEVELS, ("584q", "4679", "wymt", "n8wu", "hxpm"), strict=True)]
)
def test_a_class_of_sheets_is_what_it_was_a_year_ago(level: int, letters: str) -> None:
    made = [all_on_it(each) for each in class_of(level, 5, first=40)]
    assert check_letters(json.dumps(made)) == letters


def test_what_a_sheet_says_shows_no_slip_of_the_keys() -> None:
    for text in SHEET_SAYS.values():
        assert re.findall("[A-Z]{2,}", text) in ([], ["LSTM"]), text
        assert text == " ".join(text.split())


def test_a_text_that_no_sheet_and_no_quiz_prints_is_not_there() -> None:
    tools = Path(__file__).parents[2] / "tools"
    printing = [path.read_text(encoding="utf-8") for path in sorted(tools.glob("*.py"))]
    source = "".join(text for text in printing if "SHEET_SAYS" in text)
    assert [key for key in SHEET_SAYS if not re.search(f"[\"']{key}[\"']", source)] == []


@levels
def test_no_two_of_a_class_are_alike(level: int) -> None:
    count = 30 if level == 2 else 8
    made = class_of(level, count)
    for task in ("exercise", "ticks"):
        assert len({repr(getattr(each, task)) for each in made}) == count, task
    if made[0].table:
        assert len({repr(each.table) for each in made}) == count
    riddles = [each.riddle.title for each in made]
    assert all(one != other for one, other in itertools.pairwise(riddles))


@levels
def test_the_key_is_what_the_cell_does(level: int) -> None:
    for made in class_of(level, 3):
        cell = made.exercise.setting
        trace = run(cell.weights, cell.inputs, cell.h0, cell.c0, cell.activations)
        for (t, name), value in made.answers.items():
            if made.exercise.face == "values":
                assert value == getattr(trace[t - 1], name)
        if made.table:
            trace = run(made.table.weights, made.table.inputs)
            for step, row in zip(trace, made.rows, strict=True):
                assert row == {name: getattr(step, name) for name in COLUMNS[1:]}


def test_gradients_on_the_key_are_how_much_h_changes() -> None:
    made = sheet(5, 3)
    cell = made.exercise.setting
    small, last = 1e-6, len(cell.inputs)
    for name in CARRY:  # of what comes in at the first step, the cell itself can tell
        states = {"h0": cell.h0, "c0": cell.c0}
        states[{"h_prev": "h0", "c_prev": "c0"}[name]] += small
        moved = run(cell.weights, cell.inputs, **states, activations=cell.activations)
        slope = (moved[last - 1].h - cell.trace[last - 1].h) / small
        assert math.isclose(slope, made.answers[1, name], rel_tol=1e-3)


@levels
def test_every_number_is_whole_and_small(level: int) -> None:
    for made in class_of(level, 4):
        numbers = [*made.answers.values(), *(v for row in made.rows for v in row.values())]
        assert all(float(n).is_integer() and abs(n) < 1000 for n in numbers)


@levels
def test_a_tick_stands_where_the_number_changes(level: int) -> None:
    for made in class_of(level, 4):
        ticks = made.ticks
        setting, changes = ticks.setting, ticks.changes
        (before,) = run(setting.weights, setting.inputs, setting.h0, setting.c0)
        weights = setting.weights.as_dict()
        for name in ticks.moved:
            x = setting.inputs[0] + (name == "x")
            more = {**weights, name: weights[name] + 1} if name != "x" else weights
            (after,) = run(Weights(**more), [x], setting.h0, setting.c0)
            for column in TICKED:
                is_other = getattr(after, column) != getattr(before, column)
                assert (column in changes[name]) == is_other, (name, column)
        assert len(set(changes.values())) >= 4


@levels
def test_the_riddle_is_solved_by_its_key(level: int) -> None:
    for made in class_of(level, 4):
        riddle = made.riddle
        weights = Weights(**{**riddle.weights.as_dict(), **riddle.solution})
        trace = run(weights, riddle.inputs, riddle.h0, riddle.c0)
        assert is_found(riddle.wanted, {name: getattr(trace, name) for name in riddle.wanted})


@levels
def test_nothing_asked_for_can_be_read_off_the_picture(level: int) -> None:
    for made in class_of(level, 3):
        for t, names in made.asks:
            shown = made.scene(t).shown
            assert not {*names} & {*shown}
            assert not {*made.on_the_way(t)} & {*shown, *names}


def test_what_is_not_there_is_said_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="level is 6; expected a whole number from 1 to 5"):
        sheet(6, 1)
    with pytest.raises(ValueError, match="number is 10000; expected"):
        class_of(1, 2, first=9999)
    with pytest.raises(ValueError, match="count is 0; expected at least 1"):
        class_of(1, 0)


def test_a_sheet_of_one_step_has_a_table_and_no_other() -> None:
    made: list[Sheet] = [sheet(level, 1) for level in LEVELS]
    assert [each.table is not None for each in made] == [True, True, False, False, False]
