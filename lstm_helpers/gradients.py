"""Backpropagation through time: how much the end would change with every quantity on the way.

Hochreiter and Schmidhuber (1997) called what happens along the cell state the constant error
carousel: a step hands the error back to the cell state before it, and multiplies it by nothing.
Since Gers, Schmidhuber and Cummins (2000) it is multiplied by the forget gate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from lstm_helpers.activations import Activations, identity, relu, sigmoid, tanh
from lstm_helpers.cell import QUANTITIES, Step, Trace
from lstm_helpers.shapes import prepare_weights
from lstm_helpers.weights import GATES, WEIGHT_NAMES, Weights, as_number

__all__ = ["DERIVATIVES", "Gradients", "StepGradients", "backward"]

# From z, and from y, which the activation made of it.
Derivative = Callable[[Any, Any], Any]

DERIVATIVES: dict[Callable, Derivative] = {
    identity: lambda z, y: 1.0 if isinstance(z, float) else np.ones_like(z),
    sigmoid: lambda z, y: y * (1 - y),
    tanh: lambda z, y: 1 - y * y,
    relu: lambda z, y: float(z > 0) if isinstance(z, float) else (z > 0).astype(z.dtype),
}
"""The derivative of each activation that has a name."""


@dataclass(frozen=True, slots=True)
class StepGradients:
    """The gradient of one time step's quantities, each under the quantity's own name.

    The twelve weights can be read from it too (``grads[t].w_f``): that is this step's share of
    the gradient, for the same weight is used at every step.

    Two of them are the way back in time. `c_prev` is the direct path along the cell state, past
    the forget gate alone; `h_prev` is the way through the gates. The whole derivative by the cell
    state before is the `c` of the step before, where the two have met.

    Examples
    --------
    >>> from lstm_helpers import Weights, run
    >>> w = Weights.ones()
    >>> grads = backward(w, run(w, [1, 1, 1]), dc=1)
    >>> grads[2].c_prev, grads[1].c
    (13.0, 77.0)
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
    step: Step = field(repr=False)

    def __getattr__(self, name: str) -> Any:
        if name not in WEIGHT_NAMES:
            expected = ", ".join((*QUANTITIES, *WEIGHT_NAMES))
            raise AttributeError(f"there is no gradient of {name!r}; there are {expected}.")
        return _share(self, name)

    def as_dict(self) -> dict[str, Any]:
        """The gradients of weights, inputs and results by name, in the order of `Step.as_dict`."""
        return {name: getattr(self, name) for name in (*WEIGHT_NAMES, *QUANTITIES)}


# Of what each weight's gradient is made: z = x·w + h_prev·u + b.
_MADE_OF = {
    f"{kind}_{gate}": (f"z_{gate}", before)
    for kind, before in {"w": "x", "u": "h_prev", "b": None}.items()
    for gate in GATES
}


def _share(d: StepGradients, name: str) -> Any:
    """Work out a step's share of a weight's gradient."""
    z, before = _MADE_OF[name]
    d_z = getattr(d, z)
    if before is None:
        return d_z if isinstance(d_z, float) else _rows(d_z).sum(axis=0)
    value = getattr(d.step, before)
    return value * d_z if isinstance(d_z, float) else _rows(value).T @ _rows(d_z)


def _rows(array: np.ndarray) -> np.ndarray:
    """Take every time step and every sequence of a batch for one row of a table."""
    return array.reshape(-1, array.shape[-1])


class Gradients:
    """The gradients of a run.

    ``grads[t]`` are the `StepGradients` of one step. A quantity is read for all steps at once
    (``grads.f``), shaped as in the Trace. A weight is the same at every step, so its gradient is
    the sum over all steps (``grads.w_f``), and over the batch.

    Examples
    --------
    >>> from lstm_helpers import Weights, run
    >>> w = Weights.ones()
    >>> grads = backward(w, run(w, [1, 1, 1]), dh=1)
    >>> grads.c.tolist(), grads.w_o
    ([14443.0, 1495.0, 13.0], 15678.0)
    """

    def __init__(self, steps: tuple[StepGradients, ...]) -> None:
        self._steps = steps

    def __getitem__(self, t: int) -> StepGradients:
        return self._steps[t]

    def __len__(self) -> int:
        return len(self._steps)

    def __iter__(self) -> Iterator[StepGradients]:
        return iter(self._steps)

    def __repr__(self) -> str:
        return f"<Gradients of {len(self)} time steps>"

    def __getattr__(self, name: str) -> Any:
        if name in QUANTITIES:
            return self._stack(name)
        if name in WEIGHT_NAMES:
            return self._sum(name)
        expected = ", ".join((*QUANTITIES, *WEIGHT_NAMES, "h0", "c0"))
        raise AttributeError(f"there is no gradient of {name!r}; there are {expected}.")

    def _stack(self, name: str) -> np.ndarray:
        return np.stack([getattr(step, name) for step in self._steps])

    def _sum(self, name: str) -> Any:
        return sum(_share(step, name) for step in self._steps)

    @property
    def h0(self) -> Any:
        """The gradient of the hidden state before the first step."""
        return self._steps[0].h_prev

    @property
    def c0(self) -> Any:
        """The gradient of the cell state before the first step."""
        return self._steps[0].c_prev

    @property
    def weights(self) -> dict[str, Any]:
        """The gradients of all twelve weights by name."""
        return {name: self._sum(name) for name in WEIGHT_NAMES}


