"""Monthly airline passengers, and a small layer that has learned to forecast them.

The numbers are Series G of G. E. P. Box and G. M. Jenkins, *Time Series Analysis: Forecasting and
Control* (1970): international airline passengers, in thousands, January 1949 to December 1960.

The layer is the one that lesson 13 trains, as Keras left it here: trained again on another
machine, it comes out a little different, and the lesson wants everybody to see the same units.
``python -m tools.passengers`` trains and stores it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from lstm_helpers.cell import Weights

__all__ = ["Forecaster", "monthly_passengers", "stored_forecaster", "stored_text"]

FOLDER = Path(__file__).parent
STORED = FOLDER / "layer.json"
# The layer's arrays and the dense layer's, in the order of Keras's `model.get_weights()`.
ARRAYS = ("kernel", "recurrent_kernel", "bias", "dense_kernel", "dense_bias")
DIGITS = 4


class Forecaster(NamedTuple):
    """An LSTM layer, and what makes one number of its units' h: ``trace.h @ out_w + out_b``."""

    layer: Weights
    out_w: np.ndarray
    out_b: float


def monthly_passengers() -> np.ndarray:
    """Return the passengers of each month, in thousands.

    Examples
    --------
    >>> passengers = monthly_passengers()
    >>> len(passengers), passengers[:3].tolist(), passengers[-1].item()
    (144, [112.0, 118.0, 132.0], 432.0)
    """
    with (FOLDER / "passengers.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return np.array([float(row["passengers"]) for row in rows])


def stored_forecaster() -> Forecaster:
    """Return the layer that was trained here, and its way out.

    Examples
    --------
    >>> layer, out_w, out_b = stored_forecaster()
    >>> layer.units, out_w.shape, str(layer.activations)
    (12, (12,), 'tanh/sigmoid')
    """
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    kernel, recurrent_kernel, bias, out_w, out_b = (np.array(stored[name]) for name in ARRAYS)
    return Forecaster(
        Weights.from_keras(kernel, recurrent_kernel, bias), out_w[:, 0], float(out_b[0])
    )


def stored_text(arrays: Sequence[np.ndarray]) -> str:
    """Write what ``model.get_weights()`` gives as it is stored: one line for each array.

    Examples
    --------
    >>> print(stored_text([np.array([[0.123456]])] * 5).splitlines()[1])
      "kernel": [[0.1235]],
    """
    lines = [
        f'  "{name}": {json.dumps(np.round(np.asarray(array, dtype=float), DIGITS).tolist())}'
        for name, array in zip(ARRAYS, arrays, strict=True)
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"
