"""The hub of deploy/jupyterhub_config.py, on this machine only, in a folder of its own."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["Cost", "Hub"]

ROOT = Path(__file__).parents[1]
START_SECONDS = 60
MIB = 2**20


@dataclass(frozen=True)
class Cost:
    """What a process took.

    Attributes
    ----------
    mib
        Its memory. What processes share is divided among them (PSS), so that the sum of all is
        what the machine gave.
    seconds
        Of a core, since it began.
    """

    mib: float
    seconds: float


class Hub:
    """A real JupyterHub behind its real proxy, as a teacher would start it.

    Parameters
    ----------
    folder
        An empty folder: the students' homes, the hub's own files and the log go there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "hub.log"
        self.password = secrets.token_hex(8)
        self.url, self._hub, self._proxy = (f"http://127.0.0.1:{port}" for port in _free_ports(3))
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> Hub:
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "jupyterhub",
                    "-f",
                    ROOT / "deploy" / "jupyterhub_config.py",
                ],
                env=os.environ | self._settings(),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError(f"The hub did not start:\n{self.log.read_text()}")
            time.sleep(0.2)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the hub, which stops the students' servers."""
        assert self._process
        everybody = psutil.Process(self._process.pid).children(recursive=True)
        self._process.terminate()
        try:
            self._process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for left in psutil.wait_procs(everybody, timeout=20)[1]:
            left.kill()

    def costs(self) -> dict[str, list[Cost]]:
        """What every student's processes took, server first; those of the hub itself under ""."""
        assert self._process
        hub = psutil.Process(self._process.pid)
        found: dict[str, list[Cost]] = {}
        for process in (hub, *hub.children(recursive=True)):
            student = process.environ().get("JUPYTERHUB_USER", "")
            used = process.cpu_times()
            cost = Cost(process.memory_full_info().pss / MIB, used.user + used.system)
            found.setdefault(student, []).append(cost)
        return found

    def _settings(self) -> dict[str, str]:
        return {
            "LSTM_CLASS_PASSWORD": self.password,
            "LSTM_HUB_FOLDER": str(self.folder),
            "LSTM_HUB_URL": self.url,
            "LSTM_HUB_PORT": self._hub.rpartition(":")[2],
            "LSTM_PROXY_API": self._proxy,
            "PYTHONPATH": os.pathsep.join([str(ROOT), *_already("PYTHONPATH")]),
        }

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/hub/health", timeout=5):
                return True
        except OSError:
            return False


def _already(variable: str) -> list[str]:
    return [os.environ[variable]] if os.environ.get(variable) else []


def _free_ports(count: int) -> list[int]:
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports
