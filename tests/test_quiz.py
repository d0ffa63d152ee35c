"""Questions for learning platforms: whole, graded as the kernel grades, with a reply to each slip.

Moodle's fields and QTI's rules are read here once more, by what their documents say of them, so
that a wrong answer is answered on the platform as it is in the picture.
"""

from __future__ import annotations

import base64
import html
import io
import os
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from lstm_helpers.cell.setting import Setting
from lstm_helpers.exercises.check import look_at
from lstm_helpers.exercises.kinds import Choice
from lstm_helpers.exercises.questions import question_named
from lstm_helpers.exercises.replies import otherwise, replies
from lstm_helpers.exercises.sheets import SHEET_SAYS, TICKED, Sheet, class_of, sheet
from lstm_helpers.exercises.slips import Asked, Case
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.texts import COLUMNS
from tools import moodle
from tools.moodle import moodle_xml, number_field
from tools.qti import MANIFEST, PACKAGE, PICTURE, QTI, TEST, qti_files, qti_package
from tools.quiz import main
from tools.quiz_parts import ABOUT_GATES, sheet_name

pytestmark = pytest.mark.around

levels = pytest.mark.parametrize("level", [2, 4, 5])  # a table, two steps, gradients
SCHEMAS = "LSTM_QTI_SCHEMAS"  # a folder with 1EdTech's own schemas, which may not be handed on


def wrong_replies(case: Case, most: int) -> Iterator[tuple[float, str]]:
    """Wrong numbers, each with what the kernel says of it."""
    for reply in replies(case, most):
        if not reply.is_right and not reply.within:
            yield reply.number, look_at(case, reply.number).text


# ---- Moodle's semantics --------------------------------------------------------------------------


@cache
def quiz(level: int) -> ET.Element:
    return ET.fromstring(moodle_xml(class_of(level, 2)))


FIELD = re.compile(r"\{(\d+):([A-Z]+):(.*?)(?<!\\)\}", re.DOTALL)

# Of a field: the kind, and its answers as (answer, fraction, reply).
Answers = list[tuple[str, int, str]]
Field = tuple[str, Answers]


def fields(question: ET.Element) -> list[Field]:
    """Read the fields of a question as Moodle does."""
    text = question.findtext("questiontext/text")
    assert text is not None
    found = []
    for grade, kind, answers in FIELD.findall(text):
        assert grade == "1"
        read = []
        for each in re.split(r"(?<!\\)~", answers):
            answer, _, reply = each.partition("#")
            is_right = answer.startswith("=")
            read.append((answer.removeprefix("="), int(is_right), seen(reply)))
        found.append((kind, read))
    return found


def seen(reply: str) -> str:
    """What a learner sees of a reply: entities are put back in the field, and in the page."""
    return html.unescape(html.unescape(reply))


def graded(answers: Answers, number: float) -> tuple[int, str]:
    """The first answer that fits, with its fraction and reply."""
    for answer, fraction, reply in answers:
        if answer == "*":
            return fraction, reply
        wanted, within = map(float, answer.split(":"))
        if abs(number - wanted) <= within + 1e-9:
            return fraction, reply
    raise AssertionError("there is always a *")


def clozes(level: int, made: Sheet) -> dict[str, ET.Element]:
    """The questions of a sheet, by what comes after its name."""
    named = {q.findtext("name/text") or "": q for q in quiz(level) if q.get("type") == "cloze"}
    start = f"{sheet_name(made)}, "
    return {name.removeprefix(start): q for name, q in named.items() if name.startswith(start)}


@levels
def test_moodle_answers_each_slip_as_the_kernel_does(level: int) -> None:
    made = sheet(level, 2)
    for t, names in made.asks:
        read = fields(clozes(level, made)[f"t = {t}"])
        assert [kind for kind, _ in read] == ["NUMERICAL"] * len(names)
        for name, (_, answers) in zip(names, read, strict=True):
            case = made.case(name, t)
            truth = made.answers[t, name]
            assert graded(answers, truth) == (1, look_at(case, truth).text)
            wrong = dict(wrong_replies(case, moodle._SLIPS))
            assert len(wrong) > 3
            for number, says in wrong.items():
                assert graded(answers, number) == (0, says)
            assert graded(answers, 31415.9) == (0, otherwise(case))


def test_moodle_has_the_whole_table_with_its_key() -> None:
    made = sheet(2, 1)
    read = iter(fields(clozes(2, made)[SHEET_SAYS["table"]]))
    for name in COLUMNS[2:]:
        for t, row in enumerate(made.rows, start=1):
            if t > 1 or name not in ("h_prev", "c_prev"):
                _, answers = next(read)
                assert graded(answers, row[name])[0] == 1
                assert graded(answers, row[name] + 1)[0] == 0
    assert not list(read)


