"""Nothing is sent anywhere: the package opens no connection, and no script of a page knows how to.

That a page asks no other host for anything, in JupyterLab, marimo and by itself, the tests in
tests/browser/ see in a real browser: it refuses every other host, and none may have been asked.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import lstm_helpers

PACKAGE = Path(lstm_helpers.__file__).parent
TEMPLATE = PACKAGE.parent / "tools" / "site_template"

# Python itself tells of every socket, and of every name that is looked up.
REFUSED = """
import sys

def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.client", "ftplib.", "smtplib.")):
        raise PermissionError(f"{event} {arguments}")

sys.addaudithook(refuse)
"""
USED = """
import importlib, pkgutil, tempfile
import lstm_helpers
from pathlib import Path
for module in pkgutil.walk_packages(lstm_helpers.__path__, "lstm_helpers."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from lstm_helpers import *
from lstm_helpers import backward, run
trace = run(Weights.ones(), [1, 1, 1])
backward(Weights.ones(), trace, dh=1)
trace.to_csv(str(Path(tempfile.mkdtemp(), "numbers.csv")))
explorer = Explorer(Weights.ones(), inputs=[1, 1, 1], t=2, plot="c h", predict="keep c")
explorer.w_f = 2
explorer.save(str(Path(tempfile.mkdtemp(), "cell.svg")))
Explorer.from_link(explorer.link())
for view in (explorer, Practice(level=2), Detective(), Question("forget"), GateMap(trace)):
    view._repr_mimebundle_()
check("c", 6, t=2)
draw(trace)
print("all done")
"""


def run_refusing(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", REFUSED + code], capture_output=True, text=True, check=False
    )


def test_the_package_opens_no_connection_whatever_is_done_with_it() -> None:
    done = run_refusing(USED)
    assert done.stdout.endswith("all done\n"), done.stderr


def test_a_connection_would_be_noticed() -> None:
    done = run_refusing("import socket\nsocket.create_connection(('127.0.0.1', 9))")
    assert "PermissionError: socket." in done.stderr


# ---- what runs in a page -------------------------------------------------------------------------

SCRIPTS = sorted({*PACKAGE.rglob("*.js"), *TEMPLATE.rglob("*.js")})
SHEETS = sorted({*PACKAGE.rglob("*.css"), *TEMPLATE.rglob("*.css")})
# All the ways that a script has to ask for something, or to tell something.
ASKS = re.compile(
    r"\b(?:fetch|import|importScripts)\s*\(|\b(?:XMLHttpRequest|WebSocket|WebTransport|EventSource"
    r"|RTCPeerConnection|sendBeacon|serviceWorker|cookie|Worker|Image)\b"
)
ADDRESS = re.compile(r"""(?:https?:)?//[\w-]+(?:\.[\w-]+)+[^\s"'`]*""")
NAMES = ("http://www.w3.org/2000/svg",)  # what an SVG is called: nobody is asked for it


def code_of(script: Path) -> str:
    """Return a script without its comments."""
    text = script.read_text(encoding="utf-8")
    return re.sub(r"/\*[\s\S]*?\*/|^\s*//.*", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_of_a_page_can_ask_for_anything(script: Path) -> None:
    code = code_of(script)
    assert ASKS.findall(code) == []
    assert [found for found in ADDRESS.findall(code) if not found.startswith(NAMES)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_style_sheet_fetches_anything(sheet: Path) -> None:
    assert re.findall(r"@import|url\(", sheet.read_text(encoding="utf-8")) == []
