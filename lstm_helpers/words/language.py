"""The language that a learner reads and hears: English, or another that stands in a room beside.

Every phrase is written once, in English, in the table or the line that uses it; `say` gives it in
the language that is spoken now. Another language is a package such as `lstm_helpers.words.german`:
the same phrases by their English text. So an English phrase that was changed has no other language
any more, and `make languages` says so; nothing can go stale unseen.

The page's half has the same words: `lstm_helpers.page.scripts.module` retells the tables that the
page reads (`retold`), and no script knows of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TypeVar

from lstm_helpers.cell.given import quoted

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "ROOMS",
    "Language",
    "language_named",
    "retold",
    "say",
    "speaking",
    "spoken_now",
    "told",
    "use_language",
]

Tree = TypeVar("Tree")


@dataclass(frozen=True)
class Language:
    """What a language says, and how it writes a number.

    Parameters
    ----------
    name
        As pages call it: ``"en"``, ``"de"``.
    phrases
        What is said, by the English text.
    decimal
        What stands before the tenths.

    Examples
    --------
    >>> Language("en")
    Language(name='en', phrases={}, decimal='.')
    """

    name: str
    phrases: Mapping[str, str] = field(default_factory=dict)
    decimal: str = "."


ENGLISH = Language("en")

# The rooms of the other languages; each has `PHRASES`, `DECIMAL` and `AS_IN_ENGLISH`.
ROOMS = {"de": "lstm_helpers.words.german"}
LANGUAGES = (ENGLISH.name, *ROOMS)

_now = ENGLISH


@cache
def language_named(name: str) -> Language:
    """Find a language.

    Raises
    ------
    ValueError
        When there is none of that name.

    Examples
    --------
    >>> language_named("de").decimal
    ','
    """
    if name not in LANGUAGES:
        raise ValueError(f"language is {quoted(name)}; expected one of {', '.join(LANGUAGES)}.")
    if name == ENGLISH.name:
        return ENGLISH
    room = import_module(ROOMS[name])
    return Language(name, room.PHRASES, room.DECIMAL)


def spoken_now() -> Language:
    """Say which language is spoken now.

    >>> spoken_now().name
    'en'
    """
    return _now


def use_language(name: str) -> None:
    """Speak a language from now on: all that is made or asked for after this line.

    What was made before goes on in its own.

    Parameters
    ----------
    name
        ``"de"`` for German, ``"en"`` for English.

    Raises
    ------
    ValueError
        When there is none of that name.

    Examples
    --------
    >>> from lstm_helpers import check
    >>> use_language("de")
    >>> check("c", "6,0", t=2)
    ✓ 6 stimmt: der Zellzustand c in Zeitschritt 2.
    >>> use_language("en")
    """
    global _now  # one for a kernel, as a notebook has one reader
    _now = language_named(name)


@contextmanager
def speaking(name: str | None) -> Iterator[str]:
    """Speak a language for a while; None for the one that is spoken anyway.

    >>> with speaking("de"):
    ...     print(say("forget gate"))
    Forget Gate
    """
    global _now
    before = _now
    _now = before if name is None else language_named(name)
    try:
        yield _now.name
    finally:
        _now = before


def say(text: str, about: str = "") -> str:
    """Say a phrase in the language that is spoken now.

    A language may have another phrase where it is about something: ``"h: hidden state"``, as a
    table's row of that name, where there is less room.

    >>> say("forget gate")
    'forget gate'
    """
    phrases = _now.phrases
    return _said(text, about, phrases) if phrases else text


def _said(text: str, about: str, phrases: Mapping[str, str]) -> str:
    return phrases.get(f"{about}: {text}") or phrases.get(text, text)


# ---- tables --------------------------------------------------------------------------------------

# Fields that hold names to go by, which are words in other places.
SILENT = frozenset(("face", "op"))


def told(table: Tree, language: Language | None = None) -> Tree:
    """Say every phrase of a table, however deep it lies; keys and names stay as they are.

    >>> with speaking("de"):
    ...     told({"name": "f", "words": ["forget gate", "f"]})
    {'name': 'f', 'words': ['Forget Gate', 'f']}
    """
    phrases = (language or _now).phrases
    return _told(table, phrases) if phrases else table


def _told(table: Tree, phrases: Mapping[str, str], about: str = "") -> Tree:
    made: object = table
    if isinstance(table, str):
        made = _said(table, about, phrases)
    elif isinstance(table, Mapping):
        made = {
            key: each if key in SILENT else _told(each, phrases, key) for key, each in table.items()
        }
    elif isinstance(table, list | tuple):
        made = [_told(each, phrases) for each in table]
    return made  # type: ignore[return-value]  # a tuple comes back as a list, as JSON has it


# A row of a table that was written for the page: `  key: …,`
_ROW = re.compile(r"^  (\w+): (.*),$", re.MULTILINE)


def retold(script: str, name: str) -> str:
    """Say a table of the page, such as ``tables.js``, in another language.

    >>> print(retold('''export const TABLES = {
    ...   language: "en",
    ...   decimal: ".",
    ...   words: ["forget gate"],
    ... };''', "de"))
    export const TABLES = {
      language: "de",
      decimal: ",",
      words: ["Forget Gate"],
    };
    """
    language = language_named(name)
    own = {"language": language.name, "decimal": language.decimal}

    def row(found: re.Match[str]) -> str:
        key, value = found.groups()
        if key not in SILENT:
            value = json.dumps(
                own.get(key) or told(json.loads(value), language), ensure_ascii=False
            )
        return f"  {key}: {value},"

    return _ROW.sub(row, script)
