"""What is kept, and for how long: said in one place, for every table, and swept."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict

import pytest
from sqlalchemy import insert, text, update

from bot.store.retention import RETENTION, UNTIL_FORGOTTEN
from bot.store.schema import metadata, outbox, sessions
from bot.store.sql import SqlStore
from tests.store.builders import NOON, rows
from tests.store.filling import a_row

SWEPT = asdict(RETENTION)


def test_every_table_is_swept_or_is_said_to_be_kept() -> None:
    assert sorted((*SWEPT, *UNTIL_FORGOTTEN)) == sorted(metadata.tables)


@pytest.mark.parametrize("name", SWEPT)
def test_what_is_older_goes_and_what_is_younger_stays(store: SqlStore, name: str) -> None:
    table, age, second = metadata.tables[name], SWEPT[name], dt.timedelta(seconds=1)
    with store.engine.begin() as connection:
        for at in (NOON - age - second, NOON - age + second):
            connection.execute(insert(table).values(a_row(table, "T1", "U1", at)))

    purged = store.purge(NOON)

    assert purged[name] == 1
    assert rows(store, table) == 1


def test_texts_that_were_not_understood_are_kept_for_90_days() -> None:
    assert RETENTION.gaps == dt.timedelta(days=90)


def test_a_call_that_waits_is_kept_however_old_it_is(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(insert(outbox).values(a_row(outbox, "T1", "U1", NOON)))
        connection.execute(update(outbox).values(sent_at=None, dead_at=None))

    store.purge(NOON + dt.timedelta(days=1000))

    assert rows(store, outbox) == 1


IN_A_HURRY = """
CREATE FUNCTION hurry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF current_setting('statement_timeout') <> '0' THEN RAISE 'it would be stopped'; END IF;
RETURN OLD; END $$;
CREATE TRIGGER hurry BEFORE DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION hurry()
"""
CALM_AGAIN = "DROP TRIGGER hurry ON sessions; DROP FUNCTION hurry()"


def test_a_large_table_is_swept_to_its_end(
    postgresql_url: str, opened: Callable[..., SqlStore]
) -> None:
    """A turn's statements are stopped after a while, which would be every time."""
    store = opened(postgresql_url)
    with store.engine.begin() as connection:
        connection.execute(insert(sessions).values(a_row(sessions, "T1", "U1", NOON)))
        connection.execute(text(IN_A_HURRY))

    try:
        assert store.purge(NOON + dt.timedelta(days=1000))["sessions"] == 1
    finally:
        with store.engine.begin() as connection:
            connection.execute(text(CALM_AGAIN))
