"""``python -m tools.mutants``: does a test notice each slip? ``make mutants`` runs it."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from tools.mutants import history, report
from tools.mutants.records import ROOT, Choice, Mutant

HALVES = {"python": ".py", "scripts": ".js"}
# Written from tables, or about no code: nothing that a test of ours is there for.
LEFT_OUT = {"tables.js", "link_table.js"}
EVERY = 50  # how often a line says how far it has come


def files_of(room: str | None, named: Sequence[str]) -> tuple[str, ...]:
    """List the files to attack: those named, those of a room, or all."""
    if named:
        return tuple(Path(each).resolve().relative_to(ROOT).as_posix() for each in named)
    folder = ROOT / "lstm_helpers" / (room or "")
    found = sorted(path for end in HALVES.values() for path in folder.rglob(f"*{end}"))
    if room == "top":
        found = sorted((ROOT / "lstm_helpers").glob("*.py"))
    return tuple(path.relative_to(ROOT).as_posix() for path in found if path.name not in LEFT_OUT)


def options(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="only Python, or only the scripts")
    parser.add_argument("--room", help="only this room; 'top' is what stands beside the rooms")
    parser.add_argument("--files", nargs="+", default=[], help="only these files")
    parser.add_argument("--since", help="only lines that changed after this commit")
    parser.add_argument("--newest", type=int, help="only lines of that many newest commits")
    parser.add_argument("--sample", type=int, help="of each half so many, drawn by --seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--first", type=int, help="of each half at most so many, newest lines first"
    )
    parser.add_argument("--workers", type=int, default=1, help="how many work side by side")
    parser.add_argument("--fresh", action="store_true", help="forget what earlier runs found")
    parser.add_argument("--write", action="store_true", help="keep it in benchmarks/MUTANTS.md")
    return parser.parse_args(argv)


def without_history(asked: argparse.Namespace) -> argparse.Namespace:
    """Ask for a small sample instead of the newest lines.

    >>> told_how(without_history(options(["--newest", "12", "--first", "30"])))
    There is no history here: a sample of 30 in place of the newest lines.
    'A sample: --sample 30 --seed 1.'
    """
    print(f"There is no history here: a sample of {asked.first} in place of the newest lines.")
    instead = {"since": None, "newest": None, "first": None, "sample": asked.first}
    return argparse.Namespace(**{**vars(asked), **instead})


def choice_of(asked: argparse.Namespace) -> Choice:
    """Say what the command line asks for."""
    is_new = asked.since or asked.newest
    return Choice(
        files=files_of(asked.room, asked.files),
        lines=history.lines(asked.since, asked.newest) if is_new else None,
        sample=asked.sample,
        seed=asked.seed,
        first=asked.first,
        workers=asked.workers,
        fresh=asked.fresh,
        known=report.Equivalents().known,
    )


def told_how(asked: argparse.Namespace) -> str:
    """Say which of all mutants were tried.

    >>> told_how(options(["--half", "python", "--sample", "50"]))
    'A sample: --half python --sample 50 --seed 1.'
    """
    bounds = ("half", "room", "files", "since", "newest", "sample", "first")
    said = {name: getattr(asked, name) for name in bounds if getattr(asked, name)}
    if not said:
        return "All that there are."
    if asked.sample:
        said["seed"] = asked.seed
    words = (f"--{name} {' '.join(v) if isinstance(v, list) else v}" for name, v in said.items())
    return f"A sample: {' '.join(words)}."


def told(total: int, judged: Iterator[Mutant], half: str) -> list[Mutant]:
    """Go through all, saying from time to time how far it has come."""
    began, counts, all_of_them = time.monotonic(), Counter[str](), []
    for mutant in judged:
        all_of_them.append(mutant)
        counts[mutant.status] += 1
        if report.is_survivor(mutant):
            print(report.as_diff(mutant), flush=True)
        if len(all_of_them) % EVERY == 0 or len(all_of_them) == total:
            left = (time.monotonic() - began) / len(all_of_them) * (total - len(all_of_them))
            said = ", ".join(f"{n} {status}" for status, n in counts.most_common())
            print(f"{half}: {len(all_of_them)} of {total}: {said}; {left:.0f} s left", flush=True)
    return all_of_them


def main(argv: Sequence[str] | None = None) -> int:
    """Attack, and say what survived; 1 where something did that nobody explained."""
    asked = options(argv)
    if (asked.since or asked.newest) and not history.is_whole():
        asked = without_history(asked)
    choice, judged = choice_of(asked), []
    for half in HALVES:
        if asked.half in (None, half):
            total, one_by_one = import_module(f"tools.mutants.{half}").attack(choice)
            judged += told(total, one_by_one, half)
    survivors = [mutant for mutant in judged if report.is_survivor(mutant)]
    if asked.write:
        report.write(judged, told_how(asked))
    print(report.summary(judged))
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
