"""An Explorer of one unit of a trained layer: ``Explorer.unit(trace, 3, t=20)``.

What a change of this unit would do to its neighbours is not followed: whoever wants that runs the
layer again with other weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Never

import numpy as np
import traitlets

from lstm_helpers.cell.alone import Alone, alone
from lstm_helpers.cell.given import meant, plain_number, quoted, whole
from lstm_helpers.cell.run import Trace, run
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES, Weights
from lstm_helpers.exercises import Feedback
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import STAGES
from lstm_helpers.graph.unit import Unit, moved_name, unit_of, unroll_unit
from lstm_helpers.live.controls import (
    INPUT_NAMES,
    STATES,
    as_given_names,
    checked_limits,
    checked_step,
)
from lstm_helpers.live.live_cell import LiveCell, plotted
from lstm_helpers.live.settings import MOST_STEPS
from lstm_helpers.page.speaking import in_its_language
from lstm_helpers.page.traits import DoesNotFit, known_pair
from lstm_helpers.words.language import say, speaking

__all__ = ["MovedTrait", "UnitExplorer"]

OWN = tuple(name for name in WEIGHT_NAMES if name[0] != "w")
PARTS = ("steps", "walk", "activations", "reset", "table")
UNIT_GROUPS: dict[str, tuple[str, ...]] = {
    "weights": OWN,
    "states": STATES,
    **{gate: tuple(name for name in OWN if name[2] == gate) for gate in GATES},
}
FACES = ("values", "names")

# What an Explorer has, and one of a unit has not, and why.
MISSING = {
    "weights": "they come with the trace",
    "inputs": "they come with the trace",
    "h0": "it comes with the trace, and can be set afterwards",
    "c0": "it comes with the trace, and can be set afterwards",
    "activations": "they come with the trace, and can be set afterwards",
    "of": "it has no gradients, whose way back leads through all units",
    "presets": "they are settings of the lessons' cell, which has a single weight for its input",
    "predict": "nothing is asked for in it; the lessons' cell asks, as in Explorer(predict=...)",
}
GRADIENTS = "a unit of a layer has no gradients here: their way back leads through all units."
NO_SETTING = (
    "a unit of a layer is no setting that fits into a text or a link; save the layer's weights, "
    "and make it again by Explorer.unit(trace, unit)."
)


class MovedTrait(traitlets.TraitType[dict[str, float], Mapping[str, float]]):
    """Inputs that are no longer as in the run: ``{"20 x[2]": 0.5}``, by time step and feature."""

    def __init__(self) -> None:
        super().__init__({})
        self.tag(sync=True)

    def make_dynamic_default(self) -> dict[str, float]:
        """Start with none."""
        return {}

    def validate(self, obj: object, value: object) -> dict[str, float]:
        """Take finite numbers by names that a unit has."""
        if not isinstance(value, Mapping) or not isinstance(obj, UnitExplorer):
            raise TypeError(
                f"moved is {quoted(value)}; expected a dict such as {{'20 x[2]': 0.5}}."
            )
        return {obj.checked_input(name): _finite(name, number) for name, number in value.items()}


def _finite(name: str, given: object) -> float:
    number = plain_number(name, given)
    if not math.isfinite(number):
        raise ValueError(f"{name} is {number}; a slider can stand at finite numbers only.")
    return number


class UnitExplorer(LiveCell):
    """What `Explorer.unit` gives; see there."""

    moved = MovedTrait()

    def __init__(
        self,
        trace: Trace,
        unit: int | None,
        sequence: int | None = None,
        *,
        t: int | None = None,
        upto: str = STAGES[-1],
        face: str = "values",
        title: str = "",
        show: str | Iterable[str] | None = None,
        limits: tuple[float, float] = (-3, 3),
        step: float = 0.1,
        plot: str | Iterable[str] = (),
        language: str | None = None,
        **unknown: Never,
    ) -> None:
        for name in unknown:
            raise TypeError(_no_such(name))
        one = alone(trace, unit, sequence, t, MOST_STEPS)
        pair = known_pair(one.weights.activations)
        own = {name: float(getattr(one.weights, name).item()) for name in OWN}
        values: dict[str, Any] = {**own, "h0": one.h0, "c0": one.c0}
        self._alone: Alone = one
        self._unit: Unit = unit_of(one)
        with speaking(language) as spoken:
            self._speak(spoken)
            over_time = plotted(plot)
        start = {**values, "moved": {}, "activations": str(pair), "t": one.numbers[-1]}
        look = {
            "show": unit_shown(show),
            "limits": checked_limits(limits),
            "step": checked_step(step),
            "presets": [],
            "plot": over_time,
            "predict": None,
            "start": {**start, "upto": upto},
            "unit": asdict(self._unit),
        }
        super().__init__(
            **values,
            t=one.numbers[-1],
            steps=len(one.numbers),
            activations=pair,
            upto=upto,
            face=face,
            title=title,
            look=look,
        )

    # ---- what may be set ----

    @traitlets.validate("t", "steps")
    def _is_a_time_step(self, proposal: Mapping[str, Any]) -> int:
        value: int = proposal["value"]
        numbers = self._alone.numbers
        if proposal["trait"].name == "steps":
            if value != len(numbers):
                raise DoesNotFit(
                    f"steps is {value}, and {len(numbers)} time steps of the run are shown; "
                    "Explorer.unit(trace, unit, t=...) shows others."
                )
        elif value not in numbers:
            raise DoesNotFit(f"t is {value}; expected one of {_listed(numbers)}.")
        return value

    @traitlets.validate(*INPUT_NAMES, *(name for name in WEIGHT_NAMES if name not in OWN))
    def _is_an_input(self, proposal: Mapping[str, Any]) -> float:
        name: str = proposal["trait"].name
        what = "weight for its input" if name[0] == "w" else "input"
        raise DoesNotFit(
            f"{name} is of the lessons' cell, which has a single {what}; of a unit of a layer, "
            f"move its u, its b and its inputs, as in explorer.move({{0: 1.5}})."
        )

    @traitlets.validate("face")
    def _is_a_face(self, proposal: Mapping[str, Any]) -> str:
        value: str = proposal["value"]
        if value == "gradients":
            raise DoesNotFit(f"face is 'gradients'; {GRADIENTS}")
        if value not in FACES:
            raise DoesNotFit(
                f"face is {quoted(value)}; "
                f"of a unit of a layer, which has many weights for each wire, "
                f"expected one of {', '.join(FACES)}."
            )
        return value

    @traitlets.validate("answers")
    def _are_answers(self, proposal: Mapping[str, Any]) -> Any:
        if proposal["value"]:
            raise DoesNotFit("answers: nothing is asked for in a unit of a layer.")
        return proposal["value"]

    def move(self, inputs: Mapping[int, float], t: int | None = None) -> None:
        """Set inputs of a time step, as the sliders do.

        Parameters
        ----------
        inputs
            Numbers by feature, from 0.
        t
            The time step; the one shown when left out.

        Raises
        ------
        TypeError, ValueError
            In one sentence, when there is no such time step, or the feature has no slider there.
        """
        at = self.t if t is None else whole("t", t)
        names = {moved_name(at, whole("feature", n)): value for n, value in inputs.items()}
        self.moved = {**self.moved, **names}

    def checked_input(self, name: object) -> str:
        """Take the name of an input that can be moved, ``"20 x[2]"``; raise for any other."""
        unit = self._unit
        said = str(name)
        for t, places in zip(unit.numbers, unit.places, strict=True):
            if said in (moved_name(t, place) for place in places):
                return said
        at, _, feature = said.partition(" ")
        if at in map(str, unit.numbers):
            places = unit.places[list(map(str, unit.numbers)).index(at)]
            raise ValueError(
                f"{feature} has no slider at time step {at}; those with the largest products have: "
                f"{', '.join(f'x[{n}]' for n in places)}."
            )
        raise ValueError(
            f"there is no input {quoted(name)}; expected "
            f"a time step among {_listed(unit.numbers)} and a "
            f"feature, as in {moved_name(unit.numbers[-1], unit.places[-1][0])!r}."
        )

    # ---- what it is ----

    @property
    def weights(self) -> Weights:
        """The unit's weights as they stand, those for the other units' h after the features'."""
        kernels = {f"w_{gate}": getattr(self._alone.weights, f"w_{gate}") for gate in GATES}
        own = {name: np.array(getattr(self, name)) for name in OWN}
        shaped = {
            name: value.reshape((1, 1) if name[0] == "u" else 1) for name, value in own.items()
        }
        return Weights(**kernels, **shaped, activations=self.activations)

    @property
    def inputs(self) -> list[Any]:
        """The inputs as they stand, time step by time step: the features, then the others' h."""
        rows: list[Any] = self._alone.inputs.tolist()
        for n, (t, places) in enumerate(zip(self._unit.numbers, self._unit.places, strict=True)):
            for place in places:
                rows[n][place] = self.moved.get(moved_name(t, place), rows[n][place])
        return rows

    @property
    def trace(self) -> Trace:
        """What `run` says of this one unit, a layer of one, at the time steps shown."""
        return run(self.weights, self.inputs, self.h0, self.c0, self.activations)

    @property
    def scene(self) -> Scene:
        """What the picture shows."""
        own = {name: getattr(self, name) for name in OWN}
        steps = unroll_unit(self._unit, own, self.moved, self.h0, self.c0, self.activations)
        at = self._alone.numbers.index(self.t) + 1
        pair = self.activations.names
        return Scene(steps, at, self.upto, pair, self.face, self.title, self.of, unit=self._unit)

    # ---- what it is not ----

    def set_preset(self, name: str) -> None:
        """Refuse: a preset is a setting of the lessons' cell."""
        raise ValueError(f"a unit of a layer has no presets: {MISSING['presets']}.")

    @property
    def setting(self) -> str:
        """Refuse: a setting is of the lessons' cell."""
        raise ValueError(NO_SETTING)

    def link(self, page: str = "") -> str:
        """Refuse: a link is of the lessons' cell."""
        raise ValueError(NO_SETTING)

    @in_its_language
    def load(self, text: object) -> Feedback:
        """Say that a setting of the lessons' cell is no unit of a layer."""
        return Feedback("slip", say("{error} Nothing has been changed.").format(error=NO_SETTING))


