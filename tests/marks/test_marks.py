"""A class of thirty is read, whatever they hand in, and becomes one table."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lstm_helpers.exercises.questions import QUESTIONS
from lstm_helpers.live.receipts import Receipt
from lstm_helpers.marks.__main__ import main
from lstm_helpers.marks.handed_in import HandedIn, read_folder
from lstm_helpers.marks.page import as_page
from lstm_helpers.marks.table import COLUMNS, LessonTable, as_csv, in_words, needs
from tests.marks.imagined import NAMES, hand_in, hand_in_notebook, imagined

pytestmark = pytest.mark.around


@pytest.fixture(scope="module")
def receipts() -> list[Receipt]:
    return imagined("03")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_all_thirty_are_read_from_texts_a_table_and_notebooks(
    tmp_path: Path, receipts: list[Receipt]
) -> None:
    hand_in(tmp_path, receipts)
    found = read_folder(tmp_path)
    assert found.notes == []
    assert sorted(found.receipts, key=lambda each: each.name) == sorted(
        receipts, key=lambda each: each.name
    )


def test_the_command_writes_both_tables_and_reads_its_own_never_again(
    tmp_path: Path, receipts: list[Receipt], capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tmp_path, receipts)
    assert main([str(tmp_path)]) == 0
    first = [(tmp_path / f"marks.{ending}").read_bytes() for ending in ("csv", "html")]
    assert main([str(tmp_path)]) == 0
    assert first == [(tmp_path / f"marks.{ending}").read_bytes() for ending in ("csv", "html")]
    assert capsys.readouterr().out.startswith("30 learners, 30 receipts:")
    written = rows(first[0].decode("utf-8-sig"))
    assert {row["learner"] for row in written} == set(NAMES)
    for row, receipt in zip(
        written, sorted(receipts, key=lambda each: each.name.casefold()), strict=True
    ):
        assert row["learner"] == receipt.name
        assert int(row["solved"]) == receipt.count("solved")


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lstm_helpers.marks", str(tmp_path / "none")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "there is no folder" in done.stderr


def test_broken_files_are_named_in_a_sentence_each_and_stop_nothing(
    tmp_path: Path, receipts: list[Receipt]
) -> None:
    text = receipts[0].text
    broken = {
        "a changed.txt": text.replace("solved", "solvod").encode(),
        "b cut.txt": text[:-12].encode(),
        "c empty.txt": b"",
        "d.ipynb": b'{"cells": [',
        "e.ipynb": b"[1, 2]",
        "f.ipynb": b'{"cells": [1, {"outputs": [3, {"data": 4}, {"text": null}]}]}',
        "g.png": b"\x89PNG",
        "h.txt": b"lstm\x00receipt",
        "i.txt": b"\xff\xfe\x00",
        "j forged.txt": forged(
            "lstm receipt 03 | Eve | solved | slips: x y; 9 | + ; ? | riddles: -1"
        ),
    }
    for name, raw in broken.items():
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text(text, encoding="utf-16")
    (tmp_path / "old.txt").write_bytes(receipts[2].text.encode("cp1252"))
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "x.ipynb").write_text("{", encoding="utf-8")
    found = read_folder(tmp_path)
    assert {each.name for each in found.receipts} == {NAMES[0], NAMES[2], "Eve"}
    named = [note.partition(" cannot")[0].partition(":")[0] for note in found.notes]
    assert len(found.notes) == 9
    assert [note for note in named if not any(note.startswith(name[:6]) for name in broken)] == []
    assert all(re.fullmatch(r"[^\n]+[.?]", note) for note in found.notes)
    assert as_page(found)
    assert as_csv(found.receipts)


def forged(text: str) -> bytes:
    from lstm_helpers.words.letters import check_letters

    return f"{text} | #{check_letters(text)}".encode()


def test_of_two_receipts_of_one_learner_that_which_shows_more_counts(tmp_path: Path) -> None:
    early, late = ({"a": "open", "b": "solved"}, {"a": "solved", "b": "solved"})
    (tmp_path / "1.txt").write_text(Receipt("03", late, {}, name="Ada L").text)
    (tmp_path / "2.txt").write_text(Receipt("03", early, {}, name="ada  l").text)
    (tmp_path / "3.txt").write_text(Receipt("04", early, {}, name="Ada L").text)
    found = read_folder(tmp_path)
    assert [(each.lesson, each.count("solved")) for each in found.receipts] == [
        ("03", 2),
        ("04", 1),
    ]
    assert found.notes == [
        "Ada L is there 2 times for lesson 03 (1.txt and 2.txt): the one that shows most counts."
    ]


def test_a_receipt_in_a_page_is_read_too(tmp_path: Path) -> None:
    receipt = Receipt("03", {"a < b & c": "solved"}, {}, name="Ada")
    (tmp_path / "Ada.html").write_text(receipt._repr_html_(), encoding="utf-8")
    assert read_folder(tmp_path) == HandedIn([receipt])


def test_a_notebook_says_whose_it_is_by_its_name_or_its_folder(tmp_path: Path) -> None:
    stored = Receipt("03", {"a": "solved"}, {}).unsigned
    (tmp_path / "noor" / "ps1").mkdir(parents=True)
    hand_in_notebook(tmp_path / "noor" / "ps1" / "03_time_step_1.ipynb", stored)
    hand_in_notebook(tmp_path / "Ben.ipynb", stored)
    assert [each.name for each in read_folder(tmp_path).receipts] == ["Ben", "noor"]


def test_who_needs_help_is_who_is_far_behind_or_stuck(receipts: list[Receipt]) -> None:
    table = LessonTable("03", receipts)
    named = {each.name for each in receipts if needs(each, table.half)}
    behind = {each.name for each in receipts if each.count("solved") * 2 < table.half}
    stuck = {each.name for each in receipts if 4 * each.count("tried") >= len(each.questions)}
    stuck |= {each.name for each in receipts if each.count("tried") + each.count("shown") >= 6}
    assert named == behind | stuck
    assert behind < named < set(NAMES)


def test_what_a_learner_typed_is_no_markup_and_no_formula() -> None:
    receipt = Receipt("<i>", {"<b>": "tried"}, {"=1+1": 1}, name="=HYPERLINK(<script>)")
    page = as_page(HandedIn([receipt], ["<u>.txt cannot be read."]))
    assert not re.search(r"<i>|<u>|<b>:|<script", page)
    (row,) = rows(as_csv([receipt]))
    assert row["learner"].startswith("'=")
    assert tuple(row) == COLUMNS


def test_the_page_fetches_nothing(receipts: list[Receipt]) -> None:
    page = as_page(HandedIn(receipts))
    assert not re.search(r"https?:|<script|<link|@import|url\(|src=", page)
    assert page.count("<tr") >= 30


SMALL = [
    Receipt(
        "03",
        {
            "how many weights": "tried",
            **dict.fromkeys(["c <2>", "h"], "solved"),
            **{f"q{n}": "shown" for n in range(12)},
        },
        {"how many weights (a)": 1, "write alone": 2, **{f"slip {n}": 1 for n in range(12)}},
        (3, 1),
        4,
        "Ada <b>",
    ),
    Receipt("03", {f"q{n}": "solved" for n in range(4)}, {"write alone": 1}, name="Ben"),
    Receipt("03", {**dict.fromkeys(["h", "q0", "q1", "q2"], "solved"), "q3": "open"}, {}, (0, 2)),
    Receipt("03", {"q1": "open", "q2": "tried", "q3": "solved"}, {}, name="-Carla"),
    Receipt("04", {"c": "solved"}, {}, name="ben"),
]


def test_a_class_is_shown_as_it_was_when_somebody_looked_at_it() -> None:
    """Where a change is meant: look at the new ones, and put them in the place of the old ones."""
    looked_at = Path(__file__).parent
    notes = ["a.txt cannot be read: it is no text.", "b & c.txt has no receipt in it."]
    page = re.sub("<style>.*?</style>", "", as_page(HandedIn(SMALL, notes)), flags=re.DOTALL)
    assert page == (looked_at / "marks_of_five.html").read_text(encoding="utf-8")
    with (looked_at / "marks_of_five.csv").open(encoding="utf-8", newline="") as file:
        assert as_csv(SMALL) == file.read()
    one = as_page(HandedIn([Receipt("04", {"c": "solved"}, {}, name="Ben")]))
    assert "<p>1 learner, 1 lesson: 04.</p>" in one
    assert "<p>Nobody stands out.</p>" in one
    assert "<p>Nowhere: what was tried was solved.</p>" in one
    assert "<p>None that is known by a name.</p>" in one
    assert "What could not be read" not in one
    assert "<p>Nothing was found: put receipts or notebooks into the folder.</p>" in as_page(
        HandedIn()
    )


def test_what_cannot_be_read_is_told_word_by_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Receipt("03", {"a": "solved"}, {}, name="Ada").text
    ten = Receipt("03", {"b": "solved"}, {}, name="Ada").text
    broken = {
        "a changed.txt": text.replace("solved", "solvod").encode(),
        "b cut.md": text[:-12].encode(),
        "c empty.eml": b"",
        "d.ipynb": b'{"cells": [',
        "e.ipynb": b"[1, 2]",
        "f.IPYNB": b'{"cells": [1, {"outputs": [3, {"data": 4}, {"text": null}]}]}',
        "g.PNG": b"\x89PNG",
        "h.txt": b"lstm\x00receipt",
        "i": b"",
        "j.htm": f"<p>{text}</p>".encode(),
        "k.tsv": f'Ben\t"{ten}"'.encode(),
        "marks.txt": b"our own",
        "__pycache__/x.txt": b"aside",
        ".hidden/x.txt": b"aside",
    }
    for name, raw in broken.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(raw)
    written = Receipt("03", {"a": "solved"}, {}, name="Markdown").text
    cells = [
        {"cell_type": "markdown", "source": written, "outputs": []},
        {"cell_type": "raw", "source": "nothing"},
        {"cell_type": "code", "source": [text], "outputs": [{"text": ["no", "thing"]}]},
    ]
    for name, mine in (("l", "Markdown"), ("m", "")):
        outputs = [{"text": Receipt("05", {"a": "tried"}, {}, name=mine).unsigned}]
        last = [{"cell_type": "code", "outputs": outputs}]
        shown = {"cells": [*cells, *last] if mine else last}
        (tmp_path / f"{name}.ipynb").write_text(json.dumps(shown), encoding="utf-8")
    assert main([str(tmp_path), "--into", str(tmp_path / "new" / "folder")]) == 0
    into = tmp_path / "new" / "folder"
    broken_receipt = "for lesson 03 has changed on its way: ask for it again, copied whole."
    assert capsys.readouterr().out.splitlines() == [
        f"a changed.txt: the receipt of Ada {broken_receipt}",
        "b cut.md: a receipt breaks off before its four letters: ask for it again, copied whole.",
        "c empty.eml has no receipt in it: was it copied whole?",
        "d.ipynb cannot be read: it is no notebook, or broke off while it was saved.",
        "e.ipynb cannot be read: it is no notebook, for it has no cells.",
        "f.IPYNB has no receipt in it: was it copied whole?",
        "g.PNG: a .png is not read; expected .txt, .csv or .ipynb.",
        "h.txt cannot be read: it is no text.",
        "i: a file without an ending is not read; expected .txt, .csv or .ipynb.",
        "Ada is there 2 times for lesson 03 (j.htm and k.tsv): the one that shows most counts.",
        f"3 learners, 3 receipts: {into / 'marks.csv'} and {into / 'marks.html'}",
    ]
    found = read_folder(tmp_path).receipts
    assert [(each.name, each.lesson) for each in found] == [
        *(("Ada", "03"), ("m", "05"), ("Markdown", "03"))
    ]
    assert (into / "marks.csv").read_bytes().startswith(b"\xef\xbb\xbflearner,lesson,")


def test_a_class_of_one_is_counted_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Receipt("03", {"a": "solved"}, {}, name="Ada").text
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("1 learner, 1 receipt: ")
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "usage: python -m lstm_helpers.marks [-h] [--into INTO] folder" in said
    assert "one table of them. Nothing leaves this machine." in said
    assert "where texts, tables (.csv) and notebooks are" in said
    assert "where to write marks.csv and marks.html to" in said


def test_the_one_that_shows_most_has_more_solved_then_tried_then_asked(tmp_path: Path) -> None:
    several = [
        {"a": "tried", "b": "tried", "c": "tried"},
        {"a": "solved", "b": "open", "c": "open"},
        {"a": "solved", "b": "tried", "c": "open"},
        {"a": "solved", "b": "tried", "c": "open", "d": "open"},
        {"a": "solved", "b": "shown", "c": "shown", "d": "shown", "e": "open"},
    ]
    for n, questions in enumerate(several):
        receipt = Receipt("03", questions, {}, name="Ada")
        (tmp_path / f"{n}.txt").write_text(receipt.text, encoding="utf-8")
    (found,) = read_folder(tmp_path).receipts
    assert found.questions == several[3]


def test_quotes_in_a_table_and_letters_that_no_code_has_do_a_receipt_no_harm(
    tmp_path: Path,
) -> None:
    receipt = Receipt("03", {'what is "c"': "solved"}, {}, name="Léa")
    table = io.StringIO()
    csv.writer(table).writerow([receipt.text])
    (tmp_path / "platform.csv").write_text(table.getvalue(), encoding="utf-8")
    other = Receipt("03", {"c": "solved"}, {}, name="Noë")
    (tmp_path / "old.txt").write_bytes(b"\x81 " + other.text.encode("cp1252"))
    assert read_folder(tmp_path) == HandedIn([receipt, other])


def test_slips_of_most_learners_come_first_then_those_that_came_often() -> None:
    slips = [{"a": 1, "b": 1, "c": 5, "d": 5}, {"a": 1, "b": 2}]
    table = LessonTable("03", [Receipt("03", {}, each) for each in slips])
    assert table.slips == [("b", 2, 3), ("a", 2, 2), ("c", 1, 5), ("d", 1, 5)]


def test_who_was_not_asked_a_question_has_it_open() -> None:
    table = LessonTable("03", [Receipt("03", {"a": "solved"}, {}), Receipt("03", {}, {})])
    assert table.counts("a") == {"solved": 1, "open": 1}


def test_a_question_is_written_without_marks_and_a_tab_begins_no_formula() -> None:
    for name, question in QUESTIONS.items():
        assert in_words(name) == "".join(question.text.split("`"))
    (row,) = rows(as_csv([Receipt("03", {}, {}, name="\tx")]))
    assert row["learner"] == "'\tx"
