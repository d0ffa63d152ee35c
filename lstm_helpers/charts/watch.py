"""Loops that charts grow in, that say how far they are, and that can be stopped."""

from __future__ import annotations

import math
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import FrameType
from typing import Any, Protocol, TypeVar

import ipywidgets as widgets
from IPython import get_ipython
from IPython.display import display

from lstm_helpers.cell.given import quoted
from lstm_helpers.page.mime import WIDGET_VIEW, ByBundle
from lstm_helpers.words.language import say

__all__ = ["Pace", "watch"]

Round = TypeVar("Round")


class Growing(Protocol):
    """A widget that grows, such as a `Chart`, and can send what it has kept back."""

    def flush(self) -> None:
        """Send what the page does not have yet."""


def watch(rounds: Iterable[Round], *charts: Growing, word: str = "epoch") -> Iterator[Round]:
    """Go through a loop's rounds while charts grow in the page, with a bar that says how far it is.

    The stop button (■, "Interrupt the kernel") ends the loop after the round that it is in: no
    round is left half done, nothing that was learned is lost, and the cell's next lines run as if
    the rounds had been fewer. A second press stops at once, as it does everywhere.

    While it runs the charts stand over the bar. At the end only the bar stays: let the chart be
    the cell's last line.

    Parameters
    ----------
    rounds
        Whatever the loop goes over.
    charts
        Charts to show while it runs.
    word
        What a round is called.

    Examples
    --------
    >>> from lstm_helpers import Chart
    >>> chart = Chart("loss f", x_label="epoch")
    >>> loss = 1.0
    >>> for epoch in watch(range(1, 201), chart):
    ...     loss = loss * 0.9
    ...     chart.append(epoch, loss=loss, f=0.5)
    >>> len(chart.x)
    200
    """
    if not isinstance(rounds, Iterable):
        raise TypeError(
            f"rounds is {quoted(rounds)}; expected what a loop goes over, as range(1, 101)."
        )
    for chart in charts:
        if not hasattr(chart, "flush"):
            raise TypeError(f"watch was given {quoted(chart)}; expected a Chart.")
    return _watched(list(rounds), charts, word)


def _watched(rounds: list[Round], charts: Sequence[Growing], word: str) -> Iterator[Round]:
    watching = _Watching(len(rounds), charts, word)
    if get_ipython() is not None:
        display(watching)  # type: ignore[no-untyped-call]
    with _Stop() as stop:
        try:
            for done, each in enumerate(rounds, start=1):
                yield each
                watching.tell(done)
                if stop.asked:
                    break
        finally:
            for chart in charts:
                chart.flush()
            watching.end(stop.asked)


class _Watching(ByBundle, widgets.VBox):  # type: ignore[misc]  # it has no types
    """The bar under the growing charts."""

    def __init__(self, total: int, charts: Sequence[Growing], word: str) -> None:
        self.total, self.word, self.done = total, word, 0
        self._pace = Pace()
        self._bar = widgets.IntProgress(0, max=max(1, total))
        self._words = widgets.Label(self._said())
        self._foot = widgets.HBox([self._bar, self._words])
        super().__init__([*charts, self._foot])

    def tell(self, done: int) -> None:
        """Move the bar."""
        self.done = done
        if self._pace.is_time():
            self._move_to(self._said())

    def end(self, stopped: bool) -> None:
        """Leave the bar alone: the charts are shown by the cell itself."""
        short = self.done < self.total
        said = self._said()
        if stopped and short:
            said = say("stopped after {said}; what was learned so far is kept").format(said=said)
        self._bar.bar_style = "warning" if short else "success"
        self._move_to(said)
        self.children = [self._foot]

    def _move_to(self, said: str) -> None:
        with self._pace:
            self._bar.value = self.done
            self._words.value = said

    def _said(self) -> str:
        words = {"word": self.word, "done": self.done, "total": self.total}
        return say("{word} {done} of {total}").format(**words)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        told = say("{total} {word}s; in a running notebook, a bar says how far it is").format(
            total=self.total, word=self.word
        )
        # Not asked of ipywidgets: its 7 has no such method.
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return {"text/plain": told, WIDGET_VIEW: view}


class Pace:
    """Keeps messages to 20 a second, and to a tenth of the time however long they take."""

    SECONDS = 0.05

    def __init__(self) -> None:
        self._next = self._began = -math.inf

    def is_time(self) -> bool:
        """Say whether the page may be told again."""
        return time.monotonic() >= self._next

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *raised: object) -> None:
        now = time.monotonic()
        self._next = now + max(self.SECONDS, 9 * (now - self._began))


class _Stop:
    """Takes the first interrupt for a wish to stop soon; the second interrupts as usual."""

    def __init__(self) -> None:
        self.asked = False
        self._before: Callable[[int, FrameType | None], object] | int | None = None
        self._works = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> _Stop:
        if self._works:
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def __exit__(self, *raised: object) -> None:
        if self._works:
            signal.signal(signal.SIGINT, self._before or signal.default_int_handler)
