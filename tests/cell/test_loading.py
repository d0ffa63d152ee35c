"""Layers taken over, of classes that only look like those of Keras and PyTorch.

Neither library need be there: an object says by its class what it is, and here so does another. The
layers themselves are in `tests/test_loading.py`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from lstm_helpers import IDENTITY, STANDARD, Weights
from tests.cell.test_weights import numbered


def made_by(module, kind, *bases, **holds):
    """An object of a class that says it is from there, as theirs do; `bases` are names, too."""
    kinds = tuple(type(base, (), {"__module__": "keras.src"}) for base in bases)
    made = type(kind, kinds, {"__module__": module})()
    vars(made).update(holds)
    return made


def own_function(name, module="keras.src.activations"):
    def function(z):
        raise AssertionError("it is only called by its name")

    function.__name__, function.__module__ = name, module
    return function


TANH, SIGMOID = own_function("tanh"), own_function("sigmoid", "jax.numpy")
ARRAYS = numbered(2, 3).to_keras()


def keras_cell(kind="LSTMCell", activation=TANH, recurrent_activation=SIGMOID, arrays=ARRAYS):
    return made_by(
        "keras.src.layers",
        kind,
        activation=activation,
        recurrent_activation=recurrent_activation,
        name="cell",
        **dict(zip(("kernel", "recurrent_kernel", "bias"), arrays, strict=True)),
    )


def keras_layer(name="lstm", kind="LSTM", cell=None, **more):
    cell = keras_cell() if cell is None else cell
    return made_by("keras.src.layers", kind, name=name, cell=cell, **more)


def other_layer(kind, **more):
    return made_by("keras.src.layers", kind, **{"name": kind.lower(), **more})


def keras_model(*layers):
    return made_by("keras.src.models", "Sequential", "Model", layers=list(layers))


def both_ways(kind="LSTM"):
    return other_layer(
        "Bidirectional",
        forward_layer=keras_layer(kind=kind),
        backward_layer=keras_layer(cell=keras_cell(arrays=[2 * array for array in ARRAYS])),
    )


TWICE = Weights.from_keras(*(2 * array for array in ARRAYS))
ONCE = numbered(2, 3)


@pytest.mark.parametrize(
    ("source", "options", "expected"),
    [
        (keras_cell(), {}, ONCE),
        (keras_layer(), {}, ONCE),
        (keras_layer(), {"layer": "lstm"}, ONCE),
        (keras_layer(), {"layer": 0, "direction": "forward"}, ONCE),
        (keras_layer(go_backwards=True), {"direction": "backward"}, ONCE),
        (keras_layer(kind="RNN"), {}, ONCE),
        (both_ways(), {"direction": "forward"}, ONCE),
        (both_ways(), {"direction": "backward"}, TWICE),
        (keras_model(other_layer("Dense"), keras_layer()), {}, ONCE),
        (keras_model(other_layer("Embedding", mask_zero=False), keras_layer()), {}, ONCE),
        (
            keras_model(
                keras_layer(), keras_model(keras_layer("b", cell=both_ways().backward_layer.cell))
            ),
            {"layer": "b"},
            TWICE,
        ),
        (
            keras_model(keras_layer(), keras_model(both_ways().backward_layer)),
            {"layer": "lstm (2)"},
            TWICE,
        ),
    ],
)
def test_keras_s_layers_are_found_and_taken(source, options, expected):
    taken = Weights.from_keras(source, **options)
    assert taken == expected
    assert taken.activations == STANDARD


def test_keras_of_before_3_is_keras_too():
    functions = own_function("tanh", "tf_keras.src"), own_function("sigmoid", "tf_keras.src")
    layer = made_by("tf_keras.src", "LSTM", name="lstm", cell=keras_cell("LSTMCell", *functions))
    assert Weights.from_keras(layer) == ONCE


def test_what_keras_calls_linear_is_our_identity_and_another_pair_may_stand_in():
    linear = own_function("linear")
    relu = own_function("relu", "tensorflow.python.ops")
    layer = keras_layer(cell=keras_cell(activation=linear, recurrent_activation=relu))
    assert Weights.from_keras(layer).activations.names == ("identity", "relu")
    assert Weights.from_keras(layer, activations=("tanh", "relu")).activations.names == (
        *("tanh", "relu"),
    )
    arrays = ARRAYS[:2]
    assert Weights.from_keras(*arrays, activations=("relu", "tanh")).activations.names == (
        *("relu", "tanh"),
    )
    assert Weights.from_keras(*arrays).activations == STANDARD


def test_a_layer_without_a_bias_has_none_to_take():
    layer = keras_layer(cell=keras_cell(arrays=(*ARRAYS[:2], None)))
    assert Weights.from_keras(layer) == Weights.from_keras(*ARRAYS[:2])


UNKNOWN = (
    "which is not known here; expected one of linear, sigmoid, tanh, relu, or say "
    "activations=(activation, recurrent_activation), each a name or a function of one array."
)
STACK = (keras_layer("a"), keras_layer("b"))


@pytest.mark.parametrize(
    ("source", "options", "says"),
    [
        (other_layer("GRU"), {}, "this is a GRU; "),
        (other_layer("Embedding"), {}, "this is an Embedding; "),
        (other_layer("Input"), {}, "this is an Input; "),
        (other_layer("RNN"), {}, "this is an RNN; "),
        (other_layer("ReLU"), {}, "this is a ReLU; "),
        (other_layer("Rotary"), {}, "this is a Rotary; "),
        (other_layer("RNN", cell=other_layer("GRUCell")), {}, "this is an RNN of GRUCell; "),
        (other_layer("GRU", cell=other_layer("GRUCell")), {}, "this is a GRU; "),
        (both_ways("GRU"), {}, "this is a Bidirectional of GRU; "),
        (
            other_layer("TimeDistributed"),
            {},
            "this is a TimeDistributed layer, which runs what it holds once for each time step; "
            "expected the LSTM itself.",
        ),
        (
            keras_model(other_layer("Dense"), other_layer("GRU")),
            {},
            "this is a model without an LSTM layer; its layers are Dense, GRU.",
        ),
        (
            keras_model(),
            {},
            "this is a model without an LSTM layer; its layers are none.",
        ),
        (
            keras_model(*STACK),
            {},
            "this model has 2 LSTM layers: choose layer=0 ('a') or layer=1 ('b').",
        ),
        (
            keras_model(*STACK),
            {"layer": 2},
            "this model has no LSTM layer 2; expected layer=0 ('a') or layer=1 ('b').",
        ),
        (
            keras_model(*STACK),
            {"layer": -1},
            "this model has no LSTM layer -1; expected layer=0 ('a') or layer=1 ('b').",
        ),
        (
            keras_model(*STACK),
            {"layer": True},
            "this model has no LSTM layer True; expected layer=0 ('a') or layer=1 ('b').",
        ),
        (
            keras_layer(),
            {"layer": "other"},
            "this layer has no LSTM layer 'other'; expected layer=0 ('lstm').",
        ),
        (
            both_ways(),
            {},
            "this layer is bidirectional: choose direction='forward' or direction='backward', and "
            "for 'backward' give run the inputs from last to first, inputs[:, ::-1].",
        ),
        (
            keras_layer(go_backwards=True),
            {},
            "this layer has go_backwards=True: say direction='backward', and give run the inputs "
            "from last to first, inputs[:, ::-1].",
        ),
        (
            keras_layer(go_backwards=True),
            {"direction": "forward"},
            "direction is 'forward', and this layer goes backward alone.",
        ),
        (
            keras_layer(),
            {"direction": "backward"},
            "direction is 'backward', and this layer goes forward alone.",
        ),
        (
            keras_layer(),
            {"direction": "up"},
            "direction is 'up'; expected 'forward' or 'backward'.",
        ),
        (
            keras_layer("new", cell=keras_cell(arrays=(None, None, None))),
            {},
            "the layer 'new' has no weights yet; call it on data once, or "
            "layer.build((None, None, features)).",
        ),
        (
            keras_layer("new", cell=other_layer("LSTMCell")),
            {},
            "the layer 'new' has no weights yet; call it on data once, or "
            "layer.build((None, None, features)).",
        ),
        (
            keras_layer(cell=keras_cell(activation=3)),
            {},
            "the layer's activation is int, ",
        ),
        (
            keras_layer(cell=keras_cell(activation=own_function("gelu"))),
            {},
            "the layer's activation is gelu, ",
        ),
        (
            keras_layer(cell=keras_cell(recurrent_activation=own_function("tanh", "mine"))),
            {},
            "the layer's recurrent_activation is tanh, ",
        ),
        (
            keras_layer(cell=keras_cell(activation=other_layer("LeakyReLU"))),
            {},
            "the layer's activation is LeakyReLU, ",
        ),
    ],
)
def test_what_keras_has_and_we_have_not_is_named(source, options, says):
    if says.endswith("; "):
        says += "expected an LSTM, whose gates are f, i, g and o."
    if says.endswith(", "):
        says += UNKNOWN
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        Weights.from_keras(source, **options)


@pytest.mark.parametrize(
    "masks", [other_layer("Masking", name="gaps"), other_layer("Embedding", mask_zero=True)]
)
def test_a_model_that_masks_is_said_to_once_and_where_it_was_given(masks):
    says = (
        f"this model's layer {masks.name!r} masks time steps, and the weights alone do not: give "
        "run the mask too, as in run(weights, inputs, mask=mask), a True for each time step that "
        "counts."
    )
    with pytest.warns(UserWarning, match=f"^{re.escape(says)}$") as heard:
        Weights.from_keras(keras_model(masks, keras_layer()))
    assert [each.filename for each in heard] == [__file__]


def test_a_layer_with_a_memory_of_its_own_is_said_to_have_one():
    says = (
        "this layer is stateful: it goes on from its last states, and run from zeros unless it "
        "is given h0 and c0 (layer.states[0] and layer.states[1])."
    )
    with pytest.warns(UserWarning, match=f"^{re.escape(says)}$") as heard:
        Weights.from_keras(keras_layer(stateful=True))
    assert [each.filename for each in heard] == [__file__]
    assert Weights.from_keras(keras_layer(stateful=False)) == ONCE


def test_a_saved_model_is_read_by_keras(monkeypatch, tmp_path):
    read = []

    def load_model(path, compile):
        read.append((path, compile))
        return keras_model(keras_layer())

    monkeypatch.setitem(
        sys.modules, "keras", SimpleNamespace(saving=SimpleNamespace(load_model=load_model))
    )
    path = tmp_path / "model.keras"
    path.touch()
    for source in (path, str(path)):
        assert Weights.from_keras(source) == ONCE
    assert read == [(path, False)] * 2


def test_a_file_that_is_not_there_or_cannot_be_read(monkeypatch, tmp_path):
    with pytest.raises(FileNotFoundError) as raised:
        Weights.from_keras("none.keras")
    assert str(raised.value) == "there is no file 'none.keras'; expected a saved Keras model."
    monkeypatch.setitem(sys.modules, "keras", None)
    path = tmp_path / "model.keras"
    path.touch()
    with pytest.raises(ImportError) as raised:
        Weights.from_keras(path)
    assert str(raised.value) == (
        "model.keras is read by Keras, which is not installed here; `pip install keras "
        "tensorflow-cpu` brings it."
    )


# ---- and PyTorch's


STATE = dict(
    zip(("weight_ih", "weight_hh", "bias_ih", "bias_hh"), numbered(2, 3).to_torch(), strict=True)
)


def state_of(*places, times=1, leave=()):
    return {
        f"{place.format(name)}": times * array
        for place in places
        for name, array in STATE.items()
        if name not in leave
    }


def torch_module(kind="LSTM", state=None):
    module = made_by("torch.nn.modules.rnn", kind)
    module.state_dict = lambda: state_of("{}_l0") if state is None else state
    return module


@pytest.mark.parametrize(
    ("source", "options", "expected"),
    [
        (STATE, {}, ONCE),
        (STATE, {"layer": "cell"}, ONCE),
        (torch_module(), {}, ONCE),
        (torch_module(), {"layer": "l0", "direction": "forward"}, ONCE),
        (torch_module("Forecast", state_of("reads.{}_l0")), {"layer": "reads.l0"}, ONCE),
        (
            {**state_of("reads.{}"), "head.weight": np.ones((1, 3)), "x.weight_ih_l0.y": 1},
            {"layer": "reads"},
            ONCE,
        ),
        (state_of("X.{}"), {"layer": "X"}, ONCE),
        (state_of("{}_l0") | state_of("{}_l1", times=2), {"layer": 1}, TWICE),
        (state_of("{}_l0") | state_of("{}_l10", times=2), {"layer": "l10"}, TWICE),
        (
            state_of("{}_l0") | state_of("{}_l0_reverse", times=2),
            {"direction": "backward"},
            TWICE,
        ),
        (
            state_of("{}_l0_reverse", times=2) | state_of("{}_l0"),
            {"direction": "forward"},
            ONCE,
        ),
        (
            state_of("{}_l0")
            | {"gru.weight_ih_l0": np.ones((9, 2)), "gru.weight_hh_l0": np.ones((9, 3))},
            {},
            ONCE,
        ),
        ({**STATE, 7: "no text"}, {}, ONCE),
    ],
)
def test_torch_s_layers_are_found_and_taken(source, options, expected):
    taken = Weights.from_torch(source, **options)
    assert taken == expected
    assert taken.activations == STANDARD
    assert Weights.from_torch(source, **options, activations=IDENTITY).activations == IDENTITY


def test_torch_s_biases_may_be_missing():
    ones = state_of("{}_l0", leave=("bias_ih", "bias_hh"))
    assert Weights.from_torch(ones).b_f.tolist() == [0, 0, 0]
    second = state_of("{}_l0", leave=("bias_ih",)) | {"bias_hh_l0": STATE["bias_ih"]}
    assert Weights.from_torch(second) == ONCE


def of_gates(number, units=3):
    return {
        "weight_ih_l0": np.ones((number * units, 2)),
        "weight_hh_l0": np.ones((number * units, units)),
    }


@pytest.mark.parametrize(
    ("source", "options", "says"),
    [
        (torch_module("GRU"), {}, "this is a GRU; "),
        (torch_module("GRUCell"), {}, "this is a GRUCell; "),
        (torch_module("RNN"), {}, "this is an RNN; "),
        (torch_module("RNNCell"), {}, "this is an RNNCell; "),
        (of_gates(3), {}, "this is a GRU; "),
        (of_gates(1), {}, "this is a plain RNN; "),
        (
            {"head.weight": 1, "head.bias": 2},
            {},
            "this is a dict without an LSTM; its parameters are head.weight, head.bias.",
        ),
        ({}, {}, "this is a dict without an LSTM; its parameters are none."),
        (
            torch_module("Linear", {"weight": 1}),
            {},
            "this is a Linear without an LSTM; its parameters are weight.",
        ),
        (
            torch_module(state=state_of("{}_l0", "{}_l1")),
            {},
            "this module has 2 LSTM layers: choose layer=0 ('l0') or layer=1 ('l1').",
        ),
        (
            state_of("a.{}_l0"),
            {"layer": 1},
            "this state dict has no LSTM layer 1; expected layer=0 ('a.l0').",
        ),
        (
            state_of("{}_l0", "{}_l0_reverse"),
            {},
            "this layer is bidirectional: choose direction='forward' or direction='backward', and "
            "for 'backward' give run the inputs from last to first, inputs[:, ::-1].",
        ),
        (
            torch_module(),
            {"direction": "backward"},
            "direction is 'backward', and this layer goes forward alone.",
        ),
        (
            torch_module(),
            {"direction": "up"},
            "direction is 'up'; expected 'forward' or 'backward'.",
        ),
        (
            STATE | {"weight_hh": np.ones((12, 2)), "weight_hr": np.ones((2, 3))},
            {},
            "this layer has a proj_size, which is not supported: its h is a projection, and "
            "expected is h = o·tanh(c).",
        ),
        (
            {"weight_ih_l0": np.ones((4, 1)), "bias_ih_l0": np.ones(4)},
            {},
            "this layer has no weight_hh; it came with weight_ih, bias_ih.",
        ),
        (
            {"weight_hh_l0": np.ones((4, 1))},
            {},
            "this layer has no weight_ih; it came with weight_hh.",
        ),
    ],
)
def test_what_torch_has_and_we_have_not_is_named(source, options, says):
    if says.endswith("; "):
        says += "expected an LSTM, whose gates are f, i, g and o."
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        Weights.from_torch(source, **options)


def test_a_layer_of_keras_on_pytorch_is_keras_s():
    """There it is a module of PyTorch's, too."""
    module = type("Module", (), {"__module__": "torch.nn"})
    layer = type("LSTM", (module,), {"__module__": "keras.src"})()
    vars(layer).update(name="lstm", cell=keras_cell())
    assert Weights.from_keras(layer) == ONCE


