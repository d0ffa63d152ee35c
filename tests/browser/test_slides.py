"""The slides on a projector: they turn by key, their cells live, and the last row can read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import LOOKED_AT, violations
from tools.classroom.slides import SLIDES, deck, slides_in

pytestmark = pytest.mark.around

PROJECTOR = {"width": 1280, "height": 720}
WITH_KNOBS, WITH_FIELDS = "Make it remember", "Two numbers are yours"
SMALLEST = PROJECTOR["height"] / 45  # of a picture's letters, in px: a hand's breadth on a wall
TITLES = [slide.title for slide in slides_in(SLIDES.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the slides into a folder, as a teacher has them."""
    path: Path = tmp_path_factory.mktemp("slides") / "index.html"
    path.write_text(deck(slides_in(SLIDES.read_text(encoding="utf-8"))), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the slides, with everything on them alive."""
    context = browser.new_context(viewport=PROJECTOR)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    expect(page.locator("[data-lstm] > :not(.lstm)")).to_have_count(0)
    yield page
    context.close()
    assert errors == []


def shown(page: Page) -> Locator:
    """Return the slide that is shown."""
    return page.locator(".slide[data-shown]")


def go_to(page: Page, title: str) -> Locator:
    """Show a slide by its number in the address."""
    page.evaluate("n => { location.hash = n; }", str(TITLES.index(title) + 1))
    expect(shown(page).get_by_role("heading")).to_have_text(title)
    return shown(page)


def test_keys_and_buttons_turn_the_slides_and_stop_at_the_ends(page: Page) -> None:
    go_to(page, TITLES[0])
    page.locator("body").press("ArrowLeft")
    for title in TITLES[1:3]:
        page.keyboard.press("ArrowRight")
        expect(shown(page).get_by_role("heading")).to_have_text(title)
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="the next slide")).to_be_disabled()
    page.get_by_role("button", name="the slide before").click()
    expect(page.locator(".slides-bar output")).to_have_text(f"{len(TITLES) - 1} / {len(TITLES)}")
    assert page.url.endswith(f"#{len(TITLES) - 1}")


def test_the_arrows_of_a_slider_move_the_slider_and_a_remote_turns_the_slide(page: Page) -> None:
    slide = go_to(page, WITH_KNOBS)
    knob = slide.locator("input[type=range]").first
    knob.focus()
    knob.press("ArrowRight")
    expect(shown(page).get_by_role("heading")).to_have_text(WITH_KNOBS)
    expect(knob).to_have_js_property("value", "0.1")
    knob.press("Home")
    expect(knob).to_have_js_property("value", "0")
    expect(shown(page).get_by_role("heading")).to_have_text(WITH_KNOBS)
    knob.press("PageDown")
    expect(shown(page).get_by_role("heading")).to_have_text(TITLES[TITLES.index(WITH_KNOBS) + 1])
    go_to(page, WITH_KNOBS)
    expect(knob).to_have_js_property("value", "0")


def test_a_picture_that_fills_the_screen_makes_room_for_the_next_slide(page: Page) -> None:
    slide = go_to(page, WITH_FIELDS)
    slide.locator(".lstm-full").click()
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("PageDown")
    page.wait_for_function("document.fullscreenElement === null")
    expect(shown(page).get_by_role("heading")).to_have_text(TITLES[TITLES.index(WITH_FIELDS) + 1])


def test_a_number_is_answered_on_a_slide(page: Page) -> None:
    slide = go_to(page, WITH_FIELDS)
    field = slide.locator(".lstm-fields input").first
    field.fill("10")
    field.press("Enter")
    expect(slide.locator(".lstm-says").first).to_contain_text("counts on an old state")
    expect(shown(page).get_by_role("heading")).to_have_text(WITH_FIELDS)


def test_every_slide_fits_and_can_be_read_from_the_last_row(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    for title in TITLES:
        slide = go_to(page, title)
        assert slide.evaluate("e => [e.scrollWidth, e.scrollHeight]") == list(PROJECTOR.values())
        texts = slide.locator(".lstm-frame svg text").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().height).filter(Boolean)"
        )
        assert all(height >= SMALLEST for height in texts), title


def test_the_slides_shut_nobody_out(page: Page) -> None:
    go_to(page, WITH_KNOBS)
    assert violations(page, looked_at=LOOKED_AT | {"color-contrast"}) == {}
