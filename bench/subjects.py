"""What is measured: bare Bolt, for Python and for JavaScript, and StackPick on both databases."""

import http.client
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.deliveries import SECRET, Delivery, mention, signed
from bench.processes import Process, cores
from bench.stage import HOST, POLL_SECONDS, START_SECONDS, Scheme, Stage, free_port
from bench.texts import QUESTIONS
from bot.store.engine import create_engine
from bot.store.migrate import upgrade

DEFAULT, SHARED = "Bolt, defaults", "Bolt, shared session"
BOLT_JS = "bolt-js"
SQLITE, POSTGRESQL = "StackPick, SQLite", "StackPick, PostgreSQL"

OK = 200
STACKPICK = (sys.executable, "-m", "bot", "run")
EVENTS = "/slack/events"
INSTALL_SECONDS = 120.0
_FIRST = 900_000_000  # deliveries that are none of the load generator's


@dataclass(frozen=True, slots=True)
class Subject:
    """A program that takes deliveries at `url`; `started` is seconds to its first acknowledgement.

    `token` is the app token by which the generator knows its connection, None where it has none.
    """

    name: str
    process: Process
    url: str
    started: float
    token: str | None = None


def bare(stage: Stage, scheme: Scheme, *, shared: bool = False, socket: bool = False) -> Subject:
    """Bolt's AsyncApp, with defaults or with one shared HTTP session."""
    port = free_port()
    command = [sys.executable, "-m", "bench.bare", stage.api(scheme), "--port", f"{port}"]
    command += ["--shared"] * shared
    token = _token(port) if socket else None
    command += ["--socket", token] if token else []
    name = SHARED if shared else DEFAULT
    return _acknowledging(name, _started(stage, command, {}), port, token)


def stackpick(
    stage: Stage,
    scheme: Scheme,
    database: str,
    *,
    settings: Mapping[str, str] | None = None,
    on: frozenset[int] | None = None,
) -> Subject:
    """StackPick as it is deployed over HTTP, with the database at a URL."""
    port = free_port()
    environment = _settings(stage, scheme, database, port)
    environment |= {"SLACK_SIGNING_SECRET": SECRET, **(settings or {})}
    process = _started(stage, [*STACKPICK, "--http"], environment, on)
    return _acknowledging(_name(database), process, port)


def stackpick_over_socket(stage: Stage, scheme: Scheme, database: str) -> Subject:
    """StackPick as it is deployed over Socket Mode; it is ready once it has connected."""
    port = free_port()
    token = _token(port)
    environment = _settings(stage, scheme, database, port)
    process = _started(stage, [*STACKPICK, "--socket"], environment | {"SLACK_APP_TOKEN": token})
    until_printed("Listening over Socket Mode", process)
    return Subject(_name(database), process, "", time.monotonic() - process.began, token)


def _settings(stage: Stage, scheme: Scheme, database: str, port: int) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_API_URL": stage.api(scheme),
        "DATABASE_URL": database,
        "HOST": HOST,
        "PORT": f"{port}",
        "RATE_LIMITS": "off",
    }


def _name(database: str) -> str:
    return SQLITE if database.startswith("sqlite") else POSTGRESQL


def _token(port: int) -> str:
    return f"xapp-bench-{port}"


def bolt_js(stage: Stage, scheme: Scheme, modules: Path) -> Subject:
    """Bolt for JavaScript from a folder where its packages are installed."""
    port = free_port()
    command = ["node", str(modules / "app.js"), stage.api(scheme), f"{port}", SECRET]
    return _acknowledging(BOLT_JS, _started(stage, command, {}), port)


def installed_bolt_js(stage: Stage) -> Path | None:
    """A folder with bolt-js and its app; None where Node.js or its packages cannot be had."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return None
    folder = stage.new_folder()
    shutil.copytree(Path(__file__).with_name("bolt_js"), folder, dirs_exist_ok=True)
    install = ["npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"]
    try:
        subprocess.run(  # noqa: S603
            install, cwd=folder, check=True, timeout=INSTALL_SECONDS, capture_output=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return folder


def new_sqlite(stage: Stage) -> str:
    """The URL of a new database."""
    return f"sqlite:///{stage.new_folder()}/stackpick.db"


def new_postgresql(stage: Stage) -> str | None:
    """The URL of a new database with all its tables; None where there is no PostgreSQL."""
    if stage.postgres is None:
        return None
    url = stage.postgres.create_database(f"bench_{free_port()}")
    engine = create_engine(url)
    upgrade(engine)
    engine.dispose()
    return url


def _started(
    stage: Stage,
    command: list[str],
    environment: Mapping[str, str],
    on: frozenset[int] | None = None,
) -> Process:
    folder = stage.new_folder()
    where = cores()[0] if on is None else on
    return Process(command, {**stage.trust(), **environment}, folder / "subject.log", on=where)


def _acknowledging(name: str, process: Process, port: int, token: str | None = None) -> Subject:
    """The subject, once it has acknowledged a delivery. Raises RuntimeError where it does not."""
    deadline = process.began + START_SECONDS
    while time.monotonic() < deadline and process.child.poll() is None:
        if _acknowledges(port, mention(_FIRST + port, QUESTIONS[0])):
            took = time.monotonic() - process.began
            return Subject(name, process, f"http://{HOST}:{port}{EVENTS}", took, token)
        time.sleep(POLL_SECONDS)
    process.stop()
    raise RuntimeError(f"{name} acknowledges nothing: {process.tail()}")


def until_printed(text: str, process: Process) -> None:
    """Return once a process has printed a text. Raises RuntimeError where it does not."""
    deadline = process.began + START_SECONDS
    while text not in process.tail():
        if time.monotonic() > deadline or process.child.poll() is not None:
            raise RuntimeError(f"it does not print {text!r}: {process.tail()}")
        time.sleep(POLL_SECONDS)


def _acknowledges(port: int, delivery: Delivery) -> bool:
    body, content_type = delivery.request()
    line = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        line.request("POST", EVENTS, body.encode(), signed(body, content_type))
        return line.getresponse().status == OK
    except OSError:
        return False
    finally:
        line.close()
