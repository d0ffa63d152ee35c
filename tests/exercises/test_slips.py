"""The slips: a table that can be read, a sentence for what teachers expect, and never a leak."""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Weights
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.exercises import SLIPS, Asked, Feedback, Slip, look
from lstm_helpers.exercises.check import look_at
from lstm_helpers.exercises.reading import same
from lstm_helpers.exercises.slips import ORDER, Case, called
from lstm_helpers.graph.backward import backpropagate
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.words.arithmetic import work_out
from lstm_helpers.words.numbers import format_number

# For every question of the lessons 00 to 08, the slips that a careful teacher expects: what went
# wrong, the number that this gives (worked out by plain formulas, apart from the package), and the
# slip of the table that it is taken for. The same number can come about in several ways.
EXPECTED = json.loads(Path(__file__).with_name("expected_slips.json").read_text(encoding="utf-8"))

PAIRS = {"identity": IDENTITY, "real": STANDARD}


def cell_of(given: dict[str, Any]) -> Setting:
    """The article's cell, but for what is given; "all" is for all weights."""
    changed = dict(given.get("weights", {}))
    every = changed.pop("all", None)
    names = {} if every is None else dict.fromkeys(WEIGHT_NAMES, every)
    weights = Weights.ones(**names | changed)
    states = (given.get("h0", 0), given.get("c0", 0))
    pair = PAIRS[given.get("activations", "identity")]
    return Setting(weights, given.get("inputs", (1, 1, 1)), *states, pair)


@cache
def questions() -> dict[str, Case]:
    """Every question of the lessons, by its words."""
    return {
        f"{q['lesson']} {q['name']} {q['t']} {q.get('of', '')} {n}": Case(
            cell_of(q.get("cell", {})),
            Asked(q["name"], q["t"], q.get("of", ""), q.get("through_h", True)),
        )
        for n, q in enumerate(EXPECTED)
    }


# ---- what teachers expect ------------------------------------------------------------------------


def test_at_least_eight_slips_are_expected_for_every_question() -> None:
    assert {question["lesson"] for question in EXPECTED} == {f"{n:02}" for n in range(9)}
    for question in EXPECTED:
        assert len(question["slips"]) >= 8, question
        assert len({what for what, *_ in question["slips"]}) == len(question["slips"]), question


def test_each_number_is_taken_for_the_slip_that_stands_beside_it() -> None:
    for question, case in zip(EXPECTED, questions().values(), strict=True):
        for what, number, slip in question["slips"]:
            feedback = look_at(case, number)
            assert (feedback.verdict, feedback.slip) == ("slip", slip), (question, what, feedback)


def test_most_of_them_have_a_sentence_of_their_own() -> None:
    known = Counter(bool(slip) for question in EXPECTED for *_, slip in question["slips"])
    assert known[True] / known.total() >= 0.95


@pytest.mark.parametrize(
    ("name", "t", "number", "cell", "slip"),
    [
        ("f", 3, 7, {}, "c for h"),
        ("f", 3, 248, {}, "h of this step"),
        ("h", 3, 637, {}, "c for h"),
        ("f", 1, 248, {"h0": 3211, "c0": 247}, "c for h"),
        ("keep", 3, 156, {}, "h for c"),
        ("c", 2, 5, {}, "forget gate left out"),
        ("c", 3, 175, {}, "forget gate left out"),
        ("c", 2, 10, {"inputs": [1, 2, 3]}, "forget gate left out"),
        ("c", 2, 4, {"inputs": [1, 0]}, "added, not multiplied"),
        ("f", 2, 3, {}, "bias taken for 1"),
        ("f", 3, 14, {}, "bias taken for 1"),
        ("f", 1, 2, {}, "h_prev taken for 1"),
        ("f", 3, 15, {}, "weights added"),
        ("f", 3, 26, {}, "sum and product swapped"),
        ("h", 1, 0.4071, {"activations": "real"}, "activation left out"),
        ("h", 1, 0.407, {"activations": "real"}, "activation left out"),
        ("h", 1, 0.37, {"activations": "real"}, "rounded"),
        ("h", 2, 3211, {}, "a step too far"),
        ("h", 3, 32110, {}, "point"),
    ],
)
def test_the_slips_that_the_lessons_warn_of(
    name: str, t: int, number: float, cell: dict, slip: str
) -> None:
    assert look(cell_of(cell), Asked(name, t), number).slip == slip


