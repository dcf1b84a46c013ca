"""What is particular to SQLite: the engine, and how a turn takes its place."""

import sqlite3
import time

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    QueuePool,
    bindparam,
    create_engine,
    event,
    insert,
    select,
)
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.pool import ConnectionPoolEntry

from bot.store.outbox import KEPT
from bot.store.prepared import Prepared
from bot.store.protocol import Pace, Place
from bot.store.schema import deliveries, outbox, sessions
from bot.store.together import TOGETHER, Together
from bot.store.turns import NEW, Claim, Kept, Turns

QUEUE_SECONDS = 1.5  # for the turns of this process that come before
BUSY_SECONDS = 1.0  # for the writer of another process; with the queue inside Slack's 3 s

_PLACE = ("team", "channel", "thread", "person")

_STATE = Prepared(
    select(sessions.c.state).where(*(sessions.c[part] == bindparam(part) for part in _PLACE))
)
_TAKE = Prepared(
    upsert(deliveries)
    .values({name: bindparam(name) for name in ("key", "team", "kind", "taken_at")})
    .on_conflict_do_nothing()
)
_NEW_SESSION = upsert(sessions).values(
    {name: bindparam(name) for name in (*_PLACE, "state", "updated_at")} | {"version": 1}
)
_KEEP = Prepared(
    _NEW_SESSION.on_conflict_do_update(
        index_elements=[sessions.c[part] for part in _PLACE],
        set_={
            "state": _NEW_SESSION.excluded.state,
            "version": sessions.c.version + 1,
            "updated_at": _NEW_SESSION.excluded.updated_at,
        },
    )
)
_SEND = Prepared(insert(outbox).values({name: bindparam(name) for name in KEPT}))


def sqlite_engine(url: URL, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine of one connection: SQLite has one writer, and here writers wait in turn.

    SQLite's own waiting polls, so many writers of one process would starve each other.
    """
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=QUEUE_SECONDS,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": busy_seconds},
        execution_options={TOGETHER: Together(QUEUE_SECONDS)},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _set_up(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins no transaction of its own
    _use_write_ahead_log(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Matters for a new file alone, which keeps the mode.

    While another process creates the file, SQLite refuses the change without waiting.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.005)
        else:
            return


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock before the session is read: two readers could both decide on it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _columns(place: Place) -> dict[str, str]:
    return {part: getattr(place, part) for part in _PLACE}


class SqliteTurns(Turns):
    """A turn's reads and writes; `BEGIN IMMEDIATE` has made it the only writer."""

    pace = Pace(threads=1, together=16)  # those who are in line share a flush of the disk

    def claim(self, connection: Connection, claim: Claim) -> str | None:
        found = _STATE.run(connection, _columns(claim.place)).fetchone()
        if claim.only_if_known and found is None:
            return None
        taken = {"team": claim.team, "kind": claim.kind, "taken_at": claim.taken_at}
        rows = [{**taken, "key": key} for key in claim.keys]
        if _TAKE.run_for_each(connection, rows) < len(rows):
            return None
        return found[0] if found else NEW

    def keep(self, connection: Connection, kept: Kept) -> None:
        session = {"state": kept.state, "updated_at": kept.kept_at}
        _KEEP.run(connection, {**_columns(kept.place), **session})
        _SEND.run_for_each(connection, kept.calls)
