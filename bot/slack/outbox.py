"""Sends what turns have kept: promptly, in order, and until Slack has it or a day has passed."""

import asyncio
import contextvars
import datetime as dt
import logging
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from bot import logs
from bot.metrics import REPLY_SECONDS, WEB_API_CALLS, WEB_API_ERRORS
from bot.slack.results import TOO_MANY_REQUESTS, Refused, Result, Sent, TryAgain
from bot.store.protocol import Leased, Outgoing, Posted, Store, StoreUnavailable

SWEEP_SECONDS = 2.0
"""How often the outbox is looked through for what other processes or earlier attempts left."""

GIVE_UP_AFTER = dt.timedelta(days=1)
AT_ONCE = 32
"""Calls in flight at the same time; each belongs to another thread or channel. With 150 ms a call
that is 200 replies a second."""

THREADS = 8
"""For the outbox alone: a reply that Slack has is marked at once, however many turns wait."""

MARK_AGAIN_SECONDS = 0.5

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
"""Seconds between attempts, doubling from the first to the longest."""

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


class Outbox:
    """The sender of one process."""

    def __init__(
        self,
        store: Store,
        call: Callable[[Outgoing], Awaitable[Result]],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._store, self._call, self._now = store, call, now
        self._wake = asyncio.Event()
        self._stopping = False
        self._free = AT_ONCE
        self._threads = ThreadPoolExecutor(THREADS, "outbox")

    def wake(self) -> None:
        """Say that something was kept; it is sent as soon as the loop is free."""
        self._wake.set()

    async def run(self) -> None:
        """Send until `stop` is called; what is in hand then is finished."""
        with self._threads:
            async with asyncio.TaskGroup() as in_hand:
                while not self._stopping:
                    self._wake.clear()
                    await self._take_up(in_hand)
                    await self._rest()

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), SWEEP_SECONDS)
        except TimeoutError:
            return

    async def _take_up(self, in_hand: asyncio.TaskGroup) -> None:
        """Begin to send what is due, as far as calls are free; none waits for another's answer."""
        try:
            while self._free and not self._stopping:
                due = await self._in_thread(self._store.lease, self._now(), self._free)
                self._free -= len(due)
                for leased in due:
                    in_hand.create_task(self._send(leased))
                if not due:
                    return
        except StoreUnavailable:
            log.warning("The outbox cannot be read; trying again in %s s", SWEEP_SECONDS)
        except Exception:  # whatever it is, the others' replies must go on being sent
            log.exception("The outbox cannot be read; trying again in %s s", SWEEP_SECONDS)

    async def _send(self, leased: Leased) -> None:
        """Make the call and note what became of it. Never raises: the other calls go on."""
        try:
            with logs.delivery(leased.reference):
                await self._made(leased)
        finally:
            self._free += 1
            self._wake.set()

    async def _made(self, leased: Leased) -> None:
        try:
            result = await self._result(leased.call)
            count(leased.call.method, result)
            await self._note(leased, result)
        except Exception:
            log.exception("What became of call %s could not be noted", leased.id)

    async def _result(self, call: Outgoing) -> Result:
        try:
            return await self._call(call)
        except Exception as error:  # a call that cannot be made must not hold its lane for ever
            log.exception("%s could not be made", call.method)
            return TryAgain(type(error).__name__)

    async def _note(self, leased: Leased, result: Result) -> None:
        match result:
            case Sent(channel, ts):
                REPLY_SECONDS.observe((self._now() - leased.kept_at).total_seconds())
                posted = Posted(channel, ts, self._now()) if channel and ts else None
                await self._mark(self._store.mark_sent, leased.id, posted, leased.call.then)
            case Refused(error):
                await self._bury(leased, f"Slack refuses it: {error}")
            case TryAgain(error, after):
                await self._put_off(leased, error, after)

    async def _put_off(self, leased: Leased, error: str, after: float | None) -> None:
        due_at = self._now() + dt.timedelta(seconds=after or pause(leased.attempts))
        if due_at - leased.kept_at > GIVE_UP_AFTER:
            await self._bury(leased, f"no success in a day: {error}")
            return
        log.warning("%s failed (%s); next attempt at %s", leased.call.method, error, due_at)
        await self._mark(self._store.mark_failed, leased.id, error, due_at)

    async def _bury(self, leased: Leased, error: str) -> None:
        log.error("Call %s (%s) is given up: %s", leased.id, leased.call.method, error)
        await self._mark(self._store.mark_dead, leased.id, error)

    async def _mark(self, mark: Callable[P, None], *given: P.args, **named: P.kwargs) -> None:
        """Note what became of a call, also when the database is away for a while.

        A call that is not marked when its lease ends would be made a second time.
        """
        while True:
            try:
                return await self._in_thread(mark, *given, **named)
            except StoreUnavailable:
                log.warning("A call cannot be marked; trying again in %s s", MARK_AGAIN_SECONDS)
                await asyncio.sleep(MARK_AGAIN_SECONDS)

    async def _in_thread(self, work: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        loop, context = asyncio.get_running_loop(), contextvars.copy_context()
        return await loop.run_in_executor(self._threads, lambda: context.run(work, *given, **named))


def pause(attempts: int) -> float:
    """Seconds to wait before the next attempt, after `attempts` that failed."""
    return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(attempts, 16)))


def count(method: str, result: Result) -> None:
    """Have the metrics show what became of a call."""
    WEB_API_CALLS.labels(method, type(result).__name__).inc()
    if not isinstance(result, Sent):
        WEB_API_ERRORS.labels(method, _as_label(result.error)).inc()


def _as_label(error: str) -> str:
    """An error's name; what answers in Slack's place may say anything, and at any length."""
    if error in {"rate_limited", f"status {TOO_MANY_REQUESTS}"}:
        return "ratelimited"
    return error if _ERROR.fullmatch(error) else "other"


_ERROR = re.compile(r"[A-Za-z_]{1,40}|status \d{3}")
