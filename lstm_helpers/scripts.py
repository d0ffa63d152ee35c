"""What runs in the page: the files in ``static``, joined without a bundler."""

from __future__ import annotations

from pathlib import Path

__all__ = ["script", "static"]

_STATIC = Path(__file__).parent / "static"
_ENTRY = "\nexport default"


def static(name: str) -> str:
    """Read a file of ``static``."""
    return (_STATIC / name).read_text(encoding="utf-8")


def script(*names: str) -> str:
    """Join scripts into one module. They see each other's names; the last is the one that runs.

    >>> script("setting.js", "explorer.js").count("export default")
    1
    """
    *before, last = map(static, names)
    return "\n".join([*(text.partition(_ENTRY)[0] for text in before), last])
