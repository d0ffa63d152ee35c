"""Layers of Keras and of PyTorch taken over: the same numbers, and a sentence for what is none."""

from __future__ import annotations

import sys
import warnings
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from lstm_helpers import IDENTITY, STANDARD, Activations, Explorer, Weights, backward, run
from lstm_helpers.frameworks import quiet_tensorflow
from tests.cells import close

FEATURES, UNITS = 2, 3


@pytest.fixture(scope="module")
def keras():
    quiet_tensorflow()
    return pytest.importorskip("keras", reason="Keras is not installed")


@pytest.fixture(scope="module")
def torch():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    torch.set_num_threads(1)  # cells this small take longer with more
    return torch


def batch(rng, time=5, features=FEATURES, dtype="float32", size=4):
    return rng.normal(size=(size, time, features)).astype(dtype)


def shaken(layer, rng):
    """Give a Keras layer, or its model, other weights: its own biases are 0 and 1."""
    layer.set_weights([rng.normal(size=w.shape) * 0.7 for w in layer.get_weights()])
    return layer


# ---- random layers


def test_random_layers_of_keras(keras):
    rng = np.random.default_rng(300)
    sizes = [(1, 1), (2, 3), (4, 1), (3, 5)]
    layers = []
    for features, units in sizes:
        layer = keras.layers.LSTM(units, return_sequences=True, return_state=True)
        layer.build((None, None, features))
        layers.append(layer)
    shapes = [(1, 1), (1, 4), (3, 1), (2, 3)]
    for n, layer in zip(range(80), cycle(layers)):
        x = rng.normal(size=(*shapes[n // 4 % 4], sizes[n % 4][0])).astype("float32")
        h0, c0 = rng.normal(size=(2, len(x), layer.units)).astype("float32")
        theirs = [np.asarray(t) for t in shaken(layer, rng)(x, initial_state=[h0, c0])]
        ours = run(Weights.from_keras(layer), x, h0, c0)
        for mine, their in zip((ours.h, ours.state_h, ours.state_c), theirs, strict=True):
            assert mine.dtype == "float32"
            assert close(mine, their)


def test_200_random_layers_of_torch(torch):
    rng = np.random.default_rng(301)
    for n in range(200):
        features, units, layers, time, size = (int(k) for k in rng.integers(1, [5, 6, 4, 6, 4]))
        both, bias, double = (bool(k) for k in rng.integers(0, 2, 3))
        dtype = "float64" if double else "float32"
        torch.manual_seed(n)
        module = torch.nn.LSTM(
            features, units, layers, bias=bias, batch_first=True, bidirectional=both
        ).to(getattr(torch, dtype))
        x = batch(rng, time, features, dtype, size)
        h0, c0 = rng.normal(size=(2, layers * (1 + both), size, units)).astype(dtype)
        with torch.no_grad():
            out, (h, c) = module(torch.tensor(x), (torch.tensor(h0), torch.tensor(c0)))
        source = module if n % 2 else module.state_dict()
        for layer in range(layers):
            halves = []
            for way in range(1 + both):
                direction = ("forward", "backward")[way] if both else None
                at = layer * (1 + both) + way
                weights = Weights.from_torch(source, layer=layer, direction=direction)
                step = -1 if way else 1
                trace = run(weights, x[:, ::step], h0[at], c0[at])
                assert close(trace.state_h, h[at].numpy())
                assert close(trace.state_c, c[at].numpy())
                halves.append(trace.h[:, ::step])
            x = np.concatenate(halves, axis=-1)
        assert close(x, out.numpy())


# ---- every gate, by their own cell


@pytest.mark.parametrize("names", [("tanh", "sigmoid"), ("relu", "sigmoid"), ("linear", "tanh")])
def test_the_gates_are_those_that_keras_s_cell_works_out(keras, names):
    rng = np.random.default_rng(302)
    cell = keras.layers.LSTMCell(UNITS, activation=names[0], recurrent_activation=names[1])
    cell.build((None, FEATURES))
    x = batch(rng)
    trace = run(Weights.from_keras(shaken(cell, rng)), x)
    assert trace.activations == Activations(*(n.replace("linear", "identity") for n in names))

    heard: list[np.ndarray] = []  # what comes out of its activations, as its own code calls them

    def listening(function):
        def heard_function(z):
            heard.append(np.asarray(function(z)))
            return function(z)

        return heard_function

    cell.activation = listening(cell.activation)
    cell.recurrent_activation = listening(cell.recurrent_activation)
    h = c = np.zeros((len(x), UNITS), "float32")
    for t, step in enumerate(trace):
        heard.clear()
        h, (_, c) = cell(x[:, t], [h, c])
        for name, theirs in zip(("i", "f", "g", "o", "c_act"), heard, strict=True):
            assert close(getattr(step, name), theirs), name
        assert close(step.h, np.asarray(h))
        assert close(step.c, np.asarray(c))


def test_the_gates_are_those_of_torch_s_formulas_and_cell(torch):
    rng = np.random.default_rng(303)
    torch.manual_seed(303)
    cell = torch.nn.LSTMCell(FEATURES, UNITS)
    x = batch(rng)
    trace = run(Weights.from_torch(cell), x)
    linear = torch.nn.functional.linear
    with torch.no_grad():
        h = c = torch.zeros(len(x), UNITS)
        for t, step in enumerate(trace):
            now = torch.tensor(x[:, t])
            z = linear(now, cell.weight_ih, cell.bias_ih) + linear(h, cell.weight_hh, cell.bias_hh)
            for name, part in zip("ifgo", z.chunk(4, dim=1), strict=True):
                gate = torch.tanh(part) if name == "g" else torch.sigmoid(part)
                assert close(getattr(step, f"z_{name}"), part.numpy()), name
                assert close(getattr(step, name), gate.numpy()), name
            h, c = cell(now, (h, c))
            assert close(step.h, h.numpy())
            assert close(step.c, c.numpy())


# ---- what a layer is found in


def model_of(keras, *layers):
    return keras.Sequential([keras.Input((None, FEATURES)), *layers])


@pytest.mark.filterwarnings("ignore:__array__ implementation")  # Keras's own, as it saves
def test_a_stack_in_a_model_and_in_a_file(keras, tmp_path):
    rng = np.random.default_rng(304)
    layers = keras.layers
    model = model_of(
        keras,
        layers.LSTM(UNITS, return_sequences=True, name="first"),
        layers.Dropout(0.5),
        layers.LSTM(2, activation="relu", dropout=0.5, recurrent_dropout=0.5, name="second"),
    )
    x = batch(rng)
    theirs = np.asarray(shaken(model, rng)(x))
    model.save(tmp_path / "model.keras")
    for source in (model, tmp_path / "model.keras", str(tmp_path / "model.keras")):
        first = run(Weights.from_keras(source, layer=0), x)
        second = run(Weights.from_keras(source, layer="second"), first.h)
        assert second.activations == Activations("relu", "sigmoid")
        assert close(second.state_h, theirs)
    inner = keras.Model(x := keras.Input((None, 2)), model(x))
    assert Weights.from_keras(inner, layer=1) == Weights.from_keras(model.layers[-1])


@pytest.mark.parametrize("direction", ["forward", "backward"])
def test_either_half_of_a_bidirectional_layer(keras, direction):
    rng = np.random.default_rng(305)
    layer = keras.layers.Bidirectional(keras.layers.LSTM(UNITS, return_sequences=True))
    x = batch(rng)
    layer.build(x.shape)
    step = 1 if direction == "forward" else -1
    half = slice(None, UNITS) if direction == "forward" else slice(UNITS, None)
    theirs = np.asarray(shaken(layer, rng)(x))[..., half]
    trace = run(Weights.from_keras(layer, direction=direction), x[:, ::step])
    assert close(trace.h[:, ::step], theirs)


def test_a_layer_that_goes_backwards(keras):
    rng = np.random.default_rng(306)
    layer = keras.layers.LSTM(UNITS, go_backwards=True, return_sequences=True)
    x = batch(rng)
    layer.build(x.shape)
    theirs = np.asarray(shaken(layer, rng)(x))
    assert close(run(Weights.from_keras(layer, direction="backward"), x[:, ::-1]).h, theirs)


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32", "float64"])
def test_each_precision(keras, torch, dtype):
    layer = keras.layers.LSTM(UNITS, dtype=dtype, recurrent_initializer="ones", use_bias=False)
    layer.build((None, None, FEATURES))
    module = torch.nn.LSTM(FEATURES, UNITS, dtype=getattr(torch, dtype))
    ours = "float32" if dtype == "float32" else "float64"
    for weights in (Weights.from_keras(layer), Weights.from_torch(module)):
        assert weights.w_f.dtype == ours
        assert weights.activations == STANDARD
    assert (Weights.from_keras(layer).b_f == 0).all()
    half = torch.ones((1, 4, FEATURES), dtype=getattr(torch, dtype))
    assert run(Weights.from_torch(module), half).h.dtype == ours


def test_a_cell_in_an_rnn_and_a_module_that_holds_several(keras, torch):
    wrapped = keras.layers.RNN(keras.layers.LSTMCell(UNITS))
    wrapped.build((None, None, FEATURES))
    assert Weights.from_keras(wrapped) == Weights.from_keras(wrapped.cell)

    class Two(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.reads = torch.nn.LSTM(FEATURES, UNITS)
            self.other = torch.nn.GRU(FEATURES, UNITS)
            self.writes = torch.nn.LSTM(UNITS, 1)

    two = Two()
    assert Weights.from_torch(two, layer="writes.l0") == Weights.from_torch(two.writes)
    assert Weights.from_torch(two.state_dict(), layer=0) == Weights.from_torch(two.reads)


# ---- masks


@pytest.fixture
def padded():
    rng = np.random.default_rng(307)
    x, lengths = batch(rng, time=6), [6, 1, 4, 3]
    mask = np.arange(6) < np.array(lengths)[:, None]
    x[~mask] = 0
    return SimpleNamespace(x=x, lengths=lengths, mask=mask)


def test_keras_s_mask(keras, padded):
    rng = np.random.default_rng(308)
    layer = keras.layers.LSTM(UNITS, return_sequences=True, return_state=True)
    layer.build(padded.x.shape)
    shaken(layer, rng)
    h0, c0 = rng.normal(size=(2, 4, UNITS)).astype("float32")
    masked = keras.layers.Masking()(padded.x)
    weights = Weights.from_keras(layer)
    ways = [
        run(weights, padded.x, h0, c0, mask=padded.mask),
        run(weights, masked, h0, c0),
        run(weights, np.ma.array(padded.x, mask=(padded.x == 0).all(-1, keepdims=True) | [0, 0])),
    ]
    theirs = [np.asarray(t) for t in layer(padded.x, mask=padded.mask, initial_state=[h0, c0])]
    for trace in ways[:2]:
        for mine, their in zip((trace.h, trace.state_h, trace.state_c), theirs, strict=True):
            assert close(mine, their)
    for trace in ways:
        assert (trace.mask == padded.mask).all()
        assert (np.isnan(trace.f[..., 0]) == ~padded.mask).all()
        assert trace.trouble == ""
    gaps = padded.mask.copy()
    gaps[0, :2] = gaps[2, 2] = False
    theirs = np.asarray(layer(padded.x, mask=gaps)[0])
    assert close(run(weights, padded.x, mask=gaps).h, theirs)


def test_torch_s_packed_sequences_are_refused_in_words_that_work(torch, padded):
    utils = torch.nn.utils.rnn
    torch.manual_seed(309)
    module = torch.nn.LSTM(FEATURES, UNITS, batch_first=True)
    packed = utils.pack_padded_sequence(
        torch.tensor(padded.x), padded.lengths, batch_first=True, enforce_sorted=False
    )
    weights = Weights.from_torch(module)
    with pytest.raises(TypeError, match="inputs is a PackedSequence") as raised:
        run(weights, packed)
    assert "mask=np.arange(x.shape[1]) < lengths.numpy()[:, None]" in str(raised.value)
    x, lengths = utils.pad_packed_sequence(packed, batch_first=True)
    trace = run(weights, x, mask=np.arange(x.shape[1]) < lengths.numpy()[:, None])
    with torch.no_grad():
        _, (h, c) = module(packed)
    assert close(trace.state_h, h[0].numpy())
    assert close(trace.state_c, c[0].numpy())


# ---- its activations go along


def test_run_step_backward_and_explorer_use_the_layer_s_own_activations(keras):
    layer = keras.layers.LSTM(1, activation="relu", return_sequences=True)
    layer.build((None, None, 1))
    weights = Weights.from_keras(layer)
    x = np.linspace(-1, 1, 5, dtype="float32")[None, :, None]
    trace = run(weights, x)
    assert close(trace.h, np.asarray(layer(x)))
    assert backward(weights, trace, dh=1).z_g.shape == (1, 5, 1)
    explorer = Explorer(weights.as_scalars(), [1, 1])
    assert explorer.activations == Activations("relu", "sigmoid")
    assert explorer.weights.activations == explorer.activations
    assert run(weights, x, activations=IDENTITY).activations == IDENTITY


# ---- what is refused, each in a sentence


def keras_cases(keras):
    layers = keras.layers
    build = lambda layer: (layer.build((None, None, FEATURES)), layer)[1]  # noqa: E731
    stack = model_of(
        keras, layers.LSTM(2, return_sequences=True, name="a"), layers.LSTM(2, name="b")
    )
    lstm = build(layers.LSTM(UNITS))
    gru = build(layers.GRU(UNITS))
    yield gru, {}, "this is a GRU; expected an LSTM"
    yield layers.SimpleRNN(2), {}, "this is a SimpleRNN; expected an LSTM"
    yield layers.RNN([layers.LSTMCell(2)] * 2), {}, "this is an RNN of StackedRNNCells"
    yield layers.Dense(2), {}, "this is a Dense; expected an LSTM"
    yield layers.Bidirectional(layers.GRU(2)), {}, "this is a Bidirectional of GRU"
    yield layers.TimeDistributed(layers.LSTM(2)), {}, "this is a TimeDistributed layer"
    yield model_of(keras, layers.GRU(2)), {}, "without an LSTM layer; its layers are GRU"
    yield stack, {}, "this model has 2 LSTM layers: choose layer=0 ('a') or layer=1 ('b')"
    yield stack, {"layer": 2}, "this model has no LSTM layer 2; expected layer=0 ('a')"
    yield stack, {"layer": "c"}, "this model has no LSTM layer 'c'"
    yield lstm, {"layer": 1}, "this layer has no LSTM layer 1"
    yield layers.LSTM(2), {}, "has no weights yet; call it on data once, or layer.build("
    yield build(layers.Bidirectional(layers.LSTM(2))), {}, "is bidirectional: choose direction="
    yield build(layers.LSTM(2, go_backwards=True)), {}, "has go_backwards=True: say direction="
    yield lstm, {"direction": "backward"}, "direction is 'backward', and this layer goes forward"
    yield lstm, {"direction": "up"}, "direction is 'up'; expected 'forward' or 'backward'"
    for name in ("hard_sigmoid", "gelu"):
        odd = build(layers.LSTM(2, recurrent_activation=name))
        yield odd, {}, f"the layer's recurrent_activation is {name}, which is not known here"
    own = build(layers.LSTM(2, activation=lambda z: z))
    yield own, {}, "the layer's activation is <lambda>, which is not known here"
    yield lstm.get_weights(), {}, "this looks like layer.get_weights(), all in one; expected the"
    yield lstm.get_weights()[0], {}, "this is one array alone; expected recurrent_kernel and bias"
    yield "no such file.keras", {}, "there is no file 'no such file.keras'"


def test_what_keras_has_and_we_have_not_is_named(keras):
    for given, options, says in keras_cases(keras):
        with pytest.raises((ValueError, TypeError, OSError)) as raised:
            Weights.from_keras(given, **options)
        assert says in str(raised.value)
        assert str(raised.value).count(". ") == 0
    gru = keras.layers.GRU(UNITS)
    gru.build((None, None, FEATURES))
    with pytest.raises(ValueError, match=r"\(three would be a GRU's\)"):
        Weights.from_keras(*gru.get_weights())


def torch_cases(torch):
    nn = torch.nn
    two = nn.LSTM(FEATURES, UNITS, 2)
    yield nn.GRU(2, 2), {}, "this is a GRU; expected an LSTM"
    yield nn.GRU(2, 2).state_dict(), {}, "this is a GRU; expected an LSTM"
    yield nn.RNN(2, 2).state_dict(), {}, "this is a plain RNN; expected an LSTM"
    yield nn.RNNCell(2, 2), {}, "this is an RNNCell; expected an LSTM"
    yield nn.Sequential(nn.GRU(2, 2)), {}, "this is a GRU; expected an LSTM"
    yield nn.Linear(2, 2), {}, "a Linear without an LSTM; its parameters are weight, bias"
    yield {}, {}, "a dict without an LSTM; its parameters are none"
    yield two, {}, "this module has 2 LSTM layers: choose layer=0 ('l0') or layer=1 ('l1')"
    yield two.state_dict(), {"layer": 2}, "this state dict has no LSTM layer 2"
    yield nn.LSTM(2, 2, bidirectional=True), {}, "is bidirectional: choose direction='forward'"
    yield nn.LSTM(2, 2), {"direction": "backward"}, "and this layer goes forward alone"
    yield nn.LSTM(2, 3, proj_size=2), {}, "has a proj_size, which is not supported"
    yield {"weight_ih_l0": torch.ones(4, 1)}, {}, "this layer has no weight_hh"
    yield nn.LSTM(2, 2).parameters(), {}, "this looks like a module's parameters, all in one"
    yield torch.ones(4, 1), {}, "this is one array alone; expected weight_hh and the biases"
    yield "weights.pt", {}, "this is the path 'weights.pt'; expected a module or a state dict"
    yield 3, {}, "this is a int; expected a PyTorch module, a state dict, or the arrays"


def test_what_torch_has_and_we_have_not_is_named(torch):
    for given, options, says in torch_cases(torch):
        with pytest.raises((ValueError, TypeError)) as raised:
            Weights.from_torch(given, **options)
        assert says in str(raised.value)
        assert str(raised.value).count(". ") == 0


def test_a_layer_given_to_the_wrong_loader(keras, torch):
    layer, module = keras.layers.LSTM(2), torch.nn.LSTM(2, 2)
    for given in (module, module.state_dict()):
        with pytest.raises(TypeError, match=r"PyTorch's .*, which Weights.from_torch takes"):
            Weights.from_keras(given)
    with pytest.raises(TypeError, match=r"Keras's LSTM, which Weights.from_keras takes"):
        Weights.from_torch(layer)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"weight_ih_l0": [[1]]}, "PyTorch's state dict"),
        (type("LSTM", (), {"__module__": "torch.nn.modules.rnn"})(), "PyTorch's LSTM"),
    ],
)
def test_what_is_pytorch_s_goes_to_the_other_loader(given, what):
    with pytest.raises(TypeError, match=f"^this is {what}, which Weights.from_torch takes; "):
        Weights.from_keras(given)


