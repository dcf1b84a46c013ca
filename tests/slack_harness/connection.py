"""How the harness reaches a local Slack: its control API, and the WebSocket of its web page."""

import asyncio
import http.client
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

Payload = dict[str, Any]
Event = dict[str, Any]

PATIENCE_SECONDS = 20.0
"""The longest that one request may take; local-slack itself waits 5 s for each acknowledgement."""


class Connection:
    """The local Slack at *url* (no slash at its end). Each call is a connection of its own."""

    def __init__(self, url: str) -> None:
        self.url = url

    def get(self, path: str) -> Payload:
        """What `/_control/<path>` holds."""
        return self._control("GET", path, None)

    def post(self, path: str, body: Payload) -> Payload:
        """Do something as a person; returns once the app has acknowledged what it caused."""
        return self._control("POST", path, body)

    def download(self, url: str) -> str:
        """The text of the file at *url*, as the web page shows it."""
        where = urlsplit(url)
        assert where.netloc == urlsplit(self.url).netloc, f"{url} is not on {self.url}"
        return self._request("GET", where.path, None).decode()

    def snapshot(self) -> Payload:
        """All that the web page gets when it is opened: messages, modals, Home views, log."""
        return asyncio.run(self._with_page(None, None))

    def from_page(self, action: Payload, done: Callable[[Event], bool]) -> Event:
        """Send *action* as the web page does; returns the first event after it that is *done*."""
        return asyncio.run(self._with_page(action, done))

    def _control(self, method: str, path: str, body: Payload | None) -> Payload:
        said: Payload = json.loads(self._request(method, f"/_control/{path}", body))
        return said

    def _request(self, method: str, path: str, body: Payload | None) -> bytes:
        where = urlsplit(self.url)
        assert where.hostname is not None, f"{self.url} names no host"
        line = http.client.HTTPConnection(where.hostname, where.port, timeout=PATIENCE_SECONDS)
        try:
            sent = None if body is None else json.dumps(body)
            line.request(method, path, sent, {"Content-Type": "application/json"})
            answer = line.getresponse()
            content = answer.read()
        finally:
            line.close()
        assert answer.status == http.HTTPStatus.OK, f"{path} refused {body}: {content.decode()}"
        return content

    async def _with_page(
        self, action: Payload | None, done: Callable[[Event], bool] | None
    ) -> Payload:
        async with (
            asyncio.timeout(PATIENCE_SECONDS),
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{self.url}/ui", max_msg_size=0) as page,
        ):
            first: Payload = (await page.receive_json())["state"]
            if action is None or done is None:
                return first
            await page.send_json(action)
            return await _first(page.receive_json, done)


async def _first(receive: Callable[[], Awaitable[Event]], done: Callable[[Event], bool]) -> Event:
    while True:
        event = await receive()
        if done(event):
            return event
