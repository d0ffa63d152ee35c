"""Train lesson 13's layer by the lesson's own cells, and store it in the package.

    python -m tools.passengers

Needs Keras. The lesson looks at the stored layer, so that everybody sees the same units: after
this, `make notebooks ARGS=13_your_own_lstm`, and read what the lesson says of them.
"""

from __future__ import annotations

import sys
from typing import Any

from lstm_helpers.frameworks import keras_available
from lstm_helpers.passengers import STORED, stored_text
from lstm_helpers.whole import write_whole
from tools.notebooks import NOTEBOOKS, read

LESSON = NOTEBOOKS / "13_your_own_lstm.ipynb"
TRAINING = "train"


def cells_to_the_training() -> list[str]:
    """Return the lesson's code up to the cell that trains.

    Examples
    --------
    >>> "model.fit" in cells_to_the_training()[-1]
    True
    """
    code = [cell for cell in read(LESSON).cells if cell.cell_type == "code"]
    last = [cell.id for cell in code].index(TRAINING)
    return ["".join(cell.source) for cell in code[: last + 1]]


def main() -> int:
    """Train and store; return the exit status."""
    if not keras_available():
        print("Keras is not installed here, and it is what trains the layer.", file=sys.stderr)
        return 1
    names: dict[str, Any] = {"__name__": "__main__"}
    for source in cells_to_the_training():
        exec(compile(source, str(LESSON), "exec"), names)
    write_whole(STORED, stored_text(names["model"].get_weights()))
    print(f"{STORED.name}: {STORED.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
