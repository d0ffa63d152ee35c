"""Feedback on what a learner typed: not filled in yet, right, or what kind of slip it looks like.

It never gives the answer away, and whatever was typed, it never raises: a lesson runs to its end.
Only an author's slip, such as a quantity that is none, is an error. ``check.js`` says the same in
the page.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.given import flag, plain_number, quoted, short_text
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.exercises.feedback import Feedback, is_open
from lstm_helpers.exercises.journal import JOURNAL, number_key
from lstm_helpers.exercises.reading import as_reading, same
from lstm_helpers.exercises.slip_table import MORE_SAYS, NEAR
from lstm_helpers.exercises.slips import Asked, Case, Suspect, called
from lstm_helpers.graph.backward import require_end
from lstm_helpers.graph.table import BY_NAME, CARRY, named
from lstm_helpers.words.equations import formula
from lstm_helpers.words.gradients import gradient_formula
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number, subscript

__all__ = ["check", "check_gradient", "check_number", "look", "look_at", "way_to"]


def look(setting: Setting, asked: Asked, typed: object) -> Feedback:
    """Look at what a learner typed for a quantity, or for a gradient.

    Parameters
    ----------
    setting
        The cell and its sequence.
    asked
        What was asked for.
    typed
        Anything; ``...`` or an empty text when nothing is typed yet.

    Raises
    ------
    ValueError
        When there is no such quantity or time step. Whatever was typed, it raises nothing.

    Examples
    --------
    >>> look(Setting(), Asked("keep", 3), "2·3")
    ↻ 6 is the whole old state: what does the forget gate do to it?
    >>> look(Setting(), Asked("c", 2, of="h"), 1495).verdict
    'right'
    """
    return look_at(_case(setting, asked), typed)


def _case(setting: Setting, asked: Asked) -> Case:
    named(asked.name)
    if asked.of:
        require_end(asked.of)
    last = len(setting.trace)
    is_total = asked.t is None and asked.of and asked.name in WEIGHT_NAMES
    if is_total:
        return Case(setting, asked)
    if not isinstance(asked.t, int | float) or asked.t not in range(1, last + 1):
        raise ValueError(f"t is {quoted(asked.t)}; expected a time step from 1 to {last}.")
    return Case(setting, replace(asked, t=int(asked.t)))


def look_at(case: Case, typed: object) -> Feedback:
    """Look at what was typed in a case that is known to be one; see `look`."""
    if is_open(typed):
        return Feedback("open", say(MORE_SAYS["open"]).format(what=_what(case)))
    reading = as_reading(typed)
    for number in reading.numbers:
        if same(number, case.truth):
            return Feedback("right", _right(case, format_number(number)), number=number)
    found = [(number, _suspect(case, number)) for number in reading.numbers]
    known = [(number, suspect) for number, suspect in found if suspect]
    if reading.problem and len(known) != 1:
        return Feedback("slip", reading.problem)
    number, suspect = (known or found)[0]
    shown = format_number(number)
    if suspect:
        return Feedback("slip", suspect.says.replace("{it}", shown), suspect.slip, number)
    return Feedback(
        "slip", say(MORE_SAYS["not yet"]).format(it=shown, way=way_to(case)), "", number
    )


def _suspect(case: Case, number: float) -> Suspect | None:
    """Find what slip a number looks like, the likeliest first."""
    truth = case.truth
    is_whole = float(truth).is_integer()
    if not is_whole and _is_short(number) and math.isclose(number, truth, rel_tol=NEAR["rounded"]):
        return Suspect("rounded", number, say(MORE_SAYS["rounded"]))
    for looks_like in (_is_its, _is_nearly_its):
        for suspect in case.suspects:
            if looks_like(number, suspect):
                return suspect
    if is_whole and (
        math.isclose(number, truth, rel_tol=NEAR["close"]) or _is_one_off(number, truth)
    ):
        return Suspect("close", number, say(MORE_SAYS["close"]))
    if not is_whole and math.isclose(number, truth, rel_tol=NEAR["nearly"]):
        return Suspect("rounded", number, say(MORE_SAYS["rounded"]))
    return None


def _is_short(number: float) -> bool:
    """Tell whether a number has fewer digits than are shown."""
    return math.isfinite(number) and float(f"{number:.3g}") == number


def _is_its(number: float, suspect: Suspect) -> bool:
    return same(number, suspect.number)


def _is_nearly_its(number: float, suspect: Suspect) -> bool:
    """Compare with a slip's number as if a digit were left away, if the slip is a likely one."""
    if suspect.exact or float(suspect.number).is_integer():
        return False
    return math.isclose(number, suspect.number, rel_tol=NEAR["digit"])


