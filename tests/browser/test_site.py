"""The lessons as pages: live without a kernel, and without anything from outside."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import Weights, format_number, run
from tests.browser.axe import LOOKED_AT, violations
from tests.browser.conftest import browser_is_required
from tests.browser.lab import SIZE
from tests.browser.server import NOTEBOOKS
from tools.site import make_site

LESSON = "05_time_step_3"  # the one of which there is a page


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a lesson into a page that needs no kernel."""
    if shutil.which("npm") is None:
        message = "npm is not on this machine, so the site cannot be made and is NOT tested"
        (pytest.fail if browser_is_required() else pytest.skip)(message)
    folder = tmp_path_factory.mktemp("a site") / "pages"
    make_site([NOTEBOOKS / f"{LESSON}.ipynb"], folder)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the page on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZE)
    yield context.new_page()
    context.close()


def open_lesson(page: Page, address: str) -> tuple[Locator, list[str], list[str]]:
    """Open the lesson with every other address blocked; return its step 3 with a slider."""
    errors: list[str] = []
    outside: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))

    def guard(route):
        if route.request.url.startswith((address, "blob:", "data:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    page.route("**/*", guard)
    page.goto(f"{address}{LESSON}.html")
    views = page.locator(".lstm-explorer")
    shows_3211 = views.filter(has=page.locator("[id='h']", has_text="3211"))
    shows_3211.filter(has=page.locator(".noUi-handle")).first.wait_for()
    # by its place, not by its number: that is about to change
    place = views.evaluate_all(
        """views => views.findIndex(view => view.querySelector(".noUi-handle")
            && view.querySelector("[id=h]").textContent.trim() === "3211")"""
    )
    return views.nth(place), errors, outside


def test_a_slider_changes_3211_rightly_without_a_kernel(page: Page, address: str) -> None:
    live, errors, outside = open_lesson(page, address)
    sliders = live.locator(".widget-slider")
    slider = sliders.first
    name = slider.locator(".widget-label").inner_text()
    handle = slider.locator(".noUi-handle")
    handle.scroll_into_view_if_needed()
    box, track = handle.bounding_box(), slider.locator(".noUi-base").bounding_box()
    assert box is not None
    assert track is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"], middle, steps=8)
    page.mouse.up()
    expect(slider.locator(".widget-readout")).to_have_text("3")
    expect(live.locator("[id='h'] text")).not_to_have_text("3211")

    values = {"x_1": 1.0, "x_2": 1.0, "x_3": 1.0, "h0": 0.0, "c0": 0.0}
    values |= Weights.ones().as_dict() | {name: 3.0}
    weights = Weights(**{k: v for k, v in values.items() if k[1] == "_" and k[0] in "wub"})
    inputs = [values[f"x_{t}"] for t in (1, 2, 3)]
    expected = run(weights, inputs, values["h0"], values["c0"])[2]
    for quantity in ("f", "keep", "write", "c", "h"):
        shown = format_number(getattr(expected, quantity))
        expect(live.locator(f"[id='{quantity}'] text")).to_have_text(shown)
    assert errors == []
    assert outside == []


def test_the_page_says_what_needs_a_kernel(page: Page, address: str) -> None:
    open_lesson(page, address)
    note = page.locator(".site-note")
    expect(note).to_contain_text("no kernel")
    expect(note).to_contain_text("JupyterLab")


def test_the_page_works_from_a_folder_without_any_server(page: Page, site: Path) -> None:
    page.goto((site / f"{LESSON}.html").as_uri())
    handle = page.locator(".lstm-explorer .noUi-handle").first
    live = page.locator(".lstm-explorer").filter(has=page.locator(".noUi-handle")).first
    before = live.locator("svg").text_content()
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(live.locator("svg")).not_to_have_text(before or "")


def test_every_link_on_the_index_and_the_page_leads_somewhere(page: Page, address: str, site: Path):
    page.goto(address)
    expect(page.get_by_role("link", name="05")).to_have_attribute("href", f"{LESSON}.html")
    html = (site / f"{LESSON}.html").read_text(encoding="utf-8")
    assert ".ipynb" not in html.split("<main>")[1].split("application/vnd.jupyter")[0]


def test_no_page_names_another_host(site: Path) -> None:
    html = (site / f"{LESSON}.html").read_text(encoding="utf-8")
    assert 'src="http' not in html
    assert "src='http" not in html
    assert "import(" not in html.split("application/vnd.jupyter.widget-state")[0]


def test_axe_finds_nothing_on_an_exported_page(page: Page, address: str) -> None:
    open_lesson(page, address)
    expect(page.locator(".noUi-handle:not([aria-label])")).to_have_count(0)
    assert violations(page, looked_at=LOOKED_AT | {"color-contrast"}) == {}


def test_axe_finds_nothing_on_the_index(page: Page, address: str) -> None:
    page.goto(address)
    assert violations(page) == {}
