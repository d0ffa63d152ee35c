"""A link is a lesson: what is written comes back, and what is typed is read or told of."""

from __future__ import annotations

import re
import string
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_helpers import STANDARD, Explorer, Weights
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.asked import ASKABLE
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live.link import LINK_PARTS, arguments_of, read_link, roomy, short_names
from lstm_helpers.live.presets import PRESETS
from tools.link_vectors import traits

TYPED = 'lstm f=2,1,0 x=1,1,1 t=2 stage=keep show=w_f,u_f face=weights ask=keep,c title="Why c?"'
MEANT = {
    "f": (2, 1, 0),
    "x": (1, 1, 1),
    "t": 2,
    "upto": "keep",
    "show": ("w_f", "u_f"),
    "face": "weights",
    "predict": ("keep", "c"),
    "title": "Why c?",
}

numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-30, 30).map(
    lambda n: n / 10
)
texts = st.text() | st.text(string.punctuation + " ab12")


@st.composite
def arguments(draw: st.DrawFn) -> dict[str, Any]:
    inputs = draw(st.lists(numbers, min_size=1, max_size=12))
    names = [*WEIGHT_NAMES, "h0", "c0", "x_1", "walk", "steps", "table", "setting", "gradients"]
    maybe: dict[str, st.SearchStrategy[Any]] = {
        "weights": st.fixed_dictionaries(dict.fromkeys(WEIGHT_NAMES, numbers)).map(
            lambda values: Weights(**values)
        ),
        "t": st.integers(1, len(inputs)),
        "h0": numbers,
        "c0": numbers,
        "activations": st.just(STANDARD),
        "upto": st.sampled_from(STAGES),
        "face": st.sampled_from(FACES),
        "of": st.sampled_from("hc"),
        "show": st.lists(st.sampled_from([*names, "inputs", "weights", "f"])),
        "limits": st.tuples(st.integers(-9, 0).map(float), numbers.filter(lambda n: n > 0)),
        "step": numbers.filter(lambda n: n > 0),
        "presets": st.lists(st.sampled_from(list(PRESETS)), unique=True),
        "predict": st.lists(st.sampled_from([*ASKABLE, "walk"])),
        "title": texts,
    }
    return {"inputs": inputs, **draw(st.fixed_dictionaries({}, optional=maybe))}


@settings(max_examples=30)
@given(arguments())
def test_what_is_written_comes_back(some: dict[str, Any]) -> None:
    explorer = Explorer(**some)
    again = Explorer.from_link(explorer.link())
    explorer.title = roomy(explorer.title)  # room in it is one space
    assert traits(again) == traits(explorer)


@settings(max_examples=30)
@given(arguments())
def test_an_address_has_nothing_in_it_that_ends_it_early(some: dict[str, Any]) -> None:
    link = Explorer(**some).link("https://a.school/embed.html")
    assert re.fullmatch(r"https://a\.school/embed\.html#lstm(&[a-z0-9]+=[\w%+.,/~-]*)+", link)
    assert not link.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        TYPED,
        f"#{TYPED}",
        f"https://a.school/embed.html?x=1#{TYPED}",
        f"  {TYPED}\n",
        quote(TYPED),
        quote(TYPED, safe=""),
        quote(quote(TYPED)),
        TYPED.replace(" ", "%20"),
        TYPED.replace(" ", "+"),
        TYPED.replace(" ", "&", 8),
        quote(TYPED.replace(" ", "&", 8), safe=""),
        TYPED.replace(" ", "&amp;", 8),
        TYPED.replace(" ", "\n").replace("=", " = "),
        TYPED.replace(",", ", "),
        TYPED.replace('"', "'"),
        TYPED.replace('"', "”"),
        TYPED.replace('"', ""),
        TYPED.replace('"Why c?"', "„Why c?“"),
        TYPED.replace("lstm f", "LSTM F"),
        f"lstm&{urlencode(dict(part.split('=') for part in TYPED.split()[1:8]))}&title=Why+c%3F",
    ],
)
def test_what_its_way_does_to_a_link_is_forgiven(text: str) -> None:
    assert read_link(text) == MEANT


