"""The three questions that a lesson opens with: of the lessons before it, in new numbers.

What was learned a while ago is asked for again, and so stays. Each can be done on paper in less
than a minute.
"""

from __future__ import annotations

from typing import Any

from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.exercises.kinds import AskNumber, Choice, Option

__all__ = ["OPENINGS"]


def _only(**weights: float) -> Weights:
    """Make weights that are all 0, but for those named."""
    values: dict[str, Any] = {**dict.fromkeys(WEIGHT_NAMES, 0.0), **weights}
    return Weights(**values)


# Gates that listen to x and to nothing else: each of them is x.
_HEARS_X = Weights.ones(u_f=0, u_i=0, u_g=0, u_o=0)

OPENINGS: dict[str, Choice | AskNumber] = {
    # ---- of 00 and 01 ----
    "02 a": AskNumber(
        "All weights are 1, all biases 0, and nothing came before. The first x is 4. "
        "What is the cell state, c?",
        "c",
        setting=Setting(inputs=(4,)),
    ),
    "02 b": Choice(
        "The memory holds 7, the forget gate is 1, and an x of 3 comes in. Which gate has to be "
        "shut so that the memory holds 7 afterwards, too?",
        "b",
        {
            "a": Option(
                "the forget gate, f", "with f = 0 the 7 is gone: keep = f·c_prev would be 0."
            ),
            "b": Option("the input gate, i", "yes: 7 is kept, and 0 times g is written."),
            "c": Option(
                "the output gate, o",
                "what is shut then is the way out: the memory takes in the new all the same.",
            ),
        },
    ),
    "02 c": AskNumber(
        "f is 2, i is 3, the candidate g is 4, and `c_prev` is 5. What is the cell state, c?",
        "c",
        setting=Setting(_only(b_f=2, b_i=3, b_g=4, b_o=1), (1,), c0=5),
    ),
    # ---- of 00 to 02 ----
    "03 a": AskNumber(
        "`w_f` is 2, `u_f` is 4, and the bias `b_f` is 5. x is 3, and `h_prev` is 1. "
        "What is the forget gate, f?",
        "f",
        setting=Setting(Weights.ones(w_f=2, u_f=4, b_f=5), (3,), h0=1),
    ),
    "03 b": Choice(
        "A batch of two sequences, each with five time steps, and one number at each time step. "
        "In what shape does Keras want it?",
        "a",
        {
            "a": Option("`(2, 5, 1)`", "yes: the batch, the time steps, the numbers at each."),
            "b": Option(
                "`(5, 2, 1)`", "all the numbers are in it; but which direction comes first?"
            ),
            "c": Option(
                "`(2, 5)`", "there is a third direction: how many numbers come at a time step."
            ),
        },
    ),
    "03 c": Choice(
        "A sequence of ten numbers runs through the cell. How often does `w_i` change meanwhile?",
        "c",
        {
            "a": Option(
                "ten times, at every time step", "c and h do that. What sort of number is w_i?"
            ),
            "b": Option("nine times, at every time step but the first", "what hands it on?"),
            "c": Option(
                "never", "yes: it is a weight, and weights change between sequences, by learning."
            ),
        },
    ),
    # ---- of 00 to 03 ----
    "04 a": AskNumber(
        "All weights are 1, all biases 0, and nothing came before. The first x is 5. "
        "What is the hidden state, h?",
        "h",
        setting=Setting(inputs=(5,)),
    ),
    "04 b": Choice(
        "The first time step: all weights are 1, and x is 5. Now `u_o` becomes 8. What becomes of "
        "the output gate, o?",
        "c",
        {
            "a": Option("it is 40", "u_o does not multiply x. What does it multiply?"),
            "b": Option("it is 13", "8 would have to come in whole. What is it multiplied by?"),
            "c": Option("it stays 5", "yes: u_o multiplies h_prev, and nothing came before."),
        },
    ),
    "04 c": Choice(
        "Keras answers with 2, 20, 90 in `sequence_out`, and with 15 in `state_c`. "
        "What is in `state_h`?",
        "b",
        {
            "a": Option("2", "that is h at the first time step; state_h is of the last."),
            "b": Option("90", "yes: h at the last time step."),
            "c": Option("15", "that is the memory, before the output gate."),
            "d": Option("112", "nothing is added up: whose last value is it?"),
        },
    ),
    # ---- of 00 to 04 ----
    "05 a": AskNumber(
        "All weights are 1, all biases 0. After the first time step h is 8, and c is 4. "
        "The second x is 3. What is the forget gate, f, at time step 2?",
        "f",
        2,
        Setting(inputs=(2, 3)),
    ),
    "05 b": AskNumber(
        "The same cell. What is kept of the old cell state at time step 2: what is keep?",
        "keep",
        2,
        Setting(inputs=(2, 3)),
    ),
    "05 c": Choice(
        "At the end of time step 1 the cell state is 9, and the output gate is shut: h is 0. "
        "What is `c_prev` at time step 2?",
        "a",
        {
            "a": Option("9", "yes: c goes round its own loop, past the output gate."),
            "b": Option("0", "that is h_prev. Does the short loop pass the output gate?"),
            "c": Option(
                "that depends on f", "f says what is kept of c_prev. But what comes round to it?"
            ),
        },
    ),
    # ---- of 00 to 05 ----
    "06 a": AskNumber(
        "All weights are 1, all biases 0. After the first time step, h and c are 1. "
        "The second x is 2. What is the cell state, c, at time step 2?",
        "c",
        2,
        Setting(inputs=(1, 2)),
    ),
    "06 b": AskNumber(
        "All weights are 1, all biases 0. After the first time step h is 27, and c is 9. "
        "The second x is 2. What is the input gate, i, at time step 2?",
        "i",
        2,
        Setting(inputs=(3, 2)),
    ),
    "06 c": Choice(
        "One sequence of seven time steps. Keras is asked for `return_sequences=True`. "
        "What shape has its answer?",
        "b",
        {
            "a": Option("`(1, 1)`", "that is one h. How many has it been asked for?"),
            "b": Option("`(1, 7, 1)`", "yes: one sequence, seven time steps, one h at each."),
            "c": Option("`(7, 1, 1)`", "then there would be seven sequences, of one step each."),
        },
    ),
    # ---- of 01 to 06 ----
    "07 a": Choice(
        "A hundred sequences of twenty time steps, in batches of ten. How many updates of the "
        "weights are there in one epoch?",
        "a",
        {
            "a": Option("10", "yes: ten batches, and after each of them an update."),
            "b": Option("100", "that would be one for each sequence: batch size 1."),
            "c": Option("2000", "the time steps do not count: the weights stay meanwhile."),
        },
    ),
    "07 b": AskNumber(
        "A sequence ended with h = 6 and c = 5, and nobody resets the state. The next sequence "
        "begins with x = 4. All weights are 1, all biases 0. What is its first forget gate, f?",
        "f",
        setting=Setting(inputs=(4,), h0=6, c0=5),
    ),
    "07 c": AskNumber(
        "f is 1, i is 0, the candidate g is 5, o is 2, and `c_prev` is 8. What is h?",
        "h",
        setting=Setting(_only(b_f=1, b_g=5, b_o=2), (1,), c0=8),
    ),
    # ---- of 03 to 07 ----
    "08 a": Choice(
        "A real forget gate goes through the sigmoid, and its number before that is 0. "
        "How much of the old cell state is kept?",
        "b",
        {
            "a": Option("nothing", "σ(0) is not 0: where does the curve cross the middle?"),
            "b": Option("half of it", "yes: σ(0) = 0.5."),
            "c": Option("all of it", "for that σ would have to be 1: far to the right."),
        },
    ),
    "08 b": AskNumber(
        "The article's cell, all weights 1. After the first time step h is 8, and c is 4. "
        "The second x is 1. What is the cell state, c, at time step 2?",
        "c",
        2,
        Setting(inputs=(2, 1)),
    ),
    "08 c": Choice(
        "Real gates. Before the sigmoid, the forget gate is at 100 and the input gate at −100. "
        "`c_prev` is 7. What is c?",
        "c",
        {
            "a": Option("0, as good as", "that would be a shut forget gate: what is σ(100)?"),
            "b": Option("between 7 and 8", "is there anything that the input gate lets in?"),
            "c": Option("7, as good as", "yes: the one gate is open, the other shut."),
            "d": Option("700", "the 100 is before the sigmoid. What comes out of it?"),
        },
    ),
    # ---- of 06 to 08 ----
    "09 a": AskNumber(
        "`h = o·c` and `c = keep + i·g`, where o is 4, and i is 3. If g were a little larger, how "
        "many times that much would h be larger? (In short: what is ∂g?)",
        "g",
        setting=Setting(_only(b_i=3, b_g=2, b_o=4), (1,)),
        of="h",
    ),
    "09 b": AskNumber(
        "Three time steps, and no gate hears `h_prev`. The forget gate is 3 at time step 2, and 2 "
        "at time step 3. If c were a little larger after time step 1, how many times that much "
        "would c be larger after time step 3?",
        "c",
        1,
        Setting(_HEARS_X, (1, 3, 2)),
        of="c",
    ),
    "09 c": Choice(
        "Twelve sequences in batches of five. How many updates are there in one epoch?",
        "b",
        {
            "a": Option("2", "two batches of five are ten sequences. What about the others?"),
            "b": Option("3", "yes: batches of 5, 5 and 2."),
            "c": Option("5", "that is how many sequences a batch holds. How many are there?"),
            "d": Option("12", "that would be one for each sequence: batch size 1."),
        },
    ),
    # ---- of 07 to 09 ----
    "10 a": Choice(
        "A weight is 4, and its gradient is −2. The learning rate is 0.5. "
        "What is the weight after one update?",
        "c",
        {
            "a": Option("2", "the gradient is not the new weight: the rate makes a step of it."),
            "b": Option("3", "that goes uphill: minus a minus is plus."),
            "c": Option("5", "yes: 4 − 0.5·(−2)."),
            "d": Option("6", "how long a step does the learning rate make of it?"),
        },
    ),
    "10 b": AskNumber(
        "All gates are open: f, i and o are 1. The candidate g is −1, and `c_prev` is 6. "
        "What is the cell state, c?",
        "c",
        setting=Setting(_only(b_f=1, b_i=1, b_g=-1, b_o=1), (1,), c0=6),
    ),
    "10 c": Choice(
        "The forget gate is 0.5 at each of three time steps. Along the cell state, how much of an "
        "error comes back over these three?",
        "c",
        {
            "a": Option("one and a half of it", "each step back multiplies: it does not add."),
            "b": Option("half of it", "so it is after one step. And after the next?"),
            "c": Option("an eighth of it", "yes: 0.5·0.5·0.5."),
            "d": Option("all of it", "that takes a forget gate of 1."),
        },
    ),
    # ---- of 08 to 10 ----
    "11 a": AskNumber(
        "A counter: its gates are all 1, and its candidate is x. It reads a, a, a, a, b, where "
        "a is 1, and b is −1. What is the cell state, c, after the fifth letter?",
        "c",
        5,
        Setting(_only(b_f=1, b_i=1, w_g=1, b_o=1), (1, 1, 1, 1, -1)),
    ),
    "11 b": Choice(
        "The gradient of the loss by `b_f` is −3. What does gradient descent do with `b_f`?",
        "a",
        {
            "a": Option("it makes it larger", "yes: against the gradient, and that is upwards."),
            "b": Option("it makes it smaller", "then the loss would grow: minus a minus is plus."),
            "c": Option("it leaves it as it is", "for that the gradient would have to be 0."),
        },
    ),
    "11 c": Choice(
        "A counter with `h = tanh(c)` stands at c = 30, and then at c = 31. "
        "What does h make of the difference?",
        "b",
        {
            "a": Option("h grows by 1, too", "tanh ends at 1: where is it for 30?"),
            "b": Option("none that could be seen", "yes: but it is still there, in c."),
            "c": Option("h starts again at 0", "tanh does not turn round: it goes on rising."),
        },
    ),
    # ---- of 07 to 10 ----
    "13 a": AskNumber(
        "The input gate is shut: it is 0. The forget gate is half open, 0.5, at two time steps, "
        "and the memory held 12 before them. What is the cell state, c, after both?",
        "c",
        2,
        Setting(_only(b_f=0.5, b_g=1, b_o=1), (1, 1), c0=12),
    ),
    "13 b": Choice(
        "Seventy sequences in batches of seventy, a hundred epochs. How often do the weights "
        "change?",
        "b",
        {
            "a": Option("70 times", "that would be one update for each sequence, in one epoch."),
            "b": Option("100 times", "yes: one batch, and so one update, in each epoch."),
            "c": Option("7000 times", "that is batch size 1. How many batches has an epoch here?"),
        },
    ),
    "13 c": Choice(
        "One unit counts up to 30, and its h hardly tells 30 from 29. Where do you look for the "
        "count?",
        "a",
        {
            "a": Option("in c", "yes: nothing squashes it there."),
            "b": Option("in o", "a gate lies between 0 and 1, too. What is it that adds up?"),
            "c": Option("nowhere: it is lost", "h is what is let out. What is it made of?"),
        },
    ),
}
