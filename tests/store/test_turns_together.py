"""What `Store.together` promises for the turns that are held in it, on each kind of database."""

import json

import pytest
from sqlalchemy import event, select, text

from bot.store.engine import open_store
from bot.store.protocol import Place, StoreUnavailable
from bot.store.schema import outbox
from bot.store.sql import SqlStore
from bot.store.transactions import transaction
from tests.store.builders import a_call, a_delivery, count_one_more, keep, session_at

ELSEWHERE = Place("T1", "C2", "1700000000.000200")


def kept(store: SqlStore) -> list[str]:
    """The texts of the calls that wait."""
    with transaction(store.engine) as connection:
        bodies = connection.execute(select(outbox.c.body)).scalars()
    return sorted(json.loads(body)["text"] for body in bodies)


def keep_and_fail(store: SqlStore, key: str) -> None:
    with store.hold(a_delivery(key), ELSEWHERE) as held:
        assert held is not None
        held.keep(held.session, [a_call("failed")])
        raise LookupError


def keep_and_owe(store: SqlStore, key: str) -> None:
    """Have the commit fail."""
    with store.together():
        keep(store, key, a_call("one"))
        with transaction(store.engine) as connection:
            connection.execute(text("INSERT INTO owed VALUES ('nowhere')"))


def test_all_that_is_kept_together_is_there_afterwards(store: SqlStore) -> None:
    with store.together():
        keep(store, "Ev1", a_call("one"))
        keep(store, "Ev2", a_call("two"), place=ELSEWHERE)

    assert kept(store) == ["one", "two"]


def test_a_turn_goes_on_from_what_one_before_it_has_kept(store: SqlStore) -> None:
    with store.together():
        count_one_more(store, "Ev1")
        count_one_more(store, "Ev2")

    session = session_at(store)
    assert session is not None
    assert session.topic == "2"


def test_what_was_delivered_twice_is_taken_once(store: SqlStore) -> None:
    with store.together():
        keep(store, "Ev1", a_call("one"))
        with store.hold(a_delivery("Ev1"), ELSEWHERE) as again:
            assert again is None

    assert kept(store) == ["one"]


def test_a_turn_that_raises_is_undone_and_no_other(store: SqlStore) -> None:
    with store.together():
        keep(store, "Ev1", a_call("one"))
        with pytest.raises(LookupError):
            keep_and_fail(store, "Ev2")
        keep(store, "Ev3", a_call("three"), place=ELSEWHERE)

    assert kept(store) == ["one", "three"]
    keep(store, "Ev2", a_call("two"))
    assert kept(store) == ["one", "three", "two"]


def test_on_sqlite_there_is_one_commit_for_all(sqlite_url: str) -> None:
    store, commits = open_store(sqlite_url), []
    event.listen(store.engine, "commit", commits.append)

    with store.together():
        for number in range(5):
            keep(store, f"Ev{number}", a_call(f"{number}"))
    store.close()

    assert len(commits) == 1


def test_on_sqlite_nothing_is_kept_where_the_commit_fails(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    owed = "CREATE TABLE owed (key TEXT REFERENCES deliveries (key) DEFERRABLE INITIALLY DEFERRED)"
    with transaction(store.engine) as connection:
        connection.execute(text(owed))

    with pytest.raises(StoreUnavailable, match="FOREIGN KEY"):
        keep_and_owe(store, "Ev1")

    assert kept(store) == []
    keep(store, "Ev1", a_call("one"))
    assert kept(store) == ["one"]
    store.close()