# ---- the table -----------------------------------------------------------------------------------


def names_in(line: str) -> set[str]:
    return set(re.findall(r"[a-z_]+", line))


# What a line on a gradient can speak of, besides the cell's own names.
IN_GRADIENTS = names_in(
    "this along_c all_ways other_end arrives factor own after other next way last first plain "
    "steps f_next f_sum back"
)
VALUES = [slip for slip in SLIPS if slip.of.split()[0] in BY_NAME]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.of} {slip.name}")
def test_a_slip_can_be_worked_out(slip: Slip) -> None:
    scope: dict[str, Any] = dict.fromkeys([*BY_NAME, *IN_GRADIENTS], 2.0)
    if slip in VALUES:
        scope = dict.fromkeys([*BY_NAME, *"wubz", "x_before", "x_after"], 2.0)
        scope |= dict.fromkeys(["act", "other", "activation"], math.tanh)
    for line in slip.gives.split(" | "):
        assert math.isfinite(work_out(line, scope)), line


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.of} {slip.name}")
def test_a_slip_is_said_in_a_sentence_without_a_number(slip: Slip) -> None:
    assert re.search(r"[.?]$", slip.says)
    assert not re.search(r"\d", slip.says)
    assert slip.when in ("", "first", "later")


@pytest.mark.parametrize("slip", VALUES, ids=lambda slip: f"{slip.of} {slip.name}")
def test_what_comes_later_is_never_what_a_number_is_said_to_be(slip: Slip) -> None:
    if slip.hint:
        return
    of = {name.removeprefix("z_") for name in slip.of.split()}
    until = min(ORDER.index(name) for name in of)
    # c_prev is c of the step before, which was there before h_prev of this one
    later = set(ORDER[until:]) - {"c_prev"} - of
    assert not later & names_in(slip.gives), slip


@pytest.mark.parametrize(
    "asked", [Asked("f", 2), Asked("h", 3), Asked("c", 2, "h"), Asked("w_f", None, "h")], ids=str
)
def test_each_sentence_begins_with_the_learners_number_and_has_it_once(asked: Asked) -> None:
    cell = Setting(Weights.ones(w_f=0.5, u_i=-1.5), (1, 2, 3, 5), 0.5, 2)
    for suspect in Case(cell, asked).suspects:
        assert re.fullmatch(r"\{it\}(?=[ :,])[^{}]+", suspect.says), suspect
        assert not re.search("[A-Z]{2}", suspect.says), suspect


# ---- never a leak --------------------------------------------------------------------------------


def said_beside_it(feedback: Feedback) -> str:
    """The feedback without the learner's own number, and without time steps."""
    shown = format_number(feedback.number) if feedback.number is not None else ""
    return re.sub(r"time step \d+", "time step", feedback.text.replace(shown, "", 1))


def forbidden(case: Case, number: float) -> list[str]:
    """What the number is, among all that comes later: how a sentence might say it."""
    asked, gradient = case.asked, bool(case.asked.of)
    steps = backpropagate(case.steps, case.setting.activations.names, asked.of or "h")
    later: list[str] = []
    for n, values in enumerate(steps if gradient else case.steps, start=1):
        for name in ORDER:
            if same(number, values[name]) and is_later(case, name, n):
                sign = "∂" if gradient else ""
                later += [f"{sign}{name} at time step {n}"]
                if n == case.t:
                    shown = format_number(number)
                    later += [f"{shown} is {sign}{name}", f"{shown} is {called(name)}"]
                    later += [f"{sign}{name} of this"]
    return later


def is_later(case: Case, name: str, n: int) -> bool:
    """Tell whether a learner comes to it only after what is asked: backwards, for a gradient."""
    asked, names = case.asked, list(BY_NAME)
    if asked.of:
        before = case.t - n, names.index(asked.name) - names.index(name)
        return asked.t is not None and before > (0, 0)
    return (n, names.index(name)) > (case.t, names.index(asked.name))


