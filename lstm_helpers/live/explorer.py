"""The live cell: a picture that follows its numbers in the browser, kernel or no kernel."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from inspect import signature
from typing import TYPE_CHECKING, Any, Never

import traitlets

from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.given import meant, plain_number, quoted
from lstm_helpers.cell.run import Trace, run
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.exercises import Feedback
from lstm_helpers.graph.backward import backpropagate
from lstm_helpers.graph.forward import unroll
from lstm_helpers.graph.scene import Face, Scene
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live.answers import predicted
from lstm_helpers.live.controls import (
    INPUT_NAMES,
    STATES,
    checked_limits,
    checked_step,
    offered,
    shown,
)
from lstm_helpers.live.live_cell import LiveCell, plotted
from lstm_helpers.live.presets import FIRST_PRESETS, preset, preset_activations
from lstm_helpers.live.settings import EXAMPLE, MOST_STEPS, decode, encode, exact_text
from lstm_helpers.page.speaking import in_its_language
from lstm_helpers.page.traits import (
    DoesNotFit,
    known_pair,
)
from lstm_helpers.words.asking import asked_steps
from lstm_helpers.words.language import say, speaking
from lstm_helpers.words.numbers import listed

if TYPE_CHECKING:
    from lstm_helpers.live.unit import UnitExplorer

__all__ = ["Explorer"]

LOADED = ("Loaded: {count} time step, x = {x}.", "Loaded: {count} time steps, x = {x}.")

NUMBERS = (*WEIGHT_NAMES, *INPUT_NAMES, *STATES)


class Explorer(LiveCell):
    """One LSTM cell to play with: its picture, and a slider for everything that goes in.

    Every number is a trait, by its name: ``explorer.w_f = 2`` does what the thumb does, and
    `observe`, `link` and `jslink` of ipywidgets work with it. nan and infinities are shown.

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
        `IDENTITY`, `STANDARD`, or a pair of names in ``lstm_helpers.cell.ACTIVATIONS``; those of
        the weights when left out.
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
        The sliders' range and step; a range widens to take in what is set beyond it.
    presets
        Names of the presets offered; four with small numbers when left out.
    plot
        Quantities to draw over time under the picture, such as ``"c h f"``.
    predict
        Quantities that the learner works out and types into the picture, such as ``"keep c"``, at
        time step `t` and all later ones; ``"walk"`` for all that a step works out. With
        ``face="gradients"`` their gradients, at time step `t` and all earlier ones. What is asked
        for, and what is made of it, is "?" until it is right.
    language
        "en" or "de"; what `use_language` said when left out.

    Attributes
    ----------
    w_f, u_f, b_f, w_i, …, b_o
        The weights.
    x_1, x_2, …, x_12
        The inputs, as many as there are time steps.
    h0, c0, t, upto, activations, face, title, of
        As given.
    steps
        How many time steps there are.
    scale
        Of the y axis of `plot`: "linear" or "symlog".
    answers
        What was answered, by time step and name: ``{"2 c": {"typed": "6", "number": 6, "tries": 1,
        "solved": True, "shown": False, "slips": []}}``, ``"2 ∂c"`` for a gradient. `slips` are
        names of the slips that were recognised, `shown` says that the learner had it shown. Set
        it to answer from Python, ``{}`` to begin anew.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when something given does not fit.

    Examples
    --------
    >>> explorer = Explorer(Weights.ones(), inputs=[1, 1, 1], t=2)
    >>> explorer.w_f = 2
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
        activations: Activations | None = None,
        upto: str = STAGES[-1],
        face: Face = "values",
        title: str = "",
        of: str = "h",
        show: str | Iterable[str] | None = None,
        limits: tuple[float, float] = (-3, 3),
        step: float = 0.1,
        presets: Iterable[str] = FIRST_PRESETS,
        plot: str | Iterable[str] = (),
        predict: str | Iterable[str] = (),
        language: str | None = None,
        **unknown: Never,
    ) -> None:
        for name in unknown:
            raise TypeError(_no_such(name))
        values = _start_values(weights, inputs, h0, c0)
        names = [name for name in INPUT_NAMES if name in values]
        pair = known_pair(
            (weights or Weights.ones()).activations if activations is None else activations
        )
        asks = predicted(predict, t, face, pair.names)
        with speaking(language) as spoken:
            self._speak(spoken)
            over_time = plotted(plot)
        start = {**values, "activations": str(pair), "t": t, "upto": upto}
        look = {
            "show": shown(show, names),
            "limits": checked_limits(limits),
            "step": checked_step(step),
            "presets": offered(presets),
            "plot": over_time,
            "predict": asks,
            "start": {**start, "answers": {}} if asks else start,
        }
        super().__init__(
            **values,
            t=t,
            steps=len(names),
            activations=pair,
            upto=upto,
            face=face,
            title=title,
            of=of,
            look=look,
        )
        self._begin_notes()

    def _begin_notes(self) -> None:
        """Let the kernel hear of what is answered."""
        if self.look["predict"]:
            from lstm_helpers.live.noting import note_asked  # only who is asked answers

            note_asked(self)

    @traitlets.validate("t", "steps")
    def _is_a_time_step(self, proposal: Mapping[str, Any]) -> int:
        value: int = proposal["value"]
        t, steps = (value, self.steps) if proposal["trait"].name == "t" else (self.t, value)
        if not 1 <= t <= steps:
            raise DoesNotFit(f"t is {t}; expected a time step from 1 to {steps}.")
        return value

    @traitlets.validate(*INPUT_NAMES)
    def _is_an_input(self, proposal: Mapping[str, Any]) -> float:
        name: str = proposal["trait"].name
        value: float = proposal["value"]
        if value and name not in self._inputs:
            raise DoesNotFit(
                f"{name} is {value}, and the inputs are {', '.join(self._inputs)}; set steps first."
            )
        return value

    @property
    def _inputs(self) -> Sequence[str]:
        return INPUT_NAMES[: self.steps]

    @property
    def weights(self) -> Weights:
        """The weights as they stand."""
        values = {name: getattr(self, name) for name in WEIGHT_NAMES}
        return Weights(**values, activations=self.activations)

    @property
    def inputs(self) -> list[float]:
        """The inputs as they stand."""
        return [getattr(self, name) for name in self._inputs]

    @property
    def trace(self) -> Trace:
        """What `run` says of the numbers as they stand."""
        return run(self.weights, self.inputs, self.h0, self.c0, self.activations)

    @property
    def scene(self) -> Scene:
        """What the picture shows."""
        weights = {name: getattr(self, name) for name in WEIGHT_NAMES}
        steps = unroll(weights, self.inputs, self.h0, self.c0, self.activations)
        names, asks = self.activations.names, self.look["predict"]
        truths = steps
        if asks and asks["face"] == "gradients":
            truths = backpropagate(steps, names, self.of)
        asked = asked_steps(asks, self.answers, truths)
        return Scene(steps, self.t, self.upto, names, self.face, self.title, self.of, asked)

    @classmethod
    def unit(
        cls,
        trace: Trace,
        unit: int | None = None,
        sequence: int | None = None,
        *,
        t: int | None = None,
        **options: Any,
    ) -> UnitExplorer:
        """Look into one unit of a layer: the same picture, with x and h_prev as sums.

        In the lessons' cell z_f = w_f·x + u_f·h_prev + b_f. In a layer w_f·x is the sum over the
        features and u_f·h_prev the sum over the units; everything after that is one number per
        unit. Pointing at a gate reads its sums out. There are sliders for the unit's own u, for its
        biases, for the states before and for the inputs of the time step shown: six at most, those
        with the largest products.

        The other units stay as they were in the run. What the unit says itself comes back to it at
        the next time step; what it would change in its neighbours does not.

        Parameters
        ----------
        trace
            What `run` gives for a layer.
        unit, sequence
            Which unit, and which sequence of the batch, from 0.
        t
            The time step shown, from 1; the last one when left out. Up to 12 are shown, this one
            and those before it. Those that a mask leaves out are not.
        options
            Of Explorer's: `upto`, `face` ("values" or "names"), `title`, `show`, `limits`, `step`,
            `plot` and `language`. `show` names sliders (``"u_f"``, ``"b_f"``, ``"h0"``), all of a
            gate (``"f"``), ``"weights"``, ``"inputs"``, ``"states"``, and the parts ``"steps"``,
            ``"walk"``, ``"activations"``, ``"reset"``, ``"table"``.

        Returns
        -------
        UnitExplorer
            An Explorer whose `trace` is the run of this one unit: a layer of one, to which the
            features and then the other units' h before are inputs. Its `t` is that of the run, and
            ``move({2: 0.5})`` sets feature 2 of the time step shown.

        Raises
        ------
        TypeError, ValueError
            In one sentence, when something given does not fit.

        Examples
        --------
        >>> layer = run(Weights.ones(features=2, units=3), [[1, 2], [3, 4]])
        >>> explorer = Explorer.unit(layer, 0)
        >>> explorer.b_f = -1
        >>> explorer.trace.c[:, 0].tolist(), layer.c[:, 0].tolist()
        ([9.0, 8527.0], [9.0, 8536.0])
        """
        from lstm_helpers.live.unit import UnitExplorer  # the lessons' cell does without

        return UnitExplorer(trace, unit, sequence, t=t, **options)

    def set_preset(self, name: str) -> None:
        """Take over a preset's numbers.

        Parameters
        ----------
        name
            A key of `lstm_helpers.live.presets.PRESETS`.

        Raises
        ------
        ValueError
            When there is none of that name.

        Examples
        --------
        >>> explorer = Explorer()
        >>> explorer.set_preset("remember")
        >>> explorer.trace.state_c
        2.0
        """
        with self._at_once():
            self._set(preset(name, self._inputs))
            self.activations = preset_activations(name)

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Tell the page and the observers when all of it is set."""
        with self.hold_sync(), self.hold_trait_notifications():
            yield

    def _set(self, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            setattr(self, name, value)

    @property
    def setting(self) -> str:
        """All the numbers, with the activations and the time step, as a short text.

        >>> Explorer(inputs=[1, 1, 1]).setting
        'lstm x=1,1,1 #rrhk'
        """
        return encode(self._cell)

    @property
    def _cell(self) -> Setting:
        return Setting(self.weights, self.inputs, self.h0, self.c0, self.activations, self.t)

    @classmethod
    def from_setting(cls, text: str, **options: Any) -> Explorer:
        """Show a setting that `setting` gave.

        Parameters
        ----------
        text
            The setting.
        options
            Those of Explorer.

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

    def link(self, page: str = "") -> str:
        """Write a link that shows this cell as it stands, for a page that reads links.

        With it go the controls, the presets offered and what is asked for; not what was answered,
        nor `plot`, which is the page's.

        Parameters
        ----------
        page
            The page's address, such as ``"https://a.school/lstm/embed.html"``.

        Examples
        --------
        >>> Explorer(inputs=[1, 1], t=2, show="w_f walk", predict="c").link("embed.html")
        'embed.html#lstm&x=1,1&t=2&show=w_f,walk&predict=c'
        """
        if not isinstance(page, str):
            raise TypeError(f"page is {quoted(page)}; expected an address, such as 'embed.html'.")
        from lstm_helpers.live.link import link_text  # only who hands it on waits for it

        return f"{page}#{link_text(self._cell, self._around_cell())}"

    def _around_cell(self) -> dict[str, str | list[str]]:
        """What a link says besides the cell, where it is not what is so anyway."""
        from lstm_helpers.live.link import LINK_DEFAULTS, short_names

        look, asks = self.look, self.look["predict"]
        face = self.face
        if asks and "gradients" in (face, asks["face"]):
            face = asks["face"]
        now = {
            "upto": self.upto,
            "face": face,
            "of": self.of,
            "show": short_names(look["show"]),
            "limits": [exact_text(limit) for limit in look["limits"]],
            "step": exact_text(look["step"]),
            "presets": look["presets"],
            "predict": [] if not asks else ["walk"] if asks["walk"] else asks["names"],
            "title": self.title,
        }
        return {name: value for name, value in now.items() if value != LINK_DEFAULTS[name]}

    @classmethod
    def from_link(cls, text: str, **options: Any) -> Explorer:
        """Show what a page shows for a link.

        Parameters
        ----------
        text
            The link, or what stands after its #: as `link` gives it, or as it is typed.
        options
            Those of Explorer, for what the link leaves out.

        Raises
        ------
        TypeError, ValueError
            In one sentence, when the link is mistyped: what came, what was expected, how to mend
            it.

        Examples
        --------
        >>> Explorer.from_link('lstm f=2,1,0 t=3 title="What is c?"').trace.c
        array([  1.,   7., 337.])
        """
        from lstm_helpers.live.link import arguments_of, read_link

        return cls(**{**options, **arguments_of(read_link(text), options.get("show"))})

    @in_its_language
    def load(self, text: object) -> Feedback:
        """Take over a neighbour's setting, and say that it worked.

        A text that is mistyped, or still to be filled in, raises nothing and changes nothing: the
        feedback says what is wrong with it.

        Parameters
        ----------
        text
            The setting, or dots.

        Returns
        -------
        Feedback
            Which shows itself when it is a cell's last line.

        Examples
        --------
        >>> explorer = Explorer()
        >>> explorer.load("lstm x=1,2 #4s8j")
        ✓ Loaded: 2 time steps, x = 1, 2.
        >>> explorer.load(...)
        ✎ no setting yet: put a text such as 'lstm x=1,1,1 #rrhk' in place of the dots.
        """
        if text is Ellipsis or text is None:
            says = say("no setting yet: put a text such as {example!r} in place of the dots.")
            return Feedback("open", says.format(example=EXAMPLE))
        try:
            setting = decode(text)
        except (TypeError, ValueError) as error:
            return Feedback("slip", say("{error} Nothing has been changed.").format(error=error))
        self._take(setting)
        count = len(setting.inputs)
        says = say(LOADED[count > 1])
        return Feedback("right", says.format(count=count, x=listed(setting.inputs)))

    def _take(self, setting: Setting, **look: Any) -> None:
        """Show another cell; `look` is what changes of what stands around it."""
        values = _start_values(setting.weights, setting.inputs, setting.h0, setting.c0)
        more = {"activations": setting.activations, "t": setting.t, "upto": STAGES[-1]}
        asks = {**self.look, **look}["predict"]
        with self._at_once():
            count = len(setting.inputs)
            if count != self.steps or asks or look:  # another view
                start = {**values, **more, "activations": str(setting.activations)}
                if asks:
                    asks, start["answers"], self.answers = {**asks, "from": setting.t}, {}, {}
                self.look = {**self.look, **look, "start": start, "predict": asks}
                self.steps = count
            self._set({**values, **more})


