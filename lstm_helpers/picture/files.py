"""Save a picture, or the numbers behind it, as a file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import GRAPH
from lstm_helpers.picture.diagram import draw_scene, own_settings
from lstm_helpers.picture.svg import scene_svg
from lstm_helpers.words.numbers import UNKNOWN

__all__ = ["CSV_COLUMNS", "save_scene"]

_PNG_DPI = 180  # 2000 by 1405 pixels

CSV_COLUMNS = (*(q.name for q in GRAPH if q.name not in WEIGHT_NAMES), *WEIGHT_NAMES)


def save_scene(scene: Scene, path: str | Path) -> None:
    """Save what a scene shows; the end of the file's name says as what.

    ``.svg``, ``.png`` and ``.pdf`` are the picture. ``.csv`` is a table with one row for each time
    step: every quantity of the cell, then the weights, all digits of each; "?" for what is not
    known, because the learner is asked for it.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when the name ends otherwise, or its folder is not there.
    """
    if not isinstance(path, str | Path):
        raise TypeError(f"the file's name is {path!r}; expected a text such as 'cell.svg'.")
    target = Path(path)
    write = _WRITERS.get(target.suffix.lower())
    if write is None:
        ending = f"ends in {target.suffix!r}" if target.suffix else "has no ending"
        raise ValueError(f"{str(path)!r} {ending}; expected one of {', '.join(_WRITERS)}.")
    if not target.parent.is_dir():
        raise ValueError(f"there is no folder {str(target.parent)!r} to save {target.name!r} in.")
    write(scene, target)


def _svg(scene: Scene, path: Path) -> None:
    path.write_text(scene_svg(scene), encoding="utf-8", newline="\n")


def _drawing(scene: Scene, path: Path) -> None:
    import matplotlib

    with matplotlib.rc_context(own_settings()):
        metadata = {"CreationDate": None} if path.suffix.lower() == ".pdf" else None
        draw_scene(scene).savefig(path, dpi=_PNG_DPI, metadata=metadata)


def _csv(scene: Scene, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns = _columns(scene)
        writer.writerow(["t", *columns])
        for t, values in zip(scene.numbers, scene.steps, strict=True):
            writer.writerow([t, *(_all_digits(name, values) for name in columns)])


def _columns(scene: Scene) -> list[str]:
    """Name what there is: a unit of a layer has sums in the place of kernels."""
    if scene.unit is None:
        return list(CSV_COLUMNS)
    names = dict.fromkeys(name for values in scene.steps for name in values)
    first = [name for name in CSV_COLUMNS if name in names]
    return [*first, *(name for name in names if name not in first)]


def _all_digits(name: str, values: Mapping[str, float]) -> str:
    return repr(float(values[name])) if name in values else UNKNOWN


_WRITERS: dict[str, Callable[[Scene, Path], None]] = {
    ".svg": _svg,
    ".png": _drawing,
    ".pdf": _drawing,
    ".csv": _csv,
}
