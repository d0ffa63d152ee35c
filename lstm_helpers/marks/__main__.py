"""Write a class's table: ``python -m lstm_helpers.marks FOLDER``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from lstm_helpers.marks.handed_in import MARKS, read_folder
from lstm_helpers.marks.page import as_page, counted
from lstm_helpers.marks.table import as_csv

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m lstm_helpers.marks",
        description="Read a class's receipts and notebooks, and write one table of them. "
        "Nothing leaves this machine.",
    )
    parser.add_argument("folder", type=Path, help="where texts, tables (.csv) and notebooks are")
    parser.add_argument("--into", type=Path, help="where to write marks.csv and marks.html to")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"there is no folder {options.folder}.")
    into: Path = options.into or options.folder
    handed_in = read_folder(options.folder)
    into.mkdir(parents=True, exist_ok=True)
    # the mark at its beginning tells a spreadsheet that it is UTF-8
    table = into / f"{MARKS}.csv"
    table.write_text(as_csv(handed_in.receipts), encoding="utf-8-sig", newline="")
    page = into / f"{MARKS}.html"
    page.write_text(as_page(handed_in), encoding="utf-8")
    for note in handed_in.notes:
        print(note)
    learners = len({receipt.name.casefold() for receipt in handed_in.receipts})
    receipts = counted(len(handed_in.receipts), "receipt")
    print(f"{counted(learners, 'learner')}, {receipts}: {table} and {page}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
