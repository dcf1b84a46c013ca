"""StackPick itself as a child process, with an environment of its own."""

import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Self

from tests.cli.program import COMMAND, environment

START_SECONDS = 90.0
END_SECONDS = 20.0


class Program:
    """`stackpick` on a port of its own; it may be started again after it has ended.

    `in_child` is called in the child before the program begins, to limit what it may use. In the
    `with` block it runs; afterwards it is killed if it still does.
    """

    def __init__(
        self,
        settings: Mapping[str, str],
        *arguments: str,
        in_child: Callable[[], None] | None = None,
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log: list[str] = []
        self.in_child = in_child
        self._arguments = arguments
        self._environment = environment(HOST="127.0.0.1", PORT=str(self.port), **settings)
        self._folder = tempfile.TemporaryDirectory(prefix="stackpick-program-")
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self.kill()
        self._folder.cleanup()

    @property
    def pid(self) -> int:
        assert self._process is not None, "not started"
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> float:
        """Start it and wait until it is ready; the seconds that this took."""
        began = time.monotonic()
        self._process = subprocess.Popen(
            [*COMMAND, *self._arguments],
            cwd=self._folder.name,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=self.in_child,  # noqa: PLW1509 - it takes no lock
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
        self._reader.start()
        self.wait_until(self.is_ready, START_SECONDS)
        return time.monotonic() - began

    def is_ready(self) -> bool:
        """Whether /readyz says so."""
        return self.readiness() == 200

    def readiness(self) -> int | None:
        """The status of /readyz; None where nothing answers."""
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as response:  # noqa: S310
                status: int = response.status
                return status
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return None

    def wait_until(self, holds: Callable[[], bool], seconds: float) -> None:
        """Wait for a condition while the program runs."""
        ends = time.monotonic() + seconds
        while not holds():
            assert self.runs, f"it has ended:\n{self.tail()}"
            assert time.monotonic() < ends, f"not within {seconds} s:\n{self.tail()}"
            time.sleep(0.02)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self.signal(signal.SIGKILL)
        self.ended()

    def stop(self) -> int:
        """Tell it to stop, as a platform does, and wait; its exit status."""
        self.signal(signal.SIGTERM)
        return self.ended()

    def signal(self, number: signal.Signals) -> None:
        assert self._process is not None, "not started"
        self._process.send_signal(number)

    def ended(self) -> int:
        """Wait for its end; its exit status."""
        assert self._process is not None, "not started"
        assert self._reader is not None, "not started"
        status = self._process.wait(END_SECONDS)
        self._reader.join(END_SECONDS)
        return status

    def tail(self, lines: int = 30) -> str:
        """The end of its log."""
        return "".join(self.log[-lines:])

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stderr is not None
        with process.stderr as lines:
            self.log.extend(lines)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
