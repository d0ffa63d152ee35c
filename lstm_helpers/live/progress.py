"""What one has done in a lesson: a sentence and a small picture, at the end of it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from lstm_helpers.exercises.journal import JOURNAL, State
from lstm_helpers.exercises.slip_table import SLIPS
from lstm_helpers.live.receipts import Receipt, standing_of, wrapped
from lstm_helpers.page.mime import Shown, bundle
from lstm_helpers.words.language import say, told

__all__ = ["PROGRESS_SAYS", "Progress", "progress"]

PROGRESS_SAYS = {
    "nothing asked": (
        "No question has been asked here yet: run the cells above, then this one again."
    ),
    "one asked": "One question is asked here, and it is not answered yet.",
    "none answered": "{asked} questions are asked here, and none of them is answered yet.",
    "again": "Run this cell again when you have answered some.",
    "solved": "You have solved {solved} of {asked} questions.",
    "all solved": "You have solved all {asked} questions.",
    "one solved": "You have solved the one question that is asked here.",
    "tried": "You have tried {tried} more: go on with {them}.",
    "shown": "You were shown {shown}: try {them} once more on paper.",
    "slip": "The slip that came most often: {slip} ({count}).",
    "once": "once",
    "times": "{count} times",
    "practice": "In practice {right} of {done} came out right.",
    "riddles": "You have found {riddles} of the detective's riddles.",
    "it": "it",
    "them": "them",
    "each": "question by question",
    "states": {"solved": "solved", "shown": "shown", "tried": "tried", "open": "still open"},
}

# Told apart by their form, so that no colour is needed, on screen or on paper.
_FORMS: dict[State, str] = {
    "solved": '<circle r="8" fill="currentColor"/>',
    "shown": '<circle r="8" fill="none"/><circle r="3.5" fill="currentColor"/>',
    "tried": '<circle r="8" fill="none"/><path d="M0-8A8 8 0 0 0 0 8z" fill="currentColor"/>',
    "open": '<circle r="8" fill="none"/>',
}
_PITCH, _IN_A_ROW = 24, 20
_NAMED = {slip.name for slip in SLIPS}


class Progress:
    """How somebody stands in a lesson; it shows itself when it is a cell's last line.

    Parameters
    ----------
    standing
        How they stand.

    Examples
    --------
    >>> Progress(Receipt("03", {"03 a": "solved", "c t=2": "tried"}, {"c for h": 2})).sentence
    'You have solved 1 of 2 questions. You have tried 1 more: go on with it. The slip that came \
most often: c for h (2 times).'
    """

    def __init__(self, standing: Receipt) -> None:
        self.standing = standing

    @property
    def sentence(self) -> str:
        """What one has done, in words."""
        return " ".join(_sentences(self.standing))

    @property
    def text(self) -> str:
        """The same, and every question of it, for nbval and for whoever marks a class."""
        return f"{self.sentence}\n\n{wrapped(self.standing.unsigned)}"

    @property
    def html(self) -> str:
        """The same, with a mark for each question."""
        return "".join(_html(self.standing, self.sentence))

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, **kwargs: Any) -> Shown:
        return bundle(None, self.html, self.text, "text/html")


def progress(lesson: str = "") -> Progress:
    """Say what has been solved and tried since the kernel started, and which slips came.

    It is read in the kernel's memory; nothing is stored or sent. Answers given later show when the
    cell is run again.

    Parameters
    ----------
    lesson
        Its number, which `receipt` writes down.

    Examples
    --------
    >>> JOURNAL.begin_anew()
    >>> print(progress("03").sentence)
    No question has been asked here yet: run the cells above, then this one again.
    """
    JOURNAL.lesson = lesson or JOURNAL.lesson
    return Progress(standing_of(JOURNAL))


def _sentences(standing: Receipt) -> Iterator[str]:
    asked = len(standing.questions)
    solved, tried, shown = (standing.count(state) for state in ("solved", "tried", "shown"))
    right, wrong = standing.practice
    if not asked:
        yield _said("nothing asked")
    elif not solved and not tried and not shown:
        yield _said("one asked") if asked == 1 else _said("none answered", asked=asked)
        yield _said("again")
    elif solved == asked:
        yield _said("one solved") if asked == 1 else _said("all solved", asked=asked)
    else:
        yield _said("solved", solved=solved, asked=asked)
    if tried:
        yield _said("tried", tried=tried, them=_said("it" if tried == 1 else "them"))
    if shown:
        yield _said("shown", shown=shown, them=_said("it" if shown == 1 else "them"))
    # of a wrong choice nothing is said but where it was made
    if slip := next((slip for slip in standing.slips if slip in _NAMED), ""):
        count = standing.slips[slip]
        often = _said("once") if count == 1 else _said("times", count=count)
        yield _said("slip", slip=say(slip, "slip"), count=often)
    if right or wrong:
        yield _said("practice", right=right, done=right + wrong)
    if standing.riddles:
        yield _said("riddles", riddles=standing.riddles)


def _said(key: str, **values: object) -> str:
    return say(str(PROGRESS_SAYS[key])).format(**values)


def _html(standing: Receipt, sentence: str) -> Iterator[str]:
    yield f"<p>{escape(sentence)}</p>"
    if not standing.questions:
        return
    words: dict[State, str] = told(PROGRESS_SAYS)["states"]  # type: ignore[assignment]
    marks = [
        _mark(n, state, f"{question}: {words[state]}")
        for n, (question, state) in enumerate(standing.questions.items())
    ]
    rows = -(-len(marks) // _IN_A_ROW)
    wide, high = min(len(marks), _IN_A_ROW) * _PITCH, rows * _PITCH
    yield _svg(wide, high, marks)
    yield '<p style="margin: 4px 0">'
    for state, says in words.items():
        if count := standing.count(state):
            key = _svg(_PITCH, _PITCH, [_mark(0, state)], "vertical-align: middle")
            style = "white-space: nowrap; margin-right: 1.2em"
            yield f'<span style="{style}">{key} {count} {says}</span> '
    yield f"</p><details><summary>{_said('each')}</summary><ul>"
    for state, says in words.items():
        if named := [question for question, its in standing.questions.items() if its == state]:
            yield f"<li>{says}: {escape(' · '.join(named))}</li>"
    yield "</ul></details>"


def _svg(wide: int, high: int, marks: list[str], style: str = "display: block") -> str:
    """Draw marks in the colour of the text around them; what they say stands beside them."""
    return (
        f'<svg width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" aria-hidden="true" '
        f'style="{style}; max-width: 100%"><g stroke="currentColor" stroke-width="2">'
        f"{''.join(marks)}</g></svg>"
    )


def _mark(n: int, state: State, says: str = "") -> str:
    x, y = _PITCH * (n % _IN_A_ROW) + _PITCH // 2, _PITCH * (n // _IN_A_ROW) + _PITCH // 2
    title = f"<title>{escape(says)}</title>" if says else ""
    return f'<g transform="translate({x} {y})">{title}{_FORMS[state]}</g>'
