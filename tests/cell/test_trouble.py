"""A run that turns to inf or nan says where and which gate did it: once, and of layers alone."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from lstm_helpers import IDENTITY, STANDARD, Activations, Explorer, Weights, run
from tests.cells import random_cell

CELL = random_cell(np.random.default_rng(11), batch=3, time=12, features=2, units=4)


def only(**weights):
    """A layer of two units whose weights are 0, but for those given, of unit 1."""
    arrays = {name: value * 0 for name, value in Weights.ones(1, 2).as_dict().items()}
    for name, value in weights.items():
        arrays[name] = arrays[name].copy()
        arrays[name][..., 1] = value
    return Weights(**arrays, activations=IDENTITY)


def quiet(*given, **options):
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
        return run(*given, **options)


@pytest.mark.parametrize("pair", [STANDARD, Activations("tanh", lambda z: 1 / (1 + np.exp(-z)))])
def test_a_run_that_stays_finite_has_none(pair):
    assert run(*CELL, activations=pair).trouble == ""
    assert run(Weights.ones(), [1, 1, 1]).trouble == ""


@pytest.mark.parametrize(
    ("weights", "c0", "says"),
    [
        (only(b_f=1e200), 1e200, "the forget gate f turns unit 1 to inf: keep = f·c_prev = 1e+200"),
        (only(b_i=1e200, b_g=1e201), 0, "the candidate g turns unit 1 to inf: write = i·g = 1e+20"),
        (only(b_i=1e201, b_g=-1e200), 0, "the input gate i turns unit 1 to -inf: write = i·g"),
        (only(b_o=-1e308, b_i=1, b_g=9), 0, "the output gate o turns unit 1 to -inf: h = o·c_act"),
        (
            only(w_o=1e308),
            0,
            "the output gate o turns unit 1 to inf: z_o = w·x + u·h_prev + b = in",
        ),
        (only(b_f=1, b_i=1, b_g=1e308), 1e308, "turns unit 1 to inf: c = keep + write = 1e+308"),
    ],
)
def test_it_names_the_gate_and_the_unit(weights, c0, says):
    trace = quiet(weights, [[9.0], [9.0]], c0=c0)
    assert trace.trouble.startswith("at time step 1 ")
    assert says in trace.trouble
    assert trace.trouble.endswith("are identity/identity, where a trained layer has tanh/sigmoid")
    slow = quiet(weights, [[9.0], [9.0]], c0=c0, activations=("identity", lambda z: z))
    assert slow.trouble == trace.trouble.partition(";")[0]


def test_it_names_the_first_step_and_there_the_first_sequence():
    inputs = CELL.inputs.copy()
    inputs[2, 7, 1], inputs[1, 9, 0] = np.inf, np.nan
    with pytest.warns(RuntimeWarning, match=r"^run: at time step 10 the input is nan already\.$"):
        trace = run(CELL.weights, inputs)
    assert np.isfinite(trace.h[2]).all()  # what is infinite, sigmoid and tanh take in
    inputs[0, 3, 0] = np.nan
    assert quiet(CELL.weights, inputs).trouble == "at time step 4 the input is nan already"


@pytest.mark.parametrize("state", ["h0", "c0"])
def test_it_names_a_state_that_was_given_so(state):
    trace = quiet(CELL.weights, CELL.inputs, **{state: [0, np.nan, 0, 0]})
    assert trace.trouble == f"at time step 1 {state} is nan already"


def test_it_names_the_sequence_of_a_batch_and_no_other():
    inputs = np.ones((4, 5, 2))
    inputs[2, 3, 1] = 1e200
    assert quiet(Weights.ones(2, 3), inputs).trouble.startswith(
        "at time step 4 the input gate i turns unit 0 of sequence 2 to inf"
    )
    assert "turns unit 0 to inf" in quiet(Weights.ones(2, 3), inputs[2]).trouble


def test_the_input_and_the_states_are_those_of_the_sequence_that_went_wrong():
    """What another sequence was given is no reason of this one's."""
    quietly_shut = only(b_f=0, b_i=1, b_g=1e308, b_o=9)
    h0 = [[0, 0], [0, np.inf]]
    trouble = quiet(quietly_shut, np.zeros((2, 1, 1)), h0=h0).trouble
    assert trouble.startswith("at time step 1 the output gate o turns unit 1 of sequence 0 to inf")


@pytest.mark.parametrize("state", ["h0", "c0"])
def test_a_single_cell_names_a_state_that_was_given_so(state):
    assert quiet(Weights.ones(), [1, 1], **{state: np.inf}).trouble == (
        f"at time step 1 {state} is inf already"
    )


