"""The link that brings the lessons into a student's server."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tools.hub_link import hub_link, main

HUB = "https://hub.example.org"
REPO = "https://git.example.org/school/lstm-by-hand"


def asked(link: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}


def test_the_link_says_what_to_fetch_and_what_to_open() -> None:
    link = hub_link(HUB, REPO, "03")
    assert link.startswith(f"{HUB}/hub/user-redirect/git-pull?")
    assert asked(link) == {
        "repo": REPO,
        "branch": "main",
        "urlpath": "lab/tree/lstm-by-hand/notebooks/03_time_step_1.ipynb",
    }


def test_nothing_in_it_can_be_taken_for_a_part_of_the_link() -> None:
    link = hub_link(HUB, f"{REPO}?a=1&b=ü +", branch="spring & summer/25")
    query = urlsplit(link).query
    assert query.count("&") == 2
    assert not set(" +/ü?:") & set(query)
    assert asked(link)["branch"] == "spring & summer/25"
    assert asked(link)["repo"] == f"{REPO}?a=1&b=ü +"


@pytest.mark.parametrize(
    "repo", [f"{REPO}.git", "git@git.example.org:school/lstm-by-hand.git", f"{REPO}/"]
)
def test_the_folder_is_named_after_the_repository(repo: str) -> None:
    assert asked(hub_link(HUB, repo))["urlpath"].startswith("lab/tree/lstm-by-hand/")
    assert asked(hub_link(HUB, repo))["repo"].startswith(REPO)


def test_a_hub_below_a_path_keeps_it() -> None:
    assert hub_link(f"{HUB}/class/", REPO).startswith(f"{HUB}/class/hub/user-redirect/")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--hub", "", "--repo", REPO], "HUB is ''; expected something like https://"),
        (["--hub", HUB, "--repo", "/srv/lessons"], "REPO is '/srv/lessons'; expected"),
        (["--hub", HUB, "--repo", REPO, "--lesson", "99"], "LESSON is '99'; expected one of 00, "),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(given) == 1
    assert said in capsys.readouterr().err


def test_left_empty_means_the_first_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--hub", HUB, "--repo", REPO, "--lesson", "", "--branch", ""]) == 0
    assert asked(capsys.readouterr().out.strip())["urlpath"].endswith("/00_start_here.ipynb")
