"""The live view: sliders, and a picture that follows them in the browser, kernel or no kernel."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from lstm_helpers import backprop, equations, layout, template, texts
from lstm_helpers.activations import ACTIVATIONS, IDENTITY, STANDARD, Activations, as_activations
from lstm_helpers.cell import Trace, run
from lstm_helpers.chart import TimeChart
from lstm_helpers.diagram import scene_svg
from lstm_helpers.exercises import Feedback
from lstm_helpers.exports import save_scene
from lstm_helpers.graph import BY_NAME, CARRY, GRAPH, STAGES, unroll
from lstm_helpers.presets import FIRST_PRESETS, preset, preset_activations
from lstm_helpers.scripts import EXPLORER, script, static
from lstm_helpers.settings import (
    CHECK_LETTERS,
    EXAMPLE,
    MOST_STEPS,
    PLAIN_GATE,
    Setting,
    decode,
    encode,
)
from lstm_helpers.sliders import Slider
from lstm_helpers.texts import Face, Scene
from lstm_helpers.weights import GATES, WEIGHT_NAMES, Weights, as_number

__all__ = ["Explorer", "Picture"]

# What `show=` may name besides the sliders themselves.
PARTS = ("steps", "walk", "activations", "gradients", "presets", "reset", "setting", "table")
NOT_UNLESS_NAMED = ("gradients", "setting")
SLIDER_GROUPS = {
    "weights": WEIGHT_NAMES,
    "states": ("h0", "c0"),
    **{gate: tuple(f"{kind}_{gate}" for kind in "wub") for gate in GATES},
}


class Picture(anywidget.AnyWidget):
    """The picture in the page. It holds what it shows, and works it out by itself.

    A value trait is there for every slider (`w_f`, `x_1`, `h0`, ...): the sliders are linked to
    these in the browser. The kernel is told of every change, and is never waited for. It knows the
    sliders themselves, too, to give them their steps and names.
    """

    _esm = script(*EXPLORER)
    _css = static("explorer.css")

    spec = traitlets.Dict().tag(sync=True)
    sliders = traitlets.Dict().tag(sync=True, **widgets.widget_serialization)
    svg = traitlets.Unicode().tag(sync=True)
    t = traitlets.Int(1).tag(sync=True)
    upto = traitlets.Unicode(STAGES[-1]).tag(sync=True)
    activations = traitlets.Unicode(str(IDENTITY)).tag(sync=True)
    face = traitlets.Unicode("values").tag(sync=True)
    title = traitlets.Unicode("").tag(sync=True)
    of = traitlets.Unicode("h").tag(sync=True)

    def __init__(self, values: Mapping[str, float], **traits: Any) -> None:
        self.add_traits(
            **{name: traitlets.Any(value).tag(sync=True) for name, value in values.items()}
        )
        super().__init__(**traits)


class Explorer(widgets.Box):
    """One LSTM cell to play with: its picture, and a slider for everything that goes in.

    Parameters
    ----------
    weights
        Of the scalar cell; all ones when left out.
    inputs
        The input sequence, up to 12 numbers.
    t
        The time step shown, from 1.
    h0, c0
        The states before the first step.
    activations
        `IDENTITY`, `STANDARD`, or a pair of names in ``activations.ACTIVATIONS``.
    upto
        The last stage of the walk that is known; what comes after is "?".
    face
        "values", "weights" (on the wires), "names" or "gradients".
    title
        What stands over the picture instead of the time step.
    of
        "h" or "c": what the gradients are of, at the last time step.
    show
        Which controls appear: sliders by name (``"w_f"``, ``"x_1"``, ``"c0"``), all of a gate
        (``"f"``), ``"weights"``, ``"inputs"``, ``"states"``, and the parts ``"steps"``, ``"walk"``,
        ``"activations"``, ``"gradients"``, ``"presets"``, ``"reset"``, ``"setting"`` (the text for
        a neighbour), ``"table"``. Everything but the gradients and the setting when left out.
    limits, step
        The sliders' range and step; the range widens to take in the values given, and those of a
        preset or setting chosen later.
    presets
        Names of the presets offered; four with small numbers when left out.
    plot
        Quantities to draw over time under the picture, such as ``"c h f"``.

    Attributes
    ----------
    sliders
        Every slider by name, shown or not. Setting ``explorer.sliders["w_f"].value = 2`` does what
        the thumb does.
    picture
        The `Picture`.
    chart
        The `TimeChart` that `plot` asked for, or None.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when something given does not fit.

    Examples
    --------
    >>> explorer = Explorer(Weights.ones(), inputs=[1, 1, 1], t=2)
    >>> explorer.sliders["w_f"].value = 2
    >>> explorer.trace[1].f
    3.0
    """

    def __init__(
        self,
        weights: Weights | None = None,
        inputs: Sequence[float] = (1, 1, 1),
        t: int = 1,
        *,
        h0: float = 0,
        c0: float = 0,
        activations: Activations = IDENTITY,
        upto: str = STAGES[-1],
        face: Face = "values",
        title: str = "",
        of: str = "h",
        show: Iterable[str] | None = None,
        limits: tuple[float, float] = (-3, 3),
        step: float = 0.1,
        presets: Iterable[str] = FIRST_PRESETS,
        plot: str | Iterable[str] = (),
    ) -> None:
        given = {"activations": str(_known_pair(activations)), "t": t, "upto": upto}
        self._look: dict[str, Any] = {
            "show": show.split() if isinstance(show, str) else show and list(show),
            "limits": limits,
            "step": step,
            "presets": tuple(presets),
            "plot": plot if isinstance(plot, str) else tuple(plot),
        }
        body = self._build(
            _start_values(weights, inputs, h0, c0), given, face=face, title=title, of=of
        )
        super().__init__([body])
        self.add_class("lstm-explorer")

    def _build(
        self, values: Mapping[str, float], given: Mapping[str, Any], **picture: Any
    ) -> widgets.Box:
        """Make the sliders, the picture and what else stands around them."""
        look = self._look
        self._inputs = [name for name in values if name.startswith("x_")]
        shown = _shown(look["show"], self._inputs)
        offered = {
            name: {**preset(name, self._inputs), "activations": preset_activations(name)}
            for name in look["presets"]
        }
        start = {**values, **given}
        self.sliders = _sliders(values, look["limits"], look["step"])
        self.picture = Picture(
            values,
            **given,
            **picture,
            sliders=self.sliders,
            spec=_spec(self._inputs, shown, offered, start),
        )
        self._drawn = ("", "")  # a picture is drawn once, as long as it shows the same
        self.picture.svg = self.svg
        self._links = [
            widgets.jslink((slider, "value"), (self.picture, name))
            for name, slider in self.sliders.items()
        ]
        self.chart = TimeChart(self, look["plot"]) if look["plot"] else None
        charts = [self.chart.add_class("lstm-below")] if self.chart else []
        body = widgets.Box([self.picture, *charts, *_controls(self.sliders, shown)])
        body.add_class("lstm-body")
        return body

    @property
    def weights(self) -> Weights:
        """The weights that the sliders stand at."""
        return Weights(**{name: self.sliders[name].value for name in WEIGHT_NAMES})

    @property
    def inputs(self) -> list[float]:
        """The inputs that the sliders stand at."""
        return [self.sliders[name].value for name in self._inputs]

    @property
    def t(self) -> int:
        """The time step shown, from 1."""
        return self.picture.t

    @t.setter
    def t(self, t: int) -> None:
        self._show(t=t)

    @property
    def upto(self) -> str:
        """The last stage of the walk that is known."""
        return self.picture.upto

    @upto.setter
    def upto(self, upto: str) -> None:
        self._show(upto=upto)

    @property
    def activations(self) -> Activations:
        """The pair of activations in use."""
        return Activations(*self.picture.activations.split("/"))

    @activations.setter
    def activations(self, activations: Activations) -> None:
        self.picture.activations = str(_known_pair(activations))

    @property
    def trace(self) -> Trace:
        """What `run` says of the values that the sliders stand at."""
        states = {name: self.sliders[name].value for name in ("h0", "c0")}
        return run(self.weights, self.inputs, **states, activations=self.activations)

    @property
    def scene(self) -> Scene:
        """What the picture shows."""
        return self._scene()

    @property
    def svg(self) -> str:
        """The picture as it stands, as SVG."""
        scene = self.scene
        if repr(scene) != self._drawn[0]:
            self._drawn = (repr(scene), scene_svg(scene))
        return self._drawn[1]

    def set_preset(self, name: str) -> None:
        """Move the sliders to a preset.

        Raises
        ------
        ValueError
            When there is none of that name.
        """
        self._move(preset(name, self._inputs))
        self.picture.activations = preset_activations(name)

    def _move(self, values: Mapping[str, float]) -> None:
        """Move sliders, and give those more room that need it."""
        for name, value in values.items():
            slider = self.sliders[name]
            with slider.hold_sync():
                slider.min, slider.max = min(slider.min, value), max(slider.max, value)
                slider.value = value

    @property
    def setting(self) -> str:
        """All that the sliders stand at, with the activations and the time step, as a short text.

        >>> Explorer(inputs=[1, 1, 1]).setting
        'lstm x=1,1,1 #rrhk'
        """
        states = {name: self.sliders[name].value for name in ("h0", "c0")}
        return encode(
            Setting(self.weights, self.inputs, **states, activations=self.activations, t=self.t)
        )

    @classmethod
    def from_setting(cls, text: str, **options: Any) -> Explorer:
        """Show a setting that `setting` gave; `options` are those of Explorer.

        Raises
        ------
        TypeError, ValueError
            In one sentence, when the text is mistyped: what came, what was expected, how to mend
            it.

        Examples
        --------
        >>> Explorer.from_setting("lstm x=1,1,1 #rrhk").trace.state_h
        3211.0
        """
        setting = decode(text)
        given: dict[str, Any] = {"t": setting.t, "h0": setting.h0, "c0": setting.c0}
        given["activations"] = setting.activations
        return cls(setting.weights, setting.inputs, **{**given, **options})

    def load(self, text: Any) -> Feedback:
        """Take over a neighbour's setting, and say that it worked.

        A text that is mistyped, or still to be filled in, raises nothing and changes nothing: the
        feedback says what is wrong with it.

        Examples
        --------
        >>> explorer = Explorer()
        >>> explorer.load("lstm x=1,2 #4s8j")
        ✓ Loaded: 2 time steps, x = 1, 2.
        >>> explorer.load(...)
        ✎ no setting yet: put a text such as 'lstm x=1,1,1 #rrhk' in place of the dots.
        """
        if text is Ellipsis or text is None:
            return Feedback(
                "open", f"no setting yet: put a text such as {EXAMPLE!r} in place of the dots."
            )
        try:
            setting = decode(text)
        except (TypeError, ValueError) as error:
            return Feedback("slip", f"{error} Nothing has been changed.")
        self._take(setting)
        xs = ", ".join(map(equations.format_number, setting.inputs))
        plural = "s" if len(setting.inputs) > 1 else ""
        return Feedback("right", f"Loaded: {len(setting.inputs)} time step{plural}, x = {xs}.")

    def _take(self, setting: Setting) -> None:
        values = _start_values(setting.weights, setting.inputs, setting.h0, setting.c0)
        given = {"activations": str(setting.activations), "t": setting.t, "upto": STAGES[-1]}
        if len(setting.inputs) == len(self._inputs):
            self._move(values)
            for name, value in given.items():
                setattr(self.picture, name, value)
        else:  # another number of time steps is another picture, in the same place
            look, count = self._look, len(setting.inputs)
            if look["show"]:
                gone = {f"x_{n}" for n in range(count + 1, MOST_STEPS + 1)}
                self._look = {**look, "show": [name for name in look["show"] if name not in gone]}
            same = {name: getattr(self.picture, name) for name in ("face", "title", "of")}
            self.children = [self._build(values, given, **same)]

    def save(self, path: str | Path) -> None:
        """Save the picture (``.svg``, ``.png``, ``.pdf``), or the numbers of all steps (``.csv``).

        Raises
        ------
        TypeError, ValueError
            In one sentence, when the file's name ends otherwise, or its folder is not there.
        """
        save_scene(self.scene, path)

    def _show(self, **changes: Any) -> None:
        self._scene(**changes)  # raises in one sentence when there is no such step or stage
        for name, value in changes.items():
            setattr(self.picture, name, value)

    def _scene(self, **changes: Any) -> Scene:
        weights = {name: self.sliders[name].value for name in WEIGHT_NAMES}
        h0, c0 = (self.sliders[name].value for name in ("h0", "c0"))
        steps = unroll(weights, self.inputs, h0, c0, self.activations)
        names = ("t", "upto", "face", "title", "of")
        shown: dict[str, Any] = {name: getattr(self.picture, name) for name in names} | changes
        return Scene(steps, activations=self.activations.names, **shown)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        """Say the same in three ways: the live view, a picture for any page, a table for nbval."""
        bundle = super()._repr_mimebundle_(**kwargs) or {}
        return {**bundle, "image/svg+xml": self.svg, "text/plain": texts.text_table(self.scene)}


# ---- what goes in --------------------------------------------------------------------------------


def _start_values(
    weights: Weights | None, inputs: Sequence[float], h0: float, c0: float
) -> dict[str, float]:
    trace = run(weights or Weights.ones(), inputs, h0, c0)  # raises when something does not fit
    if not trace.weights.is_scalar:
        raise ValueError(
            f"inputs has shape {trace.x.shape}; an Explorer shows a single cell, which takes one "
            "plain number at each time step."
        )
    if len(trace) > MOST_STEPS:
        raise ValueError(f"inputs has {len(trace)} time steps; expected {MOST_STEPS} at most.")
    xs = {f"x_{n}": step.x for n, step in enumerate(trace, start=1)}
    values = {**trace.weights.as_dict(), **xs, "h0": float(h0), "c0": float(c0)}
    for name, value in values.items():
        if not math.isfinite(value):
            raise ValueError(f"{name} is {value}; a slider can stand at finite numbers only.")
    return values


def _known_pair(activations: Activations) -> Activations:
    """Refuse a function that the browser cannot work out."""
    pair = as_activations(activations)
    for function, name in zip(
        (pair.activation, pair.recurrent_activation), pair.names, strict=True
    ):
        if ACTIVATIONS.get(name) is not function:
            raise ValueError(
                f"the live view cannot work out the activation {name!r} in the browser; "
                f"use one of {', '.join(ACTIVATIONS)}."
            )
    return pair


def _shown(show: Iterable[str] | None, inputs: list[str]) -> list[str]:
    groups = {**SLIDER_GROUPS, "inputs": tuple(inputs)}
    singles = (*WEIGHT_NAMES, *inputs, *SLIDER_GROUPS["states"], *PARTS)
    if show is None:
        return [name for name in singles if name not in NOT_UNLESS_NAMED]
    if isinstance(show, str):
        show = show.split()
    chosen: list[str] = []
    for name in show:
        if name not in groups and name not in singles:
            raise ValueError(
                f"show names {name!r}; expected sliders ({', '.join(singles[:3])}, ..., x_1, ..., "
                f"h0, c0), groups ({', '.join(groups)}) or parts ({', '.join(PARTS)})."
            )
        chosen += groups.get(name, (name,))
    return [name for name in singles if name in chosen]


# ---- the controls --------------------------------------------------------------------------------


def _sliders(
    values: Mapping[str, float],
    limits: tuple[float, float],
    step: float,
) -> dict[str, Slider]:
    pair = limits if isinstance(limits, tuple | list) and len(limits) == 2 else (0, 0)
    low, high = (as_number("limits", limit) for limit in pair)
    if not -math.inf < low < high < math.inf:
        raise ValueError(f"limits is {limits!r}; expected two numbers, the smaller one first.")
    if not 0 < as_number("step", step) < math.inf:
        raise ValueError(f"step is {step!r}; expected a number above 0.")
    range_ = {
        "min": min(low, *values.values()),
        "max": max(high, *values.values()),
        "thumb_step": step,
    }
    # shared: each would otherwise have a layout and a style of its own to be sent to the browser
    layout, style = widgets.Layout(), widgets.SliderStyle(description_width="2.8em")
    return {
        name: Slider(
            value, **range_, description=name, tooltip=_label(name), layout=layout, style=style
        )
        for name, value in values.items()
    }


def _label(name: str) -> str:
    """Say in words what a slider sets.

    >>> [_label(name) for name in ("w_f", "x_2", "h0")]  # doctest: +NORMALIZE_WHITESPACE
    ['kernel of the forget gate, w_f', 'input at time step 2, x_2',
     'hidden state before the first step, h0']
    """
    if name in BY_NAME:
        words = BY_NAME[name].words
    elif name.startswith("x_"):
        words = f"input at time step {name.removeprefix('x_')}"
    else:
        words = f"{BY_NAME[f'{name[0]}_prev'].words} the first step"
    return f"{words}, {name}"


def _controls(sliders: Mapping[str, Slider], shown: list[str]) -> list[widgets.Box]:
    groups = {gate: (BY_NAME[gate].words, SLIDER_GROUPS[gate]) for gate in GATES}
    groups["x"] = ("inputs", tuple(name for name in sliders if name.startswith("x_")))
    groups["states"] = ("before the first step", SLIDER_GROUPS["states"])
    boxes = []
    for key, (words, names) in groups.items():
        members = [sliders[name] for name in names if name in shown]
        if members:
            box = widgets.VBox([widgets.Label(words), *members])
            box.add_class("lstm-group").add_class(f"lstm-group-{key}")
            boxes.append(box)
    if not boxes:
        return []
    controls = widgets.Box(boxes)
    controls.add_class("lstm-controls")
    return [controls]


# ---- what the browser is told --------------------------------------------------------------------


@cache
def _tables() -> dict[str, Any]:
    """Gather the tables that Python and the browser share."""
    return {
        "graph": [asdict(quantity) for quantity in GRAPH],
        "carry": CARRY,
        "stages": STAGES,
        "weights": WEIGHT_NAMES,
        "symbols": equations.SYMBOLS,
        "unknown": equations.UNKNOWN,
        "whole_below": equations.WHOLE_BELOW,
        "blank": texts.BLANK,
        "columns": texts.COLUMNS,
        "headings": texts.HEADINGS,
        "notes": texts.NOTES,
        "partners": backprop.PARTNERS,
        "gradient_says": texts.GRADIENT_SAYS,
        "plain_sentences": texts.PLAIN_SENTENCES,
        "lit": texts.LIT,
        "slots": {
            name: {
                "width": s.width,
                "sizes": s.sizes,
                "bold": s.bold,
                "lines": s.lines,
                "breaks": s.breaks,
            }
            for name, s in layout.SLOTS.items()
        },
        "wires": {wire.name: wire.carries for wire in layout.WIRES},
        "character_widths": layout.CHARACTER_WIDTHS,
        "other_width": layout.OTHER_WIDTH,
        "bold_wider": layout.BOLD_WIDER,
        "faint": template.FAINT,
        "check_letters": CHECK_LETTERS,
        "plain_gate": PLAIN_GATE,
    }


def _spec(
    inputs: list[str],
    shown: list[str],
    presets: Mapping[str, Mapping[str, Any]],
    start: Mapping[str, Any],
) -> dict[str, Any]:
    pairs = [["identity", str(IDENTITY)], ["sigmoid, tanh", str(STANDARD)]]
    if start["activations"] not in (str(IDENTITY), str(STANDARD)):
        pairs.append([start["activations"], start["activations"]])
    return {
        **_tables(),
        "inputs": inputs,
        "show": shown,
        "presets": presets,
        "start": start,
        "pairs": pairs,
    }
