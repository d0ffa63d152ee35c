"""A trained layer to look into: every gate of every unit at every time step, as a map."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import anywidget
import ipywidgets as widgets
import numpy as np
import traitlets

from lstm_helpers.cell.given import quoted, whole
from lstm_helpers.cell.run import Trace
from lstm_helpers.charts.heat import (
    ORDERS,
    SENT,
    SHOWN,
    Heat,
    Lines,
    ends_of,
    heat_of,
    heat_table,
)
from lstm_helpers.charts.heat_drawing import SHADES, heat_svg
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.live.unit import UnitExplorer
from lstm_helpers.page.mime import Shown, bundle
from lstm_helpers.page.scripts import module, sheet
from lstm_helpers.page.speaking import Speaking, in_its_language
from lstm_helpers.page.traits import ChoiceTrait, DoesNotFit, TextTrait, WholeTrait
from lstm_helpers.words.language import say, speaking, told

__all__ = ["SAYS", "GateMap"]

SAYS = {
    "quantity": "shown",
    "order": "units",
    "sequence": "sequence {number} of {count}",
    "previous": "◀",
    "previous_label": "the sequence before",
    "next": "▶",
    "next_label": "the next sequence",
    "waiting": "sequence {number} is asked for from Python",
    "closer": "closer",
    "wider": "wider",
    "all": "all",
    "zoom": "zoom",
    "pan": "which time steps are seen",
    "units": "units",
    "steps": "time step",
    "line": "{words}: {low} to {high}",
    "map": "{title}: {units} units down, {steps} time steps across. The arrow keys go from place "
    "to place, plus and minus zoom.",
    "map_opens": " Enter opens the unit under the map, Escape closes it.",
    "opened_label": "the unit that is open",
    "opened": "Unit {unit} at time step {t}",
    "opening": "Unit {unit} at time step {t} opens when the kernel is free.",
    "elsewhere": "Its Explorer is the map's .explorer: show it in the next cell.",
    "problem": "Unit {unit} at time step {t} does not open: {problem}",
    "in_marimo": "marimo makes widgets in cells alone. Show this map's .explore({unit}, {t}) in "
    "the next cell.",
    "failed": "It cannot be shown here: {reason}",
    "close": "close",
    "closed": "The unit is closed.",
    "place": "Unit {unit}, time step {t}: {it}, {symbol} = {made}{value}. {does}",
    "made": "{made} = ",
    "point": "Point at a place, or go there by the arrow keys: it says what is in it.",
    "point_opens": " A click, a tap or Enter opens the unit.",
}


class GateMap(Speaking, anywidget.AnyWidget):
    """A map of what a layer's units do: units downwards, time to the right, colour by number.

    It runs in the page alone: buttons choose the quantity and the order of the units, pointing at
    a place says its equation, the wheel with Ctrl, two fingers and the keys + and − zoom, the
    arrow keys go about. A click, a tap or Enter opens the unit under the map, as an Explorer that
    starts at that time step.

    Parameters
    ----------
    trace
        What `run` gives for a layer, (time, units) or (batch, time, units); the scalar cell's
        counts as a layer of one unit.
    quantity
        "f", "i", "g", "o", "keep", "write", "c" or "h".
    order
        "trained", "open", "input" or "similar"; see `lstm_helpers.charts.heat.order`.
    sequence
        Which sequence of the batch, from 0.
    lines
        Numbers over time to stand above the map, by what they are called, after the input.
    title
        What stands over the map.
    language
        "en" or "de"; what `use_language` said when left out.

    Attributes
    ----------
    quantity, order, sequence, title
        As given.
    unit, t
        The place that was chosen: the unit from 0, as arrays count, the time step from 1.
    opens
        Whether that unit is open.
    explorer
        The Explorer of the unit that is open, or None. The next one takes its place, and it is
        closed; ``Explorer.unit(gates.trace, gates.unit)`` makes one to keep.
    units, steps
        How many there are.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when something given does not fit.

    Examples
    --------
    >>> from lstm_helpers import STANDARD, Weights, run
    >>> rng = np.random.default_rng(0)
    >>> def drawn(*shape): return rng.normal(size=shape)
    >>> weights = Weights.from_keras(drawn(1, 16), drawn(4, 16), drawn(16))
    >>> gates = GateMap(run(weights, drawn(30, 1), activations=STANDARD))
    >>> gates.units, gates.steps, gates.heat.values["f"].shape
    (4, 30, (4, 30))
    """

    _script = "live/gate_map.js"
    _esm = module(_script)
    # a page that shows the Explorer in here may not bring its style along
    _css = sheet("page/base.css", "charts/charts.css", "live/live.css", "charts/heat.css")

    # A layout is a second model, and the page would wait for it: the style sheet does without.
    layout = traitlets.Any(None).tag(sync=True)

    quantity = ChoiceTrait(SHOWN, "f")
    order = ChoiceTrait(tuple(ORDERS), "trained")
    sequence = WholeTrait(0)
    unit = WholeTrait(0)
    t = WholeTrait(1)
    opens = traitlets.Bool(False).tag(sync=True)
    explorer: traitlets.Instance[UnitExplorer | None] = traitlets.Instance(
        UnitExplorer, allow_none=True
    ).tag(sync=True, **widgets.widget_serialization)
    opened: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    title = TextTrait()
    look: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    values = traitlets.Bytes().tag(sync=True)
    of: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        trace: Trace,
        quantity: str = "f",
        *,
        order: str = "trained",
        sequence: int = 0,
        lines: Lines | None = None,
        title: str = "",
        language: str | None = None,
    ) -> None:
        if not isinstance(trace, Trace):
            kind = type(trace).__name__
            raise TypeError(f"trace is a {kind}; expected what run(weights, inputs) gives.")
        self.trace = trace
        self.lines = _checked_lines({} if lines is None else lines, len(trace))
        self.sequences = int(trace.c.shape[0]) if trace.c.ndim == 3 else 1
        self._ends = ends_of(trace)
        self._is_told = False  # by the page
        with speaking(language) as spoken:
            self._speak(spoken)
            heat = self._heat_of(sequence)
            words = {
                "says": told(SAYS),
                "quantities": {name: say(BY_NAME[name].words) for name in SHOWN},
                "orders": told(ORDERS),
            }
        look = {
            **words,
            "sent": SENT,
            "shades": SHADES,
            "limits": heat.limits,
            "activations": trace.activations.names,
            "units": heat.units,
            "steps": heat.steps,
            "sequences": self.sequences,
        }
        self.heat = heat
        super().__init__(
            look=look,
            quantity=quantity,
            order=order,
            sequence=sequence,
            title=title,
            values=_bytes(heat),
            of=_about(heat, sequence),
        )
        self.observe(self._take_sequence, "sequence")
        self.observe(self._open_or_close, ["unit", "t", "sequence", "opens"])

    @property
    def units(self) -> int:
        """How many units there are."""
        return self.heat.units

    @property
    def steps(self) -> int:
        """How many time steps there are."""
        return self.heat.steps

    @traitlets.validate("sequence")
    def _sequence_exists(self, proposal: dict[str, Any]) -> int:
        return self._checked("sequence", proposal["value"], 0, self.sequences - 1)

    @traitlets.validate("unit")
    def _unit_exists(self, proposal: dict[str, Any]) -> int:
        return self._checked("unit", proposal["value"], 0, self.units - 1)

    @traitlets.validate("t")
    def _t_exists(self, proposal: dict[str, Any]) -> int:
        return self._checked("t", proposal["value"], 1, self.steps)

    def _checked(self, name: str, value: int, least: int, most: int) -> int:
        if not least <= value <= most:
            raise DoesNotFit(f"{name} is {value}; expected a whole number from {least} to {most}.")
        return value

    def _heat_of(self, sequence: int) -> Heat:
        number = whole("sequence", sequence)
        found = self._checked("sequence", number, 0, self.sequences - 1)
        return heat_of(self.trace, found, self.lines, self._ends)

    @in_its_language
    def _take_sequence(self, change: object) -> None:
        self.heat = self._heat_of(self.sequence)
        with self.hold_sync():
            self.values = _bytes(self.heat)
            self.of = _about(self.heat, self.sequence)

    def explore(self, unit: int, t: int = 1) -> UnitExplorer | None:
        """Open a unit at a time step: what a click on the map does.

        Parameters
        ----------
        unit
            Which, from 0.
        t
            The time step, from 1.

        Returns
        -------
        UnitExplorer or None
            None when it cannot be opened; the map says why.
        """
        with self.hold_sync(), self.hold_trait_notifications():
            self.unit, self.t, self.opens = unit, t, True
        if self.explorer is None:  # when the page asked for it, it could not be made
            self._make()
        return self.explorer

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take over what the page says."""
        self._is_told = True
        try:
            super().set_state(sync_data)
        finally:
            self._is_told = False

    def _open_or_close(self, change: object) -> None:
        """Make the Explorer that goes with what is chosen; several may be told of one choice."""
        if self._asked.items() <= self.opened.items() and self.opens == bool(self.opened):
            return
        self._make()

    @property
    def _asked(self) -> dict[str, int]:
        """What is to be open."""
        places = {"unit": self.unit, "t": self.t, "sequence": self.sequence}
        return places if self.opens else {}

    @in_its_language
    def _make(self) -> None:
        """Put the Explorer of what is asked for in the place of the one before."""
        before, asked = self.explorer, self._asked
        with self.hold_sync():
            self.explorer, problem = self._explorer() if asked else (None, "")
            self.opened = {**asked, "problem": problem} if asked else {}
        if before is not None:
            before.close()

    def _explorer(self) -> tuple[UnitExplorer | None, str]:
        """Make one, or say why that cannot be."""
        sequence = self.sequence if self.trace.c.ndim == 3 else None
        if self._is_told and _is_in_marimo():
            return None, say(SAYS["in_marimo"]).format(unit=self.unit, t=self.t)
        try:
            return UnitExplorer(self.trace, self.unit, sequence, t=self.t), ""
        except (TypeError, ValueError) as problem:
            return None, str(problem)

    @property
    def shown_units(self) -> list[int]:
        """The units in the order in which they stand, from the top down."""
        return self.heat.orders[self.order][self.quantity]

    @property
    @in_its_language
    def svg(self) -> str:
        """The map as it stands, as SVG."""
        return heat_svg(self.heat, self.quantity, self.shown_units, self.title)

    @property
    @in_its_language
    def table(self) -> str:
        """Each unit's mean and range, as plain text."""
        return heat_table(self.heat, self.quantity, self.shown_units)

    def _repr_mimebundle_(self, **kwargs: Any) -> Shown:
        """Say the same in three ways: the live map, a picture for any page, a table for nbval."""
        return bundle(super()._repr_mimebundle_(**kwargs), self.svg, self.table)


