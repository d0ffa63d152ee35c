"""Charts in the page: drawn in the browser, following sliders and loops.

>>> chart = Chart({"h": [1, 12, 3211]}, x_label="time step")

A chart that grows while a loop runs, which a learner may stop:

>>> chart = Chart("loss", x_label="epoch")
>>> for epoch in watch(range(1, 4), chart):
...     chart.append(epoch, loss=1 / epoch)
>>> chart.values["loss"]
[1.0, 0.5, 0.3333333333333333]

Two that follow an Explorer's sliders or their own:

>>> from lstm_helpers import STANDARD, Explorer
>>> explorer = Explorer(activations=STANDARD)
>>> curve = ActivationCurve(explorer, "f", show="b_f")
>>> curve.chart.content.title
'f₁ = sigmoid(1) = 0.7311'
>>> powers = Powers(f=1, u=0.5)
>>> powers.sliders["u"].value = 2
>>> [line.points[50][1] for line in powers.chart.content.lines]
[1.0, 1125899906842624.0]
"""

from __future__ import annotations

import math
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

import anywidget
import ipywidgets as widgets
import traitlets
from IPython import get_ipython
from IPython.display import display

from lstm_helpers import equations, layout, plots
from lstm_helpers.activations import ACTIVATIONS
from lstm_helpers.equations import format_number
from lstm_helpers.graph import BY_NAME
from lstm_helpers.plots import SCALES, Content, Dot, Line
from lstm_helpers.scripts import CHART, script, static
from lstm_helpers.sliders import Slider
from lstm_helpers.weights import as_number

if TYPE_CHECKING:
    from lstm_helpers.live import Explorer

__all__ = ["ActivationCurve", "Chart", "Powers", "TimeChart", "watch"]

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


# ---- any chart -----------------------------------------------------------------------------------


