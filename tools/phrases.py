"""Every phrase that the package says to a learner: the English text, and where it stands.

What Python says goes through `say` and `told`: their calls are read here. What the page says stands
in the tables that are written for it. So a new phrase is found wherever it is put.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.exercises.friendly import TYPED
from lstm_helpers.exercises.kinds import Choice
from lstm_helpers.exercises.practice import LEVELS
from lstm_helpers.exercises.questions import QUESTIONS
from lstm_helpers.exercises.riddles import RIDDLES
from lstm_helpers.exercises.slip_table import SLIPS
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.page.scripts import PACKAGE
from lstm_helpers.words.language import SILENT
from tools.tables import tables

__all__ = ["phrases"]

# Rows of the page's tables that hold names and signs to go by, and no words.
NO_WORDS = frozenset(
    (
        *("askable", "carry", "character_widths", "check_letters", "columns", "fields"),
        *("group_order", "language", "lit", "operations", "order", "pairs", "picture", "slips"),
        *("slots", "stages", "symbols", "weights", "wires"),
    )
)
_NO_WORDS_INSIDE = SILENT | {"colours", "dashes"}
TOP = PACKAGE.parent
_WORD = re.compile(r"[A-Za-z]{2}|\d\.\d")
_NAMES = {*BY_NAME, *(f"∂{name}" for name in BY_NAME), *ACTIVATIONS}
_PAIR = re.compile("[a-z]+/[a-z]+")  # of activations


@cache
def phrases() -> dict[str, str]:
    """Give every phrase, and the file and line where it stands.

    >>> phrases()["forget gate"].partition(":")[0]
    'lstm_helpers/graph/table.py'
    """
    written = {text: place for path in _modules() for text, place in _constants(path)}
    said = [*_called(), *_page(), *_collected()]
    return {text: written.get(text, where) for text, where in said if _is_phrase(text)}


def _is_phrase(text: str) -> bool:
    is_names = all(word in _NAMES for word in text.split())
    return bool(_WORD.search(text)) and not is_names and not _PAIR.fullmatch(text)


def _modules() -> list[Path]:
    rooms = (path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "german")
    return [path for path in rooms if path.name != "language.py"]


def _place(path: Path, line: int) -> str:
    return f"{path.relative_to(TOP).as_posix()}:{line}"


def _constants(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, _place(path, node.lineno)


# ---- what Python says ----------------------------------------------------------------------------


def _called() -> Iterator[tuple[str, str]]:
    """Read the calls of `say` and `told`: of a text, of a table, or of a row of one."""
    for path in _modules():
        name = ".".join(path.relative_to(TOP).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "told"):
                where = _place(path, node.lineno)
                for text in _texts_of(node.args[0], name.removesuffix(".__init__")):
                    yield text, where


def _texts_of(given: ast.expr, module: str) -> Iterator[str]:
    for node in ast.walk(given):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node is given:
            yield node.value
        if isinstance(node, ast.Name) and node.id.lstrip("_").isupper():
            yield from _leaves(_found(node.id, module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.args:
            yield from _leaves(_found(node.func.id, module)())


def _found(name: str, module: str) -> Any:
    import_module(module)
    return getattr(sys.modules[module], name)


# ---- what the page says --------------------------------------------------------------------------


def _page() -> Iterator[tuple[str, str]]:
    for key, row in tables().items():
        for text in () if key in NO_WORDS else _leaves(row):
            yield text, f"lstm_helpers/tables.js, {key}"


def _leaves(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, Mapping):
        for key, each in tree.items():
            if key not in _NO_WORDS_INSIDE:
                yield from _leaves(each)
    elif isinstance(tree, list | tuple):
        for each in tree:
            yield from _leaves(each)


def _collected() -> Iterator[tuple[str, str]]:
    """Give what is said of records: questions, riddles, slips, levels."""
    texts = [slip.says for slip in SLIPS] + [says for _, says in TYPED]
    texts += [f"slip: {slip.name}" for slip in SLIPS]  # as `progress` names it
    texts += [level.words for level in LEVELS.values()]
    for riddle in RIDDLES:
        texts += [riddle.title, riddle.says, riddle.hint]
    for asked in QUESTIONS.values():
        texts.append(asked.text)
        if isinstance(asked, Choice):
            texts += [text for option in asked.options.values() for text in option]
    for text in texts:
        yield text, "lstm_helpers/exercises"
