"""Backpropagation through time: how much the end would change with every quantity on the way.

Hochreiter and Schmidhuber (1997) called what happens along the cell state the constant error
carousel: a step hands the error back to the cell state before it, and multiplies it by nothing.
Since Gers, Schmidhuber and Cummins (2000) it is multiplied by the forget gate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from lstm_helpers.cell.activations import Slope
from lstm_helpers.cell.given import Number, as_number, flag
from lstm_helpers.cell.gradients import Gradients, LayerGradients, StepGradients
from lstm_helpers.cell.run import Trace
from lstm_helpers.cell.shapes import prepare_weights
from lstm_helpers.cell.step import QUANTITIES, Step
from lstm_helpers.cell.weights import GATES, Weights

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["backward"]


def backward(
    weights: Weights,
    trace: Trace,
    dh: ArrayLike | None = None,
    dc: ArrayLike | None = None,
    *,
    through_h: bool = True,
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
    if trace.mask is not None and not trace.mask.all():
        raise ValueError(
            "the run left time steps out by its mask, and backward does not; expected a run "
            "without a mask, as over each sequence by itself, cut to its length."
        )
    _require_same(weights, trace)
    through_h = flag("through_h", through_h)
    slopes = trace.activations.slopes
    d_h, d_c = _over_time("dh", dh, trace), _over_time("dc", dc, trace)
    if trace.weights.is_scalar:
        return Gradients(_step_by_step(trace, d_h.tolist(), d_c.tolist(), slopes, through_h))
    with np.errstate(over="ignore", invalid="ignore"):
        stacked = _stacked(trace)
        _through_time(stacked, d_h, d_c, slopes, through_h)
        return LayerGradients(_formulas(stacked, d_h, d_c, slopes), trace)


Slopes: TypeAlias = tuple[Slope, Slope]


def _step_by_step(
    trace: Trace, d_h: list[float], d_c: list[float], slopes: Slopes, through_h: bool
) -> tuple[StepGradients, ...]:
    """Take the scalar cell's steps from last to first."""
    steps: list[StepGradients] = []
    from_h: Number = 0.0
    from_c: Number = 0.0  # what the step after sends back; after the last there is none
    for t in reversed(range(len(trace))):
        d = _formulas(trace[t], d_h[t] + from_h, d_c[t] + from_c, slopes)
        from_h, from_c = (d.h_prev if through_h else 0.0), d.c_prev
        steps.append(d)
    return tuple(reversed(steps))


def _formulas(s: Step, d_h: Number, d_c: Number, slopes: Slopes) -> StepGradients:
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


def _back(d_z: Number, weight: Number) -> Number:
    """Go back through a product: with a plain number, or with a layer's matrix."""
    if isinstance(weight, float):
        return d_z * weight
    product: np.ndarray = np.matmul(d_z, weight.T)
    return product


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
        "f": np.asarray(s.c_prev * recurrent_slope(s.z_f, s.f)),
        "i": np.asarray(s.g * recurrent_slope(s.z_i, s.i)),
        "g": np.asarray(s.i * slope(s.z_g, s.g)),
        "o": np.asarray(s.c_act * recurrent_slope(s.z_o, s.o)),
    }
    h_to_c, f = np.asarray(s.o * slope(s.c, s.c_act)), np.asarray(s.f)
    u = np.concatenate([getattr(s.weights, f"u_{gate}").T for gate in GATES])
    for t in reversed(range(1, d_h.shape[-2])):
        now = (..., t, slice(None))
        before = (..., t - 1, slice(None))
        whole = d_c[now] + d_h[now] * h_to_c[now]
        d_c[before] += whole * f[now]
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


def _over_time(name: str, given: ArrayLike | None, trace: Trace) -> np.ndarray:
    """Give every step its part of dh or dc: the last step alone, if that is what was given."""
    if given is None:
        return np.zeros_like(trace.h)
    array = np.asarray(as_number(name, given))
    every, last = trace.h.shape, np.shape(trace.state_h)
    if array.shape == every:
        return array.astype(trace.h.dtype)
    if array.shape not in ((), last, last[1:]):
        one = "one number" if last == () else f"one number, {last}"
        raise ValueError(
            f"{name} has shape {array.shape}, expected {one} for the last step alone, or "
            f"{every} for every step."
        )
    over_time = np.zeros_like(trace.h)
    over_time[-1 if last == () else (..., -1, slice(None))] = array
    return over_time


def _require_same(weights: object, trace: Trace) -> None:
    if weights is trace.weights:
        return
    if prepare_weights(weights, scalar=trace.weights.is_scalar) != trace.weights:
        raise ValueError(
            "weights are others than those of the run; expected trace.weights. After a change of "
            "the weights, run again."
        )
