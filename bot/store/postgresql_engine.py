"""Connections to PostgreSQL that give up before Slack does."""

import selectors
from typing import Any

from sqlalchemy import URL, Dialect, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

# How long each part of a turn may be waited for: in most troubles one of them, not their sum.
POOL_SECONDS = 1.0
CONNECT_SECONDS = 2  # the driver's least
STATEMENT_MILLISECONDS = 1_500  # a wait for another turn of the same place counts in
ANSWER_SECONDS = 2.0  # for a server that keeps the line open and says nothing
IDLE_TURN_MILLISECONDS = 10_000  # for a process that hangs while it holds a place

_LIMITS = (
    f"SET statement_timeout = {STATEMENT_MILLISECONDS}",
    f"SET lock_timeout = {STATEMENT_MILLISECONDS}",
    f"SET idle_in_transaction_session_timeout = {IDLE_TURN_MILLISECONDS}",
)


def postgresql_engine(url: URL, pool_size: int) -> Engine:
    """An engine of at most `pool_size` connections, for turns: it gives up before Slack does."""
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args=_connect_arguments(url),
    )
    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "checkout", _look_alive)
    return engine


def patient_engine(url: URL) -> Engine:
    """An engine for migrations and for deleting, which may take as long as they need."""
    return create_engine(
        url, poolclass=NullPool, hide_parameters=True, connect_args=_connect_arguments(url)
    )


def _connect_arguments(url: URL) -> dict[str, Any]:
    return {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}


class _Impatient:
    """What a psycopg connection becomes: one that waits ANSWER_SECONDS for an answer.

    The limits of the session are kept by the server, so they are no help against a server that
    is stuck, nor are those of TCP, which its kernel answers.
    """

    info: Any
    pgconn: Any

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        limit = ANSWER_SECONDS if timeout is None else timeout
        try:
            return super().wait(gen, interval, limit)  # type: ignore[misc]
        except Exception:
            if self.info.transaction_status.name == "ACTIVE":
                self.pgconn.finish()  # of no more use: the answer may still come
            raise


def _connect(
    dialect: Dialect, _entry: ConnectionPoolEntry, arguments: Any, parameters: Any
) -> DBAPIConnection:
    driver: Any = dialect.loaded_dbapi
    impatient: Any = type("ImpatientConnection", (_Impatient, driver.Connection), {})
    connection: DBAPIConnection = impatient.connect(*arguments, **parameters)
    return connection


def _set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Limit the session by statements: poolers such as PgBouncer refuse `options` at the start."""
    connection.autocommit = True  # or a rollback would lift the limits again
    cursor = connection.cursor()
    cursor.execute("; ".join(_LIMITS))
    cursor.close()
    connection.autocommit = False


def _look_alive(
    connection: Any, _entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection
) -> None:
    """Have the pool replace a connection that the server has closed.

    Nothing is to be read from an idle connection unless it was closed. Looking costs no round
    trip, which `pool_pre_ping` would add to every turn.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(connection.fileno(), selectors.EVENT_READ)
        if selector.select(timeout=0):
            raise DisconnectionError("the server closed the connection")
