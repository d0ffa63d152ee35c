"""One unit of a layer in an Explorer, as Python sees it."""

from __future__ import annotations

import csv
import json
import re
from typing import Any

import numpy as np
import pytest

from lstm_helpers import (
    IDENTITY,
    STANDARD,
    ActivationCurve,
    Activations,
    Explorer,
    TimeChart,
    Trace,
    Weights,
    run,
)
from lstm_helpers.live.unit import MISSING
from lstm_helpers.words.spoken import spoken_equation
from lstm_helpers.words.sums import sums
from tests.cells import random_cell

SHOWN = ("f", "i", "g", "o", "keep", "write", "c", "h")
RNG = np.random.default_rng(10)
CELL = random_cell(RNG, batch=3, time=20, features=9, units=12)
LAYER = run(*CELL, activations=STANDARD)
MASK = np.arange(20) < [[20], [7], [0]]
MASK[1, 2:4] = False
ONE = run(random_cell(RNG, 1, 5, 1, 4).weights, RNG.normal(size=(5, 1)), activations=STANDARD)


def bundle(explorer: Explorer) -> dict[str, Any]:
    data, _ = explorer._repr_mimebundle_()
    return data


def assert_is(layer: Trace, unit: int, sequence: int | None, t: int | None) -> None:
    """Both the kernel's run and the picture's numbers are the layer's."""
    explorer = Explorer.unit(layer, unit, sequence, t=t)
    at = [number - 1 for number in explorer.scene.numbers]
    for name in SHOWN:
        whole = getattr(layer, name)
        truth = whole[..., at, unit] if sequence is None else whole[sequence, at, unit]
        assert np.allclose(getattr(explorer.trace, name)[:, 0], truth, rtol=0, atol=1e-12), name
        shown = [step[name] for step in explorer.scene.steps]
        assert np.allclose(shown, truth, rtol=0, atol=1e-12), name


# ---- the numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("t", [1, 5, 12, 13, 20, None])
def test_it_is_the_layer_as_long_as_nothing_is_changed(t):
    for unit, sequence in ((0, 0), (7, 1), (11, 2)):
        assert_is(LAYER, unit, sequence, t)


@pytest.mark.parametrize("pair", [STANDARD, IDENTITY, Activations("tanh", "relu")], ids=str)
def test_random_layers_are(pair):
    rng = np.random.default_rng(4)
    for _ in range(12):
        batch, time, features, units = rng.integers(1, [4, 30, 11, 11]).tolist()
        cell = random_cell(rng, batch, time, features, units).calmed_for(pair)
        if pair is not STANDARD:
            cell = cell._replace(inputs=cell.inputs[:, :4])
        layer = run(*cell, activations=pair)
        t = int(rng.integers(1, len(layer) + 1))
        assert_is(layer, int(rng.integers(units)), int(rng.integers(batch)), t)


def test_steps_that_a_mask_leaves_out_are_not_there():
    layer = run(*CELL, activations=STANDARD, mask=MASK)
    assert_is(layer, 3, 1, None)
    explorer = Explorer.unit(layer, 3, 1)
    assert explorer.scene.numbers == [1, 2, 5, 6, 7]
    assert (explorer.t, explorer.steps) == (7, 5)
    assert "from before the first step" in spoken_equation("c_prev", shown_at(explorer, 1))
    assert "of time step 2" in spoken_equation("c_prev", shown_at(explorer, 5))


def shown_at(explorer: Explorer, t: int) -> Any:
    explorer.t = t
    return explorer.scene


def test_part_of_a_run_begins_with_the_states_that_it_had():
    explorer = Explorer.unit(LAYER[4:], 2, 0, t=14)
    assert explorer.scene.numbers == list(range(3, 15))
    assert explorer.c0 == LAYER.c[0, 5, 2]
    assert "before the first step shown" in spoken_equation("c_prev", shown_at(explorer, 3))


@pytest.mark.parametrize("pair", [STANDARD, IDENTITY])
def test_one_feature_and_one_unit_are_the_lessons_cell(pair):
    rng = np.random.default_rng(1)
    for _ in range(20):
        numbers = {name: float(value) for name, value in random_scalar(rng)}
        xs = rng.normal(size=6).tolist()
        cell = Explorer(Weights(**numbers), xs, h0=0.3, c0=-0.2, activations=pair)
        layer = run(cell.weights.as_arrays(), np.array(xs)[:, None], 0.3, -0.2, pair)
        unit = Explorer.unit(layer, 0)
        unit.b_f = cell.b_f = 0.25
        unit.u_i = cell.u_i = -1
        unit.move({0: 0.5}, t=2)
        cell.x_2 = 0.5
        for mine, theirs in zip(unit.scene.steps, cell.scene.steps, strict=True):
            assert {n: mine[n] for n in theirs if n in mine} == {
                n: theirs[n] for n in theirs if n in mine
            }
            assert set(theirs) - set(mine) == {"w_f", "w_i", "w_g", "w_o"}


