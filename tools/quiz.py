"""``make quiz``: the questions of the sheets for learning platforms, with a reply to each slip.

``make quiz ARGS="--level 2 --count 30"`` writes a file for Moodle, and a package of QTI 2.1 for
Canvas, Blackboard and others. They are the questions of ``make sheets`` by the same numbers, but
for the riddles: every cell that does what is wanted solves one, and no platform runs a cell.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from lstm_helpers.whole import write_whole
from tools.moodle import moodle_xml
from tools.qti import qti_package
from tools.sheets import add_class, chosen_class

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description="The sheets' questions for learning platforms")
    add_class(parser)
    parser.add_argument("--moodle", action="store_true", help="Moodle's file alone")
    parser.add_argument("--qti", action="store_true", help="the QTI package alone")
    chosen = parser.parse_args(arguments)
    try:
        name, sheets = chosen_class(chosen)
    except (ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    files = {}
    if chosen.moodle or not chosen.qti:
        files[f"{name}_moodle.xml"] = moodle_xml(sheets).encode()
    if chosen.qti or not chosen.moodle:
        files[f"{name}_qti.zip"] = qti_package(sheets)
    for file, data in files.items():
        write_whole(chosen.to / file, data)
        print(f"{chosen.to / file}: {len(data) / 1000:.0f} kB, to import")
    return 0


if __name__ == "__main__":
    sys.exit(main())
