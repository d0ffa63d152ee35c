from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings

from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH
from lstm_helpers.picture.fit import fit, text_width
from lstm_helpers.picture.layout import (
    BOXES,
    GLOW,
    HEIGHT,
    LINE_PITCH,
    PAPER,
    SLOTS,
    SMALLEST,
    STYLES,
    WIDTH,
    ground,
)
from lstm_helpers.words.texts import slot_texts
from tests.geometry import contrast, ends, segments, shapes, wires
from tests.scenes import ALL_PAIRS, EVERYDAY, EXTREMES, WORKED_OUT, everywhere, scenes

quantities = [name for name in WORKED_OUT if not name.startswith("z_")]


# ---- colours and dashes --------------------------------------------------------------------------


# What lies behind a picture in a page, from JupyterLab's dark theme to a blackened one.
DARK_PAGES = ("#111111", "#1b1f24")


@pytest.mark.parametrize("role", STYLES)
def test_a_colour_can_be_read_on_white_and_on_every_tint(role):
    for surface in ("#ffffff", *(style.tint for style in STYLES.values())):
        assert contrast(STYLES[role].colour, surface) >= 4.5, surface


@pytest.mark.parametrize("role", STYLES)
def test_a_dark_grounds_colour_can_be_read_on_it_and_on_every_tint(role):
    for surface in (*DARK_PAGES, *(style.dark_tint for style in STYLES.values())):
        assert contrast(STYLES[role].dark, surface) >= 4.5, surface


def test_the_glow_is_seen_on_any_ground():
    assert PAPER == STYLES["ink"].tint
    for surface in ("#ffffff", STYLES["quiet"].tint):
        assert contrast(GLOW.colour, surface) >= 3
    for surface in (*DARK_PAGES, STYLES["ink"].dark_tint, STYLES["quiet"].dark_tint):
        assert contrast(GLOW.dark, surface) >= 3
    assert GLOW.colour not in {style.colour for style in STYLES.values()}


def test_a_light_colour_has_one_dark_one():
    """So that a colour of the SVG can be changed for a dark page without asking whose it is."""
    styles = (*STYLES.values(), GLOW)
    pairs = {(s.colour, s.dark) for s in styles} | {(s.tint, s.dark_tint) for s in styles}
    assert len({light for light, _ in pairs}) == len(pairs)
    assert ground() == dict(pairs)
    assert all(colour == colour.lower() for pair in pairs for colour in pair)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


def test_each_gate_has_dashes_of_its_own():
    others = [STYLES[role].dashes for role in ("ink", "x", "h", "c", "next_h", "next_c")]
    gates = [STYLES[gate].dashes for gate in GATES]
    assert all(gates)
    assert len(set(gates)) == 4
    assert not set(gates) & set(others)


def test_the_dashes_of_any_two_gates_differ_for_the_eye():
    for one, other in combinations(GATES, 2):
        a, b = STYLES[one].dashes, STYLES[other].dashes
        assert len(a) != len(b) or max(sum(a), sum(b)) > 1.2 * min(sum(a), sum(b)), (one, other)


def test_each_gate_has_a_colour_of_its_own():
    assert len({STYLES[gate].colour for gate in GATES}) == 4


@pytest.mark.parametrize("gate", GATES)
def test_a_gates_box_wire_and_formula_have_its_style(gate):
    assert BOXES[gate].role == gate
    assert wires[gate].role == gate
    assert SLOTS[f"head_{gate}"].role == SLOTS[f"formula_{gate}"].role == gate


# ---- boxes ---------------------------------------------------------------------------------------


def test_no_two_boxes_overlap():
    for a, b in combinations(shapes.values(), 2):
        apart_x = abs(a.x - b.x) - (a.w + b.w) / 2
        apart_y = abs(a.y - b.y) - (a.h + b.h) / 2
        assert max(apart_x, apart_y) >= 2, (a.name, b.name)


def test_every_box_stands_on_the_canvas_with_its_glow():
    for box in shapes.values():
        assert box.w / 2 + 5 <= box.x <= WIDTH - box.w / 2 - 5, box.name
        assert box.h / 2 + 5 <= box.y <= HEIGHT - box.h / 2 - 5, box.name


def test_the_picture_leaves_room_under_it_for_sentence_and_table():
    assert HEIGHT <= 0.72 * WIDTH


def test_gates_stand_in_a_column_to_the_right_each_level_with_its_dot():
    for gate, dot in {"f": "keep", "i": "write", "o": "out"}.items():
        assert BOXES[gate].x == BOXES["f"].x
        assert BOXES[gate].y == BOXES[dot].y
        assert BOXES[gate].x > BOXES[dot].x
        assert BOXES[dot].shape == "dot"
        assert SLOTS[f"eq_{gate}"].x > BOXES[gate].x


