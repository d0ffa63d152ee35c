"""Write the test for before the lessons and after them: two forms, their key, an imagined class.

The questions stand here once; the forms are to be printed, the key is for the teacher, and
classroom/gain.ipynb reads key.csv. Question n of form A and of form B ask for the same thing.

    python -m tools.before_and_after
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.exercises.practice import dice
from lstm_helpers.whole import write_whole

__all__ = ["FORMS", "Item", "files"]

FOLDER = Path(__file__).resolve().parents[1] / "classroom" / "before_and_after"
DONT_KNOW = "?"
_SHORT = 10  # of an answer, in letters


@dataclass(frozen=True)
class Item:
    """A question of the test.

    Parameters
    ----------
    about
        What it asks for, the same in both forms.
    text
        The question.
    right
        The right answer.
    tempting
        The wrong answers, with what each of them tells.
    at
        Where the right answer stands among the others, from 0.
    asks
        For a number of the cell: its name and the cell, which a test works out again.
    """

    about: str
    text: str
    right: str
    tempting: Mapping[str, str]
    at: int
    asks: tuple[str, Setting] | None = None

    @property
    def options(self) -> dict[str, str]:
        """The answers by their letters."""
        texts = list(self.tempting)
        texts.insert(self.at, self.right)
        return dict(zip("abcd", texts, strict=True))

    @property
    def letter(self) -> str:
        """The letter of the right one."""
        return "abcd"[self.at]


def _cell(x: float = 0, h0: float = 0, c0: float = 0, **weights: float) -> Setting:
    values: dict[str, Any] = {**dict.fromkeys(WEIGHT_NAMES, 0.0), **weights}
    return Setting(Weights(**values), (x,), h0, c0)


_GATES = {
    "the forget gate": "shut, it lets the cell forget: what was before no longer counts.",
    "the input gate": "shut, it keeps the new out; what was before stays.",
    "the output gate": "shut, it silences the cell; inside, the memory goes on.",
    "the bias of the candidate": "it is part of what may be written, and no gate.",
}


def _without(right: str) -> dict[str, str]:
    return {gate: says for gate, says in _GATES.items() if gate != right}


_GATE = (
    "A gate without an activation has the kernel {w} (for the input), the recurrent kernel {u} "
    "(for the hidden state) and the bias {b}. The input is {x}, the hidden state from the step "
    "before is {h}. What is the gate?"
)
_WHICH_H = (
    "At time step {t} the hidden state comes out as {h}, at time step {then} as {later}. Which "
    "hidden state is put in when the gates of time step {then} are worked out?"
)

_ABOUT = (
    "weights stay, states change",
    "a gate is two products and a bias",
    "the new cell state",
    "what the output gate lets out",
    "which hidden state a gate sees",
    "what each gate is for",
    "how long a memory lasts",
    "where a sequence begins",
)

FORM_A = (
    Item(
        _ABOUT[0],
        "A sequence of ten numbers runs through an LSTM cell. Nobody is training it. Which of "
        "these is sure to be the same at every time step?",
        "the weight w_f",
        {
            "the hidden state h": "h is what the cell says, and it says something new each time.",
            "the cell state c": "c is the memory: it is what changes.",
            "the value of the forget gate": "a gate follows the input and h: its weights stay.",
        },
        1,
    ),
    Item(
        _ABOUT[1],
        _GATE.format(w=2, u=3, b=2, x=4, h=5),
        "25",
        {
            "10": "leaves out the hidden state from the step before.",
            "23": "leaves out the bias.",
            "16": "adds the weights to what they should multiply.",
        },
        2,
        ("f", _cell(4, 5, w_f=2, u_f=3, b_f=2)),
    ),
    Item(
        _ABOUT[2],
        "At a time step the forget gate is 2, the input gate 4 and the candidate 5. The cell state "
        "before was 3. What is the cell state now?",
        "26",
        {
            "20": "is only what is written: nothing is kept of the old state.",
            "23": "keeps the whole old state: the forget gate is left out.",
            "6": "is only what is kept: nothing new is written.",
        },
        0,
        ("c", _cell(c0=3, b_f=2, b_i=4, b_g=5)),
    ),
    Item(
        _ABOUT[3],
        "The cell state is 7 and the output gate is 3; there is no activation in between. What is "
        "the hidden state that comes out?",
        "21",
        {
            "10": "adds: a gate multiplies.",
            "7": "lets the whole cell state out: the output gate is left out.",
            "3": "is the gate alone.",
        },
        3,
        ("h", _cell(c0=7, b_f=1, b_o=3)),
    ),
    Item(
        _ABOUT[4],
        _WHICH_H.format(t=1, h=3, then=2, later=12),
        "3",
        {
            "12": "comes out of this step: the gates are set before.",
            "15": "adds up what came out; only the last one comes round.",
            "0": "is how a sequence begins; by step 2 something has come round.",
        },
        1,
    ),
    Item(
        _ABOUT[5],
        "Which one would you shut so that the cell forgets all that was before, and knows nothing "
        "but the newest input?",
        "the forget gate",
        _without("the forget gate"),
        0,
    ),
    Item(
        _ABOUT[6],
        "The cell state is 8. For three time steps the forget gate is one half, and nothing new is "
        "written. What is the cell state then?",
        "1",
        {
            "4": "is what is left after one step: the gate multiplies at each.",
            "0": "takes a half gate for a shut one, or takes away the same amount each time.",
            "8": "takes a half gate for an open one.",
        },
        2,
    ),
    Item(
        _ABOUT[7],
        "A cell has read a sequence; its cell state is 247. Then a new sequence comes that has "
        "nothing to do with the first one. With which cell state does it begin, if nobody asks for "
        "anything else?",
        "0",
        {
            "247": "is the end of the other sequence: states are reset before a new one.",
            "1": "takes a state for a weight: these were 1 in some examples.",
            "what the cell learned from the first sequence": (
                "mixes up state and weights: what is learned is in the weights."
            ),
        },
        3,
    ),
)

FORM_B = (
    Item(
        _ABOUT[0],
        "A sequence of ten numbers runs through an LSTM cell. Nobody is training it. Which of "
        "these may be another one at every time step?",
        "the cell state c",
        {
            "the kernel w_g": "it is a weight, and only training changes weights.",
            "the recurrent kernel u_i": "it multiplies h, which changes; itself it is a weight.",
            "the bias b_o": "it is a weight, too, and stays.",
        },
        2,
    ),
    Item(
        _ABOUT[1],
        _GATE.format(w=3, u=2, b=4, x=2, h=6),
        "22",
        {
            "18": "leaves out the bias.",
            "10": "leaves out the hidden state from the step before.",
            "17": "adds the weights to what they should multiply.",
        },
        1,
        ("f", _cell(2, 6, w_f=3, u_f=2, b_f=4)),
    ),
    Item(
        _ABOUT[2],
        "At a time step the forget gate is 3, the input gate 2 and the candidate 5. The cell state "
        "before was 4. What is the cell state now?",
        "22",
        {
            "14": "keeps the whole old state: the forget gate is left out.",
            "12": "is only what is kept: nothing new is written.",
            "10": "is only what is written: nothing is kept of the old state.",
        },
        3,
        ("c", _cell(c0=4, b_f=3, b_i=2, b_g=5)),
    ),
    Item(
        _ABOUT[3],
        "The cell state is 6 and the output gate is 4; there is no activation in between. What is "
        "the hidden state that comes out?",
        "24",
        {
            "6": "lets the whole cell state out: the output gate is left out.",
            "4": "is the gate alone.",
            "10": "adds: a gate multiplies.",
        },
        0,
        ("h", _cell(c0=6, b_f=1, b_o=4)),
    ),
    Item(
        _ABOUT[4],
        _WHICH_H.format(t=2, h=5, then=3, later=40),
        "5",
        {
            "0": "is how a sequence begins; by step 3 something has come round.",
            "45": "adds up what came out; only the last one comes round.",
            "40": "comes out of this step: the gates are set before.",
        },
        2,
    ),
    Item(
        _ABOUT[5],
        "Which one would you shut so that nothing new is written, and the memory stays what it is?",
        "the input gate",
        _without("the input gate"),
        1,
    ),
    Item(
        _ABOUT[6],
        "The cell state is 40. For two time steps the forget gate is one half, and nothing new is "
        "written. What is the cell state then?",
        "10",
        {
            "20": "is what is left after one step: the gate multiplies at each.",
            "40": "takes a half gate for an open one.",
            "0": "takes a half gate for a shut one, or takes away the same amount each time.",
        },
        0,
    ),
    Item(
        _ABOUT[7],
        "A cell has read a sequence; the last hidden state was 3211. Then a new sequence comes "
        "that has nothing to do with the first one. Which hidden state is put in at its first time "
        "step, if nobody asks for anything else?",
        "0",
        {
            "1": "takes a state for a weight: these were 1 in some examples.",
            "3211": "is the end of the other sequence: states are reset before a new one.",
            "what the cell learned from the first sequence": (
                "mixes up state and weights: what is learned is in the weights."
            ),
        },
        3,
    ),
)

FORMS: Mapping[str, tuple[Item, ...]] = {"A": FORM_A, "B": FORM_B}


# ---- what is printed -----------------------------------------------------------------------------

_HEAD = """# An LSTM cell: eight questions, form {form}

