"""The questions: their words, their answers, and the widget that asks them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from lstm_helpers import Question, backward, check_choice
from lstm_helpers.exercises.check import look
from lstm_helpers.exercises.journal import number_key
from lstm_helpers.exercises.kinds import AskNumber, Choice
from lstm_helpers.exercises.openings import OPENINGS
from lstm_helpers.exercises.question import QUESTION_SAYS
from lstm_helpers.exercises.questions import QUESTIONS, question_named
from lstm_helpers.exercises.slips import Asked
from lstm_helpers.page.mime import WIDGET_VIEW
from lstm_helpers.words import german
from lstm_helpers.words.letters import check_letters

CHOICES = {name: asked for name, asked in QUESTIONS.items() if isinstance(asked, Choice)}
NUMBERS = {name: asked for name, asked in QUESTIONS.items() if isinstance(asked, AskNumber)}
# Lessons that open with questions of those before them.
OPENED = [f"{n:02}" for n in range(2, 14) if n != 12]  # 12 is practice

every_choice = pytest.mark.parametrize("name", CHOICES)
every_number = pytest.mark.parametrize("name", NUMBERS)


def truth(asked: AskNumber) -> float:
    """Work out what a number question asks for."""
    trace = asked.setting.trace
    if asked.of:
        gradients = backward(asked.setting.weights, trace, **{f"d{asked.of}": 1})
        return float(getattr(gradients[asked.t - 1], asked.name))
    return float(getattr(trace[asked.t - 1], asked.name))


def texts(asked: Choice | AskNumber) -> Iterator[str]:
    """Yield everything that is said."""
    yield asked.text
    for option in asked.options.values() if isinstance(asked, Choice) else ():
        yield from option


def says(asked: Choice | AskNumber) -> list[str]:
    """List what is said of the options."""
    return [option.says for option in asked.options.values()] if isinstance(asked, Choice) else []


# ---- the table -----------------------------------------------------------------------------------


@every_choice
def test_the_letters_run_from_a_and_one_is_right(name: str) -> None:
    asked = CHOICES[name]
    assert list(asked.letters) == list("abcdefgh"[: len(asked.letters)])
    assert len(asked.letters) >= 2
    assert asked.right in asked.options
    assert len({option.text for option in asked.options.values()}) == len(asked.letters)


@every_choice
def test_each_option_has_its_own_answer_and_one_says_yes(name: str) -> None:
    asked = CHOICES[name]
    assert len(set(says(asked))) == len(asked.letters)
    for letter, option in asked.options.items():
        assert option.says.startswith("yes") == (letter == asked.right)
        for typed in (
            letter,
            letter.upper(),
            f" {letter} ",
            f"({letter})",
            f"{letter})",
            f"'{letter}'",
        ):
            feedback = check_choice(name, typed)
            assert feedback.verdict == ("right" if letter == asked.right else "slip")
            assert feedback.text == f"{letter}: {option.says}"


@every_choice
def test_what_is_no_letter_of_the_question_is_a_slip(name: str) -> None:
    letters = CHOICES[name].letters
    for typed in ("z", "ab", 1, 0, True, "".join(letters)):
        feedback = check_choice(name, typed)
        assert feedback.verdict == "slip"
        assert feedback.text == f"{typed!r} is none of the letters {', '.join(letters)}."


@pytest.mark.parametrize("name", QUESTIONS)
def test_code_stands_between_two_backticks_and_no_option_names_a_letter(name: str) -> None:
    for text in texts(QUESTIONS[name]):
        assert text.count("`") % 2 == 0, text
        assert text == " ".join(text.split()), text
        assert "`" not in text or text not in says(QUESTIONS[name]), "a reply is plain text"
        assert not re.search(r"\b(?:option|answer) [a-h]\b", text), "the page shuffles them"


@every_number
def test_a_number_is_whole_small_and_not_given_away(name: str) -> None:
    asked = NUMBERS[name]
    value = truth(asked)
    assert value.is_integer()
    assert 0 < abs(value) <= 999
    assert f"{value:.0f}" not in re.findall(r"\d+", asked.text)
    feedback = look(asked.setting, Asked(asked.name, asked.t, asked.of), value)
    assert feedback.verdict == "right"


@every_number
def test_what_a_question_states_is_so(name: str) -> None:
    """The numbers in its words are the numbers in its cell."""
    asked = NUMBERS[name]
    step = asked.setting.trace[asked.t - 1].as_dict()
    stated = re.findall(r"`?\b([a-z]_\w+|[xfigoc])\b`?(?: is|,? =| g is) (−?\d+)", asked.text)
    for quantity, number in stated:
        given = float(number.replace("−", "-"))
        assert given in (step[quantity], step.get(f"{quantity}_prev")), (quantity, number)


# What is right, and what the question is called in a learner's journal and receipt.
IN_THE_JOURNAL = {
    "02 a": (16, "c x=4"),
    "02 c": (22, "c x=1 c0=5 weights-minp"),
    "03 a": (15, "f x=3 h0=1 w_f=2 u_f=4 b_f=5"),
    "04 a": (125, "h x=5"),
    "05 a": (11, "f t=2 x=2,3"),
    "05 b": (44, "keep t=2 x=2,3"),
    "06 a": (12, "c t=2 x=1,2"),
    "06 b": (29, "i t=2 x=3,2"),
    "07 b": (10, "f x=4 h0=6 c0=5"),
    "07 c": (16, "h x=1 c0=8 weights-4dwz"),
    "08 b": (117, "c t=2 x=2,1"),
    "09 a": (12, "grad g x=1 weights-yhai"),
    "09 b": (6, "grad c of c x=1,3,2 weights-dhgp"),
    "10 b": (5, "c x=1 c0=6 weights-v9k2"),
    "11 a": (3, "c t=5 x=1,1,1,1,-1 weights-cfgu"),
    "13 a": (3, "c t=2 x=1,1 c0=12 weights-esuq"),
}


def test_what_was_asked_a_year_ago_is_asked_again() -> None:
    """A receipt, or a notebook that was handed in, goes by what a question asks."""
    asked = {
        name: (truth(it), number_key(it.setting, it.name, it.t, it.of))
        for name, it in NUMBERS.items()
    }
    assert asked == IN_THE_JOURNAL


def test_the_questions_names_and_the_right_letters_are_what_they_were() -> None:
    letters = {name: asked.right for name, asked in CHOICES.items()}
    assert check_letters(repr(sorted(letters.items()))) == "uby9"


@pytest.mark.parametrize("name", QUESTIONS)
def test_all_of_it_is_said_in_german_too(name: str) -> None:
    missing = [text for text in texts(QUESTIONS[name]) if text not in german.PHRASES]
    assert [text for text in missing if re.search("[^\\W\\d_]{2}", text)] == []


def test_each_lesson_opens_with_three_questions() -> None:
    assert sorted(OPENINGS) == [f"{lesson} {letter}" for lesson in OPENED for letter in "abc"]


def test_no_question_is_asked_twice() -> None:
    asked = [question.text for question in QUESTIONS.values()]
    assert len(set(asked)) == len(asked)


# ---- the widget ----------------------------------------------------------------------------------


def test_what_travels_is_all_that_the_page_needs_and_is_json() -> None:
    state = Question("forget", "05 a").get_state()
    choice, number = json.loads(json.dumps(state["questions"]))
    assert (choice["name"], choice["kind"], choice["right"]) == ("forget", "choice", "a")
    assert choice["options"]["b"] == CHOICES["forget"].options["b"]._asdict()
    assert number["asked"] == {"name": "f", "t": 2, "of": "", "through_h": True}
    assert number["given"]["inputs"] == [2, 3]
    assert number["given"]["activations"] == ["identity", "identity"]
    assert set(number["given"]) == {"weights", "inputs", "h0", "c0", "activations"}
    assert state["answers"] == {}
    assert state["layout"] is None, "a layout of its own would be a model more to wait for"


def test_it_is_shown_in_three_ways_and_none_of_them_tells_the_answer() -> None:
    shown = Question("u_f at step 1", "05 a")._repr_mimebundle_()
    assert shown is not None
    data = shown[0]
    assert set(data) == {WIDGET_VIEW, "text/html", "text/plain"}
    assert data["text/plain"].splitlines() == [
        "1. Why does `u_f` change nothing at all?",
        "  a  because `u_f` is 1, and times 1 changes nothing",
        "  b  because `u_f` multiplies `h_prev`, and `h_prev` is 0",
        "  c  because the forget gate is not used at the first time step",
        "",
        f"2. {NUMBERS['05 a'].text}",
    ]
    assert (
        "<li>because <code>u_f</code> is 1, and times 1 changes nothing</li>" in data["text/html"]
    )
    for said in (data["text/plain"], data["text/html"]):
        assert "yes" not in said
        assert CHOICES["u_f at step 1"].options["a"].says not in said


def test_one_question_alone_has_no_number() -> None:
    assert Question("forget").text.startswith("Which one would you shut")
    assert Question("forget").html.startswith("<p>Which one")


def test_where_no_script_runs_questions_are_a_list_and_options_have_letters() -> None:
    first, second = (f"<p>{NUMBERS[name].text}</p>" for name in ("05 a", "05 b"))
    to_answer = "<p><em>To answer, run this cell.</em></p>"
    assert Question("05 a").html == first + to_answer
    assert Question("05 a", "05 b").html == (
        f"<ol><li>{first}</li><li>{second}</li></ol>{to_answer}"
    )
    assert Question("u_f at step 1").html == (
        "<p>Why does <code>u_f</code> change nothing at all?</p>"
        '<ol type="a"><li>because <code>u_f</code> is 1, and times 1 changes nothing</li>'
        "<li>because <code>u_f</code> multiplies <code>h_prev</code>, and <code>h_prev</code> is 0"
        "</li><li>because the forget gate is not used at the first time step</li></ol>"
        f"{to_answer}"
    )


def test_it_is_solved_when_all_of_it_is() -> None:
    question = Question("forget", "05 a")
    solved = {"tries": 1, "solved": True, "slips": []}
    question.answers = {"forget": solved}
    assert not question.solved
    question.answers = {"forget": solved, "05 a": {**solved, "tries": 3}}
    assert question.solved


def test_an_authors_slip_is_an_error_in_one_sentence() -> None:
    with pytest.raises(TypeError, match="no question is named"):
        Question()
    with pytest.raises(ValueError, match="there is no question 'nope'; expected the name of"):
        Question("nope")
    with pytest.raises(ValueError, match="there is no question 'nope'; expected the name of"):
        question_named("nope")
    with pytest.raises(ValueError, match="'05 a' asks for a number"):
        check_choice("05 a", "b")


def test_its_words_are_in_the_tables() -> None:
    assert set(QUESTION_SAYS) == {"field", "check", "right", "slip"}
