"""Settings of the cell that show something, by name; presets.js sets them in the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lstm_helpers.cell.activations import IDENTITY, STANDARD, Activations
from lstm_helpers.cell.given import quoted
from lstm_helpers.cell.weights import WEIGHT_NAMES

__all__ = ["FIRST_PRESETS", "PRESETS", "Preset", "for_the_page", "preset", "preset_activations"]

_OPEN = 100.0  # through the sigmoid or tanh this is 1, and -100 as good as 0 or -1
_HALF = 50.0
_ARTICLE = {name: 0.0 if name.startswith("b") else 1.0 for name in WEIGHT_NAMES}


@dataclass(frozen=True)
class Preset:
    """Numbers to start from.

    Parameters
    ----------
    inputs
        The last one goes on for as long as there are time steps.
    weights
        Those that differ from 0.
    h0, c0
        The states before the first step.
    activations
        The pair.
    """

    inputs: Sequence[float]
    weights: Mapping[str, float] = field(default_factory=dict)
    h0: float = 0.0
    c0: float = 0.0
    activations: Activations = IDENTITY


PRESETS: dict[str, Preset] = {
    "the article": Preset((1,), _ARTICLE),
    "remember": Preset((1,), {"b_f": 1, "b_o": 1}, c0=2),
    "forget": Preset((1, 2, 3), {"b_i": 1, "w_g": 1, "b_o": 1}, c0=2),
    "write once": Preset((1, 0), {"b_f": 1, "w_i": 1, "b_g": 2, "b_o": 1}),
    "all 0": Preset((1,)),
    "real gates": Preset((1,), _ARTICLE, activations=STANDARD),
    # Input 1 switches it on, -1 off; 0 leaves it as it is. Once on, it sees so by h_prev.
    "latch": Preset(
        (1, 0, -1, 0, 1, 1, 0, -1, -1, 0, 1, 0),
        {
            **{"w_f": _OPEN, "b_f": _HALF},
            **{"w_i": _OPEN, "u_i": -_OPEN, "b_i": -_HALF},
            **{"b_g": _OPEN, "b_o": _OPEN},
        },
        activations=STANDARD,
    ),
    # Adds 1 for each input 1, and takes 1 away for each -1: aaaaaabbbbbb.
    "counter": Preset(
        (1,) * 6 + (-1,) * 6,
        {"b_f": _OPEN, "b_i": _OPEN, "w_g": _OPEN, "b_o": _OPEN},
        activations=STANDARD,
    ),
}

# Those whose numbers are small.
FIRST_PRESETS = ("the article", "remember", "forget", "write once")


def preset(name: str, inputs: Sequence[str]) -> dict[str, float]:
    """Give a preset's value for every number that can be set.

    Parameters
    ----------
    name
        A key of `PRESETS`.
    inputs
        The names of the inputs, in order.

    Returns
    -------
    dict
        The weights, the inputs and the states by name.

    Raises
    ------
    ValueError
        When there is none of that name.

    Examples
    --------
    >>> values = preset("write once", ["x_1", "x_2", "x_3"])
    >>> values["x_1"], values["x_2"], values["x_3"], values["b_f"]
    (1.0, 0.0, 0.0, 1.0)
    """
    chosen = _named(name)
    weights = {**dict.fromkeys(WEIGHT_NAMES, 0.0), **chosen.weights}
    last = len(chosen.inputs) - 1
    xs = {each: chosen.inputs[min(n, last)] for n, each in enumerate(inputs)}
    values = {**weights, **xs, "h0": chosen.h0, "c0": chosen.c0}
    return {each: float(value) for each, value in values.items()}


def preset_activations(name: str) -> Activations:
    """Give a preset's pair of activations.

    >>> preset_activations("the article"), preset_activations("latch")
    (Activations('identity', 'identity'), Activations('tanh', 'sigmoid'))
    """
    return _named(name).activations


def for_the_page(name: str) -> dict[str, object]:
    """Give a preset as presets.js takes it: only plain numbers and texts.

    >>> for_the_page("remember")["activations"]
    'identity/identity'
    """
    chosen = _named(name)
    return {
        "words": name,
        "weights": dict(chosen.weights),
        "inputs": list(chosen.inputs),
        "h0": chosen.h0,
        "c0": chosen.c0,
        "activations": str(chosen.activations),
    }


def _named(name: object) -> Preset:
    if not isinstance(name, str) or name not in PRESETS:
        raise ValueError(f"there is no preset {quoted(name)}; there are {', '.join(PRESETS)}.")
    return PRESETS[name]
