"""An edition of the lessons without solutions, and the solutions apart.

    python -m tools.classroom.edition                          every lesson, into _class/
    python -m tools.classroom.edition 03_time_step_1           this one

``_class/`` is for the class: the lessons with nothing folded away in them. ``_class/solutions/`` is
for the teacher: the same lessons, every answer open, and the code of each solution in a cell of its
own, run. Both folders hold what stands beside the lessons, too, and are written anew each time.
"""

from __future__ import annotations

import argparse
import copy
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from lstm_helpers.whole import write_whole
from tools.classroom.sections import DETAILS
from tools.notebooks import (
    NOTEBOOKS,
    CellFailed,
    as_text,
    every_notebook,
    execute,
    normalise,
    notebook_path,
    read,
)

__all__ = [
    "EDITION",
    "INSTEAD",
    "SOLUTIONS",
    "answered",
    "solutions_in",
    "without_solutions",
    "write",
]

EDITION = Path(__file__).resolve().parents[2] / "_class"
SOLUTIONS = "solutions"
INSTEAD = "*The answer is with your teacher.*"

_PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
_FOLD = re.compile(r"<details><summary>(.*?)</summary>|</details>", re.DOTALL)


def solutions_in(text: str) -> list[str]:
    r"""Return the code of the solutions that are folded away in a text.

    >>> solutions_in("<details>\n\n```python\nmy_c = 6\n```\n\n</details>")
    ['my_c = 6\n']
    """
    return [code for folded in DETAILS.findall(text) for code in _PYTHON.findall(folded)]


def without_solutions(notebook: NotebookNode) -> NotebookNode:
    """Return a lesson with nothing folded away in it."""
    open_one = copy.deepcopy(notebook)
    for cell in open_one.cells:
        if cell.cell_type == "markdown":
            cell.source = DETAILS.sub(INSTEAD, cell.source)
    return open_one


def answered(notebook: NotebookNode) -> NotebookNode:
    """Return a lesson with every answer open, and a cell with the code of each solution."""
    full = copy.deepcopy(notebook)
    full.cells = [each for cell in full.cells for each in _with_answers(cell)]
    return normalise(full)


def _with_answers(cell: NotebookNode) -> Iterator[NotebookNode]:
    codes = solutions_in(cell.source) if cell.cell_type == "markdown" else []
    if cell.cell_type == "markdown":
        cell.source = DETAILS.sub(_unfolded, cell.source)
    yield cell
    for number, code in enumerate(codes, start=1):
        yield new_code_cell(
            code.rstrip(), id=f"{cell.id[:50]}-answer-{number}", metadata={"tags": ["solution"]}
        )


def _unfolded(details: re.Match[str]) -> str:
    """Open an answer; its code stands in a cell below."""
    words = _FOLD.sub(lambda fold: f"**{fold[1]}**" if fold[1] else "", details[0])
    return re.sub(r"\n{3,}", "\n\n", _PYTHON.sub("", words)).strip()


def write(path: Path, folder: Path, *, run: bool = True) -> None:
    """Write both editions of a lesson.

    Parameters
    ----------
    path
        The lesson.
    folder
        Where the class's edition goes; the teacher's goes into a folder in it.
    run
        Whether the solutions are run. Without it they show nothing.

    Raises
    ------
    CellFailed
        When a solution does not run.
    """
    lesson = normalise(read(path))
    full = answered(lesson)
    if run:
        full = execute(full, path.parent)
    (folder / SOLUTIONS).mkdir(parents=True, exist_ok=True)
    write_whole(folder / path.name, as_text(normalise(without_solutions(lesson))))
    write_whole(folder / SOLUTIONS / path.name, as_text(full))


def _take_along(folder: Path) -> None:
    """Put what the lessons read beside both editions."""
    for beside in NOTEBOOKS.iterdir():
        if beside.suffix == ".ipynb" or beside.name.startswith("."):
            continue
        for place in (folder, folder / SOLUTIONS):
            if beside.is_dir():
                shutil.copytree(beside, place / beside.name, dirs_exist_ok=True)
            else:
                shutil.copy(beside, place)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description="The lessons without solutions, and those apart")
    parser.add_argument("lessons", nargs="*", type=notebook_path, help="all when left out")
    chosen = parser.parse_args(arguments).lessons or every_notebook()
    try:
        for path in chosen:
            print(f"{path.stem:<28}", end="", flush=True)
            start = time.perf_counter()
            write(path, EDITION)
            print(f"{time.perf_counter() - start:6.1f} s", flush=True)
    except CellFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    _take_along(EDITION)
    print(f"{EDITION.name}/ is for the class, {EDITION.name}/{SOLUTIONS}/ for you alone.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
