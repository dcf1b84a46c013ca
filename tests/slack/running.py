"""StackPick in this process, taking signed HTTP requests and calling a Web API of this machine."""

import asyncio
import datetime as dt
import functools
import json
import time
import urllib.parse
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_sdk.signature import SignatureVerifier
from starlette.types import ASGIApp, Message, Scope

from bot.app import service
from bot.learning import Library
from bot.settings import Settings
from bot.store.engine import open_store
from bot.store.protocol import StoreUnavailable
from bot.store.workspace import WholeStore
from bot.web import web_app
from tests.faults.sink import Call, Sink

SIGNING_SECRET = "a-signing-secret-of-the-tests"  # noqa: S105
TODAY = dt.date(2026, 9, 1)
SOON_SECONDS = 20.0
"""How long a test waits for what must come; it goes on as soon as it has come."""


@functools.cache
def the_library() -> Library:
    """The bundled knowledge as of a fixed day."""
    return Library(today=lambda: TODAY)


@dataclass(frozen=True, slots=True)
class Response:
    """What StackPick answered over HTTP."""

    status: int
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True, slots=True)
class Running:
    """StackPick at work, with the Web API that it calls and the store that it keeps things in."""

    web: ASGIApp
    sink: Sink
    store: WholeStore

    async def get(self, path: str) -> Response:
        return await ask(self.web, "GET", path)

    async def event(self, body: Mapping[str, Any], **headers: str) -> Response:
        """An Events API delivery, signed."""
        return await self.signed(json.dumps(body), "application/json", headers)

    async def command(self, body: Mapping[str, Any]) -> Response:
        """A slash command, signed."""
        return await self.signed(urllib.parse.urlencode(body), FORM, {})

    async def interaction(self, body: Mapping[str, Any]) -> Response:
        """A press or a shortcut, signed."""
        raw = urllib.parse.urlencode({"payload": json.dumps(body)})
        return await self.signed(raw, FORM, {})

    async def claimed(
        self, body: Mapping[str, Any], *, secret: str = SIGNING_SECRET, age: int = 0
    ) -> Response:
        """An event that was signed with this secret, `age` seconds ago."""
        return await self.signed(json.dumps(body), "application/json", {}, secret, age)

    async def calls(self, number: int = 1) -> tuple[Call, ...]:
        """The calls made so far, once there are `number` of them and nothing waits any more."""
        await until(lambda: len(self.sink.calls) >= number and self._is_idle())
        return tuple(self.sink.calls)

    def _is_idle(self) -> bool:
        return self.store.calls.backlog(dt.datetime.now(dt.UTC)).waiting == 0

    async def signed(
        self,
        raw: str,
        kind: str,
        headers: Mapping[str, str],
        secret: str = SIGNING_SECRET,
        age: int = 0,
    ) -> Response:
        """A body of this content type, whatever it is, signed."""
        then = str(int(time.time()) - age)
        signature = SignatureVerifier(secret).generate_signature(timestamp=then, body=raw)
        signed = {
            "content-type": kind,
            "x-slack-request-timestamp": then,
            "x-slack-signature": str(signature),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return await ask(self.web, "POST", EVENTS, raw, signed)


FORM = "application/x-www-form-urlencoded"
EVENTS = "/slack/events"


@asynccontextmanager
async def stackpick(
    where: Path | str | None,
    sink: Sink,
    *,
    library: Any = None,
    away: "Away | None" = None,
    around: Callable[[Any], Any] = lambda store: store,
    unlimited: bool = False,
) -> AsyncIterator[Running]:
    """StackPick over HTTP with a SQLite file in the folder `where`, or on the database of that URL,
    or in memory where that is None.

    `away` can take its database from it, and `around` may put something between StackPick and the
    store; `unlimited` lets everybody ask as fast as they can.
    """
    real = open_store(where if isinstance(where, str) else _sqlite_in(where))
    store = around(Absent(real, away) if away else real)
    try:
        given = settings(sink).model_copy(update={"rate_limits": "off" if unlimited else "on"})
        async with service(given, library or the_library(), store) as running:
            yield Running(web_app(running), sink, store)
    finally:
        real.close()


def _sqlite_in(folder: Path | None) -> str:
    return f"sqlite:///{folder}/stackpick.db" if folder else "sqlite://"


def settings(sink: Sink) -> Settings:
    """Settings for HTTP, untouched by the environment and by a `.env`."""
    return Settings(
        _env_file=None,
        slack_bot_token="xoxb-of-the-tests",  # noqa: S106
        slack_signing_secret=SIGNING_SECRET,
        slack_api_url=sink.url,
    )


@dataclass
class Away:
    """Whether the database is away."""

    now: bool = False


class Absent:
    """A store whose database is away at times; else the real one."""

    def __init__(self, store: WholeStore, away: Away) -> None:
        self._store, self._away = store, away

    def __getattr__(self, name: str) -> Any:
        if self._away.now:
            raise StoreUnavailable(name)
        return getattr(self._store, name)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition; fails where it does not come true soon."""
    end = time.monotonic() + SOON_SECONDS
    while not condition():
        assert time.monotonic() < end, "what was waited for did not come"
        await asyncio.sleep(0.01)


async def ask(
    app: ASGIApp,
    method: str,
    path: str,
    body: str = "",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One HTTP request, given to an ASGI application in this process."""
    sent: list[Message] = []
    given = [{"type": "http.request", "body": body.encode(), "more_body": False}]
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "headers": [(n.encode(), v.encode()) for n, v in (headers or {}).items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    async def receive() -> Message:
        return given.pop(0) if given else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    text = b"".join(message.get("body", b"") for message in sent[1:]).decode()
    return Response(sent[0]["status"], text)
