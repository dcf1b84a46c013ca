"""Where the local-slack binary comes from, and what people are told where it cannot be had."""

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.local import binary
from bot.local.unavailable import (
    CacheNotWritable,
    DoesNotRun,
    DownloadFailed,
    NoNpm,
    UnsupportedPlatform,
)
from tests.local import programs
from tests.local.programs import program

POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="the stand-ins for npm need a shell")


@pytest.fixture(scope="session")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """A cache folder that was empty, what npm brought into it, and what was reported."""
    cache, told = tmp_path_factory.mktemp("cache"), list[str]()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(binary.CACHE_VARIABLE, str(cache))
        return cache, fetch(told), told


def fetch(told: list[str]) -> Path:
    """Fetch with the real npm; where that cannot be, skip, or fail in CI."""
    match binary.find_or_fetch(told.append):
        case Path() as found:
            return found
        case (NoNpm() | UnsupportedPlatform() | DownloadFailed()) as why:
            if os.environ.get("CI"):
                pytest.fail(f"{why} {getattr(why, 'detail', '')}")
            pytest.skip(str(why))
        case why:
            pytest.fail(str(why))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(binary.CACHE_VARIABLE, str(folder))
    return folder


@pytest.fixture
def npm_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a program in npm's place."""

    def put(text: str) -> None:
        program(tmp_path / "bin" / "npm", text)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")

    return put


def kept(cache: Path) -> list[str]:
    """The names of all files in *cache*."""
    return [path.name for path in cache.rglob("*") if path.is_file()]


def test_an_empty_cache_is_filled_by_npm(fetched) -> None:
    cache, found, told = fetched
    assert binary.runs(found)
    assert kept(cache) == [found.name]
    assert len(told) == 1
    assert binary.VERSION in told[0]


def test_what_is_cached_is_not_fetched_again(fetched, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, found, _ = fetched
    monkeypatch.setenv(binary.CACHE_VARIABLE, str(cache))
    monkeypatch.setenv("PATH", str(cache))  # no npm there
    told: list[str] = []
    assert (binary.find_or_fetch(told.append), told) == (found, [])


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: b"", id="empty"),  # noqa: ARG005
        pytest.param(lambda whole: whole[: len(whole) // 2], id="half of it"),
        pytest.param(lambda whole: b"#!/bin/sh\necho 0.0.1\n", id="another version"),  # noqa: ARG005
    ],
)
def test_a_damaged_cache_is_seen(fetched, tmp_path: Path, damage) -> None:
    damaged = tmp_path / "local-slack"
    damaged.write_bytes(damage(fetched[1].read_bytes()))
    damaged.chmod(0o755)
    assert not binary.runs(damaged)


def test_a_damaged_cache_is_fetched_again(fetched, cache: Path) -> None:
    damaged = cache / fetched[1].relative_to(fetched[0])
    program(damaged, "damaged")
    told: list[str] = []
    assert fetch(told) == damaged
    assert binary.runs(damaged)
    assert len(told) == 1


def test_without_npm_one_sentence_says_so(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(cache))
    told: list[str] = []
    assert (why := binary.find_or_fetch(told.append)) == NoNpm()
    assert (told, str(why).startswith("npm is not installed"), cache.exists()) == ([], True, False)


@POSIX_ONLY
def test_a_failed_download_keeps_what_npm_said(cache: Path, npm_is) -> None:
    npm_is(programs.NPM_THAT_FAILS)
    why = binary.find_or_fetch(lambda _: None)
    assert why == DownloadFailed("npm error code E404\nnpm error 404 Not Found")
    assert str(why) == "npm could not fetch local-slack (E404)."
    assert kept(cache) == []


@POSIX_ONLY
def test_a_program_that_does_not_run_is_not_kept(cache: Path, npm_is) -> None:
    npm_is(programs.NPM_THAT_BRINGS_A_BROKEN_PROGRAM)
    assert isinstance(binary.find_or_fetch(lambda _: None), DoesNotRun)
    assert kept(cache) == []


