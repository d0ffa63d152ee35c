"""The cell's math: its weights, its step, a run, and the way back."""

from lstm_helpers.cell.activations import (
    ACTIVATIONS,
    IDENTITY,
    STANDARD,
    Activations,
    identity,
    sigmoid,
    tanh,
)
from lstm_helpers.cell.backward import backward
from lstm_helpers.cell.given import Number, as_number
from lstm_helpers.cell.gradients import Gradients, StepGradients
from lstm_helpers.cell.run import Trace, run
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.step import QUANTITIES, Step, step
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES, Weights

__all__ = [
    "ACTIVATIONS",
    "GATES",
    "IDENTITY",
    "QUANTITIES",
    "STANDARD",
    "WEIGHT_NAMES",
    "Activations",
    "Gradients",
    "Number",
    "Setting",
    "Step",
    "StepGradients",
    "Trace",
    "Weights",
    "as_number",
    "backward",
    "identity",
    "run",
    "sigmoid",
    "step",
    "tanh",
]