# ---- what is none


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: Weights.from_keras([np.ones((1, 4)), np.ones((1, 4))]),
            "this looks like layer.get_weights(), all in one; expected the layer itself, which "
            "brings all of it.",
        ),
        (
            lambda: Weights.from_keras(np.ones((1, 4))),
            "this is one array alone; expected recurrent_kernel and bias beside it, or the layer "
            "itself, which brings all of it.",
        ),
        (
            lambda: Weights.from_torch(iter([np.ones((4, 1))])),
            "this looks like a module's parameters, all in one; expected the module itself, which "
            "brings all of it.",
        ),
        (
            lambda: Weights.from_torch(np.ones((4, 1))),
            "this is one array alone; expected weight_hh and the biases beside it, or the module "
            "itself, which brings all of it.",
        ),
        (
            lambda: Weights.from_keras(3),
            "this is a int; expected a Keras layer, a model, the path of a saved one, or the "
            "arrays kernel, recurrent_kernel, bias.",
        ),
        (
            lambda: Weights.from_keras({"kernel": 1}),
            "this is a dict; expected a Keras layer, a model, the path of a saved one, or the "
            "arrays kernel, recurrent_kernel, bias.",
        ),
        (
            lambda: Weights.from_keras({"epoch": 1, "lstm.weight_ih_l0": 2}),
            "this is PyTorch's state dict, which Weights.from_torch takes; expected Keras's.",
        ),
        (
            lambda: Weights.from_keras(made_by("torch.nn", "LSTM")),
            "this is PyTorch's LSTM, which Weights.from_torch takes; expected Keras's.",
        ),
        (
            lambda: Weights.from_torch(made_by("keras.src", "LSTM")),
            "this is Keras's LSTM, which Weights.from_keras takes; expected PyTorch's.",
        ),
        (
            lambda: Weights.from_torch(3),
            "this is a int; expected a PyTorch module, a state dict, or the arrays weight_ih, "
            "weight_hh, bias_ih, bias_hh.",
        ),
        (
            lambda: Weights.from_torch(Path("weights.pt")),
            "this is the path 'weights.pt'; expected a module or a state dict, as "
            "torch.load(path, weights_only=True) gives one.",
        ),
    ],
)
def test_what_is_no_layer_is_named(make, says):
    with pytest.raises(TypeError, match=f"^{re.escape(says)}$"):
        make()


@pytest.mark.parametrize("load", [Weights.from_keras, Weights.from_torch])
@pytest.mark.parametrize(("option", "given"), [("layer", 0), ("direction", "forward")])
def test_arrays_are_of_one_layer_already(load, option, given):
    says = (
        f"{option} is {given!r}, and arrays are those of one layer already; expected {option} with "
        "a whole layer or model alone."
    )
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        load(np.ones((4, 4)), np.ones((4, 4)), **{option: given})
