"""What the migrations promise, on each kind of database."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from bot.store.engine import create_engine, open_store
from bot.store.migrate import (
    configuration,
    is_current,
    migrations_folder,
    newest_revision,
    upgrade,
)
from bot.store.schema import metadata
from bot.store.sql import SqlStore

ROOT = Path(__file__).parents[2]


@pytest.fixture
def engine(bare_url: str) -> Iterator[Engine]:
    engine = create_engine(bare_url)
    yield engine
    engine.dispose()


def test_from_nothing_they_lead_to_the_tables_that_the_code_uses(engine: Engine) -> None:
    upgrade(engine)

    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_they_lead_to_the_indexes_that_the_code_defines(engine: Engine) -> None:
    """With their conditions, which Alembic does not compare."""
    with engine.begin() as connection:
        metadata.create_all(connection)
        defined = _indexes(connection)
        metadata.drop_all(connection)

    upgrade(engine)

    with engine.begin() as connection:
        assert _indexes(connection) == defined


def _indexes(connection: Connection) -> set[str]:
    definitions = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        "postgresql": (
            "SELECT indexdef FROM pg_indexes"
            " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ),
    }[connection.dialect.name]
    found = {" ".join(sql.split()) for sql in connection.exec_driver_sql(definitions).scalars()}
    assert found
    return found


def test_they_run_once(engine: Engine) -> None:
    assert not is_current(engine)
    assert upgrade(engine)
    assert is_current(engine)
    assert not upgrade(engine)


def test_they_can_be_taken_back(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        command.downgrade(configuration(connection), "base")

    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    assert upgrade(engine)


def test_processes_that_start_at_once_migrate_once(bare_url: str) -> None:
    barrier = threading.Barrier(4)

    def start(_number: int) -> bool:
        engine = create_engine(bare_url)
        barrier.wait()
        try:
            return upgrade(engine)
        finally:
            engine.dispose()

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(start, range(4))) == [False, False, False, True]


def test_a_migration_that_fails_leaves_the_database_as_it_was(engine: Engine) -> None:
    """The last table of the first migration is in its way."""
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE outbox (id INTEGER)")

    with pytest.raises(Exception, match="outbox"):
        upgrade(engine)

    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == ["outbox"]


def test_a_database_of_a_newer_version_is_left_alone(engine: Engine) -> None:
    """So that the release before can be put back."""
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    assert is_current(engine)
    assert not upgrade(engine)


def test_the_newest_revision_is_the_one_that_alembic_finds() -> None:
    scripts = ScriptDirectory(str(migrations_folder()))

    assert scripts.get_heads() == [newest_revision()]


def test_a_file_is_named_after_its_revision() -> None:
    for script in ScriptDirectory(str(migrations_folder())).walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")


def test_a_sqlite_store_migrates_itself_when_it_is_opened(sqlite_url: str) -> None:
    store = open_store(sqlite_url)

    assert is_current(store.engine)
    store.check()
    store.close()


def test_a_start_with_nothing_to_migrate_does_without_alembic(store: SqlStore, url: str) -> None:
    assert is_current(store.engine)
    program = (
        "import sys\n"
        "from bot.store.engine import open_store\n"
        "from bot.store.migrate import is_current\n"
        f"store = open_store({url!r})\n"
        "assert is_current(store.engine)\n"
        "store.check()\n"
        "print('alembic' in sys.modules)\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ended.stdout == "False\n"


def test_they_are_found_from_another_folder(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    open_store(sqlite_url).close()

    assert migrations_folder() == ROOT / "migrations"
