"""Exercises: what a learner typed is looked at, and answered.

The questions of the page are in `lstm_helpers.exercises.question`: feedback needs no widget.
"""

from typing import TYPE_CHECKING

from lstm_helpers.exercises.friendly import install
from lstm_helpers.lazy import on_first_use

if TYPE_CHECKING:
    from lstm_helpers.exercises.cells import check_cell
    from lstm_helpers.exercises.check import check, check_gradient, check_number, look
    from lstm_helpers.exercises.choices import check_choice
    from lstm_helpers.exercises.feedback import Feedback, Verdict
    from lstm_helpers.exercises.kinds import AskNumber, Choice, Option
    from lstm_helpers.exercises.questions import QUESTIONS
    from lstm_helpers.exercises.slip_table import SLIPS, Slip
    from lstm_helpers.exercises.slips import Asked

__all__ = [
    "QUESTIONS",
    "SLIPS",
    "AskNumber",
    "Asked",
    "Choice",
    "Feedback",
    "Option",
    "Slip",
    "Verdict",
    "check",
    "check_cell",
    "check_choice",
    "check_gradient",
    "check_number",
    "look",
]

on_first_use(
    __name__,
    {
        "cells": "check_cell",
        "check": "check check_gradient check_number look",
        "choices": "check_choice",
        "feedback": "Feedback Verdict",
        "kinds": "AskNumber Choice Option",
        "questions": "QUESTIONS",
        "slip_table": "SLIPS Slip",
        "slips": "Asked",
    },
)
install()
