"""One unit of a layer at one time step: where it stands, and its numbers."""

from __future__ import annotations

import numpy as np
import pytest

from lstm_helpers import STANDARD, Weights, run
from lstm_helpers.cell.alone import alone
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.unit import Term, place_in, place_of, unit_terms, unit_values
from tests.cells import close, random_cell

CELL = random_cell(np.random.default_rng(41), batch=2, time=3, features=3, units=4)
BATCH = run(*CELL)[2]
ONE = run(CELL.weights, CELL.inputs[0])[1]
SCALAR = run(Weights.ones(), [1, 2])[1]


@pytest.mark.parametrize(
    ("step", "unit", "sequence", "place"),
    [(BATCH, 3, 1, (1, 3)), (BATCH, 2.0, np.int64(0), (0, 2)), (ONE, 0, None, (0,))],
)
def test_a_unit_has_its_place(step, unit, sequence, place):
    assert place_of(step, unit, sequence) == place


def test_where_there_is_one_none_need_be_chosen():
    assert place_in((1, 1), None, None) == (0, 0)
    assert place_in((1,), None, None) == (0,)
    assert place_in((3, 1), None, 2) == (2, 0)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (
            lambda: place_of(SCALAR, 0, None),
            ValueError,
            "unit is 0, and a scalar cell has one alone; leave it out.",
        ),
        (
            lambda: place_of(ONE, 0, 1),
            ValueError,
            "sequence is 1, and there is no batch here; leave it out.",
        ),
        (
            lambda: place_of(ONE, None, None),
            ValueError,
            "this step is of a layer with 4 units; choose one, as in unit=0.",
        ),
        (
            lambda: place_in((2, 4), 0, None, "run"),
            ValueError,
            "this run is of a batch with 2 sequences; choose one, as in sequence=0.",
        ),
        (lambda: place_of(BATCH, 4, 0), ValueError, "unit is 4; expected 0 to 3."),
        (lambda: place_of(BATCH, 0, -1), ValueError, "sequence is -1; expected 0 to 1."),
        (
            lambda: place_of(BATCH, "two", 0),
            TypeError,
            "unit is 'two' (str); expected a whole number.",
        ),
    ],
)
def test_what_is_no_unit_is_refused_in_a_sentence(call, error, says):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == says


@pytest.mark.parametrize(("step", "place"), [(BATCH, (1, 2)), (ONE, (3,))])
def test_a_sum_is_taken_apart_and_comes_out_as_it_was(step, place):
    for gate in "figo":
        of_x, of_h = unit_terms(step, gate, place)
        assert [term.place for term in of_x] == [0, 1, 2]
        assert [term.place for term in of_h] == [0, 1, 2, 3]
        assert [term.weight for term in of_x] == step.weights.as_dict()[f"w_{gate}"][
            :, place[-1]
        ].tolist()
        assert [term.value for term in of_h] == step.h_prev[place[:-1]].tolist()
        total = sum(term.product for term in of_x + of_h)
        bias = step.weights.as_dict()[f"b_{gate}"][place[-1]]
        assert close(total + bias, getattr(step, f"z_{gate}")[place])
    assert Term(0, 3.0, 4.0).product == 12


@pytest.mark.parametrize(("step", "place"), [(BATCH, (1, 2)), (ONE, (3,))])
def test_its_numbers_are_those_of_the_layer_at_its_place(step, place):
    values = unit_values(step, place)
    own = [name for name in QUANTITIES if name not in ("x", "h_prev")]
    assert set(values) == {
        *own,
        *(f"{name}_{gate}{of}" for name, of in (("w", "·x"), ("u", "·h_prev")) for gate in "figo"),
        *(f"b_{gate}" for gate in "figo"),
    }
    assert all(type(value) is float for value in values.values())
    for name in own:
        assert values[name] == getattr(step, name)[place]
    for gate in "figo":
        z = values[f"w_{gate}·x"] + values[f"u_{gate}·h_prev"] + values[f"b_{gate}"]
        assert close(z, values[f"z_{gate}"])
        assert values[f"b_{gate}"] == getattr(step, f"b_{gate}")[place[-1]]


# ---- on its own, the others' h among its inputs


LAYER = run(*CELL)


@pytest.mark.parametrize(("trace", "sequence"), [(LAYER, 1), (run(*CELL[:1], CELL[1][0]), None)])
@pytest.mark.parametrize("unit", [0, 2])
def test_a_unit_on_its_own_does_what_it_did_in_the_layer(trace, sequence, unit):
    one = alone(trace, unit, sequence, None, 12)
    again = run(one.weights, one.inputs, one.h0, one.c0)
    row = () if sequence is None else (sequence,)
    for name in set(QUANTITIES) - {"x"}:
        assert close(getattr(again, name)[:, 0], getattr(trace, name)[row][:, unit]), name
    assert one.weights.activations == trace.activations
    assert (one.unit, one.units, one.features, one.last) == (unit, 4, 3, 3)
    assert one.numbers == (1, 2, 3)
    assert one.others == [n for n in range(4) if n != unit]
    assert (one.inputs[:, :3] == trace.x[row]).all()
    assert (one.inputs[:, 3:] == trace.h_prev[row][:, one.others]).all()


def test_of_a_float32_layer_too_it_is_worked_out_in_float64():
    single = CELL.astype("float32")
    one = alone(run(*single), 1, 0, None, 12)
    assert one.inputs.dtype == one.weights.w_f.dtype == one.weights.u_f.dtype == np.float64
    assert type(one.h0) is type(one.c0) is float


