"""What the store promises when its database cannot be had."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pytest
from sqlalchemy import event

from bot.advisor.session import Session
from bot.store.calls import GivenUp, Leased, Made, PutOff
from bot.store.engine import create_engine, open_store
from bot.store.migrate import is_current
from bot.store.protocol import Place, StoreUnavailable
from bot.store.schema import deliveries, outbox, sessions
from bot.store.sql import SqlStore
from tests.postgres import Postgres
from tests.store.builders import (
    NOON,
    THREAD,
    a_call,
    a_delivery,
    count_one_more,
    keep,
    note,
    rows,
    session_at,
)

ROOT = Path(__file__).parents[2]
WRITTEN = "between us, "  # by a person

OpenStore = Callable[..., SqlStore]


class WentWrongError(Exception):
    """What a turn of these tests raises."""


LEASED = Leased(1, a_call(), 0, NOON, "")

USES: list[Callable[[SqlStore], object]] = [
    lambda store: keep(store, "Ev", a_call()),
    lambda store: store.calls.lease(NOON, 1),
    lambda store: note(store, Made(LEASED)),
    lambda store: note(store, PutOff(LEASED, "timeout", NOON)),
    lambda store: note(store, GivenUp(LEASED, "gone")),
    lambda store: store.calls.backlog(NOON),
    lambda store: store.purge(NOON),
    lambda store: store.check(),
    lambda store: store.hold(a_delivery(), THREAD, only_if_known=True).__enter__(),
]  # every use of a store that reads or writes


def test_check_passes_and_leaves_nothing(store: SqlStore) -> None:
    store.check()

    assert [rows(store, table) for table in (deliveries, sessions, outbox)] == [0, 0, 0]


def test_a_database_without_tables_is_unavailable(bare_url: str) -> None:
    store = SqlStore(create_engine(bare_url))

    for use in USES:
        with pytest.raises(StoreUnavailable):
            use(store)
    store.close()


class TestSqliteFile:
    def test_a_missing_folder_is_told_at_once(self, tmp_path: Path) -> None:
        with pytest.raises(StoreUnavailable, match="unable to open database file"):
            open_store(f"sqlite:///{tmp_path}/nowhere/stackpick.db")

    def test_a_folder_in_the_file_s_place_is_told_at_once(self, tmp_path: Path) -> None:
        with pytest.raises(StoreUnavailable, match="unable to open database file"):
            open_store(f"sqlite:///{tmp_path}")

    def test_another_file_in_its_place_is_told_at_once(self, tmp_path: Path) -> None:
        (tmp_path / "stackpick.db").write_text("a shopping list, " * 1_000)

        with pytest.raises(StoreUnavailable, match="not a database"):
            open_store(f"sqlite:///{tmp_path}/stackpick.db")

    def test_a_file_opened_for_reading_only_can_keep_nothing(
        self, sqlite_url: str, tmp_path: Path, opened: OpenStore
    ) -> None:
        opened(sqlite_url)  # stays open, with the shared memory that a reader needs
        reader = opened_read_only(tmp_path / "stackpick.db")

        with pytest.raises(StoreUnavailable, match="readonly"):
            keep(reader, "Ev1")
        with pytest.raises(StoreUnavailable, match="readonly"):
            reader.check()
        reader.close()

    def test_a_full_disk_keeps_nothing_of_the_turn_and_is_noticed_by_check(
        self, sqlite_url: str, opened: OpenStore
    ) -> None:
        store = opened(sqlite_url)
        keep(store, "Ev1", session=Session(topic="before"))
        limit_pages(store, 1)  # SQLite takes the number of pages that there are

        with pytest.raises(StoreUnavailable, match="full"):
            keep(store, "Ev2", a_call("x" * 100_000), session=Session(topic="lost"))
        with pytest.raises(StoreUnavailable, match="full"):
            store.check()

        limit_pages(store, 100_000)
        assert session_at(store) == Session(topic="before")
        keep(store, "Ev2", session=Session(topic="after"))
        store.check()

    def test_check_notices_that_a_commit_cannot_be_written(self, sqlite_url: str) -> None:
        """Files of that process may not grow, which holds for root as well."""
        program = f"""
import resource
from bot.store.engine import open_store
from bot.store.protocol import StoreUnavailable

store = open_store({sqlite_url!r})
store.check()
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1, most))
try:
    store.check()
except StoreUnavailable:
    noticed = True
else:
    noticed = False
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
store.check()
print(noticed)
"""
        ended = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
        )

        assert ended.stdout == "True\n"

    def test_a_writer_that_does_not_end_is_not_waited_for_longer_than_slack_waits(
        self, sqlite_url: str, tmp_path: Path, opened: OpenStore
    ) -> None:
        store = opened(sqlite_url)
        with contextlib.closing(sqlite3.connect(tmp_path / "stackpick.db")) as writer:
            writer.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable, match="locked"):
                keep(store, "Ev1")
            writer.rollback()

        keep(store, "Ev1")

    def test_a_file_that_another_process_is_creating_is_waited_for(
        self, sqlite_url: str, tmp_path: Path
    ) -> None:
        """SQLite refuses to change the mode of a file beside a writer, however long it may wait."""
        creator = sqlite3.connect(tmp_path / "stackpick.db", isolation_level=None)
        creator.execute("BEGIN IMMEDIATE")
        creator.execute("CREATE TABLE anything (id)")
        tries = []

        def end_at_the_second_try(statement: str) -> None:
            if "journal_mode" in statement:
                tries.append(statement)
                if len(tries) == 2:
                    creator.commit()

        engine = create_engine(sqlite_url)
        event.listen(
            engine,
            "connect",
            lambda connection, _entry: connection.set_trace_callback(end_at_the_second_try),
            insert=True,
        )
        with engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        engine.dispose()
        creator.close()

    def test_it_is_durable_and_checks_its_references(
        self, sqlite_url: str, opened: OpenStore
    ) -> None:
        with opened(sqlite_url).engine.connect() as connection:
            settings = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }

        assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def opened_read_only(file: Path) -> SqlStore:
    return SqlStore(create_engine(f"sqlite:///file:{file}?mode=ro&uri=true"))


def limit_pages(store: SqlStore, number: int) -> None:
    """Let the database grow to so many pages, as a full disk would."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {number}")


