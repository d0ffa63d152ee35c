"""German: what a learner reads and hears, by the English text.

A table for each part of the package; `names` has what is put into the sentences of the others.
Warm and plain, with du, numbers with a decimal comma. The words chosen: Zelle, Forget Gate, Input
Gate, Output Gate, Kandidat, Zellzustand, verborgener Zustand, Kernel, rekurrenter Kernel, Bias,
Aktivierung, Zeitschritt, Eingabe, Sequenz, Batch, Lernschritt (update), Gradient, Steigung (slope).
Names of the vocabulary (keep, write, h_prev) and of Python's functions stay as they are.
"""

from collections import ChainMap

from lstm_helpers.words.german import (
    charts,
    exercises,
    graph,
    live,
    names,
    openings,
    questions,
    riddles,
    slip_names,
    slips,
    words,
)

__all__ = ["AS_IN_ENGLISH", "DECIMAL", "PHRASES", "TABLES"]

DECIMAL = ","

TABLES = (
    names,
    graph,
    words,
    live,
    slips,
    slip_names,
    exercises,
    questions,
    openings,
    riddles,
    charts,
)

PHRASES = dict(ChainMap(*(table.PHRASES for table in TABLES)))

# What is the same in both languages, and meant to be.
AS_IN_ENGLISH = frozenset(
    (
        *(" plus ", "linear", "Countdown", "Weights.ones(w_f=...)"),
        *("{made} = ", "{words}, {name}", "↻ {text}"),
        *("in c", "in o"),
    )
)
