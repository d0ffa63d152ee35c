"""A release: what is in the way is said, what is new is cut out, and nothing else is written."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

import lstm_helpers
from tools import release
from tools.release import ROOT, cut, in_the_way, main, news, version_of

pytestmark = pytest.mark.around

FILES = {
    "lstm_helpers/__init__.py": '"""A package."""\n\n__version__ = "1.2.0"\n',
    "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A lesson.\n",
    "CITATION.cff": "cff-version: 1.2.0\nversion: 1.2.0\n",
    "README.md": "pip install lstm_helpers-1.2.0-py3-none-any.whl\n",
    "LICENSE": "A licence.\n",
    ".gitignore": "dist/\n",
    "pyproject.toml": (
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "lstm-helpers"\nrequires-python = ">=3.11"\ndynamic = ["version"]\n'
        '[tool.hatch.version]\npath = "lstm_helpers/__init__.py"\n'
    ),
}


def git(folder: Path, *command: str) -> None:
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org")
    subprocess.run(["git", "-C", folder, *who, *command], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project of one commit."""
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--message", "All")
    return tmp_path


def there(folder: Path) -> set[str]:
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path for path in paths if not path.startswith(".git/")}


def test_what_is_cited_is_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == version_of(ROOT) == lstm_helpers.__version__


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("lstm_helpers/__init__.py", '__version__ = "one"\n', "says version one; expected one as"),
        ("CHANGELOG.md", "## [Unreleased]\n\n## [1.1.0]\n\n- Old.\n", "has nothing under"),
        ("CHANGELOG.md", FILES["CHANGELOG.md"] + "## [1.2.0]\n", "has a section for 1.2.0"),
        ("CITATION.cff", "version: 1.1.0\n", "cites version 1.1.0; expected 1.2.0"),
        ("README.md", "lstm_helpers-1.1.0-py3-none-any.whl", "names the wheel of 1.1.0"),
        ("a_new_file.py", "", "Not committed: a_new_file.py."),
    ],
)
def test_what_is_in_the_way_is_said_and_nothing_is_made(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, text: str, said: str
) -> None:
    (project / file).write_text(text, encoding="utf-8")
    before = there(project)
    assert main([], project) == 1
    assert said in capsys.readouterr().err
    assert there(project) == before


def test_a_version_that_has_a_tag_is_not_made_again(project: Path) -> None:
    git(project, "tag", "v1.2.0")
    assert [*in_the_way(project)] == ["There is a tag v1.2.0 already: write the next version."]


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = there(project)
    assert main(["--dry-run"], project) == 0
    assert "dist/lstm_helpers-1.2.0-py3-none-any.whl" in capsys.readouterr().out
    assert there(project) == before


def test_dist_gets_the_builds_the_news_and_the_next_changelog(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(release, "try_out", lambda wheel: tried.append(wheel.name))
    before = there(project)
    assert main([], project) == 0
    names = ("lstm_helpers-1.2.0.tar.gz", "lstm_helpers-1.2.0-py3-none-any.whl")
    made = {f"dist/{name}" for name in (*names, "news-1.2.0.md", "CHANGELOG.md")}
    assert there(project) == before | made
    assert tried == [names[1]]
    with (
        tarfile.open(project / "dist" / names[0]) as source,
        ZipFile(project / "dist" / names[1]) as wheel,
    ):
        assert "lstm_helpers-1.2.0/README.md" in source.getnames()
        assert "lstm_helpers/__init__.py" in wheel.namelist()
    assert (project / "dist" / "news-1.2.0.md").read_text() == "### Added\n\n- A lesson.\n"
    changelog = (project / "dist" / "CHANGELOG.md").read_text()
    assert news(changelog) == ""
    assert "## [1.2.0] - 20" in changelog
    assert [*in_the_way(project)] == []


def test_a_wheel_that_fails_leaves_dist_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(wheel: Path) -> None:
        raise SystemExit("NOT SO: it opens")

    monkeypatch.setattr(release, "try_out", fails)
    with pytest.raises(SystemExit, match="it opens"):
        main([], project)
    assert not (project / "dist").exists()


def test_what_is_older_stays_where_it_is() -> None:
    old = "## [1.1.0] - 2026-01-02\n\n- Old.\n"
    changelog = f"{FILES['CHANGELOG.md']}\n{old}"
    assert news(changelog) == "### Added\n\n- A lesson."
    assert cut(changelog, "1.2.0", "2026-12-01").endswith(f"- A lesson.\n\n{old}")


def test_it_knows_no_way_to_upload() -> None:
    words = Path(release.__file__).read_text(encoding="utf-8").lower()
    assert not {"twine", "http", "push", "socket"} & set(words.split())
