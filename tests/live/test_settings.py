"""A setting as text: exact, short, and clear about what is wrong with it."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, Weights
from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.live.settings import EXAMPLE, decode, encode
from lstm_helpers.words.letters import CHECK_LETTERS, check_letters

finite = st.floats(allow_nan=False, allow_infinity=False)
everyday = st.integers(-30, 30).map(lambda n: n / 10)
numbers = everyday | finite
pairs = st.builds(Activations, *2 * [st.sampled_from(list(ACTIVATIONS))])


@st.composite
def settings(draw: st.DrawFn) -> Setting:
    inputs = tuple(draw(st.lists(numbers, min_size=1, max_size=12)))
    weights = Weights(**{name: draw(numbers) for name in WEIGHT_NAMES})
    t = draw(st.integers(1, len(inputs)))
    return Setting(weights, inputs, draw(numbers), draw(numbers), draw(pairs), t)


def exact(setting: Setting) -> tuple:
    """What 0.0 == -0.0 and the like would hide."""
    numbers = [*setting.weights.as_dict().values(), *setting.inputs, setting.h0, setting.c0]
    return [float(n).hex() for n in numbers], setting.activations.names, setting.t


@given(settings())
def test_every_setting_comes_back_exactly(setting: Setting) -> None:
    assert exact(decode(encode(setting))) == exact(setting)


@given(settings())
def test_the_text_is_one_short_line_of_plain_characters(setting: Setting) -> None:
    text = encode(setting)
    assert re.fullmatch(r"lstm( [a-z0-9=,./-]+)+ #[a-z2-9]{4}", text)
    assert len(text) <= 12 * 25 + 14 * 25 + 80


def test_what_is_as_in_the_article_is_left_out() -> None:
    assert encode(Setting(Weights.ones(), (1.0, 1.0, 1.0))) == EXAMPLE
    assert encode(Setting(Weights.ones(u_o=-2), (1.0,), c0=2.5, activations=STANDARD)).startswith(
        "lstm o=1,-2,0 x=1 c0=2.5 tanh/sigmoid #"
    )


@given(settings(), st.data())
def test_one_changed_character_is_noticed(setting: Setting, data: st.DataObject) -> None:
    text = encode(setting)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("abcdefghxyz0123456789.,-=#"))
    changed = text[:at] + other + text[at + 1 :]
    if changed == text:
        return
    with pytest.raises(ValueError, match=r"lstm|setting") as told:
        decode(changed)
    assert "\n" not in str(told.value)


@given(settings(), st.data())
def test_two_swapped_neighbours_are_noticed(setting: Setting, data: st.DataObject) -> None:
    text = encode(setting)
    at = data.draw(st.integers(0, len(text) - 2))
    changed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if "".join(changed.split()) != "".join(text.split()):
        with pytest.raises(ValueError, match=r"lstm|setting"):
            decode(changed)


@given(st.text())
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    for some in (text, f"lstm {text} #{check_letters(text)}", f"lstm x=1 {text}"):
        try:
            said = encode(decode(some))
        except ValueError as error:
            said = str(error)
        assert "copy it again whole" in said or decode(said)


@pytest.mark.parametrize(
    "text",
    [
        f"  {EXAMPLE}\n",
        f"'{EXAMPLE}'",
        f"“{EXAMPLE}”",
        EXAMPLE.upper(),
        EXAMPLE.replace(",", ", "),
        EXAMPLE.replace("=", " = "),
        EXAMPLE.replace(" ", "\n"),
        f"{EXAMPLE} try mine",
    ],
)
def test_what_mail_and_chat_do_to_a_text_is_forgiven(text: str) -> None:
    assert decode(text).inputs == (1, 1, 1)


def test_a_true_minus_sign_is_a_minus_sign() -> None:
    text = encode(Setting(Weights.ones(), (-1.0,)))
    assert decode(text.replace("-", "−")).inputs == (-1,)


@pytest.mark.parametrize("given", [..., None, 3, ["lstm"]])
def test_what_is_no_text_is_refused(given) -> None:
    with pytest.raises(TypeError, match="expected a text in quotes"):
        decode(given)


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan])
def test_a_number_that_is_not_finite_cannot_be_handed_on(number: float) -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        encode(Setting(Weights.ones(), (number,)))


def test_the_check_letters_are_told_apart_by_eye() -> None:
    assert len(set(CHECK_LETTERS)) == 32
    assert not set("lo01") & set(CHECK_LETTERS)


def test_defaults_are_the_articles() -> None:
    setting = decode(EXAMPLE)
    assert setting.weights == Weights.ones()
    assert (setting.h0, setting.c0, setting.t) == (0, 0, 1)
    assert setting.activations == IDENTITY


# On a keyboard beside each other, in the letters and digits that a setting has.
ROWS = ("1234567890-=", "qwertyuiop", "asdfghjkl", "zxcvbnm,./")


def slips_of_the_pen(text: str) -> set[str]:
    """Every text one slip away: two swapped, one dropped or doubled, a neighbour's key."""
    beside = {
        key: row[max(0, n - 1) : n] + row[n + 1 : n + 2]
        for row in ROWS
        for n, key in enumerate(row)
    }
    slipped = set()
    for n, letter in enumerate(text):
        before, after = text[:n], text[n + 1 :]
        slipped |= {before + after, before + 2 * letter + after}
        slipped |= {before + other + after for other in beside.get(letter, "")}
        slipped.add(before + after[:1] + letter + after[1:])
    return slipped - {text}


def test_no_single_slip_of_the_pen_keeps_the_check_letters() -> None:
    shown = [
        Setting(
            Weights.ones(w_f=n / 10, u_i=-n, b_o=n * 1.25), (1.0, n / 4, -1.0), n / 2, 0.5, STANDARD
        )
        for n in range(1, 60)
    ]
    texts = [encode(setting).partition(" #")[0] for setting in shown]
    slips = {(text, slip) for text in texts for slip in slips_of_the_pen(text)}
    same = [both for both in slips if check_letters(both[0]) == check_letters(both[1])]
    assert len(slips) > 10_000
    assert same == []
