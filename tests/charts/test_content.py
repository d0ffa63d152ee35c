"""What a chart shows, how it looks, and what it says of itself in words."""

from __future__ import annotations

import math

from lstm_helpers.charts.content import Content, Line, sentence, text_table
from lstm_helpers.charts.look import styles
from lstm_helpers.picture.layout import STYLES

INF, NAN = math.inf, math.nan


def content(*ys: list[float], **more) -> Content:
    lines = [
        Line(name, list(enumerate(map(float, y), start=1)), name, name)
        for name, y in zip("chfigo", ys, strict=False)
    ]
    return Content(lines, **more)


def test_lines_are_told_apart_by_colour_and_dashes() -> None:
    assert styles(["loss", "test", *"figoch"])[2:] == [*"figoch"]
    looks = [STYLES[role] for role in styles([*"figoch"])]
    assert len({style.colour for style in looks}) == len({style.dashes for style in looks}) == 6
    assert len(set(styles(["a", "b", "d", "e", "j", "k"]))) == 6
    assert styles([*"ohifg", "c_act", "a", "b"])[5:] == ["ink", "ink", "o"]  # none is left
    assert styles(["x", "c_act", "a"]) == ["quiet", "ink", "o"]


def test_a_long_table_is_thinned_and_ends_with_the_last_row() -> None:
    rows = text_table(content(list(range(1000)), x_label="epoch")).splitlines()
    assert "1 row in 40 of 1000, and the last" in rows
    assert rows[-1].split() == ["1000", "999"]
    assert len(rows) <= 31


def test_a_table_has_every_row_of_every_line() -> None:
    rows = text_table(content([1, INF], [0.5])).splitlines()
    assert [row.split() for row in rows[2:]] == [["x", "c", "h"], ["1", "1", "0.5"], ["2", "∞"]]
    assert text_table(content([])) == "chart\n\nnothing to draw yet"
    many = text_table(content([*range(27)])).splitlines()
    assert many[2] == "1 row in 2 of 27, and the last"
    assert len(many) == 19


def test_a_sentence_says_from_where_to_where() -> None:
    assert sentence(content([1, NAN], [2])) == "Over x 1 to 2: c from 1 to nan, h from 2 to 2."
    assert sentence(content([])) == "Nothing to draw yet."
