"""Transactions whose failures are told as StoreUnavailable."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.store.protocol import StoreUnavailable


@contextmanager
def database_errors() -> Iterator[None]:
    """Raise StoreUnavailable for every error that the database or its driver reports."""
    try:
        yield
    except DBAPIError as error:
        raise StoreUnavailable(_in_short(error)) from None  # the whole of it quotes values
    except PoolTimeoutError:
        raise StoreUnavailable("every connection is in use") from None
    except DisconnectionError as error:
        raise StoreUnavailable(str(error)) from None


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Lend a connection inside a transaction, which the end of the block commits.

    Raises StoreUnavailable where it cannot begin or commit. What the block raises passes through
    unchanged and rolls back.
    """
    with database_errors():
        connection = engine.connect()
    try:
        with database_errors():
            connection.begin()
        yield connection
        with database_errors():
            connection.commit()
    except BaseException:
        with suppress(DBAPIError):  # what went wrong first is what the caller needs to know
            connection.rollback()
        raise
    finally:
        connection.close()


def _in_short(error: DBAPIError) -> str:
    """The error's kind and first line: PostgreSQL quotes values in those that follow."""
    kind, first = type(error.orig).__name__, str(error.orig).partition("\n")[0]
    return f"{kind}: {first}" if first else kind
