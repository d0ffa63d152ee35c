"""Sheets for paper: what is on a sheet and on its key, made from a level and a number.

A sheet has the practice cell of its level and number, a table of three time steps where there is
room for one, a table to tick, and one of the detective's riddles. The same level and number make
the same sheet everywhere. Nothing is drawn here, and what is on the key is worked out by `run`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from lstm_helpers.cell.activations import IDENTITY
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES, Weights
from lstm_helpers.exercises.practice import LEVELS, NUMBERS, Exercise, dice, exercise
from lstm_helpers.exercises.riddles import RIDDLES, Riddle
from lstm_helpers.exercises.slips import Asked, Case
from lstm_helpers.graph.asked import MARK
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import BY_NAME, CARRY
from lstm_helpers.words.texts import COLUMNS

__all__ = ["SHEET_SAYS", "Sheet", "Ticks", "class_of", "sheet"]

# All that a sheet and a key say; {…} are numbers and names.
SHEET_SAYS = {
    "course": "An LSTM cell by hand",
    "sheet": "sheet {level}-{number}",
    "about": "Level {level}: {words}",
    "name": "name",
    "date": "date",
    "page": "page {page} of {last}",
    "given": "given",
    "gate": "{words}, {name}",
    "weights": "w, u, b of each gate: {weights}.",
    "values at": "The values at time step {t}: {values}.",
    "frames": "Work out each number with a thick frame, from the bottom to the top.",
    "frames backwards": "Backwards: work out how many times as much {goal} changes when the number "
    "in a thick frame changes a little. Begin at the top of time step {last}.",
    "dashed": "What has a dashed frame helps you on the way.",
    "sigmoid": "These gates go through σ: far above 0 it is 1, far below 0 it is 0.",
    "other step": "The same cell at time step {t}",
    "table": "Three time steps",
    "fill in": "Another cell, and nothing came before. Fill in the table, step by step.",
    "ticks": "What changes with what?",
    "plain": "Another cell: all weights are 1, all biases 0.",
    "shut": "Another cell: all weights are 1, all biases 0, only {name} is {value}.",
    "comes in": "In come x = {x}, h_prev = {h_prev}, c_prev = {c_prev}.",
    "tick": "Now each number on the left becomes larger by 1, one at a time, and then goes back. "
    "Which numbers change at this time step? Tick them.",
    "larger": "larger by 1",
    "riddle": "The weight detective: {title}",
    "set": "Set already: {weights}. All that is not named is 0.",
    "unset": "All that is not named is 0.",
    "before": "It begins with c_prev = {c0}.",
    "find": "Find",
    "hint": "Hint: {hint}",
    "key": "Key, level {level}: {words}",
    "key page": "for the teacher · page {page} of {last}",
    "quiz": "{course}: level {level}, {words}",
    "category": "level {level}, {words}",
    "nothing before": "Another cell, and nothing came before.",
    "in the picture": "Work out the numbers of time step {t}. They are whole.",
    "picture": "The memory cell: three gates multiply, a sum keeps the cell state.",
    "asked": "At time step {t}: what is {words}?",
    "asked backwards": "At time step {t}: when {name} changes a little, how many times as much "
    "does {goal} change?",
    "does it change": "Now each number on the left becomes larger by 1, one at a time, and then "
    "goes back. Which numbers change at this time step?",
    "which change": "Now {name} becomes larger by 1. Which of these numbers change at this time "
    "step?",
    "changes": "changes",
    "stays": "stays",
    "none of them": "none of them",
    "right ticks": "Yes.",
    "wrong ticks": "Not yet: follow it along the wires. What is it multiplied with on its way?",
    "gates": "which gate does what",
    "one way": "{title}: {weights} is one way. Every cell that does it is right.",
}

# What a tick is put under, and what may become larger, in the order of lesson 03.
TICKED = ("f", "keep", "write", "c", "h")
_MOVED = ("x", "w_f", "u_f", "b_f", "w_i", "u_i", "w_g", "u_g", "b_g", "w_o", "u_o")
_ROWS = 5

# No number of the table is larger, and few are 0: it is to be done in the head.
_LARGEST = 60

# Each task has dice of its own, so that a change of one leaves the others as they are.
_TABLE, _TICKS, _RIDDLE = 1_000_000, 2_000_000, 3_000_000


@dataclass(frozen=True)
class Ticks:
    """A cell at one time step, and what becomes larger in it by 1, one at a time.

    Parameters
    ----------
    setting
        The cell and what comes in.
    moved
        "x" and names of weights: the rows.
    shut
        The name of the bias that shuts a gate, "" for none.
    """

    setting: Setting
    moved: Sequence[str]
    shut: str = ""

    @cached_property
    def changes(self) -> Mapping[str, tuple[str, ...]]:
        """What changes with each: the ticks, worked out by running the cell twice."""
        before = self.setting.trace[0]
        return {
            name: tuple(
                column
                for column in TICKED
                if getattr(self._moved(name).trace[0], column) != getattr(before, column)
            )
            for name in self.moved
        }

    def _moved(self, name: str) -> Setting:
        setting = self.setting
        if name == "x":
            return replace(setting, inputs=(setting.inputs[0] + 1,))
        values: dict[str, Any] = setting.weights.as_dict()
        return replace(setting, weights=Weights(**{**values, name: values[name] + 1}))


@dataclass(frozen=True)
class Sheet:
    """A sheet: its tasks.

    Parameters
    ----------
    exercise
        The practice cell, for the picture.
    table
        A cell of three time steps; None where the picture has two of its own.
    ticks
        The table to tick.
    riddle
        One of the detective's, in whole numbers.
    """

    exercise: Exercise
    table: Setting | None
    ticks: Ticks
    riddle: Riddle

    @property
    def level(self) -> int:
        """The level."""
        return self.exercise.level

    @property
    def number(self) -> int:
        """The number, which stands on the sheet."""
        return self.exercise.number

    @property
    def asks(self) -> Sequence[tuple[int, tuple[str, ...]]]:
        """What is asked for in the picture: (time step, names), in the order of the work."""
        made = self.exercise
        # a single gate would leave most of the paper empty
        names = GATES if made.level == 1 else tuple(made.asks)
        steps = range(1, len(made.setting.inputs) + 1)
        if made.face == "gradients":
            return [(t, names) for t in reversed(steps)]
        # what the first step begins with is given
        return [(t, tuple(n for n in names if t > 1 or n not in CARRY)) for t in steps]

    def case(self, name: str, t: int) -> Case:
        """Give what is asked for as the slips take it."""
        of = "h" if self.exercise.face == "gradients" else ""
        return Case(self.exercise.setting, Asked(name, t, of))

    @cached_property
    def answers(self) -> Mapping[tuple[int, str], float]:
        """What is right in the picture, by time step and name."""
        return {(t, name): self.case(name, t).truth for t, names in self.asks for name in names}

    def scene(self, t: int) -> Scene:
        """Give the picture of a time step, with all that is asked for open in it."""
        made = self.exercise
        cell = made.setting
        mark = MARK if made.face == "gradients" else ""
        steps = [{n: float(v) for n, v in s.as_dict().items()} for s in cell.trace]
        asked: list[dict[str, bool]] = [{} for _ in steps]
        for at, names in self.asks:
            asked[at - 1] = {mark + name: False for name in names}
        return Scene(steps, t, activations=cell.activations.names, face=made.face, asked=asked)

    def on_the_way(self, t: int) -> tuple[str, ...]:
        """Name what is neither given nor asked for at a time step, but needed on the way."""
        scene, names = self.scene(t), dict(self.asks)[t]
        unknown = [n for n in (*"fgio", "keep", "write", "c", "c_act", "h") if n not in scene.shown]
        needed = set(BY_NAME) if scene.face == "gradients" else _made_of(names)
        return tuple(name for name in unknown if name in needed and name not in names)

    @cached_property
    def rows(self) -> Sequence[Mapping[str, float]]:
        """The table, filled in."""
        if self.table is None:
            return ()
        return [{n: float(getattr(step, n)) for n in COLUMNS[1:]} for step in self.table.trace]


def sheet(level: int, number: int) -> Sheet:
    """Make a sheet: the same one for the same level and number.

    Parameters
    ----------
    level
        1 a gate, 2 a step, 3 two steps, 4 gates open or shut, 5 two steps backwards.
    number
        From 1 to 9999.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when there is no such level or number.

    Examples
    --------
    >>> made = sheet(level=2, number=17)
    >>> made.answers[1, "h"], len(made.rows), made.riddle.title
    (-296.0, 3, 'Yesterday is gone')
    """
    made = exercise(level, number)
    seed = made.level * (NUMBERS + 1) + made.number
    table = _table(dice(_TABLE + seed)) if LEVELS[made.level].steps == 1 else None
    return Sheet(made, table, _ticks(dice(_TICKS + seed)), _riddle(made))


def class_of(level: int, count: int, first: int = 1) -> list[Sheet]:
    """Make a class's sheets: so many, from a number on.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when there are not so many.

    Examples
    --------
    >>> [made.number for made in class_of(level=1, count=3, first=7)]
    [7, 8, 9]
    """
    if count < 1:
        raise ValueError(f"count is {count}; expected at least 1 sheet.")
    return [sheet(level, number) for number in range(first, first + count)]


def _made_of(names: Sequence[str]) -> set[str]:
    """Name what some quantities are made of, and what that is made of."""
    found: set[str] = set()
    more = list(names)
    while more:
        more = [o for name in more for o in BY_NAME[name].operands if o not in found]
        found.update(more)
    return found


# ---- three time steps ----------------------------------------------------------------------------

_DRAWS = {"w": (1, 1, 2, 0, -1), "u": (1, 1, 0, 0, -1), "b": (0, 0, 1, 2, -1)}
_INPUTS = (1, 1, 2, 3, -1)
_BELOW_0 = 9  # so many numbers may have a minus, of thirty


def _table(die: Any) -> Setting:
    """Draw a cell of three time steps, until one is fit to be done in the head."""
    while True:
        values: dict[str, Any] = {name: _DRAWS[name[0]][die(5)] for name in WEIGHT_NAMES}
        inputs = tuple(float(_INPUTS[die(5)]) for _ in range(3))
        setting = Setting(Weights(**values), inputs)
        if _is_fit(setting):
            return setting


def _is_fit(setting: Setting) -> bool:
    numbers = setting.weights.as_dict()
    if sum(numbers[f"u_{gate}"] != 0 for gate in GATES) < 2 or len(set(setting.inputs)) < 2:
        return False
    steps = list(setting.trace)
    shown = [float(getattr(step, name)) for step in steps for name in COLUMNS[2:]]
    hidden, states = ({float(getattr(step, name)) for step in steps} for name in "hc")
    gates = [[float(getattr(step, gate)) for gate in GATES] for step in steps]
    return (
        max(map(abs, shown)) <= _LARGEST
        and sum(number < 0 for number in shown) <= _BELOW_0
        and len(hidden) == len(states) == 3
        and 0 not in hidden | states
        and all(len(set(each)) > 2 for each in gates[1:])
        and sum(each.count(0) for each in gates) <= 2
    )


# ---- what changes with what ----------------------------------------------------------------------


def _ticks(die: Any) -> Ticks:
    """Draw a cell in which something is 0, so that not everything changes with everything."""
    while True:
        x, h0, c0 = (
            (1 + die(4), 0, 0),
            (1 + die(4), 0, 2 + die(5)),
            (1 + die(4), 1 + die(3), 0),
            (0, 1 + die(4), 2 + die(5)),
            (1 + die(4), 1 + die(3), 2 + die(5)),
        )[die(5)]
        shut = ("", "b_f", "b_i", "b_g", "b_o")[die(5)]
        change: dict[str, Any] = {shut: -(x + h0)} if shut else {}
        left = [name for name in _MOVED if name != shut]
        moved = sorted((left.pop(die(len(left))) for _ in range(_ROWS)), key=_MOVED.index)
        made = Ticks(
            Setting(Weights.ones(**change), (float(x),), float(h0), float(c0)), tuple(moved), shut
        )
        ticked = list(made.changes.values())
        # rows that are all alike, or all empty, would teach nothing
        if len(set(ticked)) >= 4 and () in ticked:
            return made


# ---- riddles -------------------------------------------------------------------------------------


def _is_for_paper(riddle: Riddle) -> bool:
    numbers = [*riddle.inputs, *riddle.solution.values(), *riddle.given.values(), riddle.c0]
    numbers += [number for row in riddle.wanted.values() for number in row]
    return riddle.activations == IDENTITY and all(float(n).is_integer() for n in numbers)


@cache
def _order(level: int) -> Sequence[Riddle]:
    """Shuffle the riddles that need whole numbers only."""
    left = [riddle for riddle in RIDDLES if _is_for_paper(riddle)]
    die = dice(_RIDDLE + level)
    return tuple(left.pop(die(len(left))) for _ in range(len(left)))


def _riddle(made: Exercise) -> Riddle:
    """Deal the riddles out in turn: neighbours have different ones."""
    order = _order(made.level)
    return order[made.number % len(order)]
