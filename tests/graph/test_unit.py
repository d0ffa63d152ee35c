"""A unit of a layer by the table: what a run of it says, whatever is moved."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lstm_helpers import Weights, run
from lstm_helpers.cell.alone import Alone, alone
from lstm_helpers.cell.unit import unit_terms
from lstm_helpers.cell.weights import GATES
from lstm_helpers.graph import Scene
from lstm_helpers.graph.unit import Unit, moved_name, terms_of, unit_of, unroll_unit
from tests.cells import close, random_cell

TRACE = run(*random_cell(np.random.default_rng(62), batch=1, time=5, features=13, units=8))


def taken_out(unit: int) -> tuple[Alone, Unit]:
    """A unit's last three steps."""
    one = alone(TRACE, unit, 0, None, 3)
    return one, unit_of(one)


def worked_through(one: Alone, unit: Unit, moved: dict[str, float]) -> list[dict[str, float]]:
    names = [f"{kind}_{gate}" for kind in "ub" for gate in GATES]
    own = {name: float(getattr(one.weights, name).item()) for name in names}
    return unroll_unit(unit, own, moved, one.h0, one.c0, one.weights.activations)


@pytest.mark.parametrize("n", [0, 5, 7])
def test_a_unit_by_the_table_is_what_a_run_says_whatever_is_moved(n: int) -> None:
    one, unit = taken_out(n)
    at = unit.places[1][2]
    moved = one.inputs.copy()
    moved[1, at] += 0.75
    changes = {moved_name(unit.numbers[1], at): float(moved[1, at])}
    for inputs, change in ((one.inputs, {}), (moved, changes)):
        again = run(one.weights, inputs, one.h0, one.c0)
        steps = worked_through(one, unit, change)
        for name in ("z_f", "i", "g", "o", "c", "h", "h_prev", "c_prev"):
            assert close([step[name] for step in steps], getattr(again, name)[:, 0]), name


def test_a_sum_has_its_largest_products_one_by_one_and_the_others_as_one_number() -> None:
    one, unit = taken_out(5)
    for n, values in enumerate(worked_through(one, unit, {})):
        for gate in GATES:
            every = unit_terms(TRACE[unit.numbers[n] - 1], gate, (0, 5))
            sums = terms_of(unit, gate, n, values)
            alive = (unit.places[n], [5])
            for sum_, terms, first in zip(sums, every, alive, strict=True):
                places = [term.place for term in sum_.terms]
                assert places[: len(first)] == first
                listed = sum_.terms[len(first) :]
                left = [abs(t.product) for t in terms if t.place not in places]
                assert (len(listed), len(left)) == (5, sum_.more)
                sizes = [abs(term.product) for term in listed]
                assert sizes == sorted(sizes, reverse=True)
                assert min(sizes) >= max(left)
                true = [terms[place] for place in places]
                assert close([t.weight for t in sum_.terms], [t.weight for t in true])
                assert close([t.value for t in sum_.terms], [t.value for t in true])
                rest = math.fsum(t.product for t in terms if t.place not in places)
                assert close(sum_.rest, rest)


def test_the_six_features_that_can_do_most_have_a_slider() -> None:
    one, unit = taken_out(5)
    weights = np.stack([getattr(TRACE.weights, f"w_{gate}")[:, 5] for gate in GATES])
    for row, places, values in zip(one.inputs, unit.places, unit.values, strict=True):
        sizes = np.abs(row[:13] * weights).max(axis=0)
        assert places == sorted(np.argsort(sizes)[-6:].tolist())
        assert values == row[places].tolist()
    assert list(unit.kernel) == [str(n) for n in sorted({n for at in unit.places for n in at})]
    for place, kernel in unit.kernel.items():
        assert kernel == weights[:, int(place)].tolist()


def test_of_equal_features_the_first_have_a_slider() -> None:
    layer = run(Weights.ones(features=40, units=2), [[0.01 * (n % 2) for n in range(40)]])
    unit = unit_of(alone(layer, 0, None, None, 12))
    assert unit.places == [[1, 3, 5, 7, 9, 11]]
    assert [place for place, _, _ in unit.rest["w_f"][0][0]] == [13, 15, 17, 19, 21]


def test_a_scene_of_a_unit_knows_its_sums_and_what_its_steps_are_called() -> None:
    one, unit = taken_out(5)
    assert (unit.unit, unit.units, unit.features, unit.last) == (5, 8, 13, 5)
    scene = Scene(worked_through(one, unit, {}), 2, unit=unit)
    assert (list(scene.numbers), scene.number, scene.several) == ([3, 4, 5], 4, ("x",))
    assert {"w_f·x", "u_f·h_prev", "x[0]"} & set(scene.known) >= {"w_f·x", "u_f·h_prev"}


def test_a_single_feature_is_called_x() -> None:
    layer = run(Weights.ones(features=1, units=2), [[0.25], [0.5]])
    one = alone(layer, 1, None, None, 12)
    unit = unit_of(one)
    steps = worked_through(one, unit, {moved_name(2, 0): 0.75})
    assert [(step["x"], step["x[0]"]) for step in steps] == [(0.25, 0.25), (0.75, 0.75)]
    scene = Scene(steps, 2, unit=unit)
    assert (scene.several, scene.known["x"]) == ((), 0.75)
