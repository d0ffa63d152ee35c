"""A run of the cell over a sequence: one step for each input."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from lstm_helpers.cell import fused
from lstm_helpers.cell.activations import Activations, as_activations
from lstm_helpers.cell.given import Number, quoted
from lstm_helpers.cell.shapes import Prepared, prepare
from lstm_helpers.cell.step import QUANTITIES, Step, formulas
from lstm_helpers.cell.tables import as_dataframe, as_dataset, chosen, write_csv
from lstm_helpers.cell.trouble import first_trouble
from lstm_helpers.cell.weights import Weights

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["Trace", "run"]


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

    def __init__(self, steps: Iterable[Step], mask: np.ndarray | None = None) -> None:
        self._steps = tuple(steps)
        self._mask = mask
        if not self._steps:
            raise ValueError("a Trace needs at least one step; this part of the run has none.")

    @overload
    def __getitem__(self, t: int) -> Step: ...
    @overload
    def __getitem__(self, t: slice) -> Trace: ...
    def __getitem__(self, t: int | slice) -> Step | Trace:
        if isinstance(t, slice):
            return Trace(self._steps[t], None if self.mask is None else self.mask[..., t])
        try:
            return self._steps[t]
        except IndexError:  # a loop over a trace ends by it
            last = len(self) - 1
            raise IndexError(f"trace[{quoted(t)}] is no step; expected 0 to {last}.") from None
        except TypeError:
            raise TypeError(
                f"trace[{quoted(t)}] is no step; expected a number, from 0, or a part as [:2]."
            ) from None

    def __len__(self) -> int:
        return len(self._steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self._steps)

    def __repr__(self) -> str:
        return f"<Trace of {len(self)} time steps>"

    def __getattr__(self, name: str) -> np.ndarray:
        if name not in QUANTITIES:
            raise AttributeError(f"a Trace has no {quoted(name)}; it has {', '.join(QUANTITIES)}.")
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
    def mask(self) -> np.ndarray | None:
        """A True for each time step that counted, or None when all did.

        At a time step that was left out, h and c are what they were before it, and all that it
        would have worked out is nan.
        """
        return self._mask

    @cached_property
    def trouble(self) -> str:
        """Where and how the run first turned to inf or nan, in a sentence; empty when it did not.

        A scalar cell says nothing by itself: there, numbers that grow are what a lesson is about.
        Of a layer, `run` warns with this sentence.

        >>> run(Weights.ones(), [1, 1, 1]).trouble
        ''
        >>> run(Weights.ones(), [1e200, 1]).trouble
        'at time step 1 the input gate i turns the cell to inf: write = i·g = 1e+200·1e+200'
        """
        states = {name: getattr(self, name) for name in ("x", "h_prev", "c_prev", "h", "c")}
        return first_trouble(self.weights, self.activations, states)

    def to_dataframe(self, quantities: str | Iterable[str] | None = None) -> Any:
        """Make a pandas DataFrame of the run.

        Parameters
        ----------
        quantities
            Names, such as ``"f c h"``, each of which becomes a column; all of them when left out,
            but for a layer's x, which has features instead of units.

        Returns
        -------
        pandas.DataFrame
            Indexed by ``t``, from 1; for a layer by ``t`` and ``unit``, for a batch by
            ``sequence``, ``t`` and ``unit``, those from 0.

        Raises
        ------
        ImportError
            When pandas is not installed; `to_csv` works without.
        ValueError
            When there is no such quantity.
        """
        return as_dataframe(self._table(quantities))

    def to_xarray(self, quantities: str | Iterable[str] | None = None) -> Any:
        """Make an xarray Dataset of the run: a variable for each quantity, and x.

        Parameters
        ----------
        quantities
            As for `to_dataframe`.

        Returns
        -------
        xarray.Dataset
            With the dimensions (sequence, t, unit), as far as the run has them; x by feature.

        Raises
        ------
        ImportError
            When xarray is not installed.
        """
        return as_dataset(self._table(quantities), self.x)

    def to_csv(self, path: str | Path, quantities: str | Iterable[str] | None = None) -> None:
        """Write the run as a table that spreadsheets read: the rows of `to_dataframe`.

        Parameters
        ----------
        path
            Where to.
        quantities
            As for `to_dataframe`.
        """
        write_csv(self._table(quantities), path)

    def _table(self, quantities: str | Iterable[str] | None) -> dict[str, np.ndarray]:
        return {name: getattr(self, name) for name in chosen(quantities, self.h.ndim == 1)}

    @property
    def sequence_out(self) -> np.ndarray:
        """Keras's name for all of `h`."""
        return self.h

    @property
    def state_h(self) -> Number:
        """Keras's name for the last `h`."""
        return self._steps[-1].h

    @property
    def state_c(self) -> Number:
        """Keras's name for the last `c`."""
        return self._steps[-1].c


