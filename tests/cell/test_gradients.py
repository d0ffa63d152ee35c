from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights, backward, run
from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.weights import FUSED_ORDER, WEIGHT_NAMES
from lstm_helpers.frameworks import quiet_tensorflow
from lstm_helpers.graph.backward import backpropagate
from lstm_helpers.graph.forward import unroll
from lstm_helpers.graph.table import CARRY, GRAPH, OPERATIONS
from tests.cells import (
    PAIRS,
    Cell,
    close,
    moderate,
    random_cell,
    random_cells,
    scalar_weights,
    sequences,
    small,
)

pairs = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
dtypes = pytest.mark.parametrize("dtype", ["float32", "float64"])
seeds = st.integers(0, 10_000)


@pytest.fixture
def tf():
    quiet_tensorflow()
    return pytest.importorskip("tensorflow", reason="TensorFlow is not installed")


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is not installed")


# ---- by hand


def test_the_articles_cell_by_hand_from_c():
    w = Weights.ones()
    grads = backward(w, run(w, [1, 1, 1]), dc=1)
    third, second, first = grads[2], grads[1], grads[0]

    assert (third.c, third.h, third.o) == (1, 0, 0)
    assert (third.f, third.i, third.g) == (6, 13, 13)  # c_prev, g, i
    assert third.c_prev == 13  # the direct path: f
    assert third.h_prev == 6 + 13 + 13 + 0

    assert second.h == 32
    assert second.c == 32 * 2 + 13 == 77  # the whole derivative
    assert (second.f, second.i, second.g, second.o) == (77 * 1, 77 * 2, 77 * 2, 32 * 6)
    assert second.c_prev == 77 * 2
    assert second.h_prev == 77 + 154 + 154 + 192

    assert first.c == 577 * 1 + 154 == 731
    assert (grads.h0, grads.c0) == (first.h_prev, first.c_prev) == (731 + 731 + 577, 731)


def test_a_step_earlier_by_hand():
    w = Weights.ones()
    grads = backward(w, run(w, [1, 1]), dc=1)
    assert grads[1].c_prev == 2
    assert grads[0].c == 7


def test_the_articles_cell_by_hand_from_h():
    w = Weights.ones()
    grads = backward(w, run(w, [1, 1, 1]), dh=1)
    third = grads[2]
    assert (third.h, third.o, third.c_act, third.c) == (1, 247, 13, 13)
    assert (third.keep, third.write) == (13, 13)
    assert (third.f, third.i, third.g) == (13 * 6, 13 * 13, 13 * 13)
    assert third.z_f == third.f
    assert third.h_prev == third.x == 78 + 169 + 169 + 247
    assert third.c_prev == 13 * 13
    assert (third.w_f, third.u_f, third.b_f) == (78 * 1, 78 * 12, 78)
    assert grads[1].c == 663 * 2 + 169 == 1495


def test_the_carousel_alone_is_a_product_of_forget_gates():
    w = Weights.ones()
    trace = run(w, [1, 1, 1])
    assert backward(w, trace, dc=1, through_h=False).c.tolist() == [2 * 13, 13, 1]


@given(scalar_weights(), sequences(), moderate, moderate)
def test_the_carousel_alone_is_a_product_of_any_forget_gates(weights, inputs, h0, c0):
    trace = run(weights, inputs, h0, c0, STANDARD)
    grads = backward(weights, trace, dc=1, through_h=False)
    direct = np.append(np.cumprod(trace.f[:0:-1])[::-1], 1)
    assert close(grads.c, direct)
    assert close(grads.c_prev, grads.c * trace.f)


@given(seeds)
def test_a_layers_carousel_alone_is_a_product_too(seed):
    cell = random_cell(np.random.default_rng(seed), 2, 5, 3, 4)
    trace = run(*cell, STANDARD)
    grads = backward(cell.weights, trace, dc=1, through_h=False)
    assert close(grads.c[:, 0], trace.f[:, 1:].prod(axis=1))


