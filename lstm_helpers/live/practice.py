"""Practice without end: the learner answers in the picture, and the level follows."""

from __future__ import annotations

from typing import Any

import traitlets

from lstm_helpers.exercises.practice import LEVELS, NUMBERS, Exercise, exercise, for_the_page
from lstm_helpers.live.answers import predicted
from lstm_helpers.live.explorer import Explorer
from lstm_helpers.live.noting import note_practice
from lstm_helpers.page.mime import Shown
from lstm_helpers.page.scripts import module
from lstm_helpers.page.speaking import in_its_language
from lstm_helpers.page.traits import WholeTrait
from lstm_helpers.words.language import language_named, say, told

__all__ = ["Practice", "tables"]

# The level rises after so many right ones in a row, and falls after so many wrong ones. One slip
# among so many numbers, found and mended, is none. What was missed is the so manieth to come.
RULES = {"in_a_row": 3, "mended": 8, "comes_back": 3}

SAYS = {
    "level": "level",
    "number": "number",
    "another": "another ▶",
    "field": "number of the exercise: with the same one a neighbour has the same cell",
    "unfit": "Type a whole number from 1 to {numbers}.",
    # backwards one needs the values, too: they are a press away
    "faces": {"label": "show", "values": "values", "gradients": "gradients"},
    "about": "Level {level}, {words}.",
    "back": "This one is back: last time it was not right at once.",
    # what came of this one
    "outcome": {
        "": "",
        "right": "✓ All right.",
        "wrong": "Done, but not all of it at once: it will come back.",
    },
    # and where that leads, by how many there are in a row
    "right": {
        "0": "Three right in a row lift you to level {up}.",
        "1": "1 right; two more in a row lift you to level {up}.",
        "2": "2 right in a row; one more lifts you to level {up}.",
        "3": "3 right in a row: the next one is of level {up}.",
    },
    "top": "{right} right in a row, and there is no higher level.",
    "wrong": {
        "1": "",
        "2": "One more like that, and you go on at level {down}.",
        "3": "The next one is of level {down}.",
    },
}

# What it is called where no page is.
TITLE = "Practice, level {level} ({words}), number {number}"

_FRESH: dict[str, Any] = {
    **{"right": 0, "wrong": 0, "outcome": "", "back": False, "latest": 1, "missed": []}
}


def tables() -> dict[str, Any]:
    """Give all that practice.js goes by; it travels with the widget, for no other needs it."""
    return {**for_the_page(), "rules": RULES, "says": SAYS}


class Practice(Explorer):
    """An exercise to answer in the picture, and after it another one, as many as you like.

    Three that are right in a row lift the level, three that are not lower it, and what was missed
    comes back later. None of it needs a kernel.

    Parameters
    ----------
    level
        1 a gate, 2 a step, 3 two steps, 4 gates open or shut, 5 two steps backwards.
    number
        From 1 to 9999: with the same level and number everybody has the same cell.
    language
        As an Explorer's.

    Attributes
    ----------
    level, number
        As given, and as the learner goes on; set them to go elsewhere.
    record
        How the learner stands: ``right`` and ``wrong`` in a row, ``missed`` what will come back.
    exercise
        The exercise as it stands.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when there is no such level or number.

    Examples
    --------
    >>> practice = Practice(level=2, number=17)
    >>> practice.exercise.asks[:4], practice.inputs
    (('f', 'i', 'g', 'o'), [2.0])
    >>> practice.level = 3
    >>> practice.steps
    2
    """

    _script = "live/practice.js"
    _esm = module(_script)

    level = WholeTrait(1, 1, len(LEVELS))
    number = WholeTrait(1, 1, NUMBERS)
    tables: traitlets.Dict[str, Any] = traitlets.Dict(tables()).tag(sync=True)
    record: traitlets.Dict[str, Any] = traitlets.Dict(_FRESH).tag(sync=True)

    def __init__(self, level: int = 1, number: int = 1, *, language: str | None = None) -> None:
        made = exercise(level, number)
        cell = made.setting
        states: dict[str, Any] = {"h0": cell.h0, "c0": cell.c0, "activations": cell.activations}
        asked: dict[str, Any] = {"face": made.face, "predict": made.asks, "show": _show(made)}
        super().__init__(cell.weights, cell.inputs, cell.t, **states, **asked, language=language)
        with self._at_once():
            self.look = {**self.look, "around": "practice", "predict": _asks(made)}
            self.level, self.number = level, number
            self.tables = told(tables(), language_named(self.language))
            self.record = {**_FRESH, "latest": number}
        self.observe(self._follow, ("level", "number"))
        note_practice(self)

    def _begin_notes(self) -> None:
        """An exercise is no question of the lesson: it is noted apart."""

    @property
    def exercise(self) -> Exercise:
        """The exercise as it stands."""
        return exercise(self.level, self.number)

    def _follow(self, change: object) -> None:
        """Take the cell of another level or number, unless the page has sent it along."""
        made = self.exercise
        cell = made.setting
        stands = (self.weights, tuple(self.inputs), self.h0, self.c0, self.activations)
        if stands == (cell.weights, cell.inputs, cell.h0, cell.c0, cell.activations):
            return
        with self._at_once():
            self.face = made.face
            self.record = {**self.record, "outcome": "", "back": False, "latest": self.number}
            self._take(cell, predict=_asks(made), show=_show(made))

    @in_its_language
    def _repr_mimebundle_(self, **kwargs: Any) -> Shown:
        """Say which exercise it is, before the table."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        words = say(LEVELS[self.level].words)
        says = say(TITLE).format(level=self.level, words=words, number=self.number)
        return {**data, "text/plain": f"{says}\n\n{data['text/plain']}"}, metadata


def _asks(made: Exercise) -> dict[str, Any]:
    """Say what is asked for, as the page takes it."""
    names = made.setting.activations.names
    asks = predicted(made.asks, made.setting.t, made.face, names)
    return {**(asks or {}), "walk": True}  # what the first step begins with is given


def _show(made: Exercise) -> list[str]:
    """Walk where there is somewhere to walk to."""
    return ["walk"] if len(made.setting.inputs) > 1 else []