def test_a_whole_setting_is_a_link() -> None:
    explorer = Explorer(Weights.ones(b_f=0.5), inputs=[1, 2], t=2, activations=STANDARD)
    again = Explorer.from_link(explorer.setting, show="f")
    assert again.setting == explorer.setting
    assert again.look["show"] == ["w_f", "u_f", "b_f"]


def test_what_is_left_out_is_as_an_explorer_has_it() -> None:
    assert traits(Explorer.from_link("lstm")) == traits(Explorer())
    assert Explorer().link() == "#lstm&x=1,1,1"


def test_every_part_is_an_argument_of_an_explorer_but_for_those_that_are_shorter() -> None:
    explorer = {*Explorer.__init__.__kwdefaults__, "weights", "inputs", "t"}
    assert set(LINK_PARTS) - explorer == {"f", "i", "g", "o", "x", "hide"}
    # the language is the page's
    assert explorer - set(LINK_PARTS) == {"weights", "inputs", "plot", "language"}


def test_controls_can_be_hidden() -> None:
    shown = arguments_of(read_link("lstm hide=weights,inputs,states,table,presets"))["show"]
    assert shown == ["steps", "walk", "activations", "reset"]
    options = {"show": "w_f u_f", "t": 2}
    again = Explorer.from_link("lstm hide=u_f t=3", **options)
    assert (again.look["show"], again.t) == (["w_f"], 3)
    assert Explorer.from_link("lstm", **options).t == 2
    assert "x_1" not in Explorer.from_link("lstm x=1 hide=x_1").look["show"]


@given(texts)
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    for some in (text, f"lstm{text}", f"lstm {text} t=2", f"lstm&title={text}"):
        try:
            Explorer.from_link(some)
        except ValueError as error:
            said = str(error)
        else:
            said = "mend it in the address"
        assert "mend it in the address" in said
        assert len(said) < 500


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hello", "this link has 'hello' after its #; expected lstm, and then parts such as f=1"),
        ("lstm x=1,l,1", "in this link, 'x=1,l,1' is unreadable; expected 1 to 12 inputs, such as"),
        ("lstm t=4", "this link shows time step 4 of 3; expected one from 1 to 3: mend it in"),
        ("lstm w_f=2", "'w_f=2' is unknown; expected parts such as f=1,1,0 x=1,1,1"),
        ("lstm f=2,1,0 f=1,1,0", "in this link, f= stands twice"),
        ("lstm ask=x", "'ask=x' is unreadable; expected any of h_prev, .*, such as predict=keep"),
        ("lstm show=x_9", "names x_9, and it has 3 inputs; expected x_1 to x_3"),
        ("lstm x=1,2,3 #4s8j", "before #4s8j has changed on its way, .* expected #...., or none"),
    ],
)
def test_a_mistyped_link_gives_one_clear_sentence(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as told:
        Explorer.from_link(text)
    assert str(told.value).endswith(": mend it in the address, after the #.")


@pytest.mark.parametrize("given_", [None, 3, ["lstm"]])
def test_what_is_no_text_is_refused(given_: Any) -> None:
    with pytest.raises(TypeError, match="expected a text, such as"):
        read_link(given_)


def test_a_number_that_is_not_finite_makes_no_link() -> None:
    explorer = Explorer()
    explorer.w_f = float("inf")
    with pytest.raises(ValueError, match="w_f contains inf"):
        explorer.link()


def test_a_link_names_a_group_where_all_of_it_is_shown_and_nothing_else() -> None:
    assert short_names(["w_f", "u_f", "b_f"]) == ["f"]
    assert short_names(["w_f", "u_f"]) == ["w_f", "u_f"]
    assert short_names([*WEIGHT_NAMES, "h0", "c0"]) == ["weights", "states"]
    assert short_names([]) == []
