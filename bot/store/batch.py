"""A transaction that several share, for a database with one writer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.store.errors import driver_errors, in_short
from bot.store.protocol import StoreUnavailable

FLUSHES = "flushes"
"""Noted with a connection: whether its commits flush the disk, as they do at first."""

MOST = 32
"""Transactions in one commit; whoever came first waits for no more of them."""

LOST = "the transaction was lost"


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
            self._execute(f"PRAGMA synchronous = {mode}")
            self._connection.info[FLUSHES] = self.is_flushed

    @contextmanager
    def part(self) -> Iterator[Connection]:
        """Lend the connection to one part; what that raises undoes it alone.

        Raises StoreUnavailable where the whole transaction is lost.
        """
        if not self._goes_on():
            raise StoreUnavailable(self._failure or LOST)
        self._parts += 1
        self._execute("SAVEPOINT part")
        try:
            yield self._connection
        except BaseException as error:
            self._note(error)
            self._end_part("ROLLBACK TO part", "RELEASE part")
            raise
        self._end_part("RELEASE part")

    def _note(self, error: BaseException) -> None:
        """Remember an error with which SQLite has rolled everything back."""
        if self._is_open():
            return
        if isinstance(error, DBAPIError):
            self._failure = in_short(error.orig)
        elif isinstance(error, StoreUnavailable):
            self._failure = str(error)

    def _end_part(self, *statements: str) -> None:
        """What cannot be undone alone is undone with all others, who are told so."""
        if not self._is_open():
            return
        try:
            for statement in statements:
                self._execute(statement)
        except StoreUnavailable as error:
            self._failure = str(error)
            raise

    def takes_more(self) -> bool:
        return self._parts < MOST and self._goes_on()

    def commit(self) -> None:
        """Commit, or note for every part why that failed."""
        try:
            self._commit()
        finally:
            try:
                self._give_back()
            finally:
                self._is_over.set()  # whatever happens, or they would wait for ever

    def _commit(self) -> None:
        if not self._goes_on():
            self._failure = self._failure or LOST
            return
        try:
            self._connection.commit()
        except DBAPIError as error:
            self._failure = in_short(error.orig)
        except BaseException as error:
            self._failure = f"the commit broke off: {type(error).__name__}"
            raise

    def _give_back(self) -> None:
        """A commit that failed leaves the transaction open, and the pool takes it for over."""
        try:
            if self._is_open():
                self._execute("ROLLBACK")
        except StoreUnavailable:
            self._connection.invalidate()  # the next one gets a new connection
        finally:
            self._connection.close()

    def await_commit(self) -> None:
        """Raises StoreUnavailable where the commit failed."""
        self._is_over.wait()
        if self._failure:
            raise StoreUnavailable(self._failure)

    def _execute(self, statement: str) -> None:
        """Run what the driver is asked for directly. Raises StoreUnavailable."""
        with driver_errors(self._connection):
            self._driver.execute(statement)

    def _goes_on(self) -> bool:
        return not self._failure and self._is_open()

    def _is_open(self) -> bool:
        """False once SQLite has rolled it back by itself, as it does where the disk fails."""
        return bool(self._driver.in_transaction)
