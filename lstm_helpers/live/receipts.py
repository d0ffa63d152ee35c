"""A receipt: what a learner has done in a lesson, as a short text to hand in.

>>> text = Receipt("03", {"03 a": "solved"}, {}, name="Ada").text
>>> text
'lstm receipt 03 | Ada | solved 1 of 1 | + 03 a | #s2if'
>>> [found.name for found in read_receipts(text)]
['Ada']

The four letters at its end tell a text that has changed on its way from one that hasn't. They are
no signature: whoever can read this file can forge a receipt.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from lstm_helpers.cell.given import quoted
from lstm_helpers.exercises.feedback import Feedback, is_open
from lstm_helpers.exercises.journal import JOURNAL, Journal, State
from lstm_helpers.words.language import say
from lstm_helpers.words.letters import CHECK_LETTERS, check_letters

__all__ = ["RECEIPT_SAYS", "Receipt", "read_receipts", "receipt", "standing_of"]

RECEIPT_SAYS = {
    "no name": 'no receipt yet: put your name in quotes, in place of the dots: receipt("Ada").',
    "not a name": '{it} is no name: put your name in quotes, as in receipt("Ada").',
    "about": (
        "This is your receipt: copy all of it, and hand it in. It tells what you have solved and "
        "tried in this lesson; nobody sees it unless you send it. Anybody could forge one, so "
        "nothing much should hang on it: it shows your teacher where help is needed."
    ),
}

_MARKS: Mapping[State, str] = {"solved": "+", "shown": "*", "tried": "~", "open": "-"}
_STATES = {mark: state for state, mark in _MARKS.items()}
_LONGEST_NAME = 60
_WIDTH = 88

_FIRST = "lstm receipt"
_RECEIPT = re.compile(
    rf"{_FIRST} (?P<lesson>[^|#]*) \| (?P<rest>(?:(?!{_FIRST})[^#])*?)(?: \|)? "
    rf"#(?P<letters>[{CHECK_LETTERS}]{{4}})(?![\w])"
)
_BEGUN = re.compile(_FIRST)
_PROGRESS = re.compile(r"lstm progress (?P<lesson>[^|#]*) \| (?P<rest>[^#]*?) \| #")


@dataclass(frozen=True)
class Receipt:
    """What somebody has done in a lesson.

    Parameters
    ----------
    lesson
        Its number, ``"03"``.
    questions
        How each one stands, in the order in which they were asked.
    slips
        How often each slip came.
    practice
        How many exercises came out right, and how many did not.
    riddles
        How many riddles were found.
    name
        Whose it is; empty where nobody has said so.
    """

    lesson: str
    questions: Mapping[str, State]
    slips: Mapping[str, int]
    practice: tuple[int, int] = (0, 0)
    riddles: int = 0
    name: str = field(default="")

    def count(self, state: State) -> int:
        """Count the questions that stand so."""
        return list(self.questions.values()).count(state)

    @property
    def parts(self) -> list[str]:
        """What it says, but for whose it is."""
        slips = "; ".join(f"{count} {_plain(slip)}" for slip, count in self.slips.items())
        right, wrong = self.practice
        questions = "; ".join(f"{_MARKS[state]} {_plain(q)}" for q, state in self.questions.items())
        return [
            f"solved {self.count('solved')} of {len(self.questions)}",
            *([questions] if questions else []),
            *([f"slips: {slips}"] if slips else []),
            *([f"practice: {right} right, {wrong} not"] if right or wrong else []),
            *([f"riddles: {self.riddles}"] if self.riddles else []),
        ]

    @property
    def text(self) -> str:
        """All of it on one line, with the check letters."""
        said = " | ".join([f"{_FIRST} {self.lesson}", _plain(self.name), *self.parts])
        return f"{said} | #{check_letters(said)}"

    @property
    def unsigned(self) -> str:
        """What a notebook stores of it: no name, no letters."""
        return " | ".join([f"lstm progress {self.lesson}", *self.parts, "#"])

    def __repr__(self) -> str:
        return f"{say(RECEIPT_SAYS['about'])}\n\n{wrapped(self.text)}"

    def _repr_html_(self) -> str:
        # one press selects all of it
        style = "user-select: all; white-space: pre-wrap; border-left: 4px solid #7b8794;"
        return (
            f'<p>{escape(say(RECEIPT_SAYS["about"]))}</p><pre style="{style} padding: 6px 12px">'
            f"{escape(wrapped(self.text))}</pre>"
        )


def receipt(name: object) -> Receipt | Feedback:
    """Write a receipt of what was done in this lesson, to hand in.

    The lesson is the one that `progress` was told last. Nothing is sent anywhere, and anybody
    could forge it: it is for low stakes.

    Parameters
    ----------
    name
        The learner's own; ``...`` when it is not filled in yet.

    Returns
    -------
    Receipt or Feedback
        Which shows itself when it is a cell's last line. Whatever the name is, it raises nothing.

    Examples
    --------
    >>> receipt(...)
    ✎ no receipt yet: put your name in quotes, in place of the dots: receipt("Ada").
    >>> receipt(7)
    ↻ 7 is no name: put your name in quotes, as in receipt("Ada").
    """
    if is_open(name):
        return Feedback("open", say(RECEIPT_SAYS["no name"]))
    if not isinstance(name, str) or not any(map(str.isalnum, name)):
        return Feedback("slip", say(RECEIPT_SAYS["not a name"]).format(it=quoted(name)))
    return standing_of(JOURNAL, _plain(name)[:_LONGEST_NAME].strip())


def standing_of(journal: Journal, name: str = "") -> Receipt:
    """Read in a journal how somebody stands.

    >>> journal = Journal("03")
    >>> journal.note("c t=2", "slip", "4 is i·g alone.", "write alone")
    >>> standing_of(journal).parts
    ['solved 0 of 1', '~ c t=2', 'slips: 1 write alone']
    """
    entries = journal.standing
    outcomes = [outcome for outcome, _ in journal.practice.values()]
    came = [slip for entry in entries.values() for slip in entry.slips]
    came += [slip for _, slips in journal.practice.values() for slip in slips]
    slips = {slip: came.count(slip) for slip in dict.fromkeys(came)}
    most_first = dict(sorted(slips.items(), key=lambda item: -item[1]))
    return Receipt(
        journal.lesson or "?",
        {question: entry.state for question, entry in entries.items()},
        most_first,
        (outcomes.count("right"), outcomes.count("wrong")),
        len(journal.riddles),
        name,
    )


def _plain(text: str) -> str:
    """Take away what has a meaning of its own in a receipt, or before a line in a mail.

    >>> _plain(" Ada |  L; #1 > x>y")
    'Ada L, 1 x>y'
    """
    text = _tidy(text).replace(";", ",").translate({ord(c): " " for c in "|#"})
    return " ".join(re.sub(r"(?<!\S)>+", "", text).split())


def _tidy(text: str) -> str:
    """Undo what mail, chat and word processors do to a text."""
    text = re.sub(r"^[> ]+", "", unicodedata.normalize("NFC", text), flags=re.MULTILINE)
    marks = {0x2212: "-", 0x2013: "-", 0x2010: "-", 0xA0: " ", 0x200B: "", 0xFEFF: "", 0xAD: ""}
    return " ".join(text.translate(marks).split())


def wrapped(text: str) -> str:
    """Write it in lines that a page is wide enough for; how it is broken doesn't matter."""
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


