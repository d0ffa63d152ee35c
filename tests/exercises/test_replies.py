"""What is handed to a learning platform: the first reply that fits an answer counts."""

from __future__ import annotations

import pytest

from lstm_helpers.cell.setting import Setting
from lstm_helpers.exercises.replies import Reply, replies
from lstm_helpers.exercises.slips import Asked, Case


def test_what_is_right_comes_first_then_the_likeliest_slips_then_what_is_near() -> None:
    assert replies(Case(Setting(c0=-5), Asked("keep", 1)), most=3) == [
        Reply(-5, "−5 is right: keep, what is kept of the old state, at time step 1.", True),
        Reply(5, "5 has the right size: look at the signs.", slip="sign"),
        Reply(-4, "−4 is f plus c_prev: a black dot multiplies.", slip="f plus c_prev"),
        Reply(
            0, "0 takes h for c: the forget gate multiplies the cell state, c_prev.", slip="h for c"
        ),
        Reply(-5, "That is close: calculate once more.", within=1),
    ]


@pytest.mark.parametrize(
    ("name", "t", "within"), [("c", 2, [1]), ("h", 3, [3211 * 0.02]), ("f", 1, [])]
)
def test_near_is_one_off_or_a_fiftieth_and_nothing_is_near_a_small_number(
    name: str, t: int, within: list[float]
) -> None:
    found = replies(Case(Setting(), Asked(name, t)))
    assert [reply.within for reply in found if reply.within] == within


def test_there_are_twenty_slips_at_most_unless_more_are_asked_for() -> None:
    case = Case(Setting(), Asked("h", 3))
    wrong = [sum(bool(reply.slip) for reply in replies(case, *most)) for most in ((), (30,), (2,))]
    assert wrong == [20, 30, 2]


def test_a_nought_has_no_minus_in_front_of_it() -> None:
    said = replies(Case(Setting(h0=-2, inputs=(0,)), Asked("keep", 1)))
    assert [str(reply.number) for reply in said if reply.number == 0] == ["0.0"]
