"""What is common to taking over the layers of Keras and of PyTorch.

Neither library is imported here: an object says by its class, and the class by its module, what
it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn

from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.given import quoted

__all__ = [
    "Packed",
    "choose",
    "classes",
    "direction_of",
    "home",
    "refuse",
    "refuse_arrays",
    "refuse_options",
]

KERAS = ("keras", "tf_keras")
TORCH = ("torch",)
DIRECTIONS = ("forward", "backward")


class Packed(NamedTuple):
    """A layer's arrays, the four gates side by side, and its activations, where it says some."""

    kernel: Any
    recurrent: Any
    biases: Sequence[Any]
    activations: Activations | None = None


def classes(given: object) -> list[str]:
    """Name an object's class and all that it is made from, those of Keras and PyTorch alone.

    >>> classes([1, 2])
    []
    """
    return [each.__name__ for each in type(given).__mro__ if _root(each) in (*KERAS, *TORCH)]


def home(given: object) -> str:
    """Say whose an object is: "Keras", "PyTorch", or "".

    In Keras on PyTorch a layer is a module of PyTorch's too; it is Keras's first.

    >>> home([1, 2])
    ''
    """
    roots = {_root(each) for each in type(given).__mro__}
    if roots & set(KERAS):
        return "Keras"
    return "PyTorch" if roots & set(TORCH) else ""


def _root(each: type) -> str:
    return each.__module__.partition(".")[0]


def refuse_arrays(given: object, what: str, rest: str, better: str) -> None:
    """Refuse arrays where one layer was expected, and say what to give instead.

    Parameters
    ----------
    given
        Whatever came alone.
    what
        What a list of arrays is likely to be: "layer.get_weights()".
    rest
        The names of the arrays that belong beside one of them.
    better
        What to give instead.
    """
    if isinstance(given, list | tuple | Iterator):
        raise TypeError(f"this looks like {what}, all in one; expected {better}.")
    if hasattr(given, "__array__"):
        raise TypeError(f"this is one array alone; expected {rest} beside it, or {better}.")


def choose(found: Mapping[str, Any], layer: int | str | None, holder: str) -> Any:
    """Take the layer that is meant out of those that were found, by its name or its place.

    Parameters
    ----------
    found
        All of them by name, in order.
    layer
        Which one; it may be left out when there is only one.
    holder
        What they were found in, as the error says it: "this model".

    Raises
    ------
    ValueError
        When there are several to choose from, or none of that name or place.

    Examples
    --------
    >>> choose({"first": 1, "second": 2}, "second", "this model"), choose({"only": 3}, None, "")
    (2, 3)
    """
    names = list(found)
    if layer is None and len(names) == 1:
        return found[names[0]]
    if layer in names:
        return found[str(layer)]
    if isinstance(layer, int) and not isinstance(layer, bool) and 0 <= layer < len(names):
        return found[names[layer]]
    choices = " or ".join(f"layer={n} ({quoted(name)})" for n, name in enumerate(names))
    if layer is None:
        raise ValueError(f"{holder} has {len(names)} LSTM layers: choose {choices}.")
    raise ValueError(f"{holder} has no LSTM layer {quoted(layer)}; expected {choices}.")


def direction_of(direction: object) -> str | None:
    """Take "forward" or "backward", or None when nothing was said.

    >>> direction_of("forward")
    'forward'
    """
    if direction is None or direction in DIRECTIONS:
        return None if direction is None else str(direction)
    raise ValueError(f"direction is {quoted(direction)}; expected 'forward' or 'backward'.")


def refuse_options(layer: object, direction: object) -> None:
    """Refuse `layer` and `direction` beside plain arrays: they are of one layer."""
    for name, given in {"layer": layer, "direction": direction}.items():
        if given is not None:
            raise ValueError(
                f"{name} is {quoted(given)}, and arrays are those of one layer already; expected "
                f"{name} "
                "with a whole layer or model alone."
            )


def refuse(kind: str, why: str = "") -> NoReturn:
    """Say that something is no LSTM."""
    raise ValueError(f"this is {kind}; {why or 'expected an LSTM, whose gates are f, i, g and o'}.")
