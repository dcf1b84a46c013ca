"""Sends what turns have kept: promptly, in order, and until Slack has it or a day has passed."""

import asyncio
import datetime as dt
import logging
import re
from collections.abc import Awaitable, Callable, Sequence

from bot import logs
from bot.metrics import REPLY_SECONDS, WEB_API_CALLS, WEB_API_ERRORS
from bot.slack.leasing import Leasing
from bot.slack.results import TOO_MANY_REQUESTS, Refused, Result, Sent, TryAgain
from bot.store.calls import Calls, GivenUp, Leased, Made, Outcome, Posted, PutOff
from bot.store.protocol import Outgoing, StoreUnavailable

SWEEP_SECONDS = 2.0
"""How often the outbox is looked through for what other processes or earlier attempts left."""

GIVE_UP_AFTER = dt.timedelta(days=1)
AT_ONCE = 32
"""Calls in flight at the same time; each belongs to another thread or channel. With 150 ms a call
that is 200 replies a second."""

NOTE_AGAIN_SECONDS = 0.5
"""How long what could not be noted waits for the next attempt."""

BEGIN_AGAIN_SECONDS = 1.0
"""How long sending rests where it failed as a whole."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
"""Seconds between attempts, doubling from the first to the longest."""

log = logging.getLogger(__name__)


class Outbox:
    """The sender of one process."""

    def __init__(
        self,
        calls: Calls,
        make: Callable[[Outgoing], Awaitable[Result]],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._leasing, self._make, self._now = Leasing(calls, now), make, now
        self._wake = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Say that something was kept; it is sent as soon as the loop is free."""
        self._wake.set()

    async def run(self) -> None:
        """Send until `stop` is called; what is in hand then is finished.

        Where sending fails as a whole it begins anew, as a new process would.
        """
        while self._goes_on():
            try:
                await self._run()
            except Exception:  # a process that sends no more would go on acknowledging
                log.exception("Sending has failed; it begins again")
                await asyncio.sleep(BEGIN_AGAIN_SECONDS)

    async def _run(self) -> None:
        try:
            async with asyncio.TaskGroup() as in_hand:
                while self._goes_on():
                    self._wake.clear()
                    for leased in await self._due():
                        in_hand.create_task(self._send(leased))
                    if self._goes_on():
                        await self._rest()
        finally:
            self._leasing.let_go()

    def stop(self) -> None:
        """Have `run` end once it has made the calls that it has begun."""
        self._stopping = True
        self._wake.set()

    def _goes_on(self) -> bool:
        return not self._stopping or bool(self._leasing.in_hand or self._leasing.unnoted)

    async def _rest(self) -> None:
        """Until there is something to do, or to be looked for."""
        try:
            seconds = NOTE_AGAIN_SECONDS if self._leasing.unnoted else SWEEP_SECONDS
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            return

    async def _due(self) -> Sequence[Leased]:
        """Note what became of calls, and take up what is due, as far as calls are free."""
        try:
            return await self._leasing.due(0 if self._stopping else AT_ONCE - self._leasing.in_hand)
        except StoreUnavailable as error:
            log.warning("The outbox cannot be used; trying again soon (%s)", error)
        except Exception:  # whatever it is, the others' replies must go on being sent
            log.exception("The outbox cannot be used; trying again soon")
        return ()

    async def _send(self, leased: Leased) -> None:
        """Make the call, and have what became of it noted. Never raises: the other calls go on."""
        with logs.delivery(leased.reference):
            result = await self._result(leased.call)
            self._leasing.ended(self._outcome(leased, result))
        self._wake.set()

    async def _result(self, call: Outgoing) -> Result:
        try:
            return await self._make(call)
        except Exception as error:  # a call that cannot be made must not hold its lane for ever
            log.exception("%s could not be made", call.method)
            return TryAgain(type(error).__name__)

    def _outcome(self, leased: Leased, result: Result) -> Outcome:
        try:
            count(leased.call.method, result)
            return self._told(leased, result)
        except Exception as error:  # it must not end the calls of all others
            log.exception("What became of call %s cannot be told", leased.id)
            if isinstance(result, Sent):
                return Made(leased)
            return self._put_off(leased, type(error).__name__, None)

    def _told(self, leased: Leased, result: Result) -> Outcome:
        match result:
            case Sent(channel, ts):
                now = self._now()
                REPLY_SECONDS.observe((now - leased.kept_at).total_seconds())
                return Made(leased, Posted(channel, ts, now) if channel and ts else None)
            case Refused(error):
                return _given_up(leased, f"Slack refuses it: {error}")
            case TryAgain(error, after):
                return self._put_off(leased, error, after)

    def _put_off(self, leased: Leased, error: str, after: float | None) -> Outcome:
        due_at = self._now() + dt.timedelta(seconds=after or pause(leased.attempts))
        if due_at - leased.kept_at > GIVE_UP_AFTER:
            return _given_up(leased, f"no success in a day: {error}")
        log.warning("%s failed (%s); next attempt at %s", leased.call.method, error, due_at)
        return PutOff(leased, error, due_at)


def _given_up(leased: Leased, error: str) -> GivenUp:
    log.error("Call %s (%s) is given up: %s", leased.id, leased.call.method, error)
    return GivenUp(leased, error)


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
