"""A call is made until Slack has it, in its lane's order, or until a day has passed."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.slack.outbox import GIVE_UP_AFTER, LONGEST_PAUSE, pause
from bot.slack.results import Result, Sent, TryAgain
from bot.store.protocol import Outgoing
from bot.store.sql import SqlStore
from tests.faults.sink import BROKEN, SUCCESS, Answer, Sink, in_turn, rate_limit, refusal
from tests.slack_outbox.sending import (
    Clock,
    Failing,
    a_call,
    away,
    keep,
    rows,
    run,
    sending,
    texts,
    until,
    web_api,
)

PAUSES = [(0, 1.0), (1, 2.0), (2, 4.0), (7, 128.0), (8, 256.0), (9, LONGEST_PAUSE), (10**6, 300.0)]


@pytest.mark.parametrize(("attempts", "seconds"), PAUSES)
def test_pauses_double_up_to_five_minutes(attempts: int, seconds: float) -> None:
    assert pause(attempts) == seconds


def test_a_failed_call_waits_longer_after_each_attempt(
    sink: Sink, store: SqlStore, clock: Clock
) -> None:
    sink.answering = in_turn(BROKEN, BROKEN, BROKEN)
    keep(store, a_call())

    async def scenario() -> None:
        async with web_api(sink) as api, sending(store.calls, api.call, clock) as outbox:
            for attempt, seconds in enumerate((1, 2, 4), start=1):
                due_at = clock.now + dt.timedelta(seconds=seconds)
                await until(lambda at=due_at: rows(store)[0].due_at == at, f"attempt {attempt}")
                assert len(sink.calls) == attempt
                clock.move_on(seconds=seconds)
                outbox.wake()
            await until(lambda: rows(store)[0].sent_at == clock.now, "success")

    run(scenario())
    assert len(sink.calls) == 4


def test_slack_s_own_pause_is_kept_and_holds_the_lane_alone(
    sink: Sink, store: SqlStore, clock: Clock
) -> None:
    sink.answering = in_turn(rate_limit(30))
    keep(store, a_call("first"), a_call("second"))

    async def scenario() -> None:
        async with web_api(sink) as api, sending(store.calls, api.call, clock) as outbox:
            due_at = clock.now + dt.timedelta(seconds=30)
            await until(lambda: rows(store)[0].due_at == due_at, "the limit")
            clock.move_on(seconds=29)
            keep(store, a_call("elsewhere", lane="C2"))
            outbox.wake()
            await until(lambda: rows(store)[2].sent_at is not None, "the other lane")
            assert texts(sink) == ["first", "elsewhere"]
            clock.move_on(seconds=1)
            outbox.wake()
            await until(lambda: rows(store)[1].sent_at is not None, "the lane")

    run(scenario())
    assert texts(sink) == ["first", "elsewhere", "first", "second"]


@pytest.mark.parametrize("named", ["inf", "nan", "1e15", "-1"])
def test_a_pause_that_is_none_ends_no_sending(
    sink: Sink, store: SqlStore, clock: Clock, named: str
) -> None:
    limit = Answer(429, headers={"Retry-After": named})
    sink.answering = lambda call: limit if call.body["text"] == "first" else SUCCESS
    keep(store, a_call("first"))

    async def scenario() -> None:
        async with web_api(sink) as api, sending(store.calls, api.call, clock) as outbox:
            await until(lambda: rows(store)[0].error is not None, "the limit")
            keep(store, a_call("elsewhere", lane="C2"))
            outbox.wake()
            await until(lambda: rows(store)[1].sent_at is not None, "the other lane")

    run(scenario())
    assert rows(store)[0].due_at == clock.now + dt.timedelta(seconds=1)


@pytest.mark.parametrize("failures", [1, 2])
def test_whatever_fails_in_sending_it_goes_on(store: SqlStore, clock: Clock, failures: int) -> None:
    """Twice: where what became of a call can be told in no way, so that sending ends."""
    keep(store, a_call("first"))
    left: list[Exception] = []
    made: list[str] = []

    def now() -> dt.datetime:
        if left:
            raise left.pop()
        return clock()

    async def call(outgoing: Outgoing) -> Result:
        made.append(outgoing.body["text"])
        if len(made) == 1:
            left.extend(OSError() for _ in range(failures))
        return TryAgain("busy") if len(made) == 1 else Sent()

    async def scenario() -> None:
        async with sending(store.calls, call, now) as outbox:
            await until(lambda: bool(made) and not left, "the failure")
            keep(store, a_call("elsewhere", lane="C2"))
            outbox.wake()
            await until(lambda: rows(store)[1].sent_at is not None, "the other lane")
            clock.move_on(seconds=60)
            outbox.wake()
            await until(lambda: rows(store)[0].sent_at is not None, "the first")

    run(scenario())
    assert made == ["first", "elsewhere", "first"]


def test_a_call_is_given_up_after_a_day_and_counted(
    sink: Sink, store: SqlStore, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    sink.answering = in_turn(BROKEN, BROKEN)
    keep(store, a_call("for nobody's eyes"))

    async def scenario() -> None:
        async with web_api(sink) as api, sending(store.calls, api.call, clock) as outbox:
            await until(lambda: rows(store)[0].error is not None, "the first attempt")
            assert store.calls.backlog(clock.now).dead == 0
            clock.move_on(seconds=GIVE_UP_AFTER.total_seconds())
            outbox.wake()
            await until(lambda: store.calls.backlog(clock.now).dead == 1, "giving up")

    run(scenario())
    assert store.calls.backlog(clock.now).waiting == 0
    assert "given up: no success in a day: internal_error" in caplog.text
    assert "eyes" not in caplog.text


def test_a_refused_call_does_not_hold_its_lane(sink: Sink, store: SqlStore, clock: Clock) -> None:
    sink.answering = in_turn(refusal("channel_not_found"))
    keep(store, a_call("refused"), a_call("next"))

    async def scenario() -> None:
        async with web_api(sink) as api, sending(store.calls, api.call, clock):
            await until(lambda: rows(store)[1].sent_at is not None, "the next call")

    run(scenario())
    assert texts(sink) == ["refused", "next"]
    assert store.calls.backlog(clock.now).dead == 1


@pytest.mark.parametrize("error", [RuntimeError, ValueError, AttributeError, KeyError])
def test_whatever_a_call_raises_the_outbox_goes_on(
    sink: Sink, store: SqlStore, clock: Clock, error: type[Exception]
) -> None:
    keep(store, a_call("bad"), a_call("after it"), a_call("elsewhere", lane="C2"))
    raised = []

    def failing_once(call: Callable[[Outgoing], Awaitable[Result]]) -> Any:
        async def made(outgoing: Outgoing) -> Result:
            if outgoing.body["text"] == "bad" and not raised:
                raised.append(error)
                raise error("unforeseen")
            return await call(outgoing)

        return made

    async def scenario() -> None:
        async with (
            web_api(sink) as api,
            sending(store.calls, failing_once(api.call), clock) as outbox,
        ):
            await until(lambda: rows(store)[0].error == error.__name__, "the error is kept")
            await until(lambda: rows(store)[2].sent_at is not None, "the other lane")
            clock.move_on(seconds=1)
            outbox.wake()
            await until(lambda: rows(store)[1].sent_at is not None, "the lane")

    run(scenario())
    assert texts(sink) == ["elsewhere", "bad", "after it"]


def test_the_outbox_outlives_a_database_that_cannot_be_read(
    sink: Sink, store: SqlStore, clock: Clock
) -> None:
    keep(store, a_call())
    failing = Failing(store, away(2, after=False))

    async def scenario() -> None:
        async with web_api(sink) as api, sending(failing, api.call, clock) as outbox:
            await until(lambda: outbox.wake() or not store.calls.backlog(clock.now).waiting, "sent")

    run(scenario())
    assert failing.failures == 2
    assert len(sink.calls) == 1


def test_a_call_that_hangs_holds_nobody_else(store: SqlStore, clock: Clock) -> None:
    made: list[str] = []

    async def scenario() -> None:
        answered = asyncio.Event()

        async def call(outgoing: Outgoing) -> Result:
            if outgoing.lane == "stuck":
                await answered.wait()
            made.append(outgoing.body["text"])
            return Sent()

        keep(store, a_call("late", lane="stuck"))
        async with sending(store.calls, call, clock) as outbox:
            await until(lambda: rows(store)[0].attempts == 1, "the call that hangs")
            keep(store, *(a_call(str(n), lane=f"C{n % 5}") for n in range(50)))
            outbox.wake()
            await until(lambda: store.calls.backlog(clock.now).waiting == 1, "all others")
            answered.set()

    run(scenario())
    assert made[-1] == "late"
    assert [int(text) % 5 for text in made[:-1]].count(0) == 10
    assert all(_of_lane(made, lane) == sorted(_of_lane(made, lane)) for lane in range(5))


def _of_lane(made: list[str], lane: int) -> list[int]:
    return [int(text) for text in made[:-1] if int(text) % 5 == lane]


def test_what_is_in_hand_at_the_end_is_finished_and_nothing_else_begun(
    store: SqlStore, clock: Clock
) -> None:
    made: list[str] = []

    async def scenario() -> None:
        began, answered = asyncio.Event(), asyncio.Event()

        async def call(outgoing: Outgoing) -> Result:
            began.set()
            await answered.wait()
            made.append(outgoing.body["text"])
            return Sent()

        keep(store, a_call("in hand"), a_call("later"))
        async with sending(store.calls, call, clock) as outbox:
            await began.wait()
            outbox.stop()
            answered.set()

    run(scenario())
    assert made == ["in hand"]
    assert [row.sent_at is None for row in rows(store)] == [False, True]
