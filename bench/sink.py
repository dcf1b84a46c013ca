"""A Web API that takes every call, at once or after a while, and tells of it.

It runs in a process of its own: `python -m bench.sink`.
"""

import argparse
import asyncio
import json
import re
import time
from pathlib import Path

from aiohttp import web

from bench.certificate import server_context
from bench.deliveries import BOT, TEAM

HOST = "127.0.0.1"
KEY = re.compile(rb"[CD]\d{10}")
"""The key of the delivery that a call answers: the channel that it goes to."""

IDENTITY = {
    "ok": True, "team_id": TEAM, "team": "bench", "user_id": BOT, "user": "bot", "bot_id": "B0BOT",
    "url": "https://bench.example.com/",
}  # fmt: skip

NO_FILES = {"ok": False, "error": "missing_scope"}
"""So that no chart is drawn beside what is measured: that takes longer than all else."""


class Sink:
    """The answers; `sockets` is where Socket Mode connects to."""

    def __init__(self, sockets: str) -> None:
        self._sockets = sockets
        self._latency = 0.0
        self._calls = 0
        self._readers: set[asyncio.Queue[str]] = set()

    def application(self) -> web.Application:
        app = web.Application()
        app.add_routes(
            [
                web.post("/api/{method}", self.call),
                web.get("/bench/replies", self.replies),
                web.post("/bench/latency", self.set_latency),
            ]
        )
        return app

    async def call(self, request: web.Request) -> web.Response:
        """Answer a call of the Web API."""
        body = await request.read()
        method = request.match_info["method"]
        if method == "auth.test":
            return _answer(IDENTITY)
        if method == "apps.connections.open":
            token = request.headers["Authorization"].removeprefix("Bearer ")
            return _answer({"ok": True, "url": f"{self._sockets}/{token}"})
        if method.startswith("files."):
            return _answer(NO_FILES)
        if self._latency:
            await asyncio.sleep(self._latency)
        self._calls += 1
        key = KEY.search(body)
        if key is not None:
            self._tell(f"{key.group().decode()} {time.monotonic():.6f}\n")
        ts = f"{1_800_000_000 + self._calls}.000200"
        channel = key.group().decode() if key else ""
        return _answer({"ok": True, "channel": channel, "ts": ts, "message": {}})

    def _tell(self, line: str) -> None:
        for reader in self._readers:
            reader.put_nowait(line)

    async def replies(self, request: web.Request) -> web.StreamResponse:
        """Key and moment (of the monotonic clock) of every call from now on, a line each."""
        response = web.StreamResponse()
        await response.prepare(request)
        lines: asyncio.Queue[str] = asyncio.Queue()
        self._readers.add(lines)
        try:
            while True:
                told = [await lines.get()]
                while not lines.empty():
                    told.append(lines.get_nowait())
                await response.write("".join(told).encode())
        finally:
            self._readers.discard(lines)

    async def set_latency(self, request: web.Request) -> web.Response:
        """Take as many seconds for each call as the body says."""
        self._latency = float(await request.text())
        return web.Response()


def _answer(body: object) -> web.Response:
    return web.Response(text=json.dumps(body), content_type="application/json")


async def serve(http: int, https: int, certificate: Path, sockets: str) -> None:
    """Answer on both ports until the process is ended."""
    runner = web.AppRunner(Sink(sockets).application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, HOST, http).start()
    await web.TCPSite(runner, HOST, https, ssl_context=server_context(certificate)).start()
    await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("http", type=int)
    parser.add_argument("https", type=int)
    parser.add_argument("certificate", type=Path)
    parser.add_argument("sockets")
    given = parser.parse_args()
    asyncio.run(serve(given.http, given.https, given.certificate, given.sockets))


if __name__ == "__main__":
    main()
