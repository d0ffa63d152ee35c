from __future__ import annotations

import re

import pytest
from hypothesis import given

from lstm_helpers import IDENTITY, STANDARD, Explorer, Weights, run
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES
from lstm_helpers.graph.forward import known, unroll
from lstm_helpers.graph.scene import FACES, Scene
from lstm_helpers.graph.table import BY_NAME, STAGES
from lstm_helpers.picture.layout import SLOTS
from lstm_helpers.words.equations import equation, formula
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.texts import (
    BLANK,
    COLUMNS,
    PLAIN_SENTENCES,
    caption,
    sentence,
    slot_text,
    slot_texts,
    table,
    text_table,
)
from tests.scenes import ARTICLE, REAL, WORKED_OUT, distinct, everywhere, scenes

PAIRS = {ARTICLE: IDENTITY, REAL: STANDARD}
VALUE_SLOTS = ("x", "h_prev", "c_prev", *GATES, "keep", "write", "c", "c_act", "h")


def article(t: int = 2, upto: str = "h", pair=ARTICLE, inputs=(1.0, 1.0, 1.0), **changes) -> Scene:
    steps = unroll(Weights.ones().as_dict(), inputs, 0.0, 0.0, PAIRS[pair])
    return Scene(steps, t, upto, pair, **changes)


# ---- slots -------------------------------------------------------------------------------------


def test_every_slot_has_a_text_and_none_is_empty():
    for face in FACES:
        texts = slot_texts(SLOTS, article(face=face))
        assert list(texts) == list(SLOTS)
        assert all(texts.values())


def test_the_articles_second_step_reads_as_it_is_written_there():
    texts = slot_texts(SLOTS, article(2))
    assert {name: texts[name] for name in VALUE_SLOTS} == {
        **dict.fromkeys(("x", "h_prev", "c_prev"), "1"),
        **dict.fromkeys((*GATES, "keep"), "2"),
        "write": "4",
        "c": "6",
        "c_act": "6",
        "h": "12",
    }
    assert texts["eq_f"] == "f₂ = 1·1 + 1·1 + 0 = 2"
    assert texts["eq_c"] == "c₂ = 2 + 4 = 6"
    assert texts["eq_h"] == "h₂ = 2·6 = 12"
    assert texts["formula_f"] == "f = w_f·x + u_f·h_prev + b_f"
    assert texts["title"] == "time step 2 of 3"


def test_each_value_stands_in_the_picture():
    for face, names in {"values": BY_NAME, "weights": WEIGHT_NAMES}.items():
        scene = distinct(activations=REAL, face=face)
        shown = " ".join(slot_texts(SLOTS, scene).values())
        for name in names:
            assert re.search(rf"\b{scene.known[name]:.0f}\b", shown), (face, name)


def test_a_kind_of_text_that_is_none_is_refused():
    with pytest.raises(ValueError, match="kind is 'poem'; expected one of value, head, formula"):
        slot_text("poem", "f", distinct())


@given(scenes)
def test_a_slot_shows_its_own_quantity_or_a_question_mark(scene):
    texts = slot_texts(SLOTS, scene)
    for name in VALUE_SLOTS:
        if scene.face == "values":
            is_known = name in known(scene.upto)
            assert texts[name] == (format_number(scene.known[name]) if is_known else "?")
        elif scene.face == "gradients":
            assert texts[name] == format_number(scene.gradients[-1][name])
        else:
            assert texts[name] == BY_NAME[name].symbol


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("upto", STAGES)
def test_nothing_beyond_the_stage_is_given_away(upto, pair):
    """Every quantity has its own number here, so that a number that shows says whose it is."""
    scene = distinct(upto=upto, activations=pair)
    shown = " ".join([*slot_texts(SLOTS, scene).values(), sentence(scene)])
    values = distinct().known
    for name in WORKED_OUT:
        stage = name.removeprefix("z_")
        if STAGES.index(stage) > STAGES.index(upto):
            assert not re.search(rf"\b{values[name]:.0f}\b", shown), name
            assert slot_texts(SLOTS, scene)[stage] == "?"
            assert slot_texts(SLOTS, scene)[f"eq_{stage}"].endswith("?")
        elif stage == name:
            assert slot_texts(SLOTS, scene)[stage] == f"{values[name]:.0f}"


def test_a_walk_that_is_not_at_its_end_gives_no_later_step_away():
    assert not re.search(r"\b(6|12|13|247|3211)\b", text_table(article(2, upto="f")))
    assert re.search(r"\b3211\b", text_table(article(2)))