def _is_one_off(number: float, truth: float) -> bool:
    return abs(truth) >= 5 and abs(number - truth) == 1


# ---- what is said --------------------------------------------------------------------------------


def _what(case: Case) -> str:
    name, t = f"{'∂' if case.asked.of else ''}{case.asked.name}", case.asked.t
    return name if t is None else say(MORE_SAYS["at step"]).format(name=name, t=t)


def _end(case: Case) -> str:
    return f"{case.asked.of}{subscript(len(case.steps))}"


def _right(case: Case, shown: str) -> str:
    asked = case.asked
    if not asked.of:
        words = called(asked.name)
        comma = "," if "," in words else ""
        return say(MORE_SAYS["right"]).format(it=shown, called=f"{words}{comma}", t=asked.t)
    end = _end(case) + ("" if asked.through_h else say(MORE_SAYS["along c"]))
    what = _what(case).removeprefix("∂")
    return say(MORE_SAYS["right gradient"]).format(it=shown, what=what, end=end)


def way_to(case: Case) -> str:
    """Say how to come to what is asked for."""
    name, t, pair = case.asked.name, case.t, case.setting.activations.names
    if case.asked.of:
        return _way_back(case)
    if name in CARRY and t > 1:
        return say(MORE_SAYS["way before"]).format(name=name, after=CARRY[name], before=t - 1)
    if name in CARRY:
        return say(MORE_SAYS["way at the start"])
    if BY_NAME[name].op == "given":
        return say(MORE_SAYS["way given"]).format(name=name)
    return say(MORE_SAYS["way"]).format(formula=formula(name, pair))


def _way_back(case: Case) -> str:
    asked, last = case.asked, len(case.steps)
    if asked.t is None:
        return say(MORE_SAYS["way of a weight"]).format(name=asked.name)
    if not asked.through_h:
        return say(MORE_SAYS["way along c"])
    if asked.t == last and (asked.name == asked.of or asked.name == "h"):
        says = "way from the end" if asked.name == asked.of else "way to the end"
        what = f"{asked.name}{subscript(last)}"
        return say(MORE_SAYS[says]).format(what=what, end=_end(case))
    pair = case.setting.activations.names
    written = gradient_formula(asked.name, pair, asked.t, last, asked.of)
    return say(MORE_SAYS["way"]).format(formula=written)


# ---- in a code cell ------------------------------------------------------------------------------


def _answered(setting: Setting, asked: Asked, answer: object, by: str) -> Feedback:
    """Look at an answer, and note what came of it, if it is the learner's own."""
    feedback = look(setting, asked, answer)
    if not by:
        question = number_key(setting, asked.name, asked.t, asked.of, asked.through_h)
        _note(question, feedback)
    return feedback


def _note(question: str, feedback: Feedback) -> None:
    is_try = feedback.number is not None  # what is no number is no try
    verdict = feedback.verdict if is_try else "open"
    JOURNAL.note(question, verdict, feedback.text, feedback.slip)


def check(
    name: str,
    answer: object,
    *,
    t: int = 1,
    weights: Weights | None = None,
    inputs: Sequence[float] = (1, 1, 1),
    h0: float = 0,
    c0: float = 0,
    activations: Activations | None = None,
    by: str = "",
) -> Feedback:
    """Look at a learner's number for a quantity, by default of the article's cell.

    Parameters
    ----------
    name
        The quantity, such as ``"c"``.
    answer
        What the learner typed; ``...`` when nothing yet.
    t
        The time step, from 1.
    weights, inputs, h0, c0, activations
        The cell and its sequence, where they are not the article's.
    by
        Whose answer it is, where it is not the learner's own: `progress` does not count it.

    Returns
    -------
    Feedback
        It shows itself when it is a cell's last line.

    Raises
    ------
    ValueError
        When there is no such quantity or time step. Whatever the answer is, it raises nothing.

    Examples
    --------
    >>> check("c", ..., t=2)
    ✎ c at time step 2 is not filled in yet: put your number in place of the dots.
    >>> check("c", 4, t=2)
    ↻ 4 is i·g alone: what does the forget gate keep of the old state?
    >>> check("c", 6, t=2)
    ✓ 6 is right: the cell state c at time step 2.
    """
    setting = _setting(weights, inputs, h0, c0, activations)
    return _answered(setting, Asked(name, t), answer, by)


