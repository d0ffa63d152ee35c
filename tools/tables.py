"""Write what both languages say into ``tables.js`` and its like, and the picture's template.

python -m tools.tables                        write
python -m tools.tables --check                look only: are they current?
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.charts import drawing as chart_drawing
from lstm_helpers.exercises import feedback, question
from lstm_helpers.exercises.slip_table import MORE_SAYS, NEAR, SLIPS, SUBJECTS
from lstm_helpers.exercises.slips import CALLED, ORDER
from lstm_helpers.graph import asked, scene
from lstm_helpers.graph import unit as graph_unit
from lstm_helpers.graph.table import CARRY, GRAPH, OPERATIONS, STAGES
from lstm_helpers.live import answers, controls, link, presets, settings
from lstm_helpers.page import slider
from lstm_helpers.page.scripts import PACKAGE
from lstm_helpers.picture import layout
from lstm_helpers.picture.diagram import drawn_template
from lstm_helpers.picture.fit import BOLD_WIDER, CHARACTER_WIDTHS, OTHER_WIDTH
from lstm_helpers.picture.svg import FAINT, TEMPLATE, WIRE_WIDTHS, template
from lstm_helpers.whole import write_whole
from lstm_helpers.words import asking, language, letters, numbers, spoken, sums, texts

TABLES = PACKAGE / "tables.js"
LINK_TABLE = PACKAGE / "live" / "link_table.js"  # apart: only a page that reads links loads it
HEAD = """// @ts-check
// What both languages say. Written from the Python tables by `make tables`: change it there.

