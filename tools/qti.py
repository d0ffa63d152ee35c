"""A level's questions as a QTI 2.1 package: an item for each number, in a zip with a manifest.

An item has a single place to answer, for that is what most platforms read. A test holds the items
together: a section for each sheet, of which every learner gets one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

import matplotlib

from lstm_helpers.exercises.kinds import Choice
from lstm_helpers.exercises.questions import question_named
from lstm_helpers.exercises.replies import Reply, otherwise, replies
from lstm_helpers.exercises.sheets import SHEET_SAYS, TICKED, Sheet
from lstm_helpers.exercises.slips import Asked, Case
from lstm_helpers.picture.diagram import draw, own_settings
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.texts import COLUMNS
from tools.quiz_parts import (
    ABOUT_GATES,
    as_text,
    asked_words,
    given,
    in_digits,
    paragraph,
    sheet_name,
    table,
    ticks_intro,
    title,
    weight_rows,
)

__all__ = ["MANIFEST", "TEST", "qti_files", "qti_package"]

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
_QTI_XSD = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_PACKAGE_XSD = "http://www.imsglobal.org/xsd/imscp_v1p1.xsd"

MANIFEST, TEST, PICTURE = "imsmanifest.xml", "test.xml", "cell.png"
_SLIPS, _FEWER = 20, 6


def qti_package(sheets: Sequence[Sheet]) -> bytes:
    """Zip the package of some sheets: the same bytes every time.

    Parameters
    ----------
    sheets
        The sheets, all of one level.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in qti_files(sheets).items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return file.getvalue()


def qti_files(sheets: Sequence[Sheet]) -> dict[str, bytes]:
    """Write the files of the package, by their names: the manifest first."""
    items = {
        sheet_name(made): [*_in_picture(made), *_in_table(made), *_ticks(made)] for made in sheets
    }
    items[SHEET_SAYS["gates"]] = [_choice(name) for name in ABOUT_GATES]
    everything = [item for group in items.values() for item in group]
    return {
        MANIFEST: _document(_manifest(sheets[0].level, everything)),
        TEST: _document(_test(sheets[0].level, items)),
        **{_href(item): _document(item) for item in everything},
        PICTURE: _picture(),
    }


def _document(root: ET.Element) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{as_text(root)}\n'.encode()


def _picture() -> bytes:
    """Draw the cell with names alone; the numbers stand in the questions."""
    file = io.BytesIO()
    with matplotlib.rc_context(own_settings()):
        draw().savefig(file, format="png", dpi=110, metadata={"Software": None})
    return file.getvalue()


# ---- items ---------------------------------------------------------------------------------------


def _identifier(*parts: object) -> str:
    """Join what is allowed in a name.

    >>> _identifier("number", 2, 17, "w_f")
    'number-2-17-w_f'
    """
    return "-".join(str(part).replace(" ", "-") for part in parts)


def _href(item: ET.Element) -> str:
    return f"items/{item.get('identifier')}.xml"


def _item(identifier: str, name: str, kind: str, right: Sequence[str]) -> ET.Element:
    """Begin an item: what is right, and that it counts one."""
    item = ET.Element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "xmlns:xsi": _INSTANCE,
            "xsi:schemaLocation": f"{QTI} {_QTI_XSD}",
            **{"identifier": identifier, "title": name},
            **{"adaptive": "false", "timeDependent": "false"},
        },
    )
    cardinality = "multiple" if kind == "ticks" else "single"
    base = "float" if kind == "number" else "identifier"
    declared = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": base}
    correct = ET.SubElement(ET.SubElement(item, "responseDeclaration", declared), "correctResponse")
    for value in right:
        ET.SubElement(correct, "value").text = value
    score = ET.SubElement(
        item,
        "outcomeDeclaration",
        identifier="SCORE",
        cardinality="single",
        baseType="float",
        normalMaximum="1",
    )
    ET.SubElement(ET.SubElement(score, "defaultValue"), "value").text = "0"
    ET.SubElement(
        item,
        "outcomeDeclaration",
        identifier="FEEDBACK",
        cardinality="single",
        baseType="identifier",
    )
    return item


def _set(rule: ET.Element, outcome: str, base: str, value: str) -> None:
    setting = ET.SubElement(rule, "setOutcomeValue", identifier=outcome)
    ET.SubElement(setting, "baseValue", baseType=base).text = value


