"""Files are written whole, or not at all."""

from __future__ import annotations

from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside a file first, and then put that in the file's place.

    A full disk, or a key pressed too early, leaves the file as it was. A text becomes UTF-8, its
    lines end as they do in it.

    Raises
    ------
    OSError
        When it cannot be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "h.txt", "h₃ = 3211")
    ...     print([path.name for path in Path(folder).iterdir()])
    ['h.txt']
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content.encode() if isinstance(content, str) else content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
