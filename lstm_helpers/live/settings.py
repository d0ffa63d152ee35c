"""A whole setting of the cell as one short text, to hand to a neighbour: "try mine".

>>> text = encode(Setting(Weights.ones(b_f=0.5), (1.0, 2.0), t=2))
>>> text
'lstm f=1,1,0.5 x=1,2 t=2 #xkkk'
>>> decode(text).weights.b_f
0.5

What is as in the article is left out: weights 1, biases 0, states 0, identity, time step 1. The
four letters after # are worked out from the rest, so that a slip of the pen is noticed.
settings.js writes the same text in the page; the tests hold the two equal.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lstm_helpers.cell.activations import ACTIVATIONS, IDENTITY, Activations
from lstm_helpers.cell.given import quoted
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import GATES, Weights
from lstm_helpers.words.letters import check_letters

__all__ = ["MOST_STEPS", "decode", "encode", "exact_text"]

MOST_STEPS = 12
PLAIN_GATE = (1.0, 1.0, 0.0)

SETTING_SAYS = {
    "label": "this setting, as text",
    "placeholder": "∞ and nan cannot be handed on",
    "copy": "copy",
    "link": "copy link",
    "copied": "copied",
}

_COPY = "copy it again whole, from lstm to the four letters after #."
_QUOTES = "\"'`“”‘’«»„ "


def weights_of(gates: Mapping[str, Any]) -> Weights:
    """Take a cell's weights from texts' parts: by gate its kernel, recurrent kernel and bias.

    A gate that is not there is a plain one.

    Examples
    --------
    >>> weights_of({"f": (2.0, 1.0, 0.0)}).w_f
    2.0
    """
    return Weights(
        **{
            f"{kind}_{gate}": value
            for gate in GATES
            for kind, value in zip("wub", gates.get(gate, PLAIN_GATE), strict=True)
        }
    )


def encode(setting: Setting) -> str:
    """Write a setting as text. Every number comes back exactly as it was.

    Raises
    ------
    ValueError
        When a number is infinite or nan.

    Examples
    --------
    >>> encode(Setting(Weights.ones(), (1.0, 1.0, 1.0)))
    'lstm x=1,1,1 #rrhk'
    """
    weights = setting.weights.as_dict()
    parts = ["lstm"]
    for gate in GATES:
        numbers = tuple(float(weights[f"{kind}_{gate}"]) for kind in "wub")
        if _texts(numbers) != _texts(PLAIN_GATE):
            parts.append(f"{gate}={_texts(numbers)}")
    parts.append(f"x={_texts(setting.inputs)}")
    for name in ("h0", "c0"):
        number = getattr(setting, name)
        if exact_text(number) != "0":
            parts.append(f"{name}={exact_text(number)}")
    if setting.activations.names != IDENTITY.names:
        parts.append(str(setting.activations))
    if setting.t != 1:
        parts.append(f"t={setting.t}")
    said = " ".join(parts)
    return f"{said} #{check_letters(said)}"


def decode(text: object) -> Setting:
    """Read a setting back.

    Raises
    ------
    TypeError, ValueError
        In one sentence: what came, what was expected, and how to mend it.

    Examples
    --------
    >>> decode("lstm x=1,1,1 #rrhk").inputs
    (1.0, 1.0, 1.0)
    >>> decode("lstm x=1,l,1 #rrhk")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: in this setting, 'x=1,l,1' is unreadable; expected 1 to 12 inputs, such as x=...
    """
    if not isinstance(text, str):
        raise TypeError(
            f"the setting is {quoted(text)}; expected a text in quotes, such as {EXAMPLE!r}."
        )
    said, mark, letters = _tidy(text).partition("#")
    said, letters = said.strip(), (letters.split() or [""])[0]
    first, *parts = said.split() or [""]
    if first != "lstm":
        came = f"starts with {first[:20]!r}" if first else "is empty"
        raise ValueError(f"this text {came}, and a setting starts with lstm: {_COPY}")
    if len(letters) < 4:
        has = f"only #{letters}" if mark else "no #"
        raise ValueError(f"this setting has {has} at its end, so something is missing: {_COPY}")
    read = _Reader()
    for part in parts:
        read.part(part)
    expected = check_letters(said)
    if letters != expected:
        raise ValueError(
            f"this setting has changed on its way: it ends in #{letters[:12]}, and what stands "
            f"before that belongs to #{expected}; if you changed it on purpose, end it so, and "
            f"otherwise {_COPY}"
        )
    return read.setting()


EXAMPLE = "lstm x=1,1,1 #rrhk"


def _tidy(text: str) -> str:
    """Undo what mail and chat do to a text."""
    text = text.strip().strip(_QUOTES).translate({0x2212: "-", 0x2013: "-", 0xA0: " "})
    return re.sub(r"\s*([,=/])\s*", r"\1", re.sub(r"\s+", " ", text)).lower()


def exact_text(number: float) -> str:
    """Write a number so that it comes back as the same float, as short as can be.

    >>> exact_text(0.5), exact_text(-3.0), exact_text(1e-7)
    ('0.5', '-3', '1e-7')
    """
    if not math.isfinite(number):
        raise ValueError(f"a setting cannot hold {number}; set it to a finite number first.")
    if number.is_integer() and abs(number) < 1e16:
        return "-0" if math.copysign(1, number) < 0 and number == 0 else str(int(number))
    return re.sub(r"e\+?(-?)0*", r"e\1", repr(number)).replace(".0e", "e")


def _texts(numbers: Sequence[float]) -> str:
    return ",".join(exact_text(float(number)) for number in numbers)


class _Reader:
    """Gathers the parts of a setting, each at most once."""

    def __init__(self) -> None:
        self.numbers: dict[str, tuple[float, ...]] = {}
        self.pair: Activations | None = None

    def part(self, part: str) -> None:
        name, _, values = part.partition("=")
        if "/" in part:
            if self.pair is not None:
                raise ValueError(
                    "in this setting, a pair of activations stands twice; "
                    f"expected it once: {_COPY}"
                )
            self.pair = self._activations(part)
        elif name not in EXPECTED:
            raise ValueError(
                f"in this setting, {part[:30]!r} is unknown; expected parts such as f=1,1,0 "
                f"x=1,1,1 h0=0 c0=0 tanh/sigmoid t=1: {_COPY}"
            )
        elif name in self.numbers:
            raise ValueError(f"in this setting, {name}= stands twice; expected it once: {_COPY}")
        else:
            self.numbers[name] = self._numbers(name, values)

    def _numbers(self, name: str, values: str) -> tuple[float, ...]:
        least, most, says = EXPECTED[name]
        try:
            numbers = tuple(map(_finite, values.split(",")))
        except ValueError:
            numbers = ()
        if not least <= len(numbers) <= most:
            raise ValueError(
                f"in this setting, '{name}={values[:60]}' is unreadable; expected {says}: {_COPY}"
            )
        return numbers

    def _activations(self, part: str) -> Activations:
        names = part.split("/")
        if len(names) != 2 or not set(names) <= set(ACTIVATIONS):
            raise ValueError(
                f"in this setting, {part[:40]!r} is no pair of activations; expected two of "
                f"{', '.join(ACTIVATIONS)} with a / between: {_COPY}"
            )
        return Activations(*names)

    def setting(self) -> Setting:
        if "x" not in self.numbers:
            raise ValueError(f"in this setting, the inputs x= are missing: {_COPY}")
        inputs = self.numbers["x"]
        t = self.numbers.get("t", (1.0,))[0]
        if t not in range(1, len(inputs) + 1):
            raise ValueError(
                f"this setting shows time step {exact_text(t)} of {len(inputs)}; "
                f"expected one from 1 to {len(inputs)}: {_COPY}"
            )
        (h0,), (c0,) = (self.numbers.get(name, (0.0,)) for name in ("h0", "c0"))
        return Setting(weights_of(self.numbers), inputs, h0, c0, self.pair or IDENTITY, int(t))


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number) or "_" in text:
        raise ValueError(text)
    return number


_GATE_SAYS = "three numbers, kernel, recurrent kernel and bias, such as f=1,1,0"
EXPECTED = {
    **{gate: (3, 3, _GATE_SAYS.replace("f=", f"{gate}=")) for gate in GATES},
    "x": (1, MOST_STEPS, f"1 to {MOST_STEPS} inputs, such as x=1,1,1"),
    "h0": (1, 1, "one number, such as h0=0"),
    "c0": (1, 1, "one number, such as c0=0"),
    "t": (1, 1, "a time step, such as t=1"),
}
