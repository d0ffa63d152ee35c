from __future__ import annotations

import os
import subprocess
import sys
from itertools import cycle

import numpy as np
import pytest

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights, run
from lstm_helpers.frameworks import (
    RECORDED,
    _stderr_held_back,
    keras_available,
    keras_layer,
    keras_lstm,
    keras_updates,
    quiet_tensorflow,
    torch_available,
    torch_lstm,
)
from tests.cells import PAIRS, close, random_cell, random_cells

needs_keras = pytest.mark.skipif(
    not keras_available(), reason="Keras on TensorFlow is not installed"
)
needs_torch = pytest.mark.skipif(not torch_available(), reason="PyTorch is not installed")
dtypes = pytest.mark.parametrize("dtype", ["float32", "float64"])


@pytest.fixture
def keras():
    quiet_tensorflow()
    return pytest.importorskip("keras", reason="Keras is not installed")


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is not installed")


# ---- 200 random cells of mixed shapes


@needs_keras
@dtypes
def test_keras_says_the_same_of_random_cells(dtype):
    cells = random_cells(seed=100, count=200)
    for cell, pair in zip(cells, cycle(PAIRS.values()), strict=False):
        cell = cell.calmed_for(pair).astype(dtype)
        ours, theirs = run(*cell, activations=pair), keras_lstm(*cell, pair, dtype)
        assert theirs.sequence_out.dtype == dtype
        assert close(ours.sequence_out, theirs.sequence_out)
        assert close(ours.state_h, theirs.state_h)
        assert close(ours.state_c, theirs.state_c)


@needs_torch
@dtypes
def test_torch_says_the_same_of_random_cells(dtype):
    for cell in random_cells(seed=101, count=200):
        cell = cell.astype(dtype)
        ours, theirs = run(*cell, activations=STANDARD), torch_lstm(*cell, dtype=dtype)
        assert theirs.output.dtype == dtype
        assert close(ours.sequence_out, theirs.output)
        assert close(ours.state_h, theirs.h_n)
        assert close(ours.state_c, theirs.c_n)


@needs_keras
def test_keras_with_an_activation_of_each_kind():
    cell = random_cell(np.random.default_rng(102), 2, 5, 3, 4)
    for names in (("relu", "sigmoid"), ("tanh", "identity"), ("sigmoid", "tanh")):
        pair = Activations(*names)
        assert close(run(*cell, pair).h, keras_lstm(*cell, pair, "float64").sequence_out)


@needs_keras
def test_a_layer_has_the_weights_and_keras_s_own_options():
    weights, ones = Weights.ones(u_f=0, u_i=0, u_o=0, w_o=2), np.ones((1, 3, 1))
    trace = run(weights, [1] * 6)
    layer = keras_layer(weights, stateful=True, return_sequences=True)
    assert np.ravel([layer(ones), layer(ones)]).tolist() == trace.h.tolist()
    layer.reset_states()
    assert np.ravel(layer(ones)).tolist() == trace.h[:3].tolist()
    last = keras_layer(weights, STANDARD, "float64", batch_size=2)(np.ones((2, 3, 1)))
    assert close(np.ravel(last), [run(weights, [1] * 3, activations=STANDARD).state_h] * 2)


@needs_keras
@pytest.mark.parametrize(("batch_size", "epochs", "count"), [(1, 1, 4), (2, 3, 6), (3, 1, 2)])
def test_keras_counts_an_update_for_each_batch(batch_size, epochs, count):
    sequences = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]
    assert keras_updates(sequences, [3] * 4, batch_size, epochs=epochs) == count


# ---- weights as the frameworks make them


@dtypes
@pytest.mark.parametrize("use_bias", [True, False])
@pytest.mark.parametrize("unit_forget_bias", [True, False])
def test_weights_from_a_keras_layer(keras, dtype, use_bias, unit_forget_bias):
    for features, units in ((1, 1), (3, 2), (2, 5)):
        rng = np.random.default_rng([features, units])
        layer = keras.layers.LSTM(
            units,
            return_sequences=True,
            use_bias=use_bias,
            unit_forget_bias=unit_forget_bias,
            dtype=dtype,
        )
        inputs = rng.normal(size=(4, 6, features)).astype(dtype)
        theirs = np.asarray(layer(inputs))
        weights = Weights.from_keras(*layer.get_weights())
        assert close(run(weights, inputs, activations=STANDARD).sequence_out, theirs)
        for ours, array in zip(weights.to_keras(), layer.get_weights(), strict=False):
            assert (ours == array).all()


