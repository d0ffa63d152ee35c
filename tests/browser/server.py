"""A real Jupyter server, on a copy of the notebooks, that touches nothing of the user's."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
from nbformat.sign import NotebookNotary
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
TOKEN = "lstm"  # the server listens on this machine only, and only for the tests
START_SECONDS = 60

SETTINGS = {
    # JupyterLab renders only the cells in view; the tests look at all of them.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    # No questions and no news: both would ask hosts outside, and put a box over the page.
    "@jupyterlab/apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}


class Server:
    """Serves JupyterLab and Notebook 7 from a folder of its own.

    Parameters
    ----------
    home
        An empty folder. The notebooks, the settings, the trust database and the log go there.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.root = home / "root"
        self.log = home / "server.log"
        self.url = ""
        self._process: subprocess.Popen | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        return urlsplit(self.url).port or 80

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        self.root.mkdir()
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                self._command(),
                env=os.environ | self._private_folders(),
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"Jupyter did not start:\n{self.log.read_text()}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop the server and its kernels."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def reset(self) -> None:
        """Begin anew: no kernels, fresh trusted notebooks, the default theme and workspace."""
        for session in self._request("GET", "api/sessions"):
            self._request("DELETE", f"api/sessions/{session['id']}")
        for folder in (self.root, self.home / "settings", self.home / "workspaces"):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        for plugin, values in SETTINGS.items():
            path = self.home / "settings" / f"{plugin}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values), encoding="utf-8")
        if NOTEBOOKS.is_dir():
            ignore = shutil.ignore_patterns(".*")
            shutil.copytree(NOTEBOOKS, self.root, ignore=ignore, dirs_exist_ok=True)
        for path in self.root.rglob("*.ipynb"):
            self.trust(path.relative_to(self.root).as_posix())

    def write(self, name: str, notebook: nbformat.NotebookNode) -> None:
        """Put a trusted notebook of the test's own beside the others."""
        nbformat.write(notebook, self.root / name)
        self.trust(name)

    def read(self, name: str) -> nbformat.NotebookNode:
        """Return a notebook as it is on the server's disk now."""
        return nbformat.read(self.root / name, as_version=4)

    def trust(self, name: str) -> None:
        """Do what ``jupyter trust`` does, in the server's own database."""
        notary = NotebookNotary(data_dir=str(self.home / "data"))
        notary.sign(self.read(name))
        notary.store.close()

    def _command(self) -> list[str]:
        return [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={_free_port()}",
            f"--ServerApp.root_dir={self.root}",
            f"--IdentityProvider.token={TOKEN}",
            "--LabApp.news_url=None",
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            "--LabApp.extension_manager=readonly",
        ]

    def _private_folders(self) -> dict[str, str]:
        places = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
            "KERAS_HOME": "keras",
        }
        for folder in places.values():
            (self.home / folder).mkdir(exist_ok=True)
        return {variable: str(self.home / folder) for variable, folder in places.items()}

    def _answers(self) -> bool:
        # The server may have had to take another port: it writes down the one it got.
        for info in (self.home / "runtime").glob("jpserver-*.json"):
            try:
                self.url = json.loads(info.read_text())["url"]
                self._request("GET", "api/status")
            except (OSError, ValueError):
                return False
            return True
        return False

    def _request(self, method: str, path: str) -> Any:
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.loads(response.read() or "null")


def notebook(*code: str) -> nbformat.NotebookNode:
    """Return a notebook with a title and these code cells."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    cells = [new_markdown_cell("# A small notebook"), *map(new_code_cell, code)]
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
