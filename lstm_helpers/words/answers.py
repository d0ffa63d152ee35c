"""What a learner types for an answer, read as a number; answers.js does the same in the page.

It takes more than `read_number`, which fields for settings use: whoever answers may work out a
line, copy a sign from the page, and say what the number is for.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from unicodedata import category

from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.words.arithmetic import work_out
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import READING, WHITE, NotRead, read_number

__all__ = ["Reading", "read_answer"]

# How an answer is typed that is past every float.
ENDLESS = ("∞", "inf", "infinity")

_AROUND = " '\"“”`≈~,;!"
# "27 h": what it is for, after the number
_NAME = re.compile(rf"(?<=[0-9).,])[·* ]*(?:{'|'.join(BY_NAME)})[₀-₉]*$")
# 1.037 is a thousand and more to some; 1.037.000 can only be that.
_POINTS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+")


@dataclass(frozen=True)
class Reading:
    """What was typed, as numbers: none, one, or two where it can be read two ways.

    `problem` is what to say of it if none of the numbers is known for something; empty where the
    first of them is to be taken.
    """

    numbers: tuple[float, ...] = ()
    problem: str = ""


def read_answer(text: str) -> Reading:
    """Read what a learner typed.

    Examples
    --------
    >>> [read_answer(text).numbers for text in ("12,0", "1/4", "2·3 + 4", "27 h", "h = 27", "six")]
    [(12.0,), (0.25,), (10.0,), (27.0,), (27.0,), ()]
    >>> read_answer("3,211")
    Reading(numbers=(3211.0, 3.211), problem='“3,211” can be read two ways: type 3211 or 3.211.')
    >>> read_answer("3.211")
    Reading(numbers=(3.211, 3211.0), problem='')
    """
    typed = "".join("�" if category(sign)[0] == "C" else sign for sign in WHITE.sub(" ", text))
    typed = typed.strip(" ")
    said = re.sub("[−–]", "-", typed).lower().rpartition("=")[2].strip(_AROUND)
    said = _NAME.sub("", said)
    if _POINTS.fullmatch(said):
        thousands = float(said.replace(".", ""))
        return Reading((float(said), thousands) if said.count(".") == 1 else (thousands,))
    number = math.nan if said == "nan" else _number(said)
    if isinstance(number, NotRead) and number.readings:
        readings = (read_answer(reading).numbers[:1] for reading in number.readings)
        return Reading(tuple(each for (each,) in readings), str(number))
    if isinstance(number, NotRead):
        return Reading((), say(READING["no_answer"]).format(typed[:40]))
    return Reading((number,))


def _number(said: str) -> float | NotRead:
    endless = -math.inf if said.startswith("-") else math.inf
    if said.lstrip("+-") in ENDLESS:
        return endless
    try:
        return read_number(said)
    except NotRead as error:
        if error.problem == "too_large":
            return endless
        return error if error.readings else _worked_out(said, error)


def _worked_out(said: str, otherwise: NotRead) -> float | NotRead:
    try:
        number = work_out(said)
    except (ValueError, ZeroDivisionError, RecursionError):
        return otherwise
    return number if math.isfinite(number) else otherwise
