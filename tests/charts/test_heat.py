from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from lstm_helpers import IDENTITY, STANDARD, Weights, run
from lstm_helpers.charts.heat import (
    ORDERS,
    SENT,
    SHOWN,
    Heat,
    _linked,
    heat_of,
    heat_table,
    limits,
    order,
)
from lstm_helpers.charts.heat_drawing import COLUMNS, SHADES, heat_svg


def layer(units: int, features: int = 2) -> Weights:
    rng = np.random.default_rng(units)
    shapes = ((features, 4 * units), (units, 4 * units), (4 * units,))
    return Weights.from_keras(*(rng.normal(size=shape) for shape in shapes))


def batch(units: int = 3, sequences: int = 2, steps: int = 5):
    inputs = np.random.default_rng(0).normal(size=(sequences, steps, 2))
    return run(layer(units), inputs, activations=STANDARD)


def rows(values: list[list[float]], line: list[float]) -> Heat:
    array = np.array(values)
    zeros = {name: np.zeros_like(array) for name in SENT}
    return Heat({**zeros, "f": array}, np.zeros(len(array)), {"f": (0, 1)}, {"input x": line})


@pytest.mark.parametrize("sequence", [0, 1])
@pytest.mark.parametrize("name", SHOWN)
def test_a_map_has_the_traces_numbers_units_first(name: str, sequence: int) -> None:
    trace = batch()
    heat = heat_of(trace, sequence)
    assert np.array_equal(heat.values[name], getattr(trace, name)[sequence].T)
    assert np.array_equal(heat.start, trace.c_prev[sequence, 0])
    assert (heat.units, heat.steps) == (3, 5)


def test_a_map_is_worked_out_in_double_precision_whatever_the_layer_has() -> None:
    kernels = (np.ones(shape, np.float32) for shape in ((1, 4), (1, 4), (4,)))
    weights = Weights.from_keras(*kernels)
    trace = run(weights, np.ones((3, 1), np.float32))
    assert trace.c.dtype == np.float32
    assert heat_of(trace).values["c"].dtype == np.float64


def test_the_inputs_stand_above_and_then_what_else_is_given() -> None:
    trace = batch()
    heat = heat_of(trace, 1, {"forecast": [1, 2, 3, 4, 5]})
    assert list(heat.lines) == ["input x, feature 0", "input x, feature 1", "forecast"]
    assert heat.lines["input x, feature 1"] == trace.x[1, :, 1].tolist()
    assert list(heat_of(run(Weights.ones(), [1, 2])).lines) == ["input x"]


def test_colours_end_at_the_same_numbers_for_every_sequence() -> None:
    trace = batch()
    assert heat_of(trace, 0).limits == heat_of(trace, 1).limits
    assert heat_of(trace).limits["f"] == (0, 1)
    assert heat_of(trace).limits["g"] == heat_of(trace).limits["h"] == (-1, 1)
    low, high = heat_of(trace).limits["c"]
    assert low == -high
    assert np.abs(trace.c).max() <= high < 2 * np.abs(trace.c).max()


def test_colours_leave_out_what_is_not_finite() -> None:
    assert limits(np.array([np.inf, -2.0, np.nan]), "c", IDENTITY) == (-2, 2)
    assert limits(np.array([np.nan]), "c", IDENTITY) == (-1, 1)
    assert limits(np.zeros(2), "keep", IDENTITY) == (-1, 1)


def test_units_stand_as_they_are_asked_for() -> None:
    heat = rows([[0.1, 0.2, 0.1], [0.9, 0.8, 0.9], [0.5, 0.7, 0.5], [0, 0, 0]], [0, 1, 0])
    assert order(heat, "f", "trained") == [0, 1, 2, 3]
    assert order(heat, "f", "open") == [1, 2, 0, 3]
    assert order(heat, "f", "input") == [0, 2, 3, 1]
    together = order(heat, "f", "similar")
    assert sorted(together) == [0, 1, 2, 3]
    assert abs(together.index(0) - together.index(2)) == 1


def test_alike_units_stand_together_whatever_their_order() -> None:
    rng = np.random.default_rng(1)
    kinds = rng.normal(size=(3, 40))
    which = rng.integers(0, 3, size=12)
    values = kinds[which] + rng.normal(scale=0.01, size=(12, 40))
    found = which[order(rows(values.tolist(), kinds[0].tolist()), "f", "similar")]
    assert (np.diff(found) != 0).sum() == 2


def test_the_most_alike_are_joined_first_the_earlier_of_equals() -> None:
    rng = np.random.default_rng(3)
    for count in (1, 2, 9, 14):
        rough = np.round(rng.normal(size=(count, count)))  # many are equal
        likeness = (rough + rough.T) / 2
        assert _linked(likeness) == slowly_linked(likeness)


def slowly_linked(likeness: np.ndarray) -> list[int]:
    """Look through all pairs of groups each time."""
    groups = {unit: [unit] for unit in range(len(likeness))}
    while len(groups) > 1:
        far = {
            (a, b): round(1 - np.mean([likeness[i, j] for i in groups[a] for j in groups[b]]), 9)
            for a in groups
            for b in groups
            if a < b
        }
        one, other = min(far, key=lambda pair: (far[pair], pair))
        groups[one] += groups.pop(other)
    return next(iter(groups.values()))


