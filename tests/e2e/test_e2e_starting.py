"""How StackPick starts, refuses to start, and stops."""

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.knowledge.files import BUNDLED
from bot.local.workspace import acme_demo
from tests.cli.program import Ended, run
from tests.e2e.signed import event, sends, timestamp
from tests.e2e.slack_api import KNOWN, Page, Payload, SlackApi
from tests.e2e.stackpick import HOST, StackPick, free_port

FAULTY = 2

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-local-1", "xapp-local-1", "0123456789abcdef"
TOKENS = {
    "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_SIGNING_SECRET": SECRET,
}  # fmt: skip
NOWHERE = "http://127.0.0.1:9/api/"
"""An address where nobody answers, for programs that must not come so far as to ask."""


def started(folder: Path, transport: str, **settings: str) -> Ended:
    """`stackpick run` to its end."""
    return run("run", f"--{transport}", folder=folder, settings=settings)


def refused(ended: Ended) -> list[str]:
    """The reasons why it did not start, a line each; what it logged on its way is none of them."""
    assert (ended.code, ended.out) == (FAULTY, ""), ended.err
    assert "Traceback" not in ended.err
    return [line for line in ended.err.splitlines() if " INFO " not in line]


def test_everything_malformed_is_named_at_once_without_its_value(tmp_path: Path) -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "xapp-swapped-1234",
        "SLACK_APP_TOKEN": "xoxb-swapped-5678",
        "SLACK_SIGNING_SECRET": "tooshort",
        "DATABASE_URL": "mysql://user:hunter2@db/stackpick",
        "SLACK_API_URL": "not an address",
        "PORT": "99999",
        "LOG_LEVEL": "LOUD",
    }
    reasons = refused(started(tmp_path, "socket", **wrong))
    assert sorted(line.split(":")[0] for line in reasons) == sorted(wrong)
    told = "\n".join(reasons)
    for value in ("xapp-swapped-1234", "xoxb-swapped-5678", "tooshort", "hunter2"):
        assert value not in told
    assert "must begin with xoxb-" in told
    assert "must begin with xapp-" in told


@pytest.mark.parametrize(
    ("transport", "missing"),
    [
        pytest.param("socket", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"], id="socket"),
        pytest.param("http", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"], id="http"),
    ],
)
def test_everything_missing_is_named_at_once(
    tmp_path: Path, transport: str, missing: list[str]
) -> None:
    empty = dict.fromkeys(TOKENS, "")
    assert [line.split()[0] for line in refused(started(tmp_path, transport, **empty))] == missing


def test_without_any_token_both_ways_to_run_are_named(tmp_path: Path) -> None:
    reasons = refused(run("run", folder=tmp_path))
    assert reasons[0].startswith("SLACK_BOT_TOKEN")
    assert "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP)" in reasons[1]


def test_settings_are_read_from_a_file_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=wrong\nSLACK_APP_TOKEN=wrong\n", "utf-8")
    reasons = refused(started(tmp_path, "socket", SLACK_BOT_TOKEN=BOT_TOKEN))
    assert [line.split(":")[0] for line in reasons] == ["SLACK_APP_TOKEN"]


@pytest.mark.parametrize(
    ("transport", "answers", "reason"),
    [
        pytest.param(
            "http",
            {"auth.test": {"ok": False, "error": "invalid_auth"}},
            "SLACK_BOT_TOKEN: Slack refuses it (invalid_auth)",
            id="bot token",
        ),
        pytest.param(
            "socket",
            {"auth.test": KNOWN, "apps.connections.open": {"ok": False, "error": "invalid_auth"}},
            "SLACK_APP_TOKEN: Slack refuses it (invalid_auth)",
            id="app token",
        ),
    ],
)
def test_a_token_that_slack_refuses_is_named(
    tmp_path: Path, transport: str, answers: dict[str, Payload], reason: str
) -> None:
    with SlackApi(answers) as slack:
        ended = started(
            tmp_path, transport, **TOKENS, SLACK_API_URL=slack.url, PORT=str(free_port())
        )
    assert (ended.code, ended.err.splitlines()[-1]) == (FAULTY, reason)
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param((502, "<html>Bad Gateway</html>"), id="a proxy's page"),
        pytest.param((429, "<html>Too Many Requests</html>"), id="too many requests"),
        pytest.param({"ok": False, "error": "internal_error"}, id="an error that passes"),
    ],
)
def test_a_failure_that_passes_is_not_taken_for_a_refusal(
    tmp_path: Path, answer: Payload | Page
) -> None:
    with SlackApi({"auth.test": KNOWN, "apps.connections.open": answer}) as slack:
        stackpick = StackPick(acme_demo().app, slack.url, "socket", tmp_path)
        stackpick.start(is_ready=lambda: len(slack.called("apps.connections.open")) > 1)
        assert stackpick.stop() == 0
    assert "Slack cannot be reached yet" in stackpick.log
    assert "refuses" not in stackpick.log


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with SlackApi({"auth.test": KNOWN}) as slack, socket.create_server((HOST, 0)) as other:
        port = str(other.getsockname()[1])
        where = {"SLACK_API_URL": slack.url, "HOST": HOST, "PORT": port}
        ended = started(tmp_path, "http", **TOKENS, **where)
    assert ended.code == FAULTY
    assert ended.err.splitlines()[-1].startswith(f"PORT: {HOST}:{port} cannot be used (")
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("sqlite:///{folder}/nowhere/stackpick.db", id="no such folder"),
        pytest.param("sqlite:///{folder}/text.db", id="no database"),
        pytest.param("postgresql://stackpick:hunter2@127.0.0.1:9/stackpick", id="nobody answers"),
        pytest.param("postgresql://stackpick:hunter2@127.0.0.1:nine/stackpick", id="no address"),
    ],
)
def test_a_database_that_cannot_be_used_is_named(tmp_path: Path, url: str) -> None:
    (tmp_path / "text.db").write_text("this is not a database " * 50, "utf-8")
    where = {"DATABASE_URL": url.format(folder=tmp_path), "SLACK_API_URL": NOWHERE}
    (reason,) = refused(started(tmp_path, "socket", **TOKENS, **where))
    assert reason.startswith("DATABASE_URL: the database cannot be used (")
    assert "hunter2" not in reason