def _decide(item: ET.Element, conditions: Sequence[tuple[ET.Element, str]], last: str) -> None:
    """Go through conditions, the first that holds counts; the first of all is what is right."""
    processing = ET.SubElement(item, "responseProcessing")
    condition = ET.SubElement(processing, "responseCondition")
    for n, (test, says) in enumerate(conditions):
        rule = ET.SubElement(condition, "responseElseIf" if n else "responseIf")
        rule.append(test)
        if n == 0:
            _set(rule, "SCORE", "float", "1")
        _set(rule, "FEEDBACK", "identifier", says)
    _set(ET.SubElement(condition, "responseElse"), "FEEDBACK", "identifier", last)


def _says(item: ET.Element, identifier: str, text: str) -> None:
    feedback = ET.SubElement(
        item,
        "modalFeedback",
        outcomeIdentifier="FEEDBACK",
        identifier=identifier,
        showHide="show",
    )
    feedback.append(paragraph(text))


def _answer(kind: str, **attributes: str) -> ET.Element:
    test = ET.Element(kind, attributes)
    ET.SubElement(test, "variable", identifier="RESPONSE")
    return test


def _is_reply(reply: Reply) -> ET.Element:
    """Compare the answer with a number."""
    if reply.within:
        within = in_digits(reply.within)
        test = _answer("equal", toleranceMode="absolute", tolerance=f"{within} {within}")
    else:
        test = _answer("equal", toleranceMode="exact")
    if reply.is_right:
        ET.SubElement(test, "correct", identifier="RESPONSE")
    else:
        ET.SubElement(test, "baseValue", baseType="float").text = in_digits(reply.number)
    return test


def _number(
    identifier: str, name: str, body: Sequence[ET.Element], asks: str, case: Case, most: int
) -> ET.Element:
    """Write an item that asks for a number."""
    said = replies(case, most)
    item = _item(identifier, name, "number", [in_digits(said[0].number)])
    shown = ET.SubElement(item, "itemBody")
    shown.extend(body)
    line = paragraph(f"{asks} ")
    ET.SubElement(line, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="8")
    shown.append(line)
    names = ["right", *(f"slip-{n}" for n in range(1, len(said)))]
    _decide(item, [(_is_reply(r), n) for r, n in zip(said, names, strict=True)], "otherwise")
    for reply, says in zip(said, names, strict=True):
        _says(item, says, reply.says)
    _says(item, "otherwise", otherwise(case))
    return item


def _in_picture(made: Sheet) -> Iterator[ET.Element]:
    for t, names in made.asks:
        for name in names:
            line = ET.Element("p")
            ET.SubElement(line, "img", src=f"../{PICTURE}", alt=SHEET_SAYS["picture"])
            identifier = _identifier("sheet", made.level, made.number, f"t{t}", name)
            yield _number(
                identifier,
                f"{sheet_name(made)}: {name}, t = {t}",
                [*given(made), line],
                asked_words(made, name, t),
                made.case(name, t),
                _SLIPS,
            )


def _in_table(made: Sheet) -> Iterator[ET.Element]:
    """Ask for c and h of every time step: in a table of thirty fields each would be an item."""
    if made.table is None:
        return
    inputs = [["t", *(str(t) for t in range(1, len(made.rows) + 1))]]
    inputs.append([COLUMNS[1], *(format_number(row["x"]) for row in made.rows)])
    for t in range(1, len(made.rows) + 1):
        for name in ("c", "h"):
            yield _number(
                _identifier("table", made.level, made.number, f"t{t}", name),
                f"{sheet_name(made)}, {SHEET_SAYS['table']}: {name}, t = {t}",
                [
                    paragraph(SHEET_SAYS["nothing before"]),
                    table(weight_rows(made.table)),
                    table(inputs),
                ],
                asked_words(made, name, t),
                Case(made.table, Asked(name, t)),
                _FEWER,
            )


def _choices(item: ET.Element, asks: str, options: dict[str, str], most: int) -> None:
    interaction = ET.SubElement(
        item.find("itemBody") if item.find("itemBody") is not None else item,  # type: ignore[arg-type]
        "choiceInteraction",
        responseIdentifier="RESPONSE",
        shuffle="true" if most == 1 else "false",
        maxChoices=str(most),
    )
    ET.SubElement(interaction, "prompt").text = asks
    for identifier, text in options.items():
        ET.SubElement(interaction, "simpleChoice", identifier=identifier).text = text


