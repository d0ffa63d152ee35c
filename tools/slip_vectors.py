"""What is said of answers, for what both languages must agree on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from lstm_helpers.cell.activations import STANDARD, Activations
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.exercises.check import look_at
from lstm_helpers.exercises.slips import ORDER, Asked, Case
from lstm_helpers.words.numbers import format_number

__all__ = ["cases", "slips"]


def slips() -> list[dict[str, Any]]:
    """For a setting and what is asked of it: what is said of each slip's number, and of others."""
    return [_case(Case(setting, asked)) for setting, asked in cases()]


def cases() -> Iterator[tuple[Setting, Asked]]:
    """Ask for every quantity and gradient, of the article's cell and of others."""
    rng = random.Random(1997)
    drawn: dict[str, Any] = {name: round(rng.uniform(-1.5, 1.5), 2) for name in WEIGHT_NAMES}
    real = Weights(**drawn)
    drawn = {name: float(rng.choice((-2, -1, 1, 2, 3))) for name in WEIGHT_NAMES}
    whole = Weights(**drawn)
    yield from _all_of(Setting(), rng, 2)
    yield from _all_of(Setting(whole, (2.0, -1.0, 3.0), 1.0, 2.0), rng, 1)
    yield from _all_of(Setting(real, (1.3, -0.7, 2.1), 0.41, -0.57, STANDARD), rng, 1)
    yield from _all_of(Setting(real, (0.5,), 0, 0, Activations("relu", "sigmoid")), rng, 1)
    for name, of in ("hc", "hh", "cc", "ch"):  # where the walk backwards begins
        yield Setting(), Asked(name, len(Setting().inputs), of)


def _all_of(setting: Setting, rng: random.Random, often: int) -> Iterator[tuple[Setting, Asked]]:
    last = len(setting.inputs)
    for name in (*ORDER, "z_f", "x", "w_f"):
        for _ in range(often):
            yield setting, Asked(name, rng.randint(1, last))
    for name in (*ORDER, "z_g", "x", *rng.sample(WEIGHT_NAMES, 2)):
        yield setting, Asked(name, rng.randint(1, last), rng.choice("hc"), rng.random() < 0.8)
    for name in ("w_f", "u_i", "b_o"):
        yield setting, Asked(name, None, rng.choice("hc"))


def _case(case: Case) -> dict[str, Any]:
    setting, asked = case.setting, case.asked
    given = {
        "weights": setting.weights.as_dict(),
        "inputs": list(setting.inputs),
        "h0": setting.h0,
        "c0": setting.c0,
        "activations": setting.activations.names,
    }
    what = {"name": asked.name, "t": asked.t, "of": asked.of, "through_h": asked.through_h}
    return {"given": given, "asked": what, "says": [_said(case, typed) for typed in _typed(case)]}


def _typed(case: Case) -> list[str]:
    rng = random.Random(case.asked.name)
    wrong = [suspect.number for suspect in case.suspects]
    numbers = rng.sample(wrong, min(len(wrong), 6))
    near = [case.truth * 1.01, round(case.truth, 2), 987.65]
    # 1,234 is a thousand and more to one, and one and a bit to another: a slip tells which
    thousands = [f"{n:,.0f}" for n in wrong if 1000 <= n < 10**6 and n.is_integer()]
    shown = (format_number(number) for number in (*numbers, case.truth, *near))
    return ["", *shown, *thousands[:1], *thousands[-1:]]


def _said(case: Case, typed: str) -> list[str]:
    feedback = look_at(case, typed)
    return [typed, feedback.verdict, feedback.text, feedback.slip]