@pytest.mark.parametrize("given", [None, 3, {}, {"a": 1}, object()])
def test_what_is_no_layer_at_all(given):
    with pytest.raises(TypeError, match="expected a Keras layer, a model, the path of a saved"):
        Weights.from_keras(given)


@pytest.mark.parametrize("option", [{"layer": 0}, {"direction": "forward"}])
@pytest.mark.parametrize("load", [Weights.from_keras, Weights.from_torch])
def test_arrays_are_of_one_layer_already(load, option):
    with pytest.raises(ValueError, match="arrays are those of one layer already"):
        load(np.ones((1, 4)), np.ones((1, 4)), **option)


# ---- what is said, and goes on


def test_a_layer_with_a_memory_of_its_own_is_said_to_have_one(keras):
    layer = keras.layers.LSTM(UNITS, stateful=True)
    layer.build((1, 1, FEATURES))
    with pytest.warns(UserWarning, match="this layer is stateful") as heard:
        Weights.from_keras(layer)
    assert [Path(each.filename).name for each in heard] == ["test_loading.py"]


def test_a_model_that_masks_is_said_to(keras):
    layers = keras.layers
    masks = model_of(keras, layers.Masking(name="gaps"), layers.LSTM(2))
    with pytest.warns(UserWarning, match="this model's layer 'gaps' masks time steps"):
        Weights.from_keras(masks)