def test_the_error_is_constant_when_the_forget_gate_is_1():
    w = Weights.ones(w_f=0, u_f=0, b_f=1, u_i=0, u_g=0, u_o=0)
    grads = backward(w, run(w, [1] * 1000), dc=1)
    assert set(grads.c) == {1}
    assert grads.c0 == 1


# ---- every quantity at every step, by central differences


def nudged(weights, inputs, h0, c0, pair, at, name, by):
    """Work the table through as `unroll` does, but add to one quantity at one step."""
    carried = {"h_prev": h0, "c_prev": c0}
    for t, x in enumerate(inputs):
        values = {**weights.as_dict(), **carried, "x": x}
        for quantity in GRAPH:
            if quantity.op != "given":
                operands = [values[operand] for operand in quantity.operands]
                values[quantity.name] = OPERATIONS[quantity.op].function(pair, *operands)
            if (t, quantity.name) == (at, name):
                values[name] += by
        carried = {before: values[after] for before, after in CARRY.items()}
    return values


@pairs
@settings(max_examples=25)
@given(
    scalar_weights(small),
    st.lists(small, min_size=1, max_size=3),
    *[st.floats(-1, 1)] * 4,
)
def test_every_quantity_by_central_differences(pair, weights, inputs, h0, c0, dh, dc):
    grads = backward(weights, run(weights, inputs, h0, c0, pair), dh, dc)
    for t, step in enumerate(grads):
        for name, gradient in step.as_dict().items():
            up = nudged(weights, inputs, h0, c0, pair, t, name, 1e-5)
            down = nudged(weights, inputs, h0, c0, pair, t, name, -1e-5)
            slope = (dh * (up["h"] - down["h"]) + dc * (up["c"] - down["c"])) / 2e-5
            assert gradient == pytest.approx(slope, rel=1e-6, abs=1e-8), (t, name)


@pairs
@settings(max_examples=25)
@given(seeds)
def test_a_layers_weights_and_inputs_by_central_differences(pair, seed):
    rng = np.random.default_rng(seed)
    batch, time, features, units = rng.integers(1, 4, 4)
    cell = random_cell(rng, batch, time, features, units).calmed_for(pair)
    dh, dc = rng.normal(size=(2, batch, time, units))

    def loss(**changes):
        weights = cell.weights.replace(**{k: v for k, v in changes.items() if k in WEIGHT_NAMES})
        given_values = {"inputs": cell.inputs, "h0": cell.h0, "c0": cell.c0}
        given_values |= {k: v for k, v in changes.items() if k not in WEIGHT_NAMES}
        trace = run(weights, **given_values, activations=pair)
        return (dh * trace.h).sum() + (dc * trace.c).sum()

    grads = backward(cell.weights, run(*cell, pair), dh, dc)
    gradients = grads.weights | {"inputs": grads.x, "h0": grads.h0, "c0": grads.c0}
    values = cell.weights.as_dict() | {"inputs": cell.inputs, "h0": cell.h0, "c0": cell.c0}
    for name, gradient in gradients.items():
        direction = rng.normal(size=values[name].shape)
        up = loss(**{name: values[name] + 1e-5 * direction})
        down = loss(**{name: values[name] - 1e-5 * direction})
        assert gradient.shape == direction.shape
        assert (gradient * direction).sum() == pytest.approx((up - down) / 2e-5, rel=1e-6, abs=1e-7)


# ---- against the graph table


@pairs
@pytest.mark.parametrize("of", ["h", "c"])
@given(scalar_weights(), sequences(), moderate, moderate)
def test_the_table_walked_backwards_says_the_same(pair, of, weights, inputs, h0, c0):
    steps = unroll(weights.as_dict(), inputs, h0, c0, pair)
    by_table = backpropagate(steps, pair.names, of)
    grads = backward(weights, run(weights, inputs, h0, c0, pair), **{f"d{of}": 1})
    for t, step in enumerate(grads):
        for name, gradient in step.as_dict().items():
            np.testing.assert_array_equal(gradient, by_table[t][name], f"{name} at {t}")


# ---- against TensorFlow and PyTorch


