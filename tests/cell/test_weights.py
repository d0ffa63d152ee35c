from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights, run, step
from lstm_helpers.cell.given import as_number
from lstm_helpers.cell.weights import WEIGHT_NAMES
from tests.cells import anything_finite, random_cell, scalar_weights

layers = st.builds(
    lambda seed, features, units: (
        random_cell(np.random.default_rng(seed), 1, 1, features, units).weights
    ),
    st.integers(0, 1000),
    st.integers(1, 4),
    st.integers(1, 4),
)


def numbered(features: int, units: int, **changes) -> Weights:
    """Give each gate its own number, so that a swap shows: w 1 to 4, u 5 to 8, b 9 to 12."""
    shapes = {"w": (features, units), "u": (units, units), "b": (units,)}
    values = {
        name: np.full(shapes[name[0]], 4.0 * "wub".index(name[0]) + "ifgo".index(name[2]) + 1)
        for name in WEIGHT_NAMES
    }
    return Weights(**values | changes)


def test_the_articles_cell_is_the_default():
    w = Weights.ones()
    assert {name: value for name, value in w.as_dict().items() if value != 1} == {
        "b_f": 0.0,
        "b_i": 0.0,
        "b_g": 0.0,
        "b_o": 0.0,
    }
    assert w.is_scalar
    assert (w.features, w.units) == (1, 1)


def test_all_twelve_are_read_by_name():
    assert WEIGHT_NAMES == (
        *("w_f", "u_f", "b_f", "w_i", "u_i", "b_i"),
        *("w_g", "u_g", "b_g", "w_o", "u_o", "b_o"),
    )
    values = {name: float(number) for number, name in enumerate(WEIGHT_NAMES)}
    assert Weights(**values).as_dict() == values


def test_ones_of_a_layer():
    w = Weights.ones(features=3, units=2)
    assert (w.w_o.shape, w.u_i.shape, w.b_g.shape) == ((3, 2), (2, 2), (2,))
    assert (w.features, w.units, w.is_scalar) == (3, 2, False)
    assert Weights.ones(units=2).w_f.shape == (1, 2)
    assert Weights.ones(features=2).w_f.shape == (2, 1)


def test_unit_forget_bias():
    assert Weights.ones(unit_forget_bias=True) == Weights.ones(b_f=1)
    assert Weights.ones(2, 3, unit_forget_bias=True).b_f.tolist() == [1, 1, 1]


def test_keras_order_is_i_f_g_o():
    kernel, recurrent_kernel, bias = numbered(2, 1).to_keras()
    assert kernel.tolist() == [[1, 2, 3, 4]] * 2
    assert recurrent_kernel.tolist() == [[5, 6, 7, 8]]
    assert bias.tolist() == [9, 10, 11, 12]


def test_torch_order_is_i_f_g_o_in_rows():
    weight_ih, weight_hh, bias_ih, bias_hh = numbered(2, 1).to_torch()
    assert weight_ih.tolist() == [[1, 1], [2, 2], [3, 3], [4, 4]]
    assert weight_hh.tolist() == [[5], [6], [7], [8]]
    assert (bias_ih + bias_hh).tolist() == [9, 10, 11, 12]


@given(layers)
def test_there_and_back(weights):
    assert Weights.from_keras(*weights.to_keras()) == weights
    assert Weights.from_torch(*weights.to_torch()) == weights


@given(scalar_weights(anything_finite))
def test_the_scalar_cell_is_a_layer_of_one(weights):
    assert weights.as_arrays().as_scalars() == weights
    assert Weights.from_keras(*weights.to_keras()).as_scalars() == weights


def test_torchs_two_biases_are_added():
    arrays = numbered(1, 1).to_torch()
    w = Weights.from_torch(*arrays[:2], [1, 2, 3, 4], [10, 20, 30, 40])
    assert [w.b_i[0], w.b_f[0], w.b_g[0], w.b_o[0]] == [11, 22, 33, 44]


def test_a_layer_without_bias_has_bias_zero():
    arrays = numbered(1, 2).to_keras()
    assert Weights.from_keras(*arrays[:2]) == numbered(
        1, 2, **{f"b_{gate}": np.zeros(2) for gate in "figo"}
    )
    assert Weights.from_torch(*numbered(1, 2).to_torch()[:2]).b_o.tolist() == [0, 0]


