"""A chart is drawn before it is sent, one at a time, and only where it may be uploaded."""

import asyncio
from dataclasses import asdict
from threading import Event

import pytest

from bot.advisor.charting import Bar, Chart
from bot.slack.drawing import CHART, FILES, LATER_SECONDS, MOST_WAITING, Drawing
from bot.slack.outbox import AT_ONCE
from bot.slack.results import Refused, Result, Sent, TryAgain
from bot.slack.traits import Traits
from bot.slack.uploads import PICTURE
from bot.store.protocol import Outgoing
from bot.store.sql import SqlStore
from tests.slack_outbox.sending import PATIENCE_SECONDS, Clock, a_call, run, until

OVERLAP_SECONDS = 0.3


def a_chart(title: str = "first", team: str = "T1") -> Outgoing:
    chart = Chart(title, ("Tea", "Coffee"), (1, 0), (Bar("Taste", (1, 0)),))
    return Outgoing(team, "C1", CHART, {"chart": asdict(chart), "title": title, "alt": "Tea 1"})


async def sent(_: Outgoing) -> Result:
    return Sent()


def test_a_call_begins_when_its_picture_is_drawn(store: SqlStore, clock: Clock) -> None:
    """The time that a call may take is Slack's alone."""
    made: list[Outgoing] = []

    async def make(outgoing: Outgoing) -> Result:
        made.append(outgoing)
        return Sent()

    async def scenario() -> None:
        drawing = Drawing(
            make, Traits(store.preferences, clock), lambda chart: chart.title.encode()
        )
        assert await drawing.call(a_chart()) == Sent()
        assert await drawing.call(a_call()) == Sent()

    run(scenario())
    picture, text = made
    assert (picture.method, picture.body["picture"]) == (PICTURE, b"first")
    assert text == a_call()


def test_no_two_charts_are_drawn_at_once_though_one_was_given_up(
    store: SqlStore, clock: Clock
) -> None:
    first_began, second_began = Event(), Event()
    overlapped: list[bool] = []

    def draw(chart: Chart) -> bytes:
        if chart.title == "first":
            first_began.set()
            overlapped.append(second_began.wait(OVERLAP_SECONDS))
        else:
            second_began.set()
        return b""

    async def scenario() -> None:
        drawing = Drawing(sent, Traits(store.preferences, clock), draw)
        first = asyncio.create_task(drawing.call(a_chart("first")))
        await until(first_began.is_set, "the first is being drawn")
        first.cancel()
        assert await drawing.call(a_chart("second")) == Sent()

    run(scenario())
    assert overlapped == [False]


def test_where_no_file_may_be_uploaded_nobody_waits_for_a_chart(
    store: SqlStore, clock: Clock
) -> None:
    begun: list[str] = []
    let_go = Event()

    def draw(chart: Chart) -> bytes:
        begun.append(chart.title)
        let_go.wait(PATIENCE_SECONDS)
        return b""

    async def scenario() -> None:
        traits = Traits(store.preferences, clock)
        await traits.learn("T2", FILES, takes=False)
        drawing = Drawing(sent, traits, draw)
        first = asyncio.create_task(drawing.call(a_chart()))
        await until(lambda: begun == ["first"], "a chart is being drawn")
        assert await drawing.call(a_chart("second", team="T2")) == Sent()
        assert not first.done()
        let_go.set()
        await first

    run(scenario())
    assert begun == ["first"]


def test_charts_that_wait_leave_room_for_messages(store: SqlStore, clock: Clock) -> None:
    let_go = Event()

    def draw(_: Chart) -> bytes:
        let_go.wait(PATIENCE_SECONDS)
        return b""

    async def scenario() -> None:
        drawing = Drawing(sent, Traits(store.preferences, clock), draw)
        calls = [asyncio.create_task(drawing.call(a_chart())) for _ in range(MOST_WAITING + 1)]
        beyond, _ = await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED)
        assert [isinstance(call.result(), TryAgain) for call in beyond] == [True]
        let_go.set()
        results = await asyncio.gather(*calls)
        assert results.count(Sent()) == MOST_WAITING
        assert await drawing.call(a_chart()) == Sent()

    run(scenario())
    assert MOST_WAITING < AT_ONCE


def test_a_chart_that_takes_too_long_is_tried_again_and_holds_up_no_other_call(
    store: SqlStore, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It counts as one that waits till it is drawn; those that were in line behind it do not."""
    monkeypatch.setattr("bot.slack.drawing.DRAWN_WITHIN_SECONDS", 0.05)
    monkeypatch.setattr("bot.slack.drawing.MOST_WAITING", 2)
    let_go = Event()

    def draw(_: Chart) -> bytes:
        let_go.wait(PATIENCE_SECONDS)
        return b""

    async def scenario() -> None:
        drawing = Drawing(sent, Traits(store.preferences, clock), draw)
        late = TryAgain("drawing takes too long")
        assert await drawing.call(a_chart()) == late
        second = asyncio.create_task(drawing.call(a_chart("second")))
        third = asyncio.create_task(drawing.call(a_chart("third")))
        results = await asyncio.gather(second, third)
        assert results == [late, TryAgain("others are drawn first", LATER_SECONDS)]
        assert await drawing.call(a_chart("fourth")) == late, "the second has left the line"
        let_go.set()
        await until(lambda: asyncio.run(drawing.call(a_chart())) == Sent(), "the first is drawn")

    run(scenario())


def test_a_workspace_that_refuses_a_chart_is_not_sent_another(
    store: SqlStore, clock: Clock
) -> None:
    asked: list[str] = []

    async def refuse(outgoing: Outgoing) -> Result:
        asked.append(outgoing.body["title"])
        return Refused("missing_scope")

    async def scenario() -> None:
        drawing = Drawing(refuse, Traits(store.preferences, clock), lambda _: b"")
        assert [await drawing.call(a_chart(title)) for title in ("first", "second")] == [Sent()] * 2

    run(scenario())
    assert asked == ["first"]
