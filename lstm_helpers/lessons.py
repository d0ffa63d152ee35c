"""Put the lessons into a folder of the learner's own, and open them in JupyterLab.

    lstm-lessons                    in ./lstm-lessons
    lstm-lessons my-folder          elsewhere
    lstm-lessons --fresh            lessons that you have changed once more, beside yours

`python -m lstm_helpers.lessons` is the same. What a learner has changed is never overwritten.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from lstm_helpers.trust import can_trust, trust
from lstm_helpers.whole import write_whole

__all__ = ["FOLDER", "Lessons", "lab_arguments", "main", "originals"]

FOLDER = "lstm-lessons"
FIRST = "00_start_here.ipynb"
# What is ours in the learner's folder: what the lessons were when they were copied, and how
# JupyterLab's window looked when it was last closed.
OURS = ".lstm-lessons"
# JupyterLab's window at the first start: the lessons at the left, their headings in a tab at the
# right, so that one does not take the other's place. It stays shut, for on a small screen the
# cell's picture needs the room.
WINDOW = {
    "layout-restorer:data": {
        "left": {"collapsed": False, "current": "filebrowser", "widgets": ["filebrowser"]},
        "right": {
            "collapsed": True,
            "widgets": ["@jupyterlab/toc:plugin", "jp-property-inspector", "debugger-sidebar"],
        },
    }
}
MISSING = (
    "JupyterLab is not installed here; `python -m pip install jupyterlab` brings it. "
    "The lessons are in {folder}, and open in any other Jupyter, too."
)


def originals() -> Path:
    """Return the folder with the lessons as they came: in the package, or beside it in its source.

    Examples
    --------
    >>> (originals() / "00_start_here.ipynb").is_file()
    True
    """
    package = Path(__file__).parent
    shipped = package / "notebooks"
    return shipped if shipped.is_dir() else package.with_name("notebooks")


class Lessons:
    """The lessons in a learner's folder, copied when they are not there.

    Parameters
    ----------
    folder
        Where to; it is made when it is not there.
    fresh
        Whether a lesson that the learner has changed is set beside theirs as it came.

    Attributes
    ----------
    new, renewed, kept, beside
        File names: copied for the first time; replaced by a newer one, for nobody had changed it;
        left alone, for the learner has changed it; set beside a changed one.

    Raises
    ------
    OSError
        When the folder can't be made or written to.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     len(Lessons(folder).new), len(Lessons(folder).new)
    (14, 0)
    """

    def __init__(self, folder: str | Path, *, fresh: bool = False) -> None:
        self.folder = Path(folder)
        self.new: list[str] = []
        self.renewed: list[str] = []
        self.kept: list[str] = []
        self.beside: list[str] = []
        lessons = {path.name: path.read_bytes() for path in sorted(originals().glob("*.ipynb"))}
        if not self._is_where_they_come_from:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._copy(lessons)
            if fresh:
                self._set_beside(lessons)
        self._as_they_came = [
            path for path in self._files() if path.read_bytes() in lessons.values()
        ]

    @property
    def _is_where_they_come_from(self) -> bool:
        return self.folder.resolve() == originals().resolve()

    def _files(self) -> Iterator[Path]:
        yield from sorted(self.folder.glob("*.ipynb"))

    def _copy(self, lessons: dict[str, bytes]) -> None:
        record = self.folder / OURS / "copied.json"
        copied = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
        for name, lesson in lessons.items():
            path = self.folder / name
            there = path.read_bytes() if path.is_file() else None
            if there is None:
                self.new.append(name)
            elif there == lesson:
                pass
            elif _mark(there) == copied.get(name):
                self.renewed.append(name)
            else:
                self.kept.append(name)
                continue
            if there != lesson:
                write_whole(path, lesson)
            copied[name] = _mark(lesson)
        record.parent.mkdir(exist_ok=True)
        write_whole(record, json.dumps(copied, indent=1).encode())

    def _set_beside(self, lessons: dict[str, bytes]) -> None:
        for name in self.kept:
            path = self.folder / name.replace(".ipynb", "_fresh.ipynb")
            number = 1
            while path.exists() and path.read_bytes() != lessons[name]:
                number += 1
                path = self.folder / name.replace(".ipynb", f"_fresh_{number}.ipynb")
            write_whole(path, lessons[name])
            self.beside.append(path.name)

    def trust(self) -> None:
        """Trust those that nobody has changed: their pictures show as soon as they are opened."""
        if can_trust():
            trust(*self._as_they_came)

    def __str__(self) -> str:
        """Say what was done, in a line or a few."""
        lines = [f"The lessons are in {self.folder.resolve()}"]
        if self.renewed:
            lines.append(f"  newer than they were: {_names(self.renewed)}")
        if self.beside:
            lines.append(f"  yours stay as they are; beside them, fresh: {_names(self.beside)}")
        elif self.kept:
            lines.append(f"  yours, left as they are: {_names(self.kept)}")
            lines.append("  (with --fresh they are set beside yours as they came)")
        return "\n".join(lines)


def _mark(content: bytes) -> str:
    return sha256(content).hexdigest()


def _names(files: list[str]) -> str:
    return ", ".join(Path(file).stem for file in files)


def lab_arguments(folder: Path, *, browser: bool = True) -> list[str]:
    """Say how JupyterLab is started: in this folder, with the first lesson, as a window anew.

    Examples
    --------
    >>> lab_arguments(Path("lessons"))[-1]
    '--LabApp.default_url=/lab/tree/00_start_here.ipynb'
    """
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [
        *([] if browser else ["--no-browser"]),
        *(["--allow-root"] if is_root else []),
        f"--ServerApp.root_dir={folder.resolve()}",
        # Not the tabs that were open when JupyterLab was last used for something else.
        f"--LabApp.workspaces_dir={folder.resolve() / OURS / 'workspaces'}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    options, for_jupyter = _parser().parse_known_args(arguments)
    try:
        lessons = Lessons(options.folder, fresh=options.fresh)
    except OSError as error:
        why = error.strerror or error
        print(f"The lessons could not be put into {options.folder}: {why}", file=sys.stderr)
        return 1
    print(lessons, flush=True)
    try:
        lessons.trust()
    except OSError as error:  # the pictures come with the first run of each cell, then
        print(error, file=sys.stderr)
    if options.only_copy:
        return 0
    if find_spec("jupyterlab") is None:
        print(MISSING.format(folder=lessons.folder), file=sys.stderr)
        return 1
    from jupyterlab.labapp import LabApp

    _lay_out_window(lessons.folder)
    started = lab_arguments(lessons.folder, browser=not options.no_browser)
    LabApp.launch_instance([*started, *for_jupyter])
    return 0


def _lay_out_window(folder: Path) -> None:
    from jupyterlab_server.workspaces_handler import WorkspacesManager

    windows = WorkspacesManager(str(folder / OURS / "workspaces"))
    if not windows.list_workspaces():
        windows.save("default", json.dumps({"data": WINDOW, "metadata": {"id": "default"}}))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lstm-lessons",
        description=(__doc__ or "").partition("\n")[0],
        epilog="Whatever else is given goes to JupyterLab, such as --port=8890.",
    )
    parser.add_argument("folder", nargs="?", default=FOLDER, help=f"default: {FOLDER}")
    parser.add_argument(
        "--fresh", action="store_true", help="set lessons that you changed beside yours, as new"
    )
    parser.add_argument("--no-browser", action="store_true", help="serve them, and open no browser")
    parser.add_argument("--only-copy", action="store_true", help="do not start JupyterLab")
    return parser


if __name__ == "__main__":
    sys.exit(main())
