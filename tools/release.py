"""Make what is handed out as a new version: the source, the wheel, and what is new in it.

    python -m tools.release              build, try the wheel alone, and put all of it into dist/
    python -m tools.release --dry-run    say what is still in the way, and what would be made

Nothing is written outside dist/, nothing is tagged, nothing is uploaded: that is up to a person.
The version stands in `lstm_helpers/__init__.py`.
"""

from __future__ import annotations

import argparse
import datetime
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from lstm_helpers.whole import write_whole
from tools.wheel_test import try_out

__all__ = ["cut", "in_the_way", "main", "news", "version_of"]

ROOT = Path(__file__).resolve().parents[1]
UNRELEASED = "## [Unreleased]"
VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
RELEASE = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")


def version_of(root: Path) -> str:
    """Return the version in its one place.

    >>> RELEASE.fullmatch(version_of(ROOT)) is not None
    True
    """
    text = (root / "lstm_helpers" / "__init__.py").read_text(encoding="utf-8")
    found = VERSION.search(text)
    return found[1] if found else ""


def news(changelog: str) -> str:
    r"""Return what stands under "Unreleased".

    >>> news("## [Unreleased]\n\n- New.\n\n## [0.9.0] - 2026-01-02\n\n- Old.\n")
    '- New.'
    """
    after = changelog.partition(UNRELEASED)[2]
    return re.split(r"^## ", after, maxsplit=1, flags=re.MULTILINE)[0].strip()


def cut(changelog: str, version: str, date: str) -> str:
    r"""Return the changelog with what is new under its version, and nothing new.

    >>> print(cut("## [Unreleased]\n\n- New.\n", "1.0.0", "2026-12-01"))
    ## [Unreleased]
    <BLANKLINE>
    ## [1.0.0] - 2026-12-01
    <BLANKLINE>
    - New.
    <BLANKLINE>
    """
    return changelog.replace(UNRELEASED, f"{UNRELEASED}\n\n## [{version}] - {date}", 1)


def in_the_way(root: Path) -> Iterator[str]:
    """Say what keeps this folder from being released, a sentence each."""
    version = version_of(root)
    if not RELEASE.fullmatch(version):
        yield (
            f"lstm_helpers/__init__.py says version {version or 'nothing'}; expected one as 1.2.0 "
            "or 1.2.0rc1."
        )
    if changed := _git(root, "status", "--porcelain"):
        yield f"Not committed: {', '.join(line[3:] for line in changed.splitlines())}."
    if _git(root, "tag", "--list", f"v{version}"):
        yield f"There is a tag v{version} already: write the next version."
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    if not news(changelog):
        yield f"CHANGELOG.md has nothing under {UNRELEASED}."
    if f"## [{version}]" in changelog:
        yield f"CHANGELOG.md has a section for {version} already: write the next version."
    cited = re.search(r"^version: (.*)$", _read(root / "CITATION.cff"), re.MULTILINE)
    if not cited or cited[1] != version:
        yield f"CITATION.cff cites version {cited[1] if cited else 'nothing'}; expected {version}."
    named = set(re.findall(r"lstm_helpers-([\w.]+)-py3", _read(root / "README.md")))
    if named - {version}:
        yield f"README.md names the wheel of {', '.join(sorted(named))}; expected {version}."


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Release, or say what is in the way."""
    parser = argparse.ArgumentParser(prog="make release", description=__doc__.partition("\n")[0])
    parser.add_argument("--dry-run", action="store_true", help="say what would be made")
    is_dry = parser.parse_args(arguments).dry_run
    version, problems = version_of(root), [*in_the_way(root)]
    for problem in problems:
        print(f"IN THE WAY: {problem}", file=sys.stderr)
    made = [f"lstm_helpers-{version}.tar.gz", f"lstm_helpers-{version}-py3-none-any.whl"]
    made += [f"news-{version}.md", "CHANGELOG.md"]
    if is_dry:
        print(f"Would make of {version}:", *(f"dist/{name}" for name in made), sep="\n  ")
    elif not problems:
        _make(root, version)
        print(f"In {root / 'dist'}:", *made, sep="\n  ")
        print(
            f"Then, by hand: take over dist/CHANGELOG.md, commit, git tag v{version}, and upload."
        )
    return 1 if problems else 0


def _make(root: Path, version: str) -> None:
    """Build and try everything elsewhere; dist/ gets all of it, or nothing."""
    with TemporaryDirectory() as folder:
        built = [
            *SdistBuilder(str(root)).build(directory=folder, versions=["standard"]),
            *WheelBuilder(str(root)).build(directory=folder, versions=["standard"]),
        ]
        try_out(Path(built[-1]))
        dist = root / "dist"
        shutil.rmtree(dist, ignore_errors=True)
        dist.mkdir()
        for path in built:
            shutil.copy2(path, dist)
    changelog = _read(root / "CHANGELOG.md")
    write_whole(dist / f"news-{version}.md", news(changelog) + "\n")
    today = datetime.date.today().isoformat()
    write_whole(dist / "CHANGELOG.md", cut(changelog, version, today))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _git(root: Path, *command: str) -> str:
    git = ["git", "-C", str(root), *command]
    return subprocess.run(git, capture_output=True, text=True, check=True).stdout.rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
