"""The kinds of traits that a live view has; each refuses in one sentence what does not fit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

import traitlets

from lstm_helpers.cell.activations import ACTIVATIONS, IDENTITY, Activations, as_activations
from lstm_helpers.cell.given import plain_number, quoted, short_text, whole

__all__ = [
    "ChoiceTrait",
    "DoesNotFit",
    "NumberTrait",
    "PairTrait",
    "TextTrait",
    "WholeTrait",
    "known_pair",
    "numbers",
]

Choice = TypeVar("Choice", bound=str)


class DoesNotFit(traitlets.TraitError, ValueError):
    """A value that does not go with the others.

    Of several that are set at once, as by a message of the page, traitlets takes all back.
    """


class NumberTrait(traitlets.TraitType[float, float]):
    """A float, nan and infinities included. JSON has none of those: they travel as words.

    Parameters
    ----------
    default
        What it is at first.

    Raises
    ------
    TypeError
        In one sentence, when something else is set.
    """

    def __init__(self, default: float = 0.0) -> None:
        super().__init__(default)
        self.tag(sync=True, to_json=_to_json, from_json=_from_json)

    def validate(self, obj: object, value: object) -> float:
        """Take a plain number for a float."""
        return plain_number(self.name or "the value", value)


def numbers(count: int) -> Iterator[NumberTrait]:
    """Make so many of them, to be given names in one line.

    >>> class Point(traitlets.HasTraits):
    ...     x, y = numbers(2)
    >>> Point(x=2).x, Point().y
    (2.0, 0.0)
    """
    return (NumberTrait() for _ in range(count))


def _to_json(value: float, widget: object) -> float | str:
    return value if math.isfinite(value) else str(value)


def _from_json(sent: object, widget: object) -> object:
    return float(sent) if isinstance(sent, str) and sent in ("nan", "inf", "-inf") else sent


class WholeTrait(traitlets.TraitType[int, int]):
    """A whole number from `least` to `most`."""

    def __init__(self, default: int = 1, least: int | None = None, most: int | None = None) -> None:
        self.least, self.most = least, most
        super().__init__(default)
        self.tag(sync=True)

    def validate(self, obj: object, value: object) -> int:
        """Take a whole number, one that came as 2.0 too."""
        name = self.name or "the value"
        number = whole(name, value)
        low = number if self.least is None else self.least
        high = number if self.most is None else self.most
        if not low <= number <= high:
            raise ValueError(f"{name} is {number}; expected a whole number from {low} to {high}.")
        return number


class TextTrait(traitlets.TraitType[str, str]):
    """Any text."""

    def __init__(self, default: str = "") -> None:
        super().__init__(default)
        self.tag(sync=True)

    def validate(self, obj: object, value: object) -> str:
        """Take a text as it is."""
        return short_text(self.name or "the value", value)


class ChoiceTrait(traitlets.TraitType[Choice, Choice], Generic[Choice]):
    """One of several words.

    Parameters
    ----------
    options
        What it may be.
    default
        What it is at first.
    """

    def __init__(self, options: Sequence[Choice], default: Choice) -> None:
        self.options = tuple(options)
        super().__init__(default)
        self.tag(sync=True)

    def validate(self, obj: object, value: object) -> Choice:
        """Take one of the words, and name them all otherwise."""
        for option in self.options:
            if isinstance(value, str) and value == option:
                return option
        kind = ValueError if isinstance(value, str) else TypeError
        raise kind(f"{self.name} is {quoted(value)}; expected one of {', '.join(self.options)}.")


class PairTrait(traitlets.TraitType[Activations, Activations | tuple[str, str]]):
    """A pair of activations that the browser can work out, too."""

    def __init__(self) -> None:
        super().__init__(IDENTITY)
        self.tag(sync=True, to_json=lambda pair, _: str(pair), from_json=_pair_from_json)

    def validate(self, obj: object, value: object) -> Activations:
        """Refuse what the browser cannot work out."""
        return known_pair(value)


def _pair_from_json(sent: str, widget: object) -> Activations:
    return Activations(*sent.split("/"))


def known_pair(activations: object) -> Activations:
    """Take a pair of activations, and refuse a function that the browser cannot work out.

    Parameters
    ----------
    activations
        An `Activations`, or a pair of names or functions.

    Raises
    ------
    TypeError
        When it is no pair.
    ValueError
        When the browser cannot work it out.

    Examples
    --------
    >>> known_pair(("tanh", "sigmoid"))
    Activations('tanh', 'sigmoid')
    """
    pair = as_activations(activations)
    functions = (pair.activation, pair.recurrent_activation)
    for function, name in zip(functions, pair.names, strict=True):
        if name not in ACTIVATIONS or ACTIVATIONS[name].function is not function:
            raise ValueError(
                f"the live view cannot work out the activation {quoted(name)} in the browser; "
                f"use one of {', '.join(ACTIVATIONS)}."
            )
    return pair
