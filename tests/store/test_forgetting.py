"""Who leaves, and who asks to be forgotten, is gone from every table; nobody else is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Table, UniqueConstraint, insert, text

from bot.advisor.session import Progress, Session
from bot.decisions.decision import RecordedVoice
from bot.store.forgetting import WITHOUT_TEAM, forget_person, team_column
from bot.store.protocol import Place
from bot.store.schema import (
    IS_PERSON,
    MAY_NAME,
    decisions,
    installations,
    memberships,
    metadata,
    outbox,
    sessions,
)
from bot.store.sql import SqlStore
from tests.store.builders import NOON, a_delivery, rows, session_at, until_somebody_waits
from tests.store.filling import a_row, a_shared_session, everything, fill

ANN, ANNA = "U0ANN", "U0ANNA"
"""One id begins the other."""

TABLES = [pytest.param(table, id=table.name) for table in metadata.sorted_tables]
NAMES_OF_PEOPLE = {"person", "people", "user", "user_id", "owner", "author", "by", "changed_by"}


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_whose_workspace_a_row_is_of_or_why_it_does_not(table: Table) -> None:
    assert (team_column(table) is None) is (table.name in WITHOUT_TEAM)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_with_a_persons_id_is_marked(table: Table) -> None:
    named = [column for column in table.c if column.name in NAMES_OF_PEOPLE]

    assert [column.name for column in named if column.info not in (IS_PERSON, MAY_NAME)] == []


@pytest.mark.parametrize("table", TABLES)
def test_a_workspaces_rows_are_found_without_reading_those_of_others(table: Table) -> None:
    """Among millions of rows; an index that leaves some out is of no use for it."""
    column = team_column(table)
    whole = [i for i in table.indexes if i.dialect_options["postgresql"]["where"] is None]
    unique = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    first = [next(iter(key.columns), None) for key in (table.primary_key, *whole, *unique)]

    assert column is None or column in first


def filled(store: SqlStore) -> tuple[Any, Any]:
    """Two workspaces whose people have the same ids; what they have."""
    with store.engine.begin() as connection:
        for team in ("T1", "T2"):
            fill(connection, team, ANN, NOON)
        return everything(connection, "T1"), everything(connection, "T2")


def left(store: SqlStore, team: str) -> Any:
    with store.engine.begin() as connection:
        return everything(connection, team)


def test_what_a_workspace_had_is_gone_from_every_table(store: SqlStore) -> None:
    before, others = filled(store)
    assert all(before.values()), "there is something to delete in every table"

    deleted = store.forget_team("T1")

    assert not any(left(store, "T1").values())
    assert left(store, "T2") == others
    assert deleted == {name: len(rows) for name, rows in before.items()}


def test_what_is_gone_already_is_no_error(store: SqlStore) -> None:
    filled(store)
    store.forget_team("T1")

    assert store.forget_team("T1") == {}


def test_a_person_is_gone_from_every_table_of_one_workspace(store: SqlStore) -> None:
    _, others = filled(store)

    store.forget_person("T1", ANN)

    assert ANN not in str(left(store, "T1"))
    assert left(store, "T2") == others


def test_whose_id_only_begins_alike_keeps_everything(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        fill(connection, "T1", ANNA, NOON)
        before = everything(connection, "T1")

        assert forget_person(connection, "T1", ANN) == {}
        assert everything(connection, "T1") == before


def test_others_go_on_with_their_dialogs_in_a_thread(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(insert(sessions).values(a_shared_session("T1", ANN, "U0BOB", at=NOON)))

    store.forget_person("T1", ANN)

    with store.engine.begin() as connection:
        (state,) = connection.execute(sessions.select().with_only_columns(sessions.c.state)).one()
    session = Session.model_validate_json(state)
    assert (set(session.dialogs), session.since, session.spoke_to) == ({"U0BOB"}, ("U0BOB",), None)


def test_a_decision_of_somebody_else_stays_without_the_name_in_its_words(store: SqlStore) -> None:
    voice = RecordedVoice(person="U0BOB", name="Bob", given=()).model_dump_json()
    named = voice.replace("Bob", f"Bob with <@{ANN}>")
    with store.engine.begin() as connection:
        fill(connection, "T1", "U0BOB", NOON)
        connection.execute(decisions.update().values(owner="U0BOB", voices=f"[{named}]"))

    store.forget_person("T1", ANN)

    assert rows(store, decisions) == 1
    assert ANN not in str(left(store, "T1"))


def test_forgetting_takes_as_long_as_it_needs_on_postgresql(
    postgresql_url: str, opened: Callable[..., SqlStore]
) -> None:
    store = opened(postgresql_url)
    filled(store)
    with store.engine.begin() as connection:
        connection.execute(text(HURRIED))
        connection.execute(text(WATCH))
    try:
        store.forget_team("T1")
    finally:
        with store.engine.begin() as connection:
            connection.execute(text("DROP TRIGGER watch ON deliveries"))

    assert not any(left(store, "T1").values())


HURRIED = """
CREATE OR REPLACE FUNCTION hurried() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF current_setting('statement_timeout') <> '0' THEN RAISE 'hurried'; END IF;
    RETURN OLD;