@pytest.mark.parametrize("mask_zero", [True, False])
def test_a_model_of_words_is_said_to_mask_where_it_does(keras, mask_zero):
    words = keras.layers.Embedding(9, 2, mask_zero=mask_zero, name="words")
    model = keras.Sequential([keras.Input((None,)), words, keras.layers.LSTM(2)])
    with warnings.catch_warnings(record=True, action="always") as heard:
        Weights.from_keras(model)
    assert ["'words' masks" in str(each.message) for each in heard] == [True] * mask_zero


def test_an_activation_of_ones_own_stands_in(keras):
    rng = np.random.default_rng(310)
    layer = keras.layers.LSTM(UNITS, recurrent_activation="hard_sigmoid", return_sequences=True)
    layer.build((None, None, FEATURES))
    x = batch(rng)
    theirs = np.asarray(shaken(layer, rng)(x))
    hard = ("tanh", lambda z: np.clip(z + 3, 0, 6) / 6)
    assert close(run(Weights.from_keras(layer, activations=hard), x).h, theirs)


def test_without_keras_a_file_cannot_be_read(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "keras", None)
    path = tmp_path / "model.keras"
    path.touch()
    with pytest.raises(ImportError, match=r"model\.keras is read by Keras, which is not installed"):
        Weights.from_keras(path)
