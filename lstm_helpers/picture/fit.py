"""How a text fits its slot: the font size, and where its lines break; fit.js does the same."""

from __future__ import annotations

from lstm_helpers.picture.layout import Slot

__all__ = ["BOLD_WIDER", "CHARACTER_WIDTHS", "OTHER_WIDTH", "fit", "text_width"]

# Widths in units of the font size: upper bounds for DejaVu Sans, which is wider than most. They
# only choose lines and sizes; nothing is placed by them.
CHARACTER_WIDTHS = {
    "′'ijlI": 0.3,
    " .·,:": 0.32,
    "ft()": 0.392,
    "r": 0.412,
    "₀₁₂₃₄₅₆₇₈₉": 0.402,
    "_sz∂?": 0.532,
    "c": 0.552,
    "kxvyPTLeoa": 0.615,
    "−+=∞w": 0.84,
    "mMW": 0.99,
    "ABCDEGHKNOQRSUVXYZ": 0.79,
}
OTHER_WIDTH = 0.64
BOLD_WIDER = 0.064  # each character


def text_width(text: str, bold: bool = False) -> float:
    """Estimate a text's width, in units of its font size.

    >>> text_width("f = 1") > text_width("f=1")
    True
    """
    total = sum(
        next((w for chars, w in CHARACTER_WIDTHS.items() if char in chars), OTHER_WIDTH)
        for char in text
    )
    return total + BOLD_WIDER * len(text) if bold else total


def fit(text: str, slot: Slot) -> tuple[float, list[str]]:
    """Choose the font size and the lines with which a text fits its slot.

    The largest size counts at which the lines are few enough and none is too wide. A text that is
    too long for all of them is never cut: its last line sticks out.

    >>> from lstm_helpers.picture.layout import SLOTS
    >>> fit("f₂ = 1·1 + 1·1 + 0 = 2", SLOTS["eq_f"])
    (15, ['f₂ = 1·1 + 1·1 + 0 = 2'])
    """
    for size in slot.sizes:
        room = slot.width / size
        lines = _wrap(text, room, slot)
        if len(lines) <= slot.lines and all(text_width(s, slot.bold) <= room for s in lines):
            return size, lines
    return size, [*lines[: slot.lines - 1], " ".join(lines[slot.lines - 1 :])]


def _wrap(text: str, room: float, slot: Slot) -> list[str]:
    """Fill line after line with as many pieces as it takes."""
    first, *rest = _pieces(text, slot.breaks)
    lines = [first]
    for piece in rest:
        if text_width(lines[-1] + piece, slot.bold) <= room:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip())
    return lines


def _pieces(text: str, marks: tuple[str, ...]) -> list[str]:
    starts = [n for n in range(1, len(text)) if any(text.startswith(m, n) for m in marks)]
    return [text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]
