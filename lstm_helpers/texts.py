"""What the picture says: the text in every slot, the sentence beside it, the table of time steps.

``static/texts.js`` says the same in the browser; the tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lstm_helpers.backprop import backpropagate, gradient_equation, gradient_formula
from lstm_helpers.equations import (
    activation_name,
    equation,
    format_number,
    formula,
    subscript,
    weights_equation,
    written,
)
from lstm_helpers.graph import BY_NAME, STAGES, known
from lstm_helpers.layout import SLOTS
from lstm_helpers.weights import WEIGHT_NAMES

__all__ = ["COLUMNS", "FACES", "Scene", "sentence", "slot_texts", "table", "text_table"]

Face = Literal["values", "weights", "names", "gradients"]
FACES: tuple[Face, ...] = ("values", "weights", "names", "gradients")

COLUMNS = ("t", "x", "h_prev", "c_prev", "f", "i", "g", "o", "keep", "write", "c", "h")

# Which boxes glow at a stage of the walk, where it is not the one of the stage's own name.
LIT = {"c_prev": ("x", "h_prev", "c_prev")}

# A text that takes part in the drawing but shows nothing: an empty one would not be drawn at all.
BLANK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Scene:
    """All that a picture of the cell shows.

    Parameters
    ----------
    steps
        The values of every time step by name, as `unroll` gives them.
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

    Attributes
    ----------
    known
        The values of time step t that are known.
    gradients
        The gradients of every time step; empty unless they are shown.

    Raises
    ------
    ValueError
        When there is no such time step, stage or face.
    """

    steps: Sequence[Mapping[str, float]]
    t: int = 1
    upto: str = STAGES[-1]
    activations: tuple[str, str] = ("identity", "identity")
    face: Face = "values"
    title: str = ""
    of: str = "h"
    known: Mapping[str, float] = field(init=False)
    gradients: Sequence[Mapping[str, float]] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Check, and work out what is known."""
        if not 1 <= self.t <= len(self.steps):
            raise ValueError(f"t is {self.t}; expected a time step from 1 to {len(self.steps)}.")
        if self.face not in FACES:
            raise ValueError(f"face is {self.face!r}; expected one of {', '.join(FACES)}.")
        names = known(self.upto)
        here = {n: v for n, v in self.steps[self.t - 1].items() if n in names}
        object.__setattr__(self, "known", here)
        if self.face == "gradients":
            gradients = backpropagate(self.steps, self.activations, self.of)
            object.__setattr__(self, "gradients", gradients)

    @property
    def shown(self) -> Mapping[str, float]:
        """What the value slots and the wires show."""
        return self.gradients[self.t - 1] if self.face == "gradients" else self.known

    @property
    def complete(self) -> bool:
        """Whether the walk through this time step is at its end."""
        return self.upto == STAGES[-1]

    @property
    def lit(self) -> tuple[str, ...]:
        """The boxes that glow: where the walk is, as long as it is not at its end."""
        if self.complete:
            return ()
        return LIT.get(self.upto, (self.upto,))


def slot_texts(scene: Scene) -> dict[str, str]:
    """Say what stands in every slot of the layout."""
    return {name: _slot_text(name, scene) for name in SLOTS}


def _slot_text(name: str, scene: Scene) -> str:
    kind, _, rest = name.partition("_")
    if name == "title":
        return caption(scene)
    if kind == "note":
        return f"{rest} at the next step"
    if kind == "head":
        return _heading(rest, scene)
    if kind == "formula":
        symbols = _formula(rest, scene)
        return symbols if symbols != _equation(rest, scene) else BLANK
    if kind == "eq":
        return _equation(rest, scene)
    if kind == "weight":
        return written(rest, scene.known) if scene.face == "weights" else BLANK
    if scene.face in ("values", "gradients"):
        return written(name, scene.shown)
    return BY_NAME[name].symbol


def caption(scene: Scene) -> str:
    """Say which time step this is, unless the scene has a title of its own."""
    return (
        scene.title or f"time step {scene.t} of {len(scene.steps)}{_goal(scene, ': gradient of ')}"
    )


def _goal(scene: Scene, before: str) -> str:
    """Name what the gradients are of: h₃."""
    is_shown = scene.face == "gradients"
    return f"{before}{scene.of}{subscript(len(scene.steps))}" if is_shown else ""


# Headings other than the words and symbol of the graph table, by face.
HEADINGS = {
    "values": {
        "c": "Σ c",
        "h_prev": "h_prev",
        "c_prev": "c_prev",
        "keep": "keep",
        "write": "write",
    },
    "names": {"c": "Σ", "h_prev": "h before", "c_prev": "c before", "keep": BLANK, "write": BLANK},
}
HEADINGS["weights"] = HEADINGS["names"]
HEADINGS["gradients"] = {
    name: f"∂{name}" for name in ("c", "h", "h_prev", "c_prev", "keep", "write", "c_act")
}


