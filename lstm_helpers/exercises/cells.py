"""Feedback on a cell that a learner built: whether it does what was wanted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from lstm_helpers.cell.activations import IDENTITY, Activations
from lstm_helpers.cell.run import run
from lstm_helpers.cell.weights import Weights
from lstm_helpers.exercises.feedback import Feedback, is_open
from lstm_helpers.graph.table import named
from lstm_helpers.words.numbers import format_number

__all__ = ["check_cell"]


def check_cell(
    weights: object,
    want: Mapping[str, Sequence[float | None]],
    inputs: Sequence[float],
    *,
    h0: float = 0,
    c0: float = 0,
    activations: Activations = IDENTITY,
    within: float = 0.01,
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
    within
        How far off a number may be.

    Raises
    ------
    ValueError
        When something is wanted that is no quantity, or at more time steps than there are inputs.
        Whatever the weights are, it raises nothing.

    Examples
    --------
    >>> check_cell(Weights.ones(w_g=0), {"h": [1, 1, 1]}, [1, 1, 1])
    ↻ At time step 1 your cell has h = 0, and 1 was wanted.
    >>> check_cell(Weights.ones(), {"h": [1, 12, 3211]}, [1, 1, 1])
    ✓ Your cell does it: h = 1, 12, 3211.
    """
    for name, numbers in want.items():
        named(name)
        if len(numbers) > len(inputs):
            raise ValueError(
                f"want has {len(numbers)} numbers for {name}; expected one for each of "
                f"the {len(inputs)} inputs at most."
            )
    if is_open(weights) or not isinstance(weights, Weights):
        return Feedback(
            "open", "no weights chosen yet: put Weights.ones(w_f=...) or the like here."
        )
    try:
        trace = run(weights, inputs, h0, c0, activations)
    except ValueError as error:
        return Feedback("slip", f"these weights are not for this cell: {error}")
    for name, numbers in want.items():
        for t, number in enumerate(numbers, start=1):
            got = float(getattr(trace[t - 1], name))
            if number is not None and not abs(got - number) <= within:
                return Feedback(
                    "slip",
                    f"At time step {t} your cell has {name} = {format_number(_tidy(got))}, "
                    f"and {format_number(number)} was wanted.",
                )
    done = "; ".join(
        f"{name} = {', '.join(format_number(_tidy(value)) for value in getattr(trace, name))}"
        for name in want
    )
    return Feedback("right", f"Your cell does it: {done}.")


def _tidy(value: float) -> float:
    """Take what a gate that is never quite shut lets through for what it is meant to be.

    >>> _tidy(1.929e-22)
    0.0
    """
    return round(value, 9) if math.isfinite(value) else value