def test_so_many_time_steps_as_are_wanted_up_to_one():
    for t, most, numbers in ((None, 2, (2, 3)), (2, 5, (1, 2)), (2.0, 1, (2,)), (1, 1, (1,))):
        one = alone(LAYER, 1, 0, t, most)
        assert one.numbers == numbers
        first = numbers[0] - 1
        assert one.h0 == LAYER.h_prev[0, first, 1]
        assert one.c0 == LAYER.c_prev[0, first, 1]
        assert len(one.inputs) == len(numbers)


def test_what_a_mask_leaves_out_is_none_of_them():
    inputs = np.arange(5.0)[:, None]
    layer = run(Weights.ones(1, 2), inputs, mask=[1, 0, 1, 0, 1])
    assert alone(layer, 0, None, None, 9).numbers == (1, 3, 5)
    assert alone(layer, 0, None, 3, 9).numbers == (1, 3)
    assert alone(layer, 0, None, 5, 2).numbers == (3, 5)
    assert alone(layer, 0, None, 5, 2).inputs[:, 0].tolist() == [2, 4]
    assert alone(layer, 0, None, 5, 2).last == 5


WIDE = Weights.ones(1, 2)


def masked(*counts):
    return run(WIDE, np.ones((len(counts), 1)), mask=counts)


def grown(**given):
    with np.errstate(all="ignore"), pytest.warns(RuntimeWarning):
        return run(WIDE, [[1.0], [1e200], [1.0]], **given)


class Stranger(type(LAYER).__mro__[1]):
    weights = None

    def __init__(self):
        """Have no steps."""


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (
            lambda: alone([1], 0, None, None, 1),
            TypeError,
            "trace is a list; expected what run(weights, inputs) gives for a layer.",
        ),
        (
            lambda: alone(Stranger(), 0, None, None, 1),
            ValueError,
            "this trace has no weights, without which nothing can be worked out anew; expected "
            "what run(weights, inputs) gives.",
        ),
        (
            lambda: alone(run(Weights.ones(), [1]), 0, None, None, 1),
            ValueError,
            "this trace is of the scalar cell, which is one unit alone: Explorer(weights, inputs) "
            "shows it.",
        ),
        (
            lambda: alone(LAYER, None, 0, None, 1),
            ValueError,
            "this run is of a layer with 4 units; choose one, as in unit=0.",
        ),
        (
            lambda: alone(LAYER, 0, None, None, 1),
            ValueError,
            "this run is of a batch with 2 sequences; choose one, as in sequence=0.",
        ),
        (
            lambda: alone(masked(0, 0), 0, None, None, 1),
            ValueError,
            "the mask leaves out every time step of this sequence; choose another.",
        ),
        (
            lambda: alone(LAYER, 0, 0, 4, 1),
            ValueError,
            "t is 4; expected a time step from 1 to 3.",
        ),
        (
            lambda: alone(LAYER, 0, 0, 0, 1),
            ValueError,
            "t is 0; expected a time step from 1 to 3.",
        ),
        (
            lambda: alone(LAYER, 0, 0, "2", 1),
            TypeError,
            "t is '2' (str); expected a whole number.",
        ),
        (
            lambda: alone(masked(1, 0, 0, 0, 1, 1), 0, None, 4, 1),
            ValueError,
            "t is 4, a time step that the mask leaves out of this sequence; expected one that "
            "counts, such as 5.",
        ),
        (
            lambda: alone(grown(), 1, None, None, 3),
            ValueError,
            "at time step 3 something infinite or nan comes into unit 1; choose an earlier t, or "
            "see trace.trouble.",
        ),
        (
            lambda: alone(grown(c0=[0, np.inf]), 1, None, 1, 3),
            ValueError,
            "at time step 1 something infinite or nan comes into unit 1; choose an earlier t, or "
            "see trace.trouble.",
        ),
    ],
)
def test_what_cannot_stand_alone_is_refused_in_a_sentence(call, error, says):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == says


def test_a_product_past_every_float_is_refused_and_one_that_fits_is_not():
    huge = WIDE.replace(w_g=[[1e200, 1]])
    with pytest.warns(RuntimeWarning):
        layer = run(huge, [[1.0], [1e200]])
    assert alone(layer, 1, None, 1, 9).numbers == (1,)
    assert alone(layer, 0, None, 1, 9).numbers == (1,)
    with pytest.raises(ValueError, match="at time step 2 something infinite or nan comes into"):
        alone(layer, 0, None, 2, 9)


def test_it_is_the_sum_of_a_gate_that_must_fit_into_a_float():
    two_gates = {"w_f": [[1e308, 0], [1, 0]], "w_o": [[1e308, 0], [1, 0]]}
    layer = run(Weights.ones(2, 2).replace(**two_gates, activations=STANDARD), [[1, 1]])
    assert alone(layer, 0, None, None, 9).numbers == (1,)
    wide = Weights.ones(2, 2).replace(w_f=[[1e308, 0], [1e308, 0]])
    with pytest.warns(RuntimeWarning):
        layer = run(wide, [[1, 1]])
    with pytest.raises(ValueError, match="at time step 1 something infinite or nan comes into"):
        alone(layer, 0, None, None, 9)


def test_what_is_infinite_times_nothing_is_refused_without_a_warning():
    with pytest.warns(RuntimeWarning):
        layer = run(WIDE.replace(w_f=[[0, 0]]), [[1], [np.inf]])
    with pytest.raises(ValueError, match="at time step 2 something infinite or nan comes into"):
        alone(layer, 0, None, None, 9)
