"""Run the notebooks from top to bottom and write them back in one normal form.

The normal form keeps what a reader sees (text, tables, SVG pictures) and drops what differs from
run to run or from machine to machine, so that two runs give the same bytes and a diff shows only
what somebody meant to change.

    python tools/notebooks.py                     every notebook
    python tools/notebooks.py 03_time_step_1      this one
    python tools/notebooks.py --check             look only: are they in normal form?
"""

from __future__ import annotations

import argparse
import copy
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from lstm_helpers.page.mime import WIDGET_VIEW as WIDGET_VIEW  # handed on to the rules and the site
from lstm_helpers.whole import write_whole
from lstm_helpers.words.language import LANGUAGES

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
CELL_SECONDS = 300

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# "english" is which English text a cell in another language follows: `tools.languages`.
# The rest of a cell's metadata says when it ran, or how somebody's window looked.
CELL_METADATA = {"deletable", "editable", "english", "jupyter", "slideshow", "tags"}
# The ids that Jupyter gives a new cell: they say nothing, and differ each time.
RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}|[0-9a-f]{32}")
ID_WORDS, ID_LENGTH = 6, 60
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class CellFailed(Exception):
    """A cell that did not run; the message names it and says why."""


def every_notebook() -> list[Path]:
    """Return the lessons, in their order."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def every_translation() -> list[Path]:
    """Return the lessons in other languages: each has its language's folder."""
    return [path for name in LANGUAGES for path in sorted((NOTEBOOKS / name).glob("*.ipynb"))]


def read(path: Path) -> NotebookNode:
    """Read a notebook as it is, cells without an id included."""
    return nbformat.from_dict(json.loads(path.read_text(encoding="utf-8")))


def as_text(notebook: NotebookNode) -> str:
    """Return the notebook as the text of its file."""
    # Only nbformat splits sources and outputs into lines; it does so in place, on a copy.
    return nbformat.writes(copy.deepcopy(notebook), version=nbformat.NO_CONVERT).rstrip() + "\n"


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook in normal form. What it says and shows stays as it is."""
    cells: list[NotebookNode] = []
    for cell in notebook.cells:
        taken = {each.id for each in cells}
        cells.append(_normal_cell(cell, taken))
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return nbformat.from_dict(
        {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    )


def _normal_cell(cell: NotebookNode, taken: set[str]) -> NotebookNode:
    normal = copy.deepcopy(cell)
    normal.source = _joined(cell.source)
    normal.metadata = {
        key: value
        for key, value in cell.metadata.items()
        if key in CELL_METADATA and value not in ({}, [])
    }
    normal.id = _id(cell.get("id"), normal.source, taken)
    if cell.cell_type == "code":
        normal.outputs = _normal_outputs(cell.outputs)
    return nbformat.from_dict(normal)


def _id(given: str | None, source: str, taken: set[str]) -> str:
    """Keep an id that somebody chose; make one from the cell's first words otherwise."""
    wanted = given
    if wanted is None or RANDOM_ID.fullmatch(wanted):
        words = re.findall(r"[a-z0-9_]+", source.lower().partition("\n")[0])
        wanted = "-".join(words[:ID_WORDS])[:ID_LENGTH] or "cell"
    number, unique = 1, wanted
    while unique in taken:
        number += 1
        unique = f"{wanted}-{number}"
    return unique


def _normal_outputs(outputs: Sequence[NotebookNode]) -> list[NotebookNode]:
    normal: list[NotebookNode] = []
    for output in map(_normal_output, outputs):
        # How a stream is cut into pieces is a matter of timing.
        if normal and output.output_type == "stream" and output.name == normal[-1].get("name"):
            normal[-1].text += output.text
        else:
            normal.append(output)
    return normal


def _normal_output(output: NotebookNode) -> NotebookNode:
    normal = copy.deepcopy(output)
    if output.output_type == "stream":
        normal.text = _joined(output.text)
    for bundle in ("data", "metadata"):
        # A stored view finds no model when the notebook is opened again, and hides the picture.
        normal.get(bundle, {}).pop(WIDGET_VIEW, None)
    for mime, value in normal.get("data", {}).items():
        if mime.startswith("text/") or mime == "image/svg+xml":
            normal.data[mime] = _joined(value)
    return normal


def _joined(text: str | list[str]) -> str:
    """Return a text that the file may hold as lines in one piece."""
    return text if isinstance(text, str) else "".join(text)


def execute(notebook: NotebookNode, folder: Path, *, live: bool = False) -> NotebookNode:
    """Run a notebook in a new kernel and return it with what it showed.

    In normal form; or, if `live`, as it comes, with the views and the state of its widgets.

    Raises
    ------
    CellFailed
        When a cell raises, takes longer than `CELL_SECONDS`, or ends the kernel.
    """
    started = [0]
    client = NotebookClient(
        normalise(notebook),
        timeout=CELL_SECONDS,
        kernel_name=KERNEL["name"],
        resources={"metadata": {"path": str(folder)}},
        store_widget_state=live,
        # Each kernel would warn that it talks to us over an open socket of this machine.
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
        on_cell_start=lambda cell, cell_index: started.append(cell_index),
    )
    try:
        shown = client.execute()
    except (CellControlSignal, DeadKernelError) as error:
        raise CellFailed(f"cell {started[-1] + 1} failed:\n\n{_reason(error)}") from error
    return shown if live else normalise(shown)


def _reason(error: Exception) -> str:
    text = error.traceback if isinstance(error, CellExecutionError) else str(error)
    return COLOUR.sub("", text).strip()


def rewrite(path: Path) -> bool:
    """Run a notebook and write it back; return whether the file changed."""
    before = path.read_text(encoding="utf-8")
    after = as_text(execute(read(path), path.parent))
    if after != before:
        write_whole(path, after)
    return after != before


def is_normal(path: Path) -> bool:
    """Tell whether a file is in normal form, to the byte."""
    return path.read_bytes() == as_text(normalise(read(path))).encode()


def _run_all(paths: list[Path]) -> bool:
    good = True
    for path in paths:
        print(f"{path.stem:<28}", end="", flush=True)
        start = time.perf_counter()
        try:
            result = "changed" if rewrite(path) else "as before"
        except CellFailed as failure:
            good, result = False, f"left alone: {failure}\n"
        except OSError as error:
            why = f"{error.strerror}: is there room, and may you write to {path.parent}?"
            good, result = False, f"left alone, it could not be written. {why}\n"
        print(f"{time.perf_counter() - start:6.1f} s   {result}", flush=True)
    return good


def _check_all(paths: list[Path]) -> bool:
    results = {path: is_normal(path) for path in paths}
    for path, normal in results.items():
        print(f"{path.stem:<28}{'normal form' if normal else 'NOT in normal form'}")
    return all(results.values())


def notebook_path(name: str) -> Path:
    """Find a notebook by its path, its file name, or its file name without the ending."""
    for path in (Path(name), NOTEBOOKS / name, NOTEBOOKS / f"{name}.ipynb"):
        if path.is_file():
            return path.resolve()
    known = ", ".join(path.stem for path in every_notebook())
    raise argparse.ArgumentTypeError(f"no notebook {name!r}; there are: {known or 'none'}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "names", nargs="*", type=notebook_path, metavar="NOTEBOOK", help="default: all"
    )
    parser.add_argument("--check", action="store_true", help="run nothing, only check the form")
    options = parser.parse_args(arguments)
    paths = options.names or [*every_notebook(), *every_translation()]
    if not paths:
        parser.error("there are no notebooks")
    good = _check_all(paths) if options.check else _run_all(paths)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
