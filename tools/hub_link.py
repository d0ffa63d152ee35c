"""A link that brings the lessons into a student's server on any hub, and opens one of them.

    make link HUB=https://hub.example.org
    make link HUB=https://hub.example.org LESSON=03
    make link HUB=https://hub.example.org REPO=https://git.example.org/school/lessons BRANCH=spring

The hub needs nbgitpuller in its students' environment. It fetches what is new, and leaves alone
what a student has changed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

__all__ = ["hub_link", "main"]

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
SSH = re.compile(r"(?:ssh://)?git@([^:/]+)[:/](.+)")


def hub_link(hub: str, repo: str, lesson: str = "00", branch: str = "main") -> str:
    """Return the link.

    Parameters
    ----------
    hub
        Where the hub is, such as ``https://hub.example.org``; a path after it is kept.
    repo
        Where git fetches the lessons from; git@host:name is turned into https.
    lesson
        How a lesson's name begins, such as "03".
    branch
        The branch of the repository.

    Raises
    ------
    ValueError
        In one sentence, when something given does not fit.

    Examples
    --------
    >>> hub_link("https://hub.example.org", "https://git.example.org/a/lstm.git", "03")[:60]
    'https://hub.example.org/hub/user-redirect/git-pull?repo=http'
    """
    repo = SSH.sub(r"https://\1/\2", repo)
    for name, url in (("HUB", hub), ("REPO", repo)):
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc:
            raise ValueError(f"{name} is {url!r}; expected something like https://hub.example.org.")
    folder = urlsplit(repo).path.rstrip("/").rpartition("/")[2].removesuffix(".git")
    wanted = {
        "repo": repo,
        "branch": branch,
        "urlpath": f"lab/tree/{folder}/notebooks/{_lesson(lesson)}",
    }
    query = urlencode(wanted, quote_via=quote)
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{query}"


def _lesson(begin: str) -> str:
    names = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
    found = [name for name in names if name.startswith(begin)]
    if len(found) != 1:
        known = ", ".join(name[:2] for name in names)
        raise ValueError(f"LESSON is {begin!r}; expected one of {known}.")
    return found[0]


def _origin() -> str:
    asked = ["git", "-C", str(ROOT), "remote", "get-url", "origin"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="make link", description=(__doc__ or "").partition("\n")[0]
    )
    for name, default in (("hub", ""), ("repo", ""), ("lesson", "00"), ("branch", "main")):
        parser.add_argument(f"--{name}", default=default)
    given = parser.parse_args(arguments)
    try:
        link = hub_link(
            given.hub, given.repo or _origin(), given.lesson or "00", given.branch or "main"
        )
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(link)
    return 0


if __name__ == "__main__":
    sys.exit(main())