class _View(anywidget.AnyWidget):
    """A chart in the page, whatever its numbers come from: `content` says what it shows."""

    _esm = script(*CHART)
    _css = static("explorer.css") + static("chart.css")

    spec = traitlets.Dict().tag(sync=True)
    scale = traitlets.Enum(list(SCALES), "linear").tag(sync=True)

    def __init__(
        self,
        kind: str,
        lines: Sequence[Mapping[str, Any]],
        *,
        x_label: str = "",
        y_label: str = "",
        title: str = "",
        scale: str = "linear",
        scales: Sequence[str] = (),
        xlim: tuple[float, float] | None = None,
        ylim: tuple[float, float] | None = None,
        more: Mapping[str, Any] | None = None,
        **traits: Any,
    ) -> None:
        for given in (scale, *scales):
            if given not in SCALES:
                raise ValueError(f"scale is {given!r}; expected one of {', '.join(SCALES)}.")
        self._labels = {"x_label": x_label, "y_label": y_label, "title": title}
        self._limits = {
            "xlim": xlim and _ends("xlim", xlim),
            "ylim": ylim and _ends("ylim", ylim, positive="log" in (scale, *scales)),
        }
        self._lines = lines
        self._drawn = ("", "")  # drawn once, as long as it shows the same
        spec = {
            **_tables(),
            "kind": kind,
            "lines": lines,
            "scales": [[SCALES[name], name] for name in scales],
            **self._labels,
            **self._limits,
            **(more or {}),
        }
        super().__init__(spec=spec, scale=scale, **traits)

    @property
    def content(self) -> Content:
        """What the chart shows, in numbers."""
        raise NotImplementedError

    def _content(self, points: Mapping[str, Sequence[plots.Point]], **changes: Any) -> Content:
        lines = [Line(**line, points=points[line["name"]]) for line in self._lines]
        same = {"lines": lines, "scale": self.scale, **self._labels, **self._limits}
        return Content(**{**same, **changes})

    @property
    def svg(self) -> str:
        """The chart as it stands, as SVG."""
        shown = plots.plan(self.content)
        if repr(shown) != self._drawn[0]:
            self._drawn = (repr(shown), plots.plan_svg(shown))
        return self._drawn[1]

    @property
    def table(self) -> str:
        """The chart's numbers as plain text."""
        return plots.text_table(self.content)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Say the same in three ways: the live chart, a picture for any page, a table for nbval."""
        return _bundle(super()._repr_mimebundle_(**kwargs), self)


def _bundle(live: Any, chart: _View) -> Any:
    said = {"image/svg+xml": chart.svg, "text/plain": chart.table}
    if isinstance(live, tuple):
        return {**live[0], **said}, live[1]
    return {**(live or {}), **said}


def _described(names: Sequence[str], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": labels.get(name, name), "role": role, "valued": True}
        for name, role in zip(names, plots.styles(names), strict=True)
    ]


def _ends(name: str, given: tuple[float, float], positive: bool = False) -> tuple[float, float]:
    low, high = (as_number(name, end) for end in given)
    if not low < high or (positive and low <= 0):
        above = " above 0" if positive else ""
        raise ValueError(
            f"{name} is {given!r}; expected two numbers{above}, the smaller one first."
        )
    return low, high


def _names(given: str | Iterable[str]) -> list[str]:
    names = given.split() if isinstance(given, str) else list(given)
    if not 0 < len(names) <= plots.MOST_LINES:
        raise ValueError(
            f"lines has {len(names)} names; expected 1 to {plots.MOST_LINES}, "
            "so that they can be told apart."
        )
    return names


# ---- numbers that Python gives -------------------------------------------------------------------


class Chart(_View):
    """Lines over a number.

    Parameters
    ----------
    lines
        The numbers of each line by name; or the names alone (``"loss f"``) when the numbers are
        still to come, by `append`. A quantity of the cell (``"f"``, ``"c"``, ...) has its own
        colour and dashes. ∞ and nan leave a gap.
    x
        The numbers that all lines stand over; 1, 2, 3, ... when left out.
    x_label, y_label, title
        The words at the axes and over the chart.
    labels
        What stands at a line's end, by name, where it is not the name.
    scale
        Of the y axis: "linear", "log", or "symlog", which has room for 0 and for signs.
    scales
        The scales to choose from in the page.
    xlim, ylim
        Where an axis starts and ends. Left out, it follows the numbers.

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
    """

    x: Any = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        lines: Mapping[str, Sequence[float]] | str | Iterable[str],
        x: Sequence[float] | None = None,
        *,
        labels: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        names = _names(lines)
        numbers = lines if isinstance(lines, Mapping) else dict.fromkeys(names, ())
        self._points = {name: [_number(name, value) for value in numbers[name]] for name in names}
        longest = max(map(len, self._points.values()))
        self._xs = [_number("x", value) for value in (range(1, longest + 1) if x is None else x)]
        for name, values in self._points.items():
            if len(values) != len(self._xs):
                raise ValueError(
                    f"{name} has {len(values)} numbers and x has {len(self._xs)}; expected as many."
                )
        self._pace = _Pace()
        super().__init__("given", _described(names, labels or {}), **options)
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
        row = {name: _number(name, value) for name, value in values.items()}
        self._xs.append(_number("x", x))
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

    def flush(self) -> None:
        """Send the page the numbers that it does not have yet."""
        with self._pace, self.hold_sync():
            self.x = list(map(_sendable, self._xs))
            self.values = {name: list(map(_sendable, ys)) for name, ys in self._points.items()}

    @property
    def content(self) -> Content:
        """What the chart shows, in numbers."""
        points = {name: list(zip(self._xs, ys, strict=True)) for name, ys in self._points.items()}
        return self._content(points)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        self.flush()
        return super()._repr_mimebundle_(**kwargs)


def _number(name: str, given: Any) -> float:
    number = as_number(name, given)
    if not isinstance(number, float):
        if number.size != 1:
            raise TypeError(f"{name} is {given!r}; expected one plain number for each point.")
        number = float(number.item())
    return number


def _sendable(value: float) -> float | str:
    """JSON has no nan and no infinities: send them as words."""
    return value if math.isfinite(value) else str(value)


# ---- charts that follow an Explorer --------------------------------------------------------------


class TimeChart(_View):
    """An Explorer's quantities over its time steps, following its sliders in the browser.

    ``Explorer(plot="c h")`` shows one under its picture.

    Parameters
    ----------
    explorer
        Whose cell is shown. What its walk has not come to yet is not shown.
    quantities
        Names of the graph table: ``"c h f"``.

    Examples
    --------
    >>> from lstm_helpers import Explorer
    >>> print(TimeChart(Explorer(), "c h").table)
    c and h over time
    <BLANKLINE>
    time step    c     h
            1    1     1
            2    6    12
            3  247  3211
    """

    picture = traitlets.Instance(widgets.Widget).tag(sync=True, **widgets.widget_serialization)

    def __init__(
        self,
        explorer: Explorer,
        quantities: str | Iterable[str] = "c h",
        *,
        scales: Sequence[str] = ("linear", "symlog"),
        **options: Any,
    ) -> None:
        names = _names(quantities)
        for name in names:
            if name not in BY_NAME:
                raise ValueError(
                    f"there is no quantity {name!r}; there are x, h_prev, c_prev, f, i, g, o, "
                    "keep, write, c, c_act and h."
                )
        *first, last = names
        words = f"{', '.join(first)} and {last}" if first else last
        self._explorer = explorer
        super().__init__(
            "time",
            _described(names, {}),
            picture=explorer.picture,
            scales=scales,
            **{"title": f"{words} over time", "x_label": "time step"} | options,
        )

    @property
    def content(self) -> Content:
        """What the chart shows, in numbers."""
        scene = self._explorer.scene
        count = len(scene.steps)
        last = count if scene.complete else scene.t
        shown = [step if n != scene.t else scene.known for n, step in enumerate(scene.steps, 1)]
        if scene.complete:
            shown = list(scene.steps)
        names = [line["name"] for line in self._lines]
        points = {
            name: [(n, step[name]) for n, step in enumerate(shown[:last], 1) if name in step]
            for name in names
        }
        xlim = (1, count) if count > 1 else None
        content = self._content(points, xlim=xlim, mark=scene.t if xlim else None)
        subscript = str(last).translate(_SUBSCRIPTS)
        for line in content.lines:
            object.__setattr__(line, "label", line.label + subscript)
        return content


class _CurveChart(_View):
    picture = traitlets.Instance(widgets.Widget).tag(sync=True, **widgets.widget_serialization)

    def __init__(
        self, explorer: Explorer, quantity: str, limits: tuple[float, float], **options: Any
    ) -> None:
        through = {"activation": 0, "recurrent_activation": 1}
        curved = [name for name, q in BY_NAME.items() if q.op in through]
        if quantity not in curved:
            raise ValueError(
                f"{quantity!r} comes through no activation; expected one of {', '.join(curved)}."
            )
        self._explorer, self._quantity = explorer, BY_NAME[quantity]
        self._through = through[self._quantity.op]
        (self._operand,) = self._quantity.operands
        (self._role,) = plots.styles([quantity])
        self._ends = _ends("limits", limits)
        curve = {
            "name": quantity,
            "operand": self._operand,
            "through": self._through,
            "role": self._role,
        }
        super().__init__(
            "curve",
            [],
            picture=explorer.picture,
            more={"curve": {**curve, "samples": SAMPLES}, "limits": self._ends},
            **{"x_label": self._operand, "y_label": quantity} | options,
        )

    @property
    def content(self) -> Content:
        scene, name = self._explorer.scene, self._quantity.name
        which = scene.activations[self._through]
        low, high = self._ends
        zs = [low + n / SAMPLES * (high - low) for n in range(SAMPLES + 1)]
        points = [(z, float(ACTIVATIONS[which](z))) for z in zs]
        z, value = (scene.known.get(n) for n in (self._operand, name))
        z_words, value_words = (
            equations.UNKNOWN if number is None else format_number(number) for number in (z, value)
        )
        t = str(scene.t).translate(_SUBSCRIPTS)
        return self._content(
            {},
            title=f"{name}{t} = {which}({z_words}) = {value_words}",
            lines=[Line(which, points, which, self._role, valued=False)],
            dot=None if z is None or value is None else Dot(z, value, self._role),
        )


SAMPLES = 160


class _WithControls(widgets.Box):
    """A chart with sliders under it; its MIME bundle is the chart's."""

    def __init__(self, chart: _View, controls: Sequence[widgets.Widget]) -> None:
        self.chart = chart
        below = widgets.Box(controls)
        below.add_class("lstm-controls")
        super().__init__([chart, below] if controls else [chart])
        self.add_class("lstm-with-chart")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return _bundle(super()._repr_mimebundle_(**kwargs), self.chart)


