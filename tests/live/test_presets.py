"""The presets do what their names say."""

from __future__ import annotations

from math import isfinite

import pytest

from lstm_helpers import IDENTITY, STANDARD, Explorer, Trace, Weights, run
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.live.presets import FIRST_PRESETS, PRESETS, preset, preset_activations

every_preset = pytest.mark.parametrize("name", PRESETS)


def states(name: str, steps: int) -> list[float]:
    explorer = Explorer(inputs=[0] * steps)
    explorer.set_preset(name)
    return [round(step.c, 6) for step in explorer.trace]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the article", [1, 6, 247]),
        ("remember", [2, 2, 2]),
        ("forget", [1, 2, 3]),
        ("write once", [2, 2, 2]),
        ("all 0", [0, 0, 0]),
        ("real gates", [0.5568, 1.1444, 1.7395]),
        ("latch", [1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1]),
        ("counter", [1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1, 0]),
    ],
)
def test_the_cell_state_goes_as_the_name_says(name: str, expected: list[float]) -> None:
    assert states(name, len(expected)) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_leaves_nothing_of_the_one_before(name: str) -> None:
    fresh, used = Explorer(), Explorer()
    used.set_preset("latch")
    for explorer in (fresh, used):
        explorer.set_preset(name)
    assert used.setting == fresh.setting


def test_an_unknown_preset_is_told() -> None:
    with pytest.raises(ValueError, match="there is no preset 'nothing'; there are the article"):
        Explorer().set_preset("nothing")


# ---- as tables of numbers ------------------------------------------------------------------------


def its_run(name: str, steps: int = 12) -> Trace:
    sliders = [f"x_{n}" for n in range(1, steps + 1)]
    values = preset(name, sliders)
    weights = Weights(**{weight: values[weight] for weight in WEIGHT_NAMES})
    pair = preset_activations(name)
    return run(weights, [values[x] for x in sliders], values["h0"], values["c0"], pair)


@every_preset
@pytest.mark.parametrize("steps", [1, 3, 12])
def test_a_preset_sets_every_slider_to_a_number(name: str, steps: int) -> None:
    sliders = [f"x_{n}" for n in range(1, steps + 1)]
    values = preset(name, sliders)
    assert set(values) == {*WEIGHT_NAMES, *sliders, "h0", "c0"}
    assert all(type(value) is float and isfinite(value) for value in values.values())


@every_preset
def test_the_last_input_goes_on(name: str) -> None:
    given = PRESETS[name].inputs
    xs = its_run(name).x.tolist()
    assert xs[: len(given)] == list(given)
    assert set(xs[len(given) :]) <= {given[-1]}


def test_an_unknown_preset_has_no_numbers() -> None:
    for ask in (preset_activations, lambda name: preset(name, ["x_1"])):
        with pytest.raises(ValueError, match="no preset 'nothing'; there are the article"):
            ask("nothing")


def test_the_first_presets_can_be_worked_out_by_hand() -> None:
    assert set(FIRST_PRESETS) < set(PRESETS)
    for name in FIRST_PRESETS:
        assert max(map(abs, preset(name, ["x_1", "x_2", "x_3"]).values())) <= 3
        assert preset_activations(name) == IDENTITY


def test_the_article_is_the_articles_cell() -> None:
    trace = its_run("the article", steps=3)
    assert trace.weights == Weights.ones()
    assert trace.h.tolist() == [1, 12, 3211]


def test_real_gates_are_the_same_weights_through_sigmoid_and_tanh() -> None:
    trace = its_run("real gates")
    assert trace.weights == Weights.ones()
    assert trace.activations == STANDARD


def test_remember_keeps_what_the_state_began_with() -> None:
    trace = its_run("remember")
    assert trace[0].c_prev != 0
    assert {*trace.c, *trace.h} == {trace[0].c_prev}


def test_forget_holds_nothing_but_the_newest_input() -> None:
    trace = its_run("forget")
    assert trace[0].c_prev != 0
    assert set(trace.keep) == {0}
    assert trace.h.tolist() == trace.x.tolist()
    assert len(set(trace.x)) > 1


def test_write_once_writes_at_the_first_step_and_never_again() -> None:
    first, *later = its_run("write once").write.tolist()
    assert first != 0
    assert set(later) == {0}


def test_the_latch_sees_in_h_whether_it_is_on() -> None:
    on = False
    for step in its_run("latch"):
        on = {1: True, -1: False}.get(step.x, on)
        assert (step.h > 0.5) == on


def test_the_counter_comes_back_to_nothing() -> None:
    trace = its_run("counter")
    assert trace.c == pytest.approx(trace.x.cumsum(), abs=1e-9)
    assert {1, -1} <= set(trace.x)
