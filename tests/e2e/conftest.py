"""StackPick in a local Slack, over Socket Mode and over HTTP; each test has people of its own."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from bot.knowledge.files import load
from bot.knowledge.model import Knowledge
from bot.local.server import LocalSlack
from bot.local.workspace import EventsApi, SocketMode
from tests.e2e.people import crowded, newcomers
from tests.e2e.stackpick import HOST, StackPick, Transport, free_port
from tests.slack_harness.fixtures import local_slack_binary
from tests.slack_harness.workspace import Workspace

__all__ = ["local_slack_binary"]

LONG_ENOUGH = 12
"""Characters from which a text cannot be in a log by chance."""

Place = tuple[LocalSlack, StackPick]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "complains: StackPick has reason to log a warning or error")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Show the end of StackPick's log with a failure."""
    report: Any = yield
    stackpick = getattr(item, "funcargs", {}).get("stackpick")
    if report.failed and isinstance(stackpick, StackPick):
        report.sections.append(("StackPick's log", stackpick.tail()))
    return report


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """What StackPick knows, to tell its questions and answers apart."""
    return load()


@pytest.fixture(scope="session")
def places(
    local_slack_binary: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Transport], Place]]:
    """Gives a local Slack and the StackPick in it for a transport, both started at first use."""
    running: dict[Transport, Place] = {}
    with ExitStack() as ending:

        def place(transport: Transport) -> Place:
            if transport not in running:
                folder = tmp_path_factory.mktemp(transport)
                running[transport] = _started(local_slack_binary, transport, folder, ending)
            return running[transport]

        yield place


@pytest.fixture(params=["socket", "http"])
def transport(request: pytest.FixtureRequest) -> Transport:
    """How deliveries arrive; every journey is made both ways."""
    chosen: Transport = request.param
    return chosen


@pytest.fixture
def place(places: Callable[[Transport], Place], transport: Transport) -> Place:
    slack, stackpick = places(transport)
    if not stackpick.is_running():
        stackpick.start()
        settles(slack, stackpick)  # what it had to say when it ended
    return slack, stackpick


@pytest.fixture
def stackpick(place: Place, request: pytest.FixtureRequest) -> Iterator[StackPick]:
    """The running StackPick; afterwards it must not have complained, nor told what people wrote."""
    slack, stackpick = place
    before = len(stackpick.complaints())
    yield stackpick
    if stackpick.is_running():
        settles(slack, stackpick)
    sent = texts_sent(Workspace(slack.ui_url))
    log = stackpick.log
    told = [text for text in (*sent, *stackpick.tokens) if text in log]
    assert told == [], "the log holds what people wrote, or a token"
    complaints = stackpick.complaints()[before:]
    if request.node.get_closest_marker("complains"):
        assert complaints, "it had reason to complain"
    else:
        assert complaints == [], "\n".join(complaints)


@pytest.fixture
def workspace(stackpick: StackPick, place: Place) -> Workspace:
    """The workspace as its members use it, without the messages of the tests before."""
    slack, _ = place
    people = Workspace(slack.ui_url)
    people.forgets()
    if stackpick.transport == "socket":
        people.wait_until_connected()
    return people


@pytest.fixture(scope="session")
def handles() -> Iterator[str]:
    return newcomers()


@pytest.fixture
def alice(handles: Iterator[str]) -> str:
    """Somebody who has never talked to StackPick."""
    return next(handles)


@pytest.fixture
def bob(handles: Iterator[str]) -> str:
    """Somebody else who has never talked to StackPick."""
    return next(handles)


def settles(slack: LocalSlack, stackpick: StackPick) -> None:
    """Wait until all that it has to say is said, so that no test sees what another caused.

    A chart is drawn and uploaded well after the result that it belongs to.
    """
    people = Workspace(slack.ui_url)
    people.wait_for(lambda: not stackpick.unsent(), "all that StackPick has to say to be said")


def texts_sent(workspace: Workspace) -> list[str]:
    """All that people have written to StackPick, as it was delivered, save for short texts."""
    sent = (one for one in workspace.log() if one["direction"] == "to_bot")
    delivered = (one.get("detail") or {} for one in sent)
    texts = (_text(one if isinstance(one, dict) else _parsed(one)) for one in delivered)
    return [text for text in texts if len(text) >= LONG_ENOUGH]


def _text(payload: dict[str, Any]) -> str:
    return str((payload.get("event") or payload).get("text") or "")


def _parsed(body: str) -> dict[str, Any]:
    if body.startswith("{"):
        event: dict[str, Any] = json.loads(body)
        return event
    return {name: values[0] for name, values in parse_qs(body).items()}


def _started(binary: Path, transport: Transport, folder: Path, ending: ExitStack) -> Place:
    port = free_port()
    request_url = f"http://{HOST}:{port}/slack/events"
    delivery = SocketMode() if transport == "socket" else EventsApi(request_url)
    slack = ending.enter_context(LocalSlack(binary, crowded(delivery)))
    settings = {
        "LOG_LEVEL": "DEBUG",  # what is not told at this level is told at none
        "RATE_LIMITS": "off",  # the tests share their channels
    }
    stackpick = StackPick(slack.app, slack.api_url, transport, folder, port=port, settings=settings)
    ending.callback(stackpick.kill)
    stackpick.start()
    return slack, stackpick
