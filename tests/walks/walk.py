"""A walk: a cell, and what is done in it. Drawn from a seed, or read from a file and done again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from tests.walks.actions import Action, Report, draw_action
from tests.walks.cells import Cell, draw_cell


@dataclass(frozen=True)
class Walk:
    """What is walked in, and what is done there.

    Parameters
    ----------
    cell
        As cells.py draws it.
    actions
        What is done, in order.
    seed
        What it was drawn from.
    wrong
        What was wrong after the last action; empty when nothing was.
    """

    cell: Cell
    actions: Sequence[Action] = ()
    seed: int | None = None
    wrong: Sequence[str] = field(default=())

    def write(self, path: Path) -> None:
        """Write it to a file from which it can be walked again."""
        said = {"seed": self.seed, "cell": self.cell}
        head = [f'"{name}": {json.dumps(value)}' for name, value in said.items()]
        lists = {"wrong": self.wrong, "actions": self.actions}
        rest = [f'"{name}": [{_lines(value)}\n]' for name, value in lists.items()]
        path.write_text("{\n" + ",\n".join([*head, *rest]) + "\n}\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Walk:
        """Read it from its file."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def _lines(values: Sequence[object]) -> str:
    return ",".join(f"\n  {json.dumps(value, ensure_ascii=False)}" for value in values)


class Place(Protocol):
    """Where somebody walks: a page, or JupyterLab."""

    def do(self, action: Action) -> None:
        """Do what an action says."""

    def look(self, did: Action) -> tuple[Report, list[str]]:
        """Look at all of it, and list what is wrong."""

    def close(self) -> None:
        """Leave it."""


Opens = Callable[[Cell], Place]
Draws = Callable[[random.Random, Report], Action]

BEGIN: Action = {"do": "begin"}


def draw_walk(
    seed: int,
    steps: int,
    opens: Opens,
    draws: Draws = draw_action,
    draws_cell: Callable[[random.Random], Cell] = draw_cell,
) -> Walk:
    """Walk at random until something is wrong, or for so many steps.

    Parameters
    ----------
    seed
        What is drawn follows from it and from what there is on the page.
    steps
        How many actions at most.
    opens
        Opens the place to walk in.
    draws
        Draws the next action.
    draws_cell
        Draws the cell.
    """
    rng = random.Random(seed)
    walk = Walk(draws_cell(rng), seed=seed)
    actions: list[Action] = []

    def following(report: Report) -> Action | None:
        return draws(rng, report) if len(actions) < steps else None

    wrong = _walk(walk.cell, actions, following, opens)
    return replace(walk, actions=actions, wrong=wrong)


def replay(walk: Walk, opens: Opens) -> Walk:
    """Walk again, until something is wrong."""
    actions: list[Action] = []
    rest = iter(walk.actions)
    wrong = _walk(walk.cell, actions, lambda _: next(rest, None), opens)
    return replace(walk, actions=actions, wrong=wrong)


def _walk(cell: Cell, actions: list[Action], following: Any, opens: Opens) -> list[str]:
    place = opens(cell)
    try:
        report, wrong = place.look(BEGIN)
        while not wrong:
            action = following(report)
            if action is None:
                return []
            actions.append(action)
            place.do(action)
            report, wrong = place.look(action)
        return wrong
    finally:
        place.close()