def random_scalar(rng: np.random.Generator) -> list[tuple[str, float]]:
    return [(name, rng.normal()) for name in Weights.ones().as_dict()]


def test_what_is_moved_is_what_the_layer_does_when_the_others_stay():
    """The unit's column is changed in a layer whose other units are cut off from it."""
    unit, gates = 5, "figo"
    weights = {name: np.array(value) for name, value in CELL.weights.as_dict().items()}
    for gate in gates:
        weights[f"u_{gate}"][unit, [n for n in range(12) if n != unit]] = 0
    layer = run(Weights(**weights), CELL.inputs, CELL.h0, CELL.c0, STANDARD)
    explorer = Explorer.unit(layer, unit, 0, t=12)
    place = explorer.look["unit"]["places"][4][2]
    explorer.b_f, explorer.u_o = -2, 0.7
    explorer.move({place: 1.5}, t=5)
    weights["b_f"][unit], weights["u_o"][unit, unit] = -2, 0.7
    inputs = CELL.inputs[:, :12].copy()
    inputs[0, 4, place] = 1.5
    again = run(Weights(**weights), inputs, CELL.h0, CELL.c0, STANDARD)
    for name in SHOWN:
        # the moved input reaches this unit through the others, too, but only after the next step
        here = getattr(explorer.trace, name)[:, 0]
        assert np.allclose(here[:5], getattr(again, name)[0, :5, unit], rtol=0, atol=1e-12)
        steps = [step[name] for step in explorer.scene.steps]
        assert np.allclose(here, steps, rtol=0, atol=1e-12)
    assert abs(explorer.trace.h[-1, 0] - layer.h[0, 11, unit]) > 1e-6


def test_what_run_says_of_its_weights_and_inputs_is_its_trace():
    explorer = Explorer.unit(LAYER, 4, 2, t=9)
    explorer.b_i = 1
    again = run(explorer.weights, explorer.inputs, explorer.h0, explorer.c0)
    assert (again.h == explorer.trace.h).all()
    assert explorer.trace.activations.names == ("tanh", "sigmoid")


def test_a_layer_of_keras_in_single_precision_is_the_same_to_single_precision():
    cell = CELL.astype("float32")
    layer = run(*cell, activations=STANDARD)
    assert layer.h.dtype == np.float32
    explorer = Explorer.unit(layer, 1, 1)
    assert np.allclose(explorer.trace.h[:, 0], layer.h[1, -12:, 1], atol=1e-6)
    json.dumps(explorer.get_state()["look"])


# ---- what it says --------------------------------------------------------------------------------


def test_its_sums_are_those_of_the_step():
    explorer = Explorer.unit(LAYER, 3, 1, t=18)
    said = bundle(explorer)["text/plain"]
    for gate in "figo":
        for line in sums(gate, LAYER[17], unit=3, sequence=1):
            assert f"\n{line}\n" in said


def test_its_bundle_has_the_picture_and_the_table_of_the_same_numbers():
    explorer = Explorer.unit(LAYER, 3, 1, t=18)
    data = bundle(explorer)
    assert {"image/svg+xml", "text/plain", "application/vnd.jupyter.widget-view+json"} == set(data)
    said, h = data["text/plain"], f"{LAYER.h[1, 17, 3]:.4g}".replace("-", "−")
    for text in ("unit 3, time step 18 of 20", f"= {h}", "f₁₈ = σ("):
        assert text in said
    assert "▸ 18" in said
    assert "  x  " not in said
    assert said.count("The other 11 units stay as they were.") == 1
    assert "9 features" in data["image/svg+xml"]
    assert h in data["image/svg+xml"]
    explorer.b_f = -3
    assert bundle(explorer)["image/svg+xml"] != data["image/svg+xml"]


def test_pointing_names_the_five_largest_terms_and_sums_the_rest():
    explorer = Explorer.unit(LAYER, 3, 1, t=18)
    said = spoken_equation("f", explorer.scene)
    assert re.search(
        r"The features bring (\S+): (\S+ times \S+ of x\[\d\], ){5}\S+ of 4 more\.", said
    )
    assert re.search(r"The units bring (\S+): (\S+ times \S+ of (unit \d+|its own h), ){5}", said)
    assert "of 7 more." in said
    place = explorer.look["unit"]["places"][-1][0]
    explorer.move({place: 40})
    assert f"times 40 of x[{place}], " in spoken_equation("f", explorer.scene).partition("bring")[2]
    assert spoken_equation("x", explorer.scene).startswith("The input is 9 features.")


