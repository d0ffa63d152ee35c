"""What is noted in the kernel of what was asked and answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lstm_helpers import (
    STANDARD,
    Question,
    Weights,
    check,
    check_cell,
    check_choice,
    check_gradient,
    check_number,
)
from lstm_helpers.cell.setting import Setting
from lstm_helpers.exercises.journal import JOURNAL, Entry, cell_key, entry_of, number_key


@pytest.fixture(autouse=True)
def begun_anew() -> Iterator[None]:
    JOURNAL.begin_anew()
    yield
    JOURNAL.begin_anew()


def test_what_check_asks_is_there_before_it_is_answered() -> None:
    check("c", ..., t=2)
    assert JOURNAL.standing == {"c t=2": Entry()}


def test_the_same_answer_again_is_no_other_try_and_what_is_no_number_is_none() -> None:
    for answer in (4, 4, "4", "six", 5, 6, 7, ...):
        check("c", answer, t=2)
    entry = JOURNAL.standing["c t=2"]
    assert (entry.tries, entry.solved, entry.slips) == (
        3,
        True,
        ("write alone", "forget gate left out"),
    )


def test_somebody_elses_answer_is_not_the_learners() -> None:
    assert check("c", 4, t=2, by="Ada") == check("c", 4, t=2)
    JOURNAL.begin_anew()
    check("c", 4, t=2, by="Ada")
    check_gradient("o", 247, t=3, by="us")
    assert JOURNAL.standing == {}


def test_each_kind_of_check_notes_what_came_of_it() -> None:
    check_gradient("c", 169, t=2)
    check_number("the count", 20, 40, {"counts one number a step": 20})
    check_choice("forget", "b")
    check_cell(Weights.ones(), {"h": [5]}, [1])
    check_cell([1, 2], {"h": [6]}, [1])
    states = {question: entry.state for question, entry in JOURNAL.standing.items()}
    assert states == {
        "grad c t=2": "tried",
        "the count": "tried",
        "forget": "tried",
        "cell h=5 x=1": "tried",
        "cell h=6 x=1": "open",
    }
    slips = [slip for entry in JOURNAL.standing.values() for slip in entry.slips]
    assert slips[1:] == ["counts one number a step", "forget (b)"]


def test_a_question_in_the_page_reports_and_a_second_one_of_it_stands_beside() -> None:
    first, second = Question("forget"), Question("forget")
    first.answers = {"forget": {"tries": 2, "solved": False, "slips": ["b", "c"], "chosen": "c"}}
    first.answers = {"forget": {"tries": 3, "solved": False, "slips": ["b", "c"], "chosen": "b"}}
    second.answers = {"forget": {"tries": 1, "solved": True, "slips": [], "chosen": "a"}}
    assert JOURNAL.standing == {"forget": Entry(4, True, False, ("forget (b)", "forget (c)"))}


def test_a_question_for_a_number_gives_its_slips_by_their_names() -> None:
    question = Question("03 a")
    question.answers = {"03 a": {"tries": 1, "solved": False, "slips": ["c for h"], "typed": "1"}}
    assert JOURNAL.standing["03 a"].slips == ("c for h",)


def test_a_question_is_called_what_it_was_called_a_year_ago() -> None:
    """Receipts and notebooks that were handed in hold these names."""
    some = Weights.ones(w_f=0.5, u_f=-2, b_o=1)
    called = {
        number_key(Setting(inputs=(1, 2, 3, 4, 5, 6)), "c", 1): "c x=1,2,3,4,5,6",
        number_key(Setting(inputs=(1, 2, 3, 4, 5, 6, 7)), "c", 2): "c t=2 x=1,2,3..dtu8",
        number_key(Setting(some), "c", 1): "c w_f=0.5 u_f=-2 b_o=1",
        number_key(Setting(some.replace(b_i=1)), "c", 1): "c weights-83n3",
        number_key(
            Setting(h0=1.5, c0=-2, activations=STANDARD), "w_f", None, "c", False
        ): "grad w_f all t of c along c h0=1.5 c0=-2 tanh/sigmoid",
        cell_key({"c": [1, None, 0.5]}, Setting()): "cell c=1,any,0.5",
    }
    assert list(called) == list(called.values())


def test_an_answer_that_says_little_is_read_as_open() -> None:
    assert entry_of({}) == Entry()
    assert entry_of({"tries": 2.0, "shown": 1, "slips": ["a"]}) == Entry(2, False, True, ("a",))
    assert entry_of({"solved": 1, "slips": ["a"]}, ["b"]) == Entry(0, True, False, ("b",))
    assert entry_of({"solved": 1}).solved is True


def test_who_has_solved_it_alone_somewhere_has_not_been_shown_it() -> None:
    alone, shown, tried = Entry(1, True), Entry(2, True, True), Entry(3)
    assert shown.and_also(tried) == tried.and_also(shown) == Entry(5, True, True)
    assert shown.and_also(alone) == alone.and_also(shown) == Entry(3, True, False)
    assert [each.state for each in (alone, shown, tried, Entry())] == [
        "solved",
        "shown",
        "tried",
        "open",
    ]


def test_what_was_noted_before_an_exercises_outcome_stays_with_it() -> None:
    JOURNAL.note_practice("1-3", "slip", ["a", "b"])
    JOURNAL.note_practice("1-3", "", ["b", "c"])
    assert JOURNAL.practice == {"1-3": ("slip", ("a", "b", "c"))}


def test_cells_that_differ_anywhere_are_different_questions() -> None:
    cells = [
        Setting(),
        Setting(inputs=(1.0,) * 9),
        Setting(inputs=(1.0,) * 8 + (2.0,)),
        Setting(h0=1),
        Setting(c0=1),
        Setting(Weights.ones(u_f=2)),
        Setting(Weights.ones(w_f=0, w_i=0, w_g=0, w_o=0)),
        Setting(Weights.ones(w_f=0, w_i=0, w_g=0, w_o=3)),
    ]
    asked = [("c", 1, ""), ("c", 2, ""), ("h", 1, ""), ("c", 1, "h"), ("c", 1, "c")]
    keys = {number_key(cell, name, t, of) for cell in cells for name, t, of in asked}
    assert len(keys) == len(cells) * len(asked)
    assert len({cell_key({"h": [n]}, cell) for cell in cells[:5] for n in (1, 2)}) == 10
    assert not any({*"|;#"} & {*key} for key in keys)
