"""What a slider says of itself."""

from __future__ import annotations

import pytest

from lstm_helpers.live.explorer import NUMBERS
from lstm_helpers.page.slider import SLIDER_LABELS, SLIDER_SAYS, slider_label
from lstm_helpers.words.language import speaking


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("w_f", "kernel of the forget gate, w_f"),
        ("u_g", "recurrent kernel of the candidate, u_g"),
        ("b_o", "bias of the output gate, b_o"),
        ("x_12", "input at time step 12, x_12"),
        ("h0", "hidden state before the first step, h0"),
        ("c0", "cell state before the first step, c0"),
    ],
)
def test_a_slider_is_named_in_words_and_by_its_letter(name: str, says: str) -> None:
    assert slider_label(name) == says


def test_no_two_sliders_have_the_same_name() -> None:
    labels = [slider_label(name) for name in NUMBERS]
    assert len(set(labels)) == len(labels)
    for name, label in zip(NUMBERS, labels, strict=True):
        assert label.endswith(f", {name}")
        assert "{" not in label


def test_its_sentences_have_a_place_for_what_is_put_in() -> None:
    assert SLIDER_SAYS["field"].format(label="w_f") == "w_f: type a number"
    wider = SLIDER_SAYS["wider"].format(low="−3", high="7")
    assert wider == "The slider now goes from −3 to 7."
    put_in = {"words": "cell state before", "name": "c0", "t": 3, "place": 2}
    assert {kind: label.format(**put_in) for kind, label in SLIDER_LABELS.items()} == {
        "weight": "cell state before, c0",
        "input": "input at time step 3, x_3",
        "state": "cell state before the first step, c0",
        "state_shown": "cell state before the first step shown, c0",
        "feature": "feature 2 of the input at time step 3",
    }


def test_in_german_all_of_a_label_is_german() -> None:
    with speaking("de"):
        assert [slider_label(name) for name in ("b_o", "x_2", "c0")] == [
            "Bias des Output Gates, b_o",
            "Eingabe in Zeitschritt 2, x_2",
            "Zellzustand von vorher, vor dem ersten Schritt: c0",
        ]