class ActivationCurve(_WithControls):
    """The curve of an activation, with a dot that rides on it as an Explorer's sliders move.

    Parameters
    ----------
    explorer
        Whose cell it is: its time step, its activations.
    quantity
        What comes out of the activation: ``"f"``, ``"i"``, ``"g"``, ``"o"`` or ``"c_act"``.
    limits
        Where the axis of what goes in starts and ends. A dot beyond stands at its end.
    show
        Sliders of the explorer to show under the curve, too: ``"w_f u_f b_f"``.

    Examples
    --------
    >>> from lstm_helpers import STANDARD, Explorer, Weights
    >>> explorer = Explorer(Weights.ones(b_f=-1), activations=STANDARD)
    >>> curve = ActivationCurve(explorer, "f", show="b_f")
    >>> curve.chart.content.dot
    Dot(x=0.0, y=0.5, role='f')
    """

    def __init__(
        self,
        explorer: Explorer,
        quantity: str = "f",
        *,
        limits: tuple[float, float] = (-8, 8),
        show: str | Iterable[str] = (),
        **options: Any,
    ) -> None:
        wanted = show.split() if isinstance(show, str) else list(show)
        for name in wanted:
            if name not in explorer.sliders:
                raise ValueError(
                    f"show names {name!r}; expected sliders of the explorer: "
                    f"{', '.join(explorer.sliders)}."
                )
        chart = _CurveChart(explorer, quantity, limits, **options)
        super().__init__(chart, [explorer.sliders[name] for name in wanted])


