"""Which controls stand around the picture, and what is offered."""

from __future__ import annotations

import math

import pytest

from lstm_helpers import Explorer
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES
from lstm_helpers.live.controls import (
    GROUP_ORDER,
    GROUPS,
    INPUT_NAMES,
    NOT_UNLESS_NAMED,
    PARTS,
    STATES,
    checked_limits,
    checked_step,
    offered,
    shown,
)
from lstm_helpers.live.presets import PRESETS

INPUTS = ("x_1", "x_2", "x_3")


def test_everything_appears_when_nothing_is_said_but_what_must_be_named() -> None:
    everything = [*WEIGHT_NAMES, *INPUT_NAMES, *STATES, *PARTS]
    assert shown(None, INPUTS) == [name for name in everything if name not in NOT_UNLESS_NAMED]
    assert shown(PARTS, INPUTS) == list(PARTS)


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (["w_f"], ["w_f"]),
        (["c0", "w_f"], ["w_f", "c0"]),
        ("w_f x_1", ["w_f", "x_1"]),
        (["f"], ["w_f", "u_f", "b_f"]),
        (["o", "i"], ["w_i", "u_i", "b_i", "w_o", "u_o", "b_o"]),
        (["f", "w_f"], ["w_f", "u_f", "b_f"]),
        (["weights"], list(WEIGHT_NAMES)),
        (["inputs"], list(INPUT_NAMES)),
        (["states"], list(STATES)),
        ("table walk steps", ["steps", "walk", "table"]),
        ((), []),
        ("", []),
        pytest.param(iter(["h0"]), ["h0"], id="an iterator"),
    ],
    ids=str,
)
def test_show_picks_the_controls_that_appear_in_one_order(show, expected) -> None:
    assert shown(show, INPUTS) == expected


def test_an_explorer_tells_the_page_what_appears() -> None:
    look = Explorer(show="f table", limits=(-1, 2), step=0.5, presets="latch").look
    assert look["show"] == ["w_f", "u_f", "b_f", "table"]
    assert (look["limits"], look["step"], look["presets"]) == ((-1, 2), 0.5, ["latch"])


def test_every_number_has_one_group_by_its_gate() -> None:
    assert set(GROUP_ORDER) == {*GROUPS, "x"}
    for gate in GATES:
        assert GROUPS[gate][1] == (f"w_{gate}", f"u_{gate}", f"b_{gate}")
    grouped = [name for _, names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted([*WEIGHT_NAMES, *STATES])


@pytest.mark.parametrize("show", [["w_f", "nothing"], "x_4", "W_f"])
def test_an_unknown_control_is_told_beside_what_there_is(show) -> None:
    with pytest.raises(ValueError, match=r"^show names '\w+'; expected sliders .* parts \(steps"):
        shown(show, INPUTS)


@pytest.mark.parametrize("show", [12, [1], [None], [{}], object(), True])
def test_what_names_nothing_is_refused(show) -> None:
    with pytest.raises(TypeError, match=r"^show is .*; expected names, such as show=\"w_f x_1"):
        shown(show, INPUTS)


def test_presets_are_offered_by_name() -> None:
    assert offered(PRESETS) == list(PRESETS)
    assert offered("write once") == ["write once"]
    assert offered(()) == []
    with pytest.raises(ValueError, match="there is no preset 'nothing'; there are the article"):
        offered(["nothing"])
    with pytest.raises(TypeError, match=r"presets is 3; expected names"):
        offered(3)  # type: ignore[arg-type]  # what a learner may type


@pytest.mark.parametrize(
    "limits",
    [(3, -3), (1, 1), (1,), None, 3, "ab", (-math.inf, 1), (math.nan, 1), (1, 2, 3), {-3, 3}],
    ids=str,
)
def test_limits_are_two_numbers_the_smaller_one_first(limits) -> None:
    with pytest.raises(ValueError, match=r"limits is .*; expected two numbers, the smaller one"):
        checked_limits(limits)
    assert checked_limits([-1, 1]) == (-1.0, 1.0)


@pytest.mark.parametrize("limits", [("a", "b"), ([1, 2], [3, 4]), (None, 1)], ids=str)
def test_limits_that_are_no_numbers_are_refused(limits) -> None:
    with pytest.raises(TypeError, match=r"limits is .*; expected"):
        checked_limits(limits)


@pytest.mark.parametrize("step", [0, -0.1, math.nan, math.inf, [1]], ids=str)
def test_a_step_is_a_number_above_0(step) -> None:
    with pytest.raises(ValueError, match=r"step is .*; expected a number above 0"):
        checked_step(step)
    assert checked_step(1) == 1.0
