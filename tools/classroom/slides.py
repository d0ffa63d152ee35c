"""Slides for a projector, with the live cell in them: one file that asks nobody for anything.

    python -m tools.classroom.slides                      classroom/slides.md, as _slides/index.html
    python -m tools.classroom.slides mine.md --to d.html  and other slides

The text is Markdown. Each heading ``##`` begins a slide; a block ``lstm`` holds the link of a cell
(`lstm_helpers.live.link`), a block ``question`` the names of questions, one a line. Quotations are
the teacher's notes, and are left out.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import html
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from nbconvert.filters.markdown_mistune import markdown2html_mistune

from lstm_helpers import Explorer, Question
from lstm_helpers.page.scripts import script, sheet
from lstm_helpers.whole import write_whole
from tools.embed import UNPACK
from tools.live_places import States, standing
from tools.minify import minified

__all__ = ["SLIDES", "Slide", "deck", "slides_in"]

TOP = Path(__file__).resolve().parents[2]
SLIDES = TOP / "classroom" / "slides.md"
TO = TOP / "_slides" / "index.html"
TEMPLATE = TOP / "tools" / "site_template"
SHEETS = ("page/base.css", "charts/charts.css", "exercises/question.css", "live/live.css")
TITLE = "Stepping through an LSTM cell"

_SLIDE = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_BLOCK = re.compile(r"^```(lstm|question)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"^>.*(?:\n>.*)*", re.MULTILINE)

PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title</title>
<style>$look</style>
<noscript><style>.slide { position: relative; visibility: visible; }</style></noscript>
</head>
<body class="slides">
<main>
$slides
</main>
<nav class="slides-bar" aria-label="slides">
<button type="button" data-turn="-1" aria-label="the slide before">◀</button>
<output aria-live="polite"></output>
<button type="button" data-turn="1" aria-label="the next slide">▶</button>
</nav>
<script type="application/json" id="lstm-states">$states</script>
<script>$turning</script>
$live
</body>
</html>
""")


@dataclass(frozen=True)
class Slide:
    """A slide as it is written.

    Parameters
    ----------
    title
        Its heading.
    text
        What stands below it, without the notes.
    """

    title: str
    text: str

    @property
    def has_cell(self) -> bool:
        """Whether a live cell fills it."""
        return "```lstm\n" in self.text


def slides_in(text: str) -> list[Slide]:
    r"""Cut a text at its headings; what stands before the first one is no slide.

    >>> slides_in("about\n\n## One\nHello.\n> a note\n\n## Two\n")[0]
    Slide(title='One', text='Hello.')
    """
    _, *found = _SLIDE.split(text)
    pairs = zip(found[::2], found[1::2], strict=True)
    return [Slide(title, _NOTE.sub("", body).strip()) for title, body in pairs]


def deck(slides: Sequence[Slide]) -> str:
    """Write the page.

    Raises
    ------
    ValueError
        In one sentence, when a link is mistyped or there is no such question.
    """
    states: States = {}
    sections = [_section(slide, n, len(slides), states) for n, slide in enumerate(slides, start=1)]
    own = TEMPLATE / "slides.css"
    look = minified(sheet(*SHEETS) + own.read_text(encoding="utf-8"), "css")
    packed = gzip.compress(minified(script("live/door.js")).encode(), 9, mtime=0)
    return PAGE.substitute(
        title=TITLE,
        look=look,
        slides="\n".join(sections),
        states=json.dumps(states, ensure_ascii=False).replace("<", "\\u003c"),
        turning=minified((TEMPLATE / "slides.js").read_text(encoding="utf-8")),
        live=UNPACK.substitute(packed=base64.b64encode(packed).decode()),
    )


def _section(slide: Slide, n: int, last: int, states: States) -> str:
    words = markdown2html_mistune(_BLOCK.sub("", slide.text))
    live = "\n".join(_live(slide.text, n, states))
    title = f'<h1 tabindex="-1">{html.escape(slide.title)}</h1>'
    if slide.has_cell:
        kind, head = "cell", f"<header>{title}\n{words}</header>"
    else:
        kind, head = "text", f"{title}\n{words}"
    return (
        f'<section class="slide slide-{kind}" aria-roledescription="slide" '
        f'aria-label="{n} of {last}">\n{head}\n{live}\n</section>'
    )


def _live(text: str, n: int, states: States) -> Iterator[str]:
    """Write the places for what is live on a slide, and put its states among the others."""
    for number, (kind, said) in enumerate(_BLOCK.findall(text), start=1):
        lines = said.strip().split("\n")
        view = Explorer.from_link(lines[0]) if kind == "lstm" else Question(*lines)
        model = f"slide-{n}-{number}"
        still, states[model] = standing(model, view)
        # a table below a picture would need a bar to scroll by
        yield re.sub("<pre>.*</pre>", "", still, flags=re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description="Slides with live cells, as one file")
    parser.add_argument("slides", nargs="?", type=Path, default=SLIDES, help="a Markdown file")
    parser.add_argument("--to", type=Path, default=TO, help="where they are written")
    chosen = parser.parse_args(arguments)
    try:
        slides = slides_in(chosen.slides.read_text(encoding="utf-8"))
        page = deck(slides)
        chosen.to.parent.mkdir(parents=True, exist_ok=True)
        write_whole(chosen.to, page)
    except (ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    size = len(page.encode()) / 1000
    print(f"{chosen.to}: {len(slides)} slides, {size:.0f} kB. Open it, and press F11.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
