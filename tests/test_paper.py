"""What a journal asks of the paper, and a repository of its papers: short, cited, and in form."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
MOST = 1000  # words, says the journal

_, HEAD, BODY = (ROOT / "paper.md").read_text(encoding="utf-8").split("---\n", 2)
BIB = (ROOT / "paper.bib").read_text(encoding="utf-8")
ENTRIES = re.findall(r"^@\w+\{(\w+),\n(.*?)^\}$", BIB, re.MULTILINE | re.DOTALL)
CITED = set(re.findall(r"@(\w+)", BODY))


def test_the_paper_is_short_and_has_the_parts_that_are_asked_for() -> None:
    assert 250 < len(BODY.split()) < MOST
    headings = re.findall(r"^# (.*)$", BODY, re.MULTILINE)
    assert headings[:2] == ["Summary", "Statement of need"]
    assert headings[-1] == "References"
    head = yaml.safe_load(HEAD)
    assert head["bibliography"] == "paper.bib"
    places = {place["index"] for place in head["affiliations"]}
    assert {author["affiliation"] for author in head["authors"]} <= places


def test_what_is_cited_is_listed_and_what_is_listed_is_cited() -> None:
    assert CITED == {key for key, _ in ENTRIES}


@pytest.mark.parametrize(("key", "fields"), ENTRIES, ids=[key for key, _ in ENTRIES])
def test_a_reference_says_who_what_when_and_where_to_find_it(key: str, fields: str) -> None:
    given = dict(re.findall(r"^  (\w+) = \{(.*)\},$", fields, re.MULTILINE))
    assert {"author", "title", "year"} <= given.keys()
    assert key.endswith(given["year"])
    assert re.fullmatch(r"10\.\d{4,5}/\S+", given.get("doi", "")) or given["url"].startswith(
        "https:"
    )


# ---- how to cite, and the forms ------------------------------------------------------------------


def test_the_citation_has_what_its_format_asks_for() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert all("name" in author for author in citation["authors"])


# What each kind of question has, by its attributes.
KINDS = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder"},
    "textarea": {"label", "description", "placeholder"},
    "dropdown": {"label", "description", "options"},
}
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"


@pytest.mark.skipif(not FORMS.is_dir(), reason="the sources alone have no forms")
@pytest.mark.parametrize("name", ["number", "stuck"])
def test_a_form_for_issues_is_in_form(name: str) -> None:
    form: dict[str, Any] = yaml.safe_load((FORMS / f"{name}.yml").read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= form.keys()
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    ids = [part["id"] for part in asked]
    assert len(ids) == len(set(ids)) >= 4
    for part in form["body"]:
        assert part["attributes"].keys() <= KINDS[part["type"]]
        assert part.keys() <= {"type", "id", "attributes", "validations"}
        options = part["attributes"].get("options", ["one"])
        assert all(isinstance(option, str) for option in options)
        assert len(options) == len(set(options)) > 0


# ---- where the papers lead -----------------------------------------------------------------------

PAPERS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("deploy/*.md")]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_what_a_paper_links_to_is_there(paper: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", paper.read_text(encoding="utf-8"))
    here = [link for link in links if not re.match(r"\w+:", link)]
    assert [link for link in here if not (paper.parent / link).exists()] == []