@POSIX_ONLY
def test_a_cache_that_cannot_be_written_is_named(cache: Path, npm_is) -> None:
    npm_is(programs.NPM_THAT_FAILS)
    cache.write_text("a file where the folder should be", encoding="utf-8")
    why = binary.find_or_fetch(lambda _: None)
    assert isinstance(why, CacheNotWritable)
    assert str(why).startswith(f"The folder {cache}")


@POSIX_ONLY
@pytest.mark.parametrize(
    ("ending", "left"),
    [
        pytest.param(signal.SIGINT, [], id="Ctrl-C leaves nothing"),
        pytest.param(signal.SIGKILL, ["done"], id="SIGKILL leaves no binary"),
    ],
)
def test_an_interrupted_fetch_leaves_no_broken_binary(
    cache: Path, npm_is, ending: signal.Signals, left: list[str]
) -> None:
    npm_is(programs.NPM_THAT_HANGS_HALF_WAY)
    # Whatever started the tests may have SIGINT ignored, and a process inherits that.
    heeds = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    call = f"{heeds}; from bot.local.binary import find_or_fetch; find_or_fetch(print)"
    fetching = subprocess.Popen(
        [sys.executable, "-c", call], stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 20
        while kept(cache) != ["done"] and time.monotonic() < deadline:
            time.sleep(0.02)
        assert kept(cache) == ["done"]
        os.killpg(fetching.pid, ending)
        fetching.wait(20)
    finally:
        if fetching.poll() is None:
            os.killpg(fetching.pid, signal.SIGKILL)
            fetching.wait()
    assert kept(cache) == left


@POSIX_ONLY
def test_an_abandoned_fetch_is_removed_by_a_later_one(cache: Path, npm_is) -> None:
    package = binary.package_for(platform.system(), platform.machine())
    abandoned = cache / "local-slack" / binary.VERSION / str(package) / "fetching-1"
    young = abandoned.with_name("fetching-2")
    for folder in (abandoned, young):
        folder.mkdir(parents=True)
    yesterday = time.time() - 86_400
    os.utime(abandoned, (yesterday, yesterday))
    npm_is(programs.NPM_THAT_FAILS)
    binary.find_or_fetch(lambda _: None)
    assert [abandoned.exists(), young.exists()] == [False, True]


@pytest.mark.parametrize(
    ("system", "machine", "package"),
    [
        ("Linux", "x86_64", "local-slack-linux-x64"),
        ("Linux", "aarch64", "local-slack-linux-arm64"),
        ("Darwin", "arm64", "local-slack-darwin-arm64"),
        ("Darwin", "x86_64", "local-slack-darwin-x64"),
        ("Windows", "AMD64", "local-slack-windows-x64"),
        ("Windows", "ARM64", None),
        ("Linux", "riscv64", None),
        ("FreeBSD", "amd64", None),
    ],
)
def test_each_platform_has_its_package(system: str, machine: str, package: str | None) -> None:
    assert binary.package_for(system, machine) == package


def test_an_unsupported_platform_is_named(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    why = binary.find_or_fetch(lambda _: None)
    assert str(why) == f"local-slack does not exist for {platform.system()} on riscv64."
    assert not cache.exists()


def test_the_user_s_own_cache_folder_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(binary.CACHE_VARIABLE, raising=False)
    assert binary.cache_folder().name == "stackpick"


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_npm_says_itself_that_a_version_is_missing(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binary, "VERSION", "0.0.0-never")
    why = binary.find_or_fetch(lambda _: None)
    assert isinstance(why, DownloadFailed)
    assert "npm error" in why.detail
    assert kept(cache) == []


def test_npm_takes_the_options_whatever_else_is_set(tmp_path: Path) -> None:
    """npm refuses to start where its longest wait is below its shortest, as by its own default."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    empty = tmp_path / "npmrc"
    empty.touch()
    environment = {**os.environ, "npm_config_userconfig": str(empty)}

    settings = subprocess.run(
        [npm, "config", "list", "--json", *binary._NPM_OPTIONS],  # noqa: SLF001 - what is sent
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    waits = json.loads(settings.stdout)
    assert waits["fetch-retry-mintimeout"] <= waits["fetch-retry-maxtimeout"]