def test_with_one_feature_its_number_stands_in_the_box():
    explorer = Explorer.unit(ONE, 0, t=2)
    assert explorer.scene.known["x"] == ONE.x[1, 0]
    assert "   x  " in bundle(explorer)["text/plain"]
    assert "The other 3 units" in bundle(explorer)["text/plain"]


@pytest.mark.parametrize(("units", "says"), [(1, ""), (2, "The other unit stays as it was.")])
def test_it_says_who_the_others_are(units, says):
    layer = run(Weights.ones(features=2, units=units), [[1, 2]], activations=STANDARD)
    assert bundle(Explorer.unit(layer, 0))["text/plain"].count("The other ") == bool(says)
    assert says in bundle(Explorer.unit(layer, 0))["text/plain"]


def test_names_have_no_numbers():
    explorer = Explorer.unit(LAYER, 3, 0, face="names")
    said = bundle(explorer)["text/plain"]
    assert "f = σ(w_f·x + u_f·h_prev + b_f)" in said
    assert "0." not in said.partition("unit 3")[2]
    assert "its kernel times the input" in spoken_equation("f", explorer.scene)


def test_the_walk_hides_what_it_has_not_come_to():
    explorer = Explorer.unit(LAYER, 3, 0, upto="i")
    assert "g" not in explorer.scene.known
    assert "w_g·x" in explorer.scene.known
    assert "= ?" in bundle(explorer)["text/plain"]


# ---- with what else there is ---------------------------------------------------------------------


def test_a_plot_has_the_time_steps_of_the_run():
    explorer = Explorer.unit(LAYER, 3, 0, t=15, plot="c f")
    assert explorer.chart.xlim == (4, 15)
    assert explorer.chart.mark == 15
    assert explorer.chart.lines[0].label == "c₁₅"
    assert re.search(r"\n +4 ", bundle(explorer)["text/plain"])
    assert TimeChart(explorer, "h").content.xlim == (4, 15)
    assert ActivationCurve(explorer, "f", show="b_f").content.title.startswith("f₁₅ = sigmoid(")
    with pytest.raises(ValueError, match="show names 'w_f'; expected numbers"):
        ActivationCurve(explorer, "f", show="w_f")


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_its_picture_is_saved(ending, tmp_path):
    Explorer.unit(LAYER, 3, 0).save(tmp_path / f"unit.{ending}")
    assert (tmp_path / f"unit.{ending}").stat().st_size > 1000


def test_its_numbers_are_saved(tmp_path):
    Explorer.unit(LAYER, 3, 0, t=15).save(tmp_path / "unit.csv")
    rows = [*csv.DictReader((tmp_path / "unit.csv").read_text(encoding="utf-8").splitlines())]
    assert [row["t"] for row in rows] == [str(n) for n in range(4, 16)]
    assert float(rows[-1]["f"]) == pytest.approx(LAYER.f[0, 14, 3], abs=1e-12)
    assert "w_f·x" in rows[0]
    assert "w_f" not in rows[0]


def test_it_shows_what_is_named():
    assert Explorer.unit(LAYER, 3, 0, show="f inputs").look["show"] == ["u_f", "b_f", "inputs"]
    every = Explorer.unit(LAYER, 3, 0).look["show"]
    assert {"u_o", "b_g", "inputs", "h0", "c0", "steps", "walk", "reset", "table"} < set(every)
    assert not {"w_f", "presets", "setting", "gradients", "activations"} & set(every)


def test_the_page_can_set_it_and_reset_it():
    explorer = Explorer.unit(LAYER, 3, 0)
    before = explorer.trace.h
    name = f"20 x[{explorer.look['unit']['places'][-1][0]}]"
    explorer.set_state({"moved": {name: 2.5}, "b_f": -3, "t": 15})
    assert (explorer.trace.h[-1] != before[-1]).all()
    assert explorer.scene.number == 15
    start = dict(explorer.look["start"])
    explorer.set_state(start)
    assert (explorer.trace.h == before).all()
    assert explorer.t == 20


