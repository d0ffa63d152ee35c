"""The kinds of traits that an Explorer has: numbers of any size, and a pair of activations."""

from __future__ import annotations

import math
from typing import Any

import traitlets

from lstm_helpers.cell.activations import (
    ACTIVATIONS,
    IDENTITY,
    Activations,
    as_activations,
)
from lstm_helpers.cell.given import plain_number

__all__ = ["NumberTrait", "PairTrait", "known_pair"]


class NumberTrait(traitlets.TraitType[float, Any]):
    """A float, nan and infinities included. JSON has none of those: they travel as words.

    Raises
    ------
    TypeError
        In one sentence, when something else is set.
    """

    default_value = 0.0
    info_text = "a number"

    def __init__(self, default: float = 0.0) -> None:
        super().__init__(default)
        self.tag(sync=True, to_json=_to_json, from_json=_from_json)

    def validate(self, obj: Any, value: Any) -> float:
        """Take a plain number for a float."""
        return plain_number(self.name or "the value", value)


def _to_json(value: float, widget: object) -> float | str:
    return value if math.isfinite(value) else str(value)


def _from_json(sent: Any, widget: object) -> Any:
    return float(sent) if sent in ("nan", "inf", "-inf") else sent


class PairTrait(traitlets.TraitType[Activations, Any]):
    """A pair of activations that the browser can work out, too."""

    default_value = IDENTITY
    info_text = "a pair of activations"

    def __init__(self) -> None:
        super().__init__(IDENTITY)
        self.tag(sync=True, to_json=lambda pair, _: str(pair), from_json=_pair_from_json)

    def validate(self, obj: Any, value: Any) -> Activations:
        """Refuse what the browser cannot work out."""
        return known_pair(value)


def _pair_from_json(sent: str, widget: object) -> Activations:
    return Activations(*sent.split("/"))


def known_pair(activations: Any) -> Activations:
    """Take a pair of activations, and refuse a function that the browser cannot work out.

    >>> known_pair(("tanh", "sigmoid"))
    Activations('tanh', 'sigmoid')
    """
    pair = as_activations(activations)
    for function, name in zip(
        (pair.activation, pair.recurrent_activation), pair.names, strict=True
    ):
        if name not in ACTIVATIONS or ACTIVATIONS[name].function is not function:
            raise ValueError(
                f"the live view cannot work out the activation {name!r} in the browser; "
                f"use one of {', '.join(ACTIVATIONS)}."
            )
    return pair