def test_float32_is_kept_and_all_else_is_float64():
    kernel, recurrent_kernel, bias = (a.astype("float32") for a in numbered(2, 3).to_keras())
    w = Weights.from_keras(kernel, recurrent_kernel, bias)
    assert {value.dtype for value in w.as_dict().values()} == {np.dtype("float32")}
    assert {a.dtype for a in (*w.to_keras(), *w.to_torch())} == {np.dtype("float32")}
    assert Weights.from_keras(kernel, recurrent_kernel).b_f.dtype == np.float32
    for dtype in ("int64", "float16", "float64", "uint8"):
        assert as_number("x", np.ones(2, dtype)).dtype == np.float64
    assert type(as_number("x", np.float32(1))) is float
    assert type(as_number("x", 3)) is float


def test_weights_are_frozen_through_and_through():
    given_array = np.ones((1, 1), "float32")
    w = numbered(1, 1, w_f=given_array)
    given_array[:] = 5
    assert w.w_f == 1
    with pytest.raises(ValueError, match="read-only"):
        w.w_f[:] = 5
    with pytest.raises(AttributeError):
        w.w_f = 5
    w.to_keras()[0][:] = 5  # a copy is anybody's to change
    assert w.w_f == 1


def test_replace_leaves_the_original_alone():
    w = Weights.ones()
    changed = w.replace(w_f=2, b_o=-1)
    assert (changed.w_f, changed.b_o, changed.u_f) == (2, -1, 1)
    assert w == Weights.ones()
    assert changed != w


def test_weights_are_given_by_name_alone_and_have_no_hash():
    with pytest.raises(TypeError, match="positional"):
        Weights(*[1] * 12)
    with pytest.raises(TypeError, match="unhashable type: 'Weights'"):
        hash(Weights.ones())


def test_weights_equal_nothing_but_weights():
    assert Weights.ones() != 1
    assert Weights.ones() != Weights.ones(1, 1)


NAN, INF = float("nan"), float("inf")
RAGGED = [[1, 2], [3]]


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: Weights.ones(w_f="1"), TypeError, "w_f is '1' (str); expected a number"),
        (lambda: Weights.ones(u_g=None), TypeError, "u_g is None (NoneType); expected a number"),
        (lambda: Weights.ones(b_o=True), TypeError, "b_o is True (bool); expected a number"),
        (lambda: Weights.ones(b_o=1j), TypeError, "b_o is 1j (complex); expected a number"),
        (lambda: Weights.ones(w_i=...), TypeError, "w_i is ... (ellipsis); expected a number"),
        (lambda: Weights.ones(1, 1, w_i=["a"]), TypeError, "w_i is ['a'] (list); expected"),
        (lambda: Weights.ones(1, 1, w_i=RAGGED), ValueError, "w_i holds rows of different lengths"),
        (lambda: Weights.ones(w_f=NAN), ValueError, "w_f contains nan; a weight must be a finite"),
        (lambda: Weights.ones(b_i=-INF), ValueError, "b_i contains -inf; a weight must be"),
        (lambda: Weights.ones(1, 2, u_o=[[1, 2], [3, INF]]), ValueError, "u_o contains inf"),
        (lambda: Weights.ones(1, 2, u_o=[1, 2]), ValueError, "u_o has shape (2,), expected (2, 2)"),
        (lambda: Weights.ones(b_f=[0, 0]), ValueError, "b_f has shape (2,), expected ()"),
        (lambda: Weights.ones(1, 2, w_f=[1, 2]), ValueError, "w_f has shape (2,), expected (feat"),
        (lambda: Weights.ones(1, 1, w_f=np.ones((1, 0))), ValueError, "w_f has shape (1, 0)"),
        (lambda: Weights.ones(w_x=1), TypeError, "'w_x' is no weight; the weights are w_f, u_f"),
        (lambda: Weights.ones(wo=5), TypeError, "'wo' is no weight (did you mean w_o?); the we"),
        (lambda: Weights.ones(features=0), ValueError, "features is 0; expected 1 or more"),
        (lambda: Weights.ones(units=-2), ValueError, "units is -2; expected 1 or more"),
        (lambda: Weights.ones(units=1.5), TypeError, "units is 1.5 (float); expected a whole"),
        (lambda: Weights.ones(features=True), TypeError, "features is True (bool); expected a wh"),
        (lambda: Weights.ones(2, 3).as_scalars(), ValueError, "2 features and 3 units; only a"),
        (lambda: Weights.from_keras(1, 1), ValueError, "kernel has shape (), which does not"),
        (lambda: Weights.from_keras([[1] * 4], "u"), TypeError, "recurrent_kernel is 'u' (str)"),
        (
            lambda: Weights.from_keras([[1, 2, 3]], [[1] * 4]),
            ValueError,
            "kernel has shape (1, 3), which does not go with a recurrent kernel of shape (1, 4)",
        ),
        (
            lambda: Weights.from_keras([[1] * 5], [[1] * 5]),
            ValueError,
            "expected the four gates i, f, g, o",
        ),
        (
            lambda: Weights.from_keras([[1] * 4], [[1] * 4], [1, 2]),
            ValueError,
            "bias has shape (2,), which does not go",
        ),
        (
            lambda: Weights.from_torch([[1] * 3] * 8, [[1]] * 4),
            ValueError,
            "weight_ih has shape (8, 3), which does not go with a recurrent kernel of shape (4, 1)",
        ),
        (
            lambda: Weights.from_torch([[1]] * 4, [[1]] * 4, [1] * 4, [1]),
            ValueError,
            "bias_hh has shape (1,), which does not go",
        ),
    ],
)
def test_errors_say_what_came_and_what_was_expected(make, error, says):
    with pytest.raises(error) as raised:
        make()
    assert says in str(raised.value)