def by_tensors(weights, inputs, h, c, activation, recurrent_activation):
    """The formulas once more, on anything that has @, * and +."""
    steps = []
    for x in inputs:
        s = {"x": x, "h_prev": h, "c_prev": c}
        for gate in "figo":
            w, u, b = (weights[f"{kind}_{gate}"] for kind in "wub")
            s[f"z_{gate}"] = x @ w + h @ u + b
            s[gate] = (activation if gate == "g" else recurrent_activation)(s[f"z_{gate}"])
        s["keep"] = s["f"] * c
        s["write"] = s["i"] * s["g"]
        s["c"] = s["keep"] + s["write"]
        s["c_act"] = activation(s["c"])
        s["h"] = s["o"] * s["c_act"]
        # A copy, so that what a step takes in has a gradient apart from what the last gave out.
        h, c = 1 * s["h"], 1 * s["c"]
        steps.append(s)
    return steps


def losses(rng: np.random.Generator, cell: Cell) -> tuple[np.ndarray, np.ndarray]:
    """Derivatives of some loss by every h and every c."""
    shape = (*cell.inputs.shape[:2], cell.weights.units)
    dtype = cell.inputs.dtype
    return rng.normal(size=shape).astype(dtype), rng.normal(size=shape).astype(dtype)


def check_quantities(grads, steps_of_theirs, cell):
    for t, theirs in enumerate(steps_of_theirs):
        for name in QUANTITIES:
            if theirs[name] is not None:  # None: no way leads from it to the loss
                assert close(getattr(grads[t], name), theirs[name], roundings=1000), (t, name)
                assert close(getattr(grads, name)[:, t], theirs[name], roundings=1000), (t, name)


@pairs
@dtypes
def test_every_quantity_against_gradient_tape(tf, pair, dtype):
    linear = {"IDENTITY": (tf.identity, tf.identity), "STANDARD": (tf.tanh, tf.sigmoid)}
    functions = linear[next(name for name in PAIRS if PAIRS[name] is pair)]
    rng = np.random.default_rng(1)
    for cell in random_cells(seed=200, count=6):
        cell = cell.calmed_for(pair).astype(dtype)
        dh, dc = losses(rng, cell)
        weights = {name: tf.constant(value) for name, value in cell.weights.as_dict().items()}
        inputs = [tf.constant(x) for x in np.moveaxis(cell.inputs, 1, 0)]
        h0, c0 = tf.constant(cell.h0), tf.constant(cell.c0)
        with tf.GradientTape() as tape:
            tape.watch([weights, inputs, h0, c0])
            steps = by_tensors(weights, inputs, h0, c0, *functions)
            loss = sum(
                tf.reduce_sum(dh[:, t] * s["h"]) + tf.reduce_sum(dc[:, t] * s["c"])
                for t, s in enumerate(steps)
            )
        theirs = tape.gradient(loss, {"weights": weights, "steps": steps})
        grads = backward(cell.weights, run(*cell, pair), dh, dc)
        check_quantities(grads, theirs["steps"], cell)
        for name in WEIGHT_NAMES:
            assert close(getattr(grads, name), theirs["weights"][name], roundings=1000), name


