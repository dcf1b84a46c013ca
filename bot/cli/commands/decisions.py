"""Lists, shows, exports, replays and reviews decisions."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.commands import Commands
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.store.workspace import WholeStore

DIFFERS = 1
"""Exit code of `replay` where something else comes out than what was kept."""


def add_decisions(commands: Commands) -> None:
    """Add `decisions` with its actions."""
    decisions = commands.add_parser("decisions", help="list, show and export what was decided")
    actions = decisions.add_subparsers(metavar="ACTION", required=True)
    actions.add_parser("list", help="all of them, a line each").set_defaults(command=_list)
    shown = actions.add_parser("show", help="print a decision's record")
    shown.set_defaults(command=_show)
    export = actions.add_parser("export", help="write a record into a folder, numbered")
    export.add_argument("--dir", type=Path, default=Path("docs/adr"), metavar="DIR")
    export.add_argument("--force", action="store_true", help="write one that is there anew")
    export.set_defaults(command=_export)
    replay = actions.add_parser("replay", help="compute one anew; exit 1 where it differs")
    replay.set_defaults(command=_replay)
    for action in (shown, export, replay):
        action.add_argument("id", metavar="ID", help="its number, or WORKSPACE/NUMBER")
    review = actions.add_parser("review", help="what comes out otherwise on today's knowledge")
    review.set_defaults(command=_review)


def _list(_: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.deciding import print_list
    from bot.knowledge.files import load

    with _store(settings) as store:
        print_list(store, load(settings.knowledge_dir))


def _show(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.deciding import print_record

    with _store(settings) as store:
        print_record(store, chosen.id)


def _export(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.deciding import export

    with _store(settings) as store:
        export(store, chosen.id, chosen.dir, force=chosen.force)


def _replay(chosen: argparse.Namespace, settings: Settings) -> int:
    from bot.cli.deciding import replay

    with _store(settings) as store:
        return 0 if replay(store, chosen.id) else DIFFERS


def _review(_: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.deciding import print_review
    from bot.knowledge.files import load

    with _store(settings) as store:
        print_review(store, load(settings.knowledge_dir))


@contextmanager
def _store(settings: Settings) -> "Iterator[WholeStore]":
    from bot.cli.database import opened

    store = opened(settings)
    try:
        yield store
    finally:
        store.close()
