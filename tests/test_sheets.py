"""Sheets as PDF: the same bytes, fonts inside, nothing cut, and on the page what is asked."""

from __future__ import annotations

import itertools
import re
from argparse import Namespace
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import matplotlib
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.text import Text

from lstm_helpers.exercises.practice import LEVELS
from lstm_helpers.exercises.sheets import class_of, sheet
from lstm_helpers.picture.layout import FIELDS
from lstm_helpers.words.numbers import format_number
from tools import sheets
from tools.sheet_pages import MARGIN, PAPERS, all_texts, key_pages, measured, sheet_pages
from tools.sheets import chosen_class, main, settings, write_pdf

pytestmark = pytest.mark.around

papers = pytest.mark.parametrize("paper", PAPERS)
levels = pytest.mark.parametrize("level", LEVELS)
SMALLEST = 6.5  # points: as small as the small print of a newspaper; a sheet's own is larger


@cache
def pages(level: int, paper: str) -> list[Figure]:
    with matplotlib.rc_context(settings()):
        return sheet_pages(sheet(level, 3), paper)


def words(figures: Sequence[Figure]) -> list[str]:
    return [text.get_text() for text in all_texts(figures)]


def test_the_same_sheet_is_the_same_file(tmp_path: Path) -> None:
    files = []
    for name in ("one.pdf", "two.pdf"):
        with matplotlib.rc_context(settings()):
            assert write_pdf(tmp_path / name, sheet_pages(sheet(2, 5), "a4")[1:]) == 1
        files.append((tmp_path / name).read_bytes())
    assert files[0] == files[1]
    assert b"CreationDate" not in files[0]
    assert_fonts_inside(files[0])


def assert_fonts_inside(data: bytes) -> None:
    """Each font is there as outlines, and says which letter is which: texts stay texts."""
    fonts = re.findall(rb"/Subtype /(Type3|CIDFontType2|Type1|TrueType)\b", data)
    assert {*fonts} == {b"CIDFontType2"}
    assert data.count(b"/FontFile2") == len(fonts)
    assert b"/ToUnicode" in data


@pytest.mark.parametrize(
    ("level", "paper"), [*((level, "letter") for level in LEVELS), (2, "a4"), (5, "a4")]
)
def test_nothing_is_cut_and_no_text_covers_another(level: int, paper: str) -> None:
    for figure in pages(level, paper):
        assert_tidy(figure, paper)


def assert_tidy(figure: Figure, paper: str) -> None:
    width, height = PAPERS[paper]
    boxes = [(text.get_text(), *extent(text)) for text in all_texts([figure])]
    for says, left, bottom, right, top in boxes:
        assert MARGIN - 0.1 <= left, says
        assert right <= width - MARGIN + 0.1, says
        assert MARGIN / 2 <= bottom, says
        assert top <= height - MARGIN / 2, says
    for (one, *a), (other, *b) in itertools.combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one!r} and {other!r}"


def extent(text: Text) -> tuple[float, float, float, float]:
    """Left, bottom, right and top in millimetres: of the height, what most letters fill."""
    size = text.get_fontsize()
    assert size >= SMALLEST, text
    x, y = text.get_transform().transform(text.get_position()) / text.figure.dpi * 25.4
    wide = measured(text.get_text(), size, text.get_fontweight() == "bold")
    left = x - wide * {"left": 0, "center": 0.5, "right": 1}[text.get_horizontalalignment()]
    return left, y, left + wide, y + 0.72 * size / 72 * 25.4


@papers
def test_keys_are_not_cut_either(paper: str) -> None:
    for level in (2, 5):  # with a table, and with gradients
        with matplotlib.rc_context(settings()):
            for figure in key_pages(class_of(level, 2), paper):
                assert_tidy(figure, paper)


@levels
def test_there_is_a_frame_for_each_number_and_none_is_filled_in(level: int) -> None:
    made = sheet(level, 3)
    for figure, (t, names) in zip(pages(level, "letter"), made.asks, strict=False):
        wells = {
            patch.get_gid().removeprefix("well_"): patch.get_linewidth()
            for patch in figure.findobj(Rectangle)
            if (patch.get_gid() or "").startswith("well_")
        }
        assert {*wells} == {*names, *made.on_the_way(t)}
        assert {name for name, width in wells.items() if width > 1} == {*names}
        written = {text.get_gid(): text.get_text() for text in all_texts([figure])}
        for name in FIELDS:
            if name in wells:
                assert name not in written, name
            elif name in made.scene(t).shown:
                assert written[name] == format_number(made.scene(t).shown[name])
        assert "?" not in written.values()


@levels
def test_all_that_is_needed_stands_on_the_sheet(level: int) -> None:
    made = sheet(level, 3)
    figures = pages(level, "letter")
    said = words(figures)
    assert len(figures) == 2
    for figure in figures:
        assert f"sheet {level}-3" in words([figure])
    assert said.count("name") == said.count("date") == 2
    for value in made.exercise.setting.weights.as_dict().values():
        assert format_number(float(value)) in said
    assert any(made.riddle.title in line for line in said)
    for name in made.ticks.moved:
        assert name in said


@pytest.mark.parametrize("level", [2, 5])
def test_the_key_has_every_number(level: int) -> None:
    some = class_of(level, 2)
    with matplotlib.rc_context(settings()):
        said = words(key_pages(some, "a4"))
    for made in some:
        start = said.index(f"sheet {level}-{made.number}")
        block = said[start : start + 200]
        for value in made.answers.values():
            assert format_number(value) in block
        ticks = sum(map(len, made.ticks.changes.values()))
        ends = next((n for n, line in enumerate(block) if "is one way" in line), len(block))
        assert block[:ends].count("✓") == ticks


def test_without_colour_each_wire_has_its_own_dashes_and_ink() -> None:
    (front, _) = pages(2, "a4")
    wires = {
        patch.get_gid(): patch
        for patch in front.findobj(PathPatch)
        if (patch.get_gid() or "").startswith("wire_")
    }
    assert {wire.get_alpha() for wire in wires.values()} == {1}
    dashes = {repr(wires[f"wire_{name}"].get_linestyle()) for name in "figo"}
    assert len(dashes) == 4


def test_the_command_writes_sheets_and_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "write_pdf", lambda path, figures: len([*figures]))
    assert main(["--level", "1", "--count", "1", "--first", "9", "--to", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    for paper in PAPERS:
        assert f"level-1_9-9_{paper}.pdf: 2 pages" in said
        assert f"level-1_9-9_key_{paper}.pdf: 1 pages" in said
    assert main(["--level", "8", "--to", str(tmp_path)]) == 1
    assert "level is 8; expected" in capsys.readouterr().err


def test_a_classs_files_are_called_by_their_first_and_last_sheet(tmp_path: Path) -> None:
    chosen = Namespace(level=2, count=3, first=5, to=tmp_path / "new")
    name, made = chosen_class(chosen)
    assert name == "level-2_5-7"
    assert made == class_of(2, 3, 5)
    assert chosen.to.is_dir()
