"""The live view as Python sees it; what it does in a browser is tested in tests/browser."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import ipywidgets
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, Explorer, Weights, run, svg
from lstm_helpers.diagram import scene_svg
from lstm_helpers.equations import format_number
from lstm_helpers.graph import GRAPH, STAGES
from lstm_helpers.layout import SLOTS
from lstm_helpers.live import PARTS
from lstm_helpers.presets import FIRST_PRESETS, PRESETS, preset, preset_activations
from lstm_helpers.texts import COLUMNS, FACES, Scene, text_table
from lstm_helpers.weights import GATES, WEIGHT_NAMES

SVG = "{http://www.w3.org/2000/svg}"
STATES = ("h0", "c0")
THREE = ("x_1", "x_2", "x_3")


def texts_in(markup: str) -> dict[str, str]:
    root = ElementTree.fromstring(markup)
    return {text.get("id"): text.text for text in root.iter(f"{SVG}text")}


def within(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    """A widget and all that it holds."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from within(child)


def controls(explorer: Explorer) -> list[str]:
    return [w.description for w in within(explorer) if isinstance(w, ipywidgets.FloatSlider)]


def bundle(explorer: Explorer) -> dict[str, str]:
    return explorer._repr_mimebundle_()


@pytest.fixture(autouse=True, scope="module")
def _draw_each_scene_once() -> Iterator[None]:
    """Most Explorers here begin with the same picture: let them share it, to save time."""
    drawn: dict[str, str] = {}

    def once(scene: Scene) -> str:
        key = repr(scene)
        if key not in drawn:
            drawn[key] = scene_svg(scene)
        return drawn[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lstm_helpers.live.scene_svg", once)
        yield


# ---- sliders -----------------------------------------------------------------------------------


def test_there_is_a_slider_for_everything_that_goes_in():
    explorer = Explorer(Weights.ones(w_f=2), inputs=[0.5, -1, 3], h0=0.25, c0=-2)
    assert set(explorer.sliders) == {*WEIGHT_NAMES, *THREE, *STATES}
    values = {name: slider.value for name, slider in explorer.sliders.items()}
    assert values == {
        **Weights.ones(w_f=2).as_dict(),
        **{"x_1": 0.5, "x_2": -1, "x_3": 3, "h0": 0.25, "c0": -2},
    }
    for name, slider in explorer.sliders.items():
        assert slider.description == name


def test_every_slider_is_linked_to_the_picture_in_the_browser():
    explorer = Explorer()
    linked = {(link.source, link.target) for link in explorer._links}
    assert linked == {
        ((slider, "value"), (explorer.picture, name)) for name, slider in explorer.sliders.items()
    }
    for name, slider in explorer.sliders.items():
        assert getattr(explorer.picture, name) == slider.value
        assert explorer.picture.trait_metadata(name, "sync")


def test_sliders_go_from_minus_3_to_3_by_a_tenth():
    for slider in Explorer().sliders.values():
        assert (slider.min, slider.max) == (-3, 3)


def test_the_range_widens_to_take_in_what_is_given():
    for slider in Explorer(Weights.ones(w_f=-7.5), inputs=[1, 40]).sliders.values():
        assert (slider.min, slider.max) == (-7.5, 40)
    for slider in Explorer(limits=(0.5, 0.75)).sliders.values():
        assert (slider.min, slider.max) == (0, 1)
    for slider in Explorer(limits=(-10, 20)).sliders.values():
        assert (slider.min, slider.max) == (-10, 20)


def test_no_value_given_is_changed_by_its_slider():
    explorer = Explorer(Weights.ones(w_f=0.123456789, b_o=-1e-12), inputs=[1e6, 1 / 3])
    assert explorer.weights == Weights.ones(w_f=0.123456789, b_o=-1e-12)
    assert explorer.inputs == [1e6, 1 / 3]


@pytest.mark.parametrize("name", [*WEIGHT_NAMES, *THREE, *STATES])
def test_each_slider_changes_what_it_is_called_after(name):
    explorer = shared_explorer()
    explorer.set_preset("the article")
    before = explorer.trace
    explorer.sliders[name].value = 1.5
    after = explorer.trace
    changed = {
        **{n: getattr(after.weights, n) != getattr(before.weights, n) for n in WEIGHT_NAMES},
        **{f"x_{n + 1}": after[n].x != before[n].x for n in range(3)},
        **{"h0": after[0].h_prev != 0, "c0": after[0].c_prev != 0},
    }
    assert [n for n, is_other in changed.items() if is_other] == [name]


numbers = st.integers(-30, 30).map(lambda n: n / 10)
settings_of_all = st.fixed_dictionaries(dict.fromkeys((*WEIGHT_NAMES, *THREE, *STATES), numbers))


@settings(max_examples=50)
@given(settings_of_all, st.sampled_from([IDENTITY, STANDARD]), st.integers(1, 3))
def test_the_trace_and_the_table_are_what_run_says(values, pair, t):
    explorer = shared_explorer()
    for name, value in values.items():
        explorer.sliders[name].value = value
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
    one.sliders["w_f"].value = 2
    one.t = 3
    one.activations = STANDARD
    assert other.sliders["w_f"].value == 1
    assert {kind: bundle(other)[kind] for kind in before} == before


# ---- what is shown -----------------------------------------------------------------------------


def test_everything_appears_when_nothing_is_said():
    assert controls(Explorer()) == [*WEIGHT_NAMES, *THREE, *STATES]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (["w_f"], ["w_f"]),
        (["c0", "w_f"], ["w_f", "c0"]),
        ("w_f x_1", ["w_f", "x_1"]),
        (["f"], ["w_f", "u_f", "b_f"]),
        (["o", "i"], ["w_i", "u_i", "b_i", "w_o", "u_o", "b_o"]),
        (["f", "w_f"], ["w_f", "u_f", "b_f"]),
        (["weights"], list(WEIGHT_NAMES)),
        (["inputs"], list(THREE)),
        (["states"], list(STATES)),
        (["steps", "walk", "table"], []),
        ((), []),
        pytest.param(iter(["h0"]), ["h0"], id="an iterator"),
    ],
    ids=str,
)
def test_show_picks_the_controls_that_appear(show, expected):
    explorer = Explorer(show=show)
    assert controls(explorer) == expected
    sliders = [n for n in explorer.picture.spec["show"] if n not in PARTS]
    assert sliders == expected


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_handed_to_the_page_when_it_is_named(part):
    assert Explorer(show=[part]).picture.spec["show"] == [part]
    assert part not in Explorer(show=["w_f"]).picture.spec["show"]


