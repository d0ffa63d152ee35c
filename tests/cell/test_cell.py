from __future__ import annotations

import dataclasses
import math
from contextlib import nullcontext
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights, run, step
from lstm_helpers.cell.activations import sigmoid, tanh
from lstm_helpers.cell.run import Trace
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.step import QUANTITIES
from tests.cells import (
    PAIRS,
    bits,
    by_loops,
    close,
    moderate,
    random_cell,
    random_cells,
    scalar_weights,
    sequences,
    small,
)

pairs = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
seeds = st.integers(0, 10_000)


# ---- the article's numbers


def test_the_articles_three_steps():
    trace = run(Weights.ones(), [1, 1, 1])
    for s, gate, c, h in zip(trace, (1, 2, 13), (1, 6, 247), (1, 12, 3211), strict=True):
        assert (s.f, s.i, s.g, s.o) == (gate, gate, gate, gate)
        assert (s.c, s.h) == (c, h)
    assert (trace.state_h, trace.state_c) == (3211, 247)
    assert trace.sequence_out.tolist() == [1, 12, 3211]


def test_the_articles_cell_with_real_gates():
    trace = run(Weights.ones(), [1, 1, 1], activations=STANDARD)
    assert trace.h.round(4).tolist() == [0.3696, 0.6505, 0.7888]
    assert trace.c.round(4).tolist() == [0.5568, 1.1444, 1.7395]


def test_every_quantity_of_step_2_by_name():
    w = Weights(
        w_f=2, u_f=3, b_f=1, w_i=1, u_i=2, b_i=0, w_g=-1, u_g=1, b_g=2, w_o=4, u_o=-1, b_o=-2
    )
    s = step(w, x=2, h_prev=3, c_prev=5)
    assert (s.z_f, s.z_i, s.z_g, s.z_o) == (14, 8, 3, 3)
    assert (s.f, s.i, s.g, s.o) == (14, 8, 3, 3)
    assert (s.keep, s.write, s.c, s.c_act, s.h) == (70, 24, 94, 94, 282)
    assert (s.x, s.h_prev, s.c_prev, s.w_o, s.b_g) == (2, 3, 5, 4, 2)


def test_which_activation_goes_where():
    pair = Activations(lambda z: z + 1000, lambda z: z + 10)
    s = step(Weights.ones(), x=1, activations=pair)
    assert (s.f, s.i, s.o) == (11, 11, 11)
    assert s.g == 1001
    assert s.c_act == s.c + 1000


# ---- against plain loops, in every shape


@pairs
def test_a_layer_against_plain_loops(pair):
    for cell in random_cells(seed=1, count=40):
        cell = cell.calmed_for(pair)
        trace = run(*cell, activations=pair)
        for row in range(len(cell.inputs)):
            expected = by_loops(
                cell.weights, cell.inputs[row].tolist(), cell.h0[row], cell.c0[row], pair
            )
            for name in QUANTITIES:
                rows = [values[name] for values in expected]
                assert close(getattr(trace, name)[row], rows), name


@pairs
def test_a_layers_step_against_plain_loops(pair):
    for cell in random_cells(seed=2, count=20):
        cell = cell.calmed_for(pair)
        s = step(cell.weights, cell.inputs[:, 0], cell.h0, cell.c0, pair)
        for row in range(len(cell.inputs)):
            x = cell.inputs[row, :1].tolist()
            expected = by_loops(cell.weights, x, cell.h0[row], cell.c0[row], pair)[0]
            for name in QUANTITIES:
                assert close(getattr(s, name)[row], expected[name]), name


@pairs
@given(scalar_weights(small), sequences(small), small, small)
def test_the_scalar_cell_is_a_layer_of_one(pair, weights, inputs, h0, c0):
    scalar = run(weights, inputs, h0, c0, pair)
    layer = run(weights, [[x] for x in inputs], h0, c0, pair)
    for name in QUANTITIES:
        assert close(getattr(layer, name)[:, 0], getattr(scalar, name)), name


