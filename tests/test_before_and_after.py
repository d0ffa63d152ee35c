"""The test for before and after: two forms of the same eight questions, and a key that is right."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest

from lstm_helpers.exercises.check import look
from lstm_helpers.exercises.slips import Asked
from tools.before_and_after import FOLDER, FORMS, Item, files

pytestmark = pytest.mark.around

ITEMS = [(form, n, item) for form, items in FORMS.items() for n, item in enumerate(items, start=1)]
every_item = pytest.mark.parametrize(("form", "n", "item"), ITEMS, ids=lambda part: str(part)[:6])


@pytest.mark.parametrize("name", files())
def test_what_is_kept_is_what_the_table_says(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == files()[name], (
        "run python -m tools.before_and_after"
    )


def test_the_forms_are_parallel() -> None:
    a, b = FORMS["A"], FORMS["B"]
    assert len(a) == len(b) == 8
    assert [item.about for item in a] == [item.about for item in b]
    assert all(one.text != other.text for one, other in zip(a, b, strict=True))
    for items in (a, b):  # nobody does well by one letter
        assert set(Counter(item.letter for item in items).values()) == {2}


@every_item
def test_the_answers_are_four_and_each_wrong_one_tells_something(
    form: str, n: int, item: Item
) -> None:
    assert list(item.options) == list("abcd")
    assert item.options[item.letter] == item.right
    assert len(set(item.options.values())) == 4
    assert all(says.endswith(".") for says in item.tempting.values())


@pytest.mark.parametrize("item", [item for *_, item in ITEMS if item.asks], ids=lambda i: i.right)
def test_the_cell_works_out_the_right_number_and_knows_the_wrong_ones(item: Item) -> None:
    assert item.asks
    name, setting = item.asks
    asked = Asked(name, 1)
    assert look(setting, asked, item.right).verdict == "right"
    slips = [look(setting, asked, wrong).slip for wrong in item.tempting]
    assert all(slips)
    assert len(set(slips)) == 3, f"two of them come of the same slip: {slips}"


def test_half_the_imagined_class_begins_with_each_form_and_ends_with_the_other() -> None:
    rows = list(csv.DictReader(io.StringIO(files()["imagined_class.csv"])))
    assert len(rows) == 30
    assert Counter(row["before_form"] for row in rows) == {"A": 15, "B": 15}
    there = [row for row in rows if row["after_form"]]
    assert len(there) == 28
    assert all(row["before_form"] != row["after_form"] for row in there)
