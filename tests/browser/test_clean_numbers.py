"""A slider stands where it was put, to the last digit: what is told late undoes nothing."""

from __future__ import annotations

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import expect

from tests.browser.lab import Lab

VIEW, MOVE, READ = 1, 2, 3
CODE = (
    "from lstm_helpers import Explorer\nfirst = Explorer(inputs=[1], show='x_1 reset')\nfirst",
    "for value in (0, 2, 1):\n    first.sliders['x_1'].value = value",
    "first.sliders['x_1'].value, first.trace[0].h",
)


@pytest.fixture
def page(lab_page: Lab) -> Lab:
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells = [new_markdown_cell("# One slider"), *map(new_code_cell, CODE)]
    notebook: nbformat.NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    lab_page.server.write("one_slider.ipynb", notebook)
    lab_page.open("one_slider.ipynb")
    lab_page.run_all()
    return lab_page


def run_cell(page: Lab, index: int) -> None:
    page.cell(index).locator(".cm-content").click()
    page.page.keyboard.press("Control+Enter")


def test_the_last_of_several_moves_by_python_holds(page: Lab) -> None:
    says = page.output(VIEW).locator(".lstm-says")
    for _ in range(3):
        run_cell(page, MOVE)
        run_cell(page, READ)
        page.page.wait_for_timeout(500)  # for anything that comes back late
        run_cell(page, READ)
        expect(page.output(READ)).to_contain_text("(1.0, 1.0)")
        expect(says).to_contain_text("lets out h = 1.")


def test_a_slider_moved_by_its_key_gives_a_number_without_noise(page: Lab) -> None:
    handle = page.output(VIEW).locator(".noUi-handle")
    for _ in range(10):
        handle.press("ArrowRight")
    expect(page.output(VIEW).locator(".lstm-says")).to_contain_text("lets out h = 8.")
    page.page.wait_for_timeout(500)
    run_cell(page, READ)
    expect(page.output(READ)).to_contain_text(re.compile(r"\(2(\.0)?, 8\.0\)"))
    page.assert_no_errors()


def test_a_slider_shown_twice_does_not_argue_with_itself(page: Lab) -> None:
    page.cell(READ).locator(".cm-content").click()
    page.page.keyboard.press("Control+End")
    page.page.keyboard.press("Enter")
    page.page.keyboard.type("first")
    run_cell(page, READ)
    for output in (VIEW, READ):
        handle = page.output(output).locator(".noUi-handle")
        for _ in range(5):
            handle.press("ArrowRight")
    for output in (VIEW, READ):
        expect(page.output(output).locator(".lstm-says")).to_contain_text("lets out h = 8.")
        expect(page.output(output).locator(".widget-readout")).to_have_text("2")
    page.assert_no_errors()
