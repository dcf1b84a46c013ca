"""Sends what turns have kept: promptly, in order, and until Slack has it or a day has passed."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable

from bot.metrics import WEB_API_CALLS
from bot.slack.web_api import Refused, Result, Sent, TryAgain
from bot.store.protocol import Leased, Outgoing, Store, StoreUnavailable

SWEEP_SECONDS = 2.0
"""How often the outbox is looked through for what other processes or earlier attempts left."""

GIVE_UP_AFTER = dt.timedelta(days=1)
AT_ONCE = 20
"""Calls in flight at the same time; each belongs to another thread or channel."""

MARK_AGAIN_SECONDS = 0.5

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
"""Seconds between attempts, doubling from the first to the longest."""

log = logging.getLogger(__name__)


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

    def wake(self) -> None:
        """Say that something was kept; it is sent as soon as the loop is free."""
        self._wake.set()

    async def run(self) -> None:
        """Send until `stop` is called; what is in hand then is finished."""
        while not self._stopping:
            self._wake.clear()
            try:
                while await self._send_due() and not self._stopping:
                    pass
            except StoreUnavailable:
                log.warning("The outbox cannot be read; trying again in %s s", SWEEP_SECONDS)
            except Exception:  # whatever it is, the others' replies must go on being sent
                log.exception("Sending failed; trying again in %s s", SWEEP_SECONDS)
            await self._rest()

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), SWEEP_SECONDS)
        except TimeoutError:
            return

    async def _send_due(self) -> int:
        """Send what is due; the number of calls that were taken in hand."""
        due = await asyncio.to_thread(self._store.lease, self._now(), AT_ONCE)
        await asyncio.gather(*(self._send(leased) for leased in due))
        return len(due)

    async def _send(self, leased: Leased) -> None:
        result = await self._call(leased.call)
        WEB_API_CALLS.labels(leased.call.method, type(result).__name__).inc()
        match result:
            case Sent():
                await self._mark(self._store.mark_sent, leased.id)
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

    async def _mark(self, mark: Callable[..., None], *arguments: object) -> None:
        """Note what became of a call, also when the database is away for a while.

        A call that is not marked when its lease ends would be made a second time.
        """
        while True:
            try:
                return await asyncio.to_thread(mark, *arguments)
            except StoreUnavailable:
                if self._stopping:
                    raise
                await asyncio.sleep(MARK_AGAIN_SECONDS)


def pause(attempts: int) -> float:
    """Seconds to wait before the next attempt, after `attempts` that failed."""
    return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(attempts, 16)))