@given(scalar_weights(), moderate, moderate, moderate)
def test_a_step_is_a_run_of_one(weights, x, h, c):
    s = step(weights, x, h, c, STANDARD)
    assert run(weights, [x], h, c, STANDARD)[0] == s
    assert all(type(getattr(s, name)) is float for name in QUANTITIES)


# ---- properties


@pytest.mark.parametrize(("pair", "full"), [(IDENTITY, 1.0), (STANDARD, 1000.0)])
@given(weights=scalar_weights(), inputs=sequences(), c0=moderate, h0=moderate)
def test_forget_1_and_input_0_keep_the_state_for_ever(pair, full, weights, inputs, c0, h0):
    open_f = {"w_f": 0, "u_f": 0, "b_f": full}
    shut_i = {"w_i": 0, "u_i": 0, "b_i": 1 - full if pair is IDENTITY else -full}
    trace = run(weights.replace(**open_f, **shut_i), inputs, h0, c0, pair)
    assert set(trace.c) == {c0}


@pytest.mark.parametrize(("pair", "shut"), [(IDENTITY, 0.0), (STANDARD, -1000.0)])
@given(weights=scalar_weights(), inputs=sequences(), c0=moderate, h0=moderate)
def test_output_0_silences_h(pair, shut, weights, inputs, c0, h0):
    trace = run(weights.replace(w_o=0, u_o=0, b_o=shut), inputs, h0, c0, pair)
    assert not trace.h.any()


@pairs
@given(seeds)
def test_rows_of_a_batch_are_independent(pair, seed):
    cell = random_cell(np.random.default_rng(seed), batch=3, time=4, features=2, units=3)
    cell = cell.calmed_for(pair)
    together = run(*cell, activations=pair)
    for row in range(3):
        alone = run(cell.weights, cell.inputs[row], cell.h0[row], cell.c0[row], pair)
        for name in QUANTITIES:
            assert close(getattr(together, name)[row], getattr(alone, name)), name


@pairs
@given(scalar_weights(), sequences(), sequences(), moderate, moderate)
def test_handing_over_the_states_continues_the_sequence(pair, weights, first, second, h0, c0):
    whole = run(weights, first + second, h0, c0, pair)
    before = run(weights, first, h0, c0, pair)
    after = run(weights, second, before.state_h, before.state_c, pair)
    assert [bits(s.as_dict()) for s in (*before, *after)] == [bits(s.as_dict()) for s in whole]


@given(seeds, st.integers(1, 39))
def test_a_layer_can_be_split_anywhere(seed, at):
    # 40 steps: past STEPS_AT_ONCE of the fused way, twice.
    w, inputs, h0, c0 = random_cell(np.random.default_rng(seed), 2, 40, 2, 3)
    whole = run(w, inputs, h0, c0, STANDARD)
    before = run(w, inputs[:, :at], h0, c0, STANDARD)
    after = run(w, inputs[:, at:], before.state_h, before.state_c, STANDARD)
    assert close(np.concatenate([before.h, after.h], axis=1), whole.h)
    assert close(after.state_c, whole.state_c)


@given(scalar_weights(), sequences(), moderate)
def test_what_comes_later_changes_nothing_before(weights, inputs, later):
    shorter = run(weights, inputs, activations=STANDARD)
    longer = run(weights, [*inputs, later], activations=STANDARD)
    assert list(longer)[:-1] == list(shorter)


# ---- shapes


@pytest.mark.parametrize("batch", [None, 1, 4])
@pytest.mark.parametrize("states", ["number", "units", "full"])
def test_shapes_are_those_of_keras(batch, states):
    time, features, units = 5, 3, 2
    lead = () if batch is None else (batch,)
    shape = {"number": None, "units": (units,), "full": (*lead, units)}[states]
    h0 = 0.5 if shape is None else np.full(shape, 0.5)
    trace = run(Weights.ones(features, units), np.ones((*lead, time, features)), h0, h0, STANDARD)
    for name in QUANTITIES:
        last = features if name == "x" else units
        assert getattr(trace, name).shape == (*lead, time, last), name
        assert getattr(trace[0], name).shape == (*lead, last), name
    assert trace.state_h.shape == trace.state_c.shape == (*lead, units)
    assert (trace.h_prev[..., 0, :] == 0.5).all()
    assert len(trace) == len(list(trace)) == time


