"""What was answered in a live cell shows in the progress, and in the receipt."""

from __future__ import annotations

import doctest
import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import Detective, Explorer, Practice, Question, check, progress, receipt
from lstm_helpers.exercises.feedback import Feedback
from lstm_helpers.exercises.journal import JOURNAL
from lstm_helpers.live.progress import Progress
from lstm_helpers.live.receipts import Receipt, read_progress, read_receipts, wrapped


@pytest.fixture(autouse=True)
def begun_anew() -> Iterator[None]:
    JOURNAL.begin_anew()
    yield
    JOURNAL.begin_anew()


def states() -> dict[str, str]:
    return {question: entry.state for question, entry in JOURNAL.standing.items()}


# ---- live cells report ---------------------------------------------------------------------------


def test_what_a_picture_asks_for_is_there_at_once_and_changes_with_the_answers() -> None:
    explorer = Explorer(inputs=[1, 1], t=2, predict="keep c")
    assert states() == {"keep t=2 x=1,1": "open", "c t=2 x=1,1": "open"}
    explorer.answers = {
        "2 keep": {"tries": 1, "number": 2, "solved": True},
        "2 c": {"tries": 1, "number": 4, "slips": ["write alone"]},
    }
    assert states() == {"keep t=2 x=1,1": "solved", "c t=2 x=1,1": "tried"}
    explorer.w_f = 2  # a cell with other numbers: what was solved once was solved
    shown = {"tries": 2, "number": 6, "solved": True, "shown": True, "slips": ["write alone"]}
    explorer.answers = {**explorer.answers, "2 c": shown}
    assert states()["c t=2 x=1,1"] == "shown"


def test_the_cell_run_again_forgets_nothing() -> None:
    Explorer(inputs=[2], predict="c").answers = {"1 c": {"tries": 1, "number": 4, "solved": True}}
    Explorer(inputs=[2], predict="c")
    assert states() == {"c x=2": "solved"}


def test_a_walk_backwards_asks_for_gradients() -> None:
    explorer = Explorer(t=3, predict="o", face="gradients")
    explorer.answers = {"3 ∂o": {"tries": 1, "number": 247, "solved": True}}
    assert states()["grad o t=3"] == "solved"


def test_an_explorer_that_asks_nothing_is_no_question() -> None:
    Explorer()
    assert states() == {}


def test_practice_counts_what_came_of_each_exercise_and_its_slips() -> None:
    practice = Practice(level=1, number=3)
    practice.answers = {"1 f": {"tries": 1, "number": 4, "slips": ["bias left out"]}}
    practice.record = {**practice.record, "outcome": "right", "right": 1}
    practice.number = 4
    missed = [{"level": 1, "number": 4, "wait": 3}]  # left behind with a slip in it
    practice.record = {**practice.record, "outcome": "", "missed": missed}
    assert JOURNAL.practice == {"1-3": ("right", ("bias left out",)), "1-4": ("wrong", ())}
    assert states() == {}
    said = progress("12").standing
    assert (said.practice, said.slips) == ((1, 1), {"bias left out": 1})


def test_the_riddles_found_are_counted_once() -> None:
    for _ in range(2):
        Detective(number=1).record = {"found": [1, 3], "hints": []}
    assert progress("12").sentence.endswith("You have found 2 of the detective's riddles.")


# ---- what is said --------------------------------------------------------------------------------


def test_the_sentence_follows_what_was_done() -> None:
    Question("forget")
    check("c", ..., t=2)
    assert progress("03").sentence.startswith("2 questions are asked here, and none of them")
    check("c", 4, t=2)
    assert progress("03").sentence == (
        "You have solved 0 of 2 questions. You have tried 1 more: go on with it. "
        "The slip that came most often: write alone (once)."
    )
    check("c", 6, t=2)
    assert "solved 1 of 2" in progress("03").sentence


def test_the_picture_has_a_mark_for_each_question_and_no_colour_of_its_own() -> None:
    shown = Progress(Receipt("03", {"a <b>": "solved", "c": "tried", "d": "open"}, {}))
    data, _ = shown._repr_mimebundle_()
    picture = data["text/html"].partition("</svg>")[0]
    assert re.findall("<title>(.*?)</title>", picture) == [
        *("a &lt;b&gt;: solved", "c: tried", "d: still open")
    ]
    assert not re.search("#[0-9a-f]{3}", data["text/html"])
    assert read_progress(data["text/plain"], "Ada") == Receipt(
        "03", {"a <b>": "solved", "c": "tried", "d": "open"}, {}, name="Ada"
    )


