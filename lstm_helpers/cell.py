"""One LSTM cell: a step, and a run over a sequence.

The formulas are those of Hochreiter and Schmidhuber (1997) with the forget gate of Gers,
Schmidhuber and Cummins (2000), as Keras and PyTorch compute them: no peepholes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, overload

import numpy as np

from lstm_helpers import fused
from lstm_helpers.activations import IDENTITY, Activations, as_activations
from lstm_helpers.shapes import (
    Prepared,
    prepare,
    prepare_number,
    prepare_state,
    prepare_weights,
    require_shape,
)
from lstm_helpers.weights import WEIGHT_NAMES, Weights, as_number

__all__ = ["QUANTITIES", "Step", "Trace", "run", "step"]


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

    x: Any
    h_prev: Any
    c_prev: Any
    z_f: Any
    z_i: Any
    z_g: Any
    z_o: Any
    f: Any
    i: Any
    g: Any
    o: Any
    keep: Any
    write: Any
    c: Any
    c_act: Any
    h: Any
    weights: Weights = field(repr=False)
    activations: Activations = field(repr=False)

    def __getattr__(self, name: str) -> Any:
        if name in WEIGHT_NAMES:
            return getattr(self.weights, name)
        raise AttributeError(f"a Step has no {name!r}; it has {', '.join(QUANTITIES)}.")

    def as_dict(self) -> dict[str, Any]:
        """Weights, inputs and results by name, in the order in which they are needed."""
        return self.weights.as_dict() | {name: getattr(self, name) for name in QUANTITIES}


QUANTITIES = tuple(field.name for field in fields(Step) if field.repr)


def step(
    weights: Weights,
    x: Any,
    h_prev: Any = 0.0,
    c_prev: Any = 0.0,
    activations: Activations = IDENTITY,
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
        `IDENTITY`, `STANDARD` or any pair.

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
    activations = as_activations(activations)
    x = as_number("x", x)
    weights = prepare_weights(weights, scalar=isinstance(x, float))
    if weights.is_scalar:
        h_prev, c_prev = prepare_number("h_prev", h_prev), prepare_number("c_prev", c_prev)
        return _formulas(weights, x, h_prev, c_prev, activations)
    require_shape("x", x, weights.features, ndims=(1, 2))
    h_prev = prepare_state("h_prev", h_prev, x, weights)
    c_prev = prepare_state("c_prev", c_prev, x, weights)
    with np.errstate(over="ignore", invalid="ignore"):
        return _formulas(weights, x, h_prev, c_prev, activations)


def _formulas(w: Weights, x: Any, h_prev: Any, c_prev: Any, activations: Activations) -> Step:
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


def _dot(values: Any, weight: Any) -> Any:
    """Multiply: plain numbers in the scalar cell, a matrix product in a layer."""
    return values * weight if isinstance(weight, float) else values @ weight


class Trace:
    """The steps of a run, in order.

    ``trace[0]`` is the Step at time step 1. Every quantity of a Step can be read for all steps at
    once (``trace.h``, ``trace.f``, ...), shaped as Keras's ``return_sequences``: (time,),
    (time, units) or (batch, time, units).

    Examples
    --------
    >>> trace = run(Weights.ones(), [1, 1, 1])
    >>> trace.h
    array([1.000e+00, 1.200e+01, 3.211e+03])
    >>> trace[1].f, len(trace)
    (2.0, 3)
    """

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = tuple(steps)
        if not self._steps:
            raise ValueError("a Trace needs at least one step; this part of the run has none.")

    @overload
    def __getitem__(self, t: int) -> Step: ...
    @overload
    def __getitem__(self, t: slice) -> Trace: ...
    def __getitem__(self, t: int | slice) -> Step | Trace:
        return Trace(self._steps[t]) if isinstance(t, slice) else self._steps[t]

    def __len__(self) -> int:
        return len(self._steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self._steps)

    def __repr__(self) -> str:
        return f"<Trace of {len(self)} time steps>"

    def __getattr__(self, name: str) -> np.ndarray:
        if name not in QUANTITIES:
            raise AttributeError(f"a Trace has no {name!r}; it has {', '.join(QUANTITIES)}.")
        return self._stack(name)

    def _stack(self, name: str) -> np.ndarray:
        values = [getattr(step, name) for step in self._steps]
        return np.stack(values, axis=1 if np.ndim(values[0]) == 2 else 0)

    @property
    def weights(self) -> Weights:
        """The weights, the same at every step."""
        return self._steps[0].weights

    @property
    def activations(self) -> Activations:
        """The pair of activations, the same at every step."""
        return self._steps[0].activations

    @property
    def sequence_out(self) -> np.ndarray:
        """Keras's name for all of `h`."""
        return self.h

    @property
    def state_h(self) -> Any:
        """Keras's name for the last `h`."""
        return self._steps[-1].h

    @property
    def state_c(self) -> Any:
        """Keras's name for the last `c`."""
        return self._steps[-1].c


