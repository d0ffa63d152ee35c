"""Whatever a text holds, the SVG around it stays well-formed."""

from __future__ import annotations

import sys
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import Chart, Explorer
from lstm_helpers.picture.markup import attribute, marked_up

UNFIT = ("\x00", "bell\x07", "\x1b[31m", "\ud800", "\ufffe")


@given(st.text(st.characters(), min_size=1))
def test_any_text_can_be_read_back(text: str) -> None:
    page = ElementTree.fromstring(f"<a b={attribute(text)}>{marked_up(text)}</a>")
    shown = page.text or ""
    assert len(shown.replace("\n", "")) == len(text.replace("\r", "").replace("\n", ""))
    kept = [sign for sign, was in zip(shown, text, strict=False) if sign == was]
    if text.isprintable() and text.isascii():
        assert shown == page.get("b") == text
        assert len(kept) == len(text)


def test_no_sign_is_replaced_but_those_that_xml_forbids() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1) if chr(code) not in "&<>"]
    replaced = {
        ord(sign) for sign, now in zip(every, marked_up("".join(every)), strict=True) if sign != now
    }
    fit = {9, 10, 13, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000)}
    assert replaced == set(range(sys.maxunicode + 1)) - fit  # XML 1.0, section 2.2: Char


@pytest.mark.parametrize("sign", UNFIT, ids=ascii)
def test_a_title_that_xml_cannot_hold_is_shown_with_a_sign_in_its_place(sign: str) -> None:
    for picture in (Explorer(title=f"a{sign}b").svg, Chart("c", title=f"a{sign}b").svg):
        texts = "".join(ElementTree.fromstring(picture).itertext())
        assert "\N{REPLACEMENT CHARACTER}" in texts
        assert sign not in texts
