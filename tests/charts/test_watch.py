"""The loop that charts grow in, and that can be stopped."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import ipywidgets as widgets
import pytest
from IPython.core.formatters import DisplayFormatter

from lstm_helpers import Chart, watch
from lstm_helpers.page.mime import WIDGET_VIEW

MODULE = sys.modules[watch.__module__]  # the function hides its module's name


@pytest.fixture(autouse=True)
def _interrupts_are_as_before() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    assert signal.getsignal(signal.SIGINT) is before


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[widgets.Box]:
    """Take what `watch` displays."""
    boxes: list[widgets.Box] = []
    monkeypatch.setattr(MODULE, "get_ipython", object)
    monkeypatch.setattr(MODULE, "display", boxes.append)
    return boxes


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.05)


def test_watch_goes_through_all_rounds_and_sends_what_is_left() -> None:
    chart = Chart("loss")
    for n in watch(range(100), chart):
        chart.append(n, loss=n)
    assert chart.x == list(range(100))


def test_an_interrupt_ends_the_loop_after_its_round() -> None:
    chart, finished = Chart("loss"), []
    for n in watch(range(1, 11), chart):
        if n == 3:
            interrupt()
        chart.append(n, loss=1)
        finished.append(n)
    assert finished == chart.x == [1, 2, 3]


def test_a_second_interrupt_stops_at_once() -> None:
    def train(chart: Chart) -> None:
        for n in watch(range(1, 11), chart):
            chart.append(n, loss=1)
            interrupt()
            interrupt()

    chart = Chart("loss")
    with pytest.raises(KeyboardInterrupt):
        train(chart)
    assert chart.x == [1]


def test_break_and_errors_leave_everything_in_order() -> None:
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


def test_watch_works_in_a_thread_without_the_stop_button() -> None:
    seen: list[int] = []
    thread = threading.Thread(target=lambda: seen.extend(watch(range(3))))
    thread.start()
    thread.join()
    assert seen == [0, 1, 2]


def test_watch_shows_the_chart_while_it_runs_and_the_bar_at_the_end(
    shown: list[widgets.Box],
) -> None:
    chart = Chart("loss")
    for n in watch(range(1, 4), chart):
        assert shown[0].children[0] is chart
        assert n > 1 or shown[0].children[1].children[1].value == "epoch 0 of 3"
        chart.append(n, loss=n)
    (foot,) = shown[0].children
    progress, words = foot.children
    assert (progress.value, words.value) == (3, "epoch 3 of 3")
    data, _ = DisplayFormatter().format(shown[0])
    assert data["text/plain"] == "3 epochs; in a running notebook, a bar says how far it is"
    assert data[WIDGET_VIEW]["model_id"] == shown[0].model_id


def test_stopping_is_said(shown: list[widgets.Box]) -> None:
    for n in watch(range(10), word="round"):
        if n == 1:
            interrupt()
    assert shown[0].children[0].children[1].value == (
        "stopped after round 2 of 10; what was learned so far is kept"
    )
