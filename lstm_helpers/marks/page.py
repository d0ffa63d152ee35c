"""The table of a class as a page: one file, with nothing in it that is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from lstm_helpers.exercises.journal import State
from lstm_helpers.live.receipts import Receipt
from lstm_helpers.marks.handed_in import HandedIn
from lstm_helpers.marks.table import HELP, LessonTable, in_words, lessons, needs, slip_in_words

__all__ = ["as_page", "counted"]

_SIGNS: dict[State, tuple[str, str]] = {
    "solved": ("●", "solved"),
    "shown": ("◉", "shown"),
    "tried": ("◐", "tried, not solved"),
    "open": ("○", "open"),
}
_MOST = 10  # rows of what is hardest, and of slips

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>A class in the LSTM lessons</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""

_ABOUT = (
    "Made on this machine from what was handed in, and kept on it. Receipts can be forged, and a "
    "solved question says nothing of how: look here for where help is needed, not for marks."
)


def as_page(handed_in: HandedIn) -> str:
    """Write the page.

    >>> "Nothing was found" in as_page(HandedIn())
    True
    """
    style = Path(__file__).with_name("marks.css").read_text(encoding="utf-8")
    return _PAGE.format(style=style, body="\n".join(_body(handed_in)) + "\n")


def _body(handed_in: HandedIn) -> Iterator[str]:
    tables = lessons(handed_in.receipts)
    learners = len({receipt.name.casefold() for receipt in handed_in.receipts})
    yield f"<h1>A class in the LSTM lessons</h1>\n<p>{_ABOUT}</p>"
    if not tables:
        yield "<p>Nothing was found: put receipts or notebooks into the folder.</p>"
    else:
        names = escape(", ".join(table.lesson for table in tables))
        yield f"<p>{counted(learners, 'learner')}, {counted(len(tables), 'lesson')}: {names}.</p>"
    for table in tables:
        yield f"<section>\n<h2>Lesson {escape(table.lesson)}</h2>"
        yield from _help(table)
        yield from _who(table)
        yield from _hardest(table)
        yield from _slips(table)
        yield "</section>"
    if handed_in.notes:
        yield "<section>\n<h2>What could not be read, or was there twice</h2>\n<ul>"
        yield from (f"<li>{escape(note)}</li>" for note in handed_in.notes)
        yield "</ul>\n</section>"


def counted(number: int, thing: str) -> str:
    """Say how many there are.

    >>> counted(1, "lesson"), counted(0, "lesson")
    ('1 lesson', '0 lessons')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _help(table: LessonTable) -> Iterator[str]:
    named = [(each.name, needs(each, table.half)) for each in table.receipts]
    named = [(name, why) for name, why in named if why]
    yield "<h3>Who may need help</h3>"
    if named:
        items = "".join(f"<li><b>{escape(name)}</b>: {escape(why)}</li>" for name, why in named)
        yield f'<ul class="names">{items}</ul>'
    else:
        yield "<p>Nobody stands out.</p>"
    yield (
        f'<p class="small">Named are those who have solved less than {HELP["behind"]:.0%} of what '
        f"half the class has ({table.half:g}), or are stuck on {HELP['stuck']:.0%} of the "
        "questions or more.</p>"
    )


def _who(table: LessonTable) -> Iterator[str]:
    questions = table.questions
    key = " ".join(
        f'<span class="key"><span class="{state}" aria-hidden="true">{sign}</span> {words}</span>'
        for state, (sign, words) in _SIGNS.items()
    )
    heads = "".join(
        f'<th scope="col"><abbr title="{escape(_named(question))}">{n}</abbr></th>'
        for n, question in enumerate(questions, start=1)
    )
    yield f"<h3>Who has solved what</h3>\n<p>{key}</p>"
    yield _wide(f"Who has solved what in lesson {table.lesson}")
    yield f'<table class="grid">\n<thead><tr><th scope="col">learner</th>{heads}'
    yield '<th scope="col">solved</th><th scope="col">practice</th></tr></thead>\n<tbody>'
    yield from (_learner(receipt, table) for receipt in table.receipts)
    yield "</tbody>\n</table>\n</div>"
    yield "<details><summary>What the numbers of the questions stand for</summary><ol>"
    yield from (f"<li>{escape(_named(question))}</li>" for question in questions)
    yield "</ol></details>"


def _learner(receipt: Receipt, table: LessonTable) -> str:
    cells = []
    for question in table.questions:
        state = receipt.questions.get(question, "open")
        sign, words = _SIGNS[state]
        cells.append(
            f'<td class="{state}"><span role="img" aria-label="{words}">{sign}</span></td>'
        )
    right, wrong = receipt.practice
    practice = f"{right} of {right + wrong}" if right or wrong else "–"
    kind = ' class="help"' if needs(receipt, table.half) else ""
    return (
        f'<tr{kind}><th scope="row">{escape(receipt.name)}</th>{"".join(cells)}'
        f"<td>{receipt.count('solved')}</td><td>{practice}</td></tr>"
    )


def _wide(label: str) -> str:
    """Open what scrolls on its own where it is wider than the page; keys reach it, too."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(label)}">'


def _named(question: str) -> str:
    words = in_words(question)
    return f"{question}: {words}" if words else question


def _hardest(table: LessonTable) -> Iterator[str]:
    hardest, whole, column = table.hardest, len(table.receipts), '<th scope="col">'
    yield "<h3>Where the class is stuck</h3>"
    if not hardest:
        yield "<p>Nowhere: what was tried was solved.</p>"
        return
    yield _wide("Where the class is stuck")
    yield f"<table>\n<thead><tr>{column}question</th>{column}not solved</th>"
    yield f"{column}solved</th></tr></thead>\n<tbody>"
    for question in hardest[:_MOST]:
        counts = table.counts(question)
        stuck = counts["tried"] + counts["shown"]
        number = table.questions.index(question) + 1
        yield (
            f'<tr><th scope="row">{number}. {escape(_named(question))}</th>'
            f'<td class="number">{_bar(stuck, whole)}</td><td>{counts["solved"]}</td></tr>'
        )
    yield "</tbody>\n</table>\n</div>"


def _bar(count: int, whole: int) -> str:
    return (
        f'{count} <span class="bar" aria-hidden="true" '
        f'style="width: {6 * count / whole:.2f}em"></span>'
    )


def _slips(table: LessonTable) -> Iterator[str]:
    slips = table.slips
    yield "<h3>Which slips come most</h3>"
    if not slips:
        yield "<p>None that is known by a name.</p>"
        return
    yield _wide("Which slips come most")
    yield "<table>\n<thead><tr><th>slip</th><th>learners</th><th>times</th></tr></thead>\n<tbody>"
    for slip, learners, often in slips[:_MOST]:
        words = slip_in_words(slip)
        says = f'<span class="small"> {escape(words)}</span>' if words else ""
        yield (
            f'<tr><th scope="row">{escape(slip)}{says}</th>'
            f'<td class="number">{_bar(learners, len(table.receipts))}</td><td>{often}</td></tr>'
        )
    yield "</tbody>\n</table>\n</div>"
    if len(slips) > _MOST:
        others = counted(len(slips) - _MOST, "other")
        yield f'<p class="small">And {others}: all of them are in marks.csv.</p>'