def test_shapes_of_the_scalar_cell():
    trace = run(Weights.ones(), [1, 2, 3])
    assert all(getattr(trace, name).shape == (3,) for name in QUANTITIES)
    assert type(trace.state_h) is type(trace.state_c) is float


def test_one_feature_and_one_unit_serve_numbers_and_arrays():
    scalar, layer = Weights.ones(), Weights.ones(1, 1)
    assert run(layer, [1, 1, 1]).state_h == 3211
    assert run(scalar, [[1], [1], [1]]).state_h.tolist() == [3211]
    assert step(layer, x=1).h == 1
    assert step(scalar, x=[[1], [2]]).h.tolist() == [[1], [8]]


@pairs
def test_the_steps_of_a_layers_trace_hang_together(pair):
    for cell in random_cells(seed=3, count=10):
        cell = cell.calmed_for(pair)
        trace = run(*cell, activations=pair)
        for before, after in pairwise(trace):
            assert (after.h_prev == before.h).all()
            assert (after.c_prev == before.c).all()
        for t, s in enumerate(trace):
            by_itself = step(cell.weights, s.x, s.h_prev, s.c_prev, pair)
            for name in QUANTITIES:
                assert (getattr(s, name) == getattr(trace, name)[:, t]).all()
                assert close(getattr(s, name), getattr(by_itself, name)), name
        assert (trace.state_h == trace.h[:, -1]).all()
        assert (trace.state_c == trace[-1].c).all()


def test_a_part_of_a_trace_is_a_trace():
    trace = run(Weights.ones(), [1, 1, 1])
    assert trace[1:].h.tolist() == [12, 3211]
    assert trace[-1] == trace[2]
    layer = run(Weights.ones(2, 3), np.ones((4, 5, 2)), activations=STANDARD)
    assert (layer[1:3].f == layer.f[:, 1:3]).all()
    with pytest.raises(IndexError):
        trace[3]
    with pytest.raises(ValueError, match="at least one step"):
        trace[3:]


def test_a_trace_says_what_it_is_and_what_it_has():
    for trace in (run(Weights.ones(), [1, 1]), run(Weights.ones(), [[1], [1]])):
        assert repr(trace) == "<Trace of 2 time steps>"
        assert trace.weights.w_f == 1
        assert trace.activations == IDENTITY
        with pytest.raises(AttributeError, match="a Trace has no 'forget'; it has x, h_prev"):
            _ = trace.forget


def test_a_step_says_what_it_is_and_what_it_has():
    s = step(Weights.ones(), x=1)
    assert repr(s).startswith("Step(x=1.0, h_prev=0.0, c_prev=0.0, z_f=1.0")
    assert " at 0x" not in repr(s)
    assert list(s.as_dict()) == [*Weights.ones().as_dict(), *QUANTITIES]
    with pytest.raises(AttributeError, match="a Step has no 'forget'; it has x, h_prev"):
        _ = s.forget
    with pytest.raises(dataclasses.FrozenInstanceError):
        s.f = 2


