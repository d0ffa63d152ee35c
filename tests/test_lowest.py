"""The lowest versions are those that pyproject.toml's ranges begin with."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools import lowest

SMALL = """
[project]
dependencies = ["numpy>=2.0,<3", "Py_YAML>=6.0.1"]
[project.optional-dependencies]
test = ["numpy>=2.1", "colorama>=0.4; sys_platform == 'win32'"]
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "pyproject.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_each_package_stands_at_the_bottom_of_its_range(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lowest, "COMPANIONS", {"cycler": lowest.Companion("<1", "as a test")})
    asked = lowest.requirements(["test"], small)
    assert lowest.constraints(asked) == [
        'colorama==0.4; sys_platform == "win32"',
        "cycler<1",
        "numpy==2.1",  # the higher of two bottoms
        "py-yaml==6.0.1",
    ]
    assert "numpy==2.0" in lowest.constraints(lowest.requirements([], small))


def test_an_extra_that_is_not_there_is_said(small: Path) -> None:
    with pytest.raises(ValueError, match="there is no extra 'labs'; there are test"):
        lowest.requirements(["labs"], small)


def test_a_range_without_a_bottom_is_said() -> None:
    with pytest.raises(ValueError, match="numpy<3 has no lowest version"):
        lowest.floor(Requirement("numpy<3"))


def test_every_range_of_this_project_has_a_bottom(capsys: pytest.CaptureFixture[str]) -> None:
    assert lowest.main(["lab", "keras", "test", "bench"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert any(line.startswith("numpy==") for line in printed)
    assert printed == sorted(printed)


def test_a_companion_is_nobody_whom_the_package_asks_for_and_says_why_it_is_there() -> None:
    asked = {each.name for each in lowest.requirements(["lab", "keras", "test", "bench"])}
    assert not asked & lowest.COMPANIONS.keys()
    assert all(companion.because for companion in lowest.COMPANIONS.values())


def test_its_examples_are_right() -> None:
    assert doctest.testmod(lowest).failed == 0
