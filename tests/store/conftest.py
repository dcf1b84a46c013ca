"""Stores on each kind of database that StackPick runs on."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.store.engine import create_engine, open_store
from bot.store.migrate import upgrade
from bot.store.postgresql_engine import patient_engine
from bot.store.schema import metadata
from bot.store.sql import SqlStore
from bot.store.upkeep import Clock, utc_now
from tests.postgres import Postgres, PostgresUnavailable

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running server; a test that stops it starts it again."""
    try:
        server = Postgres()
        server.start()
    except PostgresUnavailable as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL: {reason}")
    yield server
    server.remove()


@pytest.fixture(scope="session")
def migrated(postgres: Postgres) -> str:
    """A PostgreSQL database with all migrations, which the tests share one after another."""
    url = postgres.create_database("migrated")
    upgrade(create_engine(url))
    return url


@pytest.fixture
def postgresql_url(migrated: str) -> str:
    """A PostgreSQL database with empty tables."""
    with patient_engine(create_engine(migrated).url).begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    return migrated


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path}/stackpick.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A database of each kind in which nothing is kept."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind that has no tables."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        return url
    server: Postgres = request.getfixturevalue("postgres")
    return server.create_database(f"bare_{next(_numbers)}")


@pytest.fixture
def opened() -> Iterator[Callable[..., SqlStore]]:
    """Opens stores, and closes them after the test."""
    stores: list[SqlStore] = []

    def open_one(url: str, *, clock: Clock = utc_now) -> SqlStore:
        stores.append(open_store(url, clock=clock))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(url: str, opened: Callable[..., SqlStore]) -> SqlStore:
    return opened(url)