@pairs
@dtypes
def test_a_keras_layer_under_gradient_tape(tf, pair, dtype):
    import keras

    names = {"IDENTITY": ("linear", "linear"), "STANDARD": ("tanh", "sigmoid")}
    activation, recurrent = names[next(name for name in PAIRS if PAIRS[name] is pair)]
    rng = np.random.default_rng(2)
    for cell in random_cells(seed=201, count=10):
        cell = cell.calmed_for(pair).astype(dtype)
        layer = keras.layers.LSTM(
            cell.weights.units,
            activation=activation,
            recurrent_activation=recurrent,
            return_sequences=True,
            return_state=True,
            dtype=dtype,
        )
        layer.build(cell.inputs.shape)
        layer.set_weights(cell.weights.to_keras())
        dh, dc = losses(rng, cell)
        x, h0, c0 = (tf.constant(array) for array in cell[1:])
        with tf.GradientTape() as tape:
            tape.watch([x, h0, c0])
            sequence_out, _, state_c = layer(x, initial_state=[h0, c0])
            loss = tf.reduce_sum(dh * sequence_out) + tf.reduce_sum(dc[:, -1] * state_c)
        variables = [v.value for v in layer.trainable_variables]
        *fused, d_x, d_h0, d_c0 = tape.gradient(loss, [*variables, x, h0, c0])
        grads = backward(cell.weights, run(*cell, pair), dh, dc[:, -1])
        ours = [
            np.concatenate([getattr(grads, f"{kind}_{gate}") for gate in FUSED_ORDER], axis=-1)
            for kind in "wub"
        ]
        for mine, theirs in zip(ours, fused, strict=True):
            assert close(mine, theirs, roundings=1000)
        assert close(grads.x, d_x, roundings=1000)
        assert close(grads.h0, d_h0, roundings=1000)
        assert close(grads.c0, d_c0, roundings=1000)


@pairs
@dtypes
def test_every_quantity_against_autograd(torch, pair, dtype):
    functions = (torch.tanh, torch.sigmoid) if pair is STANDARD else (lambda z: 1 * z,) * 2
    rng = np.random.default_rng(3)
    for cell in random_cells(seed=202, count=20):
        cell = cell.calmed_for(pair).astype(dtype)
        dh, dc = losses(rng, cell)

        def leaf(array):
            return torch.tensor(array, requires_grad=True)

        weights = {name: leaf(value) for name, value in cell.weights.as_dict().items()}
        inputs = [leaf(x) for x in np.moveaxis(cell.inputs, 1, 0)]
        steps = by_tensors(weights, inputs, leaf(cell.h0), leaf(cell.c0), *functions)
        loss = sum(
            (torch.tensor(dh[:, t]) * s["h"]).sum() + (torch.tensor(dc[:, t]) * s["c"]).sum()
            for t, s in enumerate(steps)
        )
        for s in steps:
            for tensor in s.values():
                tensor.retain_grad()
        loss.backward()
        grads = backward(cell.weights, run(*cell, pair), dh, dc)
        theirs = [{name: tensor.grad for name, tensor in s.items()} for s in steps]
        check_quantities(grads, theirs, cell)
        for name in WEIGHT_NAMES:
            assert close(getattr(grads, name), weights[name].grad, roundings=1000), name


@dtypes
def test_a_torch_layer_under_autograd(torch, dtype):
    rng = np.random.default_rng(4)
    for cell in random_cells(seed=203, count=40):
        cell = cell.astype(dtype)
        layer = torch.nn.LSTM(
            cell.weights.features, cell.weights.units, batch_first=True, dtype=getattr(torch, dtype)
        )
        with torch.no_grad():
            for parameter, array in zip(layer.parameters(), cell.weights.to_torch(), strict=True):
                parameter.copy_(torch.from_numpy(array))
        dh, dc = losses(rng, cell)
        x, h0, c0 = (torch.tensor(array, requires_grad=True) for array in cell[1:])
        output, (_, c_n) = layer(x, (h0[None], c0[None]))
        loss = (torch.tensor(dh) * output).sum() + (torch.tensor(dc[:, -1]) * c_n[0]).sum()
        loss.backward()
        grads = backward(cell.weights, run(*cell, STANDARD), dh, dc[:, -1])
        theirs = [parameter.grad for parameter in layer.parameters()][:3]
        for kind, array in zip("wub", theirs, strict=True):
            ours = [getattr(grads, f"{kind}_{gate}") for gate in FUSED_ORDER]
            assert close(np.concatenate(ours, axis=-1), array.numpy().T, roundings=1000)
        assert close(grads.x, x.grad, roundings=1000)
        assert close(grads.h0, h0.grad, roundings=1000)
        assert close(grads.c0, c0.grad, roundings=1000)


# ---- scalar cell and layer, number by number


