"""Transactions whose failures are told as StoreUnavailable."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store.errors import database_errors
from bot.store.together import TOGETHER, Together

__all__ = ["database_errors", "in_one", "transaction"]


@contextmanager
def transaction(engine: Engine, *, flushed: bool = True) -> Iterator[Connection]:
    """Lend a connection inside a transaction, which is committed once the block has ended.

    Raises StoreUnavailable where it cannot begin or commit. What the block raises passes through
    unchanged and rolls back; the block does neither by itself. What is not `flushed` outlives every
    process, and where the machine loses power it may be lost.
    """
    together: Together | None = engine.get_execution_options().get(TOGETHER)
    with together.part(engine, flushed=flushed) if together else _alone(engine) as connection:
        yield connection


@contextmanager
def in_one(engine: Engine) -> Iterator[None]:
    """Commit the transactions of this thread meanwhile together, on SQLite; else each by itself.

    Raises StoreUnavailable where they cannot be committed together; nothing of them is kept then.
    """
    together: Together | None = engine.get_execution_options().get(TOGETHER)
    with together.whole(engine) if together else nullcontext():
        yield


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
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
