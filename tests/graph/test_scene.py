from __future__ import annotations

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


@pytest.mark.parametrize("upto", STAGES)
def test_a_scene_knows_what_the_walk_has_come_to(upto):
    scene = article(upto=upto)
    assert set(scene.known) == known(upto)
    assert scene.known.items() <= scene.steps[1].items()
    assert scene.complete == (upto == "h")