@pytest.mark.parametrize("unit_forget_bias", [True, False])
def test_unit_forget_bias_is_that_of_keras(keras, unit_forget_bias):
    ones = {"kernel_initializer": "ones", "recurrent_initializer": "ones"}
    layer = keras.layers.LSTM(3, unit_forget_bias=unit_forget_bias, **ones)
    layer.build((1, 1, 2))
    ours = Weights.ones(features=2, units=3, unit_forget_bias=unit_forget_bias)
    assert Weights.from_keras(*layer.get_weights()) == ours


@dtypes
@pytest.mark.parametrize("bias", [True, False])
def test_weights_from_a_torch_layer(torch, dtype, bias):
    for features, units in ((1, 1), (3, 2), (2, 5)):
        rng = np.random.default_rng([features, units])
        layer = torch.nn.LSTM(
            features, units, batch_first=True, bias=bias, dtype=getattr(torch, dtype)
        )
        inputs = rng.normal(size=(4, 6, features)).astype(dtype)
        theirs, _ = layer(torch.from_numpy(inputs))
        weights = Weights.from_torch(*layer.parameters())  # gradients and all
        ours = run(weights, inputs, activations=STANDARD).sequence_out
        assert close(ours, theirs.detach().numpy())


# ---- the article's cell


@needs_keras
@dtypes
def test_the_articles_numbers_from_keras(dtype):
    sequence_out, state_h, state_c = keras_lstm(Weights.ones(), [1, 1, 1], dtype=dtype)
    assert sequence_out.tolist() == [1, 12, 3211]
    assert (state_h, state_c) == (3211, 247)


def test_what_is_recorded_is_what_keras_says(keras):
    layer = keras.layers.LSTM(
        1,
        activation="linear",
        recurrent_activation="linear",
        kernel_initializer="ones",
        recurrent_initializer="ones",
        unit_forget_bias=False,
        return_sequences=True,
        return_state=True,
        dtype=RECORDED.dtype,
    )
    theirs = layer(np.ones((1, 3, 1), RECORDED.dtype))
    for recorded, array in zip(RECORDED.result, theirs, strict=True):
        live = np.asarray(array)
        assert (recorded.dtype, recorded.shape) == (live.dtype, live.shape)
        assert (recorded == live).all()


def test_what_is_recorded_is_what_run_says():
    ours = run(Weights.ones(), [1, 1, 1])
    assert RECORDED.result.sequence_out.ravel().tolist() == ours.sequence_out.tolist()
    assert RECORDED.result.state_h.item() == ours.state_h
    assert RECORDED.result.state_c.item() == ours.state_c


@needs_torch
def test_the_articles_cell_with_real_gates_from_torch():
    output, (h_n, c_n) = torch_lstm(Weights.ones(), [1, 1, 1], dtype="float64")
    assert output.round(4).tolist() == [0.3696, 0.6505, 0.7888]
    assert (round(h_n, 4), round(c_n, 4)) == (0.7888, 1.7395)


# ---- shapes


@needs_keras
@pytest.mark.parametrize("shape", [(3,), (3, 1), (2, 3, 1)])
def test_shapes_from_keras_are_those_of_run(shape):
    ours, theirs = run(Weights.ones(), np.ones(shape)), keras_lstm(Weights.ones(), np.ones(shape))
    assert np.shape(theirs.sequence_out) == ours.h.shape
    assert np.shape(theirs.state_h) == np.shape(theirs.state_c) == np.shape(ours.state_h)
    assert type(theirs.state_h) is (float if len(shape) == 1 else np.ndarray)


@needs_torch
@pytest.mark.parametrize("shape", [(3,), (3, 1), (2, 3, 1)])
def test_shapes_from_torch_are_those_of_run(shape):
    ours, theirs = run(Weights.ones(), np.ones(shape)), torch_lstm(Weights.ones(), np.ones(shape))
    assert theirs.output.shape == ours.h.shape
    assert np.shape(theirs.h_n) == np.shape(theirs.c_n) == np.shape(ours.state_h)
    assert type(theirs.h_n) is (float if len(shape) == 1 else np.ndarray)


@needs_keras
def test_keras_is_given_the_mask_that_inputs_bring() -> None:
    ours, theirs = run(Weights.ones(), HALF_MASKED), keras_lstm(Weights.ones(), HALF_MASKED)
    assert ours.h.tolist() == theirs.sequence_out.tolist() == [1, 1]
    assert (ours.state_h, ours.state_c) == (theirs.state_h, theirs.state_c) == (1, 1)


