"""What number each slip gives, for a quantity or a gradient that is asked for.

The slips themselves are data, in ``slip_table.py``; ``slips.js`` works out the same in the page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeAlias

from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.cell.backward import backward
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import GATES
from lstm_helpers.exercises.slip_table import MORE_SAYS, SLIPS, SUBJECTS, Slip
from lstm_helpers.graph.backward import derivative
from lstm_helpers.graph.forward import Instead, activation_name, evaluate
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH, OPERATIONS, Quantity
from lstm_helpers.words.arithmetic import work_out
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import subscript

__all__ = ["CALLED", "ORDER", "Asked", "Case", "Suspect", "Suspects", "called", "suspects"]

# The order in which a learner comes to the quantities of a time step.
ORDER = ("h_prev", "c_prev", *GATES, "keep", "write", "c", "c_act", "h")

Values: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Asked:
    """What a learner is asked for.

    Parameters
    ----------
    name
        A quantity, such as ``"c"``.
    t
        The time step, from 1; None for a weight's gradient over all of them.
    of
        Empty for the quantity's value; ``"h"`` or ``"c"`` for its gradient: what changes with it,
        at the last time step.
    through_h
        False for the gradient that comes back along the cell state alone.
    """

    name: str
    t: int | None = 1
    of: str = ""
    through_h: bool = True


@dataclass(frozen=True)
class Suspect:
    """A wrong number that somebody could come to, and what to say of it."""

    slip: str
    number: float
    says: str
    exact: bool = False


@dataclass(frozen=True)
class Case:
    """A setting and what is asked of it, with all that follows from them."""

    setting: Setting
    asked: Asked

    @cached_property
    def steps(self) -> list[dict[str, float]]:
        """The values of every time step."""
        return [{n: float(v) for n, v in s.as_dict().items()} for s in self.setting.trace]

    @property
    def t(self) -> int:
        """The time step that is asked for; the last where it is all of them."""
        return self.asked.t or len(self.steps)

    @property
    def values(self) -> Values:
        """The values of the time step that is asked for."""
        return self.steps[self.t - 1]

    def gradients(self, of: str, through_h: bool) -> list[Values]:
        """Work out the gradients of every time step."""
        trace = self.setting.trace
        end = {"dh": 1} if of == "h" else {"dc": 1}
        back = backward(trace.weights, trace, **end, through_h=through_h)
        return [{n: float(v) for n, v in step.as_dict().items()} for step in back]

    def gradient(self, of: str, through_h: bool) -> float:
        """Work out the gradient that is asked for, of either end."""
        steps, name = self.gradients(of, through_h), self.asked.name
        if self.asked.t is None:
            return math.fsum(step[name] for step in steps)
        return steps[self.asked.t - 1][name]

    @cached_property
    def truth(self) -> float:
        """What is right."""
        asked = self.asked
        return self.gradient(asked.of, asked.through_h) if asked.of else self.values[asked.name]

    @cached_property
    def suspects(self) -> Suspects:
        """The wrong numbers, the likeliest first, each number once."""
        return Suspects(self)


class Suspects:
    """The suspects of a case, worked out as far as somebody looks, and kept."""

    def __init__(self, case: Case) -> None:
        self._truth, self._more = case.truth, suspects(case)
        self._first: dict[float, Suspect] = {}

    def __iter__(self) -> Iterator[Suspect]:
        yield from tuple(self._first.values())
        for suspect in self._more:
            number = suspect.number
            if math.isfinite(number) and number != self._truth and number not in self._first:
                self._first[number] = suspect
                yield suspect


# What a quantity is called in a sentence, with its name.
CALLED = {
    name: f"{name}, what is {quantity.words}"
    if name in ("keep", "write")
    else f"the {quantity.words} {name}"
    for name, quantity in BY_NAME.items()
}


def called(name: str) -> str:
    """Name a quantity in a sentence.

    >>> called("c"), called("keep")
    ('the cell state c', 'keep, what is kept of the old state')
    """
    return say(CALLED[name])


def suspects(case: Case) -> Iterator[Suspect]:
    """Go through the wrong numbers, the likeliest first."""
    anything = [slip for slip in SLIPS if slip.of == "any"]
    scope = {"this": case.truth}
    yield from _all_of(anything[:1], scope)
    yield from _gradients(case) if case.asked.of else _values(case)
    yield from _all_of(anything[1:], scope)


def _all_of(slips: Sequence[Slip], scope: Mapping[str, float], **words: str) -> Iterator[Suspect]:
    for slip in slips:
        for line in slip.gives.split(" | "):
            number = _worked_out(line, scope)
            if number is not None:
                yield Suspect(slip.name, number, _says(slip).format(it="{it}", **words))


def _says(slip: Slip) -> str:
    return f"{{it}}: {say(slip.says)}" if slip.hint else f"{{it}} {say(slip.says)}"


def _worked_out(line: str, scope: Mapping[str, float | Callable[[float], float]]) -> float | None:
    """Work out a line of the table; None where something in it is not there."""
    try:
        return work_out(line, scope)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


# ---- values --------------------------------------------------------------------------------------


def _values(case: Case) -> Iterator[Suspect]:
    yield from _slipped(case, "here")
    yield from _earlier(case)
    for where in ("hints", "on the way", "before", "each step"):
        yield from _slipped(case, where)
    asked = case.asked
    for values in case.steps[case.t :]:
        says = say(MORE_SAYS["a step too far"]).format(it="{it}", name=asked.name, t=asked.t)
        yield Suspect("a step too far", values[asked.name], says, exact=True)


def _earlier(case: Case) -> Iterator[Suspect]:
    """Take another quantity that is known by now for it, or the same of an earlier time step."""
    name, t = case.asked.name, case.t
    for other in _likely_mixed_up(name):
        says = say(MORE_SAYS["another quantity"]).format(it="{it}", called=called(other), name=name)
        yield Suspect("another quantity", case.values[other], says)
    for n, values in enumerate(case.steps[: t - 1], start=1):
        says = say(MORE_SAYS["another step"]).format(it="{it}", name=name, other=n, t=t)
        yield Suspect("another step", values[name], says)


def _likely_mixed_up(name: str) -> list[str]:
    """List the quantities that come before one, what it is made of first, what is given last."""
    if name not in ORDER:
        return []
    before = ORDER[: ORDER.index(name)]
    own = [other for other in BY_NAME[name].operands if other in before]
    return list(dict.fromkeys([*own, *reversed(before), "x"]))


def _slipped(case: Case, where: str) -> Iterator[Suspect]:
    """Work the cell out with each slip in it: where it is asked, on the way there, or before."""
    name, last = case.asked.name, case.t
    first = {"before": last - 1, "each step": 1}.get(where, last)
    until = last - 1 if where == "before" else last
    if first < 1 or (where == "each step" and last == 1):
        return
    for slip in SLIPS:
        if not _can_be(slip, where, name):
            continue
        for line in slip.gives.split(" | "):
            number = _with_slip(case, slip, line, range(first, until + 1))[name]
            is_exact = where not in ("here", "hints")
            yield Suspect(slip.name, number, _said(slip, where, last), is_exact)


def _can_be(slip: Slip, where: str, name: str) -> bool:
    """Tell whether a slip can be what is the matter with a quantity, here or on the way to it."""
    changed = slip.of.split()
    if changed[0] not in BY_NAME:
        return False
    is_here = name in changed or f"z_{name}" in changed
    if where in ("here", "hints"):
        return is_here and slip.hint == (where == "hints")
    names = list(BY_NAME)
    is_before = any(names.index(other) < names.index(name) for other in changed)
    may_be = not slip.hint or (where == "on the way" and changed[0].startswith("z_"))
    return may_be and (where != "on the way" or (is_before and not is_here))


def _said(slip: Slip, where: str, t: int) -> str:
    if where == "here" or slip.hint:
        return _says(slip)
    subject = say(SUBJECTS.get(slip.of, slip.of))
    says = say(slip.says)
    return say(MORE_SAYS[where]).format(it="{it}", before=t - 1, subject=subject, says=says)


def _with_slip(case: Case, slip: Slip, line: str, wrong: range) -> Values:
    """Work the cell out up to the time step asked for, wrongly at some of its steps."""
    steps = case.steps
    given = steps[wrong.start - 1]
    for n in range(wrong.start, case.t + 1):
        true = steps[n - 1]
        # what is not worked out yet has its true value: some slips look ahead
        given = {**true, "h_prev": given["h_prev"], "c_prev": given["c_prev"]}
        is_wrong = n in wrong and slip.when in ("", _when(n, true))
        instead = _instead(case, slip, line, n) if is_wrong else None
        values = evaluate(given, case.setting.activations, instead)
        given = {before: values[after] for before, after in CARRY.items()}
    return values


def _when(n: int, step: Values) -> str:
    """Say which slips can happen: where states come in from the start, nothing is missing there."""
    if n > 1:
        return "later"
    return "" if step["h_prev"] or step["c_prev"] else "first"


def _instead(case: Case, slip: Slip, line: str, n: int) -> Instead:
    """Put a line of the table in the place of what it stands for, at a time step."""
    around = _neighbours(case.steps, n)

    def worked_out(name: str, values: Values) -> float | None:
        return _worked_out(line, _scope(case, name, {**values, **around}))

    return {name: partial(worked_out, name) for name in slip.of.split()}


def _neighbours(steps: Sequence[Values], n: int) -> Values:
    around = {}
    if n > 1:
        around["x_before"] = steps[n - 2]["x"]
    if n < len(steps):
        around["x_after"] = steps[n]["x"]
    return around


def _scope(case: Case, name: str, values: Values) -> dict[str, Any]:
    """Say what the names in a line stand for; in a gate, the short ones are its own."""
    pair, gate = case.setting.activations, name[-1]
    two = (pair.activation, pair.recurrent_activation)
    act, other = two if name in ("g", "z_g", "c_act") else reversed(two)
    own = {kind: values[f"{kind}_{gate}"] for kind in "wubz"} if gate in GATES else {}
    functions = {"activation": two[0], "act": act, "other": other}
    return {**values, **functions, **({"z": values["c"]} if name == "c_act" else own)}


# ---- gradients -----------------------------------------------------------------------------------


def _gradients(case: Case) -> Iterator[Suspect]:
    scope, kinds = _gradient_scope(case)
    words = {"name": case.asked.name, **_ends(case)}
    for slip in SLIPS:
        if slip.of in kinds:
            ways = scope["ways"] if "way" in slip.gives else [None]
            for way in ways:
                here = {**scope, "way": way} if way is not None else scope
                yield from _all_of([slip], here, **words)
    if case.asked.t is not None:
        yield from _nearer_the_end(case)


def _ends(case: Case) -> dict[str, str]:
    of, last = case.asked.of, subscript(len(case.steps))
    return {"end": f"{of}{last}", "other": f"{'c' if of == 'h' else 'h'}{last}"}


def _gradient_scope(case: Case) -> tuple[dict[str, Any], set[str]]:
    """Say what the names in a line stand for, and which kinds of slips there can be."""
    of, through_h = case.asked.of, case.asked.through_h
    scope: dict[str, Any] = {
        "this": case.truth,
        "along_c" if through_h else "all_ways": case.gradient(of, not through_h),
        "other_end": case.gradient("c" if of == "h" else "h", through_h),
        "ways": [],
    }
    if case.asked.t is None:
        scope["own"] = case.values[case.asked.name]
        return scope | _total_scope(case), {"∂any", "∂total"}
    more, kinds = _way_scope(case)
    return {**case.values, **scope} | {"own": case.values[case.asked.name]} | more, {"∂any", *kinds}


def _total_scope(case: Case) -> dict[str, float]:
    """For a weight over all time steps."""
    steps, name = case.gradients(case.asked.of, case.asked.through_h), case.asked.name
    return {
        "first": steps[0][name],
        "last": steps[-1][name],
        "steps": float(len(steps)),
        "plain": math.fsum(step[f"z_{name[-1]}"] for step in steps),
    }


def _way_scope(case: Case) -> tuple[dict[str, Any], set[str]]:
    """For a quantity at a time step: which ways lead on from it, to the end."""
    name, t, values = case.asked.name, case.t, case.values
    steps = case.gradients(case.asked.of, case.asked.through_h)
    ways = [(q, steps[t - 1][q.name], *_factors(case, q)) for q in GRAPH if name in q.operands]
    scope: dict[str, Any] = {"ways": [arrives * factor for _, arrives, factor, _ in ways]}
    kinds = set()
    handed_on = [before for before, after in CARRY.items() if after == name]
    if handed_on and t < len(steps) and (case.asked.through_h or name == "c"):
        scope["next"] = sum(steps[t][before] for before in handed_on)
    if len(ways) > 1 or "next" in scope:
        kinds.add("∂ways")
    elif ways:
        quantity, arrives, factor, kind = ways[0]
        others = [values[other] for other in quantity.operands if other != name]
        scope |= {"arrives": arrives, "factor": factor, "after": values[quantity.name]}
        scope |= {"other": others[0]} if others else {}
        kinds.add(kind)
    if name in ("c", "c_prev") and case.asked.of == "c":
        kinds.add("∂along")
        scope |= _along_scope(case)
    return scope, kinds


def _factors(case: Case, quantity: Quantity) -> tuple[float, str]:
    """Say what a quantity's gradient is multiplied with on the way to an operand, and how."""
    place = quantity.operands.index(case.asked.name)
    pair = case.setting.activations.names
    through = activation_name(quantity, pair)
    if through is not None:
        is_known = through in ACTIVATIONS
        return derivative(
            quantity, place, case.values, pair
        ) if is_known else math.nan, "∂activation"
    is_added = OPERATIONS[quantity.op].partners[place] is None
    return derivative(quantity, place, case.values, pair), "∂sum" if is_added else "∂product"


