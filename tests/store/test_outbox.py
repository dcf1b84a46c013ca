"""What the outbox promises, on each kind of database."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot import logs
from bot.store.calls import Backlog, GivenUp, Made, Posted, PutOff
from bot.store.outbox import LEASE
from bot.store.protocol import Place, ValueRefused
from bot.store.retention import RETENTION
from bot.store.schema import deliveries, outbox
from bot.store.sql import SqlStore
from bot.store.sql_calls import LEASE_FOR
from tests.store.builders import NOON, a_call, a_delivery, keep, minutes, note, rows, texts

OpenStore = Callable[..., SqlStore]


@pytest.fixture
def other(store: SqlStore, url: str, opened: OpenStore) -> SqlStore:
    """The store of another process on the same database."""
    assert store.engine.url
    return opened(url)


def test_a_lease_gives_the_call_as_it_was_kept(store: SqlStore) -> None:
    call = a_call("snow ☃, \ud83d and \x00")
    before = dt.datetime.now(dt.UTC)
    keep(store, "Ev1", call)

    [leased] = store.calls.lease(NOON, 10)

    assert leased.call == call
    assert leased.attempts == 0
    assert before <= leased.kept_at <= dt.datetime.now(dt.UTC)


@pytest.mark.parametrize("body", ["{", "[]", '{"stackpick_then": {"novel": 1}}'])
def test_a_row_that_cannot_be_read_is_given_up_and_holds_up_no_other(
    store: SqlStore, caplog: pytest.LogCaptureFixture, body: str
) -> None:
    keep(store, "Ev1", a_call("first"), a_call("second"), a_call("elsewhere", lane="C2"))
    with store.engine.begin() as connection:
        first = connection.scalars(select(outbox.c.id).order_by(outbox.c.id)).first()
        connection.execute(outbox.update().where(outbox.c.id == first).values(body=body))

    assert texts(store.calls.lease(NOON, 10)) == ["elsewhere"]
    assert texts(store.calls.lease(NOON, 10)) == ["second"]
    assert store.calls.backlog(NOON).dead == 1
    assert f"Call {first} (chat.postMessage) is given up" in caplog.text


def test_a_call_carries_the_reference_of_its_delivery_and_so_does_what_comes_after_it(
    store: SqlStore, other: SqlStore
) -> None:
    """Whichever process sends it, and after whatever has been delivered meanwhile."""
    after = replace(a_call("after"), method="chat.delete")
    with logs.delivery("0123abcd"):
        keep(store, "Ev1", replace(a_call("first"), then=after))
    with logs.delivery("ffffffff"):
        keep(store, "Ev2", a_call("another", lane="C2"))

    first, another = other.calls.lease(NOON, 10)
    note(other, Made(first))
    (then,) = store.calls.lease(NOON, 10)

    assert (first.reference, another.reference) == ("0123abcd", "ffffffff")
    assert (then.call, then.reference) == (after, "0123abcd")


def test_a_lane_keeps_its_order_and_goes_one_by_one(store: SqlStore) -> None:
    keep(store, "Ev1", a_call("1"), a_call("2"))
    keep(store, "Ev2", a_call("3"))

    sent = []
    while leased := store.calls.lease(NOON, 10):
        sent.append(texts(leased))
        assert store.calls.lease(NOON, 10) == [], "the next waits until this one is done"
        note(store, Made(leased[0]))

    assert sent == [["1"], ["2"], ["3"]]


def test_lanes_go_side_by_side_up_to_the_limit(store: SqlStore) -> None:
    keep(store, "Ev1", *(a_call(f"{n}", lane=f"C{n}") for n in range(5)))

    assert texts(store.calls.lease(NOON, 3)) == ["0", "1", "2"]
    assert texts(store.calls.lease(NOON, 3)) == ["3", "4"]


def test_a_lane_belongs_to_its_team(store: SqlStore) -> None:
    call = a_call("of T1")
    other_team = type(call)("T2", call.lane, call.method, {"text": "of T2"})
    keep(store, "Ev1", call, other_team)

    assert texts(store.calls.lease(NOON, 10)) == ["of T1", "of T2"]


def test_a_failed_call_is_tried_again_when_it_is_due_and_holds_its_lane(store: SqlStore) -> None:
    keep(store, "Ev1", a_call("1"), a_call("2"))
    [first] = store.calls.lease(NOON, 10)

    note(store, PutOff(first, "ratelimited", NOON + minutes(1)))

    assert store.calls.lease(NOON + minutes(0.5), 10) == []
    [again] = store.calls.lease(NOON + minutes(1), 10)
    assert (again.id, again.call, again.attempts) == (first.id, first.call, 1)


def test_a_dead_call_frees_its_lane_and_never_comes_back(store: SqlStore) -> None:
    keep(store, "Ev1", a_call("1"), a_call("2"))
    [first] = store.calls.lease(NOON, 10)

    note(store, GivenUp(first, "channel_not_found"))

    [second] = store.calls.lease(NOON + minutes(60), 10)
    assert texts([second]) == ["2"]
    note(store, Made(second))
    assert store.calls.lease(NOON + minutes(120), 10) == []


def test_what_was_sent_is_forgotten(store: SqlStore) -> None:
    keep(store, "Ev1", a_call("a secret"))
    [leased] = store.calls.lease(NOON, 10)

    note(store, Made(leased))

    with store.engine.begin() as connection:
        row = connection.execute(select(outbox)).one()
    assert "secret" not in repr(row)
    assert store.calls.lease(NOON + minutes(60), 10) == []


def test_the_reason_of_a_failure_is_kept(store: SqlStore) -> None:
    keep(store, "Ev1", a_call())
    [leased] = store.calls.lease(NOON, 10)
    note(store, PutOff(leased, "x" * 5_000, NOON))
    [leased] = store.calls.lease(NOON, 10)
    note(store, GivenUp(leased, "channel_not_found"))

    with store.engine.begin() as connection:
        assert connection.execute(select(outbox.c.error)).scalar_one() == "channel_not_found"


def test_a_reason_loses_what_a_database_cannot_keep(store: SqlStore) -> None:
    """What answers in Slack's place may say anything."""
    keep(store, "Ev1", a_call("1"), a_call("2"))
    [leased] = store.calls.lease(NOON, 10)

    note(store, GivenUp(leased, "a page\x00 with half a pair \ud83d"))

    with store.engine.begin() as connection:
        errors = select(outbox.c.error).where(outbox.c.dead_at.is_not(None))
        assert connection.execute(errors).scalar_one() == "a page with half a pair ?"


