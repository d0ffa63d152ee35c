"""What a scene is written into the picture with: widths, and how much is seen of a wire."""

from __future__ import annotations

import math

import pytest

from lstm_helpers import STANDARD, Explorer, Weights, run
from lstm_helpers.graph.scene import Scene
from lstm_helpers.picture.svg import carried_width, short, wire_opacities, wire_width


def test_a_wire_for_any_number_is_at_least_1_and_at_most_4_wide() -> None:
    widths = {0.0: 1, 1.0: 2.5, -1.0: 2.5, 3.0: 3.25, 1e9 + 0.5: 4, -math.inf: 4, math.nan: 1}
    assert [wire_width(value) for value in widths] == list(widths.values())
    assert 3.9999 < wire_width(1e9) < 4  # no step where large numbers begin


def test_a_wires_width_is_rounded_and_what_is_not_known_has_a_middle_one() -> None:
    scene = Scene([{"x": 0.3}])
    assert carried_width("x", scene) == 1.69
    assert carried_width("f", scene) == 2
    assert carried_width("", scene) == 1.6
    assert {carried_width("x", Scene([{"x": 9.0}], face="names"))} == {1.6}


@pytest.mark.parametrize(
    ("face", "seen"),
    [
        ("values", [(1, 0), (0.3, 0), (1, 0)]),
        ("names", [(1, 0)] * 3),
        ("weights", [(1, 0)] * 3),
    ],
)
def test_only_among_values_a_wire_is_faint_and_only_while_its_own_is_not_known(face, seen) -> None:
    scene = Scene([{"x": 1.0}], face=face)
    assert [wire_opacities(carries, scene) for carries in ("x", "f", "")] == seen


def test_gradients_are_seen_backwards_alone() -> None:
    scene = Explorer(inputs=[1, 1]).scene
    back = Scene(scene.steps, 2, face="gradients")
    assert (carried_width("h", back), carried_width("o", back)) == (2.5, 3.57)
    assert [wire_opacities(carries, back) for carries in ("x", "f", "")] == [(0, 1)] * 3


def test_several_features_are_known_although_they_are_no_single_number() -> None:
    layer = run(Weights.ones(features=2, units=2), [[1, -1]], activations=STANDARD)
    unit = Explorer.unit(layer, 1).scene
    assert "x" not in unit.known
    assert wire_opacities("x", unit) == (1, 0)


def test_a_drawings_numbers_have_two_places_and_no_minus_before_zero() -> None:
    assert [short(n) for n in (1 / 3, 2.0, -0.001, 562.125, True)] == [
        *("0.33", "2", "0", "562.12", "1")
    ]
    assert (short(1 / 3, 1), short(2 / 3, 0)) == ("0.3", "1")
