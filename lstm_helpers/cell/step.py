"""One step of an LSTM cell.

The formulas are those of Hochreiter and Schmidhuber (1997) with the forget gate of Gers,
Schmidhuber and Cummins (2000), as Keras and PyTorch compute them: no peepholes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

import numpy as np

from lstm_helpers.cell.activations import Activations, as_activations
from lstm_helpers.cell.given import Number, as_number, quoted
from lstm_helpers.cell.shapes import (
    prepare_number,
    prepare_state,
    prepare_weights,
    require_shape,
)
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["QUANTITIES", "Step", "formulas", "step"]


@dataclass(frozen=True, slots=True)
class Step:
    """Everything that one time step of a cell works out, by name.

    The twelve weights can be read from it too (``s.w_f``). Arrays have the shape (units,) or
    (batch, units); `x` has (features,) or (batch, features).

    Examples
    --------
    >>> s = step(Weights.ones(), x=1, h_prev=1, c_prev=1)
    >>> s.f, s.keep, s.write, s.c, s.h
    (2.0, 2.0, 4.0, 6.0, 12.0)
    """

    x: Number
    h_prev: Number
    c_prev: Number
    z_f: Number
    z_i: Number
    z_g: Number
    z_o: Number
    f: Number
    i: Number
    g: Number
    o: Number
    keep: Number
    write: Number
    c: Number
    c_act: Number
    h: Number
    weights: Weights = field(repr=False)
    activations: Activations = field(repr=False)

    def __getattr__(self, name: str) -> Number:
        if name in WEIGHT_NAMES:
            return self.weights.as_dict()[name]
        raise AttributeError(f"a Step has no {quoted(name)}; it has {', '.join(QUANTITIES)}.")

    def as_dict(self) -> dict[str, Number]:
        """Weights, inputs and results by name, in the order in which they are needed."""
        return self.weights.as_dict() | {name: getattr(self, name) for name in QUANTITIES}


QUANTITIES = tuple(field.name for field in fields(Step) if field.repr)


def step(
    weights: Weights,
    x: ArrayLike,
    h_prev: ArrayLike = 0.0,
    c_prev: ArrayLike = 0.0,
    activations: Activations | None = None,
) -> Step:
    """Take one time step.

    Parameters
    ----------
    weights
        Of the scalar cell or of a layer.
    x
        A number; or an array (features,) or (batch, features).
    h_prev, c_prev
        The hidden state and the cell state before the step: a number, or an array (units,) or
        (batch, units). 0 stands for all zeros.
    activations
        `IDENTITY`, `STANDARD` or any pair; those of the weights when left out.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when something is no number or has a shape that does not fit. Results too
        large for a float are no error: they are infinite.

    Examples
    --------
    >>> step(Weights.ones(), x=1).h
    1.0
    """
    given = as_number("x", x)
    w = prepare_weights(weights, scalar=isinstance(given, float))
    pair = w.activations if activations is None else as_activations(activations)
    if isinstance(given, float):
        h, c = prepare_number("h_prev", h_prev), prepare_number("c_prev", c_prev)
        return formulas(w, given, h, c, pair)
    require_shape("x", given, w.features, ndims=(1, 2))
    states = prepare_state("h_prev", h_prev, given, w), prepare_state("c_prev", c_prev, given, w)
    with np.errstate(over="ignore", invalid="ignore"):
        return formulas(w, given, *states, pair)


def formulas(
    w: Weights, x: Number, h_prev: Number, c_prev: Number, activations: Activations
) -> Step:
    """Work out the cell. This is all there is to it."""
    activation, recurrent_activation = activations.activation, activations.recurrent_activation

    z_f = _dot(x, w.w_f) + _dot(h_prev, w.u_f) + w.b_f
    z_i = _dot(x, w.w_i) + _dot(h_prev, w.u_i) + w.b_i
    z_g = _dot(x, w.w_g) + _dot(h_prev, w.u_g) + w.b_g
    z_o = _dot(x, w.w_o) + _dot(h_prev, w.u_o) + w.b_o

    f = recurrent_activation(z_f)
    i = recurrent_activation(z_i)
    g = activation(z_g)
    o = recurrent_activation(z_o)

    keep = f * c_prev
    write = i * g
    c = keep + write
    c_act = activation(c)
    h = o * c_act

    return Step(
        x, h_prev, c_prev, z_f, z_i, z_g, z_o, f, i, g, o, keep, write, c, c_act, h, w, activations
    )


def _dot(values: Number, weight: Number) -> Number:
    """Multiply: plain numbers in the scalar cell, a matrix product in a layer."""
    if isinstance(weight, float):
        return values * weight
    product: np.ndarray = np.matmul(values, weight)
    return product
