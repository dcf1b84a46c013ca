"""Runs an outbox against the Web API of the tests."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Row, select

from bot.slack.identity import Identity
from bot.slack.outbox import Outbox
from bot.slack.results import Result
from bot.slack.traits import Traits
from bot.slack.web_api import WebApi
from bot.store.calls import Calls
from bot.store.engine import create_engine
from bot.store.preferences import SqlPreferences
from bot.store.protocol import Delivery, Outgoing, Place
from bot.store.schema import outbox
from bot.store.sql import SqlStore
from bot.store.upkeep import utc_now
from tests.faults.sink import Sink

START = dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC)
PATIENCE_SECONDS = 10.0

Call = Callable[[Outgoing], Awaitable[Result]]


class Clock:
    """Stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now

    def move_on(self, **duration: float) -> None:
        self.now += dt.timedelta(**duration)


def a_call(text: str = "hello", lane: str = "C1", **more: Any) -> Outgoing:
    body = {"channel": "C1", "thread_ts": lane, "text": text, **more}
    return Outgoing("T1", lane, "chat.postMessage", body)


def keep(store: SqlStore, *calls: Outgoing) -> None:
    """A turn that keeps what is given."""
    with store.hold(Delivery("T1", "app_mention", ()), Place("T1", "C1")) as held:
        assert held is not None
        held.keep(held.session, calls)


def rows(store: SqlStore) -> list[Row[Any]]:
    """The outbox as it is in the database."""
    with store.engine.begin() as connection:
        return list(connection.execute(select(outbox).order_by(outbox.c.id)).all())


@asynccontextmanager
async def web_api(sink: Sink) -> AsyncIterator[WebApi]:
    async with aiohttp.ClientSession() as session:
        token = "xoxb-of-the-tests"  # noqa: S105
        client = AsyncWebClient(token=token, base_url=sink.url, session=session)
        preferences = SqlPreferences(create_engine("sqlite://"), utc_now)
        yield WebApi(client, Identity(client), Traits(preferences, utc_now, classic=True))


@asynccontextmanager
async def sending(calls: Calls, call: Call, clock: Clock) -> AsyncIterator[Outbox]:
    """An outbox that runs meanwhile, and is told to stop at the end."""
    sender = Outbox(calls, call, clock)
    running = asyncio.create_task(sender.run())
    try:
        yield sender
    finally:
        sender.stop()
        await asyncio.wait_for(running, PATIENCE_SECONDS)


async def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for a condition; fails with `what` was waited for."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not await asyncio.to_thread(holds):
        assert time.monotonic() < ends, f"waited in vain: {what}"
        await asyncio.sleep(0.01)
