"""The charts' Python side: what they hold, what they say, and the loop that can be stopped."""

from __future__ import annotations

import json
import math
import os
import signal
import threading
import time

import ipywidgets as widgets
import pytest

from lstm_helpers import IDENTITY, STANDARD, Explorer, Weights, run
from lstm_helpers import chart as chart_module
from lstm_helpers.chart import ActivationCurve, Chart, Powers, TimeChart, watch
from lstm_helpers.graph.table import BY_NAME

INF, NAN = math.inf, math.nan


def points(chart, name: str) -> list:
    return next(list(line.points) for line in chart.content.lines if line.name == name)


# ---- Chart ---------------------------------------------------------------------------------------


def test_a_chart_holds_its_numbers_over_x() -> None:
    chart = Chart({"h": [1, 12, 3211]}, x=[0, 1, 2])
    assert points(chart, "h") == [(0, 1), (1, 12), (2, 3211)]
    assert points(Chart({"h": [5, 6]}), "h") == [(1, 5), (2, 6)]


def test_nan_and_infinities_are_sent_as_words() -> None:
    chart = Chart({"h": [1, NAN, INF, -INF]})
    assert chart.values == {"h": [1.0, "nan", "inf", "-inf"]}
    json.dumps({"x": chart.x, "values": chart.values}, allow_nan=False)


def test_append_adds_a_point_to_every_line() -> None:
    chart = Chart("loss f", x_label="epoch")
    for epoch in range(1, 101):
        chart.append(epoch, f=0.5, loss=1 / epoch)
    assert points(chart, "loss")[-1] == (100, 0.01)
    chart.flush()
    assert chart.x[-1] == 100
    assert len(chart.values["f"]) == 100


def test_append_takes_numpy_and_arrays_of_one() -> None:
    np = pytest.importorskip("numpy")
    chart = Chart("loss")
    chart.append(np.int64(1), loss=np.float32(0.5))
    chart.append(2, loss=np.array([[0.25]]))
    assert points(chart, "loss") == [(1, 0.5), (2, 0.25)]


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
    assert points(chart, "loss") == points(chart, "f") == []
    assert chart.content.lines[0].points == []


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Chart({"h": [1, 2]}, x=[1]), "h has 2 numbers and x has 1; expected as many"),
        (lambda: Chart({"h": ["a"]}), "h is 'a'"),
        (lambda: Chart({}), "lines has 0 names; expected 1 to 12"),
        (lambda: Chart([f"l{n}" for n in range(13)]), "lines has 13 names"),
        (lambda: Chart("h", scale="cubic"), "scale is 'cubic'; expected one of linear"),
        (lambda: Chart("h", ylim=(1, 1)), r"ylim is \(1, 1\); expected two numbers, the smaller"),
        (lambda: Chart("h", scale="log", ylim=(0, 1)), "expected two numbers above 0"),
        (lambda: TimeChart(Explorer(), "c z"), "there is no quantity 'z'"),
        (lambda: ActivationCurve(Explorer(), "c"), "'c' comes through no activation"),
        (lambda: ActivationCurve(Explorer(), "f", show="v_f"), "show names 'v_f'"),
        (lambda: Powers(steps=0), "steps is 0; expected a whole number"),
        (lambda: Powers(show="g"), "show names 'g'"),
        (lambda: Powers(f="a"), "f is 'a'"),
    ],
)
def test_what_does_not_fit_is_told_in_one_sentence(make, message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=message) as told:
        make()
    assert "\n" not in str(told.value)


def test_a_chart_says_the_same_in_three_ways() -> None:
    for shown in (
        Chart({"h": [1, 12, 3211]}),
        TimeChart(Explorer()),
        ActivationCurve(Explorer()),
        Powers(),
    ):
        data, _ = data_of(shown)
        assert set(data) >= {"image/svg+xml", "text/plain", VIEW}
        assert data["image/svg+xml"].startswith("<svg")
        assert data_of(shown)[0]["image/svg+xml"] == data["image/svg+xml"]


VIEW = "application/vnd.jupyter.widget-view+json"


def data_of(shown) -> tuple[dict, dict]:
    bundle = shown._repr_mimebundle_()
    return bundle if isinstance(bundle, tuple) else (bundle, {})


def test_a_shown_chart_has_all_its_points() -> None:
    chart = Chart("loss")
    for epoch in range(1, 1001):
        chart.append(epoch, loss=1 / epoch)
    assert data_of(chart)[0]["text/plain"].splitlines()[-1].split() == ["1000", "0.001"]
    assert len(chart.x) == 1000


# ---- charts that follow an Explorer --------------------------------------------------------------


def test_a_time_chart_shows_what_run_says() -> None:
    weights = Weights.ones(w_f=0.5, b_o=-1)
    explorer = Explorer(weights, [1, -0.5, 2], activations=STANDARD, plot="c h f")
    trace = run(weights, [1, -0.5, 2], activations=STANDARD)
    for name in ("c", "h", "f"):
        expected = list(enumerate(map(float, getattr(trace, name)), start=1))
        assert points(explorer.chart, name) == expected


