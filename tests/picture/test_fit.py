"""How a text fits its slot, to the last width; fit.js is held to the same by vectors."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lstm_helpers.picture.fit import BOLD_WIDER, fit, text_width
from lstm_helpers.picture.layout import SLOTS, Slot

# a digit is 0.64 wide, a space 0.32, a plus 0.84
PLAIN = Slot("eq", "f", 0, 0, width=64, sizes=(20, 10), lines=2, breaks=(" + ", " = "))


def test_a_width_is_the_sum_of_its_characters_and_bold_is_wider_by_each() -> None:
    assert text_width("88 + 8") == pytest.approx(3 * 0.64 + 2 * 0.32 + 0.84)
    assert text_width("€") == pytest.approx(0.64)
    assert text_width("88 + 8", bold=True) == pytest.approx(text_width("88 + 8") + 6 * BOLD_WIDER)
    assert text_width("") == 0


@pytest.mark.parametrize("bold", [False, True])
def test_a_text_that_just_fits_takes_its_size_and_one_that_does_not_the_next(bold: bool) -> None:
    exact = replace(PLAIN, sizes=(16, 8), width=16 * text_width("8888", bold), lines=1, bold=bold)
    assert fit("8888", exact) == (16, ["8888"])
    assert fit("8888", replace(exact, width=exact.width * 0.999)) == (8, ["8888"])


def test_a_piece_that_just_fits_stays_on_its_line() -> None:
    exact = replace(PLAIN, sizes=(16,), width=16 * text_width("8 + 8"))
    assert fit("8 + 8 + 8", exact) == (16, ["8 + 8", "+ 8"])
    assert fit("8 + 8 = 8", replace(exact, width=exact.width * 0.999)) == (16, ["8", "+ 8 = 8"])


def test_what_is_too_long_is_on_its_last_line_whole() -> None:
    narrow = replace(PLAIN, width=1)
    assert fit("8 + 8 = 8 + 8", narrow) == (10, ["8", "+ 8 = 8 + 8"])
    assert fit("8 + 8", replace(narrow, lines=1)) == (10, ["8 + 8"])
    assert "".join(fit("88888", narrow)[1]) == "88888"


def test_a_text_may_be_empty_or_begin_with_a_sign() -> None:
    assert fit("", PLAIN) == (20, [""])
    assert "".join(fit(" + 8", replace(PLAIN, width=1))[1]) == " + 8"


def test_every_slot_takes_an_empty_text() -> None:
    assert {fit("", slot)[0] == slot.sizes[0] for slot in SLOTS.values()} == {True}
