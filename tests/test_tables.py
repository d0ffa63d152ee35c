"""What both languages say is written once, and the page has it as it stands."""

from __future__ import annotations

import json
import re

from lstm_helpers.live import link
from lstm_helpers.page.scripts import PACKAGE
from tools import tables

STORED = tables.TABLES.read_text(encoding="utf-8")


def test_the_pages_tables_are_current() -> None:
    assert STORED == tables.text(), "make tables writes them anew"


def test_what_only_a_page_with_links_needs_is_current_too() -> None:
    stored = tables.LINK_TABLE.read_text(encoding="utf-8")
    assert stored == tables.as_module("LINK_TABLE", link.for_the_page())


def test_the_tables_are_plain_json_by_name() -> None:
    rows = re.findall(r"^  (\w+): (.*),$", STORED, re.M)
    held = {name: json.loads(value) for name, value in rows}
    assert held == json.loads(json.dumps(tables.tables(), allow_nan=False))


def test_the_types_name_exactly_what_there_is() -> None:
    types = (PACKAGE / "tables.d.ts").read_text(encoding="utf-8")
    declared = types.partition("export const TABLES: {")[2]
    assert re.findall(r"^  (\w+): ", declared, re.M) != []
    assert set(re.findall(r"^  (\w+): ", declared, re.M)) == set(tables.tables())


def test_a_table_that_nobody_reads_is_not_there() -> None:
    scripts = "".join(
        path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.js") if path != tables.TABLES
    )
    assert [name for name in tables.tables() if not re.search(rf"\b{name}\b", scripts)] == []


def test_a_check_tells_what_is_not_current(monkeypatch, capsys, tmp_path) -> None:
    stale = tmp_path / "tables.js"
    stale.write_text("old", encoding="utf-8")
    monkeypatch.setattr(tables, "TABLES", stale)
    monkeypatch.setattr(tables, "PACKAGE", tmp_path / "package")
    assert tables.main(["--check"]) == 1
    assert "tables.js is not current: make tables" in capsys.readouterr().err
    assert stale.read_text(encoding="utf-8") == "old"