class _LayerGradients(Gradients):
    """Gradients of all time steps, worked out together."""

    def __init__(self, stacked: StepGradients, trace: Trace) -> None:
        self._stacked = stacked
        self._trace = trace

    @cached_property
    def _steps(self) -> tuple[StepGradients, ...]:  # type: ignore[override]
        over_time = {name: np.moveaxis(self._stack(name), -2, 0) for name in QUANTITIES}
        return tuple(
            StepGradients(**{name: array[t] for name, array in over_time.items()}, step=step)
            for t, step in enumerate(self._trace)
        )

    def _stack(self, name: str) -> np.ndarray:
        return getattr(self._stacked, name)

    def _sum(self, name: str) -> np.ndarray:
        return _share(self._stacked, name)  # its rows are all time steps of all sequences

    def __len__(self) -> int:
        return len(self._trace)

    @property
    def h0(self) -> np.ndarray:
        return self.h_prev[..., 0, :]

    @property
    def c0(self) -> np.ndarray:
        return self.c_prev[..., 0, :]


def backward(
    weights: Weights, trace: Trace, dh: Any = None, dc: Any = None, *, through_h: bool = True
) -> Gradients:
    """Go back through a run, and work out the gradient of every quantity at every step.

    The gradient of what? Of whatever number is to be made smaller or watched, called the loss.
    `dh` and `dc` say how it depends on what the run gave out: for h at the end, it is ``dh=1``;
    for c at the end, ``dc=1``; for a loss of all outputs, its derivatives by each of them.

    Parameters
    ----------
    weights
        Those of the run.
    trace
        What `run` returned.
    dh, dc
        The derivative of the loss by h and by c. For the last step alone, a number or an array
        (units,) or (batch, units); for every step, an array shaped as ``trace.h``. What is left
        out is zero.
    through_h
        False cuts the way back over h_prev at every step, as Hochreiter and Schmidhuber (1997)
        did. What is left is the carousel: each step's error times its forget gate. `h_prev` then
        still says what would have gone that way.

    Returns
    -------
    Gradients
        Of every quantity, of the weights, and of the initial states as `h0` and `c0`.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when something is no number or has a shape that does not fit, when
        neither `dh` nor `dc` is given, when the weights are others than the run's, or when an
        activation is used whose derivative is not known.

    Examples
    --------
    Along the article's cell, from c at step 3 back to c at step 2 and 1:

    >>> from lstm_helpers import Weights, run
    >>> w = Weights.ones()
    >>> trace = run(w, [1, 1, 1])
    >>> backward(w, trace, dc=1).c.tolist()
    [731.0, 77.0, 1.0]
    >>> backward(w, trace, dc=1, through_h=False).c.tolist()
    [26.0, 13.0, 1.0]
    """
    if not isinstance(trace, Trace):
        raise TypeError(f"trace is a {type(trace).__name__}; expected what run(...) returned.")
    if dh is None and dc is None:
        raise ValueError("neither dh nor dc is given; expected one of them, such as dh=1.")
    _require_same(weights, trace)
    slopes = _derivatives(trace.activations)
    d_h, d_c = _over_time("dh", dh, trace), _over_time("dc", dc, trace)
    if trace.weights.is_scalar:
        return Gradients(_step_by_step(trace, d_h.tolist(), d_c.tolist(), slopes, through_h))
    with np.errstate(over="ignore", invalid="ignore"):
        stacked = _stacked(trace)
        _through_time(stacked, d_h, d_c, slopes, through_h)
        return _LayerGradients(_formulas(stacked, d_h, d_c, slopes), trace)


Slopes = tuple[Derivative, Derivative]


def _step_by_step(
    trace: Trace, d_h: list[float], d_c: list[float], slopes: Slopes, through_h: bool
) -> tuple[StepGradients, ...]:
    """Take the scalar cell's steps from last to first."""
    steps: list[StepGradients] = []
    from_h = from_c = 0.0  # what the step after sends back; after the last there is none
    for t in reversed(range(len(trace))):
        d = _formulas(trace[t], d_h[t] + from_h, d_c[t] + from_c, slopes)
        from_h, from_c = (d.h_prev if through_h else 0.0), d.c_prev
        steps.append(d)
    return tuple(reversed(steps))


