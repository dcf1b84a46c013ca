"""Two processes on one PostgreSQL take every delivery once; so does one on SQLite."""

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from bot import phrases
from tests.faults.kept import Kept, wait_until
from tests.faults.sink import RESPONSE_URL, Sink
from tests.faults.slack import USER, Mention, Slack, scaled_waits
from tests.program import Program

MENTIONS, PRESSES = 100, 200
WAITS = scaled_waits(0.3)
SEND_SECONDS = 30.0
PACE_SECONDS = 0.1

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

    thread, acknowledged = asyncio.run(_pressed_at_once(urls, sink))

    wait_until(lambda: not kept_here.waiting(), SEND_SECONDS, "every reply is sent")
    texts = [call.body["text"] for call in sink.of(RESPONSE_URL)]
    told = [text for text in texts if "already answered" in text]
    refused, accepted = texts.count(phrases.BUSY), sink.of("chat.update")
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


async def _pressed_at_once(urls: Sequence[str], sink: Sink) -> tuple[str, list[bool]]:
    """The thread of a question that PRESSES presses answer, and which of them were acknowledged."""
    async with Slack(WAITS) as slack:
        thread = (await slack.mention("recommend", urls[0])).thread
        asked = "the first question"
        await asyncio.to_thread(wait_until, lambda: bool(sink.calls), SEND_SECONDS, asked)
        message = {"ts": "1900000000.000100", "thread_ts": thread}
        answers = itertools.cycle(_answers(sink.calls[0].body["blocks"]))
        presses = (
            slack.press(message, next(answers), urls[n % len(urls)], sink.response_url(str(n)))
            for n in range(PRESSES)
        )
        return thread, await asyncio.gather(*presses)


def _answers(blocks: list[Element]) -> Iterator[Element]:
    """The buttons that answer the question of a message."""
    for block in blocks:
        for element in block.get("elements", ()):
            if json.loads(element.get("value", "{}")).get("kind") == "chose":
                yield {"action_id": element["action_id"], "value": element["value"]}


class Rotation:
    """The processes that deliveries go to, each replaced once, as a deployment does it."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self._programs, self._urls = programs, [program.url for program in programs]
        self._on_their_way: Counter[str] = Counter()
        self._replaced = asyncio.Event()

    async def replaced(self) -> list[Mention]:
        """The mentions that were delivered while all were replaced; Slack tries none again."""
        async with Slack(()) as slack:
            delivering = asyncio.create_task(self._deliver(slack))
            try:
                await asyncio.to_thread(self._replace)
            finally:
                self._replaced.set()
                mentions = await delivering
            return mentions

    def _replace(self) -> None:
        """Out of rotation, SIGTERM, start, ready, back."""
        for program in self._programs:
            self._urls.remove(program.url)
            drained = f"nothing more is on its way to {program.url}"
            wait_until(lambda url=program.url: not self._on_their_way[url], SEND_SECONDS, drained)
            assert program.stop() == 0
            program.start()
            self._urls.append(program.url)

    async def _deliver(self, slack: Slack) -> list[Mention]:
        sent = []
        while not self._replaced.is_set():
            url = self._urls[len(sent) % len(self._urls)]
            sent.append(asyncio.create_task(self._mention(slack, url)))
            await asyncio.sleep(PACE_SECONDS)
        return list(await asyncio.gather(*sent))

    async def _mention(self, slack: Slack, url: str) -> Mention:
        self._on_their_way[url] += 1
        try:
            return await slack.mention("which one scales better?", url)
        finally:
            self._on_their_way[url] -= 1


def test_processes_are_replaced_one_by_one_without_a_delivery_being_missed(
    sink: Sink, postgresql_url: str, start: Start, kept: Look, report: Report
) -> None:
    programs = [start(postgresql_url), start(postgresql_url)]

    mentions = asyncio.run(Rotation(programs).replaced())

    kept_here = kept(postgresql_url)
    wait_until(lambda: not kept_here.waiting(), SEND_SECONDS, "every reply is sent")
    missed = [m.ts for m in mentions if not all(d.acknowledged for d in m.deliveries)]
    replies = [sink.threads()[m.thread].total() for m in mentions]
    report(f"{len(mentions)} mentions while both were replaced, {len(missed)} not acknowledged")
    assert len(mentions) > len(programs)
    assert missed == []
    assert replies == [1] * len(mentions)
