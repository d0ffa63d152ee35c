"""The teacher's room: pages are current, links lead on, plans add up, no solution is left."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
import pytest

from lstm_helpers import check
from lstm_helpers.exercises.kinds import Choice
from lstm_helpers.exercises.questions import question_named
from tools.classroom import edition
from tools.classroom.asked import Item
from tools.classroom.edition import INSTEAD, answered, solutions_in, without_solutions, write
from tools.classroom.minutes import SECONDS, timed
from tools.classroom.pages import CLASSROOM, HEADINGS, TO_DO, Taught, every_page, filled
from tools.classroom.sections import Section, sections
from tools.classroom.slides import SLIDES, deck, main, slides_in
from tools.lessons import Lesson
from tools.notebooks import as_text, every_notebook, is_normal, normalise, read

pytestmark = pytest.mark.around

LESSONS = every_notebook()
PAGES = sorted(CLASSROOM.glob("*.md"))
PLANS = sorted(CLASSROOM.glob("plan_*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
RANGE = re.compile(r"^\| (\d+)–(\d+) \|", re.MULTILINE)


def named(path: Path) -> str:
    return path.stem


@cache
def taught(number: str) -> Taught:
    """Return a lesson by its number."""
    return next(Taught(Lesson(path)) for path in LESSONS if path.stem.startswith(number))


def items(number: str, kind: str) -> list[Item]:
    """Return what a lesson asks, of one kind."""
    return [item for some in taught(number).asked.values() for item in some if item.kind == kind]


# ---- the pages -----------------------------------------------------------------------------------


def test_what_is_written_by_the_tool_is_current() -> None:
    for path, text in every_page().items():
        assert path.exists(), f"run `make classroom`, and write the rest of {path.name}"
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run `make classroom`"


@pytest.mark.parametrize("lesson", LESSONS, ids=named)
def test_every_lesson_has_a_page_that_is_written(lesson: Path) -> None:
    text = (CLASSROOM / f"{lesson.stem}.md").read_text(encoding="utf-8")
    assert TO_DO not in text
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == list(HEADINGS)
    by_hand = re.sub(r"<!-- begin .*?<!-- end [a-z ]+ -->", "", text, flags=re.DOTALL)
    for heading, part in zip(HEADINGS, re.split(r"^## .+$", by_hand, flags=re.M)[1:], strict=True):
        assert part.strip() or heading == "Minutes", f"nothing stands under {heading}"
    asks = by_hand.partition("## Three questions to discuss")[2].partition("##")[0]
    assert re.findall(r"^(\d)\. \*\*", asks, re.MULTILINE) == ["1", "2", "3"]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        file, _, place = target.partition("#")
        to = page.parent / file if file else page
        assert to.exists(), f"{target} leads nowhere"
        assert not place or unquote(place) in places(to), f"{target}: no such section"


@cache
def places(path: Path) -> set[str]:
    """Name the sections of a file, as its address has them."""
    if path.suffix == ".ipynb":
        return {section.place for section in sections(Lesson(path).notebook)}
    headings = re.findall(r"^#+ (.+?)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [page for page in PAGES if page.stem[:2].isdigit()], ids=named)
def test_the_minutes_of_a_page_add_up(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    minutes = list(map(int, re.findall(r"^\| \[.*\| (\d+) \|", text, re.MULTILINE)))
    together = re.search(r"\*\*Together\*\* \| \*\*(\d+)\*\*", text)
    says = re.search(r"who does all of it takes \*\*(\d+)\*\*", text)
    if not minutes and page.with_suffix(".ipynb").name not in {path.name for path in LESSONS}:
        return  # written before its lesson
    assert together is not None
    assert says is not None
    assert sum(minutes) == int(together[1]) == int(says[1])


@pytest.mark.parametrize("plan", PLANS, ids=named)
def test_a_plan_runs_without_a_gap_to_its_end(plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    title = re.search(r"^# .*?(\d+) minutes", text)
    assert title is not None
    days = re.split(r"^## ", text, flags=re.MULTILINE)
    for day in days if len(days) == 1 else days[1:]:
        ranges = [(int(start), int(end)) for start, end in RANGE.findall(day)]
        starts, ends = zip(*ranges, strict=True)
        assert starts == (0, *ends[:-1])
        assert ends[-1] == int(title[1])


def test_the_plan_for_a_projector_names_the_slides_by_their_numbers() -> None:
    text = (CLASSROOM / "plan_projector.md").read_text(encoding="utf-8")
    titles = [slide.title for slide in slides_in(SLIDES.read_text(encoding="utf-8"))]
    found = re.findall(r"\[slide (\d+)[^\]]*\]\(slides\.md#([^)]+)\)", text)
    assert found
    for number, place in found:
        slug = re.sub(r"[^\w\- ]", "", titles[int(number) - 1].lower()).replace(" ", "-")
        assert slug == place


# ---- what is asked, and what to expect -----------------------------------------------------------


def test_a_wrong_answer_is_said_to_be_what_the_lesson_says() -> None:
    (item,) = [item for item in items("03", "number") if item.right == "−8"]
    assert item.text == "`h` at time step 1 (x −2)"
    for wrong in item.wrong:
        said = check("h", wrong.answer, inputs=[-2])
        assert said.verdict == "slip"
        assert said.text.endswith(wrong.says)


def test_a_question_is_expected_with_all_its_wrong_answers() -> None:
    asked = question_named("forget")
    assert isinstance(asked, Choice)
    (item,) = [item for item in items("01", "choice") if item.text == asked.text]
    assert item.right == asked.options[asked.right].text
    assert {(wrong.answer, wrong.says) for wrong in item.wrong} == {
        tuple(option) for letter, option in asked.options.items() if letter != asked.right
    }


def test_a_picture_is_expected_number_by_number() -> None:
    blanks = items("04", "blank")
    asked = [name for item in blanks for name in item.names]
    assert asked.count("keep") == 2  # it is asked for in two pictures
    (ten,) = [item for item in blanks if item.names == ["f", "i", "g", "o"]]
    assert ten.right == "4"
    assert "h_prev left out" in {wrong.means for wrong in ten.wrong}


def test_a_cell_to_build_comes_with_its_solution() -> None:
    (item,) = items("05", "cell")
    assert item.right == "`Weights.ones(b_o=-1)`"


def test_what_a_lesson_shows_for_an_example_is_no_question() -> None:
    assert "∂o" not in " ".join(item.text for item in items("08", "number"))


def test_more_to_do_takes_longer() -> None:
    section = Section("Try", ["some words " * 60])
    alone = timed(section, [])
    asked = timed(section, [Item("number", "c", "6")])
    assert asked.seconds - alone.seconds == pytest.approx(SECONDS["number"])
    assert asked.why == "120 words, 1 number to work out"


def test_a_part_without_a_place_is_named() -> None:
    with pytest.raises(ValueError, match=r"no part 'minutes'; expected <!-- begin minutes -->"):
        filled("nothing here", {"minutes": "3"})


# ---- the edition for a class ---------------------------------------------------------------------


@pytest.mark.parametrize("path", LESSONS, ids=named)
def test_no_solution_is_left_in_the_class_edition(path: Path) -> None:
    lesson = normalise(read(path))
    codes = [code for cell in lesson.cells for code in solutions_in(cell.source)]
    said = "\n".join(cell.source for cell in without_solutions(lesson).cells)
    assert "<details" not in said
    assert "</details" not in said
    for code in codes:
        answer = code.partition("\ncheck")[0]
        assert answer not in said
    assert said.count(INSTEAD) == sum(cell.source.count("<details>") for cell in lesson.cells)


@pytest.mark.parametrize("path", LESSONS, ids=named)
def test_the_class_edition_is_the_lesson_in_all_else(path: Path) -> None:
    lesson = normalise(read(path))
    ours = without_solutions(lesson)
    nbformat.validate(ours)
    assert [cell.id for cell in ours.cells] == [cell.id for cell in lesson.cells]
    assert [c for c in ours.cells if c.cell_type == "code"] == [
        c for c in lesson.cells if c.cell_type == "code"
    ]


@pytest.mark.parametrize("path", LESSONS, ids=named)
def test_the_teachers_edition_holds_each_solution_as_a_cell(path: Path) -> None:
    lesson = normalise(read(path))
    full = answered(lesson)
    nbformat.validate(full)
    cells = [c.source for c in full.cells if "solution" in c.metadata.get("tags", ())]
    assert cells == [c.rstrip() for cell in lesson.cells for c in solutions_in(cell.source)]
    assert "details>" not in "\n".join(cell.source for cell in full.cells)


def test_both_editions_are_written_and_the_solutions_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run: list[Any] = []

    def stands_in(notebook: Any, folder: Path) -> Any:
        run.append((notebook, folder))
        return notebook

    monkeypatch.setattr(edition, "execute", stands_in)
    write(LESSONS[3], tmp_path)
    assert is_normal(tmp_path / LESSONS[3].name)
    (notebook, folder) = run[0]
    assert folder == LESSONS[3].parent
    assert as_text(notebook) == (tmp_path / "solutions" / LESSONS[3].name).read_text("utf-8")


# ---- the slides ----------------------------------------------------------------------------------


@cache
def page() -> str:
    """Return the deck."""
    return deck(slides_in(SLIDES.read_text(encoding="utf-8")))


def test_the_slides_are_one_file_that_asks_nobody() -> None:
    assert re.findall(r"""(?:src|href)=["'](?!#)""", page()) == []
    assert "import(" not in page()
    assert "fetch(" not in page()
    assert len(page().encode()) < 400_000


def test_the_teachers_notes_are_not_on_the_slides() -> None:
    notes = re.findall(r"^> (.+)$", SLIDES.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(notes) == page().count('<section class="slide')
    assert [note for note in notes if note[:30] in page()] == []


def test_a_mistyped_link_on_a_slide_is_named_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.md"
    mine.write_text("## One\n\n```lstm\nlstm t=x\n```\n", encoding="utf-8")
    assert main([str(mine), "--to", str(tmp_path / "d.html")]) == 1
    assert "in this link, 't=x' is unreadable" in capsys.readouterr().err
    assert not (tmp_path / "d.html").exists()
