"""What may be given to a cell, the shape it must have, and the one form that all of it becomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lstm_helpers.cell.given import Number, as_number, hides_some
from lstm_helpers.cell.weights import Weights

__all__ = [
    "Prepared",
    "prepare",
    "prepare_inputs",
    "prepare_mask",
    "prepare_number",
    "prepare_state",
    "prepare_weights",
    "require_shape",
    "unmasked",
]


@dataclass(frozen=True, eq=False)
class Prepared:
    """Everything a run needs, checked.

    The scalar cell has `inputs` of shape (time,) and plain numbers else. A layer has `inputs` of
    shape (time, features) and states (units,), or (batch, time, features) and (batch, units).
    `mask`, if there is one, has a True for each time step that counts: (time,) or (batch, time).
    """

    weights: Weights
    inputs: np.ndarray
    h0: Number
    c0: Number
    mask: np.ndarray | None = None

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
        mask = None if self.mask is None else self.mask[None]
        return Prepared(self.weights.as_arrays(), inputs, h0, c0, mask)

    def unbatch(self, array: np.ndarray) -> Number:
        """Take a result of the batch back to the shape that goes with `inputs`."""
        if self.ndim == 3:
            return array
        if self.ndim == 2:
            return np.asarray(array[0])
        return np.asarray(array[0, :, 0]) if array.ndim == 3 else float(array[0, 0])


def prepare(
    weights: object, inputs: object, h0: object = 0.0, c0: object = 0.0, mask: object = None
) -> Prepared:
    """Check what was given to a run, and bring it into the form that the inputs ask for.

    A mask may come with the inputs: NumPy's masked array, or a tensor that Keras has masked.

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
    inputs, mask = unmasked(inputs, mask)
    xs = prepare_inputs(inputs)
    w = prepare_weights(weights, scalar=xs.ndim == 1)
    if w.is_scalar:
        h, c = prepare_number("h0", h0), prepare_number("c0", c0)
        return Prepared(w, xs, h, c, prepare_mask(mask, xs.shape))
    require_shape("inputs", xs, w.features, ndims=(2, 3))
    x = xs[..., 0, :]
    states = prepare_state("h0", h0, x, w), prepare_state("c0", c0, x, w)
    return Prepared(w, xs, *states, prepare_mask(mask, xs.shape[:-1]))


def prepare_inputs(inputs: object) -> np.ndarray:
    """Take a sequence of at least one time step for an array."""
    array = as_number("inputs", inputs)
    if isinstance(array, float) or 0 in array.shape:
        shape = np.shape(array)
        least = "time step, such as [1, 1, 1]"
        if len(shape) > 1 and shape[-1] == 0:
            least = "feature, which is a number at each time step"
        elif len(shape) == 3 and shape[0] == 0:
            least = "sequence in the batch"
        raise ValueError(f"inputs has shape {shape}; expected at least one {least}.")
    return array


def unmasked(inputs: object, mask: object) -> tuple[object, object]:
    """Take the mask out of inputs that bring one along.

    >>> unmasked(np.ma.array([1, 2], mask=[False, True]), None)
    (array([1, 0]), array([ True, False]))
    """
    brought = getattr(inputs, "_keras_mask", None)
    if hides_some(inputs):
        hidden = np.ma.getmaskarray(inputs)
        steps = hidden if hidden.ndim == 1 else hidden.all(axis=-1)
        if hidden.ndim > 1 and (hidden.any(axis=-1) != steps).any():
            raise ValueError(
                "inputs masks some features of a time step and not the others; expected whole time "
                "steps: a cell leaves a time step out, or takes all of it."
            )
        inputs, brought = inputs.filled(0), ~steps
    if brought is None:
        return inputs, mask
    if mask is not None:
        raise ValueError("inputs has a mask of its own, and mask is given too; expected one.")
    return inputs, brought


def prepare_mask(given: object, shape: tuple[int, ...]) -> np.ndarray | None:
    """Take what says of each time step whether it counts."""
    if given is None:
        return None
    mask = np.asarray(given)
    if not np.isin(mask, (0, 1)).all():
        raise TypeError(
            f"mask has {mask.dtype} in it; expected True for each time step that counts, and False "
            "for each that is left out."
        )
    if mask.shape not in (shape, shape[-1:]):
        raise ValueError(f"mask has shape {mask.shape}, expected {shape}: one for each time step.")
    return np.broadcast_to(mask.astype(bool), shape)


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