def _is_correct() -> ET.Element:
    test = _answer("match")
    ET.SubElement(test, "correct", identifier="RESPONSE")
    return test


def _ticks(made: Sheet) -> Iterator[ET.Element]:
    ticks = made.ticks
    for name in ticks.moved:
        right = ticks.changes[name] or ("none",)
        identifier = _identifier("ticks", made.level, made.number, name)
        item = _item(identifier, f"{sheet_name(made)}: {name}", "ticks", right)
        ET.SubElement(item, "itemBody").append(paragraph(ticks_intro(ticks)))
        options = {column: column for column in TICKED} | {"none": SHEET_SAYS["none of them"]}
        _choices(item, SHEET_SAYS["which change"].format(name=name), options, 0)
        _decide(item, [(_is_correct(), "right")], "otherwise")
        _says(item, "right", SHEET_SAYS["right ticks"])
        _says(item, "otherwise", SHEET_SAYS["wrong ticks"])
        yield item


def _choice(name: str) -> ET.Element:
    asked = question_named(name)
    assert isinstance(asked, Choice)
    item = _item(_identifier("gates", name), name, "choice", [asked.right])
    ET.SubElement(item, "itemBody")
    _choices(item, asked.text, {letter: o.text for letter, o in asked.options.items()}, 1)
    conditions = [(_is_correct(), asked.right)]
    wrong = [letter for letter in asked.options if letter != asked.right]
    for letter in wrong[:-1]:
        test = _answer("match")
        ET.SubElement(test, "baseValue", baseType="identifier").text = letter
        conditions.append((test, letter))
    _decide(item, conditions, wrong[-1])
    for letter, option in asked.options.items():
        _says(item, letter, option.says)
    return item


# ---- the test and the manifest -------------------------------------------------------------------


def _test(level: int, groups: dict[str, list[ET.Element]]) -> ET.Element:
    test = ET.Element(
        "assessmentTest",
        {
            "xmlns": QTI,
            "xmlns:xsi": _INSTANCE,
            "xsi:schemaLocation": f"{QTI} {_QTI_XSD}",
            **{"identifier": _identifier("level", level), "title": title(level)},
        },
    )
    part = ET.SubElement(
        test,
        "testPart",
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    ET.SubElement(part, "itemSessionControl", maxAttempts="0", showFeedback="true")
    one_of = _section(part, "sheets", title(level))
    ET.SubElement(one_of, "selection", select="1")  # each learner gets a sheet of their own
    *sheets, gates = groups.items()
    for n, (name, items) in enumerate(sheets, start=1):
        _refer(_section(one_of, _identifier("section", n), name), items)
    _refer(_section(part, "gates", gates[0]), gates[1])
    return test


def _section(parent: ET.Element, identifier: str, name: str) -> ET.Element:
    return ET.SubElement(
        parent, "assessmentSection", identifier=identifier, title=name, visible="true"
    )


def _refer(section: ET.Element, items: Sequence[ET.Element]) -> None:
    for item in items:
        identifier = str(item.get("identifier"))
        ET.SubElement(section, "assessmentItemRef", identifier=identifier, href=_href(item))


def _manifest(level: int, items: Sequence[ET.Element]) -> ET.Element:
    manifest = ET.Element(
        "manifest",
        {
            "xmlns": PACKAGE,
            "xmlns:xsi": _INSTANCE,
            "xsi:schemaLocation": f"{PACKAGE} {_PACKAGE_XSD}",
            "identifier": _identifier("package", "level", level),
        },
    )
    metadata = ET.SubElement(manifest, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    ET.SubElement(metadata, "schemaversion").text = "1.0.0"
    ET.SubElement(manifest, "organizations")
    resources = ET.SubElement(manifest, "resources")
    test = _resource(resources, "test", "imsqti_test_xmlv2p1", TEST)
    for item in items:
        name = str(item.get("identifier"))
        ET.SubElement(test, "dependency", identifierref=f"item-{name}")
        resource = _resource(resources, f"item-{name}", "imsqti_item_xmlv2p1", _href(item))
        if item.find(".//img") is not None:
            ET.SubElement(resource, "file", href=PICTURE)
    return manifest


def _resource(resources: ET.Element, identifier: str, kind: str, href: str) -> ET.Element:
    made = ET.SubElement(resources, "resource", identifier=identifier, type=kind, href=href)
    ET.SubElement(made, "file", href=href)
    return made