def _no_such(name: str) -> str:
    """Say what was meant by an option that there is not.

    >>> _no_such("input")
    "an Explorer has no option 'input'; did you mean inputs?"
    """
    options = [option for option in signature(Explorer).parameters if option != "unknown"]
    close = meant(name, [*options, *WEIGHT_NAMES, *INPUT_NAMES])
    hint = f"did you mean {close}?" if close else f"expected one of {', '.join(options)}."
    if close in WEIGHT_NAMES:
        hint = f"put the weights first, as in Explorer(Weights.ones({close}=...))."
    elif close in INPUT_NAMES:
        hint = "give all inputs at once, as in Explorer(inputs=[1, 1, 1])."
    return f"an Explorer has no option {quoted(name)}; {hint}"


def _start_values(
    weights: Weights | None, inputs: Sequence[float], h0: float, c0: float
) -> dict[str, float]:
    if isinstance(weights, Weights) and weights.units > 1:
        raise ValueError(
            f"weights are of a layer of {weights.units} units, an Explorer shows a single cell; "
            "Explorer.unit(run(weights, inputs), 0) shows one unit of a layer."
        )
    trace = run(
        Weights.ones() if weights is None else weights, inputs, h0, c0
    )  # raises when something does not fit
    if trace.mask is not None:
        raise ValueError("inputs has a mask, and an Explorer shows every time step; cut it off.")
    if not trace.weights.is_scalar:
        raise ValueError(
            f"inputs has shape {trace.x.shape}; an Explorer shows a single cell, which takes one "
            "plain number at each time step."
        )
    if len(trace) > MOST_STEPS:
        raise ValueError(f"inputs has {len(trace)} time steps; expected {MOST_STEPS} at most.")
    xs = {f"x_{n}": step.x for n, step in enumerate(trace, start=1)}
    given = {**trace.weights.as_dict(), **xs, "h0": h0, "c0": c0}
    values = {name: plain_number(name, value) for name, value in given.items()}
    for name, value in values.items():
        if not math.isfinite(value):
            raise ValueError(f"{name} is {value}; a slider can stand at finite numbers only.")
    return values
