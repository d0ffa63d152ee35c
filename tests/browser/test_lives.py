"""An Explorer shown twice, thirty times, run again, deleted, restarted, closed, reopened, gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from nbformat.v4 import new_output
from playwright.sync_api import Browser, CDPSession, Page, expect

from lstm_helpers import Explorer, Weights, run
from lstm_helpers.words.numbers import format_number
from tests.browser.conftest import tab
from tests.browser.desk import NO_KERNEL, Desk, open_desk, words
from tests.browser.lab import Lab
from tests.browser.server import TOKEN, Server, notebook

EXPLORER = "from lstm_helpers import *\ne = Explorer(inputs=[1, 1, 1], t=3)\ne"
# What ipywidgets writes to the console when it finds a view and no kernel that knows its model.
NO_MODEL = "widget model not found"


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Desk]:
    with tab(browser, server) as lab:
        yield open_desk(lab, EXPLORER)


@pytest.fixture
def desk(opened: Desk) -> Iterator[Desk]:
    """Yield the one notebook of most tests here, its cell run once more."""
    opened.lab.run_cell(1)
    expect(opened.text("f")).to_have_text("13")
    yield opened
    opened.lab.assert_no_errors()


def f_for(w_f: float) -> str:
    return format_number(run(Weights.ones(w_f=w_f), [1, 1, 1])[-1].f)


def assert_moves(desk: Desk, w_f: float) -> None:
    """From w_f, one step to the right."""
    expect(desk.field("w_f")).to_have_value(format_number(w_f))
    desk.range("w_f").press("ArrowRight")
    after = round(w_f + 0.1, 1)
    expect(desk.field("w_f")).to_have_value(format_number(after))
    expect(desk.text("f")).to_have_text(f_for(after))


# ---- several on one page -------------------------------------------------------------------------


# What the picture beside a slider says in the first frame after a key.
IN_THE_NEXT_FRAME = """async (range) => {
    range.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
    await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
    return range.closest('.lstm-explorer').querySelector('#f').textContent;
}"""


def test_two_explorers_do_not_meddle_and_thirty_views_of_one_agree(lab_page: Lab) -> None:
    other = "other = Explorer(inputs=[1, 1, 1], t=3)\nother"
    desk = open_desk(lab_page, EXPLORER, other, "for _ in range(30):\n    display(e)")
    theirs = Desk(lab_page, 2, scratch=4)
    many = lab_page.output(3)
    expect(many.locator(".lstm-frame")).to_have_count(30)
    assert_moves(desk, 1)
    expect(many.locator("#f")).to_have_text([f_for(1.1)] * 30)
    many.get_by_role("slider", name=words("w_f")).nth(29).press("PageUp")
    expect(many.locator("#f")).to_have_text([f_for(2.1)] * 30)
    for field in many.get_by_role("textbox", name=words("w_f")).all():
        expect(field).to_have_value("2.1")
    expect(desk.text("f")).to_have_text(f_for(2.1))
    desk.range("w_f").scroll_into_view_if_needed()
    assert desk.range("w_f").evaluate(IN_THE_NEXT_FRAME) == f_for(1.1)
    desk.range("w_f").press("PageUp")
    expect(theirs.text("f")).to_have_text("13")
    expect(theirs.field("w_f")).to_have_value("1")
    theirs.button("2").click()
    expect(theirs.text("h")).to_have_text("12")
    expect(desk.text("title")).to_have_text("time step 3 of 3")
    assert desk.assert_equals_python()["w_f"] == 2.1
    lab_page.assert_no_errors()


# ---- again and again -----------------------------------------------------------------------------


def test_a_cell_run_again_shows_the_new_explorer(desk: Desk) -> None:
    for _ in range(3):
        assert_moves(desk, 1)
        desk.lab.run_cell(1)
        expect(desk.output.locator(".lstm-frame")).to_have_count(1)
        expect(desk.text("f")).to_have_text("13")
    assert_moves(desk, 1)
    assert desk.assert_equals_python()["w_f"] == 1.1


def test_a_deleted_cell_comes_back_as_it_was(desk: Desk) -> None:
    assert_moves(desk, 1)
    page = desk.lab.page
    desk.lab.cell(1).locator(".jp-InputPrompt").click()
    page.keyboard.press("d")
    page.keyboard.press("d")
    expect(desk.lab.notebook.locator(".lstm-frame")).to_have_count(0)
    page.keyboard.press("z")
    expect(desk.text("f")).to_have_text(f_for(1.1))
    assert_moves(desk, 1.1)
    assert desk.assert_equals_python()["w_f"] == 1.2


def test_saved_closed_and_opened_again_while_the_kernel_runs(desk: Desk) -> None:
    assert_moves(desk, 1)
    desk.lab.save()
    desk.lab.menu("File", "application:close")
    expect(desk.lab.notebook).to_have_count(0)
    desk.lab.open("desk.ipynb")
    assert_moves(desk, 1.1)


# ---- without a kernel ----------------------------------------------------------------------------


def test_the_picture_goes_on_through_a_restart(desk: Desk) -> None:
    restart_while_dragging(desk)
    desk.lab.restart_kernel()
    assert_moves(desk, 1)
    desk.button("reset").click()
    expect(desk.text("h")).to_have_text("3211")
    desk.lab.run_cell(1)
    expect(desk.output.locator(".lstm-frame")).to_have_count(1)
    assert_moves(desk, 1)
    assert desk.assert_equals_python()["w_f"] == 1.1


def restart_while_dragging(desk: Desk) -> None:
    """Drag w_f there and back while the kernel restarts, without a stop."""
    page, server = desk.lab.page, desk.lab.server
    (session,) = page.request.get(f"{server.url}api/sessions?token={TOKEN}").json()
    restart = f"{server.url}api/kernels/{session['kernel']['id']}/restart?token={TOKEN}"
    x, y = desk.lab.take_hold(desk.range("w_f"))
    page.mouse.move(x - 15, y, steps=5)
    assert page.request.post(restart).ok
    page.mouse.move(x - 30, y, steps=5)
    expect(desk.text("f")).not_to_have_text("13")
    page.mouse.move(x, y, steps=10)
    expect(desk.text("f")).to_have_text("13")
    page.mouse.up()


def test_the_picture_goes_on_when_the_kernel_is_gone_and_comes_back_when_run(lab_page: Lab) -> None:
    desk = open_desk(lab_page, EXPLORER)
    lab_page.shut_down_kernel()
    for n in range(5):
        assert_moves(desk, round(1 + n / 10, 1))
    desk.button("◀ back").click()
    expect(desk.text("h")).to_have_text("?")
    expect(desk.output.get_by_role("alert")).to_have_count(0)
    lab_page.save()
    lab_page.menu("File", "application:close")
    expect(lab_page.notebook).to_have_count(0)
    lab_page.open("desk.ipynb")
    lab_page.run_all()
    assert_moves(desk, 1)
    assert [e for e in lab_page.errors if NO_KERNEL not in e and NO_MODEL not in e] == []


def test_a_front_end_without_widgets_shows_the_stored_picture(lab_page: Lab) -> None:
    bundle = Explorer(t=3)._repr_mimebundle_()
    stored = dict(bundle[0] if isinstance(bundle, tuple) else bundle)
    stored |= {"application/vnd.jupyter.widget-view+json": {"model_id": "0" * 32}}
    lesson = notebook(EXPLORER)
    lesson.cells[1].outputs = [new_output("display_data", data=stored)]
    lab_page.server.write("desk.ipynb", lesson)
    lab_page.page.add_init_script(WITHOUT_WIDGETS)
    lab_page.open("desk.ipynb")
    assert "@jupyter-widgets/jupyterlab-manager" in lab_page.page.evaluate("leftOut")
    picture = lab_page.output(1).locator("img[src^='data:image/svg+xml']")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    expect(lab_page.output(1).locator(".jupyter-widgets")).to_have_count(0)
    lab_page.assert_no_errors()


# JupyterLab starts without extensions: one of them shows the widgets.
WITHOUT_WIDGETS = """new MutationObserver((_, observer) => {
    const config = document.getElementById('jupyter-config-data');
    if (!config?.textContent.trim().endsWith('}')) return;
    observer.disconnect();
    const settings = JSON.parse(config.textContent);
    window.leftOut = settings.federated_extensions.map(({ name }) => name);
    settings.federated_extensions = [];
    config.textContent = JSON.stringify(settings);
}).observe(document, { childList: true, subtree: true, characterData: true })"""


# ---- what is left behind -------------------------------------------------------------------------

VIEWS = 25
# What ipywidgets and JupyterLab keep of any view is not ours.
PLAIN = 'import ipywidgets\nplain = ipywidgets.Label("x")\nplain'
REMEMBER = """() => {
    const ours = document.querySelectorAll('.lstm, .lstm *');
    window.ours = [...ours].map(element => new WeakRef(element));
}"""
STILL_THERE = "() => window.ours.filter(element => element.deref()).length"


def test_views_that_are_closed_leave_nothing_of_ours(lab_page: Lab) -> None:
    desk = open_desk(lab_page, EXPLORER, PLAIN)
    page, output = lab_page.page, desk.scratch_output
    browser = page.context.new_cdp_session(page)

    def kept_by(name: str, shown: str) -> tuple[int, int]:
        desk.run("None")
        before = counts(lab_page, browser)
        desk.run(f"for _ in range({VIEWS}):\n    display({name})")
        expect(output.locator(shown)).to_have_count(VIEWS)
        page.evaluate(REMEMBER)
        desk.run("None")
        expect(output.locator(shown)).to_have_count(0)
        after = counts(lab_page, browser)
        return after[0] - before[0], after[1] - before[1]

    kept_by("e", ".lstm-frame > svg")  # whatever happens only once
    theirs = kept_by("plain", ".widget-label")
    ours = kept_by("e", ".lstm-frame > svg")
    here = page.evaluate("document.querySelectorAll('.lstm, .lstm *').length")
    assert page.evaluate(STILL_THERE) == here
    # one element for each view: the one that anywidget was given
    assert ours[0] - theirs[0] <= 2 * VIEWS
    # what listens for ever keeps its view's elements; those of one view the browser frees in time
    assert ours[1] - theirs[1] < 10 * VIEWS
    lab_page.assert_no_errors()


def counts(lab: Lab, browser: CDPSession) -> tuple[int, int]:
    """Count the nodes and listeners that stay in memory.

    What a frame, an observer or the browser itself still holds goes some frames later: what stays
    is there when three counts in a row are the same.
    """
    seen: list[tuple[int, int]] = []
    while len(seen) < 3 or len(set(seen[-3:])) > 1:
        for _ in range(10):
            lab.next_frame()
        browser.send("HeapProfiler.collectGarbage")
        found = browser.send("Memory.getDOMCounters")
        seen.append((found["nodes"], found["jsEventListeners"]))
        assert len(seen) < 100, f"the counts never come to rest: {seen[-5:]}"
    return seen[-1]


# ---- Notebook 7 ----------------------------------------------------------------------------------


def test_notebook_7(lab_page: Lab) -> None:
    lab_page.server.write("desk.ipynb", notebook(EXPLORER, "None"))
    lab_page.open_notebook7("desk.ipynb")
    lab_page.run_all()
    desk = Desk(lab_page, 1, scratch=2)
    assert_moves(desk, 1)
    lab_page.drag(desk.range("u_f"), -20)
    expect(desk.text("f")).not_to_have_text(f_for(1.1))
    desk.type("w_f", "0.25")
    expect(desk.text("eq_f_1")).to_contain_text("f₃ = 0.25·1")
    desk.assert_equals_python()
    desk.button("reset").click()
    desk.button("◀ back").press("Enter")
    expect(desk.text("h")).to_have_text("?")
    lab_page.page.keyboard.press("ArrowRight")
    expect(desk.text("h")).to_have_text("3211")
    for width in (1024, 1280):
        lab_page.page.set_viewport_size({"width": width, "height": 800})
        assert_nothing_is_cut_off(lab_page.page)
    lab_page.assert_no_errors()


def assert_nothing_is_cut_off(page: Page) -> None:
    wide = "all => all.scrollWidth <= all.clientWidth"
    assert page.locator(".lstm-explorer").evaluate(wide)
    assert page.locator(".jp-Notebook").first.evaluate(wide)