@pytest.mark.parametrize("by", ORDERS)
def test_every_order_holds_every_unit_once_nan_or_not(by: str) -> None:
    values = [[np.nan, 1, 2], [np.inf, 0, 0], [1, 1, 1], [-np.inf, 1, np.nan]]
    assert sorted(order(rows(values, [1, 2, 3]), "f", by)) == [0, 1, 2, 3]


@pytest.mark.parametrize(("more", "first"), [(4e-10, 0), (4e-9, 1)])
def test_the_last_bits_of_another_machine_turn_no_two_units_round(more: float, first: int) -> None:
    assert order(rows([[1.0], [1.0 + more]], [1]), "f", "open")[0] == first


@pytest.mark.parametrize(("more", "joined"), [(4e-10, [0, 1, 2]), (4e-9, [0, 2, 1])])
def test_the_last_bits_of_another_machine_join_no_others(more: float, joined: list[int]) -> None:
    likeness = np.array([[1, 0.5, 0.5 + more], [0.5, 1, 0], [0.5 + more, 0, 1]])
    assert _linked(likeness) == joined


def test_what_is_not_finite_makes_no_unit_large_or_small() -> None:
    high = rows([[np.inf, 0, np.nan], [0.1, 0.1, 0.1]], [1, 2, 3])
    assert order(high, "f", "open") == [1, 0]
    low = rows([[-0.1, -0.1, -0.1], [-np.inf, 0, np.nan]], [1, 2, 3])
    assert order(low, "f", "open") == [1, 0]


def test_a_table_says_how_much_there_is_and_not_all_of_it() -> None:
    heat = rows([[n / 100] * 2 for n in range(40)], [1, 2])
    lines = heat_table(heat, "f", list(range(40))).splitlines()
    assert lines[0] == "forget gate, f: 40 units, 2 time steps"
    assert lines[3].split() == ["0", "0", "0", "0"]
    assert lines[-1] == "… and 16 more"


def test_a_picture_has_a_cell_for_each_step_of_each_unit() -> None:
    heat = heat_of(batch())
    svg = ET.fromstring(heat_svg(heat, "f", [2, 0, 1], "three & more"))
    name = "{http://www.w3.org/2000/svg}"
    cells = [r for r in svg.iter(f"{name}rect") if r.get("class") == "cell"]
    assert len(cells) == 15
    texts = [t.text for t in svg.iter(f"{name}text")]
    assert texts[0] == "three & more"
    assert [t for t in texts if t and t.startswith("unit ")] == ["unit 2", "unit 0", "unit 1"]
    fills = {c.get("fill") for c in cells}
    assert len(fills) > 5


def test_a_large_picture_stays_small() -> None:
    heat = rows([[0.5] * 2000 for _ in range(100)], [0.0] * 2000)
    svg = heat_svg(heat, "f", list(range(100)))
    assert svg.count('class="cell"') == 48 * 96


def test_nan_is_left_out_of_a_picture() -> None:
    heat = rows([[0.5, np.nan]], [0.0, np.nan])
    assert heat_svg(heat, "f", [0]).count('class="cell"') == 1


@pytest.mark.parametrize(("name", "limits"), [("f", (0, 1)), ("c", (-2, 2))])
def test_a_map_looks_as_it_did_when_somebody_looked_at_it(
    name: str, limits: tuple[float, float]
) -> None:
    """Where a change is meant: look at the new one, and put it in the place of the old one."""
    values = np.array([[0.0, 0.25, 1.0, np.nan], [-3.0, 0.5, 0.75, 3.0], [0.1, 0.2, 0.3, 0.4]])
    lines = {"input x": [0, 1, np.nan, -1], "rain & snow": [2, 2, 2, 2]}
    heat = Heat({name: values, "c": values}, np.zeros(3), {name: limits}, lines)
    looked_at = Path(__file__).with_name(f"map_of_{name}.svg").read_text(encoding="utf-8")
    assert heat_svg(heat, name, [2, 0, 1]) == looked_at


def test_columns_of_a_long_map_are_means_of_steps_beside_each_other() -> None:
    heat = rows([[0.0, 1.0] * COLUMNS], [0.0] * (2 * COLUMNS))
    cells = [r.attrib for r in ET.fromstring(heat_svg(heat, "f", [0])).iter() if r.get("class")]
    assert len({cell["fill"] for cell in cells}) == 1
    ends = [(float(cell["x"]), float(cell["width"])) for cell in cells]
    for (x, width), (right, _) in pairwise(ends):
        assert x + width == pytest.approx(right, abs=0.11)


def test_there_are_shades_for_a_light_page_and_for_a_dark_one() -> None:
    assert {scale: [*themes] for scale, themes in SHADES.items()} == {
        "gate": ["light", "dark"],
        "signed": ["light", "dark"],
    }
