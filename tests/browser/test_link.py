"""A link is a lesson: typed, mistyped, followed and copied, in a page of its own and in a frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page, ViewportSize, expect

from lstm_helpers import Explorer
from lstm_helpers.live.link import read_link
from lstm_helpers.page.scripts import script, sheet
from tests.browser.axe import violations
from tests.browser.live_page import LivePage
from tests.host import hosted
from tools.embed import SHEETS, one_file, write_embed

LINK = 'lstm f=2,1,0 x=1,1,1 t=2 show=w_f,steps,setting title="What is c?"'
LONG = "What happens to <b>c</b> & h if the forget gate is <i>twice</i> as large as before?"
SMALL: ViewportSize = {"width": 800, "height": 600}
FRAME = '<iframe title="a cell" src="{}embed.html#{}" width="{}" height="600"></iframe>'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a cell as a page with its scripts beside it, and as one file."""
    folder = tmp_path_factory.mktemp("a site")
    (folder / "scripts").mkdir()
    (folder / "scripts" / "door.js").write_text(script("live/door.js"), encoding="utf-8")
    (folder / "scripts" / "lstm.css").write_text(sheet(*SHEETS), encoding="utf-8")
    (folder / "favicon.ico").touch()  # a browser asks for it
    write_embed(folder)
    (folder / "one.html").write_text(one_file("lstm f=2,1,0 x=1,1,1 t=3"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with hosted(folder) as (url, _):
        yield url


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=SMALL)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Yield a page in which nothing may go wrong."""
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


def quantity(page: Page, name: str) -> Locator:
    return page.locator(f".lstm-frame svg [id='{name}']")


def bars(page: Page | Frame) -> list[str]:
    """Name what has a bar to scroll by."""
    return page.evaluate(
        """() => [document.documentElement, document.querySelector(".lstm-frame")]
            .filter((e) => e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight)
            .map((e) => `${e.localName} ${e.className} ${e.scrollWidth} × ${e.scrollHeight}`)"""
    )


def test_a_typed_link_shows_what_python_shows_of_it(page: Page, address: str) -> None:
    page.goto(f"{address}embed.html#{LINK}")
    explorer = Explorer.from_link(LINK)
    expect(quantity(page, "title_1")).to_have_text("What is c?")
    expect(quantity(page, "c")).to_have_text(str(int(explorer.trace[1].c)))
    expect(page.get_by_role("slider")).to_have_count(1)
    expect(page.get_by_role("button", name="2", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_role("button", name="next")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_text("")


def test_a_mistyped_link_is_told_of_beside_a_cell_that_works(page: Page, address: str) -> None:
    page.goto(f"{address}embed.html#lstm x=1,1,1 t=9")
    with pytest.raises(ValueError, match="time step 9 of 3") as told:
        read_link("lstm x=1,1,1 t=9")
    expect(page.get_by_role("alert")).to_have_text(str(told.value))
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(quantity(page, "f")).to_have_text("1.1")
    assert violations(page, looked_at={"label", "button-name", "color-contrast"}) == {}
    for text in ("lsmt x=1", "f=2,1,0"):  # a link that does not even begin as one
        page.evaluate("text => { location.hash = text }", text)
        expect(page.get_by_role("alert")).to_contain_text(f"this link has '{text}' after its #")


def test_what_was_half_typed_is_no_number_of_the_next_cell(page: Page, address: str) -> None:
    page.goto(f"{address}embed.html#lstm x=1,1,1 t=1 show=w_f")
    page.get_by_role("textbox", name="kernel of the forget gate").fill("7")
    page.evaluate("location.hash = 'lstm x=1,1 f=5,1,0 t=1 show=w_f,w_i'")
    expect(page.get_by_role("slider")).to_have_count(2)
    expect(quantity(page, "f")).to_have_text("5")
    expect(page.get_by_role("textbox", name="kernel of the forget gate")).to_have_value("5")


def test_a_changed_link_is_followed_without_a_reload(page: Page, address: str) -> None:
    page.goto(f"{address}embed.html#{LINK}")
    page.evaluate("window.here = true")
    page.evaluate("location.hash = 'lstm&x=1,2&c0=3&t=2&ask=c'")
    expect(quantity(page, "c")).to_have_text("?")
    expect(quantity(page, "x")).to_have_text("2")
    expect(page.get_by_role("textbox", name="cell state")).to_have_count(1)
    page.evaluate("location.hash = ''")  # as the page is without one
    expect(quantity(page, "title_1")).to_have_text("time step 1 of 3")
    expect(page.get_by_role("button", name="next")).to_have_count(1)
    assert page.evaluate("window.here")


def test_the_copied_link_is_the_one_that_python_writes(
    page: Page, context: BrowserContext, address: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}embed.html#{LINK}")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="3", exact=True).click()
    page.get_by_role("button", name="copy link").click()
    expect(page.get_by_role("button", name="copied")).to_have_attribute("data-setting", "link")
    explorer = Explorer.from_link(LINK)
    explorer.w_f, explorer.t = 2.1, 3
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == explorer.link(f"{address}embed.html")
    page.goto("about:blank")
    page.goto(copied)
    expect(quantity(page, "title_1")).to_have_text("What is c?")
    expect(page.get_by_role("slider")).to_have_value("2.1")


def test_what_a_link_says_is_never_html(page: Page, address: str) -> None:
    page.goto(f"{address}embed.html#lstm&title={quote('<b>c</b>')}&show=w_f,setting")
    expect(quantity(page, "title_1")).to_have_text("<b>c</b>")
    # too long for the picture: over it, and in the next link again
    page.evaluate("text => { location.hash = text }", f"lstm&show=w_f,setting&title={quote(LONG)}")
    expect(page.locator(".lstm-link-title")).to_have_text(LONG)
    expect(quantity(page, "title_1")).to_have_text("time step 1 of 3")
    page.get_by_role("button", name="copy link").click()
    field = page.get_by_role("textbox", name="this setting, as text")
    assert read_link(field.input_value())["title"] == LONG
    page.evaluate("text => { location.hash = text }", f"lstm x=<b>,{'y' * 99}")
    expect(page.get_by_role("alert")).to_contain_text("'x=<b>,yyy")
    assert page.locator(".lstm-link b, svg b").count() == 0


@pytest.mark.parametrize("width", [640, 800])
def test_a_frame_has_no_bars_to_scroll_by(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width + 40, "height": 700})
    page.set_content(FRAME.format(address, quote("lstm f=2,1,0 t=2"), width))
    cell = page.frames[1]
    cell.wait_for_selector(".lstm-explorer")
    assert bars(cell) == []
    page.set_viewport_size(SMALL)


def test_a_frame_leads_to_the_lessons_and_is_dark_where_all_is_dark(
    page: Page, address: str
) -> None:
    page.goto(f"{address}embed.html")
    page.wait_for_selector(".lstm-explorer")
    assert bars(page) == []
    expect(page.get_by_role("link", name="open the lessons")).to_have_attribute("target", "_blank")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".lstm-explorer")).to_have_attribute("data-theme", "dark")
    assert violations(page, looked_at={"color-contrast"}) == {}
    page.emulate_media(color_scheme="light")


def test_one_file_opens_from_a_folder_and_asks_nobody(page: Page, folder: Path) -> None:
    file = folder / "one.html"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
    page.goto(file.as_uri())
    expect(quantity(page, "h")).to_have_text(
        str(int(Explorer.from_link("lstm f=2,1,0").trace.state_h))
    )
    page.goto(f"{file.as_uri()}#lstm x=1,1,1 t=3")
    expect(quantity(page, "h")).to_have_text("3211")
    assert set(asked) == {file.as_uri()}


def test_without_a_page_that_reads_links_there_is_no_button_for_them(page: Page) -> None:
    live = LivePage(page, Explorer(show="setting"))
    expect(page.get_by_role("button", name="copy")).to_have_count(1)
    assert live.errors == []