"""


def tables() -> dict[str, Any]:
    """Gather the tables that Python and the page share, room by room."""
    rooms = {**_graph(), **_words(), **_picture(), **_exercises(), **_live()}
    return {**rooms, "chart": chart_drawing.tables()}


def _graph() -> dict[str, Any]:
    return {
        "graph": [asdict(quantity) for quantity in GRAPH],
        "carry": CARRY,
        "stages": STAGES,
        "weights": WEIGHT_NAMES,
        "operations": {
            name: {
                "pattern": operation.pattern,
                "partners": operation.partners,
                "through": operation.through,
            }
            for name, operation in OPERATIONS.items()
        },
        "symbols": {name: activation.symbol for name, activation in ACTIVATIONS.items()},
        "lit": scene.LIT,
        "askable": asked.ASKABLE,
        "mark": asked.MARK,
        "listed_terms": graph_unit.LISTED,
    }


def _words() -> dict[str, Any]:
    return {
        "language": language.ENGLISH.name,
        "decimal": numbers.DECIMAL,
        "unknown": numbers.UNKNOWN,
        "whole_below": numbers.WHOLE_BELOW,
        "reading": numbers.READING,
        "blank": texts.BLANK,
        "captions": texts.CAPTIONS,
        "note_says": texts.NOTE_SAYS,
        "columns": texts.COLUMNS,
        "headings": texts.HEADINGS,
        "notes": texts.NOTES,
        "gradient_says": texts.GRADIENT_SAYS,
        "gradient_does": texts.GRADIENT_DOES,
        "asks": asking.ASKS,
        "asked_words": asking.ASKED_WORDS,
        "plain_sentences": texts.PLAIN_SENTENCES,
        "picture_says": texts.PICTURE_SAYS,
        "spoken": spoken.SPOKEN,
        "signs": spoken.SIGNS,
        "subjects": spoken.SUBJECTS,
        "sums_say": sums.SUMS_SAY,
        "unit_says": texts.UNIT_SAYS,
    }


def _picture() -> dict[str, Any]:
    return {
        "slots": {
            slot.name: {
                "kind": slot.kind,
                "of": slot.of,
                "width": slot.width,
                "sizes": slot.sizes,
                "bold": slot.bold,
                "lines": slot.lines,
                "breaks": slot.breaks,
            }
            for slot in layout.SLOTS.values()
        },
        "fields": {name: asdict(field) for name, field in layout.FIELDS.items()},
        "wires": {wire.name: wire.carries for wire in layout.WIRES},
        "character_widths": CHARACTER_WIDTHS,
        "other_width": OTHER_WIDTH,
        "bold_wider": BOLD_WIDER,
        "faint": FAINT,
        "wire_widths": WIRE_WIDTHS,
        "picture": with_variables(template()),
    }


def _exercises() -> dict[str, Any]:
    slips = [astuple(slip)[: 4 + 2 * (slip.hint or slip.when != "")] for slip in SLIPS]
    return {
        "slips": slips,
        "slip_subjects": SUBJECTS,
        "called": CALLED,
        "order": ORDER,
        "answer_says": MORE_SAYS,
        "near": NEAR,
        "marks": feedback.MARKS,
        "question_says": question.QUESTION_SAYS,
    }


def _live() -> dict[str, Any]:
    groups = {
        key: {"words": words, "names": names} for key, (words, names) in controls.GROUPS.items()
    }
    return {
        "slider_says": slider.SLIDER_SAYS,
        "slider_labels": slider.SLIDER_LABELS,
        "slider_groups": groups,
        "group_order": controls.GROUP_ORDER,
        "inputs_words": controls.INPUTS_WORDS,
        "controls_say": controls.CONTROLS_SAY,
        "table_says": controls.TABLE_SAYS,
        "frame_says": controls.FRAME_SAYS,
        "full_screen_says": controls.FULL_SCREEN_SAYS,
        "failure_says": controls.FAILURE_SAYS,
        "answers_say": answers.ANSWERS_SAY,
        "no_answer": answers.NO_ANSWER,
        "pairs": controls.PAIRS,
        "presets": {name: presets.for_the_page(name) for name in presets.PRESETS},
        "check_letters": letters.CHECK_LETTERS,
        "plain_gate": settings.PLAIN_GATE,
        "setting_says": settings.SETTING_SAYS,
    }


def with_variables(picture: str) -> str:
    """Let a picture take its colours from the page: "#b84300" is var(--lstm-f) there."""
    variables: dict[str, str] = {}
    for role, style in layout.PALETTE.items():
        name = f"--lstm-{role}"
        variables.setdefault(style.colour.lower(), f"var({name})")
        variables.setdefault(style.tint.lower(), f"var({name}-tint)")
    coloured = re.sub(r"#[0-9a-f]{6}\b", lambda found: variables[found[0]], picture)
    # what the page writes anyway: its words, and the size that letters have unless told otherwise
    bare = re.sub(r"(?<=<title>).*(?=</title>)|(?<=<desc>).*(?=</desc>)", "", coloured)
    return bare.replace(f";font-size:{layout.SMALLEST}px", "")


def text() -> str:
    """Write the tables as a module, a line for each."""
    return as_module("TABLES", tables())


def as_module(name: str, rows: Mapping[str, Any]) -> str:
    """Write a module that holds one table.

    >>> print(as_module("TABLE", {"marks": "✓"}).partition("export ")[2], end="")
    const TABLE = {
      marks: "✓",
    };
    """
    lines = [f"  {key}: {json.dumps(value, ensure_ascii=False)}," for key, value in rows.items()]
    return HEAD + "\n".join([f"export const {name} = {{", *lines, "};", ""])


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, only look")
    check = parser.parse_args(arguments).check
    written: dict[Path, str] = {TEMPLATE: drawn_template()}
    if not check:
        write_whole(TEMPLATE, written[TEMPLATE])
    written |= {TABLES: text(), LINK_TABLE: as_module("LINK_TABLE", link.for_the_page())}
    if not check:
        write_whole(TABLES, written[TABLES])
        write_whole(LINK_TABLE, written[LINK_TABLE])
    stale = [path for path, wanted in written.items() if path.read_text(encoding="utf-8") != wanted]
    for path in stale:
        print(f"{path.relative_to(PACKAGE.parent)} is not current: make tables", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
