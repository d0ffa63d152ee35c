"""Practice without end: a cell in whole numbers, made from a level and a number.

The same level and number give the same cell to everybody, here and in the page, where practice.js
makes it. None is stored: cells are drawn until one is fit for paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lstm_helpers.cell.activations import IDENTITY, Activations
from lstm_helpers.cell.given import whole
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES, Weights
from lstm_helpers.graph.backward import backpropagate
from lstm_helpers.graph.forward import unroll
from lstm_helpers.graph.scene import Face

__all__ = ["LARGEST", "LEVELS", "NUMBERS", "Exercise", "Level", "dice", "exercise", "for_the_page"]

NUMBERS = 9999  # so many cells a level: short enough to call across the room
LARGEST = 999  # of a number with more digits nobody learns more

_TRIES = 30  # a gate's weights are drawn so often; then the whole cell is drawn anew

_Die = Callable[[int], int]
_Values = Mapping[str, float]

# Of these each has a size of its own, and none is 0, or a slip would hide in it.
_APART = ("x h_prev c_prev f i g o keep write c h",)
# In two steps so many small numbers are not to be had: each apart from those it is mixed up with.
_NEAR = (
    *("x h_prev c_prev", "f i g o", "f c_prev keep", "i g write", "keep write c", "o c h"),
    "c_prev c",
)
_WALK = "f i g o keep write c h"


@dataclass(frozen=True)
class Level:
    """A kind of exercise.

    Parameters
    ----------
    words
        What is worked out.
    asks
        The quantities that are asked for, at every time step; of several texts one is drawn.
    draws
        What each number is drawn from: "x", "h0", "c0", and of each gate "w", "u" and "z", which
        is what it comes to at the first time step. A gate may have a row of its own, "w_g".
    sizes
        How small and how large a gate may be, before its activation; one may have a row of its
        own, "g".
    bias, hidden
        How large a bias may be, and what the first time step hands to the second.
    apart
        Groups of quantities, each of another size than the others of its group, and none 0.
    steps
        How many time steps there are.
    activations
        The pair.
    face
        "values"; with "gradients" the gradients by the quantities are asked for.
    """

    words: str
    asks: Sequence[str]
    draws: Mapping[str, Sequence[int]]
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=lambda: {"": (2, 20)})
    bias: int = 12
    hidden: int = 20
    apart: Sequence[str] = _APART
    steps: int = 1
    activations: Activations = IDENTITY
    face: Face = "values"


_ONE_STEP: dict[str, Sequence[int]] = {
    "x": (2, 3, 4, 5),
    "h0": (2, 3, 4, 5, -2, -3),
    "c0": (2, 3, 4, 5, 6, 7),
    "w": (2, 3, -1, -2),
    "u": (2, 3, -1, -2),
    "z": (2, 3, 4, 5, 6, 7, 8, -2, -3, -4),
}
_TWO_STEPS: dict[str, Sequence[int]] = {
    "x": (2, 3, 4, 5, -2, -3),
    "h0": (2, 3, 4, 5, -2, -3),
    "c0": (2, 3, 4, 5, 6),
    "w": (2, 3, 4, 5, -1, -2, -3, -4),
    "u": (2, -1, -2),
    "z": (2, 3, 4, 5, 6, -2, -3, -4, -5),
}

LEVELS: dict[int, Level] = {
    1: Level(
        "a gate",
        GATES,
        {
            **{"x": (2, 3, 4, 5, 6), "h0": (2, 3, 4, 5, 6, -2, -3), "c0": (2, 3, 4, 5)},
            **{"w": (2, 3, 4, 5, -2, -3), "u": (2, 3, 4, 5, -2, -3)},
            "z": (*range(2, 31), *range(-12, -1)),
        },
        sizes={"": (2, 30)},
    ),
    2: Level("a step", (_WALK,), _ONE_STEP),
    3: Level("two steps", (f"h_prev c_prev {_WALK}",), _TWO_STEPS, apart=_NEAR, steps=2),
    # So far above 0 that a sigmoid is 1 to the last digit, or so far below that it is 0.
    4: Level(
        "gates open or shut",
        ("f i o c h",),
        {
            **{"x": (3, -3), "h0": (2, 4, 5, -2, -4), "c0": (2, 4, 5, 6, 7)},
            **{"w": (300, 300, -300, -300, 2, -2), "u": (2, -1, -2), "z": (900, -900)},
            **{"w_g": (2, 3, -1, -2), "z_g": (2, 4, 5, 6, 8, 9, -2, -4)},
        },
        sizes={"": (750, LARGEST), "g": (2, 30)},
        bias=LARGEST,
        hidden=30,
        apart=("x c_prev g", "h_prev", "c"),
        steps=2,
        activations=Activations("identity", "sigmoid"),
    ),
    # Two of the four ways back by way of h are enough on one sheet.
    5: Level(
        "two steps backwards",
        ("c f c_prev g h_prev",),
        {**_TWO_STEPS, "u": (1, 2, -1, -2), "u_i": (0,), "u_o": (0,)},
        apart=("f c_prev", "i g", "o c"),
        steps=2,
        face="gradients",
    ),
}


def for_the_page() -> dict[str, Any]:
    """Give the levels as practice.js takes them: only plain numbers and texts.

    >>> for_the_page()["levels"]["2"]["words"]
    'a step'
    """
    levels = {
        str(level): {
            "words": rule.words,
            "asks": list(rule.asks),
            "draws": {name: list(numbers) for name, numbers in rule.draws.items()},
            "sizes": {gate: list(sizes) for gate, sizes in rule.sizes.items()},
            "bias": rule.bias,
            "hidden": rule.hidden if rule.steps > 1 else LARGEST,
            "largest": LARGEST,
            "tries": _TRIES,
            "apart": list(rule.apart),
            "steps": rule.steps,
            "activations": list(rule.activations.names),
            "face": rule.face,
        }
        for level, rule in LEVELS.items()
    }
    return {"numbers": NUMBERS, "levels": levels}


@dataclass(frozen=True)
class Exercise:
    """A cell, and what is asked of it.

    Parameters
    ----------
    level, number
        What it was made from.
    setting
        The cell, at the time step where one begins: with gradients the last one.
    asks
        The quantities that are asked for, at every time step.
    face
        "values"; with "gradients" it is the gradients of the last h by them.
    """

    level: int
    number: int
    setting: Setting
    asks: Sequence[str]
    face: Face = "values"


def exercise(level: int, number: int) -> Exercise:
    """Make an exercise: the same one for the same level and number.

    Parameters
    ----------
    level
        A key of `LEVELS`, from 1.
    number
        From 1 to 9999.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when there is no such level or number.

    Examples
    --------
    >>> made = exercise(level=2, number=17)
    >>> made.setting.inputs, made.setting.trace.state_h, made.asks[:4]
    ((2.0,), -296.0, ('f', 'i', 'g', 'o'))
    """
    level, number = _from_1("level", level, len(LEVELS)), _from_1("number", number, NUMBERS)
    rule = LEVELS[level]
    die = dice(level * (NUMBERS + 1) + number)
    asks = tuple(rule.asks[die(len(rule.asks))].split())
    setting = None
    while setting is None:
        setting = _draw(rule, asks, die)
    return Exercise(level, number, setting, asks, rule.face)


def _from_1(name: str, given: object, most: int) -> int:
    number = whole(name, given)
    if not 1 <= number <= most:
        raise ValueError(f"{name} is {number}; expected a whole number from 1 to {most}.")
    return number


def dice(seed: int) -> _Die:
    """Give dice with any number of sides, which fall the same way in every language.

    It is mulberry32 (Tommy Ettinger, 2017, public domain), in whole numbers of 32 bits.

    >>> die = dice(1)
    >>> [die(6) for _ in range(8)]
    [3, 0, 3, 5, 5, 1, 3, 4]
    """
    state = seed

    def die(sides: int) -> int:
        nonlocal state
        state = state + 0x6D2B79F5 & 0xFFFFFFFF
        t = (state ^ state >> 15) * (state | 1) & 0xFFFFFFFF
        t ^= t + (t ^ t >> 7) * (t | 61) & 0xFFFFFFFF
        return (t ^ t >> 14) * sides >> 32

    return die


# ---- a cell is drawn, and looked at --------------------------------------------------------------


def _draw(rule: Level, asks: Sequence[str], die: _Die) -> Setting | None:
    """Draw a cell; None when it is not fit."""
    pick, pick_new = _picking(rule, die)
    first = {gate: pick_new(f"z_{gate}") for gate in GATES}
    c0, h0, x = pick_new("c0"), pick_new("h0"), pick_new("x")
    handed_on = _hidden(rule, first, c0, h0, x)
    if handed_on is None:
        return None
    others = [other for other in rule.draws["x"] if other != x]
    inputs = [x, *(others[die(len(others))] for _ in range(rule.steps - 1))]
    weights: dict[str, Any] = {}
    for gate in GATES:
        for _ in range(_TRIES):
            w, u = pick(f"w_{gate}"), pick(f"u_{gate}")
            mine = (w, u, first[gate] - w * x - u * h0)
            if _is_gate_fit(rule, gate, mine, inputs, (h0, handed_on)):
                weights |= zip((f"w_{gate}", f"u_{gate}", f"b_{gate}"), mine, strict=True)
                break
        else:
            return None
    steps = unroll(weights, inputs, h0, c0, rule.activations)
    if not _are_steps_fit(rule, asks, steps):
        return None
    t = rule.steps if rule.face == "gradients" else 1
    xs, states = tuple(map(float, inputs)), (float(h0), float(c0))
    return Setting(Weights(**weights), xs, *states, rule.activations, t)


def _picking(rule: Level, die: _Die) -> tuple[Callable[[str], int], Callable[[str], int]]:
    """Draw a number for a name; or one of a new size, as long as there is any."""
    taken: set[int] = set()

    def row(name: str) -> Sequence[int]:
        return rule.draws.get(name) or rule.draws[name[0]]

    def pick(name: str) -> int:
        return row(name)[die(len(row(name)))]

    def pick_new(name: str) -> int:
        numbers = [number for number in row(name) if abs(number) not in taken] or row(name)
        number = numbers[die(len(numbers))]
        taken.add(abs(number))
        return number

    return pick, pick_new


def _hidden(rule: Level, first: Mapping[str, int], c0: int, h0: int, x: int) -> float | None:
    """Say what the first time step comes to, whose gates are drawn; None when it is not fit."""
    bare = {name: first[name[2]] if name[0] == "b" else 0 for name in WEIGHT_NAMES}
    (step,) = unroll(bare, [x], h0, c0, rule.activations)
    largest = rule.hidden if rule.steps > 1 else LARGEST
    return step["h"] if abs(step["h"]) <= largest and _is_step_fit(rule, step) else None


def _is_gate_fit(
    rule: Level,
    gate: str,
    weights: tuple[int, int, int],
    inputs: Sequence[int],
    hidden: Sequence[float],
) -> bool:
    w, u, b = weights
    low, high = rule.sizes.get(gate) or rule.sizes[""]
    if not 2 <= abs(b) <= rule.bias:
        return False
    for x, h in zip(inputs, hidden, strict=False):
        z = w * x + u * h + b
        # something left out, or the two kernels swapped: each shows
        wrong = [z - b, u * h + b, u * x + w * h + b, *([w * x + b] if u else [])]
        if not low <= abs(z) <= high or len({z, *wrong}) <= len(wrong):
            return False
    return True


def _are_steps_fit(rule: Level, asks: Sequence[str], steps: Sequence[_Values]) -> bool:
    if not all(_is_step_fit(rule, step) for step in steps):
        return False
    if rule.face != "gradients":
        return True
    slopes = backpropagate(steps, rule.activations.names, "h")
    return all(_are_small(each) and _are_apart(each, asks) for each in slopes)


def _is_step_fit(rule: Level, step: _Values) -> bool:
    are_gates_alike = step["f"] == step["i"] == step["o"]
    groups = (group.split() for group in rule.apart)
    return not are_gates_alike and _are_small(step) and all(_are_apart(step, g) for g in groups)


def _are_small(values: _Values) -> bool:
    """Look at all but the weights: those are small, and their gradients stand nowhere."""
    shown = (value for name, value in values.items() if name not in WEIGHT_NAMES)
    return all(abs(value) <= LARGEST for value in shown)


def _are_apart(values: _Values, names: Sequence[str]) -> bool:
    sizes = {abs(values[name]) for name in names}
    return len(sizes) == len(names) and 0 not in sizes
