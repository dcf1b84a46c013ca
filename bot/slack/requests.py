"""Makes one plain request to Slack over the shared session, and says what Slack answered.

It asks as slack_sdk's client does, and takes half as long for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import json_text
from bot.slack.calls import RESPONSE_URL
from bot.slack.payload import at, text_at
from bot.slack.results import OK, Refused, Result, Sent, TryAgain, failed, is_passing, retry_after

IN_QUERY = frozenset({"users.info"})
"""Methods that take their arguments in the query, and no JSON."""

BROKEN_OFF = (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)
"""What befalls a request over a connection that Slack has closed in the meantime."""

_JSON = {"Content-Type": "application/json; charset=utf-8"}


class Requests:
    """Requests to where the client's go, each with a token of its own.

    Raises ValueError where the client shares no session.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        if client.session is None:
            raise ValueError("the client opens a session for each request")
        self._session, self._proxy, self._base_url = client.session, client.proxy, client.base_url

    async def made(self, method: str, body: Mapping[str, Any], token: str) -> Result:
        """What became of a request: of a method, or to the response URL in the body."""
        try:
            if method == RESPONSE_URL:
                return await self._responded(body)
            return await self._called(method, body, token)
        except (aiohttp.ClientError, OSError) as error:
            return TryAgain(type(error).__name__)

    async def _called(self, method: str, body: Mapping[str, Any], token: str) -> Result:
        url, headers = f"{self._base_url}{method}", {"Authorization": f"Bearer {token}"}
        if method in IN_QUERY:
            answer = await self._posted(url, headers, params=body)
        else:
            answer = await self._posted(url, headers | _JSON, data=json_text.written(body))
        data = answer.data()
        if answer.status == OK and at(data, "ok") is True:
            return _sent(data)
        return failed(answer.status, data, answer.headers)

    async def _responded(self, body: Mapping[str, Any]) -> Result:
        rest = {key: value for key, value in body.items() if key != "response_url"}
        data = json_text.written(rest)
        answer = await self._posted(body["response_url"], _JSON, data=data)
        if answer.status == OK:
            return Sent()
        reason = f"status {answer.status}"
        if is_passing(answer.status):
            return TryAgain(reason, retry_after(answer.headers))
        return Refused(answer.text() or reason)

    async def _posted(self, url: str, headers: Mapping[str, str], **given: Any) -> "_Answer":
        """Once more where the connection breaks off: it may have been closed long before."""
        try:
            return await self._posted_once(url, headers, **given)
        except aiohttp.ClientConnectorError:  # there was none: the outbox tries again
            raise
        except BROKEN_OFF:
            return await self._posted_once(url, headers, **given)

    async def _posted_once(self, url: str, headers: Mapping[str, str], **given: Any) -> "_Answer":
        made = self._session.post(url, headers=headers, proxy=self._proxy, **given)
        async with made as response:
            return _Answer(response.status, response.headers, await response.read())


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def data(self) -> object:
        """The JSON in it; None where there is none."""
        try:
            return json_text.read(self.body)
        except ValueError:
            return None

    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def _sent(data: object) -> Sent:
    left = at(data, "user", "deleted") is True
    channel, ts = text_at(data, "channel"), text_at(data, "ts")
    return Sent(channel, ts, text_at(data, "view", "id"), left=left)
