"""Questions with a choice of answers. A lesson prints the choices; what to say of each is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["QUESTIONS", "Question"]


@dataclass(frozen=True)
class Question:
    """The letter that is right, and what to say of each letter; never which one is right."""

    right: str
    says: Mapping[str, str]


QUESTIONS = {
    "what becomes 12": Question(
        "b",
        {
            "a": "a weight stays as it is while a sequence runs: u_f was 1 and is still 1.",
            "b": "yes: the hidden state, which the recurrent kernel multiplies at the next step.",
            "c": "the cell state after the second step is 6: look at the Σ in the middle.",
        },
    ),
    "what a real gate cannot do": Question(
        "b",
        {
            "a": "a shut gate does that: σ of a number far below zero is 0, as good as.",
            "b": "yes: for that the gate would have to be 2, and the sigmoid ends at 1.",
            "c": "an open gate does that: σ of a large number is 1, as good as.",
        },
    ),
    "silence the output": Question(
        "d",
        {
            "a": "with f = 0 the old memory is gone, but what is written now still comes out.",
            "b": "with i = 0 nothing new is written, but an old memory still comes out.",
            "c": "it is no gate, and with g = 0 an old memory still comes out.",
            "d": "yes: at the last dot h = o·c_act, and 0 times anything is 0.",
        },
    ),
    "write nothing": Question(
        "b",
        {
            "a": "what is shut out then is the old memory: follow the loop on the Σ.",
            "b": "yes: write = i·g is 0 then, whatever the candidate has to say.",
            "c": "a candidate of 0 does write nothing, but it is no gate: who decides about it?",
            "d": "what is shut then is the way out: c changes all the same.",
        },
    ),
    "forget": Question(
        "a",
        {
            "a": "yes: keep = f·c_prev is 0 then, and only what is written now is left.",
            "b": "what is shut out then is the new: the old memory stays.",
            "c": "it is no gate, and without it there is nothing new to know.",
            "d": "what is shut then is the way out: inside, c still holds the old.",
        },
    ),
    "how many weights": Question(
        "c",
        {
            "a": "three is what each of f, i, g and o has: one w, one u, one b.",
            "b": "four parts have weights, f, i, g and o; how many has each of them?",
            "c": "yes: four parts, and each has a w, a u and a b.",
            "d": "did you count x, h_prev and c_prev? They come and go, so they are no weights.",
        },
    ),
    "u_f at step 1": Question(
        "b",
        {
            "a": "then it should matter when it is 3. Move the slider: does f follow?",
            "b": "yes: whatever u_f is, times 0 it brings 0.",
            "c": "it is worked out at every time step: look at f while you move w_f.",
        },
    ),
    "w_f at step 1": Question(
        "a",
        {
            "a": "yes: keep stays 0, and c gets nothing from it.",
            "b": "follow its arrow: which black dot does it lead to, and where from there?",
            "c": "the sum adds keep and write. Which gate is in keep?",
        },
    ),
    "f = 13 at step 2": Question(
        "c",
        {
            "a": "with or without it the result is the same here: the bias is 0.",
            "b": "1·1 times 1·1 is 1. How can 13 come about?",
            "c": "yes: 1·1 + 1·12 + 0. But 12 comes out of this step; the gates are set before.",
        },
    ),
    "digits of step 4": Question(
        "c",
        {
            "a": "h had 4 digits already, and the output gate alone is 3212 now.",
            "b": "that is about what write has, and so has c. What does the output gate do to c?",
            "c": "yes: about 3 thousand times 11 million is 33 thousand million.",
            "d": "as fast as that it isn't: how many digits have the gates, and how many has c?",
        },
    ),
    "when does the state reset": Question(
        "b",
        {
            "a": "then h_prev would be 0 at time step 2, too. It was 1.",
            "b": "yes: each sequence starts from 0, unless somebody asks for something else.",
            "c": "an update changes the weights. h and c are no weights.",
            "d": "that is what stateful=True does: it leaves the reset to you.",
        },
    ),
    "second of a batch of four": Question(
        "b",
        {
            "a": "the state starts at 0, but then the sequence runs, and its 1 goes through w_g.",
            "b": "yes: the weights stay as they are until the whole batch is through.",
            "c": "that would be batch size 1. When is the weight updated in a batch of four?",
        },
    ),
    "updates with batch size 1": Question(
        "c",
        {
            "a": "that would be one for all. How many batches are there, of one sequence each?",
            "b": "the time steps of a sequence do not count: the weights stay while it runs.",
            "c": "yes: each sequence is a batch, and after each batch comes an update.",
        },
    ),
    "updates with batch size N": Question(
        "a",
        {
            "a": "yes: all sequences are one batch, and after it comes one update.",
            "b": "the time steps of a sequence do not count: the weights stay while it runs.",
            "c": "then each sequence would be a batch of its own. How many batches are there?",
        },
    ),
    "ten sequences in fours": Question(
        "b",
        {
            "a": "two batches of four are eight sequences. What about the other two?",
            "b": "yes: batches of 4, 4 and 2. The last one is smaller, and counts all the same.",
            "c": "that is how many sequences a batch holds. How many batches are there?",
            "d": "that would be one update for each sequence: batch size 1.",
        },
    ),
    "shape of sequence_out": Question(
        "b",
        {
            "a": "three numbers are in it, but Keras keeps the other two directions, too.",
            "b": "yes: one sequence, three time steps, and at each of them the h of one cell.",
            "c": "where is the time? h at every step was asked for, and there are three steps.",
        },
    ),
    "size of state_h": Question(
        "c",
        {
            "a": "the first h is 1. But then it comes round, and every gate sees it.",
            "b": "add up and you stay small. But how many black dots multiply on the way?",
            "c": "yes: what comes round is multiplied again and again.",
        },
    ),
    "return_state alone": Question(
        "a",
        {
            "a": "yes: both are h at the last time step.",
            "b": "the third is c, from before the output gate. What is the first?",
            "c": "h and c have the output gate between them.",
        },
    ),
    "where the count is": Question(
        "b",
        {
            "a": "h is what is seen from outside. Where is the count itself, and is it squashed?",
            "b": "yes: 20 and 21 are still different in c, and it shows when the b's come.",
            "c": "all recurrent kernels of this counter are 0: it does not see h_prev at all.",
        },
    ),
    "ten times the weights": Question(
        "c",
        {
            "a": "how much is added at an a is i·g: can that be more than 1?",
            "b": "they may be touched. What does σ make of ten times its number?",
            "c": "yes: what was nearly open is open now, and all signs are as they were learned.",
        },
    ),
    "a gate that remembers": Question(
        "b",
        {
            "a": "then keep = f·c_prev is near 0, and what came first is gone.",
            "b": "yes: what is kept of the first number is f times f of it.",
            "c": "the output gate can only let out what c still holds.",
        },
    ),
    "when the error is constant": Question(
        "b",
        {
            "a": "each step back multiplies by f. Look at the 13, and at the 0.8390.",
            "b": "yes: times 1 is the only factor that changes nothing, however often.",
            "c": "take f = 0.9 and go back many steps. What is left?",
        },
    ),
}
