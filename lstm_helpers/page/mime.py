"""What a widget is where it cannot be live: a picture for any page, a table for nbval."""

from __future__ import annotations

from typing import Any

__all__ = ["WIDGET_VIEW", "bundle"]

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

Live = dict[str, Any] | tuple[dict[str, Any], dict[str, Any]] | None


def bundle(live: Live, svg: str, table: str) -> dict[str, Any] | tuple[dict[str, Any], Any]:
    """Say the same in three ways: the live view, a picture, a table.

    Parameters
    ----------
    live
        What the widget itself shows: a MIME bundle, with or without its metadata.
    svg, table
        The same as a picture and as plain text.

    Examples
    --------
    >>> bundle(None, "<svg/>", "h = 1")
    {'image/svg+xml': '<svg/>', 'text/plain': 'h = 1'}
    """
    said = {"image/svg+xml": svg, "text/plain": table}
    if isinstance(live, tuple):
        return {**live[0], **said}, live[1]
    return {**(live or {}), **said}