def _setting(
    weights: Weights | None,
    inputs: Sequence[float],
    h0: float,
    c0: float,
    activations: Activations | None,
) -> Setting:
    """Take a lesson's cell, or the article's."""
    cell = Weights.ones() if weights is None else weights
    if not isinstance(cell, Weights):
        raise TypeError(f"weights is {quoted(cell)}; expected Weights, such as Weights.ones().")
    pair = cell.activations if activations is None else activations
    return Setting(cell, inputs, h0, c0, pair)


def check_gradient(
    name: str,
    answer: object,
    *,
    t: int | None = None,
    of: str = "h",
    through_h: bool = True,
    weights: Weights | None = None,
    inputs: Sequence[float] = (1, 1, 1),
    h0: float = 0,
    c0: float = 0,
    activations: Activations | None = None,
    by: str = "",
) -> Feedback:
    """Look at a learner's number for a gradient, by default in the article's cell.

    Parameters
    ----------
    name
        What is changed a little: a quantity such as ``"c"``, or a weight.
    answer
        What the learner typed; ``...`` when nothing yet.
    t
        The time step, from 1. Left out for a weight, it is the sum over all time steps.
    of
        What changes with it: ``"h"`` or ``"c"`` at the last time step.
    through_h
        False for what comes back along the cell state alone, past the forget gates.
    weights, inputs, h0, c0, activations
        The cell and its sequence, where they are not the article's.
    by
        Whose answer it is, where it is not the learner's own: `progress` does not count it.

    Raises
    ------
    ValueError
        When there is no such quantity or time step, or `of` is neither. Whatever the answer is, it
        raises nothing.

    Examples
    --------
    >>> check_gradient("c", ..., t=2)
    ✎ ∂c at time step 2 is not filled in yet: put your number in place of the dots.
    >>> check_gradient("c", 169, t=2)
    ↻ 169 comes back along the cell state alone: what comes back by way of h and the gates?
    >>> check_gradient("c", 1495, t=2)
    ✓ 1495 is right: a small change of c at time step 2 changes h₃ by 1495 times as much.
    """
    require_end(of)
    setting = _setting(weights, inputs, h0, c0, activations)
    return _answered(setting, Asked(name, t, of, flag("through_h", through_h)), answer, by)


def check_number(
    what: str, answer: object, truth: float, slips: Mapping[str, float] | None = None
) -> Feedback:
    """Look at a learner's number for something that is no quantity of the cell.

    Parameters
    ----------
    what
        What was asked for, in words.
    answer
        What the learner typed; ``...`` when nothing yet.
    truth
        The number, worked out by the lesson.
    slips
        What to say of a number that a likely slip would give.

    Examples
    --------
    >>> check_number("the number of updates", 4, 2, {"counts the sequences": 4})
    ↻ 4 counts the sequences.
    >>> check_number("the number of updates", "2", 2)
    ✓ 2 is right: the number of updates.
    """
    short_text("what", what)
    if slips is not None and not isinstance(slips, Mapping):
        raise TypeError(f'slips is {quoted(slips)}; expected numbers by words, as {{"is c": 6}}.')
    feedback = _look_at_number(what, answer, plain_number("truth", truth), slips or {})
    _note(what, feedback)
    return feedback


def _look_at_number(
    what: str, answer: object, truth: float, slips: Mapping[str, float]
) -> Feedback:
    if is_open(answer):
        return Feedback("open", say(MORE_SAYS["open"]).format(what=what))
    reading = as_reading(answer)
    if any(same(number, truth) for number in reading.numbers):
        number = next(number for number in reading.numbers if same(number, truth))
        return Feedback(
            "right",
            say("{it} is right: {what}.").format(it=format_number(number), what=what),
            number=number,
        )
    for number in reading.numbers:
        for words, wrong in slips.items():
            if same(number, wrong):
                return Feedback("slip", f"{format_number(number)} {words}.", words, number)
    if reading.problem:
        return Feedback("slip", reading.problem)
    shown = format_number(reading.numbers[0])
    return Feedback("slip", say("{it}: not yet.").format(it=shown), number=reading.numbers[0])
