"""Make the lessons into pages that need no kernel and no network.

Each notebook is run once and becomes one HTML page with its live cells in it. The first page has a
cell to move; the words have a page of their own. The scripts that all pages share are put beside
them, so that a teacher can mail the folder, or put it on any web server.

    python -m tools.site                          every lesson, into _site/
    python -m tools.site 05_time_step_3           this one
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbconvert import HTMLExporter
from nbformat import NotebookNode

from lstm_helpers.page.scripts import script, sheet
from lstm_helpers.whole import write_whole
from tools.embed import write_embed
from tools.landing import at_the_door
from tools.lessons import Lesson, heading_id, title_of
from tools.live_places import States, kind_of, own_traits, place
from tools.minify import minified
from tools.notebooks import (
    WIDGET_VIEW,
    CellFailed,
    every_notebook,
    execute,
    notebook_path,
    read,
)
from tools.words import WORDS, places_of

TOP = Path(__file__).resolve().parents[1]
TOOLS = TOP / "tools"
TEMPLATE = TOOLS / "site_template"
SITE = TOP / "_site"

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
LINK = re.compile(r"\[([^]]*)\]\(([0-9a-z_]+)\.ipynb(#[^)]*)?\)")
HEADING = re.compile(r"<h([1-4])>(.*?)</h\1>", re.DOTALL)
SHEETS = (
    "page/base.css",
    "charts/charts.css",
    "charts/heat.css",
    "exercises/question.css",
    "live/live.css",
)
SOME_WORDS = ("gate", "latch", "carousel", "cell state", "gradient", "counter")

# How a notebook is offered that runs in the page, before and after there is a lite/ beside it.
HIDDEN, OFFERED = re.compile(r'class="site-run" hidden(="")?>'), 'class="site-run">'
COSTS = "The first time it fetches about 25 MB and takes half a minute; then your browser has it."


@dataclass(frozen=True)
class Site:
    """A folder of pages, and the lessons that are to have one."""

    folder: Path
    made: Sequence[Path]
    costs: str = COSTS

    @cached_property
    def lessons(self) -> list[Lesson]:
        """The lessons with a page: those made now, and those made before."""
        before = [path for path in every_notebook() if (self.folder / f"{path.stem}.html").exists()]
        paths = {path.resolve() for path in (*self.made, *before)}
        return [Lesson(path) for path in sorted(paths, key=lambda path: path.name)]

    @property
    def has_lite(self) -> bool:
        """Whether the notebooks can be run in the page."""
        return (self.folder / "lite" / "lab" / "index.html").exists()

    def around(self, name: str) -> tuple[Lesson | None, Lesson | None]:
        """Return the lessons before and after one."""
        names = [lesson.name for lesson in self.lessons]
        at = names.index(name)
        before = self.lessons[at - 1] if at else None
        after = self.lessons[at + 1] if at + 1 < len(names) else None
        return before, after


def make_site(paths: Sequence[Path], folder: Path = SITE) -> None:
    """Write the pages of some notebooks, the pages around them, and the scripts they share.

    Raises
    ------
    CellFailed
        When a notebook does not run to its end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    site = Site(folder, paths)
    write_scripts(folder / "scripts")
    for path in paths:
        print(f"{path.stem:<28}", end="", flush=True)
        start = time.perf_counter()
        page = write_page(path, site)
        size, took = page.stat().st_size / 1000, time.perf_counter() - start
        print(f"{took:6.1f} s{size:8.0f} kB", flush=True)
    for name, text in {"index": landing_page(site), "words": words_page(site)}.items():
        write_whole(folder / f"{name}.html", text)
    write_embed(folder)


def offer_lite(folder: Path = SITE) -> None:
    """Show the links to the notebooks that run in the page, once they are beside it."""
    for page in folder.glob("*.html"):
        before = page.read_text(encoding="utf-8")
        after = HIDDEN.sub(OFFERED, before)
        if after != before:
            write_whole(page, after)


def write_page(path: Path, site: Site) -> Path:
    """Run one notebook and write its page."""
    page = site.folder / f"{path.stem}.html"
    write_whole(page, as_page(execute(read(path), path.parent, live=True), path.stem, site))
    return page


