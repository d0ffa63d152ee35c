from __future__ import annotations

import numpy as np
import pytest

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights, run
from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.cell.fused import INTO, STEPS_AT_ONCE, can_run, states
from lstm_helpers.cell.shapes import prepare
from lstm_helpers.cell.step import QUANTITIES
from tests.cells import PAIRS, close, random_cell


def step_by_step(cell, activations):
    """Run through a function that the fused way does not know, so that step() is what runs."""
    pair = (activations.activation, activations.recurrent_activation)
    unknown = Activations(*(lambda z, function=function: function(z) for function in pair))
    assert not can_run(unknown)
    return run(*cell, activations=unknown)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("pair", [*PAIRS.values(), Activations("relu", "sigmoid")], ids=str)
@pytest.mark.parametrize(
    ("batch", "time", "features", "units"),
    [
        (1, 1, 1, 1),
        (1, 3, 1, 1),
        (2, STEPS_AT_ONCE - 1, 1, 3),
        (3, STEPS_AT_ONCE, 2, 1),
        (1, STEPS_AT_ONCE + 1, 4, 4),
        (4, 3 * STEPS_AT_ONCE, 3, 5),
    ],
)
def test_all_at_once_is_step_by_step(dtype, pair, batch, time, features, units):
    rng = np.random.default_rng([batch, time, features, units])
    cell = random_cell(rng, batch, time, features, units).calmed_for(pair).astype(dtype)
    fast, slow = run(*cell, activations=pair), step_by_step(cell, pair)
    for name in QUANTITIES:
        assert getattr(fast, name).dtype == dtype, name
        assert close(getattr(fast, name), getattr(slow, name)), name
        for s, t in zip(fast, slow, strict=True):
            assert close(getattr(s, name), getattr(t, name)), name
    assert close(fast.state_h, slow.state_h)
    assert close(fast.state_c, slow.state_c)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_named_activation_can_be_done_in_place(name):
    z = np.linspace(-1000, 1000, 4001)
    expected = ACTIVATIONS[name].function(z)
    elsewhere = np.empty_like(z)
    with np.errstate(over="ignore"):
        INTO[ACTIVATIONS[name].function](z, elsewhere)
        assert close(elsewhere, expected, roundings=2)
        INTO[ACTIVATIONS[name].function](z, z)
    assert close(z, expected, roundings=2)


def test_what_was_given_is_left_as_it_was():
    cell = random_cell(np.random.default_rng(8), 2, 3, 2, 2)
    copies = [array.copy() for array in cell[1:]]
    run(*cell, activations=STANDARD)
    states(prepare(*cell), STANDARD)
    assert all((a == b).all() for a, b in zip(cell[1:], copies, strict=True))


def test_the_articles_numbers():
    h, c = states(prepare(Weights.ones(), [1, 1, 1]).batched(), IDENTITY)
    assert h.ravel().tolist() == [0, 1, 12, 3211]
    assert c.ravel().tolist() == [0, 1, 6, 247]
