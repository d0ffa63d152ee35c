"""The drawing: real text, large enough, the same every time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lstm_helpers.charts.content import Content, Dot, Line
from lstm_helpers.charts.drawing import plan_svg
from lstm_helpers.charts.plan import FRAME, plan
from lstm_helpers.charts.scales import SCALES
from lstm_helpers.picture.layout import STYLES

SVG = "{http://www.w3.org/2000/svg}"


def drawn(scale: str) -> str:
    lines = [
        Line("c", [(1, 1), (2, 12), (3, 3211)], "c", "c"),
        Line("<loss> of 'it' & all", [(1, 1), (2, float("inf")), (3, 247)], "loss", "ink"),
    ]
    return plan_svg(
        plan(Content(lines, "time step", "<size>", "c & h", scale, Dot(2, 12, "f"), mark=2))
    )


@pytest.mark.parametrize("scale", SCALES)
def test_the_svg_is_real_text_and_the_same_every_time(scale: str) -> None:
    svg = drawn(scale)
    assert svg == drawn(scale)
    root = ElementTree.fromstring(svg)
    texts = {text.strip() for text in root.itertext() if text.strip()}
    assert {"c & h", "time step", "<size>", "c = 3211", "loss = 247"} <= texts
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert {"line_c", "label_c"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert not any(" " in each for each in ids)


@pytest.mark.parametrize("scale", SCALES)
def test_a_chart_looks_as_it_did_when_somebody_looked_at_it(scale: str) -> None:
    """Where a change is meant: look at the new one, and put it in the place of the old one."""
    lines = [
        Line("c", [(1, 0.5), (2, 12), (3, float("nan")), (4, 3211), (5, 0), (6, 1)], "c", "c"),
        Line("one & two", [(1, 1), (2, -2), (3, 247)], "one & two", "ink", valued=False),
    ]
    shown = Content(lines, "epoch <n>", "loss", "c & h", scale, Dot(2, 12, "f"), mark=2)
    looked_at = Path(__file__).with_name(f"chart_{scale}.svg").read_text(encoding="utf-8")
    assert plan_svg(plan(shown)) == looked_at


def test_letters_are_12_pixels_high_in_the_smallest_picture() -> None:
    root = ElementTree.fromstring(drawn("linear"))
    sizes = [float(text.get("font-size", 0)) for text in root.iter(f"{SVG}text")]
    assert min(sizes) * 640 / FRAME.width >= 12


def test_colours_are_the_palettes() -> None:
    root = ElementTree.fromstring(drawn("linear"))
    line = next(path for path in root.iter(f"{SVG}path") if path.get("data-line") == "c")
    assert line.get("stroke") == STYLES["c"].colour
    assert "var(" not in drawn("linear")


def test_a_chart_needs_no_matplotlib() -> None:
    code = (
        "import sys; from lstm_helpers import Chart; Chart({'h': [1]}).svg; print([*sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "'lstm_helpers.charts.drawing'" in done.stdout
    assert "matplotlib" not in done.stdout
