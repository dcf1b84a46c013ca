"""What subjects play before: the Web API, the load generator, and PostgreSQL where it is here."""

import json
import socket
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from bench.certificate import make_certificate, trusting
from bench.orders import Order, Tally
from bench.processes import Process, beside_the_subject
from tests.postgres import Postgres, PostgresUnavailable

HOST = "127.0.0.1"
Scheme = Literal["http", "https"]

START_SECONDS, POLL_SECONDS = 300.0, 0.01  # new knowledge is learnt at a start

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Stage:
    """All that a subject needs around it.

    `postgres` is None where there is none, `absent` then says why.
    """

    folder: Path
    generator: Process
    http: int
    https: int
    certificate: Path
    postgres: Postgres | None
    absent: str

    def api(self, scheme: Scheme) -> str:
        """The address of the Web API; it ends with a slash."""
        return f"{scheme}://{HOST}:{self.http if scheme == 'http' else self.https}/api/"

    def trust(self) -> dict[str, str]:
        """The environment of a program that shall trust the Web API over HTTPS."""
        return trusting(self.certificate)

    def obey(self, order: Order) -> Tally:
        """Have the generator deliver, and wait until all is done."""
        return Tally(**json.loads(self.generator.ask(json.dumps(order.told()))))

    def set_latency(self, seconds: float) -> None:
        """Have each call of the Web API take as long."""
        url = f"http://{HOST}:{self.http}/bench/latency"
        urllib.request.urlopen(url, data=str(seconds).encode(), timeout=5).close()

    def new_folder(self) -> Path:
        """An empty folder, deleted with the stage."""
        folder = self.folder / f"{next(_numbers):03}"
        folder.mkdir()
        return folder


@contextmanager
def stage(*, with_postgres: bool = True) -> Iterator[Stage]:
    """Set everything up beside the core of the subjects, and clear it away at the end."""
    with beside_the_subject(), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="stackpick-bench-")))
        certificate = make_certificate(folder)
        http, https, sockets = (free_port() for _ in range(3))
        serve = [sys.executable, "-m", "bench.sink", f"{http}", f"{https}", str(certificate)]
        sink = Process([*serve, f"ws://{HOST}:{sockets}/link"], {}, folder / "sink.log")
        stack.callback(sink.stop)
        await_port(http, sink)
        replies = f"http://{HOST}:{http}/bench/replies"
        generate = [sys.executable, "-m", "bench.generator", replies, f"{sockets}"]
        generator = Process(generate, {}, folder / "generator.log", talks=True)
        stack.callback(generator.stop)
        generator.hear()
        postgres, absent = _postgres(stack) if with_postgres else (None, "not wanted")
        yield Stage(folder, generator, http, https, certificate, postgres, absent)


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def await_port(port: int, process: Process) -> None:
    """Return once a process listens. Raises RuntimeError where it does not within a minute."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.child.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), 1):
            return
        time.sleep(POLL_SECONDS)
    raise RuntimeError(f"it does not listen: {process.tail()}")


def _postgres(stack: ExitStack) -> tuple[Postgres | None, str]:
    try:
        server = Postgres(durable=True)
        stack.callback(server.remove)
        server.start()
    except PostgresUnavailable as error:
        return None, str(error)
    return server, ""
