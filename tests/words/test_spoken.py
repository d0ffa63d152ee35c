"""What is said aloud: equations in words, all of a picture, and what has changed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Weights
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph import unroll
from lstm_helpers.graph.neighbours import PLACES, operands
from lstm_helpers.graph.scene import FACES, Scene
from lstm_helpers.graph.table import BY_NAME, OPERATIONS, STAGES
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.spoken import (
    SIGNS,
    described,
    spoken_change,
    spoken_equation,
)
from lstm_helpers.words.texts import NOTES, sentence
from tests.scenes import REAL, distinct, everywhere, scenes


def article(t: int = 3, pair=IDENTITY, **changes) -> Scene:
    steps = unroll(Weights.ones().as_dict(), [1.0] * 3, 0.0, 0.0, pair)
    return Scene(steps, t=t, activations=pair.names, **changes)


# ---- one quantity --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("f", "The forget gate is 1 times 1 plus 1 times 12 plus 0: 13."),
        ("keep", "What is kept of the old state is 13 times 6: 78."),
        ("c", "The cell state is 78 plus 169: 247."),
        ("c_act", "The activation leaves the cell state as it is: 247."),
        ("h", "The hidden state is 13 times 247: 3211."),
        ("x", "The input is 1."),
        ("h_prev", "The hidden state before is 12, the hidden state of time step 2."),
        ("u_f", "The recurrent kernel of the forget gate is 1."),
    ],
)
def test_the_articles_third_step_is_said_so(name: str, says: str) -> None:
    assert spoken_equation(name, article()).startswith(says)


def test_where_a_quantity_goes_is_said() -> None:
    assert spoken_equation("c", article(t=2)).endswith(
        "It goes into the activation and time step 3."
    )
    assert spoken_equation("c", article(t=3)).endswith("It goes into the activation.")
    goes = " It goes into the forget gate, the input gate, the candidate and the output gate."
    assert spoken_equation("x", article()).endswith(goes)


def test_before_the_first_step_there_is_none() -> None:
    assert spoken_equation("c_prev", article(t=1)).startswith(
        "The cell state before is 0, from before the first step."
    )


def test_an_activation_is_said_with_what_goes_into_it() -> None:
    scene = article(pair=STANDARD)
    z, f = (format_number(scene.known[name]) for name in ("z_f", "f"))
    said = spoken_equation("f", scene)
    assert f", that is {z}, put through sigmoid: {f}." in said
    assert " put through tanh: " in spoken_equation("c_act", scene)


def test_every_sign_of_an_operation_can_be_said() -> None:
    for operation in OPERATIONS.values():
        between = re.split(r"\{\w+\}", operation.pattern)
        assert set(filter(None, between)) <= set(SIGNS)


def test_a_minus_is_said_without_its_parentheses() -> None:
    says = "The forget gate is −0.5 times −0.5 plus −0.5 times −0.5 plus −0.5: −0.5."
    assert spoken_equation("f", everywhere(-0.5)).startswith(says)


@pytest.mark.parametrize("name", [n for n in PLACES if operands(n)])
def test_an_equation_in_words_has_every_operand_and_the_value(name: str) -> None:
    scene = distinct(activations=REAL)
    numbers = re.findall(r"\d+", spoken_equation(name, scene))
    assert {format_number(scene.known[each]) for each in (*operands(name), name)} <= set(numbers)


@pytest.mark.parametrize("pair", [("identity", "identity"), REAL])
@pytest.mark.parametrize("upto", STAGES)
def test_what_is_not_known_is_never_given_away(upto: str, pair: tuple[str, str]) -> None:
    scene = distinct(upto=upto, activations=pair)
    hidden = {format_number(v) for n, v in scene.steps[-1].items() if n not in scene.known}
    for name in PLACES:
        said = spoken_equation(name, scene)
        assert not hidden & set(re.findall(r"\d+", said)), said
        assert ("not known yet" in said) == (name not in scene.known)
    assert not hidden & set(re.findall(r"\d+", described(scene)))


@pytest.mark.parametrize("face", ["names", "weights"])
def test_a_picture_without_values_is_said_without(face) -> None:
    scene = distinct(face=face, activations=REAL)
    values = {format_number(v) for n, v in scene.known.items() if n not in WEIGHT_NAMES}
    for name in PLACES:
        assert not values & set(re.findall(r"\d+", spoken_equation(name, scene)))
    assert spoken_equation("f", distinct(face="names")).startswith(
        "The forget gate is its kernel times the input plus its recurrent kernel times "
    )


def test_gradients_are_said_by_where_they_come_from() -> None:
    scene = article(t=2, face="gradients", of="c")
    assert spoken_equation("c", scene) == (
        "A small change of the cell state reaches c₃ multiplied by 64 plus 13: 77. It goes "
        "back to what is kept of the old state and what is written to the state."
    )
    assert spoken_equation("c_prev", scene).endswith("It goes back to time step 1.")
    last = article(t=3, face="gradients", of="c")
    assert " reaches c₃ multiplied by 0 plus 1: 1." in spoken_equation("c", last)


@given(scenes, st.sampled_from((*PLACES, *WEIGHT_NAMES)))
def test_whatever_the_numbers_it_is_one_or_two_sentences(scene: Scene, name: str) -> None:
    said = spoken_equation(name, scene)
    assert said[0].isupper()
    assert said.endswith(".")
    assert "{" not in said


# ---- all of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("face", FACES)
def test_every_gate_is_named_on_every_face(face) -> None:
    said = described(distinct(face=face, activations=REAL))
    assert said.startswith(sentence(distinct(face=face, activations=REAL)))
    for gate in "figo":
        assert BY_NAME[gate].words in said.replace(sentence(distinct(face=face)), "")


def test_every_value_is_described_with_its_words() -> None:
    scene = distinct(activations=REAL)
    for name in PLACES:
        assert f"{BY_NAME[name].words} {format_number(scene.known[name])}" in described(scene)
    for name in WEIGHT_NAMES:
        weight = f"{BY_NAME[name].words} {format_number(scene.known[name])}"
        assert weight in described(distinct(face="weights"))


@pytest.mark.parametrize("upto", STAGES[:-1])
def test_what_is_not_known_yet_is_named(upto: str) -> None:
    scene = distinct(upto=upto, activations=REAL)
    named = described(scene).partition("Not known yet: ")[2].rstrip(".").split(", ")
    assert named == [BY_NAME[n].words for n in PLACES if n not in scene.known]


# ---- what has changed ----------------------------------------------------------------------------


def test_a_step_of_the_walk_is_said_by_its_sentence() -> None:
    before, now = article(upto="f"), article(upto="i")
    assert spoken_change(before, now) == sentence(now)
    assert spoken_change(article(t=2), article(t=3, upto="c_prev")).startswith("Time step 3: the ")


@pytest.mark.parametrize("face", FACES)
def test_another_face_is_described_whole(face) -> None:
    other = article(face="values" if face == "names" else "names")
    assert spoken_change(other, article(face=face)) == described(article(face=face))


def test_each_face_says_which_of_its_own_have_changed() -> None:
    steps = unroll(Weights.ones(w_f=2.0).as_dict(), [1.0] * 3, 0.0, 0.0, IDENTITY)
    said = {
        face: spoken_change(article(2, face=face), replace(article(2, face=face), steps=steps))
        for face in FACES
    }
    assert said["values"] == (
        "Changed: forget gate 3, kept of the old state 3, cell state 7, hidden state 14."
    )
    assert said["weights"] == "Changed: kernel of the forget gate 2."
    assert said["names"] == ""
    assert re.match(r"Gradients changed: input \d+, .*hidden state \d+\.$", said["gradients"])


def test_nothing_has_changed() -> None:
    assert spoken_change(article(), article()) == ""


def test_what_is_no_number_is_explained() -> None:
    said = spoken_change(everywhere(1.0), everywhere(float("nan")))
    assert said.endswith(NOTES["nan"])