def unit_shown(show: str | Iterable[str] | None) -> list[str]:
    """List the sliders and parts that `show` names, groups taken apart.

    >>> unit_shown("f inputs table")
    ['u_f', 'b_f', 'inputs', 'table']
    """
    order = (*OWN, "inputs", *STATES, *PARTS)
    if show is None:
        return [name for name in order if name != "activations"]
    chosen: list[str] = []
    for name in as_given_names("show", show, '"b_f inputs table"'):
        if name not in UNIT_GROUPS and name not in order:
            raise ValueError(
                f"show names {quoted(name)}; "
                f"of a unit of a layer expected sliders (u_f, b_f, ..., h0, "
                f"c0), groups (inputs, {', '.join(UNIT_GROUPS)}) or parts ({', '.join(PARTS)})."
            )
        chosen += UNIT_GROUPS.get(name, (name,))
    return [name for name in order if name in chosen]


def _no_such(name: str) -> str:
    """Say why an option is missing, or what was meant by it.

    >>> _no_such("tilte")
    "Explorer.unit has no option 'tilte'; did you mean title?"
    """
    if name in MISSING:
        return f"Explorer.unit has no option {quoted(name)}: {MISSING[name]}."
    options = ["sequence", "t", "upto", "face", "title", "show", "limits", "step", "plot"]
    options += ["language"]
    close = meant(name, options)
    hint = f"did you mean {close}?" if close else f"expected one of {', '.join(options)}."
    return f"Explorer.unit has no option {quoted(name)}; {hint}"


def _listed(numbers: Iterable[int]) -> str:
    """Write time steps, those that follow one another as a range.

    >>> _listed([1, 2, 3, 7])
    '1 to 3, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs)
