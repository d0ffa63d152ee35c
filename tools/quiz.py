"""``make quiz``: the questions of the sheets for learning platforms, with a reply to each slip.

``make quiz ARGS="--level 2 --count 30"`` writes a file for Moodle, and a package of QTI 2.1 for
Canvas, Blackboard and others. They are the questions of ``make sheets`` by the same numbers, but
for the riddles: every cell that does what is wanted solves one, and no platform runs a cell.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from lstm_helpers.exercises.sheets import class_of
from tools.moodle import moodle_xml
from tools.qti import qti_package
from tools.sheets import add_class

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description="The sheets' questions for learning platforms")
    add_class(parser)
    parser.add_argument("--moodle", action="store_true", help="Moodle's file alone")
    parser.add_argument("--qti", action="store_true", help="the QTI package alone")
    chosen = parser.parse_args(arguments)
    try:
        sheets = class_of(chosen.level, chosen.count, chosen.first)
        chosen.to.mkdir(parents=True, exist_ok=True)
    except (ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    name = f"level-{chosen.level}_{sheets[0].number}-{sheets[-1].number}"
    files = {}
    if chosen.moodle or not chosen.qti:
        files[f"{name}_moodle.xml"] = moodle_xml(sheets).encode()
    if chosen.qti or not chosen.moodle:
        files[f"{name}_qti.zip"] = qti_package(sheets)
    for file, data in files.items():
        (chosen.to / file).write_bytes(data)
        print(f"{chosen.to / file}: {len(data) / 1000:.0f} kB, to import")
    return 0


if __name__ == "__main__":
    sys.exit(main())
