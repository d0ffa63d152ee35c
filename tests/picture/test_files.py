"""Pictures and numbers as files."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from lstm_helpers import STANDARD, Explorer, Weights, run
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.picture.files import CSV_COLUMNS, save_scene


@pytest.fixture
def explorer() -> Explorer:
    return Explorer(Weights.ones(w_f=0.1), [1, -0.3, 2], t=2, activations=STANDARD)


STARTS = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF", "csv": b"t,x,"}


@pytest.mark.parametrize("kind", STARTS)
def test_the_ending_says_what_is_saved(explorer: Explorer, tmp_path: Path, kind: str) -> None:
    for name in (f"cell.{kind}", f"CELL.{kind.upper()}"):
        save_scene(explorer.scene, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(STARTS[kind])


@pytest.mark.parametrize("kind", STARTS)
def test_the_same_picture_is_the_same_file(explorer: Explorer, tmp_path: Path, kind: str) -> None:
    first, second = tmp_path / f"first.{kind}", tmp_path / f"second.{kind}"
    for path in (first, second):
        save_scene(explorer.scene, path)
    assert first.read_bytes() == second.read_bytes()


def test_the_png_is_sharp(explorer: Explorer, tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    save_scene(explorer.scene, tmp_path / "cell.png")
    with image.open(tmp_path / "cell.png") as png:
        assert png.size == (2000, 1405)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_csv_has_every_number_to_its_last_digit(explorer: Explorer, tmp_path: Path) -> None:
    save_scene(explorer.scene, tmp_path / "cell.csv")
    rows = rows_of(tmp_path / "cell.csv")
    assert set(QUANTITIES) <= set(CSV_COLUMNS)
    trace = run(Weights.ones(w_f=0.1), [1, -0.3, 2], activations=STANDARD)
    for row, step, t in zip(rows, trace, (1, 2, 3), strict=True):
        assert row["t"] == str(t)
        for name in QUANTITIES:
            assert float(row[name]) == getattr(step, name)
        weights = Weights(**{name: float(row[name]) for name in WEIGHT_NAMES})
        assert weights == Weights.ones(w_f=0.1)


def test_what_is_no_number_is_in_the_csv_too(tmp_path: Path) -> None:
    explorer = Explorer(Weights.ones(w_i=1e200, w_g=1e200), [1, 1])
    save_scene(explorer.scene, tmp_path / "cell.csv")
    (first, _) = rows_of(tmp_path / "cell.csv")
    assert float(first["c"]) == math.inf


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("cell.jpg", r"'cell.jpg' ends in '.jpg'; expected one of .svg, .png, .pdf, .csv"),
        ("cell", "'cell' has no ending"),
        ("nowhere/cell.svg", "there is no folder 'nowhere'"),
    ],
)
def test_what_cannot_be_saved_is_told(
    explorer: Explorer, name: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=message):
        save_scene(explorer.scene, name)
    assert list(tmp_path.iterdir()) == []


def test_a_name_must_be_a_text(explorer: Explorer) -> None:
    with pytest.raises(TypeError, match="expected a text such as"):
        save_scene(explorer.scene, 3)
