"""The kinds of questions: a choice among answers, and a number of the cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lstm_helpers.cell.setting import Setting

__all__ = ["AskNumber", "Choice", "Option"]


class Option(NamedTuple):
    """An answer that can be chosen, and what to say of it; never which other one is right."""

    text: str
    says: str


@dataclass(frozen=True)
class Choice:
    """A question with a choice of answers.

    Parameters
    ----------
    text
        The question. What stands between backticks is code.
    right
        The letter of the right answer.
    options
        The answers by their letters, from a.

    Examples
    --------
    >>> Choice("2·3?", "b", {"a": Option("5", "2 + 3 is 5."), "b": Option("6", "yes.")}).letters
    ('a', 'b')
    """

    text: str
    right: str
    options: Mapping[str, Option]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the answers."""
        return tuple(self.options)


@dataclass(frozen=True)
class AskNumber:
    """A question for a number of the cell: what is typed is looked at as `check` does.

    Parameters
    ----------
    text
        The question.
    name
        The quantity that is asked for.
    t
        The time step, from 1.
    setting
        The cell and what goes into it.
    of
        "" for the quantity's value; "h" or "c" for the gradient of that at the last time step.

    Examples
    --------
    >>> AskNumber("All weights are 1, and x is 4. What is f?", "f", setting=Setting(inputs=(4,))).t
    1
    """

    text: str
    name: str
    t: int = 1
    setting: Setting = field(default_factory=Setting)
    of: str = ""
