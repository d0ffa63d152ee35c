"""The map of a layer in a real browser, in a page without Jupyter."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import GateMap
from lstm_helpers.charts.heat_drawing import SHADES, shade
from lstm_helpers.words.numbers import format_number
from tests.browser.axe import violations
from tests.browser.lab import Lab
from tests.browser.live_page import HOST, address
from tests.charts.test_heat import batch

BEGIN = """async ([view, host, state, alone]) => {
    const [{ default: map }, { hostModel }] = await Promise.all([import(view), import(host)]);
    window.gone = [];
    window.model = Object.assign(hostModel(state), { alone });
    const getWidget = alone ? undefined : async (reference) => ({ render: ({ el, signal }) => {
        el.innerHTML = `<input aria-label="in it" value="${reference}">`;
        el.firstChild.onkeydown = ({ key, target }) => { target.dataset.key = key; };
        signal.addEventListener("abort", () => gone.push(reference));
    } });
    window.leave = map.render({ model, el: document.querySelector("main"), host: { getWidget } });
}"""
# What Python answers.
OPENED = """([opened, explorer]) => {
    model.set("opened", opened);
    model.set("explorer", explorer);
}"""
SHADE = """(canvas, [x, y]) => {
    const at = [Math.floor(x * canvas.width), Math.floor(y * canvas.height)];
    return [...canvas.getContext("2d").getImageData(...at, 1, 1).data];
}"""
UNITS, STEPS = 8, 40


@pytest.fixture(scope="module")
def gates() -> GateMap:
    return GateMap(batch(UNITS, 2, STEPS))


@contextmanager
def shown(browser: Browser, gates: GateMap, *, alone: bool, **options: Any) -> Iterator[Page]:
    page = browser.new_page(**{"viewport": {"width": 900, "height": 800}, **options})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.set_content(
        "<!doctype html><html lang='en'><title>map</title>"
        "<meta name='viewport' content='width=device-width'><body><main></main></body></html>"
    )
    page.add_style_tag(content=str(gates._css))
    state = {name: value for name, value in gates.get_state().items() if name[0] != "_"}
    state["values"] = base64.b64encode(gates.values).decode()
    page.evaluate(BEGIN, [address(str(gates._esm)), address(HOST), state, alone])
    yield page
    assert page.evaluate("leave(), document.querySelector('main').children.length") == 0
    page.close()
    assert not errors


@pytest.fixture
def page(browser: Browser, gates: GateMap) -> Iterator[Page]:
    """Show it in a page without a kernel."""
    with shown(browser, gates, alone=True) as page:
        yield page


@pytest.fixture
def asking(browser: Browser, gates: GateMap) -> Iterator[Page]:
    """Show it where there is a kernel, for which the test answers."""
    with shown(browser, gates, alone=False) as page:
        yield page


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


def test_a_sequence_that_python_has_is_asked_for(asking: Page) -> None:
    asking.get_by_role("button", name="the next sequence").click()
    expect(asking.locator(".lstm-which")).to_have_text("sequence 2 is asked for from Python")
    assert asking.evaluate("model.get('sequence')") == 1


def test_without_python_nothing_is_promised(page: Page) -> None:
    for name in ("the sequence before", "the next sequence"):
        expect(page.get_by_role("button", name=name)).to_be_disabled()
    press(page, 3, 20)
    assert chosen(page) == [3, 21]
    assert page.evaluate("model.get('opens')") is False
    expect(page.locator(".lstm-map-opened")).to_be_hidden()
    expect(page.locator(".lstm-says")).to_contain_text("Unit 3, time step 21:")


def press(page: Page, row: int, step: int) -> None:
    box = canvas_of(page).bounding_box()
    assert box
    x, y = (step + 0.5) / STEPS * box["width"], (row + 0.5) / UNITS * box["height"]
    canvas_of(page).click(position={"x": x, "y": y})


def test_a_press_opens_the_unit_as_soon_as_python_answers(asking: Page) -> None:
    opened = asking.locator(".lstm-map-opened")
    spoken = asking.locator(".lstm-spoken")
    press(asking, 3, 20)
    expect(opened).to_contain_text("Unit 3 at time step 21 opens when the kernel is free.")
    expect(spoken).to_have_text("Unit 3 at time step 21 opens when the kernel is free.")
    asking.keyboard.press("ArrowDown")  # meanwhile one goes on
    expect(asking.locator(".lstm-says")).to_contain_text("Unit 4, time step 21:")
    answer(asking, 3, 21, "IPY_MODEL_a")
    expect(opened).to_contain_text("Unit 3 at time step 21")
    expect(opened.locator("input")).to_have_value("anywidget:a")
    expect(spoken).to_have_text("Unit 3 at time step 21")
    expect(asking.locator(".lstm-map-names strong")).to_have_text("3")
    board, row = (asking.locator(f".lstm-map-{name}").bounding_box() for name in ("board", "open"))
    assert board
    assert row
    assert row["y"] - board["y"] == pytest.approx(board["height"] * 3 / UNITS, abs=1)
    assert row["height"] == pytest.approx(board["height"] / UNITS, abs=1)


def answer(page: Page, unit: int, t: int, explorer: str | None, problem: str = "") -> None:
    opened = {"unit": unit, "t": t, "sequence": 0, "problem": problem}
    page.evaluate(OPENED, [opened, explorer])


def test_another_unit_takes_its_place_and_escape_closes_it(asking: Page) -> None:
    opened = asking.locator(".lstm-map-opened")
    canvas_of(asking).focus()
    asking.keyboard.press("Enter")
    answer(asking, 0, 1, "IPY_MODEL_a")
    asking.keyboard.press("ArrowDown")
    asking.keyboard.press("Enter")
    expect(opened).to_contain_text("Unit 1 at time step 1 opens when the kernel is free.")
    expect(opened.locator("input")).to_have_value("anywidget:a")
    answer(asking, 1, 1, "IPY_MODEL_b")
    expect(opened.locator("input")).to_have_value("anywidget:b")
    assert asking.evaluate("gone") == ["anywidget:a"]
    opened.locator("input").press("+")  # its own key
    expect(opened.locator("input")).to_have_attribute("data-key", "+")
    expect(asking.get_by_label("which time steps are seen")).to_be_hidden()
    assert violations(asking) == {}
    opened.locator("input").press("Escape")
    expect(opened).to_be_hidden()
    expect(canvas_of(asking)).to_be_focused()
    expect(asking.locator(".lstm-map-open")).to_be_hidden()
    expect(asking.locator(".lstm-spoken")).to_have_text("The unit is closed.")
    assert asking.evaluate("model.get('opens')") is False
    asking.keyboard.press("Enter")
    expect(opened).to_be_visible()
    asking.keyboard.press("Escape")
    expect(opened).to_be_hidden()


def test_where_nothing_shows_it_the_next_cell_does(page: Page) -> None:
    page.evaluate("model.alone = false")
    press(page, 2, 0)
    answer(page, 2, 1, "IPY_MODEL_a")
    opened = page.locator(".lstm-map-opened")
    expect(opened).to_contain_text("Its Explorer is the map's .explorer: show it in the next cell.")


def test_it_is_said_why_a_unit_does_not_open(asking: Page) -> None:
    press(asking, 2, 0)
    answer(asking, 2, 1, None, "x is nan")
    expect(asking.locator(".lstm-map-opened")).to_contain_text("does not open: x is nan")
    expect(asking.locator(".lstm-map-open")).to_be_hidden()


def test_fingers_pull_and_zoom_and_a_tap_opens(browser: Browser, gates: GateMap) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with shown(browser, gates, alone=False, **phone) as page:
        box = canvas_of(page).bounding_box()
        assert box
        x, y = box["x"] + box["width"] * 20.5 / STEPS, box["y"] + box["height"] * 3.5 / UNITS
        # what opens moves the page: under the finger is something else then, which is not meant
        page.evaluate("""() => {
            const below = document.body.appendChild(document.createElement("button"));
            below.style.cssText = "display: block; width: 100%; height: 2000px";
            below.onclick = () => { window.pressed = true; };
        }""")
        page.evaluate("y => scrollTo(0, y - 800)", y)
        y -= page.evaluate("scrollY")
        page.touchscreen.tap(x, y)
        assert chosen(page) == [3, 21]
        assert page.evaluate("scrollY") > 0
        assert page.evaluate("window.pressed") is None
        page.evaluate("scrollTo(0, 0)")
        y = box["y"] + box["height"] * 3.5 / UNITS
        touch = page.context.new_cdp_session(page)
        spread = [[(x - 20, y), (x + 20, y)], [(x - 80, y), (x + 80, y)]]
        for kind, fingers in zip(("touchStart", "touchMove"), spread, strict=True):
            points = [{"x": a, "y": b, "id": n} for n, (a, b) in enumerate(fingers)]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        pan = page.get_by_label("which time steps are seen")
        expect(pan).to_be_visible()
        before = float(pan.input_value())
        points = [[{"x": x + by, "y": y}] for by in (0, -40, -80)]
        for kind, point in zip(("touchStart", "touchMove", "touchMove"), points, strict=True):
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": point})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(pan).not_to_have_value(str(before))
        assert float(pan.input_value()) > before
        assert chosen(page) == [3, 21]


def test_it_is_clean_for_axe_light_and_dark(page: Page) -> None:
    assert violations(page, looked_at={"button-name", "target-size"}) == {}
    page.evaluate("document.body.style.background = '#111'")
    expect(page.locator(".lstm")).to_have_attribute("data-theme", "dark")
    assert violations(page) == {}


LAYER = f"""import os, time
from lstm_helpers import GateMap
from tests.charts.test_heat import batch
gates = GateMap(batch({UNITS}, 2, {STEPS}))
gates"""
TELL = "print(gates.quantity, gates.unit, gates.t, gates.opens, gates.explorer is not None)"


def test_in_jupyterlab_a_click_opens_an_explorer_below(lab_page: Lab) -> None:
    lab = lab_page
    lab.open_code(LAYER, TELL, "None")
    lab.run_all()
    output = lab.output(1)
    says = output.locator(".lstm-map > .lstm-says")
    canvas = output.locator(".lstm-map-board canvas")
    canvas.click(position={"x": 3, "y": 3})
    explorer = output.locator(".lstm-map-opened .lstm-explorer")
    expect(explorer).to_be_visible()
    expect(canvas).to_be_focused()  # Jupyter has not taken the keys back
    for key in ("ArrowRight", "j", "ArrowDown", "d", "d"):
        lab.page.keyboard.press(key)
    expect(says).to_contain_text("Unit 1, time step 2:")
    output.locator("button[data-value='c']").click()
    expect(output.locator(".lstm-map-title")).to_have_text("cell state, c")
    assert lab.run_cell(2).strip() == "c 0 1 True True"
    go_on = lab.server.root / "go_on"
    waits = f"while not os.path.exists({str(go_on)!r}): time.sleep(0.01)"
    lab.fill_cell(3, f"print('begun')\n{waits}")
    lab.start_cell(3)  # while the kernel is busy the page goes on
    expect(lab.output(3)).to_contain_text("begun")
    canvas.focus()
    lab.page.keyboard.press("Enter")
    opened = output.locator(".lstm-map-opened > .lstm-bar")
    expect(opened).to_contain_text("Unit 1 at time step 2 opens when the kernel is free.")
    lab.page.keyboard.press("ArrowDown")
    expect(says).to_contain_text("Unit 2, time step 2:")
    go_on.touch()
    expect(opened).not_to_contain_text("opens when")
    expect(explorer).to_have_count(1)
    explorer.locator(".lstm-frame").focus()
    lab.page.keyboard.press("Escape")
    expect(explorer).to_have_count(0)
    expect(canvas).to_be_focused()
    assert lab.run_cell(2).strip() == "c 1 2 False False"
    lab.assert_no_errors()
