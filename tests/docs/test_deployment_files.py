"""What Slack's command line, platforms and CI read to start StackPick."""

import json
import os
import re
import shlex
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.slack.manifest import manifest
from tests.cli.program import run
from tests.docs.markdown import ROOT

HOOKS: dict[str, Any] = json.loads((ROOT / ".slack/hooks.json").read_text("utf-8"))
PROCESSES = dict(
    line.split(": ", maxsplit=1) for line in (ROOT / "Procfile").read_text("utf-8").splitlines()
)


def module_arguments(command: str) -> list[str]:
    """What follows `python -m bot`, which is how every one of the files starts StackPick."""
    python, flag, module, *words = shlex.split(command)
    assert (python.removesuffix("3"), flag, module) == ("python", "-m", "bot")
    return words


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


def test_a_release_brings_the_database_up_to_date(tmp_path: Path) -> None:
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path}/released.db"}

    ended = run(*module_arguments(PROCESSES["release"]), folder=tmp_path, settings=settings)

    assert ended.code == 0, ended.err
    assert (tmp_path / "released.db").stat().st_size > 0


def test_ci_runs_the_readmes_test_command(tmp_path: Path) -> None:
    """With CI set, and from wherever it is called; a program stands in for make."""
    make = tmp_path / "make"
    make.write_text('#!/bin/sh\necho "$CI $PWD make $*"\nexit 7\n', "utf-8")
    make.chmod(make.stat().st_mode | stat.S_IXUSR)

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
