"""What `Store.hold` promises, on each kind of database."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from bot.advisor.session import Given, Progress, Session
from bot.store.protocol import Place
from bot.store.schema import deliveries, outbox, sessions
from bot.store.sql import SqlStore
from tests.store.builders import (
    NOON,
    THREAD,
    a_call,
    a_delivery,
    count_one_more,
    keep,
    rows,
    session_at,
    texts,
)

A_SESSION = Session(topic="performance", shown=("event-loop",)).with_dialog(
    "U1", Progress(number=2, given=(Given(question="team", answer="js", words="we ❤ \x00 JS"),))
)
OTHER_PLACES = [
    pytest.param(Place("T2", THREAD.channel, THREAD.thread), id="team"),
    pytest.param(Place("T1", "C2", THREAD.thread), id="channel"),
    pytest.param(Place("T1", "C1"), id="thread"),
    pytest.param(Place("T1", "C1", THREAD.thread, "U1"), id="person"),
]


class WentWrongError(Exception):
    """What a turn of these tests raises."""


def test_a_kept_session_is_read_by_the_next_turn(store: SqlStore) -> None:
    keep(store, "Ev1", session=A_SESSION)

    with store.hold(a_delivery("Ev2"), THREAD) as held:
        assert held is not None
        assert held.session == A_SESSION


def test_a_new_place_has_an_empty_session(store: SqlStore) -> None:
    with store.hold(a_delivery("Ev1"), THREAD) as held:
        assert held is not None
        assert held.session == Session()


@pytest.mark.parametrize("other", OTHER_PLACES)
def test_a_session_belongs_to_its_place_alone(store: SqlStore, other: Place) -> None:
    keep(store, "Ev1", session=A_SESSION)

    assert session_at(store, other) is None


def test_another_store_reads_what_was_kept(
    store: SqlStore, url: str, opened: Callable[..., SqlStore]
) -> None:
    keep(store, "Ev1", session=A_SESSION)
    store.close()

    assert session_at(opened(url)) == A_SESSION


def test_a_delivery_has_one_turn(store: SqlStore) -> None:
    keep(store, "Ev1")

    with store.hold(a_delivery("Ev1"), THREAD) as again:
        assert again is None


def test_one_common_key_makes_two_deliveries_the_same(store: SqlStore) -> None:
    """The two events of one mention, or Slack's second try of it with something added."""
    with store.hold(a_delivery("Ev1", "C1:1700000000.000100"), THREAD):
        pass

    with store.hold(a_delivery("Ev0", "C1:1700000000.000100", "Ev2"), THREAD) as other:
        assert other is None
    with store.hold(a_delivery("Ev2"), THREAD) as unrelated:
        assert unrelated is not None, "what was seen before must not record its other keys"


def test_a_key_given_twice_counts_once(store: SqlStore) -> None:
    with store.hold(a_delivery("Ev1", "Ev1"), THREAD) as held:
        assert held is not None


def test_a_turn_that_raises_leaves_nothing(store: SqlStore) -> None:
    def goes_wrong() -> None:
        with store.hold(a_delivery("Ev1"), THREAD) as held:
            assert held is not None
            held.keep(A_SESSION, [a_call()])
            raise WentWrongError("in the middle")

    with pytest.raises(WentWrongError, match=r"^in the middle$"):
        goes_wrong()

    assert [rows(store, table) for table in (deliveries, sessions, outbox)] == [0, 0, 0]
    with store.hold(a_delivery("Ev1"), THREAD) as again:
        assert again is not None
        assert again.session == Session()


def test_the_calls_of_a_turn_are_kept_with_its_session(store: SqlStore) -> None:
    keep(store, "Ev1", a_call("first", lane="C1"), a_call("second", lane="C2"))

    leased = store.calls.lease(NOON, 10)

    assert [call.call for call in leased] == [a_call("first"), a_call("second", lane="C2")]


def test_a_repeated_delivery_sends_nothing_more(store: SqlStore) -> None:
    keep(store, "Ev1", a_call())
    with store.hold(a_delivery("Ev1"), THREAD):
        pass

    assert store.calls.backlog(NOON).waiting == 1


class TestOnlyIfKnown:
    """Threads in which StackPick has not spoken are none of its business."""

    def test_an_unknown_place_has_no_turn_and_no_trace(self, store: SqlStore) -> None:
        with store.hold(a_delivery("Ev1"), THREAD, only_if_known=True) as held:
            assert held is None

        assert rows(store, deliveries) == 0
        assert rows(store, sessions) == 0

    def test_a_known_place_has_its_turn(self, store: SqlStore) -> None:
        keep(store, "Ev1", session=A_SESSION)

        with store.hold(a_delivery("Ev2"), THREAD, only_if_known=True) as held:
            assert held is not None
            assert held.session == A_SESSION
            held.keep(Session(topic="hiring"), [a_call("hired")])

        assert session_at(store) == Session(topic="hiring")
        assert texts(store.calls.lease(NOON, 1)) == ["hired"]

    def test_a_known_place_has_one_turn_for_each_delivery(self, store: SqlStore) -> None:
        keep(store, "Ev1")

        with store.hold(a_delivery("Ev0", "Ev1"), THREAD, only_if_known=True) as held:
            assert held is None

    def test_a_turn_that_kept_nothing_does_not_make_its_place_known(self, store: SqlStore) -> None:
        with store.hold(a_delivery("Ev1"), THREAD):
            pass

        assert session_at(store) is None