@pytest.mark.parametrize("pair", PAIRS)
def test_names_alone_hold_no_numbers(pair):
    texts = slot_texts(SLOTS, article(pair=pair, face="names", title="the memory cell"))
    assert not re.search(r"\d|\?", " ".join(texts.values()))
    assert texts["f"] == "f"
    assert texts["head_f"] == "forget gate"
    assert texts["eq_o"] == formula("o", pair)
    assert texts["formula_o"] == BLANK  # it would say the same


def test_a_formula_that_says_what_the_equation_says_is_left_out():
    weights, values = (slot_texts(SLOTS, article(face=face)) for face in ("weights", "values"))
    assert [weights[f"formula_{name}"] for name in ("keep", "c", "h")] == [BLANK] * 3
    assert weights["formula_f"] == values["formula_f"] != BLANK
    assert values["formula_keep"] == "keep = f·c_prev"
    first = slot_texts(SLOTS, article(3, face="gradients"))
    assert (first["eq_h"], first["formula_h"]) == ("∂h₃ = 1", BLANK)


def test_weights_stand_on_the_wires_in_their_own_picture_only():
    weights = [name for name in SLOTS if name.startswith("weight_")]
    assert weights == [f"weight_{kind}_{gate}" for gate in "fiog" for kind in "wu"]
    for face in FACES:
        scene = distinct(face=face)
        for slot in weights:
            own = format_number(scene.known[slot.removeprefix("weight_")])
            assert slot_texts(SLOTS, scene)[slot] == (own if face == "weights" else BLANK)


def test_a_gates_heading_has_its_words_and_its_letter():
    texts = slot_texts(SLOTS, article())
    assert texts["head_f"] == "forget gate f"
    assert texts["head_g"] == "candidate g"
    assert texts["head_h"] == "hidden state h"
    assert texts["head_x"] == "input x"
    assert texts["head_c"] == "Σ c"


@pytest.mark.parametrize("pair", [*PAIRS, ("relu", "identity")])
def test_the_box_on_the_way_out_is_headed_by_its_activation(pair):
    for face in ("values", "weights", "names"):
        assert slot_texts(SLOTS, distinct(activations=pair, face=face))["head_c_act"] == pair[0]


def test_what_is_handed_to_the_next_step_is_noted():
    texts = slot_texts(SLOTS, article())
    assert texts["note_h"] == "h at the next step"
    assert texts["note_c"] == "c at the next step"


def test_a_title_takes_the_place_of_the_time_step():
    scene = article(3, title="after the reset")
    assert caption(scene) == slot_texts(SLOTS, scene)["title"] == "after the reset"
    assert caption(article(3)) == "time step 3 of 3"


# ---- the sentence ------------------------------------------------------------------------------


@pytest.mark.parametrize("upto", STAGES)
def test_each_stage_is_said_with_its_own_number(upto):
    scene = distinct(upto=upto)
    said = sentence(scene)
    assert f"{scene.known[upto]:.0f}" in said
    assert "{" not in said
    assert said.endswith(".")


def test_each_stage_is_said_in_its_own_words():
    said = [sentence(article(upto=upto)) for upto in STAGES]
    assert len(set(said)) == len(STAGES)
    assert said[0].startswith("Time step 2: the input is 1;")
    assert said[-1].endswith("the output gate 2 lets out h = 12.")


@pytest.mark.parametrize(("value", "says"), [("inf", "1.8e+308"), ("-inf", "1.8e+308")])
def test_infinity_is_explained_once(value, says):
    assert sentence(everywhere(float(value))).count(says) == 1


def test_nan_is_explained_once():
    assert sentence(everywhere(float("nan"))).count("not a number") == 1


def test_what_is_a_number_is_not_explained():
    said = sentence(everywhere(6.02e23))
    assert "not a number" not in said
    assert "1.8e+308" not in said


def test_infinity_is_not_explained_before_the_walk_has_come_to_it():
    values = dict.fromkeys(BY_NAME, 1.0) | {"h": float("inf")}
    assert "1.8e+308" not in sentence(Scene([values], upto="c"))
    assert "1.8e+308" in sentence(Scene([values]))


# ---- the table ---------------------------------------------------------------------------------


def test_the_table_lists_all_time_steps():
    rows = table(article(1))
    assert [row[0] for row in rows] == ["1", "2", "3"]
    by_name = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    assert [row["h"] for row in by_name] == ["1", "12", "3211"]
    assert [row["c"] for row in by_name] == ["1", "6", "247"]
    assert [row["h_prev"] for row in by_name] == ["0", "1", "12"]


def test_each_column_holds_its_own_quantity():
    scene = distinct()
    for row in table(scene):
        assert row[1:] == [f"{scene.known[name]:.0f}" for name in COLUMNS[1:]]


