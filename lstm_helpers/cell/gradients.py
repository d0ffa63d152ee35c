"""The gradients of a run, by name: of one step, and of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from lstm_helpers.cell.given import Number, quoted
from lstm_helpers.cell.run import Trace
from lstm_helpers.cell.step import QUANTITIES, Step
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES

__all__ = ["Gradients", "LayerGradients", "StepGradients"]


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
    >>> from lstm_helpers import Weights, backward, run
    >>> w = Weights.ones()
    >>> grads = backward(w, run(w, [1, 1, 1]), dc=1)
    >>> grads[2].c_prev, grads[1].c
    (13.0, 77.0)
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
    step: Step = field(repr=False)

    def __getattr__(self, name: str) -> Number:
        if name not in WEIGHT_NAMES:
            expected = ", ".join((*QUANTITIES, *WEIGHT_NAMES))
            raise AttributeError(f"there is no gradient of {quoted(name)}; there are {expected}.")
        return _share(self, name)

    def as_dict(self) -> dict[str, Number]:
        """The gradients of weights, inputs and results by name, in the order of `Step.as_dict`."""
        return {name: getattr(self, name) for name in (*WEIGHT_NAMES, *QUANTITIES)}


# Of what each weight's gradient is made: z = x·w + h_prev·u + b.
_MADE_OF = {
    f"{kind}_{gate}": (f"z_{gate}", before)
    for kind, before in {"w": "x", "u": "h_prev", "b": None}.items()
    for gate in GATES
}


def _share(d: StepGradients, name: str) -> Number:
    """Work out a step's share of a weight's gradient."""
    z, before = _MADE_OF[name]
    d_z: Number = getattr(d, z)
    if before is None:
        return d_z if isinstance(d_z, float) else np.asarray(_rows(d_z).sum(axis=0))
    value: Any = getattr(d.step, before)
    return value * d_z if isinstance(d_z, float) else np.asarray(_rows(value).T @ _rows(d_z))


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
    >>> from lstm_helpers import Weights, backward, run
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

    def __getattr__(self, name: str) -> Number:
        if name in QUANTITIES:
            return self._stack(name)
        if name in WEIGHT_NAMES:
            return self._sum(name)
        expected = ", ".join((*QUANTITIES, *WEIGHT_NAMES, "h0", "c0"))
        raise AttributeError(f"there is no gradient of {quoted(name)}; there are {expected}.")

    def _stack(self, name: str) -> np.ndarray:
        return np.stack([getattr(step, name) for step in self._steps])

    def _sum(self, name: str) -> Number:
        return sum(_share(step, name) for step in self._steps)

    @property
    def h0(self) -> Number:
        """The gradient of the hidden state before the first step."""
        return self._steps[0].h_prev

    @property
    def c0(self) -> Number:
        """The gradient of the cell state before the first step."""
        return self._steps[0].c_prev

    @property
    def weights(self) -> dict[str, Number]:
        """The gradients of all twelve weights by name."""
        return {name: self._sum(name) for name in WEIGHT_NAMES}


class LayerGradients(Gradients):
    """Gradients of all time steps, worked out together."""

    def __init__(self, stacked: StepGradients, trace: Trace) -> None:
        self._stacked = stacked
        self._trace = trace

    @cached_property
    def _steps(self) -> tuple[StepGradients, ...]:  # type: ignore[override]  # made when asked for
        over_time = {name: np.moveaxis(self._stack(name), -2, 0) for name in QUANTITIES}
        return tuple(
            StepGradients(**{name: array[t] for name, array in over_time.items()}, step=step)
            for t, step in enumerate(self._trace)
        )

    def _stack(self, name: str) -> np.ndarray:
        return np.asarray(getattr(self._stacked, name))

    def _sum(self, name: str) -> Number:
        return _share(self._stacked, name)  # its rows are all time steps of all sequences

    def __len__(self) -> int:
        return len(self._trace)

    @property
    def h0(self) -> np.ndarray:
        """The gradient of the hidden state before the first step."""
        return self._stack("h_prev")[..., 0, :]

    @property
    def c0(self) -> np.ndarray:
        """The gradient of the cell state before the first step."""
        return self._stack("c_prev")[..., 0, :]
