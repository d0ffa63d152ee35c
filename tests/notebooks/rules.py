"""The rules of the house for a lesson. Each takes a lesson and says what breaks it, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote

import nbformat
from nbformat import NotebookNode

from tools.notebooks import WIDGET_VIEW, as_text, normalise, read

MOST_BYTES = 400_000
MOST_LINES = 25
MOST_LINES_IN_THE_MIDDLE = 5
GOALS = "**At the end you can**"
TICK = "✓ "

PLOTTING = re.compile(r"\bplt\.|matplotlib|pyplot|\bax\.|\.savefig")
# A start that everybody shares is no chance: `keras.utils.set_random_seed(1)`.
CHANCE = re.compile(r"(?<!\.set_)random|\bseed|default_rng|shuffle")
ABSOLUTE_PATH = re.compile(
    r"(?<![\w.:/])/(home|Users|root|tmp|work|usr|opt|var|mnt)/|\b[A-Z]:\\(Users|Program)|file://"
)
LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)|(?:href|src)=[\"']([^\"']+)[\"']")


@dataclass(frozen=True)
class Lesson:
    """A notebook's file, and what is in it."""

    path: Path
    notebook: NotebookNode
    others: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Lesson:
        return cls(path, read(path), sorted(other.name for other in path.parent.glob("*.ipynb")))

    @property
    def cells(self) -> list[NotebookNode]:
        return normalise(self.notebook).cells

    @property
    def code(self) -> list[NotebookNode]:
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @property
    def prose(self) -> list[str]:
        return [cell.source for cell in self.cells if cell.cell_type == "markdown"]

    @property
    def outputs(self) -> list[NotebookNode]:
        return [output for cell in self.notebook.cells for output in cell.get("outputs", [])]


Rule = Callable[[Lesson], Iterable[str]]
RULES: list[Rule] = []


def rule(check: Rule) -> Rule:
    """Add a check to the rules."""
    RULES.append(check)
    return check


@rule
def it_is_valid_nbformat_4_5(lesson: Lesson) -> Iterator[str]:
    version = (lesson.notebook.nbformat, lesson.notebook.nbformat_minor)
    if version != (4, 5):
        yield f"it is nbformat {version}"
    try:
        nbformat.validate(lesson.notebook)
    except nbformat.ValidationError as error:
        yield str(error)


@rule
def it_is_in_normal_form(lesson: Lesson) -> Iterator[str]:
    if lesson.path.read_bytes() != as_text(normalise(lesson.notebook)).encode():
        yield "run `make notebooks`"


@rule
def it_stores_no_widgets(lesson: Lesson) -> Iterator[str]:
    if "widgets" in lesson.notebook.metadata:
        yield "it stores the state of its widgets"
    if any(WIDGET_VIEW in output.get("data", {}) for output in lesson.outputs):
        yield "it stores the view of a widget"


@rule
def nothing_went_wrong(lesson: Lesson) -> Iterator[str]:
    for output in lesson.outputs:
        if output.output_type == "error":
            yield f"it stores an error: {output.ename}: {output.evalue}"
        if output.get("name") == "stderr":
            yield f"it stores a warning: {output.text}"


@rule
def it_was_run_from_top_to_bottom(lesson: Lesson) -> Iterator[str]:
    counts = [cell.execution_count for cell in lesson.code]
    if counts != list(range(1, len(counts) + 1)):
        yield f"the cells were run in the order {counts}"


@rule
def it_is_light(lesson: Lesson) -> Iterator[str]:
    size = lesson.path.stat().st_size
    if size >= MOST_BYTES:
        yield f"it has {size} bytes, and {MOST_BYTES} are too many"


@rule
def its_cells_are_small(lesson: Lesson) -> Iterator[str]:
    lengths = [len(cell.source.splitlines()) for cell in lesson.code]
    if not lengths:
        yield "it has no code"
        return
    if max(lengths) > MOST_LINES:
        yield f"a cell has {max(lengths)} lines, and over {MOST_LINES} are too many"
    if median(lengths) > MOST_LINES_IN_THE_MIDDLE:
        yield f"half of its cells have over {MOST_LINES_IN_THE_MIDDLE} lines"


@rule
def there_is_prose_between_any_two_code_cells(lesson: Lesson) -> Iterator[str]:
    for before, after in pairwise(lesson.cells):
        if before.cell_type == after.cell_type == "code":
            yield f"no word stands between {before.id} and {after.id}"
    for cell in lesson.cells:
        if cell.cell_type == "raw" or not cell.source.strip():
            yield f"{cell.id} is raw or empty"


@rule
def it_has_no_plotting_code(lesson: Lesson) -> Iterator[str]:
    yield from found(PLOTTING, [cell.source for cell in lesson.code])


@rule
def it_leaves_nothing_to_chance(lesson: Lesson) -> Iterator[str]:
    yield from found(CHANCE, [cell.source for cell in lesson.code])


@rule
def it_names_no_place_on_a_machine(lesson: Lesson) -> Iterator[str]:
    yield from found(ABSOLUTE_PATH, texts_in(lesson.notebook.cells))


@rule
def it_begins_with_a_title_and_its_goals(lesson: Lesson) -> Iterator[str]:
    if not lesson.prose or lesson.cells[0].cell_type != "markdown":
        yield "it does not begin with words"
        return
    if not re.match(r"# \S", lesson.prose[0]):
        yield "it does not begin with a title: '# ...'"
    if not goals(lesson):
        yield f"its first cell has no list under '{GOALS}'"


@rule
def it_ends_with_its_goals_ticked(lesson: Lesson) -> Iterator[str]:
    last = lesson.cells[-1]
    ticked = list_items(last.source if last.cell_type == "markdown" else "", TICK)
    if ticked != goals(lesson):
        yield f"the goals are {goals(lesson)}, the ticks in the last cell {ticked}"


@rule
def its_links_lead_somewhere(lesson: Lesson) -> Iterator[str]:
    for target in links(lesson):
        file = unquote(target.partition("#")[0])
        if file and not (lesson.path.parent / file).exists():
            yield f"{target} leads nowhere"


@rule
def it_leads_on_to_the_next(lesson: Lesson) -> Iterator[str]:
    following = [name for name in lesson.others if name > lesson.path.name]
    if following and following[0] not in (link.partition("#")[0] for link in links(lesson)):
        yield f"no link leads on to {following[0]}"


def found(pattern: re.Pattern[str], texts: Iterable[str]) -> Iterator[str]:
    """Yield each line that the pattern matches."""
    for text in texts:
        for line in text.splitlines():
            if pattern.search(line):
                yield f"{pattern.search(line)[0]!r} in: {line.strip()[:200]}"


def goals(lesson: Lesson) -> list[str]:
    """Return what the first cell promises."""
    return list_items(lesson.prose[0].partition(GOALS)[2]) if lesson.prose else []


def list_items(markdown: str, mark: str = "") -> list[str]:
    """Return the items of the lists in a text that begin with a mark; without it."""
    return re.findall(rf"^- {re.escape(mark)}(.+?)\s*$", markdown, re.MULTILINE)


def links(lesson: Lesson) -> list[str]:
    """Return where the prose links to, as far as it is a file of ours."""
    targets = [a or b for text in lesson.prose for a, b in LINK.findall(text)]
    return [each for each in targets if not re.match(r"[a-z][a-z0-9+.-]*:", each)]


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a notebook's cells: sources, outputs, metadata."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_in(each)
