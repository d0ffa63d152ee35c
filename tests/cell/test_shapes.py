"""What a run takes, and the one form that all of it becomes."""

from __future__ import annotations

import numpy as np
import pytest

from lstm_helpers import Weights
from lstm_helpers.cell.shapes import prepare
from tests.cells import random_cell

LAYER = random_cell(np.random.default_rng(1), batch=1, time=1, features=2, units=3).weights


def test_numbers_stay_numbers():
    cell = prepare(Weights.ones(), (1, 2, 3), h0=4, c0=5)
    assert (cell.ndim, list(cell.over_time()), cell.h0, cell.c0) == (1, [1.0, 2.0, 3.0], 4.0, 5.0)
    assert all(type(value) is float for value in (*cell.over_time(), cell.h0, cell.c0))


def test_a_batch_is_gone_through_along_its_time():
    inputs = np.arange(24.0).reshape(4, 3, 2)
    cell = prepare(LAYER, inputs)
    steps = list(cell.over_time())
    assert len(steps) == 3
    for t, step in enumerate(steps):
        np.testing.assert_array_equal(step, inputs[:, t])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (7, np.full((4, 3), 7.0)),
        ([1, 2, 3], np.tile([1.0, 2.0, 3.0], (4, 1))),
        (np.arange(12).reshape(4, 3), np.arange(12.0).reshape(4, 3)),
    ],
    ids=["one number", "one for each unit", "one for each unit and sequence"],
)
def test_a_state_is_spread_over_units_and_sequences(given, expected):
    cell = prepare(LAYER, np.zeros((4, 5, 2)), c0=given)
    np.testing.assert_array_equal(cell.c0, expected)
    np.testing.assert_array_equal(cell.h0, np.zeros((4, 3)))


def test_a_cell_of_one_feature_and_one_unit_serves_numbers_and_arrays():
    arrays = Weights.ones().as_arrays()
    assert prepare(arrays, [1, 2]).weights.is_scalar
    assert not prepare(Weights.ones(), [[1], [2]]).weights.is_scalar


@pytest.mark.parametrize(
    ("shape", "batched", "over_time", "last"),
    [
        ((5,), (1, 5, 1), (5,), ()),
        ((5, 2), (1, 5, 2), (5, 3), (3,)),
        ((4, 5, 2), (4, 5, 2), (4, 5, 3), (4, 3)),
    ],
    ids=["numbers", "sequence", "batch"],
)
def test_all_becomes_a_batch_and_its_results_go_back_to_what_was_given(
    shape, batched, over_time, last
):
    cell = prepare(Weights.ones() if len(shape) == 1 else LAYER, np.zeros(shape))
    batch = cell.batched()
    assert batch.inputs.shape == batched
    units = batch.weights.units
    assert batch.h0.shape == batch.c0.shape == (batched[0], units)
    assert np.shape(cell.unbatch(np.zeros((*batched[:2], units)))) == over_time
    assert np.shape(cell.unbatch(np.zeros((batched[0], units)))) == last


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"inputs": []}, r"inputs has shape \(0,\); expected at least one time step"),
        ({"inputs": 3}, r"inputs has shape \(\); expected at least one time step"),
        ({"inputs": [1, 2]}, "have 2 features and 3 units, but each input is one plain number"),
        ({"inputs": np.zeros((5, 4))}, r"inputs has shape \(5, 4\), expected \(time, 2\) or"),
        ({"h0": [1, 2]}, r"h0 has shape \(2,\), expected \(4, 3\) or one number"),
        ({"c0": np.zeros((2, 3))}, r"c0 has shape \(2, 3\), expected \(4, 3\) or one number"),
    ],
    ids=lambda case: next(iter(case)) if isinstance(case, dict) else "",
)
def test_what_does_not_fit_is_refused_in_a_sentence(given, sentence):
    with pytest.raises(ValueError, match=sentence):
        prepare(**{"weights": LAYER, "inputs": np.zeros((4, 5, 2))} | given)


def test_a_state_of_the_scalar_cell_is_one_number():
    with pytest.raises(ValueError, match=r"h0 has shape .* expects one plain number"):
        prepare(Weights.ones(), [1, 1], h0=[1, 2])


def test_weights_are_weights():
    with pytest.raises(TypeError, match="weights is a dict; expected Weights"):
        prepare({"w_f": 1}, [1, 1, 1])
