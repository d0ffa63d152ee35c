"""JupyterLite beside JupyterLab: how soon a picture and a slider are there, how fast it is then.

Make the folder first: ``make lite ARGS=--offline``. Then ``python -m benchmarks.lite_speed``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.report import Row, median_and_p95, section
from tests.browser.conftest import FLAGS, SCROLL_BARS, find_browser
from tests.browser.lab import (
    ALL_CELLS_HAVE_RUN,
    COMPLAINT,
    KERNEL_IS_IDLE,
    NOTEBOOK,
    SECOND,
    SIZE,
    Lab,
)
from tests.browser.server import Server
from tests.host import hosted
from tests.lite.page import LitePage

LITE = Path(__file__).parents[1] / "_site" / "lite"
LESSON = "03_time_step_1.ipynb"
KEYS, WARM_UP = 40, 10
PATIENCE = 300 * SECOND
GOALS = {"picture": 5, "slider": 25, "folder": 60}  # seconds on a quiet machine; MB


class Measured(NamedTuple):
    """Seconds to the stored picture and to the first live slider; milliseconds for each key."""

    picture: float
    slider: float
    keys: list[float]


def measure(lab: Lab, address: str) -> Measured:
    """Open a lesson as somebody new, run it as soon as it shows, and move its first slider."""
    page = lab.page
    page.set_default_timeout(PATIENCE)
    page.add_init_script(path=Path(__file__).parent / "page.js")
    begin = time.perf_counter()
    page.goto(address)
    lab.notebook.locator("[data-mime-type='image/svg+xml'] img").first.wait_for()
    picture = time.perf_counter() - begin
    if not isinstance(lab, LitePage):  # JupyterLab runs nothing before there is a kernel
        page.wait_for_function(KERNEL_IS_IDLE, arg=[NOTEBOOK])
    lab.menu("Run", "runmenu:run-all")
    view = lab.notebook.locator(".lstm-explorer").first
    view.locator("input[type=range]").first.wait_for()
    slider = time.perf_counter() - begin
    page.wait_for_function(ALL_CELLS_HAVE_RUN, arg=[NOTEBOOK, COMPLAINT])
    return Measured(picture, slider, _keys(lab.page))


def _keys(page: Page) -> list[float]:
    view = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .lstm-explorer").first
    view.locator("input[type=range]").first.focus()
    results = []
    for n in range(WARM_UP + KEYS):
        waiting = view.locator(".lstm-frame").first.evaluate_handle(
            "element => ({ done: bench.once(element, 'text') })"
        )
        page.keyboard.press("ArrowRight" if n % 2 else "ArrowLeft")
        results.append(waiting.evaluate("waiting => waiting.done")["changed"])
    return results[WARM_UP:]


@contextmanager
def _tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZE)
    yield context.new_page()
    context.close()


def rows(browser: Browser, server: Server) -> list[Row]:
    """Measure both in one run, one after the other."""
    with hosted(LITE.parent) as (url, host), _tab(browser) as page:
        lite = measure(LitePage(page, f"{url}lite/"), f"{url}lite/lab/index.html?path={LESSON}")
        loaded = host.given / 1e6
    with _tab(browser) as page:
        lab = Lab(page, server)
        jupyter = measure(lab, f"{server.url}lab/tree/{LESSON}?reset&token=lstm")
    size = sum(path.stat().st_size for path in LITE.rglob("*") if path.is_file()) / 1e6
    return [
        _row("page to stored picture", lite.picture, jupyter.picture, GOALS["picture"]),
        _row("page to first live slider", lite.slider, jupyter.slider, GOALS["slider"]),
        Row("key to changed picture", _said(lite.keys), f"JupyterLab: {_said(jupyter.keys)}"),
        Row("folder", f"{size:.0f} MB", f"goal: under {GOALS['folder']} MB"),
        Row("loaded by a first visit, not compressed", f"{loaded:.0f} MB"),
    ]


def _row(what: str, lite: float, jupyter: float, goal: float) -> Row:
    return Row(what, f"{lite:.1f} s", f"JupyterLab: {jupyter:.1f} s; goal: under {goal} s")


def _said(keys: list[float]) -> str:
    return "{:.1f} ms, 95 % within {:.1f} ms".format(*median_and_p95(keys))


def main() -> int:
    """Run from the command line."""
    if not (LITE / "static" / "pyodide").is_dir():
        print("There is no JupyterLite with its Python: make lite ARGS=--offline", file=sys.stderr)
        return 1
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=FLAGS, ignore_default_args=SCROLL_BARS
        )
        server = Server(Path(home))
        server.start()
        try:
            server.reset()
            section("JupyterLite beside JupyterLab", rows(browser, server), print)
        finally:
            server.stop()
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
