"""What both of `make quiz` have in common: a sheet's questions as pieces of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import GATES
from lstm_helpers.exercises.practice import LEVELS
from lstm_helpers.exercises.sheets import SHEET_SAYS, Sheet, Ticks
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.words.asking import ASKED_WORDS
from lstm_helpers.words.equations import formula
from lstm_helpers.words.numbers import format_number, subscript
from lstm_helpers.words.texts import COLUMNS

__all__ = [
    "ABOUT_GATES",
    "Cell",
    "as_text",
    "asked_words",
    "given",
    "in_digits",
    "paragraph",
    "row_label",
    "sheet_name",
    "table",
    "ticks_intro",
    "title",
]

# The questions of the lessons that stand beside those of the sheets: which gate does what.
ABOUT_GATES = ("silence the output", "write nothing", "forget")

# A cell of a table: a text, or what is to be filled in.
Cell = str | ET.Element


def as_text(root: ET.Element) -> str:
    """Write a document: the same bytes every time."""
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def in_digits(number: float) -> str:
    """Write a number for a computer to compare with, whole ones with all their digits.

    >>> in_digits(-1620892.0), in_digits(19.98)
    ('-1620892', '19.98')
    """
    return str(int(number)) if float(number).is_integer() else f"{number:.10g}"


def paragraph(says: str) -> ET.Element:
    """Make a paragraph."""
    made = ET.Element("p")
    made.text = says
    return made


def table(rows: Sequence[Sequence[Cell]]) -> ET.Element:
    """Make a table whose first row and first column are headings."""
    made = ET.Element("table")
    body = ET.SubElement(made, "tbody")
    for n, row in enumerate(rows):
        line = ET.SubElement(body, "tr")
        for m, content in enumerate(row):
            cell = ET.SubElement(line, "th" if n == 0 or m == 0 else "td")
            if isinstance(content, str):
                cell.text = content
            else:
                cell.append(content)
    return made


def title(level: int) -> str:
    """Say what a level's questions are called."""
    words, course = LEVELS[level].words, SHEET_SAYS["course"]
    return SHEET_SAYS["quiz"].format(course=course, level=level, words=words)


def sheet_name(made: Sheet) -> str:
    """Name a sheet as it is printed."""
    return SHEET_SAYS["sheet"].format(level=made.level, number=made.number)


def given(made: Sheet) -> Iterable[ET.Element]:
    """Say what is given of the cell in the picture: weights, inputs, and forward values if need be.

    Yields
    ------
    Element
        Tables and paragraphs.
    """
    cell = made.exercise.setting
    yield table(weight_rows(cell))
    if made.exercise.face == "gradients":
        steps = made.scene(1).steps
        header = ["t", *COLUMNS[1:]]
        rows = [
            [str(t), *(format_number(step[name]) for name in COLUMNS[1:])]
            for t, step in enumerate(steps, start=1)
        ]
        yield table([header, *rows])
        return
    inputs = [
        f"x{subscript(t) if len(cell.inputs) > 1 else ''} = {format_number(x)}"
        for t, x in enumerate(cell.inputs, start=1)
    ]
    states = [f"h_prev = {format_number(cell.h0)}", f"c_prev = {format_number(cell.c0)}"]
    yield paragraph(", ".join([*inputs, *states]))
    names = ("f", "i", "g", "o", "keep", "write", "c", "h")
    yield paragraph("; ".join(formula(name, cell.activations.names) for name in names))
    if cell.activations.names[1] != "identity":
        yield paragraph(SHEET_SAYS["sigmoid"])


def weight_rows(cell: Setting) -> list[list[str]]:
    """List the weights, a row for each gate."""
    weights = cell.weights.as_dict()
    return [
        ["", "w", "u", "b"],
        *(
            [
                SHEET_SAYS["gate"].format(words=BY_NAME[gate].words, name=gate),
                *(format_number(float(weights[f"{kind}_{gate}"])) for kind in "wub"),
            ]
            for gate in GATES
        ),
    ]


def asked_words(made: Sheet, name: str, t: int) -> str:
    """Ask for a number in a sentence."""
    if made.exercise.face == "gradients":
        goal = f"h{subscript(len(made.exercise.setting.inputs))}"
        return SHEET_SAYS["asked backwards"].format(t=t, name=f"{name}{subscript(t)}", goal=goal)
    return SHEET_SAYS["asked"].format(t=t, words=ASKED_WORDS[name])


def row_label(made: Sheet, name: str) -> str:
    """Say what stands before the place for a number."""
    return f"{'∂' if made.exercise.face == 'gradients' else ''}{name}"


def ticks_intro(ticks: Ticks) -> str:
    """Say which cell the ticks are about, and what comes in."""
    cell = SHEET_SAYS["plain"]
    if ticks.shut:
        value = format_number(float(ticks.setting.weights.as_dict()[ticks.shut]))
        cell = SHEET_SAYS["shut"].format(name=ticks.shut, value=value)
    comes = SHEET_SAYS["comes in"].format(
        x=format_number(ticks.setting.inputs[0]),
        h_prev=format_number(ticks.setting.h0),
        c_prev=format_number(ticks.setting.c0),
    )
    return f"{cell} {comes}"
