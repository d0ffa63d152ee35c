"""The kinds of traits: what they take, what they refuse, what travels."""

from __future__ import annotations

import math

import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD
from lstm_helpers.page.traits import (
    ChoiceTrait,
    DoesNotFit,
    NumberTrait,
    PairTrait,
    TextTrait,
    WholeTrait,
    numbers,
)


class Some(traitlets.HasTraits):
    """One of each."""

    number, other = numbers(2)
    whole = WholeTrait(2, 1, 12)
    text = TextTrait("t")
    choice = ChoiceTrait(("a", "b"), "a")
    pair = PairTrait()


def test_each_begins_with_its_default() -> None:
    some = Some()
    assert (some.number, some.whole, some.text, some.choice, some.pair) == (
        0,
        2,
        "t",
        "a",
        IDENTITY,
    )


@given(st.floats())
def test_every_float_travels_and_comes_back(value: float) -> None:
    trait = NumberTrait()
    sent = trait.metadata["to_json"](value, None)
    assert isinstance(sent, str) == (not math.isfinite(value))
    assert repr(trait.metadata["from_json"](sent, None)) == repr(value)


def test_a_pair_travels_as_one_word() -> None:
    trait = PairTrait()
    assert trait.metadata["to_json"](STANDARD, None) == "tanh/sigmoid"
    assert trait.metadata["from_json"]("tanh/sigmoid", None) == STANDARD


@pytest.mark.parametrize("value", [3, 3.0])
def test_a_whole_number_may_come_as_a_float(value: float) -> None:
    assert type(Some(whole=value).whole) is int


anything = st.none() | st.booleans() | st.text() | st.binary() | st.lists(st.integers(), max_size=2)


@given(st.sampled_from(["number", "whole", "text", "choice", "pair"]), anything | st.integers())
def test_anything_is_taken_or_refused_in_one_sentence_and_changes_nothing(name, value) -> None:
    some = Some()
    before = getattr(some, name)
    try:
        setattr(some, name, value)
    except (TypeError, ValueError) as refused:
        said = str(refused)
    else:
        return
    assert name in said or name == "pair"
    assert "\n" not in said
    assert getattr(some, name) == before


def test_what_does_not_fit_the_others_is_a_value_error_that_traitlets_takes_back() -> None:
    assert issubclass(DoesNotFit, ValueError)
    assert issubclass(DoesNotFit, traitlets.TraitError)
