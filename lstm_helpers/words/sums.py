"""The sums of a layer's unit in words: its largest terms, and the rest as one number."""

from __future__ import annotations

from collections.abc import Sequence

from lstm_helpers.cell.step import Step
from lstm_helpers.cell.unit import Term, place_of, unit_terms
from lstm_helpers.cell.weights import GATES
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number, in_parentheses

__all__ = ["MOST_TERMS", "sum_equation", "sums"]

MOST_TERMS = 5


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
        raise ValueError(f"gate is {gate!r}; expected one of {', '.join(GATES)}.")
    of_x, of_h = unit_terms(step, gate, place_of(step, unit, sequence))
    return sum_equation(f"w_{gate}·x", of_x), sum_equation(f"u_{gate}·h_prev", of_h)


def sum_equation(name: str, terms: Sequence[Term], most: int = MOST_TERMS) -> str:
    """Write a sum with its largest terms first, and what is left of it as one number.

    Examples
    --------
    >>> sum_equation("w_f·x", [Term(n, 0.5, n) for n in range(8)], most=2)
    'w_f·x = 0.5·7 + 0.5·6 + 7.5 (6 more) = 14'
    """
    largest = sorted(terms, key=lambda term: -abs(term.product))
    # One that is left is written out, too: "1 more" would be no shorter.
    shown = largest if len(largest) <= most + 1 else largest[:most]
    left = largest[len(shown) :]
    parts = [
        f"{format_number(term.weight)}·{in_parentheses(format_number(term.value))}"
        for term in shown
    ]
    if left:
        rest = in_parentheses(format_number(sum(term.product for term in left)))
        parts.append(say("{rest} ({count} more)").format(rest=rest, count=len(left)))
    first, *others = parts
    written = " + ".join([first, *map(_apart, others)])
    return f"{name} = {written} = {format_number(sum(term.product for term in terms))}"


def _apart(part: str) -> str:
    """Keep a weight's minus from standing beside the plus: "(−2)·3".

    >>> _apart("−2·3"), _apart("2·3")
    ('(−2)·3', '2·3')
    """
    weight, times, value = part.partition("·")
    return f"{in_parentheses(weight)}{times}{value}"
