"""The shortest failing walk: delta debugging, after Zeller and Hildebrandt (2002)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from tests.walks.walk import Opens, Walk, replay

Thing = TypeVar("Thing")

MOST_TRIES = 400


def shortest(things: Sequence[Thing], fails: Callable[[list[Thing]], bool]) -> list[Thing]:
    """Leave out halves, quarters, and at last single things, as long as it still fails.

    >>> shortest(range(100), lambda left: 7 in left and 91 in left)
    [7, 91]
    """
    left = list(things)
    size = len(left)
    while size:
        at = 0
        while at < len(left):
            fewer = left[:at] + left[at + size :]
            if fails(fewer):
                left = fewer
            else:
                at += size
        size //= 2
    return left


def shrink(walk: Walk, opens: Opens, most: int = MOST_TRIES) -> Walk:
    """Find the shortest walk that fails as a walk does, each try in a fresh page.

    Parameters
    ----------
    walk
        One that has failed.
    opens
        Opens the place to walk in.
    most
        So many tries at most.

    Returns
    -------
    Walk
        With fewer actions, in a cell of fewer words; `wrong` says what differed in it.
    """
    best, tries = walk, 0

    def fails(tried: Walk) -> bool:
        nonlocal best, tries
        tries += 1
        if tries > most:
            return False
        done = replay(tried, opens)
        if not done.wrong or kind(done.wrong[0]) != kind(walk.wrong[0]):
            return False
        best = done
        return True

    shortest(walk.actions, lambda actions: fails(replace(walk, actions=actions)))
    options = [name for name in best.cell if name not in KEPT]
    actions = best.actions
    shortest(options, lambda left: fails(_with(walk, actions, left)))
    # with fewer words in the cell, some actions may be needed no more
    shortest(best.actions, lambda left: fails(replace(best, actions=left)))
    return best


KEPT = ("page", "lab", "unit", "layer")


def _with(walk: Walk, actions: Sequence[object], options: list[str]) -> Walk:
    cell = {name: value for name, value in walk.cell.items() if name in (*KEPT, *options)}
    return replace(walk, cell=cell, actions=actions)


def kind(wrong: str) -> str:
    """Say what kind of complaint it is: its first words."""
    return wrong.partition(":")[0]
