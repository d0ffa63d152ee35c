"""The slips, as data: how each wrong number comes about, and what is said of it.

A slip is the same cell with one thing changed: ``of`` is what was worked out wrongly, ``gives``
what stood in its place. Whoever is asked for that very quantity reads "4 is i·g alone: ...";
whoever is asked for something made of it, "8 comes out when, on the way, c is i·g alone: ...".
Both languages work out the same lines (``slips.py``, ``slips.js``).
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MORE_SAYS", "NEAR", "SLIPS", "SUBJECTS", "Slip"]


@dataclass(frozen=True)
class Slip:
    """One way to a wrong number.

    Parameters
    ----------
    name
        What it is called.
    of
        What is worked out wrongly: a quantity, or several; ``"any"`` for whatever is asked. With a
        ∂, a gradient: ``"∂product"`` by a factor, ``"∂sum"`` by a term, ``"∂activation"`` by what
        is activated, ``"∂ways"`` where several ways lead to the end, ``"∂total"`` of a weight over
        all time steps, ``"∂along"`` of the cell state, ``"∂any"``.
    gives
        What was worked out instead. Ways to the same slip stand beside each other: ``"i + g | i"``.
        Names are the cell's; in a gate, w, u, b, z and act() are its own, and other() is the other
        activation. ``this`` is what would be right; ``x_before`` and ``x_after`` the neighbours'
        inputs.
        In a gradient, ``arrives`` is the gradient of what the quantity goes into, ``factor`` what
        that is to be multiplied with, ``own`` the quantity itself, and so on: see `slips.py`.
    says
        What the number does, or is. It tells no number, nor names what comes later.
    hint
        True where `says` is a whole sentence that doesn't say what the number is: it would be
        something that comes later, or as good as the answer.
    when
        ``"first"`` or ``"later"``, for what happens only at the first time step, as long as both
        states start at 0, or only after it.
    """

    name: str
    of: str
    gives: str
    says: str
    hint: bool = False
    when: str = ""


# What goes into the activations of the gates, and what comes out.
_SUMS, _ALL = "z_f z_i z_g z_o", "f i g o"

# How several things that are worked out wrongly are called, on the way to something else.
SUBJECTS = {
    _SUMS: "every gate",
    _ALL: "every gate",
    "f i o": "every gate",
    f"{_ALL} c_act": "every activation",
}

_GATES = (
    Slip(
        "h_prev taken for 1",
        _SUMS,
        "w·x + u + b",
        "counts on an h that isn't there yet: what comes in at the first time step?",
        when="first",
    ),
    Slip(
        "h_prev left out",
        _SUMS,
        "w·x + b",
        "leaves out the hidden state from the step before.",
    ),
    Slip(
        "c for h",
        _SUMS,
        "w·x + u·c_prev + b",
        "takes c for h: what comes round to the gates is the hidden state, h.",
    ),
    Slip(
        "h of this step",
        _SUMS,
        "w·x + u·h + b | w·x + u·c + b",
        "the gates are set before c and h come out of this step: they see h_prev, from before.",
        hint=True,
    ),
    Slip(
        "bias taken for 1",
        _SUMS,
        "w·x + u·h_prev + 1",
        "takes something else for the bias: look what it is.",
    ),
    Slip(
        "c added",
        _SUMS,
        "w·x + u·h_prev + c_prev + b",
        "adds the cell state, too: the gates see the input and h_prev alone.",
    ),
    Slip("bias left out", _SUMS, "w·x + u·h_prev", "leaves out the bias."),
    Slip("x left out", _SUMS, "u·h_prev + b", "leaves out the input."),
    Slip(
        "x taken for 1",
        _SUMS,
        "w + u·h_prev + b",
        "leaves the input out of its product: what is x at this time step?",
    ),
    Slip(
        "x of another step",
        _SUMS,
        "w·x_before + u·h_prev + b | w·x_after + u·h_prev + b",
        "takes the input of another time step.",
    ),
    Slip(
        "kernels mixed up",
        _SUMS,
        "x + u·h_prev + b | w·x + h_prev + b | x + h_prev + b | w·h_prev + u·x + b",
        "leaves out or swaps a weight: the kernel, w, multiplies x, the recurrent one, u, h_prev.",
    ),
    Slip(
        "weights added",
        _SUMS,
        "(w + x) + (u + h_prev) + b | (w + x) + u·h_prev + b | w·x + (u + h_prev) + b",
        "adds a weight: each kernel multiplies what comes in, and only then is added.",
    ),
    Slip(
        "products multiplied",
        _SUMS,
        "w·x·u·h_prev + b",
        "multiplies the two products: they are added.",
    ),
    Slip(
        "sum and product swapped",
        _SUMS,
        "(w + x)·(u + h_prev) + b | (w·x + u)·h_prev + b | w·(x + u)·h_prev + b",
        "adds before it multiplies: first w·x and u·h_prev, then the sum.",
    ),
    Slip(
        "bias multiplied",
        _SUMS,
        "(w·x + u·h_prev)·b",
        "multiplies by the bias: it is added.",
    ),
    Slip(
        "h_prev taken away",
        _SUMS,
        "w·x - u·h_prev + b | u·h_prev - w·x + b | w·x + u·h_prev - b",
        "takes away: all three parts are added.",
    ),
    Slip(
        "x counted twice",
        _SUMS,
        "w·x + w·x + u·h_prev + b | w·x + u·h_prev + u·h_prev + b",
        "counts a part twice.",
    ),
    Slip(
        "weights of another gate",
        _SUMS,
        "z_f | z_i | z_g | z_o",
        "look at the weights: each gate has a kernel, a recurrent kernel and a bias of its own.",
        hint=True,
    ),
    Slip(
        "activation left out",
        _ALL,
        "z",
        "is the number before the activation: what does the activation make of it?",
    ),
    Slip(
        "other activation",
        "f i g o c_act",
        "other(z)",
        "goes through the other activation: which one stands in the formula?",
    ),
    Slip(
        "activation left out",
        "g",
        "z",
        "is the number before the activation: what does the activation make of it?",
    ),
    Slip(
        "activation left out",
        "f i o",
        "z",
        "is the number before the activation: what does the activation make of it?",
    ),
    Slip(
        "other activation",
        "g",
        "other(z)",
        "goes through the other activation: which one stands in the formula?",
    ),
    Slip(
        "activated too early",
        _ALL,
        "act(w·x) + u·h_prev + b | act(w·x) + act(u·h_prev) + b | act(w·x) + act(u·h_prev + b)",
        "activates before it adds: first the sum, then its activation.",
    ),
    Slip(
        "sign in the activation",
        _ALL,
        "act(-z) | 1 - act(z)",
        "has a wrong sign inside the activation.",
    ),
)

_BEFORE = (
    Slip(
        "c for h",
        "h_prev",
        "c_prev",
        "is c of the step before; what comes round is the hidden state, h.",
        when="later",
    ),
    Slip(
        "h of this step",
        "h_prev",
        "h | c | o | write | keep",
        "h_prev is h of the step before: what came out there?",
        hint=True,
        when="later",
    ),
    Slip(
        "x for h_prev",
        "h_prev",
        "x",
        "is the input; what comes round is the hidden state from before.",
    ),
    Slip(
        "something at the start",
        "h_prev",
        "1",
        "before the first time step nothing has come out: where does the hidden state start?",
        hint=True,
        when="first",
    ),
    Slip(
        "h for c",
        "c_prev",
        "h_prev",
        "is h of the step before; along the cell state comes c.",
        when="later",
    ),
    Slip(
        "c of this step",
        "c_prev",
        "c | h | keep | write",
        "c_prev is c of the step before: what did it come to there?",
        hint=True,
        when="later",
    ),
    Slip("x for c_prev", "c_prev", "x", "is the input; along the cell state comes c."),
    Slip(
        "something at the start",
        "c_prev",
        "1",
        "before the first time step nothing is written: where does the cell state start?",
        hint=True,
        when="first",
    ),
)

_DOTS = (
    Slip(
        "c_prev taken for 1",
        "keep",
        "f",
        "counts on an old state that isn't there yet: what is c_prev at the first time step?",
        when="first",
    ),
    Slip("f plus c_prev", "keep", "f + c_prev", "is f plus c_prev: a black dot multiplies."),
    Slip(
        "h for c",
        "keep",
        "f·h_prev",
        "takes h for c: the forget gate multiplies the cell state, c_prev.",
    ),
    Slip(
        "old state whole",
        "keep",
        "c_prev",
        "is the whole old state: what does the forget gate do to it?",
    ),
    Slip("forget gate alone", "keep", "f", "is the forget gate alone: what does it multiply?"),
    Slip(
        "what is forgotten",
        "keep",
        "(1 - f)·c_prev",
        "is what is forgotten: keep is what the forget gate lets through.",
    ),
    Slip(
        "new state kept",
        "keep",
        "f·c | f·h",
        "the forget gate multiplies the old state, c_prev, as it comes from the step before.",
        hint=True,
    ),
    Slip(
        "write for keep",
        "keep",
        "i·g | f·g | f·f | f·f·c_prev | f·c_prev·i | f·c_prev·h_prev",
        "keep is made of two things: the forget gate, and the old state.",
        hint=True,
    ),
    Slip(
        "another gate",
        "keep",
        "i·c_prev | g·c_prev | o·c_prev",
        "takes another gate: which one belongs to the old state?",
    ),
    Slip(
        "x for c_prev",
        "keep",
        "f·x",
        "takes the input: the forget gate multiplies the old state, c_prev.",
    ),
    Slip(
        "by itself",
        "keep",
        "c_prev·c_prev",
        "multiplies a number by itself: keep is made of the forget gate and the old state.",
    ),
    Slip(
        "no product",
        "keep",
        "f - c_prev | c_prev - f | c_prev/f | f/c_prev",
        "a black dot multiplies: nothing is taken away, nor divided.",
        hint=True,
    ),
    Slip(
        "all for a part",
        "keep",
        "c | h | f·c_prev + i | f·c_prev + f",
        "keep is one part alone: the forget gate times the old state.",
        hint=True,
    ),
    Slip(
        "nothing kept",
        "keep",
        "0",
        "comes to nothing: is the forget gate shut, or is nothing there to keep?",
    ),
    Slip("i plus g", "write", "i + g", "is i plus g: a black dot multiplies."),
    Slip("input gate alone", "write", "i", "is the input gate alone: what does it multiply?"),
    Slip(
        "candidate alone",
        "write",
        "g",
        "is the candidate alone: how much of it does the input gate let in?",
    ),
    Slip(
        "another gate",
        "write",
        "f·g | o·g | f·i | i·o",
        "takes another gate: which two belong together here?",
    ),
    Slip(
        "keep for write",
        "write",
        "f·c_prev",
        "is keep, which comes from the old state: write is what is new, i·g.",
    ),
    Slip(
        "something else for g",
        "write",
        "i·c_prev | i·h_prev | i·x | g·x",
        "takes something else: the input gate multiplies the candidate, g.",
    ),
    Slip(
        "by itself",
        "write",
        "i·i | g·g",
        "multiplies a number by itself: write is made of the input gate and the candidate.",
    ),
    Slip(
        "a factor too many",
        "write",
        "i·g·f | i·g·o | i·g·c_prev | i·g·h_prev | i·g·x",
        "multiplies once too often: only two things go into a black dot.",
    ),
    Slip(
        "no product",
        "write",
        "i - g | g - i",
        "a black dot multiplies: nothing is taken away, nor divided.",
        hint=True,
    ),
    Slip(
        "all for a part",
        "write",
        "c | h | i·g + c_prev",
        "write is one part alone: the input gate times the candidate.",
        hint=True,
    ),
    Slip("nothing written", "write", "0", "comes to nothing: is the input gate shut?"),
)

_STATE = (
    Slip(
        "write alone",
        "c",
        "write",
        "is i·g alone: what does the forget gate keep of the old state?",
    ),
    Slip(
        "keep alone",
        "c",
        "keep",
        "is f·c_prev alone: what does the input gate write to the state?",
    ),
    Slip(
        "keep times write",
        "c",
        "keep·write",
        "is keep times write: the Σ in the middle adds.",
    ),
    Slip(
        "forget gate left out",
        "c",
        "c_prev + write",
        "leaves out the forget gate: how much of the old state is kept?",
    ),
    Slip(
        "input gate left out",
        "c",
        "keep + g",
        "leaves out the input gate: how much of the candidate is written?",
    ),
    Slip(
        "candidate left out",
        "c",
        "keep + i",
        "leaves out the candidate: what does the input gate write?",
    ),
    Slip(
        "old state unchanged",
        "c",
        "c_prev",
        "is the old state, unchanged: what is kept of it, and what is written?",
    ),
    Slip(
        "added, not multiplied",
        "c",
        "f + c_prev + i + g | f + c_prev + write | keep + i + g",
        "adds where a black dot multiplies.",
    ),
    Slip(
        "taken away",
        "c",
        "keep - write | write - keep",
        "takes away: the Σ in the middle adds.",
    ),
    Slip(
        "forget gate twice",
        "c",
        "f·(c_prev + write)",
        "lets the forget gate multiply what is written, too: it is there for the old state.",
    ),
    Slip(
        "a term too many",
        "c",
        "keep + write + c_prev | keep + write + h_prev | keep + write + x | keep + write + f",
        "adds something more: only keep and write go into the Σ.",
    ),
    Slip("counted twice", "c", "keep + keep | write + write", "counts one part twice."),
    Slip(
        "h for c",
        "c",
        "h | c_act",
        "c stands before the output gate: what do keep and write add up to?",
        hint=True,
    ),
    Slip(
        "sums multiplied",
        "c",
        "(f + c_prev)·(i + g)",
        "a black dot multiplies, and the Σ in the middle adds.",
        hint=True,
    ),
)

_OUT = (
    Slip(
        "activation left out",
        "c_act",
        "c",
        "is the cell state before its activation: what does the activation make of it?",
    ),
    Slip(
        "other activation",
        "c_act",
        "other(c)",
        "goes through the other activation: which one stands in the formula?",
    ),
    Slip(
        "old state out",
        "c_act",
        "activation(c_prev)",
        "takes the old state: the new one, c, is let out.",
    ),
    Slip("o plus c_act", "h", "o + c_act", "is o plus c_act: a black dot multiplies."),
    Slip(
        "activation left out",
        "h",
        "o·c",
        "leaves out the activation that the cell state goes through on its way out.",
    ),
    Slip(
        "cell state alone",
        "h",
        "c",
        "is the cell state c: what does the output gate let out of it?",
    ),
    Slip(
        "c_act alone",
        "h",
        "c_act",
        "is the activated cell state alone: what does the output gate let out of it?",
    ),
    Slip("output gate alone", "h", "o", "is the output gate alone: what does it multiply?"),
    Slip(
        "old state out",
        "h",
        "o·c_prev",
        "takes the old state: the output gate multiplies the new one, c.",
    ),
    Slip(
        "another gate",
        "h",
        "f·c_act | i·c_act | g·c_act",
        "takes another gate: which one lets the state out?",
    ),
    Slip(
        "something else for c",
        "h",
        "o·h_prev | o·x | c_act·x",
        "takes something else: the output gate multiplies the cell state, c.",
    ),
    Slip(
        "activation misplaced",
        "h",
        "activation(o·c) | activation(o)·c",
        "activates the wrong thing: first c goes through its activation, then o multiplies.",
    ),
    Slip(
        "by itself",
        "h",
        "c_act·c_act | o·o | c·c",
        "multiplies a number by itself: h is made of the output gate and the cell state.",
    ),
    Slip(
        "a factor too many",
        "h",
        "o·o·c_act | o·c_act·c_act | o·c_act·h_prev | o·c_act·x | o·c_act·f",
        "multiplies once too often: only two things go into a black dot.",
    ),
    Slip(
        "no product",
        "h",
        "o - c_act | c_act - o | c_act/o | o/c_act",
        "a black dot multiplies: nothing is taken away, nor divided.",
        hint=True,
    ),
    Slip("added to h_prev", "h", "o·c_act + h_prev", "adds h_prev: it went into the gates."),
)

_BACKWARDS = (
    Slip(
        "the other way alone",
        "∂any",
        "along_c",
        "comes back along the cell state alone: what comes back by way of h and the gates?",
    ),
    Slip(
        "all ways",
        "∂any",
        "all_ways",
        "is the whole gradient: here only the cell state's own way is meant.",
    ),
    Slip(
        "other factor alone",
        "∂product",
        "factor",
        "is the other factor alone: what arrives there from the end?",
    ),
    Slip(
        "what arrives alone",
        "∂product",
        "arrives",
        "is what arrives: it still goes through a black dot or a weight.",
    ),
    Slip(
        "its own factor",
        "∂product",
        "arrives·own | arrives·own·factor",
        "multiplies by {name} itself: what counts is the other factor.",
    ),
    Slip(
        "added",
        "∂product",
        "arrives + factor",
        "adds: on the way back, too, a black dot multiplies.",
    ),
    Slip("itself", "∂any", "own", "is {name} itself; asked for is how much its change counts."),
    Slip("the other end", "∂any", "other_end", "would be right for {other}; meant is {end}."),
    Slip(
        "another factor",
        "∂product",
        "arrives·h_prev | arrives·c_prev | arrives·c | arrives·f | arrives·i | arrives·o",
        "multiplies what arrives by something else: which factor stands beside {name}?",
    ),
    Slip(
        "a sum multiplied",
        "∂sum",
        "arrives·own | arrives·other",
        "multiplies: a sum hands back what arrives as it is.",
    ),
    Slip(
        "slope left out",
        "∂activation",
        "arrives",
        "leaves out the slope of the activation.",
    ),
    Slip(
        "value for slope",
        "∂activation",
        "arrives·after | arrives·own",
        "multiplies by a value: on the way back, the activation's slope counts.",
    ),
    Slip(
        "next step left out",
        "∂ways",
        "this - next",
        "leaves out what comes back from the next time step.",
    ),
    Slip(
        "next step alone",
        "∂ways",
        "next",
        "comes back from the next time step alone: which way leads on inside this one?",
    ),
    Slip("one way alone", "∂ways", "way", "is one way alone: several lead to the end."),
    Slip("a way left out", "∂ways", "this - way", "leaves out a way: several lead to the end."),
    Slip(
        "one way for all",
        "∂ways",
        "4·way | 3·way",
        "takes one way several times: each has a number of its own.",
    ),
    Slip(
        "ways multiplied",
        "∂ways",
        "way·next",
        "multiplies what comes by several ways: it is added.",
    ),
    Slip(
        "last share alone",
        "∂total",
        "last",
        "is the last time step's share alone: the weight is used at each of them.",
    ),
    Slip(
        "first share alone",
        "∂total",
        "first",
        "is the first time step's share alone: the weight is used at each of them.",
    ),
    Slip("last share left out", "∂total", "this - last", "leaves out the last time step's share."),
    Slip("mean", "∂total", "this/steps", "is the mean of the shares: they are added up."),
    Slip(
        "input left out",
        "∂total",
        "plain",
        "leaves out what the weight is multiplied with, at each time step.",
    ),
    Slip(
        "one step back",
        "∂along",
        "f | f_next",
        "is one forget gate alone: each step back multiplies by its own.",
    ),
    Slip(
        "added up",
        "∂along",
        "f·back | f·back + f | f_sum | f + f_next | 1 - (1 - f)·back | 1 - (1 - f)·(back + 1)",
        "adds: each step back multiplies by its forget gate.",
    ),
    Slip(
        "one step too many",
        "∂along",
        "this·f | this·f_next | this/f | along_c·f",
        "counts the steps back wrongly, by one.",
    ),
    Slip("what is lost", "∂along", "1 - this", "is what gets lost on the way: what is left?"),
    Slip(
        "stops at the end",
        "∂any",
        "1",
        "is where the way back begins: which factors come after it?",
    ),
)

# Said of any quantity or gradient; `this` is what would be right.
_ANY = (
    Slip("sign", "any", "-this", "has the right size: look at the signs."),
    Slip(
        "point",
        "any",
        "10·this | this/10 | 100·this | this/100 | 1000·this | this/1000",
        "look where the point stands, or how many zeros there are.",
        hint=True,
    ),
)

SLIPS = (*_GATES, *_BEFORE, *_DOTS, *_STATE, *_OUT, *_BACKWARDS, *_ANY)

# What else is said; {it} begins with the learner's own number.
MORE_SAYS = {
    "on the way": "{it} comes out when, on the way, {subject} {says}",
    "before": "{it} comes out when, at time step {before}, {subject} {says}",
    "each step": "{it} comes out when, at each time step, {subject} {says}",
    "another quantity": "{it} is {called}; asked for is {name}.",
    "another step": "{it} is {name} at time step {other}; here it is time step {t}.",
    "a step too far": "{it}: look at the time step. Asked for is {name} at time step {t}.",
    "another gradient": "{it} is ∂{other}; asked for is ∂{name}.",
    "rounded": "{it} is close: keep at least four digits on the way.",
    "close": "{it} is close: calculate once more.",
    "not yet": "{it}: not yet. {way}",
    "right": "{it} is right: {called} at time step {t}.",
    "right gradient": "{it} is right: "
    "a small change of {what} changes {end} by {it} times as much.",
    "at step": "{name} at time step {t}",
    "along c": ", along the cell state alone,",
    "open": "{what} is not filled in yet: put your number in place of the dots.",
    "way": "Put the numbers into {formula}, one by one.",
    "way before": "{name} is {after} of time step {before}.",
    "way at the start": "Where does it start?",
    "way given": "Read {name} off: it is given.",
    "way of a weight": "Add up ∂{name} of all time steps.",
    "way along c": "Along the cell state, each step back multiplies by its f.",
    "way to the end": "Which way leads from {what} to {end}?",
    "way from the end": "{end} is the end itself: begin there.",
}

# How near a number is, as a share of it, to be called so: to what is right where it is not whole,
# and then with one digit alone; to what is right where it is whole; and to a slip's number.
NEAR = {"rounded": 0.005, "nearly": 0.05, "close": 0.02, "digit": 0.001}
