"""Walks at random through the live cell in a real browser, each action looked at; ``make walks``.

What goes wrong is shrunk to the shortest walk that shows it, and written to ``_walks``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import NO_BROWSER, find_browser, launched
from tests.walks.lab import lab_walk, walked_lab
from tests.walks.page import WalkPage
from tests.walks.shrink import shrink
from tests.walks.walk import Opens, Walk, draw_walk, replay

FAILED = Path("_walks")
KERNEL_EVERY = 10  # so many walks in a page for one in JupyterLab, with its kernel
KERNEL_SHARE = 20  # so many actions in a page for one there


def main() -> int:
    """Walk, say how it went, and return 1 when something went wrong."""
    if find_browser() is None:
        sys.exit(NO_BROWSER)
    arguments = _arguments()
    if arguments.replay:
        return _again(arguments.replay)
    first = random.SystemRandom().randrange(10**6) if arguments.seed is None else arguments.seed
    seeds = range(first, first + arguments.count)
    began, walks = time.monotonic(), []
    for walk, seconds in _walked(seeds, arguments.steps, arguments.jobs):
        walks.append(walk)
        print(_line(walk, seconds), flush=True)
        if walk.wrong:
            _tell(walk)
    actions, failed = sum(len(walk.actions) for walk in walks), sum(bool(w.wrong) for w in walks)
    minutes = (time.monotonic() - began) / 60
    print(f"{len(walks)} walks, {actions} actions, {failed} went wrong; {minutes:.1f} minutes")
    return bool(failed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make walks", description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="how many walks (100)")
    parser.add_argument("--seed", type=int, help="of the first; the next ones follow it")
    parser.add_argument("--steps", type=int, default=1000, help="actions of a walk (1000)")
    parser.add_argument("--jobs", type=int, default=2, help="walks at the same time (2)")
    parser.add_argument("--replay", type=Path, help="a walk that was written to a file")
    return parser.parse_args()


def _walked(seeds: Iterable[int], steps: int, jobs: int) -> Iterator[tuple[Walk, float]]:
    walk = partial(_walk, steps=steps)
    if jobs == 1:
        yield from map(walk, seeds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(walk, seeds)


def _walk(seed: int, steps: int) -> tuple[Walk, float]:
    began = time.monotonic()
    with launched() as browser:
        if seed % KERNEL_EVERY == 0:
            walk = lab_walk(browser, seed, max(1, steps // KERNEL_SHARE))
        else:
            opens: Opens = partial(WalkPage, browser)
            walk = draw_walk(seed, steps, opens)
            walk = shrink(walk, opens) if walk.wrong else walk
    return walk, time.monotonic() - began


def _place(browser: Browser, walk: Walk) -> AbstractContextManager[Opens]:
    """Say where it was walked."""
    return walked_lab(browser) if "lab" in walk.cell else nullcontext(partial(WalkPage, browser))


def _line(walk: Walk, seconds: float) -> str:
    where = "in JupyterLab" if "lab" in walk.cell else "in a page"
    went = "WRONG" if walk.wrong else "fine"
    return f"walk {walk.seed} {where}: {len(walk.actions)} actions, {went} ({seconds:.0f} s)"


def _tell(walk: Walk) -> None:
    """Say what differed, and write the walk down."""
    FAILED.mkdir(exist_ok=True)
    path = FAILED / f"walk_{walk.seed}.json"
    walk.write(path)
    _print(walk.cell.items(), "in")
    _print(walk.actions, "did")
    _print(walk.wrong, "WRONG")
    print(f'  again: make walks ARGS="--replay {path}"', flush=True)


def _print(lines: Iterable[object], what: str) -> None:
    for line in lines:
        print(f"  {what} {line}")


def _again(path: Path) -> int:
    walk = Walk.read(path)
    with launched() as browser, _place(browser, walk) as opens:
        done = replay(walk, opens)
    _print(done.actions, "did")
    _print(done.wrong or ["nothing is wrong (any more)"], "WRONG" if done.wrong else "fine:")
    return bool(done.wrong)


if __name__ == "__main__":
    sys.exit(main())
