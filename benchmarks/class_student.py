"""A simulated student: what a browser says to the hub in the first minutes of lesson 03."""

from __future__ import annotations

import asyncio
import json
import re
import time
import uuid
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any
from urllib.parse import quote

import aiohttp

__all__ = ["LESSON", "MOVES", "Student", "Went"]

LESSON = "lessons/03_time_step_1.ipynb"
CELL, SLIDER = "play", "w_f"  # the Explorer that is dragged, and what of it
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
MOVES, RATE = 200, 60  # a drag: so many moves, so many a second
START_SECONDS, CELL_SECONDS, DRAG_SECONDS = 240, 120, 60


@dataclass
class Went:
    """How it went: seconds from the log-in on, and what went wrong."""

    name: str
    seconds: dict[str, float] = field(default_factory=dict)
    sent: int = 0
    lost: int = 0
    failures: list[str] = field(default_factory=list)


class Student:
    """Logs in, starts a server, opens the lesson, runs all of it, drags, and looks at the answer.

    Parameters
    ----------
    hub
        Where the hub is.
    name, password
        To log in with.
    """

    def __init__(self, hub: str, name: str, password: str) -> None:
        self.hub, self.name, self.password = hub, name, password
        self.went = Went(name)
        self._base = f"{hub}/user/{name}"
        self._begin = time.perf_counter()

    async def __aenter__(self) -> Student:
        # A browser keeps cookies for a number as for a name; aiohttp must be told to.
        jar = aiohttp.CookieJar(unsafe=True)
        self._web = aiohttp.ClientSession(
            cookie_jar=jar, timeout=aiohttp.ClientTimeout(total=START_SECONDS)
        )
        return self

    async def __aexit__(
        self, kind: type | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._web.close()

    async def work(self) -> Went:
        """Do all of it; what goes wrong is written down, not raised."""
        try:
            await self._start()
            notebook = await self._open()
            async with await self._kernel() as socket:
                talk = Talk(socket, self.went)
                listening = asyncio.create_task(talk.listen())
                try:
                    model = await self._run_all(talk, notebook)
                    await self._drag(talk, model)
                finally:
                    listening.cancel()
        except (aiohttp.ClientError, OSError, TimeoutError, Wrong) as error:
            self.went.failures.append(f"{type(error).__name__}: {error}")
        return self.went

    def _note(self, what: str) -> None:
        self.went.seconds.setdefault(what, time.perf_counter() - self._begin)

    async def _start(self) -> None:
        self._begin = time.perf_counter()
        page = await self._get(f"{self.hub}/hub/login")
        form = {
            "_xsrf": _found(r'name="_xsrf" value="([^"]+)"', page),
            "username": self.name,
            "password": self.password,
        }
        async with self._web.post(f"{self.hub}/hub/login?next=/hub/spawn", data=form) as response:
            page = await response.text()
            _expect(response)
            at = response.url
        if "spawn-pending" in at.path:
            await self._wait_for_server(page)
        self._note("server")

    async def _wait_for_server(self, page: str) -> None:
        """Listen to what the page with the progress bar listens to."""
        token = self._cookie("_xsrf", f"{self.hub}/hub/")
        url = f"{self.hub}/hub/api/users/{self.name}/server/progress?_xsrf={quote(token)}"
        async with self._web.get(url, headers={"Referer": f"{self.hub}/hub/"}) as events:
            _expect(events)
            async for line in events.content:
                if not line.startswith(b"data:"):
                    continue
                event = json.loads(line.removeprefix(b"data:"))
                if event.get("failed"):
                    raise Wrong(event.get("message"))
                if event.get("ready"):
                    return
        raise Wrong("the progress ended before the server was ready")

    async def _open(self) -> dict:
        page = await self._get(f"{self._base}/lab/tree/{LESSON}")
        for script in re.findall(r'<script[^>]* src="([^"]+)"', page):
            await self._get(f"{self.hub}{script}")
        self._note("page")
        notebook = await self._json("GET", f"api/contents/{LESSON}?content=1&type=notebook")
        cells = notebook["content"]["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        if not all(cell["metadata"].get("trusted") for cell in code):
            raise Wrong("the lesson is not trusted, so its stored pictures do not show")
        self._note("stored picture")
        return notebook["content"]

    async def _kernel(self) -> aiohttp.ClientWebSocketResponse:
        wanted = {
            "path": LESSON,
            "name": LESSON,
            "type": "notebook",
            "kernel": {"name": "python3"},
        }
        session = await self._json("POST", "api/sessions", json=wanted)
        kernel = f"api/kernels/{session['kernel']['id']}/channels"
        return await self._web.ws_connect(
            f"{self._base}/{kernel}?session_id={uuid.uuid4().hex}",
            headers={"Origin": self.hub},
            max_msg_size=0,
        )

    async def _run_all(self, talk: Talk, notebook: dict) -> str:
        """Run every cell and compare what it says with what is stored; name the cell's model."""
        model = ""
        for cell in notebook["cells"]:
            if cell["cell_type"] != "code":
                continue
            outputs = await talk.run(cell["source"])
            if (said := _said(outputs)) != (stored := _said(cell["outputs"])):
                raise Wrong(f"cell {cell['id']} says {said}; stored is {stored}")
            if cell["id"] == CELL:
                shown = outputs[-1]["data"]
                model = shown[WIDGET_VIEW]["model_id"]
                if "image/svg+xml" not in shown or model not in talk.opened:
                    raise Wrong(f"cell {CELL} shows no live picture")
                self._note("live picture")
        self._note("lesson run")
        return model

    async def _drag(self, talk: Talk, model: str) -> None:
        begin = time.perf_counter()
        values = [round(1 + (move + 1) / 100, 2) for move in range(MOVES)]
        for move, value in enumerate(values):
            await asyncio.sleep(max(0.0, begin + move / RATE - time.perf_counter()))
            await talk.move(model, {SLIDER: value})
        last = values[-1]
        answer = _said(await talk.run(f"{CELL}.{SLIDER}, {CELL}.trace[0].f"))
        self._note("answer")
        await talk.quiet(DRAG_SECONDS)
        if answer != [f"({last}, {last})"]:
            raise Wrong(f"after the drag the kernel says {answer}; expected {last} twice")
        if (heard := talk.echoed(model, SLIDER)) != values:
            self.went.lost += len(values) - len(heard)
            raise Wrong(f"{len(heard)} of {len(values)} moves came back, or in another order")

    async def _get(self, url: str) -> str:
        async with self._web.get(url) as response:
            text = await response.text()
            _expect(response)
            return text

    async def _json(self, method: str, path: str, **more: Any) -> Any:
        headers = {"X-XSRFToken": self._cookie("_xsrf", f"{self._base}/")}
        async with self._web.request(
            method, f"{self._base}/{path}", headers=headers, **more
        ) as response:
            _expect(response)
            return await response.json()

    def _cookie(self, name: str, url: str) -> str:
        return self._web.cookie_jar.filter_cookies(aiohttp.client.URL(url))[name].value


class Wrong(Exception):
    """Something that a student would call broken."""


class Talk:
    """What goes to a kernel and comes from it, over the websocket.

    Each message that is sent must be heard of again: the kernel says that it is idle after it.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, went: Went) -> None:
        self._socket, self._went = socket, went
        self._session = uuid.uuid4().hex
        self._waiting: dict[str, asyncio.Future[None]] = {}
        self._outputs: dict[str, list[dict]] = {}
        self._echoes: list[tuple[str, dict]] = []
        self.opened: set[str] = set()

    async def listen(self) -> None:
        """Take in what comes, for as long as it comes."""
        async for frame in self._socket:
            self._hear(_message(frame))

    async def run(self, code: str) -> list[dict]:
        """Run a cell, and return its outputs."""
        content = {
            **{"code": code, "silent": False, "store_history": True, "user_expressions": {}},
            **{"allow_stdin": False, "stop_on_error": True},
        }
        name = await self._send("execute_request", content)
        self._outputs[name] = []
        await asyncio.wait_for(self._waiting[name], CELL_SECONDS)
        return self._outputs.pop(name)

    async def move(self, model: str, state: dict) -> None:
        """Do what the page does when a thumb moves."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        await self._send("comm_msg", {"comm_id": model, "data": data})

    async def quiet(self, seconds: float) -> None:
        """Wait until everything sent was heard of; what was not is lost."""
        _, open_still = await asyncio.wait(self._waiting.values(), timeout=seconds)
        self._went.lost += len(open_still)

    def echoed(self, model: str, name: str) -> list[float]:
        """What the kernel said back of a model's moves, in its order."""
        return [state[name] for comm, state in self._echoes if comm == model and name in state]

    async def _send(self, kind: str, content: dict) -> str:
        name = uuid.uuid4().hex
        header = {
            **{"msg_id": name, "msg_type": kind, "session": self._session},
            **{"username": "", "version": "5.3", "date": ""},
        }
        self._waiting[name] = asyncio.get_running_loop().create_future()
        self._went.sent += 1
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        await self._socket.send_json({**message, "channel": "shell", "buffers": []})
        return name

    def _hear(self, message: dict) -> None:
        kind, content = message["header"]["msg_type"], message["content"]
        parent = message["parent_header"].get("msg_id", "")
        if kind == "status" and content["execution_state"] == "idle" and parent in self._waiting:
            if not self._waiting[parent].done():
                self._waiting[parent].set_result(None)
        elif kind == "comm_open":
            self.opened.add(content["comm_id"])
        elif kind == "comm_msg" and content["data"].get("method") == "echo_update":
            self._echoes.append((content["comm_id"], content["data"]["state"]))
        elif kind in {"execute_result", "display_data", "stream", "error"}:
            self._outputs.get(parent, []).append({"output_type": kind, **content})


def _message(frame: aiohttp.WSMessage) -> dict:
    if frame.type == aiohttp.WSMsgType.TEXT:
        return json.loads(frame.data)
    # With buffers: their count, where each begins, and the message first of all.
    count = int.from_bytes(frame.data[:4], "big")
    places = [int.from_bytes(frame.data[4 * n : 4 * n + 4], "big") for n in range(1, count + 1)]
    end = places[1] if count > 1 else len(frame.data)
    return json.loads(frame.data[places[0] : end])


def _said(outputs: list[dict]) -> list[str]:
    said = []
    for output in outputs:
        kind = output["output_type"]
        if kind == "error":
            said.append(f"{output['ename']}: {output['evalue']}")
        else:
            text = output["text"] if kind == "stream" else output["data"].get("text/plain", "")
            said.append(text if isinstance(text, str) else "".join(text))
    return said


def _found(pattern: str, page: str) -> str:
    if not (match := re.search(pattern, page)):
        raise Wrong(f"the page has nothing like {pattern}")
    return match[1]


def _expect(response: aiohttp.ClientResponse) -> None:
    if response.status >= 400:
        raise Wrong(f"{response.method} {response.url} answers {response.status}")
