"""One cell alone: a page for a frame, and a file that holds all it needs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lstm_helpers import Explorer
from tools import embed
from tools.embed import embed_page, main, one_file, write_embed
from tools.link_vectors import traits
from tools.minify import ESBUILD

MOST = 100_000  # bytes
EVIL = "lstm&title=</script><script>alert(1)</script>"


def state_in(page: str) -> dict[str, object]:
    """Return what makes the page's cell live."""
    found = re.search(r'id="lstm-states">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])["cell"]


@pytest.mark.skipif(not ESBUILD.exists(), reason="npm has not brought esbuild")
def test_the_file_is_small() -> None:
    assert len(one_file().encode()) < MOST


def test_the_file_names_nothing_outside_itself() -> None:
    page = one_file()
    assert re.findall(r"""(?:src|href)="[^"#]""", page) == []
    assert "import(" not in page
    assert "fetch(" not in page


def test_a_setting_is_baked_in_and_stands_there_without_a_script_too() -> None:
    page = one_file("lstm f=2,1,0 t=3")
    explorer = Explorer.from_link("lstm f=2,1,0 t=3", show=embed.SHOWN)
    assert state_in(page) == {"kind": "explorer", **traits(explorer)}
    still = page.partition("<script")[0]
    assert explorer.trace.state_c == 337
    assert ">337</text>" in still
    assert re.search(r"<noscript><pre>.*\b5055\b", still, re.DOTALL)


def test_which_controls_there_are_can_be_said() -> None:
    assert state_in(one_file("lstm show=table"))["look"]["show"] == ["table"]


def test_what_a_link_says_does_not_end_the_script() -> None:
    page = one_file(EVIL)
    assert "alert(1)</script>" not in page
    assert state_in(page)["title"] == "</script><script>alert(1)</script>"


def test_the_page_for_a_frame_takes_the_sites_script_and_leads_to_its_lessons(
    tmp_path: Path,
) -> None:
    page = write_embed(tmp_path)
    assert page.name == "embed.html"
    text = page.read_text(encoding="utf-8")
    assert text == embed_page()
    assert set(re.findall(r"""(?:src|href)="([^"]+)""", text)) == {
        *("scripts/lstm.css", "scripts/door.js", "index.html")
    }


def test_the_command_writes_the_file_and_says_how_large_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new" / "cell.html"
    assert main(["lstm c0=2", "--to", str(file)]) == 0
    assert re.search(r"cell\.html: \d\d kB", capsys.readouterr().out)
    assert state_in(file.read_text(encoding="utf-8"))["c0"] == 2


def test_a_mistyped_setting_is_told_of_in_one_sentence_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cell.html"
    assert main(["lstm t=9", "--to", str(file)]) == 1
    assert capsys.readouterr().err.startswith("this link shows time step 9 of 3")
    assert not file.exists()
