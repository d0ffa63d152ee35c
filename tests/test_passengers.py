"""The passengers are those of the book; the stored layer is one that the lesson can tell of."""

from __future__ import annotations

import json

import numpy as np
import pytest

from lstm_helpers import run
from lstm_helpers.passengers import (
    ARRAYS,
    STORED,
    monthly_passengers,
    stored_forecaster,
    stored_text,
)
from tools.passengers import cells_to_the_training


def above_the_year_before() -> np.ndarray:
    logs = np.log(monthly_passengers())
    return 10 * (logs[12:] - np.array([logs[n : n + 12].mean() for n in range(132)]))


def test_there_are_twelve_years_of_passengers() -> None:
    years = monthly_passengers().reshape(12, 12)
    assert years[0].tolist() == [112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118]
    assert years[-1].tolist() == [417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432]
    assert np.all(np.diff(years.sum(axis=1)) > 0)


def test_the_stored_layer_is_better_than_repeating_last_year() -> None:
    layer, out_w, out_b = stored_forecaster()
    above = above_the_year_before()
    said = run(layer, above[:-1, None]).h @ out_w + out_b
    off = {
        "layer": np.square(said[-24:] - above[-24:]).mean(),
        "last year": np.square(above[-36:-12] - above[-24:]).mean(),
    }
    assert off["layer"] < off["last year"]


def test_what_is_stored_is_what_was_trained() -> None:
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    assert stored_text([np.array(stored[name]) for name in ARRAYS]) == STORED.read_text(
        encoding="utf-8"
    )


def test_an_array_in_single_precision_is_stored_with_few_digits_too() -> None:
    single = [np.array([[0.123456, -2]], np.float32)] * len(ARRAYS)
    assert json.loads(stored_text(single)) == {name: [[0.1235, -2.0]] for name in ARRAYS}


def test_arrays_of_another_model_are_refused() -> None:
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        stored_text([np.zeros((1, 4))])


def test_the_lesson_trains_in_the_cell_that_the_tool_ends_with() -> None:
    assert "model.fit(" in cells_to_the_training()[-1]
    assert all("model.fit(" not in source for source in cells_to_the_training()[:-1])
