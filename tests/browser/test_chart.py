"""The charts in a real browser: what they work out is what Python works out, and they keep up."""

from __future__ import annotations

import base64
import json
import math
import random
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from lstm_helpers.chart import ActivationCurve, Chart, Powers, TimeChart
from lstm_helpers.plots import SCALES, plan
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import IDENTITY, STANDARD, Explorer, Weights
from tests.browser.conftest import tab
from tests.browser.lab import Lab
from tests.browser.server import Server

INF, NAN = math.inf, math.nan

NASTY = (
    *(0.0, -0.0, 1.0, -1.0, 0.1, 1e-6, 0.001, 999.5, 1000.0, 123456.7, -3211.0),
    *(1e300, 1.1e300, -1e299, 1e-300, 9e-301, 5e-324, sys.float_info.max, INF, -INF, NAN),
)

# A page without Jupyter: models made by hand, and the plan that the chart makes of them.
HARNESS = """
class Model {
    constructor(state) { this.state = state; this.listeners = new Set(); }
    get(name) { return this.state[name]; }
    set(name, value) { this.state[name] = value; for (const call of [...this.listeners]) call(); }
    save_changes() {}
    on(event, call) { this.listeners.add(call); }
    off(event, call) { this.listeners.delete(call); }
}
window.begin = async (address, state, pictureState) => {
    const chart = await import(address);
    window.picture = pictureState && new Model(pictureState);
    window.model = new Model(state);
    model.widget_manager = { get_model: async () => picture };
    const el = document.querySelector("main");
    el.replaceChildren();
    window.leave = await chart.default.render({ model, el });
    window.planned = () => {
        const shown = chart.plan(model.get("spec"), chart.contentOf(model, picture));
        return JSON.parse(JSON.stringify(shown));
    };
};
"""


def address() -> str:
    return "data:text/javascript;base64," + base64.b64encode(str(Chart._esm).encode()).decode()


def state(widget: Any) -> dict[str, Any]:
    """Return what the page gets, as it arrives there: through JSON."""
    traits = widget.get_state()
    return json.loads(json.dumps({n: v for n, v in traits.items() if not n.startswith("_")}))


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.set_content("<!doctype html><html lang='en'><body><main></main></body></html>")
    page.add_style_tag(content=str(Chart._css))
    page.add_script_tag(content=HARNESS)
    yield page
    page.close()
    assert not errors


def planned(page: Page, chart: Any) -> dict[str, Any]:
    picture = state(chart.picture) if hasattr(chart, "picture") else None
    page.evaluate("given => begin(...given)", [address(), state(chart), picture])
    return page.evaluate("planned()")


def assert_same(browser_says: Any, python_says: Any, where: str = "") -> None:
    """Hold two plans equal: texts to the letter, places to a thousandth of a pixel."""
    if isinstance(python_says, dict):
        assert set(browser_says) == set(python_says), where
        for name, value in python_says.items():
            assert_same(browser_says[name], value, f"{where}.{name}")
    elif isinstance(python_says, list | tuple):
        assert len(browser_says) == len(python_says), where
        for n, value in enumerate(python_says):
            assert_same(browser_says[n], value, f"{where}[{n}]")
    elif isinstance(python_says, float):
        assert browser_says == pytest.approx(python_says, abs=1e-3), where
    else:
        assert browser_says == python_says, where


