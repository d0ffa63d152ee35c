"""What the picture says: the text in every slot, the sentence beside it, the table of time steps.

texts.js says the same in the page; the tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from lstm_helpers.cell.given import quoted
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import BY_NAME, STAGES
from lstm_helpers.words.asking import question
from lstm_helpers.words.equations import equation, formula, unit_equation, weights_equation
from lstm_helpers.words.gradients import gradient_equation, gradient_formula
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import format_number, subscript, written

__all__ = [
    "BLANK",
    "COLUMNS",
    "KINDS",
    "Place",
    "caption",
    "columns",
    "header",
    "notes",
    "sentence",
    "several",
    "slot_text",
    "slot_texts",
    "stay",
    "table",
    "text_table",
]

COLUMNS = ("t", "x", "h_prev", "c_prev", "f", "i", "g", "o", "keep", "write", "c", "h")

# A text that takes part in the drawing but shows nothing: an empty one would not be drawn at all.
BLANK = "\N{NO-BREAK SPACE}"


class Place(Protocol):
    """A place for a text: a layout's slot, whatever else that knows."""

    @property
    def kind(self) -> str:
        """What stands there: a "value", its "head", "formula", "eq", "weight", "note", "title"."""

    @property
    def of(self) -> str:
        """Whose it is."""


def slot_texts(slots: Mapping[str, Place], scene: Scene) -> dict[str, str]:
    """Say what stands in every slot of a layout, by the slot's name."""
    return {name: slot_text(slot.kind, slot.of, scene) for name, slot in slots.items()}


def slot_text(kind: str, of: str, scene: Scene) -> str:
    """Say what stands in a slot.

    Parameters
    ----------
    kind
        A key of `KINDS`.
    of
        The quantity that it is about; of a title, nothing.
    scene
        What is shown.

    Raises
    ------
    ValueError
        When there is no such kind.

    Examples
    --------
    >>> from lstm_helpers.graph import Scene
    >>> slot_text("head", "f", Scene([{}], face="names"))
    'forget gate'
    """
    if kind not in KINDS:
        raise ValueError(f"kind is {quoted(kind)}; expected one of {', '.join(KINDS)}.")
    return KINDS[kind](of, scene)


UNIT_SAYS = {
    "features": "{count} features",
    "stays": "The other unit stays as it was.",
    "stay": "The other {count} units stay as they were.",
    "point": "Point at a gate: it says what comes from where.",
    "largest": "inputs with the largest products",
    "before": "before the first step shown",
}


def several(scene: Scene) -> dict[str, str]:
    """Say of each quantity that is no single number how many it is.

    >>> several(Scene([{}]))
    {}
    """
    if scene.unit is None:
        return {}
    says = say(UNIT_SAYS["features"]).format(count=scene.unit.features)
    return dict.fromkeys(scene.several, says)


def stay(scene: Scene) -> str:
    """Say of the others what a change of this unit does to them: nothing.

    >>> stay(Scene([{}]))
    ''
    """
    others = 0 if scene.unit is None else scene.unit.units - 1
    kind = "stays" if others == 1 else "stay"
    return say(UNIT_SAYS[kind]).format(count=others) if others else ""


def _value(name: str, scene: Scene) -> str:
    if name in scene.several:
        return several(scene)[name]
    has_numbers = scene.face in ("values", "gradients")
    return written(name, scene.shown) if has_numbers else BY_NAME[name].symbol


def _weight(name: str, scene: Scene) -> str:
    return written(name, scene.known) if scene.face == "weights" else BLANK


def _note(name: str, scene: Scene) -> str:
    return say(NOTE_SAYS).format(of=name)


def _title(name: str, scene: Scene) -> str:
    return caption(scene)


