"""What the live view does when something goes wrong in it, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from lstm_helpers import Weights
from lstm_helpers.live import Explorer
from tests.browser.expected import texts_of
from tests.browser.lab import SIZE
from tests.browser.live_page import LivePage


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=SIZE)
    yield page
    page.close()


@pytest.fixture
def explorer() -> Explorer:
    return Explorer(Weights.ones(), [1, 1, 1], t=3)


def assert_still_picture(live: LivePage, reason: str) -> None:
    """A picture, and the reason in one sentence, once."""
    said = live.page.get_by_role("alert").filter(has_text="no longer follows the sliders")
    expect(said).to_have_count(1)
    expect(said).to_contain_text(reason)
    expect(live.page.locator("svg[role=img]")).to_have_count(1)
    assert len(live.errors) == 1
    assert reason in live.errors[0]


# What is shown is needed to lay the view out, the activations to work anything out.
@pytest.mark.parametrize(
    ("tampered", "reason"),
    [({"look": None}, "null"), ({"activations": "nope/nope"}, "undefined")],
    ids=str,
)
def test_a_script_that_fails_at_once(
    page: Page, explorer: Explorer, tampered: dict[str, Any], reason: str
) -> None:
    live = LivePage(page, explorer, **tampered)
    assert_still_picture(live, reason)
    # no number that is another cell's
    assert page.locator("svg text").get_by_text("3211").count() == 0
    live.change(w_f=2)
    assert_still_picture(live, reason)


def test_a_script_that_fails_later(page: Page, explorer: Explorer) -> None:
    live = LivePage(page, explorer)
    live.change(w_f=2)
    expect(page.locator("#f")).to_have_text("16")
    live.change(activations="nope/nope")
    for w_f in (2.5, 3, 1):
        live.change(w_f=w_f)
    assert_still_picture(live, "undefined")
    explorer.w_f = 2
    texts = dict(page.locator(".lstm-frame text").evaluate_all(TEXTS))
    assert texts == {name: text for name, (text, _) in texts_of(explorer.scene).items()}


TEXTS = "texts => texts.map(text => [text.id, text.textContent])"


def test_numbers_that_json_does_not_have(page: Page, explorer: Explorer) -> None:
    """The kernel sends them as words."""
    live = LivePage(page, explorer)
    for word, shown in [("nan", "nan"), ("inf", "∞"), ("-inf", "−∞"), ("?", "nan")]:
        live.change(t=1, x_1=word)
        expect(page.locator("#x")).to_have_text(shown)
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
    }).observe(document.querySelector(".lstm-explorer")));
    await new Promise(requestAnimationFrame); // by then the picture has been told, too
    const later = [];
    window.setTimeout = (call) => later.push(call);
    const seen = [];
    const look = () => seen.push(document.querySelector("#f").textContent);
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
        return browser.send("Memory.getDOMCounters"), page.evaluate("model.listeners")

    page.evaluate("openAndClose(5)")  # whatever a page does only once
    before = counts()
    page.evaluate("openAndClose(50)")
    assert counts() == before
    assert live.errors == []