def some_chart(chance: random.Random) -> Chart:
    count = chance.choice([0, 1, 2, 3, 12, 30])
    spread = 10.0 ** chance.randint(-8, 8)

    def value() -> float:
        if chance.random() < 0.1:
            return chance.choice(NASTY)
        return chance.choice([1, 1, -1]) * spread ** chance.random() * chance.random()

    names = chance.sample(["loss", "f", "i", "g", "o", "c", "h", "c_act", "other"], 4)
    scale = chance.choice(list(SCALES))
    limits = chance.choice([None, None, (0.01, 100.0)])
    return Chart(
        {name: [value() for _ in range(count)] for name in names},
        x=sorted(chance.uniform(-5, 500) for _ in range(count)) if count > 3 else None,
        scale=scale,
        ylim=limits,
        x_label="x",
        y_label="y",
        title="any",
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_browser_plans_as_python_does(blank: Page, seed: int) -> None:
    chart = some_chart(random.Random(seed))
    assert_same(planned(blank, chart), plan(chart.content))


@pytest.mark.parametrize("value", NASTY)
@pytest.mark.parametrize("scale", SCALES)
def test_the_browser_plans_a_single_nasty_value_as_python_does(
    blank: Page, value: float, scale: str
) -> None:
    chart = Chart({"c": [value], "h": [1.0]}, scale=scale)
    assert_same(planned(blank, chart), plan(chart.content))


@pytest.mark.parametrize("pair", [IDENTITY, STANDARD], ids=str)
@pytest.mark.parametrize(("t", "upto"), [(1, "c_prev"), (2, "g"), (2, "c"), (4, "h")])
def test_an_explorers_charts_are_planned_as_in_python(blank: Page, pair, t: int, upto: str) -> None:
    explorer = Explorer(
        Weights.ones(w_f=-0.5, b_i=2), [1, 0.5, -2, 3], t, activations=pair, upto=upto
    )
    curves = [ActivationCurve(explorer, name).chart for name in ("f", "g", "o", "c_act")]
    for chart in (TimeChart(explorer, "c h f i g o x keep"), TimeChart(explorer, "c"), *curves):
        for scale in ("linear", "symlog"):
            chart.scale = scale
            assert_same(planned(blank, chart), plan(chart.content))


@pytest.mark.parametrize("f", [0, 0.5, 0.9, 1, 1.1, 2])
def test_powers_are_planned_as_in_python(blank: Page, f: float) -> None:
    powers = Powers(f=f, u=-0.7, slope=0.25, steps=50)
    assert_same(planned(blank, powers.chart), plan(powers.chart.content))


def test_a_chart_says_in_words_what_it_shows(blank: Page) -> None:
    chart = Chart({"h": [1, 12, 3211]}, x_label="time step", title="h over time")
    planned(blank, chart)
    picture = blank.get_by_role("img", name="h over time")
    expect(picture).to_have_count(1)
    assert picture.locator("desc").text_content() == "Over time step 1 to 3: h from 1 to 3211."


def test_letters_are_large_enough_for_the_back_row(blank: Page) -> None:
    blank.set_viewport_size({"width": 876, "height": 600})  # 860 and the page's margins
    for chart in (Powers(u=1.234, slope=0.99, show="f u slope").chart, Chart({"h": [1, 12, 3211]})):
        planned(blank, chart)
        assert blank.locator("svg").bounding_box()["width"] == pytest.approx(860)
        sizes = blank.locator("svg text").evaluate_all(
            """texts => texts.filter(t => t.textContent)
                .map(t => Number(t.getAttribute("font-size")))"""
        )
        assert min(sizes) >= 14


def test_texts_do_not_overlap(blank: Page) -> None:
    charts = [some_chart(random.Random(seed)) for seed in range(100, 120)]
    for chart in (*charts, Powers(u=2, steps=50).chart):
        planned(blank, chart)
        boxes = blank.locator("svg text").evaluate_all(
            """texts => texts.filter(t => t.textContent).map(t => {
                const { left, right, top, bottom } = t.getBoundingClientRect();
                // letters fill less than their line
                return [left, right, top + 3, bottom - 3, t.textContent];
            })"""
        )
        for n, (left, right, top, bottom, text) in enumerate(boxes):
            for other in boxes[:n]:
                apart = (
                    right <= other[0] or other[1] <= left or bottom <= other[2] or other[3] <= top
                )
                assert apart, (text, other[4])


def test_a_chart_leaves_no_listeners_behind(blank: Page) -> None:
    planned(blank, TimeChart(Explorer()))
    assert blank.evaluate("[model.listeners.size, picture.listeners.size]") == [1, 1]
    blank.evaluate("leave()")
    assert blank.evaluate("[model.listeners.size, picture.listeners.size]") == [0, 0]


def test_a_chart_whose_script_fails_stays_as_it_is_and_says_why_once(blank: Page) -> None:
    planned(blank, TimeChart(Explorer()))
    before = blank.locator("svg g").first.inner_html()
    complaints = blank.evaluate(
        """async () => {
            const complaints = [];
            const { error } = console;
            console.error = (raised) => complaints.push(raised.message);
            model.get("spec").styles = undefined;
            for (const w_f of [2, 3]) {
                picture.set("w_f", w_f);
                await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            }
            console.error = error;
            return complaints;
        }"""
    )
    assert len(complaints) == 1
    assert blank.locator("svg g").first.inner_html() == before
    said = blank.get_by_role("alert")
    expect(said).to_have_count(1)
    expect(said).to_contain_text("no longer follows the numbers")
    expect(said).to_contain_text(complaints[0])
    assert blank.evaluate("[model.listeners.size, picture.listeners.size]") == [0, 0]


def test_many_changes_are_drawn_once_a_frame(blank: Page) -> None:
    planned(blank, TimeChart(Explorer()))
    changes = blank.evaluate(
        """async () => {
            let changes = 0;
            const drawing = document.querySelector("svg g");
            new MutationObserver(() => (changes += 1)).observe(drawing, { childList: true });
            for (let n = 0; n < 100; n += 1) picture.set("w_f", n / 10);
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return changes;
        }"""
    )
    assert changes == 1


# ---- in JupyterLab -------------------------------------------------------------------------------

EXPLORER = """\
from lstm_helpers import *
explorer = Explorer(Weights.ones(), [1, 0.5, -1], activations=STANDARD, plot="c h f")
explorer"""
CURVE = 'ActivationCurve(explorer, "f", show="b_f")'
POWERS = "Powers(f=0.9, u=0.9)"
LOOP = """\
from lstm_helpers import Chart, watch
from time import sleep
chart = Chart("loss f", x_label="epoch")
done = []
for epoch in watch(range(1, 2001), chart):
    sleep(0.01)
    chart.append(epoch, loss=1 / epoch, f=0.5)
    done.append(epoch)
chart"""
AFTER = "len(done) == len(chart.x), 0 < len(done) < 2000"


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Lab]:
    with tab(browser, server, EXPLORER, CURVE, POWERS, LOOP, AFTER) as lab:
        yield lab


