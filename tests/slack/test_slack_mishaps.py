"""What goes wrong between Slack and StackPick: who is told, what is logged, and what is not."""

import asyncio
import io
import logging
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot import logs, phrases
from bot.advisor.expertise import Expertise
from bot.app import service
from bot.store.engine import open_store
from bot.store.protocol import Store
from tests.faults.sink import TEAM, Sink, in_turn, rate_limit, refusal
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
from tests.slack.running import Away, Running, settings, stackpick, the_library, until

pytestmark = pytest.mark.anyio

QUESTION = "which one scales better?"
STOP_SECONDS = 10.0
"""How long platforms wait after SIGTERM before they kill."""

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


async def test_that_app_home_could_not_be_published_is_logged_and_counted(
    logged: Callable[[], str], app: Running
) -> None:
    app.sink.answering = lambda _: refusal("not_enabled")
    opened = {"type": "app_home_opened", "user": ANN, "channel": "D1", "tab": "home"}

    await app.event(an_event(opened))
    await until(lambda: "views.publish failed (not_enabled)" in logged())

    metrics = (await app.get("/metrics")).text
    assert 'stackpick_web_api_calls_total{method="views.publish",result="Refused"}' in metrics


async def test_what_becomes_of_a_call_is_logged_with_the_reference_of_its_delivery(
    logged: Callable[[], str], app: Running
) -> None:
    """Put off, and then given up; each by the reference that the delivery was taken with."""
    app.sink.answering = in_turn(rate_limit(1), refusal("channel_not_found"))

    await app.event(a_mention(f"{PRIVATE_WORD}, which one scales better?"))
    await until(lambda: "is given up" in logged())

    lines = logged().splitlines()
    wanted = ("Took app_mention", "next attempt at", "is given up: Slack refuses")
    told = [next(line.split()[2] for line in lines if what in line) for what in wanted]
    assert len(set(told)) == 1
    assert re.fullmatch("[0-9a-f]{8}", told[0])
    assert PRIVATE_WORD not in logged()


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
    "a press": ("interaction", a_press('{"kind": "began"}', "direct"), "response_url"),
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
    pressed = a_press('{"kind": "began"}', "ephemeral", response_url=sink.response_url("1"))
    async with stackpick(tmp_path, sink, away=away) as app:
        away.now = True
        response = await app.interaction(pressed)
        away.now = False
        (told,) = await app.calls()

    assert response.status == 200
    assert told.body["text"].startswith("I cannot reach my memory right now.")
    assert told.body["replace_original"] is False


class Unreadable:
    """A library whose folder cannot be looked at, at first."""

    def __init__(self) -> None:
        self.asked = 0

    def expertise(self) -> Expertise:
        return the_library().expertise()

    def refresh(self) -> bool:
        self.asked += 1
        raise PermissionError("the folder is locked")


async def test_a_knowledge_folder_that_cannot_be_looked_at_is_looked_at_again(
    logged: Callable[[], str], tmp_path: Path, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.background.FOLLOW_SECONDS", 0.01)
    library = Unreadable()
    async with stackpick(tmp_path, sink, library=library):
        await until(lambda: library.asked > 1)

    assert "the folder is locked" in logged()


class Slow(Unreadable):
    """A library that takes its time to look at its folder."""

    def __init__(self) -> None:
        super().__init__()
        self.going_on = threading.Event()

    def refresh(self) -> bool:
        self.asked += 1
        return self.going_on.wait()


def test_a_stop_does_not_wait_for_the_knowledge_folder(
    tmp_path: Path, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.background.FOLLOW_SECONDS", 0.01)
    library = Slow()

    async def run() -> None:
        async with stackpick(tmp_path, sink, library=library):
            await until(lambda: library.asked > 0)

    running = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    running.start()
    running.join(STOP_SECONDS)
    has_stopped = not running.is_alive()
    library.going_on.set()
    assert has_stopped


class Littered:
    """A store out of which nothing can be purged; else the real one."""

    def __init__(self, store: Store) -> None:
        self._store, self.asked = store, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def purge(self, _: object) -> Any:
        self.asked += 1
        raise ArithmeticError("the broom has broken")


async def test_what_cannot_be_purged_is_tried_again(
    logged: Callable[[], str], tmp_path: Path, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.background.TIDY_SECONDS", 0.01)
    real = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    store: Any = Littered(real)
    async with service(settings(sink), the_library(), store):
        await until(lambda: store.asked > 1)
    real.close()

    assert "the broom has broken" in logged()
