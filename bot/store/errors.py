"""Failures of the database, told as StoreUnavailable."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.store.protocol import StoreUnavailable


@contextmanager
def database_errors() -> Iterator[None]:
    """Raise StoreUnavailable for every error that the database or its driver reports."""
    try:
        yield
    except DBAPIError as error:
        raise StoreUnavailable(in_short(error)) from None  # the whole of it quotes values
    except PoolTimeoutError:
        raise StoreUnavailable("every connection is in use") from None
    except DisconnectionError as error:
        raise StoreUnavailable(str(error)) from None


def in_short(error: DBAPIError) -> str:
    """The error's kind and first line: PostgreSQL quotes values in those that follow."""
    kind, first = type(error.orig).__name__, str(error.orig).partition("\n")[0]
    return f"{kind}: {first}" if first else kind
