"""What both halves say of a mutant, and how a run chooses among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

__all__ = ["CACHE", "ROOT", "Choice", "Mutant", "Slip", "differing", "numbered", "pick"]

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "_cache" / "mutants"


@dataclass(frozen=True)
class Mutant:
    """One change to one file, and what became of it.

    Attributes
    ----------
    file
        From the root of the project, with "/".
    line
        The first line that differs, counted from 1.
    before, after
        The lines that differ, as they stand and as the mutant has them, without what they are
        indented by.
    key
        A name that stays the same when lines above it come or go.
    status
        "killed", "timeout", "survived", "no test" or "equivalent"; "" before it was tried.
    by
        The test that killed it, where that is known.
    """

    file: str
    line: int
    before: str
    after: str
    key: str = ""
    status: str = ""
    by: str = ""

    def judged(self, status: str, by: str = "") -> Mutant:
        """Give the same with what became of it."""
        return replace(self, status=status, by=by)


@dataclass(frozen=True)
class Choice:
    """Which mutants a run is about.

    Attributes
    ----------
    files
        The files to attack, of both halves; a half takes those of its own.
    lines
        For each file its lines to attack, and how long ago each was touched: 0 is the newest
        commit. None: every line of every file.
    sample, seed
        That many, drawn by the seed.
    first
        At most that many, those of the newest lines first.
    workers
        How many processes work side by side.
    fresh
        Whether to forget what earlier runs found out.
    known
        Tells by file, before and after whether a mutant is known to change nothing.
    """

    files: tuple[str, ...]
    lines: Mapping[str, Mapping[int, int]] | None = None
    sample: int | None = None
    seed: int = 1
    first: int | None = None
    workers: int = 1
    fresh: bool = False
    known: Callable[[str, str, str], bool] = lambda file, before, after: False


def differing(old: Sequence[str], new: Sequence[str]) -> tuple[int, str, str]:
    """Cut two versions of some lines down to those that differ.

    Returns
    -------
    The place of the first line that differs, counted from 0, and what stands there in either.

    Examples
    --------
    >>> differing(["a = 1", "  b = 2", "c"], ["a = 1", "  b = 3", "c"])
    (1, 'b = 2', 'b = 3')
    """
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, _bare(old[start : len(old) - end]), _bare(new[start : len(new) - end])


def _bare(lines: Sequence[str]) -> str:
    return "\n".join(line.strip() for line in lines)


def numbered(mutants: Iterable[tuple[Mutant, str]]) -> Iterator[Mutant]:
    """Give each mutant its key, by what it changes and by what stands around it.

    Parameters
    ----------
    mutants
        Each beside the text around it: when that changes, it is another mutant.
    """
    seen: Counter[str] = Counter()
    for mutant, around in mutants:
        text = "\0".join((mutant.file, around, mutant.before, mutant.after))
        key = sha256(f"{text}\0{seen[text]}".encode()).hexdigest()[:12]
        seen[text] += 1
        yield replace(mutant, key=key)


def pick(mutants: Iterable[Mutant], choice: Choice) -> list[Mutant]:
    """Choose among the mutants of a half, the same ones on every machine.

    Examples
    --------
    >>> three = [Mutant("a.py", line, "", "", key=str(line)) for line in (1, 2, 3)]
    >>> [each.line for each in pick(three, Choice((), lines={"a.py": {3: 0, 1: 1}}, first=1))]
    [3]
    """
    chosen = list(mutants)
    if choice.lines is not None:
        lines = choice.lines
        chosen = [each for each in chosen if each.line in lines.get(each.file, ())]
        # within a commit by the key, which mixes its files
        chosen.sort(key=lambda each: (lines[each.file][each.line], each.key))
    if choice.sample is not None:
        # each has a lot of its own, so that a changed file draws no others elsewhere
        lots = sorted(
            chosen, key=lambda each: sha256(f"{choice.seed} {each.key}".encode()).digest()
        )
        drawn = {each.key for each in lots[: choice.sample]}
        chosen = [each for each in chosen if each.key in drawn]
    return chosen[: choice.first]


@dataclass(frozen=True)
class Slip:
    """A mutant with what it takes to try it.

    Attributes
    ----------
    mutant
        What it changes.
    source
        The whole file as it is.
    begin, end, piece
        What of it the mutant puts what in the place of.
    function
        The qualified name and the first line of the outermost function whose body it is in; None
        where it is in none, and takes effect on import.
    """

    mutant: Mutant
    source: str
    begin: int
    end: int
    piece: str
    function: tuple[str, int] | None

    @property
    def text(self) -> str:
        """The whole file as the mutant has it."""
        return self.source[: self.begin] + self.piece + self.source[self.end :]
