"""A scene: all that a picture of the cell shows, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from lstm_helpers.cell.given import one_of, quoted, short_text, whole
from lstm_helpers.graph.asked import Asked, asked_at, known_gradients, known_steps, open_at
from lstm_helpers.graph.backward import backpropagate, require_end
from lstm_helpers.graph.forward import known
from lstm_helpers.graph.table import BY_NAME, STAGES

if TYPE_CHECKING:
    from lstm_helpers.graph.unit import Unit

__all__ = ["FACES", "LIT", "Face", "Scene"]

Face = Literal["values", "weights", "names", "gradients"]
FACES: tuple[Face, ...] = get_args(Face)

# Which boxes glow at a stage of the walk, where it is not the one of the stage's own name.
LIT = {"c_prev": ("x", "h_prev", "c_prev")}


@dataclass(frozen=True)
class Scene:
    """All that a picture of the cell shows.

    Parameters
    ----------
    steps
        The values of every time step by name, as `unroll` gives them. What is not known, because
        it is asked for or worked out from what is, is left out of the scene's own.
    t
        The time step shown, from 1.
    upto
        The last stage that is known at time step t; what comes after it is "?".
    activations
        The names of the pair.
    face
        "values" for numbers, "weights" for weights on the wires, "names" for names alone,
        "gradients" for the gradient by every quantity, flowing backwards.
    title
        What stands over the picture instead of the time step.
    of
        "h" or "c": what the gradients are of, at the last time step.
    asked
        For every time step what the learner is asked for there, and whether it is solved:
        ``[{}, {"c": False}]``, ``"∂c"`` for a gradient. Such a step is walked by answering, so
        that `upto` is the last stage there.
    unit
        Which unit of a layer it is, and what of it stays as it was; None for the lessons' cell. Its
        `steps` are those of `unroll_unit`.

    Attributes
    ----------
    known
        The values of time step t that are known.
    gradients
        The gradients of every time step that are known; empty unless they are shown.
    open
        What is asked for at time step t and not solved, in the order in which it is worked out.

    Raises
    ------
    ValueError
        When there is no such time step, stage or face, or `of` is neither.
    """

    steps: Sequence[Mapping[str, float]]
    t: int = 1
    upto: str = STAGES[-1]
    activations: tuple[str, str] = ("identity", "identity")
    face: Face = "values"
    title: str = ""
    of: str = "h"
    asked: Asked = ()
    unit: Unit | None = None
    known: Mapping[str, float] = field(init=False)
    gradients: Sequence[Mapping[str, float]] = field(init=False, default=())
    open: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Check, and work out what is known."""
        self._set(t=whole("t", self.t))
        if not 1 <= self.t <= len(self.steps):
            raise ValueError(
                f"t is {quoted(self.t)}; expected a time step from 1 to {len(self.steps)}."
            )
        short_text("title", self.title)
        if not one_of(self.face, FACES):
            raise ValueError(f"face is {quoted(self.face)}; expected one of {', '.join(FACES)}.")
        require_end(self.of)
        if asked_at(self.asked, self.t):
            self._set(upto=STAGES[-1], open=open_at(self.asked, self.t, self.face))
        names = known(self.upto)
        steps = known_steps(self.steps, self.asked)
        if self.face == "gradients":
            all_of_them = backpropagate(self.steps, self.activations, self.of)
            some = known_gradients(all_of_them, steps, self.asked, self.activations)
            self._set(gradients=some)
        # a unit's sums are no quantities of the table: they are given
        values = steps[self.t - 1]
        here = {n: v for n, v in values.items() if n in names or n not in BY_NAME}
        self._set(known=here, steps=steps)

    def _set(self, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def numbers(self) -> Sequence[int]:
        """What the time steps are called: a unit may be shown amid a longer run."""
        return range(1, len(self.steps) + 1) if self.unit is None else self.unit.numbers

    @property
    def number(self) -> int:
        """What the time step shown is called."""
        return self.numbers[self.t - 1]

    @property
    def several(self) -> tuple[str, ...]:
        """The quantities that are no single number: the input of a layer of several features."""
        return ("x",) if self.unit is not None and self.unit.features > 1 else ()

    @property
    def shown(self) -> Mapping[str, float]:
        """What the value slots and the wires show."""
        return self.gradients[self.t - 1] if self.face == "gradients" else self.known

    @property
    def complete(self) -> bool:
        """Whether the walk through this time step is at its end, and nothing open on it."""
        return self.upto == STAGES[-1] and not self.open

    @property
    def lit(self) -> tuple[str, ...]:
        """The boxes that glow: where the walk is, or the learner, until it is at its end."""
        if self.open:
            return self.open[:1]
        if self.complete:
            return ()
        return LIT.get(self.upto, (self.upto,))
