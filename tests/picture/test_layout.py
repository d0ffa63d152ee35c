from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings

from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH, STAGES
from lstm_helpers.picture.fit import fit, text_width
from lstm_helpers.picture.layout import BOXES, HEIGHT, SLOTS, STYLES, WIDTH
from lstm_helpers.words.texts import KINDS, slot_texts
from tests.geometry import contrast, ends, segments, shapes, wires
from tests.scenes import ALL_PAIRS, EVERYDAY, EXTREMES, REAL, WORKED_OUT, everywhere, scenes

# At 1280 pixels wide no text is under 12 pixels.
SMALLEST_TEXT = 12 * WIDTH / 1280


# ---- colours and dashes --------------------------------------------------------------------------


@pytest.mark.parametrize("role", STYLES)
def test_a_colour_can_be_read_on_white_and_on_every_tint(role):
    for surface in ("#FFFFFF", *(style.tint for style in STYLES.values())):
        assert contrast(STYLES[role].colour, surface) >= 4.5, surface


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


def test_gates_stand_in_a_column_to_the_right_each_level_with_its_dot():
    for gate, dot in {"f": "keep", "i": "write", "o": "out"}.items():
        assert BOXES[gate].x == BOXES["f"].x
        assert BOXES[gate].y == BOXES[dot].y
        assert BOXES[gate].x > BOXES[dot].x
        assert BOXES[dot].shape == "dot"
        assert SLOTS[f"eq_{gate}"].x > BOXES[gate].x
        assert abs(SLOTS[f"eq_{gate}"].y - BOXES[gate].y) < 20


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


@pytest.mark.parametrize("name", [name for name in WORKED_OUT if not name.startswith("z_")])
def test_what_is_worked_out_has_a_value_a_formula_and_an_equation(name):
    assert {name, f"head_{name}", f"formula_{name}", f"eq_{name}"} <= set(SLOTS)


def test_a_slots_name_says_a_quantity():
    for name in SLOTS:
        kind, _, rest = name.partition("_")
        known_kinds = ("head", "formula", "eq", "weight")
        assert (
            name in BY_NAME or name in ("title", "note_h", "note_c")
            if kind not in known_kinds
            else rest in BY_NAME
        ), name


# ---- fitting -------------------------------------------------------------------------------------


def misfits(scene) -> list[str]:
    """The slots whose text is cut off, or wider than its room, or on too many lines."""
    found = []
    for name, text in slot_texts(SLOTS, scene).items():
        slot = SLOTS[name]
        size, lines = fit(text, slot)
        whole = "".join(lines).replace(" ", "") == text.replace(" ", "")
        narrow = all(text_width(line, slot.bold) * size <= slot.width for line in lines)
        if not (whole and narrow and len(lines) <= dict(slot.sizes)[size]):
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


def test_a_text_takes_the_largest_size_that_fits():
    slot = SLOTS["eq_f"]
    largest = slot.sizes[0][0]
    assert fit("f₂ = 1·1 + 1·1 + 0 = 2", slot) == (largest, ["f₂ = 1·1 + 1·1 + 0 = 2"])
    sizes = [fit("8" * n, SLOTS["f"])[0] for n in range(1, 12)]
    assert sizes[0] == SLOTS["f"].sizes[0][0]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 1


def test_a_line_breaks_before_a_sign_and_before_a_factor_only_at_last():
    long = "f₂ = " + " + ".join(["1234·5678"] * 5)
    _, lines = fit(long, SLOTS["eq_f"])
    assert len(lines) > 1
    assert all(line.startswith(("= ", "+ ")) for line in lines[1:])


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("value", EXTREMES + EVERYDAY)
def test_no_text_is_under_12_pixels_at_1280(value, face):
    for name, text in slot_texts(SLOTS, everywhere(value, face=face, activations=REAL)).items():
        size, _ = fit(text, SLOTS[name])
        # A weight stands in the gap between a gate and the wires: −1.234e−308 is smaller there.
        squeezed = name.startswith("weight_") and len(text) > 9
        assert size >= (7 if squeezed else SMALLEST_TEXT), (name, text)


@pytest.mark.parametrize("name", SLOTS)
def test_sizes_are_tried_from_the_largest(name):
    sizes = [size for size, _ in SLOTS[name].sizes]
    assert sizes == sorted(sizes, reverse=True)
    assert SLOTS[name].lines == max(lines for _, lines in SLOTS[name].sizes)


# ---- whose a slot is ----------------------------------------------------------------------------


def test_each_slot_says_what_stands_there_and_whose_it_is():
    for name, slot in SLOTS.items():
        assert slot.kind in KINDS, name
        assert slot.kind == "title" or slot.of in BY_NAME, name
        expected = slot.of if slot.kind in ("value", "title") else f"{slot.kind}_{slot.of}"
        assert name == expected


def test_each_equation_of_the_walk_has_its_place_and_no_other():
    equations = {slot.of for slot in SLOTS.values() if slot.kind == "eq"}
    assert equations == {name for name in STAGES if BY_NAME[name].op != "given"}
