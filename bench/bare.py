"""Bare Bolt: an AsyncApp that acknowledges and posts one message, as its documentation shows it.

`python -m bench.bare`, over HTTP or with `--socket`; with `--shared` its calls to Slack share one
HTTP session, which Bolt does not do by itself.
"""

import argparse
import asyncio
from typing import Any

import aiohttp
import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from bench.deliveries import SECRET

BOT_TOKEN = "xoxb-bench"  # noqa: S105 - the sink takes any
ANSWER = "Both scale. It depends on what you build."


def app(api: str, session: aiohttp.ClientSession | None) -> AsyncApp:
    client = AsyncWebClient(token=BOT_TOKEN, base_url=api, session=session)
    bolt = AsyncApp(client=client, signing_secret=SECRET)
    bolt.event("app_mention")(_mentioned)
    bolt.command("/stackpick")(_commanded)
    bolt.action("move:wanted_more:bench")(_pressed)
    return bolt


async def _mentioned(event: dict[str, Any], say: AsyncSay) -> None:
    await say(ANSWER, thread_ts=event["ts"])


async def _commanded(ack: AsyncAck, say: AsyncSay) -> None:
    await ack()
    await say(ANSWER)


async def _pressed(body: dict[str, Any], ack: AsyncAck, say: AsyncSay) -> None:
    await ack()
    await say(ANSWER, thread_ts=body["message"]["ts"])


async def serve(given: argparse.Namespace) -> None:
    session = aiohttp.ClientSession() if given.shared else None
    bolt = app(given.api, session)
    if given.socket:
        await AsyncSocketModeHandler(bolt, given.socket).connect_async()  # type: ignore[no-untyped-call]
    handler: Any = AsyncSlackRequestHandler(bolt)
    config = uvicorn.Config(handler, "127.0.0.1", given.port, log_level="warning")
    await uvicorn.Server(config).serve()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("api")
    parser.add_argument("--port", type=int, default=3000)
    parser.add_argument("--socket", metavar="APP_TOKEN")
    parser.add_argument("--shared", action="store_true")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
