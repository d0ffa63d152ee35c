"""An Explorer that asks, as Python sees it; its fields are tested in tests/browser."""

from __future__ import annotations

import csv
import json
import math
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Explorer, TimeChart, Weights
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.asked import ASKABLE
from lstm_helpers.words import text_table
from lstm_helpers.words.numbers import format_number

RIGHT = {
    "h_prev": 1,
    "c_prev": 1,
    **dict.fromkeys("figo", 2),
    "keep": 2,
    "write": 4,
    "c": 6,
    "h": 12,
}


def said(explorer: Explorer) -> str:
    data: dict[str, Any] = explorer._repr_mimebundle_()[0]
    picture = ElementTree.fromstring(data["image/svg+xml"])
    return "\n".join(["".join(picture.itertext()), data["text/plain"]])


def solve(explorer: Explorer, t: int, **numbers: float) -> None:
    new = {f"{t} {name}": {"number": number, "solved": True} for name, number in numbers.items()}
    explorer.answers = {**explorer.answers, **new}


# ---- what is asked for ---------------------------------------------------------------------------


@pytest.mark.parametrize("nothing", ["", (), []], ids=repr)
def test_an_explorer_asks_for_nothing_unless_it_is_told_to(nothing):
    explorer = Explorer(predict=nothing)
    assert explorer.look["predict"] is None
    assert "answers" not in explorer.look["start"]
    assert explorer.scene.asked == [{}, {}, {}]
    assert "?" not in said(explorer)


@pytest.mark.parametrize("predict", ["h c", ["c", "h"], ("h", "c")], ids=repr)
def test_what_is_asked_for_comes_in_the_order_in_which_it_is_worked_out(predict):
    explorer = Explorer(t=2, predict=predict)
    assert explorer.look["predict"] == {
        "names": ["c", "h"],
        "from": 2,
        "face": "values",
        "walk": False,
    }
    assert [list(here) for here in explorer.scene.asked] == [[], ["c", "h"], ["c", "h"]]
    json.dumps(explorer.get_state("look"))


@pytest.mark.parametrize(("pair", "more"), [(IDENTITY, set()), (STANDARD, {"c_act"})])
def test_a_walk_asks_for_all_that_is_worked_out_and_no_number_twice(pair, more):
    explorer = Explorer(t=1, predict="walk", activations=pair)
    first, second, _ = explorer.scene.asked
    assert set(second) == {*RIGHT} | more
    assert set(second) - set(first) == {"h_prev", "c_prev"}


ASKED_BADLY = [
    (
        "z_f",
        ValueError,
        "predict names 'z_f'; expected quantities that the cell works out (h_prev,",
    ),
    ("c x", ValueError, "predict names 'x'; expected quantities"),
    (["c", 3], TypeError, "predict names 3; expected"),
    (3, TypeError, 'predict is 3; expected names, such as predict="c h".'),
]


@pytest.mark.parametrize(("predict", "kind", "says"), ASKED_BADLY)
def test_what_cannot_be_asked_for_is_said_in_one_sentence(predict, kind, says):
    with pytest.raises(kind) as raised:
        Explorer(predict=predict)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


# ---- what is known -------------------------------------------------------------------------------


def test_picture_table_and_scene_show_a_question_mark_for_what_is_asked_for():
    explorer = Explorer(t=2, predict="c h")
    assert "c₂ = 2 + 4 = ?" in said(explorer)
    assert "What is the cell state, c? Put the numbers into c = keep + write." in said(explorer)
    lines = text_table(explorer.scene).splitlines()
    rows = [line.split() for line in lines if line.startswith(("▸", " "))]
    assert rows[1] == ["1", "1", "0", "0", "1", "1", "1", "1", "0", "1", "1", "1"]
    assert rows[2] == ["▸", "2", "1", "1", "1", "2", "2", "2", "2", "2", "4", "?", "?"]
    assert rows[3] == ["3", *["?"] * 11]


def test_steps_before_are_shown_and_later_ones_wait():
    explorer = Explorer(t=2, predict="c")
    explorer.t = 1
    assert explorer.scene.complete
    assert "time step 1 of 3" in said(explorer)
    explorer.t = 3
    assert "Time step 2 comes first" in said(explorer)
    assert "h_prev" not in explorer.scene.known


