"""What is known as long as something is asked for: against the cell's dependencies by hand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph import Scene, backpropagate, unroll
from lstm_helpers.graph.asked import ASKABLE, known_gradients, known_steps

Here = dict[str, bool]

# By hand: what each is worked out from, at the same step.
MADE_OF = {
    **{f"z_{gate}": (f"w_{gate}", "x", f"u_{gate}", "h_prev", f"b_{gate}") for gate in "figo"},
    **{gate: (f"z_{gate}",) for gate in "figo"},
    "keep": ("f", "c_prev"),
    "write": ("i", "g"),
    "c": ("keep", "write"),
    "c_act": ("c",),
    "h": ("o", "c_act"),
}
BEFORE = {"h_prev": "h", "c_prev": "c"}

# By hand: the gradients that each one's comes from, and the numbers that they are multiplied with.
COMES_FROM: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "h": [],
    "o": [("h", ("c_act",))],
    "c_act": [("h", ("o",))],
    "c": [("c_act", ("slope of c_act",))],
    "keep": [("c", ())],
    "write": [("c", ())],
    "f": [("keep", ("c_prev",))],
    "c_prev": [("keep", ("f",))],
    "i": [("write", ("g",))],
    "g": [("write", ("i",))],
    **{f"z_{gate}": [(gate, (f"slope of {gate}",))] for gate in "figo"},
    "h_prev": [(f"z_{gate}", (f"u_{gate}",)) for gate in "figo"],
    "x": [(f"z_{gate}", (f"w_{gate}",)) for gate in "figo"],
    **{f"w_{gate}": [(f"z_{gate}", ("x",))] for gate in "figo"},
    **{f"u_{gate}": [(f"z_{gate}", ("h_prev",))] for gate in "figo"},
    **{f"b_{gate}": [(f"z_{gate}", ())] for gate in "figo"},
}

flags = st.dictionaries(st.sampled_from(ASKABLE), st.booleans())
asked_for = st.lists(flags, min_size=1, max_size=4)
pairs = st.sampled_from([IDENTITY, STANDARD])


def steps_of(count: int, pair: Activations = IDENTITY) -> list[dict[str, float]]:
    return unroll(Weights.ones().as_dict(), [1.0] * count, 0.0, 0.0, pair)


def is_known(asked: list[Here], t: int, name: str) -> bool:
    """The rule as a sentence: solved; or neither asked for nor made of what is not known."""
    here = asked[t] if t < len(asked) else {}
    if name in here:
        return here[name]
    if name.startswith("z_") and here.get(name[2:]) is False:
        return False  # it would tell
    if name in BEFORE:
        return t == 0 or is_known(asked, t - 1, BEFORE[name])
    return all(is_known(asked, t, operand) for operand in MADE_OF.get(name, ()))


@given(asked_for, st.integers(1, 5))
def test_known_is_what_is_solved_or_made_of_what_is_known(asked, count):
    steps = steps_of(count)
    shown = known_steps(steps, asked)
    for t, (values, known) in enumerate(zip(steps, shown, strict=True)):
        assert known == {n: v for n, v in values.items() if is_known(asked, t, n)}


def knows_gradient(
    asked: list[dict[str, bool]],
    values: list[dict[str, bool]],
    pair: Activations,
    t: int,
    name: str,
) -> bool:
    here = asked[t] if t < len(asked) else {}
    if f"∂{name}" in here:
        return here[f"∂{name}"]
    if name in BEFORE.values() and t + 1 < len(values):
        (before,) = (b for b, after in BEFORE.items() if after == name)
        if not knows_gradient(asked, values, pair, t + 1, before):
            return False
    for source, factors in COMES_FROM[name]:
        needed = [n for factor in factors for n in _needed(factor, pair)]
        if not all(values[t].get(n, False) for n in needed):
            return False
        if not knows_gradient(asked, values, pair, t, source):
            return False
    return True


def _needed(factor: str, pair: Activations) -> tuple[str, ...]:
    name = factor.removeprefix("slope of ")
    if name == factor:
        return (name,)
    if pair == IDENTITY:
        return ()
    return ("c", "c_act") if name == "c_act" else (f"z_{name}", name)


@given(asked_for, asked_for, st.integers(1, 3), pairs)
def test_a_gradient_is_known_likewise_backwards(values_asked, gradients_asked, count, pair):
    both = itertools.zip_longest(values_asked, gradients_asked, fillvalue={})
    asked = [{**values, **{f"∂{n}": is_right for n, is_right in d.items()}} for values, d in both]
    steps = steps_of(count, pair)
    shown = known_steps(steps, asked)
    values = [dict.fromkeys(step, True) for step in shown]
    gradients = backpropagate(steps, pair.names)
    some = known_gradients(gradients, shown, asked, pair.names)
    for t, (all_of_them, known) in enumerate(zip(gradients, some, strict=True)):
        expected = {n for n in all_of_them if knows_gradient(asked, values, pair, t, n)}
        assert set(known) == expected
        assert known.items() <= all_of_them.items()


def test_without_a_question_everything_is_known_and_nothing_is_copied():
    steps = steps_of(3)
    for nothing in ((), [], [{}, {}, {}]):
        assert known_steps(steps, nothing) is steps
        assert Scene(steps, 2, asked=nothing).steps is steps


# ---- in a scene ----------------------------------------------------------------------------------


def test_what_is_asked_for_and_what_follows_from_it_is_left_out_of_the_scene():
    scene = Scene(steps_of(3), 2, asked=[{}, {"c": False}])
    assert "keep" in scene.known
    assert not {"c", "c_act", "h"} & set(scene.known)
    assert not {"h_prev", "c_prev", "f"} & set(scene.steps[2])
    assert set(scene.steps[2]) == {*WEIGHT_NAMES, "x"}


def test_what_is_solved_shows_although_it_is_made_of_what_is_not_known():
    scene = Scene(steps_of(3), 2, asked=[{}, {"keep": False, "c": True}])
    assert "keep" not in scene.known
    assert (scene.known["c"], scene.known["h"]) == (6, 12)
    assert scene.steps[2]["h"] == 3211


def test_the_first_open_one_glows_and_the_walk_is_at_its_end_when_there_is_none():
    asked = [{"f": True, "c": False, "h": False}, {"c": True}]
    here = Scene(steps_of(2), 1, upto="f", asked=asked)
    assert (here.open, here.lit, here.complete) == (("c", "h"), ("c",), False)
    there = Scene(steps_of(2), 2, upto="f", asked=asked)
    assert (there.open, there.lit, there.complete, there.upto) == ((), (), True, "h")


@pytest.mark.parametrize("face", ["names", "weights", "gradients"])
def test_on_another_face_nothing_is_open_and_nothing_more_is_known(face):
    scene = Scene(steps_of(2), 1, face=face, asked=[{"c": False}])
    assert scene.open == ()
    assert not {"c", "h"} & set(scene.known)


def test_gradients_are_asked_for_from_the_end():
    scene = Scene(steps_of(2), 2, face="gradients", asked=[{}, {"∂c": False, "∂o": False}])
    assert scene.open == ("c", "o")
    assert "h" in scene.shown
    assert not {"c", "o", "f", "keep"} & set(scene.shown)
    assert scene.gradients[0].keys().isdisjoint({"h", "c", "f"})
    assert scene.known["c"] == 6  # the values themselves are given
