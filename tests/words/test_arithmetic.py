"""A line worked out: what comes to nothing is refused in a sentence."""

from __future__ import annotations

import re

import pytest

from lstm_helpers.words.arithmetic import LONGEST, work_out


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("2 3 4", "'3' is too much."),
        ("2)", "')' is too much."),
        ("(2 + 1", "a parenthesis is not closed."),
        ("(2 3)", "a parenthesis is not closed."),
        ("six", "'six' is no number."),
        ("2·", "'' is no number."),
        ("1" * (LONGEST + 1), "the line is too long."),
    ],
)
def test_what_is_no_line_is_refused_in_one_sentence(line: str, says: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        work_out(line)


def test_the_longest_line_is_worked_out() -> None:
    assert work_out("1+" * 49 + "50") == 99
    assert work_out("1+" * 49 + "50") == work_out("50" + "+1" * 49)
    assert LONGEST == 100


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("8/2/2", 2.0),
        ("8/(2/2)", 8.0),
        ("7 − 2 – 1", 4.0),
        ("2*3×4", 24.0),
        ("-(2 + 1)*2", -6.0),
        ("--2 + +1", 3.0),
        ("2E3 + 1e-1", 2000.1),
        ("Half(3)*2", 3.0),
        ("half 3 + b", 2.5),
        ("0·half(b)", 0.0),
    ],
)
def test_signs_are_read_from_the_left_and_names_in_small_letters(line: str, value: float) -> None:
    assert work_out(line, {"half": lambda number: number / 2, "b": 1.0}) == value
