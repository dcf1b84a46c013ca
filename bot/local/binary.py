"""The local-slack binary: taken from the cache folder, or fetched into it once by npm."""

import os
import platform
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import platformdirs

from bot.local.unavailable import (
    CacheNotWritable,
    DoesNotRun,
    DownloadFailed,
    NoNpm,
    Unavailable,
    UnsupportedPlatform,
)

VERSION = "0.1.8"
CACHE_VARIABLE = "STACKPICK_CACHE_DIR"

_SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "Windows": "windows"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_PUBLISHED = {"linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "windows-x64"}

_FETCHING = "fetching-"
_FETCH_SECONDS = 300
_CHECK_SECONDS = 20
_NPM_OPTIONS = (
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--loglevel=error",
    "--fetch-retries=1",  # somebody waits for this; npm's own patience is minutes
    "--fetch-retry-mintimeout=1000",  # npm refuses a longest wait below the shortest, 10 s
    "--fetch-retry-maxtimeout=5000",
)


def find_or_fetch(report: Callable[[str], None]) -> Path | Unavailable:
    """The path of a local-slack that runs here, or why there is none.

    *report* gets one line before something is downloaded, and nothing otherwise.
    """
    package = package_for(platform.system(), platform.machine())
    if package is None:
        return UnsupportedPlatform(platform.system(), platform.machine())
    binary = cache_folder() / "local-slack" / VERSION / package / _file_name()
    if runs(binary):
        return binary
    npm = shutil.which("npm")
    if npm is None:
        return NoNpm()
    report(f"Fetching local-slack {VERSION} with npm (about 40 MB, only this once)")
    try:
        return _fetch(npm, package, binary)
    except OSError as error:
        return CacheNotWritable(binary.parent, str(error))


def cache_folder() -> Path:
    """STACKPICK_CACHE_DIR where it is set, else the user's cache folder for StackPick."""
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen) if chosen else platformdirs.user_cache_path("stackpick")


def package_for(system: str, machine: str) -> str | None:
    """The npm package for a platform as the `platform` module names it; None if there is none."""
    target = f"{_SYSTEMS.get(system)}-{_MACHINES.get(machine.lower())}"
    return f"local-slack-{target}" if target in _PUBLISHED else None


def runs(binary: Path) -> bool:
    """Whether *binary* is there, whole, made for this machine, and of the version wanted."""
    try:
        done = subprocess.run(  # noqa: S603 - the path is ours, not a person's
            [binary, "--version"],
            capture_output=True,
            text=True,
            timeout=_CHECK_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return False
    return done.returncode == 0 and done.stdout.strip() == VERSION


def _fetch(npm: str, package: str, binary: Path) -> Path | Unavailable:
    """Install beside the cache entry and move it in whole: no half of a file is ever found."""
    folder = binary.parent
    folder.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder)
    with tempfile.TemporaryDirectory(prefix=_FETCHING, dir=folder) as temporary:
        failure = _install(npm, package, Path(temporary))
        if failure is not None:
            return failure
        fetched = Path(temporary) / "node_modules" / package / "bin" / binary.name
        if not runs(fetched):
            return DoesNotRun(package)
        fetched.replace(binary)
    return binary


def _install(npm: str, package: str, folder: Path) -> DownloadFailed | None:
    command = [npm, "install", "--prefix", str(folder), *_NPM_OPTIONS, f"{package}@{VERSION}"]
    try:
        done = subprocess.run(  # noqa: S603 - npm from PATH, with arguments of our own
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_FETCH_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return DownloadFailed(f"npm had not finished after {_FETCH_SECONDS} s")
    return None if done.returncode == 0 else DownloadFailed(done.stderr.strip())


def _remove_abandoned(folder: Path) -> None:
    """Remove what fetches that were killed have left; one still at work is younger."""
    for left in folder.glob(f"{_FETCHING}*"):
        if time.time() - left.stat().st_mtime > 2 * _FETCH_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _file_name() -> str:
    return "local-slack.exe" if platform.system() == "Windows" else "local-slack"