def test_how_somebody_stands_is_told_word_by_word() -> None:
    failed, tried = doctest.testfile("standing.txt")
    assert tried > 50
    assert not failed


# ---- receipts ------------------------------------------------------------------------------------


def test_a_receipt_says_whose_and_which_lesson_it_is_and_that_it_can_be_forged() -> None:
    check("c", 4, t=2)
    progress("04")
    given_back = receipt("  Ada |  Lovelace ")
    assert isinstance(given_back, Receipt)
    assert given_back.text.startswith("lstm receipt 04 | Ada Lovelace | solved 0 of 1 | ~ c t=2")
    assert "Anybody could forge one" in repr(given_back)
    assert given_back.text in repr(given_back).replace("\n", " ")


@pytest.mark.parametrize("name", [..., None, "", "  ", 7, ["Ada"], "|#;", ">"])
def test_what_is_no_name_gets_a_sentence(name: object) -> None:
    said = receipt(name)
    assert isinstance(said, Feedback)
    assert said.verdict != "right"


texts = st.text(st.characters(codec="utf-8"), min_size=1).map(
    lambda text: re.sub(r"[|;#\s]+>*", " ", text.replace("lstm", "")).strip("> ") or "x"
)


@given(st.dictionaries(texts, st.sampled_from(["solved", "shown", "tried", "open"])), texts)
def test_a_receipt_reads_back_as_it_was(questions: dict, name: str) -> None:
    made = Receipt("03", questions, {"c for h": 2}, (3, 1), 4, name)
    (found,) = read_receipts(made.text)
    assert isinstance(found, Receipt)
    assert found.text == made.text
    assert (found.practice, found.riddles, found.slips) == ((3, 1), 4, {"c for h": 2})


def test_no_line_of_a_receipt_looks_like_one_that_a_mail_quotes() -> None:
    for letters in range(1, 50):
        made = Receipt("03", {}, {}, name="a" * letters + " > Bob")
        (found,) = read_receipts(repr(made))
        assert isinstance(found, Receipt)
        assert found.name == "a" * letters + " Bob"


RECEIPT = Receipt(
    "03",
    {"03 a": "solved", "h x=-2": "tried", **{f"c t={t} x=1,2,3": "solved" for t in (1, 2, 3)}},
    {"c for h": 1},
    name="José Ñ",
)


@pytest.mark.parametrize(
    "handed_in",
    [
        repr(RECEIPT),
        "\n".join(f"> {line}" for line in wrapped(RECEIPT.text).splitlines()),
        RECEIPT.text.replace("-2", "−2").replace(" ", "\xa0"),
        f"Dear teacher,\n\n{RECEIPT.text}.\nJosé",
        RECEIPT.text.replace("é", "e\u0301"),
    ],
    ids=["as shown", "quoted", "typographic", "in a mail", "in two parts"],
)
def test_mail_and_chat_do_a_receipt_no_harm(handed_in: str) -> None:
    assert "\n" in wrapped(RECEIPT.text)
    (found,) = read_receipts(handed_in)
    assert isinstance(found, Receipt)
    assert found.questions == RECEIPT.questions


def test_any_letter_that_changes_is_noticed() -> None:
    said, letters = RECEIPT.text[:-6], RECEIPT.text[-6:]
    places = [n for n, letter in enumerate(said) if letter.isalnum() and n > len("lstm receipt")]
    for place in random.Random(1).sample(places, 20):
        (found,) = read_receipts(f"{said[:place]}x{said[place + 1 :]}{letters}")
        assert isinstance(found, str)
        assert "has changed on its way" in found


def test_a_receipt_that_breaks_off_is_named_and_the_others_are_read() -> None:
    cut, whole = RECEIPT.text[:-9], RECEIPT.text
    assert [type(found).__name__ for found in read_receipts(f"{cut}\n{whole}")] == [
        *("Receipt", "str")
    ]
    assert list(read_receipts("nothing of the kind")) == []
