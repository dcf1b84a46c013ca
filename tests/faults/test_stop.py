"""SIGTERM: what is in hand is finished, the rest is left to Slack's retries."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.background import FINISH_SECONDS
from bot.serving import REQUESTS_SECONDS
from bot.store.postgresql_engine import ANSWER_SECONDS, CONNECT_SECONDS, POOL_SECONDS
from bot.store.sqlite import BUSY_SECONDS, QUEUE_SECONDS
from tests.faults.kept import Kept
from tests.faults.sink import Answer, Sink
from tests.faults.slack import Mention, Slack, mention_event, scaled_waits
from tests.program import Program

QUESTION = "which one scales better?"
PLATFORM_SECONDS = 10.0  # between SIGTERM and SIGKILL
EXIT_SECONDS = 1.0  # for the rest of an end, on a small machine
MENTIONS, PACE_SECONDS = 120, 0.03
SEND_SECONDS = 40.0
SLOW = Answer(after=0.3)
HANGS = Answer(after=12.0)

Start = Callable[..., Program]
Look = Callable[[str], Kept]


@dataclass(frozen=True, slots=True)
class Stopped:
    """How a stop ended, after how many seconds, and how many replies it left to the next start."""

    status: int
    took: float
    waiting: int


async def _restarted_under_load(program: Program, kept: Kept) -> tuple[Sequence[Mention], Stopped]:
    """Mentions at a steady rate, and a stop and a start among them."""
    runs = asyncio.Event()
    runs.set()

    async def restart() -> Stopped:
        await asyncio.sleep(MENTIONS * PACE_SECONDS / 2)
        runs.clear()
        stopped = await asyncio.to_thread(_stopped, program, kept)
        await asyncio.to_thread(program.start)
        runs.set()
        return stopped

    async with Slack(scaled_waits(0.3), runs) as slack, asyncio.TaskGroup() as tasks:
        restarting = tasks.create_task(restart())
        sent = []
        for _ in range(MENTIONS):
            sent.append(tasks.create_task(slack.mention(QUESTION, program.url)))
            await asyncio.sleep(PACE_SECONDS)
    return [task.result() for task in sent], restarting.result()


def _stopped(program: Program, kept: Kept) -> Stopped:
    began = time.monotonic()
    status = program.stop()
    return Stopped(status, time.monotonic() - began, len(kept.waiting()))


def test_a_stop_under_load_loses_and_repeats_nothing(
    sink: Sink, sqlite_url: str, start: Start, kept: Look, report: Callable[[str], None]
) -> None:
    sink.answering = lambda _: SLOW
    program, kept_here = start(sqlite_url), kept(sqlite_url)

    mentions, stopped = asyncio.run(_restarted_under_load(program, kept_here))

    program.wait_until(lambda: not kept_here.waiting(), SEND_SECONDS)
    posts = sink.threads()
    retried = sum(len(d.statuses) > 1 for m in mentions for d in m.deliveries)
    report(
        f"{MENTIONS} mentions, ended with {stopped.status} after {stopped.took:.1f} s, "
        f"{stopped.waiting} replies left to the next start, {retried} events retried, "
        f"{sum(texts.total() for texts in posts.values())} replies"
    )
    assert stopped.status == 0
    assert stopped.took < PLATFORM_SECONDS
    assert retried > 0, "nothing was under way"
    assert {m.key for m in mentions} <= set(kept_here.delivery_keys())
    assert kept_here.versions() == {m.thread: 1 for m in mentions}
    assert [posts[m.thread].total() for m in mentions] == [1] * MENTIONS


def test_a_stop_s_waits_one_after_another_are_shorter_than_platforms_wait() -> None:
    database = max(QUEUE_SECONDS + BUSY_SECONDS, ANSWER_SECONDS, CONNECT_SECONDS, POOL_SECONDS)

    assert REQUESTS_SECONDS + FINISH_SECONDS + database + EXIT_SECONDS <= PLATFORM_SECONDS


def test_a_stop_does_not_wait_for_a_call_that_hangs(
    sink: Sink, sqlite_url: str, start: Start, kept: Look, report: Callable[[str], None]
) -> None:
    sink.answering = lambda _: HANGS
    program = start(sqlite_url)

    async def run() -> Mention:
        async with Slack(scaled_waits(0.3)) as slack:
            return await slack.mention(QUESTION, program.url)

    mention = asyncio.run(run())
    program.wait_until(lambda: bool(sink.calls), SEND_SECONDS)
    kept_here = kept(sqlite_url)
    stopped = _stopped(program, kept_here)
    report(f"ended with {stopped.status} after {stopped.took:.1f} s, {stopped.waiting} reply kept")

    assert stopped.status == 0
    assert stopped.took < PLATFORM_SECONDS
    assert [body["thread_ts"] for body in kept_here.waiting()] == [mention.thread]


def test_a_retry_is_dropped_only_where_its_event_was_taken(
    sink: Sink, sqlite_url: str, start: Start, kept: Look
) -> None:
    program, kept_here = start(sqlite_url), kept(sqlite_url)
    taken, never_taken = mention_event(QUESTION), mention_event(QUESTION)

    async def run() -> list[int | None]:
        async with Slack(scaled_waits(0.1)) as slack:
            first = await slack.event(taken, program.url)
            retries = [await slack.retry(event, program.url) for event in (taken, never_taken)]
            return [*first.statuses, *retries]

    statuses = asyncio.run(run())
    program.wait_until(lambda: len(sink.calls) > 1 and not kept_here.waiting(), SEND_SECONDS)

    threads = [event["event"]["ts"] for event in (taken, never_taken)]
    assert statuses == [200, 200, 200]
    assert {t: texts.total() for t, texts in sink.threads().items()} == dict.fromkeys(threads, 1)
    assert kept_here.versions() == dict.fromkeys(threads, 1)
