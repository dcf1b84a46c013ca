"""`stackpick run` and `stackpick db upgrade`: StackPick against a Slack and a database."""

import asyncio
from typing import TYPE_CHECKING

from bot import logs
from bot.learning import Library
from bot.serving import serve
from bot.settings import Settings, SettingsError, Transport, require
from bot.slack.identity import IdentityUnknown
from bot.store.engine import create_engine, open_store
from bot.store.migrate import is_current, upgrade
from bot.store.protocol import StoreUnavailable
from bot.store.sql import SqlStore

if TYPE_CHECKING:
    from bot.oauth.installing import Installing

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
        asyncio.run(serve(settings, chosen, library, store, installing(settings, store)))
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


def installing(settings: Settings, store: SqlStore) -> "Installing | None":
    """Installations into many workspaces; None where there is one, by its token.

    Raises SettingsError where the stored tokens cannot be read.
    """
    secret, encryption_keys = settings.slack_client_secret, settings.token_encryption_key
    if not (settings.slack_client_id and secret and encryption_keys):
        return None
    from bot.oauth.installing import Credentials, Installing

    given = Credentials(
        settings.slack_client_id, secret.get_secret_value(), encryption_keys.get_secret_value()
    )
    try:
        return Installing(given, store.engine)
    except IdentityUnknown as unreadable:
        raise SettingsError(
            (f"{unreadable}; set the key before it behind it, with a comma",)
        ) from None


def upgrade_database(settings: Settings) -> bool:
    """Run the missing migrations; whether there were any."""
    try:
        engine = create_engine(settings.database_url)
        return upgrade(engine)
    except (StoreUnavailable, ValueError) as error:
        raise SettingsError((f"DATABASE_URL: the database cannot be used ({error})",)) from error