@pytest.mark.parametrize("upto", STAGES[:-1])
def test_the_table_tells_no_more_than_the_walk(upto):
    first, second, third = table(article(2, upto))
    assert "?" not in first
    for name, text in zip(COLUMNS[1:], second[1:], strict=True):
        assert (text == "?") == (name not in known(upto))
    assert third == ["3", *["?"] * (len(COLUMNS) - 1)]


# ---- as plain text -----------------------------------------------------------------------------


def test_the_text_says_it_all():
    text = text_table(article(2))
    lines = text.splitlines()
    assert lines[0] == "LSTM cell, time step 2 of 3 (identity/identity)"
    assert lines[1].startswith("w_f 1, u_f 1, b_f 0, w_i 1")
    values = article(2).known
    for name in WORKED_OUT:
        if not name.startswith("z_"):
            assert equation(name, values, ARTICLE, 2) in lines
    assert lines[-1] == sentence(article(2))


def test_the_text_of_a_unit_has_its_sums_and_stands_in_paragraphs():
    layer = run(Weights.ones(features=2, units=2), [[1, 2], [3, -4]])
    scene = Explorer.unit(layer, 1, t=2).scene
    sums = [f"w_{g}·x = 1·(−4) + 1·3 = −1\nu_{g}·h_prev = 1·27 + 1·27 = 54" for g in "figo"]
    worked_out = ["f₂ = −1 + 54 + 0 = 53", "i₂ = −1 + 54 + 0 = 53", "g₂ = −1 + 54 + 0 = 53"]
    worked_out += ["o₂ = −1 + 54 + 0 = 53", "keep₂ = 53·9 = 477", "write₂ = 53·53 = 2809"]
    worked_out += ["c₂ = 477 + 2809 = 3286", "c_act₂ = 3286", "h₂ = 53·3286 = 174158"]
    assert text_table(scene).split("\n\n") == [
        "LSTM cell, unit 1, time step 2 of 2 (identity/identity)\n"
        "u_f 1, b_f 0, u_i 1, b_i 0, u_g 1, b_g 0, u_o 1, b_o 0",
        "\n".join(sums),
        "\n".join(worked_out),
        "  t  h_prev  c_prev   f   i   g   o  keep  write     c       h\n"
        "  1       0       0   3   3   3   3     0      9     9      27\n"
        "▸ 2      27       9  53  53  53  53   477   2809  3286  174158",
        "Time step 2: 477 kept plus 2809 written makes the cell state 3286; the output gate 53 "
        "lets out h = 174158. The other unit stays as it was.",
    ]


def test_without_values_the_text_has_no_table_and_names_alone_no_numbers():
    first, equations, says = text_table(article(face="names")).split("\n\n")
    assert first == "LSTM cell, time step 2 of 3 (identity/identity)"
    worked_out = [name for name in STAGES if BY_NAME[name].op != "given"]
    assert equations.splitlines() == [formula(name, ARTICLE) for name in worked_out]
    assert says == PLAIN_SENTENCES["names"]
    for face in ("weights", "gradients"):
        first, _, says = text_table(article(face=face)).split("\n\n")
        assert first.splitlines()[1].startswith("w_f 1, u_f 1, b_f 0, w_i 1")
        assert says == sentence(article(face=face))


@pytest.mark.parametrize("t", [1, 2, 3])
def test_the_row_of_the_step_shown_is_marked(t):
    marked = [line for line in text_table(article(t)).splitlines() if line.startswith("▸")]
    assert len(marked) == 1
    assert marked[0].split()[1] == str(t)


@given(scenes)
def test_the_tables_columns_stand_under_each_other(scene):
    lines = text_table(scene).splitlines()
    rows = [line for line in lines if re.match(r"[ ▸] +(t|\d+)  ", line)]
    if scene.face != "values":
        assert rows == []
        return
    assert len(rows) == 1 + len(scene.steps)
    assert len({len(row) for row in rows}) == 1
    cells = [row[1:].split() for row in rows]
    assert cells == [list(COLUMNS), *table(scene)]


def test_every_weight_is_written_once_with_its_name():
    scene = distinct()
    line = text_table(scene).splitlines()[1]
    assert line.split(", ") == [f"{name} {scene.known[name]:.0f}" for name in WEIGHT_NAMES]


# ---- gradients ---------------------------------------------------------------------------------


def test_the_gradients_picture_says_how_much_each_quantity_counts():
    scene = article(2, face="gradients", of="c")
    texts = slot_texts(SLOTS, scene)
    assert texts["c"] == "77"
    assert texts["head_c"] == "∂c"
    assert texts["head_f"] == "forget gate ∂f"
    assert caption(scene) == "time step 2 of 3: gradient of c₃"
    assert sentence(scene).startswith(
        "At time step 2 a small change of the cell state c arrives in c₃ multiplied by 77"
    )
