"""What runs in the page: ES modules, joined into one by following their imports; and its style."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

from lstm_helpers.picture.layout import HEIGHT, PALETTE, WIDTH
from lstm_helpers.words.language import ENGLISH, retold

__all__ = ["module", "script", "sheet"]

PACKAGE = Path(__file__).parents[1]

# What a language tells anew.
_TABLES = "/tables.js"

# The first Explorer waits for these: each begins with signs that are quickly looked for, and
# looks back from there to what stands before them.
_IMPORT = re.compile(r'import (?<=^import )\{[^}]*\} from "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"export (?<=^export )(?=const|function|class|async)", re.MULTILINE)
_ENTRY = re.compile(r"export default[^;]*;")
# What a page does not need: types and comments ...
_BLOCK = re.compile(r"/\*.*?\*/", re.DOTALL)
_COMMENT = re.compile(r"// (?<!\S// )[^\n]*")
# ... nor the room around most signs, but for what stands in quotes or is a pattern itself.
_QUOTED = re.compile(
    r'("(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|/(?![*/\s])(?:\\.|\[[^\]]*\]|[^/\\\n])+/)'
)
_SIGN = r"[{}()\[\],;:?=<>&|*!]"
_ROOM_BEFORE = re.compile(rf"[ \t][ \t]*(?={_SIGN})")
_ROOM_AFTER = re.compile(rf"\s(?<={_SIGN}\s)\s*")


@cache
def module(entry: str, language: str = ENGLISH.name) -> str:
    """Join a script and all that it imports, in the order in which they need each other.

    anywidget takes one module. Names at the top of a file are told apart by being different in all
    files; types and comments stay behind.

    Parameters
    ----------
    entry
        A path inside the package, with an `export default`.
    language
        What its tables speak: they alone are others then.

    Returns
    -------
    str
        One ES module.

    Examples
    --------
    >>> "import " in module("live/widget.js"), module("live/widget.js").count("export default")
    (False, 1)
    """
    *needed, last = _with_imports(str(PACKAGE / entry), language, seen=set())
    # what one of them would give to anywidget, it gives by name here
    return "".join([*(_ENTRY.sub("", part) for part in needed), last])


def script(entry: str, language: str = ENGLISH.name) -> str:
    """Join a script that runs by itself, for a page that may be opened from a folder.

    A browser takes no module from file://, and a classic script from anywhere.

    Parameters
    ----------
    entry
        A path inside the package.
    language
        What its tables speak.

    Examples
    --------
    >>> script("live/page.js").startswith("(() => {"), "export" in script("live/page.js")
    (True, False)
    """
    return f'(() => {{\n"use strict";\n{module(entry, language)}}})();\n'


def _with_imports(path: str, language: str, seen: set[str]) -> list[str]:
    if path in seen:
        return []
    seen.add(path)
    needed, text = _part(path, language if path.endswith(_TABLES) else ENGLISH.name)
    return [*(part for each in needed for part in _with_imports(each, language, seen)), text]


@cache
def _part(path: str, language: str) -> tuple[list[str], str]:
    """Read what a script imports, and the rest of it as it travels."""
    text = Path(path).read_text(encoding="utf-8")
    text = text if language == ENGLISH.name else retold(text, language)
    needed = [os.path.normpath(f"{path}/../{name}") for name in _IMPORT.findall(text)]
    pieces = _QUOTED.split(_lean(_EXPORT.sub("", _IMPORT.sub("", text))))
    pieces[::2] = (_ROOM_AFTER.sub("", _ROOM_BEFORE.sub("", piece)) for piece in pieces[::2])
    return needed, "".join(pieces)


def _lean(text: str) -> str:
    bare = _COMMENT.sub("", _BLOCK.sub("", text))
    return "\n".join([*filter(None, map(str.strip, bare.split("\n"))), ""])


@cache
def sheet(*names: str) -> str:
    """Join style sheets, the palette before them.

    Parameters
    ----------
    names
        Paths inside the package.

    Examples
    --------
    >>> sheet("page/base.css").startswith(".lstm{")
    True
    """
    texts = [(PACKAGE / name).read_text(encoding="utf-8") for name in names]
    return re.sub(r"\s*([{};])\s*", r"\1", _lean("\n".join([palette(), *texts])))


def palette() -> str:
    """Write the colours of every role as CSS variables, light and dark, and the picture's shape.

    >>> "--lstm-ink: " in palette()
    True
    """
    light, dark = [f"--lstm-ratio: {HEIGHT / WIDTH:.4f};"], []
    for role, style in PALETTE.items():
        name = f"--lstm-{role}"
        light += [f"{name}: {style.colour};", f"{name}-tint: {style.tint};"]
        dark += [f"{name}: {style.dark};", f"{name}-tint: {style.dark_tint};"]
    return (
        f".lstm {{ {' '.join(light)} }}\n"
        f'.lstm[data-theme="dark"] {{ {" ".join(dark)} }}\n'
        f"@media print {{ .lstm.lstm {{ {' '.join(light)} }} }}\n"
    )