def test_a_layers_trace_can_not_be_written_into():
    inputs = np.ones((2, 3, 1), "float32")
    trace = run(Weights.ones(), inputs)
    inputs[:] = 7  # the learner goes on with other inputs
    assert (trace.x == 1).all()
    for name in ("h", "c", "h_prev"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(trace, name)[:] = 0


# ---- float32, overflow


@pairs
def test_float32_is_kept(pair):
    for cell in random_cells(seed=4, count=5):
        single = cell.calmed_for(pair).astype("float32")
        trace = run(*single, activations=pair)
        assert {getattr(trace, name).dtype for name in QUANTITIES} == {np.dtype("float32")}
        assert {getattr(trace[0], name).dtype for name in QUANTITIES} == {np.dtype("float32")}
        s = step(single.weights, single.inputs[:, 0], single.h0, single.c0, pair)
        assert {getattr(s, name).dtype for name in QUANTITIES} == {np.dtype("float32")}
        zeros = run(single.weights, single.inputs, activations=pair)  # a plain 0 decides nothing
        assert zeros.h.dtype == zeros.c.dtype == np.float32


def test_float64_where_anything_is_float64():
    w, inputs, h0, c0 = random_cell(np.random.default_rng(5), 2, 3, 2, 2)
    single = random_cell(np.random.default_rng(5), 2, 3, 2, 2).astype("float32")
    assert run(w, single.inputs, activations=STANDARD).h.dtype == np.float64
    assert run(single.weights, inputs, activations=STANDARD).h.dtype == np.float64
    assert run(*single[:2], h0, single.c0, STANDARD).h.dtype == np.float64
    assert run(*single[:2], single.h0, c0, STANDARD).c.dtype == np.float64


@pytest.mark.parametrize("inputs", [[1.0] * 15, [[1.0]] * 15, [[[1.0]] * 15]])
@pytest.mark.parametrize("pair", [IDENTITY, ("identity", lambda z: z)])
def test_overflow_is_infinite_and_no_error(inputs, pair):
    is_layer = np.ndim(inputs) > 1
    with pytest.warns(RuntimeWarning, match="run: at") if is_layer else nullcontext():
        trace = run(Weights.ones(), inputs, activations=pair)
    assert math.isinf(np.ravel(trace.h)[-1])
    assert math.isinf(np.ravel(trace.c)[-1])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("x", [1e308, [1e308], [[1e308]]])
@pytest.mark.parametrize("h_prev", [-1e308, -math.inf])
def test_an_overflowing_step_does_not_warn(x, h_prev):
    w = Weights.ones(w_f=10, u_f=10)
    assert math.isnan(np.ravel(step(w, x, h_prev).f)[0])  # inf - inf


@pytest.mark.filterwarnings("error")
def test_saturated_gates_do_not_warn():
    w = Weights.ones(b_f=1000, b_i=-1000)
    for x in (1.0, [1.0], [[1.0]]):
        s = step(w, x, 0, 5, STANDARD)
        assert (np.ravel(s.f), np.ravel(s.i), np.ravel(s.c)) == (1, 0, 5)
    trace = run(w, np.ones((1, 3, 1)), 0, 5, STANDARD)
    assert set(trace.c.ravel()) == {5}


# ---- a learner's own activations


def test_own_functions_take_the_same_steps():
    def hard_sigmoid(z):
        return np.clip(z / 6 + 0.5, 0, 1)

    for cell in random_cells(seed=6, count=5):
        pair = Activations("tanh", hard_sigmoid)
        trace = run(*cell, activations=pair)
        s = step(cell.weights, cell.inputs[:, 0], cell.h0, cell.c0, pair)
        assert close(trace.f[:, 0], hard_sigmoid(s.z_f))
        assert close(trace.h[:, 0], s.h)
    # The same through functions that only look new: nothing may depend on whose they are.
    own = Activations(lambda z: tanh(z), lambda z: sigmoid(z))
    for cell in random_cells(seed=7, count=5):
        mine, theirs = run(*cell, activations=own), run(*cell, activations=STANDARD)
        for name in QUANTITIES:
            assert close(getattr(mine, name), getattr(theirs, name)), name


def test_a_pair_may_be_given_by_names():
    assert run(Weights.ones(), [1], activations=("tanh", "sigmoid")).activations == STANDARD
    assert step(Weights.ones(), 1, activations=["tanh", "sigmoid"]).activations == STANDARD


# ---- what is refused

LAYER = Weights.ones(features=3, units=2)
ONE = Weights.ones()
RAGGED = [[1, 2], [3]]


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: run(1, [1]), TypeError, "weights is a int; expected Weights"),
        (lambda: step([1] * 12, 1), TypeError, "weights is a list; expected Weights"),
        (lambda: run(ONE, []), ValueError, "inputs has shape (0,); expected at least one time"),
        (lambda: run(ONE, 1), ValueError, "inputs has shape (); expected at least one time step"),
        (lambda: run(LAYER, np.ones((2, 0, 3))), ValueError, "inputs has shape (2, 0, 3); exp"),
        (lambda: run(ONE, "1, 1, 1"), TypeError, "inputs is '1, 1, 1' (str); expected a number"),
        (lambda: run(ONE, [1, None]), TypeError, "inputs is [1, None] (list); expected a number"),
        (lambda: run(ONE, [1, ...]), TypeError, "inputs is [1, Ellipsis] (list); expected"),
        (lambda: run(ONE, {1: 1}), TypeError, "inputs is {1: 1} (dict); expected a number or an"),
        (lambda: run(ONE, RAGGED), ValueError, "inputs holds rows of different lengths"),
        (lambda: run(LAYER, [1, 1]), ValueError, "3 features and 2 units, but each input is one"),
        (
            lambda: run(LAYER, np.ones((5, 2))),
            ValueError,
            "inputs has shape (5, 2), expected (time, 3) or (batch, time, 3)",
        ),
        (lambda: run(LAYER, np.ones((1, 1, 5, 3))), ValueError, "inputs has shape (1, 1, 5, 3),"),
        (lambda: run(ONE, [1], h0="0"), TypeError, "h0 is '0' (str); expected a number"),
        (lambda: run(ONE, [1], c0=None), TypeError, "c0 is None (NoneType); expected a number"),
        (lambda: run(ONE, [1], c0=[0]), ValueError, "c0 has shape (1,); the scalar cell expects"),
        (
            lambda: run(LAYER, np.ones((4, 5, 3)), h0=np.ones(4)),
            ValueError,
            "h0 has shape (4,), expected (4, 2) or one number",
        ),
        (
            lambda: run(LAYER, np.ones((5, 3)), c0=np.ones((1, 2))),
            ValueError,
            "c0 has shape (1, 2), expected (2,) or one number",
        ),
        (lambda: run(ONE, [1], activations="tanh"), TypeError, "activations is 'tanh'; expected"),
        (lambda: step(ONE, "x"), TypeError, "x is 'x' (str); expected a number"),
        (lambda: step(ONE, 1, h_prev=[1]), ValueError, "h_prev has shape (1,); the scalar cell"),
        (lambda: step(ONE, 1, c_prev="c"), TypeError, "c_prev is 'c' (str); expected a number"),
        (lambda: step(LAYER, 1), ValueError, "3 features and 2 units, but each input is one"),
        (
            lambda: step(LAYER, [1, 1]),
            ValueError,
            "x has shape (2,), expected (3,) or (batch, 3)",
        ),
        (
            lambda: step(LAYER, [1, 1, 1], h_prev=[1, 1, 1]),
            ValueError,
            "h_prev has shape (3,), expected (2,) or one number",
        ),
        (lambda: step(ONE, 1, activations=3), TypeError, "activations is 3; expected IDENTITY"),
        (lambda: Trace([]), ValueError, "a Trace needs at least one step"),
    ],
)
def test_errors_say_what_came_and_what_was_expected(make, error, says):
    with pytest.raises(error) as raised:
        make()
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (
            lambda: Trace([]),
            ValueError,
            "a Trace needs at least one step; this part of the run has none.",
        ),
        (lambda: run(ONE, [1, 1])[2], IndexError, "trace[2] is no step; expected 0 to 1."),
        (
            lambda: run(LAYER, np.ones((3, 3)))[-4],
            IndexError,
            "trace[-4] is no step; expected 0 to 2.",
        ),
        (
            lambda: run(ONE, [1, 1])["h"],
            TypeError,
            "trace['h'] is no step; expected a number, from 0, or a part as [:2].",
        ),
        (
            lambda: run(ONE, [1]).forget,
            AttributeError,
            "a Trace has no 'forget'; it has x, h_prev, c_prev, z_f, z_i, z_g, z_o, f, i, g, o, "
            "keep, write, c, c_act, h.",
        ),
        (
            lambda: step(ONE, 1).forget,
            AttributeError,
            "a Step has no 'forget'; it has x, h_prev, c_prev, z_f, z_i, z_g, z_o, f, i, g, o, "
            "keep, write, c, c_act, h.",
        ),
        (
            lambda: run(1, [1]),
            TypeError,
            "weights is a int; expected Weights, such as Weights.ones() or "
            "Weights.from_keras(...).",
        ),
        (
            lambda: step(LAYER, 1),
            ValueError,
            "the weights have 3 features and 2 units, but each input is one plain number; give "
            "inputs whose last dimension is 3.",
        ),
        (
            lambda: step(LAYER, [1, 1]),
            ValueError,
            "x has shape (2,), expected (3,) or (batch, 3).",
        ),
        (
            lambda: step(LAYER, np.ones((1, 1, 3))),
            ValueError,
            "x has shape (1, 1, 3), expected (3,) or (batch, 3).",
        ),
        (
            lambda: step(ONE, 1, c_prev=[1]),
            ValueError,
            "c_prev has shape (1,); the scalar cell expects one plain number.",
        ),
        (
            lambda: step(LAYER, [1, 1, 1], c_prev=[1, 1, 1]),
            ValueError,
            "c_prev has shape (3,), expected (2,) or one number.",
        ),
        (
            lambda: step(ONE, "x"),
            TypeError,
            "x is 'x' (str); expected a number or an array of numbers.",
        ),
    ],
)
def test_each_sentence_says_what_came_and_what_was_expected(make, error, says):
    with pytest.raises(error) as raised:
        make()
    assert str(raised.value) == says


