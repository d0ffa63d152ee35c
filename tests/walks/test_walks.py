"""A failing walk becomes the shortest one that fails, and a walk is the same when walked again."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.walks.actions import draw_action
from tests.walks.cells import draw_cell, explorer_of
from tests.walks.shrink import shortest, shrink
from tests.walks.walk import Walk, draw_walk, replay

REPORT: dict[str, Any] = {
    "can": {"sliders": ["w_f"], "buttons": ["a"], "link": True, "copied": True, "back": True},
    "state": {"look": {}, "steps": 3, "t": 1},
    "answers": {"c": [True, "", ""]},
}


class Bumpy:
    """A place where it goes wrong once a drag has come after a text typed."""

    def __init__(self, cell: object) -> None:
        self.done: list[str] = []

    def do(self, action: dict[str, Any]) -> None:
        self.done.append(action["do"])

    def look(self, did: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
        typed = self.done.index("type") if "type" in self.done else len(self.done)
        return REPORT, ["bump: it bumps"] if "drag" in self.done[typed:] else []

    def close(self) -> None:
        pass


@pytest.mark.parametrize("needed", [[], [0], [99], [0, 99], [3, 50, 51], list(range(40, 50))])
def test_what_is_needed_is_left_and_nothing_else(needed: list[int]) -> None:
    assert shortest(range(100), lambda left: set(needed) <= set(left)) == needed


def test_a_failing_walk_is_shrunk_to_the_two_actions_that_fail() -> None:
    walk = draw_walk(3, 1000, Bumpy)
    assert len(walk.actions) > 2
    short = shrink(walk, Bumpy)
    assert [action["do"] for action in short.actions] == ["type", "drag"]
    assert short.wrong == ["bump: it bumps"]
    assert short.cell.keys() <= {"page", "unit", "layer"}


def test_a_walk_is_drawn_by_its_seed_and_is_the_same_from_its_file(tmp_path: Path) -> None:
    walk = draw_walk(5, 1000, Bumpy)
    assert walk == draw_walk(5, 1000, Bumpy) != draw_walk(6, 1000, Bumpy)
    walk.write(tmp_path / "walk.json")
    again = Walk.read(tmp_path / "walk.json")
    assert replay(again, Bumpy).actions == [*again.actions] == [*walk.actions]


def test_every_cell_that_is_drawn_is_one_and_every_kind_of_action_comes() -> None:
    cells = [draw_cell(random.Random(seed)) for seed in range(40)]
    assert {type(explorer_of(cell)).__name__ for cell in cells} == {"Explorer", "UnitExplorer"}
    rng = random.Random(1)
    done = {draw_action(rng, REPORT)["do"] for _ in range(500)}
    assert done == {"keys", "drag", "type", "undo", "press", "point", "tab", "follow", "back"} | {
        "set",
        "call",
    }
