"""Every Explorer and chart of every notebook, at the sizes at which a class sees them.

Each lesson is run once in JupyterLab, and looked at there as it stands. What it shows is then
walked through its every state in a page of its own: seconds, where JupyterLab takes minutes.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser, Page, expect

from lstm_helpers import Explorer
from lstm_helpers.graph.table import STAGES
from lstm_helpers.page.scripts import module, sheet
from tests.browser.conftest import tab
from tests.browser.lab import Lab
from tests.browser.server import Server
from tools.notebooks import every_notebook
from tools.site import SHEETS

pytestmark = pytest.mark.around

LESSONS = [path.stem for path in every_notebook()]
HARNESS = Path(__file__).with_name("views.js")
STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"

# JupyterLab's rules, as far as they bear on what stands in an output.
JUPYTER = """
body { margin: 0; background: #fff; font: 13px/1.3 system-ui, sans-serif; }
body.dark { background: #111; color: #fff; }
.jp-OutputArea-output { overflow: auto; }
"""


EMPTY = """<!doctype html><html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1"><body></body></html>"""


class Room(NamedTuple):
    """A window, and how wide a cell's output is in JupyterLab there, its side bar closed."""

    window: tuple[int, int]
    width: int
    theme: str = "light"

    def __str__(self) -> str:
        return f"{self.width} px in {self.window[0]}×{self.window[1]}, {self.theme}"


# What JupyterLab itself takes: of the window beside and over a cell's output, and of a panel.
BESIDE, OVER, IN_PANEL = 195, 121, 117
ROOMS = [
    Room((1280, 800), 1280 - BESIDE),
    Room((1280, 800), 1280 - BESIDE, "dark"),
    Room((1440, 900), 1440 - BESIDE),
    Room((1920, 1080), 1920 - BESIDE),
    Room((1280, 800), 640 - IN_PANEL),
    Room((1280, 800), 640),
]
PHONE = Room((390, 844), 374)
PROJECTORS = [Room((1280, 800), 1280 - BESIDE), Room((1366, 768), 1366 - BESIDE)]


class Lesson(NamedTuple):
    """A notebook as JupyterLab saved it, and what was wrong in it there."""

    notebook: NotebookNode
    wrong: list[str]


Lessons = Callable[[str], Lesson]

# What is wrong with the views of a notebook as they stand.
WRONG = """views => views.flatMap(root => {
    const room = root.closest(".jp-OutputArea-output");
    const cell = room.closest(".jp-Cell").querySelector(".jp-InputPrompt").textContent;
    return complaintsOf({ room, root }, true).map(complaint => `${cell} ${complaint}`);
})"""


@pytest.fixture(scope="module")
def lessons(browser: Browser, server: Server) -> Iterator[Lessons]:
    """Give a lesson, run in JupyterLab when it is first asked for."""
    with tab(browser, server) as lab:
        keep_the_state(server)

        @cache
        def lesson(name: str) -> Lesson:
            return run(lab, name)

        yield lesson


def keep_the_state(server: Server) -> None:
    """Let JupyterLab save what a notebook's widgets know."""
    settings = server.home / "settings" / "@jupyter-widgets" / "jupyterlab-manager"
    settings.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"saveState": True})
    (settings / "plugin.jupyterlab-settings").write_text(text, encoding="utf-8")


def run(lab: Lab, name: str) -> Lesson:
    lab.errors.clear()
    if lab.notebook.count():
        lab.open_instead(f"{name}.ipynb")
    else:
        lab.open(f"{name}.ipynb")
        lab.page.add_script_tag(content=HARNESS.read_text(encoding="utf-8"))
    lab.run_all()
    views = lab.notebook.locator(".jp-OutputArea-output .lstm")
    expect(views.first).to_be_visible()
    wrong = views.evaluate_all(WRONG)
    lab.save()
    lab.assert_no_errors()
    return Lesson(lab.server.read(f"{name}.ipynb"), wrong)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    yield from prepared(browser.new_page(reduced_motion="reduce"))


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    width, height = PHONE.window
    size = {"width": width, "height": height}
    yield from prepared(
        browser.new_page(viewport=size, has_touch=True, is_mobile=True, reduced_motion="reduce")
    )


def prepared(page: Page) -> Iterator[Page]:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.set_content(EMPTY)
    page.add_style_tag(content=JUPYTER)
    page.add_style_tag(content=sheet(*SHEETS))
    page.add_script_tag(content=HARNESS.read_text(encoding="utf-8"))
    page.evaluate("inNoTime()")
    yield page
    page.close()
    assert not errors


def states(notebook: NotebookNode) -> dict[str, dict[str, Any]]:
    """Return what the page gets of each widget, without the script and the sheet, by its id."""
    models = notebook.metadata.widgets[STATE]["state"]
    return {id: without_script(model["state"] | bytes_of(model)) for id, model in models.items()}


def bytes_of(model: dict[str, Any]) -> dict[str, str]:
    """Return the traits that are bytes: a page takes them as base64, too."""
    return {each["path"][0]: each["data"] for each in model.get("buffers", ())}


def without_script(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in ("_esm", "_css")}


