"""Settings of the cell that show something, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lstm_helpers.cell.activations import IDENTITY, STANDARD
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights

__all__ = ["FIRST_PRESETS", "PRESETS", "preset", "preset_activations"]

_SHUT = dict.fromkeys(WEIGHT_NAMES, 0.0)
_OPEN = 100  # through the sigmoid or tanh this is 1, and -100 as good as 0 or -1
_HALF = 50

# Each gives the weights that differ from 0, the inputs, the states before the first step, and the
# activations. The last input goes on for as long as there are time steps.
PRESETS: dict[str, dict[str, Any]] = {
    "the article": {"weights": Weights.ones().as_dict(), "inputs": (1,)},
    "remember": {"weights": {"b_f": 1, "b_o": 1}, "inputs": (1,), "c0": 2},
    "forget": {"weights": {"b_i": 1, "w_g": 1, "b_o": 1}, "inputs": (1, 2, 3), "c0": 2},
    "write once": {"weights": {"b_f": 1, "w_i": 1, "b_g": 2, "b_o": 1}, "inputs": (1, 0)},
    "all 0": {"weights": {}, "inputs": (1,)},
    "real gates": {
        "weights": Weights.ones().as_dict(),
        "inputs": (1,),
        "activations": STANDARD,
    },
    # Input 1 switches it on, -1 off; 0 leaves it as it is. Once on, it sees so by h_prev.
    "latch": {
        "weights": {
            **{"w_f": _OPEN, "b_f": _HALF},
            **{"w_i": _OPEN, "u_i": -_OPEN, "b_i": -_HALF},
            **{"b_g": _OPEN, "b_o": _OPEN},
        },
        "inputs": (1, 0, -1, 0, 1, 1, 0, -1, -1, 0, 1, 0),
        "activations": STANDARD,
    },
    # Adds 1 for each input 1, and takes 1 away for each -1: aaaaaabbbbbb.
    "counter": {
        "weights": {"b_f": _OPEN, "b_i": _OPEN, "w_g": _OPEN, "b_o": _OPEN},
        "inputs": (1,) * 6 + (-1,) * 6,
        "activations": STANDARD,
    },
}

# Those whose numbers are small.
FIRST_PRESETS = ("the article", "remember", "forget", "write once")


def preset(name: str, inputs: Sequence[str]) -> dict[str, float]:
    """Give a preset's value for every slider.

    Parameters
    ----------
    name
        A key of `PRESETS`.
    inputs
        The names of the input sliders, in order.

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
    given = chosen["inputs"]
    xs = {slider: given[min(n, len(given) - 1)] for n, slider in enumerate(inputs)}
    states = {state: chosen.get(state, 0) for state in ("h0", "c0")}
    values = {**_SHUT, **chosen["weights"], **xs, **states}
    return {slider: float(value) for slider, value in values.items()}


def preset_activations(name: str) -> str:
    """Give a preset's pair of activations, as the picture holds it.

    >>> preset_activations("the article"), preset_activations("latch")
    ('identity/identity', 'tanh/sigmoid')
    """
    return str(_named(name).get("activations", IDENTITY))


def for_the_page(name: str) -> dict[str, Any]:
    """Give a preset as presets.js takes it: only plain numbers and texts.

    >>> for_the_page("remember")["activations"]
    'identity/identity'
    """
    chosen = _named(name)
    states = {state: chosen.get(state, 0) for state in ("h0", "c0")}
    pair = preset_activations(name)
    weights, inputs = dict(chosen["weights"]), list(chosen["inputs"])
    return {"weights": weights, "inputs": inputs, **states, "activations": pair}


def _named(name: str) -> dict[str, Any]:
    if name not in PRESETS:
        raise ValueError(f"there is no preset {name!r}; there are {', '.join(PRESETS)}.")
    return PRESETS[name]
