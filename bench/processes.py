"""Processes of the bench: each on its core, measured from outside, and ended with it."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
GRACE_SECONDS = 10.0
_KEPT = ("HOME", "LANG", "PATH", "XDG_CACHE_HOME")


@cache
def cores() -> tuple[frozenset[int], frozenset[int]]:
    """The core of the subject and those of all else; none where they cannot be chosen."""
    usable = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_setaffinity") else []
    return frozenset(usable[:1]), frozenset(usable[1:] or usable)


def keep_to(wanted: frozenset[int], process: int = 0) -> None:
    """Keep a process, and those that it starts from now on, to these cores if there are any."""
    if wanted:
        with suppress(OSError):
            os.sched_setaffinity(process, wanted)


@contextmanager
def beside_the_subject() -> Iterator[None]:
    """Keep this process and those that it starts off the core of the subject meanwhile."""
    one, others = cores()
    keep_to(others)
    try:
        yield
    finally:
        keep_to(one | others)


class Process:
    """A program that runs from now on, on the cores `on`, or on those of this process."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        *,
        on: frozenset[int] = frozenset(),
        talks: bool = False,
    ) -> None:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        pipe = subprocess.PIPE if talks else subprocess.DEVNULL
        self.began = time.monotonic()
        self.log = log
        with log.open("wb") as output:
            self.child = subprocess.Popen(  # noqa: S603 - the command is ours
                command,
                cwd=log.parent,
                env={**kept, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", **environment},
                stdin=pipe,
                stdout=subprocess.PIPE if talks else output,
                stderr=output,
            )
        self._seen = psutil.Process(self.child.pid)
        keep_to(on, self.child.pid)

    def cpu_seconds(self) -> float:
        """User and system time so far."""
        times = self._seen.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> float:
        """Resident memory in MiB."""
        return float(self._seen.memory_info().rss) / 2**20

    def ask(self, line: str) -> str:
        """Write a line to its input and read one from its output."""
        assert self.child.stdin is not None, "it does not talk"
        self.child.stdin.write(f"{line}\n".encode())
        self.child.stdin.flush()
        return self.hear()

    def hear(self) -> str:
        """The next line of its output. Raises RuntimeError where it has ended."""
        assert self.child.stdout is not None, "it does not talk"
        line = self.child.stdout.readline().decode()
        if not line:
            raise RuntimeError(f"it ended: {self.tail()}")
        return line

    def stop(self) -> None:
        """End it; kill it where it takes its time."""
        if self.child.poll() is None:
            self.child.terminate()
        try:
            self.child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def tail(self) -> str:
        """The end of what it has printed."""
        return self.log.read_text("utf-8", "replace")[-2000:]
