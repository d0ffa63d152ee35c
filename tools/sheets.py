"""``make sheets``: sheets for paper with a key, as PDF for A4 and Letter.

``make sheets ARGS="--level 2 --count 30"`` writes thirty different sheets of a level, two pages
each, and one list of keys. The same level and number always give the same sheet.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from lstm_helpers.exercises.practice import LEVELS
from lstm_helpers.exercises.sheets import Sheet, class_of
from lstm_helpers.picture.diagram import own_settings
from tools.sheet_pages import PAPERS, key_pages, sheet_pages

__all__ = ["add_class", "main", "write_pdf"]

TO = Path("_sheets")

# Texts stay texts, in fonts that the file brings along.
_PDF = {"pdf.fonttype": 42}


def settings() -> dict[Any, Any]:
    """Say what to change for matplotlib's settings while sheets are drawn and written."""
    return {**own_settings(), **_PDF}


def write_pdf(path: Path, figures: Iterable[Figure]) -> int:
    """Write pages into a file, the same bytes every time; return how many."""
    count = 0
    with PdfPages(path, metadata={"CreationDate": None}) as pages:
        for figure in figures:
            pages.savefig(figure)
            count += 1
    return count


def add_class(parser: argparse.ArgumentParser) -> None:
    """Let the command line say which sheets, and where to."""
    parser.add_argument("--level", type=int, default=2, help=f"from 1 to {len(LEVELS)}")
    parser.add_argument("--count", type=int, default=30, help="how many different sheets")
    parser.add_argument("--first", type=int, default=1, help="the number of the first one")
    parser.add_argument("--to", type=Path, default=TO, help="the folder to write into")


def chosen_class(chosen: argparse.Namespace) -> tuple[str, list[Sheet]]:
    """Give a class's sheets and what its files are called, and make the folder for them.

    Raises
    ------
    ValueError, OSError
        In one sentence, when there is no such class, or the folder can't be made.
    """
    sheets = class_of(chosen.level, chosen.count, chosen.first)
    chosen.to.mkdir(parents=True, exist_ok=True)
    return f"level-{chosen.level}_{sheets[0].number}-{sheets[-1].number}", sheets


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description="Sheets for paper, with a key")
    add_class(parser)
    parser.add_argument("--paper", choices=(*PAPERS, "both"), default="both")
    chosen = parser.parse_args(arguments)
    try:
        name, sheets = chosen_class(chosen)
    except (ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    with matplotlib.rc_context(settings()):
        for paper in PAPERS if chosen.paper == "both" else (chosen.paper,):
            all_of_them = (figure for made in sheets for figure in sheet_pages(made, paper))
            for kind, figures in (("", all_of_them), ("_key", key_pages(sheets, paper))):
                path = chosen.to / f"{name}{kind}_{paper}.pdf"
                print(f"{path}: {write_pdf(path, figures)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
