"""Where a run first turned to inf or nan, and which gate did it, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_helpers.cell.activations import IDENTITY, Activations
from lstm_helpers.cell.step import Step, formulas
from lstm_helpers.cell.weights import GATES, Weights

__all__ = ["first_trouble"]

WHO = {
    "f": "the forget gate f",
    "i": "the input gate i",
    "g": "the candidate g",
    "o": "the output gate o",
}


def first_trouble(weights: Weights, activations: Activations, states: dict[str, np.ndarray]) -> str:
    """Say where a run turned to inf or nan; nothing when it did not.

    Parameters
    ----------
    weights, activations
        Those of the run.
    states
        Its x, h_prev, c_prev, h and c, all time steps of each.

    Examples
    --------
    >>> from lstm_helpers import run
    >>> run(Weights.ones(), [1e200, 1]).trouble
    'at time step 1 the input gate i turns the cell to inf: write = i·g = 1e+200·1e+200'
    """
    h, c = states["h"], states["c"]
    bad = ~(np.isfinite(h) & np.isfinite(c))
    if not bad.any():
        return ""
    if h.ndim == 1:
        t = int(bad.argmax())
        s = _step(weights, activations, *(float(states[n][t]) for n in ("x", "h_prev", "c_prev")))
        return f"at time step {t + 1} {_what(s, t, (), 'the cell')}"
    by_time = np.moveaxis(bad, -2, 0)
    t = [step.any() for step in by_time].index(True)
    at = tuple(int(n) for n in np.argwhere(by_time[t])[0])
    s = _step(weights, activations, *(states[n][..., t, :] for n in ("x", "h_prev", "c_prev")))
    where = f"unit {at[-1]}" + (f" of sequence {at[0]}" if len(at) == 2 else "")
    said = f"at time step {t + 1} {_what(s, t, at, where)}"
    if activations != IDENTITY:
        return said
    return f"{said}; the activations are {activations}, where a trained layer has tanh/sigmoid"


def _step(weights: Weights, activations: Activations, x: Any, h_prev: Any, c_prev: Any) -> Step:
    with np.errstate(over="ignore", invalid="ignore"):
        return formulas(weights, x, h_prev, c_prev, activations)


def _what(s: Step, t: int, at: tuple[int, ...], where: str) -> str:
    """Go through a step in the order of its formulas, and stop where it went wrong."""
    for name, given in {"x": "the input", "h_prev": "h0", "c_prev": "c0"}.items():
        row = np.asarray(getattr(s, name))[at[:-1]]
        if not np.isfinite(row).all() and (t == 0 or name == "x"):
            return f"{given} is {row[~np.isfinite(row)].flat[0]} already"
    who, value, how = next(_steps_of_trouble(s, at))
    return f"{who} turns {where} to {value}: {how}"


def _steps_of_trouble(s: Step, at: tuple[int, ...]) -> Iterator[tuple[str, float, str]]:
    """Say of each result that is not finite: which gate, what it is, and how it came about."""
    value = {name: float(np.asarray(getattr(s, name))[at]) for name in _OF_A_UNIT}
    for gate in GATES:
        z = f"z_{gate}"
        if not np.isfinite(value[gate]):
            made = f"{z} = w·x + u·h_prev + b = {value[z]:.4g}"
            yield WHO[gate], value[gate], made
    for name, (left, sign, right) in _MADE_OF.items():
        if not np.isfinite(value[name]):
            gates = [n for n in (left, right) if n in WHO] or list(GATES[:3])
            who = WHO[max(gates, key=lambda n: abs(value[n]))]
            made = f"{name} = {left}{sign}{right} = {value[left]:.4g}{sign}{value[right]:.4g}"
            yield who, value[name], made


_MADE_OF = {
    "keep": ("f", "·", "c_prev"),
    "write": ("i", "·", "g"),
    "c": ("keep", " + ", "write"),
    "h": ("o", "·", "c_act"),
}
_OF_A_UNIT = ("c_prev", "z_f", "z_i", "z_g", "z_o", *GATES, *_MADE_OF, "c_act")
