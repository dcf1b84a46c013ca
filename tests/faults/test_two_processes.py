"""Two processes on one PostgreSQL take every delivery once; so does one on SQLite."""

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from bot import phrases
from tests.faults.kept import Kept, wait_until
from tests.faults.sink import RESPONSE_URL, Sink
from tests.faults.slack import USER, Slack, scaled_waits
from tests.program import Program

MENTIONS, PRESSES = 100, 200
WAITS = scaled_waits(0.3)
SEND_SECONDS = 30.0

Start = Callable[..., Program]
Look = Callable[[str], Kept]
Report = Callable[[str], None]
Element = Mapping[str, Any]


def test_mentions_sent_to_both_at_once_get_one_reply_each(
    sink: Sink, postgresql_url: str, start: Start, kept: Look, report: Report
) -> None:
    urls = [start(postgresql_url).url, start(postgresql_url).url]
    kept_here = kept(postgresql_url)

    async def run() -> list[Any]:
        async with Slack(WAITS) as slack:
            sent = (slack.mention("which one scales better?", *urls) for _ in range(MENTIONS))
            return await asyncio.gather(*sent)

    mentions = asyncio.run(run())
    wait_until(lambda: not kept_here.waiting(), SEND_SECONDS, "every reply is sent")
    posts = sink.threads()
    deliveries = [delivered for mention in mentions for delivered in mention.deliveries]
    replies = [posts[m.thread].total() for m in mentions]
    report(f"{len(deliveries)} deliveries of {len(mentions)} mentions, {sum(replies)} replies")

    assert len(deliveries) == 4 * MENTIONS
    assert all(delivered.acknowledged for delivered in deliveries)
    assert replies == [1] * MENTIONS
    assert kept_here.versions() == {m.thread: 1 for m in mentions}


@pytest.mark.parametrize(("database", "processes"), [("sqlite", 1), ("postgresql", 2)])
def test_one_of_200_presses_on_one_question_is_taken_and_the_others_are_told(
    request: pytest.FixtureRequest,
    sink: Sink,
    start: Start,
    report: Report,
    database: str,
    processes: int,
) -> None:
    url = request.getfixturevalue(f"{database}_url")
    urls = [start(url).url for _ in range(processes)]
    kept_here = request.getfixturevalue("kept")(url)

    async def run() -> tuple[str, list[bool]]:
        async with Slack(WAITS) as slack:
            thread = (await slack.mention("recommend", urls[0])).thread
            await asyncio.to_thread(
                wait_until, lambda: bool(sink.calls), SEND_SECONDS, "the first question"
            )
            message = {"ts": "1900000000.000100", "thread_ts": thread}
            answers = itertools.cycle(_answers(sink.calls[0].body["blocks"]))
            presses = (
                slack.press(message, next(answers), urls[n % processes], sink.response_url(str(n)))
                for n in range(PRESSES)
            )
            return thread, await asyncio.gather(*presses)

    thread, acknowledged = asyncio.run(run())
    wait_until(lambda: not kept_here.waiting(), SEND_SECONDS, "every reply is sent")
    accepted = sink.of("chat.update")
    texts = [call.body["text"] for call in sink.of(RESPONSE_URL)]
    told = [text for text in texts if "already answered" in text]
    refused = texts.count(phrases.BUSY)
    given = kept_here.session(thread).dialogs[USER].given
    report(
        f"{PRESSES} presses to {processes} process(es) on {database}: {len(accepted)} taken, "
        f"{len(told)} told that the question is answered, {refused} to try again, "
        f"{len(given)} answer(s) kept"
    )

    assert all(acknowledged)
    assert len(accepted) == len(given) == 1
    assert len(told) + refused == len(texts) == PRESSES - 1
    assert told
    assert kept_here.versions()[thread] == 1 + PRESSES - refused


def _answers(blocks: list[Element]) -> Iterator[Element]:
    """The buttons that answer the question of a message."""
    for block in blocks:
        for element in block.get("elements", ()):
            if json.loads(element.get("value", "{}")).get("kind") == "chose":
                yield {"action_id": element["action_id"], "value": element["value"]}


def test_processes_are_replaced_one_by_one_without_a_delivery_being_missed(
    sink: Sink, postgresql_url: str, start: Start, kept: Look, report: Report
) -> None:
    """As a deployment does it: out of rotation, SIGTERM, start, ready, back; without retries."""
    programs = [start(postgresql_url), start(postgresql_url)]
    rotation = [program.url for program in programs]
    on_their_way: Counter[str] = Counter()
    replaced = asyncio.Event()

    def replace() -> None:
        for program in programs:
            rotation.remove(program.url)
            drained = f"nothing more is on its way to {program.url}"
            wait_until(lambda url=program.url: not on_their_way[url], SEND_SECONDS, drained)
            assert program.stop() == 0
            program.start()
            rotation.append(program.url)

    async def deliver(slack: Slack) -> list[Any]:
        sent = []
        while not replaced.is_set():
            url = rotation[len(sent) % len(rotation)]
            sent.append(asyncio.create_task(deliver_one(slack, url)))
            await asyncio.sleep(0.1)
        return list(await asyncio.gather(*sent))

    async def deliver_one(slack: Slack, url: str) -> Any:
        on_their_way[url] += 1
        try:
            return await slack.mention("which one scales better?", url)
        finally:
            on_their_way[url] -= 1

    async def run() -> list[Any]:
        async with Slack(()) as slack:
            delivering = asyncio.create_task(deliver(slack))
            try:
                await asyncio.to_thread(replace)
            finally:
                replaced.set()
                mentions = await delivering
            return mentions

    mentions = asyncio.run(run())
    kept_here = kept(postgresql_url)
    wait_until(lambda: not kept_here.waiting(), SEND_SECONDS, "every reply is sent")
    posts = sink.threads()
    missed = [m.ts for m in mentions if not all(d.acknowledged for d in m.deliveries)]
    replies = [posts[m.thread].total() for m in mentions]
    report(f"{len(mentions)} mentions while both were replaced, {len(missed)} not acknowledged")

    assert len(mentions) > len(programs)
    assert missed == []
    assert replies == [1] * len(mentions)
