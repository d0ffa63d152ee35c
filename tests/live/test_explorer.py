"""The live cell as Python sees it; what it does in a browser is tested in tests/browser."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import ipywidgets as widgets
import numpy as np
import pytest
import traitlets
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_helpers import (
    IDENTITY,
    STANDARD,
    ActivationCurve,
    Activations,
    Explorer,
    TimeChart,
    Weights,
    run,
    svg,
)
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live.controls import STATES
from lstm_helpers.live.explorer import INPUT_NAMES, NUMBERS
from lstm_helpers.live.presets import FIRST_PRESETS, PRESETS, preset, preset_activations
from lstm_helpers.page.mime import NO_PICTURE, WIDGET_VIEW
from lstm_helpers.page.traits import NumberTrait
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.texts import COLUMNS, text_table
from tests.live.listening import connect

SVG = "{http://www.w3.org/2000/svg}"
THREE = INPUT_NAMES[:3]
NO_NUMBERS = (math.nan, math.inf, -math.inf)


def texts_in(markup: str) -> str:
    """All that is to be read in a picture."""
    root = ElementTree.fromstring(markup)
    return "\n".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def bundle(explorer: Explorer) -> dict[str, Any]:
    data, _ = explorer._repr_mimebundle_()
    return data


def listen(explorer: Explorer) -> list[dict[str, Any]]:
    """Gather all that is sent to the page from now on, a dict for each message."""
    messages: list[dict[str, Any]] = []
    connect(explorer, lambda data: messages.append(data["state"]))
    return messages


# ---- a trait for every number --------------------------------------------------------------------


def test_every_number_is_a_trait_by_its_name():
    traits = Explorer.class_traits(sync=True)
    numbers = {name for name, trait in traits.items() if isinstance(trait, NumberTrait)}
    assert numbers == set(NUMBERS) == {*WEIGHT_NAMES, *INPUT_NAMES, *STATES}


def test_what_is_given_is_what_the_traits_hold():
    explorer = Explorer(
        Weights.ones(w_f=0.123456789, b_o=-1e-12), inputs=[1e6, 1 / 3, -1], h0=0.25, c0=-2
    )
    assert explorer.weights == Weights.ones(w_f=0.123456789, b_o=-1e-12)
    assert explorer.inputs == [1e6, 1 / 3, -1]
    assert (explorer.h0, explorer.c0, explorer.steps) == (0.25, -2, 3)


@pytest.mark.parametrize("name", [*WEIGHT_NAMES, *THREE, *STATES])
def test_each_number_changes_what_it_is_called_after(name):
    explorer = Explorer()
    before = explorer.trace
    setattr(explorer, name, 1.5)
    after = explorer.trace
    changed = {
        **{n: getattr(after.weights, n) != getattr(before.weights, n) for n in WEIGHT_NAMES},
        **{f"x_{n + 1}": after[n].x != before[n].x for n in range(3)},
        **{"h0": after[0].h_prev != 0, "c0": after[0].c_prev != 0},
    }
    assert [n for n, is_other in changed.items() if is_other] == [name]


tenths = st.integers(-30, 30).map(lambda n: n / 10)
all_numbers = st.fixed_dictionaries(dict.fromkeys((*WEIGHT_NAMES, *THREE, *STATES), tenths))


@settings(max_examples=50)
@given(all_numbers, st.sampled_from([IDENTITY, STANDARD]), st.integers(1, 3))
def test_the_trace_and_the_table_are_what_run_says(values, pair, t):
    explorer = shared_explorer()
    for name, value in values.items():
        setattr(explorer, name, value)
    explorer.activations = pair
    explorer.t = t
    weights = Weights(**{name: values[name] for name in WEIGHT_NAMES})
    trace = run(weights, [values[x] for x in THREE], values["h0"], values["c0"], pair)
    assert [step.as_dict() for step in explorer.trace] == [step.as_dict() for step in trace]
    assert explorer.trace.activations == pair
    assert explorer.scene.steps == [step.as_dict() for step in trace]
    lines = [line[1:].split() for line in text_table(explorer.scene).splitlines()]
    for n, step in enumerate(trace, start=1):
        row = [str(n), *(format_number(getattr(step, name)) for name in COLUMNS[1:])]
        assert row in lines


def shared_explorer(made: list[Explorer] = []) -> Explorer:  # noqa: B006 - made once, on first use
    if not made:
        made.append(Explorer(show=()))
    return made[0]


def test_two_explorers_do_not_meddle_with_each_other():
    one, other = Explorer(), Explorer()
    before = bundle(other)
    one.w_f = 2
    one.t = 3
    one.activations = STANDARD
    assert other.w_f == 1
    assert bundle(other) == before


def test_numbers_can_be_observed():
    explorer, heard = Explorer(), []
    explorer.observe(lambda change: heard.append((change.name, change.old, change.new)), "w_f")
    explorer.w_f = 2
    explorer.u_f = 3
    assert heard == [("w_f", 1.0, 2.0)]


def test_any_control_of_ipywidgets_can_be_hooked_to_a_number():
    explorer, slider = Explorer(), widgets.FloatSlider(min=-3, max=3)
    traitlets.link((explorer, "w_f"), (slider, "value"))
    assert slider.value == 1
    slider.value = 2.5
    assert explorer.w_f == 2.5
    explorer.set_preset("all 0")
    assert slider.value == 0
    widgets.jslink((slider, "value"), (explorer, "x_1"))  # it names its target's trait


# ---- what does not fit ---------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2.0, "np.float32(2)", "np.array([2])"], ids=str)
def test_anything_that_is_one_number_is_taken(number):
    import numpy as np

    explorer = Explorer()
    explorer.w_f = eval(number, {"np": np}) if isinstance(number, str) else number
    assert type(explorer.w_f) is float


SET_BADLY = [
    ("w_f", "2", TypeError, "w_f is '2' (str); expected a number"),
    ("w_f", None, TypeError, "w_f is None (NoneType); expected a number"),
    ("w_f", True, TypeError, "w_f is True (bool); expected a number"),
    ("x_1", [1, 2], TypeError, "x_1 is [1, 2]; expected one plain number"),
    ("x_7", 1, ValueError, "x_7 is 1.0, and the inputs are x_1, x_2, x_3; set steps first."),
    ("h0", {}, TypeError, "h0 is {} (dict); expected a number"),
    ("t", 0, ValueError, "t is 0; expected a time step from 1 to 3."),
    ("t", 9, ValueError, "t is 9; expected a time step from 1 to 3."),
    ("t", -1, ValueError, "t is -1; expected a time step from 1 to 3."),
    ("t", 1.5, TypeError, "t is 1.5 (float); expected a whole number."),
    ("t", "x", TypeError, "t is 'x' (str); expected a whole number."),
    ("t", int, TypeError, "t is <class 'int'> (type); expected a whole number."),
    ("t", True, TypeError, "t is True (bool); expected a whole number."),
    ("steps", 0, ValueError, "steps is 0; expected a whole number from 1 to 12."),
    ("steps", 13, ValueError, "steps is 13; expected a whole number from 1 to 12."),
    ("steps", 1, ValueError, "t is 2; expected a time step from 1 to 1."),
    ("face", {}, TypeError, "face is {}; expected one of values, weights, names, gradients."),
    ("face", "numbers", ValueError, "face is 'numbers'; expected one of values, weights"),
    ("upto", "nothing", ValueError, "upto is 'nothing'; expected one of c_prev, f, i, g"),
    ("of", "f", ValueError, "of is 'f'; expected one of h, c."),
    ("scale", "log10", ValueError, "scale is 'log10'; expected one of linear"),
    ("title", {1}, TypeError, "title is {1} (set); expected a text."),
    ("activations", "tanh", TypeError, "activations is 'tanh'; expected IDENTITY"),
    ("activations", ("tanh", "no"), ValueError, "recurrent_activation is 'no'"),
    ("activations", ("tanh", abs), ValueError, "cannot work out the activation 'abs'"),
]


@pytest.mark.parametrize(("name", "value", "kind", "says"), SET_BADLY, ids=lambda each: str(each))
def test_what_does_not_fit_is_refused_in_one_sentence_and_changes_nothing(name, value, kind, says):
    explorer = Explorer(t=2)
    before = explorer.get_state()
    with pytest.raises(kind) as raised:
        setattr(explorer, name, value)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
    assert explorer.get_state() == before


def test_a_message_of_the_page_that_does_not_fit_changes_nothing():
    explorer = Explorer(t=2)
    with pytest.raises(ValueError, match="t is 9; expected a time step from 1 to 3"):
        explorer.set_state({"w_f": 3, "t": 9})
    assert (explorer.w_f, explorer.t) == (1, 2)


GIVEN_BADLY = [
    ({"inputs": []}, "inputs has shape"),
    ({"inputs": [1] * 13}, "inputs has 13 time steps; expected 12 at most"),
    ({"inputs": 5}, "inputs has shape"),
    ({"inputs": ["a"]}, "inputs is"),
    ({"inputs": [math.nan]}, "x_1 is nan"),
    ({"inputs": [1, math.inf]}, "x_2 is inf"),
    ({"inputs": [[1], [1]]}, "inputs has shape"),
    ({"h0": math.nan}, "h0 is nan"),
    ({"c0": -math.inf}, "c0 is -inf"),
    ({"c0": "a"}, "c0 is"),
    ({"weights": 3}, "weights is a int; expected Weights"),
    ({"weights": Weights.ones(features=2, units=1)}, "2 features"),
    ({"weights": Weights.ones(features=2, units=3)}, "weights are of a layer of 3 units"),
    (
        {"inputs": np.ma.array([1, 2], mask=[0, 1])},
        "inputs has a mask, and an Explorer",
    ),
    ({"t": ""}, "t is '' (str); expected a whole number."),
    ({"t": 4}, "t is 4; expected a time step from 1 to 3."),
    ({"title": {1}}, "title is {1} (set); expected a text."),
    ({"face": {}}, "face is {}; expected one of"),
    ({"of": 2.0}, "of is 2.0; expected one of"),
    ({"upto": ("f",)}, "upto is ('f',); expected one of"),
    ({"activations": "tanh"}, "activations is 'tanh'; expected"),
    ({"activations": (abs, "sigmoid")}, "cannot work out the activation"),
    ({"show": 12}, "show is 12; expected names"),
    ({"limits": (3, -3)}, "limits is (3, -3); expected two numbers"),
    ({"step": [1]}, "step is [1]; expected a number above 0."),
    ({"plot": 3}, "plot is 3; expected names"),
    ({"plot": "nothing"}, "there is no quantity 'nothing'; there are x,"),
    ({"presets": 3}, "presets is 3; expected names"),
    ({"input": [1]}, "an Explorer has no option 'input'; did you mean inputs?"),
    ({"wo": 5}, "no option 'wo'; put the weights first, as in Explorer(Weights.ones(w_o=...))."),
    ({"x_1": 5}, "no option 'x_1'; give all inputs at once, as in Explorer(inputs=[1, 1, 1])."),
    ({"colour": 5}, "no option 'colour'; expected one of weights, inputs, t, h0"),
    ({"presets": ["nothing"]}, "there is no preset 'nothing'; there are the article"),
]


@pytest.mark.parametrize(("options", "says"), GIVEN_BADLY, ids=lambda each: str(each)[:40])
def test_what_is_given_and_does_not_fit_is_said_in_one_sentence(options, says):
    with pytest.raises((ValueError, TypeError)) as raised:
        Explorer(**options)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


# ---- nan and infinities --------------------------------------------------------------------------


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_what_is_no_number_is_kept_shown_and_sent_as_a_word(value):
    explorer = Explorer()
    messages = listen(explorer)
    explorer.w_f = value
    assert messages == [{"w_f": str(value)}]
    assert repr(explorer.w_f) == repr(value)
    assert f"f₁ = {format_number(value)}" in texts_in(explorer.svg)
    json.dumps(explorer.get_state(), allow_nan=False)
    with pytest.raises(ValueError, match="w_f contains"):
        _ = explorer.trace


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_what_the_page_sends_as_a_word_is_a_number_again(value):
    explorer = Explorer()
    explorer.set_state({"x_2": str(value)})
    assert repr(explorer.x_2) == repr(value)


def test_an_overflow_is_shown():
    explorer = Explorer(inputs=[1] * 12, t=12)
    assert explorer.trace[-1].h == math.inf
    assert "∞" in texts_in(explorer.svg).split()
    assert "∞" in bundle(explorer)["text/plain"]


# ---- time step, walk, activations ----------------------------------------------------------------


def test_the_time_step_and_the_walk_can_be_set_and_the_picture_follows():
    explorer = Explorer()
    for t, h in ((1, "1"), (2, "12"), (3, "3211")):
        explorer.t = t
        assert h in texts_in(explorer.svg).split()
        assert f"time step {t} of 3" in texts_in(explorer.svg)
    unknown = []
    for stage in STAGES:
        explorer.upto = stage
        unknown.append(texts_in(explorer.svg).count("?"))
    assert unknown == sorted(unknown, reverse=True)
    assert unknown[0] > unknown[-1] == 0


@pytest.mark.parametrize("face", FACES)
def test_each_face_is_drawn(face):
    explorer = Explorer(t=2, face=face)
    assert explorer.svg == svg(explorer.trace, t=2, face=face)


@pytest.mark.parametrize(
    "pair", [IDENTITY, STANDARD, ("relu", "sigmoid"), ("tanh", "tanh")], ids=str
)
def test_any_pair_that_the_page_knows_may_be_used(pair):
    for explorer in (Explorer(activations=pair), Explorer()):
        explorer.activations = pair
        expected = pair if isinstance(pair, Activations) else Activations(*pair)
        assert explorer.activations == expected
        assert explorer.get_state("activations") == {"activations": str(expected)}
        assert f"({expected})" in text_table(explorer.scene)
        assert explorer.trace[2].h == run(Weights.ones(), [1, 1, 1], activations=expected)[2].h


def test_what_the_page_sets_is_what_python_sees():
    explorer = Explorer()
    explorer.set_state({"t": 3, "upto": "c", "activations": "tanh/sigmoid", "w_f": 2})
    assert (explorer.t, explorer.upto, explorer.activations) == (3, "c", STANDARD)
    assert explorer.trace.activations == STANDARD
    assert explorer.trace.weights.w_f == 2


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "a & b", '"<b>'])
def test_a_title_stays_text(title):
    shown = bundle(Explorer(title=title))
    assert title in texts_in(shown["image/svg+xml"])
    assert "<script" not in shown["image/svg+xml"]
    assert "<b>" not in shown["image/svg+xml"]
    assert title in shown["text/plain"]


# ---- another number of time steps ----------------------------------------------------------------


def test_there_can_be_more_time_steps_and_fewer():
    explorer = Explorer(inputs=[1, 2, 3])
    explorer.steps = 5
    explorer.x_5 = 4
    assert explorer.inputs == [1, 2, 3, 0, 4]
    explorer.steps = 2
    assert explorer.inputs == [1, 2]
    assert len(explorer.trace) == 2


def test_all_inputs_have_sliders_however_many_there_come_to_be():
    assert set(INPUT_NAMES) <= set(Explorer(inputs=[1]).look["show"])
    assert Explorer(inputs=[1, 1], show="x_2 w_f").look["show"] == ["w_f", "x_2"]


# ---- presets -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_sets_every_number_and_the_activations_in_one_message(name):
    explorer = Explorer(Weights.ones(b_f=3, w_i=-2), inputs=[2, -1, 0.5], h0=1, c0=-1)
    messages = listen(explorer)
    heard: list[str] = []
    explorer.observe(lambda change: heard.append(bundle(explorer)["text/plain"]), "b_f")
    explorer.set_preset(name)
    values = preset(name, THREE)
    assert {n: getattr(explorer, n) for n in values} == values
    assert explorer.activations == preset_activations(name)
    assert len(messages) == 1
    assert set(heard) <= {bundle(explorer)["text/plain"]}  # nobody hears of half a preset


def test_a_preset_that_is_not_there_is_refused_and_changes_nothing():
    explorer = Explorer()
    before = explorer.get_state()
    with pytest.raises(ValueError, match="no preset 'nothing'; there are the article, remember"):
        explorer.set_preset("nothing")
    assert explorer.get_state() == before


def test_the_presets_offered_are_those_asked_for():
    assert Explorer().look["presets"] == list(FIRST_PRESETS)
    assert Explorer(presets=["latch", "forget"]).look["presets"] == ["latch", "forget"]


# ---- settings handed on --------------------------------------------------------------------------

numbers = tenths | st.floats(-1e300, 1e300)


@settings(max_examples=15)
@given(st.lists(numbers, min_size=12, max_size=12), st.lists(numbers, min_size=1, max_size=5))
def test_a_setting_makes_the_same_explorer(values: list[float], inputs: list[float]):
    weights = Weights(**dict(zip(WEIGHT_NAMES, values, strict=True)))
    mine = Explorer(weights, inputs, len(inputs), h0=0.1, c0=-2, activations=STANDARD)
    loaded = Explorer()
    assert loaded.load(mine.setting).verdict == "right"
    for other in (Explorer.from_setting(mine.setting), loaded):
        assert other.setting == mine.setting
        assert other.weights == weights
        assert other.inputs == inputs
        assert other.t == len(inputs)
        assert repr(other.scene.steps) == repr(mine.scene.steps)  # nan is not equal to itself


def test_from_setting_takes_what_explorer_takes():
    explorer = Explorer.from_setting(Explorer(t=2).setting, plot="c", t=3, show="w_f")
    assert explorer.t == 3
    assert explorer.chart is not None


def test_a_mistyped_setting_raises_or_changes_nothing():
    explorer = Explorer(Weights.ones(w_f=2.5), t=2)
    before = explorer.setting
    bad = before.replace("2.5", "2.6")
    with pytest.raises(ValueError, match="has changed on its way"):
        Explorer.from_setting(bad)
    feedback = explorer.load(bad)
    assert feedback.verdict == "slip"
    assert feedback.text.endswith("Nothing has been changed.")
    assert explorer.setting == before


@pytest.mark.parametrize("answer", [..., None])
def test_a_setting_not_filled_in_yet_is_no_mistake(answer):
    assert Explorer().load(answer).verdict == "open"


def test_loading_takes_all_over_in_one_message_and_ends_the_walk():
    explorer = Explorer(inputs=[1, 1], upto="f")
    messages = listen(explorer)
    explorer.load(Explorer(Weights.ones(b_f=50), [3, 4], t=2).setting)
    assert [set(message) for message in messages] == [{"b_f", "x_1", "x_2", "t", "upto"}]
    assert (explorer.b_f, explorer.t, explorer.upto) == (50, 2, "h")


def test_another_number_of_time_steps_is_loaded_in_the_same_place():
    explorer = Explorer(t=3, face="weights", title="mine", plot="c", show="x_3 w_f steps")
    messages = listen(explorer)
    explorer.load(Explorer(inputs=[1, 2]).setting)
    assert explorer.inputs == [1, 2]
    assert (explorer.t, explorer.face, explorer.title) == (1, "weights", "mine")
    assert len(messages) == 1
    start = explorer.look["start"]  # where reset goes back to
    assert {name: start[name] for name in start if name[:2] == "x_"} == {"x_1": 1, "x_2": 2}
    explorer.x_2 = -1
    assert explorer.chart.lines[0].points[1][1] == explorer.trace[1].c
    explorer.load(Explorer(inputs=[1] * 12, t=12).setting)
    assert (explorer.steps, explorer.t) == (12, 12)


@pytest.mark.parametrize("name", ["cell.svg", "cell.png", "cell.pdf", "cell.csv"])
def test_an_explorer_saves_what_it_shows(name: str, tmp_path: Path):
    explorer = Explorer(t=2)
    explorer.save(str(tmp_path / name))
    assert (tmp_path / name).stat().st_size > 100
    if name == "cell.svg":
        assert (tmp_path / name).read_text(encoding="utf-8") == explorer.svg


# ---- what is stored in a notebook ----------------------------------------------------------------


def test_the_output_says_the_same_in_three_ways():
    explorer = Explorer(t=2)
    shown = bundle(explorer)
    assert set(shown) == {WIDGET_VIEW, "image/svg+xml", "text/plain"}
    assert shown[WIDGET_VIEW]["model_id"] == explorer.model_id
    assert shown["image/svg+xml"] == svg(run(Weights.ones(), [1, 1, 1]), t=2)
    assert shown["text/plain"] == f"{text_table(explorer.scene)}\n\n{NO_PICTURE}"


def test_the_output_changes_with_every_number_and_back():
    explorer = Explorer(t=3)
    before = bundle(explorer)
    for name in (*WEIGHT_NAMES, *THREE, *STATES):
        start = getattr(explorer, name)
        setattr(explorer, name, 1.5)
        after = bundle(explorer)
        for kind in ("image/svg+xml", "text/plain"):
            assert after[kind] != before[kind], (name, kind)
        setattr(explorer, name, start)
    assert bundle(explorer) == before


def test_the_output_changes_with_what_the_page_sets():
    explorer = Explorer(t=3)
    shown = [explorer.svg]
    for change in ({"t": 2}, {"upto": "f"}, {"activations": "tanh/sigmoid"}, {"face": "names"}):
        explorer.set_state(change)
        shown.append(explorer.svg)
    assert len(set(shown)) == len(shown)


# ---- what is drawn over time ---------------------------------------------------------------------


def test_plot_draws_quantities_over_time():
    explorer = Explorer(plot="c h")
    assert explorer.chart.title == "c and h over time"
    assert [[y for _, y in line.points] for line in explorer.chart.lines] == [
        [1, 6, 247],
        [1, 12, 3211],
    ]
    explorer.scale = "symlog"
    assert explorer.chart.scale == "symlog"
    assert "c and h over time" in bundle(explorer)["text/plain"]


@pytest.mark.parametrize("plot", [(), "", None, []], ids=repr)
def test_without_a_plot_there_is_no_chart(plot):
    assert Explorer(plot=plot).chart is None


# ---- one widget, one small state -----------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[widgets.Widget]:
    """The widget models that are opened in the page from here on."""
    made: list[widgets.Widget] = []
    opens = widgets.Widget.open

    def open_and_count(self: widgets.Widget) -> None:
        made.append(self)
        opens(self)

    monkeypatch.setattr(widgets.Widget, "open", open_and_count)
    return made


def test_an_explorer_is_one_widget_model(opened):
    explorer = Explorer(plot="c h f", presets=PRESETS)
    assert opened == [explorer]


@pytest.mark.parametrize("follow", [TimeChart, lambda e: ActivationCurve(e, "f", show="b_f")])
def test_a_chart_that_follows_one_is_a_second(opened, follow):
    explorer = Explorer(activations=STANDARD)
    chart = follow(explorer)
    assert opened == [explorer, chart]
    explorer.b_f = 50
    explorer.load(Explorer(inputs=[1, 2, 3, 4]).setting)
    assert opened[2:] == [opened[-1]]  # but for the one whose setting was loaded
    assert chart.get_state("explorer") == {"explorer": f"IPY_MODEL_{explorer.model_id}"}


def test_what_an_explorer_sends_of_its_own_is_small_and_plain():
    largest = Explorer(inputs=[1] * 12, plot="c h f", presets=PRESETS, activations=STANDARD)
    state = largest.get_state()
    script, style = state.pop("_esm"), state.pop("_css")
    assert "render" in script
    assert ".lstm-" in style
    assert len(json.dumps(state, allow_nan=False)) <= 2000


def test_reset_goes_back_to_where_it_began():
    explorer = Explorer(Weights.ones(w_f=2), [1, 0], 2, c0=3, activations=STANDARD, upto="f")
    start = explorer.look["start"]
    assert start == {
        **Weights.ones(w_f=2).as_dict(),
        **{"x_1": 1, "x_2": 0, "h0": 0, "c0": 3},
        **{"t": 2, "upto": "f", "activations": "tanh/sigmoid"},
    }
    before = explorer.get_state()
    explorer.set_preset("latch")
    explorer.set_state({**start, "upto": "h"})
    explorer.set_state(start)
    assert explorer.get_state() == before


def test_it_takes_the_activations_of_its_weights_unless_told_otherwise():
    weights = Weights.ones().replace(activations=STANDARD)
    assert Explorer(weights).activations == STANDARD
    assert Explorer(weights, activations=IDENTITY).activations == IDENTITY
    explorer = Explorer()
    explorer.activations = STANDARD
    assert explorer.weights.activations == STANDARD
    assert run(explorer.weights, explorer.inputs).h.tolist() == explorer.trace.h.tolist()
