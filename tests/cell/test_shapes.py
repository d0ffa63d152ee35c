"""What a run takes, and the one form that all of it becomes."""

from __future__ import annotations

import re

import numpy as np
import pytest

from lstm_helpers import Weights
from lstm_helpers.cell.shapes import prepare, require_shape
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


BATCH = np.zeros((4, 5, 2))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"inputs": []},
            "inputs has shape (0,); expected at least one time step, such as [1, 1, 1].",
        ),
        (
            {"inputs": 3},
            "inputs has shape (); expected at least one time step, such as [1, 1, 1].",
        ),
        (
            {"inputs": np.zeros((4, 0, 2))},
            "inputs has shape (4, 0, 2); expected at least one time step, such as [1, 1, 1].",
        ),
        (
            {"inputs": np.zeros((0, 2))},
            "inputs has shape (0, 2); expected at least one time step, such as [1, 1, 1].",
        ),
        (
            {"inputs": np.zeros((0, 5, 2))},
            "inputs has shape (0, 5, 2); expected at least one sequence in the batch.",
        ),
        (
            {"inputs": np.zeros((5, 0))},
            "inputs has shape (5, 0); expected at least one feature, which is a number at each "
            "time step.",
        ),
        (
            {"inputs": [1, 2]},
            "the weights have 2 features and 3 units, but each input is one plain number; give "
            "inputs whose last dimension is 2.",
        ),
        (
            {"weights": Weights.ones(1, 3), "inputs": [1, 2]},
            "the weights have 1 features and 3 units, but each input is one plain number; give "
            "inputs whose last dimension is 1.",
        ),
        (
            {"inputs": np.zeros((5, 4))},
            "inputs has shape (5, 4), expected (time, 2) or (batch, time, 2).",
        ),
        (
            {"inputs": np.zeros((1, 4, 5, 2))},
            "inputs has shape (1, 4, 5, 2), expected (time, 2) or (batch, time, 2).",
        ),
        ({"h0": [1, 2]}, "h0 has shape (2,), expected (4, 3) or one number."),
        ({"c0": np.zeros((2, 3))}, "c0 has shape (2, 3), expected (4, 3) or one number."),
        (
            {"weights": Weights.ones(), "inputs": [1, 1], "h0": [1, 2]},
            "h0 has shape (2,); the scalar cell expects one plain number.",
        ),
        (
            {"weights": Weights.ones(), "inputs": [1, 1], "c0": [1]},
            "c0 has shape (1,); the scalar cell expects one plain number.",
        ),
        (
            {"mask": [1, 0]},
            "mask has shape (2,), expected (4, 5): one for each time step.",
        ),
        (
            {"weights": Weights.ones(), "inputs": [1, 1], "mask": True},
            "mask has shape (), expected (2,): one for each time step.",
        ),
        (
            {"inputs": np.ma.array(BATCH, mask=BATCH + np.arange(2))},
            "inputs masks some features of a time step and not the others; expected whole time "
            "steps: a cell leaves a time step out, or takes all of it.",
        ),
        (
            {"inputs": np.ma.array(BATCH[0], mask=[[0, 1]] * 5)},
            "inputs masks some features of a time step and not the others; expected whole time "
            "steps: a cell leaves a time step out, or takes all of it.",
        ),
        (
            {"inputs": np.ma.array(BATCH, mask=BATCH + 1), "mask": [1, 1, 1, 1, 0]},
            "inputs has a mask of its own, and mask is given too; expected one.",
        ),
    ],
    ids=lambda case: next(iter(case)) if isinstance(case, dict) else "",
)
def test_what_does_not_fit_is_refused_in_a_sentence(given, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        prepare(**{"weights": LAYER, "inputs": BATCH} | given)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"weights": {"w_f": 1}},
            "weights is a dict; expected Weights, such as Weights.ones() or "
            "Weights.from_keras(...).",
        ),
        ({"h0": "0"}, "h0 is '0' (str); expected a number or an array of numbers."),
        (
            {"mask": np.full((4, 5), 0.5)},
            "mask has float64 in it; expected True for each time step that counts, and False for "
            "each that is left out.",
        ),
        (
            {"mask": np.full(5, 2, "int8")},
            "mask has int8 in it; expected True for each time step that counts, and False for "
            "each that is left out.",
        ),
    ],
    ids=["weights", "h0", "halves", "a number"],
)
def test_what_is_of_another_kind_is_refused_in_a_sentence(given, sentence):
    with pytest.raises(TypeError, match=f"^{re.escape(sentence)}$"):
        prepare(**{"weights": LAYER, "inputs": BATCH} | given)


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        ((2,), "x has shape (2,), expected (3,) or (batch, 3)."),
        ((1, 2, 3), "x has shape (1, 2, 3), expected (3,) or (batch, 3)."),
    ],
)
def test_a_step_s_input_has_no_time(shape, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        require_shape("x", np.zeros(shape), 3, ndims=(1, 2))


def test_what_is_left_out_is_zero():
    for inputs in ([1, 1], [[1.0], [1.0]]):
        cell = prepare(Weights.ones(), inputs)
        assert (cell.h0, cell.c0, cell.mask) == (0, 0, None)


@pytest.mark.parametrize(
    ("x", "weights", "expected"),
    [
        ("float32", "float32", "float32"),
        ("float64", "float32", "float64"),
        ("float32", "float64", "float64"),
    ],
)
def test_a_plain_number_for_a_state_decides_nothing(x, weights, expected):
    layer = Weights(**{name: w.astype(weights) for name, w in LAYER.as_dict().items()})
    cell = prepare(layer, BATCH.astype(x), h0=1)
    assert cell.h0.dtype == cell.c0.dtype == expected


# ---- masks


class Masked(np.ndarray):
    """As Keras's `Masking` gives it: its mask goes with it."""

    _keras_mask = np.array([True, False, True, True, True])


def test_keras_s_mask_comes_with_the_inputs():
    inputs = np.zeros((5, 2)).view(Masked)
    assert prepare(LAYER, inputs).mask.tolist() == [True, False, True, True, True]
    with pytest.raises(ValueError, match="inputs has a mask of its own, and mask is given too"):
        prepare(LAYER, inputs, mask=[1, 1, 1, 1, 1])


def test_numpy_s_mask_says_what_is_hidden_and_ours_what_counts():
    inputs = np.ma.array(np.ones((1, 3, 2)), mask=[[[0, 0], [1, 1], [0, 0]]])
    cell = prepare(LAYER, inputs)
    assert cell.mask.tolist() == [[True, False, True]]
    assert cell.inputs[0, :, 0].tolist() == [1, 0, 1]
    cell = prepare(Weights.ones(), np.ma.array([1, 2, 3], mask=[0, 0, 1]), mask=None)
    assert cell.mask.tolist() == [True, True, False]
    assert list(cell.over_time()) == [1, 2, 0]


@pytest.mark.parametrize("counts", [[1, 0, 1, 1, 0], [True, False, True, True, False]])
def test_a_mask_is_spread_over_the_batch(counts):
    mask = prepare(LAYER, BATCH, mask=counts).mask
    assert mask.dtype == bool
    assert mask.tolist() == [[True, False, True, True, False]] * 4


@pytest.mark.parametrize("inputs", [np.zeros(5), np.zeros((5, 2))])
def test_a_mask_goes_along_into_the_batch(inputs):
    weights = Weights.ones() if inputs.ndim == 1 else LAYER
    cell = prepare(weights, inputs, 0, [7, 8, 9] if inputs.ndim == 2 else 7, [1, 0, 1, 1, 0])
    batch = cell.batched()
    assert batch.mask.tolist() == [[True, False, True, True, False]]
    assert batch.c0.tolist() == [[7, 8, 9] if inputs.ndim == 2 else [7]]
    assert batch.batched() is batch
    assert cell.mask.shape == (5,)


def test_results_go_back_in_their_own_order():
    rows = np.arange(6.0).reshape(1, 2, 3)
    assert prepare(LAYER, np.zeros((5, 2))).unbatch(rows).tolist() == rows[0].tolist()
    assert prepare(Weights.ones(), [1, 1]).unbatch(rows[..., :1]).tolist() == [0, 3]
    number = prepare(Weights.ones(), [1, 1]).unbatch(np.array([[7.0]]))
    assert (number, type(number)) == (7, float)
    assert prepare(LAYER, BATCH).unbatch(rows) is rows
