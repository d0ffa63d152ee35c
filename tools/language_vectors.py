"""What is said in another language, for what the page and Python must agree on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lstm_helpers.page.scripts import PACKAGE
from lstm_helpers.words.language import retold, speaking

__all__ = ["said_in"]

Kinds = Mapping[str, Callable[[], Sequence[dict[str, Any]]]]

# Of these kinds every so manieth case: what is said of it is another's, what is worked out is not.
EVERY = {"numbers": 3, "readings": 1, "typed": 1, "scenes": 9, "spoken": 12, "slips": 9}


def said_in(language: str, kinds: Kinds) -> list[dict[str, Any]]:
    """Give the page's tables as a language retells them, and cases as it says them."""
    script = retold((PACKAGE / "tables.js").read_text(encoding="utf-8"), language)
    rows = (line.strip().removesuffix(",").partition(": ") for line in script.splitlines())
    tables = {key: json.loads(row) for key, colon, row in rows if colon and key.isidentifier()}
    del tables["picture"]  # it has no words
    with speaking(language):
        cases = [
            {"kind": kind, **case}
            for kind, every in EVERY.items()
            for case in kinds[kind]()[::every]
        ]
    return [{"kind": "tables", "tables": tables}, *cases]
