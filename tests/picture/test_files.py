"""Pictures and numbers as files."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from lstm_helpers import STANDARD, Explorer, Weights, run
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.scene import Scene
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
    assert b"/CreationDate" not in first.read_bytes()  # of a PDF: both were made in one second


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


def test_what_is_asked_for_is_not_given_away_in_the_csv(tmp_path: Path) -> None:
    steps = Explorer(inputs=[1, 1, 1]).scene.steps
    save_scene(Scene(steps, 2, asked=[{}, {"c": False}]), tmp_path / "cell.csv")
    first, second, third = rows_of(tmp_path / "cell.csv")
    assert "?" not in first.values()
    assert [name for name in second if second[name] == "?"] == ["c", "c_act", "h"]
    assert (second["keep"], second["t"]) == ("2.0", "2")
    assert [name for name in third if third[name] != "?"] == ["t", "x", *WEIGHT_NAMES]


def test_the_csv_of_a_layers_unit_has_its_sums_and_its_own_steps(tmp_path: Path) -> None:
    layer = run(Weights.ones(features=2, units=2), [[1, -1]] * 14, activations=STANDARD)
    save_scene(Explorer.unit(layer, 1).scene, tmp_path / "unit.csv")
    rows = rows_of(tmp_path / "unit.csv")
    assert [row["t"] for row in rows] == [str(t) for t in range(3, 15)]
    names = [name for name in CSV_COLUMNS if name != "x" and not name.startswith("w_")]
    sums = [sum_ for gate in "figo" for sum_ in (f"w_{gate}·x", f"u_{gate}·h_prev")]
    assert list(rows[0]) == ["t", *names, "x[0]", "x[1]", *sums]
    assert float(rows[0]["h"]) == layer.h[2, 1]
    assert "?" not in rows[0].values()


KINDS = "expected one of .svg, .png, .pdf, .csv."
REFUSED = {
    "cell.jpg": f"'cell.jpg' ends in '.jpg'; {KINDS}",
    "cell": f"'cell' has no ending; {KINDS}",
    "nowhere/cell.svg": "there is no folder 'nowhere' to save 'cell.svg' in.",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_saved_is_told(
    explorer: Explorer, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=r"there is no|expected") as raised:
        save_scene(explorer.scene, name)
    assert str(raised.value) == REFUSED[name]
    assert list(tmp_path.iterdir()) == []


def test_what_keeps_a_file_from_being_written_is_told(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cell.svg").mkdir()
    for name, why in (("cell.svg", "Is a directory"), (f"{'x' * 5000}/cell.svg", "name too long")):
        with pytest.raises(OSError, match=why) as raised:
            save_scene(explorer.scene, name)
        assert str(raised.value).startswith(f"'{name[:8]}")


def test_a_name_must_be_a_text(explorer: Explorer) -> None:
    with pytest.raises(TypeError) as raised:
        save_scene(explorer.scene, 3)
    assert str(raised.value) == "the file's name is 3; expected a text such as 'cell.svg'."
