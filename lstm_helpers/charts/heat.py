"""A layer as a map: its units one under the other, time to the right, a number at each place.

``heat.js`` has the page's half; both are held to ``tests/vectors/heat.json``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.run import Trace
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number

__all__ = [
    "ORDERS",
    "SENT",
    "SHOWN",
    "Ends",
    "Heat",
    "Lines",
    "ends_of",
    "heat_of",
    "heat_table",
    "limits",
    "order",
]

SHOWN = ("f", "i", "g", "o", "keep", "write", "c", "h")
"""What a map can show; the page works out keep, write and h from the others."""

SENT = ("f", "i", "g", "o", "c")

ORDERS = {
    "trained": "as trained",
    "open": "largest first",
    "input": "with the input",
    "similar": "alike together",
}
"""In which order the units stand, and how a button says it."""

INPUT = {"one": "input x", "of many": "input x, feature {feature}"}

# Where a quantity that has been through an activation can lie.
_BOUNDED = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}

Lines: TypeAlias = Mapping[str, Sequence[float]]
"""Numbers over time by what they are called, to stand above a map."""

Ends: TypeAlias = Mapping[str, tuple[float, float]]
"""Where the colours of each quantity end."""


@dataclass(frozen=True)
class Heat:
    """One sequence that went through a layer.

    Parameters
    ----------
    values
        Each quantity of `SHOWN`, (units, time).
    start
        c before the first step, (units,).
    limits
        The ends of each quantity's colours: the same for every sequence of a trace.
    lines
        What stands above.
    """

    values: Mapping[str, np.ndarray]
    start: np.ndarray
    limits: Ends
    lines: Lines

    @property
    def units(self) -> int:
        """How many units there are."""
        return int(self.start.size)

    @property
    def steps(self) -> int:
        """How many time steps there are."""
        return int(self.values["c"].shape[-1])

    @cached_property
    def orders(self) -> dict[str, dict[str, list[int]]]:
        """Every `order` of the units, worked out once: by its name, and by the quantity shown."""
        rows = {name: _rows(self, name) for name in self.values}
        changes = {name: _standardised(each) for name, each in rows.items()}
        line = _standardised(_first_line(self))[0]
        same = {
            "trained": list(range(self.units)),
            "similar": _linked(_likeness([changes[name] for name in SENT if name in rows])),
        }
        return {
            "open": {name: _downwards(each.mean(axis=1)) for name, each in rows.items()},
            "input": {name: _downwards(each @ line) for name, each in changes.items()},
            **{by: dict.fromkeys(rows, units) for by, units in same.items()},
        }


def ends_of(trace: Trace) -> Ends:
    """Say where every quantity's colours end, in every sequence of a trace.

    >>> from lstm_helpers.cell import Weights, run
    >>> ends_of(run(Weights.ones(), [1, 1, 1]))["f"]
    (-20.0, 20.0)
    """
    return {name: limits(getattr(trace, name), name, trace.activations) for name in SHOWN}


def heat_of(
    trace: Trace, sequence: int = 0, lines: Lines | None = None, ends: Ends | None = None
) -> Heat:
    """Take one sequence of a layer's trace, or the scalar cell's as a layer of one unit.

    Parameters
    ----------
    trace
        Of the scalar cell or of a layer.
    sequence
        Which of the batch, from 0.
    lines
        What is to stand above, after the input.
    ends
        What `ends_of` says of the trace, for who knows it.

    Examples
    --------
    >>> from lstm_helpers.cell import Weights, run
    >>> heat = heat_of(run(Weights.ones(), [1, 1, 1]))
    >>> heat.values["h"]
    array([[1.000e+00, 1.200e+01, 3.211e+03]])
    """
    values = {name: _units_by_time(getattr(trace, name), sequence) for name in SHOWN}
    before = _units_by_time(trace.c_prev, sequence)
    inputs = _units_by_time(trace.x, sequence)
    names = [say(INPUT["one"])]
    if len(inputs) > 1:
        names = [say(INPUT["of many"]).format(feature=n) for n in (0, 1)]
    given = dict(zip(names, inputs.tolist(), strict=False))
    return Heat(
        values,
        before[:, 0],
        ends_of(trace) if ends is None else ends,
        {**given, **(lines or {})},
    )


def _units_by_time(stack: np.ndarray, sequence: int) -> np.ndarray:
    """Bring (time,), (time, units) or (batch, time, units) to (units, time)."""
    array = np.asarray(stack, dtype=float)
    if array.ndim == 1:
        array = array[:, None]
    return np.ascontiguousarray((array[sequence] if array.ndim == 3 else array).T)


def limits(values: np.ndarray, name: str, activations: Activations) -> tuple[float, float]:
    """Say where a quantity's colours end: where it can lie at all, or else around 0, and round.

    >>> from lstm_helpers.cell import IDENTITY, STANDARD
    >>> limits(np.array([0.2, 0.3]), "f", STANDARD), limits(np.array([-3.0, 2.0]), "c", IDENTITY)
    ((0.0, 1.0), (-3.0, 3.0))
    """
    pair = activations.names
    known = {"f": pair[1], "i": pair[1], "o": pair[1], "g": pair[0]}
    if known.get(name) in _BOUNDED:
        return _BOUNDED[known[name]]
    if name == "h" and all(each in _BOUNDED for each in pair):
        return -1.0, 1.0
    sizes = np.abs(values[np.isfinite(values)])
    most = _round_up(float(sizes.max(initial=0.0)) or 1.0)
    return -most, most


def _round_up(size: float) -> float:
    """Go up to the next number with one digit, and zeros."""
    power = 10.0 ** math.floor(math.log10(size))
    return math.ceil(size / power) * power


# ---- the order of units --------------------------------------------------------------------------


def order(heat: Heat, name: str, by: str) -> list[int]:
    """Put the units into an order by what they do.

    Parameters
    ----------
    heat
        What the map shows.
    name
        The quantity shown.
    by
        A key of `ORDERS`: "open", the largest mean first; "input", by the correlation with the
        first line above, from along with it to against it; "similar", units that do alike in all
        their quantities beside each other (average linkage of 1 − correlation).

    Returns
    -------
    list of int
        The units, from the top down.

    Examples
    --------
    >>> values = np.array([[0.0, 0.1, 0.0], [1.0, 0.9, 1.0]])
    >>> heat = Heat({"c": values}, np.zeros(2), {}, {"input x": [0, 1, 0]})
    >>> order(heat, "c", "open"), order(heat, "c", "input")
    ([1, 0], [0, 1])
    """
    return heat.orders[by][name]


def _rows(heat: Heat, name: str) -> np.ndarray:
    rows: np.ndarray = np.nan_to_num(heat.values[name], posinf=0.0, neginf=0.0)
    return rows


def _downwards(sizes: np.ndarray) -> list[int]:
    # to so many digits, so that the last bits of another machine do not turn two units round
    rounded = np.round(sizes, 9)
    return [int(unit) for unit in np.argsort(-rounded, kind="stable")]


def _first_line(heat: Heat) -> np.ndarray:
    return np.asarray(next(iter(heat.lines.values())), dtype=float)[None]


def _standardised(rows: np.ndarray) -> np.ndarray:
    """Bring each row to mean 0 and length 1; one that never changes to 0."""
    with np.errstate(over="ignore"):  # what is too large for that comes to 0
        centred: np.ndarray = np.nan_to_num(rows - rows.mean(axis=1, keepdims=True))
        length = np.linalg.norm(centred, axis=1, keepdims=True)
    centred[:] = np.divide(centred, length, out=np.zeros_like(centred), where=length > 1e-12)
    return centred


def _likeness(changes: Sequence[np.ndarray]) -> np.ndarray:
    """Correlate each unit with each, over several quantities that are standardised."""
    together: np.ndarray = sum(each @ each.T for each in changes)
    length = np.sqrt(np.diag(together))
    across = np.outer(length, length)
    together[:] = np.divide(together, across, out=np.zeros_like(together), where=across > 1e-12)
    return together


def _linked(likeness: np.ndarray) -> list[int]:
    """Join the two most alike groups again and again, and read the units off the last one."""
    groups: list[list[int]] = [[unit] for unit in range(len(likeness))]
    far = np.round(-likeness, 9)
    np.fill_diagonal(far, np.inf)
    nearest = far.argmin(axis=1)  # of each group; looking through all pairs each time is slow
    for _ in range(len(groups) - 1):
        one = int(np.argmin(far[np.arange(len(far)), nearest]))
        other = int(nearest[one])
        weights = np.array([len(groups[one]), len(groups[other])], dtype=float)
        joined = weights @ far[[one, other]] / weights.sum()
        far[one], far[:, one] = joined, joined
        far[one, one] = np.inf
        far[other], far[:, other] = np.inf, np.inf
        groups[one], groups[other] = [*groups[one], *groups[other]], []
        nearest[one] = far[one].argmin()
        lost = np.flatnonzero((nearest == one) | (nearest == other))
        nearest[lost] = far[lost].argmin(axis=1)
        least = far[np.arange(len(far)), nearest]
        nearer = (far[:, one] < least) | ((far[:, one] == least) & (one < nearest))
        nearest[nearer] = one
    return max(groups)  # all others are empty


# ---- in words ------------------------------------------------------------------------------------

ROWS = 24
COLUMNS = ("unit", "mean", "least", "most")
COUNTS = {
    "units": ("{count} unit", "{count} units"),
    "steps": ("{count} time step", "{count} time steps"),
}


def heat_table(heat: Heat, name: str, units: Sequence[int]) -> str:
    """Write what the map shows as plain text: each unit's mean and range; the first of many.

    >>> from lstm_helpers.cell import Weights, run
    >>> print(heat_table(heat_of(run(Weights.ones(), [1, 1, 1])), "f", [0]))
    forget gate, f: 1 unit, 3 time steps
    <BLANKLINE>
    unit   mean  least  most
       0  5.333      1    13
    """
    values = heat.values[name]
    head = f"{say(BY_NAME[name].words)}, {BY_NAME[name].symbol}: "
    units_say, steps_say = (
        say(COUNTS[what][number != 1]).format(count=number)
        for what, number in (("units", heat.units), ("steps", heat.steps))
    )
    rows = [[say(word) for word in COLUMNS]]
    with np.errstate(invalid="ignore"):
        for unit in units[:ROWS]:
            row = values[unit]
            rows.append([str(unit), *map(format_number, (row.mean(), row.min(), row.max()))])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(c.rjust(w) for c, w in zip(r, widths, strict=True)) for r in rows]
    more = [say("… and {count} more").format(count=len(units) - ROWS)] if len(units) > ROWS else []
    return "\n".join([f"{head}{units_say}, {steps_say}", "", *lines, *more])
