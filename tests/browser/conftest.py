"""One Jupyter server and one browser for all browser tests; a fresh tab for each that asks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.lab import SECOND, SIZE, Lab
from tests.browser.server import Server
from tests.conftest import FAILED

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = f"no browser: install one of {', '.join(BROWSERS)}, or name one in $CHROMIUM"
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

# Playwright hides scroll bars, and a box that scrolls would look fine.
SCROLL_BARS = ["--hide-scrollbars"]


def show_if_failed(lab: Lab, test: pytest.Item, folder: Path) -> None:
    """Keep a picture of the page when its test has failed, and say where."""
    if test.stash.get(FAILED, False):
        print(f"\nThe page when the test failed: {lab.screenshot(folder / 'failed.png')}")
        print("Its errors:", *lab.errors, *lab.outside_requests, sep="\n  ")


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
    if find_browser() is None:
        (pytest.fail if browser_is_required() else pytest.skip)(NO_BROWSER)
    with launched() as browser:
        yield browser


@contextmanager
def launched() -> Iterator[Browser]:
    """Start a headless Chromium, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=FLAGS, ignore_default_args=SCROLL_BARS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a running Jupyter server. It asks for the browser first: without one it is no use."""
    server = Server(tmp_path_factory.mktemp("jupyter"))
    server.start()
    yield server
    server.stop()


@contextmanager
def tab(browser: Browser, server: Server, *code: str) -> Iterator[Lab]:
    """Open a tab without a past, and in it a notebook with these code cells."""
    server.reset()
    context = browser.new_context(viewport=SIZE)
    lab = Lab(context.new_page(), server)
    if code:
        lab.open_code(*code)
    yield lab
    context.close()


@pytest.fixture
def lab_page(
    browser: Browser, server: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Lab]:
    """Yield a tab of the test's own, and keep a picture of it when the test fails."""
    with tab(browser, server) as lab:
        yield lab
        show_if_failed(lab, request.node, tmp_path)
