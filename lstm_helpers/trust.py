"""Trust notebooks, so that Jupyter shows their stored pictures as soon as they are opened.

    python -m lstm_helpers.trust                        every notebook in this folder
    python -m lstm_helpers.trust lessons mine.ipynb     these folders, and these files

A notebook that came by mail or with `git clone` is a stranger to Jupyter, which shows a table of
text in the place of each picture. Trusting it says: I know where this comes from.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["TRUSTED", "can_trust", "main", "trust"]

TRUSTED = "trusted"

MISSING = (
    "nbformat is not installed here, so no notebook can be trusted; `pip install nbformat` brings "
    "it, and so does JupyterLab."
)
# A list that is kept in memory only is forgotten as soon as we end.
NO_LIST = (
    "Jupyter's list of trusted notebooks can't be written: is there room in {folder}, and may you "
    "write there?"
)


def can_trust() -> bool:
    """Tell whether there is what it takes to trust a notebook.

    Examples
    --------
    >>> can_trust() in (True, False)
    True
    """
    return find_spec("nbformat") is not None


def trust(*places: str | Path) -> dict[Path, str]:
    """Put notebooks on this user's list of those that Jupyter trusts.

    Only what is in them now is trusted: a notebook that somebody changes is a stranger again.

    Parameters
    ----------
    places
        Notebooks, and folders with notebooks in them, at any depth; hidden folders are left out.

    Returns
    -------
    dict
        What became of each file: "trusted", or why it was left alone.

    Raises
    ------
    ImportError, OSError
        In one sentence, when nbformat is not installed, a place is not there, or the list can't
        be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     trust(folder)
    {}
    """
    files = [file for place in places for file in _notebooks(Path(place))]
    if not files:
        return {}
    if not can_trust():
        raise ImportError(MISSING)
    from jupyter_core.paths import jupyter_data_dir
    from nbformat.sign import NotebookNotary

    folder = Path(jupyter_data_dir())
    folder.mkdir(parents=True, exist_ok=True)  # nbformat 5.10 does not
    notary = NotebookNotary(data_dir=str(folder), log=logging.getLogger(__name__))
    try:
        if getattr(notary.store, "db_file", None) == ":memory:":
            raise OSError(NO_LIST.format(folder=folder))
        return {file: _trust(file, notary) for file in files}
    finally:
        notary.store.close()


def _notebooks(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    if not place.is_dir():
        raise FileNotFoundError(f"{place} is not here; expected a notebook, or a folder with some.")
    for path in sorted(place.rglob("*.ipynb")):
        inside = path.relative_to(place).parts
        if path.is_file() and not any(part.startswith(".") for part in inside):
            yield path


def _trust(file: Path, notary: Any) -> str:
    import nbformat

    try:
        notebook = nbformat.read(file, as_version=4)
    # What a file that is no notebook raises in nbformat depends on what is in it.
    except (ValueError, AttributeError, nbformat.ValidationError):
        return "left alone, for it is not a notebook"
    except OSError as error:
        return f"left alone, for it could not be read: {error.strerror}"
    notary.sign(notebook)
    return TRUSTED


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m lstm_helpers.trust", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("places", nargs="*", default=["."], help="default: this folder")
    places = parser.parse_args(arguments).places
    try:
        done = trust(*places)
    except (ImportError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return _say(done, " and ".join(map(str, places)))


def _say(done: dict[Path, str], where: str) -> int:
    left = {file: what for file, what in done.items() if what != TRUSTED}
    count = len(done) - len(left)
    print(f"{count} notebook{'' if count == 1 else 's'} trusted, in {where}")
    for file, what in left.items():
        print(f"  {file}: {what}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