class TestPostgresqlServer:
    @pytest.fixture
    def store(self, postgresql_url: str, opened: OpenStore) -> SqlStore:
        return opened(postgresql_url)

    @pytest.fixture
    def server(self, postgres: Postgres) -> Iterator[Postgres]:
        """A server that runs again after the test."""
        yield postgres
        if not postgres.running:
            postgres.start()

    @pytest.mark.parametrize("mode", ["fast", "immediate"])
    def test_the_same_store_goes_on_when_the_server_is_back(
        self, store: SqlStore, server: Postgres, mode: Literal["fast", "immediate"]
    ) -> None:
        keep(store, "Ev1", a_call(), session=Session(topic="kept"))
        server.stop(mode)

        for use in USES:
            with pytest.raises(StoreUnavailable):
                use(store)
        with pytest.raises(StoreUnavailable):
            is_current(store.engine)

        server.start()
        store.check()
        assert session_at(store) == Session(topic="kept")
        with store.hold(a_delivery("Ev1"), THREAD) as again:
            assert again is None
        keep(store, "Ev2")

    def test_connections_that_were_idle_while_it_restarted_are_replaced(
        self, store: SqlStore, server: Postgres
    ) -> None:
        with (
            store.hold(a_delivery("Ev1"), THREAD),
            store.hold(a_delivery("Ev2"), Place("T1", "C2")),
            store.hold(a_delivery("Ev3"), Place("T1", "C3")),
        ):
            pass
        server.stop()
        server.start()

        for number in range(5):
            count_one_more(store, f"after {number}")

    def test_a_turn_that_loses_the_server_leaves_nothing_and_can_be_repeated(
        self, store: SqlStore, server: Postgres
    ) -> None:
        def turn() -> None:
            with store.hold(a_delivery("Ev1"), THREAD) as held:
                assert held is not None
                server.stop()
                held.keep(Session(topic="lost"), [a_call()])

        with pytest.raises(StoreUnavailable):
            turn()
        server.start()

        assert rows(store, deliveries) == 0
        keep(store, "Ev1", session=Session(topic="repeated"))
        assert session_at(store) == Session(topic="repeated")

    def test_what_a_turn_raises_is_not_hidden_by_the_loss_of_the_server(
        self, store: SqlStore, server: Postgres
    ) -> None:
        def turn() -> None:
            with store.hold(a_delivery("Ev1"), THREAD):
                server.stop()
                raise WentWrongError

        with pytest.raises(WentWrongError):
            turn()

    def test_a_place_that_is_held_too_long_is_not_waited_for(self, store: SqlStore) -> None:
        with (
            store.hold(a_delivery("Ev1"), THREAD),
            pytest.raises(StoreUnavailable, match="timeout"),
        ):
            keep(store, "Ev2")

        keep(store, "Ev2")

    def test_its_limits_outlast_a_turn_that_is_rolled_back(self, store: SqlStore) -> None:
        with store.hold(a_delivery("Ev1"), THREAD, only_if_known=True) as held:
            assert held is None

        with store.engine.connect() as connection:
            limits = [
                connection.exec_driver_sql(f"SHOW {name}").scalar()
                for name in (
                    "statement_timeout",
                    "lock_timeout",
                    "idle_in_transaction_session_timeout",
                )
            ]
        assert limits == ["1500ms", "1500ms", "10s"]

    def test_a_pool_without_a_free_connection_is_not_waited_for(self, postgresql_url: str) -> None:
        store = open_store(postgresql_url, pool_size=1)
        with (
            store.hold(a_delivery("Ev1"), THREAD),
            pytest.raises(StoreUnavailable, match="in use"),
        ):
            store.check()
        store.close()

    def test_a_read_only_database_fails_the_check(self, store: SqlStore) -> None:
        @event.listens_for(store.engine, "begin")
        def read_only(connection: object) -> None:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")  # type: ignore[attr-defined]

        with pytest.raises(StoreUnavailable, match="read-only"):
            store.check()

    def test_a_server_that_is_stuck_is_given_up(self, postgresql_url: str) -> None:
        """Its machine still answers for it, so that the connection looks sound."""
        store = open_store(postgresql_url, pool_size=1)
        with store.engine.begin() as connection:
            backend = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()

        with ThreadPoolExecutor(1) as thread:
            os.kill(backend, signal.SIGSTOP)
            try:
                with pytest.raises(StoreUnavailable, match="timeout"):
                    thread.submit(keep, store, "Ev1").result(timeout=20)
            finally:
                os.kill(backend, signal.SIGCONT)

        keep(store, "Ev2")
        store.close()

    def test_a_server_that_accepts_and_says_nothing_is_given_up(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            store = open_store(f"postgresql://someone@127.0.0.1:{port}/stackpick")
            with pytest.raises(StoreUnavailable, match="timeout"):
                store.check()


def test_errors_hold_nothing_that_people_wrote(sqlite_url: str, opened: OpenStore) -> None:
    store = opened(sqlite_url)
    limit_pages(store, 1)

    with pytest.raises(StoreUnavailable) as caught:
        keep(store, "Ev1", a_call(WRITTEN * 10_000))

    assert "full" in str(caught.value)
    assert WRITTEN not in "".join(traceback.format_exception(caught.value))
