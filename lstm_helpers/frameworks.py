"""The same cell in Keras and in PyTorch, as witnesses.

Neither is needed for anything else here, and neither is imported before it is asked for.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lstm_helpers.cell.activations import (
    ACTIVATIONS,
    STANDARD,
    Activations,
    as_activations,
)
from lstm_helpers.cell.given import Number, quoted
from lstm_helpers.cell.shapes import prepare
from lstm_helpers.cell.weights import Weights

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = [
    "RECORDED",
    "KerasResult",
    "Recording",
    "TorchResult",
    "TorchStates",
    "keras_available",
    "keras_layer",
    "keras_lstm",
    "keras_updates",
    "quiet_tensorflow",
    "torch_available",
    "torch_lstm",
]


class KerasResult(NamedTuple):
    """What a Keras LSTM returns with ``return_sequences=True, return_state=True``.

    It unpacks as Keras's own answer does: ``sequence_out, state_h, state_c = ...``.
    """

    sequence_out: np.ndarray
    state_h: Number
    state_c: Number


class TorchStates(NamedTuple):
    """PyTorch's pair of last states."""

    h_n: Number
    c_n: Number


class TorchResult(NamedTuple):
    """What PyTorch's LSTM returns, unpacked as there: ``output, (h_n, c_n) = ...``."""

    output: np.ndarray
    states: TorchStates

    @property
    def h_n(self) -> Number:
        """The last hidden state."""
        return self.states.h_n

    @property
    def c_n(self) -> Number:
        """The last cell state."""
        return self.states.c_n


@dataclass(frozen=True, eq=False)
class Recording:
    """What Keras once said, with the versions that said it.

    Examples
    --------
    >>> print(RECORDED)
    recorded with keras 3.15.1 on tensorflow 2.21.0, float32
    """

    result: KerasResult
    keras: str
    tensorflow: str
    dtype: str

    def __str__(self) -> str:
        return f"recorded with keras {self.keras} on tensorflow {self.tensorflow}, {self.dtype}"


RECORDED = Recording(
    result=KerasResult(
        sequence_out=np.array([[[1], [12], [3211]]], np.float32),
        state_h=np.array([[3211]], np.float32),
        state_c=np.array([[247]], np.float32),
    ),
    keras="3.15.1",
    tensorflow="2.21.0",
    dtype="float32",
)
"""The article's cell in Keras, for a machine without it. In Keras's shapes: one sequence in the
batch, three time steps, one unit."""


def keras_available() -> bool:
    """Say whether Keras and TensorFlow are installed, without importing them."""
    return _installed("keras") and _installed("tensorflow")


def torch_available() -> bool:
    """Say whether PyTorch is installed, without importing it."""
    return _installed("torch")


def _installed(module: str) -> bool:
    return sys.modules.get(module) is not None or find_spec(module) is not None


# What TensorFlow reads once, when it is imported. Level 3 because on a machine whose GPU is
# hidden or missing it reports that as an error, which no learner can do anything about; without
# oneDNN's reordered sums the numbers are the same on every machine.
_QUIET = {
    "KERAS_BACKEND": "tensorflow",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "CUDA_VISIBLE_DEVICES": "-1",
}


def quiet_tensorflow() -> bool:
    """Import Keras on TensorFlow without TensorFlow's wall of messages.

    Call it before the first ``import keras``. It tells TensorFlow by its environment variables to
    be quiet, and keeps back what is written past them. Variables that are already set stay as
    they are. If the import fails, all that was kept back is shown, and the error is raised.

    Returns
    -------
    bool
        Whether Keras is there; False when Keras or TensorFlow is not installed.

    Examples
    --------
    >>> if quiet_tensorflow():
    ...     import keras
    """
    if not keras_available():
        return False
    if "keras" not in sys.modules or "tensorflow" not in sys.modules:
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)
        with _stderr_held_back(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import tensorflow  # noqa: F401, I001  (first, so that it finds the variables)
            import keras  # noqa: F401
    return True


@contextmanager
def _stderr_held_back() -> Iterator[None]:
    """Keep what is written to file descriptor 2, from C++ too; write it on if there is an error."""
    sys.stderr.flush()
    real = os.dup(2)
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 2)
        try:
            yield
        except BaseException:
            held.seek(0)
            os.write(real, held.read())
            raise
        finally:
            os.dup2(real, 2)
            os.close(real)