@pytest.fixture
def lab(opened: Lab) -> Iterator[Lab]:
    """Yield the notebook with nothing in it that has run before."""
    opened.menu("Edit", "editmenu:clear-all")
    yield opened
    opened.assert_no_errors()


def drawn(chart: Locator, line: str) -> list[list[list[float]]]:
    pieces = chart.locator(f"polyline[data-line={line}]").all()
    texts = [piece.get_attribute("points") or "" for piece in pieces]
    return [[[float(n) for n in point.split(",")] for point in text.split()] for text in texts]


def assert_drawn(chart: Locator, expected: Any) -> None:
    for line in plan(expected.content)["lines"]:
        assert_same(drawn(chart, line["name"]), [p for p in line["pieces"] if len(p) > 1])


def press(handle: Locator, times: int) -> None:
    handle.focus()
    for _ in range(times):
        handle.press("ArrowRight")


def test_charts_follow_their_sliders_in_jupyterlab(lab: Lab) -> None:
    for n in (1, 2, 3):
        lab.run_cell(n)
    over_time, curve, powers = (lab.output(n).locator(".lstm-chart svg").first for n in (1, 2, 3))
    python = Explorer(Weights.ones(), [1, 0.5, -1], activations=STANDARD, plot="c h f")
    assert_drawn(over_time, python.chart)

    press(lab.output(2).locator(".noUi-handle").first, 10)
    python.sliders["b_f"].value = 1
    expect(curve.locator("title")).to_have_text("f₁ = sigmoid(2) = 0.8808")
    assert_drawn(over_time, python.chart)
    dot = plan(ActivationCurve(python, "f").chart.content)["dot"]["at"]
    circle = curve.locator("circle[data-dot]")
    assert [float(circle.get_attribute(name)) for name in ("cx", "cy")] == pytest.approx(dot)

    press(lab.output(3).locator(".noUi-handle").nth(1), 20)
    expect(powers.locator("text[data-label=plain]")).to_have_text("plain: u⁵⁰ = 117.4")
    assert_drawn(powers, Powers(f=0.9, u=1.1).chart)


def test_the_y_axis_is_chosen_in_the_page(lab: Lab) -> None:
    lab.run_cell(1)
    chart = lab.output(1).locator(".lstm-chart")
    chart.get_by_role("button", name="logarithmic").click()
    python = Explorer(Weights.ones(), [1, 0.5, -1], activations=STANDARD, plot="c h f")
    python.chart.scale = "symlog"
    lab.next_frame()
    assert_drawn(chart.locator("svg"), python.chart)


def test_a_loop_shows_its_chart_growing_and_can_be_stopped(lab: Lab) -> None:
    lab.start_cell(4)
    running = lab.output(4)
    label = running.locator("text[data-label=loss]")
    expect(label).to_be_visible()
    early = label.text_content()
    expect(label).not_to_have_text(early or "")
    expect(running.locator(".progress-bar, progress, .widget-hprogress").first).to_be_visible()
    lab.menu("Kernel", "kernelmenu:interrupt")
    expect(running).to_contain_text("stopped after epoch")
    assert "(True, True)" in lab.run_cell(5)
    expect(running.locator(".lstm-chart")).to_have_count(1)
    expect(label).to_be_visible()
