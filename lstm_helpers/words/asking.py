"""How the picture asks for a number, and whether one that was given still stands; asking.js too."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lstm_helpers.graph.asked import ASKABLE, MARK, open_at
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH
from lstm_helpers.words.equations import formula
from lstm_helpers.words.gradients import gradient_formula
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number, subscript

__all__ = ["ASKED_WORDS", "ASKS", "asked_steps", "asks_at", "question", "still_stands"]

# What is asked for, in words: the quantity's own, but where those read badly in a question.
ASKED_WORDS = {
    **{name: f"the {BY_NAME[name].words}, {name}" for name in ASKABLE},
    "keep": "kept of the old state, keep",
    "write": "written to the state, write",
    "c_act": "the cell state after its activation, c_act",
}

ASKS = {
    "worked_out": "What is {words}? Put the numbers into {formula}.",
    "carried": "What is {words}? It is {after} of time step {before}.",
    "start": "What is {words}? Nothing comes before time step 1: where does it start?",
    "gradient": "What is {gradient}? Put the numbers into {formula}.",
    "waits": "Time step {first} comes first: what is still “?” there is needed here.",
}


def question(scene: Scene, name: str) -> str:
    """Ask for a quantity of the time step shown, and say how to come to it.

    Parameters
    ----------
    scene
        What is shown.
    name
        One of those that are open in it.

    Examples
    --------
    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph import Scene, unroll
    >>> steps = unroll(Weights.ones().as_dict(), [1.0], 0.0, 0.0, IDENTITY)
    >>> question(Scene(steps, asked=[{"c": False}]), "c")
    'What is the cell state, c? Put the numbers into c = keep + write.'
    """
    t, pair, is_backwards = scene.t, scene.activations, scene.face == "gradients"
    if (_waits_backwards if is_backwards else _waits)(scene, name):
        return say(ASKS["waits"]).format(first=_first_open(scene))
    if is_backwards:
        way = gradient_formula(name, pair, t, len(scene.steps), scene.of)
        return say(ASKS["gradient"]).format(gradient=f"{MARK}{name}{subscript(t)}", formula=way)
    words = say(ASKED_WORDS[name])
    if name in CARRY:
        kind = "start" if t == 1 else "carried"
        return say(ASKS[kind]).format(words=words, after=CARRY[name], before=t - 1)
    return say(ASKS["worked_out"]).format(words=words, formula=formula(name, pair))


def _waits(scene: Scene, name: str) -> bool:
    """Say whether it is made of what an earlier time step still asks for."""
    if name in CARRY:
        return scene.t > 1 and CARRY[name] not in scene.steps[scene.t - 2]
    missing = (n for n in BY_NAME[name].operands if n not in (*scene.known, *scene.open))
    return any(_waits(scene, operand) for operand in missing)


def _waits_backwards(scene: Scene, name: str) -> bool:
    """Say whether its gradient comes from what a later time step still asks for."""
    here, after = scene.gradients[scene.t - 1], scene.gradients[scene.t :]
    if after and any(b not in after[0] for b, carried in CARRY.items() if carried == name):
        return True
    missing = (q.name for q in GRAPH if name in q.operands and q.name not in (*here, *scene.open))
    return any(_waits_backwards(scene, consumer) for consumer in missing)


def _first_open(scene: Scene) -> int:
    """Find the time step to begin with."""
    there = [t for t in range(1, len(scene.steps) + 1) if open_at(scene.asked, t, scene.face)]
    return there[-1 if scene.face == "gradients" else 0]


# ---- what is asked for, and whether it is solved -------------------------------------------------


def asks_at(predict: Mapping[str, Any] | None, t: int, last: int) -> Iterator[str]:
    """Name what is asked for at a time step, a gradient with its mark.

    Parameters
    ----------
    predict
        What an Explorer's look says of it: the "names", the time step to begin with ("from"), the
        "face", and whether it is a whole "walk". None asks for nothing.
    t, last
        The time step, and the last one that there is.

    Examples
    --------
    >>> list(asks_at({"names": ["c", "h"], "from": 2, "face": "values", "walk": False}, 3, 3))
    ['c', 'h']
    """
    if predict is None:
        return
    is_backwards = predict["face"] == "gradients"
    if t > predict["from"] if is_backwards else t < predict["from"]:
        return
    for name in predict["names"]:
        # at its beginning nothing was worked out: there the walk starts with what is given
        is_start = t == last and name == GRAPH[-1].name
        if not is_backwards:
            is_start = predict["walk"] and t == 1 and name in CARRY
        if not is_start:
            yield MARK + name if is_backwards else name


def asked_steps(
    predict: Mapping[str, Any] | None,
    answers: Mapping[str, Mapping[str, Any]],
    truths: Sequence[Mapping[str, float]],
) -> list[dict[str, bool]]:
    """Say for every time step what is asked for, and whether it is solved.

    What was right when it was answered, and no longer is because the numbers have changed, is not.

    Parameters
    ----------
    predict
        As `asks_at` takes it.
    answers
        By time step and name, ``"2 c"``; of each what matters is "solved" and "number".
    truths
        The values of every time step, or their gradients if it is these that are asked for.

    Examples
    --------
    >>> predict = {"names": ["c"], "from": 2, "face": "values", "walk": False}
    >>> asked_steps(predict, {"2 c": {"solved": True, "number": 6.0}}, [{"c": 1.0}, {"c": 6.0}])
    [{}, {'c': True}]
    """
    return [
        {
            name: still_stands(answers.get(f"{t} {name}", {}), values[name.removeprefix(MARK)])
            for name in asks_at(predict, t, len(truths))
        }
        for t, values in enumerate(truths, start=1)
    ]


def still_stands(answer: Mapping[str, Any], truth: float) -> bool:
    """Say whether an answer was right, and still is: its number is written as the truth is.

    >>> still_stands({"solved": True, "number": 0.3333}, 1 / 3), still_stands({}, 1.0)
    (True, False)
    """
    if not answer.get("solved"):
        return False
    number: float = answer["number"]
    is_close = math.isclose(number, truth, rel_tol=1e-9)
    return is_close or format_number(number) == format_number(truth)
