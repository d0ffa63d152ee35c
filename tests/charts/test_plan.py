"""Scales, ticks, lines, labels: where everything in a chart goes."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers.charts.content import Content, Dot, Line
from lstm_helpers.charts.look import MOST_LINES
from lstm_helpers.charts.plan import FRAME, Plan, plan, round_ticks, shortened, tick_text
from lstm_helpers.charts.scales import SCALES
from lstm_helpers.picture.fit import text_width

INF, NAN = math.inf, math.nan
LEFT, RIGHT, TOP, BOTTOM = FRAME.left, FRAME.right, FRAME.top, FRAME.bottom


def content(*ys: list[float], **more) -> Content:
    lines = [
        Line(name, list(enumerate(map(float, y), start=1)), name, "ink")
        for name, y in zip("chfigoabjkmn", ys, strict=False)
    ]
    return Content(lines, **more)


def y_texts(*ys: list[float], **more) -> list[str]:
    return [text for _, text in plan(content(*ys, **more)).y_ticks]


# ---- scales and ticks ----------------------------------------------------------------------------


def test_axes_have_round_ticks_powers_of_ten_and_whole_time_steps() -> None:
    assert y_texts([1, 12, 3211]) == ["0", "1000", "2000", "3000", "4000"]
    assert y_texts([1e-5, 1e3], scale="log") == ["10⁻⁴", "0.01", "1", "100"]
    both_ways = ["−1000", "−100", "−10", "0", "10", "100"]
    assert y_texts([-500, 0, 30], scale="symlog") == both_ways
    assert [text for _, text in plan(content([1, 2])).x_ticks] == ["1", "2"]
    assert [text for _, text in plan(content([0.5] * 12)).x_ticks] == [
        str(n + 1) for n in range(12)
    ]


def test_an_axis_without_numbers_stands_around_one() -> None:
    assert y_texts([], scale="log") == y_texts([1.0], scale="log") == ["0.1", "1", "10"]
    assert plan(content([])).lines[0].label is None


@pytest.mark.parametrize(
    ("ends", "texts"),
    [
        ((0, 12), "0 1 2 3 4 5 6 7 8 9 10 11 12"),
        ((0.5, 12.5), "2 4 6 8 10 12"),
        ((0, 2**41), "0 1e+12 2e+12"),
        ((-434075, -434070), "−434074 −434072 −434070"),
        ((192161699, 192426138), "1.922e+08 1.923e+08 1.924e+08"),
    ],
)
def test_an_axis_has_as_many_ticks_as_can_be_told_apart(
    ends: tuple[float, float], texts: str
) -> None:
    line = Line("h", [(float(x), 1.0) for x in ends], "h", "h")
    assert " ".join(text for _, text in plan(Content([line])).x_ticks) == texts


def test_a_log_axis_ends_at_powers_of_ten() -> None:
    """Of 1e-06, whose nearest float is a little less, and of 1e-5, whose is a little more."""
    assert plan(content([1e-5, 1e3], scale="log")).lines[0].pieces == [
        [(LEFT, BOTTOM), (RIGHT, TOP)]
    ]
    shown = plan(content([1], scale="log", ylim=(1e-6, 1e6)))
    assert shown.y_ticks[0] == (BOTTOM, "10⁻⁶")
    assert shown.y_ticks[-1] == (TOP, "10⁶")


def test_no_two_ticks_of_an_axis_are_called_the_same() -> None:
    years = Content([Line("c", [(1959.0, 1.0), (1960.9, 2.0)], "c", "ink")])
    assert [text for _, text in plan(years).x_ticks] == ["1959", "1960"]
    close = Content([Line("c", [(1.0, 1.0), (1.001, 2.0)], "c", "ink")])
    assert [text for _, text in plan(close).x_ticks] == ["1"]


def test_every_axis_has_ticks_in_its_frame_and_apart() -> None:
    for scale in SCALES:
        for value in (0.0, 1.0, -3.0, 1e-300, 5e-324, 1e299, INF, NAN):
            ticks = [place for place, _ in plan(content([value], scale=scale)).y_ticks]
            assert len(ticks) >= 2
            assert all(TOP - 1e-6 <= place <= BOTTOM + 1e-6 for place in ticks)


@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300), st.integers(2, 12))
def test_ticks_take_in_the_range_and_are_not_too_many(low: float, high: float, most: int) -> None:
    low, high = sorted((low, high))
    if high - low < 1e-290 or (high - low) < 1e-9 * max(abs(low), abs(high)):
        return
    ticks = round_ticks(low, high, most)
    room = (ticks[1] - ticks[0]) * 1e-6
    assert len(ticks) <= most + 1
    assert ticks[0] <= low + room
    assert ticks[-1] >= high - room


@pytest.mark.parametrize("xs", [[0, 12345, 98765], [-1e15, 0, 1e15], [0.125, 0.25], [1e6, 1e6 + 1]])
def test_ticks_of_the_x_axis_do_not_touch(xs: list[float]) -> None:
    line = Line("h", [(float(x), 1.0) for x in xs], "h", "h")
    ticks = plan(Content([line])).x_ticks
    for (left, one), (right, other) in pairwise(ticks):
        assert right - left > (text_width(one) + text_width(other)) / 2 * 15


def test_ticks_say_their_number() -> None:
    assert tick_text(-1e6, "symlog") == "−10⁶"
    assert tick_text(0.1 * 3, "linear") == "0.3"
    assert tick_text(0.0, "symlog") == "0"
    assert tick_text(1e-300, "log") == "10⁻³⁰⁰"


# ---- lines ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [INF, -INF, NAN, 1e301])
def test_what_cannot_be_drawn_is_a_gap_and_said(gap: float) -> None:
    shown = plan(content([1, 2, gap, 4, 5]))
    assert [len(piece) for piece in shown.lines[0].pieces] == [2, 2]
    assert shown.note == "gaps: ∞ or nan"


def test_a_point_between_gaps_is_a_dot() -> None:
    (line,) = plan(content([NAN, 2, NAN] * 20)).lines
    assert {len(piece) for piece in line.pieces} == {1}
    assert len(line.dots) == 20


def test_zero_has_no_place_on_a_log_axis() -> None:
    shown = plan(content([1, 0.1, 0, 0.1], scale="log"))
    assert "log axis" in shown.note
    assert [len(piece) for piece in shown.lines[0].pieces] == [2, 1]


def test_a_line_is_cut_where_it_leaves_the_frame() -> None:
    first, second = plan(content([0, 10, 0], ylim=(0, 5))).lines[0].pieces
    middle = (LEFT + RIGHT) / 2
    assert first == [(LEFT, BOTTOM), (pytest.approx((LEFT + middle) / 2), TOP)]
    assert second == [(pytest.approx((RIGHT + middle) / 2), TOP), (RIGHT, BOTTOM)]


def test_the_dot_stays_in_the_frame() -> None:
    for x, y in [(1, 1), (99, -5), (-99, 5)]:
        dot = plan(content([0, 1], dot=Dot(x, y, "f"), ylim=(0, 1))).dot
        assert dot
        assert LEFT <= dot.x <= RIGHT
        assert TOP <= dot.y <= BOTTOM
    assert plan(content([0, 1], dot=Dot(0, NAN, "f"))).dot is None


numbers = st.sampled_from([0.0, 1.0, -1.0, INF, -INF, NAN, 5e-324]) | st.floats()
many = st.lists(st.lists(numbers, min_size=1, max_size=8), min_size=1, max_size=MOST_LINES)


def assert_in_its_place(shown: Plan) -> None:
    for line in shown.lines:
        for x, y in (point for piece in line.pieces for point in piece):
            assert LEFT - 1e-6 <= x <= RIGHT + 1e-6
            assert TOP - 1e-6 <= y <= BOTTOM + 1e-6
    labels = sorted(line.label[1] for line in shown.lines if line.label)
    assert all(TOP - 1e-6 <= y <= BOTTOM + 1e-6 for y in labels)
    assert all(b - a >= FRAME.gap - 1e-6 for a, b in pairwise(labels))
    ticks = [y for y, _ in shown.y_ticks]
    assert all(abs(b - a) >= 18 for a, b in pairwise(ticks))
    assert len(ticks) >= 2


@given(many, st.sampled_from(list(SCALES)))
def test_everything_stays_in_its_place_whatever_the_numbers(
    ys: list[list[float]], scale: str
) -> None:
    assert_in_its_place(plan(content(*ys, scale=scale)))


def test_labels_keep_the_order_of_their_lines() -> None:
    shown = plan(content([1, 5], [1, 5], [1, 4.9], [1, 0]))
    places = [line.label[1] for line in shown.lines if line.label]
    assert places == sorted(places)


def test_a_text_without_room_is_shortened_but_for_its_number() -> None:
    for label in ("plain: (u·s)⁵⁰", "LSTM: f⁵⁰", "c₁₂"):
        line = Line("a", [(1, 1.234e-308)], label, "ink")
        assert plan(Content([line])).lines[0].text == f"{label} = 1.234e−308"
    text = shortened("a name that never comes to an end " * 9, "label", 272, " = 0.1234")
    assert text.endswith("… = 0.1234")
    assert text_width(text, bold=True) * 16 <= 272
