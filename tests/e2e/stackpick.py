"""StackPick as it is deployed: the real program in a process of its own, talking to a Slack."""

import http.client
import json
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

from bot.local import child
from bot.local.workspace import App
from tests.cli.program import COMMAND, environment

Transport = Literal["socket", "http"]

HOST = "127.0.0.1"
START_SECONDS = 60.0
STOP_SECONDS = 10.0
"""How long platforms wait after SIGTERM before they kill."""

POLL_SECONDS = 0.02
COMPLAINTS = {"WARNING", "ERROR", "CRITICAL", "PRINTED"}
"""Levels of the log that mean something went wrong."""

_TAIL_LINES = 30
_LISTENING = {"socket": "Listening over Socket Mode", "http": "Listening on http"}


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


class StackPick:
    """StackPick as *app* in the Slack at *api_url*, with its database and its logs in *folder*.

    Each start is a new process on the same database and port. *settings* are environment
    variables beside those that it needs to run.
    """

    def __init__(
        self,
        app: App,
        api_url: str,
        transport: Transport,
        folder: Path,
        *,
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.app = app
        self.transport = transport
        self.database = folder / "stackpick.db"
        self.port = port or free_port()
        self._api_url = api_url
        self._folder = folder
        self._settings = dict(settings or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._starts = 0

    @property
    def url(self) -> str:
        """Where it takes HTTP requests, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> str:
        """All that it has printed since its first start."""
        return "".join(path.read_text("utf-8", "replace") for path in self._logs())

    @property
    def tokens(self) -> tuple[str, ...]:
        """The secrets that it was started with, all of them or not."""
        return self.app.bot_token, self.app.app_token, self.app.signing_secret

    def records(self) -> list[dict[str, Any]]:
        """Its log, a record a line; a line that is no JSON counts as a record of level PRINTED."""
        return [_record(line) for line in self.log.splitlines()]

    def complaints(self) -> list[str]:
        """The warnings and errors of its log, and what was printed past it."""
        wrong = (one for one in self.records() if one["levelname"] in COMPLAINTS)
        return [f"{one['levelname']} {one['message']} {one.get('exc_info', '')}" for one in wrong]

    def unsent(self) -> int:
        """Calls to Slack that are kept in its database and neither made nor given up."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            query = "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND dead_at IS NULL"
            count: int = database.execute(query).fetchone()[0]
        return count

    def tail(self) -> str:
        """The end of its log, for whoever reads a failure."""
        return "\n".join(self.log.splitlines()[-_TAIL_LINES:])

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, is_ready: Callable[[], bool] | None = None) -> None:
        """Start it and return once it takes deliveries, or once *is_ready* says so."""
        assert not self.is_running(), "it runs already"
        self._starts += 1
        self._process = child.start(self._command(), self._folder, self._logs()[-1])
        try:
            self._await(is_ready or self._is_ready, "it to be ready")
        except BaseException:
            self.kill()
            raise

    def kill(self) -> None:
        """End it at once, as a crash or a lost machine does; may be called twice."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def asks_to_stop(self) -> None:
        """Send SIGTERM, as a platform does, and return at once."""
        assert self._process is not None, "it does not run"
        self._process.send_signal(signal.SIGTERM)

    def stop(self) -> int:
        """Send SIGTERM; gives the exit code. Fails where it takes longer than 10 s."""
        self.asks_to_stop()
        return self.ended()

    def ended(self) -> int:
        """The exit code, once it has ended; fails where that takes longer than 10 s."""
        assert self._process is not None, "it does not run"
        try:
            return self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it did not end in {STOP_SECONDS} s\n{self.tail()}") from None
        finally:
            self.kill()

    def request(
        self,
        method: str,
        path: str,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, str]:
        """The status and the text of its answer to an HTTP request."""
        line = http.client.HTTPConnection(HOST, self.port, timeout=STOP_SECONDS)
        try:
            line.request(method, path, body.encode() if body else None, dict(headers or {}))
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def _command(self) -> list[str]:
        """`env` gives the child an environment from scratch, and becomes it."""
        env = shutil.which("env")
        assert env is not None, "the tests need the program `env`"
        variables = [f"{name}={value}" for name, value in self._environment().items()]
        return [env, "-i", *variables, *COMMAND, "run", f"--{self.transport}"]

    def _environment(self) -> dict[str, str]:
        tokens = {"SLACK_BOT_TOKEN": self.app.bot_token}
        if self.transport == "socket":
            tokens["SLACK_APP_TOKEN"] = self.app.app_token
        else:
            tokens["SLACK_SIGNING_SECRET"] = self.app.signing_secret
        where = {
            "SLACK_API_URL": self._api_url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "HOST": HOST,
            "PORT": str(self.port),
            "LOG_FORMAT": "json",
            "SLACK_BLOCKS": "classic",  # the local Slack draws no others
        }
        return environment(**tokens, **where, **self._settings)

    def _logs(self) -> list[Path]:
        return [self._folder / f"stackpick-{number}.log" for number in range(1, self._starts + 1)]

    def _is_ready(self) -> bool:
        if _LISTENING[self.transport] not in self._logs()[-1].read_text("utf-8"):
            return False
        return self.transport == "socket" or self._answers()

    def _answers(self) -> bool:
        try:
            status, _ = self.request("GET", "/readyz")
        except OSError:
            return False
        return status == http.HTTPStatus.OK

    def _await(self, condition: Callable[[], bool], wanted: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not condition():
            assert self.is_running(), f"it ended before {wanted}\n{self.tail()}"
            assert time.monotonic() < deadline, f"waited in vain for {wanted}\n{self.tail()}"
            time.sleep(POLL_SECONDS)


def _record(line: str) -> dict[str, Any]:
    try:
        record: dict[str, Any] = json.loads(line)
    except ValueError:
        return {"levelname": "PRINTED", "message": line}
    return record
