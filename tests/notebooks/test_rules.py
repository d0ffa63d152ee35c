"""Each rule lets a good lesson pass, and names what is wrong with a bad one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell

from tests.notebooks import rules
from tests.notebooks.rules import RULES, Lesson, Rule
from tools.notebooks import WIDGET_VIEW, as_text, normalise


def good_notebook() -> NotebookNode:
    opening = "# One step\n\n**At the end you can**\n\n- add\n- read a sum\n"
    output = new_output("execute_result", {"text/plain": "2"}, execution_count=1)
    closing = "- ✓ add\n- ✓ read a sum\n\nOn to [the next](01_next.ipynb#there)."
    cells = [
        new_markdown_cell(opening),
        new_code_cell("1 + 1", execution_count=1, outputs=[output]),
        new_markdown_cell(closing),
    ]
    return normalise(new_notebook(cells=cells))


def written(folder: Path, notebook: NotebookNode) -> Lesson:
    """Return the notebook as the first lesson of two."""
    (folder / "01_next.ipynb").touch()
    path = folder / "00_first.ipynb"
    path.write_text(as_text(notebook), encoding="utf-8", newline="\n")
    return Lesson.read(path)


def set_source(cell: int, source: str) -> Callable[[NotebookNode], None]:
    def spoil(notebook: NotebookNode) -> None:
        notebook.cells[cell].source = source

    return spoil


def set_output(**fields: object) -> Callable[[NotebookNode], None]:
    def spoil(notebook: NotebookNode) -> None:
        notebook.cells[1].outputs = [new_output(**fields)]

    return spoil


def end_with_code(notebook: NotebookNode) -> None:
    notebook.cells.append(new_code_cell("2 + 2", execution_count=2))


def drop_the_code(notebook: NotebookNode) -> None:
    del notebook.cells[1]


BAD = [
    (rules.it_is_valid_nbformat_4_5, lambda notebook: notebook.update(nbformat_minor=4)),
    (rules.it_is_valid_nbformat_4_5, lambda notebook: notebook.cells[1].update(mood="good")),
    (rules.it_is_in_normal_form, lambda notebook: notebook.metadata.update(title="mine")),
    (rules.it_stores_no_widgets, lambda notebook: notebook.metadata.update(widgets={})),
    (rules.it_stores_no_widgets, set_output(output_type="display_data", data={WIDGET_VIEW: {}})),
    (rules.nothing_went_wrong, set_output(output_type="error", ename="E", evalue="", traceback=[])),
    (rules.nothing_went_wrong, set_output(output_type="stream", name="stderr", text="careful")),
    (rules.it_was_run_from_top_to_bottom, lambda n: n.cells[1].update(execution_count=None)),
    (rules.it_was_run_from_top_to_bottom, lambda n: n.cells[1].update(execution_count=2)),
    (rules.it_is_light, set_output(output_type="stream", text="x" * rules.MOST_BYTES)),
    (rules.its_cells_are_small, set_source(1, "1\n" * 6)),
    (rules.its_cells_are_small, set_source(1, "1\n" * 26)),
    (rules.its_cells_are_small, drop_the_code),
    (rules.there_is_prose_between_any_two_code_cells, lambda n: n.cells.insert(1, n.cells[1])),
    (rules.there_is_prose_between_any_two_code_cells, set_source(1, " \n")),
    (
        rules.there_is_prose_between_any_two_code_cells,
        lambda notebook: notebook.cells.insert(1, new_raw_cell("raw")),
    ),
    (rules.it_has_no_plotting_code, set_source(1, "import matplotlib")),
    (rules.it_has_no_plotting_code, set_source(1, "plt.plot(x)")),
    (rules.it_leaves_nothing_to_chance, set_source(1, "x = np.random.normal()")),
    (rules.it_leaves_nothing_to_chance, set_source(1, "keras.utils.set_seed(1)\nseed = 1")),
    (rules.it_leaves_nothing_to_chance, set_source(1, "keras.utils.set_random_seed(1); random()")),
    (rules.it_names_no_place_on_a_machine, set_source(1, "open('/home/ada/notes')")),
    (rules.it_names_no_place_on_a_machine, set_source(2, "see C:\\Users\\ada")),
    (rules.it_names_no_place_on_a_machine, set_output(output_type="stream", text="in /tmp/x")),
    (rules.it_begins_with_a_title_and_its_goals, set_source(0, "# Title\n\n- add")),
    (rules.it_begins_with_a_title_and_its_goals, set_source(0, f"## Low\n{rules.GOALS}\n\n- add")),
    (rules.it_begins_with_a_title_and_its_goals, lambda notebook: notebook.cells.pop(0)),
    (rules.it_ends_with_its_goals_ticked, set_source(2, "- ✓ add")),
    (rules.it_ends_with_its_goals_ticked, set_source(2, "- add\n- read a sum")),
    (rules.it_ends_with_its_goals_ticked, end_with_code),
    (rules.its_links_lead_somewhere, set_source(2, "[next](02_gone.ipynb)")),
    (rules.its_links_lead_somewhere, set_source(2, '<img src="pictures/gone.png">')),
    (rules.it_leads_on_to_the_next, set_source(2, "[01](https://example.org/01_next.ipynb)")),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_good_lesson_passes(rule: Rule, tmp_path: Path) -> None:
    assert list(rule(written(tmp_path, good_notebook()))) == []


@pytest.mark.filterwarnings("ignore")  # nbformat warns of what we break on purpose
@pytest.mark.parametrize(("rule", "spoil"), BAD, ids=lambda value: getattr(value, "__name__", ""))
def test_a_bad_lesson_does_not(rule: Rule, spoil: Callable, tmp_path: Path) -> None:
    notebook = good_notebook()
    spoil(notebook)
    assert list(rule(written(tmp_path, notebook))) != []


def test_every_rule_has_been_broken() -> None:
    assert {rule for rule, _ in BAD} == set(RULES)


def test_a_start_that_everybody_shares_is_no_chance(tmp_path: Path) -> None:
    notebook = good_notebook()
    notebook.cells[1].source = "keras.utils.set_random_seed(1)\ntorch.manual_seed(1)"
    assert list(rules.it_leaves_nothing_to_chance(written(tmp_path, notebook))) == []


def test_words_that_only_look_like_places_pass(tmp_path: Path) -> None:
    notebook = good_notebook()
    notebook.cells[1].source = "y = a/home/b  # see https://example.org/home/ and $a:\\mathbb{R}$"
    lesson = written(tmp_path, notebook)
    assert list(rules.it_names_no_place_on_a_machine(lesson)) == []
