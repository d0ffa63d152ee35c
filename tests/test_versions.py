"""Every environment is named, made and counted as it should be; none is made here."""

from __future__ import annotations

import doctest
import sys
from collections import Counter
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from tests.test_packaging import PROJECT
from tools import versions
from tools.versions import Counts, Environment, Report, chosen, environments, turn

REPORT = """<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests">
<testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10"></testsuite></testsuites>
"""


def test_the_pythons_are_those_that_the_package_is_for() -> None:
    allowed = SpecifierSet(PROJECT["requires-python"])
    every = [f"3.{minor}" for minor in range(30)]
    assert versions.allowed_pythons() == [each for each in every if f"{each}.0" in allowed]


def test_this_python_is_found_and_one_that_nobody_has_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert versions.find_python(versions.HERE) == sys.executable
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert versions.find_python("3.99") is None


def test_the_lowest_versions_go_with_the_oldest_python() -> None:
    names = [each.name for each in environments(["3.11", "3.12"])]
    assert names == ["highest-3.11", "highest-3.12", "lowest-3.11", "bare-3.11"]


def test_the_highest_versions_are_the_pinned_ones_and_what_make_setup_made_serves() -> None:
    here = Environment("highest", versions.HERE)
    assert here.constraints == versions.PINS.read_text(encoding="utf-8")
    assert here.folder == Path(sys.prefix)
    assert Environment("lowest", versions.HERE).folder.parent == versions.FOLDER


def test_the_bare_one_has_neither_keras_nor_jupyterlab_and_an_older_ipywidgets() -> None:
    *_, lowest, bare = environments(["3.11"])
    assert bare.packages == ["-e", ".[test]", "ipykernel", "nbval"]
    pins = bare.constraints.splitlines()
    assert {pin.split("==")[0] for pin in pins} >= {"ipykernel", "nbval", "ipywidgets", "pytest"}
    assert not [pin for pin in pins if pin.startswith(("keras", "tensorflow", "jupyterlab"))]
    assert "ipywidgets==7.7.1" in pins
    assert "ipywidgets==8.1" in lowest.constraints.splitlines()


def test_each_environment_has_its_turn_and_a_commit_always_the_same() -> None:
    every = environments(["3.11", "3.12", "3.13"])
    turns = Counter(turn(f"{commit:040x}", every).name for commit in range(100))
    assert set(turns.values()) == {20}


def test_environments_are_chosen_by_the_beginnings_of_their_names() -> None:
    every = environments(["3.11", "3.12"])
    assert chosen(every, []) == every
    assert [each.name for each in chosen(every, ["low", "highest-3.12"])] == [
        "highest-3.12",
        "lowest-3.11",
    ]


def test_what_pytest_reports_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    path.write_text(REPORT, encoding="utf-8")
    assert Counts.read(path) == Counts(passed=4, failed=3, skipped=3)


def test_a_part_that_fails_is_red_and_the_next_one_does_not_hide_it() -> None:
    report = Report("lowest-3.11")
    assert report.add("setup", 0, 60.4)
    assert not report.add("tests", 1, 90, Counts(7, 1, 0))
    assert not report.add("notebooks", 124, 3600)
    assert report.add("notebooks", 0, 60, Counts(304, 0, 0))
    assert str(report) == (
        "RED    lowest-3.11   setup done, 60 s; tests 7 passed, 1 failed, 0 skipped, 90 s; "
        "notebooks FAILED (124), 3600 s; notebooks 304 passed, 0 failed, 0 skipped, 60 s"
    )


def test_one_red_environment_makes_all_red(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(environment: Environment, python: str, workers: str) -> Report:
        report = Report(environment.name)
        report.add("setup", environment.kind == "lowest", 1)
        return report

    monkeypatch.setattr(versions, "check", check)
    monkeypatch.setattr(versions, "find_python", {"3.11": "python3.11"}.get)
    assert versions.main(["highest"]) == 0
    assert versions.main([]) == 1
    said = capsys.readouterr().out
    assert "NOT TESTED on Python 3.13: this machine has none with its venv module." in said
    assert "green  highest-3.11" in said
    assert "RED    lowest-3.11" in said


def test_an_environment_is_made_once_and_anew_when_its_packages_change(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[tuple[str, ...]] = []

    def run(python: str, *arguments: str) -> int:
        ran.append(arguments)
        if arguments[1] == "venv":
            Path(arguments[2]).mkdir()
        return 0

    monkeypatch.setattr(versions, "run", run)
    monkeypatch.setattr(versions, "FOLDER", tmp_path)
    bare = Environment("bare", "3.11", ["test"], ["nbval"])
    assert [versions.make(bare, "python3.11") for _ in range(2)] == [0, 0]
    assert [arguments[1] for arguments in ran] == ["venv", "pip"]
    versions.make(Environment("bare", "3.11", ["test"]), "python3.11")
    assert [arguments[1] for arguments in ran] == ["venv", "pip", "venv", "pip"]


def test_what_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MOST_SECONDS", 0.1)
    assert versions.run(sys.executable, "-c", "while True: pass") == 124


def test_its_examples_are_right() -> None:
    assert doctest.testmod(versions).failed == 0