def test_sliders_that_do_not_appear_work_all_the_same():
    explorer = Explorer(show=["w_f"], t=3)
    explorer.sliders["u_o"].value = 2
    assert explorer.trace[2].h == run(Weights.ones(u_o=2), [1, 1, 1])[2].h
    assert texts_in(bundle(explorer)["image/svg+xml"])["h"] == format_number(explorer.trace[2].h)


def test_sliders_stand_in_groups_by_gate():
    groups = [w for w in within(Explorer()) if "lstm-group" in getattr(w, "_dom_classes", ())]
    labels = [group.children[0].value for group in groups]
    assert labels[:4] == ["forget gate", "input gate", "candidate", "output gate"]
    for gate, group in zip(GATES, groups, strict=False):
        assert f"lstm-group-{gate}" in group._dom_classes
        assert [s.description for s in group.children[1:]] == [f"{k}_{gate}" for k in "wub"]


# ---- time step and walk ------------------------------------------------------------------------


def test_the_time_step_can_be_set_and_the_picture_follows():
    explorer = Explorer()
    shown = []
    for t in (1, 2, 3):
        explorer.t = t
        assert explorer.picture.t == t
        shown.append(texts_in(explorer.svg)["h"])
    assert shown == ["1", "12", "3211"]


@pytest.mark.parametrize("t", [0, 4, -1])
def test_a_time_step_that_is_not_there_is_refused_and_changes_nothing(t):
    explorer = Explorer(t=2)
    with pytest.raises(ValueError, match=f"t is {t}; expected a time step from 1 to 3"):
        explorer.t = t
    assert explorer.t == 2
    with pytest.raises(ValueError, match=f"t is {t}; expected"):
        Explorer(t=t)


def test_the_walk_can_be_set_and_the_picture_follows():
    explorer = Explorer(t=2)
    texts = []
    for stage in STAGES:
        explorer.upto = stage
        assert explorer.picture.upto == stage
        texts.append(texts_in(explorer.svg))
    for stage, before, after in zip(STAGES[1:], texts, texts[1:], strict=False):
        assert before[stage] == "?"
        assert after[stage] == format_number(getattr(explorer.trace[1], stage))


def test_a_stage_that_is_not_there_is_refused_and_changes_nothing():
    explorer = Explorer(upto="f")
    with pytest.raises(ValueError, match="upto is 'nothing'; expected one of the stages"):
        explorer.upto = "nothing"
    assert explorer.upto == "f"


def test_what_the_page_sets_is_what_python_sees():
    explorer = Explorer()
    explorer.picture.set_state({"t": 3, "upto": "c", "activations": "tanh/sigmoid"})
    assert (explorer.t, explorer.upto, explorer.activations) == (3, "c", STANDARD)
    assert explorer.trace.activations == STANDARD