class _LayerTrace(Trace):
    """A Trace that was given the states alone.

    Everything else follows from x, h_prev and c_prev by the formulas, for all time steps at once,
    and is worked out when somebody asks for it.
    """

    def __init__(self, cell: Prepared, activations: Activations) -> None:
        states = fused.states(cell.batched(), activations)
        x, (h, c) = cell.inputs, (np.asarray(cell.unbatch(array)) for array in states)
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
        self._mask = cell.mask

    @cached_property
    def _stacks(self) -> dict[str, np.ndarray]:
        """Every quantity, all its time steps stacked."""
        states = self._states
        with np.errstate(over="ignore", invalid="ignore"):
            stacked = formulas(
                self.weights, states["x"], states["h_prev"], states["c_prev"], self.activations
            )
        if self.mask is not None:
            stacked = _left_out(stacked, self.mask[..., None])
        return {name: getattr(stacked, name) for name in QUANTITIES} | states

    @cached_property
    def _steps(self) -> tuple[Step, ...]:  # type: ignore[override]  # made when asked for
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
        return int(self._states["x"].shape[-2])

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
    inputs: ArrayLike,
    h0: ArrayLike = 0.0,
    c0: ArrayLike = 0.0,
    activations: Activations | None = None,
    *,
    mask: ArrayLike | None = None,
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
        `IDENTITY`, `STANDARD` or any pair; those of the weights when left out.
    mask
        For sequences of different lengths: True for each time step that counts, (time,) or
        (batch, time), as Keras's layers take it. At the others h and c stay as they were, and what
        a step works out is nan. Inputs may bring their mask along: NumPy's masked arrays (all
        features of a time step, or none), and what Keras's ``Masking`` gives.

    Warns
    -----
    RuntimeWarning
        When a layer turns to inf or nan, with the trace's `trouble`.

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
    >>> run(Weights.ones(), [1, 1, 1], mask=[True, True, False]).h.tolist()
    [1.0, 12.0, 12.0]
    """
    cell = prepare(weights, inputs, h0, c0, mask)
    pair = cell.weights.activations if activations is None else as_activations(activations)
    if cell.ndim > 1 and fused.can_run(pair):
        trace: Trace = _LayerTrace(cell, pair)
    else:
        trace = Trace(_steps(cell, pair), cell.mask)
    if cell.ndim > 1 and trace.trouble:
        warnings.warn(f"run: {trace.trouble}.", RuntimeWarning, stacklevel=2)
    return trace


def _steps(cell: Prepared, activations: Activations) -> Iterator[Step]:
    """Go through the sequence step by step."""
    h, c = cell.h0, cell.c0
    with np.errstate(over="ignore", invalid="ignore"):
        for t, x in enumerate(cell.over_time()):
            s = formulas(cell.weights, x, h, c, activations)
            if cell.mask is not None:
                s = _left_out(s, cell.mask[..., t, None])
            yield s
            h, c = s.h, s.c


def _left_out(s: Step, counts: np.ndarray) -> Step:
    """Undo a step where it does not count: h and c stay as they were, and the rest is nan."""

    def where(value: Number, other: Number) -> Number:
        if isinstance(value, float):
            return value if counts else other
        return np.where(counts, value, np.asarray(other, value.dtype))

    made: dict[str, Any] = {name: where(getattr(s, name), math.nan) for name in MADE}
    return replace(s, **{**made, "h": where(s.h, s.h_prev), "c": where(s.c, s.c_prev)})


MADE = QUANTITIES[QUANTITIES.index("z_f") :]
