"""The feedback on a cell that a learner built."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Explorer, Weights, check_cell, run
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.weights import WEIGHT_NAMES

COUNTS = Weights.ones(**dict.fromkeys(WEIGHT_NAMES, 0) | {"b_f": 1, "b_i": 1, "w_g": 1})


# ---- whether it does what was wanted -------------------------------------------------------------


def test_a_chosen_cell_is_run_on_the_inputs_and_the_states_given() -> None:
    assert check_cell(COUNTS, {"c": [1, 3, 6]}, [1, 2, 3]).verdict == "right"
    assert check_cell(COUNTS, {"c": [1, 3, 6]}, [1, 2, 3], c0=1).verdict == "slip"
    assert check_cell(COUNTS, {"c": [2, 4, 7]}, [1, 2, 3], c0=1).verdict == "right"
    assert check_cell(Weights.ones(), {"h": [6]}, [1], h0=1, c0=1).verdict == "slip"
    assert check_cell(Weights.ones(), {"h": [12]}, [1], h0=1, c0=1).verdict == "right"
    assert check_cell(COUNTS, {"h": [0]}, [1], activations=STANDARD).verdict == "slip"


def test_the_first_step_that_is_off_is_named() -> None:
    feedback = check_cell(Weights.ones(), {"c": [1, 6, 247], "h": [1, 13, 0]}, [1, 1, 1])
    assert feedback.text.startswith("At time step 2 your cell has h = 12, and 13 was wanted: ")


def test_at_a_step_the_first_of_the_walk_is_named_in_whatever_order_it_was_wanted() -> None:
    wanted = {"h": [2], "c": [3], "keep": [0]}
    assert "has c = 1, and 3 was wanted" in check_cell(Weights.ones(), wanted, [1]).text
    wanted = {"h": [2], "c": [3], "o": [3]}
    assert "has o = 1, and 3 was wanted" in check_cell(Weights.ones(), wanted, [1]).text


def test_of_what_no_gate_makes_none_is_to_blame() -> None:
    text = check_cell(Weights.ones(), {"h_prev": [5]}, [1]).text
    assert text == "At time step 1 your cell has h_prev = 0, and 5 was wanted."


def test_a_step_left_free_may_be_anything() -> None:
    assert check_cell(Weights.ones(), {"h": [None, 12, None]}, [1, 1, 1]).verdict == "right"
    assert check_cell(Weights.ones(), {"h": [None, 11, None]}, [1, 1, 1]).verdict == "slip"
    assert check_cell(Weights.ones(), {"h": [1]}, [1, 1, 1]).verdict == "right"


def test_without_activations_a_number_has_to_be_exact() -> None:
    assert check_cell(Weights.ones(w_o=4.995), {"h": [5]}, [1]).verdict == "slip"
    assert check_cell(Weights.ones(w_o=0.1, b_o=0.2), {"h": [0.3]}, [1]).verdict == "right"
    assert check_cell(Weights.ones(w_o=4.995), {"h": [5]}, [1], within=0.01).verdict == "right"


def test_real_gates_are_never_quite_open_and_need_not_be() -> None:
    nearly = Weights.ones(**dict.fromkeys(WEIGHT_NAMES, 0.0) | {"b_i": 6, "w_g": 6, "b_f": -6})
    asked = {"inputs": [1], "activations": STANDARD}
    assert check_cell(nearly, {"c": [1]}, **asked).verdict == "right"
    assert check_cell(nearly, {"c": [1]}, **asked, within=1e-4).verdict == "slip"


def test_what_a_shut_gate_lets_through_is_shown_as_zero() -> None:
    weights = Weights.ones(
        **dict.fromkeys(WEIGHT_NAMES, 0.0) | {"b_f": -50, "b_i": 100, "w_g": 100}
    )
    feedback = check_cell(weights, {"c": [1, 0]}, [1, 0], activations=STANDARD)
    assert repr(feedback) == "✓ Your cell does it: c = 1, 0."


def test_overflow_is_never_what_was_wanted() -> None:
    grown = Weights.ones(w_f=1e200, w_i=1e200, w_g=1e200, w_o=-1e200)
    feedback = check_cell(grown, {"h": [1, 1, 1]}, [1, 1, 1])
    assert feedback.verdict == "slip"
    assert "∞" in feedback.text
    lost = check_cell(Weights.ones(b_g=-1e300), {"c": [None, None, None, 1]}, [1] * 4, c0=1e300)
    assert lost.verdict == "slip"
    assert "c = nan" in lost.text


# ---- which gate to look at -----------------------------------------------------------------------

GATES = FORGET, INPUT, CANDIDATE, OUTPUT = (
    "the forget gate (f = 1)",
    "the input gate (i = 1)",
    "the candidate (g = 1)",
    "the output gate (o = 1)",
)


@pytest.mark.parametrize(
    ("weights", "want", "asked", "gates"),
    [
        ({}, {"h": [5]}, {}, "the input gate (i = 1), the candidate (g = 1) and the output gate"),
        ({}, {"c": [1], "h": [5]}, {}, "the output gate (o = 1)"),
        ({"w_o": 2}, {"h": [1]}, {}, "the output gate (o = 2)"),
        ({}, {"c": [5]}, {}, "the input gate (i = 1) and the candidate (g = 1)"),
        ({"w_g": 0}, {"c": [5]}, {}, "the candidate (g = 0)"),
        ({"w_i": 0}, {"h": [5]}, {}, "the input gate (i = 0)"),
        ({}, {"keep": [0, 1]}, {"inputs": [1, 1]}, "the forget gate (f = 2)"),
        ({}, {"write": [3]}, {}, "the input gate (i = 1) and the candidate (g = 1)"),
        ({}, {"f": [3]}, {}, "the forget gate (f = 1)"),
        ({}, {"c": [1]}, {"c0": 5}, "the forget gate (f = 1)"),  # what is written is right
        ({}, {"c": [5]}, {"c0": 5}, "the input gate (i = 1) and the candidate (g = 1)"),
        ({}, {"c": [2]}, {"c0": 5}, "the forget gate (f = 1), the input gate (i = 1) and the cand"),
        ({"w_i": 5}, {"c": [5]}, {"c0": 5}, "the input gate (i = 5) and the candidate (g = 1)"),
        ({}, {"keep": [5], "c": [7]}, {"c0": 5}, "the input gate (i = 1) and the candidate"),
        ({}, {"write": [1], "c": [7]}, {"c0": 5}, "the forget gate (f = 1)"),
        ({}, {"c_act": [2]}, {"c0": 5}, f"{FORGET}, {INPUT} and {CANDIDATE}"),
        ({}, {"c_act": [1]}, {"c0": 5}, FORGET),
        ({}, {"c_act": [5]}, {"c0": 5}, f"{INPUT} and {CANDIDATE}"),
        ({}, {"h": [4]}, {"c0": 5}, f"{FORGET}, {INPUT}, {CANDIDATE} and {OUTPUT}"),
        *(({}, {f"z_{name}": [3]}, {}, says) for name, says in zip("figo", GATES, strict=True)),
        *(({}, {name: [3]}, {}, says) for name, says in zip("figo", GATES, strict=True)),
    ],
)
def test_it_says_which_gate_to_look_at(weights: dict, want: dict, asked: dict, gates: str) -> None:
    text = check_cell(Weights.ones(**weights), want, **{"inputs": [1]} | asked).text
    assert f" was wanted: look at {gates}" in text
    assert gates.endswith(("cand", "candidate", "output gate")) or text.endswith(f"{gates}.")


@given(
    st.builds(Weights, **dict.fromkeys(WEIGHT_NAMES, st.sampled_from([0, 1, -1, 0.5, 2]))),
    st.sampled_from(sorted(set(QUANTITIES) - {"x", "h_prev", "c_prev"})),
    st.sampled_from([0.0, 1.0, -1.0, 3.0]),
    st.sampled_from([IDENTITY, STANDARD]),
    st.sampled_from([0.0, 2.0]),
)
def test_a_gate_to_look_at_can_change_what_is_off(weights, name, number, pair, c0) -> None:
    feedback = check_cell(weights, {name: [number]}, [1], c0=c0, activations=pair)
    looked_at = re.findall(r"\((\w) = ", feedback.text)
    if not looked_at:  # there is nothing that could be kept
        assert feedback.verdict == "right" or (name, c0) == ("keep", 0)
        return

    def values(**biases: float) -> float:
        changed = weights.replace(
            **{f"b_{gate}": getattr(weights, f"b_{gate}") + by for gate, by in biases.items()}
        )
        return float(getattr(run(changed, [1], 0, c0, pair)[0], name))

    alone = [gate for gate in looked_at if values(**{gate: 0.4}) != values()]
    together = values(**dict.fromkeys(looked_at, 0.4)) != values()
    assert alone or together, feedback


# ---- no more than was asked ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "weights", "verdict"),
    [
        ("one u", {"u_f": 0}, "right"),
        ("one u", {"w_f": 0}, "slip"),
        ("one u", {"b_f": -1}, "slip"),
        ("one u", {"u_f": 0, "b_o": 2}, "slip"),
        ("one weight", {"w_f": 0}, "right"),
        ("one weight", {"w_f": 0.5, "b_f": -0.5}, "slip"),
        ("two weight", {"w_f": 0.5, "b_f": -0.5}, "right"),
        ("u_f", {"u_f": 0}, "right"),
        ("u_f", {"w_f": 0}, "slip"),
        ("w_f b_f", {"w_f": 0.5, "b_f": -0.5}, "right"),
        ("", {"w_f": 0.5, "b_f": -0.5, "u_o": 7}, "right"),
    ],
)
def test_a_change_is_held_to_what_was_asked(change: str, weights: dict, verdict: str) -> None:
    wanted = {"keep": [0, 1], "c": [1, 5]}
    feedback = check_cell(Weights.ones(**weights), wanted, [1, 1], change=change)
    assert feedback.verdict == verdict, feedback


@pytest.mark.parametrize(
    ("change", "weights", "says"),
    [
        ("one u", {}, "These are the weights as they were: the task is to change one recurrent k"),
        ("one b", {"w_o": 0}, "does it, but with w_o changed: the task is to change one bias alon"),
        ("two b", {"w_o": 2}, "You changed w_o: the task is to change two biases alone."),
        ("one b", {"b_i": 2, "b_f": 2, "b_o": 0}, "You changed b_f and b_i: the task is to cha"),
        ("b_f b_o", {"b_f": 2, "b_g": 1, "b_o": 3}, "changed b_f, b_g and b_o: the task is to ch"),
        ("one b", {"b_i": 2}, "At time step 1 your cell has h = 3, and 0 was wanted: look at"),
    ],
)
def test_it_says_in_one_sentence_what_was_changed_too_much(
    change: str, weights: dict, says: str
) -> None:
    text = check_cell(Weights.ones(**weights), {"h": [0, 0, 0]}, [1, 1, 1], change=change).text
    assert says in text
    assert text.count(". ") == 0


def test_too_much_and_elsewhere_is_said_and_nothing_else() -> None:
    asked = {"want": {"h": [0]}, "inputs": [1], "change": "two b"}
    assert check_cell(Weights.ones(w_o=2), **asked).text == (
        "You changed w_o: the task is to change two biases alone."
    )
    assert check_cell(Weights.ones(w_o=0), **asked).text == (
        "Your cell does it, but with w_o changed: the task is to change two biases alone."
    )
    assert check_cell(Weights.ones(b_o=1), **asked).text == (
        "At time step 1 your cell has h = 2, and 0 was wanted: look at the input gate (i = 1), "
        "the candidate (g = 1) and the output gate (o = 2)."
    )


def test_a_change_may_start_elsewhere() -> None:
    start = Weights.ones(u_f=0, u_i=0)
    asked = {"want": {"h": [3]}, "inputs": [1], "change": "one w"}
    assert check_cell(start.replace(w_o=3), **asked, start=start).verdict == "right"
    assert check_cell(start.replace(w_o=3), **asked).verdict == "slip"


@pytest.mark.parametrize("change", ["one", "four u", "one z", "w_x", "one u b", "u"])
def test_a_change_that_cannot_be_understood_is_the_authors_slip(change: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"change is {change!r}; expected a number and")):
        check_cell(..., {"h": [1]}, [1], change=change)


def test_every_task_is_said_in_words() -> None:
    kinds = {
        "w": ("kernel", "kernels"),
        "u": ("recurrent kernel", "recurrent kernels"),
        "b": ("bias", "biases"),
        "weight": ("weight", "weights"),
    }
    for kind, (one, several) in kinds.items():
        for count, word in {"one": one, "two": several, "three": several}.items():
            text = check_cell(Weights.ones(), {"h": [0]}, [1], change=f"{count} {kind}").text
            task = f"the task is to change {count} {word} alone."
            assert text == f"These are the weights as they were: {task}"


def test_three_are_one_more_than_two_and_each_kind_is_its_own() -> None:
    changed = Weights.ones(b_f=0.5, b_i=0.25, b_o=-0.5)
    asked = {"want": {"c": [1.25]}, "inputs": [1]}
    said = {
        change: check_cell(changed, **asked, change=change).verdict
        for change in ("three b", "two b", "three u", "three weight", "two weight", "b_f b_i b_o")
    }
    assert [change for change, verdict in said.items() if verdict == "right"] == [
        "three b",
        "three weight",
        "b_f b_i b_o",
    ]


def test_what_a_lesson_cannot_have_meant_is_refused_in_one_sentence() -> None:
    wrong: list[tuple[type[Exception], str, dict[str, Any]]] = [
        (TypeError, 'want is 5; expected numbers by name, as {"h": [1, 12]}.', {"want": 5}),
        (TypeError, "change is 5; expected a text, such as 'one u'.", {"change": 5}),
        (TypeError, "start is 5; expected Weights, such as Weights.ones().", {"start": 5}),
        (ValueError, "within is -1.0; expected 0 or more.", {"within": -1}),
        (
            ValueError,
            "want has 2 numbers for h; expected one for each of the 1 inputs at most.",
            {"want": {"h": [1, 2]}},
        ),
        (
            ValueError,
            "change is 'one z'; expected a number and a kind, such as 'one u', or names of "
            f"weights: {', '.join(WEIGHT_NAMES)}.",
            {"change": "one z"},
        ),
    ]
    for kind, says, given_ in wrong:
        with pytest.raises(kind, match=f"^{re.escape(says)}$"):
            check_cell(..., **{"want": {"h": [1]}, "inputs": [1]} | given_)
    assert check_cell(Weights.ones(), {"h": [1]}, [1], within=0).verdict == "right"


# ---- what is no weights --------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [..., None, "", "  "])
def test_what_is_not_filled_in_is_no_slip(answer: Any) -> None:
    feedback = check_cell(answer, {"h": [1]}, [1])
    assert feedback.verdict == "open"
    assert feedback.text.startswith("no weights chosen yet: ")


AS_IN = "as in Weights.ones(w_f=...)"


@pytest.mark.parametrize(
    ("came", "says"),
    [
        (lambda: 5, f"one number, and a cell has twelve weights: say which one it is, {AS_IN}"),
        (lambda: 0.5, f"one number, and a cell has twelve weights: say which one it is, {AS_IN}"),
        (lambda: True, f"no weights: type them {AS_IN}"),
        (lambda: "Weights.ones(w_o=5)", "a text: take the quotes away"),
        (lambda: [1, 2], f"a list, and weights go by their names, {AS_IN}"),
        (
            lambda: (Weights.ones(), 5),
            f"a row of several things: type them in one pair of ( ), {AS_IN}",
        ),
        (lambda: {"w_o": 5}, "a dict: put Weights.ones(**...) around it"),
        (lambda: np.ones(12), f"an array, and weights go by their names, {AS_IN}"),
        (lambda: Weights, f"the word alone: go on behind it, {AS_IN}"),
        (
            lambda: Weights.ones,
            f"a function that nobody has called: put ( ) behind it, {AS_IN}",
        ),
        (lambda: run(Weights.ones(), [1]), "a run, which weights lead to"),
        (lambda: run(Weights.ones(), [1])[0], "a time step, which weights lead to"),
        (lambda: Explorer(inputs=[1]), "the live cell: put .weights behind its name"),
        (lambda: object(), f"no weights (object): type them {AS_IN}"),
    ],
)
def test_it_says_what_came_in_the_place_of_weights(came: Callable[[], Any], says: str) -> None:
    feedback = check_cell(came(), {"h": [5]}, [1])
    assert feedback.verdict == "slip"
    assert feedback.text == f"That is {says}."


def test_a_layers_weights_are_no_weights_of_the_cell() -> None:
    feedback = check_cell(Weights.ones(features=2, units=3), {"h": [1]}, [1], change="one w")
    assert feedback.verdict == "slip"
    assert "2 features and 3 units" in feedback.text
