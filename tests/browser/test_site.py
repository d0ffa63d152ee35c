"""The lessons as pages: live without a kernel, and without anything from outside."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from lstm_helpers import Weights, format_number, run
from tests.browser.axe import LOOKED_AT, violations
from tests.browser.lab import SIZE
from tests.browser.server import NOTEBOOKS, notebook
from tests.host import hosted
from tools.minify import ESBUILD
from tools.site import make_site

pytestmark = pytest.mark.around

LESSON = "05_time_step_3"  # the one of which there is a page
SMALL = "a_small_notebook"
CELLS = (
    """import ipywidgets as widgets
from lstm_helpers import *
e = Explorer(Weights.ones(b_f=-1), activations=STANDARD, plot="c h")
e""",
    'ActivationCurve(e, "f", show="b_f")',
    """slider = widgets.FloatSlider()
link = widgets.jslink((slider, "value"), (e, "w_f"))
slider""",
    """chart = Chart("loss", x_label="epoch")
for epoch in watch(range(1, 31), chart):
    chart.append(epoch, loss=1 / epoch)
chart""",
    'Question("forget", "05 a")',
    f"text = '{'as long as a line in a lesson may be: ' * 3}'",
)
GOALS = {"index": 60_000}  # bytes, gzipped: the first page with all it loads
GOAL = 150_000  # a lesson
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PAPER = 718  # an A4 sheet between its margins, in px


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a lesson and a notebook with one of everything into pages."""
    folder = tmp_path_factory.mktemp("a site")
    small = folder / f"{SMALL}.ipynb"
    nbformat.write(notebook(*CELLS), small)
    make_site([NOTEBOOKS / f"{LESSON}.ipynb", small], folder / "pages")
    return folder / "pages"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the pages on this machine."""
    with hosted(site) as (url, _):
        yield url


@pytest.fixture(params=["web server", "folder"])
def place(request: pytest.FixtureRequest, site: Path, address: str) -> str:
    """Where the pages are: on a server, or in a folder that somebody has been given."""
    return address if request.param == "web server" else f"{site.as_uri()}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZE)
    yield context.new_page()
    context.close()


class Reader:
    """Who opens a page while every other address is blocked."""

    def __init__(self, page: Page, place: str, name: str) -> None:
        self.page, self.place = page, place
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.route("**/*", self._guard)
        page.goto(f"{place}{name}.html")
        # all of them are live
        expect(page.locator("[data-lstm] > :not(.lstm)")).to_have_count(0)

    def _guard(self, route: Route) -> None:
        if route.request.url.startswith((self.place, "blob:", "data:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    @property
    def step_3(self) -> Locator:
        """The first Explorer with sliders that shows 3211."""
        views = self.page.locator(".lstm-explorer")
        # by its place, not by its number: that is about to change
        place = views.evaluate_all(
            """views => views.findIndex(view => view.querySelector("input[type=range]")
                && view.querySelector("[id=h]").textContent.includes("3211"))"""
        )
        return views.nth(place)

    def assert_quiet(self) -> None:
        """Nothing went wrong, and nothing was asked of anybody else."""
        assert self.errors == []
        assert self.outside == []


def text(view: Locator, name: str) -> Locator:
    """Return what stands at a quantity, in the live picture."""
    return view.locator(f".lstm-frame [id='{name}']")


def slider(view: Locator, name: str) -> Locator:
    return view.locator(f"input[type=range][data-name={name}]")


def field(view: Locator, name: str) -> Locator:
    row = view.locator(".lstm-slider", has=view.page.locator(f"input[data-name={name}]"))
    return row.locator("input[type=text]")


def assert_equals_run(live: Locator, **given: float) -> None:
    """Compare step 3 with what Python says, all being 1 but the biases, the states and `given`."""
    values = {"x_1": 1.0, "x_2": 1.0, "x_3": 1.0, "h0": 0.0, "c0": 0.0}
    values |= Weights.ones().as_dict() | given
    weights = Weights(**{k: v for k, v in values.items() if re.fullmatch("[wub]_.", k)})
    inputs = [values[f"x_{t}"] for t in (1, 2, 3)]
    expected = run(weights, inputs, values["h0"], values["c0"])[2]
    for quantity in ("f", "keep", "write", "c", "h"):
        shown = format_number(getattr(expected, quantity))
        expect(text(live, quantity)).to_have_text(shown)


def test_a_drag_changes_3211_rightly_without_a_kernel(page: Page, place: str) -> None:
    reader = Reader(page, place, LESSON)
    live = reader.step_3
    dragged = live.locator("input[type=range]").first
    name = dragged.get_attribute("data-name")
    assert name is not None
    dragged.hover()  # it has been laid out, and stands still
    box = dragged.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 10, middle, steps=8)
    page.mouse.up()
    expect(field(live, name)).to_have_value("3")
    assert_equals_run(live, **{name: 3.0})
    reader.assert_quiet()


def test_keys_and_typed_numbers_work_without_a_kernel(page: Page, place: str) -> None:
    reader = Reader(page, place, LESSON)
    live = reader.step_3
    moved = live.locator("input[type=range]").first
    name = moved.get_attribute("data-name")
    assert name is not None
    moved.focus()
    page.keyboard.press("ArrowRight")
    expect(field(live, name)).to_have_value("1.1")
    assert_equals_run(live, **{name: 1.1})
    field(live, name).fill("1/2")
    page.keyboard.press("Enter")
    expect(field(live, name)).to_have_value("0.5")
    assert_equals_run(live, **{name: 0.5})
    reader.assert_quiet()


def test_charts_follow_their_explorer(page: Page, place: str) -> None:
    reader = Reader(page, place, SMALL)
    live = page.locator(".lstm-explorer")
    curve = page.locator("[data-lstm]", has=page.locator(".lstm-chart-sliders")).filter(
        has=page.locator("input[data-name=b_f]"), has_not=live
    )
    expect(curve.locator("title").first).to_have_text("f₁ = sigmoid(0) = 0.5")
    slider(live, "b_f").focus()
    page.keyboard.press("PageUp")
    expect(curve.locator("title").first).to_have_text("f₁ = sigmoid(1) = 0.7311")
    slider(curve, "b_f").focus()
    page.keyboard.press("PageDown")
    expect(text(live, "f")).to_have_text("0.5")
    expect(field(live, "b_f")).to_have_value("−1")
    reader.assert_quiet()


def test_questions_are_answered_without_a_kernel(page: Page, place: str) -> None:
    reader = Reader(page, place, SMALL)
    choice, number = page.locator(".lstm-question").all()
    choice.get_by_role("button", name="the forget gate, f").click()
    expect(choice.locator(".lstm-reply")).to_contain_text("✓ yes")
    number.get_by_role("textbox").fill("11")
    number.get_by_role("textbox").press("Enter")
    expect(number.locator(".lstm-reply")).to_contain_text("✓ 11")
    reader.assert_quiet()


def test_answers_are_there_again_and_sliders_are_not(page: Page, place: str) -> None:
    reader = Reader(page, place, SMALL)
    anew = page.get_by_role("button", name="Start anew")
    expect(anew).to_be_hidden()
    page.get_by_role("button", name="the forget gate, f").click()
    slider(page.locator(".lstm-explorer"), "b_f").press("PageUp")
    page.reload()
    expect(page.locator(".lstm-reply").first).to_contain_text("✓ yes")
    expect(field(page.locator(".lstm-explorer"), "b_f")).to_have_value("−1")
    anew.click()
    expect(page.locator(".lstm-reply").first).to_be_empty()
    expect(anew).to_be_hidden()
    reader.assert_quiet()


def test_the_explorer_walks_by_key(page: Page, address: str) -> None:
    Reader(page, address, SMALL)
    live = page.locator(".lstm-explorer")
    live.locator(".lstm-frame").click()
    page.keyboard.press("ArrowLeft")
    expect(text(live, "h")).to_have_text("?")
    page.keyboard.press("ArrowRight")
    expect(text(live, "h")).not_to_have_text("?")


def test_a_control_of_jupyter_is_text_and_the_page_says_so(page: Page, address: str) -> None:
    reader = Reader(page, address, SMALL)
    expect(page.get_by_text("FloatSlider(value=0.0)")).to_be_visible()
    expect(page.get_by_text("a bar says how far it is")).to_be_visible()
    expect(page.locator(".site-note")).to_contain_text("control of Jupyter's own")
    reader.assert_quiet()


def test_what_a_loop_drew_is_all_there(page: Page, address: str) -> None:
    Reader(page, address, SMALL)
    expect(page.locator(".lstm-chart desc", has_text="loss from 1 to 0.03333")).to_have_count(1)


def test_without_a_script_pictures_and_numbers_stay(browser: Browser, address: str) -> None:
    context: BrowserContext = browser.new_context(viewport=SIZE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{SMALL}.html")
    places = page.locator("[data-lstm]")
    expect(places).to_have_count(4)
    for place in places.all()[:3]:
        expect(place.locator("svg").first).to_be_visible()
        expect(place.locator("pre")).to_be_visible()
    expect(places.last).to_contain_text("the output gate, o")
    context.close()


def test_the_page_says_what_does_not_run(page: Page, address: str) -> None:
    Reader(page, address, LESSON)
    note = page.locator(".site-note")
    expect(note).to_contain_text("Only code does not run")
    expect(note).not_to_contain_text("control of Jupyter's own")
    expect(page.get_by_role("link", name="Run the code")).to_be_hidden()


@pytest.mark.skipif(not ESBUILD.exists(), reason="npm has not brought esbuild")
@pytest.mark.parametrize("name", [LESSON, SMALL, "index"])
def test_a_page_is_small(site: Path, name: str) -> None:
    page = site / f"{name}.html"
    used = re.findall(r'(?:src|href)="(scripts/[^"]+)"', page.read_text(encoding="utf-8"))
    assert len(used) == 3
    parts = [page, *(site / each for each in used)]
    size = sum(len(gzip.compress(part.read_bytes())) for part in parts)
    assert size < GOALS.get(name, GOAL)


# ---- the first page ------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", [{"viewport": SIZE}, PHONE], ids=["desk", "phone"])
def test_the_first_screen_asks_and_its_cell_moves(
    browser: Browser, place: str, screen: dict[str, Any]
) -> None:
    context = browser.new_context(**screen)
    page = context.new_page()
    reader = Reader(page, place, "index")
    cell = page.locator(".lstm-explorer")
    expect(cell.get_by_role("slider")).to_have_count(1)
    thumb = slider(cell, "b_f")
    for shown in (thumb, text(cell, "h"), page.get_by_role("button", name="1.25")):
        expect(shown).to_be_in_viewport(ratio=0.9)
    page.get_by_role("button", name="2.5").click()
    expect(page.locator(".lstm-reply")).to_contain_text("How often does the gate multiply?")
    page.get_by_role("button", name="1.25").click()
    expect(page.locator(".lstm-reply")).to_contain_text("✓ yes")
    field(cell, "b_f").fill("0,5")
    page.keyboard.press("Enter")
    expect(text(cell, "c")).to_have_text("1.25")
    box = thumb.bounding_box()
    assert box is not None
    press = page.touchscreen.tap if screen is PHONE else page.mouse.click
    press(box["x"] + 1, box["y"] + box["height"] / 2)
    expect(text(cell, "f")).to_have_text("−1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.assert_quiet()
    context.close()


@pytest.mark.parametrize("name", ["index", SMALL])
def test_in_a_dark_browser_the_page_and_its_cells_are_dark(
    browser: Browser, address: str, name: str
) -> None:
    context = browser.new_context(viewport=SIZE, color_scheme="dark")
    page = context.new_page()
    Reader(page, address, name)
    themes = page.locator(".lstm").evaluate_all("views => views.map(view => view.dataset.theme)")
    assert set(themes) == {"dark"}
    assert violations(page, looked_at=LOOKED_AT | {"color-contrast"}) == {}
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    context.close()


# ---- the words -----------------------------------------------------------------------------------


def test_a_word_is_found_and_leads_to_its_place(page: Page, place: str) -> None:
    reader = Reader(page, place, "index")
    page.get_by_role("searchbox", name="A word").fill("cube ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Nothing is called that here.")
    page.get_by_role("searchbox", name="A word").fill("Grow fast")
    expect(page.get_by_role("status")).to_have_text("1 place")
    page.get_by_role("link", name="Why does it grow so fast?").click()
    expect(page.get_by_role("heading", name="Why does it grow so fast?")).to_be_in_viewport()
    reader.assert_quiet()


def test_on_paper_nothing_runs_off_the_edge(page: Page, address: str) -> None:
    Reader(page, address, SMALL)
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print")
    expect(page.get_by_role("slider")).to_have_count(0)  # what nobody can press
    pressed = page.get_by_role("button").and_(page.locator(":not(.lstm-option)"))
    expect(pressed).to_have_count(0)
    expect(page.get_by_role("button", name="the forget gate, f")).to_be_visible()
    off = page.evaluate(
        """width => [...document.querySelectorAll("main *")]
            .filter(e => !e.closest("svg, .lstm-spoken"))
            .filter(e => e.getBoundingClientRect().right > width + 1)
            .map(e => `${e.className}: ${e.textContent.slice(0, 60)}`)""",
        PAPER,
    )
    assert off == []


@pytest.mark.parametrize("name", [LESSON, SMALL])
def test_axe_finds_nothing_on_a_page(page: Page, address: str, name: str) -> None:
    Reader(page, address, name)
    assert violations(page, looked_at=LOOKED_AT | {"color-contrast"}) == {}


@pytest.mark.parametrize("name", ["index", "words"])
def test_axe_finds_nothing_around_the_lessons(page: Page, address: str, name: str) -> None:
    Reader(page, address, name)
    assert violations(page, looked_at={"color-contrast", "target-size"}) == {}
