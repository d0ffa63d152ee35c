from __future__ import annotations

from dataclasses import fields

import pytest

from lstm_helpers import Weights
from lstm_helpers.cell.activations import IDENTITY
from lstm_helpers.graph import STAGES, Scene, known, unroll


def article(t: int = 2, upto: str = "h", **changes) -> Scene:
    steps = unroll(Weights.ones().as_dict(), (1.0, 1.0, 1.0), 0.0, 0.0, IDENTITY)
    return Scene(steps, t, upto, **changes)


@pytest.mark.parametrize("face", ["values", "gradients"])
def test_what_no_gradient_can_be_of_is_refused_on_every_face(face):
    with pytest.raises(ValueError, match="of is 'z'; a gradient is of 'h' or of 'c'"):
        article(face=face, of="z")


@pytest.mark.parametrize("t", [0, -1, 4])
def test_a_time_step_that_is_not_there_is_refused(t):
    with pytest.raises(ValueError, match=f"t is {t}; expected a time step from 1 to 3"):
        article(t)


def test_a_stage_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="upto is 'forget'; expected one of the stages"):
        article(upto="forget")


def test_a_face_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="face is 'numbers'; expected one of values, weights"):
        article(face="numbers")


def test_what_is_no_number_or_no_text_is_told() -> None:
    with pytest.raises(TypeError, match=r"^t is 1\.5 \(float\); expected a whole number\.$"):
        article(1.5)
    with pytest.raises(TypeError, match=r"^title is 3 \(int\); expected a text\.$"):
        article(title=3)


def test_of_itself_a_scene_shows_the_values_of_the_first_step_known_to_the_end() -> None:
    scene = Scene(article().steps)
    assert (scene.t, scene.upto, scene.face, scene.of) == (1, "h", "values", "h")
    assert (scene.activations, scene.title) == (("identity", "identity"), "")
    assert (scene.asked, scene.unit, scene.open, scene.gradients) == ((), None, (), ())
    assert (list(scene.numbers), scene.number, scene.several) == ([1, 2, 3], 1, ())


def test_what_is_worked_out_cannot_be_given() -> None:
    worked_out = [field.name for field in fields(Scene) if field.init is False]
    assert worked_out == ["known", "gradients", "open"]
    assert {field.init for field in fields(Scene)} == {True, False}


def test_at_the_start_all_that_comes_in_glows_and_later_the_stage_itself() -> None:
    lit = [article(upto=upto).lit for upto in STAGES]
    assert lit == [("x", "h_prev", "c_prev"), *((upto,) for upto in STAGES[1:-1]), ()]


@pytest.mark.parametrize("upto", STAGES)
def test_a_scene_knows_what_the_walk_has_come_to(upto):
    scene = article(upto=upto)
    assert set(scene.known) == known(upto)
    assert scene.known.items() <= scene.steps[1].items()
    assert scene.complete == (upto == "h")