Name or number: ______________________   ☐ before the lessons   ☐ after them

One answer to each question. If you do not know it yet, say so: that is an answer, too.
There are no marks for this, and no machine; you have 15 minutes.
"""

_KEY_HEAD = """# The key, and what each wrong answer tells

For the teacher. Question *n* of form A and of form B ask for the same thing.
“I don't know yet” and an empty line count as wrong.

| Question | Form A | Form B | What it asks for |
|---:|:---:|:---:|---|
"""


def _form(form: str) -> str:
    parts = [_HEAD.format(form=form)]
    for n, item in enumerate(FORMS[form], start=1):
        answers = [f"☐ **{letter}** {text}" for letter, text in item.options.items()]
        answers.append(f"☐ **{DONT_KNOW}** I don't know yet")
        # numbers beside each other, words below each other: so a form is one sheet of paper
        between = " &emsp; " if max(map(len, item.options.values())) < _SHORT else "\\\n"
        parts.append(f"**{n}.** {item.text}\n\n{between.join(answers)}\n")
    return "\n".join(parts)


def _key() -> str:
    rows = [
        f"| {n} | {a.letter} | {b.letter} | {a.about} |"
        for n, (a, b) in enumerate(zip(FORM_A, FORM_B, strict=True), start=1)
    ]
    return _KEY_HEAD + "\n".join([*rows, *_tells()]) + "\n"


def _tells() -> Iterator[str]:
    for form, items in FORMS.items():
        yield f"\n## Form {form}"
        for n, item in enumerate(items, start=1):
            yield f"\n**{n}. {item.about.capitalize()}.** Right: **{item.letter}**, {item.right}.\n"
            for letter, text in item.options.items():
                if text in item.tempting:
                    yield f"- **{letter}**, {text}: {item.tempting[text]}"


def _key_table() -> str:
    rows = [["form", "question", "right", "about"]]
    for form, items in FORMS.items():
        rows += [[form, str(n), item.letter, item.about] for n, item in enumerate(items, start=1)]
    return _as_csv(rows)


def _as_csv(rows: list[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


# ---- a class that nobody is in -------------------------------------------------------------------

_LEARNERS = 30
_KNOWN_BEFORE = (5, 5, 3, 4, 2, 3, 5, 2)  # of twenty, so many know it before
_LEARNED = (13, 16, 14, 16, 10, 13, 12, 9)  # and so many of the others learn it


def _imagined() -> str:
    """Imagine a class of thirty: half of it begins with form A, and two are missing afterwards."""
    header = [f"{when}_{n}" for when in ("before", "after") for n in range(1, 9)]
    rows = [["learner", "before_form", *header[:8], "after_form", *header[8:]]]
    for number in range(1, _LEARNERS + 1):
        die = dice(number)
        first, second = ("A", "B") if number % 2 else ("B", "A")
        knows = [die(20) < known for known in _KNOWN_BEFORE]
        learned = [k or die(20) < chance for k, chance in zip(knows, _LEARNED, strict=True)]
        before = [_answer(item, k, die) for item, k in zip(FORMS[first], knows, strict=True)]
        after = [_answer(item, k, die) for item, k in zip(FORMS[second], learned, strict=True)]
        if number in (11, 24):
            second, after = "", [""] * 8
        rows.append([f"{number:02}", first, *before, second, *after])
    return _as_csv(rows)


def _answer(item: Item, knows: bool, die: Callable[[int], int]) -> str:
    """Answer rightly, or by a wrong answer or a guess, or not at all."""
    if knows:
        return item.letter
    letters = [letter for letter in item.options if letter != item.letter]
    return [*letters, *letters, item.letter, DONT_KNOW, DONT_KNOW][die(9)]


def files() -> dict[str, str]:
    """Give each file's text by its name."""
    return {
        "form_a.md": _form("A"),
        "form_b.md": _form("B"),
        "key.md": _key(),
        "key.csv": _key_table(),
        "imagined_class.csv": _imagined(),
    }


def main() -> None:
    """Write them."""
    for name, text in files().items():
        write_whole(FOLDER / name, text)
        print(FOLDER / name)


if __name__ == "__main__":
    main()
