"""A level's questions as Moodle XML: each sheet as questions with fields in their text ("Cloze").

Of a field, Moodle takes the first answer that fits: what is right, then the slips, each with its
reply, then what is near, and "*" for all else.
(docs.moodle.org: Moodle XML format, Embedded Answers question type.)
"""

from __future__ import annotations

import base64
import html
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from lstm_helpers.exercises.kinds import Choice
from lstm_helpers.exercises.practice import LEVELS
from lstm_helpers.exercises.questions import question_named
from lstm_helpers.exercises.replies import otherwise, replies
from lstm_helpers.exercises.sheets import SHEET_SAYS, TICKED, Sheet
from lstm_helpers.exercises.slips import Asked, Case
from lstm_helpers.graph.table import CARRY
from lstm_helpers.picture.svg import scene_svg
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.texts import COLUMNS
from tools.quiz_parts import (
    ABOUT_GATES,
    as_text,
    given,
    in_digits,
    paragraph,
    row_label,
    sheet_name,
    table,
    ticks_intro,
    weight_rows,
)

__all__ = ["moodle_xml"]

_PICTURE = "cell-t{t}.svg"
_SLIPS, _FEWER = 20, 6  # for a field in the picture; in the table there are thirty fields


def moodle_xml(sheets: Sequence[Sheet]) -> str:
    """Write the questions of some sheets of a level, ready to be imported.

    Parameters
    ----------
    sheets
        The sheets, all of one level.
    """
    quiz = ET.Element("quiz")
    level = sheets[0].level
    words = SHEET_SAYS["category"].format(level=level, words=LEVELS[level].words)
    _category(quiz, words)
    for made in sheets:
        _in_picture(quiz, made)
        if made.table is not None:
            _in_table(quiz, made)
        _ticks(quiz, made)
    _category(quiz, SHEET_SAYS["gates"])
    for name in ABOUT_GATES:
        _choice(quiz, name)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{as_text(quiz)}\n'


def _category(quiz: ET.Element, name: str) -> None:
    """Put what follows into a drawer of the question bank."""
    question = ET.SubElement(quiz, "question", type="category")
    path = f"$course$/top/{SHEET_SAYS['course']}/{name.replace('/', '//')}"
    _text(ET.SubElement(question, "category"), path)


def _text(parent: ET.Element, says: str) -> None:
    ET.SubElement(parent, "text").text = says


def _question(quiz: ET.Element, kind: str, name: str, says: str, grade: int = 1) -> ET.Element:
    question = ET.SubElement(quiz, "question", type=kind)
    _text(ET.SubElement(question, "name"), name)
    _text(ET.SubElement(question, "questiontext", format="html"), says)
    _text(ET.SubElement(question, "generalfeedback", format="html"), "")
    if kind != "cloze":  # whose grade is the sum of its fields
        ET.SubElement(question, "defaultgrade").text = str(grade)
    ET.SubElement(question, "penalty").text = "0"
    ET.SubElement(question, "hidden").text = "0"
    return question


def _html(parts: Iterable[ET.Element]) -> str:
    return "\n".join(ET.tostring(part, encoding="unicode", method="html") for part in parts)


# ---- fields --------------------------------------------------------------------------------------


def escaped(says: str) -> str:
    """Keep a text from ending the field that it stands in, or from being taken for HTML.

    Moodle puts entities back before it shows them: once in a field, and once in a page.

    >>> escaped("a < b } of #1 ~")
    'a &lt; b &#125; of &#35;1 &#126;'
    """
    return "".join(_SIGNS.get(sign, sign) for sign in html.escape(says, quote=False))


_SIGNS = {sign: f"&#{ord(sign)};" for sign in "\\}~#"}


