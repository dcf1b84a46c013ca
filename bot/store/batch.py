"""A transaction that several share, for a database with one writer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store.errors import in_short
from bot.store.protocol import StoreUnavailable

FLUSHES = "flushes"
"""Noted with a connection: whether its commits flush the disk, as they do at first."""

MOST = 32
"""Transactions in one commit; whoever came first waits for no more of them."""


class Batch:
    """A transaction of one part or several."""

    def __init__(self, engine: Engine, *, flushed: bool) -> None:
        self._connection = engine.connect()
        self._driver: Any = self._connection.connection.driver_connection
        self.is_flushed = flushed
        try:
            self._set_flushing()
            self._connection.begin()
        except BaseException:
            self._connection.close()
            raise
        self._parts = 0
        self._is_over = threading.Event()
        self._failure = ""

    def _set_flushing(self) -> None:
        """SQLite takes this between transactions alone, and remembers it."""
        if self._connection.info.get(FLUSHES, True) is not self.is_flushed:
            mode = "FULL" if self.is_flushed else "NORMAL"
            self._driver.execute(f"PRAGMA synchronous = {mode}")
            self._connection.info[FLUSHES] = self.is_flushed

    @contextmanager
    def part(self) -> Iterator[Connection]:
        if not self._is_open():
            raise StoreUnavailable(self._failure or "the transaction was lost")
        self._parts += 1
        self._driver.execute("SAVEPOINT part")
        try:
            yield self._connection
        except BaseException as error:
            if self._is_open():
                self._driver.execute("ROLLBACK TO part")
            elif isinstance(error, DBAPIError):
                self._failure = in_short(error.orig)
            elif isinstance(error, StoreUnavailable):
                self._failure = str(error)
            raise
        finally:
            if self._is_open():
                self._driver.execute("RELEASE part")

    def takes_more(self) -> bool:
        return self._parts < MOST and self._is_open()

    def commit(self) -> None:
        """Commit, or note for every part why that failed."""
        try:
            if self._is_open():
                self._connection.commit()
            else:
                self._failure = self._failure or "the transaction was lost"
        except DBAPIError as error:
            self._failure = in_short(error.orig)
        except BaseException as error:
            self._failure = f"the commit broke off: {type(error).__name__}"
            raise
        finally:
            if self._is_open():  # a commit that failed leaves it so, and the pool takes it for over
                self._driver.execute("ROLLBACK")
            self._connection.close()
            self._is_over.set()

    def await_commit(self) -> None:
        """Raises StoreUnavailable where the commit failed."""
        self._is_over.wait()
        if self._failure:
            raise StoreUnavailable(self._failure)

    def _is_open(self) -> bool:
        """False once SQLite has rolled it back by itself, as it does where the disk fails."""
        return bool(self._driver.in_transaction)
