"""Exercises: what a learner typed is looked at, and answered."""

from lstm_helpers.exercises.cells import check_cell
from lstm_helpers.exercises.check import (
    check,
    check_choice,
    check_gradient,
    check_number,
)
from lstm_helpers.exercises.feedback import Feedback, Verdict
from lstm_helpers.exercises.friendly import install
from lstm_helpers.exercises.questions import QUESTIONS, Question

__all__ = [
    "QUESTIONS",
    "Feedback",
    "Question",
    "Verdict",
    "check",
    "check_cell",
    "check_choice",
    "check_gradient",
    "check_number",
]

install()