@pytest.mark.parametrize("name", quantities)
def test_formula_and_equation_stand_level_with_what_they_explain(name):
    box = BOXES[name]
    formula, equation = SLOTS[f"formula_{name}"], SLOTS[f"eq_{name}"]
    middle = (formula.y + equation.y) / 2 + 0.37 * SMALLEST
    assert abs(middle - box.y) <= (box.h + 2 * _lines_high(2)) / 2
    assert formula.x == equation.x == SLOTS["formula_f"].x


def _lines_high(lines: int) -> float:
    return lines * LINE_PITCH * SMALLEST


def test_the_equations_stand_in_the_order_of_the_walk_upwards():
    """In pairs: what a dot makes over the gate that it makes it with."""
    heights = {name: SLOTS[f"formula_{name}"].y for name in quantities}
    assert sorted(heights, key=heights.get) == [
        "g",
        "i",
        "write",
        "f",
        "keep",
        "c",
        "c_act",
        "o",
        "h",
    ]
    for made, gate in (("write", "i"), ("keep", "f"), ("h", "o")):
        assert heights[made] - heights[gate] < 40


def test_data_flows_upwards_in_the_main_column():
    column = [BOXES[name] for name in ("g", "write", "c", "c_act", "out", "h")]
    assert len({box.x for box in column}) == 1
    heights = [box.y for box in column]
    assert heights == sorted(heights)


# ---- wires ---------------------------------------------------------------------------------------


def graph_edges() -> set[tuple[str, str]]:
    """What the graph table says should be joined; h is made at the dot "out"."""
    edges = {("out", "h"), *((after, before) for before, after in CARRY.items())}
    for quantity in GRAPH:
        if quantity.name.startswith("z_"):
            continue
        made_at = "out" if quantity.name == "h" else quantity.name
        for operand in quantity.operands:
            inputs = BY_NAME[operand].operands if operand.startswith("z_") else (operand,)
            edges |= {(name, made_at) for name in inputs if name not in WEIGHT_NAMES}
    return edges


def test_the_wires_are_the_edges_of_the_graph():
    joined = [ends(name) for name in wires]
    assert len(set(joined)) == len(joined)
    assert set(joined) == graph_edges()


@pytest.mark.parametrize("name", wires)
def test_a_wire_touches_the_boxes_that_it_names(name):
    start, end = ends(name)
    source, _, gate = name.rpartition("_")
    expected = {
        "h": ("out", "h"),
        "o": ("o", "out"),
        "c_act": ("c_act", "out"),
        "c_prev": ("c_prev", "keep"),
        "next_c": ("c", "c_prev"),
        "next_h": ("h", "h_prev"),
    }
    if name in expected:
        assert (start, end) == expected[name]
    elif source:
        assert (start, end) == (source, gate)
    else:
        assert start == name


@pytest.mark.parametrize("name", wires)
def test_a_wire_carries_what_comes_out_where_it_starts(name):
    start = {"out": "h"}.get(ends(name)[0], ends(name)[0])
    assert wires[name].carries == ("" if name.startswith("next_") else start)


@pytest.mark.parametrize("name", wires)
def test_a_wire_runs_straight_and_past_every_box_that_it_does_not_join(name):
    others = [box for box in shapes.values() if box.name not in ends(name)]
    for (x1, y1), (x2, y2) in segments(name):
        assert (x1 == x2) != (y1 == y2)
        for box in others:
            beside = min(x1, x2) >= box.x + box.w / 2 + 3 or max(x1, x2) <= box.x - box.w / 2 - 3
            above = min(y1, y2) >= box.y + box.h / 2 + 3 or max(y1, y2) <= box.y - box.h / 2 - 3
            assert beside or above, box.name


@pytest.mark.parametrize("name", [n for n, wire in wires.items() if wire.branches])
def test_a_branch_begins_on_its_trunk_which_is_the_first_to_carry_what_it_carries(name):
    """The page follows a number from its box over the trunk's one corner to the branch's end."""
    trunk = next(n for n, wire in wires.items() if wire.carries == wires[name].carries)
    assert not wires[trunk].branches
    (_, corner), (_, end), *_ = segments(trunk)
    (x, y), _ = segments(name)[0]
    assert x == corner[0] == end[0]
    assert corner[1] < y < end[1]