def test_answers_set_from_python_fill_the_picture():
    explorer = Explorer(t=2, predict="walk")
    for name, number in RIGHT.items():
        assert explorer.scene.open[0] == name
        solve(explorer, 2, **{name: number})
    assert explorer.scene.complete
    assert "2 kept plus 4 written makes the cell state 6" in said(explorer)
    explorer.answers = {}
    assert len(explorer.scene.open) == len(RIGHT)


def test_a_wrong_number_that_says_it_is_right_is_not():
    explorer = Explorer(t=2, predict="c")
    solve(explorer, 2, c=5)
    assert explorer.scene.open == ("c",)


def test_new_numbers_reopen_what_is_no_longer_right_and_old_ones_close_it():
    explorer = Explorer(t=1, predict="c h")
    solve(explorer, 1, c=1, h=1)
    assert explorer.scene.open == ()
    explorer.b_o = 2
    assert explorer.scene.open == ("h",)
    explorer.b_i = 2
    assert explorer.scene.open == ("c", "h")
    explorer.b_o = explorer.b_i = 0
    assert explorer.scene.open == ()


weird = st.floats(0.1, 2.0, allow_subnormal=False)
scalar_weights = st.builds(Weights, **dict.fromkeys(WEIGHT_NAMES, weird))


def read_off(weights, names, t, pair, face, shown) -> set[tuple[int, str]]:
    """Name what is not known, is no other's number, and yet stands somewhere."""
    explorer = Explorer(weights, [0.7, 1.3, 1.9], t, activations=pair, face=face, predict=names)
    explorer.face = shown
    scene = explorer.scene
    free = Explorer(weights, [0.7, 1.3, 1.9], t, activations=pair, face=shown).scene
    known = {format_number(v) for some in (*scene.steps, *scene.gradients) for v in some.values()}
    pairs = zip((*free.steps, *free.gradients), (*scene.steps, *scene.gradients), strict=True)
    secret = {
        (n, name): format_number(value)
        for n, (ours, theirs) in enumerate(pairs)
        for name, value in ours.items()
        if name not in theirs
    }
    numbers = set(re.findall(r"−?\d[\d.]*(?:e[+−]\d+)?", said(explorer)))
    told = numbers - known - {"1", "2", "3", "0"}
    return {place for place, number in secret.items() if number in told}


@settings(max_examples=40)
@given(
    scalar_weights,
    st.sets(st.sampled_from(ASKABLE), min_size=1),
    st.integers(1, 3),
    st.sampled_from([IDENTITY, STANDARD]),
    st.sampled_from(["values", "gradients"]),
    st.sampled_from(["values", "gradients"]),
)
def test_nothing_that_is_open_can_be_read_off(weights, names, t, pair, face, shown):
    """Every number that is not known and no other's is nowhere, on any face."""
    # Two of so many numbers may have the same four digits by chance; not in another cell again.
    other = Weights(**{name: value * 1.01 + 0.003 for name, value in weights.as_dict().items()})
    told = [read_off(each, names, t, pair, face, shown) for each in (weights, other)]
    assert not told[0] & told[1]


# ---- charts and files ----------------------------------------------------------------------------


def test_a_chart_ends_where_the_learner_is_asked():
    explorer = Explorer(t=2, predict="c", plot="c f h")
    lines = {line.name: line for line in explorer.chart.lines}
    assert [line.points for line in lines.values()] == [[(1, 1)], [(1, 1), (2, 2)], [(1, 1)]]
    assert [line.label for line in lines.values()] == ["c₁", "f₂", "h₁"]
    assert "247" not in TimeChart(explorer, "c h").table
    solve(explorer, 2, c=6)
    assert [len(line.points) for line in explorer.chart.lines] == [2, 3, 2]