def test_every_fault_of_the_knowledge_is_named_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    for path in BUNDLED.rglob("*.yaml"):
        copied = folder / path.relative_to(BUNDLED)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_text(path.read_text("utf-8"), "utf-8")
    sources = (folder / "sources.yaml").read_text("utf-8")
    (folder / "sources.yaml").write_text(f"{sources}\nnew-source:\n  colour: blue\n", "utf-8")
    (folder / "criteria" / "hiring.yaml").write_text("title: [\n", "utf-8")
    (folder / "stacks.yaml").unlink()
    where = {"KNOWLEDGE_DIR": "knowledge", "SLACK_API_URL": NOWHERE}
    reasons = refused(started(tmp_path, "socket", **TOKENS, **where))
    line = sources.count("\n") + 2
    for beginning in (
        f"knowledge/sources.yaml:{line}: 'new-source.title' is missing",
        f"knowledge/sources.yaml:{line + 1}: 'new-source.colour' is not a key",
        "knowledge/criteria/hiring.yaml:",
        "knowledge/stacks.yaml:1: this file is missing",
    ):
        assert any(reason.startswith(beginning) for reason in reasons), (beginning, reasons)


def test_a_knowledge_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    (reason,) = refused(started(tmp_path, "socket", **TOKENS, KNOWLEDGE_DIR="nowhere"))
    assert reason == "nowhere:1: there is no such folder"


@pytest.fixture
def taking() -> threading.Event:
    """Set once Slack has begun to take a message."""
    return threading.Event()


@pytest.fixture
def going_on() -> threading.Event:
    """Set once Slack may say that it has taken it."""
    return threading.Event()


@pytest.fixture
def slow_slack(taking: threading.Event, going_on: threading.Event) -> Iterator[SlackApi]:
    """A Slack that takes its time over each message."""

    def takes(_: Payload) -> Payload:
        taking.set()
        assert going_on.wait(10)
        return {"ok": True, "channel": "C01GENERAL", "ts": timestamp()}

    with SlackApi({"auth.test": KNOWN, "chat.postMessage": takes}) as slack:
        yield slack


def test_it_ends_in_order_when_it_has_nothing_to_do(slow_slack: SlackApi, tmp_path: Path) -> None:
    stackpick = StackPick(acme_demo().app, slow_slack.url, "http", tmp_path)
    stackpick.start()
    assert stackpick.stop() == 0
    assert stackpick.complaints() == []
    assert stackpick.records()[-1]["message"] == "Stopped"


def test_it_can_be_stopped_while_slack_cannot_be_reached(tmp_path: Path) -> None:
    stackpick = StackPick(acme_demo().app, NOWHERE, "socket", tmp_path)
    stackpick.start(is_ready=lambda: "Failed to connect" in stackpick.log)
    assert stackpick.stop() == 0


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
def test_a_stop_does_not_wait_for_slack_to_say_who_this_is(
    taking: threading.Event, going_on: threading.Event, method: str, tmp_path: Path
) -> None:
    def hangs(_: Payload) -> Payload:
        taking.set()
        going_on.wait(10)
        return KNOWN

    with SlackApi({"auth.test": KNOWN, method: hangs}) as slack:
        stackpick = StackPick(acme_demo().app, slack.url, "socket", tmp_path)
        stackpick.start(is_ready=taking.is_set)
        assert stackpick.stop() == 0
        going_on.set()
    assert "no answer in" not in stackpick.log


def test_it_finishes_what_is_in_hand_before_it_ends(
    slow_slack: SlackApi, taking: threading.Event, going_on: threading.Event, tmp_path: Path
) -> None:
    stackpick = StackPick(acme_demo().app, slow_slack.url, "http", tmp_path)
    stackpick.start()
    try:
        said = {"type": "app_mention", "user": "U0000", "channel": "C01GENERAL", "ts": timestamp()}
        mention = event(**said, text="<@U0STACKPICK> is python too slow for an api?")
        assert sends(stackpick, json.dumps(mention))[0] == 200
        assert taking.wait(10)
        stackpick.asks_to_stop()
        going_on.set()
        assert stackpick.ended() == 0
    finally:
        stackpick.kill()
    assert (stackpick.unsent(), stackpick.complaints()) == (0, [])
    assert len(slow_slack.called("chat.postMessage")) == 1
