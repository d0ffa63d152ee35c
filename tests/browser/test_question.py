"""Questions in a real browser: pressed, typed, heard, in a page without a kernel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import Question
from lstm_helpers.exercises.openings import OPENINGS
from lstm_helpers.exercises.questions import QUESTIONS
from tests.browser.axe import violations
from tests.browser.conftest import tab
from tests.browser.lab import Lab
from tests.browser.live_page import HARNESS, HOST, address, state
from tests.browser.server import Server

CHOICE, NUMBER, OTHER = "forget", "05 a", "02 a"
OPTIONS = QUESTIONS[CHOICE].options
EMPTY = "<!doctype html><html lang='en'><title>a page</title><body><main></main></body></html>"


class Asked:
    """A page that asks, as a learner meets it."""

    def __init__(self, page: Page, *names: str) -> None:
        self.page = page
        page.set_content(EMPTY)
        page.add_style_tag(content=str(Question._css))
        page.add_script_tag(content=HARNESS.read_text(encoding="utf-8"))
        given = [address(str(Question._esm)), address(HOST), state(Question(*names))]
        page.evaluate("given => begin(...given)", given)

    def question(self, name: str) -> Locator:
        return self.page.locator(f"[data-question='{name}']")

    def option(self, letter: str) -> Locator:
        return self.page.get_by_role("button", name=OPTIONS[letter].text)

    def reply(self, name: str) -> Locator:
        return self.question(name).locator(".lstm-reply")

    def answers(self) -> dict[str, Any]:
        return self.page.evaluate("model.get('answers')")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    yield page
    page.close()
    assert errors == []


def test_an_option_says_what_is_to_be_said_of_it_until_it_is_right(page: Page) -> None:
    asked = Asked(page, CHOICE)
    expect(asked.reply(CHOICE)).to_have_attribute("aria-live", "polite")
    asked.option("c").click()
    expect(asked.reply(CHOICE)).to_have_text(f"↻ {OPTIONS['c'].says}")
    expect(asked.option("c").get_by_role("img")).to_have_accessible_name("not this one")
    expect(asked.option("c")).to_have_attribute("aria-pressed", "true")
    asked.option("a").click()
    expect(asked.reply(CHOICE)).to_have_text(f"✓ {OPTIONS['a'].says}")
    expect(asked.option("a").get_by_role("img")).to_have_accessible_name("right")
    solved = {"tries": 2, "solved": True, "slips": ["c"], "chosen": "a"}
    assert asked.answers() == {CHOICE: solved}


def test_a_number_is_typed_mended_and_right(page: Page) -> None:
    asked = Asked(page, CHOICE, NUMBER, OTHER)
    field, other = (asked.question(name).get_by_role("textbox") for name in (NUMBER, OTHER))
    other.fill("half typed")
    field.fill("4")
    field.press("Enter")
    expect(asked.reply(NUMBER)).to_contain_text("↻ 4")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "4"  # the next key takes its place
    page.keyboard.type("11")
    asked.question(NUMBER).get_by_role("button").click()
    expect(asked.reply(NUMBER)).to_contain_text("✓ 11")
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(other).to_have_value("half typed")
    assert asked.answers()[NUMBER]["tries"] == 2


def test_a_letter_presses_its_option_as_long_as_the_focus_is_among_them(page: Page) -> None:
    asked = Asked(page, CHOICE)
    asked.page.evaluate("window.addEventListener('keydown', ({ key }) => (window.heard = key))")
    page.keyboard.press("a")
    assert asked.answers() == {}
    asked.question(CHOICE).get_by_role("button").first.focus()
    page.keyboard.press("d")  # the fourth, whichever that is
    last = asked.question(CHOICE).get_by_role("button").last
    expect(last).to_be_focused()
    assert asked.answers()[CHOICE]["chosen"] == last.get_attribute("data-option")
    assert page.evaluate("window.heard") == "a"  # Jupyter would have added a cell, or deleted one


def test_letters_run_from_a_and_each_view_has_an_order_of_its_own(page: Page) -> None:
    asked = Asked(page, CHOICE)
    # what is random says what it is asked to
    orders = page.evaluate(
        """() => [0, 0.99].map(number => {
            Math.random = () => number;
            const el = document.createElement("div");
            live.default.render({ model, el });
            return [...el.querySelectorAll("button")].map(b => b.dataset.option).join("");
        })"""
    )
    assert orders == ["abcd", "dcba"]
    letters = asked.page.locator(".lstm-letter")
    assert letters.all_inner_texts() == list("abcd")


def test_what_was_answered_is_there_in_the_next_view_and_may_be_taken_back(page: Page) -> None:
    asked = Asked(page, CHOICE, NUMBER)
    asked.option("b").click()
    asked.question(NUMBER).get_by_role("textbox").fill("11")
    asked.question(NUMBER).get_by_role("button").click()
    page.evaluate(
        "leave(); void live.default.render({ model, el: document.querySelector('main') })"
    )
    expect(asked.reply(CHOICE)).to_have_text(f"↻ {OPTIONS['b'].says}")
    expect(asked.question(NUMBER).get_by_role("textbox")).to_have_value("11")
    page.evaluate("model.set('answers', {})")
    expect(asked.reply(CHOICE)).to_have_text("")
    expect(asked.question(NUMBER).get_by_role("textbox")).to_have_value("")
    expect(asked.option("b").get_by_role("img")).to_have_count(0)


def test_nobody_listens_to_a_view_that_is_gone(page: Page) -> None:
    Asked(page, CHOICE, NUMBER)
    page.evaluate("leave()")
    assert page.evaluate("model.listeners") == 0
    expect(page.locator("main")).to_be_empty()


def test_every_opening_question_can_be_asked_and_axe_finds_nothing(page: Page) -> None:
    asked = Asked(page, *OPENINGS)
    expect(asked.page.locator(".lstm-question")).to_have_count(len(OPENINGS))
    assert violations(page, looked_at=("button-name", "color-contrast", "label")) == {}


def test_in_jupyterlab_python_hears_of_it(browser: Browser, server: Server) -> None:
    code = f"from lstm_helpers import Question\nq = Question({CHOICE!r})\nq"
    with tab(browser, server, code, "q.answers, q.solved") as lab:
        lab.run_all()
        press(lab, OPTIONS["c"].text)
        press(lab, OPTIONS["a"].text)
        lab.start_cell(2)
        said = lab.output(2)
        expect(said).to_contain_text("'chosen': 'a'")
        expect(said).to_contain_text("True)")
        lab.assert_no_errors()


def press(lab: Lab, option: str) -> None:
    lab.output(1).get_by_role("button", name=option).click()