def test_a_large_wrong_thing_is_not_shown_in_full():
    with pytest.raises(TypeError) as raised:
        Weights.ones(w_f=["wrong"] * 1000)
    assert len(str(raised.value)) < 200


# ---- the activations they are meant for


def test_the_lessons_cell_is_identity_and_a_layer_s_arrays_are_what_keras_means():
    assert Weights.ones().activations == Weights.ones(2, 3).activations == IDENTITY
    arrays = Weights.ones(2, 3)
    assert Weights(**arrays.as_dict()).activations == STANDARD
    assert Weights(**Weights.ones().as_dict()).activations == IDENTITY
    assert Weights.from_keras(*arrays.to_keras()).activations == STANDARD
    assert Weights.from_torch(*arrays.to_torch()).activations == STANDARD


def test_they_go_along_and_do_not_make_two_weights_differ():
    w = Weights.from_keras(*numbered(1, 1).to_keras(), activations=("relu", "sigmoid"))
    relu = Activations("relu", "sigmoid")
    for each in (w, w.as_scalars(), w.as_scalars().as_arrays(), w.replace(b_f=[3])):
        assert each.activations == relu
    other = w.replace(activations=STANDARD)
    assert other.activations == STANDARD
    assert other == w
    with pytest.raises(TypeError, match="activations is 'tanh'; expected IDENTITY, STANDARD"):
        w.replace(activations="tanh")


@pytest.mark.parametrize("x", [[1.0, 2.0], [[1.0], [2.0]], [[[1.0], [2.0]]]])
def test_run_and_step_use_them_unless_told_otherwise(x):
    w = Weights.ones().replace(activations=STANDARD)
    assert run(w, x).activations == STANDARD
    assert (run(w, x).h == run(Weights.ones(), x, activations=STANDARD).h).all()
    assert run(w, x, activations=IDENTITY).activations == IDENTITY
    first = np.asarray(x)[..., 0, :] if np.ndim(x) > 1 else x[0]
    assert step(w, first).activations == STANDARD


# ---- the sentences, whole


