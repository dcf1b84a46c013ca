"""Bringing a database up to date with the migrations in `migrations/`.

A revision's id is the number that its file's name begins with. Alembic is imported only where
there is something to do: its import takes longer than the rest of a start.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, Text, column, inspect, select, table, text

from bot.store.postgresql_engine import patient_engine
from bot.store.sqlite import sqlite_engine
from bot.store.transactions import database_errors, transaction

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATION_SECONDS = 60.0  # that a migration of another process is waited for, on SQLite

_VERSION_TABLE = "alembic_version"
_VERSION = select(column("version_num", Text)).select_from(table(_VERSION_TABLE))

# One migration at a time; the number is any that nothing else in the database locks by. Only the
# tables' locks are waited for briefly: turns queue behind a migration that queues for a table.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7247131)")
_BRIEFLY = text("SET LOCAL lock_timeout = '10s'")


def migrations_folder() -> Path:
    """The migrations beside the package, else in the working folder.

    The second holds where the package was installed into the environment of a checkout. Raises
    FileNotFoundError where neither has them.
    """
    beside = Path(__file__).resolve().parents[2]
    for root in (beside, Path.cwd()):
        if (root / "migrations" / "env.py").is_file():
            return root / "migrations"
    raise FileNotFoundError(f"no folder migrations/ in {beside} or {Path.cwd()}")


def newest_revision() -> str:
    """The id of the newest migration that this version of StackPick knows."""
    names = [path.name for path in (migrations_folder() / "versions").glob("[0-9]*_*.py")]
    return max(names).partition("_")[0]


def is_current(engine: Engine) -> bool:
    """Whether the database has every migration that this version knows, or newer ones.

    Raises StoreUnavailable where the database does not answer.
    """
    with database_errors(), transaction(engine) as connection:
        return _is_current(connection)


def upgrade(engine: Engine) -> bool:
    """Run the migrations that are missing, all or none; says whether there were any.

    May be called by several processes at once: one migrates, the others wait for it. Raises
    StoreUnavailable where the database cannot be reached or written.
    """
    patient = _patient(engine)
    try:
        with database_errors(), transaction(patient) as connection:
            return _upgrade(connection)
    finally:
        if patient is not engine:
            patient.dispose()


def _patient(engine: Engine) -> Engine:
    """An engine for the same database that waits for other processes' migrations."""
    if engine.dialect.name == "postgresql":
        return patient_engine(engine.url)
    if engine.url.database in {None, "", ":memory:"}:  # of one engine only
        return engine
    return sqlite_engine(engine.url, busy_seconds=MIGRATION_SECONDS)


def _upgrade(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE_AT_A_TIME)
        connection.execute(_BRIEFLY)
    if _is_current(connection):
        return False
    _migrate(connection)
    return True


def _is_current(connection: Connection) -> bool:
    if not inspect(connection).has_table(_VERSION_TABLE):
        return False
    revision: str | None = connection.execute(_VERSION).scalar()
    return revision is not None and revision >= newest_revision()


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415

    command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> "Config":
    """Alembic's settings for a connection whose transaction the caller commits.

    With it `alembic.command.revision` drafts a migration: see migrations/README.md.
    """
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
