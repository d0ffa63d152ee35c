"""Every Explorer and chart of every notebook, at the sizes at which a class sees them."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser, Page

from lstm_helpers.graph.table import STAGES
from lstm_helpers.page.scripts import module, sheet
from tools.notebooks import every_notebook, execute, read

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


@pytest.fixture(scope="module")
def lessons() -> Iterator[dict[str, Future[NotebookNode]]]:
    """Run every notebook, while the page looks at those that have run already."""
    with ThreadPoolExecutor(2) as pool:
        runs = {path.stem: pool.submit(run, path) for path in every_notebook()}
        yield runs
        pool.shutdown(cancel_futures=True)


def run(path: Path) -> NotebookNode:
    return execute(read(path), path.parent, live=True)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    yield from prepared(browser.new_page())


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    width, height = PHONE.window
    size = {"width": width, "height": height}
    yield from prepared(browser.new_page(viewport=size, has_touch=True, is_mobile=True))


def prepared(page: Page) -> Iterator[Page]:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.set_content(EMPTY)
    page.add_style_tag(content=JUPYTER)
    page.add_style_tag(content=sheet("page/base.css", "charts/charts.css", "live/live.css"))
    page.add_script_tag(content=HARNESS.read_text(encoding="utf-8"))
    page.evaluate("inNoTime()")
    yield page
    page.close()
    assert not errors


def states(notebook: NotebookNode) -> dict[str, dict[str, Any]]:
    """Return what the page gets of each widget, without the script and the sheet, by its id."""
    models = notebook.metadata.widgets[STATE]["state"]
    left_out = ("_esm", "_css")
    return {
        id: {name: value for name, value in model["state"].items() if name not in left_out}
        for id, model in models.items()
    }


def shown(notebook: NotebookNode) -> dict[str, str]:
    """Return the ids of the views that the notebook shows, with the names of their cells."""
    models = notebook.metadata.widgets[STATE]["state"]
    found: dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            id = output.get("data", {}).get(VIEW, {}).get("model_id")
            if id and "_esm" in models[id]["state"]:
                found.setdefault(id, cell.id)
    return found


def address(script: str) -> str:
    """Return a script as an address that a page can import without asking a server."""
    return "data:text/javascript;base64," + base64.b64encode(script.encode()).decode()


def bring(page: Page, notebook: NotebookNode) -> None:
    """Hand a notebook's widgets to the page."""
    scripts = {"explorer": module("live/widget.js"), "chart": module("charts/widget.js")}
    host = address(module("page/host.js") + "export { hostModel };")
    addresses = {name: address(script) for name, script in scripts.items()}
    page.evaluate("(given) => bring(...given)", [states(notebook), host, addresses])


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
def test_everything_has_room(
    page: Page, lessons: dict[str, Future[NotebookNode]], lesson: str
) -> None:
    notebook = lessons[lesson].result()
    bring(page, notebook)
    found = [
        f"{name}, {room}: {complaint}"
        for id, name in shown(notebook).items()
        for room in ROOMS
        for complaint in complaints(page, id, room)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_slider_and_the_row_it_changes_are_on_one_screen(
    page: Page, lessons: dict[str, Future[NotebookNode]], lesson: str
) -> None:
    notebook = lessons[lesson].result()
    bring(page, notebook)
    for room in PROJECTORS:
        for id, name in shown(notebook).items():
            found = sizes(page, id, room)
            assert found["frame"]["width"] >= 640
            if found["rows"] <= 3:  # a longer table is a screen of its own
                assert found["span"] <= room.window[1] - OVER, (name, str(room))


@pytest.mark.parametrize("lesson", ["01_the_cell", "05_time_step_3", "08_error_carousel"])
def test_a_phone_shows_picture_sentence_and_slider_and_a_finger_hits_them(
    phone: Page, lessons: dict[str, Future[NotebookNode]], lesson: str
) -> None:
    notebook = lessons[lesson].result()
    bring(phone, notebook)
    for id, name in shown(notebook).items():
        assert complaints(phone, id, PHONE) == [], name
        found = sizes(phone, id, PHONE)
        assert found["handle"] >= 44, name
        assert found["first"] <= PHONE.window[1], name