def shown(notebook: NotebookNode) -> dict[str, str]:
    """Return the ids of the views that the notebook shows, with the names of their cells."""
    models = notebook.metadata.widgets[STATE]["state"]
    found: dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            id = output.get("data", {}).get(VIEW, {}).get("model_id")
            if id and "_esm" in models[id]["state"]:
                found.setdefault(id, cell.id)
    assert found, "the notebook was saved without what its widgets know"
    return found


def address(script: str) -> str:
    """Return a script as an address that a page can import without asking a server."""
    return "data:text/javascript;base64," + base64.b64encode(script.encode()).decode()


def bring(page: Page, states: dict[str, dict[str, Any]]) -> None:
    """Hand a notebook's widgets to the page."""
    scripts = {
        "explorer": module("live/widget.js"),
        "practice": module("live/practice.js"),
        "detective": module("live/detective.js"),
        "chart": module("charts/widget.js"),
        "map": module("live/gate_map.js"),
        "question": module("exercises/question.js"),
    }
    host = address(module("page/host.js") + "export { hostModel };")
    addresses = {name: address(script) for name, script in scripts.items()}
    page.evaluate("(given) => bring(...given)", [states, host, addresses])


def given(page: Page, room: Room) -> dict[str, Any]:
    """Bring the window to a room's size, and say what the page must know of it."""
    width, height = room.window
    page.set_viewport_size({"width": width, "height": height})
    coloured = room in ROOMS[:2]  # colours are the same at every width
    return {"width": room.width, "theme": room.theme, "stages": STAGES, "coloured": coloured}


def complaints(page: Page, id: str, room: Room) -> list[str]:
    return page.evaluate("given => complaints(...given)", [id, given(page, room)])


def sizes(page: Page, id: str, room: Room) -> dict[str, Any]:
    return page.evaluate("given => sizes(...given)", [id, given(page, room)])


@pytest.mark.parametrize("lesson", LESSONS)
def test_nothing_is_wrong_in_jupyterlab(lessons: Lessons, lesson: str) -> None:
    assert lessons(lesson).wrong == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_everything_has_room(page: Page, lessons: Lessons, lesson: str) -> None:
    notebook = lessons(lesson).notebook
    bring(page, states(notebook))
    found = [
        f"{name}, {room}: {complaint}"
        for id, name in shown(notebook).items()
        for room in ROOMS
        for complaint in complaints(page, id, room)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_slider_and_the_row_it_changes_are_on_one_screen(
    page: Page, lessons: Lessons, lesson: str
) -> None:
    notebook = lessons(lesson).notebook
    bring(page, states(notebook))
    for room in PROJECTORS:
        for id, name in shown(notebook).items():
            found = sizes(page, id, room)
            assert found["frame"] is None or found["frame"]["width"] >= 640
            if found["rows"] <= 3:  # a longer table is a screen of its own
                assert found["span"] <= room.window[1] - OVER, (name, str(room))


@pytest.mark.parametrize("lesson", ["01_the_cell", "05_time_step_3", "08_error_carousel"])
def test_a_phone_shows_picture_sentence_and_slider_and_a_finger_hits_them(
    phone: Page, lessons: Lessons, lesson: str
) -> None:
    notebook = lessons(lesson).notebook
    bring(phone, states(notebook))
    for id, name in shown(notebook).items():
        assert complaints(phone, id, PHONE) == [], name
        found = sizes(phone, id, PHONE)
        assert found["handle"] >= 44, name
        assert found["first"] <= PHONE.window[1], name


@pytest.mark.parametrize(
    ("style", "complaint"),
    [
        (".lstm-stage > .lstm-says { min-height: 0 }", "lstm-bar .* moves to"),
        (".lstm { width: calc(100% + 1px) }", "OutputArea-output scrolls sideways: 1086 > 1085"),
        (".lstm-steps { max-height: 90px; overflow: auto }", "lstm-steps scrolls"),
        (".lstm .lstm-label { font-size: 11.9px }", '"time step" is 11.90 px'),
        (".lstm .lstm-frame text { font-size: 14.8px !important }", "is 11.84 px"),
        (
            ".lstm .lstm-table { width: 300px; table-layout: fixed }"
            ".lstm .lstm-table td { white-space: normal; word-break: break-all }",
            "lines",
        ),
        (".lstm .lstm-bar { margin-top: -30px }", 'lstm-says .* overlaps button "◀ back"'),
        (".lstm-frame text { transform: translateX(500px) }", "is cut"),
        (".lstm .lstm-name { color: #888 }", '"w_f" has a contrast of 3.54'),
        ("#box_f { fill: #a00 !important }", "has a contrast of"),
        (
            ".lstm .lstm-slider > input[type=text] { width: 20px; min-width: 0 }",
            "input .* sideways",
        ),
    ],
)
def test_what_is_wrong_is_noticed(page: Page, style: str, complaint: str) -> None:
    explorer = Explorer(t=3, show="walk steps w_f table reset")
    bring(page, {"it": json.loads(json.dumps(without_script(explorer.get_state())))})
    assert complaints(page, "it", ROOMS[0]) == []
    tag = page.add_style_tag(content=style)
    found = complaints(page, "it", ROOMS[0])
    tag.evaluate("tag => tag.remove()")
    assert any(re.search(complaint, each) for each in found), found
