"""Child processes that leave nothing behind."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def start(command: Sequence[str | Path], folder: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start *command* in *folder*, with all that it prints in the file *log*.

    On Linux the kernel kills it when the *thread* that called this ends, however that happens;
    so call it on a thread that lives as long as the child shall. Ctrl-C in the terminal does not
    reach it there: its parent stops it in order. Elsewhere it shares the parent's process group,
    so that Ctrl-C and a closed terminal end both.
    """
    tied = _tied_to_parent()
    with log.open("wb") as output:
        return subprocess.Popen(  # noqa: S603 - the command is ours
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=tied,  # noqa: PLW1509 - one system call, prepared before the fork
            process_group=0 if tied else None,
        )


def stop(child: subprocess.Popen[bytes], grace_seconds: float) -> None:
    """Ask *child* to end, and kill it where it has not after *grace_seconds*."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(grace_seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _tied_to_parent() -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    return partial(_die_with, os.getpid(), ctypes.CDLL(None))


def _die_with(parent: int, libc: ctypes.CDLL) -> None:
    """Runs between fork and exec; the parent may be gone before the kernel knows of the tie."""
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