END $$
"""
WATCH = "CREATE TRIGGER watch BEFORE DELETE ON deliveries FOR EACH ROW EXECUTE FUNCTION hurried()"


def test_a_turn_that_ends_meanwhile_loses_nothing_on_postgresql(
    postgresql_url: str, opened: Callable[..., SqlStore]
) -> None:
    store = opened(postgresql_url)
    row = a_shared_session("T1", ANN, at=NOON)
    with store.engine.begin() as connection:
        connection.execute(insert(sessions).values(row))
    place = Place("T1", row["channel"], row["thread"])

    with ThreadPoolExecutor(1) as threads:
        with store.hold(a_delivery("Ev1"), place) as held:
            assert held is not None
            forgetting = threads.submit(store.forget_person, "T1", ANN)
            until_somebody_waits(store)
            held.keep(held.session.with_dialog("U0BOB", Progress(number=1)), ())
        forgetting.result()

    kept = session_at(store, place)
    assert kept is not None
    assert set(kept.dialogs) == {"U0BOB"}


def test_a_session_that_cannot_be_read_holds_nobody_afterwards(store: SqlStore) -> None:
    row = a_row(sessions, "T1", "", NOON) | {"state": f'{{"dialogs": "{ANN}"'}
    with store.engine.begin() as connection:
        connection.execute(insert(sessions).values(row))

    store.forget_person("T1", ANN)

    assert ANN not in str(left(store, "T1"))


def test_calls_that_wait_to_be_made_to_a_person_are_not_made(store: SqlStore) -> None:
    waiting = {"sent_at": None, "dead_at": None}
    with store.engine.begin() as connection:
        for person in (ANN, ANNA):
            connection.execute(insert(outbox).values(a_row(outbox, "T1", person, NOON) | waiting))

    store.forget_person("T1", ANN)

    assert rows(store, outbox) == 1


class TestAnOrganisation:
    def test_takes_the_workspaces_with_it_that_used_its_installation(self, store: SqlStore) -> None:
        with store.engine.begin() as connection:
            whole = a_row(installations, "", "", NOON) | {"team_id": None, "enterprise_id": "E1"}
            connection.execute(insert(installations).values(whole))
            for team in ("T1", "T2"):
                fill(connection, team, ANN, NOON)
            connection.execute(memberships.update().values(enterprise="E1"))
            of_t1 = installations.c.team_id == "T1"
            connection.execute(installations.delete().where(of_t1))

        store.forget_organisation("E1")

        assert not any(left(store, "T1").values())
        kept = left(store, "T2")
        assert all(rows for name, rows in kept.items() if name != "memberships"), (
            "T2 has an installation of its own"
        )
        assert rows(store, memberships) == 0
        assert rows(store, installations) == 1

    def test_leaves_other_organisations_alone(self, store: SqlStore) -> None:
        with store.engine.begin() as connection:
            fill(connection, "T1", ANN, NOON)
            connection.execute(memberships.update().values(enterprise="E2"))
            before = everything(connection, "T1")

        assert store.forget_organisation("E1") == {}
        assert left(store, "T1") == before
