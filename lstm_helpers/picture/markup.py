"""Any text, as it may stand inside an SVG."""

from __future__ import annotations

from html import escape

__all__ = ["attribute", "marked_up"]

# XML holds neither control characters nor halves of a pair of surrogates, not even escaped.
_UNFIT = {*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF} - {0x09, 0x0A, 0x0D}
_INSTEAD = dict.fromkeys(_UNFIT, "\N{REPLACEMENT CHARACTER}")


def marked_up(text: str) -> str:
    r"""Write a text so that it can stand between two tags.

    >>> marked_up("a < b"), marked_up("one\x07two")
    ('a &lt; b', 'one�two')
    """
    return escape(text.translate(_INSTEAD), quote=False)


def attribute(value: str) -> str:
    """Write a text as an attribute's value, with its quotes.

    >>> attribute('a "b"')
    '"a &quot;b&quot;"'
    """
    quoted = marked_up(value).replace('"', "&quot;")
    return f'"{quoted}"'
