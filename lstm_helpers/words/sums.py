"""The sums of a layer's unit in words: its largest terms, and the rest as one number."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from lstm_helpers.cell.given import quoted
from lstm_helpers.cell.step import Step
from lstm_helpers.cell.unit import Term, place_of, unit_terms
from lstm_helpers.cell.weights import GATES
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.unit import LISTED, Sum, Unit, sum_names, terms_of
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number, in_parentheses

__all__ = ["SUMS_SAY", "largest", "spoken_sums", "sum_equation", "sums", "unit_sums"]

SUMS_SAY = {
    "x": "The features bring {total}: {list}.",
    "h_prev": "The units bring {total}: {list}.",
    "feature": "{weight} times {value} of x[{place}]",
    "own": "{weight} times {value} of its own h",
    "other": "{weight} times {value} of unit {place}",
    "more": "{rest} of {more} more",
}


def sums(
    gate: str, step: Step, *, unit: int | None = None, sequence: int | None = None
) -> tuple[str, str]:
    """Spell out what comes into a unit's gate: over the features, and over the units before.

    Parameters
    ----------
    gate
        ``"f"``, ``"i"``, ``"g"`` or ``"o"``.
    step
        A step of a layer, ``trace[1]``.
    unit, sequence
        Which unit, and which sequence of the batch, from 0.

    Raises
    ------
    ValueError
        When there is no such gate, unit or sequence, or one is to be chosen.

    Examples
    --------
    >>> from lstm_helpers import Weights, run
    >>> layer = run(Weights.ones(features=2, units=1), [[1, 2], [3, -4]])
    >>> sums("f", layer[1])
    ('w_f·x = 1·(−4) + 1·3 = −1', 'u_f·h_prev = 1·27 = 27')
    """
    if gate not in GATES:
        raise ValueError(f"gate is {quoted(gate)}; expected one of {', '.join(GATES)}.")
    of_x, of_h = unit_terms(step, gate, place_of(step, unit, sequence))
    return sum_equation(f"w_{gate}·x", of_x), sum_equation(f"u_{gate}·h_prev", of_h)


def largest(sum_: Sum, most: int = LISTED) -> Sum:
    """List the largest terms alone, and add the others to what is left.

    >>> largest(Sum([Term(n, 0.5, n) for n in range(8)], 2, 1.5), most=1)
    Sum(terms=[Term(place=7, weight=0.5, value=7)], more=9, rest=12.0)
    """
    terms = sorted(sum_.terms, key=_size, reverse=True)
    # One that is left is written out, too: "1 more" would be no shorter.
    shown = terms if len(terms) + sum_.more <= most + 1 else terms[:most]
    left = terms[len(shown) :]
    rest = sum_.rest
    for term in left:
        rest += term.product
    return Sum(shown, sum_.more + len(left), rest)


def _size(term: Term) -> float:
    """Say how large a product is; one that is nan comes first."""
    size = abs(term.product)
    return size if size == size else inf


def sum_equation(
    name: str, terms: Sequence[Term], most: int = LISTED, *, more: int = 0, rest: float = 0.0
) -> str:
    """Write a sum with its largest terms first, and what is left of it as one number.

    `more` and `rest` are what there is besides the terms: how many, and what they make.

    Examples
    --------
    >>> sum_equation("w_f·x", [Term(n, 0.5, n) for n in range(8)], most=2)
    'w_f·x = 0.5·7 + 0.5·6 + 7.5 (6 more) = 14'
    """
    shown = largest(Sum(terms, more, rest), most)
    parts = [
        f"{format_number(term.weight)}·{in_parentheses(format_number(term.value))}"
        for term in shown.terms
    ]
    if shown.more:
        rest_text = in_parentheses(format_number(shown.rest))
        parts.append(say("{rest} ({count} more)").format(rest=rest_text, count=shown.more))
    first, *others = parts
    written = " + ".join([first, *map(_apart, others)])
    total = rest
    for term in terms:
        total += term.product
    return f"{name} = {written} = {format_number(total)}"


def unit_sums(scene: Scene) -> list[str]:
    """Write all sums of a unit at the time step shown; of any other scene there are none."""
    if scene.unit is None:
        return []
    return [
        sum_equation(name, sum_.terms, more=sum_.more, rest=sum_.rest)
        for gate in GATES
        for name, sum_ in _sums_of(scene.unit, gate, scene)
    ]


def _sums_of(unit: Unit, gate: str, scene: Scene) -> list[tuple[str, Sum]]:
    """Give both sums of a gate under their names."""
    return [*zip(sum_names(gate), terms_of(unit, gate, scene.t - 1, scene.known), strict=True)]


def spoken_sums(gate: str, scene: Scene) -> list[str]:
    """Say in words what a unit's gate is made of: from the features, and from the units.

    Parameters
    ----------
    gate
        ``"f"``, ``"i"``, ``"g"`` or ``"o"``; of anything else there is nothing to say.
    scene
        Of a unit; of any other there is nothing to say either.
    """
    unit = scene.unit
    if unit is None or gate not in GATES or scene.face != "values":
        return []
    said = []
    for name, sum_ in _sums_of(unit, gate, scene):
        shown, of = largest(sum_), name.partition("·")[2]
        parts = [
            say(SUMS_SAY[_kind(of, term, unit)]).format(**_words(term)) for term in shown.terms
        ]
        if shown.more:
            words = {"rest": format_number(shown.rest), "more": str(shown.more)}
            parts.append(say(SUMS_SAY["more"]).format(**words))
        words = {"total": format_number(scene.known[name]), "list": ", ".join(parts)}
        said.append(say(SUMS_SAY[of]).format(**words))
    return said


def _kind(of: str, term: Term, unit: Unit) -> str:
    if of == "x":
        return "feature"
    return "own" if term.place == unit.unit else "other"


def _words(term: Term) -> dict[str, str]:
    return {
        "weight": format_number(term.weight),
        "value": format_number(term.value),
        "place": str(term.place),
    }


def _apart(part: str) -> str:
    """Keep a weight's minus from standing beside the plus: "(−2)·3".

    >>> _apart("−2·3"), _apart("2·3")
    ('(−2)·3', '2·3')
    """
    weight, times, value = part.partition("·")
    return f"{in_parentheses(weight)}{times}{value}"
