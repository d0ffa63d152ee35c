"""The live cell in marimo: a short lesson to open, to change and to teach from.

marimo edit examples/marimo_lesson.py    with the code
marimo run examples/marimo_lesson.py     as a page for a class
"""

import marimo

app = marimo.App(width="medium", app_title="An LSTM cell, by hand")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    from lstm_helpers import (
        STANDARD,
        ActivationCurve,
        Explorer,
        Question,
        Weights,
        format_number,
    )

    return ActivationCurve, Explorer, Question, STANDARD, Weights, format_number, mo


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # An LSTM cell, by hand

    Three ones go in, one after the other. Every weight is 1, every bias 0, and nothing is squeezed.
    **Before you touch anything:** the picture shows time step 2. What is h going to be at time
    step 3? Then press **3**, and move `w_f`, the weight with which the forget gate hears x.
    """)
    return


@app.cell
def _(Explorer, Weights, mo):
    cell = mo.ui.anywidget(
        Explorer(Weights.ones(), inputs=[1, 1, 1], t=2, show="w_f u_f x_3 steps walk reset")
    )
    cell
    return (cell,)


@app.cell
def _(cell, format_number, mo):
    h = cell.widget.trace[cell.t - 1].h
    mo.md(f"With w_f = {format_number(cell.w_f)}, h at time step {cell.t} is {format_number(h)}.")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The sentence above runs anew at every move: wrapped in `mo.ui.anywidget`, a cell is a control
    like any other.

    ## A question, and an answer in the picture

    Press an answer; each has a word to it. Then type c and h into the picture.
    """)
    return


@app.cell
def _(Question, mo):
    question = mo.ui.anywidget(Question("forget"))
    question
    return (question,)


@app.cell
def _(Explorer, mo):
    asking = mo.ui.anywidget(Explorer(t=2, predict="c h", show=""))
    asking
    return (asking,)


@app.cell
def _(asking, mo, question):
    tries = len(question.answers) + sum(each["tries"] for each in asking.answers.values())
    mo.md(
        f"Tries so far: {tries}. The question is {'' if question.widget.solved else 'not '}solved."
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Real gates

    With sigmoid and tanh a gate is never quite open, and never quite shut. How much is kept, when
    `b_f` opens the forget gate, or shuts it? A slider of marimo's own turns it, too.
    """)
    return


@app.cell
def _(mo):
    knob = mo.ui.slider(-3, 3, step=0.5, value=-1, label="b_f, by marimo's slider", show_value=True)
    knob
    return (knob,)


@app.cell
def _(Explorer, STANDARD, Weights):
    gate = Explorer(Weights.ones(b_f=-1), t=2, activations=STANDARD, show="b_f steps reset")
    gate
    return (gate,)


@app.cell
def _(gate, knob):
    gate.b_f = knob.value
    return


@app.cell
def _(ActivationCurve, gate):
    ActivationCurve(gate, "f", show="b_f")
    return


@app.cell
def _(cell, gate):
    # Python hears of every move, without mo.ui, too: b_f down here is x_3 of the cell at the top.
    gate.observe(lambda change: setattr(cell.widget, "x_3", change["new"]), "b_f")
    return


if __name__ == "__main__":
    app.run()
