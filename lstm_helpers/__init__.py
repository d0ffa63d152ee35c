"""An LSTM cell, step by step: its math, its picture, its live view.

Everything a lesson needs is imported from here; what draws or shows is loaded on first use, so
that the math alone starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from lstm_helpers.cell import (
    IDENTITY,
    STANDARD,
    Activations,
    Step,
    Trace,
    Weights,
    backward,
    identity,
    run,
    sigmoid,
    step,
    tanh,
)

_ON_FIRST_USE = {
    "ActivationCurve": "charts",
    "Chart": "charts",
    "Detective": "live",
    "Explorer": "live",
    "GateMap": "live",
    "Powers": "charts",
    "Practice": "live",
    "Question": "exercises.question",
    "TimeChart": "charts",
    "check": "exercises",
    "check_cell": "exercises",
    "check_choice": "exercises",
    "check_number": "exercises",
    "check_gradient": "exercises",
    "draw": "picture",
    "equation": "words",
    "format_number": "words",
    "svg": "picture",
    "watch": "charts",
}

__all__ = [
    "IDENTITY",
    "STANDARD",
    "Activations",
    "Step",
    "Trace",
    "Weights",
    "backward",
    "identity",
    "run",
    "sigmoid",
    "step",
    "tanh",
    *_ON_FIRST_USE,
]


def __getattr__(name: str) -> Any:
    if name in _ON_FIRST_USE:
        return getattr(import_module(f"lstm_helpers.{_ON_FIRST_USE[name]}"), name)
    raise AttributeError(f"module 'lstm_helpers' has no {name!r}")


def __dir__() -> list[str]:
    return __all__