def keras_lstm(
    weights: Weights,
    inputs: ArrayLike,
    h0: ArrayLike = 0.0,
    c0: ArrayLike = 0.0,
    activations: Activations | None = None,
    dtype: str = "float32",
) -> KerasResult:
    """Run the weights and inputs in ``keras.layers.LSTM``.

    Parameters
    ----------
    weights, inputs, h0, c0, activations
        As for `lstm_helpers.run`.
    dtype
        ``"float32"``, as Keras does unless told otherwise, or ``"float64"``.

    Returns
    -------
    KerasResult
        In the shapes of `run`: for the scalar cell (time,) and plain numbers.

    Raises
    ------
    ImportError
        When Keras or TensorFlow is not installed.
    TypeError, ValueError
        As for `run`; and when Keras does not have the activation, or the dtype is another.

    Examples
    --------
    >>> if keras_available():
    ...     sequence_out, state_h, state_c = keras_lstm(Weights.ones(), [1, 1, 1])
    ...     assert (state_h, state_c) == (3211, 247)
    """
    given = prepare(weights, inputs, h0, c0)
    cell, unbatch = given.batched(), given.unbatch
    options = {"return_sequences": True, "return_state": True}
    layer = keras_layer(cell.weights, activations, dtype, len(cell.inputs), **options)
    x, h, c = (_cast(array, dtype) for array in (cell.inputs, cell.h0, cell.c0))
    answer = layer(x, mask=cell.mask, initial_state=[h, c])
    sequence_out, state_h, state_c = (np.asarray(t) for t in answer)
    return KerasResult(np.asarray(unbatch(sequence_out)), unbatch(state_h), unbatch(state_c))


def keras_layer(
    weights: Weights,
    activations: Activations | None = None,
    dtype: str = "float32",
    batch_size: int = 1,
    **options: bool,
) -> Any:
    """Make a ``keras.layers.LSTM`` that has the weights already.

    Parameters
    ----------
    weights
        Plain numbers, or arrays in a layer's shapes.
    activations
        The pair to use; that of the weights when left out.
    dtype
        ``"float32"``, as Keras does unless told otherwise, or ``"float64"``.
    batch_size
        How many sequences run side by side; it counts for a layer that is stateful.
    options
        Keras's own: ``stateful``, ``return_sequences``, ``return_state`` and the like.

    Raises
    ------
    ImportError, TypeError, ValueError
        As for `keras_lstm`.

    Examples
    --------
    >>> if keras_available():
    ...     layer = keras_layer(Weights.ones(), return_sequences=True)
    ...     assert np.ravel(layer(np.ones((1, 3, 1)))).tolist() == [1, 12, 3211]
    """
    activation, recurrent_activation = _keras_names(
        weights.activations if activations is None else as_activations(activations)
    )
    _require_dtype(dtype)
    arrays = weights.as_arrays()
    keras = _require_keras()
    layer = keras.layers.LSTM(
        arrays.units,
        activation=activation,
        recurrent_activation=recurrent_activation,
        dtype=dtype,
        **options,
    )
    layer.build((batch_size, None, arrays.features))
    layer.set_weights([_cast(array, dtype) for array in arrays.to_keras()])
    return layer


