"""A class's receipts and notebooks as one table, made on the teacher's machine and kept there.

``python -m lstm_helpers.marks FOLDER`` reads what was handed in and writes ``marks.csv`` and
``marks.html`` beside it. Receipts can be forged: the table shows where help is needed, no more.
"""