# ---- reading it back -----------------------------------------------------------------------------


def read_receipts(text: str) -> Iterator[Receipt | str]:
    """Find the receipts in a text; one that is broken gives a sentence in its place.

    Parameters
    ----------
    text
        Whatever was handed in, with anything around the receipts.

    Examples
    --------
    >>> text = Receipt("03", {"03 a": "solved", "c t=2": "tried"}, {"c for h": 2}, name="Ada").text
    >>> (found,) = read_receipts(f"Hello! {text} Bye")
    >>> found.count("tried"), found.slips
    (1, {'c for h': 2})
    >>> list(read_receipts(text.replace("+", "*")))
    ['the receipt of Ada for lesson 03 has changed on its way: ask for it again, copied whole.']
    """
    tidy = _tidy(text)
    whole = list(_RECEIPT.finditer(tidy))
    for found in whole:
        said = f"{_FIRST} {found['lesson']} | {found['rest']}"
        name, _, rest = found["rest"].partition(" | ")
        if check_letters(said) != found["letters"]:
            yield (
                f"the receipt of {name[:_LONGEST_NAME]} for lesson {found['lesson'][:20]} has "
                "changed on its way: ask for it again, copied whole."
            )
        else:
            yield _read(found["lesson"], rest, name)
    begun = len(_BEGUN.findall(tidy)) - len(whole)
    if begun > 0:
        yield "a receipt breaks off before its four letters: ask for it again, copied whole."


def read_progress(text: str, name: str) -> Receipt | None:
    """Find what a notebook stores of `progress`; None where there is nothing of the kind."""
    found = _PROGRESS.search(_tidy(text))
    return _read(found["lesson"], found["rest"], name) if found else None


def _read(lesson: str, rest: str, name: str) -> Receipt:
    questions: dict[str, State] = {}
    slips: dict[str, int] = {}
    practice, riddles = (0, 0), 0
    for part in rest.split(" | "):
        if part.startswith("slips: "):
            for each in part.removeprefix("slips: ").split("; "):
                count, _, slip = each.partition(" ")
                if re.fullmatch(r"[0-9]{1,6}", count):
                    slips[slip] = int(count)
        elif found := re.fullmatch(r"practice: ([0-9]{1,6}) right, ([0-9]{1,6}) not", part):
            practice = (int(found[1]), int(found[2]))
        elif found := re.fullmatch(r"riddles: ([0-9]{1,6})", part):
            riddles = int(found[1])
        elif part[:2] in {f"{mark} " for mark in _STATES}:
            asked = [each for each in part.split("; ") if each[:1] in _STATES]
            questions.update({each[2:]: _STATES[each[0]] for each in asked})
    return Receipt(lesson, questions, slips, practice, riddles, name)
