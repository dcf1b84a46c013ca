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


class Outage:
    """PostgreSQL goes away for AWAY_SECONDS while mentions come; Slack waits for its return.

    `seen` is what the program says of its readiness meanwhile.
    """

    def __init__(self, postgres: Postgres, program: Program) -> None:
        self._postgres, self._program = postgres, program
        self._runs, self._ends = asyncio.Event(), asyncio.Event()
        self.seen: list[int | None] = []

    async def outlived(self) -> Sequence[Mention]:
        self._runs.set()
        async with Slack(scaled_waits(0.5), self._runs) as slack, asyncio.TaskGroup() as tasks:
            tasks.create_task(self._happen())
            sent = []
            while not self._ends.is_set():
                sent.append(tasks.create_task(slack.mention(QUESTION, self._program.url)))
                await asyncio.sleep(PACE_SECONDS)
        return [task.result() for task in sent]

    async def _happen(self) -> None:
        await asyncio.sleep(BEFORE_SECONDS)
        self._runs.clear()
        await asyncio.to_thread(self._postgres.stop, "immediate")
        for _ in range(int(AWAY_SECONDS)):
            self.seen.append(await asyncio.to_thread(self._program.readiness))
            await asyncio.sleep(1.0)
        await asyncio.to_thread(self._postgres.start)
        self._runs.set()
        ready = self._program.is_ready
        await asyncio.to_thread(self._program.wait_until, ready, SEND_SECONDS)
        await asyncio.sleep(AFTER_SECONDS)
        self._ends.set()


def test_postgresql_away_for_ten_seconds(
    sink: Sink, postgres: Postgres, postgresql_url: str, start: Start, kept: Look, report: Report
) -> None:
    program = start(postgresql_url)
    pid, outage = program.pid, Outage(postgres, program)

    try:
        mentions = asyncio.run(outage.outlived())
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
        f"first, {sum(replies)} replies; /readyz meanwhile {sorted(set(map(str, outage.seen)))}"
    )
    assert all(m.acknowledged for m in mentions)
    assert refused > 0
    assert set(outage.seen) == {NOT_READY}
    assert program.pid == pid
    assert program.is_ready()
    assert replies == [1] * len(mentions)


def test_a_full_disk(sink: Sink, sqlite_url: str, start: Start, kept: Look, report: Report) -> None:
    program = start(sqlite_url)
    assert program.stop() == 0, "the first run has written what needs no room later"
    _restart(program, in_child=_little_room)

    mentions = asyncio.run(_mentioned_until_full(program))

    program.wait_until(lambda: program.readiness() == NOT_READY, READY_SECONDS)
    log = "".join(program.log)
    assert program.stop() == 0
    _restart(program, in_child=None)
    kept_here = kept(sqlite_url)
    program.wait_until(lambda: not kept_here.waiting(), SEND_SECONDS)
    _assert_kept(mentions, kept_here)
    later = asyncio.run(_mentioned(program))
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


def _restart(program: Program, in_child: Callable[[], None] | None) -> None:
    program.in_child = in_child
    program.start()


async def _mentioned_until_full(program: Program) -> Sequence[Mention]:
    sent: list[Mention] = []
    async with Slack(scaled_waits(0.3)) as slack:
        while len(sent) < MOST_MENTIONS and (not sent or sent[-1].acknowledged):
            sent.append(await slack.mention(f"{QUESTION} zebrawool", program.url))
    return sent


async def _mentioned(program: Program) -> Mention:
    async with Slack(scaled_waits(0.3)) as slack:
        return await slack.mention(QUESTION, program.url)


def _little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))


def _assert_kept(mentions: Sequence[Mention], kept: Kept) -> None:
    keys, versions = set(kept.delivery_keys()), kept.versions()
    acknowledged = [m for m in mentions if m.acknowledged]
    assert [m for m in acknowledged if m.key not in keys] == [], "acknowledged and not kept"
    assert {versions[m.thread] for m in acknowledged} == {1}
