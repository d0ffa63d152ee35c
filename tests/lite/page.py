"""JupyterLite in one tab, worked with by the same hands as JupyterLab."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page, Request, expect

from tests.browser.lab import KERNEL_IS_IDLE, SECOND, Lab

# Python starts in the page: on a busy machine that takes its time.
PATIENCE = 150


class Address(NamedTuple):
    """Where JupyterLite is; for what only asks a server for its address."""

    url: str


class LitePage(Lab):
    """One tab of JupyterLite, in JupyterLab or in Notebook 7.

    Its service worker fetches for the page, where Playwright refuses nothing: so every request is
    looked at, and the browser itself knows no other address.
    """

    def __init__(self, page: Page, url: str) -> None:
        super().__init__(page, Address(url))  # type: ignore[arg-type]
        self.host = url.removesuffix("lite/")
        page.context.on("request", self._note_request)

    def show(self, notebook: str, app: str = "lab") -> None:
        """Open a notebook, and wait until its text is shown: no Python needs to be there yet."""
        self.page.goto(f"{self.server.url}{app}/index.html?path={notebook}")
        self.cell(0).wait_for()

    def wait_for_python(self) -> None:
        """Wait until Python runs in the page."""
        self._wait_until(KERNEL_IS_IDLE, seconds=PATIENCE)

    def expect_stored_picture(self) -> None:
        """See that the first picture is there, although nothing has run."""
        expect(self.notebook.locator(".lstm-explorer")).to_have_count(0)
        picture = self.notebook.locator("[data-mime-type='image/svg+xml'] img").first
        expect(picture).to_be_visible(timeout=PATIENCE * SECOND)
        decoded = "image => image.decode().then(() => image.naturalWidth)"
        assert picture.evaluate(decoded) > 0

    def press_stop(self) -> None:
        """Press the stop button of the notebook."""
        self.notebook.locator("[data-command='notebook:interrupt-kernel']").first.click()

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:")):
            self.outside_requests.append(request.url)
