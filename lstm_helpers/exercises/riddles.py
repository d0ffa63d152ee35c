"""The weight detective's riddles: what a cell does, and which of its weights are to be found.

A riddle is solved by what the cell does, so that every way to do it is right. `solution` is one of
them: for the tests and for teachers; the page never gets it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lstm_helpers.cell.activations import IDENTITY, STANDARD, Activations
from lstm_helpers.cell.given import whole
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights

__all__ = ["RIDDLES", "WITHIN", "Riddle", "for_the_page", "is_found", "riddle"]

WITHIN = {"whole": 1e-6, "other": 0.001}  # how far off a number may be: sliders add tenths up

Wanted = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Riddle:
    """A cell that does something, with some of its weights set wrongly.

    Parameters
    ----------
    title, says
        What it is called, and what the cell should do.
    hint
        Where to look; never a weight nor a number.
    inputs
        The input sequence.
    wanted
        What "h", or "c", should be at every time step.
    given
        The weights that are set, others than 0, as the riddle begins.
    solution
        The sliders, and where they stand in a cell that does it.
    h0, c0
        The states before the first step.
    limits, step
        The sliders' range and step.
    activations
        The pair.
    """

    title: str
    says: str
    hint: str
    inputs: Sequence[float]
    wanted: Wanted
    given: Mapping[str, float]
    solution: Mapping[str, float]
    h0: float = 0
    c0: float = 0
    limits: tuple[float, float] = (-3, 3)
    step: float = 0.5
    activations: Activations = IDENTITY

    @property
    def weights(self) -> Weights:
        """The weights as the riddle begins."""
        values: dict[str, Any] = {**dict.fromkeys(WEIGHT_NAMES, 0), **self.given}
        return Weights(**values)

    @property
    def setting(self) -> Setting:
        """The cell as the riddle begins."""
        states = (float(self.h0), float(self.c0))
        return Setting(self.weights, tuple(map(float, self.inputs)), *states, self.activations)


# The echo: what comes in is written, let out, and forgotten.
_ECHO = {"b_i": 1, "w_g": 1, "b_o": 1}

RIDDLES: tuple[Riddle, ...] = (
    Riddle(
        "Say what you hear",
        "Whatever comes in goes out again, at the same step.",
        "Nothing is written as long as the candidate has nothing to offer. What does it listen to?",
        (3, -1, 2),
        {"h": (3, -1, 2)},
        {"b_i": 1, "b_o": 1},
        {"w_g": 1, "u_g": 0},
    ),
    Riddle(
        "Twice as loud",
        "What comes in goes out twice as large.",
        "On its way through the cell the number passes two black dots, and each multiplies.",
        (3, -1, 2),
        {"h": (6, -2, 4)},
        _ECHO,
        {"w_g": 1, "b_o": 2},
    ),
    Riddle(
        "The contrarian",
        "It says the opposite of what it hears, and remembers it as it was.",
        "The cell state is right already. What stands between it and the way out?",
        (2, -3, 1),
        {"c": (2, -3, 1), "h": (-2, 3, -1)},
        _ECHO,
        {"w_g": 1, "b_i": 1, "b_o": -1},
    ),
    Riddle(
        "Hold on",
        "It begins with a number in mind, and never lets go of it, whatever comes in.",
        "Two gates decide about the cell state: one about the old, one about the new.",
        (1, 3, -2, 5),
        {"h": (4, 4, 4, 4)},
        _ECHO,
        {"b_f": 1, "b_i": 0},
        c0=4,
    ),
    Riddle(
        "Yesterday is gone",
        "It begins with a number in mind, and forgets it at once: only the new counts.",
        "All that comes in is written, and that is as it should be. What else is in the sum?",
        (2, 4, -1),
        {"h": (2, 4, -1)},
        {**_ECHO, "b_f": 1},
        {"b_f": 0, "b_i": 1, "b_o": 1},
        c0=5,
    ),
    Riddle(
        "The secret",
        "It adds up all that comes in, and does not say a word about it.",
        "One gate must let the past through. Another must let nothing out.",
        (3, -1, 2, 4),
        {"c": (3, 2, 4, 8), "h": (0, 0, 0, 0)},
        _ECHO,
        {"b_f": 1, "b_i": 1, "b_o": 0},
    ),
    Riddle(
        "Knocks on the door",
        "Each knock is a 1. It says how many there have been so far.",
        "To count is to keep all of the old and to add the new.",
        (1, 0, 1, 1, 0),
        {"h": (1, 1, 2, 3, 3)},
        {"b_i": 1, "b_o": 1},
        {"b_f": 1, "w_g": 1, "b_g": 0},
    ),
    Riddle(
        "The clock",
        "It counts the time steps, and does not listen to what comes in.",
        "What has a candidate that is deaf to the input, and deaf to the past, left to offer?",
        (3, -1, 2, 0, 4),
        {"h": (1, 2, 3, 4, 5)},
        {**_ECHO, "b_f": 1},
        {"w_g": 0, "u_g": 0, "b_g": 1},
    ),
    Riddle(
        "Countdown",
        "It counts down, one at each step, whatever comes in.",
        "A sum can become smaller, too: it depends on what is added.",
        (2, 0, 1, 3, 1),
        {"h": (4, 3, 2, 1, 0)},
        {**_ECHO, "b_f": 1},
        {"w_g": 0, "b_i": 1, "b_g": -1},
        c0=5,
    ),
    Riddle(
        "The fading note",
        "A note is struck, and at each step half of it rings on.",
        "The forget gate need not be open or shut.",
        (8, 0, 0, 0),
        {"h": (8, 4, 2, 1)},
        _ECHO,
        {"b_f": 0.5, "b_i": 1, "w_g": 1},
    ),
    Riddle(
        "Slow to believe",
        "It hears the same thing again and again. Each time it goes half of the way that is left.",
        "Its memory is made of two parts, the old one and the new one, and they weigh the same.",
        (8, 8, 8),
        {"h": (4, 6, 7)},
        _ECHO,
        {"b_f": 0.5, "b_i": 0.5, "b_o": 1},
    ),
    Riddle(
        "Back and forth",
        "It hears a number once; from then on it says it with one sign, and with the other.",
        "The old state is kept whole, but not as it is.",
        (3, 0, 0, 0, 0),
        {"h": (3, -3, 3, -3, 3)},
        _ECHO,
        {"b_f": -1, "b_i": 1, "b_o": 1},
    ),
    Riddle(
        "A square deal",
        "It says the square of what it hears.",
        "No wire squares a number. But at a black dot two numbers meet that may be the same.",
        (1, 2, 3, -4),
        {"h": (1, 4, 9, 16)},
        _ECHO,
        {"w_i": 1, "b_i": 0, "w_g": 1, "b_g": 0},
    ),
    Riddle(
        "How long already?",
        "It counts how many 1 have come in a row. With each 0 it begins anew.",
        "Now it is the input itself that decides whether the past still counts.",
        (1, 1, 0, 1, 1),
        {"h": (1, 2, 0, 1, 2)},
        {**_ECHO, "b_f": 1},
        {"w_f": 1, "b_f": 0, "w_g": 1},
    ),
    Riddle(
        "The blinking light",
        "It remembers the same number all the time, and says it at every other step only.",
        "The output gate can hear what the cell has said at the step before.",
        (1, 1, 1, 1, 1),
        {"c": (1, 1, 1, 1, 1), "h": (1, 0, 1, 0, 1)},
        _ECHO,
        {"w_o": 0, "u_o": -1, "b_o": 1},
    ),
    Riddle(
        "Minus its last word",
        "It says the difference between two neighbours: what it hears, less what it said before.",
        "Two things come to the candidate. One of them has to count the other way round.",
        (5, 7, 4, 4),
        {"h": (5, 2, 2, 2)},
        _ECHO,
        {"u_f": 0, "w_g": 1, "u_g": -1},
    ),
    Riddle(
        "Once is enough",
        "The first 1 switches it on. From then on nothing that comes in can change it.",
        "Who has been switched on hears it at the next step, and can shut the door on the new.",
        (0, 1, 1, 0, 1),
        {"h": (0, 1, 1, 1, 1)},
        _ECHO,
        {"b_f": 1, "u_i": -1, "b_i": 1},
    ),
    Riddle(
        "The switch",
        "Real gates: 1 switches it on, −1 off, and 0 leaves it as it is.",
        "Far above zero a real gate is open, far below it is shut. When should each be what?",
        (1, 0, -1, 0, 1),
        {"c": (1, 1, 0, 0, 1)},
        {"b_g": 100, "b_o": 100},
        {"w_f": 100, "b_f": 50, "w_i": 100, "b_i": -50},
        limits=(-150, 150),
        step=50,
        activations=STANDARD,
    ),
    Riddle(
        "A step later",
        "It says each 1 a step after it has heard it, and then forgets it.",
        "Write it down at once, but keep silent while you listen. And what has been said may go.",
        (1, 0, 0, 1, 0),
        {"h": (0, 1, 0, 0, 1)},
        _ECHO,
        {"u_f": -1, "b_f": 1, "w_o": -1, "b_o": 1},
    ),
    Riddle(
        "The push button",
        "Each 1 is a push: the first switches it on, the next off, and so on. A 0 is no push.",
        "Once it is on, a push has to take away what the push before has written.",
        (1, 1, 0, 1, 0),
        {"h": (1, 0, 0, 1, 1)},
        _ECHO,
        {"u_f": 0, "b_f": 1, "u_i": -2, "b_i": 1},
    ),
)


def riddle(number: int) -> Riddle:
    """Give a riddle by its number.

    Parameters
    ----------
    number
        From 1 to 20.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when there is none of that number.

    Examples
    --------
    >>> riddle(7).title
    'Knocks on the door'
    """
    chosen = whole("number", number)
    if not 1 <= chosen <= len(RIDDLES):
        raise ValueError(f"number is {chosen}; expected a whole number from 1 to {len(RIDDLES)}.")
    return RIDDLES[chosen - 1]


def is_found(wanted: Wanted, got: Wanted) -> bool:
    """Say whether a cell does what is wanted.

    Parameters
    ----------
    wanted, got
        The quantities over time, by name.

    Examples
    --------
    >>> is_found({"h": (1, 2)}, {"h": (1.0, 2.0), "c": (0.0, 0.0)})
    True
    >>> is_found({"h": (1, 2)}, {"h": (1.0, 1.9)})
    False
    """
    return all(
        abs(value - number) <= WITHIN["whole" if float(number).is_integer() else "other"]
        for name, numbers in wanted.items()
        for number, value in zip(numbers, got[name], strict=True)
    )


def for_the_page(number: int) -> dict[str, Any]:
    """Give a riddle as the page takes it: without its solution.

    >>> "solution" in for_the_page(1), for_the_page(1)["sliders"]
    (False, ['w_g', 'u_g'])
    """
    chosen = riddle(number)
    return {
        "title": chosen.title,
        "says": chosen.says,
        "hint": chosen.hint,
        "inputs": list(chosen.inputs),
        "wanted": {name: list(numbers) for name, numbers in chosen.wanted.items()},
        "weights": chosen.weights.as_dict(),
        "sliders": list(chosen.solution),
        "h0": chosen.h0,
        "c0": chosen.c0,
        "limits": list(chosen.limits),
        "step": chosen.step,
        "activations": str(chosen.activations),
    }
