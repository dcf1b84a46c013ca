"""The command line: `stackpick …`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from bot import __version__
from bot.cli.commands.asking import add_asking
from bot.cli.commands.decisions import add_decisions
from bot.cli.commands.knowledge import add_knowledge
from bot.cli.commands.recommending import add_recommending
from bot.cli.commands.running import add_running, run, start
from bot.cli.commands.upkeep import add_upkeep
from bot.cli.console import UsageError, complain
from bot.knowledge.faults import KnowledgeError
from bot.settings import Settings, SettingsError, Tokens, missing_for, read_settings

FAULTY = 2
"""Exit code where StackPick cannot do what was asked because of what it was given."""

Command = Callable[[argparse.Namespace, Settings], int | None]
"""Gives its exit code; None is 0."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code is its own, or 2 with every reason on standard error."""
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        return command(chosen, _settings(chosen)) or 0
    except (SettingsError, UsageError) as error:
        complain(*error.problems)
        return FAULTY
    except KnowledgeError as error:
        complain(*(str(fault) for fault in error.faults))
        return FAULTY
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more to flush
        return 0


def _settings(chosen: argparse.Namespace) -> Settings:
    """The settings; raises SettingsError with what is malformed and, to run in Slack, missing."""
    try:
        return read_settings()
    except SettingsError as error:
        in_slack = chosen.command is run or (chosen.command is start and Tokens().has_tokens())
        missing = missing_for(getattr(chosen, "transport", None)) if in_slack else ()
        raise SettingsError((*error.problems, *missing)) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stackpick",
        description="Helps teams choose between Node.js and Python for a backend. Without a "
        "command: runs in Slack where tokens are set, else in a local Slack.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(command=start)
    commands = parser.add_subparsers(metavar="COMMAND")
    add_running(commands)
    add_asking(commands)
    add_recommending(commands)
    add_knowledge(commands)
    add_decisions(commands)
    add_upkeep(commands)
    return parser
