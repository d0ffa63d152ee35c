"""A trained layer to look into: every gate of every unit at every time step, as a map."""

from __future__ import annotations

from typing import Any

import anywidget
import numpy as np
import traitlets

from lstm_helpers.cell.given import whole
from lstm_helpers.cell.run import Trace
from lstm_helpers.charts.heat import ORDERS, SENT, SHOWN, Heat, Lines, heat_of, heat_table, order
from lstm_helpers.charts.heat_drawing import SHADES, heat_svg
from lstm_helpers.graph.table import BY_NAME
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
    "unit": "unit {unit}",
    "map": "{title}: {units} units down, {steps} time steps across. The arrow keys go from place "
    "to place, plus and minus zoom, Enter chooses a unit.",
    "place": "Unit {unit}, time step {t}: {it}, {symbol} = {made}{value}. {does}",
    "made": "{made} = ",
    "point": "Point at a place, tap it, or go there by the arrow keys: it says what is in it.",
    "chosen": "chosen: unit {unit}",
}


class GateMap(Speaking, anywidget.AnyWidget):
    """A map of what a layer's units do: units downwards, time to the right, colour by number.

    It runs in the page alone: buttons choose the quantity and the order of the units, pointing at
    a place says its equation, the wheel with Ctrl, two fingers and the keys + and − zoom, the
    arrow keys go about. What is chosen is in the traits.

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
    _css = sheet("page/base.css", "charts/heat.css")

    # A layout is a second model, and the page would wait for it: the style sheet does without.
    layout = traitlets.Any(None, allow_none=True).tag(sync=True)

    quantity = ChoiceTrait(SHOWN, "f")
    order = ChoiceTrait(tuple(ORDERS), "trained")
    sequence = WholeTrait(0, 0)
    unit = WholeTrait(0, 0)
    t = WholeTrait(1, 1)
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
        self.lines = _checked_lines(lines or {}, len(trace))
        self.sequences = int(trace.c.shape[0]) if trace.c.ndim == 3 else 1
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
        return heat_of(
            self.trace, self._checked("sequence", number, 0, self.sequences - 1), self.lines
        )

    @in_its_language
    def _take_sequence(self, change: object) -> None:
        self.heat = self._heat_of(self.sequence)
        with self.hold_sync():
            self.values = _bytes(self.heat)
            self.of = _about(self.heat, self.sequence)

    @property
    def shown_units(self) -> list[int]:
        """The units in the order in which they stand, from the top down."""
        return order(self.heat, self.quantity, self.order)

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


def _checked_lines(lines: Lines, steps: int) -> Lines:
    checked = {}
    for words, numbers in lines.items():
        line = np.asarray(numbers, dtype=float).ravel()
        if len(line) != steps:
            raise ValueError(
                f"the line {str(words)[:60]!r} has {len(line)} numbers; "
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
    orders = {by: {name: order(heat, name, by) for name in SHOWN} for by in ("open", "input")}
    same = {by: order(heat, "c", by) for by in ("trained", "similar")}
    lines = {words: [_sendable(x) for x in numbers] for words, numbers in heat.lines.items()}
    return {"sequence": sequence, "lines": lines, "orders": {**orders, **same}}


def _sendable(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None
