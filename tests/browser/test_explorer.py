"""One Explorer in JupyterLab, under a learner's hands. All tests share one open notebook."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from lstm_helpers import STANDARD, Explorer, Weights, run
from lstm_helpers.graph.table import STAGES
from lstm_helpers.page.slider import SLIDER_SAYS
from lstm_helpers.words.numbers import format_number, read_number
from tests.browser.conftest import tab
from tests.browser.desk import NO_KERNEL, Desk, open_desk, words
from tests.browser.lab import SIZE, Lab
from tests.browser.server import Server

EXPLORER = "from lstm_helpers import *\ne = Explorer(inputs=[1, 1, 1], t=3)\ne"
# Something else first, so that every slider is told what it has been told before.
BEGIN_ANEW = """e.set_preset('all 0')
e.load(Explorer(inputs=[1, 1, 1], t=3).setting)
e.face = 'values'"""
RESULTS = ("f", "keep", "c", "h")


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Desk]:
    with tab(browser, server) as lab:
        yield open_desk(lab, EXPLORER)


@pytest.fixture
def desk(opened: Desk) -> Iterator[Desk]:
    opened.run(BEGIN_ANEW)
    expect(opened.text("h")).to_have_text("3211")
    expect(opened.field("w_f")).to_have_value("1")
    yield opened
    opened.lab.assert_no_errors()


# ---- sliders -------------------------------------------------------------------------------------


def test_an_arrow_key_is_one_step_and_a_page_is_ten(desk: Desk) -> None:
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
        desk.range("w_f").press(key)
        expect(desk.field("w_f")).to_have_value(number)
        expect(desk.range("w_f")).to_have_attribute("aria-valuetext", number)
        expect(desk.text("eq_f_1")).to_contain_text(f"f₃ = {number}·1")
    assert desk.assert_equals_python()["w_f"] == -3


def test_every_slider_has_a_name_and_so_has_its_field(desk: Desk) -> None:
    ranges = desk.output.get_by_role("slider")
    names = [each.get_attribute("aria-label") for each in ranges.all()]
    assert len(names) == 17 == len(set(names))
    assert {words(name) for name in Weights.ones().as_dict()} < set(names)
    assert "input at time step 2, x_2" in names
    assert "hidden state before the first step, h0" in names
    for name in ("w_f", "x_2", "h0"):
        label = desk.range(name).get_attribute("aria-label") or ""
        field = desk.output.get_by_role("textbox", name=SLIDER_SAYS["field"].format(label=label))
        spoken = desk.range(name).get_attribute("aria-valuetext") or ""
        expect(field).to_have_value(spoken)
        assert [desk.range(name).get_attribute(end) for end in ("min", "max")] == ["-3", "3"]


def test_dragging_w_f_changes_f_keep_c_and_h(desk: Desk) -> None:
    before = desk.texts(RESULTS)
    desk.lab.drag(desk.range("w_f"), 12)
    expect(desk.text("f")).not_to_have_text(before["f"])
    w_f = desk.assert_equals_python()["w_f"]
    assert 1 < w_f <= 3
    assert w_f == round(w_f, 1)
    last = run(Weights.ones(w_f=w_f), [1, 1, 1])[-1]
    assert desk.texts(RESULTS) == {n: format_number(getattr(last, n)) for n in RESULTS}
    assert not set(desk.texts(RESULTS).items()) & set(before.items())


def test_the_picture_follows_while_the_thumb_is_held(desk: Desk) -> None:
    x, y = desk.lab.take_hold(desk.range("w_f"))
    mouse = desk.lab.page.mouse
    mouse.move(x + 12, y, steps=3)
    expect(desk.text("f")).not_to_have_text("13")
    mouse.move(x, y, steps=3)
    expect(desk.text("f")).to_have_text("13")
    mouse.up()
    assert desk.assert_equals_python()["w_f"] == 1


def test_the_kernel_hears_of_every_slider(desk: Desk) -> None:
    desk.range("u_g").press("ArrowLeft")
    desk.range("x_2").press("PageUp")
    expect(desk.text("eq_g_1")).to_contain_text("0.9·")
    assert desk.assert_equals_python()["u_g"] == 0.9
    assert "(0.9, [1.0, 2.0, 1.0])" in desk.run("e.weights.u_g, e.inputs")


# ---- numbers typed -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["0.25", "0,5", "−1", "-2.123456", "1/3", "0.333333333333333", "1e-300", " 2 "]
)
def test_a_number_typed_is_taken_exactly(desk: Desk, typed: str) -> None:
    number = read_number(typed)
    desk.type("w_f", typed)
    expect(desk.field("w_f")).to_have_value(format_number(number))
    expect(desk.text("eq_f_1")).to_contain_text(f"f₃ = {format_number(number)}·1")
    assert desk.range("w_f").evaluate("range => range.valueAsNumber") == pytest.approx(number)
    expect(desk.problem("w_f")).to_be_hidden()
    assert desk.assert_equals_python()["w_f"] == number


@pytest.mark.parametrize(
    ("typed", "ends"), [("7", (-3, 7)), ("2e3", (-3, 2000)), ("-99", (-99, 3))]
)
def test_beyond_its_range_a_slider_widens_and_says_so(
    desk: Desk, typed: str, ends: tuple[float, float]
) -> None:
    desk.type("w_f", typed)
    low, high = map(format_number, ends)
    expect(desk.problem("w_f")).to_have_text(SLIDER_SAYS["wider"].format(low=low, high=high))
    expect(desk.field("w_f")).to_have_attribute("aria-invalid", "false")
    at = desk.range("w_f").evaluate("({ min, max, valueAsNumber }) => [+min, +max, valueAsNumber]")
    assert at == [*ends, float(typed)]
    assert desk.assert_equals_python()["w_f"] == float(typed)
    desk.range("w_f").press("ArrowLeft" if ends[1] > 3 else "ArrowRight")
    expect(desk.problem("w_f")).to_be_hidden()
    desk.type("w_f", "1")
    expect(desk.range("w_f")).to_have_attribute("max", "3")
    expect(desk.range("w_f")).to_have_attribute("min", "-3")


def problem_with(typed: str) -> str:
    with pytest.raises(ValueError, match=r".") as said:
        read_number(typed)
    return str(said.value)


@pytest.mark.parametrize("typed", ["abc", "", "nan", "1,000", "1e999", "-1e999", "1/0", "∞"])
def test_what_is_not_understood_is_said_and_changes_nothing(desk: Desk, typed: str) -> None:
    desk.range("w_f").press("ArrowRight")
    desk.type("w_f", typed)
    expect(desk.problem("w_f")).to_have_text(problem_with(typed))
    expect(desk.problem("w_f")).to_have_role("alert")
    expect(desk.field("w_f")).to_have_attribute("aria-invalid", "true")
    expect(desk.field("w_f")).to_have_value(typed)  # it stays, to be mended
    expect(desk.range("w_f")).to_have_attribute("aria-valuetext", "1.1")
    expect(desk.text("eq_f_1")).to_contain_text("f₃ = 1.1·1")
    desk.lab.page.keyboard.press("Escape")
    expect(desk.field("w_f")).to_have_value("1.1")
    expect(desk.problem("w_f")).to_be_hidden()
    assert desk.assert_equals_python()["w_f"] == 1.1


def test_the_two_readings_of_a_comma_are_named(desk: Desk) -> None:
    desk.type("w_f", "1,000")
    expect(desk.problem("w_f")).to_contain_text("1000")
    expect(desk.problem("w_f")).to_contain_text("1.000")


def test_what_was_not_understood_is_forgotten_once_the_number_changes(desk: Desk) -> None:
    for change in ("e.w_f = 2", "e.set_preset('forget')"):
        desk.type("w_f", "abc")
        expect(desk.problem("w_f")).to_be_visible()
        desk.run(change)
        expect(desk.problem("w_f")).to_be_hidden()
        expect(desk.field("w_f")).to_have_attribute("aria-invalid", "false")
    desk.assert_equals_python()


def test_what_was_not_understood_is_gone_when_the_slider_is_used_where_it_ends(desk: Desk) -> None:
    desk.type("w_f", "-3")
    at_end = desk.range("w_f")
    for use in (lambda: at_end.press("PageDown"), lambda: desk.lab.drag(at_end, -5)):
        desk.type("w_f", "abc", then="Tab")
        expect(desk.problem("w_f")).to_be_visible()
        use()
        expect(desk.problem("w_f")).to_be_hidden()
        expect(desk.field("w_f")).to_have_value("−3")
    desk.assert_equals_python()


def test_leaving_a_field_takes_its_number(desk: Desk) -> None:
    desk.type("w_f", "2", then="Tab")
    expect(desk.text("eq_f_1")).to_contain_text("f₃ = 2·1")
    desk.type("w_f", "2.5", then="Escape")
    expect(desk.field("w_f")).to_have_value("2")
    desk.type("w_f", "abc", then="Tab")
    expect(desk.problem("w_f")).to_have_text(problem_with("abc"))
    desk.type("w_f", "2")
    assert desk.assert_equals_python()["w_f"] == 2


def test_a_field_that_is_only_looked_at_keeps_every_digit(desk: Desk) -> None:
    desk.run("e.w_f = 1 / 3")
    expect(desk.field("w_f")).to_have_value("0.3333")
    desk.field("w_f").click()
    desk.lab.page.keyboard.press("Enter")
    desk.lab.page.keyboard.press("Tab")
    assert desk.assert_equals_python()["w_f"] == 1 / 3


# ---- from Python, and from other controls --------------------------------------------------------


@pytest.mark.parametrize("number", ["2", "0.25", "-1.23456789", "1e-13", "1e-300", "-0.0", "50"])
def test_a_number_set_by_python_stands_exactly_there(desk: Desk, number: str) -> None:
    desk.run(f"e.w_f = {number}")
    expect(desk.text("eq_f_1")).to_contain_text(f"f₃ = {format_number(float(number))}·1")
    assert desk.assert_equals_python()["w_f"] == float(number)


# What nbval sees of it.
SAY = """said = e._repr_mimebundle_()
print((said[0] if isinstance(said, tuple) else said)['text/plain'])"""


@pytest.mark.parametrize(("number", "sign"), [("nan", "nan"), ("inf", "∞"), ("-inf", "−∞")])
def test_what_is_no_number_is_shown_and_explained_and_typed_over(
    desk: Desk, number: str, sign: str
) -> None:
    assert "Warning" not in desk.run(f"e.w_i = float('{number}')")
    expect(desk.field("w_i")).to_have_value(sign)
    expect(desk.range("w_i")).to_have_attribute("aria-valuetext", sign)
    expect(desk.text("i")).to_have_text(sign)
    expect(desk.text("eq_i_1")).to_contain_text(sign)
    note = "nan, “not a number”, is what" if number == "nan" else "∞ means that a number grew past"
    expect(desk.says).to_contain_text(note)
    assert number in desk.run("print(e.w_i)")
    assert f"w_i {sign}" in desk.run(SAY)
    assert f"w_i contains {number}" in desk.run(
        "try:\n    e.trace\nexcept ValueError as error:\n    print(error)"
    )
    at = desk.assert_equals_python()["w_i"]
    assert at == float(number) or math.isnan(at)
    desk.type("w_i", "0.5")
    expect(desk.text("i")).not_to_have_text(sign)
    assert desk.assert_equals_python()["w_i"] == 0.5


def test_a_view_that_opens_on_nan_says_so(desk: Desk) -> None:
    desk.run("e.w_i = float('nan')\ne")
    again = desk.scratch_output
    expect(again.get_by_role("slider", name=words("w_i"))).to_have_attribute(
        "aria-valuetext", "nan"
    )
    expect(again.locator(".lstm-slider", has_text="w_i").get_by_role("textbox")).to_have_value(
        "nan"
    )
    desk.run("None")


def test_numbers_past_a_float_are_infinite_on_both_sides(desk: Desk) -> None:
    desk.run("e.w_f = 1e308")
    expect(desk.text("h")).to_have_text("∞")
    expect(desk.says).to_contain_text("∞ means that a number grew past")
    desk.assert_equals_python()


def test_python_observes_what_the_thumb_does(desk: Desk) -> None:
    desk.run("heard = []\ne.observe(lambda change: heard.append(change.new), 'w_f')")
    desk.range("w_f").press("ArrowRight")
    desk.type("w_f", "1/4")
    desk.assert_equals_python()
    assert "[1.1, 0.25]" in desk.run("e.unobserve_all('w_f')\nheard")


def test_a_widget_linked_in_python_moves_with_it(desk: Desk) -> None:
    desk.run(
        "import ipywidgets as widgets\n"
        "box = widgets.BoundedFloatText(min=-9, max=9)\n"
        "link = widgets.link((e, 'w_f'), (box, 'value'))"
    )
    desk.range("w_f").press("PageUp")
    assert desk.assert_equals_python()["w_f"] == 2
    assert "2.0" in desk.run("box.value")
    desk.run("box.value = -1.5")
    expect(desk.field("w_f")).to_have_value("−1.5")
    desk.run("link.unlink()")


# ---- buttons -------------------------------------------------------------------------------------


def test_presets_and_reset_move_the_sliders(desk: Desk) -> None:
    desk.button("forget").click()
    expect(desk.field("b_o")).to_have_value("1")
    expect(desk.field("x_3")).to_have_value("3")
    expect(desk.text("eq_c_1")).to_have_text("c₃ = 0 + 3 = 3")
    assert desk.assert_equals_python()["c0"] == 2
    desk.button("reset").click()
    expect(desk.field("x_3")).to_have_value("1")
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


def test_a_setting_with_other_time_steps_is_another_view(desk: Desk) -> None:
    other = Explorer(Weights.ones(b_f=0.5), [1, 2, 3, 4, 5], 5)
    assert "Loaded: 5 time steps" in desk.run(f"e.load({other.setting!r})")
    expect(desk.output.get_by_role("slider")).to_have_count(19)
    expect(desk.output.locator(".lstm-explorer")).to_have_count(1)
    expect(desk.text("title")).to_have_text("time step 5 of 5")
    desk.range("x_5").press("ArrowLeft")
    assert desk.assert_equals_python()["x_5"] == 4.9
    desk.button("◀ back").click()
    assert desk.assert_equals_python()["upto"] == "c_act"
    desk.run(f"e.load({Explorer(inputs=[1, 1, 1]).setting!r})")
    expect(desk.output.get_by_role("slider")).to_have_count(17)
    desk.assert_equals_python()


# ---- the walk by keys ----------------------------------------------------------------------------


def test_the_walk_by_keyboard(desk: Desk) -> None:
    desk.run("e.t = 1; e.upto = 'c_prev'")
    expect(desk.text("f")).to_have_text("?")
    desk.button("next ▶").focus()
    seen = []
    for t in (1, 2):
        for stage in STAGES:
            expect(desk.text("title")).to_have_text(f"time step {t} of 3")
            halo = desk.output.locator(f"#halo_{'x' if stage == 'c_prev' else stage}")
            is_on_its_way = stage != STAGES[-1]
            expect(halo).to_have_css("opacity", "1" if is_on_its_way else "0")
            seen.append(desk.says.inner_text())
            desk.lab.page.keyboard.press("ArrowRight")
    assert len(set(seen)) == len(seen)
    expect(desk.says).to_contain_text("Time step 3: the input is 1")
    desk.lab.page.keyboard.press("ArrowLeft")
    expect(desk.says).to_contain_text("the output gate 2 lets out h = 12.")
    assert desk.assert_equals_python()["t"] == 2


def test_the_keys_that_point_and_a_click_stay_in_the_picture(desk: Desk) -> None:
    page = desk.lab.page
    lit = desk.output.locator(".lstm-frame [data-lit=self][id^=box_]")
    # JupyterLab takes the focus, and gets it taken back
    desk.output.locator("[id='box_keep']").click(force=True)
    expect(lit).to_have_id("box_keep")
    expect(desk.output.locator(".lstm-frame")).to_be_focused()
    for key, id in (("ArrowUp", "box_write"), ("ArrowDown", "box_keep")):
        page.keyboard.press(key)
        expect(lit).to_have_id(id)
    expect(desk.output.locator(".lstm-spoken")).to_have_text(re.compile("^What is kept of the old"))
    page.keyboard.press("Escape")
    expect(lit).to_have_count(0)
    expect(desk.output.locator(".lstm-frame")).to_be_focused()
    expect(desk.lab.cell(1)).to_have_class(re.compile("jp-mod-(active|selected)"))
    page.keyboard.press("ArrowLeft")
    expect(desk.text("h")).to_have_text("?")
    desk.lab.assert_no_errors()


def test_a_click_into_the_picture_gives_it_the_keys(desk: Desk) -> None:
    desk.frame.click(position={"x": 40, "y": 40})
    expect(desk.frame).to_be_focused()
    desk.lab.page.keyboard.press("ArrowLeft")
    expect(desk.text("h")).to_have_text("?")
    expect(desk.frame).to_be_focused()
    desk.lab.page.keyboard.press("ArrowRight")
    expect(desk.text("h")).to_have_text("3211")
    desk.text("c").click()
    desk.lab.page.keyboard.press("ArrowLeft")
    assert desk.assert_equals_python()["upto"] == "c_act"


def test_the_keys_of_a_slider_and_of_a_field_do_not_walk(desk: Desk) -> None:
    desk.run("e.upto = 'f'")
    expect(desk.text("i")).to_have_text("?")
    desk.range("w_f").press("ArrowRight")
    expect(desk.text("f")).to_have_text("13.3")
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp"):
        desk.field("w_f").press(key)
    at = desk.assert_equals_python()
    assert (at["upto"], at["w_f"]) == ("f", 1.1)


def places(desk: Desk) -> list[Locator]:
    return [desk.range("w_f"), desk.field("w_f"), desk.frame, desk.button("next ▶")]


def test_jupyters_shortcuts_stay_out_of_it(desk: Desk) -> None:
    cells = desk.lab.notebook.locator(".jp-Cell")
    count = cells.count()
    for place in places(desk):
        place.focus()
        for key in ("a", "b", "d", "d", "x", "m", "0", "0", "Enter"):
            desk.lab.page.keyboard.press(key)
            expect(place).to_be_focused()
        desk.lab.page.keyboard.press("Escape")
    assert cells.count() == count
    expect(desk.lab.page.locator(".jp-Dialog")).to_have_count(0)
    assert desk.lab.cell(1).locator(".cm-content").inner_text() == EXPLORER
    assert desk.assert_equals_python()["w_f"] == 1


def test_control_s_saves_from_everywhere(desk: Desk) -> None:
    for place in places(desk):
        desk.run("None")  # what has not changed is not saved
        place.focus()
        with desk.lab.saving():
            desk.lab.page.keyboard.press("ControlOrMeta+s")
        expect(place).to_be_focused()


def test_tab_leaves_a_slider(desk: Desk) -> None:
    desk.range("w_f").focus()
    for expected in (desk.field("w_f"), desk.range("u_f"), desk.field("u_f")):
        desk.lab.page.keyboard.press("Tab")
        expect(expected).to_be_focused()
    desk.lab.page.keyboard.press("Shift+Tab")
    expect(desk.range("u_f")).to_be_focused()


# ---- answers -------------------------------------------------------------------------------------


def test_answers_are_typed_into_the_picture_and_python_hears_of_them(desk: Desk) -> None:
    desk.run("asking = Explorer(t=2, predict='c h', show='walk')\nasking")
    picture = desk.scratch_output

    def field(name: str) -> Locator:
        return picture.locator(f"[data-answer={name}] input")

    field("c").click()
    for number in ("4", "add", "6"):  # letters are commands to Jupyter, and not in a field
        expect(field("c")).to_be_focused()
        desk.lab.page.keyboard.type(number)
        desk.lab.page.keyboard.press("Enter")
    expect(field("h")).to_be_focused()
    expect(picture.locator(".lstm-says")).to_contain_text("What is the hidden state, h?")
    expect(desk.lab.notebook.locator(".jp-Cell")).to_have_count(3)
    desk.run("print(asking.answers, asking.scene.open)\nasking")
    expect(picture).to_contain_text("'2 c': {'typed': '6', 'number': 6.0, 'tries': 2,")
    expect(picture).to_contain_text("('h',)")
    expect(picture.locator("[data-answer=c] .lstm-mark")).to_be_visible()  # it is in the model
    desk.run("None")


# ---- the whole screen ----------------------------------------------------------------------------

FULL = "document.fullscreenElement?.matches('.lstm-stage') ?? false"


def test_the_picture_fills_the_screen_and_keeps_its_keys(desk: Desk) -> None:
    page, full = desk.lab.page, desk.output.locator(".lstm-full")
    full.click()
    page.wait_for_function(FULL)
    expect(desk.says).to_be_in_viewport(ratio=1)
    expect(desk.frame).to_be_in_viewport(ratio=1)
    page.keyboard.press("ArrowLeft")
    expect(desk.text("h")).to_have_text("?")
    desk.frame.click(position={"x": 200, "y": 200})
    page.keyboard.press("ArrowRight")
    expect(desk.text("h")).to_have_text("3211")
    full.click()
    page.wait_for_function(f"!({FULL})")
    expect(desk.range("w_f")).to_be_visible()
    desk.assert_equals_python()


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
            return [...all.querySelectorAll('svg, button, input, td')]
                .filter(part => part.getClientRects().length)
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
    assert min(sizes) > 11.99  # 12, but for rounding


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
        'button, input[type=text], .lstm-name, .lstm-group-name, .lstm-says, .lstm-label, td, th')];
    return texts.filter(t => (t.value ?? t.textContent).trim() && t.offsetParent).map(text => {
        const [a, b] = [numbers(getComputedStyle(text).color), behind(text)].map(light);
        return [text.value || text.textContent, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
    });
}"""


# ---- without a kernel: a notebook of its own, the last one here ----------------------------------

DIAL = """import ipywidgets as widgets
dial = widgets.FloatSlider(1, min=-3, max=3)
hook = widgets.jslink((dial, "value"), (e, "w_f"))
dial"""


def test_a_slider_of_ones_own_moves_the_picture_without_a_kernel(lab_page: Lab) -> None:
    desk = open_desk(lab_page, EXPLORER, DIAL)
    lab_page.shut_down_kernel()
    dial = lab_page.output(2).locator(".noUi-handle")
    for n in range(1, 6):
        dial.press("ArrowRight")
        f = run(Weights.ones(w_f=1 + n / 10), [1, 1, 1])[-1].f
        expect(desk.text("f")).to_have_text(format_number(f))
    expect(desk.field("w_f")).to_have_value("1.5")
    desk.range("w_f").press("PageDown")
    expect(lab_page.output(2).locator(".widget-readout")).to_have_text("0.50")
    assert [e for e in lab_page.errors if NO_KERNEL not in e] == []
