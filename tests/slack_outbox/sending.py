"""Runs an outbox against the Web API of the tests."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
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
from bot.store.calls import Backlog, Calls, Leased, Outcome, Posted
from bot.store.engine import create_engine
from bot.store.preferences import SqlPreferences
from bot.store.protocol import Delivery, Outgoing, Place, StoreUnavailable
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
async def sending(
    calls: Calls, call: Call, clock: Callable[[], dt.datetime]
) -> AsyncIterator[Outbox]:
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


class Failing:
    """The calls of a store that cannot be leased, or of which something cannot be noted."""

    def __init__(
        self,
        store: SqlStore,
        fails: Callable[[Sequence[Outcome]], bool],
        error: Exception | None = None,
    ) -> None:
        self._calls, self._fails, self.failures = store.calls, fails, 0
        self._error = error or StoreUnavailable("away")

    def lease(
        self, now: dt.datetime, limit: int, outcomes: Sequence[Outcome] = ()
    ) -> Sequence[Leased]:
        if self._fails(outcomes):
            self.failures += 1
            raise self._error
        return self._calls.lease(now, limit, outcomes)

    def answer_to(self, team: str, key: str) -> Posted | None:
        return self._calls.answer_to(team, key)

    def backlog(self, now: dt.datetime) -> Backlog:
        return self._calls.backlog(now)


def away(times: int, *, after: bool) -> Callable[[Sequence[Outcome]], bool]:
    """A database that is away so many times: for outcomes, or for all."""
    left = iter(range(times))
    return lambda outcomes: bool(outcomes or not after) and next(left, None) is not None


def texts(sink: Sink) -> list[str]:
    return [call.body["text"] for call in sink.calls]


def run(scenario: Coroutine[Any, Any, None]) -> None:
    asyncio.run(scenario)
