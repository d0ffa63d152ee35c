"""What runs in the page: ES modules, joined into one by following their imports; and its style."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lstm_helpers.picture.layout import HEIGHT, PALETTE, WIDTH

__all__ = ["module", "script", "sheet"]

PACKAGE = Path(__file__).parents[1]

_IMPORT = re.compile(r'^import \{[^}]*\} from "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|function|class|async)", re.MULTILINE)
_ENTRY = re.compile(r"^export default [^\n]*;\n", re.MULTILINE)
# What a page does not need: types and comments, and the room at a line's beginning.
_IDLE = re.compile(r"/\*.*?\*/[ \t]*|(^|[ \t])\s*// [^\n]*$|^\s+", re.MULTILINE | re.DOTALL)
# Nor the room around most signs, but for what stands in quotes or is a pattern itself.
_QUOTED = r'"(?:\\.|[^"\\])*"|`(?:\\.|[^`\\])*`|/(?![*/\s])(?:\\.|\[[^\]]*\]|[^/\\\n])+/'
_ROOM = re.compile(rf"({_QUOTED})|[ \t]*([{{}}()\[\],;:?=<>&|*!]+)\s*")


@cache
def module(entry: str) -> str:
    """Join a script and all that it imports, in the order in which they need each other.

    anywidget takes one module. Names at the top of a file are told apart by being different in all
    files; types and comments stay behind.

    Parameters
    ----------
    entry
        A path inside the package, with an `export default`.

    Returns
    -------
    str
        One ES module.

    Examples
    --------
    >>> "import " in module("live/widget.js"), module("live/widget.js").count("export default")
    (False, 1)
    """
    *needed, last = _with_imports(PACKAGE / entry, seen=set())
    # what one of them would give to anywidget, it gives by name here
    joined = "".join([*(_ENTRY.sub("", part) for part in needed), last])
    return _ROOM.sub(lambda found: found[1] or found[2], joined)


def script(entry: str) -> str:
    """Join a script that runs by itself, for a page that may be opened from a folder.

    A browser takes no module from file://, and a classic script from anywhere.

    Parameters
    ----------
    entry
        A path inside the package.

    Examples
    --------
    >>> script("live/page.js").startswith("(() => {"), "export" in script("live/page.js")
    (True, False)
    """
    return f'(() => {{\n"use strict";\n{module(entry)}}})();\n'


def _with_imports(path: Path, seen: set[Path]) -> list[str]:
    if path in seen:
        return []
    seen.add(path)
    text = path.read_text(encoding="utf-8")
    needed = [(path.parent / name).resolve() for name in _IMPORT.findall(text)]
    before = [part for each in needed for part in _with_imports(each, seen)]
    return [*before, _lean(_EXPORT.sub("", _IMPORT.sub("", text)))]


def _lean(text: str) -> str:
    return re.sub(r"\n+", "\n", _IDLE.sub("", text)).lstrip("\n")


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
