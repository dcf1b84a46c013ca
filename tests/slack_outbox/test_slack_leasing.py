"""What became of a call is noted once, and a call that was made is not made again before it is."""

import asyncio
from collections.abc import Callable, Sequence
from threading import Event

import pytest

from bot.slack.leasing import REFUSALS
from bot.slack.outbox import Outbox
from bot.slack.results import Result, Sent
from bot.store.calls import Made, Outcome, PutOff
from bot.store.protocol import Outgoing, ValueRefused
from bot.store.sql import SqlStore
from bot.store.sql_calls import LEASE_FOR
from tests.faults.sink import BROKEN, SUCCESS, Answer, Sink, in_turn, refusal
from tests.slack_outbox.sending import (
    PATIENCE_SECONDS,
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

LEASE_SECONDS = LEASE_FOR.total_seconds()


@pytest.mark.parametrize(
    ("answer", "column"),
    [(SUCCESS, "sent_at"), (BROKEN, "error"), (refusal("channel_not_found"), "dead_at")],
)
def test_what_became_of_a_call_is_noted_once_the_database_is_back(
    sink: Sink, store: SqlStore, clock: Clock, answer: Answer, column: str
) -> None:
    sink.answering = lambda _: answer
    keep(store, a_call())
    failing = Failing(store, away(3, after=True))

    async def scenario() -> None:
        async with web_api(sink) as api, sending(failing, api.call, clock):
            await until(lambda: getattr(rows(store)[0], column) is not None, column)

    run(scenario())
    assert failing.failures == 3
    assert len(sink.calls) == 1, "what could not be noted must not be made again"


def test_an_outage_that_outlasts_the_lease_has_no_call_made_again(
    sink: Sink, store: SqlStore, clock: Clock
) -> None:
    """Though the first that the database takes then is not what became of the call."""
    keep(store, a_call())
    ended = Event()
    once_more = away(1, after=True)

    def fails(outcomes: Sequence[Outcome]) -> bool:
        return once_more(outcomes) if ended.is_set() else bool(sink.calls)

    failing = Failing(store, fails)

    async def scenario() -> None:
        async with web_api(sink) as api, sending(failing, api.call, clock) as outbox:
            await until(lambda: failing.failures > 0, "the outage")
            clock.move_on(seconds=LEASE_SECONDS + 1)
            ended.set()
            outbox.wake()
            await until(lambda: rows(store)[0].sent_at is not None, "noted")

    run(scenario())
    assert len(sink.calls) == 1


def test_an_outcome_that_cannot_be_noted_holds_up_no_other_and_no_call_is_made_again(
    sink: Sink, store: SqlStore, clock: Clock
) -> None:
    keep(store, *(a_call(f"{n}", lane=f"C{n}") for n in range(5)))
    failing = Failing(store, lambda outcomes: any(o.leased.call.lane == "C2" for o in outcomes))

    async def scenario() -> None:
        async with web_api(sink) as api:
            outbox = Outbox(failing, api.call, clock)
            running = asyncio.create_task(outbox.run())
            await until(lambda: store.calls.backlog(clock.now).waiting == 1, "the others")
            for number in range(1, 5):
                clock.move_on(seconds=LEASE_SECONDS + 1)
                keep(store, a_call("later", lane="C9"))
                outbox.wake()
                await until(lambda n=number: rows(store)[4 + n].sent_at is not None, "the later")
                await until(lambda n=number: rows(store)[2].attempts > n, "another lease")
            running.cancel()

    run(scenario())
    assert sorted(texts(sink)) == ["0", "1", "2", "3", "4", *["later"] * 4]


@pytest.mark.parametrize("error", [ValueRefused("DataError"), UnicodeError("surrogates")])
@pytest.mark.parametrize("answers", [[SUCCESS], [BROKEN, SUCCESS]])
def test_what_a_working_database_refuses_again_and_again_is_noted_in_fewer_words(
    sink: Sink, store: SqlStore, clock: Clock, answers: Sequence[Answer], error: Exception
) -> None:
    """So that its lane goes on, and a stop waits for nothing."""
    sink.answering = in_turn(*answers)
    keep(store, a_call("first"), a_call("second"))
    failing = Failing(
        store, lambda outcomes: any(_has_more_words(one, "first") for one in outcomes), error
    )

    async def scenario() -> None:
        async with web_api(sink) as api, sending(failing, api.call, clock) as outbox:
            await _until_leases_end(
                lambda: rows(store)[1].sent_at is not None, "the second", clock, outbox
            )

    run(scenario())
    assert rows(store)[0].sent_at is not None, "it was put off and not given up"
    assert texts(sink) == [*["first"] * len(answers), "second"]


def _has_more_words(outcome: Outcome, text: str) -> bool:
    more = isinstance(outcome, PutOff) and outcome.error == "internal_error"
    more |= isinstance(outcome, Made) and outcome.posted is not None
    return more and outcome.leased.call.body["text"] == text


async def _until_leases_end(
    holds: Callable[[], bool], what: str, clock: Clock, outbox: Outbox
) -> None:
    """Time goes by until the condition holds."""

    def looked() -> bool:
        clock.move_on(seconds=LEASE_SECONDS + 1)
        return holds()

    waiting = asyncio.ensure_future(until(looked, what))
    while not waiting.done():
        outbox.wake()
        await asyncio.wait([waiting], timeout=0.05)
    await waiting


def test_an_outage_of_any_length_gives_nothing_up(
    sink: Sink, store: SqlStore, clock: Clock
) -> None:
    sink.answering = lambda _: BROKEN
    keep(store, a_call())
    failing = Failing(store, away(20, after=True))

    async def scenario() -> None:
        async with web_api(sink) as api, sending(failing, api.call, clock) as outbox:
            while failing.failures < 20:
                outbox.wake()
                await asyncio.sleep(0.01)
            await until(lambda: rows(store)[0].error is not None, "the failure is noted")

    run(scenario())
    assert rows(store)[0].dead_at is None


@pytest.mark.parametrize(("answer", "column"), [(SUCCESS, "posted_ts"), (BROKEN, "error")])
def test_a_database_that_flaps_has_nothing_given_up_or_told_in_fewer_words(
    sink: Sink, store: SqlStore, clock: Clock, answer: Answer, column: str
) -> None:
    """Though it takes what is asked in between: a lock or a timeout says nothing of the value."""
    sink.answering = lambda call: answer if call.body["text"] == "first" else SUCCESS
    keep(store, a_call("first"))
    back = Event()
    failing = Failing(
        store, lambda outcomes: any(o.leased.id == 1 for o in outcomes) and not back.is_set()
    )

    async def scenario() -> None:
        async with web_api(sink) as api, sending(failing, api.call, clock) as outbox:
            for number in range(1, 6):
                keep(store, a_call("other", lane=f"D{number}"))
                outbox.wake()
                await until(lambda n=number: rows(store)[n].sent_at is not None, "the other")
            back.set()
            await until(lambda: _is_noted(store), "what became of the first")

    run(scenario())
    assert failing.failures > 2 * REFUSALS
    assert getattr(rows(store)[0], column) is not None
    assert rows(store)[0].dead_at is None


def _is_noted(store: SqlStore) -> bool:
    first = rows(store)[0]
    return any(noted is not None for noted in (first.sent_at, first.error, first.dead_at))


def test_a_call_that_outlasts_its_lease_is_not_begun_again(store: SqlStore, clock: Clock) -> None:
    begun: list[str] = []

    async def scenario() -> None:
        answered = asyncio.Event()

        async def call(outgoing: Outgoing) -> Result:
            begun.append(outgoing.body["text"])
            await answered.wait()
            return Sent()

        keep(store, a_call("slow"))
        async with sending(store.calls, call, clock) as outbox:
            await until(lambda: rows(store)[0].attempts == 1, "the call")
            clock.move_on(seconds=LEASE_SECONDS + 1)
            outbox.wake()
            await until(lambda: rows(store)[0].attempts == 2, "its lease is had again")
            keep(store, a_call("elsewhere", lane="C2"))
            outbox.wake()
            await until(lambda: "elsewhere" in begun, "the other lane")
            answered.set()

    run(scenario())
    assert begun == ["slow", "elsewhere"]


def test_a_sender_that_is_cancelled_does_not_wait_for_the_database(
    store: SqlStore, clock: Clock
) -> None:
    """Which would hold up everything else that has to end."""
    asked, answers, answered = Event(), Event(), Event()

    def stuck(_: Sequence[Outcome]) -> bool:
        asked.set()
        answers.wait(PATIENCE_SECONDS)
        answered.set()
        return False

    async def call(_: Outgoing) -> Result:
        return Sent()

    async def scenario() -> None:
        running = asyncio.create_task(Outbox(Failing(store, stuck), call, clock).run())
        await until(asked.is_set, "the database is asked")
        running.cancel()
        await asyncio.wait([running])
        ended_before = not answered.is_set()
        answers.set()
        await until(answered.is_set, "the database answers")
        assert ended_before

    run(scenario())
