"""What was asked in this kernel, and what came of it: for `progress`, and for nobody else.

It lives in the kernel's memory alone: no file, no network, gone when the kernel ends. Code cells
note what `check` and its like said; widgets report what was answered in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lstm_helpers.cell.activations import IDENTITY
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import Weights
from lstm_helpers.words.letters import check_letters

__all__ = [
    "JOURNAL",
    "Entry",
    "Journal",
    "State",
    "cell_key",
    "choice_slip",
    "entry_of",
    "number_key",
]

State = Literal["solved", "shown", "tried", "open"]

_FEW = 6  # so many inputs are written out, and half as many weights
_ONES = Weights.ones().as_dict()


@dataclass(frozen=True)
class Entry:
    """What came of a question.

    Parameters
    ----------
    tries
        How many different answers were given, as long as none was right.
    solved, shown
        Whether it is right; and whether that is because it was shown.
    slips
        Which slips the wrong answers looked like.

    Examples
    --------
    >>> Entry(tries=2, slips=("c for h",)).state
    'tried'
    """

    tries: int = 0
    solved: bool = False
    shown: bool = False
    slips: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """How it stands."""
        if self.solved:
            return "shown" if self.shown else "solved"
        return "tried" if self.tries else "open"

    def and_also(self, other: Entry) -> Entry:
        """Take together what came of the same question in two places.

        >>> Entry(2, True, True).and_also(Entry(1, True))
        Entry(tries=3, solved=True, shown=False, slips=())
        """
        alone = [entry for entry in (self, other) if entry.solved and not entry.shown]
        return Entry(
            self.tries + other.tries,
            self.solved or other.solved,
            (self.shown or other.shown) and not alone,
            (*self.slips, *other.slips),
        )


@dataclass
class Journal:
    """What was asked, in the order in which it was first asked, and what came of it.

    Examples
    --------
    >>> journal = Journal()
    >>> journal.note("c t=2", "slip", "4 is i·g alone.", "write alone")
    >>> journal.note("c t=2", "right", "6 is right.")
    >>> journal.standing["c t=2"]
    Entry(tries=2, solved=True, shown=False, slips=('write alone',))
    """

    lesson: str = ""
    """The lesson's number, as `progress` was told last."""

    practice: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """By exercise, ``"1-3"`` for level 1, number 3: what came of it last, and the slips."""

    riddles: set[int] = field(default_factory=set)
    """The detective's riddles that were found."""

    _asked: dict[str, dict[object, Entry]] = field(default_factory=dict)
    _said: dict[str, set[str]] = field(default_factory=dict)

    @property
    def standing(self) -> dict[str, Entry]:
        """What came of each question."""
        standing = {}
        for question, entries in self._asked.items():
            all_in_all = Entry()
            for entry in entries.values():
                all_in_all = all_in_all.and_also(entry)
            standing[question] = all_in_all
        return standing

    @property
    def in_code(self) -> dict[str, bool]:
        """What was asked in code cells, and whether it is solved: what a grader can run again.

        >>> journal = Journal()
        >>> journal.ask(["a question in the page"])
        >>> journal.note("c t=2", "right", "6 is right.")
        >>> journal.in_code
        {'c t=2': True}
        """
        standing = self.standing
        return {question: standing[question].solved for question in self._said}

    def ask(self, questions: Iterable[str]) -> None:
        """Take notice of questions that are asked."""
        for question in questions:
            self._asked.setdefault(question, {})

    def note(self, question: str, verdict: str, says: str, slip: str = "") -> None:
        """Note what a code cell said of an answer; the same answer again is no other try.

        Parameters
        ----------
        question
            What it is called.
        verdict
            "right", "slip"; with "open" nothing was answered.
        says
            All that was said, which differs from answer to answer.
        slip
            Which slip it looks like.
        """
        self.ask([question])
        said = self._said.setdefault(question, set())
        before = self._asked[question].get("code", Entry())
        if verdict == "open" or says in said or before.solved:
            return
        said.add(says)
        slips = (*before.slips, slip) if slip else before.slips
        self.report({question: Entry(before.tries + 1, verdict == "right", False, slips)}, "code")

    def report(self, entries: Mapping[str, Entry], source: object) -> None:
        """Take what a widget says of its questions; it says it anew each time.

        Parameters
        ----------
        entries
            By question.
        source
            Who says so: what somebody else said stands beside it.
        """
        for question, entry in entries.items():
            self._asked.setdefault(question, {})[source] = entry

    def note_practice(self, exercise: str, outcome: str, slips: Iterable[str] = ()) -> None:
        """Note what has come of an exercise; without an outcome, which slips there have been.

        >>> journal = Journal()
        >>> journal.note_practice("1-3", "", ["bias left out"])
        >>> journal.note_practice("1-3", "right")
        >>> journal.practice
        {'1-3': ('right', ('bias left out',))}
        """
        outcome_before, slips_before = self.practice.get(exercise, ("", ()))
        both = tuple(dict.fromkeys([*slips_before, *slips]))
        self.practice[exercise] = (outcome or outcome_before, both)

    def begin_anew(self) -> None:
        """Forget everything."""
        self.__init__()  # type: ignore[misc]  # all fields have a default