def _heading(name: str, scene: Scene) -> str:
    quantity = BY_NAME[name]
    if name == "c_act" and scene.face != "gradients":
        return activation_name(quantity, scene.activations) or BLANK
    if name in HEADINGS[scene.face]:
        return HEADINGS[scene.face][name]
    mark = {"values": " ", "gradients": " ∂"}.get(scene.face)
    return quantity.words if mark is None else quantity.words + mark + quantity.symbol


def _formula(name: str, scene: Scene) -> str:
    if scene.face == "gradients":
        return gradient_formula(name, scene.activations, scene.t, len(scene.steps), scene.of)
    return formula(name, scene.activations)


def _equation(name: str, scene: Scene) -> str:
    if scene.face == "names":
        return formula(name, scene.activations)
    if scene.face == "weights":
        return weights_equation(name, scene.known, scene.activations)
    if scene.face == "gradients":
        return gradient_equation(
            name, scene.gradients, scene.steps, scene.activations, scene.t, scene.of
        )
    return equation(name, scene.known, scene.activations, scene.t)


def sentence(scene: Scene) -> str:
    """Say the stage that the walk has come to in one sentence, and explain what is no number.

    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph import unroll
    >>> steps = unroll(Weights.ones().as_dict(), [1.0], 0.0, 0.0, IDENTITY)
    >>> sentence(Scene(steps, upto="f"))
    'The forget gate is 1: it multiplies the old cell state, 0.'
    """
    if scene.face in PLAIN_SENTENCES:
        return PLAIN_SENTENCES[scene.face] if scene.complete else BY_NAME[scene.upto].does
    words = {name: format_number(value) for name, value in scene.shown.items()}
    says = GRADIENT_SAYS if scene.face == "gradients" else BY_NAME[scene.upto].says
    said = says.format(t=scene.t, goal=_goal(scene, ""), **words)
    notes = [note for sign, note in NOTES.items() if any(sign in w for w in words.values())]
    return " ".join([said, *notes])


# What is said of a whole picture that has no values in it.
PLAIN_SENTENCES = {
    "names": "The memory cell: the candidate comes in from below, three gates multiply at the "
    "black dots, the sum in the middle keeps the cell state, and h goes out at the top.",
    "weights": "The weights stand on the wires: each gate multiplies x by its kernel and h_prev by "
    "its recurrent kernel, and adds its bias.",
}

GRADIENT_SAYS = (
    "At time step {t} a small change of the cell state c arrives in {goal} "
    "multiplied by {c}, a small change of the hidden state h by {h}."
)

# Each note is given when its sign stands in any number.
NOTES = {
    "∞": "∞ means that a number grew past what a computer's float can hold, about 1.8e+308.",
    "nan": "nan, “not a number”, is what ∞ − ∞ or 0·∞ comes to.",
}


def table(scene: Scene) -> list[list[str]]:
    """List every time step's values, row by row, in the order of `COLUMNS`.

    What the walk has not come to yet is "?", the later time steps included; at the end of the walk
    all steps are shown.
    """
    return [_row(n, scene) for n in range(1, len(scene.steps) + 1)]


def header(scene: Scene) -> list[str]:
    """Name the columns of the table."""
    mark = "∂" if scene.face == "gradients" else ""
    return [COLUMNS[0], *(mark + name for name in COLUMNS[1:])]


def _row(n: int, scene: Scene) -> list[str]:
    values = scene.steps[n - 1]
    if scene.face == "gradients":
        values = scene.gradients[n - 1]
    elif n == scene.t:
        values = scene.known
    elif n > scene.t and not scene.complete:
        values = {}
    return [str(n), *(written(name, values) for name in COLUMNS[1:])]


def text_table(scene: Scene) -> str:
    """Write caption, equations and table as plain text, for where no picture can be shown."""
    texts = slot_texts(scene)
    weights = ", ".join(f"{name} {written(name, scene.known)}" for name in WEIGHT_NAMES)
    equations = [texts[f"eq_{name}"] for name in BY_NAME if f"eq_{name}" in texts]
    steps = _aligned([header(scene), *table(scene)], marked=scene.t)
    lines = [
        f"LSTM cell, {caption(scene)} ({'/'.join(scene.activations)})",
        *([] if scene.face == "names" else [weights]),
        "",
        *equations,
        "",
        *([*steps, ""] if scene.face == "values" else []),
        sentence(scene),
    ]
    return "\n".join(lines)


def _aligned(rows: list[list[str]], marked: int) -> list[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows):
        cells = "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        lines.append(f"{'▸' if number == marked else ' '} {cells}")
    return lines
