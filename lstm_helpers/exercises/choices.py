"""Feedback on a letter that a learner typed, where a question is answered in a code cell."""

from __future__ import annotations

import re

from lstm_helpers.cell.given import quoted
from lstm_helpers.exercises.feedback import Feedback, Verdict, is_open
from lstm_helpers.exercises.journal import JOURNAL, choice_slip
from lstm_helpers.exercises.kinds import Choice
from lstm_helpers.exercises.questions import question_named
from lstm_helpers.words.language import say

__all__ = ["check_choice"]

# A letter, as people write it: b, "b", (b), b), B.
_LETTER = re.compile(r"""[\s("'“‘\[]*([a-z])[\s)."'”’\]]*""", re.IGNORECASE)


def check_choice(question: str, answer: object) -> Feedback:
    """Look at a learner's choice among a, b, c, ... for one of the `QUESTIONS`.

    Raises
    ------
    ValueError
        When there is no such question, or it asks for a number. Whatever the answer is, it raises
        nothing.

    Examples
    --------
    >>> check_choice("what becomes 12", ...)
    ✎ Not filled in yet: type a letter in quotes, such as "a".
    >>> check_choice("what becomes 12", "(b)")
    ✓ b: yes: the hidden state, which the recurrent kernel multiplies at the next step.
    """
    asked = question_named(question)
    if not isinstance(asked, Choice):
        raise ValueError(f"the question {question!r} asks for a number; expected one with options.")
    JOURNAL.ask([question])
    if is_open(answer):
        return Feedback("open", say('Not filled in yet: type a letter in quotes, such as "a".'))
    found = _LETTER.fullmatch(answer) if isinstance(answer, str) else None
    letter = found[1].lower() if found else ""
    if letter not in asked.options:
        words = {"it": quoted(answer), "letters": ", ".join(asked.letters)}
        return Feedback("slip", say("{it} is none of the letters {letters}.").format(**words))
    verdict: Verdict = "right" if letter == asked.right else "slip"
    feedback = Feedback(verdict, f"{letter}: {say(asked.options[letter].says)}")
    slip = choice_slip(question, letter) if verdict == "slip" else ""
    JOURNAL.note(question, verdict, feedback.text, slip)
    return feedback
