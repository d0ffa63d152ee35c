from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, identity, sigmoid, tanh
from lstm_helpers.cell.activations import ACTIVATIONS, as_activations, relu, symbol

EXTREMES = [0.0, -0.0, 1000.0, -1000.0, 1e308, -1e308, 5e-324, math.inf, -math.inf]
FUNCTIONS = [known.function for known in ACTIVATIONS.values()]


@pytest.mark.parametrize("function", FUNCTIONS, ids=ACTIVATIONS)
@pytest.mark.parametrize("dtype", [None, "float32", "float64"])
def test_nothing_warns_however_large_the_number(function, dtype):
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        values = EXTREMES if dtype is None else [np.array(EXTREMES).astype(dtype)]
    with warnings.catch_warnings(), np.errstate(over="raise", invalid="raise", divide="raise"):
        warnings.simplefilter("error")
        for value in values:
            assert not np.isnan(function(value)).any()


@pytest.mark.parametrize("dtype", [None, "float32", "float64"])
def test_sigmoid_at_its_ends(dtype):
    ends = [-math.inf, -1000.0, 0.0, 1000.0, math.inf]
    if dtype is None:
        assert [sigmoid(z) for z in ends] == [0, 0, 0.5, 1, 1]
    else:
        assert sigmoid(np.array(ends, dtype)).tolist() == [0, 0, 0.5, 1, 1]


def test_sigmoid_is_exact_far_below_zero():
    # 1 - 1/(1 + exp(z)) and the like would be 0 here.
    assert sigmoid(-700.0) == pytest.approx(math.exp(-700), rel=1e-12, abs=0)
    assert sigmoid(np.array([-700.0]))[0] == pytest.approx(math.exp(-700), rel=1e-12, abs=0)


def test_nan_stays_nan():
    for function in FUNCTIONS:
        assert math.isnan(function(math.nan))
        assert np.isnan(function(np.array([math.nan, 1.0]))).tolist() == [True, False]


@given(st.floats(-30, 30))
def test_values_against_their_definitions(z):
    assert sigmoid(z) == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-14)
    assert tanh(z) == pytest.approx(2 * sigmoid(2 * z) - 1, rel=1e-12, abs=1e-15)
    assert identity(z) == z
    assert relu(z) == max(z, 0)


@given(st.floats(-1e300, 1e300))
def test_numbers_and_arrays_agree(z):
    for function in FUNCTIONS:
        assert function(np.array([z]))[0] == pytest.approx(function(z), rel=1e-14)


@pytest.mark.parametrize("function", FUNCTIONS, ids=ACTIVATIONS)
def test_what_goes_in_comes_out_of_the_same_kind(function):
    assert type(function(0.5)) is float
    for dtype in ("float32", "float64"):
        out = function(np.ones((2, 3), dtype))
        assert (out.dtype, out.shape) == (np.dtype(dtype), (2, 3))


@pytest.mark.parametrize("function", [sigmoid, tanh])
def test_whole_numbers_are_numbers_too(function):
    assert type(function(2)) is float
    assert function(2) == function(2.0)


def test_pairs_are_named_as_keras_names_them():
    assert STANDARD.activation is tanh
    assert STANDARD.recurrent_activation is sigmoid
    assert IDENTITY.names == ("identity", "identity")
    assert str(STANDARD) == "tanh/sigmoid"
    assert repr(STANDARD) == "Activations('tanh', 'sigmoid')"  # no address in memory


def test_any_function_will_do():
    def step_function(z):
        return z > 0

    pair = Activations("tanh", step_function)
    assert pair.names == ("tanh", "step_function")
    assert pair.recurrent_activation is step_function