def test_moodle_has_a_choice_for_each_tick() -> None:
    made = sheet(2, 1)
    read = iter(fields(clozes(2, made)[SHEET_SAYS["ticks"]]))
    for name in made.ticks.moved:
        for column in TICKED:
            kind, answers = next(read)
            assert kind == "MULTICHOICE"
            right = [answer for answer, fraction, _ in answers if fraction]
            changes = column in made.ticks.changes[name]
            assert right == [SHEET_SAYS["changes" if changes else "stays"]]
    assert not list(read)


def test_moodle_asks_which_gate_does_what() -> None:
    found = {q.findtext("name/text"): q for q in quiz(2) if q.get("type") == "multichoice"}
    assert {*found} == {*ABOUT_GATES}
    for name, question in found.items():
        asked = question_named(name or "")
        assert isinstance(asked, Choice)
        answers = question.findall("answer")
        fractions = [answer.get("fraction") for answer in answers]
        assert fractions == ["100" if letter == asked.right else "0" for letter in asked.letters]
        for answer, option in zip(answers, asked.options.values(), strict=True):
            assert seen(answer.findtext("feedback/text") or "") == f"<p>{option.says}</p>"
        assert "`" not in asked.text + "".join(o.text + o.says for o in asked.options.values())


def test_moodle_brings_its_pictures_along() -> None:
    for question in quiz(5).findall("question[@type='cloze']"):
        text = question.findtext("questiontext/text") or ""
        names = re.findall(r"@@PLUGINFILE@@/([^\"]+)", text)
        drawn = question.findall("questiontext/file")
        assert [file.get("name") for file in drawn] == names
        for file in drawn:
            assert file.get("encoding") == "base64"
            picture = base64.b64decode(file.text or "", validate=True)
            assert ET.fromstring(picture).tag.endswith("svg")


def test_the_questions_go_into_drawers_of_their_own() -> None:
    names = [q.findtext("category/text") for q in quiz(2) if q.get("type") == "category"]
    assert names == [
        "$course$/top/An LSTM cell by hand/level 2, a step",
        "$course$/top/An LSTM cell by hand/which gate does what",
    ]


EVIL = "a } or ~ or #, <b> & \\ 1 \\} &lt; {1:SA:=x}"


def test_no_reply_breaks_out_of_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moodle, "otherwise", lambda case: EVIL)
    page = ET.Element("p")
    page.text = number_field(Case(Setting(), Asked("c", 2)), 3)
    question = ET.fromstring("<question><questiontext><text/></questiontext></question>")
    text = question.find("questiontext/text")
    assert text is not None
    text.text = moodle._html([page])
    ((_, answers),) = fields(question)
    assert graded(answers, 31415.9)[1] == EVIL
    assert graded(answers, 6)[0] == 1


# ---- what is said --------------------------------------------------------------------------------


@levels
def test_no_reply_to_a_wrong_answer_has_the_right_one_in_it(level: int) -> None:
    for made in class_of(level, 3):
        for (t, name), truth in made.answers.items():
            case = made.case(name, t)
            said = [*wrong_replies(case, 20), (31415.9, otherwise(case))]
            for number, says in said:
                rest = says.replace(format_number(number), "", 1)
                rest = re.sub(r"time step \d+", "", rest)
                told = re.findall(r"[−\d]+", rest)
                assert format_number(truth) not in told, says


def test_what_is_close_is_said_to_be() -> None:
    case = Case(Setting(), Asked("c", 3))
    (close,) = [reply for reply in replies(case) if reply.within]
    assert close.number == 247
    assert look_at(case, 244).text == "244 is close: calculate once more."
    assert close.says == "That is close: calculate once more."


# ---- the rules of QTI ----------------------------------------------------------------------------


@cache
def files(level: int) -> dict[str, bytes]:
    return qti_files(class_of(level, 2))


@cache
def items(level: int) -> dict[str, ET.Element]:
    return {
        name.removeprefix("items/").removesuffix(".xml"): ET.fromstring(data)
        for name, data in files(level).items()
        if name.startswith("items/")
    }


def q(path: str) -> str:
    """Put QTI's namespace before each name of a path."""
    return "/".join(f"{{{QTI}}}{name}" for name in path.split("/"))


