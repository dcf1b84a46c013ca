"""Who waits for a turn: taken with all others in line, and sent away where it takes too long."""

import asyncio
import threading
from collections.abc import Sequence
from contextvars import Context

import pytest

from bot.slack.line import Busy, Line
from tests.slack.running import SOON_SECONDS

pytestmark = pytest.mark.anyio

BROKE = RuntimeError("something broke")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_who_waits_in_line_for_too_long_is_refused() -> None:
    go_on = threading.Event()

    def work(asked: Sequence[tuple[Context, str]]) -> Sequence[str]:
        assert go_on.wait(SOON_SECONDS)
        return [name for _, name in asked]

    line: Line[str, str] = Line(work, workers=1, together=9, patience=0.01)
    first = asyncio.create_task(line.done("first"))
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await line.done("second")
    go_on.set()

    assert await first == "first"
    assert await line.done("third") == "third"


async def test_those_in_line_are_taken_together_and_each_gets_its_own_answer() -> None:
    taken: list[tuple[str, ...]] = []

    def work(asked: Sequence[tuple[Context, str]]) -> Sequence[str | Exception]:
        taken.append(tuple(name for _, name in asked))
        return [BROKE if name == "faulty" else name.upper() for _, name in asked]

    line: Line[str, str] = Line(work, workers=1, together=9)
    names = ("first", "second", "faulty", "last")
    told = await asyncio.gather(*map(line.done, names), return_exceptions=True)

    assert told == ["FIRST", "SECOND", BROKE, "LAST"]
    assert taken == [("first",), ("second", "faulty", "last")]


async def test_no_more_are_taken_together_than_may_be() -> None:
    taken: list[int] = []

    def work(asked: Sequence[tuple[Context, int]]) -> Sequence[int]:
        taken.append(len(asked))
        return [number for _, number in asked]

    line: Line[int, int] = Line(work, workers=1, together=2)

    assert await asyncio.gather(*map(line.done, range(6))) == list(range(6))
    assert taken == [1, 2, 2, 1]


async def test_what_befalls_all_of_them_is_told_to_each() -> None:
    def work(_: Sequence[tuple[Context, str]]) -> Sequence[str]:
        raise BROKE

    line: Line[str, str] = Line(work, workers=2, together=9)
    told = await asyncio.gather(line.done("one"), line.done("two"), return_exceptions=True)

    assert told == [BROKE, BROKE]
    assert await asyncio.gather(line.done("next"), return_exceptions=True) == [BROKE]
