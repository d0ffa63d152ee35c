"""A unit's sums in words: the largest terms first, and all of it comes to what the run says."""

from __future__ import annotations

import re

import numpy as np
import pytest

from lstm_helpers import run
from lstm_helpers.cell.unit import Term, unit_terms, unit_values
from lstm_helpers.cell.weights import GATES
from lstm_helpers.words.numbers import format_number, read_number
from lstm_helpers.words.sums import sum_equation, sums
from tests.cells import close, random_cell

CELL = random_cell(np.random.default_rng(61), batch=2, time=3, features=9, units=7)
TRACE = run(*CELL)


@pytest.mark.parametrize("gate", GATES)
def test_the_terms_of_a_unit_come_to_its_pre_activation(gate):
    for t, step in enumerate(TRACE):
        of_x, of_h = unit_terms(step, gate, (1, 4))
        values = unit_values(step, (1, 4))
        total = values[f"w_{gate}·x"] + values[f"u_{gate}·h_prev"] + values[f"b_{gate}"]
        assert close(total, getattr(TRACE, f"z_{gate}")[1, t, 4])
        assert [term.value for term in of_x] == CELL.inputs[1, t].tolist()
        assert [term.value for term in of_h] == TRACE.h_prev[1, t].tolist()
        assert [term.place for term in of_h] == list(range(7))


def test_the_largest_five_are_written_out_and_the_rest_is_one_number():
    terms = unit_terms(TRACE[2], "f", (1, 4))[0]
    said, _ = sums("f", TRACE[2], unit=4, sequence=1)
    name, written, total = said.split(" = ")
    assert name == "w_f·x"
    assert total == format_number(sum(term.product for term in terms))
    *shown, rest = written.split(" + ")
    products = []
    for each in shown:
        weight, value = (read_number(part.strip("()")) for part in each.split("·"))
        products.append(weight * value)
    assert products == sorted(products, key=lambda product: -abs(product))
    assert len(products) == 5
    assert rest.endswith("(4 more)")
    left = sum(sorted((t.product for t in terms), key=abs)[:4])
    assert rest.removesuffix(" (4 more)").strip("()") == format_number(left)


@pytest.mark.parametrize(("count", "more"), [(1, 0), (5, 0), (6, 0), (7, 2)])
def test_one_that_is_left_is_written_out(count, more):
    said = sum_equation("w_g·x", [Term(n, -1.5, n + 1.0) for n in range(count)])
    assert ("more" in said) == (more > 0)
    assert said.count("·") == 1 + count - more
    assert not re.search(r"\+ −|·−", said)  # a minus never stands beside another sign


def test_what_there_is_not_is_refused():
    with pytest.raises(ValueError, match="gate is 'c'; expected one of f, i, g, o"):
        sums("c", TRACE[0], unit=0, sequence=0)
    with pytest.raises(ValueError, match="unit is 7; expected 0 to 6"):
        sums("f", TRACE[0], unit=7, sequence=0)
