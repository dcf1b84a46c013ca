"""Transactions that are committed together, for a database with one writer."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.store.batch import Batch
from bot.store.errors import database_errors

TOGETHER = "together"
"""The execution option of an engine whose transactions are committed together."""


class Together:
    """The line before an engine's one connection.

    Each commit flushes the disk, which takes longer than all else of a turn, so those who are in
    line write into one transaction, one after the other, and the last of them commits for all.
    What one of them raises undoes their own part alone. Who needs no flush comes first.
    """

    def __init__(self, patience: float) -> None:
        """Whoever is not admitted within `patience` seconds gives up."""
        self._patience = patience
        self._lock = threading.Lock()
        self._line: deque[threading.Event] = deque()
        self._unflushed: deque[threading.Event] = deque()
        self._is_taken = False
        self._batch: Batch | None = None
        self._own = threading.local()

    @property
    def waiting(self) -> int:
        """How many are in line."""
        return len(self._line) + len(self._unflushed)

    @contextmanager
    def whole(self, engine: Engine) -> Iterator[None]:
        """Put all parts of this thread into one place in the line, and so into one transaction.

        Returns once all of them are on the disk. Raises StoreUnavailable as `part` does; then
        nothing of any of them is kept.
        """
        with database_errors():
            self._await_turn(self._line)
            batch = self._begun(engine, flushed=True)
        self._own.batch = batch
        try:
            yield
        finally:
            self._own.batch = None
            self._leave(batch)
            batch.await_commit()

    @contextmanager
    def part(self, engine: Engine, *, flushed: bool) -> Iterator[Connection]:
        """Lend the connection; returns once what was written is committed.

        What is `flushed` is on the disk then; all else outlives this process, not the machine.
        Raises StoreUnavailable where others take too long, or where the transaction cannot begin or
        be committed.
        """
        own: Batch | None = getattr(self._own, "batch", None)
        if own is not None:
            with own.part() as connection:
                yield connection
            return
        with database_errors():
            self._await_turn(self._line if flushed else self._unflushed)
            batch = self._begun(engine, flushed=flushed)
        try:
            with batch.part() as connection:
                yield connection
        finally:
            self._leave(batch)
            batch.await_commit()  # what it read of the others, to raise for it, is to hold, too

    def _await_turn(self, line: deque[threading.Event]) -> None:
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return
            admitted = threading.Event()
            line.append(admitted)
        if admitted.wait(self._patience):
            return
        with self._lock:
            if admitted.is_set():
                return
            line.remove(admitted)
        raise PoolTimeoutError("those before it in line take too long")

    def _begun(self, engine: Engine, *, flushed: bool) -> Batch:
        """The transaction that others have left open, or a new one."""
        if self._batch is None:
            try:
                self._batch = Batch(engine, flushed=flushed)
            except BaseException:
                self._admit_next()
                raise
        return self._batch

    def _leave(self, batch: Batch) -> None:
        """Let the next one go on in the transaction; without one, commit it."""
        with self._lock:
            lines = [self._unflushed, self._line] if batch.is_flushed else [self._unflushed]
            if batch.takes_more() and _admitted(*lines):
                return
        self._batch = None
        try:
            batch.commit()
        finally:
            self._admit_next()

    def _admit_next(self) -> None:
        with self._lock:
            self._is_taken = _admitted(self._unflushed, self._line)


def _admitted(*lines: deque[threading.Event]) -> bool:
    """Admit the first of the first line that has one; whether there was anybody."""
    for line in lines:
        if line:
            line.popleft().set()
            return True
    return False
