"""What runs in the page: the files in ``static``, joined without a bundler."""

from __future__ import annotations

from pathlib import Path

__all__ = ["CHART", "EXPLORER", "script", "static"]

# A file does what the Python module of its name does, or has a subject of the page's own. The last
# is the one that runs.
EXPLORER = (
    *("numbers", "graph", "backprop", "equations", "texts", "layout"),
    *("picture", "controls", "settings", "sliders", "speaker", "explorer"),
)
CHART = (*EXPLORER, "plots", "chart")

_STATIC = Path(__file__).parent / "static"
_ENTRY = "\nexport default"


def static(name: str) -> str:
    """Read a file of ``static``."""
    return (_STATIC / name).read_text(encoding="utf-8")


def script(*names: str) -> str:
    """Join scripts into one module. They see each other's names; the last is the one that runs.

    >>> script(*EXPLORER).count("export default")
    1
    """
    *before, last = (static(f"{name}.js") for name in names)
    return "\n".join([*(text.partition(_ENTRY)[0] for text in before), last])