def _formulas(s: Step, d_h: Any, d_c: Any, slopes: Slopes) -> StepGradients:
    """Go back through one step, line by line from the last to the first.

    Above each line stands the line of the step that it goes back through. `d_h` and `d_c` are
    what has arrived at h and c from outside the step.
    """
    slope, recurrent_slope = slopes
    w = s.weights

    # h = o * c_act
    d_o = d_h * s.c_act
    d_c_act = d_h * s.o
    # c_act = activation(c), and c has been handed on to the next step too
    d_c = d_c + d_c_act * slope(s.c, s.c_act)
    # c = keep + write
    d_keep = d_c
    d_write = d_c
    # write = i * g
    d_i = d_write * s.g
    d_g = d_write * s.i
    # keep = f * c_prev
    d_f = d_keep * s.c_prev
    d_c_prev = d_keep * s.f

    # o = recurrent_activation(z_o), and so on
    d_z_o = d_o * recurrent_slope(s.z_o, s.o)
    d_z_g = d_g * slope(s.z_g, s.g)
    d_z_i = d_i * recurrent_slope(s.z_i, s.i)
    d_z_f = d_f * recurrent_slope(s.z_f, s.f)

    # z_o = x·w_o + h_prev·u_o + b_o, and so on: x and h_prev go into all four
    d_x = _back(d_z_o, w.w_o) + _back(d_z_g, w.w_g) + _back(d_z_i, w.w_i) + _back(d_z_f, w.w_f)
    d_h_prev = _back(d_z_o, w.u_o) + _back(d_z_g, w.u_g) + _back(d_z_i, w.u_i) + _back(d_z_f, w.u_f)

    return StepGradients(
        d_x, d_h_prev, d_c_prev, d_z_f, d_z_i, d_z_g, d_z_o, d_f, d_i, d_g, d_o,
        d_keep, d_write, d_c, d_c_act, d_h, s,
    )  # fmt: skip


def _back(d_z: Any, weight: Any) -> Any:
    """Go back through a product: with a plain number, or with a layer's matrix."""
    return d_z * weight if isinstance(weight, float) else d_z @ weight.T


def _through_time(
    s: Step, d_h: np.ndarray, d_c: np.ndarray, slopes: Slopes, through_h: bool
) -> None:
    """Add to d_h and d_c of each step, in place, what the step after sends back.

    `s` holds all time steps stacked. Only these two have to be worked out one step after the
    other; all that does not depend on them is done before, for all steps at once, and the rest
    follows by `_formulas`.
    """
    slope, recurrent_slope = slopes
    to_z = {
        "f": s.c_prev * recurrent_slope(s.z_f, s.f),
        "i": s.g * recurrent_slope(s.z_i, s.i),
        "g": s.i * slope(s.z_g, s.g),
        "o": s.c_act * recurrent_slope(s.z_o, s.o),
    }
    h_to_c = s.o * slope(s.c, s.c_act)
    u = np.concatenate([getattr(s.weights, f"u_{gate}").T for gate in GATES])
    for t in reversed(range(1, d_h.shape[-2])):
        now = (..., t, slice(None))
        before = (..., t - 1, slice(None))
        whole = d_c[now] + d_h[now] * h_to_c[now]
        d_c[before] += whole * s.f[now]
        if through_h:
            d_z = [(d_h[now] if gate == "o" else whole) * to_z[gate][now] for gate in GATES]
            d_h[before] += np.concatenate(d_z, axis=-1) @ u


def _stacked(trace: Trace) -> Step:
    """All time steps as one Step."""
    return Step(
        **{name: getattr(trace, name) for name in QUANTITIES},
        weights=trace.weights,
        activations=trace.activations,
    )


def _over_time(name: str, given: Any, trace: Trace) -> np.ndarray:
    """Give every step its part of dh or dc: the last step alone, if that is what was given."""
    if given is None:
        return np.zeros_like(trace.h)
    given = as_number(name, given)
    every, last = trace.h.shape, np.shape(trace.state_h)
    if np.shape(given) == every:
        return given.astype(trace.h.dtype)
    if np.shape(given) not in ((), last, last[-1:]):
        one = "one number" if last == () else f"one number, {last}"
        raise ValueError(
            f"{name} has shape {np.shape(given)}, expected {one} for the last step alone, or "
            f"{every} for every step."
        )
    over_time = np.zeros_like(trace.h)
    over_time[-1 if last == () else (..., -1, slice(None))] = given
    return over_time


def _require_same(weights: Any, trace: Trace) -> None:
    if weights is trace.weights:
        return
    if prepare_weights(weights, scalar=trace.weights.is_scalar) != trace.weights:
        raise ValueError(
            "weights are others than those of the run; expected trace.weights. After a change of "
            "the weights, run again."
        )


def _derivatives(activations: Activations) -> Slopes:
    pair = (activations.activation, activations.recurrent_activation)
    slope, recurrent_slope = (
        _derivative(function, name) for function, name in zip(pair, activations.names, strict=True)
    )
    return slope, recurrent_slope


def _derivative(function: Callable, name: str) -> Derivative:
    if function in DERIVATIVES:
        return DERIVATIVES[function]
    own = getattr(function, "derivative", None)
    if own is None:
        known = ", ".join(known.__name__ for known in DERIVATIVES)
        raise ValueError(
            f"the derivative of the activation {name} is not known; expected one of {known}, or a "
            "function that carries its derivative, as in my_function.derivative = lambda z: ..."
        )
    return lambda z, y: own(z)
