"""What the live view does when something goes wrong in it, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lstm_helpers import Weights
from lstm_helpers.live import Explorer
from tests.browser.expected import texts_of
from tests.browser.live_page import LivePage, state


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def explorer() -> Explorer:
    return Explorer(Weights.ones(), [1, 1, 1], t=3)


def assert_still_picture(live: LivePage, explorer: Explorer, reason: str) -> None:
    """The picture as Python drew it, and the reason in one sentence, once."""
    said = live.page.get_by_role("alert")
    expect(said).to_have_count(1)
    expect(said).to_contain_text("no longer follows the sliders")
    expect(said).to_contain_text(reason)
    texts = live.page.locator(".lstm-frame g[id] > text").all_text_contents()
    assert texts == [text for text, _ in texts_of(explorer.scene).values()]
    assert len(live.errors) == 1
    assert reason in live.errors[0]


# The graph is needed to draw, the columns even before, to lay the table out.
@pytest.mark.parametrize(("missing", "reason"), [("graph", "spec.graph"), ("columns", "null")])
def test_a_script_that_fails_at_once(
    page: Page, explorer: Explorer, missing: str, reason: str
) -> None:
    spec = state(explorer)["spec"] | {missing: None}
    live = LivePage(page, explorer, spec=spec)
    assert_still_picture(live, explorer, reason)
    live.change(w_f=2)
    assert_still_picture(live, explorer, reason)


def test_a_script_that_fails_later(page: Page, explorer: Explorer) -> None:
    live = LivePage(page, explorer)
    live.change(w_f=2)
    expect(page.locator("#f > text")).to_have_text("16")
    page.evaluate("model.get('spec').carry = undefined")
    for w_f in (2.5, 3, 1):
        live.change(w_f=w_f)
    assert_still_picture(live, explorer, "undefined")


def test_numbers_that_json_does_not_have(page: Page, explorer: Explorer) -> None:
    """The kernel sends them as words."""
    live = LivePage(page, explorer)
    for word, shown in [("nan", "nan"), ("inf", "∞"), ("-inf", "−∞"), ("?", "nan")]:
        live.change(t=1, x_1=word)
        expect(page.locator("#x > text")).to_have_text(shown)
    expect(page.locator(".lstm-says")).to_contain_text("nan, “not a number”")
    assert live.errors == []


# Nothing is late but what the test lets be: the page's timers are run by hand.
OUT_OF_SIGHT = """async () => {
    const main = document.querySelector("main");
    main.style.marginTop = "9000px";
    await new Promise((gone) => new IntersectionObserver(([entry], observer) => {
        if (entry.isIntersecting) return;
        observer.disconnect();
        gone();
    }).observe(document.querySelector(".lstm-picture")));
    await new Promise(requestAnimationFrame); // by then the picture has been told, too
    const later = [];
    window.setTimeout = (call) => later.push(call);
    const seen = [];
    const look = () => seen.push(document.querySelector("#f > text").textContent);
    for (const w_f of [2, 3]) {
        model.set("w_f", w_f);
        await new Promise(requestAnimationFrame);
        look();
        later.at(-1)();
        look();
    }
    return seen;
}"""


def test_what_is_out_of_sight_waits_and_takes_no_frame(page: Page, explorer: Explorer) -> None:
    live = LivePage(page, explorer)
    assert page.evaluate(OUT_OF_SIGHT) == ["13", "16", "16", "19"]
    assert live.errors == []


def test_fifty_views_leave_nothing_behind(page: Page, explorer: Explorer) -> None:
    live = LivePage(page, explorer)
    browser = page.context.new_cdp_session(page)

    def counts() -> tuple[dict[str, int], int]:
        browser.send("HeapProfiler.collectGarbage")
        return browser.send("Memory.getDOMCounters"), page.evaluate("model.listeners.length")

    page.evaluate("openAndClose(5)")  # whatever a page does only once
    before = counts()
    page.evaluate("openAndClose(50)")
    assert counts() == before
    assert live.errors == []