# ---- activations -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pair", [IDENTITY, STANDARD, ("relu", "sigmoid"), ("tanh", "tanh")], ids=str
)
def test_any_pair_that_the_page_knows_may_be_used(pair):
    for explorer in (Explorer(activations=pair), Explorer()):
        explorer.activations = pair
        expected = pair if isinstance(pair, Activations) else Activations(*pair)
        assert explorer.activations == expected
        assert f"({expected})" in text_table(explorer.scene)
        assert explorer.trace[2].h == run(Weights.ones(), [1, 1, 1], activations=expected)[2].h


def test_a_pair_of_the_lessons_own_is_among_those_offered():
    offered = [name for _, name in Explorer(activations=("relu", "tanh")).picture.spec["pairs"]]
    assert offered == [str(IDENTITY), str(STANDARD), "relu/tanh"]
    assert len(Explorer().picture.spec["pairs"]) == 2


def test_a_function_that_the_page_does_not_know_is_refused():
    def tanh(z):
        return z

    for function in (abs, tanh):
        with pytest.raises(ValueError, match="cannot work out the activation"):
            Explorer(activations=(function, "sigmoid"))
        with pytest.raises(ValueError, match="cannot work out the activation"):
            Explorer().activations = ("tanh", function)


# ---- presets -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_moves_every_slider_and_sets_the_activations(name):
    explorer = Explorer(Weights.ones(b_f=3, w_i=-2), inputs=[2, -1, 0.5], h0=1, c0=-1)
    explorer.set_preset(name)
    assert {n: slider.value for n, slider in explorer.sliders.items()} == preset(name, THREE)
    assert str(explorer.activations) == preset_activations(name)


def test_a_preset_that_is_not_there_is_refused_and_changes_nothing():
    explorer = Explorer()
    before = bundle(explorer)["text/plain"]
    with pytest.raises(ValueError, match="no preset 'nothing'; there are the article, remember"):
        explorer.set_preset("nothing")
    assert bundle(explorer)["text/plain"] == before
    with pytest.raises(ValueError, match="no preset 'nothing'"):
        Explorer(presets=["nothing"])


def test_the_presets_offered_are_those_asked_for():
    assert list(Explorer().picture.spec["presets"]) == list(FIRST_PRESETS)
    offered = Explorer(presets=["latch", "forget"], inputs=[1, 1]).picture.spec["presets"]
    assert list(offered) == ["latch", "forget"]
    assert offered["latch"] == {
        **preset("latch", ["x_1", "x_2"]),
        "activations": preset_activations("latch"),
    }


# ---- what is stored in a notebook --------------------------------------------------------------


def test_the_output_says_the_same_in_three_ways():
    explorer = Explorer(t=2)
    shown = bundle(explorer)
    assert set(shown) == {
        "application/vnd.jupyter.widget-view+json",
        "image/svg+xml",
        "text/plain",
    }
    view = shown["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == explorer.model_id
    assert shown["image/svg+xml"] == svg(run(Weights.ones(), [1, 1, 1]), t=2)
    assert shown["text/plain"] == text_table(explorer.scene)


def test_the_output_changes_with_every_slider_and_back():
    explorer = Explorer(t=3)
    before = bundle(explorer)
    for name, slider in explorer.sliders.items():
        start = slider.value
        slider.value = 1.5
        after = bundle(explorer)
        for kind in ("image/svg+xml", "text/plain"):
            assert after[kind] != before[kind], (name, kind)
        slider.value = start
    assert bundle(explorer) == before


def test_the_output_changes_with_what_the_page_sets():
    explorer = Explorer(t=3)
    shown = [bundle(explorer)["image/svg+xml"]]
    for change in ({"t": 2}, {"upto": "f"}, {"activations": "tanh/sigmoid"}, {"face": "names"}):
        explorer.picture.set_state(change)
        shown.append(bundle(explorer)["image/svg+xml"])
    assert len(set(shown)) == len(shown)


def test_the_picture_begins_with_what_is_stored():
    explorer = Explorer(t=2, face="weights")
    assert explorer.picture.svg == bundle(explorer)["image/svg+xml"]


@pytest.mark.parametrize("face", FACES)
def test_each_face_is_drawn(face):
    explorer = Explorer(t=2, face=face)
    assert explorer.svg == svg(explorer.trace, t=2, face=face)


def test_an_overflow_is_shown():
    explorer = Explorer(inputs=[1] * 12, t=12)
    shown = bundle(explorer)
    assert explorer.trace[-1].h == math.inf
    assert texts_in(shown["image/svg+xml"])["h"] == "∞"
    assert "∞" in shown["text/plain"]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_value_that_is_no_number_is_drawn_as_such(value):
    """The page may send one; the picture goes on, and only `run` refuses it as a weight."""
    explorer = Explorer()
    slider = explorer.sliders["w_f"]
    slider.min, slider.max = -math.inf, math.inf
    slider.value = value
    assert texts_in(explorer.svg)["eq_f_1"].startswith(f"f₁ = {format_number(value)}·1")
    with pytest.raises(ValueError, match="w_f contains"):
        _ = explorer.trace


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "a & b", '"<b>'])
def test_a_title_stays_text(title):
    explorer = Explorer(title=title)
    shown = bundle(explorer)
    assert texts_in(shown["image/svg+xml"])["title_1"] == title
    assert "<script" not in shown["image/svg+xml"]
    assert "<b>" not in shown["image/svg+xml"]
    assert title in shown["text/plain"]


