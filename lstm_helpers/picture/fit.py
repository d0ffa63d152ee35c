"""How a text fits its slot: the font size, and where its lines break."""

from __future__ import annotations

from itertools import product

from lstm_helpers.picture.layout import SMALLEST, Slot

__all__ = ["BOLD_WIDER", "BREAKS", "CHARACTER_WIDTHS", "OTHER_WIDTH", "fit", "text_width"]

# Widths in units of the font size: upper bounds for DejaVu Sans, which is wider than most. They
# only choose a size; nothing is placed by them.
CHARACTER_WIDTHS = {
    " .·′ijl": 0.32,
    "()frt": 0.42,
    "₀₁₂₃₄₅₆₇₈₉": 0.42,
    "csz_∂": 0.56,
    "−+=∞wΣ": 0.85,
    "m": 0.98,
}
OTHER_WIDTH = 0.64
BOLD_WIDER = 1.1

# What a line may break before: the second choice only when the first does not help.
BREAKS = ((" = ", " + "), (" = ", " + ", "·"))


def text_width(text: str, bold: bool = False) -> float:
    """Estimate a text's width, in units of its font size.

    >>> text_width("f = 1") > text_width("f=1")
    True
    """
    total = sum(
        next((w for chars, w in CHARACTER_WIDTHS.items() if char in chars), OTHER_WIDTH)
        for char in text
    )
    return total * BOLD_WIDER if bold else total


def fit(text: str, slot: Slot) -> tuple[float, list[str]]:
    """Choose the font size and the lines with which a text fits its slot.

    >>> from lstm_helpers.picture.layout import SLOTS
    >>> fit("f₂ = 1·1 + 1·1 + 0 = 2", SLOTS["eq_f"])
    (20, ['f₂ = 1·1 + 1·1 + 0 = 2'])
    """
    # rather a break in the middle of a product than a size that the back row cannot read
    readable = [some for some in slot.sizes if some[0] >= SMALLEST]
    tiny = [some for some in slot.sizes if some[0] < SMALLEST]
    for sizes, marks in product((readable, tiny), BREAKS):
        for size, allowed in sizes:
            lines = _wrap(text, slot.width / size, marks, slot.bold)
            if len(lines) <= allowed and all(
                text_width(line, slot.bold) * size <= slot.width for line in lines
            ):
                return size, lines
    return size, lines[: slot.lines]


def _wrap(text: str, width: float, marks: tuple[str, ...], bold: bool) -> list[str]:
    lines: list[str] = []
    for piece in _pieces(text, marks):
        if lines and text_width(lines[-1] + piece, bold) <= width:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip() if lines else piece)
    return lines


def _pieces(text: str, marks: tuple[str, ...]) -> list[str]:
    starts = [n for n in range(1, len(text)) if any(text.startswith(m, n) for m in marks)]
    return [text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]
