"""The database of the settings, opened, and `stackpick db upgrade`."""

from bot.settings import Settings, SettingsError
from bot.store.engine import create_engine, open_store
from bot.store.migrate import is_current, upgrade
from bot.store.protocol import StoreUnavailable
from bot.store.sql import SqlStore

OUT_OF_DATE = "DATABASE_URL: the database is not up to date; run: stackpick db upgrade"


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
