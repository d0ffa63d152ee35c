"""The browser's tests, run again and again, are counted as they went; none is run here."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from tools import flakes

REPORT = """<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite tests="3">
<testcase classname="tests.browser.test_a" name="test_one" time="0.5" />
<testcase classname="tests.browser.test_a" name="test_two" time="61.2"><failure /></testcase>
<testcase classname="tests.browser.test_b" name="test_three" time="7"><error /></testcase>
</testsuite></testsuites>
"""


def test_the_examples_are_true() -> None:
    assert doctest.testmod(flakes).failed == 0


def test_a_failure_and_an_error_are_both_red(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")
    went = flakes.read(report)
    assert [(test.name, test.red) for test in went] == [
        ("tests.browser.test_a::test_one", False),
        ("tests.browser.test_a::test_two", True),
        ("tests.browser.test_b::test_three", True),
    ]
    said = flakes.summary([went])
    assert "1 of 1 runs of the browser's 3 tests had a red one." in said
    assert "test_a::test_two, 61 s; over 60 s: 1." in said


@pytest.mark.parametrize(("red", "code"), [(True, 1), (False, 0)])
def test_one_red_test_in_ten_runs_makes_it_red(
    monkeypatch: pytest.MonkeyPatch, red: bool, code: int
) -> None:
    went = iter([*([[flakes.Test("a", 1, False)]] * 9), [flakes.Test("a", 1, red)]])
    monkeypatch.setattr(flakes, "once", lambda tests, report: next(went))
    assert flakes.main([]) == code


def test_where_no_test_ran_nothing_is_green(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(flakes.subprocess, "run", lambda command, **options: None)
    with pytest.raises(RuntimeError, match="ran no test of nowhere"):
        flakes.once(["nowhere"], tmp_path / "report.xml")


def test_no_runs_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        flakes.main(["--times", "0"])
    assert "--times 0 is no number of runs: say 1 or more." in capsys.readouterr().err