@needs_keras
@pytest.mark.filterwarnings("error:overflow")
def test_what_is_too_large_for_float32_is_infinite():
    assert keras_lstm(Weights.ones(), [1], c0=1e300).state_c == np.inf


# ---- what is refused


HALF_MASKED = np.ma.array([1.0, 1.0], mask=[False, True])


def own_tanh(z):
    return z


own_tanh.__name__ = "tanh"


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (
            lambda: torch_lstm(Weights.ones(), [1], activations=IDENTITY),
            ValueError,
            "activations is identity/identity; PyTorch's LSTM has only STANDARD",
        ),
        (
            lambda: keras_lstm(Weights.ones(), [1], activations=("tanh", own_tanh)),
            ValueError,
            "activations is tanh/tanh; Keras can't use tanh",
        ),
        (lambda: keras_lstm(Weights.ones(), [1], dtype="int8"), ValueError, "dtype is 'int8'; exp"),
        (lambda: torch_lstm(Weights.ones(), [1], dtype=None), ValueError, "dtype is None; expect"),
        (lambda: keras_lstm(Weights.ones(), []), ValueError, "inputs has shape (0,); expected"),
        (lambda: torch_lstm(1, [1]), TypeError, "weights is a int; expected Weights"),
        (lambda: torch_lstm(Weights.ones(), HALF_MASKED), ValueError, "torch_lstm takes none"),
    ],
)
def test_errors_say_what_came_and_what_was_expected(make, error, says):
    with pytest.raises(error) as raised:
        make()
    assert says in str(raised.value)


@pytest.mark.parametrize("missing", ["keras", "tensorflow"])
def test_without_keras_it_says_so(monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setattr("lstm_helpers.frameworks.find_spec", lambda name: None)
    assert not keras_available()
    assert quiet_tensorflow() is False
    with pytest.raises(ImportError, match="pip install keras tensorflow-cpu"):
        keras_lstm(Weights.ones(), [1])


def test_without_torch_it_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.setattr("lstm_helpers.frameworks.find_spec", lambda name: None)
    assert not torch_available()
    with pytest.raises(ImportError, match="pip install torch"):
        torch_lstm(Weights.ones(), [1])


# ---- silence


def in_a_fresh_python(code: str, **settings: str) -> subprocess.CompletedProcess[str]:
    ours = ("TF_", "CUDA_", "KERAS_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)} | settings
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )


@needs_keras
def test_keras_is_imported_and_used_in_silence():
    heard = in_a_fresh_python(
        "from lstm_helpers.frameworks import quiet_tensorflow\n"
        "assert quiet_tensorflow()\n"
        "import keras, numpy as np, os\n"
        "layer = keras.layers.LSTM(1, return_sequences=True, return_state=True)\n"
        "inputs = keras.layers.Input((3, 1))\n"
        "keras.Model(inputs, layer(inputs)).predict(np.ones((1, 3, 1)), verbose=0)\n"
        "names = 'TF_CPP_MIN_LOG_LEVEL', 'CUDA_VISIBLE_DEVICES', 'KERAS_BACKEND'\n"
        "print(*(os.environ[name] for name in names))\n",
        CUDA_VISIBLE_DEVICES="0",  # what somebody has set, stays
    )
    assert (heard.stdout, heard.stderr) == ("3 0 tensorflow\n", "")


def test_the_package_imports_neither():
    heard = in_a_fresh_python(
        "import sys, lstm_helpers, lstm_helpers.frameworks as f\n"
        "f.keras_available(), f.torch_available()\n"
        "print([m for m in ('keras', 'tensorflow', 'torch') if m in sys.modules])\n"
    )
    assert heard.stdout.strip() == "[]"


def test_what_is_written_past_python_is_held_back(capfd):
    os.write(2, b"before ")
    with _stderr_held_back():
        os.write(2, b"a wall of messages")
    os.write(2, b"after")
    assert capfd.readouterr().err == "before after"


def test_what_was_held_back_is_shown_if_it_went_wrong(capfd):
    def import_something_broken():
        with _stderr_held_back():
            os.write(2, b"why it went wrong")
            raise ImportError("no such library")

    with pytest.raises(ImportError, match="no such library"):
        import_something_broken()
    assert capfd.readouterr().err == "why it went wrong"
