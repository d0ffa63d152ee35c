"""Which lines the newest commits touched, as git tells."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from tools.mutants.records import ROOT

__all__ = ["is_whole", "lines"]

NOT_YET = "0" * 40  # what git calls the commit of a line that is not committed


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def is_whole() -> bool:
    """Whether there is a history to ask, and not only the newest commits of one."""
    asked = ["git", "rev-parse", "--is-shallow-repository"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() == "false"


def lines(since: str | None, newest: int | None) -> Mapping[str, Mapping[int, int]]:
    """Find the lines of the package that recent commits touched last.

    Parameters
    ----------
    since
        Only commits that this one does not have; what is not committed counts, too.
    newest
        Only so many commits.

    Returns
    -------
    For each file its lines, and by how many commits each is older than the newest.
    """
    span = [f"{since}..HEAD"] if since else ["HEAD"]
    most = [f"--max-count={newest}"] if newest else []
    commits = _git("log", "--format=%H", *most, *span).split()
    order = {NOT_YET: 0} | {commit: n for n, commit in enumerate(commits, 1)}
    touched = set(_git("diff", "--name-only", "HEAD", "--", "lstm_helpers").split())
    if commits:
        shown = ["log", "--format=", "--name-only", *most, *span, "--", "lstm_helpers"]
        touched |= set(_git(*shown).split())
    return {file: _blamed(file, order) for file in sorted(touched) if (ROOT / file).exists()}


def _blamed(file: str, order: Mapping[str, int]) -> dict[int, int]:
    found = {}
    for row in _git("blame", "--line-porcelain", "--", file).splitlines():
        words = row.split(" ")
        if not row.startswith("\t") and len(words[0]) == 40 and words[0] in order:
            found[int(words[2])] = order[words[0]]
    return found
