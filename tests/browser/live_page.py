"""The live view in a blank page: no Jupyter, so that a thousand settings take seconds."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from lstm_helpers.live import Explorer, Picture
from tests.browser.expected import Settings

HARNESS = Path(__file__).with_suffix(".js")


class LivePage:
    """A page with one live picture in it, fed what the kernel would send.

    Parameters
    ----------
    page
        An empty tab.
    explorer
        What is shown. Afterwards only the page's own copy of its values changes.
    style
        Whether the page has the live view's style sheet.
    tampered
        What reaches the page otherwise than Python has sent it.

    Attributes
    ----------
    errors
        What the page raised or wrote to its console as an error.
    """

    def __init__(
        self, page: Page, explorer: Explorer, *, style: bool = False, **tampered: Any
    ) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        page.set_content("<!doctype html><html lang='en'><body><main></main></body></html>")
        if style:
            page.add_style_tag(content=str(Picture._css))
        page.add_script_tag(content=HARNESS.read_text(encoding="utf-8"))
        page.evaluate(
            "([address, state]) => begin(address, state)", [address(), state(explorer) | tampered]
        )

    def hurry(self) -> None:
        """Draw at once instead of in the next animation frame."""
        self.page.evaluate("inNoTime()")

    def change(self, **settings: Any) -> None:
        """Change what the sliders are linked to."""
        self.page.evaluate("settings => change(settings)", settings)

    def shown(self) -> dict[str, Any]:
        """Read the page as it is now."""
        return self.page.evaluate("shown()")

    def shown_after_each(self, settings: Iterable[Settings]) -> list[dict[str, Any]]:
        """Go through many settings, and read the page after each."""
        return json.loads(self.page.evaluate("some => shownAfterEach(some)", list(settings)))


def address() -> str:
    """Return the module as an address that a page can import without asking a server."""
    return "data:text/javascript;base64," + base64.b64encode(str(Picture._esm).encode()).decode()


def state(explorer: Explorer) -> dict[str, Any]:
    """Return what the page gets of an explorer, as it arrives there: through JSON."""
    traits = explorer.picture.get_state()
    return json.loads(json.dumps({n: v for n, v in traits.items() if not n.startswith("_")}))
