"""The browser tests' own ground: a slider in a small notebook moves, in both Jupyter pages."""

from __future__ import annotations

from collections.abc import Iterator

import nbformat
import pytest
from nbformat.v4 import new_output
from playwright.sync_api import Browser, expect

from lstm_helpers import Explorer
from lstm_helpers.page.mime import NO_PICTURE, SVG, WIDGET_VIEW
from tests.browser.conftest import tab
from tests.browser.lab import Lab
from tests.browser.server import Server, notebook

SLIDER, SUM = 1, 2


CODE = ("from ipywidgets import IntSlider\nIntSlider(3, description='w_f')", "6 * 7")


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Lab]:
    with tab(browser, server, *CODE) as lab:
        yield lab


@pytest.fixture
def slider_page(opened: Lab) -> Lab:
    """Return the open notebook, its complaints forgotten."""
    opened.run_all()
    opened.errors.clear()
    opened.outside_requests.clear()
    return opened


def test_a_slider_follows_the_key_in_jupyterlab(slider_page: Lab) -> None:
    readout = slider_page.output(SLIDER).locator(".widget-readout")
    expect(readout).to_have_text("3")
    slider_page.output(SLIDER).locator(".noUi-handle").press("ArrowRight")
    expect(readout).to_have_text("4")
    expect(slider_page.output(SUM)).to_contain_text("42")
    slider_page.assert_no_errors()


def test_save_writes_the_outputs(slider_page: Lab) -> None:
    slider_page.save()
    (output,) = slider_page.server.read("desk.ipynb").cells[SUM].outputs
    assert output.data["text/plain"] == "42"


def test_the_theme_turns_dark_and_back(slider_page: Lab) -> None:
    for theme in ("dark", "light"):
        slider_page.theme(theme)
    slider_page.assert_no_errors()


def test_an_error_on_the_page_is_noticed(slider_page: Lab) -> None:
    slider_page.page.evaluate("console.error('the picture broke')")
    with pytest.raises(AssertionError, match="the picture broke"):
        slider_page.assert_no_errors()


def test_a_request_that_leaves_the_machine_is_refused_and_noticed(slider_page: Lab) -> None:
    slider_page.page.evaluate("fetch('https://example.org/widget.js').catch(() => null)")
    with pytest.raises(AssertionError, match="example"):
        slider_page.assert_no_errors()


# By itself, Notebook 7 keeps the arrow keys from a slider (jupyter/notebook#7716).
def test_a_slider_follows_the_mouse_in_notebook_7(lab_page: Lab) -> None:
    lab_page.server.write("desk.ipynb", notebook(*CODE))
    lab_page.open_notebook7("desk.ipynb")
    lab_page.run_all()
    readout = lab_page.output(SLIDER).locator(".widget-readout")
    expect(readout).to_have_text("3")
    lab_page.drag(lab_page.output(SLIDER).locator(".noUi-handle"), 500)
    expect(readout).to_have_text("100")
    lab_page.assert_no_errors()


def test_a_strangers_notebook_says_how_to_get_its_pictures_and_shows_them_once_trusted(
    lab_page: Lab,
) -> None:
    # by mail, say: stored with its picture, and on nobody's list
    mailed = notebook("Explorer()")
    data, _ = Explorer()._repr_mimebundle_()
    del data[WIDGET_VIEW]
    mailed.cells[1].outputs = [new_output("display_data", data)]
    nbformat.write(mailed, lab_page.server.root / "mailed.ipynb")
    lab_page.open("mailed.ipynb")
    picture = lab_page.output(1).locator(f"[data-mime-type='{SVG}']")
    expect(lab_page.output(1)).to_contain_text(NO_PICTURE)
    expect(picture).to_have_count(0)
    lab_page.server.trust("mailed.ipynb")
    lab_page.open("mailed.ipynb")
    expect(picture).to_be_visible()
    expect(lab_page.output(1)).not_to_contain_text(NO_PICTURE)


def test_a_restarted_kernel_has_forgotten(lab_page: Lab) -> None:
    count = "runs = globals().get('runs', 0) + 1\nf'run {runs}'"
    lab_page.open_code(count)
    for expected in ("run 1", "run 2"):
        lab_page.run_all()
        expect(lab_page.output(1)).to_contain_text(expected)
    lab_page.restart_kernel()
    lab_page.run_all()
    expect(lab_page.output(1)).to_contain_text("run 1")


@pytest.mark.parametrize("after", [[], ["'never reached'"]], ids=["last", "first"])
def test_a_failing_cell_is_told(lab_page: Lab, after: list[str]) -> None:
    lab_page.open_code("1 / 0", *after)
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        lab_page.run_all()
