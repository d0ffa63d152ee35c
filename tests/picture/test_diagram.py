from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from inspect import signature
from itertools import combinations
from math import hypot
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Bbox

from lstm_helpers import STANDARD, Explorer, Trace, Weights, run, step
from lstm_helpers.cell.weights import GATES
from lstm_helpers.graph.forward import known
from lstm_helpers.graph.scene import FACES, Scene
from lstm_helpers.graph.table import BY_NAME, STAGES
from lstm_helpers.picture.diagram import (
    condensed,
    draw,
    draw_scene,
    drawn_svg,
    drawn_template,
    own_settings,
    svg,
)
from lstm_helpers.picture.fit import fit, text_width
from lstm_helpers.picture.layout import BOXES, HEIGHT, SLOTS, STYLES, WIDTH, WIRES, Box, ground
from lstm_helpers.picture.svg import FAINT, TEMPLATE, scene_svg, wire_width
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.spoken import described
from lstm_helpers.words.texts import BLANK, caption, slot_texts
from tests.geometry import ends, on_outline, points, segments, shapes
from tests.scenes import (
    ARTICLE,
    EXTREMES,
    REAL,
    WORKED_OUT,
    distinct,
    everywhere,
    scene_of,
    scenes,
)

SVG = "{http://www.w3.org/2000/svg}"

faces = pytest.mark.parametrize("face", FACES)
quantities = [name for name in WORKED_OUT if not name.startswith("z_")]


def article(**changes) -> Trace:
    return run(Weights.ones(**changes), [1, 1, 1])


class Page:
    """An SVG read as a page reads it."""

    def __init__(self, text: str) -> None:
        self.root = ElementTree.fromstring(text)
        self.named = {e.get("id"): e for e in self.root.iter() if e.get("id")}

    def text(self, name: str) -> str:
        return self.named[name].text

    def slot(self, name: str) -> str:
        return " ".join(map(self.text, SLOTS[name].ids)).strip()

    def style(self, name: str) -> dict[str, str]:
        return dict(part.split(":") for part in self.named[name].get("style").split(";"))


@cache
def article_svg(t: int = 2, upto: str = "h", face: str = "values") -> str:
    return svg(article(), t=t, upto=upto, face=face)


@cache
def distinct_page() -> Page:
    return Page(scene_svg(distinct()))


def article_page(*args) -> Page:
    return Page(article_svg(*args))


def by_gid(figure: Figure) -> dict:
    return {a.get_gid(): a for a in figure.axes[0].get_children() if a.get_gid()}


@cache
def drawn_article(face: str = "values") -> dict:
    return by_gid(draw(article(), face=face))


# ---- the SVG -------------------------------------------------------------------------------------


@faces
def test_the_svg_can_stand_in_a_page_beside_others(face):
    text = article_svg(2, "h", face)
    assert text.startswith("<svg ")
    for leak in ("<?xml", "<!DOCTYPE", "<style", "<metadata", "<!--", "dc:date", "url(", "href="):
        assert leak not in text, leak
    assert re.findall(r"https?://[^\"'<>\s]+", text) == ["http://www.w3.org/2000/svg"]


def test_the_svg_takes_the_width_of_its_place():
    root = article_page().root
    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert root.get("width") is root.get("height") is None
    assert root.get("role") == "img"


@faces
def test_title_and_description_come_first_and_say_what_is_shown(face):
    scene = distinct(face=face)
    first, second = list(Page(scene_svg(scene)).root)[:2]
    assert (first.tag, first.text) == (f"{SVG}title", f"LSTM cell, {caption(scene)}")
    assert (second.tag, second.text) == (f"{SVG}desc", described(scene))


@faces
def test_every_slot_is_real_text_under_its_own_id(face):
    scene = distinct(face=face, activations=REAL)
    page = Page(scene_svg(scene))
    for name, text in slot_texts(SLOTS, scene).items():
        assert page.slot(name).split() == text.replace(BLANK, " ").split(), name
    assert page.root.findall(f".//{SVG}use") == []
    assert page.root.findall(f".//{SVG}text//{SVG}path") == []


@pytest.mark.parametrize("name", ["x", "h_prev", "c_prev", *quantities])
def test_every_quantity_has_an_id_with_its_number(name):
    page = distinct_page()
    assert page.text(name) == format_number(distinct().known[name])
    assert page.named[name].tag == f"{SVG}text"


