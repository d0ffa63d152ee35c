"""Time steps that do not count: left out as if they were not there, or refused in words."""

from __future__ import annotations

import numpy as np
import pytest

from lstm_helpers import STANDARD, Activations, Weights, backward, run
from lstm_helpers.cell.given import as_number
from lstm_helpers.cell.step import QUANTITIES
from tests.cells import close, random_cell

CELL = random_cell(np.random.default_rng(21), batch=3, time=6, features=2, units=4)
MASK = np.array([[1, 1, 1, 1, 1, 1], [1, 1, 0, 0, 0, 0], [0, 1, 0, 1, 1, 0]], bool)
UNKNOWN = Activations(lambda z: np.tanh(z), lambda z: 1 / (1 + np.exp(-z)))
pairs = pytest.mark.parametrize("pair", [STANDARD, UNKNOWN], ids=["at once", "step by step"])


@pairs
def test_a_sequence_is_what_it_would_be_without_the_steps_left_out(pair):
    trace = run(*CELL, activations=pair, mask=MASK)
    for n, counts in enumerate(MASK):
        alone = run(CELL.weights, CELL.inputs[n, counts], CELL.h0[n], CELL.c0[n], pair)
        for name in QUANTITIES:
            assert close(getattr(trace, name)[n, counts], getattr(alone, name)), name
        assert close(trace.state_h[n], alone.state_h)
        assert close(trace.state_c[n], alone.state_c)


@pairs
def test_a_step_left_out_hands_on_its_states_and_works_nothing_out(pair):
    trace = run(*CELL, activations=pair, mask=MASK)
    for t, step in enumerate(trace):
        out = ~MASK[:, t]
        assert (step.h[out] == step.h_prev[out]).all()
        assert (step.c[out] == step.c_prev[out]).all()
        for name in ("z_f", "f", "i", "g", "o", "keep", "write", "c_act"):
            assert (np.isnan(getattr(step, name)).all(axis=-1) == out).all()
    assert (trace.h[1, 2:] == trace.h[1, 1]).all()
    assert trace.trouble == ""


def test_one_sequence_and_the_scalar_cell():
    one = run(CELL.weights, CELL.inputs[0], mask=[1, 0, 1, 1, 0, 1])
    assert close(one.state_h, run(CELL.weights, CELL.inputs[0, [0, 2, 3, 5]]).state_h)
    trace = run(Weights.ones(), [1, 5, 1, 1], mask=[True, False, True, True])
    assert trace.h.tolist() == [1, 1, 12, 3211]
    assert [np.isnan(s.f) for s in trace] == [False, True, False, False]
    assert type(trace[1].h) is type(trace[1].f) is float
    assert run(Weights.ones(), [1, 1]).mask is None


def test_one_mask_for_the_whole_batch():
    counts = [1, 1, 1, 0, 0, 0]
    trace = run(*CELL, mask=counts)
    assert (trace.mask == np.array([counts] * 3)).all()
    assert (trace[2:5].mask == trace.mask[:, 2:5]).all()


def test_what_is_left_out_may_be_nan():
    inputs = np.where(MASK[..., None], CELL.inputs, np.nan)
    trace = run(CELL.weights, inputs, mask=MASK)
    assert np.isfinite(trace.h).all()
    assert trace.trouble == ""


def test_numpy_s_masked_arrays_bring_their_mask():
    hidden = np.broadcast_to(~MASK[..., None], CELL.inputs.shape)
    trace = run(CELL.weights, np.ma.array(CELL.inputs, mask=hidden))
    assert (trace.h == run(CELL.weights, CELL.inputs, mask=MASK).h).all()
    assert run(CELL.weights, np.ma.array(CELL.inputs)).mask is None
    assert run(Weights.ones(), np.ma.array([1, 9, 1], mask=[0, 1, 0])).state_h == 12


@pytest.mark.parametrize(
    ("inputs", "mask", "error", "says"),
    [
        (CELL.inputs, [1, 0], ValueError, r"mask has shape \(2,\), expected \(3, 6\): one for"),
        (CELL.inputs, np.full((3, 6), 0.5), TypeError, "mask has float64 in it; expected True"),
        (np.ma.masked_greater(CELL.inputs, 1), None, ValueError, "masks some features of a time"),
        (
            np.ma.array(CELL.inputs, mask=np.ones(CELL.inputs.shape)),
            MASK,
            ValueError,
            "a mask of its own, and mask is given too; expected one",
        ),
    ],
)
def test_what_is_no_mask_is_refused(inputs, mask, error, says):
    with pytest.raises(error, match=says):
        run(CELL.weights, inputs, mask=mask)


def test_nothing_else_takes_masked_numbers():
    masked = np.ma.array([1.0, 2.0], mask=[False, True])
    with pytest.raises(ValueError, match="h0 is a masked array; expected all its numbers"):
        as_number("h0", masked)
    assert as_number("h0", np.ma.array([1.0, 2.0])).tolist() == [1, 2]


def test_the_way_back_refuses_a_run_with_a_mask():
    with pytest.raises(ValueError, match="left time steps out by its mask, and backward does not"):
        backward(CELL.weights, run(*CELL, mask=MASK), dh=1)
    everything = run(*CELL, mask=np.ones((3, 6)))
    grads = backward(CELL.weights, everything, dh=1)
    assert (grads.w_f == backward(CELL.weights, run(*CELL), dh=1).w_f).all()
