"""The real program, run to its end in a folder of its own, with an environment from scratch."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    """Run `stackpick` with *arguments* in *folder*, *typed* at its standard input."""
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