@pairs
@given(scalar_weights(small), sequences(small), small, small)
def test_the_scalar_cell_is_a_layer_of_one(pair, weights, inputs, h0, c0):
    scalar = backward(weights, run(weights, inputs, h0, c0, pair), dh=1, dc=0.5)
    layer_trace = run(weights, [[x] for x in inputs], h0, c0, pair)
    layer = backward(weights, layer_trace, dh=1, dc=0.5)
    for name in QUANTITIES:
        assert close(getattr(layer, name)[:, 0], getattr(scalar, name)), name
    for name in WEIGHT_NAMES:
        assert close(getattr(layer, name).ravel(), [getattr(scalar, name)]), name


@given(seeds)
def test_a_weights_gradient_is_the_sum_of_the_steps_shares(seed):
    cell = random_cell(np.random.default_rng(seed), 3, 4, 2, 3)
    whole = backward(cell.weights, run(*cell, STANDARD), dh=1)
    for name in WEIGHT_NAMES:
        shares = [getattr(step, name) for step in whole]
        assert shares[0].shape == getattr(cell.weights, name).shape
        assert close(sum(shares), getattr(whole, name)), name
        rows = [
            backward(cell.weights, run(cell.weights, x, h0, c0, STANDARD), dh=1).weights[name]
            for x, h0, c0 in zip(*cell[1:], strict=True)
        ]
        assert close(sum(rows), getattr(whole, name)), name


@given(scalar_weights(), sequences(), moderate, moderate, moderate)
def test_gradients_add_up(weights, inputs, c0, a, b):
    trace = run(weights, inputs, 0, c0, STANDARD)
    both = backward(weights, trace, dh=a, dc=b)
    of_h, of_c = backward(weights, trace, dh=1), backward(weights, trace, dc=1)
    for name in QUANTITIES:
        assert close(getattr(both, name), a * getattr(of_h, name) + b * getattr(of_c, name))


# ---- what dh and dc may be


def test_dh_of_the_last_step_is_dh_of_every_step_with_zeros_before():
    w = Weights.ones(2, 3)
    trace = run(w, np.ones((4, 5, 2)), activations=STANDARD)
    every = np.zeros((4, 5, 3))
    every[:, -1] = [1, 2, 3]
    for last in ([1, 2, 3], np.broadcast_to([1, 2, 3], (4, 3))):
        for by in ("dh", "dc"):
            one, other = backward(w, trace, **{by: last}), backward(w, trace, **{by: every})
            assert all((getattr(one, n) == getattr(other, n)).all() for n in QUANTITIES)
    assert (backward(w, trace, dh=2).h[:, -1] == 2).all()
    assert backward(w, run(w, np.ones((5, 2))), dh=[1, 2, 3]).h[-1].tolist() == [1, 2, 3]


def test_dh_of_every_step_of_the_scalar_cell():
    w = Weights.ones()
    trace = run(w, [1, 1])
    grads = backward(w, trace, dh=[5, 1])
    assert grads[1].h == 1
    assert grads[0].h == 5 + grads[1].h_prev


@pairs
def test_shapes_and_float32(pair):
    for cell in random_cells(seed=204, count=5):
        cell = cell.calmed_for(pair).astype("float32")
        trace = run(*cell, pair)
        grads = backward(cell.weights, trace, dh=1)
        for name in QUANTITIES:
            ours, value = getattr(grads, name), getattr(trace, name)
            assert (ours.shape, ours.dtype) == (value.shape, np.float32), name
            assert getattr(grads[0], name).shape == getattr(trace[0], name).shape
        for name, gradient in grads.weights.items():
            weight = getattr(cell.weights, name)
            assert (gradient.shape, gradient.dtype) == (weight.shape, np.float32), name
        assert grads.h0.shape == grads.c0.shape == cell.h0.shape
        assert len(grads) == len(list(grads)) == len(trace)


