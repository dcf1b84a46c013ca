"""Why there is no local-slack here. `str()` of each is one plain sentence for a person."""

import re
from dataclasses import dataclass
from pathlib import Path

_NPM_CODE = re.compile(r"\bcode ([A-Z][A-Z0-9_]+)")


@dataclass(frozen=True)
class UnsupportedPlatform:
    """local-slack is not published for this system (`platform.system`) and processor."""

    system: str
    machine: str

    def __str__(self) -> str:
        return f"local-slack does not exist for {self.system} on {self.machine}."


@dataclass(frozen=True)
class NoNpm:
    """npm, which fetches local-slack, is not on PATH."""

    def __str__(self) -> str:
        return (
            "npm is not installed; it comes with Node.js and is needed once, to fetch local-slack."
        )


@dataclass(frozen=True)
class DownloadFailed:
    """npm gave up. *detail* is what npm wrote: for the log, as it may name hosts and paths."""

    detail: str

    def __str__(self) -> str:
        code = _NPM_CODE.search(self.detail)
        return f"npm could not fetch local-slack{f' ({code[1]})' if code else ''}."


@dataclass(frozen=True)
class DoesNotRun:
    """The package was fetched, but its program does not start on this machine."""

    package: str

    def __str__(self) -> str:
        return f"The fetched {self.package} does not run on this machine."


@dataclass(frozen=True)
class CacheNotWritable:
    """The cache folder cannot be made or written; *detail* is the system's message."""

    folder: Path
    detail: str

    def __str__(self) -> str:
        return f"The folder {self.folder} cannot be written; STACKPICK_CACHE_DIR can name another."


Unavailable = UnsupportedPlatform | NoNpm | DownloadFailed | DoesNotRun | CacheNotWritable
