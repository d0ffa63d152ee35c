"""What a chart shows: scales, ticks, lines, labels, table, and the drawing of them."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers.layout import STYLES, fit
from lstm_helpers.plots import (
    BOTTOM,
    LABEL,
    LEFT,
    MOST_LINES,
    RIGHT,
    SCALES,
    TOP,
    WIDTH,
    Content,
    Dot,
    Line,
    plan,
    plan_svg,
    steps,
    styles,
    text_table,
    tick_text,
)

INF, NAN = math.inf, math.nan

SMALLEST = 14  # of a chart


def content(*ys: list[float], **more) -> Content:
    names = "chfigoabjkmn"
    lines = [
        Line(name, list(enumerate(map(float, y), start=1)), name, "ink")
        for name, y in zip(names, ys, strict=False)
    ]
    return Content(lines, **more)


def line_ys(shown: dict) -> list[list[float]]:
    return [[y for piece in line["pieces"] for _, y in piece] for line in shown["lines"]]


# ---- scales and ticks ----------------------------------------------------------------------------


def test_a_linear_axis_has_zero_and_round_ticks() -> None:
    assert [text for _, text in plan(content([1, 12, 3211]))["y_ticks"]] == [
        *("0", "1000", "2000", "3000", "4000")
    ]


def test_time_steps_have_whole_ticks() -> None:
    assert [text for _, text in plan(content([1, 2]))["x_ticks"]] == ["1", "2"]
    assert [text for _, text in plan(content([0.5] * 12))["x_ticks"]] == list(
        map(str, range(1, 13))
    )


def test_a_log_axis_has_powers_of_ten() -> None:
    shown = plan(content([1e-5, 1e3], scale="log"))
    assert [text for _, text in shown["y_ticks"]] == ["10⁻⁴", "0.01", "1", "100"]
    assert shown["lines"][0]["pieces"] == [[[LEFT, BOTTOM], [RIGHT, TOP]]]


def test_symlog_has_room_for_both_signs_and_zero() -> None:
    shown = plan(content([-500, 0, 30], scale="symlog"))
    texts = [text for _, text in shown["y_ticks"]]
    assert texts == ["−1000", "−100", "−10", "0", "10", "100"]
    assert shown["zero"] == pytest.approx(dict(zip(texts, shown["y_ticks"], strict=True))["0"][0])


@pytest.mark.parametrize("scale", SCALES)
def test_a_single_value_has_an_axis(scale: str) -> None:
    for value in (0.0, 1.0, -3.0, 1e-300, 5e-324, 1e299):
        for pos, _ in plan(content([value], scale=scale))["y_ticks"]:
            assert TOP - 1e-6 <= pos <= BOTTOM + 1e-6


@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300), st.integers(2, 12))
def test_steps_take_in_the_range_and_are_not_too_many(low: float, high: float, most: int) -> None:
    low, high = sorted((low, high))
    if high - low < 1e-290 or (high - low) < 1e-9 * max(abs(low), abs(high)):
        return
    step, first, last = steps(low, high, most)
    assert last - first <= most
    assert first * step <= low + step * 1e-6
    assert last * step >= high - step * 1e-6


def test_ticks_say_their_number() -> None:
    assert tick_text(-1e6, "symlog") == "−10⁶"
    assert tick_text(0.1 * 3, "linear") == "0.3"
    assert tick_text(0.0, "symlog") == "0"
    assert tick_text(1e-300, "log") == "10⁻³⁰⁰"


# ---- lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [INF, -INF, NAN, 1e301])
def test_what_cannot_be_drawn_is_a_gap_and_said(gap: float) -> None:
    shown = plan(content([1, 2, gap, 4, 5]))
    assert [len(piece) for piece in shown["lines"][0]["pieces"]] == [2, 2]
    assert shown["note"] == "gaps: ∞ or nan"


def test_a_point_between_gaps_is_a_dot() -> None:
    shown = plan(content([NAN, 2, NAN] * 20))
    assert {len(piece) for piece in shown["lines"][0]["pieces"]} == {1}
    assert len(shown["lines"][0]["dots"]) == 20


def test_zero_has_no_place_on_a_log_axis() -> None:
    shown = plan(content([1, 0.1, 0, 0.1], scale="log"))
    assert "log axis" in shown["note"]
    assert [len(piece) for piece in shown["lines"][0]["pieces"]] == [2, 1]


def test_a_line_is_cut_where_it_leaves_the_frame() -> None:
    shown = plan(content([0, 10, 0], ylim=(0, 5)))
    first, second = shown["lines"][0]["pieces"]
    middle = (LEFT + RIGHT) / 2
    assert first == [[LEFT, BOTTOM], [pytest.approx((LEFT + middle) / 2), TOP]]
    assert second == [[pytest.approx((RIGHT + middle) / 2), TOP], [RIGHT, BOTTOM]]


def test_nothing_to_draw_is_said() -> None:
    for nothing in (content(), content([])):
        assert plan(nothing)["note"] == "nothing to draw yet"
        assert plan(nothing)["sentence"] == "Nothing to draw yet."
        assert "nothing to draw yet" in plan_svg(plan(nothing))


def test_the_dot_stays_in_the_frame() -> None:
    for x, y in [(1, 1), (99, -5), (-99, 5)]:
        dot = plan(content([0, 1], dot=Dot(x, y, "f"), ylim=(0, 1)))["dot"]
        assert LEFT <= dot["at"][0] <= RIGHT
        assert TOP <= dot["at"][1] <= BOTTOM
    assert plan(content([0, 1], dot=Dot(0, NAN, "f")))["dot"] is None


numbers = st.sampled_from([0.0, 1.0, -1.0, INF, -INF, NAN, 5e-324]) | st.floats()
many = st.lists(st.lists(numbers, min_size=1, max_size=8), min_size=1, max_size=MOST_LINES)


@given(many, st.sampled_from(list(SCALES)))
def test_everything_stays_in_its_place_whatever_the_numbers(
    ys: list[list[float]], scale: str
) -> None:
    shown = plan(content(*ys, scale=scale))
    for line in shown["lines"]:
        for piece in line["pieces"]:
            for x, y in piece:
                assert LEFT - 1e-6 <= x <= RIGHT + 1e-6
                assert TOP - 1e-6 <= y <= BOTTOM + 1e-6
    labels = sorted(line["label"][1] for line in shown["lines"] if line["end"])
    assert all(TOP - 1e-6 <= y <= BOTTOM + 1e-6 for y in labels)
    assert all(b - a >= 20 - 1e-6 for a, b in pairwise(labels))
    ticks = [y for y, _ in shown["y_ticks"]]
    assert all(abs(b - a) >= 18 for a, b in pairwise(ticks))
    assert len(ticks) >= 2


def test_labels_keep_the_order_of_their_lines() -> None:
    shown = plan(content([1, 5], [1, 5], [1, 4.9], [1, 0]))
    assert [line["label"][1] for line in shown["lines"]] == sorted(
        line["label"][1] for line in shown["lines"]
    )


def test_a_label_is_readable_and_fits_beside_the_frame() -> None:
    for text in ("plain: (u·s)⁵⁰ = 1.234e−10", "c₁₂ = −1.234e−308", "LSTM: f⁵⁰ = 0.005154"):
        size, lines = fit(text, LABEL)
        assert size >= SMALLEST
        assert lines == [text]
    assert RIGHT + 26 + LABEL.width <= WIDTH


# ---- styles --------------------------------------------------------------------------------------


def test_lines_are_told_apart_by_colour_and_dashes() -> None:
    roles = styles(["loss", "test", "f", "i", "g", "o", "c", "h"])
    assert roles[2:] == ["f", "i", "g", "o", "c", "h"]
    looks = [
        (STYLES[role].colour, STYLES[role].dashes)
        for role in styles(["f", "i", "g", "o", "c", "h"])
    ]
    assert len({colour for colour, _ in looks}) == 6
    assert len({dashes for _, dashes in looks}) == 6
    own = styles(["a", "b", "d", "e", "j", "k"])
    assert len(set(own)) == 6


# ---- the drawing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", SCALES)
def test_the_svg_is_real_text_and_the_same_every_time(scale: str) -> None:
    shown = plan(
        content(
            [1, 12, 3211],
            [1, INF, 247],
            scale=scale,
            title="c and h",
            x_label="time step",
            y_label="<size>",
            mark=2,
            dot=Dot(2, 12, "f"),
        )
    )
    svg = plan_svg(shown)
    assert svg == plan_svg(shown)
    root = ElementTree.fromstring(svg)
    texts = {text.strip() for text in root.itertext() if text.strip()}
    assert {"c and h", "time step", "<size>", "c = 3211", "h = 247"} <= texts
    assert root.get("role") == "img"
    assert "<style" not in svg
    assert "DejaVu" in svg
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: (?:bold )?([\d.]+)px", svg)]
    assert sizes
    assert min(sizes) >= SMALLEST


# ---- the table -----------------------------------------------------------------------------------


def test_a_long_table_is_thinned_and_ends_with_the_last_row() -> None:
    text = text_table(content(list(range(1000)), x_label="epoch"))
    assert "1 row in 40 of 1000, and the last" in text
    assert text.splitlines()[-1].split() == ["1000", "999"]
    assert len(text.splitlines()) <= 31


def test_a_short_table_has_every_row() -> None:
    rows = text_table(content([1, INF], [0.5, NAN])).splitlines()
    assert [row.split() for row in rows[2:]] == [
        ["x", "c", "h"],
        ["1", "1", "0.5"],
        ["2", "∞", "nan"],
    ]
