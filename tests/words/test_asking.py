"""The questions under the picture, and what is said where a number is not known."""

from __future__ import annotations

import pytest

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights
from lstm_helpers.graph import Scene, backpropagate, unroll
from lstm_helpers.graph.asked import ASKABLE
from lstm_helpers.words import sentence, text_table
from lstm_helpers.words.asking import ASKED_WORDS, asked_steps, asks_at, question, still_stands
from lstm_helpers.words.texts import GRADIENT_DOES


def scene(t: int, asked, pair: Activations = IDENTITY, **changes) -> Scene:
    steps = unroll(Weights.ones().as_dict(), [1.0] * 3, 0.0, 0.0, pair)
    return Scene(steps, t, activations=pair.names, asked=asked, **changes)


def here(t: int, **asked: bool) -> list[dict[str, bool]]:
    return [{}] * (t - 1) + [asked]


QUESTIONS = [
    (2, "f", IDENTITY, "the forget gate, f? Put the numbers into f = w_f·x + u_f·h_prev + b_f."),
    (
        2,
        "g",
        STANDARD,
        "the candidate, g? Put the numbers into g = tanh(w_g·x + ",
    ),
    (2, "keep", IDENTITY, "kept of the old state, keep? Put the numbers into keep = f·c_prev."),
    (2, "write", IDENTITY, "written to the state, write? Put the numbers into write = i·g."),
    (2, "c", IDENTITY, "the cell state, c? Put the numbers into c = keep + write."),
    (3, "h_prev", IDENTITY, "the hidden state before, h_prev? It is h of time step 2."),
    (1, "c_prev", IDENTITY, "the cell state before, c_prev? Nothing comes before time step 1: "),
]


@pytest.mark.parametrize(("t", "name", "pair", "says"), QUESTIONS)
def test_a_question_asks_in_words_and_says_how_to_come_to_it(t, name, pair, says):
    asking = scene(t, here(t, **{name: False}), pair)
    assert question(asking, name).startswith(f"What is {says}")
    assert sentence(asking) == question(asking, name)
    assert sentence(asking) in text_table(asking)


def test_a_gradient_is_asked_for_by_its_formula():
    asking = scene(2, here(2, **{"∂c": False}), face="gradients")
    assert sentence(asking) == "What is ∂c₂? Put the numbers into ∂c₂ = ∂c_act₂ + ∂c_prev₃."


@pytest.mark.parametrize("name", ASKABLE)
def test_everything_that_can_be_asked_for_has_words_and_is_named_in_them(name):
    assert ASKED_WORDS[name].endswith(f", {name}")


def test_what_needs_an_earlier_time_step_sends_there():
    asked = [{}, {"c": False}, {"c": False}]
    assert sentence(scene(3, asked)) == (
        "Time step 2 comes first: what is still “?” there is needed here."
    )
    assert sentence(scene(2, asked)).startswith("What is the cell state, c?")
    solved = [{}, {"c": True}, {"c": False}]
    assert sentence(scene(3, solved)).startswith("What is the cell state, c?")


def test_what_needs_a_later_time_step_sends_there_when_it_goes_backwards():
    asked = [{"∂c": False}, {"∂c": False}, {"∂c": False}]
    assert sentence(scene(1, asked, face="gradients")).startswith("Time step 3 comes first")
    assert sentence(scene(3, asked, face="gradients")).startswith("What is ∂c₃?")


def test_no_sentence_is_said_of_a_number_that_is_not_known():
    answered = scene(3, [{}, {"c": False}, {"c": True}])
    assert sentence(answered) == (
        "A black dot multiplies: the output gate times the activated state is the hidden state, h."
    )
    assert sentence(scene(3, here(2, c=False), face="gradients")) == GRADIENT_DOES
    assert "?" not in sentence(answered)


def test_a_walk_begins_with_what_is_given():
    walk = {"names": list(ASKABLE), "from": 1, "face": "values", "walk": True}
    assert set(ASKABLE) - set(asks_at(walk, 1, 3)) == {"h_prev", "c_prev"}
    assert tuple(asks_at(walk, 2, 3)) == ASKABLE
    backwards = {**walk, "from": 3, "face": "gradients"}
    assert {f"∂{name}" for name in ASKABLE} - set(asks_at(backwards, 3, 3)) == {"∂h"}
    assert len(list(asks_at(backwards, 2, 3))) == len(ASKABLE)
    assert list(asks_at({**backwards, "from": 2}, 3, 3)) == []
    assert list(asks_at(None, 1, 3)) == []


@pytest.mark.parametrize(
    ("number", "truth", "stands"),
    [
        (6.0, 6.0, True),
        (6.0, 6.1, False),
        (0.8808, 0.880797, True),
        (0.88, 0.880797, False),
        (12345.0, 12345.000000000002, True),
        (12345.0, 12346.0, False),
        (float("inf"), float("inf"), True),
        (float("nan"), float("nan"), True),
        (1.0, float("nan"), False),
        (1.0, float("inf"), False),
        (float("inf"), 1.0, False),
    ],
)
def test_an_answer_stands_as_long_as_it_is_written_as_the_truth_is(number, truth, stands):
    assert still_stands({"solved": True, "number": number}, truth) is stands
    assert still_stands({"solved": False, "number": number}, truth) is False


def test_of_gradients_the_answers_are_kept_by_their_mark():
    steps = unroll(Weights.ones().as_dict(), [1.0] * 2, 0.0, 0.0, IDENTITY)
    truths = backpropagate(steps, IDENTITY.names)
    predict = {"names": ["c"], "from": 2, "face": "gradients", "walk": False}
    answers = {"2 ∂c": {"solved": True, "number": 2.0}, "1 c": {"solved": True, "number": 1.0}}
    assert asked_steps(predict, answers, truths) == [{"∂c": False}, {"∂c": True}]