def caption(scene: Scene) -> str:
    """Say which time step this is, unless the scene has a title of its own."""
    if scene.title:
        return scene.title
    words = {"t": scene.number, "last": len(scene.steps), "goal": _goal(scene)}
    if scene.unit is not None:
        says = say(CAPTIONS["unit"])
        return says.format(**words | {"unit": scene.unit.unit, "last": scene.unit.last})
    return say(CAPTIONS["gradients" if scene.face == "gradients" else "step"]).format(**words)


def _goal(scene: Scene) -> str:
    """Name what the gradients are of: h₃."""
    return f"{scene.of}{subscript(len(scene.steps))}"


CAPTIONS = {
    "step": "time step {t} of {last}",
    "gradients": "time step {t} of {last}: gradient of {goal}",
    "unit": "unit {unit}, time step {t} of {last}",
}

NOTE_SAYS = "{of} at the next step"

# What a picture is called, before its caption.
PICTURE_SAYS = "LSTM cell, "


# Headings other than the words and symbol of the graph table, by face; and those that another
# language has to shorten.
HEADINGS = {
    "values": {
        "x": "input x",
        "h": "hidden state h",
        "c": "Σ c",
        "h_prev": "h_prev",
        "c_prev": "c_prev",
        "keep": "keep",
        "write": "write",
    },
    "names": {
        "h": "hidden state",
        "c": "Σ",
        "h_prev": "h before",
        "c_prev": "c before",
        "keep": BLANK,
        "write": BLANK,
    },
}
HEADINGS["weights"] = HEADINGS["names"]
HEADINGS["gradients"] = {
    "x": "input ∂x",
    **{name: f"∂{name}" for name in ("c", "h", "h_prev", "c_prev", "keep", "write", "c_act")},
}


def _heading(name: str, scene: Scene) -> str:
    quantity = BY_NAME[name]
    if name == "c_act" and scene.face != "gradients":
        return activation_name(quantity, scene.activations) or BLANK
    if name in HEADINGS[scene.face]:
        return say(HEADINGS[scene.face][name], name)
    mark = {"values": " ", "gradients": " ∂"}.get(scene.face)
    words = say(quantity.words)
    return words if mark is None else words + mark + quantity.symbol


def _formula(name: str, scene: Scene) -> str:
    """Write a quantity in symbols, where its equation does not say the same."""
    if scene.face == "gradients":
        written_out = gradient_formula(name, scene.activations, scene.t, len(scene.steps), scene.of)
    else:
        written_out = formula(name, scene.activations)
    return written_out if written_out != _equation(name, scene) else BLANK


def _equation(name: str, scene: Scene) -> str:
    if scene.face == "names":
        return formula(name, scene.activations)
    if scene.face == "weights":
        return weights_equation(name, scene.known, scene.activations)
    if scene.face == "gradients":
        return gradient_equation(
            name, scene.gradients, scene.steps, scene.activations, scene.t, scene.of
        )
    write = equation if scene.unit is None else unit_equation
    return write(name, scene.known, scene.activations, scene.number)


KINDS: dict[str, Callable[[str, Scene], str]] = {
    "value": _value,
    "head": _heading,
    "formula": _formula,
    "eq": _equation,
    "weight": _weight,
    "note": _note,
    "title": _title,
}


def sentence(scene: Scene) -> str:
    """Say the stage that the walk has come to in one sentence, and explain what is no number.

    Where the learner is asked for something, ask for it.

    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph import unroll
    >>> steps = unroll(Weights.ones().as_dict(), [1.0], 0.0, 0.0, IDENTITY)
    >>> sentence(Scene(steps, upto="f"))
    'The forget gate is 1: it multiplies the old cell state, 0.'
    """
    stage = BY_NAME[scene.upto]
    if scene.face in PLAIN_SENTENCES:
        return say(PLAIN_SENTENCES[scene.face] if scene.complete else stage.does)
    if scene.open:
        return question(scene, scene.open[0])
    words = {name: format_number(value) for name, value in scene.shown.items()}
    words.update(several(scene))
    says, does = stage.says, stage.does
    if scene.face == "gradients":
        says, does = GRADIENT_SAYS, GRADIENT_DOES
    try:
        said = say(says).format(t=scene.number, goal=_goal(scene), **words)
    except KeyError:  # a number is not known
        said = say(does)
    return " ".join([said, *notes(words.values())])


