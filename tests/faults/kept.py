"""What is in a database, seen past the program."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, Self

from sqlalchemy import NullPool, create_engine, select

from bot.advisor.session import Session
from bot.store.engine import parse_url
from bot.store.schema import deliveries, outbox, sessions, waiting


class Kept:
    """Reads the tables of the database that `url` names.

    Its engine is a plain one: the program's would take SQLite's write lock, and so be in its way.
    """

    def __init__(self, url: str) -> None:
        self._engine = create_engine(parse_url(url), poolclass=NullPool)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def delivery_keys(self) -> list[str]:
        return [row.key for row in self._rows(select(deliveries.c.key))]

    def versions(self) -> Mapping[str, int]:
        """How many turns each thread's session has taken."""
        rows = self._rows(select(sessions.c.thread, sessions.c.version))
        return {row.thread: row.version for row in rows}

    def session(self, thread: str) -> Session:
        rows = self._rows(select(sessions.c.state).where(sessions.c.thread == thread))
        return Session.model_validate_json(rows[0].state)

    def waiting(self) -> list[Mapping[str, Any]]:
        """The bodies of the calls that are not marked as sent or dead."""
        return [json.loads(row.body) for row in self._rows(select(outbox.c.body).where(waiting))]

    def sent(self) -> int:
        return len(self._rows(select(outbox.c.id).where(outbox.c.sent_at.is_not(None))))

    def _rows(self, statement: Any) -> list[Any]:
        with self._engine.begin() as connection:
            return list(connection.execute(statement).all())


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for a condition; fails with `what` was waited for."""
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, f"not within {seconds} s: {what}"
        time.sleep(0.05)