def keras_updates(inputs: ArrayLike, wanted: ArrayLike, batch_size: int, *, epochs: int = 1) -> int:
    """Let an LSTM in Keras learn, and say how often it has updated its weights.

    Parameters
    ----------
    inputs
        The sequences, (sequences, time), one number at each time step.
    wanted
        What h should come to at the end of each.
    batch_size
        How many sequences go into one update.
    epochs
        How often to go through all of them.

    Returns
    -------
    int
        Keras's own count, ``optimizer.iterations``.

    Raises
    ------
    ImportError
        When Keras or TensorFlow is not installed.

    Examples
    --------
    >>> if keras_available():
    ...     assert keras_updates([[1, 0], [0, 1], [1, 1]], [1, 1, 2], batch_size=2) == 2
    """
    keras = _require_keras()
    x, y = np.asarray(inputs, np.float32)[..., None], np.asarray(wanted, np.float32)[:, None]
    model = keras.Sequential([keras.Input(x.shape[1:]), keras.layers.LSTM(1)])
    model.compile(optimizer="sgd", loss="mse")
    model.fit(x, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return int(model.optimizer.iterations)


def torch_lstm(
    weights: Weights,
    inputs: ArrayLike,
    h0: ArrayLike = 0.0,
    c0: ArrayLike = 0.0,
    activations: Activations = STANDARD,
    dtype: str = "float32",
) -> TorchResult:
    """Run the weights and inputs in ``torch.nn.LSTM``.

    Parameters
    ----------
    weights, inputs, h0, c0
        As for `lstm_helpers.run`.
    activations
        `STANDARD`; PyTorch's LSTM has no other.
    dtype
        ``"float32"``, as PyTorch does unless told otherwise, or ``"float64"``.

    Returns
    -------
    TorchResult
        In the shapes of `run`: for the scalar cell (time,) and plain numbers. PyTorch's own h_n
        and c_n have one more dimension in front, for layers stacked on each other.

    Raises
    ------
    ImportError
        When PyTorch is not installed.
    TypeError, ValueError
        As for `run`; and when the activations are not `STANDARD`, or the dtype is another.

    Examples
    --------
    >>> if torch_available():
    ...     output, (h_n, c_n) = torch_lstm(Weights.ones(), [1, 1, 1])
    ...     assert round(h_n, 4) == 0.7888
    """
    activations = as_activations(activations)
    if activations != STANDARD:
        raise ValueError(
            f"activations is {activations}; PyTorch's LSTM has only STANDARD, which is {STANDARD}."
        )
    _require_dtype(dtype)
    given = prepare(weights, inputs, h0, c0)
    if given.mask is not None:
        raise ValueError("inputs has a mask, and torch_lstm takes none; expected whole sequences.")
    cell, unbatch = given.batched(), given.unbatch
    torch = _require_torch()
    layer = torch.nn.LSTM(
        cell.weights.features, cell.weights.units, batch_first=True, dtype=getattr(torch, dtype)
    )
    with torch.no_grad():
        for parameter, array in zip(layer.parameters(), cell.weights.to_torch(), strict=True):
            parameter.copy_(torch.from_numpy(_cast(array, dtype)))
        x, h, c = (torch.from_numpy(_cast(a, dtype)) for a in (cell.inputs, cell.h0, cell.c0))
        output, (h_n, c_n) = layer(x, (h[None], c[None]))
    states = TorchStates(unbatch(h_n[0].numpy()), unbatch(c_n[0].numpy()))
    return TorchResult(np.asarray(unbatch(output.numpy())), states)


_KERAS_NAMES = {"identity": "linear", "sigmoid": "sigmoid", "tanh": "tanh", "relu": "relu"}


def _keras_names(activations: Activations) -> tuple[str, str]:
    # By the function itself: a learner's own may well be called tanh too.
    names = {ACTIVATIONS[ours].function: theirs for ours, theirs in _KERAS_NAMES.items()}
    pair = (activations.activation, activations.recurrent_activation)
    for function, name in zip(pair, activations.names, strict=True):
        if function not in names:
            raise ValueError(
                f"activations is {activations}; Keras can't use {name}, "
                f"only {', '.join(_KERAS_NAMES)}."
            )
    return names[pair[0]], names[pair[1]]


def _require_dtype(dtype: object) -> None:
    if dtype not in ("float32", "float64"):
        raise ValueError(f"dtype is {quoted(dtype)}; expected 'float32' or 'float64'.")


def _require_keras() -> ModuleType:
    if not quiet_tensorflow():
        raise ImportError(
            "Keras on TensorFlow is not installed here; `pip install keras tensorflow-cpu` "
            "brings it. Everything else works without."
        )
    return import_module("keras")


def _require_torch() -> ModuleType:
    if not torch_available():
        raise ImportError(
            "PyTorch is not installed here; `pip install torch` brings it. "
            "Everything else works without."
        )
    return import_module("torch")


def _cast(array: Number, dtype: str) -> np.ndarray:
    """Copy to the dtype; what is too large for float32 becomes infinite, as everywhere here."""
    with np.errstate(over="ignore"):
        return np.array(array, dtype=dtype, order="C")