def number_field(case: Case, most: int) -> str:
    """Write a field for a number, with all that is said of one.

    >>> from lstm_helpers.cell.setting import Setting
    >>> number_field(Case(Setting(), Asked("keep", 3)), 1).split("~")[:2]
    ['{1:NUMERICAL:=78:0#78 is right: keep, what is kept of the old state, at time step 3.', \
'-78:0#−78 has the right size: look at the signs.']
    """
    answers = []
    for reply in replies(case, most):
        number, within = in_digits(reply.number), in_digits(reply.within)
        right = "=" if reply.is_right else ""
        answers.append(f"{right}{number}:{within}#{escaped(reply.says)}")
    return f"{{1:NUMERICAL:{'~'.join(answers)}~*#{escaped(otherwise(case))}}}"


def tick_field(changes: bool) -> str:
    """Write a field to choose from: whether a number changes.

    >>> tick_field(True)[:30]
    '{1:MULTICHOICE:=changes#Yes.~s'
    """
    options = []
    for word, is_right in (("changes", changes), ("stays", not changes)):
        says = SHEET_SAYS["right ticks" if is_right else "wrong ticks"]
        options.append(f"{'=' if is_right else ''}{escaped(SHEET_SAYS[word])}#{escaped(says)}")
    return f"{{1:MULTICHOICE:{'~'.join(options)}}}"


def _in_picture(quiz: ET.Element, made: Sheet) -> None:
    for t, names in made.asks:
        picture = _PICTURE.format(t=t)
        alt = SHEET_SAYS["picture"]
        image = ET.Element("img", src=f"@@PLUGINFILE@@/{picture}", alt=alt, width="800")
        line = ET.Element("p")
        line.append(image)
        fields = [
            [row_label(made, name), number_field(made.case(name, t), _SLIPS)] for name in names
        ]
        says = SHEET_SAYS["in the picture"].format(t=t)
        parts = [*given(made), line, paragraph(says), table([["", f"t = {t}"], *fields])]
        name = f"{sheet_name(made)}, t = {t}"
        question = _question(quiz, "cloze", name, _html(parts))
        drawn = ET.SubElement(question[1], "file", name=picture, path="/", encoding="base64")
        drawn.text = base64.b64encode(scene_svg(made.scene(t)).encode()).decode()


def _in_table(quiz: ET.Element, made: Sheet) -> None:
    assert made.table is not None
    # a column for each time step: so it fits a phone
    rows = [["t", *(str(t) for t in range(1, len(made.rows) + 1))]]
    for name in COLUMNS[1:]:
        line = [name]
        for t, row in enumerate(made.rows, start=1):
            is_given = name == "x" or (t == 1 and name in CARRY)
            case = Case(made.table, Asked(name, t))
            line.append(format_number(row[name]) if is_given else number_field(case, _FEWER))
        rows.append(line)
    parts = [paragraph(SHEET_SAYS["fill in"]), table(weight_rows(made.table)), table(rows)]
    _question(quiz, "cloze", f"{sheet_name(made)}, {SHEET_SAYS['table']}", _html(parts))


def _ticks(quiz: ET.Element, made: Sheet) -> None:
    ticks = made.ticks
    rows = [[SHEET_SAYS["larger"], *TICKED]]
    rows += [
        [name, *(tick_field(column in ticks.changes[name]) for column in TICKED)]
        for name in ticks.moved
    ]
    parts = [paragraph(ticks_intro(ticks)), paragraph(SHEET_SAYS["does it change"]), table(rows)]
    _question(quiz, "cloze", f"{sheet_name(made)}, {SHEET_SAYS['ticks']}", _html(parts))


def _choice(quiz: ET.Element, name: str) -> None:
    asked = question_named(name)
    assert isinstance(asked, Choice)
    question = _question(quiz, "multichoice", name, _html([paragraph(asked.text)]))
    ET.SubElement(question, "single").text = "true"
    ET.SubElement(question, "shuffleanswers").text = "true"
    ET.SubElement(question, "answernumbering").text = "abc"
    for letter, option in asked.options.items():
        fraction = "100" if letter == asked.right else "0"
        answer = ET.SubElement(question, "answer", fraction=fraction, format="html")
        _text(answer, _html([paragraph(option.text)]))
        _text(ET.SubElement(answer, "feedback", format="html"), _html([paragraph(option.says)]))
