"""Whatever the Web API does, every reply arrives in the end, in order in its thread."""

import asyncio
from collections.abc import Callable, Sequence

from tests.faults.kept import Kept
from tests.faults.sink import (
    BROKEN,
    BROKEN_HTML,
    SUCCESS,
    Answer,
    Call,
    Sink,
    rate_limit,
)
from tests.faults.slack import OK, Slack, mention_event, new_ts, scaled_waits
from tests.program import Program

QUESTIONS = (
    "which one scales better?",
    "which one has the better type safety?",
    "which one is easier to learn?",
    "which one has more packages?",
)
RETRY_AFTER = 4
HANG = Answer(after=12.0)
UNSPEAKABLE = Answer(503, "upstream connect error", "text/plain")
GARBLED = Answer(200, "{", "application/json")
FAULTS: dict[str, Sequence[Answer]] = {
    "none": (),
    "rate limit": (rate_limit(RETRY_AFTER),),
    "broken": (BROKEN, BROKEN),
    "broken, as HTML": (BROKEN_HTML, BROKEN_HTML),
    "a proxy's text": (UNSPEAKABLE, UNSPEAKABLE),
    "garbled": (GARBLED,),
    "hangs": (HANG,),
}
REFUSED_SECONDS = 1.5
SEND_SECONDS = 40.0

Start = Callable[..., Program]


class Faulty:
    """Answers the calls of each thread with its faults, then with success."""

    def __init__(self) -> None:
        self.faults: dict[str, list[Answer]] = {}
        self.answered: list[tuple[Call, Answer]] = []

    def __call__(self, call: Call) -> Answer:
        left = self.faults.get(call.thread, [])
        answer = left.pop(0) if left else SUCCESS
        self.answered.append((call, answer))
        return answer

    def texts(self, thread: str) -> Sequence[str]:
        return [call.body["text"] for call, _ in self.answered if call.thread == thread]


async def _asked_meanwhile(url: str, sink: Sink, faulty: Faulty) -> dict[str, str]:
    """The thread of each of FAULTS by its name: all questions are asked in each.

    The first is asked while Slack cannot be reached, the others while it fails.
    """
    threads = {name: new_ts() for name in FAULTS}
    first, *others = QUESTIONS
    async with Slack(scaled_waits(0.3)) as slack:
        sink.shut()
        for thread in threads.values():
            await slack.mention(first, url, thread=thread)
        await asyncio.sleep(REFUSED_SECONDS)
        faulty.faults = {thread: list(FAULTS[name]) for name, thread in threads.items()}
        sink.open()
        for question in others:
            for thread in threads.values():
                await slack.mention(question, url, thread=thread)
    return threads


def test_replies_arrive_in_order(
    sink: Sink,
    sqlite_url: str,
    start: Start,
    kept: Callable[[str], Kept],
    report: Callable[[str], None],
) -> None:
    faulty = sink.answering = Faulty()
    program, kept_here = start(sqlite_url), kept(sqlite_url)

    threads = asyncio.run(_asked_meanwhile(program.url, sink, faulty))

    program.wait_until(lambda: not kept_here.waiting(), SEND_SECONDS)
    answers = [answer for _, answer in faulty.answered]
    report(
        f"{len(threads) * len(QUESTIONS)} mentions, {len(faulty.answered)} calls, "
        f"{sum(answer is SUCCESS for answer in answers)} with success at once; {len(threads)} "
        f"threads with each of: {', '.join(FAULTS)}"
    )
    expected = faulty.texts(threads["none"])
    assert len(set(expected)) == len(expected) == len(QUESTIONS)
    for name, thread in threads.items():
        retried = [expected[0]] * len(FAULTS[name])
        assert faulty.texts(thread) == [*retried, *expected], name
    limited, after, *_ = _calls(faulty, threads["rate limit"])
    assert after.at - limited.at >= RETRY_AFTER
    second_attempt = _calls(faulty, threads["hangs"])[1]
    others = [call for call, _ in faulty.answered if call.thread != second_attempt.thread]
    assert all(call.at < second_attempt.at for call in others), "others wait for one that hangs"


def test_a_start_while_slack_is_away_takes_nothing_that_it_cannot_read(
    sink: Sink, sqlite_url: str, start: Start, kept: Callable[[str], Kept]
) -> None:
    sink.shut()
    program, kept_here = start(sqlite_url), kept(sqlite_url)
    event = mention_event(QUESTIONS[0])

    async def run() -> int | None:
        async with Slack(waits=(0.0,)) as slack:
            refused = await slack.event(event, program.url)
            assert not refused.acknowledged
            assert kept_here.delivery_keys() == []
            sink.open()
            return await slack.retry(event, program.url)

    assert asyncio.run(run()) == OK
    program.wait_until(lambda: bool(sink.calls) and not kept_here.waiting(), SEND_SECONDS)
    assert [texts.total() for texts in sink.threads().values()] == [1]


def _calls(faulty: Faulty, thread: str) -> Sequence[Call]:
    return [call for call, _ in faulty.answered if call.thread == thread]
