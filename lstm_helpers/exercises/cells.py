"""Feedback on a cell that a learner built: whether it does what was wanted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lstm_helpers.cell.activations import IDENTITY, Activations
from lstm_helpers.cell.given import plain_number, quoted
from lstm_helpers.cell.run import Trace, run
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.step import Step
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES, Weights
from lstm_helpers.exercises.feedback import Feedback, is_open
from lstm_helpers.exercises.journal import JOURNAL, cell_key
from lstm_helpers.graph.table import BY_NAME, named
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number, listed
from lstm_helpers.words.spoken import SUBJECTS

__all__ = ["check_cell"]

_Wanted = Mapping[str, Sequence[float | None]]

_COUNTS = {"one": 1, "two": 2, "three": 3}
_KINDS = {
    "w": ("kernel", "kernels"),
    "u": ("recurrent kernel", "recurrent kernels"),
    "b": ("bias", "biases"),
    "weight": ("weight", "weights"),
}

# What a lesson may ask for, by how it asks.
TASKS = {
    f"{count} {kind}": f"{count} {words[number > 1]}"
    for count, number in _COUNTS.items()
    for kind, words in _KINDS.items()
}

_AS_IN = "as in Weights.ones(w_f=...)"

# What came in the place of weights, by the name of its class; what is not here is called by it.
_CAME = {
    "Explorer": "the live cell: put .weights behind its name",
    "Step": "a time step, which weights lead to",
    "Trace": "a run, which weights lead to",
    "bool": f"no weights: type them {_AS_IN}",
    "dict": "a dict: put Weights.ones(**...) around it",
    "float": f"one number, and a cell has twelve weights: say which one it is, {_AS_IN}",
    "int": f"one number, and a cell has twelve weights: say which one it is, {_AS_IN}",
    "list": f"a list, and weights go by their names, {_AS_IN}",
    "method": f"a function that nobody has called: put ( ) behind it, {_AS_IN}",
    "ndarray": f"an array, and weights go by their names, {_AS_IN}",
    "str": "a text: take the quotes away",
    "tuple": f"a row of several things: type them in one pair of ( ), {_AS_IN}",
    "type": f"the word alone: go on behind it, {_AS_IN}",
}

_NO_WEIGHTS = f"no weights ({{kind}}): type them {_AS_IN}"

# The gates that a quantity is made of, as far as they can be told apart.
_MADE_BY = {
    **{name: (gate,) for gate in GATES for name in (gate, f"z_{gate}")},
    "keep": ("f",),
    "write": ("i", "g"),
    "c": ("f", "i", "g"),
    "c_act": ("f", "i", "g"),
    "h": ("f", "i", "g", "o"),
}


def check_cell(
    weights: object,
    want: Mapping[str, Sequence[float | None]],
    inputs: Sequence[float],
    *,
    h0: float = 0,
    c0: float = 0,
    activations: Activations = IDENTITY,
    change: str = "",
    start: Weights | None = None,
    within: float | None = None,
) -> Feedback:
    """Run the weights that a learner chose, and say whether they do what was wanted.

    Parameters
    ----------
    weights
        A `Weights`; ``...`` when nothing was chosen yet.
    want
        What quantities should come to at each time step: ``{"h": [0, 1, 1]}``. A ``None`` among
        the numbers leaves that time step free.
    inputs, h0, c0, activations
        What to run the cell on.
    change
        What the learner is asked to change, and no more: ``"one u"``, ``"two b"``,
        ``"one weight"``, or the names of weights, ``"w_f u_f"``. Empty when all may be changed.
    start
        The weights that it is a change of; by default the article's.
    within
        How far off a number may be. By default not at all where there are no activations, and
        0.01 with real gates, which are never quite open and never quite shut.

    Raises
    ------
    ValueError
        When something is wanted that is no quantity, or at more time steps than there are inputs,
        or `change` says nothing that can be understood. Whatever the weights are, it raises
        nothing.

    Examples
    --------
    >>> check_cell(Weights.ones(w_g=0), {"h": [1, 1, 1]}, [1, 1, 1])
    ↻ At time step 1 your cell has h = 0, and 1 was wanted: look at the candidate (g = 0).
    >>> check_cell(Weights.ones(w_o=5, b_i=0.5), {"h": [7.5]}, [1], change="one weight")
    ↻ Your cell does it, but with b_i and w_o changed: the task is to change one weight alone.
    >>> check_cell(Weights.ones(), {"h": [1, 12, 3211]}, [1, 1, 1])
    ✓ Your cell does it: h = 1, 12, 3211.
    """
    _refuse(want, change, start)
    run(Weights.ones(), inputs, h0, c0, activations)  # says what is the matter with these
    if within is not None and (within := plain_number("within", within)) < 0:
        raise ValueError(f"within is {within}; expected 0 or more.")
    for name, numbers in want.items():
        named(name)
        if len(numbers) > len(inputs):
            raise ValueError(
                f"want has {len(numbers)} numbers for {name}; expected one for each of "
                f"the {len(inputs)} inputs at most."
            )
    if within is None:
        within = 1e-9 if activations == IDENTITY else 0.01
    given, task = Setting(start or Weights.ones(), inputs, h0, c0, activations), _Task.read(change)
    feedback = _look_at_cell(weights, want, given, task, within)
    is_try = isinstance(weights, Weights)  # what is no cell is no try
    JOURNAL.note(cell_key(want, given), feedback.verdict if is_try else "open", feedback.text)
    return feedback


def _look_at_cell(
    weights: object, want: _Wanted, given: Setting, task: _Task, within: float
) -> Feedback:
    if is_open(weights):
        return Feedback(
            "open", say("no weights chosen yet: put Weights.ones(w_f=...) or the like here.")
        )
    if not isinstance(weights, Weights):
        return Feedback("slip", _no_weights(weights))
    try:
        trace = run(weights, given.inputs, given.h0, given.c0, given.activations)
    except ValueError as error:
        return Feedback(
            "slip", say("these weights are not for this cell: {error}").format(error=error)
        )
    off = next(_off(trace, want, within), None)
    changed = _changed(weights, given.weights)
    if not task.allows(changed):
        says = say(CHANGED["else" if off else "too much"])
        return Feedback("slip", says.format(names=_listed(changed), task=task))
    if off:
        return Feedback("slip", f"{off}." if changed or task.is_free else task.of_nothing)
    done = "; ".join(
        f"{name} = {listed(_tidy(value) for value in getattr(trace, name))}" for name in want
    )
    return Feedback("right", say("Your cell does it: {done}.").format(done=done))


CHANGED = {
    "else": "You changed {names}: the task is {task}.",
    "too much": "Your cell does it, but with {names} changed: the task is {task}.",
}


def _refuse(want: object, change: object, start: object) -> None:
    """Refuse what a lesson cannot have meant."""
    if not isinstance(want, Mapping):
        raise TypeError(f'want is {quoted(want)}; expected numbers by name, as {{"h": [1, 12]}}.')
    if not isinstance(change, str):
        raise TypeError(f"change is {quoted(change)}; expected a text, such as 'one u'.")
    if start is not None and not isinstance(start, Weights):
        raise TypeError(f"start is {quoted(start)}; expected Weights, such as Weights.ones().")


def _no_weights(came: object) -> str:
    """Say what kind of thing came in the place of weights.

    >>> _no_weights([1, 2])
    'That is a list, and weights go by their names, as in Weights.ones(w_f=...).'
    """
    kind = type(came).__name__
    came = say(_CAME[kind]) if kind in _CAME else say(_NO_WEIGHTS).format(kind=kind)
    return say("That is {came}.").format(came=came)


@dataclass(frozen=True)
class _Task:
    """Which weights may be changed, and how many of them.

    >>> str(_Task.read("two b")), str(_Task.read("w_f u_f"))
    ('to change two biases alone', 'to change w_f and u_f alone')
    """

    names: Sequence[str]
    most: int
    words: str

    @classmethod
    def read(cls, change: str) -> _Task:
        """Take what a lesson asks for."""
        if not change:
            return cls(WEIGHT_NAMES, len(WEIGHT_NAMES), say("what you like"))
        first, *rest = words = change.split()
        if first in _COUNTS and len(rest) == 1 and rest[0] in _KINDS:
            most, kind = _COUNTS[first], rest[0]
            names = [name for name in WEIGHT_NAMES if kind in (name[0], "weight")]
            return cls(names, most, say(TASKS[change]))
        if set(words) <= set(WEIGHT_NAMES):
            return cls(words, len(words), _listed(words))
        raise ValueError(
            f"change is {quoted(change)}; expected "
            f"a number and a kind, such as 'one u', or names of "
            f"weights: {', '.join(WEIGHT_NAMES)}."
        )

    def __str__(self) -> str:
        return say("to change {words} alone").format(words=self.words)

    @property
    def is_free(self) -> bool:
        """Say whether all may be changed."""
        return self.most == len(WEIGHT_NAMES)

    @property
    def of_nothing(self) -> str:
        """Say that nothing was changed."""
        return say("These are the weights as they were: the task is {task}.").format(task=self)

    def allows(self, changed: Sequence[str]) -> bool:
        """Say whether this is what was asked for, or a part of it."""
        return len(changed) <= self.most and set(changed) <= set(self.names)


def _changed(weights: Weights, start: Weights) -> list[str]:
    before = start.as_dict()
    return [name for name, value in weights.as_dict().items() if value != before[name]]


def _off(trace: Trace, want: Mapping[str, Sequence[float | None]], within: float) -> Iterator[str]:
    """Say where the cell does something else: the first step first, and there what comes first."""

    def wanted(name: str, t: int) -> float | None:
        numbers = want.get(name, ())
        return numbers[t - 1] if t <= len(numbers) else None

    for t, step in enumerate(trace, start=1):
        for name in sorted(want, key=list(BY_NAME).index):
            number, got = wanted(name, t), float(getattr(step, name))
            if number is None or _is_near(got, number, within):
                continue
            fine = [n for n in ("keep", "write", "c") if n != name and wanted(n, t) is not None]
            gates = _to_look_at(name, number, step, fine)
            look = say(": look at {gates}").format(gates=_listed(gates)) if gates else ""
            has = {"name": name, "got": format_number(_tidy(got)), "wanted": format_number(number)}
            yield say(OFF).format(t=t, **has, look=look)


OFF = "At time step {t} your cell has {name} = {got}, and {wanted} was wanted{look}"


def _is_near(got: float, number: float, within: float) -> bool:
    return math.isclose(got, number, rel_tol=1e-9, abs_tol=within)


def _to_look_at(name: str, number: float, step: Step, fine: Sequence[str]) -> list[str]:
    """Name the gates that can be the matter, with what they are.

    Parameters
    ----------
    name, number
        What is off, and what was wanted.
    step
        The time step at which it is.
    fine
        What is known to be as it should.
    """
    values = {each: float(value) for each, value in step.as_dict().items()}
    gates = set(_MADE_BY.get(name, ()))
    keep_is_fine = values["keep"] == number or "keep" in fine
    if name not in ("f", "z_f") and (values["c_prev"] == 0 or (name != "keep" and keep_is_fine)):
        gates -= {"f"}
    elif name in ("c", "c_act") and (values["write"] == number or "write" in fine):
        gates -= {"i", "g"}
    if name == "h" and values["c_act"] == 0:
        gates -= {"o"} if values["o"] != 0 else set()
    elif name == "h" and ("c" in fine or values["c_act"] == number or values["o"] == 0):
        gates = {"o"}
    if {"i", "g"} <= gates and number != 0 and 0 in (values["i"], values["g"]):
        gates -= {gate for gate in "ig" if values[gate] != 0}
    return [
        f"{say(SUBJECTS[gate])} ({gate} = {format_number(_tidy(values[gate]))})"
        for gate in GATES
        if gate in gates
    ]


def _listed(words: Iterable[str]) -> str:
    """Write a list as people say it.

    >>> _listed(["f", "i", "g"])
    'f, i and g'
    """
    *all_but_last, last = words
    return say(" and ").join([", ".join(all_but_last), last] if all_but_last else [last])


def _tidy(value: float) -> float:
    """Take what a gate that is never quite shut lets through for what it is meant to be.

    >>> _tidy(1.929e-22)
    0.0
    """
    return round(value, 9) if math.isfinite(value) else value
