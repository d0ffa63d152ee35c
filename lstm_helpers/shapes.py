"""What may be given to a cell, the shape it must have, and the one form that all of it becomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_helpers.weights import Weights, as_number

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
    h0: Any
    c0: Any

    @property
    def ndim(self) -> int:
        """1 for the scalar cell, 2 for one sequence of a layer, 3 for a batch of them."""
        return self.inputs.ndim

    def over_time(self) -> Iterable[Any]:
        """Give the input of each step: a number, (features,) or (batch, features)."""
        return self.inputs.tolist() if self.ndim == 1 else np.moveaxis(self.inputs, -2, 0)

    def batched(self) -> Prepared:
        """Take it all for a batch: of one sequence, of one feature and one unit, if need be."""
        if self.ndim == 3:
            return self
        inputs = self.inputs.reshape(1, len(self.inputs), self.weights.features)
        h0, c0 = (np.reshape(state, (1, self.weights.units)) for state in (self.h0, self.c0))
        return Prepared(self.weights.as_arrays(), inputs, h0, c0)

    def unbatch(self, array: np.ndarray) -> Any:
        """Take a result of the batch back to the shape that goes with `inputs`."""
        if self.ndim == 3:
            return array
        if self.ndim == 2:
            return array[0]
        return array[0, :, 0] if array.ndim == 3 else float(array[0, 0])


def prepare(weights: Any, inputs: Any, h0: Any = 0.0, c0: Any = 0.0) -> Prepared:
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
    inputs = prepare_inputs(inputs)
    weights = prepare_weights(weights, scalar=inputs.ndim == 1)
    if weights.is_scalar:
        return Prepared(weights, inputs, prepare_number("h0", h0), prepare_number("c0", c0))
    require_shape("inputs", inputs, weights.features, ndims=(2, 3))
    x = inputs[..., 0, :]
    h0, c0 = prepare_state("h0", h0, x, weights), prepare_state("c0", c0, x, weights)
    return Prepared(weights, inputs, h0, c0)


def prepare_inputs(inputs: Any) -> np.ndarray:
    """Take a sequence of at least one time step for an array."""
    inputs = as_number("inputs", inputs)
    if isinstance(inputs, float) or 0 in inputs.shape:
        raise ValueError(
            f"inputs has shape {np.shape(inputs)}; expected at least one time step, "
            "such as [1, 1, 1]."
        )
    return inputs


def prepare_weights(weights: Any, scalar: bool) -> Weights:
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


def prepare_state(name: str, given: Any, x: np.ndarray, weights: Weights) -> np.ndarray:
    """Give a state the shape (units,) or (batch, units) that goes with one step's input."""
    given = as_number(name, given)
    shape = (*x.shape[:-1], weights.units)
    if isinstance(given, float):
        return np.full(shape, given, np.result_type(x, weights.w_f))
    if given.shape not in (shape, shape[-1:]):
        raise ValueError(f"{name} has shape {given.shape}, expected {shape} or one number.")
    return np.broadcast_to(given, shape)


def prepare_number(name: str, given: Any) -> float:
    """Take a state of the scalar cell for one plain number."""
    given = as_number(name, given)
    if not isinstance(given, float):
        raise ValueError(
            f"{name} has shape {given.shape}; the scalar cell expects one plain number."
        )
    return given


def require_shape(name: str, array: np.ndarray, last: int, ndims: tuple[int, ...]) -> None:
    """Refuse an array of another number of dimensions, or of another last one."""
    if array.ndim not in ndims or array.shape[-1] != last:
        forms = {1: "({n},)", 2: "({lead}, {n})", 3: "(batch, time, {n})"}
        lead = "batch" if 1 in ndims else "time"
        expected = " or ".join(forms[n].format(lead=lead, n=last) for n in ndims)
        raise ValueError(f"{name} has shape {array.shape}, expected {expected}.")
