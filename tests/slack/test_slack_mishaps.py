"""What goes wrong between Slack and StackPick: who is told, what is logged, and what is not."""

import io
import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot import logs, phrases
from tests.faults.sink import TEAM, Sink
from tests.slack.payloads import (
    ANN,
    Payload,
    a_command,
    a_direct_message,
    a_mention,
    a_message_shortcut,
    a_press,
    an_event,
)
from tests.slack.running import Away, Running, stackpick

pytestmark = pytest.mark.anyio

QUESTION = "which one scales better?"
PRIVATE_WORD = "zanzibar"
"""A word of a person's that must turn up in no log."""


@pytest.fixture
def logged() -> Iterator[Callable[[], str]]:
    """What is logged where StackPick logs as much as it can."""
    root, quiet = logging.getLogger(), [logging.getLogger(name) for name in logs.QUIET]
    before = root.handlers[:], [logger.level for logger in (root, *quiet)]
    logs.set_up("DEBUG", "human")
    lines = io.StringIO()
    for handler in root.handlers:
        if type(handler) is logging.StreamHandler:
            handler.setStream(lines)
    yield lines.getvalue
    root.handlers[:] = before[0]
    for logger, level in zip((root, *quiet), before[1], strict=True):
        logger.setLevel(level)


def reference_in(text: str) -> str:
    return text.rsplit(" ", 1)[-1]


UNHANDLED = {
    "an event": (
        "event",
        an_event({"type": "reaction_added", "user": ANN, "reaction": PRIVATE_WORD}),
    ),
    "a command": ("command", {**a_command(PRIVATE_WORD), "command": "/other"}),
    "a press": (
        "interaction",
        {
            **a_press(PRIVATE_WORD),
            "actions": [{"type": "button", "action_id": PRIVATE_WORD, "block_id": "b"}],
        },
    ),
    "a form": (
        "interaction",
        {
            "type": "view_submission",
            "team": {"id": TEAM},
            "user": {"id": ANN},
            "view": {"type": "modal", "callback_id": PRIVATE_WORD},
        },
    ),
}


@pytest.mark.parametrize("kind", UNHANDLED)
async def test_what_nothing_listens_to_is_refused_without_logging_its_text(
    logged: Callable[[], str], app: Running, kind: str
) -> None:
    send, payload = UNHANDLED[kind]

    response = await getattr(app, send)(payload)

    assert response.status == 404
    assert await app.calls(0) == ()
    lines = logged()
    assert "Nothing listens to a delivery" in lines
    assert PRIVATE_WORD not in lines


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param({"secret": "a-secret-that-was-guessed"}, id="a guessed secret"),
        pytest.param({"age": 360}, id="a request that was recorded"),
    ],
)
async def test_what_slack_did_not_just_sign_is_refused_without_logging_its_text(
    logged: Callable[[], str], app: Running, claim: Mapping[str, Any]
) -> None:
    response = await app.claimed(a_direct_message(PRIVATE_WORD), **claim)

    assert response.status == 401
    assert await app.calls(0) == ()
    assert PRIVATE_WORD not in logged()


async def test_what_slack_signed_is_taken(app: Running) -> None:
    assert (await app.claimed(a_direct_message(QUESTION))).status == 200
    assert len(await app.calls()) == 1


class Broken:
    """A library out of which nothing can be read."""

    def expertise(self) -> Any:
        raise RuntimeError("the pages stick together")

    def refresh(self) -> bool:
        return False


async def test_where_a_turn_fails_a_command_is_answered_with_a_reference_that_the_log_has(
    logged: Callable[[], str], tmp_path: Path, sink: Sink
) -> None:
    async with stackpick(tmp_path, sink, library=Broken()) as app:
        response = await app.command(a_command(PRIVATE_WORD))

    text = response.json["text"]
    lines = logged()
    assert (response.status, response.json["response_type"]) == (200, "ephemeral")
    assert text == phrases.FAILED.format(reference=reference_in(text))
    assert f"reference {reference_in(text)}" in lines
    assert "the pages stick together" in lines
    assert PRIVATE_WORD not in lines


FAILING: dict[str, tuple[str, Payload, str]] = {
    "a direct message": ("event", a_direct_message(PRIVATE_WORD), "chat.postMessage"),
    "a mention": ("event", a_mention(PRIVATE_WORD), "chat.postMessage"),
    "a press": ("interaction", a_press('{"kind": "opened"}', "direct"), "response_url"),
    "a shortcut on a message": ("interaction", a_message_shortcut(PRIVATE_WORD), "response_url"),
}


@pytest.mark.parametrize("kind", FAILING)
async def test_where_a_turn_fails_the_person_is_told_once(
    logged: Callable[[], str], tmp_path: Path, sink: Sink, kind: str
) -> None:
    send, payload, method = FAILING[kind]
    if "response_url" in payload:
        payload = {**payload, "response_url": sink.response_url("1")}
    async with stackpick(tmp_path, sink, library=Broken()) as app:
        response = await getattr(app, send)(payload)
        (told,) = await app.calls()

    lines = logged()
    assert response.status == 200
    assert told.method == method
    assert told.body["text"] == phrases.FAILED.format(reference=reference_in(told.body["text"]))
    assert told.body.get("response_type", "ephemeral") == "ephemeral"
    assert f"reference {reference_in(told.body['text'])}" in lines
    assert PRIVATE_WORD not in lines


async def test_an_event_that_cannot_be_kept_is_not_acknowledged_and_is_answered_when_repeated(
    tmp_path: Path, sink: Sink
) -> None:
    away, event = Away(now=False), a_mention(QUESTION)
    async with stackpick(tmp_path, sink, away=away) as app:
        away.now = True
        refused = await app.event(event)
        away.now = False
        taken = await app.event(event, x_slack_retry_num="1", x_slack_retry_reason="http_error")
        calls = await app.calls()

    assert (refused.status, taken.status) == (503, 200)
    assert [call.body["text"][:11] for call in calls] == ["Scalability"]


async def test_while_the_database_is_away_a_command_is_told_so(tmp_path: Path, sink: Sink) -> None:
    away = Away()
    async with stackpick(tmp_path, sink, away=away) as app:
        away.now = True
        response = await app.command(a_command(QUESTION))
        away.now = False

    text = response.json["text"]
    assert (response.status, response.json["response_type"]) == (200, "ephemeral")
    assert text == phrases.UNAVAILABLE.format(reference=reference_in(text))


async def test_while_the_database_is_away_a_press_is_told_so_and_replaces_nothing(
    tmp_path: Path, sink: Sink
) -> None:
    away = Away()
    pressed = a_press('{"kind": "opened"}', "ephemeral", response_url=sink.response_url("1"))
    async with stackpick(tmp_path, sink, away=away) as app:
        away.now = True
        response = await app.interaction(pressed)
        away.now = False
        (told,) = await app.calls()

    assert response.status == 200
    assert told.body["text"].startswith("I cannot reach my memory right now.")
    assert told.body["replace_original"] is False
