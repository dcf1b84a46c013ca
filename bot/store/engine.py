"""Opening the database that a URL names."""

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from bot.store.migrate import upgrade
from bot.store.postgresql_engine import postgresql_engine
from bot.store.sql import SqlStore
from bot.store.sqlite import sqlite_engine
from bot.store.upkeep import Clock, utc_now

POOL_SIZE = 5  # with two such processes and a release phase well inside the 20 of small plans


def parse_url(text: str) -> URL:
    """A database URL with the driver that StackPick uses.

    Accepts sqlite:, postgres: and postgresql: URLs. Raises ValueError, without the URL's
    password, for every other text.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("not a database URL") from None
    match url.get_backend_name():
        case "sqlite":
            return url.set(drivername="sqlite")
        case "postgres" | "postgresql":
            return url.set(drivername="postgresql+psycopg")
        case other:
            raise ValueError(f"no database of the kind {other!r}: use sqlite or postgresql")


def create_engine(url: str | URL, *, pool_size: int = POOL_SIZE) -> Engine:
    """An engine set up for turns; it connects at its first use.

    `pool_size` is the greatest number of connections to PostgreSQL; to SQLite there is one.
    """
    parsed = parse_url(url) if isinstance(url, str) else url
    if parsed.get_backend_name() == "sqlite":
        return sqlite_engine(parsed)
    return postgresql_engine(parsed, pool_size)


def open_store(
    url: str | URL,
    *,
    pool_size: int = POOL_SIZE,
    clock: Clock = utc_now,
) -> SqlStore:
    """The store in the database that the URL names.

    A SQLite database is created or brought up to date, so it raises StoreUnavailable where that
    cannot be done. PostgreSQL is first connected to when it is used, and is brought up to date
    by `stackpick db upgrade`: see `bot.store.migrate`.
    """
    engine = create_engine(url, pool_size=pool_size)
    if engine.dialect.name == "sqlite":
        _upgrade_or_dispose(engine)
    return SqlStore(engine, clock=clock)


def _upgrade_or_dispose(engine: Engine) -> None:
    try:
        upgrade(engine)
    except BaseException:
        engine.dispose()
        raise