def test_wires_of_two_sources_never_share_a_stretch():
    for one, other in combinations(wires, 2):
        if ends(one)[0] == ends(other)[0]:
            continue
        for a in segments(one):
            for b in segments(other):
                for axis in (0, 1):
                    if a[0][axis] == a[1][axis] and b[0][axis] == b[1][axis]:
                        along = 1 - axis
                        gap = max(
                            min(a[0][along], a[1][along]) - max(b[0][along], b[1][along]),
                            min(b[0][along], b[1][along]) - max(a[0][along], a[1][along]),
                        )
                        assert gap >= 0 or abs(a[0][axis] - b[0][axis]) >= 8, (one, other)


# ---- what has a place ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORKED_OUT)
def test_every_operand_has_a_wire_to_where_it_is_used_or_a_slot(name):
    made_at = {"h": "out"}.get(name, name.removeprefix("z_"))
    wired = {start for start, end in map(ends, wires) if end == made_at}
    for operand in BY_NAME[name].operands:
        in_equation = operand in WEIGHT_NAMES and f"eq_{made_at}" in SLOTS
        assert operand in wired or in_equation or operand == f"z_{name}", operand


@pytest.mark.parametrize("name", quantities)
def test_what_is_worked_out_has_a_value_a_formula_and_an_equation(name):
    assert {name, f"head_{name}", f"formula_{name}", f"eq_{name}"} <= set(SLOTS)


@pytest.mark.parametrize("name", SLOTS)
def test_a_slot_says_its_kind_and_whose_it_is(name):
    slot = SLOTS[name]
    assert slot.name == name
    if slot.kind == "title":
        assert slot.of == ""
    else:
        assert slot.kind in ("value", "head", "formula", "eq", "weight", "note")
        assert slot.of in BY_NAME
        assert name == (slot.of if slot.kind == "value" else f"{slot.kind}_{slot.of}")


# ---- fitting -------------------------------------------------------------------------------------


def misfits(scene) -> list[str]:
    """The slots whose text is cut off, or wider than its room, or on too many lines."""
    found = []
    for name, text in slot_texts(SLOTS, scene).items():
        slot = SLOTS[name]
        size, lines = fit(text, slot)
        whole = "".join(lines).replace(" ", "") == text.replace(" ", "")
        narrow = all(text_width(line, slot.bold) * size <= slot.width for line in lines)
        if not (whole and narrow and len(lines) <= slot.lines):
            found.append(f"{name}: {size} {lines} of {text!r}")
    return found


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("pair", ALL_PAIRS, ids="/".join)
def test_every_text_fits_its_slot_for_extremes_everywhere(pair, face):
    for value in EXTREMES + EVERYDAY:
        assert misfits(everywhere(value, activations=pair, face=face)) == []


@settings(max_examples=100)
@given(scenes)
def test_every_text_fits_its_slot_whatever_the_values(scene):
    assert misfits(scene) == []


def test_no_text_is_under_12_pixels_at_640():
    assert min(size for slot in SLOTS.values() for size in slot.sizes) == SMALLEST
    assert SMALLEST * 640 / WIDTH >= 12


def test_all_equations_have_one_size_and_none_is_bold():
    explained = [slot for slot in SLOTS.values() if slot.kind in ("eq", "formula")]
    assert {slot.sizes for slot in explained} == {(SMALLEST,)}
    assert not any(slot.bold for slot in explained)


def test_a_value_takes_the_largest_size_that_fits():
    sizes = [fit("8" * n, SLOTS["f"])[0] for n in range(1, 11)]
    assert sizes[0] == SLOTS["f"].sizes[0]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == len(SLOTS["f"].sizes)


def test_a_line_breaks_before_a_sign_and_never_within_a_product():
    long = "f₂ = " + " + ".join(["1·123456789"] * 7)
    _, lines = fit(long, SLOTS["eq_f"])
    assert len(lines) > 1
    assert all(line.startswith(("= ", "+ ")) for line in lines[1:])


def test_what_is_too_long_sticks_out_and_is_not_cut():
    title = "the long title of somebody who has very much to say about a memory cell that forgets"
    size, lines = fit(title, SLOTS["title"])
    assert (size, " ".join(lines)) == (SLOTS["title"].sizes[-1], title)
    assert len(lines) == SLOTS["title"].lines


@pytest.mark.parametrize("name", SLOTS)
def test_sizes_are_tried_from_the_largest(name):
    slot = SLOTS[name]
    assert list(slot.sizes) == sorted(slot.sizes, reverse=True)
    assert len(slot.ids) == slot.lines
    assert slot.lines == 1 or slot.breaks
