"""What docs/ACCESSIBILITY.md says of the pages, as far as a machine can hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread
from nbformat.v4 import new_markdown_cell
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.lab import SIZE
from tests.browser.server import notebook
from tests.browser.test_site import Reader, text
from tools.site import make_site

pytestmark = pytest.mark.around

LESSON = "a_lesson"
CELLS = (
    "from lstm_helpers import *\nExplorer(t=2, predict='keep c', plot='c h')",
    "Powers()",
    "Question('forget', '05 a')",
    "print('a line that is wider than a phone ' * 4)",
)
TABLE = (
    "| a table | that is | wider | than | a | phone |\n|---|---|---|---|---|---|\n"
    + "|123456" * 6
    + "|"
)
PAGES = ("index", "words", LESSON, "embed")
PHONE = {"width": 320, "height": 640}  # 1280 px at 400 %

# What WCAG's criterion 1.4.12 has a reader set.
SPACING = """
* { line-height: 1.5 !important }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("site")
    lesson = notebook(*CELLS)
    lesson.cells.insert(1, new_markdown_cell(TABLE))
    nbformat.write(lesson, folder / f"{LESSON}.ipynb")
    make_site([Path(folder, f"{LESSON}.ipynb")], folder / "pages")
    return f"{(folder / 'pages').as_uri()}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=SIZE)
    yield page
    page.close()


# ---- large letters, more room between them -------------------------------------------------------

# What is cut off, or runs off the page. Pictures, charts, tables and code are moved in their box.
CUT = """() => {
    const mayMove = "svg, .lstm-frame, .lstm-chart-frame, table, pre, .lstm-spoken";
    return [...document.querySelectorAll("body *")]
        .filter(part => !part.closest(mayMove) && part.getClientRects().length)
        .filter(part => {
            const { overflowX, overflowY } = getComputedStyle(part);
            const isField = part.matches("button, input:not([type=range])");
            const isCutBeside = part.scrollWidth > part.clientWidth + 1 && part.clientWidth;
            const isCutBelow = part.scrollHeight > part.clientHeight + 1;
            return part.getBoundingClientRect().right > innerWidth + 1
                || (isCutBeside && (isField || overflowX === "hidden"))
                || (isCutBelow && overflowY === "hidden");
        })
        .map(part => `${part.localName}.${part.className}: ${part.textContent.slice(0, 40)}`);
}"""

# What lies far below is laid out only when somebody comes there.
ALL_LAID_OUT = ".cell { content-visibility: visible !important }"

# Two frames later, what watches its own size has heard of it.
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("name", PAGES)
def test_at_400_percent_all_is_there_and_can_be_reached(page: Page, place: str, name: str) -> None:
    page.set_viewport_size(PHONE)
    reader = Reader(page, place, name)
    for style in (ALL_LAID_OUT, SPACING):
        page.add_style_tag(content=style)
        page.evaluate(SETTLED)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(CUT) == []
    reader.assert_quiet()
    assert violations(page) == {}


def test_what_is_pointed_at_by_keys_comes_into_view(page: Page, place: str) -> None:
    page.set_viewport_size(PHONE)
    Reader(page, place, "embed")
    frame = page.locator(".lstm-frame")
    frame.focus()
    page.keyboard.press("ArrowUp")  # the input, at the right below
    expect(frame).to_have_attribute("data-pointed", "")
    assert frame.evaluate("frame => frame.scrollLeft > 0")
    expect(text(page.locator(".lstm-explorer"), "x")).to_be_in_viewport()


# ---- by keyboard ---------------------------------------------------------------------------------

FOCUS = """() => {
    const at = document.activeElement;
    if (at === document.body) return null;
    const { top, bottom, left, right } = at.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return {
        name: at.getAttribute("aria-label") ?? at.textContent.trim(),
        outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
        isSeen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    };
}"""
# A page may begin in its field.
FROM_THE_START = """() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
}"""
STOPS = "a[href], button:not(:disabled), input, summary, [tabindex='0']"


@pytest.mark.parametrize("name", PAGES)
def test_tab_comes_to_everything_shows_where_it_is_and_comes_out(
    page: Page, place: str, name: str
) -> None:
    Reader(page, place, name)
    page.evaluate(FROM_THE_START)
    expected = page.locator(STOPS).and_(page.locator(":visible")).count()
    found: list[dict[str, Any]] = []
    while len(found) <= expected:
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        found.append(focus)
    assert len(found) == expected
    assert [stop["name"] for stop in found if stop["outline"] < 2 or not stop["isSeen"]] == []


# ---- by ear --------------------------------------------------------------------------------------

# What says nothing of itself, in Playwright's tree of names.
NAMELESS = r"^ *- '?(button|link|textbox|searchbox|slider|group|img|heading)(?=:|$| \[)"


@pytest.mark.parametrize("name", PAGES)
def test_everything_has_a_name_and_the_page_its_parts(page: Page, place: str, name: str) -> None:
    Reader(page, place, name)
    tree = page.locator("body").aria_snapshot()
    assert re.findall(NAMELESS, tree, re.MULTILINE) == []
    assert tree.count("- main") == 1
    if name != "embed":  # that is a part of somebody else's page
        assert tree.count("[level=1]") == 1
        assert "- banner:" in tree
        assert '- navigation "the site":' in tree
    assert page.title()
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_lesson_is_done_by_ear_and_keyboard(page: Page, place: str) -> None:
    """Nothing is looked at here: only names, and what is said of itself."""
    reader = Reader(page, place, LESSON)
    cell = page.locator(".lstm-explorer")
    keys, spoken = page.keyboard, cell.locator(".lstm-spoken")
    page.get_by_role("group", name=re.compile("picture of the cell")).focus()
    keys.press("ArrowUp")
    expect(spoken).to_contain_text("The input is 1.")
    keep = page.get_by_role("textbox", name=re.compile("kept of the old state"))
    keep.focus()
    keys.type("3")
    keys.press("Enter")
    expect(spoken).to_contain_text("3 is f plus c_prev")
    keep.focus()
    keys.press("Control+A")
    keys.type("2")
    keys.press("Enter")
    expect(spoken).to_contain_text("✓")
    page.get_by_role("textbox", name=re.compile("the cell state, c")).focus()
    keys.type("6")
    keys.press("Enter")
    expect(spoken).to_contain_text("✓ 6 is right.")
    expect(cell.get_by_role("img").first).to_have_accessible_name("LSTM cell, time step 2 of 3")
    expect(cell.get_by_role("row", name=re.compile("^2 1 1 1 2 2 2 2 2 4 6 12"))).to_have_count(1)
    page.get_by_role("slider", name="bias of the forget gate, b_f").first.focus()
    keys.press("PageUp")
    expect(spoken).to_have_text("Changed: forget gate 3.")
    reader.assert_quiet()


# ---- in colours of the reader's own --------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_sliders_and_what_is_chosen_are_seen(
    page: Page, place: str, scheme: Any
) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    Reader(page, place, "embed")

    def looks(thing: str) -> np.ndarray:
        return imread(BytesIO(page.locator(thing).first.screenshot()))[:, :, :3]

    slider = looks(".lstm-slider input[type=range]")
    its_way, beside_it = slider[slider.shape[0] // 2, 4], slider[2, 4]
    assert np.abs(its_way - beside_it).max() > 0.5
    chosen, other = (looks(f".lstm-choice [aria-pressed={is_it}]") for is_it in ("true", "false"))
    assert np.abs(chosen[10, 10] - other[10, 10]).max() > 0.3
