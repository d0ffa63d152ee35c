"""The charts' Python side: what they hold, what they say, what they refuse."""

from __future__ import annotations

import doctest
import json
import math
import time

import numpy as np
import pytest

from lstm_helpers import IDENTITY, STANDARD, ActivationCurve, Chart, Powers, TimeChart, Weights, run
from lstm_helpers.charts.following import time_content, time_look
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.page.mime import NO_PICTURE, WIDGET_VIEW, without_note
from tests.cells import random_cell
from tests.charts.stand_in import stand_in

INF, NAN = math.inf, math.nan


def points(chart, name: str) -> list:
    return next(list(line.points) for line in chart.content.lines if line.name == name)


def data_of(shown) -> dict:
    bundle = shown._repr_mimebundle_()
    return bundle[0] if isinstance(bundle, tuple) else bundle


# ---- Chart ---------------------------------------------------------------------------------------


def test_a_chart_holds_its_numbers_over_x() -> None:
    assert points(Chart({"h": [1, 12, 3211]}, x=[0, 1, 2]), "h") == [(0, 1), (1, 12), (2, 3211)]
    assert points(Chart({"h": np.array([5, 6])}), "h") == [(1, 5), (2, 6)]


def test_nan_and_infinities_are_sent_as_words() -> None:
    chart = Chart({"h": [1, NAN, INF, -INF]})
    assert chart.values == {"h": [1.0, "nan", "inf", "-inf"]}
    json.dumps({"x": chart.x, "values": chart.values, "look": chart.look}, allow_nan=False)
    powers = Powers(f=NAN, u=INF)
    assert [powers.get_state()[name] for name in ("f", "u")] == ["nan", "inf"]
    powers.set_state({"f": "inf", "u": 0.5})
    assert (powers.f, powers.u) == (INF, 0.5)


def test_append_adds_a_point_to_every_line() -> None:
    chart = Chart("loss f", x_label="epoch")
    for epoch in range(1, 101):
        chart.append(epoch, f=0.5, loss=1 / epoch)
    chart.append(np.int64(101), loss=np.float32(0.5), f=np.array([[0.25]]))
    assert points(chart, "loss")[-2:] == [(100, 0.01), (101, 0.5)]
    table = without_note(data_of(chart)["text/plain"])
    assert table.splitlines()[-1].split() == ["101", "0.5", "0.25"]
    assert chart.x[-1] == 101  # a chart that is shown has sent all its points
    assert len(chart.values["f"]) == 101


def test_append_sends_few_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = []
    monkeypatch.setattr(Chart, "send_state", lambda self, key=None: sent.append(key))
    chart = Chart("loss")
    sent.clear()
    began = time.monotonic()
    for epoch in range(5000):
        chart.append(epoch, loss=1.0)
    assert len(sent) <= 20 * (time.monotonic() - began) + 2


def test_a_failed_append_adds_nothing() -> None:
    chart = Chart("loss f")
    with pytest.raises(TypeError, match=r"append got loss; expected .* loss, f\."):
        chart.append(1, loss=1)
    with pytest.raises(TypeError, match="f is 'x'"):
        chart.append(1, loss=1, f="x")
    with pytest.raises(ValueError, match="x is nan"):
        chart.append(NAN, loss=1, f=1)
    assert points(chart, "loss") == points(chart, "f") == []


def test_a_line_gets_other_numbers_and_the_others_stay() -> None:
    chart = Chart({"data": [1, 2], "said": [3, 4]}, x=[0, 1])
    chart.replace({"said": np.array([5.0, NAN])})
    assert chart.values == {"data": [1.0, 2.0], "said": [5.0, "nan"]}
    assert points(chart, "data") == [(0, 1), (1, 2)]
    assert points(chart, "said")[0] == (0, 5)


def test_a_failed_replace_changes_nothing() -> None:
    chart = Chart({"data": [1, 2], "said": [3, 4]})
    for wrong, message in (
        ({"data": [9, 9], "sad": [1, 2]}, "there is no line 'sad'; there are data, said"),
        ({"data": [9, 9], "said": [1]}, "said has 1 numbers and x has 2; expected as many"),
        ({"data": [9, 9], "said": 3}, "said is 3; expected numbers"),
    ):
        with pytest.raises((TypeError, ValueError), match=message):
            chart.replace(wrong)
    assert chart.values == {"data": [1.0, 2.0], "said": [3.0, 4.0]}


# ---- what is refused -----------------------------------------------------------------------------


def test_what_does_not_fit_is_told_in_one_sentence_word_by_word() -> None:
    failed, tried = doctest.testfile("refusals.txt")
    assert tried > 70
    assert not failed


# ---- the same in three ways ----------------------------------------------------------------------


def test_a_chart_is_one_model_and_says_the_same_in_three_ways() -> None:
    explorer = stand_in()
    for shown in (Chart({"h": [1]}), TimeChart(explorer), ActivationCurve(explorer), Powers()):
        data = data_of(shown)
        assert data["image/svg+xml"] == shown.svg
        assert data["text/plain"] == f"{shown.table}\n\n{NO_PICTURE}"
        assert WIDGET_VIEW in data
        assert shown.layout is shown.get_state()["layout"] is None  # or the page waits for one
        assert "export default" in str(shown._esm)


# ---- charts that follow --------------------------------------------------------------------------


def test_a_time_chart_shows_what_run_says() -> None:
    weights, xs = Weights.ones(w_f=0.5, b_o=-1), (1.0, -0.5, 2.0)
    chart = TimeChart(stand_in(weights, xs, pair=STANDARD), "c h f")
    trace = run(weights, xs, activations=STANDARD)
    for name in ("c", "h", "f"):
        expected = list(enumerate(map(float, getattr(trace, name)), start=1))
        assert points(chart, name) == expected


