"""Scripts get shorter where esbuild is, and stay as they are where it is not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from lstm_helpers.page.scripts import script, sheet
from tools import minify
from tools.minify import minified

esbuild = pytest.mark.skipif(not minify.ESBUILD.exists(), reason="npm has not brought esbuild")


@esbuild
def test_a_script_gets_shorter_and_keeps_its_letters() -> None:
    text = script("live/page.js")
    short = minified(text)
    assert len(short) < 0.85 * len(text)
    assert "∂" in short


@esbuild
def test_a_module_keeps_what_it_exports() -> None:
    short = minified("function long() {}\nexport default { render: long };\n")
    assert "export default{render:" in short


@esbuild
def test_a_style_sheet_gets_shorter() -> None:
    text = sheet("page/base.css")
    assert len(minified(text, "css")) < len(text)


@esbuild
def test_what_is_no_script_is_not_passed_over(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        minified("const = ;")
    assert "Expected identifier" in capfd.readouterr().err


def test_without_esbuild_a_script_stays_and_a_note_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(minify, "ESBUILD", tmp_path / "esbuild")
    minify._note.cache_clear()
    assert minified("const here = 1;") == "const here = 1;"
    assert minified("const there = 2;") == "const there = 2;"
    assert capsys.readouterr().err.count("NOTE: esbuild is missing") == 1
    minify._note.cache_clear()
    minified.cache_clear()
