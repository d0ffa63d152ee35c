"""A setting of the scalar cell: all that goes into it, in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.run import Trace, run
from lstm_helpers.cell.weights import Weights

__all__ = ["Setting"]


@dataclass(frozen=True)
class Setting:
    """All that goes into a cell; by default the article's.

    Parameters
    ----------
    weights
        Of the scalar cell.
    inputs
        The input sequence.
    h0, c0
        The states before the first step.
    activations
        The pair to use; that of the weights when left out.
    t
        The time step that is looked at, from 1.

    Examples
    --------
    >>> Setting().trace.state_h, Setting().t
    (3211.0, 1)
    """

    weights: Weights = field(default_factory=Weights.ones)
    inputs: Sequence[float] = (1.0, 1.0, 1.0)
    h0: float = 0.0
    c0: float = 0.0
    activations: Activations = None  # type: ignore[assignment]  # see __post_init__
    t: int = 1

    def __post_init__(self) -> None:
        """Take the activations from the weights when nothing else is said."""
        if self.activations is None:
            object.__setattr__(self, "activations", self.weights.activations)

    @property
    def trace(self) -> Trace:
        """What `run` makes of it."""
        return run(self.weights, self.inputs, self.h0, self.c0, self.activations)
