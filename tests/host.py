"""A static host on this machine, as plain as there are: it has files, and adds no header."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copyfileobj
from threading import Thread
from typing import BinaryIO


class Host(ThreadingHTTPServer):
    """Serves a folder, and counts the bytes that it gives away."""

    given = 0

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: a tab that is closed leaves what it was fetching."""


class Handler(SimpleHTTPRequestHandler):
    """Serves files."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:
        """Give a file away."""
        copyfileobj(source, outputfile)
        self.server.given += source.tell()

    def log_message(self, *said: object) -> None:
        """Keep quiet."""


@contextmanager
def hosted(folder: Path) -> Iterator[tuple[str, Host]]:
    """Serve a folder on this machine, and yield its address and the host."""
    with Host(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}/", host
        host.shutdown()
