"""The teacher's page of each lesson: what can be worked out is written here, the rest by hand.

A page in ``classroom/`` has parts between two comments, ``<!-- begin minutes ... -->`` and
``<!-- end minutes -->``. They are written anew from the lesson, its questions and the table of
slips; what stands outside them is a person's and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from lstm_helpers.whole import write_whole
from tools.classroom.asked import Item, Wrong, asked_in
from tools.classroom.minutes import Timed, timed
from tools.classroom.sections import Section, plain, sections
from tools.lessons import Lesson
from tools.notebooks import every_notebook

__all__ = [
    "CLASSROOM",
    "HEADINGS",
    "PARTS",
    "TO_DO",
    "Taught",
    "every_page",
    "filled",
    "write_pages",
]

CLASSROOM = Path(__file__).resolve().parents[2] / "classroom"
INDEX = "README.md"

# The headings of a page; a part stands under the first, the third and the sixth.
HEADINGS = (
    "What it is for",
    "Minutes",
    "On the board",
    "Where they get stuck",
    "Wrong answers to expect",
    "Three questions to discuss",
    "When time is short",
)
TO_DO = "(still to be written)"

_WRITTEN = "written by `make classroom`: change the lesson, not this"


@dataclass(frozen=True)
class Taught:
    """A lesson as a teacher looks at it."""

    lesson: Lesson

    @property
    def page(self) -> str:
        """The name of the teacher's page."""
        return f"{self.lesson.name}.md"

    @cached_property
    def sections(self) -> list[Section]:
        """Its sections."""
        return sections(self.lesson.notebook)

    @cached_property
    def asked(self) -> dict[str, list[Item]]:
        """What it asks, by section."""
        return asked_in(self.sections)

    @cached_property
    def timed(self) -> list[Timed]:
        """How long each section takes a slow reader."""
        return [timed(each, self.asked.get(each.heading, [])) for each in self.sections]

    @property
    def minutes(self) -> int:
        """How long all of it takes a slow reader."""
        return sum(each.minutes for each in self.timed)

    def link(self, section: Section) -> str:
        """Write a link to a section, as a page in classroom/ has it."""
        address = f"../notebooks/{self.lesson.name}.ipynb#{quote(section.place)}"
        return f"[{plain(section.heading)}]({address})"


# ---- the parts that are written here -------------------------------------------------------------


def goals(taught: Taught) -> str:
    """Say where the lesson is, how long it takes, and what they can do at its end."""
    lesson = taught.lesson
    paper = "paper and pencil" in lesson.notebook.cells[0].source
    needs = "; paper and pencil are needed" if paper else ""
    says = f"It says {lesson.minutes} minutes" if lesson.minutes else "It says no time"
    return "\n".join(
        [
            f"The lesson: [{lesson.title}](../notebooks/{lesson.name}.ipynb). {says}; a slow "
            f"reader who does all of it takes **{taught.minutes}**{needs}.",
            "",
            "At the end they can",
            "",
            *(f"- {goal}" for goal in lesson.goals),
        ]
    )


def minutes(taught: Taught) -> str:
    """Write the table of minutes."""
    rows = [
        f"| {taught.link(each.section)} | {each.minutes} | {each.why} |" for each in taught.timed
    ]
    return "\n".join(
        [
            "| Section | Minutes | What takes them |",
            "|---|---:|---|",
            *rows,
            f"| **Together** | **{taught.minutes}** | |",
        ]
    )


def wrong_answers(taught: Taught) -> str:
    """Write what is asked, section by section, and the wrong answers to expect."""
    parts = []
    for section in taught.sections:
        items = taught.asked.get(section.heading, [])
        if items:
            rows = [row for item in items for row in _rows(item)]
            parts += [
                f"**{taught.link(section)}**",
                "\n".join(
                    ["| Asked | Right | They say | What is behind it |", "|---|---|---|---|", *rows]
                ),
            ]
    return "\n\n".join(parts) or "This lesson asks nothing that could be checked."


def _rows(item: Item) -> list[str]:
    """Write a question; each wrong answer has a line of its own."""
    first = [_cell(item.text), _cell(item.right)]
    wrong = [(_cell(each.answer), _cell(_behind(each))) for each in item.wrong] or [("", "")]
    return [
        f"| {' | '.join([*(first if n == 0 else ('', '')), *each])} |"
        for n, each in enumerate(wrong)
    ]


def _behind(wrong: Wrong) -> str:
    """Say what is behind a wrong answer: what they are told, or its name where that tells less."""
    return f"*{wrong.means}*: “{wrong.says}”" if wrong.is_hint else wrong.says


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def index(lessons: Sequence[Taught]) -> str:
    """Write the table of the lessons."""
    rows = [
        f"| [{each.lesson.title}]({each.page}) | {each.lesson.minutes} | {each.minutes} "
        f"| {sum(len(item.names) for items in each.asked.values() for item in items)} |"
        for each in lessons
    ]
    return "\n".join(
        [
            "| Teacher's page | Minutes it says | Minutes of a slow reader | Questions |",
            "|---|---:|---:|---:|",
            *rows,
        ]
    )


PARTS: Mapping[str, Callable[[Taught], str]] = {
    "goals": goals,
    "minutes": minutes,
    "wrong answers": wrong_answers,
}


# ---- a page as a whole ---------------------------------------------------------------------------


def filled(page: str, parts: Mapping[str, str]) -> str:
    """Write the parts of a page anew, and leave the rest.

    Raises
    ------
    ValueError
        When a part has no place in the page.

    Examples
    --------
    >>> filled("By hand. <!-- begin a --> old <!-- end a -->", {"a": "new"}).splitlines()[2:]
    ['new', '', '<!-- end a -->']
    """
    for name, text in parts.items():
        place = re.compile(rf"<!-- begin {name}\b.*?-->.*?<!-- end {name} -->", re.DOTALL)
        if not place.search(page):
            raise ValueError(
                f"the page has no part {name!r}; expected <!-- begin {name} --> and "
                f"<!-- end {name} --> in it."
            )
        whole = f"<!-- begin {name}: {_WRITTEN} -->\n\n{text}\n\n<!-- end {name} -->"
        page = place.sub(whole.replace("\\", r"\\"), page)
    return page


def _skeleton(taught: Taught) -> str:
    """Begin a page for a new lesson."""
    places = dict(zip(HEADINGS[:2], ("goals", "minutes"), strict=True))
    places["Wrong answers to expect"] = "wrong answers"
    parts = [f"# {taught.lesson.title}: for the teacher"]
    for heading in HEADINGS:
        part = places.get(heading)
        parts.append(f"## {heading}")
        if part:
            parts.append(f"<!-- begin {part} --><!-- end {part} -->")
        if part is None or heading == HEADINGS[0]:
            parts.append(TO_DO)
    return "\n\n".join(parts) + "\n"


def every_page() -> dict[Path, str]:
    """Return each page as it should be: those of the lessons, and the table of them all."""
    lessons = [Taught(Lesson(path)) for path in every_notebook()]
    pages = {}
    for taught in lessons:
        path = CLASSROOM / taught.page
        before = path.read_text(encoding="utf-8") if path.exists() else _skeleton(taught)
        pages[path] = filled(before, {name: write(taught) for name, write in PARTS.items()})
    path = CLASSROOM / INDEX
    pages[path] = filled(path.read_text(encoding="utf-8"), {"lessons": index(lessons)})
    return pages


def write_pages() -> list[Path]:
    """Write the pages that are not as they should be, and return them."""
    changed = []
    for path, text in every_page().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
            changed.append(path)
    return changed
