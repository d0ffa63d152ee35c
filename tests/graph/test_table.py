from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import Weights, run, step
from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.forward import evaluate, known, unroll
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH, OPERATIONS, STAGES
from tests.cells import PAIRS, anything_finite, bits, moderate, scalar_weights, sequences

pairs = pytest.mark.parametrize("pair", [*PAIRS.values(), Activations("relu", "tanh")], ids=str)


@pairs
@given(scalar_weights(), moderate, moderate, moderate)
def test_the_table_is_step_bit_for_bit(pair, weights, x, h_prev, c_prev):
    values = evaluate(weights.as_dict() | {"x": x, "h_prev": h_prev, "c_prev": c_prev}, pair)
    assert bits(values) == bits(step(weights, x, h_prev, c_prev, pair).as_dict())


@pairs
@given(scalar_weights(anything_finite), st.floats(), st.floats(), st.floats())
def test_the_table_is_step_bit_for_bit_past_all_bounds(pair, weights, x, h_prev, c_prev):
    values = evaluate(weights.as_dict() | {"x": x, "h_prev": h_prev, "c_prev": c_prev}, pair)
    assert bits(values) == bits(step(weights, x, h_prev, c_prev, pair).as_dict())


@pairs
@given(scalar_weights(), sequences(st.floats(-1e100, 1e100)), moderate, moderate)
def test_unrolled_it_is_run_bit_for_bit(pair, weights, inputs, h0, c0):
    steps = unroll(weights.as_dict(), inputs, h0, c0, pair)
    trace = run(weights, inputs, h0, c0, pair)
    assert [bits(values) for values in steps] == [bits(s.as_dict()) for s in trace]


def test_overflow_is_among_what_is_compared():
    weights = Weights.ones().as_dict()
    last = unroll(weights, [1.0] * 15, 0.0, 0.0, PAIRS["IDENTITY"])[-1]
    assert bits(last)["h"] == "inf"
    assert bits(last) == bits(run(Weights.ones(), [1.0] * 15)[-1].as_dict())


def test_the_table_holds_each_quantity_once_and_no_other():
    names = [quantity.name for quantity in GRAPH]
    assert len(set(names)) == len(names)
    assert set(names) == {*WEIGHT_NAMES, *QUANTITIES}
    assert {name: quantity.name for name, quantity in BY_NAME.items()} == {n: n for n in names}


def test_operands_stand_above_what_is_made_of_them():
    seen = set()
    for quantity in GRAPH:
        assert set(quantity.operands) <= seen, quantity.name
        seen.add(quantity.name)


def test_an_operation_is_known_and_what_is_given_has_none():
    given_names = {*WEIGHT_NAMES, "x", "h_prev", "c_prev"}
    for quantity in GRAPH:
        if quantity.name in given_names:
            assert (quantity.op, quantity.operands) == ("given", ())
        else:
            assert quantity.op in OPERATIONS
            assert quantity.operands


def test_everything_leads_to_the_output():
    used = {name for quantity in GRAPH for name in quantity.operands}
    assert {quantity.name for quantity in GRAPH} - used == {"h"}


def test_only_the_candidate_and_the_way_out_take_the_activation():
    assert {q.name for q in GRAPH if q.op == "activation"} == {"g", "c_act"}
    assert {q.name for q in GRAPH if q.op == "recurrent_activation"} == {"f", "i", "o"}


def test_each_quantity_has_words_of_its_own():
    words = [quantity.words for quantity in GRAPH]
    assert all(words)
    assert len(set(words)) == len(words)


def test_sentences_name_only_what_is_known_by_then():
    for quantity in GRAPH:
        if quantity.says:
            values = dict.fromkeys(known(quantity.name), "1") | {"t": 2}
            assert "{" not in quantity.says.format(**values)


def test_the_walk_begins_with_what_is_given_and_ends_with_the_output():
    assert STAGES == ("c_prev", "f", "i", "g", "o", "keep", "write", "c", "c_act", "h")


def test_what_is_carried_exists_on_both_sides():
    assert CARRY == {"h_prev": "h", "c_prev": "c"}
    assert set(CARRY) | set(CARRY.values()) <= set(BY_NAME)


def test_known_grows_from_stage_to_stage():
    before = frozenset()
    for stage in STAGES:
        assert before < known(stage) or stage == STAGES[0]
        assert stage in known(stage)
        before = known(stage)
    assert before == set(BY_NAME)


def test_at_the_start_what_is_given_is_known_and_nothing_else():
    for name in (*WEIGHT_NAMES, "x", "h_prev", "c_prev"):
        assert known(name) == {*WEIGHT_NAMES, "x", "h_prev", "c_prev"}


@pytest.mark.parametrize("upto", ["forget", "", None, 3])
def test_an_unknown_stage_is_refused(upto):
    with pytest.raises(ValueError, match="expected one of the stages c_prev, f, i, g, o") as raised:
        known(upto)
    assert f"upto is {upto!r}" in str(raised.value)


def test_nothing_is_checked_or_stopped():
    nan = float("nan")
    given_values = dict.fromkeys(WEIGHT_NAMES, nan) | {"x": 1.0, "h_prev": 0.0, "c_prev": 0.0}
    assert bits(evaluate(given_values, PAIRS["STANDARD"]))["h"] == "nan"
