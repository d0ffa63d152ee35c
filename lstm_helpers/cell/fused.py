"""The same cell again, all gates at once: for layers, where speed counts.

Nothing is decided here. `step.py` says what a cell is; this goes through a sequence in
fewer and larger operations, in place, and keeps the two states only. Tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from lstm_helpers.cell.activations import Activations, Function, identity, relu, sigmoid, tanh
from lstm_helpers.cell.given import Number
from lstm_helpers.cell.shapes import Prepared
from lstm_helpers.cell.weights import WEIGHT_NAMES

__all__ = ["can_run", "states"]

# The three gates that share an activation lie side by side, the candidate comes after them.
ORDER = "fiog"

# Inputs go through their kernel for so many time steps at once: a larger product is faster, and a
# small one stays in the processor's cache until it is needed.
STEPS_AT_ONCE = 16


def _identity_into(z: np.ndarray, out: np.ndarray) -> None:
    if out is not z:
        np.copyto(out, z)


def _sigmoid_into(z: np.ndarray, out: np.ndarray) -> None:
    np.negative(z, out=out)
    np.exp(out, out=out)  # infinite where z is far below zero, which makes the result 0, as it is
    np.add(out, 1, out=out)
    np.reciprocal(out, out=out)


def _relu_into(z: np.ndarray, out: np.ndarray) -> None:
    np.maximum(z, 0, out=out)


Into: TypeAlias = Callable[[np.ndarray, np.ndarray], object]

# Each activation as f(z, out), where out may be z itself.
INTO: dict[Function, Into] = {
    identity: _identity_into,
    sigmoid: _sigmoid_into,
    tanh: np.tanh,
    relu: _relu_into,
}


def can_run(activations: Activations) -> bool:
    """Say whether both activations are known here; a learner's own function is not."""
    return activations.activation in INTO and activations.recurrent_activation in INTO


def states(cell: Prepared, activations: Activations) -> tuple[np.ndarray, np.ndarray]:
    """Work out h and c before the first step and after each.

    Parameters
    ----------
    cell
        Weights, inputs and initial states, checked and `Prepared.batched`.
    activations
        A pair that `can_run`.

    Returns
    -------
    h, c
        Each (batch, time + 1, units).

    Examples
    --------
    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.cell.shapes import prepare
    >>> h, c = states(prepare(Weights.ones(), [1, 1, 1]).batched(), IDENTITY)
    >>> h[0, :, 0].tolist(), c[0, :, 0].tolist()
    ([0.0, 1.0, 12.0, 3211.0], [0.0, 1.0, 6.0, 247.0])
    """
    activation_into = INTO[activations.activation]
    recurrent_activation_into = INTO[activations.recurrent_activation]
    kernel, recurrent_kernel, bias = _by_gate(cell)
    batch, time, _ = cell.inputs.shape
    units = cell.weights.units

    all_h = np.empty((batch, time + 1, units), kernel.dtype)
    all_c = np.empty_like(all_h)
    all_h[:, 0], all_c[:, 0] = h, c = _copy(cell.h0, all_h), _copy(cell.c0, all_c)
    z = np.empty((4, batch, units), kernel.dtype)
    gates, (f, i, o, g) = z[:3], z

    with np.errstate(over="ignore", invalid="ignore"):
        for start in range(0, time, STEPS_AT_ONCE):
            inputs = cell.inputs[:, start : start + STEPS_AT_ONCE]
            from_inputs = _times_kernel(inputs, kernel) + bias
            for t, from_input in enumerate(from_inputs.swapaxes(0, 1), start + 1):
                np.matmul(h, recurrent_kernel, out=z)
                np.add(z, from_input, out=z)
                recurrent_activation_into(gates, gates)
                activation_into(g, g)
                np.multiply(f, c, out=f)  # keep
                np.multiply(i, g, out=i)  # write
                np.add(f, i, out=c)
                activation_into(c, g)
                np.multiply(o, g, out=h)
                if cell.mask is not None:
                    left_out = ~cell.mask[:, t - 1]
                    h[left_out], c[left_out] = all_h[left_out, t - 1], all_c[left_out, t - 1]
                all_h[:, t] = h
                all_c[:, t] = c
    return all_h, all_c


def _by_gate(cell: Prepared) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Stack the weights: kernel (4, features, units), recurrent (4, units, units), bias."""
    weights = cell.weights.as_dict()
    arrays = [cell.inputs, cell.h0, cell.c0, *(weights[name] for name in WEIGHT_NAMES)]
    dtype = np.result_type(*arrays)
    kernel, recurrent_kernel, bias = (
        np.stack([weights[f"{kind}_{gate}"] for gate in ORDER]).astype(dtype) for kind in "wub"
    )
    return kernel, recurrent_kernel, bias[:, None, None, :]


def _times_kernel(inputs: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Multiply (batch, time, features) with each gate's kernel: (4, time, batch, units)."""
    batch, time, features = inputs.shape
    rows = inputs.swapaxes(0, 1).reshape(time * batch, features)
    product: np.ndarray = np.matmul(rows, kernel)
    return product.reshape(4, time, batch, -1)


def _copy(state: Number, like: np.ndarray) -> np.ndarray:
    return np.array(state, dtype=like.dtype, order="C")
