"""Replies to hand over: what is said of which number, in a list, for where nothing can be run.

A learning platform compares an answer with numbers, one after the other. Here they are, with what
`look` says of each: what is right first, then the likeliest slips, then what is near.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lstm_helpers.exercises.check import look_at, way_to
from lstm_helpers.exercises.slip_table import MORE_SAYS, NEAR
from lstm_helpers.exercises.slips import Case
from lstm_helpers.words.language import say

__all__ = ["Reply", "otherwise", "replies"]

# What stands for the learner's number, where it can be any of several.
_THAT = "That"


@dataclass(frozen=True)
class Reply:
    """What to say of an answer.

    Parameters
    ----------
    number
        The answer.
    says
        What is said of it.
    is_right
        Whether it is what was asked for.
    within
        How far off it may be.
    slip
        The name of the slip that it looks like.
    """

    number: float
    says: str
    is_right: bool = False
    within: float = 0
    slip: str = ""


def replies(case: Case, most: int = 20) -> list[Reply]:
    """List what is said of which number; the first that fits an answer counts.

    Parameters
    ----------
    case
        A setting, and what is asked of it: a whole number.
    most
        How many slips there may be, the likeliest.

    Examples
    --------
    >>> from lstm_helpers.cell.setting import Setting
    >>> from lstm_helpers.exercises.slips import Asked
    >>> found = replies(Case(Setting(), Asked("c", 2)))
    >>> found[0].number, found[0].says
    (6.0, '6 is right: the cell state c at time step 2.')
    >>> next(reply.says for reply in found if reply.number == 4)
    '4 is i·g alone: what does the forget gate keep of the old state?'
    """
    truth = case.truth
    right = look_at(case, truth)
    near = Reply(
        truth,
        say(MORE_SAYS["close"]).format(it=say(_THAT)),
        within=max(1, abs(truth) * NEAR["close"]),
    )
    slips = [reply for reply, _ in zip(_slips(case), range(most), strict=False)]
    return [
        Reply(truth + 0, right.text, is_right=True),
        *slips,
        *([near] if abs(truth) >= 5 else []),
    ]


def _slips(case: Case) -> Iterator[Reply]:
    for suspect in case.suspects:
        number = suspect.number + 0  # of −0 make 0
        if not number.is_integer():
            continue  # of whole numbers nothing but whole numbers comes
        said = look_at(case, number)
        if said.verdict == "slip":
            yield Reply(number, said.text, slip=said.slip)


def otherwise(case: Case) -> str:
    """Say what is said of any other number.

    >>> from lstm_helpers.cell.setting import Setting
    >>> from lstm_helpers.exercises.slips import Asked
    >>> otherwise(Case(Setting(), Asked("keep", 2)))
    'Not yet. Put the numbers into keep = f·c_prev, one by one.'
    """
    says = say(MORE_SAYS["not yet"]).format(it="", way=way_to(case)).lstrip(": ")
    return says[0].upper() + says[1:]