def test_a_pair_may_be_given_plainly():
    assert as_activations(("tanh", "sigmoid")) == STANDARD
    assert as_activations([identity, "identity"]) == IDENTITY
    assert as_activations(STANDARD) is STANDARD


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: Activations("tanh", "sigmod"), ValueError, "recurrent_activation is 'sigmod'"),
        (lambda: Activations("softmax", "tanh"), ValueError, "activation is 'softmax'"),
        (lambda: Activations("softmax", "tanh"), ValueError, "expected one of identity, sigmoid"),
        (lambda: Activations(3, "tanh"), TypeError, "activation is 3; expected the name"),
        (lambda: as_activations("tanh"), TypeError, "activations is 'tanh'; expected IDENTITY"),
        (lambda: as_activations(None), TypeError, "activations is None; expected IDENTITY"),
    ],
)
def test_errors_say_what_came_and_what_was_expected(make, error, says):
    with pytest.raises(error) as raised:
        make()
    assert says in str(raised.value)


def own_function(z):
    return z


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (
            lambda: Activations("tanh", "sigmod"),
            ValueError,
            "recurrent_activation is 'sigmod', which is no activation known here; expected one of "
            "identity, sigmoid, tanh, relu, or a function of one value.",
        ),
        (
            lambda: Activations(3, "tanh"),
            TypeError,
            "activation is 3; expected the name of an activation or a function of one value.",
        ),
        (
            lambda: as_activations(("tanh", "sigmoid", "relu")),
            TypeError,
            "activations is ('tanh', 'sigmoid', 'relu'); expected IDENTITY, STANDARD, or a pair "
            "(activation, recurrent_activation) such as ('tanh', 'sigmoid').",
        ),
        (
            lambda: as_activations("ab"),
            TypeError,
            "activations is 'ab'; expected IDENTITY, STANDARD, or a pair (activation, "
            "recurrent_activation) such as ('tanh', 'sigmoid').",
        ),
        (
            lambda: Activations(own_function, "tanh").slopes,
            ValueError,
            "the derivative of the activation own_function is not known; expected one of "
            "identity, sigmoid, tanh, relu, or a function that carries its derivative, as in "
            "my_function.derivative = lambda z: ...",
        ),
        (
            lambda: sigmoid("six"),
            TypeError,
            "z is 'six' (str); expected a number or an array of numbers.",
        ),
        (
            lambda: tanh(np.array(["six"])),
            TypeError,
            "z is array(['six'], dtype='<U3') (ndarray); expected a number or an array of numbers.",
        ),
    ],
)
def test_each_sentence_says_what_came_and_what_was_expected(make, error, says):
    with pytest.raises(error) as raised:
        make()
    assert str(raised.value) == says


@pytest.mark.parametrize("function", [sigmoid, tanh])
def test_a_list_of_numbers_is_an_array_of_them(function):
    assert function([0, 2]).tolist() == [function(0.0), pytest.approx(function(2.0), rel=1e-15)]
    assert function(10**400) == 1
    assert type(function(np.float32(2))) is not float


def test_a_function_without_a_name_stands_by_what_python_shows():
    class Own:
        def __call__(self, z):
            return z

        def __repr__(self):
            return "mine"

    assert Activations(Own(), "tanh").names == ("mine", "tanh")
    assert repr(Activations(Own(), own_function)) == "Activations('mine', 'own_function')"
    assert [symbol(name) for name in ACTIVATIONS] == ["identity", "σ", "tanh", "relu"]


def test_the_derivative_that_a_function_carries_is_taken_of_what_goes_in():
    def cube(z):
        return z * z * z

    cube.derivative = lambda z: 3 * z * z
    slope, recurrent_slope = Activations(cube, "identity").slopes
    assert slope(2.0, 8.0) == 12
    assert recurrent_slope(2.0, 2.0) == 1


def test_relu_and_its_slope_at_their_corner():
    assert [relu(z) for z in (-1, 0, 2)] == [0, 0, 2]
    assert type(relu(2)) is float
    assert relu(np.array([-1.0, 0.5])).tolist() == [0, 0.5]
    slope = ACTIVATIONS["relu"].slope
    assert [slope(z, z) for z in (-1.0, 0.0, 0.5)] == [0, 0, 1]
    assert slope(np.array([-1.0, 0.0, 0.5]), None).tolist() == [0, 0, 1]
