"""A marimo notebook with Explorers, one as it is and one that asks, a chart, and a question."""

import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo

    from lstm_helpers import STANDARD, ActivationCurve, Explorer, Question, Weights

    return ActivationCurve, Explorer, Question, STANDARD, Weights, mo


@app.cell
def _(Explorer, Weights, mo):
    explorer = mo.ui.anywidget(Explorer(Weights.ones(), inputs=[1, 1, 1], t=2))
    explorer
    return (explorer,)


@app.cell
def _(explorer, mo):
    mo.md(f"w_f is {explorer.w_f}")
    return


@app.cell
def _(Explorer, STANDARD, Weights):
    bare = Explorer(Weights.ones(b_f=-1), activations=STANDARD, show="w_f b_f")
    bare
    return (bare,)


@app.cell
def _(ActivationCurve, bare):
    ActivationCurve(bare, "f", show="b_f")
    return


@app.cell
def _(bare, explorer):
    bare.observe(lambda change: setattr(explorer.widget, "x_3", change["new"]), "b_f")
    return


@app.cell
def _(Explorer, mo):
    asking = mo.ui.anywidget(Explorer(t=2, predict="c h", show=""))
    asking
    return (asking,)


@app.cell
def _(asking, mo):
    mo.md(f"tries: {sum(answer['tries'] for answer in asking.answers.values())}")
    return


@app.cell
def _(Question, mo):
    question = mo.ui.anywidget(Question("forget"))
    question
    return (question,)


@app.cell
def _(mo, question):
    mo.md(f"solved: {question.widget.solved} {len(question.answers)}")
    return


if __name__ == "__main__":
    app.run()
