"""On SQLite, transactions that are in line are committed together, and each for itself undone."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, text

from bot.store.engine import parse_url
from bot.store.protocol import StoreUnavailable
from bot.store.sqlite import sqlite_engine
from bot.store.together import TOGETHER, Together
from bot.store.transactions import transaction

Then = Callable[[Connection], object]

PATIENCE = 20.0
SYNCHRONOUS = ("off", "unflushed", "flushed")
OWED = "CREATE TABLE owed (word TEXT REFERENCES told (word) DEFERRABLE INITIALLY DEFERRED)"
"""SQLite looks whether such a reference leads anywhere when it commits."""


class Refusing(sqlite3.Connection):
    """A driver's connection; each statement that begins with one of `refused` fails."""

    refused: tuple[str, ...] = ()

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql.startswith(self.refused):
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(sql, *values)


def refuse(connection: Connection, *statements: str) -> Refusing:
    """Have such statements fail from now on, for as long as this connection is in use."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, Refusing)
    driver.refused = statements
    return driver


def connect_refusing(_: object, _entry: object, arguments: Any, parameters: Any) -> Refusing:
    return sqlite3.connect(*arguments, **parameters, factory=Refusing)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = sqlite_engine(parse_url(f"sqlite:///{tmp_path}/together.db"))
    made.update_execution_options(**{TOGETHER: Together(PATIENCE)})
    event.listen(made, "do_connect", connect_refusing)
    with transaction(made) as connection:
        connection.execute(text("CREATE TABLE told (word TEXT PRIMARY KEY)"))
        connection.execute(text(OWED))
    yield made
    made.dispose()


def told(engine: Engine) -> set[str]:
    with transaction(engine) as connection:
        return set(connection.execute(text("SELECT word FROM told")).scalars())


class Line:
    """Writers of a word each, in line behind one who holds the connection until `let_go`."""

    def __init__(
        self, engine: Engine, threads: ThreadPoolExecutor, *, flushed: bool = True
    ) -> None:
        self._engine, self._threads = engine, threads
        self._holds, self._may_go = threading.Event(), threading.Event()
        self.first = threads.submit(self._write, "first", self._hold, flushed=flushed)
        assert self._holds.wait(PATIENCE)

    def behind(
        self, word: str, then: Then = lambda _: None, *, flushed: bool = True
    ) -> Future[str]:
        line: Together = self._engine.get_execution_options()[TOGETHER]
        before = line.waiting
        writing = self._threads.submit(self._write, word, then, flushed=flushed)
        while line.waiting == before:
            assert not writing.done()
            time.sleep(0.001)  # leaves the processor to those who are waited for
        return writing

    def let_go(self) -> None:
        self._may_go.set()

    def _write(self, word: str, then: Then, *, flushed: bool = True) -> str:
        """Write a word; gives how the transaction that it is in is committed."""
        with transaction(self._engine, flushed=flushed) as connection:
            connection.execute(text("INSERT INTO told VALUES (:word)"), {"word": word})
            then(connection)
            return SYNCHRONOUS[connection.execute(text("PRAGMA synchronous")).scalar_one()]

    def _hold(self, _: Connection) -> None:
        self._holds.set()
        assert self._may_go.wait(PATIENCE)


@pytest.fixture
def line(engine: Engine) -> Iterator[Line]:
    with ThreadPoolExecutor(4) as threads:
        made = Line(engine, threads)
        yield made
        made.let_go()


def fails(_: Connection) -> None:
    raise LookupError


def owe(connection: Connection) -> None:
    """Have the commit fail."""
    connection.execute(text("INSERT INTO owed VALUES ('nowhere')"))


def test_those_in_line_share_a_commit(engine: Engine, line: Line) -> None:
    commits: list[object] = []
    event.listen(engine, "commit", commits.append)
    others = [line.behind("second"), line.behind("third")]

    line.let_go()
    for writing in (line.first, *others):
        writing.result(PATIENCE)

    assert len(commits) == 1
    assert told(engine) == {"first", "second", "third"}


def test_what_one_of_them_raises_undoes_its_own_part_alone(engine: Engine, line: Line) -> None:
    failing, last = line.behind("second", fails), line.behind("third")

    line.let_go()

    with pytest.raises(LookupError):
        failing.result(PATIENCE)
    line.first.result(PATIENCE)
    last.result(PATIENCE)
    assert told(engine) == {"first", "third"}


def test_nobody_is_told_of_a_success_where_the_commit_fails(engine: Engine, line: Line) -> None:
    second, third = line.behind("second", owe), line.behind("third")

    line.let_go()

    for writing in (line.first, second, third):
        with pytest.raises(StoreUnavailable, match="FOREIGN KEY"):
            writing.result(PATIENCE)
    assert told(engine) == set()


def test_who_raises_for_what_it_read_is_told_where_that_was_not_committed(
    line: Line,
) -> None:
    line.behind("second", owe)
    raising = line.behind("third", fails)

    line.let_go()

    with pytest.raises(StoreUnavailable, match="FOREIGN KEY"):
        raising.result(PATIENCE)


def test_what_needs_no_flush_comes_first(engine: Engine, line: Line) -> None:
    writings = [line.first, line.behind("second"), line.behind("unflushed", flushed=False)]

    line.let_go()

    assert {writing.result(PATIENCE) for writing in writings} == {"flushed"}
    with transaction(engine) as connection:
        words = connection.execute(text("SELECT word FROM told ORDER BY rowid")).scalars().all()
    assert words == ["first", "unflushed", "second"]


def test_what_is_to_be_flushed_joins_nothing_that_is_not(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as threads:
        line = Line(engine, threads, flushed=False)
        behind = line.behind("behind")
        line.let_go()

        assert line.first.result(PATIENCE) == "unflushed"
        assert behind.result(PATIENCE) == "flushed"


def test_who_shares_a_commit_whose_undoing_fails_is_told_and_the_next_one_goes_on(
    engine: Engine, line: Line
) -> None:
    def owe_for_good(connection: Connection) -> None:
        owe(connection)
        refuse(connection, "ROLLBACK")

    second, third = line.behind("second", owe_for_good), line.behind("third")

    line.let_go()

    for writing in (line.first, second, third):
        with pytest.raises(StoreUnavailable, match="FOREIGN KEY"):
            writing.result(PATIENCE)
    assert told(engine) == set()


def test_where_one_of_them_cannot_be_undone_alone_those_with_it_are_undone_and_told(
    engine: Engine, line: Line
) -> None:
    def fails_for_good(connection: Connection) -> None:
        refuse(connection, "ROLLBACK TO")
        raise LookupError

    second, third = line.behind("second", fails_for_good), line.behind("third")

    line.let_go()

    for writing in (line.first, second):
        with pytest.raises(StoreUnavailable, match="disk I/O error"):
            writing.result(PATIENCE)
    third.result(PATIENCE)
    assert told(engine) == {"third"}


@pytest.mark.parametrize("statement", ["PRAGMA", "SAVEPOINT", "RELEASE"])
def test_what_the_driver_reports_is_told_as_an_outage(engine: Engine, statement: str) -> None:
    with transaction(engine) as connection:
        driver = refuse(connection)
    driver.refused = (statement,)

    with (
        pytest.raises(StoreUnavailable, match="disk I/O error"),
        transaction(engine, flushed=False) as connection,
    ):
        connection.execute(text("INSERT INTO told VALUES ('word')"))

    driver.refused = ()
    assert told(engine) == set()
