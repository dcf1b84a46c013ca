"""`stackpick run` and `stackpick db upgrade`: StackPick against a Slack and a database."""

import asyncio

from bot import logs
from bot.learning import Library
from bot.serving import serve
from bot.settings import Settings, SettingsError, Transport, require
from bot.store.engine import create_engine, open_store
from bot.store.migrate import is_current, upgrade
from bot.store.protocol import StoreUnavailable
from bot.store.sql import SqlStore

OUT_OF_DATE = "DATABASE_URL: the database is not up to date; run: stackpick db upgrade"


def run(settings: Settings, transport: Transport | None) -> None:
    """Serve until told to stop.

    Raises SettingsError or KnowledgeError where StackPick cannot start.
    """
    chosen = require(settings, transport)
    logs.set_up(settings.log_level, settings.log_format)
    library = Library(settings.knowledge_dir)
    store = opened(settings)
    try:
        asyncio.run(serve(settings, chosen, library, store))
    finally:
        store.close()


def opened(settings: Settings) -> SqlStore:
    """The store, up to date; raises SettingsError where it cannot be used."""
    try:
        store = open_store(settings.database_url)
        if not is_current(store.engine):
            raise SettingsError((OUT_OF_DATE,))
        store.check()
    except (StoreUnavailable, ValueError) as error:
        raise SettingsError((f"DATABASE_URL: the database cannot be used ({error})",)) from error
    return store


def upgrade_database(settings: Settings) -> bool:
    """Run the missing migrations; whether there were any."""
    try:
        engine = create_engine(settings.database_url)
        return upgrade(engine)
    except (StoreUnavailable, ValueError) as error:
        raise SettingsError((f"DATABASE_URL: the database cannot be used ({error})",)) from error
