"""What may be given to a cell, the shape it must have, and the one form that all of it becomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lstm_helpers.cell.given import Number, as_number
from lstm_helpers.cell.weights import Weights

__all__ = [
    "Prepared",
    "prepare",
    "prepare_inputs",
    "prepare_number",
    "prepare_state",
    "prepare_weights",
    "require_shape",
]


@dataclass(frozen=True, eq=False)
class Prepared:
    """Everything a run needs, checked.

    The scalar cell has `inputs` of shape (time,) and plain numbers else. A layer has `inputs` of
    shape (time, features) and states (units,), or (batch, time, features) and (batch, units).
    """

    weights: Weights
    inputs: np.ndarray
    h0: Number
    c0: Number

    @property
    def ndim(self) -> int:
        """1 for the scalar cell, 2 for one sequence of a layer, 3 for a batch of them."""
        return self.inputs.ndim

    def over_time(self) -> Iterable[Number]:
        """Give the input of each step: a number, (features,) or (batch, features)."""
        return self.inputs.tolist() if self.ndim == 1 else np.moveaxis(self.inputs, -2, 0)

    def batched(self) -> Prepared:
        """Take it all for a batch: of one sequence, of one feature and one unit, if need be."""
        if self.ndim == 3:
            return self
        inputs = self.inputs.reshape(1, len(self.inputs), self.weights.features)
        h0, c0 = (np.reshape(state, (1, self.weights.units)) for state in (self.h0, self.c0))
        return Prepared(self.weights.as_arrays(), inputs, h0, c0)

    def unbatch(self, array: np.ndarray) -> Number:
        """Take a result of the batch back to the shape that goes with `inputs`."""
        if self.ndim == 3:
            return array
        if self.ndim == 2:
            return np.asarray(array[0])
        return np.asarray(array[0, :, 0]) if array.ndim == 3 else float(array[0, 0])


def prepare(weights: object, inputs: object, h0: object = 0.0, c0: object = 0.0) -> Prepared:
    """Check what was given to a run, and bring it into the form that the inputs ask for.

    Raises
    ------
    TypeError, ValueError
        In one sentence that names the argument, what came and what was expected.

    Examples
    --------
    >>> cell = prepare(Weights.ones(), [1, 1, 1])
    >>> cell.inputs.shape, cell.h0, cell.batched().inputs.shape
    ((3,), 0.0, (1, 3, 1))
    """
    xs = prepare_inputs(inputs)
    w = prepare_weights(weights, scalar=xs.ndim == 1)
    if w.is_scalar:
        return Prepared(w, xs, prepare_number("h0", h0), prepare_number("c0", c0))
    require_shape("inputs", xs, w.features, ndims=(2, 3))
    x = xs[..., 0, :]
    return Prepared(w, xs, prepare_state("h0", h0, x, w), prepare_state("c0", c0, x, w))


def prepare_inputs(inputs: object) -> np.ndarray:
    """Take a sequence of at least one time step for an array."""
    array = as_number("inputs", inputs)
    if isinstance(array, float) or 0 in array.shape:
        raise ValueError(
            f"inputs has shape {np.shape(array)}; expected at least one time step, "
            "such as [1, 1, 1]."
        )
    return array


def prepare_weights(weights: object, scalar: bool) -> Weights:
    """Let a cell of one feature and one unit serve numbers and arrays alike."""
    if not isinstance(weights, Weights):
        raise TypeError(
            f"weights is a {type(weights).__name__}; expected Weights, "
            "such as Weights.ones() or Weights.from_keras(...)."
        )
    if weights.is_scalar == scalar:
        return weights
    if scalar and (weights.features, weights.units) != (1, 1):
        raise ValueError(
            f"the weights have {weights.features} features and {weights.units} units, but each "
            f"input is one plain number; give inputs whose last dimension is {weights.features}."
        )
    return weights.as_scalars() if scalar else weights.as_arrays()


def prepare_state(name: str, given: object, x: np.ndarray, weights: Weights) -> np.ndarray:
    """Give a state the shape (units,) or (batch, units) that goes with one step's input."""
    state = as_number(name, given)
    shape = (*x.shape[:-1], weights.units)
    if isinstance(state, float):
        return np.full(shape, state, np.result_type(x, weights.w_f))
    if state.shape not in (shape, shape[-1:]):
        raise ValueError(f"{name} has shape {state.shape}, expected {shape} or one number.")
    return np.broadcast_to(state, shape)


def prepare_number(name: str, given: object) -> float:
    """Take a state of the scalar cell for one plain number."""
    number = as_number(name, given)
    if not isinstance(number, float):
        raise ValueError(
            f"{name} has shape {number.shape}; the scalar cell expects one plain number."
        )
    return number


def require_shape(name: str, array: np.ndarray, last: int, ndims: tuple[int, ...]) -> None:
    """Refuse an array of another number of dimensions, or of another last one."""
    if array.ndim not in ndims or array.shape[-1] != last:
        forms = {1: "({n},)", 2: "({lead}, {n})", 3: "(batch, time, {n})"}
        lead = "batch" if 1 in ndims else "time"
        expected = " or ".join(forms[n].format(lead=lead, n=last) for n in ndims)
        raise ValueError(f"{name} has shape {array.shape}, expected {expected}.")
