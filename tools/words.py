"""Words, and where the lessons speak of them: a small index that a reader can search.

A place is a lesson's number and one of its headings; a test holds every heading to be there, and
the word to stand under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lstm_helpers.graph.table import BY_NAME
from tools.lessons import Lesson

__all__ = ["WORDS", "Place", "Word", "places_of"]


class Word(NamedTuple):
    """A word, what it means in one line, where to read of it, and what else it is called."""

    word: str
    says: str
    places: tuple[tuple[str, str], ...]
    also: str = ""

    @property
    def id(self) -> str:
        """Its place in the index."""
        return re.sub(r"\W+", "-", self.word)


class Place(NamedTuple):
    """A section of a lesson, as a link."""

    address: str
    number: str
    heading: str


_PARTS = "The parts, and what they do"
_NAMES = "Read the names"

WORDS = (
    Word(
        "ablation",
        "Taking a part out, and looking what is missing then: how one finds what it was for.",
        (("13", "Shut it"), ("13", "Each in turn")),
        "lesion shut",
    ),
    Word(
        "activation",
        "The curve that a sum is put through: identity, sigmoid or tanh.",
        (("01", _PARTS), ("07", "Two curves"), ("07", "Which curve where")),
        "recurrent_activation",
    ),
    Word(
        "backpropagation",
        "Going back from the end, step by step, to find what each number has to do with it.",
        (("08", "A nudge"), ("08", "Three rules"), ("08", "Step 3, by hand")),
        "backwards chain rule",
    ),
    Word(
        "batch",
        "Sequences that are worked on together; weights change once for each batch.",
        (("02", "What goes in"), ("06", "A batch of sequences"), ("09", "A batch")),
        "batch size minibatch",
    ),
    Word(
        "bias",
        "The number that is added whatever comes in: b_f, b_i, b_g, b_o.",
        (("01", "Figure 2: the simplified network"), ("07", "Fully open, fully shut")),
        "b_f b_i b_g b_o",
    ),
    Word(
        "black dot",
        "Where two numbers are multiplied: a gate and what it lets through.",
        (("01", _PARTS), ("08", "Three rules")),
        "multiply product",
    ),
    Word(
        "candidate",
        BY_NAME["g"].does,
        (("00", _NAMES), ("01", _PARTS), ("03", "One step, worked out")),
        "g input modulation",
    ),
    Word(
        "carousel",
        "The way along the cell state on which an error stays as it is while the gate is 1.",
        (("08", "The carousel"), ("08", "When is the error constant?")),
        "constant error CEC",
    ),
    Word(
        "cell state",
        BY_NAME["c"].does,
        (("00", _NAMES), ("03", "One step, worked out"), ("04", "What travels")),
        "memory c state_c",
    ),
    Word(
        "counter",
        "A cell that adds 1 for each a and takes 1 away for each b.",
        (("10", "A counter, by hand"), ("10", "What fools a counter")),
        "counting aabb language",
    ),
    Word(
        "epoch",
        "Once through all sequences that there are to learn from.",
        (("06", "When do the weights change?"), ("09", "A hundred epochs")),
        "training",
    ),
    Word(
        "explode",
        "A gradient that grows at every step back, and soon drowns everything.",
        (("08", "Fifty steps back"),),
        "exploding gradient",
    ),
    Word(
        "forget gate",
        BY_NAME["f"].does,
        (
            ("00", _NAMES),
            ("01", _PARTS),
            ("09", "A forget gate that starts open"),
            ("13", "A unit that lets go once a year"),
        ),
        "f keep",
    ),
    Word(
        "gate",
        "A number that says how much of another one gets through.",
        (("01", "Gates by hand"), ("03", "One step, worked out"), ("07", "Fully open, fully shut")),
        "open shut",
    ),
    Word(
        "gradient",
        "How much the end changes when a number on the way is nudged.",
        (("08", "A nudge"), ("09", "One update, by hand"), ("12", "Backwards")),
        "derivative",
    ),
    Word(
        "hidden state",
        BY_NAME["h"].does,
        (("00", _NAMES), ("01", _PARTS), ("03", "One step, worked out")),
        "h output state_h",
    ),
    Word(
        "identity",
        "The activation that changes nothing: what goes in comes out.",
        (("01", _PARTS), ("07", "All three steps")),
        "linear",
    ),
    Word(
        "input gate",
        BY_NAME["i"].does,
        (("00", _NAMES), ("01", _PARTS), ("03", "One step, worked out")),
        "i write",
    ),
    Word(
        "Keras",
        "The library whose answer the lessons check every number against.",
        (
            ("02", "Figure 3: the code"),
            ("05", "The same numbers three ways"),
            ("09", "The witness"),
        ),
        "TensorFlow",
    ),
    Word(
        "kernel",
        "The weight that the input is multiplied by: w_f, w_i, w_g, w_o.",
        (("01", "Figure 2: the simplified network"), ("02", "The twelve weights in Keras")),
        "w_f w_i w_g w_o",
    ),
    Word(
        "latch",
        "A cell that is switched on, stays on, and is switched off again.",
        (("07", "Exercise: a latch"),),
        "switch flip-flop remember",
    ),
    Word(
        "learning rate",
        "How far a weight moves against its gradient in one update.",
        (("09", "One update, by hand"),),
        "rate step size",
    ),
    Word(
        "loss",
        "One number for how wrong the answers are.",
        (("09", "Before learning"),),
        "mean squared error cost",
    ),
    Word(
        "output gate",
        BY_NAME["o"].does,
        (("00", _NAMES), ("01", _PARTS), ("03", "One step, worked out")),
        "o",
    ),
    Word(
        "pre-activation",
        "A gate's sum before its curve: w·x + u·h_prev + b.",
        (("07", "The first time step again"),),
        "z_f z_i z_g z_o",
    ),
    Word(
        "preset",
        "A cell set up by somebody, at the press of a button.",
        (("11", "Everything at once"), ("11", "Predict a preset")),
    ),
    Word(
        "recurrent kernel",
        "The weight that the hidden state before is multiplied by: u_f, u_i, u_g, u_o.",
        (("01", "Figure 2: the simplified network"), ("03", "What can a weight change?")),
        "u_f u_i u_g u_o",
    ),
    Word(
        "reset",
        "Before another sequence the states go back to 0; the weights stay.",
        (("06", "After the sequence"), ("06", "What Keras does")),
        "stateful reset_states",
    ),
    Word(
        "return_sequences",
        "Asks Keras for h at every time step instead of the last.",
        (("02", "Ask for less"), ("06", "What comes out at each step?")),
        "return_state sequence_out",
    ),
    Word(
        "setting",
        "All numbers of a cell as a short text, for a neighbour.",
        (("11", "Try mine"),),
        "share copy link",
    ),
    Word(
        "sigmoid",
        "The curve from 0 to 1 that real gates go through.",
        (("07", "Two curves"), ("07", "Which curve where")),
        "logistic σ",
    ),
    Word(
        "tanh",
        "The curve from −1 to 1 that what is written and let out goes through.",
        (("07", "Two curves"), ("07", "Which curve where")),
        "hyperbolic tangent",
    ),
    Word(
        "time step",
        "One number of the sequence comes in, and the cell works once.",
        (("03", "What is given"), ("04", "What travels"), ("05", "The whole film")),
        "t sequence",
    ),
    Word(
        "unit",
        "One cell of a layer; until lesson 13 there is a single one.",
        (("02", "Figure 3: the code"), ("13", "The map of the gates")),
        "units layer",
    ),
    Word(
        "vanish",
        "A gradient that shrinks at every step back, until nothing is left to learn from.",
        (("08", "Fifty steps back"),),
        "vanishing gradient",
    ),
    Word(
        "weight",
        "A number that stays while a sequence runs, and changes only by learning.",
        (("01", "A weight or a state?"), ("06", "When do the weights change?")),
        "parameter state",
    ),
    Word(
        "weight detective",
        "What a cell does is given: find its weights.",
        (("12", "The weight detective"),),
        "riddle",
    ),
)


def places_of(word: Word, lessons: Iterable[Lesson]) -> list[Place]:
    """Return where to read of a word, as far as these lessons go."""
    known = {lesson.number: lesson for lesson in lessons}
    return [
        Place(known[number].address(heading), number, heading)
        for number, heading in word.places
        if number in known
    ]
