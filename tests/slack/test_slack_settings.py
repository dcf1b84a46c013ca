"""The settings of a channel, in a modal that opens however busy StackPick is."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import phrases
from bot.slack import modals
from bot.slack.modals import OfAnswer, OfChannel
from bot.slack.rating import Rating
from bot.store.protocol import StoreUnavailable
from bot.store.workspace import ChannelChoice
from tests.faults.sink import SUCCESS, Answer, Sink, refusal
from tests.slack.limits import broken_by_blocks, texts
from tests.slack.payloads import (
    ANN,
    CHANNEL,
    DIRECT,
    ROOT,
    a_command,
    a_direct_message,
    a_mention,
    a_message,
    a_submission,
)
from tests.slack.running import Running, stackpick, until
from tests.slack.test_slack_home import NOON

pytestmark = pytest.mark.anyio

OPENED = Answer(200, '{"ok": true, "view": {"id": "V1"}}')
MOST_TITLE = 24


def opening(call: Any) -> Answer:
    return OPENED if call.method == "views.open" else SUCCESS


async def the_modal(app: Running, text: str = "settings") -> Mapping[str, Any]:
    """The settings as they are shown once they were read."""
    app.sink.answering = opening
    url = app.sink.response_url("1")
    before = len(app.sink.of("views.update"))
    await app.command({**a_command(text), "response_url": url})
    await until(lambda: len(app.sink.of("views.update")) > before)
    view: Mapping[str, Any] = app.sink.of("views.update")[-1].body["view"]
    return view


def pick(value: str) -> Mapping[str, Any]:
    return {"type": "radio_buttons", "selected_option": {"value": value}}


async def test_a_channel_can_be_set_to_hear_only_mentions_and_is_told_of_it(app: Running) -> None:
    question = "which one scales better?"
    await app.event(a_mention(question))
    await app.interaction(a_submission(await the_modal(app), pick("mentions")))
    await app.event(a_message("what about hiring?", thread=ROOT))
    await app.event(a_mention("what about cost?", thread=ROOT, ts="1700000090.000100"))
    await until(lambda: len(app.sink.of("chat.postMessage")) == 2)

    (told,) = app.sink.of("response_url")

    assert told.body["response_type"] == "in_channel"
    assert told.body["text"].startswith(f"<@{ANN}> has set this")
    answers = [call.body["text"].split(":")[0] for call in app.sink.of("chat.postMessage")]
    assert answers == ["Scalability", "Running cost"]


async def test_the_modal_shows_what_holds_and_who_chose_it(app: Running) -> None:
    before = await the_modal(app, " Settings ")
    await app.interaction(a_submission(before, pick("engaged")))
    after = await the_modal(app)
    await app.interaction(a_submission(after, pick("workspace")))
    again = await the_modal(app)

    assert [_chosen(view) for view in (before, after, again)] == [
        "workspace",
        "engaged",
        "workspace",
    ]
    assert f"Set by <@{ANN}>" in "\n".join(texts(after["blocks"]))
    assert phrases.NOBODY_HAS_CHANGED in "\n".join(texts(again["blocks"]))


def _chosen(view: Mapping[str, Any]) -> str:
    (field,) = (block for block in view["blocks"] if block["type"] == "input")
    value: str = field["element"]["initial_option"]["value"]
    return value


async def test_in_direct_messages_there_is_nothing_to_set(app: Running) -> None:
    response = await app.command(a_command("settings", channel=DIRECT))

    assert response.json == {
        "response_type": "ephemeral",
        "text": phrases.SETTINGS_ARE_ELSEWHERE,
    }
    assert app.sink.calls == ()


class Gate:
    """A store whose turns wait until the gate is opened, as behind a slow database."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.open, self.waiting = threading.Event(), 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def hold(self, *given: Any, **named: Any) -> Iterator[Any]:
        self.waiting += 1
        assert self.open.wait(20)
        with self._store.hold(*given, **named) as held:
            yield held


@pytest.fixture
async def gated(tmp_path: Path, sink: Sink) -> AsyncIterator[tuple[Running, Gate]]:
    async with stackpick(tmp_path, sink, around=Gate) as running:
        yield running, running.store  # type: ignore[misc]


