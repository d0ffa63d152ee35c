"""Files are written whole, or not at all."""

from __future__ import annotations

from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, text: str) -> None:
    """Write a text beside a file first, and then put it in the file's place.

    A full disk, or a key pressed too early, leaves the file as it was.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
