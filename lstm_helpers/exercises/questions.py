"""The questions of the lessons: their words, their answers, and what to say of each answer."""

from __future__ import annotations

from lstm_helpers.cell.given import meant, one_of, quoted
from lstm_helpers.exercises.kinds import AskNumber, Choice, Option
from lstm_helpers.exercises.openings import OPENINGS

__all__ = ["QUESTIONS", "question_named"]

_IN_LESSONS: dict[str, Choice] = {
    "a power of ten": Choice(
        "Which number is written `2.5e+03`?",
        "c",
        {
            "a": Option("2.503", "what stands behind the e is a power of ten, no digits to add."),
            "b": Option("25000", "e+03 moves the point by three places. By how many did you?"),
            "c": Option("2500", "yes: 2.5·10³, the point three places to the right."),
        },
    ),
    "what becomes 12": Choice(
        "What has become 12?",
        "b",
        {
            "a": Option(
                "the recurrent kernel",
                "a weight stays as it is while a sequence runs: u_f was 1 and is still 1.",
            ),
            "b": Option(
                "the hidden state",
                "yes: the hidden state, which the recurrent kernel multiplies at the next step.",
            ),
            "c": Option(
                "the cell state",
                "the cell state after the second step is 6: look at the Σ in the middle.",
            ),
        },
    ),
    "what a real gate cannot do": Choice(
        "A forget gate that goes through the sigmoid lies between 0 and 1. Which of these can "
        "the article's forget gate do, and a real one not?",
        "b",
        {
            "a": Option(
                "erase the old cell state",
                "a shut gate does that: σ of a number far below zero is 0, as good as.",
            ),
            "b": Option(
                "double the old cell state",
                "yes: for that the gate would have to be 2, and the sigmoid ends at 1.",
            ),
            "c": Option(
                "keep the old cell state as it is, or as good as",
                "an open gate does that: σ of a large number is 1, as good as.",
            ),
        },
    ),
    "silence the output": Choice(
        "Which one would you shut to silence the output, so that h is 0 at every step, while "
        "the memory goes on undisturbed?",
        "d",
        {
            "a": Option(
                "the forget gate, f",
                "with f = 0 the old memory is gone, but what is written now still comes out.",
            ),
            "b": Option(
                "the input gate, i",
                "with i = 0 nothing new is written, but an old memory still comes out.",
            ),
            "c": Option(
                "the candidate, g",
                "it is no gate, and with g = 0 an old memory still comes out.",
            ),
            "d": Option(
                "the output gate, o",
                "yes: at the last dot h = o·c_act, and 0 times anything is 0.",
            ),
        },
    ),
    "write nothing": Choice(
        "Which gate would you shut so that nothing new is written, and the memory stays what "
        "it is?",
        "b",
        {
            "a": Option(
                "the forget gate, f",
                "what is shut out then is the old memory: follow the loop on the Σ.",
            ),
            "b": Option(
                "the input gate, i",
                "yes: write = i·g is 0 then, whatever the candidate has to say.",
            ),
            "c": Option(
                "the candidate, g",
                "a candidate of 0 does write nothing, but it is no gate: who decides about it?",
            ),
            "d": Option(
                "the output gate, o",
                "what is shut then is the way out: c changes all the same.",
            ),
        },
    ),
    "forget": Choice(
        "Which one would you shut so that the cell forgets, and knows nothing but the newest "
        "input?",
        "a",
        {
            "a": Option(
                "the forget gate, f",
                "yes: keep = f·c_prev is 0 then, and only what is written now is left.",
            ),
            "b": Option(
                "the input gate, i",
                "what is shut out then is the new: the old memory stays.",
            ),
            "c": Option(
                "the candidate, g",
                "it is no gate, and without it there is nothing new to know.",
            ),
            "d": Option(
                "the output gate, o",
                "what is shut then is the way out: inside, c still holds the old.",
            ),
        },
    ),
    "how many weights": Choice(
        "How many weights has this network?",
        "c",
        {
            "a": Option(
                "3",
                "three is what each of f, i, g and o has: one w, one u, one b.",
            ),
            "b": Option(
                "4",
                "four parts have weights, f, i, g and o; how many has each of them?",
            ),
            "c": Option(
                "12",
                "yes: four parts, and each has a w, a u and a b.",
            ),
            "d": Option(
                "15",
                "did you count x, h_prev and c_prev? They come and go, so they are no weights.",
            ),
        },
    ),
    "u_f at step 1": Choice(
        "Why does `u_f` change nothing at all?",
        "b",
        {
            "a": Option(
                "because `u_f` is 1, and times 1 changes nothing",
                "then it should matter when it is 3. Move the slider: does f follow?",
            ),
            "b": Option(
                "because `u_f` multiplies `h_prev`, and `h_prev` is 0",
                "yes: whatever u_f is, times 0 it brings 0.",
            ),
            "c": Option(
                "because the forget gate is not used at the first time step",
                "it is worked out at every time step: look at f while you move w_f.",
            ),
        },
    ),
    "w_f at step 1": Choice(
        "And `w_f`? It does change f. Why do c and h stay at 1?",
        "a",
        {
            "a": Option(
                "because f multiplies `c_prev`, and `c_prev` is 0",
                "yes: keep stays 0, and c gets nothing from it.",
            ),
            "b": Option(
                "because the forget gate works on h only",
                "follow its arrow: which black dot does it lead to, and where from there?",
            ),
            "c": Option(
                "because the sum in the middle never uses the forget gate",
                "the sum adds keep and write. Which gate is in keep?",
            ),
        },
    ),
    "f = 13 at step 2": Choice(
        "Ben says: “f = 13” at time step 2. What did he do?",
        "c",
        {
            "a": Option(
                "he forgot the bias",
                "with or without it the result is the same here: the bias is 0.",
            ),
            "b": Option(
                "he multiplied where he should have added",
                "1·1 times 1·1 is 1. How can 13 come about?",
            ),
            "c": Option(
                "he took the h of this time step, 12, in place of `h_prev`",
                "yes: 1·1 + 1·12 + 0. But 12 comes out of this step; the gates are set before.",
            ),
        },
    ),
    "digits of step 4": Choice(
        "How many digits does h have after time step 4?",
        "c",
        {
            "a": Option(
                "5 digits",
                "h had 4 digits already, and the output gate alone is 3212 now.",
            ),
            "b": Option(
                "8 digits",
                "that is about what write has, and so has c. What does the output gate do to c?",
            ),
            "c": Option(
                "11 digits",
                "yes: about 3 000 times 11 000 000 is 33 000 000 000, or a little more.",
            ),
            "d": Option(
                "30 digits",
                "as fast as that it isn't: how many digits have the gates, and how many has c?",
            ),
        },
    ),
    "keep at step 1": Choice(
        "f is 1: the forget gate is open. Why is keep 0 all the same?",
        "b",
        {
            "a": Option(
                "because a forget gate forgets",
                "a 1 lets through all that there is. What does it multiply?",
            ),
            "b": Option(
                "because there is nothing yet that could be kept",
                "yes: c_prev is 0, and 1 times nothing is nothing.",
            ),
            "c": Option(
                "because x is not kept, but written",
                "so it is. But keep is made of two numbers, and x is neither: which are they?",
            ),
        },
    ),
    "same at the next step": Choice(
        "Which of these numbers of time step 2 is sure to be the same at time step 3?",
        "c",
        {
            "a": Option("h", "it is handed on, and called h_prev there; h itself is made anew."),
            "b": Option("f", "the formula stays. But what is put into it, does that stay, too?"),
            "c": Option("`u_f`", "yes: it is a weight, and nobody learns here."),
            "d": Option("c", "it goes round to be c_prev. What is added to what is kept of it?"),
        },
    ),
    "what the last input changes": Choice(
        "Which of the three numbers in `sequence_out`, 1, 12, 3211, change with the last input?",
        "c",
        {
            "a": Option("all three", "at the first step nobody knows what the last input will be."),
            "b": Option(
                "the last two", "what has the cell seen at the second step, and what not yet?"
            ),
            "c": Option("the last alone", "yes: an answer knows what came before it, and no more."),
            "d": Option("none", "every gate of the last step listens to the last input."),
        },
    ),
    "a forgotten argument": Choice(
        "With `b_f` = 1 in the place of 0, which h is the first to be another?",
        "b",
        {
            "a": Option(
                "the first", "f is another there. But what does f multiply at the first step?"
            ),
            "b": Option(
                "the second", "yes: only then is there something to keep, and more of it is kept."
            ),
            "c": Option(
                "the third", "before that, too, something is kept: what did the first step leave?"
            ),
            "d": Option(
                "none", "a forget gate that is larger by 1 keeps more, once there is more."
            ),
        },
    ),
    "when does the state reset": Choice(
        "When does the state reset, if nobody asks for anything else?",
        "b",
        {
            "a": Option(
                "after every time step",
                "then h_prev would be 0 at time step 2, too. It was 1.",
            ),
            "b": Option(
                "before every sequence",
                "yes: each sequence starts from 0, unless somebody asks for something else.",
            ),
            "c": Option(
                "at every update of the weights",
                "an update changes the weights. h and c are no weights.",
            ),
            "d": Option(
                "only when `reset_states()` is called",
                "that is what stateful=True does: it leaves the reset to you.",
            ),
        },
    ),
    "second of a batch of four": Choice(
        "All four sequences are in one batch. What is the last h of sequence 2?",
        "b",
        {
            "a": Option(
                "0, because the state was reset",
                "the state starts at 0, but then the sequence runs, and its 1 goes through w_g.",
            ),
            "b": Option(
                "1",
                "yes: the weights stay as they are until the whole batch is through.",
            ),
            "c": Option(
                "2, because sequence 1 has just taught the cell",
                "that would be batch size 1. When is the weight updated in a batch of four?",
            ),
        },
    ),
    "updates with batch size 1": Choice(
        "N sequences of T time steps, batch size 1: how many updates are there in one epoch?",
        "c",
        {
            "a": Option(
                "1",
                "that would be one for all. How many batches are there, of one sequence each?",
            ),
            "b": Option(
                "N·T",
                "the time steps of a sequence do not count: the weights stay while it runs.",
            ),
            "c": Option(
                "N",
                "yes: each sequence is a batch, and after each batch comes an update.",
            ),
        },
    ),
    "updates with batch size N": Choice(
        "N sequences of T time steps, batch size N: how many updates are there in one epoch?",
        "a",
        {
            "a": Option(
                "1",
                "yes: all sequences are one batch, and after it comes one update.",
            ),
            "b": Option(
                "T",
                "the time steps of a sequence do not count: the weights stay while it runs.",
            ),
            "c": Option(
                "N",
                "then each sequence would be a batch of its own. How many batches are there?",
            ),
        },
    ),
    "ten sequences in fours": Choice(
        "Ten sequences, batch size 4: how many updates are there in one epoch?",
        "b",
        {
            "a": Option(
                "2",
                "two batches of four are eight sequences. What about the other two?",
            ),
            "b": Option(
                "3",
                "yes: batches of 4, 4 and 2. The last one is smaller, and counts all the same.",
            ),
            "c": Option(
                "4",
                "that is how many sequences a batch holds. How many batches are there?",
            ),
            "d": Option(
                "10",
                "that would be one update for each sequence: batch size 1.",
            ),
        },
    ),
    "shape of sequence_out": Choice(
        "Keras is going to answer with h at every time step, in `sequence_out`. In what shape?",
        "b",
        {
            "a": Option(
                "`(3,)`",
                "three numbers are in it, but Keras keeps the other two directions, too.",
            ),
            "b": Option(
                "`(1, 3, 1)`",
                "yes: one sequence, three time steps, and at each of them the h of one cell.",
            ),
            "c": Option(
                "`(1, 1)`",
                "where is the time? h at every step was asked for, and there are three steps.",
            ),
        },
    ),
    "size of state_h": Choice(
        "Every weight is 1, every input is 1, there are three steps. Have a guess at the last h:",
        "c",
        {
            "a": Option(
                "about 1",
                "the first h is 1. But then it comes round, and every gate sees it.",
            ),
            "b": Option(
                "about 10",
                "add up and you stay small. But how many black dots multiply on the way?",
            ),
            "c": Option(
                "more than a thousand",
                "yes: what comes round is multiplied again and again.",
            ),
        },
    ),
    "return_state alone": Choice(
        "With `return_state=True` alone, three arrays come back. Two of them are equal. Which?",
        "a",
        {
            "a": Option(
                "the first and the second",
                "yes: both are h at the last time step.",
            ),
            "b": Option(
                "the first and the third",
                "the third is c, from before the output gate. What is the first?",
            ),
            "c": Option(
                "the second and the third",
                "h and c have the output gate between them.",
            ),
        },
    ),
    "where the count is": Choice(
        "After twenty a's, h is 1.0, and after twenty-one, too. Has the cell lost count?",
        "b",
        {
            "a": Option(
                "yes, two states that look the same are the same",
                "h is what is seen from outside. Where is the count itself, and is it squashed?",
            ),
            "b": Option(
                "no, c still holds the difference, and one b later as many b's are missing",
                "yes: 20 and 21 are still different in c, and it shows when the b's come.",
            ),
            "c": Option(
                "no, because `u_f` hands the count on through `h_prev`",
                "all recurrent kernels of this counter are 0: it does not see h_prev at all.",
            ),
        },
    ),
    "ten times the weights": Choice(
        "Suppose you multiply all twelve learned weights by 10. What will the cell do?",
        "c",
        {
            "a": Option(
                "count ten times as fast, and fail sooner",
                "how much is added at an a is i·g: can that be more than 1?",
            ),
            "b": Option(
                "nothing sensible: trained weights must not be touched",
                "they may be touched. What does σ make of ten times its number?",
            ),
            "c": Option(
                "count on without a leak, since the gates are now open as far as they go",
                "yes: what was nearly open is open now, and all signs are as they were learned.",
            ),
        },
    ),
    "a gate that remembers": Choice(
        "Before any learning: what must the forget gate, f, do at the second and the third "
        "time step, so that the first number is still there at the end?",
        "b",
        {
            "a": Option(
                "shut, near 0",
                "then keep = f·c_prev is near 0, and what came first is gone.",
            ),
            "b": Option(
                "stay open, near 1",
                "yes: what is kept of the first number is f times f of it.",
            ),
            "c": Option(
                "it does not matter, because the output gate decides",
                "the output gate can only let out what c still holds.",
            ),
        },
    ),
    "when the error is constant": Choice(
        "Along the cell state, the error comes back constant, neither larger nor smaller, ...",
        "b",
        {
            "a": Option(
                "always, that is what an LSTM is for",
                "each step back multiplies by f. Look at the 13, and at the 0.8390.",
            ),
            "b": Option(
                "where the forget gate is exactly 1",
                "yes: times 1 is the only factor that changes nothing, however often.",
            ),
            "c": Option(
                "wherever the forget gate lies between 0 and 1",
                "take f = 0.9 and go back many steps. What is left?",
            ),
        },
    ),
    "to count the months": Choice(
        "A unit that counts the months has to begin anew once a year. What would you expect its "
        "forget gate to do, month after month?",
        "c",
        {
            "a": Option(
                "stay open, all the time",
                "then nothing ever goes: after two years it holds the count of two years.",
            ),
            "b": Option(
                "stay shut, all the time",
                "then it knows nothing but the newest month. What would it count with?",
            ),
            "c": Option(
                "stay open for most of the year, and shut once",
                "yes: what is added up while it is open goes when it shuts.",
            ),
            "d": Option(
                "stay half open, all the time",
                "then half is lost at every step: how much of January is left in June?",
            ),
        },
    ),
    "kept for a year": Choice(
        "A forget gate stands at 0.94, month after month. About how much of what c holds in one "
        "January is still in it the next January?",
        "b",
        {
            "a": Option("nearly all of it", "so it is after one month. And after twelve?"),
            "b": Option("about half of it", "yes: 0.94 times itself, twelve times over, is 0.48."),
            "c": Option(
                "next to nothing", "a gate of 0.5 does that. By how much does this one multiply?"
            ),
        },
    ),
    "one gate shut": Choice(
        "You are going to shut the forget gate of unit 4, for good, and leave all the other "
        "weights of the twelve units as they are. Which of these do you expect of the forecast?",
        "b",
        {
            "a": Option(
                "nothing happens to it, for eleven units are left",
                "eleven are left, but do they hold what this one held? See for yourself.",
            ),
            "b": Option(
                "it gets worse in some months of the year",
                "yes, that can be expected: those for which this unit's memory was needed.",
            ),
            "c": Option(
                "it is the same number in every month",
                "the other units still open and shut, and see each new month. See for yourself.",
            ),
        },
    ),
    "what a shut gate tells": Choice(
        "With the forget gate of unit 4 shut, the forecast is off by 7 % instead of 4 %. "
        "What do you know now?",
        "a",
        {
            "a": Option(
                "that this layer, as it is, uses what unit 4 keeps",
                "yes: this layer and this memory. More is not in the numbers.",
            ),
            "b": Option(
                "that unit 4 alone knows the time of the year",
                "is a forecast off by 7 % one that knows nothing of the year? Look at its line.",
            ),
            "c": Option(
                "that no layer could learn the numbers without such a unit",
                "another training shares the work out in another way. Which layer was tried?",
            ),
        },
    ),
}

