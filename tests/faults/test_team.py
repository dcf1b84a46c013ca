"""A whole team answers at once: nothing is lost, and one card is written once a second."""

import asyncio
import itertools
from collections.abc import Callable
from contextlib import AsyncExitStack

import pytest

from bot.store.team import SECONDS_BETWEEN
from tests.faults.sink import Call, Sink
from tests.slack.running import Running, stackpick, until
from tests.slack.teams import a_beginning, an_answer

pytestmark = pytest.mark.anyio

PEOPLE = 300
ANSWERS = itertools.cycle([{"team": "javascript"}, {"team": "python"}, {"realtime": "core"}])


@pytest.mark.parametrize(("database", "processes"), [("sqlite", 1), ("postgresql", 2)])
async def test_300_people_answer_at_once_and_one_card_is_written_once_a_second(
    request: pytest.FixtureRequest,
    sink: Sink,
    report: Callable[[str], None],
    database: str,
    processes: int,
) -> None:
    url = request.getfixturevalue(f"{database}_url")
    async with AsyncExitStack() as running:
        apps = [await running.enter_async_context(stackpick(url, sink)) for _ in range(processes)]
        await apps[0].interaction(a_beginning(names="not_shown"))
        sent = [
            apps[n % processes].interaction(an_answer(next(ANSWERS), by=f"U{n:04}"))
            for n in range(PEOPLE)
        ]
        responses = await asyncio.gather(*sent)
        await until(lambda: f"{PEOPLE} people have answered" in written(sink)[-1].body["text"])
        told = kept_in(apps[0])

    pauses = [later.at - earlier.at for earlier, later in itertools.pairwise(written(sink))]
    report(
        f"{PEOPLE} answers to {processes} process(es) on {database}: {told} kept, "
        f"{len(pauses) + 1} writings of the card, the shortest pause {min(pauses):.2f} s"
    )
    assert {(one.status, one.text) for one in responses} == {(200, "")}
    assert told == PEOPLE
    assert len(sink.of("chat.postMessage")) == 1
    assert len(pauses) < PEOPLE / 10
    assert min(pauses) >= SECONDS_BETWEEN


def written(sink: Sink) -> list[Call]:
    """Every writing of the card, in the order in which they came."""
    return [call for call in sink.calls if call.method in {"chat.postMessage", "chat.update"}]


def kept_in(app: Running) -> int:
    card = app.store.team_decisions.card("T1", 1)
    return card.answered if card else 0