def _is_in_marimo() -> bool:
    """Tell where a widget can be made while a cell runs, but not by what the page says."""
    marimo = sys.modules.get("marimo")
    return marimo is not None and bool(marimo.running_in_notebook())


def _checked_lines(lines: Lines, steps: int) -> Lines:
    if not isinstance(lines, Mapping):
        raise TypeError(
            f'lines is {quoted(lines)}; expected numbers by words, as {{"rain": rain}}.'
        )
    checked = {}
    for words, numbers in lines.items():
        line = np.asarray(numbers, dtype=float).ravel()
        if len(line) != steps:
            raise ValueError(
                f"the line {quoted(str(words))} has {len(line)} numbers; "
                f"expected {steps}, one for each time step."
            )
        checked[str(words)] = line.tolist()
    return checked


def _bytes(heat: Heat) -> bytes:
    """Pack what the page works all the rest out of: single precision, unit by unit."""
    parts = [heat.values[name] for name in SENT]
    packed = np.concatenate([part.ravel() for part in parts] + [heat.start])
    with np.errstate(over="ignore"):  # what single precision cannot hold is ∞ in the page
        return packed.astype("<f4").tobytes()


def _about(heat: Heat, sequence: int) -> dict[str, Any]:
    """Say what goes with the numbers of one sequence: its lines, and the orders of its units."""
    lines = {words: [_sendable(x) for x in numbers] for words, numbers in heat.lines.items()}
    return {"sequence": sequence, "lines": lines, "orders": heat.orders}


def _sendable(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None
