"""Another language lacks nothing, and a lesson in it says the same as the English one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lstm_helpers.words import german
from tests.notebooks import rules
from tools import languages
from tools.languages import OTHERS, bind, lagging, main, wrong_in_lesson, wrong_in_phrases
from tools.notebooks import NOTEBOOKS, as_text, every_translation, read
from tools.phrases import phrases

TRANSLATIONS = every_translation()
# The rules of the house that do not ask for English words.
RULES = (
    rules.it_is_valid_nbformat_4_5,
    rules.it_is_in_normal_form,
    rules.it_stores_no_widgets,
    rules.nothing_went_wrong,
    rules.it_was_run_from_top_to_bottom,
    rules.its_cells_are_small,
    rules.its_links_lead_somewhere,
)


# ---- phrases -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", OTHERS)
def test_no_phrase_is_missing_nor_other_than_it_should_be(language: str) -> None:
    wrong = list(wrong_in_phrases(language))
    assert not wrong, "\n".join(["", *wrong])


def test_a_missing_phrase_is_named_with_its_file_and_line() -> None:
    added = {**phrases(), "leaves out the moon.": "lstm_helpers/exercises/slip_table.py:7"}
    assert list(wrong_in_phrases("de", added)) == [
        "lstm_helpers/exercises/slip_table.py:7: no de for 'leaves out the moon.'"
    ]


def test_a_phrase_that_is_gone_has_other_places_or_is_english_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(german.PHRASES, "gone", "weg")
    monkeypatch.setitem(german.PHRASES, "time step {t}", "Zeitschritt {n}")
    monkeypatch.setitem(german.PHRASES, "cell state", "cell state")
    said = "\n".join(wrong_in_phrases("de"))
    assert "'gone' is no phrase any more" in said
    assert "'time step {t}' has other places than 'Zeitschritt {n}'" in said
    assert "'cell state' is still English" in said
    assert len(said.splitlines()) == 3


def test_phrases_are_found_in_calls_in_tables_and_in_records() -> None:
    found = phrases()
    assert found["{it}: not yet."].startswith("lstm_helpers/exercises/check.py:")
    assert found["walk through the cell"].startswith("lstm_helpers/live/controls.py:")
    assert found["another ▶"].startswith("lstm_helpers/live/practice.py:")
    assert found["Countdown"].startswith("lstm_helpers/exercises/riddles.py:")
    assert not set(found) & {"keep", "f·c_prev", "tanh/sigmoid", "#b84300"}


def test_no_phrase_has_two_translations() -> None:
    texts = [text for table in german.TABLES for text in table.PHRASES]
    assert sorted(texts) == sorted(set(texts))


def test_a_phrase_is_written_as_words_are() -> None:
    """Of a slip of the keys there is a trace: capitals in a row, or too much room."""
    capitals, room = r"[A-ZÄÖÜ]{2,}", r"\s{2,}|\s$"
    for english, other in german.PHRASES.items():
        assert set(re.findall(capitals, other)) <= set(re.findall(capitals, english)), other
        assert re.findall(room, other) == re.findall(room, english), other


# ---- lessons -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", TRANSLATIONS, ids=languages.called)
def test_a_lesson_has_every_cell_of_the_english_one_with_its_numbers(path: Path) -> None:
    wrong = list(wrong_in_lesson(path))
    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("path", TRANSLATIONS, ids=languages.called)
def test_a_lesson_keeps_the_rules_of_the_house(path: Path, rule: rules.Rule) -> None:
    assert list(rule(rules.Lesson.read(path))) == []


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Give an English lesson and the German one of it, to be changed."""
    english, other = tmp_path / "00_start_here.ipynb", tmp_path / "de" / "00_start_here.ipynb"
    other.parent.mkdir()
    english.write_bytes((NOTEBOOKS / english.name).read_bytes())
    other.write_bytes((NOTEBOOKS / "de" / english.name).read_bytes())
    bind(other)
    return english, other


def changed(path: Path, name: str, **changes: object) -> None:
    notebook = read(path)
    (cell,) = (each for each in notebook.cells if each.id == name)
    for key, value in changes.items():
        cell[key] = value
    path.write_text(as_text(notebook), encoding="utf-8")


def test_a_cell_whose_english_text_has_changed_is_named_until_it_is_bound_anew(
    pair: tuple[Path, Path],
) -> None:
    english, other = pair
    assert list(lagging(other)) == []
    changed(english, "walk", source="Something else.")
    assert list(lagging(other)) == ["de/00_start_here, cell walk: the English text has changed"]
    assert bind(other) == 1
    assert list(lagging(other)) == []


def test_a_new_english_cell_is_named(pair: tuple[Path, Path]) -> None:
    english, other = pair
    changed(english, "walk", id="a-new-one")
    assert list(wrong_in_lesson(other)) == [
        "de/00_start_here: cell a-new-one of 00_start_here.ipynb is missing",
        "de/00_start_here: there is no cell walk in 00_start_here.ipynb",
    ]


def test_other_numbers_are_named(pair: tuple[Path, Path]) -> None:
    _, other = pair
    changed(other, "exercise", source="Zurück zu x = 4.")
    assert list(wrong_in_lesson(other)) == [
        "de/00_start_here, cell exercise: the text has ['4'] where the English has ['3']"
    ]


def test_the_command_says_how_things_stand(capsys: pytest.CaptureFixture[str]) -> None:
    """So a run of all tests shows which cells lag: `make lint` has it as a step."""
    assert main([]) == 0
    assert "0 missing or wrong" in capsys.readouterr().out
