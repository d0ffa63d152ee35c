"""The activation functions, and the pairs of them that a cell uses."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import numpy as np

from lstm_helpers.cell.given import Number, as_float, as_number, is_numbers, quoted

__all__ = [
    "ACTIVATIONS",
    "IDENTITY",
    "STANDARD",
    "Activation",
    "Activations",
    "as_activations",
    "identity",
    "relu",
    "sigmoid",
    "symbol",
    "tanh",
]

Function: TypeAlias = Callable[[Number], Number]
Slope: TypeAlias = Callable[[Number, Number], Number]

_Any = TypeVar("_Any")


def identity(z: _Any) -> _Any:
    """Give back what came in; the article's cell uses nothing else.

    >>> identity(13.0)
    13.0
    """
    return z


def sigmoid(z: Number) -> Number:
    """Squash any number into 0 to 1: ``1 / (1 + exp(-z))``.

    Both halves only ever take ``exp`` of something negative, so that no size of ``z`` overflows.

    >>> sigmoid(0.0), sigmoid(1000.0), sigmoid(-1000.0)
    (0.5, 1.0, 0.0)
    """
    if isinstance(z, float | int):
        shrunk = math.exp(-abs(as_float(z)))
        return 1.0 / (1.0 + shrunk) if z >= 0 else shrunk / (1.0 + shrunk)
    if not is_numbers(z):
        return sigmoid(as_number("z", z))
    halves = np.exp(-np.abs(z))
    return np.asarray(np.where(np.greater_equal(z, 0), 1, halves) / (1 + halves))


def tanh(z: Number) -> Number:
    """Squash any number into -1 to 1.

    >>> tanh(0.0)
    0.0
    """
    if isinstance(z, float | int):
        return math.tanh(as_float(z))
    return np.tanh(z) if is_numbers(z) else tanh(as_number("z", z))


def relu(z: Number) -> Number:
    """Cut off what is below zero.

    >>> relu(-2.0), relu(2.0)
    (0.0, 2.0)
    """
    if isinstance(z, float | int):
        return 0.0 if z < 0 else float(z)
    return np.maximum(z, 0)


def _slope_of_identity(z: Number, y: Number) -> Number:
    return np.ones_like(z) if isinstance(z, np.ndarray) else 1.0


def _slope_of_relu(z: Number, y: Number) -> Number:
    return (z > 0).astype(z.dtype) if isinstance(z, np.ndarray) else float(z > 0)


@dataclass(frozen=True)
class Activation:
    """What there is to know of an activation.

    Parameters
    ----------
    function
        Of one number or array.
    slope
        Its derivative, from what went in, z, and what came out, y.
    symbol
        How an equation writes it.
    """

    function: Function
    slope: Slope
    symbol: str


ACTIVATIONS: dict[str, Activation] = {
    "identity": Activation(identity, _slope_of_identity, "identity"),
    "sigmoid": Activation(sigmoid, lambda z, y: y * (1.0 - y), "σ"),
    "tanh": Activation(tanh, lambda z, y: 1.0 - y * y, "tanh"),
    "relu": Activation(relu, _slope_of_relu, "relu"),
}
"""All activations that have a name."""


def symbol(name: str) -> str:
    """Say how an equation writes an activation; a learner's own stands by its name.

    >>> symbol("sigmoid"), symbol("my_function")
    ('σ', 'my_function')
    """
    return ACTIVATIONS[name].symbol if name in ACTIVATIONS else name


@dataclass(frozen=True)
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

    activation: Function
    recurrent_activation: Function

    def __init__(self, activation: str | Function, recurrent_activation: str | Function) -> None:
        given = {"activation": activation, "recurrent_activation": recurrent_activation}
        for field, function in given.items():
            object.__setattr__(self, field, _by_name(field, function))

    @property
    def names(self) -> tuple[str, str]:
        """The names of `activation` and `recurrent_activation`."""
        return _name(self.activation), _name(self.recurrent_activation)

    @property
    def slopes(self) -> tuple[Slope, Slope]:
        """The derivatives of both, as in `ACTIVATIONS`.

        Raises
        ------
        ValueError
            When a function is neither known here nor carries its derivative.
        """
        return _slope(self.activation), _slope(self.recurrent_activation)

    def __repr__(self) -> str:
        return f"Activations({', '.join(map(repr, self.names))})"

    def __str__(self) -> str:
        return "/".join(self.names)


def _by_name(field: str, given: str | Function) -> Function:
    if isinstance(given, str):
        if given not in ACTIVATIONS:
            known = ", ".join(ACTIVATIONS)
            raise ValueError(
                f"{field} is {quoted(given)}, which is no activation known here; "
                f"expected one of {known}, or a function of one value."
            )
        return ACTIVATIONS[given].function
    if not callable(given):
        raise TypeError(
            f"{field} is {quoted(given)}; expected "
            f"the name of an activation or a function of one value."
        )
    return given


def _name(function: Function) -> str:
    return str(getattr(function, "__name__", repr(function)))


def _slope(function: Function) -> Slope:
    for known in ACTIVATIONS.values():
        if known.function is function:
            return known.slope
    own: Function | None = getattr(function, "derivative", None)
    if own is None:
        raise ValueError(
            f"the derivative of the activation {_name(function)} is not known; expected one of "
            f"{', '.join(ACTIVATIONS)}, or a function that carries its derivative, as in "
            "my_function.derivative = lambda z: ..."
        )
    return lambda z, y: own(z)


IDENTITY = Activations("identity", "identity")
"""The article's pair: every activation hands its input on as it is."""

STANDARD = Activations("tanh", "sigmoid")
"""What Keras, PyTorch and everybody else use: sigmoid gates, tanh for the rest."""


def as_activations(given: object) -> Activations:
    """Take an `Activations`, or a pair of names or functions, for one.

    >>> as_activations(("tanh", "sigmoid")) == STANDARD
    True
    """
    if isinstance(given, Activations):
        return given
    if isinstance(given, tuple | list) and len(given) == 2:
        return Activations(*given)
    raise TypeError(
        f"activations is {quoted(given)}; expected IDENTITY, STANDARD, or a pair "
        "(activation, recurrent_activation) such as ('tanh', 'sigmoid')."
    )