class TestTwoProcesses:
    def test_a_call_is_leased_to_one(self, store: SqlStore, other: SqlStore) -> None:
        keep(store, "Ev1", *(a_call(f"{n}", lane=f"C{n}") for n in range(60)))

        def all_of(one: SqlStore) -> list[int]:
            ids: list[int] = []
            while leased := one.calls.lease(NOON, 3):
                ids += [call.id for call in leased]
            return ids

        with ThreadPoolExecutor(4) as threads:
            leased = [id_ for ids in threads.map(all_of, [store, other] * 2) for id_ in ids]

        assert len(leased) == len(set(leased)) == 60

    def test_a_lane_keeps_its_order_over_both(self, store: SqlStore, other: SqlStore) -> None:
        keep(store, "Ev1", a_call("1"), a_call("2"))
        [first] = store.calls.lease(NOON, 10)

        assert other.calls.lease(NOON, 10) == []
        note(store, PutOff(first, "timeout", NOON + minutes(1)))
        assert other.calls.lease(NOON, 10) == []
        assert texts(other.calls.lease(NOON + minutes(1), 10)) == ["1"]

    def test_a_lease_ends_by_itself(self, store: SqlStore, other: SqlStore) -> None:
        """The process that had it may have died."""
        keep(store, "Ev1", a_call())
        store.calls.lease(NOON, 10)

        assert other.calls.lease(NOON + LEASE_FOR - minutes(0.01), 10) == []
        [leased] = other.calls.lease(NOON + LEASE_FOR, 10)
        assert leased.attempts == 1

    def test_who_lost_a_lease_cannot_fail_the_call_of_who_has_it(
        self, store: SqlStore, other: SqlStore
    ) -> None:
        keep(store, "Ev1", a_call())
        [lost] = store.calls.lease(NOON, 10)
        [had] = other.calls.lease(NOON + LEASE_FOR, 10)

        note(store, PutOff(lost, "timeout", NOON))
        note(store, GivenUp(lost, "gave up"))

        assert store.calls.lease(NOON + LEASE_FOR, 10) == []
        assert store.calls.backlog(NOON).dead == 0
        note(other, Made(had))
        assert store.calls.backlog(NOON).waiting == 0

    def test_what_was_sent_is_sent_even_after_its_lease(
        self, store: SqlStore, other: SqlStore
    ) -> None:
        keep(store, "Ev1", a_call())
        [late] = store.calls.lease(NOON, 10)
        [taken_over] = other.calls.lease(NOON + LEASE_FOR, 10)

        note(store, Made(late))
        note(other, PutOff(taken_over, "timeout", NOON))

        assert store.calls.lease(NOON + minutes(60), 10) == []
        assert store.calls.backlog(NOON).waiting == 0

    def test_what_comes_after_a_call_is_kept_once_though_both_have_made_it(
        self, store: SqlStore, other: SqlStore
    ) -> None:
        keep(store, "Ev1", replace(a_call("first"), then=a_call("then")))
        [late] = store.calls.lease(NOON, 10)
        [taken_over] = other.calls.lease(NOON + LEASE_FOR, 10)

        note(store, Made(late, Posted("C1", "1.1", NOON)))
        note(other, Made(taken_over, Posted("C1", "2.2", NOON)))

        [then] = store.calls.lease(NOON + minutes(60), 10)
        note(store, Made(then))
        assert texts([then]) == ["then"]
        assert store.calls.backlog(NOON).waiting == 0

    def test_leasing_waits_for_nobody_on_postgresql(
        self, postgresql_url: str, opened: OpenStore
    ) -> None:
        """While one process is about to lease a call, another leases the next at once."""
        store = opened(postgresql_url)
        keep(store, "Ev1", a_call("1"), a_call("2", lane="C2"), a_call("after 1"))
        slow = {"now": NOON, "until": NOON + LEASE_FOR, "owner": "slow", "limit": 1}

        with store.engine.begin() as connection:
            assert len(connection.execute(LEASE, slow).all()) == 1
            assert texts(store.calls.lease(NOON, 10)) == ["2"]

    def test_a_call_that_was_committed_late_waits_for_its_lane_on_postgresql(
        self, postgresql_url: str, opened: OpenStore
    ) -> None:
        """Its id is smaller than that of the call which is being made."""
        store = opened(postgresql_url)
        with store.hold(a_delivery("slow"), place=Place("T1", "C1")) as held:
            assert held is not None
            held.keep(held.session, [a_call("late")])
            keep(store, "quick", a_call("early"), place=Place("T1", "C2"))
            [early] = store.calls.lease(NOON, 10)

        assert store.calls.lease(NOON, 10) == []
        note(store, Made(early))
        assert texts(store.calls.lease(NOON, 10)) == ["late"]


