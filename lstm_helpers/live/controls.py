"""Which controls stand around the picture, and what they are called; controls.js makes them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from lstm_helpers.cell.activations import IDENTITY, STANDARD
from lstm_helpers.cell.given import as_number, plain_number, quoted
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.live.presets import preset
from lstm_helpers.live.settings import MOST_STEPS

__all__ = [
    "GROUPS",
    "INPUT_NAMES",
    "PARTS",
    "STATES",
    "as_given_names",
    "checked_limits",
    "checked_step",
    "offered",
    "shown",
]

# What `show=` may name besides the sliders themselves.
PARTS = ("steps", "walk", "activations", "gradients", "presets", "reset", "setting", "table")
NOT_UNLESS_NAMED = ("gradients", "setting")
STATES = ("h0", "c0")
INPUT_NAMES = tuple(f"x_{n}" for n in range(1, MOST_STEPS + 1))

# Sliders that stand together, under these words. Of inputs there are as many as time steps.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    **{gate: (BY_NAME[gate].words, tuple(f"{kind}_{gate}" for kind in "wub")) for gate in GATES},
    "states": ("before the first step", STATES),
}
INPUTS_WORDS = "inputs"
GROUP_ORDER = (*GATES, "x", "states")

# The buttons for the activations.
PAIRS = (("identity", str(IDENTITY)), ("sigmoid, tanh", str(STANDARD)))

CONTROLS_SAY = {
    "walk": "walk through the cell",
    "back": "◀ back",
    "next": "next ▶",
    "step": "time step",
    "activations": "activations",
    "show": "show",
    "values": "values",
    "gradients": "gradients",
    "of": "gradient of",
    "presets": "set to",
    "reset": "reset",
}
TABLE_SAYS = "all time steps"
FRAME_SAYS = {
    "plain": "picture of the cell: arrow keys up and down point at its numbers",
    "walks": "picture of the cell: arrow keys right and left walk through it, "
    "up and down point at its numbers",
}
FULL_SCREEN_SAYS = {"label": "the whole screen"}
FAILURE_SAYS = "This picture no longer follows the sliders, because its script failed: {reason}"


def shown(show: str | Iterable[str] | None, inputs: Sequence[str]) -> list[str]:
    """List the sliders and parts that `show` names, groups taken apart.

    Parameters
    ----------
    show
        Names of sliders, groups and parts; None for everything but what must be named.
    inputs
        The names of the inputs.

    Raises
    ------
    TypeError
        When these are no names.
    ValueError
        When a name is unknown.

    Examples
    --------
    >>> shown("f table", ["x_1"])
    ['w_f', 'u_f', 'b_f', 'table']
    """
    groups = {
        "weights": WEIGHT_NAMES,
        "inputs": INPUT_NAMES,  # there may come to be more time steps
        **{key: names for key, (_, names) in GROUPS.items()},
    }
    if show is None:
        show = ("weights", "inputs", "states", *(p for p in PARTS if p not in NOT_UNLESS_NAMED))
    singles = (*WEIGHT_NAMES, *inputs, *STATES, *PARTS)
    chosen: list[str] = []
    for name in as_given_names("show", show, '"w_f x_1 table"'):
        if name not in groups and name not in singles:
            raise ValueError(
                f"show names {quoted(name)}; expected "
                f"sliders ({', '.join(singles[:3])}, ..., x_1, ..., "
                f"h0, c0), groups ({', '.join(groups)}) or parts ({', '.join(PARTS)})."
            )
        chosen += groups.get(name, (name,))
    order = (*WEIGHT_NAMES, *INPUT_NAMES, *STATES, *PARTS)
    return [name for name in order if name in chosen]


def offered(presets: str | Iterable[str]) -> list[str]:
    """List the presets that are offered.

    Parameters
    ----------
    presets
        Their names, or a single one.

    Raises
    ------
    TypeError
        When these are no names.
    ValueError
        When there is none of that name.

    Examples
    --------
    >>> offered("write once"), offered(["latch", "counter"])
    (['write once'], ['latch', 'counter'])
    """
    # a preset's name has spaces: a text is one name
    given = [presets] if isinstance(presets, str) else presets
    names = as_given_names("presets", given, '["remember", "forget"]')
    for name in names:
        preset(name, ["x_1"])  # raises when there is none of that name
    return names


def as_given_names(what: str, given: object, example: str) -> list[str]:
    """Take names, in one text or one by one.

    >>> as_given_names("show", "w_f table", '"w_f table"')
    ['w_f', 'table']
    """
    if isinstance(given, str):
        return given.split()
    listed = list(given) if isinstance(given, Iterable) else [given]
    names = [name for name in listed if isinstance(name, str)]
    if not isinstance(given, Iterable) or len(names) < len(listed):
        raise TypeError(f"{what} is {quoted(given)}; expected names, such as {what}={example}.")
    return names


def checked_limits(limits: object) -> tuple[float, float]:
    """Take two numbers, the smaller one first.

    Parameters
    ----------
    limits
        What was given for where the sliders end.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when it is anything else.

    Examples
    --------
    >>> checked_limits((-3, 3))
    (-3.0, 3.0)
    """
    pair = limits if isinstance(limits, tuple | list) and len(limits) == 2 else (0, 0)
    low, high = (plain_number("limits", limit) for limit in pair)
    if not -math.inf < low < high < math.inf:
        raise ValueError(
            f"limits is {quoted(limits)}; expected two numbers, the smaller one first."
        )
    return low, high


def checked_step(step: object) -> float:
    """Take a number above 0.

    Parameters
    ----------
    step
        What was given for the step of an arrow key.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when it is anything else.

    Examples
    --------
    >>> checked_step(0.1)
    0.1
    """
    number = as_number("step", step)
    if not isinstance(number, float) or not 0 < number < math.inf:
        raise ValueError(f"step is {quoted(step)}; expected a number above 0.")
    return number
