"""What a number that can be set is called in words: what a screen reader says of its slider."""

from __future__ import annotations

from lstm_helpers.graph import BY_NAME

__all__ = ["SLIDER_LABELS", "slider_label"]

SLIDER_LABELS = {
    "weight": "{words}, {name}",
    "input": "input at time step {t}, x_{t}",
    "state": "{words} the first step, {name}",
}


def slider_label(name: str) -> str:
    """Say in words what a slider sets.

    >>> [slider_label(name) for name in ("w_f", "x_2", "h0")]  # doctest: +NORMALIZE_WHITESPACE
    ['kernel of the forget gate, w_f', 'input at time step 2, x_2',
     'hidden state before the first step, h0']
    """
    if name in BY_NAME:
        return SLIDER_LABELS["weight"].format(words=BY_NAME[name].words, name=name)
    if name.startswith("x_"):
        return SLIDER_LABELS["input"].format(t=name.removeprefix("x_"))
    return SLIDER_LABELS["state"].format(words=BY_NAME[f"{name[0]}_prev"].words, name=name)
