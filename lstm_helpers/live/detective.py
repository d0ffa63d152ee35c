"""The weight detective: what a cell should do is told, and its weights are to be found."""

from __future__ import annotations

from typing import Any

import traitlets

from lstm_helpers.exercises.riddles import RIDDLES, WITHIN, Riddle, for_the_page, is_found, riddle
from lstm_helpers.live.controls import shown
from lstm_helpers.live.explorer import Explorer
from lstm_helpers.live.noting import note_riddles
from lstm_helpers.page.mime import Shown
from lstm_helpers.page.scripts import module
from lstm_helpers.page.speaking import in_its_language
from lstm_helpers.page.traits import WholeTrait
from lstm_helpers.words.language import language_named, say, told
from lstm_helpers.words.numbers import listed

__all__ = ["SAYS", "Detective"]

SAYS: dict[str, Any] = {
    "which": "which riddle",
    "riddle": "riddle {number} of {count}",
    "previous": "◀",
    "previous_label": "the riddle before",
    "next": "next ▶",
    "hint": "hint",
    "count": "{found} of {count} found",
    "table": "what is wanted, and what your cell does",
    "step": "step",
    "input": "input x",
    "wanted": "wanted {name}",
    "yours": "your {name}",
    "found": "✓ Found: your cell does it.",
    "all_found": "✓ Found, and with it all {count}.",
    "not_yet": "At time step {t} your {name} is {got}, and {wanted} is wanted.",
    "hint_says": "Hint: {hint}",
    "within": WITHIN,
}

_FRESH: dict[str, Any] = {"found": [], "hints": []}
_PARTS = ("steps", "reset")


class Detective(Explorer):
    """A riddle: what a cell should do is told, and some sliders are there to make it do so.

    It is found by what the cell does: every way is right.

    Parameters
    ----------
    number
        Of the riddle, from 1 to 20; they become harder.
    language
        As an Explorer's.

    Attributes
    ----------
    number
        As given; set it to go to another riddle.
    record
        ``{"found": [1, 3], "hints": [3]}``: which riddles are found, and of which a hint was asked.
    riddle
        The riddle as it stands.
    is_found
        Whether the cell does what is wanted.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when there is no riddle of that number.

    Examples
    --------
    >>> detective = Detective(number=1)
    >>> detective.riddle.says
    'Whatever comes in goes out again, at the same step.'
    >>> detective.is_found
    False
    >>> detective.w_g = 1
    >>> detective.is_found
    True
    """

    _script = "live/detective.js"
    _esm = module(_script)

    number = WholeTrait(1, 1, len(RIDDLES))
    record: traitlets.Dict[str, Any] = traitlets.Dict(_FRESH).tag(sync=True)
    says: traitlets.Dict[str, Any] = traitlets.Dict(SAYS).tag(sync=True)
    riddles: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)

    def __init__(self, number: int = 1, *, language: str | None = None) -> None:
        it = riddle(number)
        cell = it.setting
        states: dict[str, Any] = {"h0": cell.h0, "c0": cell.c0, "activations": cell.activations}
        controls: dict[str, Any] = {"limits": it.limits, "step": it.step}
        show = (*it.solution, *_PARTS)
        super().__init__(
            cell.weights, cell.inputs, **states, **controls, show=show, language=language
        )
        with self._at_once():
            self.look = {**self.look, "around": "detective"}
            spoken = language_named(self.language)
            self.says = told(SAYS, spoken)
            self.riddles = [told(for_the_page(n), spoken) for n in range(1, len(RIDDLES) + 1)]
            self.number = number
        self.observe(self._follow, "number")
        note_riddles(self)

    @property
    def riddle(self) -> Riddle:
        """The riddle as it stands."""
        return riddle(self.number)

    @property
    def is_found(self) -> bool:
        """Whether the cell does what is wanted."""
        trace = self.trace
        return is_found(self.riddle.wanted, {name: list(getattr(trace, name)) for name in "ch"})

    def _follow(self, change: object) -> None:
        """Take the cell of another riddle, unless the page has sent it along."""
        it = self.riddle
        show = shown([*it.solution, *_PARTS], [])
        if show == self.look["show"] and tuple(self.inputs) == it.setting.inputs:
            return
        self._take(it.setting, show=show, limits=it.limits, step=it.step)

    @in_its_language
    def _repr_mimebundle_(self, **kwargs: Any) -> Shown:
        """Say what is wanted, before the table."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        it = self.riddle
        number = say(SAYS["riddle"]).format(number=self.number, count=len(RIDDLES))
        lines = [f"{number}: {say(it.title)}. {say(it.says)}"]
        for name, numbers in it.wanted.items():
            row = say(SAYS["wanted"]).format(name=name)
            lines.append(f"{row}: {listed(numbers)}")
        says = "\n".join(lines)
        return {**data, "text/plain": f"{says}\n\n{data['text/plain']}"}, metadata
