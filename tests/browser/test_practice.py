"""Practice and the weight detective in a page of their own: by keyboard, with no kernel."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import Detective, Explorer, Practice, format_number
from lstm_helpers.exercises.practice import exercise
from lstm_helpers.exercises.riddles import RIDDLES
from lstm_helpers.graph.backward import backpropagate
from lstm_helpers.graph.forward import unroll
from lstm_helpers.page.scripts import script
from tests.browser.axe import violations
from tests.browser.live_page import LivePage, state


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def another(page: Page) -> Locator:
    return page.get_by_role("button", name="another")


def stands(page: Page) -> Locator:
    return page.locator(".lstm-around-says").first


def level(page: Page) -> str | None:
    return page.locator("[data-level][aria-pressed=true]").get_attribute("data-level")


def number(page: Page) -> str:
    return page.locator(".lstm-number").input_value()


def expect_exercise(page: Page, of_level: int, of_number: int) -> None:
    """Wait for it: the press is painted first."""
    expect(page.locator("[data-level][aria-pressed=true]")).to_have_attribute(
        "data-level", str(of_level)
    )
    expect(page.locator(".lstm-number")).to_have_value(str(of_number))


def truth(of_level: int, of_number: int, t: int, name: str) -> str:
    made = exercise(of_level, of_number)
    cell = made.setting
    pair = cell.activations
    steps = unroll(cell.weights.as_dict(), cell.inputs, cell.h0, cell.c0, pair)
    if made.face == "gradients":
        steps = backpropagate(steps, pair.names, "h")
    return format_number(steps[t - 1][name])


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('[data-answer]')?.dataset.answer ?? ''")


def answer_all(page: Page) -> list[str]:
    """Answer what is asked, as the focus goes from field to field; say in which order it came."""
    made = exercise(int(level(page) or 0), int(number(page)))
    order = []
    t = made.setting.t
    for _ in range(len(made.setting.inputs)):
        while name := focused(page):
            page.keyboard.type(truth(made.level, made.number, t, name))
            page.keyboard.press("Enter")
            order.append(f"{t} {name}")
        if another(page).evaluate("made => made === document.activeElement"):
            return order
        t += -1 if made.face == "gradients" else 1
        page.keyboard.press("Enter")  # on "next"
    raise AssertionError(f"not done after {order}")


def test_three_right_in_a_row_lift_the_level_by_keyboard_alone(page: Page) -> None:
    live = LivePage(page, Practice(1, 17))
    page.locator(".lstm-well:visible").focus()
    for count, seen in ((1, 17), (2, 18), (3, 19)):
        expect_exercise(page, 1, seen)
        answer_all(page)
        expect(stands(page)).to_contain_text(f"✓ All right. {count} right")
        page.keyboard.press("Enter")  # the focus has come to "another", and goes on to the field
    expect_exercise(page, 2, 20)
    expect(stands(page)).to_have_text("Level 2, a step. Three right in a row lift you to level 3.")
    assert focused(page) == "f"
    assert live.errors == []


def test_what_is_missed_comes_back_as_the_third(page: Page) -> None:
    live = LivePage(page, Practice(1, 17))
    page.locator(".lstm-well:visible").focus()
    page.keyboard.type("1000")
    page.keyboard.press("Enter")
    answer_all(page)
    expect(stands(page)).to_contain_text("it will come back")
    page.keyboard.press("Enter")
    for seen in (18, 19):
        expect_exercise(page, 1, seen)
        answer_all(page)
        page.keyboard.press("Enter")
    expect_exercise(page, 1, 17)
    expect(stands(page)).to_contain_text("This one is back")
    assert live.errors == []


def test_left_behind_with_a_slip_in_it_is_missed_and_untouched_is_not(page: Page) -> None:
    LivePage(page, Practice(1, 17))
    another(page).click()
    expect_exercise(page, 1, 18)
    page.locator(".lstm-well:visible").fill("1000")
    page.keyboard.press("Enter")
    another(page).click()
    expect_exercise(page, 1, 19)
    missed = page.evaluate("model.get('record').missed")
    assert [(one["level"], one["number"]) for one in missed] == [(1, 18)]


@pytest.mark.parametrize("at", [3, 5])
def test_two_steps_are_gone_through_by_keyboard(page: Page, at: int) -> None:
    live = LivePage(page, Practice(at, 17))
    page.locator(".lstm-well:visible").first.focus()
    page.evaluate("document.querySelector('.lstm-frame').focus()")
    page.keyboard.press("ArrowRight")  # to the first that is asked for
    order = answer_all(page)
    first = {3: "1 f", 5: "2 c"}[at]
    assert order[0] == first
    assert len(order) == {3: 18, 5: 10}[at]
    expect(stands(page)).to_contain_text("✓ All right.")
    assert live.errors == []


def test_backwards_the_values_are_a_press_away(page: Page) -> None:
    live = LivePage(page, Practice(5, 17))
    assert page.locator(".lstm-well:visible").count() == 5
    page.get_by_role("button", name="values").click()
    expect(page.locator(".lstm-well:visible")).to_have_count(0)
    values = page.locator(".lstm-frame #f").text_content()
    made = exercise(5, 17).setting
    assert values == format_number(float(made.trace[1].f))
    page.get_by_role("button", name="gradients").click()
    expect(page.locator(".lstm-well:visible")).to_have_count(5)
    page.get_by_role("button", name="level 1").click()
    expect(page.get_by_role("button", name="gradients")).to_have_count(0)
    assert live.errors == []


def test_a_neighbours_number_gives_the_neighbours_cell(page: Page) -> None:
    live = LivePage(page, Practice(1, 1))
    page.get_by_role("button", name="level 4: gates open or shut").click()
    expect_exercise(page, 4, 1)
    field = page.locator(".lstm-number")
    field.fill("4711")
    field.press("Enter")
    made = exercise(4, 4711).setting
    assert page.evaluate("model.get('w_f')") == made.weights.w_f
    assert page.evaluate("[model.get('x_1'), model.get('x_2')]") == list(made.inputs)
    field.fill("ten")
    field.press("Enter")
    expect(stands(page)).to_have_text("Type a whole number from 1 to 9999.")
    field.fill("12")
    field.press("Enter")
    expect(stands(page)).to_contain_text("Level 4")
    assert live.errors == []


def test_a_riddle_is_found_by_its_sliders_and_leads_to_the_next(page: Page) -> None:
    live = LivePage(page, Detective(3))
    says = page.locator(".lstm-around-says[data-verdict]")
    expect(says).to_have_text("At time step 1 your h is 2, and −2 is wanted.")
    page.get_by_role("button", name="hint").click()
    expect(page.get_by_text("Hint: ")).to_contain_text(RIDDLES[2].hint)
    page.locator("input[type=range][data-name=b_o]").focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(says).to_have_text("✓ Found: your cell does it.")
    expect(page.get_by_text("1 of 20 found")).to_be_visible()
    yours = page.locator("[data-row=yours]").last.locator("td")
    assert yours.all_text_contents() == ["−2", "3", "−1"]
    page.locator("[data-riddle=next]").press("Enter")
    expect(page.get_by_text("riddle 4 of 20")).to_be_visible()
    expect(page.get_by_text("Hold on.")).to_be_visible()
    shown = page.locator("input[type=range]").evaluate_all("all => all.map((r) => r.dataset.name)")
    assert shown == ["b_f", "b_i"]
    page.locator("[data-riddle=previous]").click()
    expect(page.get_by_text("1 of 20 found")).to_be_visible()
    expect(page.get_by_text("Hint: ")).to_be_visible()
    assert live.errors == []


def test_nobody_is_shut_out(page: Page) -> None:
    for widget in (Practice(2, 17), Detective(7)):
        LivePage(page, widget)
        assert violations(page, ".lstm-around") == {}
        page.goto("about:blank")


def test_a_page_without_jupyter_shows_each_as_what_it_is(page: Page) -> None:
    shown = {"p": Practice(2, 17), "d": Detective(5), "e": Explorer()}
    states = {name: {"kind": "explorer", **state(widget)} for name, widget in shown.items()}
    places = "".join(f'<div data-lstm="{name}"></div>' for name in shown)
    held = f'<script type="application/json" id="lstm-states">{json.dumps(states)}</script>'
    page.set_content(f"<!doctype html><html lang='en'><body>{places}{held}</body></html>")
    page.add_script_tag(content=script("live/page.js"))
    expect(page.locator("[data-lstm=p] [data-practice=another]")).to_be_visible()
    expect(page.locator("[data-lstm=d]")).to_contain_text("riddle 5 of 20")
    expect(page.locator("[data-lstm=e] .lstm-around")).to_have_count(0)
    page.locator("[data-lstm=p] [data-practice=another]").click()
    expect(page.locator("[data-lstm=p] .lstm-number")).to_have_value("18")