class TestBacklog:
    def test_an_empty_outbox_has_none(self, store: SqlStore) -> None:
        assert store.calls.backlog(NOON) == Backlog(waiting=0, oldest_seconds=0.0, dead=0)

    def test_leased_and_failed_calls_wait_until_they_are_sent_or_dead(
        self, url: str, opened: OpenStore
    ) -> None:
        store = opened(url, clock=lambda: NOON)
        keep(store, "Ev1", *(a_call(f"{n}", lane=f"C{n}") for n in range(4)))
        first, second, third, _ = store.calls.lease(NOON, 10)
        note(store, Made(first))
        note(store, GivenUp(second, "channel_not_found"))
        note(store, PutOff(third, "timeout", NOON + minutes(60)))

        assert store.calls.backlog(NOON + minutes(2)) == Backlog(2, oldest_seconds=120.0, dead=1)


class TestPurge:
    def test_only_what_is_finished_and_old_goes(self, url: str, opened: OpenStore) -> None:
        now = NOON
        store = opened(url, clock=lambda: now)
        keep(store, "old", a_call("sent"), a_call("dead", "C2"), a_call("waiting", "C3"))
        sent, dead, _ = store.calls.lease(NOON, 10)
        note(store, Made(sent))
        note(store, GivenUp(dead, "channel_not_found"))
        now = NOON + minutes(60)
        keep(store, "new", a_call("sent later", "C4"))
        _, later = store.calls.lease(now, 2)
        note(store, Made(later))

        purged = store.purge(NOON + RETENTION.outbox + minutes(30))

        assert (purged["deliveries"], purged["outbox"]) == (1, 2)
        assert (rows(store, deliveries), rows(store, outbox)) == (1, 2)
        assert texts(store.calls.lease(NOON + minutes(120), 10)) == ["waiting"]

    def test_it_deletes_more_than_one_batch(self, store: SqlStore) -> None:
        with store.hold(a_delivery(*(f"Ev{n}" for n in range(2_500))), Place("T1", "C1")):
            pass

        assert store.purge(NOON)["deliveries"] == 2_500
        assert store.purge(NOON)["deliveries"] == 0


def test_a_value_that_postgresql_refuses_is_told_apart_from_a_database_that_is_away(
    opened: OpenStore, postgresql_url: str
) -> None:
    store = opened(postgresql_url)
    keep(store, "Ev1", a_call())
    (leased,) = store.calls.lease(NOON, 1)

    with pytest.raises(ValueRefused):
        note(store, Made(leased, Posted("C1\x00", "1.000100", NOON)))
