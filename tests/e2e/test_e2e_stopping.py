"""A stop over Socket Mode: what is in hand is still acknowledged, with its answer."""

import asyncio
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.learning import Library
from bot.local.server import LocalSlack
from bot.local.workspace import SocketMode
from bot.serving import serve
from bot.settings import Settings
from bot.store.engine import open_store
from bot.store.protocol import Store
from tests.e2e.people import crowded, private
from tests.slack_harness.workspace import Workspace

PATIENCE_SECONDS = 20.0


class Held:
    """A store whose turns wait until they may go on; else the real one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.waiting, self.going_on = threading.Event(), threading.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def hold(self, *given: Any, **named: Any) -> Iterator[Any]:
        self.waiting.set()
        assert self.going_on.wait(PATIENCE_SECONDS)
        with self._store.hold(*given, **named) as lent:
            yield lent


def settings(slack: LocalSlack) -> Settings:
    return Settings(
        _env_file=None,
        slack_bot_token=slack.app.bot_token,
        slack_app_token=slack.app.app_token,
        slack_api_url=slack.api_url,
    )


async def logged(caplog: pytest.LogCaptureFixture, message: str) -> None:
    """Wait until the log has the message."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while message not in caplog.messages:
            await asyncio.sleep(0.01)


def test_a_command_in_hand_when_it_is_told_to_stop_still_gets_its_answer(
    local_slack_binary: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    real = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    store: Any = Held(real)

    async def run(slack: LocalSlack, workspace: Workspace) -> None:
        serving = asyncio.create_task(serve(settings(slack), "socket", Library(), store))
        await asyncio.to_thread(workspace.wait_until_connected)
        question = ("person0", "#general", "/stackpick", "what about hiring?")
        asking = asyncio.create_task(asyncio.to_thread(workspace.commands, *question))
        await asyncio.to_thread(store.waiting.wait, PATIENCE_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)
        await logged(caplog, "Stopping")
        store.going_on.set()
        await asyncio.gather(serving, asking)

    with LocalSlack(local_slack_binary, crowded(SocketMode())) as slack:
        workspace = Workspace(slack.ui_url)
        try:
            asyncio.run(run(slack, workspace))
        finally:
            store.going_on.set()
            real.close()
        answers = private(workspace, "person0", "#general")
    assert [answer.text.split(":")[0] for answer in answers] == ["Hiring"]
    assert "Stopped" in caplog.messages
