"""A run as a table: the same numbers, each at its sequence, time step and unit."""

from __future__ import annotations

import csv
import sys
from types import SimpleNamespace

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


@pytest.mark.parametrize(
    ("trace", "names", "error", "says"),
    [
        (
            BATCH,
            "f forget",
            ValueError,
            "quantities has 'forget' in it; expected names among h_prev, c_prev, z_f, z_i, z_g, "
            "z_o, f, i, g, o, keep, write, c, c_act, h.",
        ),
        (
            ONE,
            ["x"],
            ValueError,
            "quantities has 'x' in it; expected names among h_prev, c_prev, z_f, z_i, z_g, z_o, "
            "f, i, g, o, keep, write, c, c_act, h; the inputs of a layer are trace.x.",
        ),
        (
            SCALAR,
            ["c", 3],
            ValueError,
            "quantities has 3 in it; expected names among x, h_prev, c_prev, z_f, z_i, z_g, z_o, "
            "f, i, g, o, keep, write, c, c_act, h.",
        ),
        (
            SCALAR,
            [""],
            ValueError,
            "quantities has '' in it; expected names among x, h_prev, c_prev, z_f, z_i, z_g, z_o, "
            "f, i, g, o, keep, write, c, c_act, h.",
        ),
        (SCALAR, " ", ValueError, "quantities names none; expected some, such as 'f c h'."),
        (SCALAR, 3, TypeError, "quantities is 3; expected names, such as 'f c h'."),
    ],
)
def test_each_sentence_says_what_came_and_what_was_expected(trace, names, error, says, tmp_path):
    with pytest.raises(error) as raised:
        trace.to_csv(tmp_path / "no.csv", names)
    assert str(raised.value) == says
    assert not (tmp_path / "no.csv").exists()


def test_a_path_is_the_name_of_a_file():
    with pytest.raises(TypeError) as raised:
        SCALAR.to_csv(3)
    assert str(raised.value) == "path is 3; expected a file's name, such as 'trace.csv'."
    with pytest.raises(OSError, match=r"^'nowhere/a\.csv' can't be written"):
        SCALAR.to_csv("nowhere/a.csv")


@pytest.mark.parametrize(
    ("module", "works"),
    [
        ("pandas", "trace.to_csv(path) works without"),
        ("xarray", "trace.to_dataframe() and trace.to_csv(path) work without"),
    ],
)
def test_what_is_not_installed_is_named_with_what_brings_it(monkeypatch, module, works):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError) as raised:
        (SCALAR.to_dataframe if module == "pandas" else SCALAR.to_xarray)()
    assert str(raised.value) == (
        f"{module} is not installed here; `pip install {module}` brings it, and {works}."
    )


def test_lines_of_a_csv_file_end_alike_and_its_names_may_be_listed(tmp_path):
    SCALAR.to_csv(tmp_path / "cell.csv", iter(["h"]))
    assert (tmp_path / "cell.csv").read_bytes() == b"t,h\r\n1,1.0\r\n2,12.0\r\n3,3211.0\r\n"


def stand_ins():
    """What of pandas and xarray is called, without them."""

    def indexed(kind, labels, names):
        return SimpleNamespace(kind=kind, labels=[list(each) for each in labels], names=names)

    pandas = SimpleNamespace(
        RangeIndex=lambda start, stop, name: indexed("one", [range(start, stop)], [name]),
        MultiIndex=SimpleNamespace(
            from_product=lambda labels, names: indexed("several", labels, names)
        ),
        DataFrame=lambda columns, index: SimpleNamespace(columns=columns, index=index),
    )
    xarray = SimpleNamespace(
        Dataset=lambda data, coords: SimpleNamespace(data=data, coords=coords),
    )
    return {"pandas": pandas, "xarray": xarray}


@pytest.mark.parametrize(
    ("trace", "labels"),
    [
        (SCALAR, {"t": [1, 2, 3]}),
        (ONE, {"t": [1, 2, 3], "unit": [0, 1, 2, 3]}),
        (BATCH, {"sequence": [0, 1], "t": [1, 2, 3], "unit": [0, 1, 2, 3]}),
    ],
)
def test_pandas_and_xarray_are_handed_every_number_and_its_place(monkeypatch, trace, labels):
    for name, module in stand_ins().items():
        monkeypatch.setitem(sys.modules, name, module)
    frame = trace.to_dataframe("c h")
    assert list(frame.columns) == ["c", "h"]
    assert frame.columns["h"].tolist() == trace.h.ravel().tolist()
    assert frame.index.kind == ("one" if len(labels) == 1 else "several")
    assert frame.index.names == list(labels)
    assert frame.index.labels == list(labels.values())
    made = trace.to_xarray("c h")
    assert {name: list(each) for name, each in made.coords.items()} == labels
    expected = {"c": (labels, trace.c), "h": (labels, trace.h)}
    if len(labels) > 1:
        expected["x"] = ((*list(labels)[:-1], "feature"), trace.x)
    assert list(made.data) == list(expected)
    for name, (dimensions, values) in expected.items():
        assert list(made.data[name][0]) == list(dimensions)
        assert (made.data[name][1] == values).all()