def as_page(notebook: NotebookNode, name: str, site: Site) -> str:
    """Write a notebook that has been run, with the state of its widgets, as a page."""
    notebook = with_plain_ids(notebook)
    states = widget_states(notebook)
    views = [view for cell in notebook.cells for view in _take_views(cell, states)]
    pages = {lesson.name for lesson in site.lessons}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(lambda link: _to_page(link, pages), cell.source)
    before, after = site.around(name)
    notebook.metadata |= {
        "title": title_of(notebook),
        "states": states,
        "made": f"{zlib.crc32(json.dumps(states, sort_keys=True).encode()):08x}",
        "has_controls_of_jupyter": any(view not in states for view in views),
        "site": site,
        "file": f"{name}.ipynb",
        "before": before,
        "after": after,
    }
    body, _ = _exporter().from_notebook_node(notebook)
    return with_places(str(body))


@cache
def _exporter() -> HTMLExporter:
    return HTMLExporter(
        template_name=TEMPLATE.name,
        extra_template_basedirs=[str(TOOLS)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )


def _to_page(link: re.Match[str], pages: set[str]) -> str:
    """Link to a lesson's page; to a lesson without one, not at all."""
    text, name, anchor = link[1], link[2], link[3] or ""
    return f"[{text}]({name}.html{anchor})" if name in pages else text


def with_places(page: str) -> str:
    """Give each heading of a page its id.

    >>> with_places("<h2>Try <em>mine</em></h2>")
    '<h2 id="Try-mine">Try <em>mine</em></h2>'
    """
    taken: set[str] = set()

    def place_of(found: re.Match[str]) -> str:
        wanted = heading_id(html.unescape(re.sub(r"<[^>]*>", "", found[2])).strip())
        if wanted in taken:
            return found[0]
        taken.add(wanted)
        return f'<h{found[1]} id="{html.escape(wanted)}">{found[2]}</h{found[1]}>'

    return HEADING.sub(place_of, page)


def widget_states(notebook: NotebookNode) -> States:
    """Return the traits of each widget of ours by its id; script and style stay behind."""
    stored = notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    states = {model: {**each.state, **_bytes_of(each)} for model, each in stored.items()}
    return {model: own_traits(state) for model, state in states.items() if kind_of(state)}


def _bytes_of(stored: NotebookNode) -> dict[str, str]:
    """Return the traits that are bytes: a page gets them as base64, too."""
    return {each.path[0]: each.data for each in stored.get("buffers", ())}


def with_plain_ids(notebook: NotebookNode) -> NotebookNode:
    """Name the widgets by numbers, so that a page made again from the same notebook is the same."""
    text = json.dumps(notebook)  # and not nbformat's, which puts what a widget is sent in a-b-c
    stored = notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    for number, model in enumerate(sorted(stored, key=text.index), start=1):
        text = text.replace(model, f"view-{number}")
    return nbformat.from_dict(json.loads(text))


def _take_views(cell: NotebookNode, states: States) -> list[str]:
    """Put a place for each live view into a cell's outputs, and return whose views there were."""
    views = []
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        if WIDGET_VIEW in data:
            model = data.pop(WIDGET_VIEW)["model_id"]
            views.append(model)
            if model in states:  # what is not ours shows its text
                output.data = NotebookNode({"text/html": place(model, data)})
    return views


def write_scripts(folder: Path) -> None:
    """Put what makes pages live beside them: scripts, and one style sheet."""
    folder.mkdir(exist_ok=True)
    own = (TEMPLATE / "site.js").read_text(encoding="utf-8")
    lstm, door = script("live/page.js"), script("live/door.js")
    for name, text in {"lstm": lstm, "door": door, "site": own}.items():
        write_whole(folder / f"{name}.js", minified(text))
    look = sheet(*SHEETS, str(TEMPLATE / "site.css"))
    write_whole(folder / "lstm.css", minified(look, "css"))


def landing_page(site: Site) -> str:
    """Write the first page."""
    places, states = at_the_door()
    some = [word for word in WORDS if word.word in SOME_WORDS]
    return _filled("landing", site, places=places, states=states, some=some)


def words_page(site: Site) -> str:
    """Write the page of words, and of the places where they stand."""
    words = [(word, places_of(word, site.lessons)) for word in WORDS]
    return _filled("words", site, words=words)


def _filled(name: str, site: Site, **more: Any) -> str:
    template = _exporter().environment.get_template(f"{name}.html.j2")
    first = every_notebook()[0].name
    return str(template.render(site=site, lessons=site.lessons, first=first, **more)) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="The lessons as pages, without a kernel")
    parser.add_argument("notebooks", nargs="*", type=notebook_path, help="all when left out")
    chosen = parser.parse_args(arguments).notebooks or every_notebook()
    try:
        make_site(chosen)
    except CellFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"Open {SITE.name}/index.html, or give the folder away.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
