"""Give the lowest versions that pyproject.toml's ranges allow, as a list of constraints for pip.

python -m tools.lowest lab test               the package's own, and those of two extras

What the package asks for itself stands here at the bottom of its range. What those packages ask
for in turn is left to pip, but for the few in `COMPANIONS`.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"


class Companion(NamedTuple):
    """A version of a package that nobody here asks for, but that an old one cannot do without."""

    range: str
    because: str


COMPANIONS = {
    "pyparsing": Companion("<3.3", "3.3 warns of the names that an old matplotlib calls it by"),
}


def requirements(extras: Iterable[str], pyproject: Path = PYPROJECT) -> list[Requirement]:
    """Read what the package asks for, and what these extras of it do.

    Raises
    ------
    ValueError
        When there is no such extra.
    """
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    known = project["optional-dependencies"]
    lines = list(project["dependencies"])
    for extra in extras:
        if extra not in known:
            raise ValueError(f"there is no extra {extra!r}; there are {', '.join(known)}.")
        lines += known[extra]
    return [Requirement(line) for line in lines]


def floor(requirement: Requirement) -> Version:
    """Read the bottom of a range.

    >>> floor(Requirement("numpy>=2.1,<3"))
    <Version('2.1')>

    Raises
    ------
    ValueError
        When the range has none.
    """
    bottoms = [Version(part.version) for part in requirement.specifier if part.operator == ">="]
    if not bottoms:
        raise ValueError(f"{requirement} has no lowest version; expected one, as in 'numpy>=2.1'.")
    return max(bottoms)


def constraints(asked: Iterable[Requirement]) -> list[str]:
    """Pin each package to the bottom of its range; of two ranges, to the higher bottom.

    >>> constraints([Requirement("traitlets>=5,<6"), Requirement("traitlets>=5.9")])[-1]
    'traitlets==5.9'
    """
    lowest: dict[tuple[str, str], Version] = {}
    for each in asked:
        key = (canonicalize_name(each.name), str(each.marker or ""))
        lowest[key] = max(floor(each), lowest.get(key, floor(each)))
    pins = [
        f"{name}=={version}" + (f"; {marker}" if marker else "")
        for (name, marker), version in lowest.items()
    ]
    return sorted(pins + [f"{name}{companion.range}" for name, companion in COMPANIONS.items()])


def main(extras: list[str]) -> int:
    """Print the constraints."""
    print(*constraints(requirements(extras)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
