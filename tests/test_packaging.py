"""pyproject.toml, constraints.txt and environment.yml tell one story."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import lstm_helpers

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
EXTRAS = {
    extra: [Requirement(line) for line in lines]
    for extra, lines in PROJECT["optional-dependencies"].items()
}
EVERY_REQUIREMENT = RUNTIME + [each for extra in EXTRAS.values() for each in extra]


def constraint_lines() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def pins() -> dict[str, str]:
    """Return the one exact version of each constrained package."""
    return {
        canonicalize_name(name): version
        for name, version in (line.split("==") for line in constraint_lines())
    }


def environment() -> dict:
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def conda_requirements() -> dict[str, str]:
    """Return the version range of each conda package, by its name."""
    lines = [line for line in environment()["dependencies"] if isinstance(line, str)]
    matches = [re.fullmatch(r"([a-zA-Z0-9_-]+)(.*)", line) for line in lines]
    return {match[1]: match[2] for match in matches if match}


def pip_lines() -> list[str]:
    sections = [each for each in environment()["dependencies"] if isinstance(each, dict)]
    return [line for section in sections for line in section["pip"]]


def test_the_package_itself_asks_only_for_what_its_import_needs() -> None:
    assert {each.name for each in RUNTIME} == {"numpy", "matplotlib", "ipywidgets", "anywidget"}


@pytest.mark.parametrize("requirement", EVERY_REQUIREMENT, ids=lambda each: each.name)
def test_each_dependency_has_an_exact_version_within_its_range(requirement: Requirement) -> None:
    assert len(requirement.specifier) > 0, f"{requirement.name} has no range"
    version = pins().get(canonicalize_name(requirement.name))
    assert version, f"{requirement.name} is missing from constraints.txt"
    assert version in requirement.specifier


def test_constraints_are_exact_and_sorted_and_name_no_place() -> None:
    lines = constraint_lines()
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*", line) for line in lines), lines
    names = [line.split("==")[0] for line in lines]
    assert names == sorted(set(names))


def test_conda_asks_for_the_same_ranges() -> None:
    conda = conda_requirements()
    shown = RUNTIME + EXTRAS["lab"]
    assert {each.name: each.specifier for each in shown} == {
        name: SpecifierSet(version)
        for name, version in conda.items()
        if name not in {"python", "pip"}
    }
    assert {"python", "pip"} <= set(conda)


def test_conda_has_a_python_that_the_project_allows() -> None:
    version = conda_requirements()["python"].removeprefix("=")
    assert f"{version}.9" in SpecifierSet(PROJECT["requires-python"])


def test_conda_installs_the_package_with_what_shows_the_lessons_and_keras() -> None:
    assert pip_lines() == ["-e .[lab,keras]"]


@pytest.mark.parametrize(
    "file",
    [
        *("pyproject.toml", "constraints.txt", "environment.yml"),
        *("package.json", "biome.jsonc", "tsconfig.json", ".pre-commit-config.yaml"),
    ],
)
def test_no_file_names_a_host(file: str) -> None:
    assert "://" not in (ROOT / file).read_text(encoding="utf-8")


def test_there_is_one_list_of_versions() -> None:
    other_lists = ["uv.lock", "poetry.lock", "Pipfile", "requirements.txt", "setup.py", "setup.cfg"]
    other_lists += ["package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"]
    assert [name for name in other_lists if (ROOT / name).exists()] == []


def test_what_checks_the_page_has_exact_versions_and_ships_with_nothing() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = package["devDependencies"].values()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
    assert package["private"] is True
    assert "dependencies" not in package


def test_commit_hooks_call_only_what_is_here() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    assert {hook["language"] for hook in hooks["repos"][0]["hooks"]} == {"system"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = str(tmp_path_factory.mktemp("wheel"))
    return ZipFile(next(WheelBuilder(str(ROOT)).build(directory=folder, versions=["standard"])))


def test_the_wheel_holds_the_page_and_the_template_and_the_lessons(wheel: ZipFile) -> None:
    shipped = {name for name in wheel.namelist() if name.startswith("lstm_helpers/")}
    endings = (".py", ".js", ".ts", ".css", ".svg", ".csv", ".json")
    package = [path for path in (ROOT / "lstm_helpers").rglob("*") if path.suffix in endings]
    lessons = [f"lstm_helpers/notebooks/{path.name}" for path in ROOT.glob("notebooks/*.ipynb")]
    assert len(lessons) == 14
    assert shipped == {path.relative_to(ROOT).as_posix() for path in package} | set(lessons)


def test_the_wheel_tells_jupyterlab_to_ask_nothing_in_a_file_of_its_own(wheel: ZipFile) -> None:
    (data,) = (name for name in wheel.namelist() if ".data/" in name)
    # JupyterLab reads every file of overrides.d; the one file beside it is the user's.
    assert data.endswith(".data/data/share/jupyter/lab/settings/overrides.d/lstm-helpers.json")
    (plugin, settings), *others = json.loads(wheel.read(data)).items()
    assert others == []
    assert plugin == "@jupyterlab/apputils-extension:notification"
    assert settings == {"fetchNews": "false", "checkForUpdates": False}


def test_the_licence_is_there() -> None:
    assert PROJECT["license"] == "BSD-3-Clause AND CC-BY-4.0"
    assert "BSD 3-Clause" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "CC-BY-4.0" in (ROOT / "LICENSE-CONTENT").read_text(encoding="utf-8")


def test_the_wheel_says_its_version_and_has_both_licences(wheel: ZipFile) -> None:
    info = f"lstm_helpers-{lstm_helpers.__version__}.dist-info"
    assert f"{info}/METADATA" in wheel.namelist()
    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/LICENSE-CONTENT"} <= {*wheel.namelist()}
