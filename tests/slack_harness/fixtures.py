"""Fixtures for end-to-end tests; a conftest.py imports those that its folder needs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.local.binary import find_or_fetch
from bot.local.server import LocalSlack
from bot.local.workspace import acme_demo
from tests.slack_harness.workspace import Workspace


@pytest.fixture(scope="session")
def local_slack_binary() -> Path:
    """The local-slack binary, from the user's cache; skips where it cannot be had, fails in CI."""
    match find_or_fetch(print):
        case Path() as binary:
            return binary
        case why if os.environ.get("CI"):
            pytest.fail(f"{why} {getattr(why, 'detail', '')}")
        case why:
            pytest.skip(str(why))


@pytest.fixture(scope="module")
def local_slack(local_slack_binary: Path) -> Iterator[LocalSlack]:
    """A local Slack in Socket Mode with the workspace Acme Demo, for the tests of one module."""
    with LocalSlack(local_slack_binary, acme_demo()) as slack:
        yield slack


@pytest.fixture
def workspace(local_slack: LocalSlack) -> Workspace:
    """The workspace of `local_slack`, without the messages and views of the tests before."""
    people = Workspace(local_slack.ui_url)
    people.forgets()
    return people
