"""Charts that follow an Explorer: its quantities over time, and the curve of an activation.

>>> from lstm_helpers import STANDARD, Explorer
>>> curve = ActivationCurve(Explorer(activations=STANDARD), "f", show="b_f")
>>> curve.content.title
'f₁ = sigmoid(1) = 0.7311'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any, Protocol

import ipywidgets as widgets
import traitlets

from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.cell.given import one_of, quoted
from lstm_helpers.cell.run import Trace
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.charts.content import SAMPLES, Content, Dot, Line, Look, Point, content_of
from lstm_helpers.charts.layers import sendable, trace_lines
from lstm_helpers.charts.look import as_ends, as_names, described, look_of
from lstm_helpers.charts.widget import ChartWidget
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.page.slider import slider_label
from lstm_helpers.words.language import say, speaking
from lstm_helpers.words.numbers import subscript, written

__all__ = ["ActivationCurve", "TimeChart", "time_content", "time_look"]


class Explored(Protocol):
    """What is followed: in Python its scene, in the page the traits that the scene is made from."""

    @property
    def scene(self) -> Scene:
        """What its picture shows."""


class _Following(ChartWidget):
    explorer: Any = traitlets.Instance(widgets.Widget, allow_none=True).tag(
        sync=True, **widgets.widget_serialization
    )


OF_UNITS = ("unit {units}", "units {units}")


def spoken_by(explorer: object) -> str | None:
    """Say which language an Explorer speaks: a chart of it speaks it, too."""
    return getattr(explorer, "language", None)


def _require_explorer(given: object) -> None:
    if isinstance(given, Trace):
        raise TypeError(
            "explorer is a Trace; expected an Explorer. TimeChart and Chart take a run."
        )
    if not isinstance(given, widgets.Widget) or not hasattr(given, "scene"):
        raise TypeError(f"explorer is {quoted(given)}; expected an Explorer.")


# ---- over time -----------------------------------------------------------------------------------


def time_look(
    quantities: str | Iterable[str], scales: Iterable[str] = ("linear", "symlog"), **options: Any
) -> dict[str, Any]:
    """Say how quantities are shown over time: what an Explorer hands to its own page.

    >>> time_look("c h")["title"]
    'c and h over time'
    """
    names = as_names("quantities", quantities)
    for name in names:
        if name not in BY_NAME:
            raise ValueError(
                f"there is no quantity {quoted(name)}; there are x, h_prev, c_prev, f, i, g, o, "
                "keep, write, c, c_act and h."
            )
    if not names:
        raise ValueError("quantities names none; expected some, such as 'c h'.")
    title = say("{shown} over time").format(shown=_listed(names))
    words = {"title": title, "x_label": say("time step")}
    return look_of("time", described(names, {}), scales=scales, **words | options)


def _listed(words: Sequence[object]) -> str:
    """Write a list as people say it."""
    *first, last = map(str, words)
    return say(" and ").join([", ".join(first), last] if first else [last])


def time_content(scene: Scene, look: Look, scale: str) -> Content:
    """Gather what the walk has come to, of every time step, up to what the learner is asked for."""
    count = len(scene.steps)
    shown = scene.steps if scene.complete else [*scene.steps[: scene.t - 1], scene.known]
    numbers = scene.numbers
    points = {line["name"]: _known_so_far(line["name"], shown, numbers) for line in look["lines"]}
    labelled = [
        {
            **line,
            "label": line["label"] + subscript(numbers[len(points[line["name"]] or shown) - 1]),
        }
        for line in look["lines"]
    ]
    is_walk = count > 1
    return content_of(
        {**look, "lines": labelled},
        scale,
        points,
        xlim=(numbers[0], numbers[-1]) if is_walk else None,
        mark=scene.number if is_walk else None,
    )


def _known_so_far(
    name: str, steps: Sequence[Mapping[str, float]], numbers: Sequence[int]
) -> list[Point]:
    """Give a quantity's points up to where it is not known."""
    known = takewhile(lambda step: name in step, steps)
    return [(t, step[name]) for t, step in zip(numbers, known, strict=False)]


