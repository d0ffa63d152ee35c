"""A lesson as its sections: what stands in each, in the order in which a learner comes to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode

from tools.lessons import heading_id

__all__ = ["DETAILS", "Section", "plain", "sections"]

# What a lesson folds away is an answer, whatever its first line says.
DETAILS = re.compile(r"<details>.*?</details>", re.DOTALL)

_HEADING = re.compile(r"^(#{1,3}) +(.+?) *$", re.MULTILINE)
_CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"\w+(?:[’'.]\w+)*")


@dataclass
class Section:
    """What stands under one heading.

    Parameters
    ----------
    heading
        Its words as they are written, without the signs before them.
    parts
        Its texts and code cells, in their order: a text is a str, a code cell a NotebookNode.
    """

    heading: str
    parts: list[str | NotebookNode] = field(default_factory=list)

    @property
    def place(self) -> str:
        """What stands after a link's # to come here."""
        return heading_id(plain(self.heading))

    @property
    def text(self) -> str:
        """All that is written in it."""
        return "\n\n".join(part for part in self.parts if isinstance(part, str))

    @property
    def code(self) -> list[NotebookNode]:
        """Its code cells."""
        return [part for part in self.parts if not isinstance(part, str)]

    @property
    def words(self) -> int:
        """How many words there are to read, those of the solutions too; code is counted apart."""
        return len(_WORD.findall(re.sub(r"<[^>]*>", " ", _without_code(self.text))))


def sections(notebook: NotebookNode) -> list[Section]:
    r"""Cut a lesson at its headings; what comes before the second one is its beginning.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> text = new_markdown_cell("# 03 · A step\nHello.\n\n## Try\nDo it.")
    >>> [(each.heading, each.words) for each in sections(new_notebook(cells=[text]))]
    [('03 · A step', 1), ('Try', 2)]
    """
    found: list[Section] = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            found[-1].parts.append(cell)
            continue
        for heading, text in _cut(cell.source):
            if heading:
                found.append(Section(heading))
            if text.strip():
                found[-1].parts.append(text.strip())
    return found


def _cut(source: str) -> Iterator[tuple[str, str]]:
    """Yield each heading of a text with what follows it; the first may have none."""
    places = [match for match in _HEADING.finditer(source) if not _is_code(source, match.start())]
    ends = [*(match.start() for match in places), len(source)]
    yield "", source[: ends[0]]
    for match, end in zip(places, ends[1:], strict=True):
        yield match[2], source[match.end() : end]


def _is_code(source: str, place: int) -> bool:
    return any(block.start() <= place < block.end() for block in _CODE.finditer(source))


def _without_code(text: str) -> str:
    return _CODE.sub("", text)


def plain(text: str) -> str:
    """Return a line of Markdown without its signs.

    >>> plain("say what `stateful` *does*")
    'say what stateful does'
    """
    return re.sub(r"[`*]", "", text)
