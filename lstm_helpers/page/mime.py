"""What a widget is where it cannot be live: a picture for any page, a text for nbval."""

from __future__ import annotations

from typing import Any, TypeAlias

from lstm_helpers.words.language import LANGUAGES, say, speaking

__all__ = ["NO_PICTURE", "SVG", "WIDGET_VIEW", "ByBundle", "Shown", "bundle", "without_note"]

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SVG = "image/svg+xml"

# A notebook that Jupyter does not trust shows the text alone; it is the only one that reads this.
NO_PICTURE = (
    "(A picture belongs here. Run the cell, or trust the notebook: python -m lstm_helpers.trust)"
)

Mime: TypeAlias = dict[str, Any]
"""What is shown by its MIME type; or what there is to say about it, likewise."""

Shown: TypeAlias = tuple[Mime, Mime]
"""As Jupyter takes it: a bundle, and its metadata."""


class ByBundle:
    """A widget that is shown by its whole bundle, by ipywidgets 7 (as in Colab) too.

    That one shows a widget by a method of its own, which knows the live view and no picture;
    Jupyter asks for it first. Where there is none, it asks for the bundle.
    """

    _ipython_display_ = None


def bundle(live: Shown | None, still: str, text: str, kind: str = SVG) -> Shown:
    """Say the same in three ways: the live view, one that stands still, plain text.

    Parameters
    ----------
    live
        What the widget itself shows, if anything.
    still, text
        The same as a picture, or what else `kind` says, and as plain text.
    kind
        The MIME type of what stands still.

    Examples
    --------
    >>> data, metadata = bundle(None, "<svg/>", "h = 1")
    >>> data["text/plain"].splitlines()[0]
    'h = 1'
    """
    data, metadata = live or ({}, {})
    # Jupyter keeps a stranger's SVG to itself, but shows HTML once it has cleaned it.
    said = f"{text}\n\n{say(NO_PICTURE)}" if kind == SVG else text
    return {**data, kind: still, "text/plain": said}, metadata


def without_note(text: str) -> str:
    """Return a bundle's plain text for a place where its picture stands beside it.

    Examples
    --------
    >>> without_note(bundle(None, "<svg/>", "h = 1")[0]["text/plain"])
    'h = 1'
    """
    for language in LANGUAGES:
        with speaking(language):
            text = text.removesuffix(f"\n\n{say(NO_PICTURE)}")
    return text