def _along_scope(case: Case) -> dict[str, float]:
    """Along the cell state: one forget gate for each step back."""
    first = case.t if case.asked.name == "c" else case.t - 1
    gates = [values["f"] for values in case.steps[first:]]
    scope = {"f": case.values["f"], "back": float(len(gates)), "f_sum": math.fsum(gates)}
    return scope | ({"f_next": case.steps[case.t]["f"]} if case.t < len(case.steps) else {})


def _nearer_the_end(case: Case) -> Iterator[Suspect]:
    """Take another gradient for it that the way back comes to before."""
    name, t = case.asked.name, case.t
    steps = case.gradients(case.asked.of, case.asked.through_h)
    names = list(BY_NAME)
    after = [other for other in ORDER if names.index(other) > names.index(name)]
    for other in after:
        says = say(MORE_SAYS["another gradient"]).format(it="{it}", other=other, name=name)
        if steps[t - 1][other]:  # many gradients are 0: that one of them is, says nothing
            yield Suspect("another gradient", steps[t - 1][other], says)
    for n, step in enumerate(steps, start=1):
        if n != t and step[name]:
            kind = "another step" if n > t else "a step too far"
            says = say(MORE_SAYS[kind]).format(it="{it}", name=f"∂{name}", other=n, t=t)
            yield Suspect(kind, step[name], says)
