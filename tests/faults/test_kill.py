"""SIGKILL at any moment loses nothing and takes nothing twice."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.slack.outbox import AT_ONCE
from tests.faults.kept import Kept
from tests.faults.sink import Sink
from tests.faults.slack import Mention, Slack, scaled_waits
from tests.program import Program

KILLS, THREADS_A_KILL, SECONDS_A_KILL = 5, 50, 2.5
QUESTIONS = ("which one scales better?", "which one has the better type safety?")
MINUTE = 0.5  # of Slack's, in seconds, besides what a restart takes
LEASE_SECONDS = 40.0  # how long the calls of a killed process may wait for the next one

Reply = tuple[str, str]
"""A reply's thread and text."""


@dataclass(frozen=True)
class Killed:
    """What a kill found: replies that Slack had and that were not marked, and all that waited.

    What an earlier kill left unmarked is not counted again.
    """

    unmarked: frozenset[Reply]
    waiting: int


def test_500_mentions_outlive_five_kills(
    sink: Sink,
    sqlite_url: str,
    start: Callable[..., Program],
    kept: Callable[[str], Kept],
    report: Callable[[str], None],
) -> None:
    program, kept_here = start(sqlite_url), kept(sqlite_url)
    seed = random.randrange(10_000)  # noqa: S311

    mentions, killed = asyncio.run(_rounds(program, sink, kept_here, seed))
    program.wait_until(lambda: not kept_here.waiting(), LEASE_SECONDS)
    posts = sink.threads()
    repeats = sum(texts.total() - len(texts) for texts in posts.values())
    report(
        f"{len(mentions)} mentions, {len(killed)} kills (seed {seed}); "
        f"{sum(len(texts) for texts in posts.values())} different replies, {repeats} repeated; "
        f"at the kills {[k.waiting for k in killed]} replies waited, "
        f"{[len(k.unmarked) for k in killed]} more of them sent and not marked; "
        f"{_retried(mentions)} events needed a retry"
    )

    keys = Counter(kept_here.delivery_keys())
    assert [m for m in mentions if m.acknowledged and m.key not in keys] == [], "not kept"
    assert [m for m in mentions if m.key not in keys] == [], "never taken"
    assert set(keys.values()) == {1}
    assert set(kept_here.versions().values()) == {len(QUESTIONS)}, "a turn was taken twice"
    assert {m.thread for m in mentions} == posts.keys()
    assert {len(texts) for texts in posts.values()} == {len(QUESTIONS)}, "a mention has no reply"
    assert kept_here.sent() == len(mentions) == KILLS * THREADS_A_KILL * len(QUESTIONS)
    assert _repeated(posts) == frozenset().union(*(k.unmarked for k in killed))
    assert repeats <= len(killed) * AT_ONCE, "more than were in hand at the kills"


async def _rounds(
    program: Program, sink: Sink, kept: Kept, seed: int
) -> tuple[Sequence[Mention], Sequence[Killed]]:
    """Mentions at a steady rate and a kill at a random moment, several times."""
    chance = random.Random(seed)  # noqa: S311
    runs = asyncio.Event()
    runs.set()
    mentions, killed = [], []
    async with Slack(scaled_waits(MINUTE), runs) as slack:
        for _ in range(KILLS):
            paces = (SECONDS_A_KILL * n / THREADS_A_KILL for n in range(THREADS_A_KILL))
            talking = [_talk(slack, program.url, after) for after in paces]
            killing = _kill(program, chance.uniform(0.1, SECONDS_A_KILL), runs, sink, kept)
            *talks, found = await asyncio.gather(*talking, killing)
            mentions += [mention for talk in talks for mention in talk]
            earlier = frozenset[Reply]().union(*(k.unmarked for k in killed))
            killed.append(Killed(found.unmarked - earlier, found.waiting))
    return mentions, killed


async def _talk(slack: Slack, url: str, after: float) -> Sequence[Mention]:
    """One thread: each question once the one before is acknowledged."""
    await asyncio.sleep(after)
    first = await slack.mention(QUESTIONS[0], url)
    return [first, await slack.mention(QUESTIONS[1], url, thread=first.ts)]


async def _kill(
    program: Program, after: float, runs: asyncio.Event, sink: Sink, kept: Kept
) -> Killed:
    await asyncio.sleep(after)
    runs.clear()
    await asyncio.to_thread(program.kill)
    await asyncio.to_thread(sink.settle)
    found = _found(sink.threads(), kept)
    await asyncio.to_thread(program.start)
    runs.set()
    return found


def _found(posts: Mapping[str, Counter[str]], kept: Kept) -> Killed:
    waiting = frozenset((body["thread_ts"], body["text"]) for body in kept.waiting())
    had = frozenset((thread, text) for thread, text in waiting if text in posts.get(thread, ()))
    return Killed(had, len(waiting))


def _repeated(posts: Mapping[str, Counter[str]]) -> frozenset[Reply]:
    return frozenset(
        (thread, text) for thread, texts in posts.items() for text in texts if texts[text] > 1
    )


def _retried(mentions: Sequence[Mention]) -> int:
    return sum(len(d.statuses) > 1 for mention in mentions for d in mention.deliveries)
