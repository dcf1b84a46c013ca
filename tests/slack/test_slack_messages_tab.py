"""Direct messages: a welcome, the agent view where Slack has it, and plain messages elsewhere."""

import asyncio
from typing import Any

import pytest

from bot import phrases
from bot.advisor.moves import Began
from tests.faults.sink import SUCCESS, Answer, refusal
from tests.slack.limits import broken_limits, buttons
from tests.slack.payloads import (
    ANN,
    BOB,
    DIRECT,
    REPLY,
    ROOT,
    a_direct_message,
    a_press,
    opened_tab,
)
from tests.slack.running import Running, until

pytestmark = pytest.mark.anyio

SUGGEST = "assistant.threads.setSuggestedPrompts"
MOST_PROMPTS = 4


def without_agent_view(call: Any) -> Answer:
    return refusal("unknown_method") if call.method == SUGGEST else SUCCESS


def posts(app: Running) -> list[Any]:
    return list(app.sink.of("chat.postMessage"))


async def test_a_person_is_welcomed_once_however_often_they_come(app: Running) -> None:
    await asyncio.gather(*(app.event(opened_tab("messages")) for _ in range(5)))
    await app.event(opened_tab("messages", by=BOB))
    await until(lambda: len(posts(app)) == 2)
    await app.event(opened_tab("messages"))
    await app.calls(2)

    assert [call.body["text"] for call in posts(app)] == [phrases.WELCOME] * 2
    assert "Help me choose" in buttons(posts(app)[0].body)
    assert list(broken_limits(posts(app)[0].body)) == []


async def test_opening_the_messages_has_slack_suggest_how_to_begin(app: Running) -> None:
    await app.event(opened_tab("messages"))
    await until(lambda: len(app.sink.of(SUGGEST)) == 1)

    body = app.sink.of(SUGGEST)[0].body

    assert body["channel_id"] == DIRECT
    assert "thread_ts" not in body
    assert 1 <= len(body["prompts"]) <= MOST_PROMPTS
    assert all(set(prompt) == {"title", "message"} for prompt in body["prompts"])


async def test_in_the_agent_view_each_message_begins_a_conversation_of_its_own(
    app: Running,
) -> None:
    await in_agent_view(app)
    await app.event(a_direct_message("help me choose", ts=ROOT))
    await app.event(a_direct_message("which one scales better?", ts=REPLY))
    await app.event(a_direct_message("not sure", thread=ROOT, ts="1700000090.000100"))
    await until(lambda: len(posts(app)) == 4)

    first, next_question = (call for call in posts(app) if call.thread == ROOT)
    (other,) = (call for call in posts(app) if call.thread == REPLY)

    assert first.body["text"].startswith("Question 1")
    assert other.body["text"].startswith("Scalability")
    assert "Question" not in other.body["text"]
    assert next_question.body["text"].startswith("Question 2")


async def test_a_press_in_such_a_thread_belongs_to_its_conversation(app: Running) -> None:
    await in_agent_view(app)
    await app.event(a_direct_message("help me choose", ts=ROOT))
    await until(lambda: len(posts(app)) == 2)
    value = buttons(posts(app)[1].body)["Only Python is allowed"]["value"]
    press = a_press(value, "direct")
    press["message"]["thread_ts"] = press["container"]["thread_ts"] = ROOT
    await app.interaction(press)
    await until(lambda: len(app.sink.of("chat.update")) == 1)

    assert app.sink.of("chat.update")[0].body["text"].startswith("I would pick Python")


async def test_a_thread_below_a_message_of_stackpicks_own_goes_on_with_it(app: Running) -> None:
    await in_agent_view(app)
    await app.interaction(a_press(Began(), "home"))
    await until(lambda: len(posts(app)) == 2)
    await app.event(a_direct_message("not sure", thread="1700000002.000100", ts=REPLY))
    await until(lambda: len(posts(app)) == 3)

    assert posts(app)[2].body["text"].startswith("Question 2")


async def in_agent_view(app: Running) -> None:
    await app.event(opened_tab("messages"))
    await until(lambda: len(posts(app)) == 1)
    await until(lambda: app.store.preferences.learnt("T1", "agent_view") is not None)


async def test_without_the_agent_view_all_direct_messages_are_one_conversation(
    app: Running, caplog: pytest.LogCaptureFixture
) -> None:
    app.sink.answering = without_agent_view
    await in_agent_view(app)
    await app.event(a_direct_message("help me choose", ts=ROOT))
    await app.event(a_direct_message("not sure", ts=REPLY))
    await until(lambda: len(posts(app)) == 3)

    assert [call.thread for call in posts(app)] == ["", "", ""]
    assert posts(app)[2].body["text"].startswith("Question 2")
    assert not [r for r in caplog.records if r.levelname in {"WARNING", "ERROR"}]


async def test_nobody_is_welcomed_who_opens_app_home(app: Running) -> None:
    await app.event(opened_tab("home"))
    await until(lambda: len(app.sink.of("views.publish")) == 1)

    assert posts(app) == []
    assert app.store.people.has_home("T1", ANN)
