"""An Explorer's setting handed to a neighbour, loaded, and saved as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lstm_helpers.chart import ActivationCurve

from lstm_helpers import STANDARD, Explorer, Weights
from lstm_helpers.cell.weights import WEIGHT_NAMES

numbers = st.integers(-30, 30).map(lambda n: n / 10) | st.floats(-1e300, 1e300)


@settings(max_examples=15, deadline=None)
@given(st.lists(numbers, min_size=12, max_size=12), st.lists(numbers, min_size=1, max_size=5))
def test_a_setting_makes_the_same_explorer(values: list[float], inputs: list[float]) -> None:
    weights = Weights(**dict(zip(WEIGHT_NAMES, values, strict=True)))
    mine = Explorer(weights, inputs, len(inputs), h0=0.1, c0=-2, activations=STANDARD)
    theirs = Explorer.from_setting(mine.setting)
    loaded = Explorer()
    assert loaded.load(mine.setting).verdict == "right"
    for other in (theirs, loaded):
        assert other.setting == mine.setting
        assert other.weights == weights
        assert other.inputs == inputs
        assert other.t == len(inputs)
        assert repr(other.scene.steps) == repr(mine.scene.steps)  # nan is not equal to itself


def test_from_setting_takes_what_explorer_takes() -> None:
    explorer = Explorer.from_setting(Explorer(t=2).setting, plot="c", t=3, show="w_f")
    assert explorer.t == 3
    assert explorer.chart is not None


def test_a_mistyped_setting_raises_or_changes_nothing() -> None:
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
def test_a_setting_not_filled_in_yet_is_no_mistake(answer) -> None:
    explorer = Explorer()
    assert explorer.load(answer).verdict == "open"


def test_the_same_number_of_steps_keeps_the_sliders() -> None:
    explorer = Explorer(inputs=[1, 1])
    sliders, curve = dict(explorer.sliders), ActivationCurve(explorer, "f")
    explorer.load(Explorer(Weights.ones(b_f=50), [3, 4]).setting)
    assert explorer.sliders == sliders
    assert explorer.sliders["b_f"].value == 50
    assert curve.chart.content.dot.x == 53


def test_another_number_of_steps_is_another_picture_in_the_same_place() -> None:
    explorer = Explorer(
        inputs=[1, 1, 1], face="weights", title="mine", plot="c", show="x_3 w_f steps"
    )
    explorer.load(Explorer(inputs=[1, 2]).setting)
    assert explorer.inputs == [1, 2]
    assert set(explorer.sliders) == {*WEIGHT_NAMES, "x_1", "x_2", "h0", "c0"}
    assert (explorer.picture.face, explorer.picture.title) == ("weights", "mine")
    assert explorer.picture.spec["show"] == ["w_f", "steps"]
    (body,) = explorer.children
    assert body.children[:2] == (explorer.picture, explorer.chart)
    explorer.sliders["x_2"].value = -1
    assert explorer.chart.content.lines[0].points[1][1] == explorer.trace[1].c


def test_loading_ends_the_walk() -> None:
    explorer = Explorer(upto="f")
    explorer.load(Explorer(t=3).setting)
    assert (explorer.t, explorer.upto) == (3, "h")


@pytest.mark.parametrize("name", ["cell.svg", "cell.png", "cell.pdf", "cell.csv"])
def test_an_explorer_saves_what_it_shows(name: str, tmp_path: Path) -> None:
    Explorer(t=2).save(tmp_path / name)
    assert (tmp_path / name).stat().st_size > 100


def test_a_saved_svg_is_the_picture(tmp_path: Path) -> None:
    explorer = Explorer(t=2)
    explorer.save(str(tmp_path / "cell.svg"))
    assert (tmp_path / "cell.svg").read_text(encoding="utf-8") == explorer.svg
