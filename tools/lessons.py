"""What a lesson says of itself: its title, how long it takes, what one can do at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from nbformat import NotebookNode

from tools.notebooks import normalise, read

__all__ = ["Lesson", "heading_id"]

_HEADING = re.compile(r"^#{2,3} +(.+?) *$", re.MULTILINE)


@dataclass(frozen=True)
class Lesson:
    """A notebook that becomes a page."""

    path: Path

    @property
    def name(self) -> str:
        """The name of its files, without their endings."""
        return self.path.stem

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"{self.name}.html"

    @cached_property
    def notebook(self) -> NotebookNode:
        """The notebook as it is stored."""
        return normalise(read(self.path))

    @property
    def title(self) -> str:
        """Its title, with its number."""
        return title_of(self.notebook)

    @property
    def number(self) -> str:
        """What stands before the dot in its title, if there is one."""
        return self.title.rpartition(" · ")[0]

    @property
    def topic(self) -> str:
        """Its title without the number."""
        return self.title.rpartition(" · ")[2]

    @property
    def minutes(self) -> str:
        """How long it takes, in minutes; empty when it does not say."""
        found = re.search(r"(\d+) minutes", self.notebook.cells[0].source)
        return found[1] if found else ""

    @property
    def goals(self) -> list[str]:
        """What one can do at its end."""
        items = re.findall(r"^- (.*)$", self.notebook.cells[0].source, flags=re.MULTILINE)
        return [_plain(item) for item in items]

    @property
    def headings(self) -> list[str]:
        """Its sections, in their order."""
        texts = (each.source for each in self.notebook.cells if each.cell_type == "markdown")
        return [_plain(heading) for text in texts for heading in _HEADING.findall(text)]

    def address(self, heading: str) -> str:
        """Return the address of one of its sections.

        Raises
        ------
        ValueError
            When there is no such section.
        """
        if heading not in self.headings:
            raise ValueError(
                f"{self.name} has no section {heading!r}; expected one of "
                f"{', '.join(map(repr, self.headings))}."
            )
        return f"{self.page}#{quote(heading_id(heading))}"


def title_of(notebook: NotebookNode) -> str:
    """Return the title of a notebook."""
    first: str = notebook.cells[0].source
    return first.partition("\n")[0].lstrip("# ").strip()


def heading_id(heading: str) -> str:
    """Name a section's place in its page, as Jupyter does.

    >>> heading_id("Exercise: a latch")
    'Exercise:-a-latch'
    """
    return heading.replace(" ", "-")


def _plain(text: str) -> str:
    """Return a line of Markdown without its signs.

    >>> _plain("say what `stateful` *does*")
    'say what stateful does'
    """
    return re.sub(r"[`*]", "", text)
