"""The map of a layer in a real browser, in a page without Jupyter."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import GateMap
from lstm_helpers.charts.heat_drawing import SHADES, shade
from lstm_helpers.words.numbers import format_number
from tests.browser.axe import violations
from tests.browser.live_page import HOST, address
from tests.charts.test_heat import batch

BEGIN = """async ([view, host, state]) => {
    const [{ default: map }, { hostModel }] = await Promise.all([import(view), import(host)]);
    window.model = hostModel(state);
    window.leave = map.render({ model, el: document.querySelector("main") });
}"""
SHADE = """(canvas, [x, y]) => {
    const at = [Math.floor(x * canvas.width), Math.floor(y * canvas.height)];
    return [...canvas.getContext("2d").getImageData(...at, 1, 1).data];
}"""
UNITS, STEPS = 8, 40


@pytest.fixture(scope="module")
def gates() -> GateMap:
    return GateMap(batch(UNITS, 2, STEPS))


@pytest.fixture
def page(browser: Browser, gates: GateMap) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 900, "height": 800})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.set_content(
        "<!doctype html><html lang='en'><title>map</title><body><main></main></body></html>"
    )
    page.add_style_tag(content=str(gates._css))
    state = {name: value for name, value in gates.get_state().items() if name[0] != "_"}
    state["values"] = base64.b64encode(gates.values).decode()
    page.evaluate(BEGIN, [address(str(gates._esm)), address(HOST), state])
    yield page
    assert page.evaluate("leave(), document.querySelector('main').children.length") == 0
    page.close()
    assert not errors


def canvas_of(page: Page) -> Locator:
    return page.locator(".lstm-map-board canvas")


def chosen(page: Page) -> list[int]:
    return page.evaluate("['unit', 't'].map((name) => model.get(name))")


def test_every_place_has_the_shade_of_its_number(page: Page, gates: GateMap) -> None:
    page.locator("button[data-value='c']").click()
    expect(page.locator(".lstm-map-title")).to_have_text("cell state, c")
    low, high = gates.heat.limits["c"]
    stops = SHADES["signed"]["light"]
    for unit, step in [(0, 0), (3, 17), (UNITS - 1, STEPS - 1)]:
        at = [(step + 0.5) / STEPS, (unit + 0.5) / UNITS]
        share = (float(gates.heat.values["c"][unit, step]) - low) / (high - low)
        mixed = shade(share, stops)
        expected = [int(mixed[n : n + 2], 16) for n in (1, 3, 5)]
        painted = canvas_of(page).evaluate(SHADE, at)[:3]
        assert all(abs(a - b) <= 2 for a, b in zip(painted, expected, strict=True))


def test_pointing_says_the_number_and_a_press_chooses_it(page: Page, gates: GateMap) -> None:
    box = canvas_of(page).bounding_box()
    assert box
    x = box["x"] + box["width"] * 20.5 / STEPS
    y = box["y"] + box["height"] * 3.5 / UNITS
    page.mouse.move(x, y)
    value = format_number(float(gates.heat.values["f"][3, 20]))
    says = page.locator(".lstm-says")
    expect(says).to_contain_text(f"Unit 3, time step 21: forget gate, f = {value}.")
    assert chosen(page) == [0, 1]
    page.mouse.click(x, y)
    assert chosen(page) == [3, 21]


def test_keys_go_about_zoom_and_choose(page: Page) -> None:
    canvas_of(page).focus()
    says = page.locator(".lstm-says")
    expect(says).to_contain_text("Unit 0, time step 1:")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(says).to_contain_text("Unit 1, time step 3:")
    pan = page.get_by_label("which time steps are seen")
    expect(pan).to_be_hidden()
    page.keyboard.press("+")
    expect(pan).to_be_visible()
    page.keyboard.press("End")
    expect(says).to_contain_text(f"Unit 1, time step {STEPS}:")
    expect(pan).to_have_value(str(STEPS // 2))
    page.keyboard.press("Enter")
    assert chosen(page) == [1, STEPS]
    page.keyboard.press("0")
    expect(pan).to_be_hidden()


def test_units_stand_in_the_order_asked_for(page: Page, gates: GateMap) -> None:
    names = page.locator(".lstm-map-names span")
    expect(names).to_have_text([str(unit) for unit in range(UNITS)])
    page.get_by_role("button", name="largest first").click()
    gates.order = "open"
    try:
        expect(names).to_have_text([str(unit) for unit in gates.shown_units])
    finally:
        gates.order = "trained"
    canvas_of(page).focus()
    expect(page.locator(".lstm-says")).to_contain_text(f"Unit {names.first.inner_text()},")


def test_a_sequence_that_python_has_is_asked_for(page: Page) -> None:
    page.get_by_role("button", name="the next sequence").click()
    expect(page.locator(".lstm-which")).to_have_text("sequence 2 is asked for from Python")
    assert page.evaluate("model.get('sequence')") == 1


def test_it_is_clean_for_axe_light_and_dark(page: Page) -> None:
    assert violations(page, looked_at={"button-name", "target-size"}) == {}
    page.evaluate("document.body.style.background = '#111'")
    expect(page.locator(".lstm")).to_have_attribute("data-theme", "dark")
    assert violations(page) == {}
