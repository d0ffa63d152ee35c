"""A class of thirty is read, whatever they hand in, and becomes one table."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lstm_helpers.live.receipts import Receipt
from lstm_helpers.marks.__main__ import main
from lstm_helpers.marks.handed_in import HandedIn, read_folder
from lstm_helpers.marks.page import as_page
from lstm_helpers.marks.table import COLUMNS, LessonTable, as_csv, needs
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
