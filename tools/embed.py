"""One live cell as a page of its own: for a learning platform's frame, for slides, for a mail.

    python -m tools.embed                                  the article's cell, as _site/lstm.html
    python -m tools.embed "lstm f=2,1,0 x=1,1,1"           another one
    python -m tools.embed "lstm t=3 ask=c" --to c.html     and a file of that name

The file holds all that it needs, asks nobody for anything, and opens from a mail or a folder. The
page `embed.html` of the site is the same cell with the site's scripts, for a frame::

    <iframe src="…/embed.html#lstm x=1,1,1 t=2" width="800" height="600"></iframe>

Either reads a link, as `lstm_helpers.live.link` has it. 640 × 600 is room enough for the picture, a
sentence, the walk and three sliders, with no bar to scroll by; more controls want more height.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from string import Template

from lstm_helpers import Explorer
from lstm_helpers.page.scripts import script, sheet
from lstm_helpers.whole import write_whole
from tools.live_places import standing
from tools.minify import minified

__all__ = ["EMBED", "embed_page", "one_file", "write_embed"]

EMBED = "embed.html"
SITE = Path(__file__).resolve().parents[1] / "_site"
LOOK = Path(__file__).parent / "site_template" / "embed.css"
SHEETS = ("page/base.css", "charts/charts.css", "live/live.css")
SHOWN = "w_f walk steps"  # as much as there is room for in a small frame
TITLE = "A live LSTM cell"

PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title</title>
$head
</head>
<body class="embed">
<main aria-label="$title">
$still
</main>
$more
<script type="application/json" id="lstm-states">$states</script>
$end
</body>
</html>
""")
MORE = '<p class="embed-more"><a href="index.html" target="_blank">open the lessons</a></p>'
NO_SCRIPT = "<noscript><p>To move it, open this file in a browser.</p></noscript>"

# What the picture has for gradients only.
_UNSEEN = re.compile(r'<(?:rect|circle|path) [^>]*opacity:0"/>\n?')

# The script alone is packed, and what unpacks it can be read. For browsers of 2023 and later.
UNPACK = Template("""<script type="module">
// The live cell's script, packed to be small. Nothing is fetched from anywhere.
const packed = Uint8Array.from(atob("$packed"), (letter) => letter.charCodeAt(0));
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
const script = document.createElement("script");
script.textContent = await new Response(unpacked).text();
document.body.append(script);
</script>""")


def write_embed(folder: Path) -> Path:
    """Write the page for a frame into the site's folder, beside its scripts."""
    path = folder / EMBED
    write_whole(path, embed_page())
    return path


def embed_page() -> str:
    """Write the page for a frame: it takes the site's script and style.

    >>> embed_page().count("<script defer")
    1
    """
    head = (
        '<link rel="stylesheet" href="scripts/lstm.css">\n'
        f"<style>{LOOK.read_text(encoding='utf-8')}</style>\n"
        '<script defer src="scripts/door.js"></script>'
    )
    return _filled(Explorer(show=SHOWN), head=head, more=MORE, end="")


def one_file(link: str = "lstm") -> str:
    """Write a page that holds all it needs.

    Parameters
    ----------
    link
        What the cell is at first, as a link has it.

    Raises
    ------
    ValueError
        In one sentence, when the link is mistyped.
    """
    explorer = Explorer.from_link(link, show=SHOWN)
    look = minified(sheet(*SHEETS) + LOOK.read_text(encoding="utf-8"), "css")
    packed = gzip.compress(minified(script("live/door.js")).encode(), 9, mtime=0)
    end = UNPACK.substitute(packed=base64.b64encode(packed).decode())
    return _filled(explorer, head=f"<style>{look}</style>", more=NO_SCRIPT, end=end)


def _filled(explorer: Explorer, **parts: str) -> str:
    """Put a cell into a page: what stands still there, and the state that makes it live."""
    still, state = standing("cell", explorer)
    # the table only where it is read: with it a small frame would get a bar to scroll by
    still = re.sub("<pre>.*</pre>", r"<noscript>\g<0></noscript>", still, flags=re.DOTALL)
    states = json.dumps({"cell": state}, ensure_ascii=False).replace("<", "\\u003c")
    return PAGE.substitute(title=TITLE, still=_UNSEEN.sub("", still), states=states, **parts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description="A live cell as one file")
    parser.add_argument("link", nargs="?", default="lstm", help='such as "lstm f=2,1,0 x=1,1,1"')
    parser.add_argument("--to", type=Path, default=SITE / "lstm.html", help="where it is written")
    chosen = parser.parse_args(arguments)
    try:
        page = one_file(chosen.link)
        chosen.to.parent.mkdir(parents=True, exist_ok=True)
        write_whole(chosen.to, page)
    except (ValueError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{chosen.to}: {len(page.encode()) / 1000:.0f} kB, to mail or to open as it is.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