def test_a_sum_is_blamed_on_what_goes_into_it_however_open_the_output_gate_is():
    open_wide = only(b_f=1, b_i=1, b_g=1e308, b_o=1.5e308)
    assert " the candidate g turns unit 1 to inf: c = keep + write" in (
        quiet(open_wide, [[9.0]], c0=1e308).trouble
    )


@pytest.mark.parametrize("c0", [0, np.inf])  # 0 forgets of inf what is no number
def test_a_layer_warns_once_and_where_it_was_run(c0):
    grown = Weights.ones(2, 3).replace(b_f=[-2, -2, -2])
    with pytest.warns(RuntimeWarning) as heard:
        trace = run(grown, np.ones((20, 2)), c0=c0)
    assert [(str(each.message), each.filename) for each in heard] == [
        (f"run: {trace.trouble}.", __file__)
    ]


def test_a_single_cell_and_its_sliders_say_nothing_by_themselves():
    trace = run(Weights.ones(), [1] * 12)  # pytest makes an error of every warning
    assert (
        "at time step 8 the forget gate f turns the cell to inf: keep = f·c_prev" in trace.trouble
    )
    explorer = Explorer(inputs=[1] * 12)
    explorer.w_f = 1e300
    assert explorer.trace.trouble
    assert explorer.svg


ENDS = "; the activations are identity/identity, where a trained layer has tanh/sigmoid"


@pytest.mark.parametrize(
    ("weights", "inputs", "given", "says"),
    [
        (
            only(b_f=1e200),
            [[9.0], [9.0]],
            {"c0": 1e200},
            "at time step 1 the forget gate f turns unit 1 to inf: "
            "keep = f·c_prev = 1e+200·1e+200" + ENDS,
        ),
        (
            only(b_i=1e200, b_g=1e201),
            [[9.0], [9.0]],
            {},
            "at time step 1 the candidate g turns unit 1 to inf: write = i·g = 1e+200·1e+201"
            + ENDS,
        ),
        (
            only(b_i=1e201, b_g=-1e200),
            [[[9.0]], [[9.0]]],
            {},
            "at time step 1 the input gate i turns unit 1 of sequence 0 to -inf: "
            "write = i·g = 1e+201·-1e+200" + ENDS,
        ),
        (
            only(b_o=-1e308, b_i=1, b_g=9),
            [[9.0]],
            {},
            "at time step 1 the output gate o turns unit 1 to -inf: h = o·c_act = -1e+308·9" + ENDS,
        ),
        (
            only(w_o=1e308),
            [[0.0], [9.0]],
            {},
            "at time step 2 the output gate o turns unit 1 to inf: "
            "z_o = w·x + u·h_prev + b = inf" + ENDS,
        ),
        (
            only(w_f=1e308),
            [[9.0]],
            {},
            "at time step 1 the forget gate f turns unit 1 to inf: "
            "z_f = w·x + u·h_prev + b = inf" + ENDS,
        ),
        (
            only(b_f=1, b_i=1, b_g=1e308),
            [[9.0], [9.0]],
            {"c0": 1e308},
            "at time step 1 the candidate g turns unit 1 to inf: "
            "c = keep + write = 1e+308 + 1e+308" + ENDS,
        ),
        (
            only(b_f=1.25, b_i=1, b_g=1.5e308),
            [[9.0], [9.0]],
            {"c0": 1.2345678e308},
            "at time step 1 the candidate g turns unit 1 to inf: "
            "c = keep + write = 1.543e+308 + 1.5e+308" + ENDS,
        ),
        (
            Weights.ones(),
            [1.0, 1e200],
            {},
            "at time step 2 the input gate i turns the cell to inf: write = i·g = 1e+200·1e+200",
        ),
        (
            Weights.ones(),
            [1.0, np.nan],
            {},
            "at time step 2 the input is nan already",
        ),
        (
            Weights.ones(),
            [1.0, -np.inf],
            {},
            "at time step 2 the input is -inf already",
        ),
        (
            Weights.ones(2, 1),
            [[1.0, 1.0], [1.0, -np.inf]],
            {},
            "at time step 2 the input is -inf already" + ENDS,
        ),
        (
            Weights.ones(1, 2),
            [[[1.0]], [[1.0]]],
            {"c0": [[0, 0], [0, -np.inf]]},
            "at time step 1 c0 is -inf already" + ENDS,
        ),
    ],
)
def test_the_whole_sentence(weights, inputs, given, says):
    assert quiet(weights, inputs, **given).trouble == says


def test_a_state_that_went_wrong_on_the_way_is_no_given_one():
    grown = only(b_f=1e200, b_i=1, b_g=1)
    assert quiet(grown, [[9.0]] * 3).trouble == (
        "at time step 3 the forget gate f turns unit 1 to inf: keep = f·c_prev = 1e+200·1e+200"
        + ENDS
    )
