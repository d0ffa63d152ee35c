"""The lessons' copies that fetch the package themselves."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from tools.colab import fetching, main, write_all
from tools.notebooks import every_notebook, read

WHEEL = "lstm_helpers-1.0.0-py3-none-any.whl"


def run(source: str) -> list[str]:
    """Run a cell as IPython does, and return what it asks pip for."""
    asked: list[str] = []
    shell = SimpleNamespace(run_line_magic=lambda name, line: asked.append(f"{name} {line}"))
    code = TransformerManager().transform_cell(source)
    exec(code, {"get_ipython": lambda: shell})
    return asked


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("https://example.org/" + WHEEL, f"lstm-helpers @ https://example.org/{WHEEL}"),
        ("somewhere/" + WHEEL, f"./{WHEEL}"),
    ],
)
def test_the_package_is_fetched_where_it_is_missing_and_nowhere_else(
    source: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = fetching(read(every_notebook()[3]), source).cells[2].source
    assert run(cell) == []
    monkeypatch.setitem(sys.modules, "lstm_helpers", None)  # as if it were not installed
    assert run(cell) == [f'pip install --quiet "{asked}"']


def test_each_lesson_gets_the_cell_after_its_title_and_is_else_as_it_was(tmp_path: Path) -> None:
    (tmp_path / WHEEL).write_bytes(b"wheel")
    place = tmp_path / "colab"
    assert write_all(str(tmp_path / WHEEL), place) == len(every_notebook())
    assert (place / WHEEL).read_bytes() == b"wheel"
    for path in every_notebook():
        copy, lesson = read(place / path.name), read(path)
        nbformat.validate(copy)
        assert [cell.cell_type for cell in copy.cells[1:3]] == ["markdown", "code"]
        del copy.cells[1:3]
        assert copy == lesson


def test_a_wheel_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nowhere.whl"])
    assert "nowhere.whl is not here; expected a wheel, or an address" in capsys.readouterr().err
