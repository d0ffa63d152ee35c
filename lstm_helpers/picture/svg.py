"""SVG that can stand in a page beside others: matplotlib's settings for it, and its last touch."""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

__all__ = ["INVISIBLE", "RC", "for_a_page", "own_settings"]

# The live view lights up what is invisible at first. With 0, matplotlib would leave its colour out.
INVISIBLE = 0.001

RC: dict[Any, Any] = {
    "text.parse_math": False,  # a title such as "$5" is what it says
    "svg.fonttype": "none",
    "svg.hashsalt": "lstm_helpers",
    "font.family": ["DejaVu Sans"],
    # the dashes tell the gates apart: they must not stretch with the width, which tells the value
    "lines.scale_dashes": False,
}


def own_settings() -> dict[Any, Any]:
    """Say what to change for matplotlib's defaults and ours, whatever the learner has set."""
    import matplotlib

    now, wanted = matplotlib.rcParams, {**matplotlib.rcParamsDefault, **RC}
    return {n: v for n, v in wanted.items() if not n.startswith("backend") and now[n] != v}


def for_a_page(text: str, title: str, description: str) -> str:
    """Take out what would leak into the page, and say in words what is shown."""
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"<defs>\s*</defs>", "", text)
    # for where DejaVu Sans is missing: a font that is nearly as wide
    text = text.replace("'DejaVu Sans'", "'DejaVu Sans', Verdana, sans-serif")
    text = re.sub(r"\n\s*", "\n", text)
    words = f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>"
    head, _, body = text.partition(">")
    head = re.sub(r' (width|height)="[^"]*"', "", head)
    return f'{head} role="img">\n{words}{body}'


from pathlib import Path  # noqa: E402

TEMPLATE = Path(__file__).with_name("cell.svg")


def drawn_template() -> str:
    from lstm_helpers.cell.activations import IDENTITY
    from lstm_helpers.cell.weights import Weights
    from lstm_helpers.graph.forward import unroll
    from lstm_helpers.graph.scene import Scene
    from lstm_helpers.picture.diagram import scene_svg

    return scene_svg(Scene(unroll(Weights.ones().as_dict(), [1.0], 0.0, 0.0, IDENTITY)))


def template() -> str:
    return TEMPLATE.read_text(encoding="utf-8")