def test_the_scalar_cells_gradients_are_plain_numbers():
    w = Weights.ones()
    grads = backward(w, run(w, [1, 1, 1]), dh=1)
    assert all(type(value) is float for step in grads for value in step.as_dict().values())
    assert all(type(value) is float for value in (*grads.weights.values(), grads.h0, grads.c0))
    assert grads.f.shape == (3,)
    assert list(grads[0].as_dict()) == [*WEIGHT_NAMES, *QUANTITIES]
    assert list(grads.weights) == list(WEIGHT_NAMES)


def test_weights_may_come_in_either_form():
    scalar, layer = Weights.ones(), Weights.ones(1, 1)
    trace = run(scalar, [1, 1, 1])
    assert backward(layer, trace, dc=1)[1].c == 77
    assert backward(scalar, run(layer, [[1], [1], [1]]), dc=1)[1].c.tolist() == [77]


def test_one_step_more_in_the_direction_of_the_gradient_makes_the_loss_smaller():
    w = Weights.ones()
    trace = run(w, [1, 0.5], activations=STANDARD)
    grads = backward(w, trace, dh=1)
    values = w.as_dict()
    smaller = Weights(**{name: values[name] - 0.1 * d for name, d in grads.weights.items()})
    assert run(smaller, [1, 0.5], activations=STANDARD).state_h < trace.state_h


# ---- activations


def test_every_named_activation_has_its_derivative():
    z = np.array([-2.0, -0.5, 0.5, 2.0])
    for known in ACTIVATIONS.values():
        function, derivative = known.function, known.slope
        slope = (function(z + 1e-6) - function(z - 1e-6)) / 2e-6
        assert derivative(z, function(z)) == pytest.approx(slope, abs=1e-8)
        for number in z:
            number = float(number)
            at = derivative(number, function(number))
            assert type(at) is float
            assert at == derivative(np.array([number]), function(np.array([number])))[0]
        assert derivative(z.astype("float32"), function(z.astype("float32"))).dtype == np.float32
    assert ACTIVATIONS["sigmoid"].slope(np.inf, 1.0) == 0
    assert [ACTIVATIONS[name].slope(np.inf, np.inf) for name in ("identity", "relu")] == [1, 1]


def test_a_learners_own_activation_carries_its_derivative():
    def square(z):
        return z * z

    w = Weights.ones()
    trace = run(w, [2], activations=(square, "identity"))
    with pytest.raises(ValueError, match=r"derivative of the activation square is not known") as e:
        backward(w, trace, dc=1)
    assert "my_function.derivative = lambda z: ..." in str(e.value)

    square.derivative = lambda z: 2 * z
    assert backward(w, trace, dc=1)[0].z_g == 2 * 2 * 2  # i · 2z
    layer = run(w, [[[2.0]]], activations=(square, "identity"))
    assert backward(w, layer, dc=1)[0].z_g == 8


# ---- what is refused

ONE = Weights.ones()
TRACE = run(ONE, [1, 1, 1])
WIDE = Weights.ones(3, 2)
WIDE_TRACE = run(WIDE, np.ones((4, 5, 3)))


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: backward(ONE, TRACE), ValueError, "neither dh nor dc is given; expected one"),
        (lambda: backward(ONE, [1, 1], dh=1), TypeError, "trace is a list; expected what run("),
        (lambda: backward(1, TRACE, dh=1), TypeError, "weights is a int; expected Weights"),
        (lambda: backward(Weights.ones(w_f=2), TRACE, dh=1), ValueError, "weights are others"),
        (lambda: backward(WIDE, TRACE, dh=1), ValueError, "3 features and 2 units"),
        (lambda: backward(ONE, WIDE_TRACE, dh=1), ValueError, "weights are others than those of"),
        (lambda: backward(ONE, TRACE, dh="1"), TypeError, "dh is '1' (str); expected a number"),
        (
            lambda: backward(ONE, TRACE, dh=[1, 2]),
            ValueError,
            "dh has shape (2,), expected one number for the last step alone, or (3,) for every",
        ),
        (
            lambda: backward(WIDE, WIDE_TRACE, dc=[1, 2, 3]),
            ValueError,
            "dc has shape (3,), expected one number, (4, 2) for the last step alone, or (4, 5, 2)",
        ),
    ],
)
def test_errors_say_what_came_and_what_was_expected(make, error, says):
    with pytest.raises(error) as raised:
        make()
    assert says in str(raised.value)


