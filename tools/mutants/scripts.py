"""Mutants of the page's half: Stryker's instrumenter (from npm) makes them, our node tests judge.

``scripts.js`` tries each in a fresh thread. What it found is kept in ``_cache/mutants``: a killed
one for as long as its script and the test that killed it stay as they are, any other until some
script, test or vector changes.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from shutil import which
from typing import Any

from tools.mutants.records import CACHE, ROOT, Choice, Mutant, differing, numbered, pick

__all__ = ["all_scripts", "attack"]

RUNNER = Path(__file__).with_suffix(".js")
MAKER = RUNNER.parent / "node_modules" / "@stryker-mutator"
# What is painted, measured or dragged, and the views around a cell, are held by tests in a browser,
# which are too slow to try each slip: what no node test notices there is told apart.
IN_A_BROWSER = (
    *("charts/heat_picture.js", "charts/heat_strips.js", "exercises/question.js"),
    *("live/around.js", "live/detective.js", "live/door.js", "live/gate_map*.js", "live/page*.js"),
    *("live/places.js", "live/practice.js"),
)
TESTS = ROOT / "tests" / "js"
KEPT = CACHE / "scripts.jsonl"
# Both are written by `make tables`: a slip in them is one in a Python table.
WRITTEN = ("tables.js", "link_table.js")


def all_scripts() -> list[str]:
    """Name the scripts that are written by hand.

    Examples
    --------
    >>> "lstm_helpers/cell/activations.js" in all_scripts()
    True
    """
    found = (ROOT / "lstm_helpers").rglob("*.js")
    return sorted(path.relative_to(ROOT).as_posix() for path in found if path.name not in WRITTEN)


def attack(choice: Choice) -> tuple[int, Iterator[Mutant]]:
    """Choose mutants, and judge them.

    Parameters
    ----------
    choice
        Which; files of the other half are passed over.

    Returns
    -------
    How many there are to judge, and each as it is judged; those known from earlier come at once.
    """
    if not (MAKER.exists() and which("node")):
        print("NOTE: npm is missing, so no mutants of the page's scripts are tried.")
        return 0, iter(())
    files = sorted(set(choice.files) & set(all_scripts()))
    slips = {slip.key: (slip, number) for slip, number in _slips(files)}
    chosen = pick([slip for slip, _ in slips.values()], choice)
    return len(chosen), _judged(chosen, {key: n for key, (_, n) in slips.items()}, files, choice)


def _judged(
    chosen: Sequence[Mutant], numbers: Mapping[str, int], files: Sequence[str], choice: Choice
) -> Iterator[Mutant]:
    kept = {} if choice.fresh else _kept()
    waiting = []
    for slip in chosen:
        if choice.known(slip.file, slip.before, slip.after):
            yield slip.judged("equivalent")
        elif slip.key in kept:
            yield slip.judged(*kept[slip.key])
        else:
            waiting.append(slip)
    # those of one script after the other, as they stand: what is kept is found by its key
    waiting.sort(key=lambda slip: numbers[slip.key])
    state, now = _state(), [numbers[slip.key] for slip in waiting]
    told = _told({"files": files, "only": now, "workers": choice.workers}) if waiting else ()
    by_number = {numbers[slip.key]: slip for slip in waiting}
    CACHE.mkdir(parents=True, exist_ok=True)
    with KEPT.open("a", encoding="utf-8") as file:
        for each in told:
            slip = by_number[each["number"]]
            is_ours = not any(fnmatch(slip.file, f"lstm_helpers/{name}") for name in IN_A_BROWSER)
            missed = each["status"] in ("survived", "no test")
            slip = slip.judged(each["status"] if is_ours or not missed else "browser", each["by"])
            stays = _stays(slip, state)
            print(json.dumps([slip.key, stays, slip.status, slip.by]), file=file, flush=True)
            yield slip


def _slips(files: Sequence[str]) -> Iterator[tuple[Mutant, int]]:
    """List all mutants of some files, each beside its number in `scripts.js`."""
    texts = {name: (ROOT / name).read_text(encoding="utf-8").split("\n") for name in files}
    made = list(_told({"files": files})) if files else []
    mutants = numbered((_mutant(texts[each["file"]], each), "") for each in made)
    return zip(mutants, (each["number"] for each in made), strict=True)


def _mutant(lines: Sequence[str], told: Mapping[str, Any]) -> Mutant:
    (first, left), (last, right) = told["start"], told["end"]
    old = lines[first : last + 1]
    new = f"{old[0][:left]}{told['replacement']}{old[-1][right:]}".split("\n")
    place, before, after = differing(old, new)
    return Mutant(told["file"], first + place + 1, before, after)


def _told(wanted: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Run scripts.js, and yield what it says, line by line."""
    given = json.dumps({"root": str(ROOT), **wanted})
    command = ["node", str(RUNNER), given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as node:
        assert node.stdout is not None
        try:
            yield from map(json.loads, node.stdout)
        except GeneratorExit:
            node.terminate()
            raise
    if node.returncode:
        raise SystemExit("The scripts' tests could not be run; what Node says of it stands above.")


# ---- what is kept --------------------------------------------------------------------------------


def _kept() -> dict[str, tuple[str, str]]:
    """Read what earlier runs have found out, as far as it still holds."""
    if not KEPT.exists():
        return {}
    state = _state()
    found = {}
    for line in KEPT.read_text(encoding="utf-8").splitlines():
        key, stays, status, by = json.loads(line)
        if all(state.get(name) == is_now for name, is_now in stays.items()):
            found[key] = (status, by)
    return found


def _stays(slip: Mutant, state: Mapping[str, str]) -> dict[str, str]:
    """Say what an outcome depends on: for how long it holds."""
    if slip.status in ("survived", "no test", "browser"):
        return {"all": state["all"]}
    test = f"tests/js/{slip.by.split(': ')[0]}.test.js"  # none where it did not end
    return {name: state[name] for name in (slip.file, test) if name in state}


def _state() -> dict[str, str]:
    """Give each script and each test in short, and all of them together with the vectors."""
    paths = [*map(ROOT.joinpath, all_scripts()), *sorted(TESTS.glob("*.js"))]
    state = {path.relative_to(ROOT).as_posix(): _short(path.read_bytes()) for path in paths}
    vectors = [_short(path.read_bytes()) for path in sorted(TESTS.parent.glob("vectors/*.json"))]
    tables = [_short((ROOT / "lstm_helpers" / "tables.js").read_bytes())]
    state["all"] = _short("".join([*state.values(), *vectors, *tables]).encode())
    return state


def _short(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]
