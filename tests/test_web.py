"""What those who look after StackPick can ask of it over HTTP."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from slack_bolt import BoltResponse

from bot.knowledge.files import BUNDLED
from bot.learning import Library
from bot.store.protocol import Store
from bot.web import MOST_EVENTS, MOST_IN_HAND, web_app
from tests.faults.sink import BOT, BROKEN, TEAM, Sink
from tests.slack.payloads import (
    ANN,
    CHANNEL,
    DIRECT,
    ROOT,
    Payload,
    a_command,
    a_direct_message,
    a_mention,
    a_message,
    a_message_shortcut,
    a_press,
)
from tests.slack.running import (
    EVENTS,
    FORM,
    SOON_SECONDS,
    Away,
    Running,
    ask,
    stackpick,
    the_library,
    until,
)

pytestmark = pytest.mark.anyio


@pytest.fixture
def away() -> Away:
    return Away()


@pytest.fixture
async def app(tmp_path: Path, sink: Sink, away: Away) -> AsyncIterator[Running]:
    async with stackpick(tmp_path, sink, away=away) as running:
        yield running
        away.now = False


async def test_a_process_that_lives_says_so_even_without_its_database(
    app: Running, away: Away
) -> None:
    away.now = True

    response = await app.get("/healthz")

    assert (response.status, response.text) == (200, "ok")


async def test_it_is_ready_when_its_database_and_its_knowledge_answer(app: Running) -> None:
    response = await app.get("/readyz")

    assert response.status == 200
    assert the_library().expertise().knowledge.version in response.text


async def test_it_is_not_ready_while_its_database_is_away(app: Running, away: Away) -> None:
    away.now = True
    while_away = await app.get("/readyz")
    away.now = False
    async with asyncio.timeout(SOON_SECONDS):
        while (await app.get("/readyz")).status != 200:
            await asyncio.sleep(0.05)

    assert while_away.status == 503
    assert while_away.text == "the database does not answer"


class Counting:
    """A store that counts its checks; else the real one."""

    def __init__(self, store: Store) -> None:
        self._store, self.checks = store, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def check(self) -> None:
        self.checks += 1
        self._store.check()


async def test_however_many_ask_at_once_the_database_is_checked_once(app: Running) -> None:
    store: Any = Counting(app.store)
    asked: Any = SimpleNamespace(
        store=store,
        library=the_library(),
        bolt=SimpleNamespace(oauth_flow=None, async_dispatch=None),
    )
    web = web_app(asked)

    responses = await asyncio.gather(*(ask(web, "GET", "/readyz") for _ in range(50)))

    assert {response.status for response in responses} == {200}
    assert store.checks == 1


@pytest.mark.parametrize(
    ("kind", "body", "most"),
    [
        pytest.param("application/json", "{}", MOST_EVENTS, id="events"),
        pytest.param(FORM, "command=%2Fstackpick", MOST_IN_HAND, id="presses and commands"),
    ],
)
async def test_what_is_too_much_to_be_answered_in_time_is_refused_unread(
    kind: str, body: str, most: int
) -> None:
    going_on, in_hand = asyncio.Event(), 0

    async def slow(_: object) -> BoltResponse:
        nonlocal in_hand
        in_hand += 1
        await going_on.wait()
        return BoltResponse(status=200)

    bolt = SimpleNamespace(oauth_flow=None, async_dispatch=slow)
    given: Any = SimpleNamespace(store=None, library=the_library(), bolt=bolt)
    web, signed = web_app(given), {"x-slack-signature": f"v0={'0' * 64}"}
    signed |= {"x-slack-request-timestamp": "1700000000", "content-type": kind}

    async def delivered() -> int:
        return (await ask(web, "POST", EVENTS, body, signed)).status

    taken = [asyncio.create_task(delivered()) for _ in range(most)]
    await until(lambda: in_hand == most)
    refused = [await delivered() for _ in range(3)]
    going_on.set()

    assert refused == [503] * 3
    assert await asyncio.gather(*taken) == [200] * most
    assert await delivered() == 200


async def test_a_fault_of_ours_is_not_taken_for_a_request_that_cannot_be_read(
    app: Running,
) -> None:
    async def broken(*_: object) -> None:
        raise ValueError("a fault of ours")

    asked: Any = SimpleNamespace(
        store=app.store,
        library=the_library(),
        bolt=SimpleNamespace(oauth_flow=None, async_dispatch=broken),
    )
    faulty = Running(web_app(asked), app.sink, app.store)

    with pytest.raises(ValueError, match="a fault of ours"):
        await faulty.event(a_direct_message("hello"))


DAMAGE: list[Any] = [None, 7, True, "", "x", [], {}, [7], [[]], {"id": 7}]
DAMAGED = [
    pytest.param("event", a_mention("hello"), id="a mention"),
    pytest.param("event", a_message("hello", thread=ROOT), id="a message"),
    pytest.param("interaction", a_press('{"kind": "began"}', "direct"), id="a press"),
    pytest.param("interaction", a_message_shortcut("chat"), id="a shortcut"),
]


@pytest.mark.parametrize(("send", "payload"), DAMAGED)
@pytest.mark.parametrize("damage", DAMAGE, ids=str)
async def test_whatever_a_field_holds_a_delivery_is_no_fault_of_ours(
    app: Running, send: str, payload: Payload, damage: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for name in payload:
        damaged = {**payload, name: damage}
        if "response_url" in damaged:
            damaged["response_url"] = app.sink.response_url("1")
        response = await getattr(app, send)(damaged)
        assert response.status < 500, name
    assert "Delivery failed" not in caplog.text


PRIVATE_WORD = "zanzibar"


async def test_the_metrics_count_turns_and_calls_and_name_nobody(app: Running) -> None:
    await app.event(a_mention(f"which scales better in {PRIVATE_WORD}?"))
    await app.event(a_direct_message(f"recommend {PRIVATE_WORD}"))
    await app.command(a_command("help"))
    await app.interaction(
        a_press('{"kind": "began"}', "ephemeral", response_url=app.sink.response_url("1"))
    )
    await app.calls(3)

    metrics = (await app.get("/metrics")).text

    for kind in ("app_mention", "direct_message", "command", "press"):
        assert f'stackpick_deliveries_total{{kind="{kind}",outcome=' in metrics
    assert 'stackpick_web_api_calls_total{method="chat.postMessage",result="Sent"}' in metrics
    for told in (ANN, BOT, CHANNEL, DIRECT, ROOT, PRIVATE_WORD, f'"{TEAM}"', app.sink.url):
        assert told not in metrics


async def test_the_metrics_show_what_waits_to_be_sent(app: Running) -> None:
    app.sink.answering = lambda _: BROKEN
    await app.event(a_direct_message("help"))

    metrics = (await app.get("/metrics")).text

    assert "stackpick_outbox_waiting 1.0" in metrics
    assert "stackpick_outbox_dead 0.0" in metrics


async def test_the_metrics_are_there_while_the_database_is_away(app: Running, away: Away) -> None:
    away.now = True

    response = await app.get("/metrics")

    assert response.status == 200
    assert "stackpick_outbox_waiting" in response.text


@pytest.mark.parametrize(("path", "status"), [("/slack/events", 405), ("/", 404), ("/admin", 404)])
async def test_nothing_else_is_there_to_be_read(app: Running, path: str, status: int) -> None:
    assert (await app.get(path)).status == status


async def test_readiness_names_what_is_wrong_with_a_change_that_was_refused(
    tmp_path: Path, sink: Sink
) -> None:
    folder = Path(shutil.copytree(BUNDLED, tmp_path / "knowledge"))
    library = Library(folder)
    (folder / "options.yaml").write_text("nodejs: [", "utf-8")
    library.refresh()

    async with stackpick(tmp_path, sink, library=library) as running:
        response = await running.get("/readyz")

    first, *refused = response.text.splitlines()
    assert (response.status, first.startswith("ready")) == (200, True)
    assert refused[0].startswith(f"a change is refused: {folder}/options.yaml:2: ")
