"""A question that is edited soon after changes the answer that it had, and says nothing new."""

import datetime as dt
from typing import Any

import pytest

from bot.conversations import EDITABLE_FOR
from bot.store.schema import outbox
from tests.faults.sink import BOT, in_turn, posted_ts, rate_limit
from tests.slack.limits import buttons
from tests.slack.payloads import (
    ANN,
    CHANNEL,
    DIRECT,
    REPLY,
    ROOT,
    Payload,
    a_direct_message,
    a_mention,
    a_message,
    a_press,
    an_event,
)
from tests.slack.running import Running, until

pytestmark = pytest.mark.anyio

FIRST_POSTED = "1700000001.000100"
"""What the local Web API gives as the `ts` of the first message that is posted."""


def an_edit(text: str, before: str, channel: str = CHANNEL) -> Payload:
    """Somebody has given their first message a new wording."""
    told = {"type": "message", "user": ANN, "ts": ROOT}
    return an_event(
        {
            "type": "message",
            "subtype": "message_changed",
            "channel": channel,
            "ts": "1700000090.000900",
            "message": {**told, "text": text},
            "previous_message": {**told, "text": before},
        }
    )


async def test_an_edited_question_updates_its_answer_in_place(app: Running) -> None:
    await app.event(a_mention("which one scales better?"))
    (answered,) = await app.calls(1)

    await app.event(an_edit(f"<@{BOT}> who is easier to hire?", f"<@{BOT}> which scales?"))

    update = (await app.calls(2))[1]
    assert answered.body["text"].startswith("Scalability")
    assert update.method == "chat.update"
    assert update.body["ts"] == FIRST_POSTED
    assert update.body["text"].startswith("Hiring")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        pytest.param("which one scales better?", "which one scales better?", id="a link unfurled"),
        pytest.param("", "which one scales better?", id="emptied"),
    ],
)
async def test_a_change_without_new_words_says_nothing_wrong(
    app: Running, text: str, before: str
) -> None:
    response = await app.event(an_edit(text, before))

    assert response.status == 200
    assert await app.calls(0) == ()


async def test_an_edit_of_a_message_without_an_answer_is_left_alone(app: Running) -> None:
    await app.event(an_edit(f"<@{BOT}> who is easier to hire?", "let's have lunch"))

    assert await app.calls(0) == ()


async def test_an_edit_during_a_dialog_changes_no_answer_of_it(app: Running) -> None:
    asked = a_direct_message("help me choose")
    await app.event(asked)
    await app.calls(1)

    await app.event(an_edit("skip", "help me choose", channel=asked["event"]["channel"]))

    assert len(await app.calls(1)) == 1


QUESTION = f"<@{BOT}> which one scales better?"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("recommend", id="the word"),
        pytest.param("recommend a chat app, the team writes typescript", id="a description"),
        pytest.param("help", id="help"),
        pytest.param("", id="nothing but the mention"),
    ],
)
async def test_an_answer_does_not_turn_into_a_dialog_or_a_menu(app: Running, text: str) -> None:
    await app.event(a_mention("which one scales better?"))
    await app.calls(1)

    await app.event(an_edit(f"<@{BOT}> {text}", QUESTION))
    await app.event(a_message("which option is cheaper to run?", thread=ROOT))

    later = (await app.calls(2))[1:]
    assert [call.method for call in later] == ["chat.postMessage"]
    assert "Question" not in later[0].body["text"], "the edit has begun a dialog"


@pytest.mark.parametrize("text", ["recommend", "help", ""])
async def test_a_question_of_a_dialog_or_a_menu_does_not_turn_into_an_answer(
    app: Running, text: str
) -> None:
    await app.event(a_mention(text))
    (said,) = await app.calls(1)
    if "Stop" in buttons(said.body):
        stop = buttons(said.body)["Stop"]["value"]
        url = app.sink.response_url("1")
        await app.interaction(a_press(stop, "thread", response_url=url))
        await app.calls(2)
    before = len(await app.calls(1))

    await app.event(an_edit(QUESTION, f"<@{BOT}> {text}"))

    assert len(await app.calls(before)) == before


async def test_an_answer_that_was_given_during_a_dialog_changes_once_that_is_over(
    app: Running,
) -> None:
    await app.event(a_direct_message("help me choose", ts=REPLY))
    await app.event(a_direct_message("which one scales better?"))
    _, answer, asked, _ = await app.calls(4)
    await app.event(an_edit("who is easier to hire?", "which one scales better?", DIRECT))
    stop = buttons(asked.body)["Stop"]["value"]
    await app.interaction(a_press(stop, "direct", response_url=app.sink.response_url("1")))
    assert len(await app.calls(5)) == 5, "the edit has changed something of the dialog"

    await app.event(an_edit("who is easier to hire?", "which one scales better?", DIRECT))

    changed = (await app.calls(6))[-1]
    assert answer.body["text"].startswith("Scalability")
    assert (changed.method, changed.body["text"][:6]) == ("chat.update", "Hiring")


async def test_an_edit_before_the_answer_is_posted_changes_it_as_soon_as_it_is(
    app: Running,
) -> None:
    """Slack makes the answer wait for a second, in which somebody corrects the question."""
    app.sink.answering = in_turn(rate_limit(1))
    await app.event(a_mention("which one scales better?"))
    await until(lambda: len(app.sink.calls) == 1)

    await app.event(an_edit(f"<@{BOT}> who is easier to hire?", QUESTION))

    _, answered, update = await app.calls(3)
    assert (answered.method, answered.body["text"][:6]) == ("chat.postMessage", "Scalab")
    assert (update.method, update.body["text"][:6]) == ("chat.update", "Hiring")
    assert update.body["ts"] == posted_ts(2)


async def test_the_same_in_a_direct_message(app: Running) -> None:
    app.sink.answering = in_turn(rate_limit(1))
    asked = "which one scales better?"
    await app.event(a_direct_message(asked))
    await until(lambda: len(app.sink.calls) == 1)

    await app.event(an_edit("who is easier to hire?", asked, DIRECT))

    update = (await app.calls(3))[2]
    assert (update.method, update.body["ts"]) == ("chat.update", posted_ts(2))


@pytest.mark.parametrize(
    ("age", "calls"),
    [
        pytest.param(EDITABLE_FOR - dt.timedelta(minutes=1), 2, id="in time"),
        pytest.param(EDITABLE_FOR + dt.timedelta(minutes=1), 1, id="too late"),
    ],
)
async def test_only_a_recent_answer_is_changed(age: dt.timedelta, calls: int, app: Running) -> None:
    await app.event(a_mention("which one scales better?"))
    await app.calls(1)
    store: Any = app.store
    with store.engine.begin() as connection:
        connection.execute(outbox.update().values(sent_at=dt.datetime.now(dt.UTC) - age))

    await app.event(an_edit(f"<@{BOT}> who is easier to hire?", QUESTION))

    assert len(await app.calls(calls)) == calls