def test_it_says_what_it_is_and_what_it_has():
    for trace in (TRACE, run(ONE, [[1], [1], [1]])):
        grads = backward(ONE, trace, dh=1)
        assert repr(grads) == "<Gradients of 3 time steps>"
        assert repr(grads[0]).startswith("StepGradients(x=")
        for thing in (grads, grads[0]):
            with pytest.raises(AttributeError, match="there is no gradient of 'forget'; there are"):
                _ = thing.forget


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("inputs", [[1.0] * 15, [[1.0]] * 15])
def test_overflow_is_no_error(inputs):
    with warnings.catch_warnings(action="ignore"):
        trace = run(ONE, inputs)
    grads = backward(ONE, trace, dh=1)
    assert not np.isfinite(grads.c[0]).any()


def test_what_was_given_is_left_as_it_was():
    cell = random_cell(np.random.default_rng(9), 2, 3, 2, 2)
    trace = run(*cell, Activations("tanh", "sigmoid"))
    dh = np.ones((2, 3, 2))
    before = trace.h.copy()
    backward(cell.weights, trace, dh=dh)
    assert (dh == 1).all()
    assert (trace.h == before).all()
    assert IDENTITY != trace.activations


# ---- the sentences, whole


NAMES = "x, h_prev, c_prev, z_f, z_i, z_g, z_o, f, i, g, o, keep, write, c, c_act, h, w_f, u_f, b_f"
OTHERS = "w_i, u_i, b_i, w_g, u_g, b_g, w_o, u_o, b_o"


@pytest.mark.parametrize("inputs", [[1, 1, 1], [[1], [1], [1]]])
def test_it_names_the_gradients_that_there_are(inputs):
    grads = backward(ONE, run(ONE, inputs), dh=1)
    for thing, more in ((grads, ", h0, c0"), (grads[0], "")):
        with pytest.raises(AttributeError) as raised:
            _ = thing.forget
        assert str(raised.value) == (
            f"there is no gradient of 'forget'; there are {NAMES}, {OTHERS}{more}."
        )


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (
            lambda: backward(ONE, TRACE),
            ValueError,
            "neither dh nor dc is given; expected one of them, such as dh=1.",
        ),
        (
            lambda: backward(ONE, [1, 1], dh=1),
            TypeError,
            "trace is a list; expected what run(...) returned.",
        ),
        (
            lambda: backward(ONE, run(ONE, [1, 1], mask=[1, 0]), dh=1),
            ValueError,
            "the run left time steps out by its mask, and backward does not; expected a run "
            "without a mask, as over each sequence by itself, cut to its length.",
        ),
        (
            lambda: backward(Weights.ones(w_f=2), TRACE, dh=1),
            ValueError,
            "weights are others than those of the run; expected trace.weights. After a change of "
            "the weights, run again.",
        ),
        (
            lambda: backward(ONE, TRACE, dc=1, through_h="no"),
            TypeError,
            "through_h is 'no'; expected True or False.",
        ),
        (
            lambda: backward(ONE, TRACE, dh=1, dc="1"),
            TypeError,
            "dc is '1' (str); expected a number or an array of numbers.",
        ),
        (
            lambda: backward(ONE, TRACE, dc=[1, 2]),
            ValueError,
            "dc has shape (2,), expected one number for the last step alone, or (3,) for every "
            "step.",
        ),
        (
            lambda: backward(WIDE, WIDE_TRACE, dh=np.ones((1, 2))),
            ValueError,
            "dh has shape (1, 2), expected one number, (4, 2) for the last step alone, or "
            "(4, 5, 2) for every step.",
        ),
        (
            lambda: backward(ONE, run(ONE, [1], activations=("tanh", square)), dh=1),
            ValueError,
            "the derivative of the activation square is not known; expected one of identity, "
            "sigmoid, tanh, relu, or a function that carries its derivative, as in "
            "my_function.derivative = lambda z: ...",
        ),
    ],
)
def test_each_sentence_says_what_came_and_what_was_expected(make, error, says):
    with pytest.raises(error) as raised:
        make()
    assert str(raised.value) == says


