"""Exercises: what a learner typed is looked at, and answered."""

from lstm_helpers.exercises.cells import check_cell
from lstm_helpers.exercises.check import (
    check,
    check_choice,
    check_gradient,
    check_number,
    look,
)
from lstm_helpers.exercises.feedback import Feedback, Verdict
from lstm_helpers.exercises.questions import QUESTIONS, Question
from lstm_helpers.exercises.slip_table import SLIPS, Slip
from lstm_helpers.exercises.slips import Asked

__all__ = [
    "QUESTIONS",
    "SLIPS",
    "Asked",
    "Feedback",
    "Question",
    "Slip",
    "Verdict",
    "check",
    "check_cell",
    "check_choice",
    "check_gradient",
    "check_number",
    "look",
]
