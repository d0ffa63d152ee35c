"""The folder of pages: every link leads somewhere, every word stands where the index says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from nbformat import NotebookNode

from lstm_helpers.live.link import read_link
from tools import site as tool
from tools.lessons import Lesson
from tools.notebooks import every_notebook, normalise
from tools.site import Site, make_site, offer_lite, with_places
from tools.words import WORDS, Word, places_of

LESSONS = {lesson.number: lesson for lesson in map(Lesson, every_notebook())}
SHELL = {"index", "words", "embed"}


def stored(notebook: NotebookNode, folder: Path, *, live: bool) -> NotebookNode:
    """Stand in for running a notebook: its links are in its words, and code takes long to write."""
    normal = normalise(notebook)
    normal.cells = [cell for cell in normal.cells if cell.cell_type == "markdown"]
    return normal


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return all lessons as pages that stand still."""
    made = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tool, "execute", stored)
        make_site(every_notebook(), made)
    return made


class Read(HTMLParser):
    """What a page links to, what it loads, and the places that it has."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.ways: list[dict[str, str | None]] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        self.ways += [given] if given.get("rel") in ("prev", "next") else []
        address = given.get("href") or given.get("src") or given.get("action")
        if address:
            (self.links if tag in ("a", "form") else self.loads).append(address)


def is_ours(address: str) -> bool:
    """Tell whether an address is in the folder; the notebooks that run may come to be later."""
    return not urlsplit(address).scheme and not address.startswith("lite/")


def leads_nowhere(folder: Path) -> Iterator[str]:
    pages = {path.name: Read(path) for path in folder.glob("*.html")}
    for name, page in pages.items():
        for address in filter(is_ours, [*page.links, *page.loads]):
            parts = urlsplit(address)
            file = parts.path or name
            if not (folder / file).is_file():
                yield f"{name}: {address} is no file"
            elif parts.fragment.startswith("lstm"):
                read_link(address)  # raises when it is mistyped
            elif parts.fragment and unquote(parts.fragment) not in pages[file].ids:
                yield f"{name}: {address} is no place in it"


def test_every_link_of_every_page_leads_somewhere(folder: Path) -> None:
    assert {path.stem for path in folder.glob("*.html")} == SHELL | {
        lesson.name for lesson in LESSONS.values()
    }
    assert list(leads_nowhere(folder)) == []


def test_a_page_loads_nothing_from_elsewhere_and_has_no_place_twice(folder: Path) -> None:
    for path in folder.glob("*.html"):
        page = Read(path)
        assert [address for address in page.loads if not is_ours(address)] == []
        assert len(page.ids) == len(set(page.ids)), path.name


def test_the_lessons_follow_each_other(folder: Path) -> None:
    names = [f"{lesson.name}.html" for lesson in LESSONS.values()]
    for at, name in enumerate(names):
        way = [(link["rel"], link["href"]) for link in Read(folder / name).ways]
        before = [("prev", each) for each in names[max(0, at - 1) : at]]
        after = [("next", each) for each in names[at + 1 : at + 2]]
        assert way == [*before, *after] * 2


def test_the_first_page_names_each_lesson_its_goals_and_minutes(folder: Path) -> None:
    first = (folder / "index.html").read_text(encoding="utf-8")
    for lesson in LESSONS.values():
        assert lesson.goals
        assert int(lesson.minutes) > 0
        assert f'href="{lesson.page}"' in first
        assert f"{lesson.minutes} minutes" in first


def test_what_a_widget_is_sent_keeps_its_order() -> None:
    """The buttons of a map stand in the order in which Python names them."""
    notebook = normalise(nbformat.v4.new_notebook())
    sent = {"look": {"f": "first", "c": "second"}}
    notebook.metadata["widgets"] = {tool.WIDGET_STATE: {"state": {"id-of-a-model": sent}}}
    stored = tool.with_plain_ids(notebook).metadata.widgets[tool.WIDGET_STATE].state
    assert list(stored["view-1"].look) == ["f", "c"]


def test_running_is_offered_once_it_is_there(tmp_path: Path) -> None:
    last = every_notebook()[-1]
    site = Site(tmp_path, [last])

    def pages() -> dict[str, str]:
        return {
            "index": tool.landing_page(site),
            "lesson": tool.as_page(Lesson(last).notebook, last.stem, site),
        }

    for name, page in pages().items():
        assert len(tool.HIDDEN.findall(page)) == 1, name
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    offer_lite(tmp_path)
    (tmp_path / "lite" / "lab").mkdir(parents=True)
    (tmp_path / "lite" / "lab" / "index.html").touch()
    for name, page in pages().items():
        assert page == (tmp_path / f"{name}.html").read_text(encoding="utf-8")
        assert 'class="site-run">' in page
        assert "lite/lab/index.html?path=" in page


def test_what_has_no_page_is_no_link(tmp_path: Path) -> None:
    last = every_notebook()[-1]
    page = tool.as_page(Lesson(last).notebook, last.stem, Site(tmp_path, [last]))
    assert ".ipynb)" not in page
    assert re.findall(r'href="(?:0\d|1[0-2])_', page) == []


def test_a_heading_is_a_place_once() -> None:
    page = "<h2>It's <code>f</code></h2><p></p><h3>It's f</h3>"
    assert with_places(page) == (
        "<h2 id=\"It&#x27;s-f\">It's <code>f</code></h2><p></p><h3>It's f</h3>"
    )


# ---- the words -----------------------------------------------------------------------------------


def section(lesson: Lesson, heading: str) -> str:
    """Return what stands under a heading, in small letters and without signs."""
    texts: list[str] = []
    within = False
    for cell in lesson.notebook.cells:
        found = re.search(r"^#{2,3} (.*)$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            within = re.sub("[`*]", "", found[1]) == heading
        texts += [cell.source] if within else []
    return re.sub(r"\s+", " ", re.sub("[`*]", "", " ".join(texts))).lower()


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.id)
def test_a_word_stands_where_the_index_says(word: Word) -> None:
    assert len(places_of(word, LESSONS.values())) == len(word.places) > 0
    for number, heading in word.places:
        said = section(LESSONS[number], heading)
        names = [word.word, *(each for each in word.also.split() if len(each) > 2)]
        assert any(name.lower() in said for name in names), (number, heading)


def test_the_words_are_in_order_and_each_is_there_once() -> None:
    names = [word.word.lower() for word in WORDS]
    assert names == sorted(set(names))
    assert len({word.id for word in WORDS}) == len(WORDS)
    assert {"gate", "latch", "carousel"} < set(names)


def test_a_place_that_is_not_there_is_an_error_in_one_sentence() -> None:
    with pytest.raises(ValueError, match="00_start_here has no section 'Nowhere'; expected one of"):
        LESSONS["00"].address("Nowhere")
