"""The lessons in JupyterLite, as a student works through them, on a host that only has files."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from lstm_helpers import format_number
from tests.browser.lab import SECOND
from tests.lite.page import PATIENCE, LitePage

LOOP = """for n in watch(range(1, 1_000_000), chart):
    chart.append(n, loss=1 / n)"""
WATCHED = f"""from lstm_helpers import Chart, watch
chart = Chart("loss")
{LOOP}
print("kept" if len(chart.x) == n else "lost")
chart"""
ENDLESS = """print("begun")
while True:
    pass"""
MINE = "# what I think: it doubles"


def says(lite: LitePage, index: int, text: str) -> Locator:
    """Wait until a cell's output says something."""
    output = lite.output(index)
    expect(output).to_contain_text(text, timeout=PATIENCE * SECOND)
    return output


def code_cell(lite: LitePage, text: str = "") -> int:
    """Return the index, over text and code, of the first code cell with a text in it."""
    find = """(cells, text) => cells.findIndex(cell =>
        cell.classList.contains("jp-CodeCell") && cell.innerText.includes(text))"""
    return int(lite.notebook.locator(".jp-Cell").evaluate_all(find, text))


def test_a_picture_is_there_at_once_and_time_step_1_runs_whole_and_is_answered(
    lite: LitePage,
) -> None:
    lite.show("03_time_step_1.ipynb")
    lite.expect_stored_picture()
    lite.wait_for_python()
    lite.run_all(seconds=PATIENCE)

    asks = lite.notebook.locator(".lstm-explorer").filter(
        has=lite.page.locator("[data-answer=keep]")
    )
    for quantity, number in {"keep": 0, "h": 1000}.items():
        asks.first.locator(f"[data-answer={quantity}] input").fill(format_number(number))
        lite.page.keyboard.press("Enter")
        answered = asks.first.locator(f".lstm-frame text[id='{quantity}']")
        expect(answered).to_have_text(format_number(number))

    question = code_cell(lite, 'check("h", my_h')
    lite.fill_cell(question, 'check("h", -8, inputs=[-2])')
    assert "✓" in lite.run_cell(question)

    moved = lite.notebook.locator(".lstm-explorer").first
    before = moved.locator(".lstm-frame text[id='h']").text_content() or ""
    moved.locator("input[data-name=x_1]").focus()
    lite.page.keyboard.press("ArrowRight")
    expect(moved.locator(".lstm-frame text[id='h']")).not_to_have_text(before)
    lite.assert_no_errors()


def test_learning_runs_whole_without_keras_and_its_loops_can_be_stopped(lite: LitePage) -> None:
    lite.show("09_learning.ipynb")
    lite.wait_for_python()
    lite.run_all(seconds=PATIENCE)

    first = code_cell(lite)
    lite.fill_cell(first, WATCHED)
    lite.start_cell(first)
    says(lite, first, "epoch 1")
    lite.press_stop()
    says(lite, first, "what was learned so far is kept")
    says(lite, first, "kept")

    lite.fill_cell(first, ENDLESS)
    lite.start_cell(first)
    says(lite, first, "begun")
    lite.press_stop()
    says(lite, first, "KeyboardInterrupt")

    lite.fill_cell(first, "print(6 * 7)")
    assert "42" in lite.run_cell(first), "the stop was for the loop, not for what comes next"
    lite.assert_no_errors()


def test_start_here_runs_whole_in_notebook_7(lite: LitePage) -> None:
    lite.show("00_start_here.ipynb", app="notebooks")
    lite.expect_stored_picture()
    lite.wait_for_python()
    lite.run_all(seconds=PATIENCE)
    lite.assert_no_errors()


def test_a_change_survives_a_reload_and_a_fresh_copy_keeps_it(lite: LitePage) -> None:
    lite.show("03_time_step_1.ipynb")
    first = code_cell(lite)
    original = lite.cell(first).locator(".cm-content").inner_text()
    lite.fill_cell(first, MINE)
    lite.page.keyboard.press("Escape")
    lite.menu("File", "docmanager:save")
    expect(lite.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)

    # By the lesson's link: what was open in the tab is remembered a while after it was opened.
    lite.show("03_time_step_1.ipynb")
    expect(lite.cell(first).locator(".cm-content")).to_have_text(MINE)
    lite.expect_stored_picture()

    lite.notebook.get_by_text("Fresh copy").click()
    expect(lite.cell(first).locator(".cm-content")).to_have_text(original)
    lite.expect_stored_picture()
    kept = lite.page.locator(".jp-DirListing-item", has_text="03_time_step_1-mine-1.ipynb")
    kept.dblclick()
    expect(lite.cell(first).locator(".cm-content")).to_have_text(MINE)
    lite.assert_no_errors()


def test_a_lesson_leads_to_the_next(lite: LitePage) -> None:
    lite.show("03_time_step_1.ipynb")
    lite.notebook.get_by_role("link", name="04 · Time step 2").last.click()
    expect(lite.cell(0)).to_contain_text("04 · Time step 2")
    lite.expect_stored_picture()
    lite.assert_no_errors()
