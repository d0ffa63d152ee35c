"""With several workers a file's tests stay together, and without pytest-xdist nobody minds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import conftest

TWO_TESTS = "def test_1():\n    pass\n\n\ndef test_2():\n    pass\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert conftest.__file__ is not None
    shutil.copy(conftest.__file__, tmp_path / "conftest.py")
    for name in ("test_a.py", "test_b.py"):
        (tmp_path / name).write_text(TWO_TESTS, encoding="utf-8")
    return tmp_path


def pytest_says(folder: Path, *options: str) -> str:
    """Run the tests there, with no plugin but what is named: as if no other were installed."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir=.", *options],
        cwd=folder,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_a_worker_is_handed_whole_files_in_their_order(folder: Path) -> None:
    said = pytest_says(folder, "-p", "xdist", "-n", "2", "-v")
    assert "LoadFileScheduling" in said
    ran = re.findall(r"\[(gw\d)\].* PASSED (test_\w)\.py::(test_\d)", said)
    assert len(ran) == 4
    for name in ("test_a", "test_b"):
        assert len({worker for worker, file, _ in ran if file == name}) == 1
        assert [test for _, file, test in ran if file == name] == ["test_1", "test_2"]


def test_without_xdist_all_is_as_ever(folder: Path) -> None:
    assert "4 passed" in pytest_says(folder)


def after_the_hook(**options: object) -> dict[str, object]:
    config = SimpleNamespace(option=SimpleNamespace(distload=False, **options))
    conftest.pytest_cmdline_main(config)  # type: ignore[arg-type]
    return vars(config.option)


def test_who_asks_for_another_way_gets_it() -> None:
    assert after_the_hook(numprocesses=2, dist="worksteal")["dist"] == "worksteal"
    assert after_the_hook(numprocesses=0, dist="no")["dist"] == "no"
    assert after_the_hook(numprocesses=None, dist="no")["dist"] == "no"
    assert after_the_hook(numprocesses="auto", dist="no")["dist"] == "loadfile"
