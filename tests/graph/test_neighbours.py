"""What stands next to a quantity: found in the graph table, with no list of its own."""

from __future__ import annotations

import pytest

from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES
from lstm_helpers.graph.neighbours import FOLLOWS, PLACES, consumers, operands, partner
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH
from lstm_helpers.picture.layout import SLOTS

SHOWN = (*PLACES, *WEIGHT_NAMES)


def test_every_quantity_has_a_place_is_a_weight_or_stands_between() -> None:
    inner = {f"z_{gate}" for gate in GATES}
    assert {*PLACES, *WEIGHT_NAMES, *inner} == set(BY_NAME)
    assert {slot.of for slot in SLOTS.values() if slot.kind == "value"} == set(PLACES)


@pytest.mark.parametrize("name", SHOWN)
def test_what_goes_into_a_quantity_is_what_it_is_made_of(name: str) -> None:
    assert {each for each in SHOWN if name in operands(each)} == set(consumers(name))
    assert not {f"z_{gate}" for gate in GATES} & {*operands(name), *consumers(name)}


def test_a_gate_is_made_of_two_products_and_a_bias() -> None:
    for gate in GATES:
        kernel, recurrent, bias = (f"{kind}_{gate}" for kind in "wub")
        assert operands(gate) == (kernel, "x", recurrent, "h_prev", bias)
        pairs = {operand: partner(operand, gate) for operand in operands(gate)}
        assert pairs == {
            kernel: "x",
            "x": kernel,
            recurrent: "h_prev",
            "h_prev": recurrent,
            bias: "",
        }


def test_a_product_has_partners_and_a_sum_has_none() -> None:
    for quantity in GRAPH:
        if quantity.op == "product":
            one, other = quantity.operands
            assert (partner(one, quantity.name), partner(other, quantity.name)) == (other, one)
    assert [partner(name, "c") for name in operands("c")] == ["", ""]
    assert partner("c", "c_act") == ""


def test_what_follows_is_carried() -> None:
    assert {before: after for after, before in FOLLOWS.items()} == CARRY


def test_a_quantity_that_is_none_is_refused() -> None:
    names = ", ".join(quantity.name for quantity in GRAPH)
    for look in (operands, consumers):
        with pytest.raises(ValueError, match="there is no quantity") as raised:
            look("q")
        assert str(raised.value) == f"there is no quantity 'q'; expected one of {names}."
