"""A chart of numbers that Python gives, all at once or one by one.

>>> chart = Chart({"h": [1, 12, 3211]}, x_label="time step")
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import traitlets

from lstm_helpers.cell.given import plain_number, quoted
from lstm_helpers.cell.run import Trace
from lstm_helpers.charts.content import Content, content_of
from lstm_helpers.charts.layers import sendable, trace_lines
from lstm_helpers.charts.look import as_names, described, look_of
from lstm_helpers.charts.plan import LARGEST
from lstm_helpers.charts.watch import Pace
from lstm_helpers.charts.widget import ChartWidget
from lstm_helpers.page.mime import Shown
from lstm_helpers.words.language import say, speaking

__all__ = ["Chart"]


class Chart(ChartWidget):
    """Lines over a number.

    Parameters
    ----------
    lines
        The numbers of each line by name; or the names alone (``"loss f"``) when the numbers are
        still to come, by `append`. A quantity of the cell (``"f"``, ``"c"``, ...) has its own
        colour and dashes. ∞ and nan leave a gap. Or a run, a Trace.
    x
        The numbers that all lines stand over; 1, 2, 3, ... when left out.
    labels
        What stands at a line's end, by name, where it is not the name.
    quantities, units, sequence
        Of a Trace: which quantities, ``"c h"`` when left out, and of a layer which units and which
        sequence of the batch, from 0.
    options
        `x_label`, `y_label` and `title`: the words at the axes and over the chart. `scale` of the
        y axis: "linear", "log", or "symlog", which has room for 0 and for signs; `scales` to choose
        from in the page. `xlim`, `ylim`: where an axis starts and ends; left out, it follows the
        numbers.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when something given does not fit.

    Examples
    --------
    >>> chart = Chart({"lstm": [1, 0.9, 0.81], "plain": [1, 0.5, 0.25]}, x=[0, 1, 2], scale="log")
    >>> print(chart.table)
    chart
    <BLANKLINE>
    x  lstm  plain
    0     1      1
    1   0.9    0.5
    2  0.81   0.25

    Two units of a layer:

    >>> from lstm_helpers import Weights, run
    >>> layer = run(Weights.ones(features=1, units=4), [[1], [1]])
    >>> print(Chart(layer, quantities="f", units=[0, 3]).table)
    chart
    <BLANKLINE>
    time step  f, unit 0  f, unit 3
            1          1          1
            2          5          5
    """

    x: Any = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        lines: Mapping[str, Sequence[float]] | str | Iterable[str] | Trace,
        x: Sequence[float] | None = None,
        *,
        labels: Mapping[str, str] | None = None,
        quantities: str | Iterable[str] | None = None,
        units: Sequence[int] | int | None = None,
        sequence: int | None = None,
        language: str | None = None,
        **options: Any,
    ) -> None:
        with speaking(language):
            if isinstance(lines, Trace):
                lines = trace_lines(
                    lines, "c h" if quantities is None else quantities, units, sequence
                )
                options = {"x_label": say("time step"), **options}
            elif (quantities, units, sequence) != (None, None, None):
                raise TypeError("quantities, units and sequence choose from a Trace; expected one.")
            names = as_names("lines", lines)
            numbers = lines if isinstance(lines, Mapping) else dict.fromkeys(names, ())
            look = look_of("given", described(names, {} if labels is None else labels), **options)
            self._points = {name: _floats(name, numbers[name]) for name in names}
            longest = max(map(len, self._points.values()))
            self._xs = [
                _as_x(each) for each in _floats("x", range(1, longest + 1) if x is None else x)
            ]
            for name, values in self._points.items():
                self._require_as_many(name, values)
            self._pace = Pace()
            super().__init__(look)
            self.flush()

    def append(self, x: float, **values: float) -> None:
        """Add a point to every line, by name.

        The page follows at most 20 times a second. What comes last is sent by `watch` at its end,
        and whenever the chart is shown.

        >>> chart = Chart("loss f", x_label="epoch")
        >>> chart.append(1, loss=0.5, f=0.73)
        >>> chart.content.lines[1].points
        [(1.0, 0.73)]
        """
        if set(values) != set(self._points):
            raise TypeError(
                f"append got {', '.join(values) or 'no line'}; expected a number for each of "
                f"{', '.join(self._points)}."
            )
        row = {name: plain_number(name, value) for name, value in values.items()}
        self._xs.append(_as_x(plain_number("x", x)))
        for name, value in row.items():
            self._points[name].append(value)
        if self._pace.is_time():
            self.flush()

    def clear(self) -> None:
        """Begin anew, with no points.

        >>> chart = Chart({"h": [1, 12, 3211]})
        >>> chart.clear()
        >>> chart.x, chart.values
        ([], {'h': []})
        """
        self._xs.clear()
        for values in self._points.values():
            values.clear()
        self.flush()

    def replace(self, lines: Mapping[str, Sequence[float]]) -> None:
        """Put other numbers in the place of some lines' numbers; x and the other lines stay.

        So a chart follows a slider: ``explorer.observe(work_out_and_replace, "b_f")``.

        >>> chart = Chart({"data": [1, 2], "forecast": [1, 1]})
        >>> chart.replace({"forecast": [1, 3]})
        >>> chart.values
        {'data': [1.0, 2.0], 'forecast': [1.0, 3.0]}
        """
        given = {name: _floats(name, values) for name, values in lines.items()}
        for name, values in given.items():
            if name not in self._points:
                raise ValueError(f"there is no line {name!r}; there are {', '.join(self._points)}.")
            self._require_as_many(name, values)
        self._points.update(given)
        self.flush()

    def _require_as_many(self, name: str, values: Sequence[float]) -> None:
        if len(values) != len(self._xs):
            raise ValueError(
                f"{quoted(name)[1:-1]} has {len(values)} numbers and x has "
                f"{len(self._xs)}; expected as many."
            )

    def flush(self) -> None:
        """Send the page the numbers that it does not have yet."""
        with self._pace, self.hold_sync():
            self.x = list(self._xs)
            self.values = {name: list(map(sendable, ys)) for name, ys in self._points.items()}

    @property
    def content(self) -> Content:
        """What the chart shows, in numbers."""
        points = {name: list(zip(self._xs, ys, strict=True)) for name, ys in self._points.items()}
        return content_of(self.look, self.scale, points)

    def _repr_mimebundle_(self, **kwargs: Any) -> Shown:
        self.flush()
        return super()._repr_mimebundle_(**kwargs)


def _floats(name: str, given: object) -> list[float]:
    if not isinstance(given, Iterable):
        raise TypeError(f"{name} is {quoted(given)}; expected numbers, one for each point.")
    return [plain_number(name, value) for value in given]


def _as_x(x: float) -> float:
    if not abs(x) <= LARGEST:
        raise ValueError(f"x is {x}; expected a number that has a place on an axis.")
    return x
