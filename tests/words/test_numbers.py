"""Numbers as people type them; how they are written is in tests/vectors, for both languages."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lstm_helpers.words.numbers import READING, NotRead, format_number, read_number

finite = st.floats(allow_nan=False, allow_infinity=False)
typed = st.text("0123456789.,-+−–/eE \n\u00a0", max_size=12)


@given(finite)
def test_what_is_written_is_read_back_to_four_digits(number: float) -> None:
    written = format_number(number)
    if abs(number) > 1.797e308:  # rounded up it is past every float
        return
    assert read_number(written) == pytest.approx(number, rel=5.001e-4, abs=1e-323)


@given(finite)
def test_pythons_own_way_of_writing_is_read_exactly(number: float) -> None:
    assert math.copysign(1, read_number(repr(number))) == math.copysign(1, number)
    assert read_number(repr(number)) == number
    assert read_number(repr(number).replace("-", "−")) == number


@given(st.text() | typed)
@example("1,000" * 1000)
@example("\ud800")
@example("{0}{1}")
def test_any_text_is_read_or_refused_in_one_short_sentence(text: str) -> None:
    refused = refusal(text)
    if refused is None:
        assert math.isfinite(read_number(text))
        return
    pattern = re.sub(r"\\\{\d\\\}", ".*", re.escape(READING[refused.problem]))
    assert re.fullmatch(pattern, str(refused), re.DOTALL)
    assert len(str(refused)) < 200
    assert len(refused.readings) == (2 if refused.problem == "two_ways" else 0)


def refusal(text: str) -> NotRead | None:
    try:
        read_number(text)
    except NotRead as refused:
        return refused
    return None


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(["", "-", "−", "+"]))
def test_a_comma_before_three_digits_can_be_two_things(whole: int, rest: int, sign: str) -> None:
    for text in (f"{sign}{whole},{rest:03}", f"{sign}{whole},{rest:03}e3"):
        with pytest.raises(ValueError, match="can be read two ways") as raised:
            read_number(text)
        first, second = map(
            read_number, re.findall(r"type (\S+) or (\S+)\.$", str(raised.value))[0]
        )
        assert first == pytest.approx(1000 * second)


@given(typed)
def test_room_around_a_number_and_between_its_digits_means_nothing(text: str) -> None:
    for same in (f" {text}\n", text.replace(" ", "")):
        one, other = refusal(text), refusal(same)
        if one is None:
            assert read_number(same) == read_number(text)
        else:
            assert other
            assert other.problem == one.problem
