"""A run as a table: the same numbers, each at its sequence, time step and unit."""

from __future__ import annotations

import csv
import sys

import numpy as np
import pytest

from lstm_helpers import Weights, run
from lstm_helpers.cell.step import QUANTITIES
from tests.cells import random_cell

CELL = random_cell(np.random.default_rng(31), batch=2, time=3, features=2, units=4)
BATCH = run(*CELL)
ONE = run(CELL.weights, CELL.inputs[0])
SCALAR = run(Weights.ones(), [1, 1, 1])


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_csv_file_has_every_number_with_all_its_digits(tmp_path):
    BATCH.to_csv(tmp_path / "batch.csv")
    header, *rows = rows_of(tmp_path / "batch.csv")
    assert header == ["sequence", "t", "unit", *QUANTITIES[1:]]
    assert len(rows) == 2 * 3 * 4
    for row in rows:
        sequence, t, unit = map(int, row[:3])
        for name, text in zip(header[3:], row[3:], strict=True):
            assert float(text) == getattr(BATCH, name)[sequence, t - 1, unit]


def test_a_csv_file_of_one_sequence_and_of_the_scalar_cell(tmp_path):
    ONE.to_csv(tmp_path / "one.csv", "c h")
    assert rows_of(tmp_path / "one.csv")[:2] == [
        ["t", "unit", "c", "h"],
        ["1", "0", repr(float(ONE.c[0, 0])), repr(float(ONE.h[0, 0]))],
    ]
    SCALAR.to_csv(str(tmp_path / "cell.csv"), ["x", "f", "h"])
    assert rows_of(tmp_path / "cell.csv") == [
        ["t", "x", "f", "h"],
        *(["1", "1.0", "1.0", "1.0"], ["2", "1.0", "2.0", "12.0"], ["3", "1.0", "13.0", "3211.0"]),
    ]


@pytest.mark.parametrize(
    ("trace", "names", "says"),
    [
        (BATCH, "f forget", "quantities has 'forget' in it; expected names among h_prev, c_prev"),
        (BATCH, "x", "the inputs of a layer are trace.x"),
    ],
)
def test_what_is_no_quantity_is_refused(trace, names, says, tmp_path):
    with pytest.raises(ValueError, match=says):
        trace.to_csv(tmp_path / "no.csv", names)


@pytest.mark.parametrize("module", ["pandas", "xarray"])
def test_without_them_it_says_what_brings_them_and_what_works(monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    make = BATCH.to_dataframe if module == "pandas" else BATCH.to_xarray
    with pytest.raises(ImportError, match=rf"`pip install {module}` brings it, and .*to_csv"):
        make()


def test_a_dataframe():
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = BATCH.to_dataframe()
    assert frame.index.names == ["sequence", "t", "unit"]
    assert list(frame) == list(QUANTITIES[1:])
    assert frame.loc[(1, 3, 2), "f"] == BATCH.f[1, 2, 2]
    assert (frame["c"].to_numpy().reshape(BATCH.c.shape) == BATCH.c).all()
    assert ONE.to_dataframe("h").loc[(2, 3), "h"] == ONE.h[1, 3]
    assert SCALAR.to_dataframe().loc[3, "h"] == 3211


def test_a_dataset():
    pytest.importorskip("xarray", reason="xarray is not installed")
    data = BATCH.to_xarray("f c")
    assert set(data) == {"f", "c", "x"}
    assert data["f"].dims == ("sequence", "t", "unit")
    assert float(data["f"].sel(sequence=1, t=3, unit=2)) == BATCH.f[1, 2, 2]
    assert data["x"].dims == ("sequence", "t", "feature")
    assert SCALAR.to_xarray()["x"].dims == ("t",)
