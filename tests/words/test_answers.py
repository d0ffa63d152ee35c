"""How an answer is read, where the two halves' vectors leave off."""

from __future__ import annotations

import math

import pytest

from lstm_helpers.words.answers import Reading, read_answer
from lstm_helpers.words.numbers import NotRead, read_number


@pytest.mark.parametrize("typed", ["X6", "XX 6", "inf-", "nan nan", "a" * 41])
def test_what_is_no_number_is_said_so_and_cut_short(typed: str) -> None:
    says = f"“{typed[:40]}” is no number: type it in digits alone."
    assert read_answer(typed) == Reading((), says)
    with pytest.raises(NotRead) as raised:
        read_number(typed)
    assert str(raised.value) == (
        f"“{typed[:40]}” is no number: type digits, as in 0.5, −1, 1/3 or 2e3."
    )


@pytest.mark.parametrize(
    ("typed", "number"),
    [("∞", math.inf), ("+inf", math.inf), ("−Infinity", -math.inf), ("–∞", -math.inf)],
)
def test_past_every_float_is_an_answer_too(typed: str, number: float) -> None:
    assert read_answer(typed).numbers == (number,)


def test_nan_is_an_answer_too() -> None:
    (number,) = read_answer(" NaN ").numbers
    assert math.isnan(number)
