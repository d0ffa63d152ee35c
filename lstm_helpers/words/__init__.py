"""What is said of the cell: its numbers, its equations, its sentences."""

from lstm_helpers.words.equations import equation, expression, formula, weights_equation
from lstm_helpers.words.gradients import gradient_equation, gradient_formula
from lstm_helpers.words.language import use_language
from lstm_helpers.words.numbers import (
    format_number,
    in_parentheses,
    subscript,
    superscript,
    written,
)
from lstm_helpers.words.spoken import described, spoken_change, spoken_equation
from lstm_helpers.words.texts import caption, sentence, slot_text, slot_texts, table, text_table

__all__ = [
    "caption",
    "described",
    "equation",
    "expression",
    "format_number",
    "formula",
    "gradient_equation",
    "gradient_formula",
    "in_parentheses",
    "sentence",
    "slot_text",
    "slot_texts",
    "spoken_change",
    "spoken_equation",
    "subscript",
    "superscript",
    "table",
    "text_table",
    "use_language",
    "weights_equation",
    "written",
]
