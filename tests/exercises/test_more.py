"""More on feedback: cells that a learner has built, and gradients that a learner predicts."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest

from lstm_helpers import (
    IDENTITY,
    STANDARD,
    Activations,
    Question,
    Weights,
    backward,
    check_cell,
    run,
)
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.exercises import Asked, check, check_choice, check_gradient, check_number
from lstm_helpers.exercises.check import look_at
from lstm_helpers.exercises.slips import Case
from lstm_helpers.words.numbers import format_number

ANSWERS = (0, 1, 2, 13, 1495, -1, 0.5, float("inf"), float("nan"), "6", "six", "", None, [1], True)


@pytest.mark.parametrize("through_h", [True, False])
def test_whatever_gradient_is_typed_there_is_an_answer(through_h: bool) -> None:
    for name, of in product([*QUANTITIES, *WEIGHT_NAMES], "hc"):
        for t in (1, 2, 3) if name in QUANTITIES else (1, 2, 3, None):
            case = Case(Setting(), Asked(name, t, of, through_h))
            for answer in ANSWERS:
                feedback = look_at(case, answer)
                assert feedback.verdict in ("open", "right", "slip"), (name, of, t, answer)


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: check("nope", 1), "there is no quantity 'nope'; expected one of w_f, u_f"),
        (lambda: check_gradient("nope", 1, t=1), "there is no quantity 'nope'; expected one of"),
        (lambda: check_gradient("c", 1, t=1, of="z"), "of is 'z'; a gradient is of 'h' or of 'c'"),
        (
            lambda: check_choice("nope", "a"),
            "there is no question 'nope'; expected the name of one of the lessons'",
        ),
        (
            lambda: check_cell(Weights.ones(), {"h": [1, 12, 3]}, [1, 1]),
            "want has 3 numbers for h; expected one for each of the 2 inputs at most.",
        ),
        (lambda: check_cell(..., {"nope": [1]}, [1]), "there is no quantity 'nope'; expected one"),
    ],
)
def test_an_authors_slip_is_an_error_in_one_sentence(ask: Callable[[], object], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        ask()


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (
            lambda: check("c", 1, weights=5),
            "weights is 5; expected Weights, such as Weights.ones().",
        ),
        (lambda: check("c", 1, t="2"), "t is '2'; expected a time step from 1 to 3."),
        (lambda: check("c", 1, t=2.5), "t is 2.5; expected a time step from 1 to 3."),
        (lambda: check("w_f", 1, t=None), "t is None; expected a time step from 1 to 3."),
        (
            lambda: check_gradient("w_f", 1, of="x"),
            "of is 'x'; a gradient is of 'h' or of 'c' at the last time step.",
        ),
        (
            lambda: check_gradient("c", 1, t=1, through_h=1),
            "through_h is 1; expected True or False.",
        ),
        (
            lambda: check_number("c", 1, "x"),
            "truth is 'x' (str); expected a number or an array of numbers.",
        ),
        (
            lambda: check_number("c", 1, 2, {1}),
            'slips is {1}; expected numbers by words, as {"is c": 6}.',
        ),
        (
            lambda: check_choice("05 a", "b"),
            "the question '05 a' asks for a number; expected one with options.",
        ),
        (
            lambda: check_choice("forgett", "b"),
            "there is no question 'forgett'; expected the name of one of the lessons', did you "
            "mean 'forget'?",
        ),
        (
            lambda: check_choice(["forget"], "b"),
            "there is no question ['forget']; expected the name of one of the lessons', such as "
            "'forget'.",
        ),
        (Question, "no question is named; expected a name such as Question('forget')."),
    ],
)
def test_it_says_what_was_given_what_was_expected_and_no_more(
    ask: Callable[[], object], says: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{re.escape(says)}$"):
        ask()


def test_a_time_step_may_be_a_whole_float() -> None:
    assert check("c", 6, t=2.0) == check("c", 6, t=2)  # type: ignore[arg-type]


@pytest.mark.parametrize("activations", [IDENTITY, STANDARD])
def test_the_gradient_itself_is_right_and_never_told(activations: Activations) -> None:
    weights = Weights.ones(w_f=0.5, u_i=-1.5, b_o=0.25)
    trace = run(weights, [1, -2, 3], activations=activations)
    cell = {"weights": weights, "inputs": [1, -2, 3], "activations": activations}
    for t, gradients in enumerate(backward(weights, trace, dh=1), start=1):
        for name, gradient in gradients.as_dict().items():
            assert check_gradient(name, gradient, t=t, **cell).verdict == "right"
            told = check_gradient(name, 12345.6789, t=t, **cell)
            assert told.verdict == "slip"
            assert abs(gradient) < 10 or format_number(gradient) not in told.text


def test_a_zero_is_not_taken_for_one_of_the_many_gradients_that_are_0() -> None:
    nothing_by_way_of_h = Weights.ones(u_f=0, u_i=0, u_g=0, u_o=0)
    feedback = check_gradient("c", 0, t=2, weights=nothing_by_way_of_h)
    assert "is ∂" not in feedback.text


@pytest.mark.parametrize(
    ("name", "answer", "asked", "says"),
    [
        ("c", 169, {"t": 2}, "along the cell state alone: what comes back by way of h"),
        ("c", 77, {"t": 2, "of": "c", "through_h": False}, "is the whole gradient"),
        ("c", 77, {"t": 2}, "would be right for c₃; meant is h₃."),
        ("f", -78, {"t": 3}, "−78 has the right size: look at the signs."),
        ("f", 13, {"t": 3}, "13 is what arrives: it still goes through a black dot or a weight."),
        ("c", 14443, {"t": 2}, "14443: look at the time step. Asked for is ∂c at time step 2."),
        ("f", 247, {"t": 3}, "247 is ∂o; asked for is ∂f."),
        ("f", 5, {"t": 3}, "Put the numbers into ∂f₃ = ∂keep₃·c_prev₃, one by one."),
        ("f", 77, {"t": 3}, "77 is close: calculate once more."),
        ("w_f", 5, {}, "Add up ∂w_f of all time steps."),
        ("c", 0, {"t": 2, "through_h": False}, "0 leaves out what comes back from the next time"),
        ("c", 5, {"t": 1, "of": "c", "through_h": False}, "each step back multiplies by its f."),
    ],
)
def test_a_slip_on_the_way_back_is_named(name: str, answer: float, asked: dict, says: str) -> None:
    feedback = check_gradient(name, answer, **asked)
    assert feedback.verdict == "slip"
    assert says in feedback.text


def test_a_weight_may_be_asked_for_as_a_whole() -> None:
    assert repr(check_gradient("w_f", ...)).startswith("✎ ∂w_f is not filled in yet")
    assert repr(check_gradient("w_f", 1573)) == (
        "✓ 1573 is right: a small change of w_f changes h₃ by 1573 times as much."
    )


@pytest.mark.parametrize("asked", [{}, {"t": 0}, {"t": 4}])
def test_a_time_step_that_is_none_is_refused(asked: dict) -> None:
    with pytest.raises(ValueError, match="expected a time step from 1 to 3"):
        check_gradient("c", 1, **asked)
