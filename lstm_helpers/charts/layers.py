"""Lines of a layer's run: a quantity of some of its units over the time steps.

>>> from lstm_helpers import Weights, run
>>> trace = run(Weights.ones(features=1, units=3), [[1], [1]])
>>> trace_lines(trace, "c", units=[0, 2])
{'c, unit 0': [1.0, 20.0], 'c, unit 2': [1.0, 20.0]}
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from lstm_helpers.cell.given import quoted, whole
from lstm_helpers.cell.run import Trace
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.charts.look import as_names
from lstm_helpers.words.language import say

__all__ = ["sendable", "trace_lines"]


def trace_lines(
    trace: Trace,
    quantities: str | Iterable[str] = "c h",
    units: Sequence[int] | int | None = None,
    sequence: int | None = None,
) -> dict[str, list[float]]:
    """Take the numbers of each line out of a run, by the line's name.

    Parameters
    ----------
    trace
        Of a layer, or of the scalar cell.
    quantities
        Names, such as ``"f c"``.
    units
        Which, from 0; may be left out when there is one alone.
    sequence
        Which of the batch, from 0, likewise.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when there is no such quantity, unit or sequence, or one is to be chosen.
    """
    names = as_names("quantities", quantities)
    shape = trace.h.shape
    if len(shape) == 1:
        if units is not None or sequence is not None:
            raise ValueError(
                "units and sequence choose from a layer; this run is of a single cell."
            )
        return {name: _values(trace, name).tolist() for name in names}
    batch = (_one(sequence, shape[0], "sequence"),) if len(shape) == 3 else ()
    if not batch and sequence is not None:
        raise ValueError(
            f"sequence is {quoted(sequence)}, and this run has no batch; leave it out."
        )
    picked = _picked(units, shape[-1])
    only = shape[-1] == 1
    return {
        name if only else say("{name}, unit {unit}").format(name=name, unit=unit): _values(
            trace, name
        )[(*batch, ..., unit)].tolist()
        for name in names
        for unit in picked
    }


def _values(trace: Trace, name: str) -> np.ndarray:
    per_unit = [each for each in QUANTITIES if each != "x" or trace.h.ndim == 1]
    if name not in per_unit:
        raise ValueError(
            f"there is no quantity {quoted(name)} of a unit; there are {', '.join(per_unit)}."
        )
    return np.asarray(getattr(trace, name))


def _picked(units: Sequence[int] | int | None, count: int) -> list[int]:
    if units is None and count > 1:
        raise ValueError(
            f"this layer has {count} units; choose some, as in units=[0, {count - 1}]."
        )
    given = units if isinstance(units, Iterable) else [units]
    return [_one(each, count, "unit") for each in given]


def _one(given: object, count: int, name: str) -> int:
    if given is None and count == 1:
        return 0
    if given is None:
        raise ValueError(f"this run has {count} {name}s; choose one, as in {name}=0.")
    number = whole(name, given)
    if not 0 <= number < count:
        raise ValueError(f"{name} is {number}; expected 0 to {count - 1}.")
    return number


def sendable(value: float) -> float | str:
    """JSON has no nan and no infinities: send them as words."""
    return value if math.isfinite(value) else str(value)
