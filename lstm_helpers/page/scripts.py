"""What runs in the page: ES modules, joined into one by following their imports; and its style."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from lstm_helpers.picture.layout import PALETTE

__all__ = ["module", "sheet"]

PACKAGE = Path(__file__).parents[1]

_IMPORT = re.compile(r'^import \{[^}]*\} from "([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|function|class|async)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(//[^\n]*|/\*\*((?!\*/).)*\*/)\n", re.MULTILINE | re.DOTALL)


@cache
def module(entry: str) -> str:
    """Join a script and all that it imports, in the order in which they need each other.

    anywidget takes one module. Names at the top of a file are told apart by being different in all
    files; types and comments stay behind.

    >>> "import " in module("live/widget.js"), module("live/widget.js").count("export default")
    (False, 1)
    """
    return "".join(_with_imports(PACKAGE / entry, seen=set()))


def _with_imports(path: Path, seen: set[Path]) -> list[str]:
    if path in seen:
        return []
    seen.add(path)
    text = path.read_text(encoding="utf-8")
    needed = [(path.parent / name).resolve() for name in _IMPORT.findall(text)]
    before = [part for each in needed for part in _with_imports(each, seen)]
    own = _EXPORT.sub("", _COMMENT.sub("", _IMPORT.sub("", text)))
    return [*before, re.sub(r"\n{2,}", "\n", own)]


@cache
def sheet(*names: str) -> str:
    """Join style sheets, the palette before them.

    >>> sheet("page/base.css").startswith(".lstm {")
    True
    """
    return "\n".join([palette(), *((PACKAGE / name).read_text(encoding="utf-8") for name in names)])


def palette() -> str:
    """Write the colours of every role as CSS variables, for a light and for a dark page."""
    light, dark = [], []
    for role, style in PALETTE.items():
        name = f"--lstm-{role}"
        light += [f"{name}: {style.colour};", f"{name}-tint: {style.tint};"]
        dark += [f"{name}: {style.dark};", f"{name}-tint: {style.dark_tint};"]
    return (
        f".lstm {{ {' '.join(light)} }}\n"
        f'.lstm[data-theme="dark"] {{ {" ".join(dark)} }}\n'
        f"@media print {{ .lstm.lstm {{ {' '.join(light)} }} }}\n"
    )
