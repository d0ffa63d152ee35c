from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, identity, sigmoid, tanh
from lstm_helpers.cell.activations import ACTIVATIONS, as_activations, relu

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
