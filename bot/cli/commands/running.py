"""Runs StackPick: in Slack, in a local one, or as a conversation in the terminal."""

import argparse

from bot.cli.commands import Commands
from bot.settings import Settings


def add_running(commands: Commands) -> None:
    """Add `run`, `local` and `chat`."""
    in_slack = commands.add_parser("run", help="run in the Slack that the tokens are for")
    transport = in_slack.add_mutually_exclusive_group()
    transport.add_argument("--socket", dest="transport", action="store_const", const="socket")
    transport.add_argument("--http", dest="transport", action="store_const", const="http")
    in_slack.set_defaults(command=run)
    local = commands.add_parser("local", help="run in a local Slack in the browser")
    local.set_defaults(command=_local)
    chat = commands.add_parser("chat", help="the same conversation in the terminal")
    chat.set_defaults(command=_chat)


def start(chosen: argparse.Namespace, settings: Settings) -> None:
    """Run in Slack where tokens are set, else in a local Slack."""
    chosen.transport = None
    if settings.has_tokens():
        run(chosen, settings)
    else:
        _local(chosen, settings)


def run(chosen: argparse.Namespace, settings: Settings) -> None:
    """Run in the Slack that the tokens are for."""
    from bot.cli import running

    running.run(settings, chosen.transport)


def _local(_: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.local import local

    local(settings)


def _chat(_: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.chatting import chat
    from bot.learning import Library

    chat(Library(settings.knowledge_dir).expertise())
