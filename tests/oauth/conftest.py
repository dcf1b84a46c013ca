"""StackPick as many workspaces install it, before a Slack of this machine."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.oauth.installed import Installed, installed
from tests.oauth.slack import Slack


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Slack(redirect_url="http://stackpick.example/slack/oauth_redirect") as running:
        yield running


@pytest.fixture
async def app(tmp_path: Path, slack: Slack) -> AsyncIterator[Installed]:
    async with installed(tmp_path, slack) as running:
        yield running
