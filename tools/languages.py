"""Say what another language lacks: phrases of the package, cells of its lessons.

    python -m tools.languages                          name each phrase and cell that lags
    python -m tools.languages --bind de/03_time_step_1       its cells follow the English ones now

A lesson in another language has the English one's name, in its language's folder, and each of its
cells the English cell's id. A cell keeps in its metadata which English text it follows, as a hash:
when that has changed, the cell lags, and is named here until somebody has looked at both and binds
it anew. What is missing, or has other numbers, is wrong: then this ends with an error.
"""

from __future__ import annotations

import argparse
import re
import string
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from lstm_helpers.whole import write_whole
from lstm_helpers.words.language import ENGLISH, LANGUAGES, ROOMS
from tools.notebooks import (
    as_text,
    every_translation,
    normalise,
    notebook_path,
    read,
)
from tools.phrases import phrases

__all__ = ["bind", "called", "lagging", "numbers_in", "wrong_in_lesson", "wrong_in_phrases"]

OTHERS = tuple(name for name in LANGUAGES if name != ENGLISH.name)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:e[+−-]?\d+)?")


# ---- phrases -------------------------------------------------------------------------------------


def wrong_in_phrases(language: str, english: Mapping[str, str] | None = None) -> Iterator[str]:
    """Name each phrase that is missing, with where it stands; or is not what it should be.

    Parameters
    ----------
    language
        Such as "de".
    english
        Every English phrase, and where it stands; the package's own when left out.
    """
    room: Any = import_module(ROOMS[language])
    english = phrases() if english is None else english
    for text, where in english.items():
        if text not in room.PHRASES:
            yield f"{where}: no {language} for {text!r}"
    for text, other in room.PHRASES.items():
        bare = text if text in english else text.partition(": ")[2]  # "h: hidden state"
        if bare not in english:
            yield f"{room.__name__}: {text!r} is no phrase any more: it was changed, or is gone"
        if _places(text) != _places(other):
            yield f"{room.__name__}: {text!r} has other places than {other!r}"
        if text == other and text not in room.AS_IN_ENGLISH:
            yield f"{room.__name__}: {text!r} is still English; if that is meant, AS_IN_ENGLISH"


def _places(text: str) -> list[str]:
    """List the places for words in a pattern.

    >>> _places("{it} is {value}."), _places("{0} and {1}")
    (['it', 'value'], ['0', '1'])
    """
    try:
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:  # a text with braces of its own
        return []


# ---- lessons -------------------------------------------------------------------------------------


def lagging(path: Path) -> Iterator[str]:
    """Name each cell whose English text has changed since it was written."""
    cells = _cells(path)
    for name, english in _cells(_english(path)).items():
        if name in cells and cells[name].metadata.get("english") != _hash(english):
            yield f"{called(path)}, cell {name}: the English text has changed"


def wrong_in_lesson(path: Path) -> Iterator[str]:
    """Name each cell without a counterpart, or with other numbers than it."""
    english, cells = _cells(_english(path)), _cells(path)
    for name in english:
        if name not in cells:
            yield f"{called(path)}: cell {name} of {_english(path).name} is missing"
        elif numbers := _other_numbers(english[name], cells[name]):
            yield f"{called(path)}, cell {name}: {numbers}"
    for name in cells:
        if name not in english:
            yield f"{called(path)}: there is no cell {name} in {_english(path).name}"
    if [name for name in cells if name in english] != [name for name in english if name in cells]:
        yield f"{called(path)}: the cells stand in another order"


def _english(path: Path) -> Path:
    return path.parents[1] / path.name


def called(path: Path) -> str:
    """Name a lesson in another language: its folder and its name."""
    return f"{path.parent.name}/{path.stem}"


def _cells(path: Path) -> dict[str, NotebookNode]:
    return {cell.id: cell for cell in normalise(read(path)).cells}


def _hash(cell: NotebookNode) -> str:
    return sha256(cell.source.encode()).hexdigest()[:12]


def _other_numbers(english: NotebookNode, other: NotebookNode) -> str:
    for what, one, two in (
        ("the text", english.source, other.source),
        ("what it shows", _shown(english), _shown(other)),
    ):
        has, should = numbers_in(two), numbers_in(one)
        if has != should:
            more = [number for number in has if has.count(number) > should.count(number)]
            less = [number for number in should if should.count(number) > has.count(number)]
            return f"{what} has {more or 'none'} where the English has {less or 'none'}"
    return ""


def _shown(cell: NotebookNode) -> str:
    outputs = cell.get("outputs", [])
    return "\n".join(each.get("text") or each.data.get("text/plain", "") for each in outputs)


def numbers_in(text: str) -> list[str]:
    """List the numbers in a text, sorted, whichever way their decimals are written.

    >>> numbers_in("0.5 and 1.2e+04"), numbers_in("1,2e+04 und 0,5")
    (['0.5', '1.2e+04'], ['0.5', '1.2e+04'])
    """
    return sorted(found.replace(",", ".") for found in _NUMBER.findall(text))


def bind(path: Path) -> int:
    """Let every cell follow the English one as it is now; return how many did not before."""
    notebook, english = normalise(read(path)), _cells(_english(path))
    count = 0
    for cell in notebook.cells:
        if cell.id in english and cell.metadata.get("english") != _hash(english[cell.id]):
            cell.metadata["english"] = _hash(english[cell.id])
            count += 1
    write_whole(path, as_text(notebook))
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--bind", nargs="+", type=notebook_path, metavar="LESSON", default=[])
    for path in parser.parse_args(arguments).bind:
        print(f"{called(path)}: {bind(path)} cells follow the English text as it is now")
    wrong = [each for name in OTHERS for each in wrong_in_phrases(name)]
    wrong += [each for path in every_translation() for each in wrong_in_lesson(path)]
    late = [each for path in every_translation() for each in lagging(path)]
    for each in (*wrong, *late):
        print(each)
    lessons = ", ".join(map(called, every_translation()))
    print(f"{', '.join(OTHERS)} ({lessons}): {len(wrong)} missing or wrong, {len(late)} lagging")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
