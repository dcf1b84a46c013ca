"""Failures of the database, told as StoreUnavailable."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError, DisconnectionError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.store.protocol import StoreUnavailable, ValueRefused


@contextmanager
def database_errors() -> Iterator[None]:
    """Raise StoreUnavailable for every error that the database or its driver reports.

    ValueRefused where that is about what was to be written.
    """
    try:
        yield
    except (DataError, IntegrityError) as error:
        raise ValueRefused(in_short(error.orig)) from None  # the whole of it quotes values
    except DBAPIError as error:
        raise StoreUnavailable(in_short(error.orig)) from None  # the whole of it quotes values
    except PoolTimeoutError:
        raise StoreUnavailable("every connection is in use") from None
    except DisconnectionError as error:
        raise StoreUnavailable(str(error)) from None


@contextmanager
def driver_errors(connection: Connection) -> Iterator[None]:
    """Raise StoreUnavailable for what the connection's driver reports to who uses it directly."""
    try:
        yield
    except connection.dialect.loaded_dbapi.Error as error:
        raise StoreUnavailable(in_short(error)) from None  # the whole of it quotes values


def in_short(error: BaseException | None) -> str:
    """A driver's error by its kind and first line: PostgreSQL quotes values in the others."""
    kind, first = type(error).__name__, str(error).partition("\n")[0]
    return f"{kind}: {first}" if first else kind
