"""A Web API that records every call and answers it as it is told to."""

import asyncio
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from tests.program import free_port

START_SECONDS = 10.0
SETTLE_SECONDS = 0.02
TEAM, BOT = "T1", "UBOT"
IDENTITY = {"ok": True, "team_id": TEAM, "user_id": BOT, "bot_id": "BBOT"}
RESPONSE_URL = "response_url"
UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class Call:
    """One call: when it came (seconds of the monotonic clock), its method and its JSON."""

    at: float
    method: str
    body: Mapping[str, Any]

    @property
    def thread(self) -> str:
        return str(self.body.get("thread_ts", ""))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call is answered with, `after` some seconds; `body` None stands for success."""

    status: int = 200
    body: str | None = None
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0.0


SUCCESS = Answer()
BROKEN = Answer(500, '{"ok": false, "error": "internal_error"}')
BROKEN_HTML = Answer(500, "<html>Server Error</html>", "text/html")
Answering = Callable[[Call], Answer]


def posted_ts(number: int) -> str:
    """The `ts` of the message that the call of this number posts; the first has number 1."""
    return f"{1_700_000_000 + number}.000100"


FIRST_TS = posted_ts(1)


def refusal(error: str) -> Answer:
    return Answer(200, json.dumps({"ok": False, "error": error}))


def rate_limit(seconds: int) -> Answer:
    return Answer(
        429, '{"ok": false, "error": "ratelimited"}', headers={"Retry-After": str(seconds)}
    )


def in_turn(*answers: Answer) -> Answering:
    """The answers one after another, then success."""
    left = list(answers)
    return lambda _: left.pop(0) if left else SUCCESS


def without_files(call: "Call") -> Answer:
    """A workspace that takes everything, and has not allowed StackPick to upload files."""
    return refusal("missing_scope") if call.method.startswith("files.") else SUCCESS


class Sink:
    """The Web API and the response URLs, on 127.0.0.1 while in the `with` block.

    `answering` decides on each call but auth.test and may be replaced at any time; `headers` go
    with every answer of auth.test. `shut` closes the port and every connection, `open` takes them
    again.
    """

    def __init__(self, answering: Answering = without_files) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/api/"
        self.answering = answering
        self.headers: dict[str, str] = {}
        self._calls: list[Call] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._runner: web.AppRunner | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.shut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_SECONDS)
        self._loop.close()

    @property
    def calls(self) -> Sequence[Call]:
        """Every call so far but those of auth.test."""
        return tuple(self._calls)

    def of(self, method: str) -> Sequence[Call]:
        return [call for call in self.calls if call.method == method]

    def response_url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/respond/{name}"

    def upload_url(self, name: str) -> str:
        """Where a file can be sent to; it comes as a call of UPLOAD with its `content`."""
        return f"http://127.0.0.1:{self.port}/upload/{name}"

    def threads(self) -> Mapping[str, Counter[str]]:
        """How often each text was posted in each thread."""
        found: dict[str, Counter[str]] = {}
        for call in self.of("chat.postMessage"):
            found.setdefault(call.thread, Counter())[call.body["text"]] += 1
        return found

    def open(self) -> None:
        self._wait_for(self._open())

    def shut(self) -> None:
        self._wait_for(self._shut())

    def settle(self) -> None:
        """Wait until every call that a killed program had sent is among the calls."""
        self._wait_for(self._settled())

    async def _settled(self) -> None:
        """Each connection has a task, until its end was read."""
        here = {asyncio.current_task()}
        while True:
            await asyncio.sleep(SETTLE_SECONDS)  # what has come is taken up meanwhile
            if asyncio.all_tasks() == here:
                return

    def _wait_for(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(START_SECONDS)

    async def _open(self) -> None:
        app = web.Application()
        app.router.add_post("/api/{method}", self._on_method)
        app.router.add_post("/respond/{name}", self._on_response)
        app.router.add_post("/upload/{name}", self._on_upload)
        self._runner = web.AppRunner(app, shutdown_timeout=0.05, handle_signals=False)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()

    async def _shut(self) -> None:
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def _on_method(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "auth.test":
            return web.json_response(IDENTITY, headers=self.headers)
        return await self._answer(request, method)

    async def _on_response(self, request: web.Request) -> web.Response:
        return await self._answer(request, RESPONSE_URL)

    async def _on_upload(self, request: web.Request) -> web.Response:
        content = (await request.read()).decode("utf-8", "replace")
        return await self._answer(request, UPLOAD, {"content": content})

    async def _answer(
        self, request: web.Request, method: str, given: Mapping[str, Any] | None = None
    ) -> web.Response:
        """Some methods take their arguments in the query."""
        body = given or (await request.json() if request.body_exists else dict(request.query))
        call = Call(time.monotonic(), method, body)
        self._calls.append(call)
        answer = self.answering(call)
        await asyncio.sleep(answer.after)
        said = answer.body
        if said is None:
            ts = posted_ts(len(self._calls))
            said = json.dumps({"ok": True, "channel": call.body.get("channel"), "ts": ts})
        return web.Response(
            status=answer.status,
            body=said.encode(),
            headers={**answer.headers, "Content-Type": answer.content_type},
        )
