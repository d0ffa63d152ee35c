"""In German nothing English is left in the page, and nothing is cut or lies over something else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from lstm_helpers import Detective, Explorer, GateMap, Practice, Question
from lstm_helpers.words.german import AS_IN_ENGLISH
from tests.browser.live_page import LivePage
from tests.browser.test_map import shown
from tests.charts.test_heat import batch
from tools.phrases import phrases

pytestmark = pytest.mark.around

EVERYTHING = "weights inputs states steps walk activations gradients presets reset setting table"
VIEWS = {
    "explorer": lambda: Explorer(inputs=[1, 0.5, 1], t=2, show=EVERYTHING, language="de"),
    "asking": lambda: Explorer(inputs=[1, 1], predict="walk", show="walk steps", language="de"),
    "unit": lambda: Explorer.unit(batch(12, 2, 30), 3, 0, t=20, language="de"),
    "practice": lambda: Practice(5, 17, language="de"),
    "detective": lambda: Detective(7, language="de"),
    "question": lambda: Question("silence the output", "03 a", language="de"),
}
# The picture is 640 wide wherever there is less room, in a frame that scrolls.
SIZES = {"desk": (1280, 800), "narrow": (660, 800), "phone": (390, 844)}

# What is written, or said of a control: the texts of a page, one by one.
TEXTS = """() => {
  const texts = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) texts.push(walk.currentNode.data.trim());
  const names = ["aria-label", "title", "placeholder"];
  for (const each of document.querySelectorAll("main *"))
    texts.push(...names.map((name) => each.getAttribute(name) ?? ""));
  return texts.filter(Boolean);
}"""
# Names and labels that are wider than their room, buttons over one another; a page that scrolls.
CRAMPED = """() => {
  const cramped = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) cramped.push(`the page is ${page.scrollWidth} wide`);
  const named = "main :is(button, .lstm-label, .lstm-group-name, p, th)";
  const boxes = [...document.querySelectorAll(named)]
    .map((each) => [each.textContent, each, each.getBoundingClientRect()]);
  const seen = boxes.filter(([text, , { width }]) => text && width);
  for (const [text, each] of seen) {
    const isSeen = each.clientWidth > 1; // what is said to ears alone has a pixel
    if (isSeen && each.scrollWidth > each.clientWidth + 1) cramped.push(`cut: ${text}`);
  }
  const buttons = seen.filter(([, { tagName }]) => tagName === "BUTTON");
  const isBeside = (a, b) => a.right <= b.left + 1 || a.bottom <= b.top + 1;
  for (const [text, one, a] of buttons)
    for (const [other, two, b] of buttons)
      if (one !== two && !isBeside(a, b) && !isBeside(b, a)) cramped.push(`${text} over ${other}`);
  return cramped;
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_german_and_has_room_at_every_width(view: str, page: Page) -> None:
    live = LivePage(page, VIEWS[view]())
    looks_german(page)
    assert live.errors == []


@pytest.mark.parametrize("alone", [False, True])
def test_a_map_is_german_and_has_room_at_every_width(alone: bool, browser: Browser) -> None:
    with shown(browser, GateMap(batch(12, 2, 30), language="de"), alone=alone) as page:
        page.locator("canvas").last.click()
        looks_german(page)


def looks_german(page: Page) -> None:
    english = set(phrases()) - AS_IN_ENGLISH
    assert page.locator("main [lang=de]").count() > 0
    assert english & set(page.evaluate(TEXTS)) == set()
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(CRAMPED) == [], width
