"""A running local Slack: started, waited for, and ended with everything that it wrote."""

import http.client
import json
import re
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.local import child
from bot.local.workspace import App, WorkspaceConfig

ANY_FREE_PORT = 0
START_SECONDS = 20.0
STOP_SECONDS = 3.0
POLL_SECONDS = 0.02

_HOST = "127.0.0.1"
_ADDRESS = re.compile(rf"Web UI:\s+http://{re.escape(_HOST)}:(\d+)")
_LOG = "local-slack.log"
_TAIL_LINES = 12


class DidNotStart(Exception):
    """The local Slack did not come up; the message ends with the last lines that it printed."""


class PortInUse(DidNotStart):
    """Another program listens on the port that was asked for."""


class LocalSlack:
    """The local Slack with *workspace* in it, from `start` to `stop` or as a context manager.

    It listens on every interface of the machine (the binary offers no choice), but gives out
    addresses of this machine only. Its settings, log and uploads live in a temporary folder.
    Start it on a thread that lives as long as it shall: see `child.start`.
    """

    def __init__(
        self, binary: Path, workspace: WorkspaceConfig, *, port: int = ANY_FREE_PORT
    ) -> None:
        self.workspace = workspace
        self._binary = binary
        self._port = port
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def app(self) -> App:
        """The app and the credentials that it connects with."""
        return self.workspace.app

    @property
    def ui_url(self) -> str:
        """Where the web page is; also the base of the control API under /_control."""
        return f"http://{_HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        """What takes the place of https://slack.com/api/; it ends with a slash."""
        return f"{self.ui_url}/api/"

    @property
    def pid(self) -> int | None:
        """The process id while it runs, else None."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self, within_seconds: float = START_SECONDS) -> None:
        """Start it and return once it answers.

        Raises PortInUse, or DidNotStart where it ends or says nothing *within_seconds*.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="stackpick-local-")
        folder = Path(self._folder.name)
        settings = folder / "workspace.json"
        settings.write_text(self.workspace.to_json(), encoding="utf-8")
        where = ("--port", str(self._port), "--base-host", _HOST)
        command = (self._binary, "--config", settings, *where, "--files-dir", folder / "files")
        try:
            self._process = child.start(command, folder, folder / _LOG)
            self._port = self._await_answer(self._process, time.monotonic() + within_seconds)
        except OSError as error:
            self.stop()
            raise DidNotStart(f"The local Slack cannot be started: {error}.") from error
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it, by force after STOP_SECONDS, and remove what it wrote; may be called twice."""
        if self._process is not None:
            child.stop(self._process, STOP_SECONDS)
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def log_tail(self) -> str:
        """The last lines that it printed; empty when it is not running."""
        return "\n".join(self._printed().splitlines()[-_TAIL_LINES:])

    def _printed(self) -> str:
        if self._folder is None:
            return ""
        return (Path(self._folder.name) / _LOG).read_text(encoding="utf-8", errors="replace")

    def _await_answer(self, process: subprocess.Popen[bytes], deadline: float) -> int:
        """The port it listens on, as it says itself: port 0 leaves the choice to the system."""
        while process.poll() is None:
            said = _ADDRESS.search(self._printed())
            if said and _answers(int(said[1]), self.app):
                return int(said[1])
            if time.monotonic() > deadline:
                raise DidNotStart(f"The local Slack gave no answer.\n{self.log_tail()}")
            time.sleep(POLL_SECONDS)
        if "EADDRINUSE" in self._printed():
            raise PortInUse(f"Port {self._port} is in use by another program.")
        raise DidNotStart(f"The local Slack ended at once.\n{self.log_tail()}")


def _answers(port: int, app: App) -> bool:
    """Whether `auth.test` there knows *app*; asked without the proxies of the environment."""
    connection = http.client.HTTPConnection(_HOST, port, timeout=1)
    try:
        headers = {"Authorization": f"Bearer {app.bot_token}"}
        connection.request("POST", "/api/auth.test", headers=headers)
        said = json.load(connection.getresponse())
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return bool(said.get("user_id") == app.bot_user_id)