async def test_a_modal_opens_while_every_turn_waits_for_the_database(
    gated: tuple[Running, Gate],
) -> None:
    app, gate = gated
    app.sink.answering = opening
    threads = gate.pace.threads
    busy = [
        asyncio.create_task(app.event(a_direct_message("which scales?", ts=f"17000000{n}.0001")))
        for n in range(10, 10 + threads)
    ]
    await until(lambda: gate.waiting == threads)
    settings = asyncio.create_task(app.command(a_command("settings")))
    await until(lambda: len(app.sink.of("views.open")) == 1)

    assert (await settings).status == 200
    assert not any(task.done() for task in busy)
    gate.open.set()
    await until(lambda: len(app.sink.of("views.update")) == 1)
    assert app.sink.of("views.open")[0].at < app.sink.of("views.update")[0].at
    assert {response.status for response in await asyncio.gather(*busy)} == {200}


async def test_a_modal_that_slack_does_not_open_is_told_of_with_a_reference(
    app: Running, caplog: pytest.LogCaptureFixture
) -> None:
    app.sink.answering = lambda _: refusal("expired_trigger_id")
    response = await app.command(a_command("settings"))

    text = response.json["text"]
    reference = text.rsplit(" ", 1)[1]
    assert text == phrases.FAILED.format(reference=reference)
    assert reference in caplog.text
    assert "expired_trigger_id" in caplog.text


async def test_settings_that_cannot_be_read_are_told_of_in_the_modal(
    tmp_path: Path, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    sink.answering = opening
    async with stackpick(tmp_path, sink, around=Unsettled) as app:
        await app.command(a_command("settings"))
        await until(lambda: len(sink.of("views.update")) == 1)

    (said,) = texts(sink.of("views.update")[0].body["view"]["blocks"])
    assert said == phrases.NOT_READ.format(reference=said.rsplit(" ", 1)[1])
    assert said.rsplit(" ", 1)[1] in caplog.text


async def test_settings_that_cannot_be_kept_are_told_of_with_a_reference(
    tmp_path: Path, sink: Sink, caplog: pytest.LogCaptureFixture
) -> None:
    sink.answering = opening
    of = OfChannel(channel=CHANNEL, response_url="")
    view = modals.settings(of, None, "engaged")
    async with stackpick(tmp_path, sink, around=Unsettled) as app:
        await app.interaction(a_submission(view, pick("mentions")))
        await until(lambda: len(sink.of("chat.postMessage")) == 1)

    told = sink.of("chat.postMessage")[0].body
    reference = told["text"].rsplit(" ", 1)[1]
    assert told["channel"] == ANN
    assert told["text"] == phrases.UNAVAILABLE.format(reference=reference)
    assert reference in caplog.text


class Unsettled:
    """A store whose settings can be neither read nor written."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @property
    def preferences(self) -> Any:
        return self

    def choice(self, *_: Any) -> Any:
        raise StoreUnavailable("it is away")

    choose = choice

    def learnt(self, *given: Any) -> Any:
        return self._store.preferences.learnt(*given)


def test_every_modal_fits() -> None:
    of = OfChannel(channel=CHANNEL, response_url="https://hooks.example.com/" + "x" * 200)
    rating = Rating(subject="x" * 64, helpful=False, question="é" * 500)
    every = [
        modals.loading(),
        modals.unavailable(phrases.NOT_READ),
        modals.expected(OfAnswer(message=f"{CHANNEL}:{ROOT}", rating=rating)),
        *(
            modals.settings(of, own, workspace)
            for own in (None, ChannelChoice("engaged", ANN, NOON))
            for workspace in ("engaged", "mentions")
        ),
    ]

    for view in every:
        assert list(broken_by_blocks(view["blocks"], "modal")) == []
        titles = [view[part]["text"] for part in ("title", "close", "submit") if part in view]
        assert all(1 <= len(title) <= MOST_TITLE for title in titles)
        assert len(view.get("private_metadata", "")) <= 3000