def test_a_time_chart_shows_what_the_walk_has_come_to_and_no_more() -> None:
    explorer = stand_in(t=2, upto="c")
    chart = TimeChart(explorer, "c h")
    assert (len(points(chart, "c")), len(points(chart, "h"))) == (2, 1)
    assert [line.label for line in chart.content.lines] == ["c₂", "h₁"]
    assert chart.content.mark == 2
    explorer.scene = stand_in(t=1, upto="c_prev").scene
    assert points(chart, "c") == points(chart, "h") == []
    assert "247" not in chart.svg + chart.table


def test_an_explorer_has_the_content_without_a_second_model() -> None:
    look = time_look("c h")
    json.dumps(look)
    content = time_content(stand_in().scene, look, "symlog")
    assert content.scale == "symlog"
    assert content.lines == TimeChart(stand_in(), "c h").content.lines


@pytest.mark.parametrize("pair", [IDENTITY, STANDARD])
def test_the_dot_is_where_the_quantity_is(pair) -> None:
    explorer = stand_in(Weights.ones(b_f=0.5), t=2, pair=pair)
    values = explorer.scene.known
    for name in ("f", "i", "g", "o", "c_act"):
        dot = ActivationCurve(explorer, name).content.dot
        (operand,) = BY_NAME[name].operands
        assert dot
        assert (dot.x, dot.y) == (values[operand], values[name])


def test_an_unknown_gate_has_no_dot() -> None:
    content = ActivationCurve(stand_in(upto="c_prev")).content
    assert content.dot is None
    assert content.title == "f₁ = identity(?) = ?"


def test_a_curve_names_the_explorers_numbers_for_its_sliders() -> None:
    explorer = stand_in()
    curve = ActivationCurve(explorer, "f", show="w_f x_3 h0")
    assert curve.explorer is explorer
    assert curve.look["sliders"] == [
        {"name": "w_f", "label": "kernel of the forget gate, w_f", "role": "f"},
        {"name": "x_3", "label": "input at time step 3, x_3", "role": "f"},
        {"name": "h0", "label": "hidden state before the first step, h0", "role": "f"},
    ]


def test_powers_are_products_and_their_factors_are_traits() -> None:
    powers = Powers(f=1, u=-0.5, slope=0.5, steps=3)
    assert [y for _, y in points(powers, "lstm")] == [1, 1, 1, 1]
    assert [y for _, y in points(powers, "plain")] == [1, 0.25, 0.0625, 0.015625]
    heard = []
    powers.observe(lambda change: heard.append(change["new"]), "f")
    powers.f = 0.5
    assert heard == [0.5]
    assert points(powers, "lstm")[-1] == (3, 0.125)


def test_powers_name_the_slope_where_there_is_one() -> None:
    sloping = Powers(show="slope", steps=1).look
    assert [line["label"] for line in sloping["lines"]] == ["LSTM: f¹", "plain: (u·s)¹"]
    assert Powers(slope=0.5).look["lines"][1]["label"] == "plain: (u·s)⁵⁰"
    assert Powers().look["lines"][1]["label"] == "plain: u⁵⁰"
    assert Powers(title="mine").look["title"] == "mine"


# ---- of a layer's run ----------------------------------------------------------------------------

LAYER = random_cell(np.random.default_rng(51), batch=2, time=4, features=3, units=5)
BATCH = run(*LAYER)


@pytest.mark.parametrize(
    "make", [TimeChart, lambda trace, names, **o: Chart(trace, quantities=names, **o)]
)
def test_a_chart_takes_units_of_a_layers_run(make) -> None:
    chart = make(BATCH, "f c", units=[0, 3], sequence=1)
    names = ["f, unit 0", "f, unit 3", "c, unit 0", "c, unit 3"]
    assert [line.label for line in chart.content.lines] == names
    for name in names:
        expected = getattr(BATCH, name[0])[1, :, int(name[-1])].tolist()
        assert points(chart, name) == list(enumerate(expected, start=1))
        assert chart.values[name] == expected
    assert len({line.role for line in chart.content.lines}) == 4  # to be told apart
    assert chart.look["kind"] == "given"
    assert chart.look["x_label"] == "time step"
    json.dumps({"x": chart.x, "values": chart.values, "look": chart.look}, allow_nan=False)
    assert "f, unit 3" in data_of(chart)["text/plain"]


def test_its_title_says_which_units() -> None:
    assert (
        TimeChart(BATCH, "f c", units=[0, 3], sequence=1).look["title"]
        == "f and c of units 0 and 3"
    )
    assert TimeChart(BATCH, "f", units=2, sequence=1).look["title"] == "f of unit 2"
    assert TimeChart(BATCH, "f", units=2, sequence=1, title="mine").look["title"] == "mine"


def test_one_unit_and_the_scalar_cell_need_no_choice() -> None:
    scalar = run(Weights.ones(), [1, 1, 1])
    assert (
        points(Chart(scalar), "h") == points(TimeChart(scalar), "h") == [(1, 1), (2, 12), (3, 3211)]
    )
    assert points(TimeChart(run(Weights.ones(), [[1], [1]]), "f"), "f") == [(1, 1), (2, 2)]
    masked = run(*LAYER, mask=[1, 1, 0, 0])
    chart = TimeChart(masked, "f h", units=2, sequence=0)
    assert chart.values["f, unit 2"][2:] == ["nan", "nan"]
    assert chart.values["h, unit 2"][2] == chart.values["h, unit 2"][1]
