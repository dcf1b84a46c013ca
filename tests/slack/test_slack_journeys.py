"""What people do in Slack, from the signed request to the calls that come of it."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot import phrases
from tests.faults.sink import BOT, Answer
from tests.slack.limits import broken_limits, buttons, texts
from tests.slack.payloads import (
    ANN,
    BOB,
    CHANNEL,
    DIRECT,
    REPLY,
    ROOT,
    Payload,
    Surface,
    a_command,
    a_direct_message,
    a_global_shortcut,
    a_mention,
    a_message,
    a_message_shortcut,
    a_pick,
    a_press,
    an_event,
)
from tests.slack.running import Running

pytestmark = pytest.mark.anyio

QUESTION = "which one scales better?"


async def press(app: Running, message: Mapping[str, Any], label: str, on: Surface) -> None:
    """Press the button with this label on a message that StackPick has sent."""
    value = buttons(message)[label]["value"]
    response = await app.interaction(a_press(value, on, response_url=app.sink.response_url("1")))
    assert response.status == 200


def said(body: Mapping[str, Any]) -> str:
    return "\n".join(texts(body["blocks"]))


# Asking.


async def test_a_command_is_acknowledged_with_its_answer(app: Running) -> None:
    response = await app.command(a_command(QUESTION))

    assert response.status == 200
    assert response.json["response_type"] == "ephemeral"
    assert response.json["text"].startswith("Scalability")
    assert list(broken_limits(response.json)) == []
    assert await app.calls(0) == ()


async def test_a_command_alone_shows_a_menu_whose_picks_replace_it(app: Running) -> None:
    menu = await app.command(a_command())
    await app.interaction(
        {**a_pick("cost", "ephemeral"), "response_url": app.sink.response_url("1")}
    )

    (call,) = await app.calls()

    assert phrases.WHAT_IT_DOES in menu.json["text"]
    assert call.body["replace_original"] is True
    assert call.body["text"].startswith("Running cost")


ORDERS = {
    "the mention first": (a_mention, a_message),
    "the message first": (a_message, a_mention),
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("where", ["", ROOT], ids=["in the channel", "in a thread"])
async def test_a_mention_that_comes_as_two_events_is_answered_once(
    app: Running, order: str, where: str
) -> None:
    for make in ORDERS[order]:
        text = QUESTION if make is a_mention else f"<@{BOT}> {QUESTION}"
        assert (await app.event(make(text, thread=where))).status == 200

    (call,) = await app.calls()

    assert (call.method, call.body["channel"], call.thread) == ("chat.postMessage", CHANNEL, ROOT)
    assert call.body["text"].startswith("Scalability")


async def test_both_events_of_a_mention_at_the_same_time_are_answered_once(app: Running) -> None:
    both = (a_mention(QUESTION), a_message(f"<@{BOT}> {QUESTION}"))

    responses = await asyncio.gather(*(app.event(event) for event in both))

    assert [response.status for response in responses] == [200, 200]
    assert len(await app.calls()) == 1


async def test_an_event_that_slack_repeats_is_answered_once(app: Running) -> None:
    event = a_direct_message(QUESTION)

    for retry in ("1", "2", "3"):
        assert (await app.event(event, x_slack_retry_num=retry)).status == 200

    assert len(await app.calls()) == 1


async def test_a_retry_whose_first_delivery_was_lost_is_answered(app: Running) -> None:
    retried = a_direct_message(QUESTION)

    await app.event(retried, x_slack_retry_num="1", x_slack_retry_reason="http_timeout")

    (call,) = await app.calls()
    assert (call.body["channel"], call.thread) == (DIRECT, "")


async def test_a_thread_that_stackpick_answered_in_goes_on_without_a_mention(app: Running) -> None:
    await app.event(a_mention(QUESTION))
    await app.event(a_message("what about hiring?", thread=ROOT))

    first, second = await app.calls(2)

    assert first.thread == second.thread == ROOT
    assert second.body["text"].startswith("Hiring")


async def test_an_answer_typed_as_its_button_says_is_taken_in_a_thread(app: Running) -> None:
    await app.event(a_mention("recommend"))
    await app.event(a_message("No, we can choose freely", thread=ROOT))

    _, second, _ = await app.calls(3)

    assert second.body["text"].startswith("Question 2")


@pytest.mark.parametrize(
    "overheard",
    [
        pytest.param(a_message(QUESTION, thread=REPLY), id="a thread that it is not in"),
        pytest.param(a_message(QUESTION), id="the channel"),
        pytest.param(a_message("lunch at noon", thread=ROOT), id="what is not meant for it"),
        pytest.param(a_message(f"<@{BOB}> {QUESTION}", thread=ROOT), id="what is for somebody"),
        pytest.param(a_message(QUESTION, thread=ROOT, bot_id="B0OTHER"), id="another bot"),
    ],
)
async def test_stackpick_stays_silent_on(app: Running, overheard: Payload) -> None:
    await app.event(a_mention(QUESTION))
    assert (await app.event(an_event(overheard["event"]))).status == 200

    assert len(await app.calls()) == 1


async def test_more_points_come_below_the_answer(app: Running) -> None:
    await app.event(a_mention(QUESTION))
    (answer,) = await app.calls()
    more = next(label for label in buttons(answer.body) if label.startswith("More points"))
    await press(app, answer.body, more, "thread")

    _, further = await app.calls(2)

    assert (further.method, further.thread) == ("chat.postMessage", ROOT)
    assert not set(texts(answer.body["blocks"][1:4])) & set(texts(further.body["blocks"]))


async def test_a_call_to_everybody_in_a_question_reaches_nobody(app: Running) -> None:
    await app.event(a_mention("recommend <!channel> a chat app, the team writes typescript"))

    (call,) = await app.calls()

    assert "chat app" in said(call.body)
    assert "<!" not in said(call.body) + call.body["text"]


# A dialog.


async def test_a_dialog_goes_on_in_place_and_its_result_is_shared_with_the_channel(
    app: Running,
) -> None:
    begun = await app.command(a_command("recommend"))
    await press(app, begun.json, "Only Python is allowed", "ephemeral")
    (result,) = await app.calls()
    await press(app, result.body, "Share to channel", "ephemeral")

    _, *two = await app.calls(3)
    shared, told = sorted(two, key=lambda call: call.body["response_type"], reverse=True)

    assert begun.json["text"].startswith("Question 1")
    assert (result.method, result.body["replace_original"]) == ("response_url", True)
    assert result.body["text"].startswith("I would pick Python")
    assert (shared.method, shared.body["response_type"]) == ("response_url", "in_channel")
    assert shared.body["replace_original"] is False
    assert shared.body["text"] == result.body["text"]
    assert f"<@{ANN}>" in said(shared.body)
    assert (told.body["text"], told.body["replace_original"]) == (phrases.SHARED, False)


async def test_what_is_shared_twice_from_one_message_is_shown_once(app: Running) -> None:
    answer = await app.command(a_command(QUESTION))
    again = await app.command(a_command("what about hiring?"))
    for body in (answer.json, answer.json, again.json):
        await press(app, body, "Share to channel", "ephemeral")

    public = [c for c in await app.calls(4) if c.body["response_type"] == "in_channel"]

    assert [call.body["text"].split(":")[0] for call in public] == ["Scalability", "Hiring"]


async def test_who_cannot_share_is_not_told_that_it_was_shared(app: Running) -> None:
    app.sink.answering = lambda _: Answer(404, "expired_url", "text/plain")
    answer = await app.command(a_command(QUESTION))
    await press(app, answer.json, "Share to channel", "ephemeral")

    (refused,) = await app.calls(1)
    assert refused.body["response_type"] == "in_channel"


async def test_a_dialog_on_somebodys_message_ends_in_the_thread_of_that_message(
    app: Running,
) -> None:
    begun = {**a_message_shortcut("a chat app"), "response_url": app.sink.response_url("1")}
    await app.interaction(begun)
    (asked,) = await app.calls()
    await press(app, asked.body, "Only Python is allowed", "ephemeral")
    result = (await app.calls(2))[-1]
    await press(app, result.body, "Share to thread", "ephemeral")

    link = "|About this message>"
    (shared,) = [c for c in await app.calls(4) if c.body["response_type"] == "in_channel"]
    assert link in said(asked.body)
    assert link in said(result.body)
    assert (shared.thread, link in said(shared.body)) == (ROOT, True)


async def test_presses_and_typed_answers_mix_in_a_direct_message(app: Running) -> None:
    await app.event(a_direct_message("help me choose"))
    (first,) = await app.calls()
    await press(app, first.body, "No, we can choose freely", "direct")
    _, second = await app.calls(2)
    await app.event(a_direct_message("not sure", ts=REPLY))

    third, removed = (await app.calls(4))[-2:]

    assert (second.method, second.body["ts"]) == ("chat.update", REPLY)
    assert second.body["text"].startswith("Question 2")
    assert (third.method, third.body["text"][:10]) == ("chat.postMessage", "Question 3")
    assert removed.method == "chat.delete"


async def test_a_second_press_on_the_same_question_changes_nothing(app: Running) -> None:
    begun = await app.command(a_command("recommend"))
    for label in ("No, we can choose freely", "Only Python is allowed"):
        await press(app, begun.json, label, "ephemeral")

    asked, aside = await app.calls(2)

    assert asked.body["text"].startswith("Question 2")
    assert "already answered with “No, we can choose freely”" in aside.body["text"]
    assert aside.body["replace_original"] is False


async def test_a_button_works_only_for_whom_it_is_meant(app: Running) -> None:
    await app.event(a_mention("recommend"))
    (asked,) = await app.calls()
    value = buttons(asked.body)["Only Python is allowed"]["value"]
    url = app.sink.response_url("1")
    await app.interaction(a_press(value, "thread", by=BOB, response_url=url))

    _, aside = await app.calls(2)

    assert (aside.method, aside.body["response_type"]) == ("response_url", "ephemeral")
    assert "somebody else's" in aside.body["text"]


@pytest.mark.parametrize(
    ("shortcut", "to"),
    [
        pytest.param(a_global_shortcut(), ANN, id="from anywhere"),
        pytest.param(a_message_shortcut("a chat app"), None, id="on a message"),
    ],
)
async def test_a_shortcut_begins_a_dialog_that_only_one_person_sees(
    app: Running, shortcut: Payload, to: str | None
) -> None:
    if "response_url" in shortcut:
        shortcut = {**shortcut, "response_url": app.sink.response_url("1")}

    assert (await app.interaction(shortcut)).status == 200

    (call,) = await app.calls()
    assert call.body.get("channel") == to
    assert call.body["text"].startswith("Question")


@pytest.mark.parametrize("missing", ["user", "tab"])
async def test_app_home_of_nobody_is_left_alone(
    app: Running, missing: str, caplog: pytest.LogCaptureFixture
) -> None:
    opened = {"type": "app_home_opened", "user": ANN, "channel": DIRECT, "tab": "home"}
    del opened[missing]

    response = await app.event(an_event(opened))

    assert response.status == 200
    assert await app.calls(0) == ()
    assert "Delivery failed" not in caplog.text
