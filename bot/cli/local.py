"""`stackpick local`: a local Slack in the browser with StackPick in it; no account needed."""

import os
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import HttpUrl, SecretStr

from bot.cli.chatting import chat
from bot.cli.console import complain, show
from bot.cli.running import run
from bot.knowledge.files import load
from bot.learning import Library
from bot.local.binary import find_or_fetch
from bot.local.server import ANY_FREE_PORT, DidNotStart, LocalSlack, PortInUse
from bot.local.workspace import acme_demo
from bot.settings import Settings, SettingsError

PORT = 3000
"""Where the local Slack is tried first; any free port is taken where this one is not."""


def local(settings: Settings) -> None:
    """Run StackPick in a local Slack; in the terminal where that cannot be had.

    Raises KnowledgeError before anything is fetched or started.
    """
    load(settings.knowledge_dir)
    binary = find_or_fetch(show)
    if not isinstance(binary, Path):
        complain(f"{binary} Starting the conversation in the terminal instead.")
        chat(Library(settings.knowledge_dir).expertise())
        return
    with _running(binary) as slack, TemporaryDirectory(prefix="stackpick-") as folder:
        show(f"Your local Slack is at {slack.ui_url} (Ctrl-C ends it)")
        show("It asks for no password, and others in your network can reach it, too.")
        _open_browser(slack.ui_url)
        run(_connected(settings, slack, Path(folder)), "socket")


@contextmanager
def _running(binary: Path) -> Iterator[LocalSlack]:
    slack = _started(binary)
    try:
        yield slack
    finally:
        slack.stop()


def _started(binary: Path) -> LocalSlack:
    for port in (PORT, ANY_FREE_PORT):
        slack = LocalSlack(binary, acme_demo(), port=port)
        try:
            slack.start()
        except PortInUse:
            continue
        except DidNotStart as error:
            raise SettingsError((str(error),)) from error
        return slack
    raise SettingsError(("The local Slack found no free port.",))


def _connected(settings: Settings, slack: LocalSlack, folder: Path) -> Settings:
    """The settings for the local Slack, which forgets everything at its end; so does StackPick.

    A database that is set for a real workspace is never touched: calls that wait in it would be
    made to the local Slack.
    """
    return settings.model_copy(
        update={
            "database_url": f"sqlite:///{folder}/local.db",
            "slack_bot_token": SecretStr(slack.app.bot_token),
            "slack_app_token": SecretStr(slack.app.app_token),
            "slack_signing_secret": None,
            "slack_client_id": None,
            "slack_client_secret": None,
            "port": None,
            "slack_api_url": HttpUrl(slack.api_url),
            "slack_blocks": "classic",  # it draws no others
        }
    )


def _open_browser(url: str) -> None:
    """Open the page where there is a screen to open it on."""
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen or sys.platform in {"darwin", "win32"}:
        webbrowser.open(url)
