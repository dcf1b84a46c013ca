"""Draft a migration: python -m bot.store.draft 0002 "decisions"."""

import argparse

from alembic import command
from sqlalchemy import make_url

from bot.store.migrate import configuration, upgrade
from bot.store.sqlite import sqlite_engine
from bot.store.transactions import transaction


def main() -> None:
    """Write to migrations/versions what schema.py has and the migrations have not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision", help="its number, of four digits")
    parser.add_argument("message", help="what it is about, in a few words")
    given = parser.parse_args()
    engine = sqlite_engine(make_url("sqlite://"))
    upgrade(engine)
    with transaction(engine) as connection:
        command.revision(
            configuration(connection), given.message, autogenerate=True, rev_id=given.revision
        )


if __name__ == "__main__":
    main()