# On the site's first page, for people who have read nothing yet.
_AT_THE_DOOR: dict[str, Choice] = {
    "half a gate": Choice(
        "This cell was told 5, then 0, then 0. Its forget gate is 1, and it still remembers the 5. "
        "What is left of the 5 in the end when the gate is only half open?",
        "c",
        {
            "a": Option("5", "that is with the gate at 1, as it is now: nothing gets lost."),
            "b": Option("2.5", "after one time step, yes. How often does the gate multiply?"),
            "c": Option("1.25", "yes: half of it is kept, then half of that. See for yourself."),
            "d": Option("0", "that is with the gate shut: it would be 0, and not 0.5."),
        },
    ),
}

QUESTIONS: dict[str, Choice | AskNumber] = {**_IN_LESSONS, **OPENINGS, **_AT_THE_DOOR}


def question_named(name: str) -> Choice | AskNumber:
    """Find a question.

    Raises
    ------
    ValueError
        When there is none of that name.

    Examples
    --------
    >>> question_named("forget").right
    'a'
    """
    if not one_of(name, QUESTIONS):
        close = meant(name, QUESTIONS) if isinstance(name, str) else ""
        hint = f"did you mean {close!r}?" if close else "such as 'forget'."
        raise ValueError(
            f"there is no question {quoted(name)}; expected the name of one of the lessons', {hint}"
        )
    return QUESTIONS[name]