class TimeChart(_Following):
    """An Explorer's quantities over its time steps, following its sliders in the browser.

    ``Explorer(plot="c h")`` shows one under its picture.

    Parameters
    ----------
    explorer
        Whose cell is shown. What its walk has not come to yet is not shown. Or a run, a Trace,
        which stays as it is.
    quantities
        Names of the graph table: ``"c h f"``.
    units, sequence
        Of a layer's run: which units, and which sequence of the batch, from 0.
    options
        As `Chart` takes them.

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

    x: Any = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        explorer: Explored | Trace,
        quantities: str | Iterable[str] = "c h",
        *,
        units: Sequence[int] | int | None = None,
        sequence: int | None = None,
        language: str | None = None,
        **options: Any,
    ) -> None:
        with speaking(language or spoken_by(explorer)):
            if isinstance(explorer, Trace):
                self._lines = trace_lines(explorer, quantities, units, sequence)
                sent = {name: [*map(sendable, ys)] for name, ys in self._lines.items()}
                steps = list(range(1, len(explorer) + 1))
                look = time_look(quantities, **options)
                if "title" not in options and units is not None:
                    chosen = list(units) if isinstance(units, Iterable) else [units]
                    of = say(OF_UNITS[len(chosen) > 1]).format(units=_listed(chosen))
                    shown = _listed(as_names("quantities", quantities))
                    look["title"] = say("{shown} of {of}").format(shown=shown, of=of)
                look |= {"kind": "given", "lines": described(list(sent), {})}
                super().__init__(look, x=steps, values=sent)
                return
            _require_explorer(explorer)
            if units is not None or sequence is not None:
                raise TypeError("units and sequence choose from a layer's run; expected a Trace.")
            super().__init__(time_look(quantities, **options), explorer=explorer)

    @property
    def content(self) -> Content:
        """What the chart shows, in numbers."""
        if self.explorer is None:
            points = {name: [*zip(self.x, ys, strict=True)] for name, ys in self._lines.items()}
            return content_of(self.look, self.scale, points)
        return time_content(self.explorer.scene, self.look, self.scale)


# ---- an activation -------------------------------------------------------------------------------


class ActivationCurve(_Following):
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
        Numbers of the explorer to have a slider for under the curve: ``"w_f u_f b_f"``.
    options
        As `Chart` takes them.

    Examples
    --------
    >>> from lstm_helpers import STANDARD, Explorer, Weights
    >>> explorer = Explorer(Weights.ones(b_f=-1), activations=STANDARD)
    >>> curve = ActivationCurve(explorer, "f", show="b_f")
    >>> curve.content.dot
    Dot(x=0.0, y=0.5, role='f')
    """

    def __init__(
        self,
        explorer: Explored,
        quantity: str = "f",
        *,
        limits: tuple[float, float] = (-8, 8),
        show: str | Iterable[str] = (),
        language: str | None = None,
        **options: Any,
    ) -> None:
        with speaking(language or spoken_by(explorer)):
            _require_explorer(explorer)
            shown = as_names("show", show)
            _require_numbers(shown, explorer.scene)
            super().__init__(curve_look(quantity, limits, shown, **options), explorer=explorer)

    @property
    def content(self) -> Content:
        """What the chart shows, in numbers."""
        return curve_content(self.explorer.scene, self.look, self.scale)


def curve_look(
    quantity: str, limits: tuple[float, float] = (-8, 8), show: Iterable[str] = (), **options: Any
) -> dict[str, Any]:
    """Say how an activation is shown.

    >>> curve_look("f", show=["b_f"])["sliders"]
    [{'name': 'b_f', 'label': 'bias of the forget gate, b_f', 'role': 'f'}]
    """
    curved = [n for n, q in BY_NAME.items() if activation_name(q, ("", "")) is not None]
    if not one_of(quantity, curved):
        raise ValueError(
            f"{quoted(quantity)} comes through no activation; expected one of {', '.join(curved)}."
        )
    (line,) = lines = described([quantity], {})
    sliders = [{"name": n, "label": slider_label(n), "role": line["role"]} for n in show]
    words = {"x_label": BY_NAME[quantity].operands[0], "y_label": quantity}
    xlim = as_ends("limits", limits)
    return look_of("curve", lines, xlim=xlim, sliders=sliders, **words | options)


def curve_content(scene: Scene, look: Look, scale: str) -> Content:
    """Draw the curve, and the dot where the quantity is."""
    (line,) = look["lines"]
    name, role, known = line["name"], line["role"], scene.known
    (operand,) = BY_NAME[name].operands
    which = activation_name(BY_NAME[name], scene.activations) or ""
    low, high = look["xlim"]
    zs = [low + n / SAMPLES * (high - low) for n in range(SAMPLES + 1)]
    points = [(z, float(ACTIVATIONS[which].function(z))) for z in zs]
    is_known = operand in known  # as soon as it is, so is what is made of it
    words = f"{which}({written(operand, known)}) = {written(name, known)}"
    return content_of(
        {**look, "lines": []},
        scale,
        {},
        title=f"{name}{subscript(scene.number)} = {words}",
        lines=[Line(which, points, which, role, valued=False)],
        dot=Dot(known[operand], known[name], role) if is_known else None,
    )


def _require_numbers(wanted: list[str], scene: Scene) -> None:
    names = [*WEIGHT_NAMES, *(f"x_{n}" for n in range(1, len(scene.steps) + 1)), "h0", "c0"]
    if scene.unit is not None:  # with many weights for many inputs
        names = [name for name in names if name[0] not in "wx"]
    for name in wanted:
        if name not in names:
            raise ValueError(
                f"show names {quoted(name)}; expected numbers of the explorer: {', '.join(names)}."
            )