def test_a_setting_of_the_cell_is_the_articles_unless_told_otherwise():
    assert Setting().trace.h.tolist() == [1, 12, 3211]
    assert Setting().t == 1
    assert Setting().activations == IDENTITY
    own = Setting(Weights.ones(w_f=2), [1, 2], 3, 4, STANDARD, 2)
    trace = run(Weights.ones(w_f=2), [1, 2], 3, 4, STANDARD)
    assert [bits(s.as_dict()) for s in own.trace] == [bits(s.as_dict()) for s in trace]
    assert (own.trace.activations, own.t) == (STANDARD, 2)
    trained = Weights.ones().replace(activations=STANDARD)
    assert Setting(trained).activations == STANDARD


def test_a_batch_of_steps_through_a_learners_own_function_is_shaped_as_any_other():
    own = ("tanh", lambda z: 1 / (1 + np.exp(-z)))
    w = Weights.ones(2, 3)
    inputs = np.random.default_rng(12).normal(size=(4, 5, 2))
    slow, fast = run(w, inputs, 0.5, 0.25, own), run(w, inputs, 0.5, 0.25, STANDARD)
    for trace in (slow, fast):
        assert trace.h.shape == trace.f.shape == (4, 5, 3)
        assert trace[2].h.shape == (4, 3)
        assert (trace.h_prev[:, 0] == 0.5).all()
        assert (trace.c_prev[:, 0] == 0.25).all()
        assert (trace.state_h == trace.h[:, -1]).all()
    assert close(slow.h, fast.h)
    assert slow.weights is fast.weights is w
    assert run(w, inputs[0], 0.5, 0.25, own).h.shape == (5, 3)


@pytest.mark.parametrize("pair", [STANDARD, ("tanh", lambda z: 1 / (1 + np.exp(-z)))])
def test_a_part_of_a_run_with_a_mask_keeps_its_part_of_the_mask(pair):
    trace = run(LAYER, np.ones((2, 4, 3)), activations=pair, mask=[[1, 1, 0, 0], [1, 0, 1, 1]])
    assert trace[1:3].mask.tolist() == [[True, False], [False, True]]
    assert trace[1:3].state_c.tolist() == trace[2].c.tolist()
    assert trace.mask.tolist() == [[True, True, False, False], [True, False, True, True]]
    single = run(ONE, [1, 1, 1], mask=[1, 0, 1])[1:]
    assert single.mask.tolist() == [False, True]
    assert run(ONE, [1, 1])[:1].mask is None


@pytest.mark.filterwarnings("error")
def test_a_single_cells_own_functions_of_numpys_may_overflow_in_silence():
    own = ("identity", lambda z: float(np.exp(np.float64(z)) - np.exp(np.float64(z))))
    assert math.isnan(run(ONE, [1e4], activations=own).state_h)