@faces
def test_no_id_is_there_twice(face):
    ids = re.findall(r'\bid="([^"]*)"', article_svg(2, "h", face))
    assert len(set(ids)) == len(ids)


def test_every_box_and_wire_has_an_id():
    named = set(article_page().named)
    assert {f"{kind}_{name}" for kind in ("box", "halo") for name in shapes} <= named
    assert {f"{kind}_{w.name}" for kind in ("wire", "tip", "back") for w in WIRES} <= named


@pytest.mark.parametrize(
    "title",
    ["<b>bold</b>", "a & b", "say \"6\" or '6'", "costs $5 or $6", "$x_1$", r"$\nope$", "]]> -->"],
)
def test_a_title_is_shown_as_it_was_typed(title):
    text = svg(article(), title=title)
    page = Page(text)
    assert page.slot("title") == title
    assert page.root.find(f"{SVG}title").text == f"LSTM cell, {title}"
    assert "<b>" not in text


def test_what_is_invisible_keeps_its_colour_for_the_live_view():
    page = article_page(2, "f")
    for name in (*(f"halo_{box}" for box in shapes), *(f"back_{w.name}" for w in WIRES)):
        style = page.style(name)
        assert {style.get("fill"), style.get("stroke")} - {"none", None}, name
        assert style["opacity"] == ("1" if name == "halo_f" else "0"), name


# ---- the same bytes every time -------------------------------------------------------------------

FRESH = """
import hashlib, sys
from lstm_helpers import Weights, run, svg
text = svg(run(Weights.ones(w_f=0.3), [1, 2, 3]), t=3, upto="keep")
print(hashlib.sha256(text.encode()).hexdigest())
print(*sorted(name for name in sys.modules if name.startswith(("matplotlib.pyplot", "ipywidgets"))))
"""


