"""A run as a table: for pandas, xarray or a spreadsheet. None of them is needed, or imported here.

One row for each number of h: by sequence of the batch, time step and unit.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import product
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from lstm_helpers.cell.given import one_of, quoted, writing
from lstm_helpers.cell.step import QUANTITIES

__all__ = ["as_dataframe", "as_dataset", "chosen", "write_csv"]

DIMENSIONS = ("sequence", "t", "unit")


def chosen(quantities: str | Iterable[str] | None, is_scalar: bool) -> list[str]:
    """Take names of quantities; all that there is one of for each unit when left out.

    >>> chosen("f c h", False)
    ['f', 'c', 'h']
    """
    there = QUANTITIES if is_scalar else QUANTITIES[1:]  # x has features, not units
    if quantities is None:
        return list(there)
    if not isinstance(quantities, Iterable):
        raise TypeError(f"quantities is {quoted(quantities)}; expected names, such as 'f c h'.")
    names = quantities.split() if isinstance(quantities, str) else list(quantities)
    if not names:
        raise ValueError("quantities names none; expected some, such as 'f c h'.")
    for name in names:
        if not one_of(name, there):
            why = "; the inputs of a layer are trace.x" if one_of(name, ("x",)) else ""
            raise ValueError(
                f"quantities has {quoted(name)} in it; expected "
                f"names among {', '.join(there)}{why}."
            )
    return names


def as_dataframe(values: dict[str, np.ndarray]) -> Any:
    """Make a pandas DataFrame, a column for each quantity."""
    pandas = _required("pandas", "trace.to_csv(path) works without")
    shape = _shape(values)
    names = _dimensions(shape)
    if len(shape) == 1:
        index = pandas.RangeIndex(1, shape[0] + 1, name="t")
    else:
        index = pandas.MultiIndex.from_product(_labels(shape), names=names)
    return pandas.DataFrame({name: array.ravel() for name, array in values.items()}, index=index)


def as_dataset(values: dict[str, np.ndarray], x: np.ndarray) -> Any:
    """Make an xarray Dataset, a variable for each quantity, and x by its features."""
    xarray = _required("xarray", "trace.to_dataframe() and trace.to_csv(path) work without")
    shape = _shape(values)
    names = _dimensions(shape)
    data: dict[str, Any] = {name: (names, array) for name, array in values.items()}
    if len(shape) > 1:
        data["x"] = ((*names[:-1], "feature"), x)
    return xarray.Dataset(data, coords=dict(zip(names, _labels(shape), strict=True)))


def write_csv(values: dict[str, np.ndarray], path: str | Path) -> None:
    """Write a row for each, all digits of every number."""
    if not isinstance(path, str | PathLike):
        raise TypeError(f"path is {quoted(path)}; expected a file's name, such as 'trace.csv'.")
    shape = _shape(values)
    columns = [array.ravel().tolist() for array in values.values()]
    with writing(path), Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*_dimensions(shape), *values])
        for place, *row in zip(product(*_labels(shape)), *columns, strict=True):
            writer.writerow([*place, *row])


def _shape(values: dict[str, np.ndarray]) -> tuple[int, ...]:
    return next(iter(values.values())).shape


def _dimensions(shape: Sequence[int]) -> list[str]:
    """Name the dimensions of h: (t), (t, unit) or (sequence, t, unit).

    >>> _dimensions((3,)), _dimensions((4, 3, 2))
    (['t'], ['sequence', 't', 'unit'])
    """
    return ["t"] if len(shape) == 1 else list(DIMENSIONS[-len(shape) :])


def _labels(shape: Sequence[int]) -> list[range]:
    """Number the time steps from 1, sequences and units from 0."""
    starts = [1 if name == "t" else 0 for name in _dimensions(shape)]
    return [range(start, start + size) for start, size in zip(starts, shape, strict=True)]


def _required(module: str, instead: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError as error:
        raise ImportError(
            f"{module} is not installed here; `pip install {module}` brings it, and {instead}."
        ) from error
