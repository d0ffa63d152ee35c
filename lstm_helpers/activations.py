"""The activation functions, and the pairs of them that a cell uses."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["ACTIVATIONS", "IDENTITY", "STANDARD", "Activations", "identity", "sigmoid", "tanh"]

Activation = Callable[[Any], Any]


def identity(z: Any) -> Any:
    """Give back what came in; the article's cell uses nothing else.

    >>> identity(13.0)
    13.0
    """
    return z


def sigmoid(z: Any) -> Any:
    """Squash any number into 0 to 1: ``1 / (1 + exp(-z))``.

    Both halves only ever take ``exp`` of something negative, so that no size of ``z`` overflows.

    >>> sigmoid(0.0), sigmoid(1000.0), sigmoid(-1000.0)
    (0.5, 1.0, 0.0)
    """
    if isinstance(z, float | int):
        shrunk = math.exp(-abs(z))
        return 1.0 / (1.0 + shrunk) if z >= 0 else shrunk / (1.0 + shrunk)
    shrunk = np.exp(-np.abs(z))
    return np.where(np.greater_equal(z, 0), 1, shrunk) / (1 + shrunk)


def tanh(z: Any) -> Any:
    """Squash any number into -1 to 1.

    >>> tanh(0.0)
    0.0
    """
    return math.tanh(z) if isinstance(z, float | int) else np.tanh(z)


def relu(z: Any) -> Any:
    """Cut off what is below zero.

    >>> relu(-2.0), relu(2.0)
    (0.0, 2.0)
    """
    if isinstance(z, float | int):
        return 0.0 if z < 0 else float(z)
    return np.maximum(z, 0)


ACTIVATIONS: dict[str, Activation] = {
    "identity": identity,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": relu,
}


@dataclass(frozen=True, repr=False)
class Activations:
    """The two activation functions of a cell, under Keras's names.

    Parameters
    ----------
    activation
        For the candidate and for the cell state on its way out: a name in `ACTIVATIONS`, or any
        function of one number or array.
    recurrent_activation
        For the three gates, likewise.

    Raises
    ------
    ValueError
        When a name is not known.
    TypeError
        When something is neither a name nor a function.

    Examples
    --------
    >>> pair = Activations("tanh", "sigmoid")
    >>> pair.recurrent_activation(0.0)
    0.5
    >>> str(pair)
    'tanh/sigmoid'
    >>> pair
    Activations('tanh', 'sigmoid')
    """

    activation: Any  # given as a name or a function, afterwards a function
    recurrent_activation: Any

    def __post_init__(self) -> None:
        """Turn names into functions."""
        for field in ("activation", "recurrent_activation"):
            object.__setattr__(self, field, _by_name(field, getattr(self, field)))

    @property
    def names(self) -> tuple[str, str]:
        """The names of `activation` and `recurrent_activation`."""
        return _name(self.activation), _name(self.recurrent_activation)

    def __repr__(self) -> str:
        return f"Activations({', '.join(map(repr, self.names))})"

    def __str__(self) -> str:
        return "/".join(self.names)


def _by_name(field: str, given: Any) -> Activation:
    if isinstance(given, str):
        if given not in ACTIVATIONS:
            known = ", ".join(ACTIVATIONS)
            raise ValueError(
                f"{field} is {given!r}, which is no activation known here; "
                f"expected one of {known}, or a function of one value."
            )
        return ACTIVATIONS[given]
    if not callable(given):
        raise TypeError(
            f"{field} is {given!r}; expected the name of an activation or a function of one value."
        )
    return given


def _name(function: Activation) -> str:
    return getattr(function, "__name__", repr(function))


IDENTITY = Activations("identity", "identity")
"""The article's pair: every activation hands its input on as it is."""

STANDARD = Activations("tanh", "sigmoid")
"""What Keras, PyTorch and everybody else use: sigmoid gates, tanh for the rest."""


def as_activations(given: Any) -> Activations:
    """Take an `Activations`, or a pair of names or functions, for one.

    >>> as_activations(("tanh", "sigmoid")) == STANDARD
    True
    """
    if isinstance(given, Activations):
        return given
    if isinstance(given, tuple | list) and len(given) == 2:
        return Activations(*given)
    raise TypeError(
        f"activations is {given!r}; expected IDENTITY, STANDARD, or a pair "
        "(activation, recurrent_activation) such as ('tanh', 'sigmoid')."
    )
