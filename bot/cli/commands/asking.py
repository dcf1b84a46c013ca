"""Answers one question, or many that stand in a file."""

import argparse

from bot.cli.commands import Commands
from bot.cli.console import UsageError
from bot.settings import Settings


def add_asking(commands: Commands) -> None:
    """Add `ask`."""
    ask = commands.add_parser("ask", help="answer one question")
    ask.add_argument("text", nargs="*", metavar="TEXT")
    ask.add_argument("--json", action="store_true", help="print JSON")
    ask.add_argument("--batch", metavar="FILE", help="one question a line; - is standard input")
    ask.set_defaults(command=_ask)


def _ask(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.asking import ask, asked_as_json, batch, show_json, show_reply
    from bot.learning import Library

    text = " ".join(chosen.text)
    if bool(chosen.batch) == bool(chosen.text):
        raise UsageError("Ask something, by one of them: stackpick ask TEXT, or --batch FILE")
    expertise = Library(settings.knowledge_dir).expertise()
    if chosen.batch:
        batch(chosen.batch, lambda line: asked_as_json(line, expertise))
    elif chosen.json:
        show_json(asked_as_json(text, expertise))
    else:
        show_reply(ask(text, expertise))