def assert_no_leak(case: Case, number: float) -> None:
    feedback = look_at(case, number)
    if feedback.verdict == "right":
        assert feedback.number is not None
        assert same(feedback.number, case.truth)
        return
    assert not re.search(r"\d|∞|nan", said_beside_it(feedback)), (case.asked, feedback)
    for says in forbidden(case, number):
        assert says not in feedback.text, (case.asked, feedback)


def thousand_numbers(case: Case) -> list[float]:
    """What somebody could type: what is around in the cell, whole numbers, and any."""
    rng = random.Random(case.asked.name)
    values = [value for step in case.steps for value in step.values()]
    suspects = [suspect.number for suspect in case.suspects]
    numbers = [*values[-200:], *suspects, *range(-20, 280)]
    numbers += [rng.choice(values) + rng.choice((-1, 1, 0.5)) for _ in range(100)]
    numbers += [round(rng.uniform(-300, 4000), rng.randint(0, 3)) for _ in range(200)]
    numbers += [round(rng.uniform(-2, 2), 4) for _ in range(1000)]
    return list(dict.fromkeys(map(float, numbers)))[:1000]


@pytest.mark.parametrize("question", questions())
def test_no_answer_to_a_question_of_the_lessons_tells_what_comes_later(question: str) -> None:
    case = questions()[question]
    numbers = thousand_numbers(case)
    assert len(numbers) == 1000
    for number in numbers:
        assert_no_leak(case, number)


slider = st.integers(-30, 30).map(lambda tenths: tenths / 10)
any_cell = st.builds(
    Setting,
    st.builds(Weights, **dict.fromkeys(WEIGHT_NAMES, st.sampled_from([1, 0, 2]) | slider)),
    st.lists(st.sampled_from([1.0, 0.0]) | slider, min_size=1, max_size=3),
    slider,
    slider,
    st.sampled_from([*PAIRS.values()]),
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(any_cell, st.sampled_from(ORDER), st.sampled_from(["", "h", "c"]), st.data())
def test_no_answer_in_any_cell_tells_what_comes_later(setting, name, of, data) -> None:
    last = len(setting.inputs)
    case = Case(setting, Asked(name, data.draw(st.integers(1, last)), of))
    around = [value for step in case.steps for value in step.values()]
    for number in {*around, *(suspect.number for suspect in case.suspects)}:
        assert_no_leak(case, number)


def test_where_a_gradient_begins_is_not_told() -> None:
    said = {of: look(Setting(), Asked(of, 3, of), 5).text for of in "hc"}
    assert said["h"] == "5: not yet. h₃ is the end itself: begin there."
    assert said["c"] == "5: not yet. c₃ is the end itself: begin there."
    assert look(Setting(), Asked("h", 3, "c"), 5).text == (
        "5: not yet. Which way leads from h₃ to c₃?"
    )


# ---- how an answer is read -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["3,211", "3.211", 3.211, (3, 211), "3 211", "3,211.0", "h=3,211"]
)
def test_a_thousand_is_read_where_it_is_right(typed: object) -> None:
    assert look(Setting(), Asked("h", 3), typed).verdict == "right"


@pytest.mark.parametrize(
    "typed", ["12,0", "12.0 h", "2·6", "2*6", "6+6", "24/2", "h = 12", (12, 0)]
)
def test_an_answer_is_read_as_people_write_it(typed: object) -> None:
    assert look(Setting(), Asked("h", 2), typed).verdict == "right"


def test_which_is_meant_is_asked_only_where_both_can_be() -> None:
    asked = look(Setting(), Asked("h", 3), "1,234")
    assert asked.text == "“1,234” can be read two ways: type 1234 or 1.234."
    assert look(Setting(), Asked("h", 3), "1.234").number == 1.234
    known = look(Setting(), Asked("keep", 3), "3,211")
    assert (known.number, known.slip) == (3211, "new state kept")


def test_what_is_typed_and_what_it_looks_like_is_told_apart_from_the_words() -> None:
    feedback = look(Setting(), Asked("keep", 3), "12·13")
    assert (feedback.number, feedback.slip) == (156, "h for c")
    assert look(Setting(), Asked("keep", 3), "").number is None
    assert look(Setting(), Asked("keep", 3), 78).number == 78
