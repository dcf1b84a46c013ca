"""The two ways from Slack to an app: signed HTTP requests, and envelopes over a WebSocket."""

import asyncio
import json
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

import aiohttp
from aiohttp import web

from bench.deliveries import Delivery, signed

OK = 200
PATIENCE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What an app answered a delivery with; `answers` where a reply for the person is in it."""

    taken: bool
    answers: bool


class Line(Protocol):
    async def deliver(self, delivery: Delivery) -> Answer:
        """Deliver, and wait for the answer. Raises OSError or TimeoutError where there is none."""


class HttpLine:
    """To the app at an address."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url

    async def deliver(self, delivery: Delivery) -> Answer:
        body, content_type = delivery.request()
        headers = signed(body, content_type)
        async with self._session.post(self._url, data=body.encode(), headers=headers) as response:
            return Answer(response.status == OK, b'"text"' in await response.read())


class SocketLine:
    """To the app that holds the other end of a WebSocket."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self._waiting: dict[str, asyncio.Future[Answer]] = {}

    async def deliver(self, delivery: Delivery) -> Answer:
        envelope = f"{next(self._numbers):08}"
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[envelope] = answer
        told = {
            "envelope_id": envelope,
            "type": delivery.type,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.type != "events_api",
        }
        await self._socket.send_str(json.dumps(told))
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await answer

    async def listen(self) -> None:
        """Take acknowledgements until the app hangs up."""
        await self._socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        async for message in self._socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                self._acknowledged(json.loads(message.data))

    def _acknowledged(self, told: dict[str, Any]) -> None:
        waiting = self._waiting.pop(told.get("envelope_id", ""), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(Answer(taken=True, answers="text" in (told.get("payload") or {})))


class Sockets:
    """The server that apps connect to over Socket Mode, each with its app token in the path."""

    def __init__(self) -> None:
        self.lines: dict[str, SocketLine] = {}

    async def serve(self, host: str, port: int) -> None:
        app = web.Application()
        app.add_routes([web.get("/link/{token}", self._connected)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, host, port).start()

    async def _connected(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        line = self.lines[request.match_info["token"]] = SocketLine(socket)
        await line.listen()
        return socket
