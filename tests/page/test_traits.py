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
    known_pair,
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


# ---- what a learner is told ----

REFUSED = [
    ("number", "six", "number is 'six' (str); expected a number or an array of numbers."),
    ("whole", 0, "whole is 0; expected a whole number from 1 to 12."),
    ("whole", 13, "whole is 13; expected a whole number from 1 to 12."),
    ("whole", 1.5, "whole is 1.5 (float); expected a whole number."),
    ("least", 1, "least is 1; expected a whole number from 2 to 1."),
    ("most", 3, "most is 3; expected a whole number from 3 to 2."),
    ("text", 3, "text is 3 (int); expected a text."),
    ("choice", "c", "choice is 'c'; expected one of a, b."),
    ("choice", 3, "choice is 3; expected one of a, b."),
    (
        "pair",
        (math.tanh, "sigmoid"),
        "the live view cannot work out the activation 'tanh' in the browser; "
        "use one of identity, sigmoid, tanh, relu.",
    ),
    (
        "pair",
        3,
        "activations is 3; expected IDENTITY, STANDARD, or a pair "
        "(activation, recurrent_activation) such as ('tanh', 'sigmoid').",
    ),
]


class Bounds(Some):
    """With one bound alone, and with none."""

    least = WholeTrait(least=2, default=2)
    most = WholeTrait(most=2)
    free = WholeTrait()


@pytest.mark.parametrize(("name", "value", "says"), REFUSED)
def test_what_is_refused_is_told_in_one_sentence(name: str, value: object, says: str) -> None:
    no_such_type = "(" in says or (name, value) == ("choice", 3)
    with pytest.raises(TypeError if no_such_type else ValueError) as raised:
        setattr(Bounds(), name, value)
    assert str(raised.value) == says


@pytest.mark.parametrize("value", [1, 12])
def test_a_bound_itself_is_within(value: int) -> None:
    assert Bounds(whole=value, most=1, least=99, free=-5).whole == value


def test_without_a_name_a_value_is_called_so() -> None:
    said = []
    for trait in (NumberTrait(), WholeTrait(), TextTrait()):
        with pytest.raises(TypeError) as raised:
            trait.validate(None, None)
        said.append(str(raised.value).partition(" (")[0])
    assert said == ["the value is None"] * 3


def test_of_its_own_a_trait_begins_with_nothing() -> None:
    given = [NumberTrait(), WholeTrait(), TextTrait()]
    assert [trait.default_value for trait in given] == [0.0, 1, ""]


def test_each_of_them_travels_to_the_page() -> None:
    assert set(Some.class_trait_names(sync=True)) == {*Some.class_trait_names()}


def test_only_the_words_for_no_number_are_numbers() -> None:
    came_back = NumberTrait().metadata["from_json"]
    sent = ("inf", "-inf", "1", 2)
    assert [came_back(word, None) for word in sent] == [math.inf, -math.inf, "1", 2]
    assert math.isnan(came_back("nan", None))


def test_a_function_of_ones_own_is_none_although_it_is_called_like_one() -> None:
    def tanh(z: float) -> float:
        return z

    for pair in [(tanh, "sigmoid"), ("tanh", tanh)]:
        with pytest.raises(ValueError, match="cannot work out the activation 'tanh'"):
            known_pair(pair)
