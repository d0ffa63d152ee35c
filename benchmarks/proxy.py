"""A server far away: passes bytes on, each some milliseconds late."""

from __future__ import annotations

import asyncio
import threading

__all__ = ["Proxy"]


class Proxy:
    """Stand between a browser and a server, both on this machine.

    Parameters
    ----------
    port
        The server's.
    seconds
        How late everything comes, each way.

    Examples
    --------
    >>> with Proxy(port=1, seconds=0.1) as proxy:
    ...     proxy.port > 0
    True
    """

    def __init__(self, port: int, seconds: float) -> None:
        self._server_port = port
        self._seconds = seconds
        self._loop = asyncio.new_event_loop()
        self.port = 0

    def __enter__(self) -> Proxy:
        started = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(started,), daemon=True)
        self._thread.start()
        started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _serve(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        listening = asyncio.start_server(self._connect, "127.0.0.1", 0)
        server = self._loop.run_until_complete(listening)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))

    async def _connect(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        far, there = await asyncio.open_connection("127.0.0.1", self._server_port)
        await asyncio.gather(self._pass_on(near, there), self._pass_on(far, back))

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """Send each piece on when its time has come, without holding up the next."""
        loop = asyncio.get_running_loop()
        while piece := await source.read(65536):
            loop.call_later(self._seconds, sink.write, piece)
        loop.call_later(self._seconds, sink.close)
