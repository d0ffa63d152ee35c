"""Copies of the lessons that fetch the package themselves, for Colab and the like, in ``_colab``.

    python -m tools.colab lstm_helpers-1.0.0-py3-none-any.whl    a wheel, set beside them
    python -m tools.colab https://.../lstm_helpers-1.0.0-py3-none-any.whl
    python -m tools.colab git+https://.../lstm-by-hand

Colab opens one notebook alone, on a machine without the package. Where to fetch it from, only
whoever publishes it knows; so the lessons themselves say nothing of it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from lstm_helpers.whole import write_whole
from tools.notebooks import as_text, every_notebook, read

PLACE = Path(__file__).resolve().parents[1] / "_colab"
WORDS = """Run the next cell first. Where the tools of the lessons are missing, as in Colab, it
fetches them; elsewhere it does nothing."""
FETCH = """try:
    import lstm_helpers
except ModuleNotFoundError:
    %pip install --quiet "{requirement}\""""


def requirement(source: str) -> str:
    """Say to pip where the package is: on the web, or in a file beside the notebook.

    Examples
    --------
    >>> requirement("git+https://example.org/lstm-by-hand")
    'lstm-helpers @ git+https://example.org/lstm-by-hand'
    >>> requirement("dist/lstm_helpers-1.0.0-py3-none-any.whl")
    './lstm_helpers-1.0.0-py3-none-any.whl'
    """
    return f"lstm-helpers @ {source}" if "://" in source else f"./{Path(source).name}"


def fetching(lesson: NotebookNode, source: str) -> NotebookNode:
    """Put a cell after the lesson's title that fetches the package where it is missing."""
    words = new_markdown_cell(WORDS, id="fetch-words")
    fetch = new_code_cell(FETCH.format(requirement=requirement(source)), id="fetch")
    lesson.cells[1:1] = [words, fetch]
    return lesson


def write_all(source: str, place: Path = PLACE) -> int:
    """Write every lesson's copy, and the wheel beside them if there is one; return how many."""
    place.mkdir(exist_ok=True)
    if "://" not in source:
        shutil.copy(source, place)
    for path in every_notebook():
        write_whole(place / path.name, as_text(fetching(read(path), source)))
    return len(every_notebook())


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", metavar="FROM", help="a wheel, or an address that pip takes")
    source = parser.parse_args(arguments).source
    if "://" not in source and not Path(source).is_file():
        parser.error(f"{source} is not here; expected a wheel, or an address such as https://...")
    print(f"{write_all(source)} lessons in {PLACE}, which fetch the package from {source}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
