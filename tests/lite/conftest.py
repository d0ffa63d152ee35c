"""JupyterLite built once, served as a static host would, and a browser that knows no other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import (
    FLAGS,
    SCROLL_BARS,
    browser_is_required,
    find_browser,
    show_if_failed,
)
from tests.host import hosted
from tests.lite.page import LitePage

# Whatever a page or its service worker asks for elsewhere has no address.
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build JupyterLite, everything in it; or take the folder above the one in $LSTM_LITE."""
    built = os.environ.get("LSTM_LITE")
    if built:
        return Path(built).parent
    folder = tmp_path_factory.mktemp("site")
    from tools.lite.build import make_lite  # JupyterLite itself is only needed to build

    make_lite(folder / "lite", offline=True)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the folder, and yield where JupyterLite is."""
    with hosted(site) as (url, _):
        yield f"{url}lite/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a headless Chromium that knows no address but this machine's."""
    executable = find_browser()
    if executable is None:
        message = "no browser: install chromium, or name one in $CHROMIUM"
        (pytest.fail if browser_is_required() else pytest.skip)(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=[*FLAGS, NOWHERE], ignore_default_args=SCROLL_BARS
        )
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, address: str) -> Iterator[LitePage]:
    """Open a tab of somebody who has never been here."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield LitePage(context.new_page(), address)
    context.close()


@pytest.fixture
def lite(
    browser: Browser, address: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[LitePage]:
    """Yield a tab, and keep a picture of it when the test fails."""
    with visit(browser, address) as lite:
        yield lite
        show_if_failed(lite, request.node, tmp_path)