def name_of(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def said_by(item: ET.Element, response: float | str | set[str]) -> tuple[float, str]:
    """Work an item's rules out, as the specification has them: the score, and what is shown."""
    outcomes: dict[str, str] = {"SCORE": "0"}
    declaration = item[0]
    base = declaration.get("baseType")
    correct = [value.text or "" for value in declaration.iter(f"{{{QTI}}}value")]

    def read(texts: list[str]) -> float | str | set[str]:
        if base == "float":
            return float(texts[0])
        return set(texts) if declaration.get("cardinality") == "multiple" else texts[0]

    def worth(term: ET.Element) -> float | str | set[str]:
        if name_of(term) == "variable":
            return response
        return read(correct) if name_of(term) == "correct" else read([term.text or ""])

    def holds(test: ET.Element) -> bool:
        one, other = map(worth, test)
        if name_of(test) == "equal" and test.get("toleranceMode") == "absolute":
            below, above = map(float, (test.get("tolerance") or "").split())
            assert isinstance(one, float)
            assert isinstance(other, float)
            return other - below <= one <= other + above
        return one == other

    (condition,) = item.findall(q("responseProcessing/responseCondition"))
    for rule in condition:
        test, *sets = [None, *rule] if name_of(rule) == "responseElse" else [*rule]
        if test is None or holds(test):
            for each in sets:
                outcomes[each.get("identifier") or ""] = each[0].text or ""
            break
    shown = [
        "".join(feedback.itertext()).strip()
        for feedback in item.findall(q("modalFeedback"))
        if feedback.get("identifier") == outcomes["FEEDBACK"]
    ]
    assert len(shown) == 1
    return float(outcomes["SCORE"]), shown[0]


@levels
def test_qti_answers_each_slip_as_the_kernel_does(level: int) -> None:
    made = sheet(level, 2)
    for (t, name), truth in made.answers.items():
        item = items(level)[f"sheet-{level}-2-t{t}-{name}"]
        case = made.case(name, t)
        assert said_by(item, truth) == (1, look_at(case, truth).text)
        for number, says in wrong_replies(case, 20):
            assert said_by(item, number) == (0, says)
        assert said_by(item, 31415.9) == (0, otherwise(case))


def test_qti_asks_for_the_states_of_the_table() -> None:
    made = sheet(2, 1)
    for t, row in enumerate(made.rows, start=1):
        for name in "ch":
            item = items(2)[f"table-2-1-t{t}-{name}"]
            assert said_by(item, row[name])[0] == 1
            assert said_by(item, row[name] + 1)[0] == 0


def test_qti_takes_exactly_the_right_ticks() -> None:
    made = sheet(2, 1)
    for name in made.ticks.moved:
        item = items(2)[f"ticks-2-1-{name}"]
        right = {*made.ticks.changes[name]} or {"none"}
        assert said_by(item, right) == (1, SHEET_SAYS["right ticks"])
        assert said_by(item, right ^ {"h"}) == (0, SHEET_SAYS["wrong ticks"])
        offered = [c.get("identifier") for c in item.iter(f"{{{QTI}}}simpleChoice")]
        assert offered == [*TICKED, "none"]


@pytest.mark.parametrize("name", ABOUT_GATES)
def test_qti_answers_each_choice(name: str) -> None:
    asked = question_named(name)
    assert isinstance(asked, Choice)
    item = items(2)[f"gates-{name.replace(' ', '-')}"]
    for letter, option in asked.options.items():
        assert said_by(item, letter) == (float(letter == asked.right), option.says)


# What may stand in what, of all that is used here (QTI 2.1: Assessment Test, Section and Item
# Information Model): attributes, and children in their order.
_FLOW = "(p |table |choiceInteraction )+"
GRAMMAR = {
    "assessmentItem": (
        "identifier title adaptive timeDependent",
        "responseDeclaration (outcomeDeclaration )+itemBody responseProcessing (modalFeedback )+",
    ),
    "responseDeclaration": ("identifier cardinality baseType", "correctResponse "),
    "correctResponse": ("", "(value )+"),
    "outcomeDeclaration": ("identifier cardinality baseType normalMaximum?", "(defaultValue )?"),
    "defaultValue": ("", "value "),
    "value": ("", ""),
    "itemBody": ("", _FLOW),
    "p": ("", "(img |textEntryInteraction )?"),
    "img": ("src alt", ""),
    "table": ("", "tbody "),
    "tbody": ("", "(tr )+"),
    "tr": ("", "(th |td )+"),
    "th": ("", ""),
    "td": ("", ""),
    "textEntryInteraction": ("responseIdentifier expectedLength", ""),
    "choiceInteraction": ("responseIdentifier shuffle maxChoices", "prompt (simpleChoice )+"),
    "prompt": ("", ""),
    "simpleChoice": ("identifier", ""),
    "responseProcessing": ("", "responseCondition "),
    "responseCondition": ("", "responseIf (responseElseIf )*responseElse "),
    "responseIf": ("", "(equal |match )(setOutcomeValue )+"),
    "responseElseIf": ("", "(equal |match )(setOutcomeValue )+"),
    "responseElse": ("", "(setOutcomeValue )+"),
    "equal": ("toleranceMode tolerance?", "variable (correct |baseValue )"),
    "match": ("", "variable (correct |baseValue )"),
    "variable": ("identifier", ""),
    "correct": ("identifier", ""),
    "baseValue": ("baseType", ""),
    "setOutcomeValue": ("identifier", "baseValue "),
    "modalFeedback": ("outcomeIdentifier identifier showHide", "p "),
    "assessmentTest": ("identifier title", "testPart "),
    "testPart": (
        "identifier navigationMode submissionMode",
        "itemSessionControl (assessmentSection )+",
    ),
    "itemSessionControl": ("maxAttempts showFeedback", ""),
    "assessmentSection": (
        "identifier title visible",
        "(selection )?(assessmentSection |assessmentItemRef )+",
    ),
    "selection": ("select", ""),
    "assessmentItemRef": ("identifier href", ""),
}
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")


@levels
def test_every_document_is_what_qti_allows(level: int) -> None:
    documents = {n: d for n, d in files(level).items() if n.endswith(".xml") and n != MANIFEST}
    for name, data in documents.items():
        for element in ET.fromstring(data).iter():
            tag = name_of(element)
            assert element.tag == f"{{{QTI}}}{tag}"
            attributes, children = GRAMMAR[tag]
            given = {key for key in element.attrib if not key.startswith("{")}
            allowed = {attribute.rstrip("?") for attribute in attributes.split()}
            needed = {attribute for attribute in attributes.split() if attribute[-1] != "?"}
            assert needed <= given <= allowed, (name, tag)
            there = "".join(f"{name_of(child)} " for child in element)
            assert re.fullmatch(children, there), (name, tag, there)
            if "identifier" in element.attrib:
                assert IDENTIFIER.fullmatch(element.attrib["identifier"])


def test_the_manifest_names_every_file_and_no_other() -> None:
    there = files(2)
    root = ET.fromstring(there[MANIFEST])
    assert [name_of(part) for part in root] == ["metadata", "organizations", "resources"]
    resources = root.findall(f".//{{{PACKAGE}}}resource")
    names = [resource.get("identifier") for resource in resources]
    assert len({*names}) == len(names)
    listed = {file.get("href") for file in root.iter(f"{{{PACKAGE}}}file")}
    assert listed | {MANIFEST} == {*there}
    kinds = {resource.get("href"): resource.get("type") for resource in resources}
    assert kinds.pop(TEST) == "imsqti_test_xmlv2p1"
    assert {*kinds.values()} == {"imsqti_item_xmlv2p1"}
    needed = {need.get("identifierref") for need in root.iter(f"{{{PACKAGE}}}dependency")}
    assert needed == {*names} - {"test"}
    referred = [ref.get("href") for ref in ET.fromstring(there[TEST]).iter(q("assessmentItemRef"))]
    assert sorted(map(str, referred)) == sorted(map(str, kinds))
    assert there[PICTURE].startswith(b"\x89PNG")


def test_the_package_is_the_same_every_time() -> None:
    one, two = (qti_package(class_of(1, 1)) for _ in range(2))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as package:
        assert package.testzip() is None
        assert package.namelist()[0] == MANIFEST


@pytest.mark.skipif(SCHEMAS not in os.environ, reason=f"{SCHEMAS} names no folder of schemas")
def test_the_schemas_of_the_makers_of_qti_agree() -> None:
    etree = pytest.importorskip("lxml.etree")
    folder = Path(os.environ[SCHEMAS])
    (for_qti,), (for_package,) = (
        sorted(folder.rglob(name)) for name in ("imsqti_v2p1.xsd", "imscp_v1p1.xsd")
    )
    qti, package = (etree.XMLSchema(file=str(path)) for path in (for_qti, for_package))
    for level in (1, 2, 3, 4, 5):
        for name, data in files(level).items():
            if name.endswith(".xml"):
                (package if name == MANIFEST else qti).assertValid(etree.fromstring(data))


# ---- the command ---------------------------------------------------------------------------------


def test_the_command_writes_one_file_for_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ["--level", "1", "--count", "1", "--to", str(tmp_path)]
    assert main([*common, "--moodle"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["level-1_1-1_moodle.xml"]
    assert main([*common, "--qti"]) == 0
    assert (tmp_path / "level-1_1-1_qti.zip").exists()
    assert "kB, to import" in capsys.readouterr().out
    assert main(["--count", "0", "--to", str(tmp_path)]) == 1
    assert "count is 0" in capsys.readouterr().err
