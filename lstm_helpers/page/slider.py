"""What a slider says; slider.js says it, too."""

from __future__ import annotations

from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.words.language import say

__all__ = ["SLIDER_LABELS", "SLIDER_SAYS", "slider_label"]

SLIDER_SAYS = {
    "field": "{label}: type a number",
    "wider": "The slider now goes from {low} to {high}.",
}

SLIDER_LABELS = {
    "weight": "{words}, {name}",
    "input": "input at time step {t}, x_{t}",
    "state": "{words} the first step, {name}",
    "state_shown": "{words} the first step shown, {name}",
    "feature": "feature {place} of the input at time step {t}",
}


def slider_label(name: str) -> str:
    """Say in words what a slider sets.

    >>> [slider_label(name) for name in ("w_f", "x_2", "h0")]  # doctest: +NORMALIZE_WHITESPACE
    ['kernel of the forget gate, w_f', 'input at time step 2, x_2',
     'hidden state before the first step, h0']
    """
    if name in BY_NAME:
        return say(SLIDER_LABELS["weight"]).format(words=say(BY_NAME[name].words), name=name)
    if name.startswith("x_"):
        return say(SLIDER_LABELS["input"]).format(t=name.removeprefix("x_"))
    words = say(BY_NAME[f"{name[0]}_prev"].words)
    return say(SLIDER_LABELS["state"]).format(words=words, name=name)
