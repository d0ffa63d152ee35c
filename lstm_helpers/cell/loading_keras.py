"""Taking over a Keras layer, model or saved file. Keras is imported for a file alone."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from lstm_helpers.cell.activations import ACTIVATIONS, Activations
from lstm_helpers.cell.given import quoted
from lstm_helpers.cell.loading import Packed, choose, classes, direction_of, home, refuse

__all__ = ["keras_packed"]

# Keras's names of the activations, and ours.
NAMES = {"linear": "identity", **{name: name for name in ("sigmoid", "tanh", "relu")}}

# Whose functions mean by these names what Keras means.
HOMES = ("keras", "tf_keras", "tensorflow", "jax")


def keras_packed(
    given: Any,
    layer: int | str | None,
    direction: str | None,
    activations: Activations | None = None,
) -> Packed:
    """Find the LSTM in what was given, and take its arrays and activations.

    Parameters
    ----------
    given
        A layer, its cell, a model, or the path of a saved model.
    layer, direction
        Which of several, by place or name; and "forward" or "backward".
    activations
        Instead of the layer's own.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when it is something else, when there are several and none is chosen, or
        when something about it has no counterpart here.
    """
    direction = direction_of(direction)
    if isinstance(given, str | os.PathLike):
        given = _loaded(Path(given))
    if home(given) != "Keras":
        _refuse_stranger(given)
    is_model = "Model" in classes(given)
    found = dict(_named(_lstms(given)))
    if not found:
        refuse(*_no_lstm(given, is_model))
    if is_model:
        _warn_of_masking(given)
    chosen = choose(found, layer, "this model" if is_model else "this layer")
    return _packed(_in_direction(chosen, direction), activations)


def _loaded(path: Path) -> Any:
    """Load a saved model."""
    if not path.exists():
        raise FileNotFoundError(
            f"there is no file {quoted(str(path))}; expected a saved Keras model."
        )
    try:
        keras = import_module("keras")
    except ImportError as error:
        raise ImportError(
            f"{path.name} is read by Keras, which is not installed here; "
            "`pip install keras tensorflow-cpu` brings it."
        ) from error
    return keras.saving.load_model(path, compile=False)


def _refuse_stranger(given: object) -> None:
    is_state = isinstance(given, Mapping) and any("weight_" in str(key) for key in given)
    if home(given) == "PyTorch" or is_state:
        what = "PyTorch's state dict" if is_state else f"PyTorch's {type(given).__name__}"
        raise TypeError(f"this is {what}, which Weights.from_torch takes; expected Keras's.")
    raise TypeError(
        f"this is a {type(given).__name__}; expected a Keras layer, a model, the path of a saved "
        "one, or the arrays kernel, recurrent_kernel, bias."
    )


# ---- finding it ----------------------------------------------------------------------------------


def _lstms(given: Any) -> Iterator[tuple[str, Any]]:
    """Go through a layer, or through all layers of a model, for LSTMs with their names."""
    if "Model" in classes(given):
        for inner in given.layers:
            yield from _lstms(inner)
    elif _is_lstm(given) or ("Bidirectional" in classes(given) and _is_lstm(given.forward_layer)):
        yield given.name, given


def _named(pairs: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Keep layers of the same name, as nested models may have, apart."""
    seen: dict[str, int] = {}
    for name, layer in pairs:
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name} ({seen[name]})"), layer


def _is_lstm(layer: Any) -> bool:
    kinds = classes(layer)
    if "LSTM" in kinds or "LSTMCell" in kinds:
        return True
    return "RNN" in kinds and "LSTMCell" in classes(getattr(layer, "cell", None))


def _no_lstm(given: Any, is_model: bool) -> tuple[str, str]:
    """Say what came instead of an LSTM, and what was expected."""
    if is_model:
        kinds = ", ".join(type(inner).__name__ for inner in given.layers) or "none"
        return "a model without an LSTM layer", f"its layers are {kinds}"
    kind = type(given).__name__
    if kind == "TimeDistributed":
        return (
            "a TimeDistributed layer, which runs what it holds once for each time step",
            "expected the LSTM itself",
        )
    inner = getattr(given, "forward_layer", None) or getattr(given, "cell", None)
    holds = f" of {type(inner).__name__}" if kind in ("Bidirectional", "RNN") and inner else ""
    article = "an" if kind[:1] in "AEIOR" and kind[:2] not in ("Re", "Ro") else "a"
    return f"{article} {kind}{holds}", ""


def _warn_of_masking(model: Any) -> None:
    """Say that a model leaves time steps out, which its LSTM alone knows nothing of."""
    for layer in model.layers:
        kinds = classes(layer)
        if "Masking" in kinds or ("Embedding" in kinds and layer.mask_zero):
            warnings.warn(
                f"this model's layer {layer.name!r} masks time steps, and the weights alone do "
                "not: give run the mask too, as in run(weights, inputs, mask=mask), a True for "
                "each time step that counts.",
                stacklevel=4,
            )


def _in_direction(layer: Any, direction: str | None) -> Any:
    """Take one half of a bidirectional layer; of another, make sure that it is what was meant."""
    if "Bidirectional" in classes(layer):
        if direction is None:
            raise ValueError(
                "this layer is bidirectional: choose direction='forward' or direction='backward', "
                "and for 'backward' give run the inputs from last to first, inputs[:, ::-1]."
            )
        return layer.backward_layer if direction == "backward" else layer.forward_layer
    goes = "backward" if getattr(layer, "go_backwards", False) else "forward"
    if goes == "backward" and direction is None:
        raise ValueError(
            "this layer has go_backwards=True: say direction='backward', and give run the inputs "
            "from last to first, inputs[:, ::-1]."
        )
    if direction not in (None, goes):
        raise ValueError(f"direction is {quoted(direction)}, and this layer goes {goes} alone.")
    return layer


# ---- taking it -----------------------------------------------------------------------------------


def _packed(layer: Any, activations: Activations | None) -> Packed:
    if getattr(layer, "stateful", False):
        warnings.warn(
            "this layer is stateful: it goes on from its last states, and run from zeros unless it "
            "is given h0 and c0 (layer.states[0] and layer.states[1]).",
            stacklevel=4,
        )
    cell = getattr(layer, "cell", layer)
    if getattr(cell, "kernel", None) is None:
        raise ValueError(
            f"the layer {layer.name!r} has no weights yet; call it on data once, or "
            "layer.build((None, None, features))."
        )
    biases = [] if cell.bias is None else [cell.bias]
    pair = activations or Activations(
        _function(cell, "activation"), _function(cell, "recurrent_activation")
    )
    return Packed(cell.kernel, cell.recurrent_kernel, biases, pair)


def _function(cell: Any, which: str) -> Any:
    """Find our function for the layer's own."""
    theirs = getattr(cell, which)
    name = str(getattr(theirs, "__name__", type(theirs).__name__))
    root = str(getattr(theirs, "__module__", "")).partition(".")[0]
    if root not in HOMES or name not in NAMES:
        raise ValueError(
            f"the layer's {which} is {name}, which is not known here; expected one of "
            f"{', '.join(NAMES)}, or say activations=(activation, recurrent_activation), each a "
            "name or a function of one array."
        )
    return ACTIVATIONS[NAMES[name]].function