class TestAtOnce:
    def test_the_two_events_of_a_mention_have_one_turn(self, store: SqlStore) -> None:
        """Whichever comes first, and in whichever order they name their keys."""
        barrier = threading.Barrier(2)
        message = "C1:1"

        def turns(own: str, *, last: bool) -> list[bool]:
            had = []
            for number in range(25):
                keys = (f"{message}{number}", f"{own}{number}")
                barrier.wait()
                with store.hold(a_delivery(*(reversed(keys) if last else keys)), THREAD) as held:
                    had.append(held is not None)
                    if held is not None:
                        held.keep(held.session, ())
            return had

        with ThreadPoolExecutor(2) as threads:
            first, second = threads.map(lambda own: turns(own, last=own == "Z"), ["A", "Z"])

        assert [a + b for a, b in zip(first, second, strict=True)] == [1] * 25

    def test_fifty_turns_of_one_place_run_one_after_another(self, store: SqlStore) -> None:
        with ThreadPoolExecutor(50) as threads:
            list(threads.map(lambda n: count_one_more(store, f"Ev{n}"), range(50)))

        assert session_at(store) == Session(topic="50")

    def test_turns_of_a_known_place_read_what_the_one_before_kept(self, store: SqlStore) -> None:
        keep(store, "Ev", session=Session(topic="0"))

        def turn(number: int) -> None:
            with store.hold(a_delivery(f"Ev{number}"), THREAD, only_if_known=True) as held:
                assert held is not None
                held.keep(held.session.about(str(int(held.session.topic or 0) + 1), ()), ())

        with ThreadPoolExecutor(20) as threads:
            list(threads.map(turn, range(20)))

        assert session_at(store) == Session(topic="20")

    def test_two_stores_do_not_lose_each_others_turns(
        self, store: SqlStore, url: str, opened: Callable[..., SqlStore]
    ) -> None:
        stores = [store, opened(url)]

        with ThreadPoolExecutor(10) as threads:
            list(threads.map(lambda n: count_one_more(stores[n % 2], f"Ev{n}"), range(40)))

        assert session_at(store) == Session(topic="40")

    def test_places_do_not_wait_for_each_other_on_postgresql(
        self, postgresql_url: str, opened: Callable[..., SqlStore]
    ) -> None:
        """A turn inside another's; if it waited, neither could end."""
        store = opened(postgresql_url)
        elsewhere = Place("T1", "C2")

        with store.hold(a_delivery("Ev1"), THREAD) as held:
            assert held is not None
            keep(store, "Ev2", a_call(), place=elsewhere, session=A_SESSION)
            assert session_at(store, elsewhere) == A_SESSION
            held.keep(Session(topic="hiring"), ())

        assert session_at(store) == Session(topic="hiring")


class TestOfAnotherVersion:
    def test_what_this_version_does_not_know_is_passed_over(self, store: SqlStore) -> None:
        keep(store, "Ev1", session=A_SESSION)
        _rewrite_state(store, '{"topic"', '{"mood": [1, {"x": null}], "topic"')
        _rewrite_state(store, '{"number"', '{"pace": "slow", "number"')

        assert session_at(store) == A_SESSION

    def test_what_this_version_did_not_write_yet_has_its_default(self, store: SqlStore) -> None:
        keep(store, "Ev1", session=A_SESSION)
        _rewrite_state(store, '"topic"', '"subject"')

        assert session_at(store) == A_SESSION.model_copy(update={"topic": None})

    def test_a_session_of_a_shape_that_cannot_be_read_begins_anew(
        self, store: SqlStore, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Otherwise every turn of that place would fail from then on."""
        keep(store, "Ev1", session=A_SESSION)
        _rewrite_state(store, '"shown":[', '"shown":[["deeper"],')

        assert session_at(store) == Session()
        assert "cannot be read" in caplog.text
        assert "JS" not in caplog.text, "a log holds nothing that people wrote"


def _rewrite_state(store: SqlStore, old: str, new: str) -> None:
    with store.engine.begin() as connection:
        state = connection.execute(select(sessions.c.state)).scalar_one()
        assert old in state
        connection.execute(update(sessions).values(state=state.replace(old, new)))


def test_a_key_is_first_once(store: SqlStore) -> None:
    first = []
    for delivery in ("Ev1", "Ev2"):
        with store.hold(a_delivery(delivery), THREAD) as held:
            assert held is not None
            first.append(held.is_first("shared:1"))

    assert first == [True, False]
