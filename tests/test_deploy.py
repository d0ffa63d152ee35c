"""A class's server is set up as deploy/ and .binder/ say, and what they name is there."""

from __future__ import annotations

import asyncio
import json
import os
import re
import resource
import tomllib
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
import yaml
from nbformat.sign import NotebookNotary
from packaging.specifiers import SpecifierSet
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
BINDER = ROOT / ".binder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The hub's configuration, for a teacher who sets a password and a folder."""
    for name in ("LSTM_HUB_URL", "LSTM_HUB_PORT", "LSTM_PROXY_API"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LSTM_HUB_FOLDER", str(tmp_path / "class"))
    monkeypatch.setenv("LSTM_CLASS_PASSWORD", "carousel")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    return PyFileConfigLoader("jupyterhub_config.py", str(DEPLOY)).load_config()


@pytest.fixture
def student(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Config, list]:
    """A student's configuration, read as the student; and the limits that it set."""
    limits: list = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("JUPYTER_DATA_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    path = str(DEPLOY / "student")
    return PyFileConfigLoader("jupyter_server_config.py", path).load_config(), limits


def test_the_hub_listens_to_this_machine_only_and_lets_nobody_in_without_a_password(
    hub: Config,
) -> None:
    assert hub.JupyterHub.bind_url == "http://127.0.0.1:8000"
    assert hub.JupyterHub.authenticator_class == "shared-password"
    assert hub.SharedPasswordAuthenticator.user_password == "carousel"


@pytest.mark.parametrize("password", ["", "short"])
def test_without_a_password_the_hub_says_how_to_give_one(
    password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LSTM_HUB_FOLDER", str(tmp_path))
    monkeypatch.setenv("LSTM_CLASS_PASSWORD", password)
    with pytest.raises(SystemExit, match=f"has {len(password)} characters; expected 8 or more"):
        PyFileConfigLoader("jupyterhub_config.py", str(DEPLOY)).load_config()


def test_a_students_name_names_no_folder_but_their_own(hub: Config) -> None:
    pattern = hub.Authenticator.username_pattern
    assert re.fullmatch(pattern, "ada-1")
    assert not any(re.fullmatch(pattern, name) for name in ("", "..", "a/b", "-a", "A", "a" * 33))


def test_all_of_a_class_is_in_one_folder_that_nobody_else_reads(
    hub: Config, tmp_path: Path
) -> None:
    folder = tmp_path / "class"
    assert folder.stat().st_mode & 0o077 == 0
    assert str(folder) in hub.SimpleLocalProcessSpawner.home_dir_template
    assert str(folder) in hub.JupyterHub.db_url


def test_a_students_server_finds_its_configuration_and_its_kernel(hub: Config) -> None:
    environment = hub.Spawner.environment
    assert Path(environment["JUPYTER_CONFIG_PATH"], "jupyter_server_config.py").is_file()
    kernel = Path(environment["JUPYTER_PATH"], "kernels", "python3", "kernel.json")
    specification = json.loads(kernel.read_text(encoding="utf-8"))
    assert "{connection_file}" in specification["argv"]
    assert specification["metadata"] == {"debugger": False}


def test_what_is_run_with_python_c_is_python(hub: Config) -> None:
    kernel = json.loads((DEPLOY / "student/kernels/python3/kernel.json").read_text("utf-8"))
    for command in (hub.Spawner.cmd, kernel["argv"]):
        compile(command[command.index("-c") + 1], "command", "exec")


def test_the_proxy_is_the_one_that_npm_brings(hub: Config) -> None:
    package = json.loads((DEPLOY / "package.json").read_text(encoding="utf-8"))
    (name, version), *others = package["dependencies"].items()
    assert hub.ConfigurableHTTPProxy.command == [str(DEPLOY / "node_modules/.bin" / name)]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert package["private"] is True
    assert others == []


def test_as_many_students_are_let_in_as_have_room(hub: Config) -> None:
    mib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20
    assert 1 <= hub.JupyterHub.active_server_limit
    assert hub.JupyterHub.active_server_limit == 1 or (
        hub.JupyterHub.active_server_limit * 160 + 1024 <= mib
    )


def test_servers_start_in_turn_and_a_turn_is_given_back(hub: Config) -> None:
    hook = hub.Spawner.pre_spawn_hook

    async def three() -> list[bool]:
        spawners = [SimpleNamespace(pending="spawn") for _ in range(3)]
        starts = [asyncio.ensure_future(hook(each)) for each in spawners]
        await asyncio.wait(starts, timeout=0.05)
        before = [start.done() for start in starts]
        spawners[0].pending = None
        async with asyncio.timeout(10):
            await asyncio.gather(*starts)
            for each in spawners:
                each.pending = None
            while len(asyncio.all_tasks()) > 1:
                await asyncio.sleep(0.05)
        return before

    assert asyncio.run(three()) == [True, True, False]


def test_idle_servers_are_stopped_by_somebody_who_may(hub: Config) -> None:
    (service,) = hub.JupyterHub.services
    (role,) = hub.JupyterHub.load_roles
    assert role["services"] == [service["name"]]
    assert "delete:servers" in role["scopes"]


def test_a_students_server_brings_the_lessons_signed(
    student: tuple[Config, list], hub: Config, tmp_path: Path
) -> None:
    first = tmp_path / "lessons" / "00_start_here.ipynb"
    assert hub.Spawner.default_url == f"/lab/tree/{first.relative_to(tmp_path).as_posix()}"
    notary = NotebookNotary(data_dir=str(tmp_path / ".local/share/jupyter"))
    try:
        assert notary.check_signature(nbformat.read(first, as_version=4))
    finally:
        notary.store.close()


def test_a_students_server_keeps_within_its_memory_and_stops_kernels_before_the_server(
    student: tuple[Config, list],
) -> None:
    config, limits = student
    assert limits == [(resource.RLIMIT_DATA, (2 * 2**30, 2 * 2**30))]
    assert 0 < config.MappingKernelManager.cull_idle_timeout < 3600


def test_kubernetes_gets_the_same_class() -> None:
    values = yaml.safe_load((DEPLOY / "values.yaml").read_text(encoding="utf-8"))
    assert values["hub"]["config"]["JupyterHub"]["authenticator_class"] == "shared-password"
    server = values["singleuser"]
    assert server["defaultUrl"] == "/lab/tree/lessons/00_start_here.ipynb"
    assert server["extraFiles"]["server"]["mountPath"].endswith("/jupyter_server_config.py")
    assert server["memory"] == {"guarantee": "200M", "limit": "1G"}
    assert values["cull"]["enabled"] is True


def test_binder_installs_what_shows_the_lessons_in_the_versions_that_were_tested() -> None:
    lines = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if not line.startswith("#")]
    assert asked == ["-c ../constraints.txt", ".[lab]"]
    assert "lab" in PROJECT["optional-dependencies"]
    assert (BINDER / "../constraints.txt").is_file()


def test_binder_has_a_python_that_the_project_allows() -> None:
    version = (BINDER / "runtime.txt").read_text(encoding="utf-8").strip()
    assert f"{version.removeprefix('python-')}.9" in SpecifierSet(PROJECT["requires-python"])


def test_binder_signs_the_lessons() -> None:
    script = BINDER / "postBuild"
    assert script.stat().st_mode & 0o100
    assert "\npython -m lstm_helpers.trust notebooks\n" in script.read_text(encoding="utf-8")


def test_what_is_handed_to_machines_names_no_host() -> None:
    files = [*BINDER.iterdir(), DEPLOY / "package.json", DEPLOY / "values.yaml"]
    assert not [file for file in files if "://" in file.read_text(encoding="utf-8")]
