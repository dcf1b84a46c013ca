"""Records in Slack: as canvases that are made once, and as messages that say where they are cut."""

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot import phrases
from bot.slack.results import Result, Sent
from bot.slack.uploads import CANVAS, LONGEST_MARKDOWN, Uploads, fitting
from bot.store.protocol import Outgoing

CANVAS_CALL = Outgoing(
    "T1", "C1", CANVAS, {"title": "Tea", "markdown": "# Tea", "channel_id": "C1", "answer": {}}
)


class Breaking:
    """A Web API that reads requests and closes the line without an answer."""

    def __init__(self) -> None:
        self.requests = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.requests += 1
        writer.close()


def test_a_canvas_is_not_made_again_where_slack_may_have_made_it() -> None:
    told: list[str] = []

    async def once(_method: str, body: Mapping[str, Any], _token: str) -> Result:
        told.append(body["text"])
        return Sent()

    async def run() -> tuple[Result, int]:
        breaking = Breaking()
        server = await asyncio.start_server(breaking.serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, aiohttp.ClientSession() as session:
            client = AsyncWebClient(base_url=f"http://127.0.0.1:{port}/", session=session)
            result = await Uploads(client, once).made(CANVAS_CALL, "xoxb-1")
        return result, breaking.requests

    assert asyncio.run(run()) == (Sent(), 1)
    assert told == [phrases.CANVAS_UNSURE]


@pytest.mark.parametrize("length", [LONGEST_MARKDOWN, LONGEST_MARKDOWN + 1])
def test_a_record_that_is_too_long_for_a_message_says_that_it_is_cut(length: int) -> None:
    text = fitting("a" * length)

    assert len(text) <= 12_000
    assert text.endswith(phrases.RECORD_CUT) == (length > LONGEST_MARKDOWN)
