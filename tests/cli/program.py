"""Commands, run to their end in a folder of their own, with an environment from scratch."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cli.main import main

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "bot")
PATIENCE_SECONDS = 60.0

_KEPT = ("HOME", "LANG", "PATH", "XDG_CACHE_HOME")
"""Variables that the program gets from the tests' own environment, for the place of its cache."""


@dataclass(frozen=True)
class Ended:
    """A run that has ended: its exit code and what it wrote to standard output and error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, read as one JSON value."""
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        """Standard output, read as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(**variables: str) -> dict[str, str]:
    """*variables* and the little that a process needs besides; no token or `.env` gets in."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(REPOSITORY), **variables}


def run(
    *arguments: str,
    folder: Path,
    typed: str = "",
    settings: Mapping[str, str] | None = None,
    within_seconds: float = PATIENCE_SECONDS,
) -> Ended:
    """Run `stackpick` with *arguments* in *folder*, *typed* at its standard input.

    It is a process of its own; where that is not what is tested, `call` takes a tenth of the time.
    """
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(**(settings or {})),
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=within_seconds,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def call(
    *arguments: str, folder: Path, typed: str = "", settings: Mapping[str, str] | None = None
) -> Ended:
    """Do what `run` does within this process."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        _only(environment(**(settings or {}))),
        _typed(typed),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            code = main(arguments)
        except SystemExit as ended:  # from the parser of arguments: help, or what is wrong
            code = int(ended.code or 0)
    return Ended(code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def _only(variables: Mapping[str, str]) -> Iterator[None]:
    """Let the environment be these variables meanwhile."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextlib.contextmanager
def _typed(text: str) -> Iterator[None]:
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8")
    try:
        yield
    finally:
        sys.stdin = before