class _LayerTrace(Trace):
    """A Trace that was given the states alone.

    Everything else follows from x, h_prev and c_prev by the formulas, for all time steps at once,
    and is worked out when somebody asks for it.
    """

    def __init__(self, cell: Prepared, activations: Activations) -> None:
        x, (h, c) = cell.inputs, map(cell.unbatch, fused.states(cell.batched(), activations))
        # It would no longer be the trace of this run if somebody wrote into it.
        for array in (h, c):
            array.setflags(write=False)
        self._states = {
            "x": x,
            "h_prev": h[..., :-1, :],
            "c_prev": c[..., :-1, :],
            "h": h[..., 1:, :],
            "c": c[..., 1:, :],
        }
        self._given = cell.weights, activations

    @cached_property
    def _stacks(self) -> dict[str, np.ndarray]:
        """Every quantity, all its time steps stacked."""
        states = self._states
        with np.errstate(over="ignore", invalid="ignore"):
            stacked = _formulas(
                self.weights, states["x"], states["h_prev"], states["c_prev"], self.activations
            )
        return {name: getattr(stacked, name) for name in QUANTITIES} | states

    @cached_property
    def _steps(self) -> tuple[Step, ...]:  # type: ignore[override]
        over_time = {name: np.moveaxis(self._stacks[name], -2, 0) for name in QUANTITIES}
        return tuple(
            Step(
                **{name: array[t] for name, array in over_time.items()},
                weights=self.weights,
                activations=self.activations,
            )
            for t in range(len(self))
        )

    def _stack(self, name: str) -> np.ndarray:
        return self._states[name] if name in self._states else self._stacks[name]

    def __len__(self) -> int:
        return self._states["x"].shape[-2]

    @property
    def weights(self) -> Weights:
        return self._given[0]

    @property
    def activations(self) -> Activations:
        return self._given[1]

    @property
    def state_h(self) -> np.ndarray:
        return self.h[..., -1, :]

    @property
    def state_c(self) -> np.ndarray:
        return self.c[..., -1, :]


def run(
    weights: Weights,
    inputs: Any,
    h0: Any = 0.0,
    c0: Any = 0.0,
    activations: Activations = IDENTITY,
) -> Trace:
    """Take one step for each input, handing h and c from step to step.

    Parameters
    ----------
    weights
        Of the scalar cell or of a layer.
    inputs
        (time,) for the scalar cell; (time, features) or (batch, time, features) for a layer.
    h0, c0
        The states before the first step: numbers, or arrays (units,) or (batch, units).
    activations
        `IDENTITY`, `STANDARD` or any pair.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when something is no number, has a shape that does not fit, or when there
        is no time step at all.

    Examples
    --------
    >>> trace = run(Weights.ones(), [1, 1, 1])
    >>> trace.state_h, trace.state_c
    (3211.0, 247.0)
    """
    activations = as_activations(activations)
    cell = prepare(weights, inputs, h0, c0)
    if cell.ndim > 1 and fused.can_run(activations):
        return _LayerTrace(cell, activations)
    return Trace(_steps(cell, activations))


def _steps(cell: Prepared, activations: Activations) -> Iterator[Step]:
    """Go through the sequence step by step."""
    h, c = cell.h0, cell.c0
    with np.errstate(over="ignore", invalid="ignore"):
        for x in cell.over_time():
            s = _formulas(cell.weights, x, h, c, activations)
            yield s
            h, c = s.h, s.c
