from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from lstm_helpers.lessons import (
    FIRST,
    OURS,
    WINDOW,
    Lessons,
    lab_arguments,
    main,
    originals,
)
from tests.test_trust import is_trusted

ROOT = Path(__file__).parents[1]
THIRD, FOURTH = "03_time_step_1.ipynb", "04_time_step_2.ipynb"


@pytest.fixture(autouse=True)
def list_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let two lessons be all there are, so that they can change."""
    folder = tmp_path / "originals"
    folder.mkdir()
    for name in (THIRD, FOURTH):
        (folder / name).write_bytes((originals() / name).read_bytes())
    monkeypatch.setattr("lstm_helpers.lessons.originals", lambda: folder)
    return folder


def edit(path: Path, old: str, new: str) -> bytes:
    """Change a notebook as somebody would who types into it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path.read_bytes()


def test_every_lesson_is_copied_and_trusted(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "lessons"
    lessons = Lessons(folder)
    lessons.trust()
    names = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert lessons.new == names == sorted(path.name for path in folder.glob("*.ipynb"))
    for name in names:
        assert (folder / name).read_bytes() == (ROOT / "notebooks" / name).read_bytes()
    assert is_trusted(folder / FIRST)


def test_what_the_learner_has_changed_stays_and_is_named(few: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    Lessons(folder)
    mine = edit(folder / THIRD, "paper", "my paper")
    edit(few / THIRD, "paper", "better paper")
    newer = edit(few / FOURTH, "paper", "better paper")
    lessons = Lessons(folder)
    assert (lessons.new, lessons.renewed, lessons.kept) == ([], [FOURTH], [THIRD])
    assert (folder / THIRD).read_bytes() == mine
    assert (folder / FOURTH).read_bytes() == newer
    assert str(lessons).splitlines() == [
        f"The lessons are in {folder}",
        "  newer than they were: 04_time_step_2",
        "  yours, left as they are: 03_time_step_1",
        "  (with --fresh they are set beside yours as they came)",
    ]
    # and so it stays, how often it is asked
    assert Lessons(folder).kept == [THIRD]
    assert (folder / THIRD).read_bytes() == mine
    lessons.trust()
    assert is_trusted(folder / FOURTH)
    assert not is_trusted(folder / THIRD)  # only what came from here


def test_a_file_that_was_there_before_is_the_learners(few: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / THIRD).write_text("my own", encoding="utf-8")
    lessons = Lessons(folder)
    assert (lessons.new, lessons.kept) == ([FOURTH], [THIRD])
    assert (folder / THIRD).read_text(encoding="utf-8") == "my own"


def test_fresh_sets_it_beside_and_touches_nothing(few: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    Lessons(folder)
    mine = edit(folder / THIRD, "paper", "my paper")
    for _ in range(2):  # the same is not set beside twice
        lessons = Lessons(folder, fresh=True)
        assert lessons.beside == ["03_time_step_1_fresh.ipynb"]
    assert str(lessons).splitlines() == [
        f"The lessons are in {folder}",
        "  yours stay as they are; beside them, fresh: 03_time_step_1_fresh",
    ]
    mine_too = edit(folder / "03_time_step_1_fresh.ipynb", "paper", "my other paper")
    assert Lessons(folder, fresh=True).beside == ["03_time_step_1_fresh_2.ipynb"]
    original = (few / THIRD).read_bytes()
    found = [(folder / f"03_time_step_1{end}.ipynb").read_bytes() for end in ("", "_fresh")]
    assert found == [mine, mine_too]
    assert (folder / "03_time_step_1_fresh_2.ipynb").read_bytes() == original


def test_a_deleted_lesson_comes_back(few: Path, tmp_path: Path) -> None:
    Lessons(tmp_path / "mine")
    (tmp_path / "mine" / FOURTH).unlink()
    assert Lessons(tmp_path / "mine").new == [FOURTH]


def test_where_the_lessons_come_from_nothing_is_written(few: Path) -> None:
    before = sorted(few.iterdir())
    lessons = Lessons(few)
    lessons.trust()
    assert sorted(few.iterdir()) == before
    assert is_trusted(few / THIRD)


def test_an_interrupted_copy_leaves_no_half_of_a_lesson(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        path.write_text("half of it", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        Lessons(tmp_path / "mine")
    assert list((tmp_path / "mine").iterdir()) == []


def test_the_command_copies_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--only-copy"]) == 0
    assert capsys.readouterr().out == f"The lessons are in {tmp_path / 'lstm-lessons'}\n"
    assert (tmp_path / "lstm-lessons" / FIRST).is_file()
    copied = json.loads((tmp_path / "lstm-lessons" / OURS / "copied.json").read_text())
    assert len(copied) == 14


def test_a_folder_that_cannot_be_made_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    assert main([str(tmp_path / "taken"), "--only-copy"]) == 1
    said = capsys.readouterr().err
    assert said == f"The lessons could not be put into {tmp_path / 'taken'}: File exists\n"


def test_lessons_that_cannot_be_trusted_are_there_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*places: Path) -> None:
        raise OSError("Jupyter's list can't be written")

    monkeypatch.setattr("lstm_helpers.lessons.trust", fails)
    assert main([str(tmp_path / "mine"), "--only-copy"]) == 0
    said = capsys.readouterr()
    assert said.out == f"The lessons are in {tmp_path / 'mine'}\n"
    assert said.err == "Jupyter's list can't be written\n"


def test_without_jupyterlab_the_lessons_are_there_and_a_sentence_says_what_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("lstm_helpers.lessons.find_spec", lambda name: None)
    assert main([str(tmp_path / "mine")]) == 1
    assert capsys.readouterr().err == (
        "JupyterLab is not installed here; `python -m pip install jupyterlab` brings it. "
        f"The lessons are in {tmp_path / 'mine'}, and open in any other Jupyter, too.\n"
    )
    assert (tmp_path / "mine" / FIRST).is_file()


def test_jupyterlab_starts_there_with_the_first_lesson_and_takes_what_is_not_for_us(
    few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    jupyterlab = SimpleNamespace(LabApp=SimpleNamespace(launch_instance=started.append))
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", jupyterlab)
    assert main([str(few), "--no-browser", "--port=8890"]) == 0
    assert started == [[*lab_arguments(few, browser=False), "--port=8890"]]
    assert f"--ServerApp.root_dir={few}" in started[0]
    assert "--no-browser" in started[0]
    assert "--no-browser" not in lab_arguments(few)
    (window,) = (few / OURS / "workspaces").iterdir()
    assert json.loads(window.read_text(encoding="utf-8"))["data"] == WINDOW
    window.write_text(left := '{"metadata": {"id": "default"}, "data": {}}', encoding="utf-8")
    assert main([str(few), "--no-browser"]) == 0
    assert window.read_text(encoding="utf-8") == left  # as the learner left it


def test_jupyterlab_is_started_in_the_lessons_own_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = [
        f"--ServerApp.root_dir={tmp_path}",
        f"--LabApp.workspaces_dir={tmp_path / '.lstm-lessons' / 'workspaces'}",
        "--LabApp.default_url=/lab/tree/00_start_here.ipynb",
    ]
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    assert lab_arguments(tmp_path) == window
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert lab_arguments(tmp_path) == ["--allow-root", *window]
    assert lab_arguments(tmp_path, browser=False)[0] == "--no-browser"
    monkeypatch.delattr("os.geteuid")  # as in Windows
    assert lab_arguments(tmp_path) == window
    (state,) = WINDOW.values()
    assert [*WINDOW] == ["layout-restorer:data"]
    files = {"collapsed": False, "current": "filebrowser", "widgets": ["filebrowser"]}
    beside = ["@jupyterlab/toc:plugin", "jp-property-inspector", "debugger-sidebar"]
    assert state == {"left": files, "right": {"collapsed": True, "widgets": beside}}


def test_the_command_says_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    for part in (
        "usage: lstm-lessons [-h] [--fresh] [--no-browser] [--only-copy] [folder]",
        "] [folder] Put the lessons into a folder of the learner's own, and open them in "
        "JupyterLab. positional arguments: folder default: lstm-lessons options:",
        "--fresh set lessons that you changed beside yours, as new --no-browser serve them, and "
        "open no browser --only-copy do not start JupyterLab Whatever else is given goes to "
        "JupyterLab, such as --port=8890.",
    ):
        assert part in said


def test_the_command_sets_lessons_beside_those_that_were_changed(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    fresh = [str(folder), "--only-copy", "--fresh"]
    for name in (THIRD, "03_time_step_1_fresh.ipynb", "03_time_step_1_fresh_2.ipynb"):
        assert main(fresh) == 0
        edit(folder / name, "paper", "my paper")
    assert main(fresh) == 0
    assert capsys.readouterr().out.endswith("beside them, fresh: 03_time_step_1_fresh_3\n")


def test_the_command_has_a_name() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"lstm-lessons": "lstm_helpers.lessons:main"}
