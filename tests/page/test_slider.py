"""What a slider says of itself."""

from __future__ import annotations

import pytest

from lstm_helpers.live.explorer import NUMBERS
from lstm_helpers.page.slider import SLIDER_LABELS, SLIDER_SAYS, slider_label


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
    assert "from −3 to 7" in SLIDER_SAYS["wider"].format(low="−3", high="7")
    assert set(SLIDER_LABELS) == {"weight", "input", "state", "state_shown", "feature"}
