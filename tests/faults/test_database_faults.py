"""While the database cannot be had nothing is acknowledged, and nothing that was is lost."""

import asyncio
import resource
from collections.abc import Callable, Sequence

from tests.faults.kept import Kept
from tests.faults.sink import Sink
from tests.faults.slack import Mention, Slack, scaled_waits
from tests.postgres import Postgres
from tests.program import Program

QUESTION = "which one scales better?"
AWAY_SECONDS, BEFORE_SECONDS, AFTER_SECONDS = 10.0, 2.0, 2.0
PACE_SECONDS = 0.1
SEND_SECONDS = 40.0

ROOM = 500_000  # bytes that each file may have: the database as it is at first, and a few turns
MOST_MENTIONS = 100  # many more than there is room for
READY_SECONDS = 10.0  # a check may fit where a turn does not, and uses up what room is left
NOT_READY = 503

Start = Callable[..., Program]
Look = Callable[[str], Kept]
Report = Callable[[str], None]


def test_postgresql_away_for_ten_seconds(
    sink: Sink, postgres: Postgres, postgresql_url: str, start: Start, kept: Look, report: Report
) -> None:
    program = start(postgresql_url)
    pid, runs, ends = program.pid, asyncio.Event(), asyncio.Event()
    seen: list[int | None] = []

    async def outage() -> None:
        await asyncio.sleep(BEFORE_SECONDS)
        runs.clear()
        await asyncio.to_thread(postgres.stop, "immediate")
        for _ in range(int(AWAY_SECONDS)):
            seen.append(await asyncio.to_thread(program.readiness))
            await asyncio.sleep(1.0)
        await asyncio.to_thread(postgres.start)
        runs.set()
        await asyncio.to_thread(program.wait_until, program.is_ready, SEND_SECONDS)
        await asyncio.sleep(AFTER_SECONDS)
        ends.set()

    async def run() -> Sequence[Mention]:
        runs.set()
        async with Slack(scaled_waits(0.5), runs) as slack, asyncio.TaskGroup() as tasks:
            tasks.create_task(outage())
            sent = []
            while not ends.is_set():
                sent.append(tasks.create_task(slack.mention(QUESTION, program.url)))
                await asyncio.sleep(PACE_SECONDS)
        return [task.result() for task in sent]

    try:
        mentions = asyncio.run(run())
    finally:
        if not postgres.running:
            postgres.start()
    kept_here = kept(postgresql_url)
    program.wait_until(lambda: not kept_here.waiting(), SEND_SECONDS)
    _assert_kept(mentions, kept_here)
    replies = [sink.threads()[m.thread].total() for m in mentions]
    refused = sum(NOT_READY in d.statuses for m in mentions for d in m.deliveries)
    report(
        f"{len(mentions)} mentions, {refused} of {2 * len(mentions)} events not acknowledged at "
        f"first, {sum(replies)} replies; /readyz meanwhile {sorted(set(map(str, seen)))}"
    )

    assert all(m.acknowledged for m in mentions)
    assert refused > 0
    assert set(seen) == {NOT_READY}
    assert program.pid == pid
    assert program.is_ready()
    assert replies == [1] * len(mentions)


def test_a_full_disk(sink: Sink, sqlite_url: str, start: Start, kept: Look, report: Report) -> None:
    program = start(sqlite_url)
    assert program.stop() == 0, "the first run has written what needs no room later"
    program.in_child = _little_room
    program.start()

    async def run() -> Sequence[Mention]:
        async with Slack(scaled_waits(0.3)) as slack:
            sent = []
            while len(sent) < MOST_MENTIONS and (not sent or sent[-1].acknowledged):
                sent.append(await slack.mention(f"{QUESTION} zebrawool", program.url))
            return sent

    mentions = asyncio.run(run())
    program.wait_until(lambda: program.readiness() == NOT_READY, READY_SECONDS)
    log = "".join(program.log)
    assert program.stop() == 0
    program.in_child = None
    program.start()
    kept_here = kept(sqlite_url)
    program.wait_until(lambda: not kept_here.waiting(), SEND_SECONDS)
    _assert_kept(mentions, kept_here)

    async def once_more() -> Mention:
        async with Slack(scaled_waits(0.3)) as slack:
            return await slack.mention(QUESTION, program.url)

    later = asyncio.run(once_more())
    program.wait_until(lambda: later.thread in sink.threads(), SEND_SECONDS)
    posts = sink.threads()
    acknowledged = [m for m in mentions if m.acknowledged]
    report(
        f"{len(acknowledged)} of {len(mentions)} mentions acknowledged before {ROOM} "
        f"bytes were full; {sum(m.thread in posts for m in acknowledged)} have replies, "
        f"{sum(posts[m.thread].total() - 1 for m in acknowledged)} repeated"
    )

    assert 0 < len(acknowledged) == len(mentions) - 1
    assert "StoreUnavailable" in log
    assert "disk" in log
    assert "zebrawool" not in log
    assert all(m.thread in posts for m in acknowledged)


def _little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))


def _assert_kept(mentions: Sequence[Mention], kept: Kept) -> None:
    keys, versions = set(kept.delivery_keys()), kept.versions()
    acknowledged = [m for m in mentions if m.acknowledged]
    assert [m for m in acknowledged if m.key not in keys] == [], "acknowledged and not kept"
    assert {versions[m.thread] for m in acknowledged} == {1}