# ---- what does not fit, and what it has not yet --------------------------------------------------


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"trace": [1, 2]}, "trace is a list; expected what run(weights, inputs) gives"),
        ({"trace": None}, "trace is a NoneType; expected"),
        ({"trace": run(Weights.ones(), [1, 1])}, "this trace is of the scalar cell"),
        ({"unit": 12}, "unit is 12; expected 0 to 11."),
        ({"unit": -1}, "unit is -1; expected 0 to 11."),
        ({"unit": None}, "this run is of a layer with 12 units; choose one, as in unit=0."),
        ({"unit": "3"}, "unit is '3' (str); expected a whole number."),
        ({"sequence": None}, "this run is of a batch with 3 sequences; choose one"),
        ({"sequence": 3}, "sequence is 3; expected 0 to 2."),
        ({"trace": ONE}, "sequence is 0, and there is no batch here; leave it out."),
        ({"t": 0}, "t is 0; expected a time step from 1 to 20."),
        ({"t": 21}, "t is 21; expected a time step from 1 to 20."),
        ({"t": 1.5}, "t is 1.5 (float); expected a whole number."),
        ({"face": "gradients"}, "face is 'gradients'; a unit of a layer has no gradients here"),
        ({"face": "weights"}, "face is 'weights'; of a unit of a layer, which has many weights"),
        ({"show": "presets"}, "show names 'presets'; of a unit of a layer expected sliders"),
        ({"show": "setting"}, "show names 'setting'; of a unit"),
        ({"show": "w_f"}, "show names 'w_f'; of a unit"),
        ({"show": 3}, "show is 3; expected names"),
        ({"tilte": "x"}, "Explorer.unit has no option 'tilte'; did you mean title?"),
        ({"zzz": 1}, "Explorer.unit has no option 'zzz'; expected one of sequence, t,"),
        *(
            ({name: 1}, f"Explorer.unit has no option '{name}': {why}.")
            for name, why in MISSING.items()
        ),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(given, says):
    with pytest.raises((TypeError, ValueError)) as error:
        Explorer.unit(**{"trace": LAYER, "unit": 3, "sequence": 0, **given})
    assert str(error.value).startswith(says)
    assert str(error.value).count("\n") == 0


def test_a_trace_without_weights_is_refused():
    class Bare(Trace):
        weights = None  # type: ignore[assignment]

    with pytest.raises(ValueError, match="this trace has no weights"):
        Explorer.unit(Bare(LAYER[:2]), 0, 0)


def test_what_a_mask_leaves_out_is_refused():
    layer = run(*CELL, activations=STANDARD, mask=MASK)
    with pytest.raises(ValueError, match=r"t is 3, a time step that the mask leaves out .* as 2"):
        Explorer.unit(layer, 3, 1, t=3)
    with pytest.raises(ValueError, match="the mask leaves out every time step"):
        Explorer.unit(layer, 3, 2)


def test_an_activation_that_no_page_knows_is_refused():
    layer = run(*CELL, activations=Activations(lambda z: z * 0.5, lambda z: z))
    with pytest.raises(ValueError, match="the live view cannot work out the activation"):
        Explorer.unit(layer, 3, 0)


@pytest.mark.filterwarnings("ignore:run. at time step")
def test_infinite_numbers_are_refused():
    layer = run(Weights.ones(features=2, units=2), [[1e200, 1], [1, 1], [1, 1]])
    assert Explorer.unit(layer, 0, t=1).trace.f[0, 0] == 1e200
    with pytest.raises(ValueError, match="at time step 2 something infinite or nan comes into"):
        Explorer.unit(layer, 0, t=3)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("w_f", 2, "w_f is of the lessons' cell, which has a single weight for its input"),
        ("x_2", 2, "x_2 is of the lessons' cell, which has a single input"),
        ("t", 3, "t is 3; expected one of 9 to 20."),
        ("steps", 4, "steps is 4, and 12 time steps of the run are shown"),
        ("face", "gradients", "face is 'gradients'; a unit of a layer has no gradients here"),
        ("face", "weights", "face is 'weights'; of a unit of a layer"),
        ("moved", {"20 x[77]": 1}, "x[77] has no slider at time step 20; those with the largest"),
        ("moved", {"2 x[0]": 1}, "there is no input '2 x[0]'; expected a time step among 9 to 20"),
        ("moved", 3, "moved is 3; expected a dict"),
        ("b_f", "x", "b_f is 'x'"),
    ],
)
def test_what_it_cannot_be_set_to_changes_nothing(name, value, says):
    explorer = Explorer.unit(LAYER, 3, 0)
    before = getattr(explorer, name)
    with pytest.raises((TypeError, ValueError)) as error:
        setattr(explorer, name, value)
    assert str(error.value).startswith(says)
    assert getattr(explorer, name) == before


def test_a_number_that_no_slider_stands_at_is_refused():
    explorer = Explorer.unit(LAYER, 3, 0)
    place = explorer.look["unit"]["places"][-1][0]
    with pytest.raises(ValueError, match="is inf; a slider can stand at finite numbers only"):
        explorer.move({place: float("inf")})
    with pytest.raises(ValueError, match="there is no input '2 x"):
        explorer.move({place: 1}, t=2)
    assert explorer.moved == {}


def test_it_is_no_setting_no_link_and_no_preset():
    explorer = Explorer.unit(LAYER, 3, 0)
    for ask in (lambda: explorer.setting, explorer.link, lambda: explorer.set_preset("remember")):
        with pytest.raises(ValueError, match=r"a unit of a layer (is no setting|has no presets)"):
            ask()
    assert "Nothing has been changed" in str(explorer.load("lstm x=1,2 #4s8j"))
