"""What the learner is asked for in the picture, and the answers; answers.js has the fields."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import traitlets

from lstm_helpers.cell.given import one_of, plain_number, quoted, whole
from lstm_helpers.exercises.feedback import Feedback
from lstm_helpers.graph.asked import ASKABLE, MARK
from lstm_helpers.live.settings import MOST_STEPS

__all__ = ["ANSWERS_SAY", "NO_ANSWER", "Answered", "AnswersTrait", "predicted"]

Answered: TypeAlias = dict[str, dict[str, Any]]
"""By time step and name, ``"2 c"`` or ``"2 ∂c"``: what was typed, and what came of it."""

# What stands under the picture after an answer, and what the fields are called.
ANSWERS_SAY = {
    "right": repr(Feedback("right", "{number} is right.")),
    "slip": repr(Feedback("slip", "{text}")),
    "field": "{words}, at time step {t}: type the number",
    "show": "show me",
    "shown": "{name} is {number}.",
    "marks": {"solved": "✓", "shown": "◉"},
    "tries": 2,
}

# Before anything was typed.
NO_ANSWER: dict[str, Any] = {
    "typed": "",
    "number": None,
    "tries": 0,
    "solved": False,
    "shown": False,
    "slips": [],
}

WALK = "walk"


def predicted(
    predict: str | Iterable[str], t: int, face: str, activations: tuple[str, str]
) -> dict[str, Any] | None:
    """Say what is asked for, as the page takes it; None for nothing.

    Parameters
    ----------
    predict
        Names of quantities, or ``"walk"`` for all of a step.
    t
        The time step to begin with.
    face
        Whether it is values that are asked for, or gradients.
    activations
        The names of the pair.

    Raises
    ------
    TypeError, ValueError
        In one sentence, when these are no names of what the cell works out.

    Examples
    --------
    >>> predicted("keep c", 2, "values", ("identity", "identity"))
    {'names': ['keep', 'c'], 'from': 2, 'face': 'values', 'walk': False}
    """
    names = predict.split() if isinstance(predict, str) else predict
    if not isinstance(names, Iterable):
        raise TypeError(f'predict is {quoted(predict)}; expected names, such as predict="c h".')
    names = list(names)
    for name in names:
        if not one_of(name, (*ASKABLE, WALK)):
            kind = ValueError if isinstance(name, str) else TypeError
            raise kind(
                f"predict names {quoted(name)}; expected quantities that the cell works out "
                f'({", ".join(ASKABLE)}), or "{WALK}" for all of them.'
            )
    if not names:
        return None
    is_walk = WALK in names
    if is_walk:
        identity = activations[0] == "identity"  # there c_act is c once more
        names = [name for name in ASKABLE if name != "c_act" or not identity]
    asked = [name for name in ASKABLE if name in names]
    where = "gradients" if one_of(face, ("gradients",)) else "values"
    return {"names": asked, "from": t, "face": where, "walk": is_walk}


class AnswersTrait(traitlets.TraitType[Answered, Mapping[str, Mapping[str, Any]]]):
    """Answers by time step and name. Changed in place they tell nobody: set them anew."""

    def __init__(self) -> None:
        super().__init__({})
        self.tag(sync=True, to_json=_to_json)

    def validate(self, obj: object, value: object) -> Answered:
        """Take answers whose parts make sense, and fill in what is left out."""
        if not isinstance(value, Mapping):
            raise TypeError(f"answers is {quoted(value)}; expected a dict such as {_EXAMPLE}.")
        return {_key(key): _answer(key, answer) for key, answer in value.items()}


_EXAMPLE = '{"2 c": {"number": 6, "solved": True}}'


def _key(key: object) -> str:
    t, _, name = key.partition(" ") if isinstance(key, str) else ("", "", "")
    known = name.removeprefix(MARK) in ASKABLE and t.isdecimal() and str(int(t)) == t
    if not known or not 1 <= int(t) <= MOST_STEPS:
        raise ValueError(
            f'answers has {quoted(key)}; expected a time step and a quantity, such as "2 c" or '
            f'"2 {MARK}c".'
        )
    return str(key)


def _answer(key: str, answer: object) -> dict[str, Any]:
    if not isinstance(answer, Mapping) or not set(answer) <= set(NO_ANSWER):
        parts = ", ".join(NO_ANSWER)
        raise ValueError(
            f"answers[{quoted(key)}] is {quoted(answer)}; expected a dict of any of {parts}."
        )
    made = {**NO_ANSWER, **answer}
    for part, kind in (("typed", str), ("solved", bool), ("shown", bool)):
        if not isinstance(made[part], kind):
            raise TypeError(
                f"answers[{quoted(key)}] has {part} = {quoted(made[part])}; expected "
                f"a {kind.__name__}."
            )
    made["tries"] = whole("tries", made["tries"])
    number = made["number"]
    if number is not None:
        # JSON has no nan and no infinities: they travel as words
        is_word = number in ("nan", "inf", "-inf")
        made["number"] = float(number) if is_word else plain_number("number", number)
    slips = made["slips"]
    if not isinstance(slips, list | tuple) or not all(isinstance(slip, str) for slip in slips):
        raise TypeError(
            f"answers[{quoted(key)}] has slips = {quoted(slips)}; expected a list of texts."
        )
    if made["solved"] and made["number"] is None:
        raise ValueError(f"answers[{quoted(key)}] is solved, and has no number; expected one.")
    made["slips"] = list(slips)
    return made


def _to_json(answers: Answered, widget: object) -> dict[str, Any]:
    return {key: {**answer, "number": _sent(answer["number"])} for key, answer in answers.items()}


def _sent(number: float | None) -> float | str | None:
    return number if number is None or math.isfinite(number) else str(number)
