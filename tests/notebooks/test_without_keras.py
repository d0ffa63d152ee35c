"""Where Keras and PyTorch are not installed, every lesson runs to its end all the same."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from lstm_helpers.frameworks import RECORDED
from tools.notebooks import KERNEL, every_notebook

# Python runs a file of this name when it starts. With None in the place of a module, importing it
# fails just as if it were not installed.
SITECUSTOMIZE = """import sys

sys.modules.update(keras=None, tensorflow=None, torch=None)
"""


def asks_keras(path: Path) -> bool:
    cells = nbformat.read(path, as_version=4).cells
    return any("keras" in cell.source for cell in cells if cell.cell_type == "code")


LESSONS = [path for path in every_notebook() if asks_keras(path)]


def run_without_keras(path: Path, folder: Path) -> NotebookNode:
    """Run a lesson in a kernel that has neither Keras nor TensorFlow nor PyTorch."""
    (folder / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    before = [os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else []
    client = NotebookClient(
        nbformat.read(path, as_version=4),
        kernel_name=KERNEL["name"],
        resources={"metadata": {"path": str(path.parent)}},
        timeout=300,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    return client.execute(env=os.environ | {"PYTHONPATH": os.pathsep.join([str(folder), *before])})


def printed(notebook: NotebookNode, name: str = "stdout") -> str:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "".join(output.text for output in outputs if output.get("name") == name)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def says(cell: NotebookNode) -> tuple[str, list[str]]:
    """What a cell prints, and what it shows, as nbval compares it."""
    shown = [output.data["text/plain"] for output in cell.outputs if "data" in output]
    return "".join(output.get("text", "") for output in cell.outputs), shown


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_that_asks_keras_runs_to_its_end_without_it(path: Path, tmp_path: Path) -> None:
    """And says the same but in cells tagged "keras" or "torch", which nbval then leaves alone."""
    ran = run_without_keras(path, tmp_path)
    assert not printed(ran, "stderr")
    pairs = zip(code_cells(nbformat.read(path, as_version=4)), code_cells(ran), strict=True)
    other = {stored.id for stored, now in pairs if says(stored) != says(now)}
    tagged = {
        cell.id for cell in code_cells(ran) if {"keras", "torch"} & {*cell.metadata.get("tags", [])}
    }
    assert other == tagged


def test_the_lesson_about_keras_shows_what_was_recorded(tmp_path: Path) -> None:
    (path,) = (path for path in every_notebook() if path.stem == "02_the_answer_from_keras")
    notebook = run_without_keras(path, tmp_path)
    assert f"Keras is not installed here. Its answers below were {RECORDED}." in printed(notebook)
    shown = [
        output.data["text/plain"]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "execute_result"
    ]
    assert "[[[1.0], [12.0], [3211.0]]]" in shown
    assert "([[3211.0]], [[247.0]])" in shown
