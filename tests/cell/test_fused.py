from __future__ import annotations

import warnings

import numpy as np
import pytest

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights, run, step
from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.cell.fused import INTO, STEPS_AT_ONCE, can_run, states
from lstm_helpers.cell.shapes import prepare
from lstm_helpers.cell.step import QUANTITIES
from tests.cells import PAIRS, close, random_cell


def step_by_step(cell, activations):
    """Run through a function that the fused way does not know, so that step() is what runs."""
    pair = (activations.activation, activations.recurrent_activation)
    unknown = Activations(*(lambda z, function=function: function(z) for function in pair))
    assert not can_run(unknown)
    return run(*cell, activations=unknown)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("pair", [*PAIRS.values(), Activations("relu", "sigmoid")], ids=str)
@pytest.mark.parametrize(
    ("batch", "time", "features", "units"),
    [
        (1, 1, 1, 1),
        (1, 3, 1, 1),
        (2, STEPS_AT_ONCE - 1, 1, 3),
        (3, STEPS_AT_ONCE, 2, 1),
        (1, STEPS_AT_ONCE + 1, 4, 4),
        (4, 3 * STEPS_AT_ONCE, 3, 5),
    ],
)
def test_all_at_once_is_step_by_step(dtype, pair, batch, time, features, units):
    rng = np.random.default_rng([batch, time, features, units])
    cell = random_cell(rng, batch, time, features, units).calmed_for(pair).astype(dtype)
    fast, slow = run(*cell, activations=pair), step_by_step(cell, pair)
    for name in QUANTITIES:
        assert getattr(fast, name).dtype == dtype, name
        assert close(getattr(fast, name), getattr(slow, name)), name
        for s, t in zip(fast, slow, strict=True):
            assert close(getattr(s, name), getattr(t, name)), name
    assert close(fast.state_h, slow.state_h)
    assert close(fast.state_c, slow.state_c)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_named_activation_can_be_done_in_place(name):
    z = np.linspace(-1000, 1000, 4001)
    expected = ACTIVATIONS[name].function(z)
    elsewhere = np.empty_like(z)
    with np.errstate(over="ignore"):
        INTO[ACTIVATIONS[name].function](z, elsewhere)
        assert close(elsewhere, expected, roundings=2)
        INTO[ACTIVATIONS[name].function](z, z)
    assert close(z, expected, roundings=2)


def test_what_was_given_is_left_as_it_was():
    cell = random_cell(np.random.default_rng(8), 2, 3, 2, 2)
    copies = [array.copy() for array in cell[1:]]
    run(*cell, activations=STANDARD)
    states(prepare(*cell), STANDARD)
    assert all((a == b).all() for a, b in zip(cell[1:], copies, strict=True))


def test_the_articles_numbers():
    h, c = states(prepare(Weights.ones(), [1, 1, 1]).batched(), IDENTITY)
    assert h.ravel().tolist() == [0, 1, 12, 3211]
    assert c.ravel().tolist() == [0, 1, 6, 247]


def test_float32_is_worked_out_in_float32():
    """Bit by bit as in one step after zeros, where both ways add up in the same order."""
    rng = np.random.default_rng(13)
    for _ in range(20):
        cell = random_cell(rng, 3, 1, 1, 1).astype("float32")
        s = step(cell.weights, cell.inputs[:, 0], 0, cell.c0, IDENTITY)
        trace = run(cell.weights, cell.inputs, 0, cell.c0, IDENTITY)
        assert (trace.h[:, 0] == s.h).all()
        assert (trace.c[:, 0] == s.c).all()


@pytest.mark.parametrize("state", ["h0", "c0"])
def test_a_state_of_float32_is_widened_before_the_first_step(state):
    cell = random_cell(np.random.default_rng(14), 2, 3, 2, 2)
    single = getattr(cell, state).astype("float32")
    narrow = run(*cell._replace(**{state: single}), activations=STANDARD)
    wide = run(*cell._replace(**{state: single.astype("float64")}), activations=STANDARD)
    assert (narrow.h == wide.h).all()
    assert (narrow.c == wide.c).all()


@pytest.mark.filterwarnings("error")
def test_what_a_layer_works_out_later_may_overflow_in_silence():
    with warnings.catch_warnings(action="ignore"):
        trace = run(Weights.ones(), [[1.0]] * 15)
    assert not np.isfinite(trace.z_f).all()
    w = Weights.ones(1, 2).replace(u_f=[[1, 1], [-1, -1]])
    with warnings.catch_warnings(action="ignore"):
        trace = run(w, [[1.0]] * 15)
    assert np.isnan(trace.z_f).any()  # inf - inf


@pytest.mark.parametrize("shape", [(3, 2), (1, 3, 2)])
def test_a_layer_s_run_can_not_be_written_into(shape):
    trace = run(Weights.ones(2, 3), np.zeros(shape))
    for name in ("h", "c", "h_prev", "c_prev"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(trace, name)[:] = 1


@pytest.mark.parametrize("shape", [(3, 2), (2, 3, 2)])
@pytest.mark.parametrize("pair", [STANDARD, ("tanh", lambda z: 1 / (1 + np.exp(-z)))])
def test_a_mask_leaves_float32_as_it_is(shape, pair):
    cell = random_cell(np.random.default_rng(15), 2, 3, 2, 4).astype("float32")
    inputs = cell.inputs if len(shape) == 3 else cell.inputs[0]
    trace = run(cell.weights, inputs, activations=pair, mask=[1, 0, 1])
    assert {getattr(trace, name).dtype for name in QUANTITIES} == {np.dtype("float32")}
    assert np.isnan(trace.f[..., 1, :]).all()
    assert (trace.h[..., 1, :] == trace.h[..., 0, :]).all()
