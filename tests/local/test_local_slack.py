"""The local Slack as a process: it comes up, answers, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.local import child
from bot.local.server import DidNotStart, LocalSlack, PortInUse
from bot.local.workspace import EventsApi, acme_demo
from tests.local import programs
from tests.local.programs import alive, program

POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="the stand-ins need a shell")
LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")

PARENT = """
import sys, time
from pathlib import Path
from bot.local import child
from bot.local.server import LocalSlack
from bot.local.workspace import acme_demo

with LocalSlack(Path(sys.argv[1]), acme_demo()) as slack:
    print(slack.pid, flush=True)
    time.sleep(60)
"""


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether *condition* becomes true within 10 s."""
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def test_it_answers_the_token_that_was_made_for_it(local_slack: LocalSlack) -> None:
    client = WebClient(local_slack.app.bot_token, base_url=local_slack.api_url)
    answer = client.auth_test()
    assert (answer["team"], answer["user_id"]) == ("Acme Demo", local_slack.app.bot_user_id)
    members = {one["real_name"] for one in client.users_list()["members"]}
    assert members >= {"Alice Andersen", "Bob Baker", "Carol Chen"}
    channels = client.conversations_list()["channels"]
    assert {one["name"]: one["num_members"] for one in channels} == {
        "general": 4,
        "backend": 4,
        "random": 4,
    }


def test_each_workspace_has_credentials_of_its_own() -> None:
    one, other = acme_demo().app, acme_demo().app
    assert one.bot_token != other.bot_token
    assert one.app_token != other.app_token
    assert one.signing_secret != other.signing_secret


def test_two_run_side_by_side(local_slack: LocalSlack, local_slack_binary: Path) -> None:
    with LocalSlack(local_slack_binary, acme_demo()) as other:
        assert other.api_url != local_slack.api_url
        assert other.pid != local_slack.pid


def test_a_port_can_be_chosen_again(local_slack_binary: Path) -> None:
    with LocalSlack(local_slack_binary, acme_demo()) as first:
        url = first.ui_url
    with LocalSlack(local_slack_binary, acme_demo(), port=int(url.rsplit(":", 1)[1])) as second:
        assert second.ui_url == url


def test_a_port_in_use_is_reported_in_one_sentence(local_slack_binary: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        slack = LocalSlack(local_slack_binary, acme_demo(), port=port)
        with pytest.raises(PortInUse, match=rf"^Port {port} is in use by another program\.$"):
            slack.start()
    assert slack.pid is None


def test_events_can_go_to_a_request_url(local_slack_binary: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as app:
        url = f"http://127.0.0.1:{app.getsockname()[1]}/slack/events"
        with LocalSlack(local_slack_binary, acme_demo(EventsApi(url))) as slack:
            client = WebClient(slack.app.bot_token, base_url=slack.api_url)
            assert client.auth_test()["ok"]
            assert f"events mode (requestUrl: {url})" in slack.log_tail()


@LINUX_ONLY
def test_stopping_leaves_no_process_and_no_file(local_slack_binary: Path) -> None:
    slack = LocalSlack(local_slack_binary, acme_demo())
    slack.start()
    pid = slack.pid
    assert pid is not None
    folder = Path(f"/proc/{pid}/cwd").readlink()
    slack.stop()
    assert (alive(pid), folder.exists(), slack.pid) == (False, False, None)
    slack.stop()
    assert slack.log_tail() == ""


@LINUX_ONLY
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_does_not_outlive_its_parent(
    local_slack_binary: Path, tmp_path: Path, ending: signal.Signals
) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, local_slack_binary],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.send_signal(ending)
    assert eventually(lambda: not alive(pid))


@LINUX_ONLY
def test_ctrl_c_does_not_reach_it_before_its_parent_ends_it(local_slack: LocalSlack) -> None:
    assert local_slack.pid is not None
    assert os.getpgid(local_slack.pid) != os.getpgid(0)


@POSIX_ONLY
@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(programs.SLACK_THAT_ENDS, "ended at once.\nno room on this", id="ends"),
        pytest.param(programs.SLACK_THAT_SAYS_NOTHING, "gave no answer.\nthinking", id="silent"),
    ],
)
def test_what_it_printed_is_shown_where_it_does_not_start(
    tmp_path: Path, text: str, message: str
) -> None:
    slack = LocalSlack(program(tmp_path / "local-slack", text), acme_demo())
    with pytest.raises(DidNotStart, match=message):
        slack.start(within_seconds=0.5)
    assert slack.pid is None


def test_settings_that_it_refuses_are_shown(local_slack_binary: Path) -> None:
    no_url = acme_demo(EventsApi(""))
    with pytest.raises(DidNotStart, match="no requestUrl is set"):
        LocalSlack(local_slack_binary, no_url).start()


def test_a_binary_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(DidNotStart, match=r"cannot be started: .*nowhere"):
        LocalSlack(tmp_path / "nowhere", acme_demo()).start()


@LINUX_ONLY
def test_one_that_will_not_end_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    stubborn = program(tmp_path / "stubborn", programs.SLACK_THAT_WILL_NOT_END)
    process = child.start([stubborn], tmp_path, log)
    assert eventually(lambda: log.read_text("utf-8") == "staying\n")
    child.stop(process, grace_seconds=0.1)
    assert (alive(process.pid), process.returncode) == (False, -signal.SIGKILL)
