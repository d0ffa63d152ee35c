from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from lstm_helpers import GateMap, Weights, run
from lstm_helpers.charts import heat
from lstm_helpers.charts.heat import SENT
from lstm_helpers.live.unit import UnitExplorer
from lstm_helpers.page.mime import WIDGET_VIEW, ByBundle
from tests.charts.test_heat import batch


def test_it_sends_what_all_the_rest_comes_of() -> None:
    trace = batch()
    gates = GateMap(trace, sequence=1)
    sent = np.frombuffer(gates.values, dtype="<f4")
    parts = [getattr(trace, name)[1].T.ravel() for name in SENT]
    assert np.allclose(sent, np.concatenate([*parts, trace.c_prev[1, 0]]), rtol=1e-6)


def test_another_sequence_brings_its_own_numbers_lines_and_orders() -> None:
    gates = GateMap(batch())
    before, lines = gates.values, gates.of["lines"]
    gates.sequence = 1
    assert gates.values != before
    assert gates.of["sequence"] == 1
    assert gates.of["lines"] != lines
    assert gates.values == GateMap(batch(), sequence=1).values


def test_a_line_may_have_gaps() -> None:
    gaps = [None, 1, 2, 3, 4]
    line = GateMap(batch(), sequence=1, lines={"rain": gaps}).heat.lines["rain"]
    assert np.array_equal(np.asarray(line), [np.nan, 1, 2, 3, 4], equal_nan=True)


def test_where_colours_end_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gates = GateMap(batch())
    ends = gates.heat.limits
    monkeypatch.setattr(heat, "limits", None)  # who asks again fails
    gates.sequence = 1
    assert gates.heat.limits is ends


def test_ipywidgets_7_shows_the_whole_bundle_too() -> None:
    assert isinstance(GateMap(batch()), ByBundle)


def test_it_is_a_picture_and_a_table_too() -> None:
    gates = GateMap(batch(), "c", order="open", title="mine")
    data, _ = gates._repr_mimebundle_()
    assert WIDGET_VIEW in data
    assert ">mine<" in data["image/svg+xml"]
    first = data["text/plain"].splitlines()[3].split()
    assert first[0] == str(gates.shown_units[0])
    means = gates.heat.values["c"].mean(axis=1)
    assert means[gates.shown_units[0]] == means.max()


def test_the_scalar_cell_is_a_layer_of_one_unit() -> None:
    gates = GateMap(run(Weights.ones(), [1, 1, 1]), "h")
    assert (gates.units, gates.steps, gates.sequences) == (1, 3, 1)
    assert "3211" in gates.table


def test_what_is_chosen_is_told() -> None:
    gates = GateMap(batch())
    heard: list[Any] = []
    gates.observe(lambda change: heard.append((change.name, change.new)), ["unit", "t"])
    gates.set_state({"unit": 2, "t": 4})  # as the page says it
    assert sorted(heard) == [("t", 4), ("unit", 2)]


def test_a_unit_is_opened_by_the_page_at_a_step() -> None:
    trace = batch()
    gates = GateMap(trace, sequence=1)
    assert gates.get_state("explorer") == {"explorer": None}
    gates.set_state({"unit": 2, "t": 4, "opens": True})  # as the page says it
    assert isinstance(gates.explorer, UnitExplorer)
    assert gates.get_state("explorer") == {"explorer": f"IPY_MODEL_{gates.explorer.model_id}"}
    assert gates.opened == {"unit": 2, "t": 4, "sequence": 1, "problem": ""}
    assert gates.explorer.t == 4
    shown = gates.explorer.trace.c[:, 0]
    assert np.allclose(shown, trace.c[1, : len(shown), 2])


def test_opening_another_closes_the_first() -> None:
    gates = GateMap(batch())
    first = gates.explore(0, t=2)
    assert first is not None
    assert gates.explore(0, t=2) is first
    second = gates.explore(1, t=3)
    assert second is not first
    assert first.comm is None
    gates.sequence = 1
    third = gates.explorer
    assert third is not None
    assert third is not second
    assert gates.opened == {"unit": 1, "t": 3, "sequence": 1, "problem": ""}
    gates.opens = False
    assert (gates.explorer, gates.opened, third.comm) == (None, {}, None)


def test_choosing_alone_opens_nothing() -> None:
    gates = GateMap(batch())
    gates.unit, gates.t = 2, 3
    assert (gates.explorer, gates.opens, gates.opened) == (None, False, {})


def test_the_map_says_why_a_unit_does_not_open() -> None:
    gates = GateMap(run(Weights.ones(), [1, 1, 1]))
    assert gates.explore(0, t=2) is None
    assert "Explorer(weights, inputs) shows it" in gates.opened["problem"]
    with pytest.raises(ValueError, match="t is 9; expected a whole number from 1 to 3"):
        gates.explore(0, t=9)


def test_in_marimo_a_cell_opens_the_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "marimo", SimpleNamespace(running_in_notebook=lambda: True))
    gates = GateMap(batch())
    gates.set_state({"unit": 2, "t": 4, "opens": True})
    assert gates.explorer is None
    assert ".explore(2, 4)" in gates.opened["problem"]
    assert gates.explore(2, 4) is not None
    assert gates.opened["problem"] == ""


def test_what_is_not_finite_is_sent_and_shown() -> None:
    gates = GateMap(run(Weights.ones(), [1e200, 1e200, 1.0]), "c")
    assert "∞" in gates.table
    assert np.isinf(np.frombuffer(gates.values, dtype="<f4")).any()
