"""What `make notebooks` does to a file, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tools.notebooks import WIDGET_VIEW, as_text, is_normal, main, normalise, read

SVG = "<svg><text>2</text></svg>"
PICTURE = {WIDGET_VIEW: {"model_id": "1"}, "image/svg+xml": SVG, "text/plain": "f = 2"}


def cell_with(*outputs: NotebookNode, **fields: object) -> NotebookNode:
    return new_notebook(cells=[new_code_cell("1 + 1", outputs=list(outputs), **fields)])


def normal_outputs(*outputs: NotebookNode) -> list[NotebookNode]:
    return normalise(cell_with(*outputs)).cells[0].outputs


def written(path: Path, *code: str) -> Path:
    cells = [new_markdown_cell("# Sums"), *map(new_code_cell, code)]
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_the_widget_goes_and_its_picture_and_text_stay() -> None:
    (output,) = normal_outputs(new_output("display_data", PICTURE))
    assert output.data == {"image/svg+xml": SVG, "text/plain": "f = 2"}


def test_a_stream_is_one_piece() -> None:
    pieces = [new_output("stream", text=text) for text in ("one\n", "two\n")]
    (output,) = normal_outputs(*pieces, new_output("stream", name="stdout", text="three\n"))
    assert output.text == "one\ntwo\nthree\n"


def test_what_differs_from_run_to_run_goes() -> None:
    timing = {"execution": {"iopub.execute_input": "2026-01-01"}, "scrolled": True}
    notebook = cell_with(metadata=timing | {"tags": ["predict"], "editable": False})
    notebook.metadata = {"widgets": {}, "language_info": {"name": "python", "version": "3.12.1"}}
    normal = normalise(notebook)
    assert normal.cells[0].metadata == {"tags": ["predict"], "editable": False}
    assert normal.metadata.keys() == {"kernelspec", "language_info"}
    assert normal.metadata.language_info == {"name": "python"}


def test_a_chosen_id_stays_and_a_random_one_becomes_readable() -> None:
    sources = ["## The forget gate\n\nmore", "f = w_f * x", "f = w_f * x", "...", "x"]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    notebook.cells[4].id = "predict-f"
    notebook.cells[3].pop("id")
    ids = [cell.id for cell in normalise(notebook).cells]
    assert ids == ["the-forget-gate", "f-w_f-x", "f-w_f-x-2", "cell", "predict-f"]


def test_normal_form_is_final_and_leaves_its_argument_alone() -> None:
    notebook = cell_with(new_output("display_data", PICTURE))
    before = as_text(notebook)
    once = normalise(notebook)
    assert as_text(normalise(once)) == as_text(once)
    assert as_text(notebook) == before


def test_normal_form_is_valid_and_readable() -> None:
    text = as_text(normalise(new_notebook(cells=[new_markdown_cell("σ(z) · ⊗")])))
    nbformat.validate(nbformat.reads(text, as_version=4))
    assert "σ(z) · ⊗" in text
    assert text.startswith('{\n "cells"')
    assert text.endswith("}\n")


def test_it_runs_a_notebook_and_runs_it_alike_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "sums.ipynb", "a = 1\na", "", "a + 1")
    assert not is_normal(path)
    assert main([str(path)]) == 0
    assert is_normal(path)
    assert main(["--check", str(path)]) == 0
    assert [cell.get("execution_count") for cell in read(path).cells[1:]] == [1, None, 2]
    first = path.read_bytes()
    assert main([str(path)]) == 0
    assert path.read_bytes() == first
    assert "as before" in capsys.readouterr().out


def test_a_cell_that_fails_is_named_and_the_file_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = written(tmp_path / "bad.ipynb", "1 / 0"), written(tmp_path / "good.ipynb", "1")
    before = bad.read_bytes()
    assert main([str(bad), str(good)]) == 1
    assert bad.read_bytes() == before
    assert is_normal(good)
    said = capsys.readouterr().out
    assert "bad " in said
    assert "cell 2 failed" in said
    assert "ZeroDivisionError" in said


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "sums.ipynb", "1 + 1")
    before = path.read_bytes()

    def half(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    assert main([str(path)]) == 1
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert "No space left on device: is there room" in capsys.readouterr().out


def test_check_sees_what_is_not_in_normal_form(tmp_path: Path) -> None:
    assert main(["--check", str(written(tmp_path / "new.ipynb", "1"))]) == 1


def test_a_name_that_is_no_notebook_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["99_nowhere"])
    assert "no notebook '99_nowhere'" in capsys.readouterr().err
