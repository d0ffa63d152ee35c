"""The live view in a blank page: no Jupyter, so that a thousand settings take seconds."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ipywidgets import Widget
from playwright.sync_api import Page

from lstm_helpers.live import Explorer
from lstm_helpers.page.scripts import PACKAGE
from tests.browser.expected import Settings

HARNESS = Path(__file__).with_suffix(".js")
HOST = (PACKAGE / "page" / "host.js").read_text(encoding="utf-8")


class LivePage:
    """A page with one live picture in it, fed what the kernel would send.

    Parameters
    ----------
    page
        An empty tab.
    explorer
        What is shown. Afterwards only the page's own copy of its values changes.
    tampered
        What reaches the page otherwise than Python has sent it.

    Attributes
    ----------
    errors
        What the page raised or wrote to its console as an error.
    """

    def __init__(self, page: Page, explorer: Explorer, **tampered: Any) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        page.set_content("<!doctype html><html lang='en'><body><main></main></body></html>")
        page.add_style_tag(content=str(Explorer._css))
        page.add_script_tag(content=HARNESS.read_text(encoding="utf-8"))
        page.evaluate(
            "given => begin(...given)",
            [address(str(explorer._esm)), address(HOST), state(explorer) | tampered],
        )

    def hurry(self) -> None:
        """Draw at once instead of in the next animation frame."""
        self.page.evaluate("inNoTime()")

    def change(self, **settings: Any) -> None:
        """Change the model's numbers, and wait until they are drawn."""
        self.page.evaluate("settings => change(settings)", settings)

    def shown(self) -> dict[str, Any]:
        """Read the page as it is now."""
        return self.page.evaluate("shown()")

    def shown_after_each(self, settings: Iterable[Settings]) -> list[dict[str, Any]]:
        """Go through many settings, and read the page after each."""
        return json.loads(self.page.evaluate("some => shownAfterEach(some)", list(settings)))


def address(script: str) -> str:
    """Return a module as an address that a page can import without asking a server."""
    return "data:text/javascript;base64," + base64.b64encode(script.encode()).decode()


def state(widget: Widget) -> dict[str, Any]:
    """Return what the page gets of a widget, as it arrives there: through JSON."""
    traits = widget.get_state()
    return json.loads(json.dumps({n: v for n, v in traits.items() if not n.startswith("_")}))
