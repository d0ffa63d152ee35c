"""Taking over a PyTorch module or state dict, without importing PyTorch."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any

from lstm_helpers.cell.given import quoted
from lstm_helpers.cell.loading import Packed, choose, classes, direction_of, home, refuse

__all__ = ["torch_packed"]

# "encoder.weight_ih_l0_reverse": of which module, what, of which layer, which way. A cell of its
# own, LSTMCell, says "weight_ih" alone.
KEY = re.compile(
    r"(?P<module>(?:.*\.)?)(?P<what>(?:weight|bias)_(?:ih|hh|hr))"
    r"(?:_l(?P<layer>\d+)(?P<reverse>_reverse)?)?"
)

# How many gates stand below each other in weight_hh, and whose they are then.
BY_GATES = {1: "a plain RNN", 3: "a GRU"}

Arrays = dict[str, Any]


def torch_packed(given: Any, layer: int | str | None, direction: str | None) -> Packed:
    """Find the LSTM in what was given, and take its arrays.

    Parameters
    ----------
    given
        A module, or a state dict.
    layer, direction
        Which of several, by place or name; and "forward" or "backward".

    Raises
    ------
    TypeError, ValueError
        In one sentence, when it is something else, when there are several and none is chosen, or
        when something about it has no counterpart here.
    """
    direction = direction_of(direction)
    if home(given) == "Keras":
        raise TypeError(
            f"this is Keras's {type(given).__name__}, which Weights.from_keras takes; expected "
            "PyTorch's."
        )
    if home(given) == "PyTorch":
        kinds = classes(given)
        if kinds[0] in ("GRU", "GRUCell", "RNN", "RNNCell"):
            refuse(f"{'an' if kinds[0].startswith('RNN') else 'a'} {kinds[0]}")
        state = dict(given.state_dict())
    elif isinstance(given, Mapping):
        state = dict(given)
    else:
        _refuse_stranger(given)
    found = _layers(state)
    if not found:
        refuse(
            f"a {type(given).__name__} without an LSTM",
            f"its parameters are {', '.join(map(str, state)) or 'none'}",
        )
    ways = choose(found, layer, "this module" if home(given) else "this state dict")
    return _packed(_one_way(ways, direction))


def _refuse_stranger(given: object) -> None:
    if isinstance(given, str | os.PathLike):
        raise TypeError(
            f"this is the path {quoted(str(given))}; expected a module or a state dict, as "
            "torch.load(path, weights_only=True) gives one."
        )
    raise TypeError(
        f"this is a {type(given).__name__}; expected a PyTorch module, a state dict, or the arrays "
        "weight_ih, weight_hh, bias_ih, bias_hh."
    )


def _layers(state: Mapping[str, Any]) -> dict[str, dict[str, Arrays]]:
    """Sort arrays by layer, and there by direction; leave out what is of no LSTM."""
    found: dict[str, dict[str, Arrays]] = {}
    for key, array in state.items():
        match = KEY.fullmatch(str(key))
        if match:
            number = "" if match["layer"] is None else f"l{match['layer']}"
            name = (match["module"] + number).strip(".") or "cell"
            way = "backward" if match["reverse"] else "forward"
            found.setdefault(name, {}).setdefault(way, {})[match["what"]] = array
    others = {name: other for name, ways in found.items() if (other := _other_kind(ways))}
    if others and len(others) == len(found):
        refuse(next(iter(others.values())))
    return {name: ways for name, ways in found.items() if name not in others}


def _other_kind(ways: dict[str, Arrays]) -> str | None:
    """Say whose the arrays are when they are not an LSTM's: the number of gates tells.

    A projection is narrower than its layer: there it is more than four.
    """
    arrays = next(iter(ways.values()))
    shape = tuple(getattr(arrays.get("weight_hh"), "shape", ()))
    if len(shape) != 2:
        return None
    rows, units = shape
    return BY_GATES.get(rows / units)


def _one_way(ways: dict[str, Arrays], direction: str | None) -> Arrays:
    if "backward" in ways and direction is None:
        raise ValueError(
            "this layer is bidirectional: choose direction='forward' or direction='backward', and "
            "for 'backward' give run the inputs from last to first, inputs[:, ::-1]."
        )
    if direction is not None and direction not in ways:
        raise ValueError(f"direction is {quoted(direction)}, and this layer goes forward alone.")
    return ways[direction or "forward"]


def _packed(arrays: Arrays) -> Packed:
    if "weight_hr" in arrays:
        raise ValueError(
            "this layer has a proj_size, which is not supported: its h is a projection, and "
            "expected is h = o·tanh(c)."
        )
    for name in ("weight_ih", "weight_hh"):
        if name not in arrays:
            raise ValueError(f"this layer has no {name}; it came with {', '.join(arrays)}.")
    biases = [arrays[name] for name in ("bias_ih", "bias_hh") if name in arrays]
    return Packed(arrays["weight_ih"], arrays["weight_hh"], biases)
