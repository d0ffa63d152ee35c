"""The report on accessibility speaks of every criterion once, and names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REPORT = (ROOT / "docs" / "ACCESSIBILITY.md").read_text(encoding="utf-8")

# WCAG 2.2, by level: 31 and 24.
CRITERIA = {
    "A": """1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2
        2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2
        3.3.7 4.1.2""",
    "AA": """1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7
        2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3""",
}
TERMS = {"Supports", "Partially Supports", "Does Not Support", "Not Applicable"}


def rows(level: str) -> list[list[str]]:
    section = re.search(rf"^## Level {level}\n(.*?)^## ", REPORT, re.MULTILINE | re.DOTALL)
    assert section is not None
    lines = [line for line in section[1].splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("level", CRITERIA)
def test_every_criterion_is_there_once_in_its_order(level: str) -> None:
    numbers = [row[0].partition(" ")[0] for row in rows(level)]
    assert numbers == CRITERIA[level].split()
    assert len(numbers) == {"A": 31, "AA": 24}[level]


@pytest.mark.parametrize("level", CRITERIA)
def test_each_says_how_far_it_is_met_and_why(level: str) -> None:
    for criterion, pages, cell, remark in rows(level):
        assert {pages, cell} <= TERMS, criterion
        assert len(remark) > 5, criterion


def test_the_tests_that_are_named_are_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", REPORT))
    assert len(named) > 5
    there = {path.stem for path in (ROOT / "tests" / "browser").glob("test_*.py")}
    assert named <= there