# ---- what the page is told ---------------------------------------------------------------------


def test_the_spec_is_plain_json():
    for explorer in (Explorer(), Explorer(activations=STANDARD, inputs=[1] * 12, presets=PRESETS)):
        text = json.dumps(explorer.picture.spec, allow_nan=False)
        assert not re.search(r"\bNaN\b|Infinity", text)


def test_the_spec_holds_the_graph_and_the_layout():
    spec = json.loads(json.dumps(Explorer().picture.spec))
    assert [q["name"] for q in spec["graph"]] == [q.name for q in GRAPH]
    assert [tuple(q["operands"]) for q in spec["graph"]] == [q.operands for q in GRAPH]
    assert list(spec["slots"]) == list(SLOTS)
    assert spec["stages"] == list(STAGES)
    assert spec["inputs"] == list(THREE)


def test_the_spec_says_where_reset_goes_back_to():
    explorer = Explorer(
        Weights.ones(w_f=2), inputs=[1, 0], t=2, c0=3, activations=STANDARD, upto="f"
    )
    assert explorer.picture.spec["start"] == {
        **Weights.ones(w_f=2).as_dict(),
        **{"x_1": 1, "x_2": 0, "h0": 0, "c0": 3},
        **{"t": 2, "upto": "f", "activations": "tanh/sigmoid"},
    }


def test_what_the_page_is_told_is_there_for_it():
    state = Explorer().picture.get_state()
    assert {"spec", "svg", "t", "upto", "activations", "face", "title", "w_f", "x_1"} <= set(state)
    assert "render" in state["_esm"]
    assert ".lstm-" in state["_css"]


# ---- what does not fit -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "says"),
    [
        ({"inputs": []}, "inputs has shape"),
        ({"inputs": [1] * 13}, "inputs has 13 time steps; expected 12 at most"),
        ({"inputs": 5}, "inputs has shape"),
        ({"inputs": ["a"]}, "inputs is"),
        ({"inputs": [math.nan]}, "x_1 is nan"),
        ({"inputs": [1, math.inf]}, "x_2 is inf"),
        ({"h0": math.nan}, "h0 is nan"),
        ({"c0": -math.inf}, "c0 is -inf"),
        ({"c0": "a"}, "c0 is"),
        ({"weights": 3}, "weights is a int; expected Weights"),
        ({"weights": Weights.ones(features=2, units=1)}, "2 features"),
        ({"inputs": [[1], [1]]}, "inputs has shape"),
        ({"face": "numbers"}, "face is 'numbers'; expected one of"),
        ({"upto": "nothing"}, "upto is 'nothing'; expected one of"),
        ({"of": "f", "face": "gradients"}, "of is 'f'"),
        ({"activations": "tanh"}, "activations is 'tanh'; expected"),
        ({"activations": ("tanh", "nothing")}, "recurrent_activation is 'nothing'"),
        ({"show": ["w_f", "nothing"]}, "show names 'nothing'; expected sliders"),
        ({"show": ["x_4"]}, "show names 'x_4'"),
        ({"limits": (3, -3)}, "limits is (3, -3); expected two numbers"),
        ({"limits": (1, 1)}, "limits is (1, 1); expected two numbers"),
        ({"limits": (1,)}, "limits is (1,); expected two numbers"),
        ({"limits": None}, "limits is None; expected two numbers"),
        ({"limits": (-math.inf, 1)}, "limits is (-inf, 1); expected two numbers"),
        ({"limits": (math.nan, 1)}, "limits is (nan, 1); expected two numbers"),
        ({"step": 0}, "step is 0; expected"),
        ({"step": -0.1}, "step is -0.1; expected"),
        ({"step": math.nan}, "step is nan; expected"),
        ({"step": math.inf}, "step is inf; expected"),
        ({"presets": ["nothing"]}, "no preset 'nothing'"),
    ],
    ids=lambda some: str(some)[:40] if isinstance(some, dict) else "",
)
def test_what_does_not_fit_is_said_in_one_sentence(given_, says):
    with pytest.raises((ValueError, TypeError)) as raised:
        Explorer(**given_)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)
