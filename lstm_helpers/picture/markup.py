"""Any text, as it may stand inside an SVG."""

from __future__ import annotations

import re
from html import escape

__all__ = ["attribute", "marked_up"]

# XML holds neither control characters nor halves of a pair of surrogates, not even escaped.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INSTEAD = "\N{REPLACEMENT CHARACTER}"


def marked_up(text: str) -> str:
    r"""Write a text so that it can stand between two tags.

    >>> marked_up("a < b"), marked_up("one\x07two")
    ('a &lt; b', 'one�two')
    """
    return escape(_UNFIT.sub(_INSTEAD, text), quote=False)


def attribute(value: str) -> str:
    """Write a text as an attribute's value, with its quotes.

    >>> attribute('a "b"')
    '"a &quot;b&quot;"'
    """
    quoted = marked_up(value).replace('"', "&quot;")
    return f'"{quoted}"'
