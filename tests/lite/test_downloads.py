"""What is fetched for JupyterLite is whole, is what is written down, and fits together."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.lite import downloads, wheels
from tools.lite.downloads import WANTED, CannotFetch, Wheel, pinned, require, sha256_of
from tools.lite.lessons import ready
from tools.lite.lock import COMPILED, NEEDS, OF_PYODIDE, entry, lock_of
from tools.notebooks import every_notebook, read

OF_THE_KERNEL = {"ipykernel", "piplite", "pyodide-kernel", "lstm-helpers"}


def test_each_pure_package_is_in_the_version_of_the_tests_and_has_a_hash() -> None:
    assert set(WANTED["pure"]) <= set(pinned())
    assert all(re.fullmatch("[0-9a-f]{64}", sha256) for sha256 in WANTED["pure"].values())


def test_everything_that_something_needs_is_fetched() -> None:
    there = {*WANTED["pure"], *COMPILED, *OF_PYODIDE, *OF_THE_KERNEL}
    needed = {need for needs in NEEDS.values() for need in needs.split()}
    assert needed <= there
    assert there - needed == {"lstm-helpers", "piplite", "pyodide-kernel"}, "nothing else is idle"


def test_a_lock_without_something_that_is_needed_says_so() -> None:
    with pytest.raises(ValueError, match="numpy is needed"):
        lock_of({"info": {}}, [entry("contourpy", "1", "contourpy.whl", "0")])


def test_a_file_that_is_not_what_it_should_be_is_refused_and_gone(tmp_path: Path) -> None:
    path = tmp_path / "cut_short.whl"
    path.write_bytes(b"half of")
    with pytest.raises(CannotFetch, match=r"cut_short\.whl has the sha256"):
        require(path, sha256_of(path)[::-1])
    assert not path.exists()


def test_a_run_that_was_cut_short_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(*command: str) -> None:
        folder = command[command.index("-d") + 1]
        (Path(folder) / "comm-0.2.3-py3-none-any.whl").write_bytes(b"half of")
        raise KeyboardInterrupt

    monkeypatch.setattr(downloads, "_run", cut_short)
    with pytest.raises(KeyboardInterrupt):
        downloads.fetch_pure(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_kernel_that_is_changed_elsewhere_is_not_changed_by_chance(tmp_path: Path) -> None:
    path = tmp_path / "pyodide_kernel-9-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        archive.writestr("pyodide_kernel/interpreter.py", "nothing of it")
    with pytest.raises(CannotFetch, match="0 times 'use_jedi = True'"):
        wheels.unpack(Wheel("pyodide-kernel", "9", path), tmp_path / "stage")


def test_what_is_left_out_is_only_what_no_lesson_needs(tmp_path: Path) -> None:
    path = tmp_path / "numpy-9-py3-none-any.whl"
    names = ["numpy/__init__.py", "numpy/f2py/rules.py", "numpy/tests/test_a.py", "numpy/a.pyi"]
    with ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    root = wheels.unpack(Wheel("numpy", "9", path), tmp_path / "stage")
    kept = {each.relative_to(root).as_posix() for each in root.rglob("*") if each.is_file()}
    assert kept == {"numpy/__init__.py"}


def test_a_folder_is_packed_to_the_same_bytes_each_time(tmp_path: Path) -> None:
    root = wheels.stub("jedi", "0", tmp_path / "stage")
    wheels.pack(root, tmp_path / "one.whl")
    wheels.pack(root, tmp_path / "two.whl")
    assert (tmp_path / "one.whl").read_bytes() == (tmp_path / "two.whl").read_bytes()


@pytest.mark.parametrize("path", every_notebook(), ids=lambda path: path.stem)
def test_a_lesson_has_joined_texts_and_trusted_cells(path: Path) -> None:
    notebook = ready(read(path))
    assert notebook.metadata.kernelspec.name == "python"
    for cell in notebook.cells:
        assert isinstance(cell.source, str)
        if cell.cell_type == "code":
            assert cell.metadata.trusted is True
            shown = [value for output in cell.outputs for value in output.get("data", {}).values()]
            assert all(isinstance(value, str) for value in shown)
