"""Nobody can make StackPick flood a channel, and who tries is told so politely and alone."""

from collections.abc import Callable
from typing import Any

import pytest

from bot import phrases
from bot.advisor.moves import Began
from bot.limits import Limits
from tests.slack.payloads import (
    ANN,
    BOB,
    CHANNEL,
    a_command,
    a_direct_message,
    a_mention,
    a_press,
)
from tests.slack.running import Running

pytestmark = pytest.mark.anyio

LIMITS = Limits()
HELP = "help"


async def mentions(app: Running, number: int, *people: str) -> None:
    """So many mentions by turns, each message with a `ts` of its own."""
    for n in range(number):
        who = people[n % len(people)]
        assert (await app.event(a_mention(HELP, user=who, ts=f"18{n:08}.{who[2:]}"))).status == 200


def whispered(app: Running) -> list[Any]:
    return [call.body for call in app.sink.of("chat.postEphemeral")]


async def test_who_asks_too_much_in_a_channel_is_told_alone_and_once(app: Running) -> None:
    await mentions(app, LIMITS.person.burst + 10, ANN)
    await app.calls(LIMITS.person.burst + 1)

    (told,) = whispered(app)
    assert (told["user"], told["channel"]) == (ANN, CHANNEL)
    assert told["text"] == phrases.RATE_LIMITED
    assert len(app.sink.of("chat.postMessage")) <= LIMITS.person.burst + 3


async def test_others_are_answered_meanwhile(app: Running) -> None:
    await mentions(app, LIMITS.person.burst + 10, ANN)
    answered = await app.command({**a_command(HELP), "user_id": BOB})

    assert phrases.RATE_LIMITED not in answered.text
    assert "StackPick" in answered.text or "/stackpick" in answered.text


async def test_many_people_together_cannot_flood_a_channel_either(app: Running) -> None:
    people = [f"U0{n:03}" for n in range(10)]
    await mentions(app, LIMITS.channel.burst + 20, *people)
    await app.calls(LIMITS.channel.burst + 1)

    assert len(app.sink.of("chat.postMessage")) <= LIMITS.channel.burst + 5
    (told,) = whispered(app)
    assert told["text"] == phrases.RATE_LIMITED


def texts_of(number: int) -> Callable[[Running], Any]:
    async def commands(app: Running) -> list[str]:
        return [(await app.command(a_command(HELP))).text for _ in range(number)]

    return commands


async def test_a_command_is_refused_in_its_acknowledgement_and_then_silently(app: Running) -> None:
    answers = await texts_of(LIMITS.person.burst + 5)(app)

    refused = [text for text in answers if phrases.RATE_LIMITED in text]
    assert len(refused) == 1
    assert '"response_type": "ephemeral"' in refused[0]
    assert answers[-1] == ""


async def test_a_press_that_is_refused_leaves_the_message_as_it_is(app: Running) -> None:
    await texts_of(LIMITS.person.burst)(app)
    pressed = a_press(Began(), "public", response_url=app.sink.response_url("1"))
    await app.interaction(pressed)
    (call,) = await app.calls(1)

    assert call.body["text"] == phrases.RATE_LIMITED
    assert (call.body["response_type"], call.body["replace_original"]) == ("ephemeral", False)


async def test_in_direct_messages_the_refusal_stands_there(app: Running) -> None:
    for n in range(LIMITS.person.burst + 3):
        await app.event(a_direct_message(HELP, ts=f"18{n:08}.1"))
    await app.calls(LIMITS.person.burst + 1)

    said = [call.body["text"] for call in app.sink.of("chat.postMessage")]
    assert said.count(phrases.RATE_LIMITED) == 1
    assert whispered(app) == []


async def test_who_talks_to_others_in_a_thread_uses_nothing_up(app: Running) -> None:
    """StackPick stays silent there, so there is nothing to limit."""
    await app.event(a_mention(HELP, ts="1800000000.000001"))
    for n in range(LIMITS.person.burst + 5):
        aside = a_direct_message(f"<@{BOB}> lunch?", thread="1800000000.000001")
        aside["event"] |= {"channel": CHANNEL, "channel_type": "channel", "ts": f"18{n:08}.2"}
        await app.event(aside)
    answered = await app.command(a_command(HELP))

    assert phrases.RATE_LIMITED not in answered.text
    assert answered.text != ""
