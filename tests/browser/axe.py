"""What shuts people out of a page, as axe-core finds it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Rules that have something to say about a live cell: a clean bill without them is worth nothing.
LOOKED_AT = {"label", "button-name", "svg-img-alt", "target-size"}


def violations(
    page: Page, context: Any = None, looked_at: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Return what breaks WCAG 2.2 AA: the places, by rule."""
    run_only = {"type": "tag", "values": WCAG}
    options = {"runOnly": run_only, "rules": {"target-size": {"enabled": True}}}
    results = Axe().run(page, context=context, options=options).response
    assert {rule["id"] for rule in results["passes"]}.issuperset(looked_at)
    return {
        rule["id"]: [f"{node['target']}: {node['html'][:200]}" for node in rule["nodes"]]
        for rule in results["violations"]
    }
