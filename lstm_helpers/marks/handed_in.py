"""Read what a class has handed in: receipts in texts and tables, and notebooks as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from lstm_helpers.live.receipts import Receipt, read_progress, read_receipts

__all__ = ["MARKS", "HandedIn", "read_folder"]

MARKS = "marks"  # what our own files are called: they are not read again

_TEXTS = {".txt", ".md", ".csv", ".tsv", ".eml", ".html", ".htm"}
_NOTEBOOK = ".ipynb"
_LESSON_FILE = re.compile(r"\d\d_")


@dataclass
class HandedIn:
    """What was found in a folder.

    Parameters
    ----------
    receipts
        One for each learner and lesson, by name, then by lesson.
    notes
        What could not be read, or was there twice: a sentence each.
    """

    receipts: list[Receipt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_folder(folder: Path) -> HandedIn:
    """Read every file of a folder and of those in it. No file stops it.

    Parameters
    ----------
    folder
        Where texts (``.txt``, ``.csv`` and the like) and notebooks are.
    """
    found: list[tuple[Receipt, str]] = []
    notes = []
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder).as_posix()
        if not path.is_file() or _is_aside(path, folder):
            continue
        try:
            pieces = list(_read(path, folder))
        except (OSError, ValueError) as error:  # JSON's and Unicode's errors are ValueErrors
            notes.append(f"{shown} cannot be read: {_reason(error)}.")
            continue
        found += [(piece, shown) for piece in pieces if isinstance(piece, Receipt)]
        notes += [f"{shown}: {piece}" for piece in pieces if isinstance(piece, str)]
        if not pieces:
            notes.append(f"{shown} has no receipt in it: was it copied whole?")
    receipts = list(_the_best(found, notes))
    receipts.sort(key=lambda each: (_same(each.name), each.lesson))
    return HandedIn(receipts, notes)


def _is_aside(path: Path, folder: Path) -> bool:
    """Leave out our own files, and what is hidden, as Jupyter's checkpoints are."""
    parts = path.relative_to(folder).parts
    return path.stem == MARKS or any(part.startswith((".", "__")) for part in parts)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return "it is no notebook, or broke off while it was saved"
    if isinstance(error, OSError):
        return f"{error.strerror or error}"
    return str(error)


def _read(path: Path, folder: Path) -> Iterator[Receipt | str]:
    ending = path.suffix.lower()
    if ending == _NOTEBOOK:
        yield from _in_notebook(_text(path), _whose(path, folder))
    elif ending in _TEXTS:
        text = _text(path).replace('""', '"')  # as a table writes a quote inside quotes
        yield from read_receipts(_bare(text) if ".htm" in ending else text)
    else:
        yield f"a {ending or 'file without an ending'} is not read; expected .txt, .csv or .ipynb."


def _bare(page: str) -> str:
    """Take the words out of a page.

    >>> _bare("<p>a &lt; b</p>").strip()
    'a < b'
    """
    return unescape(re.sub(r"<[^<>]*>", " ", page))


def _text(path: Path) -> str:
    """Decode what a teacher's and a learner's programs write."""
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16")
    if b"\x00" in raw:
        raise ValueError("it is no text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _whose(path: Path, folder: Path) -> str:
    """Say whose a notebook is: by the folder it is in where its name is the lesson's."""
    first, *rest = path.relative_to(folder).parts
    return first if rest and _LESSON_FILE.match(path.stem) else path.stem


def _in_notebook(text: str, whose: str) -> Iterator[Receipt | str]:
    notebook = json.loads(text)
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise ValueError("it is no notebook, for it has no cells")
    pieces = [piece for cell in cells for piece in _texts_of(cell)]
    receipts = [found for piece in pieces for found in read_receipts(piece)]
    yield from receipts
    if not any(isinstance(found, Receipt) for found in receipts):
        stored = (read_progress(piece, whose) for piece in pieces)
        yield from (found for found in stored if found)


def _texts_of(cell: Any) -> Iterator[str]:
    """Yield what stands in a text cell, and what a code cell shows."""
    if not isinstance(cell, dict):
        return
    if cell.get("cell_type") != "code":
        yield _joined(cell.get("source"))
    for output in cell.get("outputs") or ():
        if isinstance(output, dict):
            data = output.get("data")
            yield _joined(data.get("text/plain") if isinstance(data, dict) else output.get("text"))


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(map(str, text or ()))


def _the_best(found: list[tuple[Receipt, str]], notes: list[str]) -> Iterator[Receipt]:
    """Of one learner's receipts for a lesson take the one that shows most."""
    by_learner: dict[tuple[str, str], list[tuple[Receipt, str]]] = {}
    for each, file in found:
        by_learner.setdefault((_same(each.name), each.lesson), []).append((each, file))
    for several in by_learner.values():
        if len({each.text for each, _ in several}) > 1:
            files = " and ".join(dict.fromkeys(file for _, file in several))
            name, lesson = several[0][0].name, several[0][0].lesson
            notes.append(
                f"{name} is there {len(several)} times for lesson {lesson} ({files}): the one that "
                "shows most counts."
            )
        yield max(several, key=lambda pair: _shows(pair[0]))[0]


def _shows(receipt: Receipt) -> tuple[int, int, int]:
    return receipt.count("solved"), receipt.count("tried"), len(receipt.questions)


def _same(name: str) -> str:
    """Take a name for the same one, however it is capitalised."""
    return " ".join(name.casefold().split())
