"""How a chart looks, whatever its numbers: names, words, scales, limits; checked, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lstm_helpers.cell.given import as_float, one_of, quoted, short_text
from lstm_helpers.charts.plan import LARGEST
from lstm_helpers.charts.scales import SCALES
from lstm_helpers.picture.layout import STYLES

__all__ = ["as_ends", "as_names", "described", "look_of", "styles"]

MOST_LINES = 12

# What a line looks like that is no quantity of the cell: as one of these, the first one free.
SPARE = ("ink", "o", "h", "i", "f", "g")
STYLE_OF = {"c_act": "ink", "x": "quiet"}


def look_of(
    kind: str,
    lines: Sequence[Mapping[str, object]],
    *,
    x_label: str = "",
    y_label: str = "",
    title: str = "",
    scale: str = "linear",
    scales: Iterable[str] = (),
    xlim: tuple[float, float] | None = None,
    ylim: tuple[float, float] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Gather and check what a chart is told once.

    `kind` says where its numbers come from: "given", "time", "curve" or "powers"; `lines` are as
    `described` has them; `scales` are those to choose from in the page, and `more` is what this
    kind has of its own. The rest is as in `Content`.
    """
    words = {"x_label": x_label, "y_label": y_label, "title": title}
    for name, given in words.items():
        short_text(name, given)
    offered = as_names("scales", scales) if scales else []
    for given in (scale, *offered):
        if not one_of(given, SCALES):
            raise ValueError(f"scale is {quoted(given)}; expected one of {', '.join(SCALES)}.")
    return {
        "kind": kind,
        "lines": list(lines),
        "scale": scale,
        "scales": offered,
        **words,
        "xlim": None if xlim is None else as_ends("xlim", xlim),
        "ylim": None if ylim is None else as_ends("ylim", ylim, "log" in (scale, *offered)),
        **more,
    }


def as_names(what: str, given: str | Iterable[str]) -> list[str]:
    """Take names, apart or in one text with spaces between.

    >>> as_names("lines", "loss f")
    ['loss', 'f']
    """
    if not isinstance(given, Iterable):
        raise TypeError(f'{what} is {quoted(given)}; expected names, such as "c h".')
    names = given.split() if isinstance(given, str) else list(given)
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"{what} has {quoted(name)} in it; expected a name.")
        if names.count(name) > 1:
            raise ValueError(f"{what} has {quoted(name)} twice; expected names that differ.")
        short_text(f"a name in {what}", name)
    return names


def described(names: Sequence[str], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Say of each line what is said of it in the page: its name, label and role.

    Raises
    ------
    ValueError
        When there are too many to be told apart.
    """
    if not 0 < len(names) <= MOST_LINES:
        raise ValueError(
            f"lines has {len(names)} names; expected 1 to {MOST_LINES}, "
            "so that they can be told apart."
        )
    if not isinstance(labels, Mapping):
        raise TypeError(f'labels is {quoted(labels)}; expected words by name, as {{"c": "state"}}.')
    return [
        {
            "name": name,
            "label": short_text("a label", labels.get(name, name)),
            "role": role,
            "valued": True,
        }
        for name, role in zip(names, styles(names), strict=True)
    ]


def styles(names: Sequence[str]) -> list[str]:
    """Choose a role for each line: the quantity's own, or one that is free.

    >>> styles(["loss", "f", "test loss"])
    ['ink', 'f', 'o']
    """
    own = {name: STYLE_OF.get(name, name) for name in names if name in {**STYLES, **STYLE_OF}}
    free = [role for role in SPARE if role not in own.values()] or list(SPARE)
    others = [name for name in names if name not in own]
    spare = {name: free[n % len(free)] for n, name in enumerate(others)}
    return [(own | spare)[name] for name in names]


def as_ends(name: str, given: object, positive: bool = False) -> tuple[float, float]:
    """Take where an axis starts and ends.

    >>> as_ends("xlim", (0, 1))
    (0.0, 1.0)
    """
    try:
        low, high = map(as_float, given if isinstance(given, Iterable) else ())
    except (TypeError, ValueError):
        low = high = 0.0
    if not -LARGEST <= low < high <= LARGEST or (positive and low <= 0):
        above = " above 0" if positive else ""
        raise ValueError(
            f"{name} is {quoted(given)}; expected two numbers{above}, the smaller one first."
        )
    return low, high
