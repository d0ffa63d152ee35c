"""What the site's first page asks, and the cell that answers."""

from __future__ import annotations

from lstm_helpers import Explorer, Question, Weights
from lstm_helpers.cell.weights import WEIGHT_NAMES
from tools.live_places import States, standing

__all__ = ["QUESTION", "at_the_door"]

QUESTION = "half a gate"

# The gates are what their biases say, whatever comes in: what is written at first is all there is.
_KNOBS = {"w_g": 1, "b_f": 1, "b_i": 1, "b_o": 1}


def at_the_door() -> tuple[dict[str, str], States]:
    """Return the places of the cell and of its question, and their states.

    Examples
    --------
    >>> places, states = at_the_door()
    >>> sorted(places), states["cell"]["look"]["show"]
    (['cell', 'question'], ['b_f', 'table'])
    """
    views = {
        "cell": Explorer(
            Weights(**dict.fromkeys(WEIGHT_NAMES, 0.0) | _KNOBS),
            inputs=[5, 0, 0],
            t=3,
            limits=(-1, 2),
            presets=(),
            show="b_f table",
        ),
        "question": Question(QUESTION),
    }
    made = {name: standing(name, view) for name, view in views.items()}
    places = {name: place for name, (place, _) in made.items()}
    return places, {name: state for name, (_, state) in made.items()}