def test_a_time_chart_follows_the_sliders_and_the_walk() -> None:
    explorer = Explorer(plot="c h")
    explorer.sliders["x_1"].value = 2
    assert points(explorer.chart, "c")[0] == (1, 4)
    explorer.t, explorer.upto = 2, "c"
    assert len(points(explorer.chart, "c")) == 2
    assert len(points(explorer.chart, "h")) == 1
    assert [line.label for line in explorer.chart.content.lines] == ["c₂", "h₂"]


def test_a_time_chart_reveals_no_answer() -> None:
    explorer = Explorer(t=1, upto="c_prev", plot="c h f x")
    assert points(explorer.chart, "c") == points(explorer.chart, "f") == []
    assert points(explorer.chart, "x") == [(1, 1)]
    assert "247" not in explorer.chart.svg


def test_a_plot_changes_nothing_in_what_an_explorer_stores() -> None:
    with_plot, without = (data_of(Explorer(plot=plot))[0] for plot in ("c h", ""))
    for mime in ("image/svg+xml", "text/plain"):
        assert with_plot[mime] == without[mime]


@pytest.mark.parametrize("name", ["f", "i", "g", "o", "c_act"])
@pytest.mark.parametrize("pair", [IDENTITY, STANDARD])
def test_the_dot_is_where_the_quantity_is(name: str, pair) -> None:
    explorer = Explorer(Weights.ones(b_f=0.5), t=2, activations=pair)
    dot = ActivationCurve(explorer, name).chart.content.dot
    (operand,) = BY_NAME[name].operands
    step = explorer.trace[1]
    assert (dot.x, dot.y) == (getattr(step, operand), getattr(step, name))


def test_an_unknown_gate_has_no_dot() -> None:
    content = ActivationCurve(Explorer(upto="c_prev")).chart.content
    assert content.dot is None
    assert content.title == "f₁ = identity(?) = ?"


def test_a_curve_shows_the_explorers_own_sliders() -> None:
    explorer = Explorer(activations=STANDARD)
    curve = ActivationCurve(explorer, "f", show="w_f b_f")
    assert list(curve.children[1].children) == [explorer.sliders[n] for n in ("w_f", "b_f")]


def test_powers_are_products() -> None:
    powers = Powers(f=1, u=-0.5, slope=0.5, steps=3)
    assert [y for _, y in points(powers.chart, "lstm")] == [1, 1, 1, 1]
    assert [y for _, y in points(powers.chart, "plain")] == [1, 0.25, 0.0625, 0.015625]
    powers.sliders["f"].value = 0.5
    assert points(powers.chart, "lstm")[-1] == (3, 0.125)


# ---- watch ---------------------------------------------------------------------------------------


def test_watch_goes_through_all_rounds_and_sends_what_is_left() -> None:
    chart = Chart("loss")
    for n in watch(range(100), chart):
        chart.append(n, loss=n)
    assert chart.x == list(range(100))


def test_an_interrupt_ends_the_loop_after_its_round() -> None:
    before = signal.getsignal(signal.SIGINT)
    chart, finished = Chart("loss"), []
    for n in watch(range(1, 11), chart):
        if n == 3:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)
        chart.append(n, loss=1)
        finished.append(n)
    assert finished == [1, 2, 3]
    assert chart.x == [1, 2, 3]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_interrupt_stops_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)

    def train(chart: Chart) -> None:
        for n in watch(range(1, 11), chart):
            chart.append(n, loss=1)
            for _ in range(2):
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(0.05)

    chart = Chart("loss")
    with pytest.raises(KeyboardInterrupt):
        train(chart)
    assert chart.x == [1]
    assert signal.getsignal(signal.SIGINT) is before


def test_break_and_errors_leave_everything_in_order() -> None:
    before = signal.getsignal(signal.SIGINT)
    chart = Chart("loss")
    for n in watch(range(10), chart):
        chart.append(n, loss=n)
        if n == 4:
            break
    assert chart.x == [0, 1, 2, 3, 4]

    def fail() -> None:
        for n in watch(range(10), chart):
            chart.append(n, loss=1 / n)

    with pytest.raises(ZeroDivisionError):
        fail()
    assert signal.getsignal(signal.SIGINT) is before


def test_watch_works_in_a_thread_without_the_stop_button() -> None:
    seen = []
    thread = threading.Thread(target=lambda: seen.extend(watch(range(3))))
    thread.start()
    thread.join()
    assert seen == [0, 1, 2]


def test_watch_shows_the_chart_while_it_runs_and_the_bar_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[widgets.Widget] = []
    monkeypatch.setattr(chart_module, "get_ipython", object)
    monkeypatch.setattr(chart_module, "display", shown.append)
    chart = Chart("loss")
    for n in watch(range(1, 4), chart):
        assert shown[0].children[0] is chart
        chart.append(n, loss=n)
    (bar,) = shown[0].children
    assert bar.children[0].value == 3
    assert bar.children[1].value == "epoch 3 of 3"
    data, _ = data_of(shown[0])
    assert data["text/plain"] == "3 epochs; in a running notebook, a bar says how far it is"


def test_stopping_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[widgets.Widget] = []
    monkeypatch.setattr(chart_module, "get_ipython", object)
    monkeypatch.setattr(chart_module, "display", shown.append)
    for n in watch(range(10), word="round"):
        if n == 1:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)
    assert shown[0].children[0].children[1].value == (
        "stopped after round 2 of 10; what was learned so far is kept"
    )
