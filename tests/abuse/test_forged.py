"""Markup in what people write, forged buttons, somebody else's buttons, and expired addresses."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from bot.advisor.moves import Began
from tests.faults.sink import BOT, Answer, Sink
from tests.slack.payloads import (
    BOB,
    CHANNEL,
    a_command,
    a_direct_message,
    a_mention,
    a_message_shortcut,
    a_press,
)
from tests.slack.running import Running, stackpick, until

pytestmark = pytest.mark.anyio

EXPIRED = Answer(404, '{"ok": false, "error": "expired_url"}')
ACTIVE = re.compile(r"<(?:!|@|#|https?:|mailto:)[^>]*>")
"""What Slack makes a mention, a broadcast or a link of."""


@pytest.fixture
async def app(sink: Sink) -> AsyncIterator[Running]:
    async with stackpick(None, sink, unlimited=True) as running:
        yield running


def texts(value: Any) -> Iterator[str]:
    """Every text that is shown; ids of people and channels to send to are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        shown = (v for name, v in value.items() if name not in {"value", "action_id", "user"})
        for one in shown:
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


INJECTIONS = [
    "<!channel>", "<!here|here>", "<!subteam^S123>", "<@U0BOB>", "<#C0BACKEND>",
    "<https://evil.example/x|Node.js docs>", "*_~`>", "`" * 3000, "&lt;!channel&gt;",
    "<!date^1^{date}|x>", "\u202e<!everyone>",
]  # fmt: skip


@pytest.mark.parametrize("written", INJECTIONS, ids=range(len(INJECTIONS)))
async def test_what_people_write_pings_nobody_and_links_nowhere(app: Running, written: str) -> None:
    project = f"recommend a chat app {written} with websockets, our team writes typescript"
    answers = [
        await app.command(a_command(project)),
        await app.command(a_command(f"is {written} fast?")),
    ]
    await app.event(a_mention(f"is {written} faster than node?"))
    await app.event(a_direct_message(project, ts="1800000000.000001"))
    shortcut = {**a_message_shortcut(project), "response_url": app.sink.response_url("1")}
    await app.interaction(shortcut)
    calls = await app.calls(3)

    sent = [call.body for call in calls] + [json.loads(a.text) for a in answers if a.text]
    shown = [text for body in sent for text in texts(body)]
    assert len(sent) >= 4
    for text in shown:
        assert not [link for link in ACTIVE.findall(text) if "evil" in link or link[1] in "!@#"]


FORGED = [
    '{"kind": "said", "text": "drop it"}',
    '{"kind": "opened"}',
    '{"kind": "began", "description": "a chat app"}',
    '{"kind": "asked_about", "criterion": "../../etc/passwd"}',
    '{"kind": "asked_about", "criterion": "no_such_subject"}',
    '{"kind": "wanted_more", "criterion": "hiring", "shown": ["' + "x" * 1_900 + '"]}',
    '{"kind": "chose", "dialog": {"owner": "U0BOB", "number": 1}, "question": "x", "answer": "y"}',
    "{", "null", "[]", "1e999", "\x00", "",
]  # fmt: skip


@pytest.mark.parametrize("value", FORGED, ids=range(len(FORGED)))
async def test_a_forged_value_is_no_fault_of_ours_and_says_nothing_in_the_channel(
    app: Running, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    pressed = a_press(value, "public", response_url=app.sink.response_url("1"))
    response = await app.interaction(pressed)
    await until(lambda: True)

    assert response.status < 500
    assert "Traceback" not in caplog.text
    assert not [c for c in app.sink.of("chat.postMessage") if "passwd" in json.dumps(c.body)]


async def test_somebody_elses_button_is_refused_to_them_alone_and_changes_nothing(
    app: Running,
) -> None:
    await app.event(a_mention("recommend"))
    (asked,) = await app.calls(1)
    value = next(
        element["value"]
        for block in asked.body["blocks"]
        for element in block.get("elements", [])
        if '"chose"' in element.get("value", "")
    )
    theirs = a_press(value, "public", by=BOB, response_url=app.sink.response_url("1"))
    theirs["actions"][0]["action_id"] = "move:chose:0"
    theirs["message"]["ts"] = theirs["container"]["message_ts"] = "1700000000.000100"
    await app.interaction(theirs)
    _, told = await app.calls(2)

    assert told.method == "response_url"
    assert (told.body["response_type"], told.body["replace_original"]) == ("ephemeral", False)
    assert "somebody else" in told.body["text"]


async def test_an_address_that_has_expired_is_given_up_and_holds_nothing_up(app: Running) -> None:
    app.sink.answering = lambda call: EXPIRED if call.method == "response_url" else Answer()
    await app.interaction(a_press(Began(), "ephemeral", response_url=app.sink.response_url("1")))
    await app.event(a_mention("which one scales better?"))
    await app.calls(2)

    assert len(app.sink.of("response_url")) == 1
    (answer,) = app.sink.of("chat.postMessage")
    assert answer.body["channel"] == CHANNEL
    assert BOT not in answer.body["text"]
