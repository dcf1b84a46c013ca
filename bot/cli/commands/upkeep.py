"""Looks after an installation: its database, what was not understood, what is kept."""

import argparse
import json

from bot.cli.commands import Commands
from bot.cli.console import UsageError, show
from bot.settings import Settings

LONGEST_DAYS = 36_500
"""Days that `gaps` looks back at the most; what is kept is younger than that by far."""


def add_upkeep(commands: Commands) -> None:
    """Add what an admin needs: the database, gaps, the doctor, forgetting, the manifest."""
    db = commands.add_parser("db", help="look after the database")
    upgrade = db.add_subparsers(metavar="ACTION", required=True).add_parser("upgrade")
    upgrade.set_defaults(command=_upgrade)
    gaps = commands.add_parser("gaps", help="what people asked that was not understood")
    gaps.add_argument("--days", type=int, default=90, metavar="N", help="of the last N days")
    gaps.add_argument("--json", action="store_true", help="print JSON")
    gaps.set_defaults(command=_gaps)
    doctor = commands.add_parser("doctor", help="check everything that it needs to run in Slack")
    doctor.set_defaults(command=_doctor)
    forget = commands.add_parser("forget", help="delete what is kept of a workspace or a person")
    forget.add_argument("--team", required=True, metavar="T", help="the workspace's id")
    forget.add_argument("--user", metavar="U", help="a person's id: only what is kept of them")
    forget.set_defaults(command=_forget)
    manifest = commands.add_parser("manifest", help="print the Slack app manifest")
    manifest.add_argument(
        "--http", metavar="URL", help="for HTTP instead of Socket Mode; https://… of StackPick"
    )
    manifest.add_argument(
        "--oauth", action="store_true", help="with --http: to install into many workspaces"
    )
    manifest.add_argument("--source", help=argparse.SUPPRESS)  # the Slack CLI's hook adds it
    manifest.set_defaults(command=_manifest)


def _upgrade(_: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.database import upgrade_database

    show("The database is up to date." if upgrade_database(settings) else "Nothing to do.")


def _gaps(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.gaps import as_json, as_yaml, read_gaps

    if not 1 <= chosen.days <= LONGEST_DAYS:
        raise UsageError(f"--days: a number from 1 to {LONGEST_DAYS}")
    gaps = read_gaps(settings, chosen.days)
    print(json.dumps(as_json(gaps), ensure_ascii=False, indent=2) if chosen.json else as_yaml(gaps))


def _doctor(_: argparse.Namespace, settings: Settings) -> int | None:
    from bot.cli.doctor import examine
    from bot.cli.findings import report

    return report(examine(settings))


def _forget(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.forgetting import forget

    forget(settings, chosen.team, chosen.user or "")


def _manifest(chosen: argparse.Namespace, _: Settings) -> None:
    from bot.slack.manifest import manifest

    if chosen.http is not None and not chosen.http.startswith("https://"):
        raise UsageError("--http: give the address where Slack reaches StackPick: https://…")
    if chosen.oauth and not chosen.http:
        raise UsageError("--oauth needs --http URL: browsers install StackPick there")
    print(json.dumps(manifest(chosen.http or "", oauth=chosen.oauth), indent=2))