def notes(texts: Iterable[str]) -> list[str]:
    """Explain each sign that stands in a text for a number and is none.

    >>> notes(["1", "2"])
    []
    """
    given = list(texts)
    return [say(note) for sign, note in NOTES.items() if any(sign in text for text in given)]


# What is said of a whole picture that has no values in it.
PLAIN_SENTENCES = {
    "names": "The candidate comes in from below, three gates multiply at the black dots, the sum "
    "keeps the cell state, and h goes out at the top.",
    "weights": "The weights stand on the wires: each gate multiplies x by its kernel and h_prev by "
    "its recurrent kernel, and adds its bias.",
}

GRADIENT_SAYS = (
    "At time step {t} a small change of the cell state c arrives in {goal} "
    "multiplied by {c}, a small change of the hidden state h by {h}."
)

# The same as long as there is a number in it that the learner is asked for.
GRADIENT_DOES = (
    "The gradients flow backwards, from the last time step to the first: each box says how much a "
    "small change there counts at the end."
)

# Each note is given when its sign stands in any number.
NOTES = {
    "∞": "∞ means that a number grew past what a computer's float can hold, about 1.8e+308.",
    "nan": "nan, “not a number”, is what ∞ − ∞ or 0·∞ comes to.",
}


def table(scene: Scene) -> list[list[str]]:
    """List every time step's values, row by row, in the order of `columns`.

    What the walk has not come to yet is "?", the later time steps included; at the end of the walk
    all steps are shown.
    """
    return [_row(n, scene) for n in range(1, len(scene.steps) + 1)]


def header(scene: Scene) -> list[str]:
    """Head the columns of the table."""
    mark = "∂" if scene.face == "gradients" else ""
    first, *others = columns(scene)
    return [first, *(mark + name for name in others)]


def columns(scene: Scene) -> list[str]:
    """Name the columns of the table: those of `COLUMNS` that are single numbers."""
    return [name for name in COLUMNS if name not in scene.several]


def _row(n: int, scene: Scene) -> list[str]:
    values = scene.steps[n - 1]
    if scene.face == "gradients":
        values = scene.gradients[n - 1]
    elif n == scene.t:
        values = scene.known
    elif n > scene.t and not scene.complete:
        values = {}
    number = str(scene.numbers[n - 1])
    return [number, *(written(name, values) for name in columns(scene)[1:])]


def text_table(scene: Scene) -> str:
    """Write caption, equations and table as plain text, for where no picture can be shown."""
    names = [n for n in WEIGHT_NAMES if scene.unit is None or n in scene.known]
    weights = ", ".join(f"{name} {written(name, scene.known)}" for name in names)
    sums = _unit_sums(scene) if scene.face == "values" else []
    equations = [_equation(name, scene) for name in STAGES if BY_NAME[name].op != "given"]
    steps = _aligned([header(scene), *table(scene)], marked=scene.t)
    lines = [
        f"{say(PICTURE_SAYS)}{caption(scene)} ({'/'.join(scene.activations)})",
        *([] if scene.face == "names" else [weights]),
        "",
        *([*sums, ""] if sums else []),
        *equations,
        "",
        *([*steps, ""] if scene.face == "values" else []),
        " ".join(filter(None, [sentence(scene), stay(scene)])),
    ]
    return "\n".join(lines)


def _unit_sums(scene: Scene) -> list[str]:
    if scene.unit is None:
        return []
    from lstm_helpers.words.sums import unit_sums  # the lessons' cell has none

    return unit_sums(scene)


def _aligned(rows: list[list[str]], marked: int) -> list[str]:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows):
        cells = "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        lines.append(f"{'▸' if number == marked else ' '} {cells}")
    return lines
