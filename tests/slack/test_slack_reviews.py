"""What becomes of a decision when the knowledge changes: its owner is told, keeps or reopens it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY

from bot import phrases
from bot.advisor.guiding import PUT_ASIDE
from bot.deciding.reviewing import Reviewing
from bot.decisions.reviewing import Reading, ReviewedChange, reading_of
from bot.learning import Library
from bot.slack.blocks.decisions import review
from bot.slack.decisions.calls import told_changed
from bot.slack.decisions.ids import (
    ReopenAsked,
)
from tests.decisions.builders import a_team_draft
from tests.faults.sink import TEAM, Sink
from tests.slack.decisions import asks
from tests.slack.keeping import (
    ANSWERS,
    Shelf,
    before,
    decided,
    form_for,
    keeping,
    kept_in,
)
from tests.slack.limits import broken_limits, buttons
from tests.slack.payloads import (
    ANN,
    BOB,
    a_direct_message,
    a_press,
)
from tests.slack.running import Running, stackpick, until

pytestmark = pytest.mark.anyio


@pytest.fixture
async def changed(
    tmp_path: Path, sink: Sink, library: Library
) -> AsyncIterator[tuple[Running, Mapping[str, Any]]]:
    """StackPick after a start on newer knowledge, and what it told the owner of a decision."""
    newer = library.expertise()
    older = replace(newer, knowledge=before(newer.knowledge))
    async with stackpick(tmp_path, sink, library=Shelf(older)) as app:
        decided(kept_in(app), older.knowledge)
    async with stackpick(tmp_path, sink, library=Shelf(newer)) as app:
        (call,) = await app.calls()
        yield app, call.body


async def test_an_owner_is_told_once_of_a_decision_that_comes_out_otherwise(
    changed: tuple[Running, Mapping[str, Any]], library: Library
) -> None:
    app, told = changed
    assert told["channel"] == ANN
    assert "Outcome: Either, now Python." in told["text"]
    assert list(broken_limits(told)) == []

    for _ in range(2):  # as other processes do
        reviewing = Reviewing(kept_in(app), library.expertise)
        assert reviewing.review(told_changed) == 0

    assert len(await app.calls()) == 1


async def test_a_decision_that_comes_out_as_before_is_nobodys_news(
    tmp_path: Path, sink: Sink, library: Library
) -> None:
    knowledge = library.expertise().knowledge
    async with stackpick(tmp_path, sink) as app:
        decided(kept_in(app), knowledge.model_copy(update={"version": "0123456789ab"}))
    async with stackpick(tmp_path, sink) as app:
        await until(lambda: bool(kept_in(app).reviews.of(TEAM, 1)))
        assert await app.calls(0) == ()


async def test_the_owner_alone_lets_a_decision_stand(
    changed: tuple[Running, Mapping[str, Any]],
) -> None:
    app, told = changed
    value = buttons(told)[phrases.KEEP_DECISION]["value"]

    for by in (BOB, ANN):
        pressed = a_press(value, "direct", by=by, response_url=app.sink.response_url("1"))
        pressed["actions"][0]["action_id"] = "decision:keep:x"
        await app.interaction(pressed)
    calls = await app.calls(3)

    assert calls[1].body["text"] == phrases.DECISION_GONE
    assert (calls[2].method, calls[2].body["text"]) == ("chat.update", phrases.decision_kept(1))
    (reviewed,) = kept_in(app).reviews.of(TEAM, 1)
    assert reviewed.kept_at is not None


async def test_a_dialog_that_is_put_aside_for_a_reopened_decision_is_told_of_and_the_turn_counted(
    changed: tuple[Running, Mapping[str, Any]],
) -> None:
    app, told = changed
    await app.event(a_direct_message("recommend", client_msg_id="m1"))
    await app.event(a_direct_message("none", client_msg_id="m2", ts="1700000070.000100"))
    before = len(await app.calls(4))
    pressed = a_press(buttons(told)[phrases.REOPEN_DECISION]["value"], "direct")
    pressed["actions"][0]["action_id"] = "decision:reopen:x"
    counted = presses_that_led_to_a_summary()

    await app.interaction(pressed)
    *_, shown, removed = await app.calls(before + 2)

    assert shown.body["blocks"][0]["elements"][0]["text"] == PUT_ASIDE
    assert removed.method == "chat.delete", "two messages of the person's dialog are left"
    assert presses_that_led_to_a_summary() == counted + 1


def presses_that_led_to_a_summary() -> float:
    labels = {"kind": "press", "outcome": "Summary"}
    return REGISTRY.get_sample_value("stackpick_deliveries_total", labels) or 0.0


async def test_a_reopened_decision_begins_with_its_answers_and_is_superseded_by_the_new_one(
    changed: tuple[Running, Mapping[str, Any]],
) -> None:
    app, told = changed
    pressed = a_press(buttons(told)[phrases.REOPEN_DECISION]["value"], "direct")
    pressed["actions"][0]["action_id"] = "decision:reopen:x"
    await app.interaction(pressed)
    summary = (await app.calls(2))[1].body

    assert summary["channel"] == ANN
    assert summary["text"].startswith(phrases.ANSWERS_SO_FAR)
    await app.interaction(a_press(buttons(summary)["Show the result"]["value"], "direct"))
    result = (await app.calls(3))[2].body
    view = await form_for(app, result)
    assert view["blocks"][1]["element"]["initial_option"]["value"] == "1"


async def test_what_a_team_decided_is_taken_anew_by_the_team_and_not_by_its_owner_alone(
    app: Running, library: Library
) -> None:
    knowledge = library.expertise().knowledge
    said = {"ann": ANSWERS, "bob": {"team": "javascript"}}
    kept = keeping(kept_in(app), a_team_draft(knowledge, said, owner=ANN), knowledge)
    change = ReviewedChange(kept, Reading("either", 0.0, None), reading_of(kept.receipt), "v2", 0)
    told = review(change, knowledge).body()

    await app.interaction(asks(ReopenAsked(number=1), url=app.sink.response_url("1")))
    (refused,) = await app.calls()

    assert set(buttons(told)) == {phrases.KEEP_DECISION}
    for text in (told["text"], refused.body["text"]):
        assert "use /stackpick team" in text