def in_a_fresh_process(code: str, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_the_same_picture_has_the_same_bytes_in_any_process():
    text = svg(run(Weights.ones(w_f=0.3), [1, 2, 3]), t=3, upto="keep")
    here = hashlib.sha256(text.encode()).hexdigest()
    svg(article())
    assert svg(run(Weights.ones(w_f=0.3), [1, 2, 3]), t=3, upto="keep") == text
    for seed in ("1", "2"):
        assert in_a_fresh_process(FRESH, PYTHONHASHSEED=seed)[0] == here


def test_drawing_and_saving_loads_neither_pyplot_nor_widgets():
    code = (
        FRESH
        + """
import io
from lstm_helpers import draw
for format in ("png", "pdf", "svg"):
    draw(run(Weights.ones(), [1])).savefig(io.BytesIO(), format=format)
print(*sorted(name for name in sys.modules if name.startswith(("matplotlib.pyplot", "ipywidgets"))))
"""
    )
    assert in_a_fresh_process(code, MPLBACKEND="")[1:] == ["", ""]


@pytest.mark.parametrize(
    "rc",
    [
        {"font.size": 30, "font.family": ["serif"], "lines.linewidth": 9, "text.color": "red"},
        {"savefig.facecolor": "black", "figure.facecolor": "black", "axes.facecolor": "red"},
        {"savefig.dpi": 300, "figure.dpi": 200, "savefig.transparent": True},
        {"savefig.bbox": "tight", "savefig.pad_inches": 1, "axes.axisbelow": True},
        {"patch.linewidth": 7, "patch.edgecolor": "red", "patch.force_edgecolor": True},
        {"hatch.linewidth": 3, "path.sketch": (1, 100, 2), "lines.dash_capstyle": "round"},
        {"svg.fonttype": "path", "svg.hashsalt": "other", "text.hinting": "none"},
        {"text.parse_math": True, "axes.unicode_minus": False, "axes.grid": True},
        {"figure.autolayout": True, "figure.constrained_layout.use": False},
        {"figure.constrained_layout.use": True},
    ],
    ids=lambda rc: next(iter(rc)),
)
def test_a_learners_own_settings_do_not_change_the_svg(rc):
    with matplotlib.rc_context(rc):
        assert svg(article(), t=2) == article_svg()


def test_a_learners_own_settings_do_not_change_saved_files(tmp_path):
    def files() -> list[bytes]:
        explorer = Explorer(show=())
        explorer.save(tmp_path / "cell.png")
        explorer.save(tmp_path / "cell.pdf")
        names = ("cell.png", "cell.pdf")
        return [(tmp_path / n).read_bytes() for n in names]

    before = files()
    with matplotlib.rc_context(
        {"savefig.facecolor": "black", "savefig.bbox": "tight", "path.sketch": (1, 100, 2)}
    ):
        assert files() == before


def test_the_backend_stays_the_learners():
    with matplotlib.rc_context({"backend_fallback": False, "lines.linewidth": 9.0}):
        changes = own_settings()
    assert changes["lines.linewidth"] == 1.5
    assert [name for name in changes if name.startswith("backend")] == []


def test_drawing_leaves_matplotlibs_settings_as_they_were():
    before = dict(matplotlib.rcParams)
    draw(article())
    svg(article())
    assert dict(matplotlib.rcParams) == before


# ---- without drawing -----------------------------------------------------------------------------


@settings(max_examples=25)
@given(scenes)
def test_filled_in_or_drawn_anew_the_svg_is_the_same(scene):
    assert scene_svg(scene) == drawn_svg(scene)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("upto", ["f", "h"])
def test_filled_in_or_drawn_anew_at_a_stage_of_the_walk(face, upto):
    values = {name: n / 7 - 2 for n, name in enumerate(BY_NAME)}
    for title in ("", "a < b & c > d", "\\1 {0} %s", "]]>"):
        scene = Scene([values] * 3, 2, upto, REAL, face, title, "c")
        assert scene_svg(scene) == drawn_svg(scene)


@pytest.mark.parametrize(("said", "written"), [("", "1"), ("; stroke-width: 2.50", "2.5")])
def test_a_line_says_its_width_also_where_matplotlib_leaves_1_out(said, written):
    drawn = f'<svg><g id="wire_x"><path d="M 0 0 L 1 1" style="stroke: #000{said}"/></g></svg>'
    assert f"stroke-width:{written};" in condensed(drawn, "", "")


def test_the_stored_template_is_what_is_drawn_today():
    assert drawn_template() == TEMPLATE.read_text(encoding="utf-8"), "make tables"


def test_the_template_is_small():
    """It goes into the page's module, too."""
    assert len(gzip.compress(TEMPLATE.read_bytes(), 9)) < 6000


def test_every_colour_of_the_svg_has_one_for_a_dark_ground():
    colours = set(re.findall(r"#\w+|(?<=fill:)\w+|(?<=stroke:)\w+", TEMPLATE.read_text("utf-8")))
    assert colours - {"none"} <= set(ground())


def test_an_svg_needs_no_matplotlib():
    code = FRESH + "print('matplotlib' in sys.modules)"
    assert in_a_fresh_process(code)[-1] == "False"


# ---- files ---------------------------------------------------------------------------------------


def test_the_picture_is_saved_as_png_and_pdf_like_any_other():
    files = {}
    for format in ("png", "pdf"):
        file = io.BytesIO()
        draw(article(), t=2).savefig(file, format=format)
        files[format] = file.getvalue()
    assert files["png"].startswith(b"\x89PNG")
    assert struct.unpack(">II", files["png"][16:24]) == (WIDTH, HEIGHT)
    assert files["pdf"].startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[ ?([\d. ]+)\]", files["pdf"]).group(1)
    assert [float(n) for n in box.split()] == [0, 0, WIDTH, HEIGHT]


def test_a_saved_picture_is_not_blank():
    figure = draw(article(), t=2)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    pixels = np.asarray(canvas.buffer_rgba())
    for box in shapes.values():
        x, y = int(box.x), int(HEIGHT - box.y)
        half_w, half_h = int(box.w / 2), int(box.h / 2)
        around = pixels[y - half_h : y + half_h, x - half_w : x + half_w, :3].reshape(-1, 3)
        assert len(np.unique(around, axis=0)) > 10, box.name


# ---- what is drawn, and on what ------------------------------------------------------------------


def test_without_axes_a_bare_figure_is_made():
    figure = draw(article())
    assert type(figure) is Figure
    assert figure.canvas.manager is None
    assert len(figure.axes) == 1


def test_a_step_alone_is_drawn_at_the_time_step_it_is_given():
    second = step(Weights.ones(), x=1, h_prev=1, c_prev=1)
    texts = [text.get_text() for text in draw(second, t=2).axes[0].texts]
    assert "c₂ = 2 + 4 = 6" in texts
    assert "time step 2 of 2" in texts


def test_without_steps_the_names_are_drawn():
    page = Page(svg())
    assert [page.slot(name) for name in ("title", "f", "h")] == ["the memory cell", "f", "h"]
    assert page.root.find(f"{SVG}desc").text == described(everywhere(1.0, face="names"))
    assert Page(svg(title="Figure 1")).slot("title") == "Figure 1"


@pytest.mark.parametrize("t", [1, 2, 3])
def test_each_time_step_of_the_article(t):
    trace = article()
    page = article_page(t)
    for name in ("x", "h_prev", "c_prev", *quantities):
        assert page.text(name) == format_number(getattr(trace[t - 1], name))
    assert page.slot("title") == f"time step {t} of 3"


def test_real_gates_are_drawn_with_their_activations():
    page = Page(svg(run(Weights.ones(), [1, 1, 1], activations=STANDARD), t=1))
    assert page.slot("eq_f") == "f₁ = σ(1·1 + 1·0 + 0) = σ(1) = 0.7311"
    assert page.text("head_c_act") == "tanh"


@pytest.mark.parametrize("steps", [3, "trace", [1, 2], {}, np.zeros(3), Weights.ones()])
def test_what_is_no_step_and_no_trace_is_refused(steps):
    with pytest.raises(TypeError) as raised:
        draw(steps)
    kind = type(steps).__name__
    assert str(raised.value) == f"steps is a {kind}; expected a Step or a Trace, or nothing."


def test_a_layer_is_refused():
    trace = run(Weights.ones(features=2, units=3), np.ones((4, 2)))
    with pytest.raises(ValueError, match="3 units") as raised:
        draw(trace)
    assert str(raised.value) == (
        "these steps have 3 units; the picture shows a single cell, whose values are plain "
        "numbers; Explorer.unit(trace, 0).svg shows one of them."
    )


def test_drawing_and_writing_begin_with_the_values_of_the_first_step_known_to_the_end():
    shown = {"t": 1, "upto": "h", "face": "values", "title": "", "of": "h"}
    for make in (draw, svg):
        given = signature(make).parameters
        assert {name: given[name].default for name in shown} == shown
    whole = {"t": 3, "face": "gradients", "title": "Figure 9", "of": "c"}
    texts = [text.get_text() for text in draw(article(), **whole).axes[0].texts]
    page = Page(svg(article(), **whole))
    assert page.slot("title") == "Figure 9"
    assert "Figure 9" in texts
    assert page.text("c") == "1"
    assert page.text("h") == "0"


@pytest.mark.parametrize("changes", [{"t": 0}, {"t": 4}, {"upto": "x"}, {"face": "x"}])
def test_what_is_not_there_to_be_drawn_is_refused(changes):
    if changes == {"upto": "x"}:
        changes = {"upto": "nothing"}
    with pytest.raises(ValueError, match="expected"):
        draw(article(), **changes)


# ---- on axes of somebody else's ------------------------------------------------------------------


def beside_another(width: float = 10, height: float = 4, dpi: float = 100):
    figure = Figure(figsize=(width, height), dpi=dpi)
    return figure, *figure.subplots(1, 2)


@pytest.mark.parametrize(("width", "height", "dpi"), [(10, 4, 100), (5, 8, 72), (30, 3, 200)])
def test_on_axes_it_keeps_to_them_texts_and_all(width, height, dpi):
    figure, other, axes = beside_another(width, height, dpi)
    assert draw(article(), t=3, ax=axes) is figure
    assert len(other.get_children()) == len(beside_another()[1].get_children())
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    room = axes.get_window_extent(renderer)
    for text in axes.texts:
        box = text.get_window_extent(renderer)
        assert room.padded(1).contains(box.x0, box.y0), text.get_text()
        assert room.padded(1).contains(box.x1, box.y1), text.get_text()


def test_on_axes_texts_and_lines_shrink_together():
    _, _, small = beside_another()
    draw(article(), t=3, ax=small)
    large = draw(article(), t=3).axes[0]
    scale = small.texts[0].get_fontsize() / large.texts[0].get_fontsize()
    assert 0 < scale < 1
    for one, other in zip(small.texts, large.texts, strict=True):
        assert one.get_fontsize() == pytest.approx(scale * other.get_fontsize())
    for one, other in zip(small.patches, large.patches, strict=True):
        assert one.get_linewidth() == pytest.approx(scale * other.get_linewidth())


def test_on_the_axes_of_a_subfigure():
    figure = Figure(figsize=(10, 4))
    left, right = figure.subfigures(1, 2)
    axes = right.subplots()
    draw(article(), ax=axes)
    width = axes.get_window_extent().width / figure.dpi * 72
    assert axes.texts[0].get_fontsize() == pytest.approx(19 * width / WIDTH, rel=0.01)
    assert left.axes == []


# ---- wires ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("wire", [wire.name for wire in WIRES])
def test_the_drawn_wire_touches_the_boxes_that_it_names(wire):
    drawn = drawn_article()
    start, end = ends(wire)
    line = drawn[f"wire_{wire}"].get_path().vertices
    tip = drawn[f"tip_{wire}"].get_xy()[1]
    branches = wire.startswith(("x_", "h_prev_")) and not wire.endswith("_o")
    assert branches or on_outline(BOXES[start], tuple(line[0]))
    assert on_outline(BOXES[end], tuple(tip))
    assert tuple(line[0]) == points(wire)[0]
    assert hypot(*(line[-1] - tip)) <= 10  # hidden under the arrow's head


@pytest.mark.parametrize("wire", [wire.name for wire in WIRES])
def test_gradients_flow_along_the_same_wire_to_where_it_starts(wire):
    drawn = drawn_article("gradients")
    assert tuple(drawn[f"back_{wire}"].get_path().vertices[0]) == points(wire)[-1]
    if f"backtip_{wire}" in drawn:
        start, _ = ends(wire)
        assert on_outline(BOXES[start], tuple(drawn[f"backtip_{wire}"].get_xy()[1]))


@faces
def test_wires_point_forwards_unless_gradients_are_shown(face):
    drawn = drawn_article(face)
    for wire in WIRES:
        forwards, backwards = (drawn[f"{kind}_{wire.name}"].get_alpha() for kind in ("tip", "back"))
        assert (forwards, backwards) == ((0, 1) if face == "gradients" else (1, 0))


@pytest.mark.parametrize("upto", STAGES)
def test_a_wire_is_faint_until_its_value_is_known(upto):
    drawn = by_gid(draw(article(), t=2, upto=upto))
    for wire in WIRES:
        is_known = not wire.carries or wire.carries in known(upto)
        for kind in ("wire", "tip"):
            assert drawn[f"{kind}_{wire.name}"].get_alpha() == (1 if is_known else FAINT)


def test_what_are_no_axes_is_named() -> None:
    with pytest.raises(TypeError) as refused:
        draw(article(), ax=3)
    assert str(refused.value) == "ax is 3; expected the axes of a figure of matplotlib's."


def test_a_wire_is_as_wide_as_its_value_is_large():
    trace = run(Weights.ones(b_f=5, b_o=-2), [0.5])
    drawn = by_gid(draw(trace))
    for wire in WIRES:
        width = drawn[f"wire_{wire.name}"].get_linewidth()
        if wire.carries:
            known_value = getattr(trace[0], wire.carries)
            assert width == pytest.approx(wire_width(known_value), abs=0.01), wire.name
        else:
            assert width == pytest.approx(1.6)


@given(st.floats(0, allow_nan=False), st.floats(0, allow_nan=False))
def test_a_larger_value_never_has_a_thinner_wire(one, other):
    small, large = sorted((one, other))
    assert 1 <= wire_width(small) <= wire_width(large) <= 4
    assert wire_width(-large) == wire_width(large)


def dashes(page: Page, wire: str) -> str | None:
    return page.style(f"wire_{wire}").get("stroke-dasharray")


def test_each_gates_wire_has_its_own_dashes_at_any_width():
    for value in (1e-12, 1.0, 6.02e23):
        page = Page(scene_svg(everywhere(value)))
        drawn = {gate: dashes(page, gate) for gate in GATES}
        assert drawn == {g: ",".join(f"{n:g}" for n in STYLES[g].dashes) for g in GATES}
        others = {dashes(page, wire.name) for wire in WIRES} - set(drawn.values())
        assert len(set(drawn.values())) == 4
        assert others == {None, "1.5,2.5", "6,5"}  # what is no gate: solid, h, the next step


@pytest.mark.parametrize("gate", GATES)
def test_a_gates_box_wire_and_heading_are_drawn_in_its_colour(gate):
    drawn = drawn_article()
    colour = matplotlib.colors.to_rgba(STYLES[gate].colour)
    tint = matplotlib.colors.to_rgba(STYLES[gate].tint)
    assert drawn[f"wire_{gate}"].get_edgecolor() == colour
    assert drawn[f"tip_{gate}"].get_facecolor() == colour
    assert drawn[f"box_{gate}"].get_edgecolor() == colour
    assert drawn[f"box_{gate}"].get_facecolor() == tint
    for text in (f"head_{gate}", f"formula_{gate}"):
        assert matplotlib.colors.to_rgba(drawn[text].get_color()) == colour


# ---- boxes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", shapes)
def test_a_box_is_drawn_where_the_layout_says(name):
    box = BOXES[name]
    drawn = drawn_article()[f"box_{name}"]
    extent = drawn.get_path().get_extents(drawn.get_patch_transform())
    assert extent.bounds == pytest.approx(
        (box.x - box.w / 2, box.y - box.h / 2, box.w, box.h), abs=0.01
    )


def glowing(figure: Figure) -> set[str]:
    return {
        name.removeprefix("halo_")
        for name, artist in by_gid(figure).items()
        if name.startswith("halo_") and artist.get_alpha()
    }


@pytest.mark.parametrize("upto", STAGES)
def test_what_the_walk_has_come_to_glows(upto):
    expected = {"c_prev": {"x", "h_prev", "c_prev"}, "h": set()}.get(upto, {upto})
    assert glowing(draw(article(), t=2, upto=upto)) == expected


def test_a_black_dot_has_its_cross():
    lines = draw(article()).axes[0].lines
    centres = [tuple(line.get_xydata().mean(axis=0).round(6)) for line in lines]
    dots = [(box.x, box.y) for box in shapes.values() if box.shape == "dot"]
    assert sorted(centres) == sorted(dots * 2)


# ---- room: no text overlaps another, leaves its box or the canvas --------------------------------

# The top sixth of a line is for accents, which no text here has.
ACCENTS = 1 / 6


def letters(text: Text, renderer) -> Bbox:
    box = text.get_window_extent(renderer)
    return Bbox.from_extents(box.x0, box.y0, box.x1, box.y1 - ACCENTS * box.height)


def gap(one: Bbox, other: Bbox) -> float:
    """How far two boxes are apart; below zero they overlap."""
    across = max(one.x0 - other.x1, other.x0 - one.x1)
    along = max(one.y0 - other.y1, other.y0 - one.y1)
    return max(across, along)


def inside(name: str, box: Bbox) -> bool:
    around = BOXES[name]
    if around.shape == "circle":
        radius = around.w / 2 - 1
        baseline = SLOTS[name].y
        top = baseline + 0.75 * (box.y1 - box.y0)
        corners = [(x, y) for x in (box.x0, box.x1) for y in (baseline, top)]
        return all(hypot(x - around.x, y - around.y) <= radius for x, y in corners)
    return (
        abs(box.x0 - around.x) <= around.w / 2 - 2
        and abs(box.x1 - around.x) <= around.w / 2 - 2
        and box.y0 >= around.y - around.h / 2
        and box.y1 <= around.y + around.h / 2
    )


def touches(text: Bbox, box: Box) -> bool:
    """Whether a text comes to a box's shape."""
    across = max(abs(box.x - (text.x0 + text.x1) / 2) - text.width / 2, 0)
    along = max(abs(box.y - (text.y0 + text.y1) / 2) - text.height / 2, 0)
    if box.shape in ("circle", "dot"):
        return hypot(across, along) < box.w / 2 + 1
    return across < box.w / 2 + 1 and along < box.h / 2 + 1


def crowded(figure: Figure) -> Iterator[str]:
    """What has no room in a drawn picture, in words."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = [text for text in figure.axes[0].texts if text.get_text() != BLANK]
    with matplotlib.rc_context(own_settings()):
        places = {text.get_gid(): letters(text, renderer) for text in texts}
    canvas = Bbox.from_extents(3, 2, WIDTH - 3, HEIGHT - 2)
    for name, box in places.items():
        if not (canvas.contains(box.x0, box.y0) and canvas.contains(box.x1, box.y1)):
            yield f"{name} leaves the canvas"
        slot = name.removeprefix("head_")
        for other in shapes.values():
            if slot != other.name and touches(box, other):
                yield f"{name} lies on box {other.name}"
        if slot in shapes and BOXES[slot].shape != "dot":
            if not inside(slot, box):
                yield f"{name} leaves its box"
            continue  # the wires of a box end at it
        for wire in WIRES:
            for (x1, y1), (x2, y2) in segments(wire.name):
                line = Bbox.from_extents(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
                if gap(box, line) < 0.5:
                    yield f"{name} lies on wire {wire.name}"
    for (one, a), (other, b) in combinations(places.items(), 2):
        if gap(a, b) < 0:
            yield f"{one} overlaps {other}"


@pytest.mark.parametrize("value", [*EXTREMES, 0.36962, -1234567.0])
@pytest.mark.parametrize(
    ("face", "pair"),
    [("values", ARTICLE), ("values", REAL), ("weights", REAL), ("gradients", REAL)],
)
def test_every_text_has_room_for_extremes_everywhere(value, face, pair):
    assert list(crowded(draw_scene(everywhere(value, activations=pair, face=face)))) == []


@pytest.mark.parametrize("pair", [ARTICLE, REAL, ("sigmoid", "relu")], ids="/".join)
def test_every_name_has_room_with_any_activations(pair):
    assert list(crowded(draw_scene(everywhere(1.0, activations=pair, face="names")))) == []


@settings(max_examples=25)
@given(scenes)
def test_every_text_has_room_whatever_the_values(scene):
    assert list(crowded(draw_scene(scene))) == []


def test_what_has_no_room_is_noticed():
    def complaints(name: str, **changes) -> list[str]:
        figure = draw(article(), t=2)
        by_gid(figure)[name].set(**changes)
        return list(crowded(figure))

    assert complaints("f", text="2") == []
    assert "f leaves its box" in complaints("f", text="2" * 12)
    assert "c leaves its box" in complaints("c", text="2" * 9)
    assert "x leaves its box" in complaints("x", y=BOXES["x"].y - 20)
    assert "title_1 leaves the canvas" in complaints("title_1", x=790)
    assert "head_f overlaps f" in complaints("f", y=SLOTS["f"].y + 10)
    assert "note_h_1 lies on wire next_h" in complaints("note_h_1", y=46)
    assert "keep lies on box c" in complaints("keep", x=120)
    assert "write lies on box i" in complaints("write", text="2" * 12)


@pytest.mark.parametrize("face", FACES)
def test_no_text_is_wider_than_the_layout_reckons(face):
    """`text_width` chooses the font sizes: it must never take a text for narrower than it is."""
    scene = everywhere(-1.234e-308, activations=REAL, face=face)
    for values in (scene, distinct(face=face), scene_of(dict.fromkeys(BY_NAME, 6.02e23))):
        for text in draw_scene(values).axes[0].texts:
            if text.get_text() != BLANK:
                said, font = text.get_text(), text.get_fontproperties()
                width, _, _ = text_to_path.get_text_width_height_descent(said, font, ismath=False)
                reckoned = text_width(said, text.get_fontweight() == "bold")
                assert width <= 1.02 * reckoned * text.get_fontsize(), said


def test_texts_are_set_in_the_sizes_and_lines_that_fit():
    scene = everywhere(-1.234e-308, activations=REAL)
    drawn = by_gid(draw_scene(scene))
    for name, text in slot_texts(SLOTS, scene).items():
        slot = SLOTS[name]
        size, lines = fit(text, slot)
        ids = slot.ids
        assert [drawn[i].get_text() for i in ids] == lines + [BLANK] * (len(ids) - len(lines))
        assert [drawn[i].get_fontsize() for i in ids] == pytest.approx([size] * len(ids))
        heights = [drawn[i].get_position()[1] for i in ids]
        assert heights[0] == slot.y
        assert heights == sorted(heights, reverse=True)


def test_a_scene_drawn_once_more_on_other_axes_shows_the_same():
    scene = Scene([dict.fromkeys(BY_NAME, 1.0)])
    one, other = draw_scene(scene), draw_scene(scene)
    texts = [[text.get_text() for text in figure.axes[0].texts] for figure in (one, other)]
    assert texts[0] == texts[1]
    assert one is not other
