"""What keeps a SQL database in order: what is old or forgotten goes, and whether it works."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, Delete, Engine, bindparam, delete, insert

from bot.store import forgetting
from bot.store.postgresql_engine import patient_engine
from bot.store.retention import Retention, sweeps
from bot.store.schema import sessions
from bot.store.transactions import database_errors, transaction

_PROBE_LENGTH = 16_384  # characters: more than the free space of a page, so the file must have room
_PROBE = {"team": "", "channel": "", "thread": "", "version": 0, "state": "x" * _PROBE_LENGTH}
_WRITE_PROBE = insert(sessions)
_DELETE_PROBE = delete(sessions).where(
    *(sessions.c[part] == "" for part in ("team", "channel", "thread")),
    sessions.c.person == bindparam("probe"),
)

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The moment, in UTC."""
    return dt.datetime.now(dt.UTC)


class SqlUpkeep:
    """The part of `protocol.Store` that no turn waits for.

    `clock` gives the moment of what is kept, `retention` says for how long it is.
    """

    def __init__(self, engine: Engine, clock: Clock, retention: Retention) -> None:
        self.engine = engine
        self._clock, self._retention = clock, retention

    def purge(self, now: dt.datetime) -> Mapping[str, int]:
        return {name: self._swept(batch) for name, batch in sweeps(self._retention, now)}

    def _swept(self, batch: Delete) -> int:
        deleted = 0
        while number := self._deleted(batch):
            deleted += number
        return deleted

    def _deleted(self, batch: Delete) -> int:
        """Delete a batch, however long it takes to find.

        Old sessions and buckets are looked for without an index: it would be on what each turn
        changes, and every turn would cost more.
        """
        with self._patient_transaction() as connection:
            return connection.execute(batch).rowcount

    def forget_team(self, team: str) -> Mapping[str, int]:
        with self._patient_transaction() as connection:
            return forgetting.forget_team(connection, team)

    def forget_organisation(self, enterprise: str) -> Mapping[str, int]:
        with self._patient_transaction() as connection:
            return forgetting.forget_organisation(connection, enterprise)

    def forget_person(self, team: str, person: str) -> Mapping[str, int]:
        with self._patient_transaction() as connection:
            return forgetting.forget_person(connection, team, person)

    @contextmanager
    def _patient_transaction(self) -> Iterator[Connection]:
        """For what must be done however long it takes: PostgreSQL stops a turn after a while."""
        if self.engine.dialect.name == "sqlite":
            with database_errors(), transaction(self.engine) as connection:
                yield connection
            return
        patient = patient_engine(self.engine.url)
        with database_errors(), transaction(patient) as connection:
            yield connection

    def check(self) -> None:
        """Write a row as large as a long session, delete it and commit.

        Without the commit nothing would reach the disk, so a full one would go unnoticed.
        """
        probe = uuid.uuid4().hex
        row = {**_PROBE, "person": probe, "updated_at": self._clock()}
        with database_errors(), transaction(self.engine) as connection:
            connection.execute(_WRITE_PROBE, row)
            connection.execute(_DELETE_PROBE, {"probe": probe})
