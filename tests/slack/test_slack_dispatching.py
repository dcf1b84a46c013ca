"""Which listener is told of a delivery, and what it may ask for."""

from collections.abc import Mapping
from typing import Any

import pytest
from slack_bolt import BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.slack.dispatching import Dispatcher, Kind
from bot.slack.ids import COMMAND, HOME, MOVE

pytestmark = pytest.mark.anyio

DELIVERIES: list[Any] = [
    pytest.param("command", COMMAND, {"command": COMMAND}, id="a command"),
    pytest.param(
        "event", "message", {"type": "event_callback", "event": {"type": "message"}}, id="an event"
    ),
    pytest.param(
        "action",
        MOVE,
        {"type": "block_actions", "actions": [{"action_id": "move:began:1"}, {}]},
        id="the first action of a press",
    ),
    pytest.param(
        "view",
        "expected",
        {"type": "view_submission", "view": {"callback_id": "expected"}},
        id="view",
    ),
    pytest.param(
        "shortcut", "decide", {"type": "message_action", "callback_id": "decide"}, id="on a message"
    ),
    pytest.param("shortcut", "help", {"type": "shortcut", "callback_id": "help"}, id="a shortcut"),
]
NOBODYS: list[Any] = [
    pytest.param({"command": "/other"}, id="another command"),
    pytest.param({"type": "view_closed", "view": {"callback_id": "expected"}}, id="a closed view"),
    pytest.param({"type": "block_actions", "actions": []}, id="no action"),
    pytest.param({"type": ["event_callback"], "event": {"type": "message"}}, id="a list of types"),
    pytest.param({}, id="nothing"),
]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def authorized(context: object) -> AuthorizeResult:  # noqa: ARG001
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")  # noqa: S106


async def told(error: Exception, _: AsyncBoltRequest) -> BoltResponse:
    return BoltResponse(status=404, body=type(error).__name__)


@pytest.fixture
def app() -> Dispatcher:
    return Dispatcher(told, authorize=authorized, request_verification_enabled=False)


async def answer(app: Dispatcher, body: Mapping[str, Any]) -> BoltResponse:
    return await app.async_dispatch(AsyncBoltRequest(body=dict(body), mode="socket_mode"))


@pytest.mark.parametrize(("kind", "name", "body"), DELIVERIES)
async def test_a_delivery_reaches_the_one_listener_for_its_kind_and_name(
    app: Dispatcher, kind: Kind, name: Any, body: Mapping[str, Any]
) -> None:
    heard: list[object] = []

    async def other(ack: Any) -> None:
        await ack("other")

    async def listener(body: object, ack: Any) -> None:
        heard.append(body)
        await ack("taken")

    app.listen(kind, HOME if kind == "action" else "another", other)
    app.listen(kind, name, listener)

    assert (await answer(app, body)).body == "taken"
    assert heard == [body]


@pytest.mark.parametrize("body", NOBODYS)
async def test_what_nobody_listens_to_is_told_as_such(
    app: Dispatcher, body: Mapping[str, Any]
) -> None:
    response = await answer(app, body)

    assert (response.status, response.body) == (404, "BoltUnhandledRequestError")


async def test_what_a_listener_does_not_acknowledge_is_acknowledged_when_it_returns(
    app: Dispatcher,
) -> None:
    async def listener() -> None:
        return

    app.listen("command", COMMAND, listener)

    assert (await answer(app, {"command": COMMAND})).status == 200


async def test_a_listener_that_asks_for_what_there_is_not_is_refused_at_once(
    app: Dispatcher,
) -> None:
    async def listener(bdoy: object) -> None: ...

    with pytest.raises(TypeError, match="bdoy"):
        app.listen("command", COMMAND, listener)


@pytest.mark.parametrize("given", [None, BoltResponse(status=403)])
async def test_what_a_middleware_does_not_let_pass_reaches_no_listener(
    app: Dispatcher, given: BoltResponse | None
) -> None:
    """Though it says nothing of why."""
    heard: list[object] = []

    async def keeps_back(body: object, next: object) -> BoltResponse | None:  # noqa: A002, ARG001
        return given

    async def listener(body: object) -> None:
        heard.append(body)

    app.use(keeps_back)
    app.listen("command", COMMAND, listener)

    response = await answer(app, {"command": COMMAND})

    assert (response.status, heard) == (given.status if given else 404, [])
