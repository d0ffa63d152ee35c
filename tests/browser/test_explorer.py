"""One Explorer in JupyterLab, under a learner's hands. All tests share one open notebook."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from lstm_helpers import STANDARD, Weights, run
from lstm_helpers.graph.table import STAGES
from lstm_helpers.words.numbers import format_number
from tests.browser.conftest import tab
from tests.browser.desk import Desk, open_desk, words
from tests.browser.lab import SIZE
from tests.browser.server import Server

EXPLORER = "from lstm_helpers import *\ne = Explorer(inputs=[1, 1, 1], t=3)\ne"
BEGIN_ANEW = "e.set_preset('the article'); e.activations = IDENTITY; e.t = 3; e.upto = 'h'"
RESULTS = ("f", "keep", "c", "h")


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Desk]:
    with tab(browser, server) as lab:
        yield open_desk(lab, EXPLORER)


@pytest.fixture
def desk(opened: Desk) -> Iterator[Desk]:
    opened.run(BEGIN_ANEW)
    expect(opened.text("h")).to_have_text("3211")
    expect(opened.readout("w_f")).to_have_text("1")
    yield opened
    opened.lab.assert_no_errors()


# ---- sliders -------------------------------------------------------------------------------------


def test_an_arrow_key_is_one_step(desk: Desk) -> None:
    for key, number in [
        ("ArrowRight", "1.1"),
        ("ArrowUp", "1.2"),
        ("ArrowLeft", "1.1"),
        ("ArrowDown", "1"),
        ("PageUp", "2"),
        ("End", "3"),
        ("ArrowRight", "3"),
        ("PageDown", "2"),
        ("Home", "−3"),
    ]:
        desk.handle("w_f").press(key)
        expect(desk.readout("w_f")).to_have_text(number)
        expect(desk.handle("w_f")).to_have_attribute("aria-valuetext", number)
        expect(desk.text("eq_f_1")).to_contain_text(f"f₃ = {number}·1")
    assert desk.assert_equals_python()["w_f"] == -3


def test_every_slider_has_a_name_and_so_has_its_number(desk: Desk) -> None:
    handles = desk.output.locator(".noUi-handle")
    names = [handle.get_attribute("aria-label") for handle in handles.all()]
    assert len(names) == 17 == len(set(names))
    assert {words(name) for name in Weights.ones().as_dict()} < set(names)
    assert "input at time step 2, x_2" in names
    assert "hidden state before the first step, h0" in names
    for name in ("w_f", "x_2", "h0"):
        label = desk.handle(name).get_attribute("aria-label")
        readout = desk.output.get_by_role("textbox", name=f"{label}: type a number")
        expect(readout).to_have_text(desk.readout(name).inner_text())


def test_dragging_w_f_changes_f_keep_c_and_h(desk: Desk) -> None:
    before = desk.texts(RESULTS)
    desk.lab.drag(desk.handle("w_f"), 20)
    expect(desk.text("f")).not_to_have_text(before["f"])
    w_f = desk.assert_equals_python()["w_f"]
    assert 1 < w_f <= 3
    assert w_f == round(w_f, 1)
    last = run(Weights.ones(w_f=w_f), [1, 1, 1])[-1]
    assert desk.texts(RESULTS) == {n: format_number(getattr(last, n)) for n in RESULTS}
    assert not set(desk.texts(RESULTS).items()) & set(before.items())


def test_the_picture_follows_while_the_thumb_is_held(desk: Desk) -> None:
    desk.handle("w_f").scroll_into_view_if_needed()
    box = desk.handle("w_f").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = desk.lab.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 30, y, steps=3)
    expect(desk.text("f")).not_to_have_text("13")
    mouse.move(x, y, steps=3)
    expect(desk.text("f")).to_have_text("13")
    mouse.up()
    assert desk.assert_equals_python()["w_f"] == 1


@pytest.mark.parametrize("number", ["0.25", "-2.123456", "1e-13", "0.333333333333333"])
def test_a_number_typed_is_taken_exactly(desk: Desk, number: str) -> None:
    desk.type("w_f", number)
    expect(desk.text("eq_f_1")).to_contain_text(f"f₃ = {format_number(float(number))}·1")
    track = desk.slider("w_f").locator(".noUi-target")
    assert track.evaluate("track => track.noUiSlider.get()") == pytest.approx(float(number))
    assert desk.assert_equals_python()["w_f"] == float(number)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("abc", "1.1"), ("", "1.1"), ("nan", "1.1"), ("1e999", "3"), ("-1e999", "−3"), ("7", "3")],
)
def test_what_is_no_number_changes_nothing_and_what_is_too_large_stops_at_the_end(
    desk: Desk, typed: str, kept: str
) -> None:
    desk.handle("w_f").press("ArrowRight")
    desk.type("w_f", typed)
    expect(desk.readout("w_f")).to_have_text(kept)
    expect(desk.text("eq_f_1")).to_contain_text(f"f₃ = {kept}·1")
    assert format_number(desk.assert_equals_python()["w_f"]) == kept


@pytest.mark.parametrize("number", ["2", "0.25", "-1.23456789", "1e-13", "1e-300", "-0.0"])
def test_a_slider_moved_by_python_stands_exactly_there(desk: Desk, number: str) -> None:
    desk.run(f"e.sliders['w_f'].value = {number}")
    expect(desk.text("eq_f_1")).to_contain_text(f"f₃ = {format_number(float(number))}·1")
    assert desk.assert_equals_python()["w_f"] == float(number)


def test_the_kernel_hears_of_every_slider(desk: Desk) -> None:
    desk.handle("u_g").press("ArrowLeft")
    desk.handle("x_2").press("PageUp")
    expect(desk.text("eq_g_1")).to_contain_text("0.9·")
    assert desk.assert_equals_python()["u_g"] == 0.9
    assert "(0.9, [1.0, 2.0, 1.0])" in desk.run("e.weights.u_g, e.inputs")


def test_nan_is_shown_and_explained_and_typed_over(desk: Desk) -> None:
    assert "Warning" not in desk.run("e.sliders['w_i'].value = float('nan')")
    expect(desk.text("i")).to_have_text("nan")
    expect(desk.text("eq_i_1")).to_contain_text("nan·1")
    expect(desk.says).to_contain_text("nan, “not a number”, is what")
    expect(desk.readout("w_i")).to_have_text("NaN")
    expect(desk.handle("w_i")).to_have_attribute("aria-valuetext", "nan")
    assert "h = nan" in desk.run("print(e._repr_mimebundle_()['text/plain'])")
    assert "w_i contains nan" in desk.run(
        "try:\n    e.trace\nexcept ValueError as error:\n    print(error)"
    )
    desk.type("w_i", "0.5")
    expect(desk.text("i")).not_to_have_text("nan")
    assert desk.assert_equals_python()["w_i"] == 0.5


def test_the_slider_stops_where_python_sets_it_to_infinity(desk: Desk) -> None:
    desk.run("e.sliders['w_i'].value = float('inf')")
    expect(desk.readout("w_i")).to_have_text("3")
    assert desk.assert_equals_python()["w_i"] == 3


def test_numbers_past_a_float_are_infinite_on_both_sides(desk: Desk) -> None:
    desk.run("e.sliders['w_f'].max = 1e308\ne.sliders['w_f'].value = 1e308")
    expect(desk.text("h")).to_have_text("∞")
    expect(desk.says).to_contain_text("∞ means that a number grew past")
    desk.assert_equals_python()
    desk.run("e.sliders['w_f'].value = 1\ne.sliders['w_f'].max = 3")


# ---- buttons and keys ----------------------------------------------------------------------------


def test_presets_and_reset_move_the_sliders(desk: Desk) -> None:
    desk.button("forget").click()
    expect(desk.readout("b_o")).to_have_text("1")
    expect(desk.readout("x_3")).to_have_text("3")
    expect(desk.text("eq_c_1")).to_have_text("c₃ = 0 + 3 = 3")
    assert desk.assert_equals_python()["c0"] == 2
    desk.button("reset").click()
    expect(desk.readout("x_3")).to_have_text("1")
    expect(desk.text("h")).to_have_text("3211")
    assert desk.assert_equals_python()["b_o"] == 0


def test_the_buttons_of_the_time_steps(desk: Desk) -> None:
    for t, h in [("1", "1"), ("2", "12"), ("3", "3211")]:
        desk.button(t).click()
        expect(desk.text("h")).to_have_text(h)
        expect(desk.text("title")).to_have_text(f"time step {t} of 3")
        expect(desk.button(t)).to_have_attribute("aria-pressed", "true")
        expect(desk.output.locator("tr[aria-current]")).to_contain_text(h)
        assert desk.assert_equals_python()["t"] == int(t)


def test_the_buttons_of_the_activations(desk: Desk) -> None:
    desk.button("sigmoid, tanh").click()
    last = run(Weights.ones(), [1, 1, 1], activations=STANDARD)[-1]
    expect(desk.text("h")).to_have_text(format_number(last.h))
    assert desk.assert_equals_python()["activations"] == "tanh/sigmoid"
    desk.button("identity").click()
    expect(desk.text("h")).to_have_text("3211")


def test_the_walk_by_keyboard(desk: Desk) -> None:
    desk.run("e.t = 1; e.upto = 'c_prev'")
    expect(desk.text("f")).to_have_text("?")
    desk.button("next ▶").focus()
    seen = []
    for t in (1, 2):
        for stage in STAGES:
            expect(desk.text("title")).to_have_text(f"time step {t} of 3")
            lit = desk.output.locator(f"#halo_{'x' if stage == 'c_prev' else stage} > path")
            expect(lit).to_have_css("opacity", "0.3")
            seen.append(desk.says.inner_text())
            desk.lab.page.keyboard.press("ArrowRight")
    assert len(set(seen)) == len(seen)
    expect(desk.says).to_contain_text("Time step 3: the input is 1")
    desk.lab.page.keyboard.press("ArrowLeft")
    expect(desk.says).to_contain_text("the output gate 2 lets out h = 12.")
    assert desk.assert_equals_python()["t"] == 2


def test_a_sliders_arrow_key_does_not_walk(desk: Desk) -> None:
    desk.run("e.upto = 'f'")
    expect(desk.text("i")).to_have_text("?")
    desk.handle("w_f").press("ArrowRight")
    expect(desk.text("f")).to_have_text("13.3")
    assert desk.assert_equals_python()["upto"] == "f"


# ---- how it looks --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_nothing_is_cut_off(desk: Desk, width: int) -> None:
    page = desk.lab.page
    page.set_viewport_size({"width": width, "height": 800})
    explorer = desk.output.locator(".lstm-explorer")
    pane = desk.lab.notebook.locator(".jp-WindowedPanel-outer, .jp-Notebook").first
    assert pane.evaluate("pane => pane.scrollWidth <= pane.clientWidth")
    assert explorer.evaluate("all => all.scrollWidth <= all.clientWidth")
    assert (
        explorer.evaluate(
            """all => {
            const edge = all.getBoundingClientRect();
            return [...all.querySelectorAll('svg, button, .noUi-target, .widget-readout, td')]
                .map(part => [part.outerHTML.slice(0, 80), part.getBoundingClientRect()])
                .filter(([, part]) => part.left < edge.left - 1 || part.right > edge.right + 1)
                .map(([name]) => name)
        }"""
        )
        == []
    )
    page.set_viewport_size(SIZE)


def test_the_back_row_can_read_it(desk: Desk) -> None:
    """No text in the picture under 12 pixels on a screen of 1280 by 800."""
    desk.button("sigmoid, tanh").click()
    expect(desk.text("h")).not_to_have_text("3211")
    sizes = desk.output.locator(".lstm-frame").evaluate(
        """frame => [...frame.querySelectorAll('text')]
            .filter(text => text.textContent.trim())
            .map(text => parseFloat(text.style.fontSize) * text.getScreenCTM().a)"""
    )
    assert len(sizes) > 30
    assert min(sizes) >= 12


def test_the_dark_theme_leaves_everything_readable(desk: Desk) -> None:
    desk.lab.theme("dark")
    contrasts = desk.output.locator(".lstm-explorer").evaluate(CONTRASTS)
    desk.lab.theme("light")
    assert len(contrasts) > 30
    assert {text: c for text, c in contrasts if c < 4.5} == {}


# The contrast of each text with the nearest background that is painted behind it, as WCAG has it.
CONTRASTS = """all => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b]
        .map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
    const behind = element => {
        for (let e = element; e; e = e.parentElement) {
            const colour = numbers(getComputedStyle(e).backgroundColor);
            if (colour.length === 3 || colour[3] === 1) return colour;
        }
        return [255, 255, 255];
    };
    const texts = [...all.querySelectorAll(
        'button, label, .widget-label, .widget-readout, .lstm-says, .lstm-label, td, th, caption')];
    return texts.filter(t => t.textContent.trim() && t.offsetParent).map(text => {
        const [a, b] = [numbers(getComputedStyle(text).color), behind(text)].map(light);
        return [text.textContent, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
    });
}"""