def square(z):
    return z * z


def test_what_is_given_for_every_step_becomes_as_precise_as_the_run():
    single = random_cell(np.random.default_rng(10), 2, 3, 2, 2).astype("float32")
    grads = backward(single.weights, run(*single), dh=np.ones((2, 3, 2)), dc=np.ones((2, 3, 2)))
    assert {getattr(grads, name).dtype for name in QUANTITIES} == {np.dtype("float32")}


def test_a_layers_steps_are_those_of_its_trace():
    cell = random_cell(np.random.default_rng(11), 2, 4, 3, 2)
    trace = run(*cell)
    grads = backward(cell.weights, trace, dh=1)
    assert len(grads) == 4
    for t, step in enumerate(grads):
        for name in QUANTITIES:
            assert (getattr(step, name) == getattr(grads, name)[:, t]).all()
            assert (getattr(step.step, name) == getattr(trace[t], name)).all()
        assert close(step.w_f, trace.x[:, t].T @ step.z_f)
        assert close(step.u_o, trace.h_prev[:, t].T @ step.z_o)
        assert close(step.b_g, step.z_g.sum(axis=0))
    assert close(grads.w_f, sum(step.w_f for step in grads))
    assert close(grads.b_f, sum(step.b_f for step in grads))
    assert (grads.h0 == grads[0].h_prev).all()
    assert (grads.c0 == grads[0].c_prev).all()
    assert (grads[-1].h == 1).all()
    assert list(grads.weights) == list(WEIGHT_NAMES)
    assert "step=" not in repr(grads[0])


@pytest.mark.parametrize("through_h", [True, False])
@pytest.mark.parametrize("inputs", [[1, 1, 1], [[1], [1], [1]]])
def test_the_way_over_h_is_cut_or_not_and_is_told_all_the_same(inputs, through_h):
    grads = backward(ONE, run(ONE, inputs), dc=1, through_h=through_h)
    assert np.ravel(grads.c).tolist() == ([731, 77, 1] if through_h else [26, 13, 1])
    assert np.ravel(grads.h_prev)[2] == 32


@pytest.mark.filterwarnings("error")
def test_a_layers_gradients_past_every_float_are_no_error():
    w = Weights.ones(1, 2).replace(u_f=[[1e200, -1e200], [1e200, 1e200]])
    trace = run(w, [[1e-3], [1e-3]], h0=1e-200)
    for dh in (1e200, 1e308):
        grads = backward(w, trace, dh=dh, dc=dh)
        assert not all(np.isfinite(getattr(grads, name)).all() for name in QUANTITIES)


def test_a_run_whose_mask_leaves_nothing_out_goes_back_as_any_other():
    trace = run(ONE, [1, 1, 1], mask=[1, 1, 1])
    assert backward(ONE, trace, dc=1).c.tolist() == [731, 77, 1]


@pytest.mark.parametrize("inputs", [[0.5, 0.25, 2.0], [[0.5], [0.25], [2.0]]])
def test_a_derivative_is_taken_of_what_goes_in_at_every_gate(inputs):
    def square(z):
        return z * z

    square.derivative = lambda z: 2 * z
    w = Weights.ones(b_f=0.5, b_i=0.25, b_g=-0.5, b_o=-0.25)
    trace = run(w, inputs, activations=(square, square))
    grads = backward(w, trace, dh=1)
    for gate in "figo":
        z, d_gate = getattr(trace, f"z_{gate}"), getattr(grads, gate)
        assert (getattr(grads, f"z_{gate}") == d_gate * 2 * z).all()
    assert close(
        np.ravel(grads.c[:-1]), np.ravel((grads.c_act * 2 * trace.c)[:-1] + grads.c_prev[1:])
    )
    assert (grads.h[:-1] == grads.h_prev[1:]).all()
