"""A slider stands where it was put, to the last digit: what is told late undoes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import tab
from tests.browser.lab import Lab
from tests.browser.server import Server

VIEW, MOVE, READ, AGAIN = 1, 2, 3, 4
CODE = (
    "from lstm_helpers import Explorer\nfirst = Explorer(inputs=[1], show='x_1 reset')\nfirst",
    "for value in (0, 2, 1):\n    first.x_1 = value",
    "first.x_1, first.trace[0].h",
    "first",
)


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Lab]:
    with tab(browser, server, *CODE) as lab:
        yield lab


@pytest.fixture
def page(opened: Lab) -> Iterator[Lab]:
    """Yield the notebook with a new Explorer in it."""
    opened.menu("Edit", "editmenu:clear-all")
    opened.run_cell(VIEW)
    expect(opened.output(VIEW).get_by_role("slider")).to_have_count(1)
    yield opened
    opened.assert_no_errors()


def test_the_last_of_several_moves_by_python_holds(page: Lab) -> None:
    says = page.output(VIEW).locator(".lstm-says")
    for _ in range(3):
        page.run_cell(MOVE)
        page.run_cell(READ)  # by the time it answers, the page has heard what came back late
        assert "(1.0, 1.0)" in page.run_cell(READ)
        expect(says).to_contain_text("lets out h = 1.")


def test_a_slider_moved_by_its_key_gives_a_number_without_noise(page: Lab) -> None:
    slider = page.output(VIEW).get_by_role("slider")
    for _ in range(10):
        slider.press("ArrowRight")
    expect(page.output(VIEW).locator(".lstm-says")).to_contain_text("lets out h = 8.")
    page.run_cell(READ)
    assert re.search(r"\(2(\.0)?, 8\.0\)", page.run_cell(READ))


def test_a_slider_shown_twice_does_not_argue_with_itself(page: Lab) -> None:
    page.run_cell(AGAIN)
    for output in (VIEW, AGAIN):
        slider = page.output(output).get_by_role("slider")
        for _ in range(5):
            slider.press("ArrowRight")
    for output in (VIEW, AGAIN):
        expect(page.output(output).locator(".lstm-says")).to_contain_text("lets out h = 8.")
        expect(page.output(output).get_by_role("textbox")).to_have_value("2")