def test_a_table_saved_has_a_question_mark_for_what_is_asked_for(tmp_path: Path):
    explorer = Explorer(t=2, predict="c")
    explorer.save(tmp_path / "cell.csv")
    with (tmp_path / "cell.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["c"] for row in rows] == ["1.0", "?", "?"]
    assert [row["keep"] for row in rows] == ["0.0", "2.0", "?"]
    explorer.save(tmp_path / "cell.svg")
    assert ">c₂ = 2 + 4 = ?<" in (tmp_path / "cell.svg").read_text(encoding="utf-8")


# ---- the trait -----------------------------------------------------------------------------------

WHOLE = {"typed": "", "number": 6.0, "tries": 0, "solved": True, "shown": False, "slips": []}


def test_what_is_left_out_of_an_answer_is_filled_in():
    explorer = Explorer(t=2, predict="c")
    solve(explorer, 2, c=6)
    assert explorer.answers == {"2 c": WHOLE}


def test_what_the_page_sends_comes_back_as_it_is():
    explorer = Explorer(t=2, predict="c")
    sent = {"2 c": {**WHOLE, "number": "inf", "typed": "∞", "tries": 2, "slips": ["write alone"]}}
    explorer.set_state({"answers": sent})
    assert explorer.answers["2 c"]["number"] == math.inf
    assert explorer.get_state("answers") == {"answers": sent}
    json.dumps(explorer.get_state(), allow_nan=False)


ANSWERED_BADLY = [
    (3, TypeError, 'answers is 3; expected a dict such as {"2 c": {"number": 6, "solved": True}}.'),
    (
        {"c": {}},
        ValueError,
        "answers has 'c'; expected a time step and a quantity, such as \"2 c\"",
    ),
    ({"13 c": {}}, ValueError, "answers has '13 c'; expected"),
    ({"02 c": {}}, ValueError, "answers has '02 c'; expected"),
    ({"2 z_f": {}}, ValueError, "answers has '2 z_f'; expected"),
    ({2: {}}, ValueError, "answers has 2; expected"),
    (
        {"2 c": 6},
        ValueError,
        "answers['2 c'] is 6; expected a dict of any of typed, number,",
    ),
    ({"2 c": {"right": True}}, ValueError, "expected a dict of any of typed"),
    ({"2 c": {"solved": 1}}, TypeError, "answers['2 c'] has solved = 1; expected a bool."),
    ({"2 c": {"typed": 6}}, TypeError, "answers['2 c'] has typed = 6; expected a str."),
    ({"2 c": {"number": "six"}}, TypeError, "number is 'six' (str); expected a number"),
    ({"2 c": {"tries": 1.5}}, TypeError, "tries is 1.5 (float); expected a whole number."),
    ({"2 c": {"slips": "a"}}, TypeError, "has slips = 'a'; expected a list of texts."),
    ({"2 c": {"solved": True}}, ValueError, "answers['2 c'] is solved, and has no number"),
]


@pytest.mark.parametrize(("answers", "kind", "says"), ANSWERED_BADLY, ids=str)
def test_answers_that_make_no_sense_are_refused_in_one_sentence(answers, kind, says):
    explorer = Explorer(t=2, predict="c")
    solve(explorer, 2, c=6)
    with pytest.raises(kind) as raised:
        explorer.answers = answers
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert explorer.answers == {"2 c": WHOLE}


def test_reset_begins_anew():
    explorer = Explorer(t=2, predict="c")
    before = explorer.get_state()
    solve(explorer, 2, c=6)
    explorer.set_state(explorer.look["start"])
    assert explorer.get_state() == before


def test_another_setting_is_another_question():
    explorer = Explorer(t=2, predict="c")
    solve(explorer, 2, c=6)
    explorer.load(Explorer(inputs=[1, 2], t=1).setting)
    assert explorer.answers == {}
    assert explorer.look["predict"]["from"] == 1
    assert explorer.look["start"]["answers"] == {}
    assert explorer.scene.open == ("c",)


def test_gradients_are_asked_for_at_this_step_and_all_earlier_ones():
    explorer = Explorer(t=2, face="gradients", predict="c h")
    assert [list(here) for here in explorer.scene.asked] == [["∂c", "∂h"], ["∂c", "∂h"], []]
    assert "∂c₃ = 13" not in said(explorer)
    explorer.t = 3
    assert "∂c₃ = 13" in said(explorer)
    explorer.t = 2
    explorer.answers = {"2 ∂h": {"number": 90, "solved": True}}
    assert explorer.scene.open in (("c",), ("h", "c"))
