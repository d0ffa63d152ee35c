"""An LSTM cell, step by step: its math, its picture, its live view.

Everything a lesson needs is imported from here; what draws or shows is loaded on first use, so
that the math alone starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from lstm_helpers.lazy import on_first_use

if TYPE_CHECKING:
    from lstm_helpers.charts import ActivationCurve, Chart, Powers, TimeChart, watch
    from lstm_helpers.exercises import (
        check,
        check_cell,
        check_choice,
        check_gradient,
        check_number,
    )
    from lstm_helpers.exercises.question import Question
    from lstm_helpers.live import Detective, Explorer, GateMap, Practice, progress, receipt
    from lstm_helpers.picture import draw, svg
    from lstm_helpers.words import equation, format_number, use_language

__all__ = [
    "IDENTITY",
    "STANDARD",
    "ActivationCurve",
    "Activations",
    "Chart",
    "Detective",
    "Explorer",
    "GateMap",
    "Powers",
    "Practice",
    "Question",
    "Step",
    "TimeChart",
    "Trace",
    "Weights",
    "backward",
    "check",
    "check_cell",
    "check_choice",
    "check_gradient",
    "check_number",
    "draw",
    "equation",
    "format_number",
    "identity",
    "progress",
    "receipt",
    "run",
    "sigmoid",
    "step",
    "svg",
    "tanh",
    "use_language",
    "watch",
]

# The one place of the version: pyproject.toml reads it here.
__version__ = "1.0.0"

on_first_use(
    __name__,
    {
        "charts": "ActivationCurve Chart Powers TimeChart watch",
        "exercises": "check check_cell check_choice check_gradient check_number",
        "exercises.question": "Question",
        "live": "Detective Explorer GateMap Practice progress receipt",
        "picture": "draw svg",
        "words": "equation format_number use_language",
    },
)
