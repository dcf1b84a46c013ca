"""Where errors end: what Slack is answered, what the person is told, and what the log says."""

import logging
from typing import Any

import pytest
from slack_bolt import BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot import phrases
from bot.errors import on_error
from bot.slack.line import Busy
from bot.store.protocol import StoreUnavailable
from tests.faults.sink import BROKEN, Answer, Sink, refusal
from tests.slack.payloads import (
    CHANNEL,
    DIRECT,
    ROOT,
    Payload,
    a_command,
    a_direct_message,
    a_mention,
    a_message_shortcut,
    a_press,
    an_event,
)

pytestmark = pytest.mark.anyio

WORDS = "what Ann wrote"
BROKE = RuntimeError("something broke")
AWAY = StoreUnavailable("the database is away")


def a_request(body: Payload, sink: Sink) -> AsyncBoltRequest:
    """A delivery as Bolt hands it on, with a client and a response URL of this machine."""
    if "response_url" in body:
        body = {**body, "response_url": sink.response_url("1")}
    request = AsyncBoltRequest(body=body, mode="socket_mode")
    request.context["client"] = AsyncWebClient(token="none", base_url=sink.url)  # noqa: S106
    return request


async def failed(error: Exception, body: Payload, sink: Sink) -> BoltResponse:
    return await on_error(error, a_request(body, sink))


def told(text: str, sentence: str) -> str:
    """The reference in what a person was told, once that is the sentence."""
    reference = text.rsplit(" ", 1)[-1]
    assert text == sentence.format(reference=reference)
    return reference


EVENTS = [a_mention(WORDS), a_mention(WORDS, thread=ROOT), a_direct_message(WORDS)]
PRESSES = [a_press('{"kind": "opened"}', on) for on in ("public", "thread", "ephemeral", "direct")]


@pytest.mark.parametrize("event", EVENTS)
async def test_an_event_that_could_not_be_kept_is_not_acknowledged_and_nobody_is_told(
    event: Payload, sink: Sink
) -> None:
    assert (await failed(AWAY, event, sink)).status == 503
    assert sink.calls == ()


@pytest.mark.parametrize(
    ("body", "channel", "thread"),
    [
        pytest.param(a_mention(WORDS, thread=ROOT), CHANNEL, ROOT, id="a mention in a thread"),
        pytest.param(a_direct_message(WORDS), DIRECT, "", id="a direct message"),
        pytest.param(a_direct_message(WORDS, thread=ROOT), DIRECT, ROOT, id="a thread there"),
    ],
)
async def test_of_an_event_that_failed_the_person_is_told_where_they_wrote(
    body: Payload, channel: str, thread: str, sink: Sink
) -> None:
    response = await failed(BROKE, body, sink)

    (call,) = sink.calls
    assert response.status == 200
    assert (call.method, call.body["channel"], call.thread) == ("chat.postMessage", channel, thread)
    assert told(call.body["text"], phrases.FAILED)


@pytest.mark.parametrize("error", [BROKE, AWAY], ids=["broken", "away"])
@pytest.mark.parametrize("body", [*PRESSES, a_message_shortcut(WORDS)])
async def test_of_a_press_that_failed_the_person_alone_is_told_and_nothing_is_replaced(
    body: Payload, error: Exception, sink: Sink
) -> None:
    response = await failed(error, body, sink)

    (call,) = sink.calls
    assert response.status == 200
    assert call.method == "response_url"
    assert (call.body["response_type"], call.body["replace_original"]) == ("ephemeral", False)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        pytest.param(BROKE, phrases.FAILED, id="broken"),
        pytest.param(AWAY, phrases.UNAVAILABLE, id="away"),
    ],
)
async def test_a_command_that_failed_is_answered_in_its_acknowledgement(
    error: Exception, sentence: str, sink: Sink
) -> None:
    response = await failed(error, a_command(WORDS), sink)

    body: Any = AsyncBoltRequest(body=response.body, mode="http").body
    assert response.status == 200
    assert body["response_type"] == "ephemeral"
    assert told(body["text"], sentence)
    assert sink.calls == ()


@pytest.mark.parametrize("answer", [BROKEN, refusal("channel_not_found")], ids=["down", "refused"])
async def test_that_the_person_cannot_be_told_is_logged_and_goes_no_further(
    answer: Answer, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    sink.answering = lambda _: answer

    response = await failed(BROKE, a_mention(WORDS, thread=ROOT), sink)

    assert response.status == 200
    assert len(sink.calls) == 1
    assert "The person could not be told" in caplog.text
    assert WORDS not in caplog.text


async def test_that_slack_cannot_be_reached_is_logged_and_goes_no_further(
    sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    sink.shut()

    response = await failed(BROKE, a_mention(WORDS, thread=ROOT), sink)

    assert response.status == 200
    assert "The person could not be told" in caplog.text


async def test_the_log_has_the_cause_and_the_reference_and_not_the_words(
    sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    await failed(BROKE, a_direct_message(WORDS), sink)

    (call,) = sink.calls
    assert f"reference {told(call.body['text'], phrases.FAILED)}" in caplog.text
    assert "something broke" in caplog.text
    assert WORDS not in caplog.text


async def test_every_failure_has_a_reference_of_its_own(sink: Sink) -> None:
    for _ in range(3):
        await failed(BROKE, a_direct_message(WORDS), sink)

    references = {told(call.body["text"], phrases.FAILED) for call in sink.calls}
    assert len(references) == 3


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(an_event({"type": "reaction_added", "reaction": WORDS}), "reaction_added"),
        pytest.param({"type": "view_submission", "view": {"title": WORDS}}, "view_submission"),
        pytest.param({"words": WORDS}, "unknown"),
    ],
)
async def test_what_nothing_listens_to_is_refused_and_logged_by_its_kind(
    body: Payload, kind: str, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    unhandled = BoltUnhandledRequestError(
        request=a_request(body, sink), current_response=BoltResponse(status=404)
    )

    assert (await failed(unhandled, body, sink)).status == 404
    assert f"of the kind {kind}" in caplog.text
    assert WORDS not in caplog.text
    assert sink.calls == ()


async def test_an_event_for_which_there_is_no_room_is_to_be_delivered_again(sink: Sink) -> None:
    assert (await failed(Busy(), a_mention(WORDS), sink)).status == 503
    assert sink.calls == ()


async def test_a_person_for_whom_there_is_no_room_is_told_so(sink: Sink) -> None:
    answer = await failed(Busy(), a_command(WORDS), sink)

    assert answer.status == 200
    assert phrases.BUSY in str(answer.body)