LAST_OF_WEIGHTS = (
    ": w is (features, units), u (units, units), b (units,), or every weight is one plain number."
)
SIDE_BY_SIDE = (
    "; expected the four gates i, f, g, o side by side{}, each as wide as there are units."
)
NAMES = "w_f, u_f, b_f, w_i, u_i, b_i, w_g, u_g, b_g, w_o, u_o, b_o"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: Weights.ones(1, 2, u_o=[1, 2]),
            "u_o has shape (2,), expected (2, 2) beside w_f of shape (1, 2)" + LAST_OF_WEIGHTS,
        ),
        (
            lambda: Weights.ones(3, 2, w_i=np.ones((2, 3))),
            "w_i has shape (2, 3), expected (3, 2) beside w_f of shape (3, 2)" + LAST_OF_WEIGHTS,
        ),
        (
            lambda: Weights.ones(3, 2, b_g=np.ones(3)),
            "b_g has shape (3,), expected (2,) beside w_f of shape (3, 2)" + LAST_OF_WEIGHTS,
        ),
        (
            lambda: Weights.ones(u_f=[[1]]),
            "u_f has shape (1, 1), expected () beside w_f of shape ()" + LAST_OF_WEIGHTS,
        ),
        (
            lambda: Weights.ones(1, 1, w_f=[1]),
            "w_f has shape (1,), expected (features, units), at least one of each, or one number.",
        ),
        (
            lambda: Weights.ones(1, 1, w_f=np.ones((0, 1))),
            "w_f has shape (0, 1), expected (features, units), at least one of each, or one "
            "number.",
        ),
        (lambda: Weights.ones(2, 1).as_scalars(), "these weights have 2 features and 1 units; "),
        (lambda: Weights.ones(1, 2).as_scalars(), "these weights have 1 features and 2 units; "),
        (
            lambda: Weights.from_keras([[1] * 12], [[1] * 12] * 4),
            "kernel has shape (1, 12), which does not go with a recurrent kernel of shape (4, 12)"
            + SIDE_BY_SIDE.format(" (three would be a GRU's)"),
        ),
        (
            lambda: Weights.from_keras([[1] * 5], [[1] * 5]),
            "kernel has shape (1, 5), which does not go with a recurrent kernel of shape (1, 5)"
            + SIDE_BY_SIDE.format(""),
        ),
        (
            lambda: Weights.from_keras([[1] * 8], [[1] * 8] * 2, [1, 2]),
            "bias has shape (2,), which does not go with a recurrent kernel of shape (2, 8)"
            + SIDE_BY_SIDE.format(""),
        ),
        (
            lambda: Weights.from_keras([[1] * 8], [[1] * 8] * 2, [1] * 6),
            "bias has shape (6,), which does not go with a recurrent kernel of shape (2, 8)"
            + SIDE_BY_SIDE.format(" (three would be a GRU's)"),
        ),
        (
            lambda: Weights.from_keras([[1] * 8], [[1] * 4] * 2),
            "recurrent_kernel has shape (2, 4), which does not go with a recurrent kernel of shape "
            "(2, 4)" + SIDE_BY_SIDE.format(""),
        ),
        (
            lambda: Weights.from_torch([[1]] * 8, [[1, 1]] * 4),
            "weight_hh has shape (4, 2), which does not go with a recurrent kernel of shape (4, 2)"
            + SIDE_BY_SIDE.format(""),
        ),
        (
            lambda: Weights.from_keras([[1] * 4], [1] * 4),
            "kernel has shape (1, 4), which does not go with a recurrent kernel of shape (4,)"
            + SIDE_BY_SIDE.format(""),
        ),
        (
            lambda: Weights.from_keras([1] * 4, [[1] * 4]),
            "kernel has shape (4,), which does not go with a recurrent kernel of shape (1, 4)"
            + SIDE_BY_SIDE.format(""),
        ),
        (
            lambda: Weights.from_keras(np.ones((0, 4)), [[1] * 4]),
            "kernel has shape (0, 4), which does not go with a recurrent kernel of shape (1, 4)"
            + SIDE_BY_SIDE.format(""),
        ),
        (
            lambda: Weights.from_torch([[1, 2]] * 6, [[1, 2]] * 6),
            "weight_ih has shape (6, 2), which does not go with a recurrent kernel of shape (6, 2)"
            + SIDE_BY_SIDE.format(" (three would be a GRU's)"),
        ),
        (
            lambda: Weights.from_torch([[1]] * 4, [[1]] * 4, [1] * 4, [1]),
            "bias_hh has shape (1,), which does not go with a recurrent kernel of shape (4, 1)"
            + SIDE_BY_SIDE.format(""),
        ),
        (
            lambda: Weights.from_torch([[1]] * 4, [[1]] * 4, [1], [1] * 4),
            "bias_ih has shape (1,), which does not go with a recurrent kernel of shape (4, 1)"
            + SIDE_BY_SIDE.format(""),
        ),
        (
            lambda: Weights.from_torch([[1]] * 4, [[1, 1]] * 4),
            "weight_ih has shape (4, 1), which does not go with a recurrent kernel of shape (4, 2)"
            + SIDE_BY_SIDE.format(""),
        ),
    ],
)
def test_shapes_that_do_not_belong_together_are_named(make, says):
    if says.endswith("; "):
        says += "only a cell with one of each can be written as plain numbers."
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        make()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Weights.ones(w_x=1), f"'w_x' is no weight; the weights are {NAMES}."),
        (
            lambda: Weights.ones(wo=5, zz=1),
            f"'wo' is no weight (did you mean w_o?); the weights are {NAMES}.",
        ),
        (
            lambda: Weights.from_keras([[1] * 4], [[1] * 4], "b"),
            "bias is 'b' (str); expected a number or an array of numbers.",
        ),
        (
            lambda: Weights.from_keras("k", [[1] * 4]),
            "kernel is 'k' (str); expected a number or an array of numbers.",
        ),
        (
            lambda: Weights.from_torch([[1]] * 4, "w"),
            "weight_hh is 'w' (str); expected a number or an array of numbers.",
        ),
        (
            lambda: Weights.from_torch("w", [[1]] * 4),
            "weight_ih is 'w' (str); expected a number or an array of numbers.",
        ),
    ],
)
def test_what_is_no_weight_is_named(make, says):
    with pytest.raises(TypeError, match=f"^{re.escape(says)}$"):
        make()