# ---- products of the same factor -----------------------------------------------------------------


class _PowersChart(_View):
    f = traitlets.Any(1.0).tag(sync=True)
    u = traitlets.Any(1.0).tag(sync=True)
    slope = traitlets.Any(1.0).tag(sync=True)
    sliders = traitlets.Dict().tag(sync=True, **widgets.widget_serialization)

    def __init__(
        self,
        sliders: Mapping[str, Slider],
        count: int,
        lines: Sequence[Mapping[str, Any]],
        **options: Any,
    ) -> None:
        self._count = count
        start: dict[str, Any] = {name: slider.value for name, slider in sliders.items()}
        super().__init__("powers", lines, xlim=(0, count), sliders=sliders, **start, **options)

    @property
    def content(self) -> Content:
        f, u, slope = (self.sliders[name].value for name in ("f", "u", "slope"))
        return self._content({"lstm": self._sizes(f), "plain": self._sizes(u * slope)})

    def _sizes(self, factor: float) -> list[plots.Point]:
        sizes = [1.0]
        while len(sizes) <= self._count:
            sizes.append(abs(sizes[-1] * factor))
        return [(float(n), size) for n, size in enumerate(sizes)]


class Powers(_WithControls):
    """The size of a gradient over many steps back: an LSTM's carousel beside a plain unit.

    Along the cell state, every step back multiplies the gradient by f. In a plain recurrent unit,
    ``h = activation(w·x + u·h_prev)``, it multiplies it by u and the slope s of the activation.

    Parameters
    ----------
    f, u, slope
        Where the sliders start.
    steps
        How many steps back.
    show
        Which sliders there are.
    ylim
        Where the axis starts and ends. It does not follow the numbers, so that the eye can follow
        the lines.

    Attributes
    ----------
    sliders
        By name.

    Examples
    --------
    >>> powers = Powers(f=0.9, u=0.5)
    >>> print(powers.chart.table.splitlines()[-1].strip())
    50  0.005154  8.882e−16
    """

    def __init__(
        self,
        f: float = 0.9,
        u: float = 0.9,
        slope: float = 1,
        *,
        steps: int = 50,
        show: str | Iterable[str] = "f u",
        ylim: tuple[float, float] = (1e-6, 1e6),
        limits: tuple[float, float] = (0, 2),
        **options: Any,
    ) -> None:
        start = {"f": _number("f", f), "u": _number("u", u), "slope": _number("slope", slope)}
        low, high = _ends("limits", limits)
        wanted = show.split() if isinstance(show, str) else list(show)
        for name in wanted:
            if name not in start:
                raise ValueError(f"show names {name!r}; expected sliders among f, u and slope.")
        if isinstance(steps, bool) or not isinstance(steps, int) or steps < 1:
            raise ValueError(f"steps is {steps!r}; expected a whole number, 1 or more.")
        n = str(steps).translate(_SUPERSCRIPTS)
        lines = [
            {"name": "lstm", "label": f"LSTM: f{n}", "role": "f", "valued": True},
            {"name": "plain", "label": f"plain: (u·s){n}", "role": "o", "valued": True},
        ]
        if "slope" not in wanted and slope == 1:
            lines[1]["label"] = f"plain: u{n}"
        said = {
            "title": "how much of a gradient comes back",
            "x_label": "steps back",
            "y_label": "size of the gradient (log axis)",
        }
        words = {
            "f": "forget gate of the LSTM",
            "u": "recurrent kernel of the plain unit",
            "slope": "slope of the plain unit's activation",
        }
        self.sliders = {
            name: Slider(
                value,
                min=min(low, value),
                max=max(high, value),
                thumb_step=0.01,
                description={"slope": "slope s"}.get(name, name),
                tooltip=f"{words[name]}, {name}",
                style={"description_width": "4em"},
            )
            for name, value in start.items()
        }
        chart = _PowersChart(
            self.sliders, steps, lines, scale="log", ylim=ylim, **{**said, **options}
        )
        self._jslinks = [
            widgets.jslink((slider, "value"), (chart, name))
            for name, slider in self.sliders.items()
        ]
        super().__init__(chart, [self.sliders[name] for name in wanted])


