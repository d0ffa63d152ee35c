"""One Jupyter server and one browser for all browser tests; a fresh tab for each."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.lab import SECOND, SIZE, Lab
from tests.browser.server import NOTEBOOKS, Server
from tools.site import make_site

LESSON = "05_time_step_3"  # the one of which there is a page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# A busy machine takes its time; whoever waits for less than this should measure it, not expect it.
expect.set_options(timeout=20 * SECOND)

FAILED = pytest.StashKey[bool]()


def find_browser() -> str | None:
    """Return the browser named by $CHROMIUM, or else the first that this machine has."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def browser_is_required() -> bool:
    """In CI nothing is skipped."""
    return bool(os.environ.get("CI")) or os.environ.get("LSTM_BROWSER") == "required"


# Both live as long as this folder's tests do: Playwright keeps an event loop running meanwhile,
# and tests elsewhere may want one of their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Yield a headless Chromium."""
    executable = find_browser()
    if executable is None:
        message = f"no browser: install one of {', '.join(BROWSERS)}, or name one in $CHROMIUM"
        (pytest.fail if browser_is_required() else pytest.skip)(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a running Jupyter server. It asks for the browser first: without one it is no use."""
    server = Server(tmp_path_factory.mktemp("jupyter"))
    server.start()
    yield server
    server.stop()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a lesson into a page that needs no kernel."""
    if shutil.which("npm") is None:
        message = "npm is not on this machine, so the site cannot be made and is NOT tested"
        (pytest.fail if browser_is_required() else pytest.skip)(message)
    folder = tmp_path_factory.mktemp("a site") / "pages"
    make_site([NOTEBOOKS / f"{LESSON}.ipynb"], folder)
    return folder


@pytest.fixture(scope="package")
def address(site: Path) -> Iterator[str]:
    """Serve the page on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def lab_page(
    browser: Browser, server: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Lab]:
    """Yield a tab without a past, and keep a picture of it when the test fails."""
    server.reset()
    context = browser.new_context(viewport=SIZE)
    lab = Lab(context.new_page(), server)
    yield lab
    if request.node.stash.get(FAILED, False):
        print(f"\nThe page when the test failed: {lab.screenshot(tmp_path / 'failed.png')}")
        print("Its errors:", *lab.errors, *lab.outside_requests, sep="\n  ")
    context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Tell `lab_page` whether its test failed."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report
