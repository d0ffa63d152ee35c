from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_code_cell, new_notebook, new_output

from lstm_helpers.trust import main, trust


@pytest.fixture(autouse=True)
def list_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own list of trusted notebooks out of this."""
    folder = tmp_path / "jupyter"
    folder.mkdir()
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "lessons"
    (folder / "deeper").mkdir(parents=True)
    (folder / ".ipynb_checkpoints").mkdir()
    for name in ("one.ipynb", "deeper/two.ipynb", ".ipynb_checkpoints/one-checkpoint.ipynb"):
        write(folder / name, name)
    return folder


def write(path: Path, svg: str = "<svg/>") -> Path:
    picture = new_output("display_data", {"image/svg+xml": svg, "text/plain": "h = 1"})
    nbformat.write(new_notebook(cells=[new_code_cell("1", outputs=[picture])]), path)
    return path


def is_trusted(path: Path) -> bool:
    """Ask as Jupyter's server does when it opens a notebook."""
    notary = NotebookNotary()
    try:
        return notary.check_signature(nbformat.read(path, as_version=4))
    finally:
        notary.store.close()


def test_every_notebook_in_a_folder_is_trusted_but_hidden_ones(folder: Path) -> None:
    one, two = folder / "one.ipynb", folder / "deeper" / "two.ipynb"
    assert not is_trusted(one)
    assert trust(folder) == {one: "trusted", two: "trusted"} == trust(folder)
    assert is_trusted(one)
    assert is_trusted(two)
    assert not is_trusted(folder / ".ipynb_checkpoints" / "one-checkpoint.ipynb")


def test_the_place_of_the_list_need_not_be_there_before(
    folder: Path, list_of_its_own: Path
) -> None:
    list_of_its_own.rmdir()
    assert trust(folder / "one.ipynb") == {folder / "one.ipynb": "trusted"}
    assert is_trusted(folder / "one.ipynb")


def test_what_is_changed_afterwards_is_a_stranger_again(folder: Path) -> None:
    trust(folder / "one.ipynb")
    assert not is_trusted(write(folder / "one.ipynb", "<svg>another</svg>"))


def test_the_command_trusts_this_folder_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main([]) == 0
    assert capsys.readouterr().out == "2 notebooks trusted, in .\n"
    assert is_trusted(folder / "one.ipynb")
    assert main([str(folder / "one.ipynb")]) == 0
    assert capsys.readouterr().out == f"1 notebook trusted, in {folder / 'one.ipynb'}\n"
    assert main([str(folder / "one.ipynb"), "deeper"]) == 0
    said = f"2 notebooks trusted, in {folder / 'one.ipynb'} and deeper\n"
    assert capsys.readouterr().out == said


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"nbformat": 4}', "\x00\xff", "<html>"])
def test_what_is_no_notebook_is_left_alone_and_the_others_are_trusted(
    folder: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = folder / "broken.ipynb"
    broken.write_text(content, encoding="latin-1")
    assert main([str(folder)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("2 notebooks trusted")
    assert said[1:] == [f"  {broken}: left alone, for it is not a notebook"]
    assert is_trusted(folder / "one.ipynb")


def test_what_cannot_be_read_is_left_alone_and_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(file: Path, as_version: int) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(nbformat, "read", refused)
    one = folder / "one.ipynb"
    assert trust(one) == {one: "left alone, for it could not be read: Permission denied"}


def test_the_command_says_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "usage: python -m lstm_helpers.trust [-h] [places ...] Trust notebooks, so that" in said
    about = "shows their stored pictures as soon as they are opened. positional arguments: places "
    assert f"{about}default: this folder options:" in said


@pytest.mark.parametrize("name", ["trust", "lessons"])
def test_it_runs_as_a_module(name: str) -> None:
    command = [sys.executable, "-m", f"lstm_helpers.{name}", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.startswith("usage: ")


def test_a_place_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere"]) == 1
    assert capsys.readouterr().err == (
        "nowhere is not here; expected a notebook, or a folder with some.\n"
    )


def test_a_list_that_cannot_be_kept_is_told(
    folder: Path, list_of_its_own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # A folder in the list's place can't be opened; its name of old is taken, too.
    for name in ("nbsignatures.db/full", "nbsignatures.db.bak/full"):
        (list_of_its_own / name).mkdir(parents=True)
    assert main([str(folder)]) == 1
    assert capsys.readouterr().err == (
        "Jupyter's list of trusted notebooks can't be written: is there room in "
        f"{list_of_its_own}, and may you write there?\n"
    )


def test_without_nbformat_one_sentence_says_what_brings_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("lstm_helpers.trust.find_spec", lambda name: None)
    assert main([str(folder)]) == 1
    assert capsys.readouterr().err == (
        "nbformat is not installed here, so no notebook can be trusted; `pip install nbformat` "
        "brings it, and so does JupyterLab.\n"
    )


def test_nbformat_is_not_asked_for_before_it_is_needed() -> None:
    code = "import sys, lstm_helpers.trust, lstm_helpers.lessons; print('nbformat' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert importlib.util.find_spec("nbformat")
