"""What is told of the mutants: survivors as a diff, and benchmarks/MUTANTS.md."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from tools.mutants.records import ROOT, Mutant

__all__ = ["Equivalents", "as_diff", "is_survivor", "summary", "write"]

TABLE = Path(__file__).with_name("equivalent.toml")
MUTANTS = ROOT / "benchmarks" / "MUTANTS.md"
COLUMNS = ("File", "killed", "survived", "equivalent", "a browser's")


class Equivalents:
    """The mutants that change nothing which anybody could notice, and why: ``equivalent.toml``.

    A row names a file, or a pattern of files, and either the lines that differ (``before`` and
    ``after``) or a piece of a line in whatever place (``was`` and ``becomes``).
    """

    def __init__(self, rows: Sequence[dict[str, str]] | None = None) -> None:
        self.rows = rows if rows is not None else tomllib.loads(TABLE.read_text())["mutant"]

    def known(self, file: str, before: str, after: str) -> bool:
        """Whether a mutant is in the table."""
        return self.why(file, before, after) is not None

    def why(self, file: str, before: str, after: str) -> str | None:
        """Say why a mutant changes nothing; None where nobody said so."""
        for row in self.rows:
            if fnmatch(file, row["file"]) and _is_it(row, before, after):
                return row["why"]
        return None


def _is_it(row: dict[str, str], before: str, after: str) -> bool:
    if "before" in row:
        return (row["before"].strip(), row["after"].strip()) == (before, after)
    was, becomes = row["was"], row["becomes"]
    places = range(len(before))
    return any(
        before.startswith(was, n) and before[:n] + becomes + before[n + len(was) :] == after
        for n in places
    )


def is_survivor(mutant: Mutant) -> bool:
    """Whether no test noticed it."""
    return mutant.status in ("survived", "no test")


def as_diff(mutant: Mutant) -> str:
    """Write a mutant as a diff.

    Examples
    --------
    >>> print(as_diff(Mutant("a.py", 3, "h = o", "h = 1", "f00", "survived")))
    a.py:3  survived  f00
    - h = o
    + h = 1
    """
    rows = [f"- {line}" for line in mutant.before.split("\n")]
    rows += [f"+ {line}" for line in mutant.after.split("\n")]
    return "\n".join([f"{mutant.file}:{mutant.line}  {mutant.status}  {mutant.key}", *rows])


def _counts(mutants: Sequence[Mutant]) -> Counter[str]:
    kinds = {"timeout": "killed", "no test": "survived"}
    return Counter(kinds.get(each.status, each.status) for each in mutants)


def summary(mutants: Sequence[Mutant]) -> str:
    """Say in a line what became of them."""
    n = _counts(mutants)
    return (
        f"{len(mutants)} mutants: {n['killed']} killed, {n['equivalent']} equivalent, "
        f"{n['survived']} survived, {n['browser']} for a browser's tests alone"
    )


def write(mutants: Sequence[Mutant], chosen: str) -> None:
    """Write benchmarks/MUTANTS.md; `chosen` says how they were."""
    MUTANTS.write_text(text(mutants, Equivalents(), chosen), encoding="utf-8")


def text(mutants: Sequence[Mutant], equivalents: Equivalents, chosen: str) -> str:
    """Write down per file how many mutants were killed, and each that was not."""
    files = defaultdict(list)
    for mutant in mutants:
        files[mutant.file].append(mutant)
    rows = []
    for file, there in sorted(files.items()):
        n = _counts(there)
        numbers = (n[kind] for kind in ("killed", "survived", "equivalent", "browser"))
        rows.append(f"| `{file}` | {' | '.join(map(str, numbers))} |")
    whys = Counter(
        (each.file, each.before, each.after, equivalents.why(each.file, each.before, each.after))
        for each in mutants
        if each.status == "equivalent"
    )
    named = defaultdict(list)
    for (file, before, after, why), count in sorted(whys.items()):
        times = f" ({count} times)" if count > 1 else ""
        named[why].append(f"- `{file}`: `{_flat(before)}` → `{_flat(after)}`{times}")
    survivors = [as_diff(each) for each in mutants if is_survivor(each)]
    parts = [
        "# Mutants",
        f"{summary(mutants)}. {chosen} Written by `make mutants`; `tools/mutants/` has how.",
        "What a quick test without a page did not notice in a script that only a page can run is "
        "counted by itself: a browser's tests hold it, and were not asked.",
        f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n" + "\n".join(rows),
        "## Equivalent: what no test can notice, and why",
        *(f"**{why}**\n\n" + "\n".join(each) for why, each in named.items()),
    ]
    if survivors:
        parts += ["## Survivors", "```diff\n" + "\n\n".join(survivors) + "\n```"]
    return "\n\n".join(parts) + "\n"


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("`", "'")