JOURNAL = Journal()
"""That of this kernel."""


# ---- what a question is called -------------------------------------------------------------------


def number_key(
    setting: Setting, name: str, t: int | None, of: str = "", through_h: bool = True
) -> str:
    """Name the question for a number: the same one wherever, and by whomever, it is asked.

    Parameters
    ----------
    setting
        The cell and its sequence; what is as in the article is left out.
    name, t
        The quantity, and its time step.
    of, through_h
        What it is a gradient of, and by which way.

    Examples
    --------
    >>> number_key(Setting(), "c", 2), number_key(Setting(inputs=(3.0,)), "h", 1)
    ('c t=2', 'h x=3')
    >>> number_key(Setting(), "c", 2, "c", through_h=False)
    'grad c t=2 of c along c'
    """
    parts = ["grad", name] if of else [name]
    if t != 1:
        parts.append("all t" if t is None else f"t={t}")
    if of == "c":
        parts.append("of c")
    if not through_h:
        parts.append("along c")
    return " ".join([*parts, *_given(setting)])


def cell_key(want: Mapping[str, Iterable[float | None]], given: Setting) -> str:
    """Name the question for a cell, by what it should do.

    >>> cell_key({"c": [1], "h": [5]}, Setting(inputs=(1.0,)))
    'cell c=1 h=5 x=1'
    """
    wanted = [f"{name}={_row(numbers)}" for name, numbers in want.items()]
    return " ".join(["cell", *wanted, *_given(given)])


def _given(setting: Setting) -> list[str]:
    """Say what is otherwise than in the article."""
    weights = {name: float(value) for name, value in setting.weights.as_dict().items()}
    changed = {name: value for name, value in weights.items() if value != float(_ONES[name])}
    texts = [f"{name}={value:g}" for name, value in changed.items()]
    if len(texts) > _FEW // 2:
        texts = [f"weights-{check_letters(' '.join(texts))}"]
    row = _row(setting.inputs)
    states, pair = {"h0": setting.h0, "c0": setting.c0}, setting.activations.names
    return [
        *([] if row == "1,1,1" else [f"x={row}"]),
        *(f"{name}={float(value):g}" for name, value in states.items() if value),
        *([] if pair == IDENTITY.names else ["/".join(pair)]),
        *texts,
    ]


def _row(numbers: Iterable[float | None]) -> str:
    texts = ["any" if number is None else f"{float(number):g}" for number in numbers]
    if len(texts) <= _FEW:
        return ",".join(texts)
    return f"{','.join(texts[: _FEW // 2])}..{check_letters(','.join(texts))}"


def choice_slip(question: str, letter: str) -> str:
    """Name the slip of choosing a wrong answer.

    >>> choice_slip("forget", "b")
    'forget (b)'
    """
    return f"{question} ({letter})"


def entry_of(answer: Mapping[str, Any], slips: Iterable[str] | None = None) -> Entry:
    """Read what a widget keeps of an answer.

    >>> entry_of({"tries": 1, "solved": True, "slips": [], "chosen": "a"})
    Entry(tries=1, solved=True, shown=False, slips=())
    """
    found = tuple(answer.get("slips", ()) if slips is None else slips)
    solved, shown = bool(answer.get("solved")), bool(answer.get("shown"))
    return Entry(int(answer.get("tries", 0)), solved, shown, found)
