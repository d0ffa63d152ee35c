"""The charts in a real browser: in a page of their own, and in JupyterLab."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import (
    STANDARD,
    ActivationCurve,
    Chart,
    Explorer,
    Powers,
    TimeChart,
    Weights,
    run,
)
from lstm_helpers.charts.content import Content
from lstm_helpers.charts.plan import plan
from tests.browser.conftest import tab
from tests.browser.lab import Lab
from tests.browser.server import Server
from tools.chart_vectors import contents

# A page without Jupyter: models made by hand, each with as many listeners as listen to it.
HARNESS = """
class Model {
    constructor(state) { this.state = state; this.listeners = new Set(); }
    get(name) { return this.state[name]; }
    set(name, value) { this.state[name] = value; for (const call of [...this.listeners]) call(); }
    save_changes() {}
    on(event, call) { this.listeners.add(call); }
    off(event, call) { this.listeners.delete(call); }
}
window.begin = async (address, state, explorerState) => {
    const chart = await import(address);
    window.explorer = explorerState && new Model(explorerState);
    window.model = new Model(state);
    model.widget_manager = { get_model: async () => explorer };
    window.leave?.();
    window.leave = await chart.default.render({ model, el: document.querySelector("main") });
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


def show(page: Page, chart: Any) -> Locator:
    followed = getattr(chart, "explorer", None)
    explorer = state(followed) if followed else None
    page.evaluate("given => begin(...given)", [address(), state(chart), explorer])
    return page.locator(".lstm-chart svg")


def ways(chart: Locator, line: str) -> list[list[list[float]]]:
    """Return where the pieces of a line go."""
    drawn = chart.locator(f"path[data-line='{line}']")
    text = (drawn.get_attribute("d") or "") if drawn.count() else ""
    pieces = [piece.split("L") for piece in text.split("M")[1:]]
    return [[[float(n) for n in point.split(",")] for point in piece] for piece in pieces]


def assert_drawn(chart: Locator, expected: Any) -> None:
    """Hold a drawing to what Python plans for the same content."""
    for line in plan(expected).lines:
        if line.end:  # what is not on the screen takes a moment
            expect(chart.locator(f"text[data-label='{line.name}']")).to_have_text(line.text)
        places = [[*point] for piece in line.pieces if len(piece) > 1 for point in piece]
        here = [point for piece in ways(chart, line.name) for point in piece]
        assert here == [pytest.approx(place, abs=0.006) for place in places], line.name


def an_explorer(**changes: Any) -> Explorer:
    return Explorer(Weights.ones(), [1, 0.5, -1], activations=STANDARD, **changes)


def test_every_kind_of_chart_is_drawn_as_python_plans_it(blank: Page) -> None:
    explorer = an_explorer(t=2, upto="c")
    chart = Chart({"h": [1, 12, float("inf"), 3211, 5]}, x=[1, 2, 3, 4, 6], x_label="time step")
    layer = TimeChart(run(Weights.ones(1, 3), [[1], [0.5], [-1]]), "f c", units=[0, 2])
    for each in (
        chart,
        layer,
        TimeChart(explorer, "c h"),
        ActivationCurve(explorer, "g"),
        Powers(u=1.1),
    ):
        assert_drawn(show(blank, each), each.content)


def test_a_chart_says_in_words_what_it_shows(blank: Page) -> None:
    show(blank, Chart({"h": [1, 12, 3211]}, x_label="time step", title="h over time"))
    picture = blank.get_by_role("img", name="h over time")
    expect(picture).to_have_count(1)
    assert picture.locator("desc").text_content() == "Over time step 1 to 3: h from 1 to 3211."


TEXTS = """texts => texts.filter(t => t.textContent).map(t => {
    const { left, right, top, bottom } = t.getBoundingClientRect();
    const [scale, size] = [t.getCTM().a, parseFloat(getComputedStyle(t).fontSize)];
    const text = t.textContent; // letters fill less than their line
    return { left, right, top: top + 3, bottom: bottom - 3, size: size * scale, text };
})"""


def as_chart(content: Content) -> Chart:
    """Make a chart of it, as far as all of its lines go."""
    count = min(len(line.points) for line in content.lines)
    return Chart(
        {line.name: [y for _, y in line.points[:count]] for line in content.lines},
        x=[x for x, _ in content.lines[0].points[:count]],
        labels={line.name: line.label for line in content.lines},
        **{"scale": content.scale, "ylim": content.ylim, "title": content.title},
        **{"x_label": "time step", "y_label": "size of the gradient (log axis)"},
    )


@pytest.mark.parametrize("width", [640, 900])
def test_texts_are_large_enough_inside_and_apart(blank: Page, width: int) -> None:
    blank.set_viewport_size({"width": width + 16, "height": 700})  # the page's margins
    charts = [as_chart(each) for each in contents() if each.lines and each.lines[0].points]
    for chart in (*charts, Powers(f=0, u=1.234, slope=0.99, show="f u slope"), Powers(u=2)):
        svg = show(blank, chart)
        box = svg.bounding_box()
        assert box
        texts = svg.locator("text").evaluate_all(TEXTS)
        assert min(text["size"] for text in texts) >= 11.99
        for n, one in enumerate(texts):
            assert box["x"] <= one["left"], one
            assert one["right"] <= box["x"] + box["width"], one
            for other in texts[:n]:
                apart = (
                    *(one["right"] <= other["left"], other["right"] <= one["left"]),
                    *(one["bottom"] <= other["top"], other["bottom"] <= one["top"]),
                )
                assert any(apart), (one, other)
        frame = blank.locator(".lstm-chart-frame")
        assert frame.evaluate(
            "f => f.scrollWidth <= f.clientWidth && f.scrollHeight <= f.clientHeight"
        )


def test_sliders_of_powers_move_its_own_numbers(blank: Page) -> None:
    svg = show(blank, Powers(f=0.9, u=0.9))
    slider = blank.get_by_role("slider", name="recurrent kernel of the plain unit, u")
    slider.focus()
    for _ in range(20):
        slider.press("ArrowRight")
    assert blank.evaluate("model.get('u')") == pytest.approx(1.1)
    expect(svg.locator("text[data-label=plain]")).to_have_text("plain: u⁵⁰ = 117.4")
    blank.evaluate("model.set('f', 'inf')")
    expect(svg.locator("text[data-label=lstm]")).to_have_text("LSTM: f⁵⁰ = ∞")
    expect(blank.locator(".lstm-slider input[type=text]").first).to_have_value("∞")


def test_sliders_of_a_curve_move_the_explorers_numbers(blank: Page) -> None:
    svg = show(blank, ActivationCurve(an_explorer(), "f", show="b_f w_f"))
    slider = blank.get_by_role("slider", name="bias of the forget gate, b_f")
    slider.focus()
    slider.press("PageUp")
    assert blank.evaluate("explorer.get('b_f')") == 1
    expect(svg.locator("title")).to_have_text("f₁ = sigmoid(2) = 0.8808")
    dot = svg.locator("circle[data-dot]").get_attribute("cx")
    moved = ActivationCurve(Explorer(Weights.ones(b_f=1), [1], activations=STANDARD), "f")
    expected = plan(moved.content).dot
    assert expected
    assert float(dot or 0) == pytest.approx(expected.x, abs=0.01)


def test_colours_follow_the_theme(blank: Page) -> None:
    blank.add_style_tag(content=".lstm[data-theme=dark] { --lstm-c: #fedcba }")
    svg = show(blank, Chart({"c": [1, 2]}))
    line = svg.locator("path[data-line=c]")
    stroke = "path => getComputedStyle(path).stroke"
    light = line.evaluate(stroke)
    blank.evaluate("document.body.style.background = '#111'")
    expect(blank.locator(".lstm[data-theme=dark]")).to_have_count(1)
    dark = line.evaluate(stroke)
    blank.evaluate("document.body.style.background = ''")
    assert light != dark == "rgb(254, 220, 186)"
    assert svg.locator("rect").count() == 0  # no white slab


def test_a_chart_leaves_no_listeners_behind(blank: Page) -> None:
    show(blank, TimeChart(an_explorer()))
    assert blank.evaluate("[model.listeners.size, explorer.listeners.size]") == [1, 1]
    blank.evaluate("leave()")
    assert blank.evaluate("[model.listeners.size, explorer.listeners.size]") == [0, 0]
    expect(blank.locator("main")).to_be_empty()


def test_a_chart_whose_script_fails_stays_as_it_is_and_says_why_once(blank: Page) -> None:
    svg = show(blank, TimeChart(an_explorer()))
    before = svg.locator("g").inner_html()
    complaints = blank.evaluate(
        """async () => {
            const complaints = [];
            const { error } = console;
            console.error = (raised) => complaints.push(raised.message);
            model.get("look").lines = undefined;
            for (const w_f of [2, 3]) {
                explorer.set("w_f", w_f);
                await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            }
            console.error = error;
            return complaints;
        }"""
    )
    assert len(complaints) == 1
    assert svg.locator("g").inner_html() == before
    said = blank.get_by_role("alert").filter(has_text="no longer follows the numbers")
    expect(said).to_have_count(1)
    expect(said).to_contain_text(complaints[0])
    assert blank.evaluate("[model.listeners.size, explorer.listeners.size]") == [0, 0]


def test_many_changes_are_drawn_together(blank: Page) -> None:
    svg = show(blank, TimeChart(an_explorer()))
    changes = blank.evaluate(
        """async () => {
            let changes = 0;
            const drawing = document.querySelector("svg g");
            const watch = new MutationObserver((all) => (changes += all.length));
            watch.observe(drawing, { childList: true });
            for (let n = 0; n < 100; n += 1) explorer.set("w_f", n / 10);
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return changes;
        }"""
    )
    assert changes in (1, 2)  # what had come at once, and what came before the next frame
    expected = Explorer(Weights.ones(w_f=9.9), [1, 0.5, -1], activations=STANDARD)
    assert_drawn(svg, TimeChart(expected).content)


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


def press(handle: Locator, times: int) -> None:
    handle.focus()
    for _ in range(times):
        handle.press("ArrowRight")


def test_charts_follow_their_sliders_in_jupyterlab(lab: Lab) -> None:
    for n in (1, 2, 3):
        lab.run_cell(n)
    over_time, curve, powers = (lab.output(n).locator(".lstm-chart svg").first for n in (1, 2, 3))
    python = an_explorer(plot="c h f")
    assert_drawn(over_time, python.chart)

    press(lab.output(2).get_by_role("slider").first, 10)
    python.b_f = 1
    expect(curve.locator("title")).to_have_text("f₁ = sigmoid(2) = 0.8808")
    assert_drawn(over_time, python.chart)

    press(lab.output(3).get_by_role("slider").nth(1), 20)
    expect(powers.locator("text[data-label=plain]")).to_have_text("plain: u⁵⁰ = 117.4")
    assert_drawn(powers, Powers(f=0.9, u=1.1).content)


def test_the_y_axis_is_chosen_in_the_page(lab: Lab) -> None:
    lab.run_cell(1)
    chart = lab.output(1).locator(".lstm-chart")
    chart.get_by_role("button", name="logarithmic").click()
    python = an_explorer(plot="c h f")
    python.scale = "symlog"
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
