"""Add `lite/` to the site: the lessons in JupyterLab, with a Python that runs in the page.

Python itself comes from Pyodide's usual host then. With `--offline` it is put beside the lessons,
and the page asks no other host for anything.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from tools.lite.build import LITE, make_lite
from tools.lite.downloads import CannotFetch
from tools.site import offer_lite


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="The lessons in JupyterLite")
    parser.add_argument("--offline", action="store_true", help="put Python itself in, too")
    chosen = parser.parse_args(arguments)
    start = time.perf_counter()
    try:
        make_lite(offline=chosen.offline)
    except CannotFetch as failure:
        print(failure, file=sys.stderr)
        return 1
    offer_lite(LITE.parent)
    took = time.perf_counter() - start
    size = sum(path.stat().st_size for path in LITE.rglob("*") if path.is_file()) / 1e6
    print(f"{LITE.relative_to(LITE.parents[1])}: {size:.0f} MB in {took:.0f} s")
    print("Put it on a web server with the site, and open lite/lab/index.html there.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