# ---- loops ---------------------------------------------------------------------------------------

Round = TypeVar("Round")


def watch(rounds: Iterable[Round], *charts: Chart, word: str = "epoch") -> Iterator[Round]:
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
    >>> chart = Chart("loss f", x_label="epoch")
    >>> loss = 1.0
    >>> for epoch in watch(range(1, 201), chart):
    ...     loss = loss * 0.9
    ...     chart.append(epoch, loss=loss, f=0.5)
    >>> len(chart.x)
    200
    """
    everything = list(rounds)
    watching = _Watching(len(everything), charts, word)
    if get_ipython() is not None:
        display(watching)
    with _Stop() as stop:
        try:
            for done, each in enumerate(everything, start=1):
                yield each
                watching.tell(done)
                if stop.asked:
                    break
        finally:
            for chart in charts:
                chart.flush()
            watching.end(stop.asked)


class _Watching(widgets.VBox):
    """The bar under the growing charts."""

    def __init__(self, total: int, charts: Sequence[Chart], word: str) -> None:
        self.total, self.word, self.done = total, word, 0
        self._pace = _Pace()
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
            said = f"stopped after {said}; what was learned so far is kept"
        self._bar.bar_style = "warning" if short else "success"
        self._move_to(said)
        self.children = [self._foot]

    def _move_to(self, said: str) -> None:
        with self._pace:
            self._bar.value = self.done
            self._words.value = said

    def _said(self) -> str:
        return f"{self.word} {self.done} of {self.total}"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        live = super()._repr_mimebundle_(**kwargs) or {}
        told = f"{self.total} {self.word}s; in a running notebook, a bar says how far it is"
        said = {"text/plain": told}
        return ({**live[0], **said}, live[1]) if isinstance(live, tuple) else {**live, **said}


class _Pace:
    """Keeps messages to 20 a second, and to a tenth of the time however long they take."""

    SECONDS = 0.05

    def __init__(self) -> None:
        self._next = self._began = -math.inf

    def is_time(self) -> bool:
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
        self._before: Callable[[int, FrameType | None], Any] | int | None = None
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


# ---- what the browser is told --------------------------------------------------------------------


@cache
def _tables() -> dict[str, Any]:
    """Gather the tables that Python and the browser share."""
    return {
        "whole_below": equations.WHOLE_BELOW,
        "unknown": equations.UNKNOWN,
        "largest": plots.LARGEST,
        "points_up_to": plots.POINTS_UP_TO,
        "smallest_gap": plots.SMALLEST_GAP,
        "line_width": plots.LINE_WIDTH,
        "notes": plots.NOTES,
        "frame": {
            "width": plots.WIDTH,
            "height": plots.HEIGHT,
            "left": plots.LEFT,
            "right": plots.RIGHT,
            "top": plots.TOP,
            "bottom": plots.BOTTOM,
        },
        "colours": {
            "ink": layout.STYLES["ink"].colour,
            "quiet": layout.STYLES["quiet"].colour,
            "grid": plots.GRID,
            "frame": plots.FRAME,
            "mark": plots.MARK,
        },
        "styles": {
            role: {"colour": style.colour, "dashes": style.dashes}
            for role, style in layout.STYLES.items()
        },
        "label": {
            "width": plots.LABEL.width,
            "sizes": plots.LABEL.sizes,
            "bold": plots.LABEL.bold,
            "lines": plots.LABEL.lines,
            "breaks": plots.LABEL.breaks,
        },
        "character_widths": layout.CHARACTER_WIDTHS,
        "other_width": layout.OTHER_WIDTH,
        "bold_wider": layout.BOLD_WIDER,
    }
