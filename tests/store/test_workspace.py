"""What is kept of a workspace and its people: choices, who was met, and what they think."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.advisor.session import Session
from bot.store.protocol import Place
from bot.store.sql import SqlStore
from bot.store.workspace import Opinion
from tests.store.builders import NOON, a_call, a_delivery, keep, minutes

ANN = "U0ANN"


def an_opinion(message: str, *, helpful: bool, expected: str = "", at: float = 0) -> Opinion:
    return Opinion(message, "hiring", helpful, expected, NOON + minutes(at))


def texts_waiting(store: SqlStore) -> list[str]:
    later = dt.datetime.now(dt.UTC) + minutes(1)
    return [leased.call.body["text"] for leased in store.calls.lease(later, 10)]


def test_a_channel_goes_on_in_threads_until_somebody_says_otherwise(store: SqlStore) -> None:
    preferences = store.preferences
    assert preferences.choice("T1") is None
    assert preferences.threads("T1", "C1") == "engaged"

    preferences.choose("T1", "", "mentions", ANN)
    assert preferences.threads("T1", "C1") == "mentions"
    assert preferences.threads("T2", "C1") == "engaged"

    preferences.choose("T1", "C1", "engaged", ANN)
    assert preferences.threads("T1", "C1") == "engaged"
    assert preferences.threads("T1", "C2") == "mentions"

    preferences.choose("T1", "C1", None, ANN)
    assert preferences.threads("T1", "C1") == "mentions"


def test_a_choice_says_who_made_it_and_is_told_of(store: SqlStore) -> None:
    store.preferences.choose("T1", "C1", "mentions", "U0BOB")
    store.preferences.choose("T1", "C1", "mentions", ANN, [a_call("Ann chose")])

    choice = store.preferences.choice("T1", "C1")

    assert choice is not None
    assert (choice.threads, choice.by) == ("mentions", ANN)
    assert abs(dt.datetime.now(dt.UTC) - choice.at) < minutes(1)
    assert texts_waiting(store) == ["Ann chose"]


def test_a_turn_knows_whether_its_channel_wants_to_hear_from_stackpick(store: SqlStore) -> None:
    for threads in ("mentions", "engaged"):
        store.preferences.choose("T1", "C1", threads, ANN)
        with store.hold(a_delivery(threads), Place("T1", "C1", "1.1")) as held:
            assert held is not None
            assert held.is_engaged() is (threads == "engaged")


def test_what_slack_takes_is_remembered_for_a_workspace(store: SqlStore) -> None:
    assert store.preferences.learnt("T1", "new_blocks") is None

    for takes in (False, True):
        store.preferences.learn("T1", "new_blocks", takes=takes)
        learnt = store.preferences.learnt("T1", "new_blocks")
        assert learnt is not None
        assert learnt.takes is takes

    assert store.preferences.learnt("T2", "new_blocks") is None
    assert store.preferences.learnt("T1", "agent_view") is None


def test_a_person_is_welcomed_once_however_often_at_the_same_time(store: SqlStore) -> None:
    barrier = threading.Barrier(4)

    def open_messages(_: int) -> bool:
        barrier.wait()
        return store.people.welcome("T1", ANN, a_call("Hello, Ann"))

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(open_messages, range(4))) == [False, False, False, True]
    assert not store.people.welcome("T1", ANN, a_call("Hello again"))
    assert store.people.welcome("T2", ANN, a_call("Hello elsewhere", "C2"))
    assert sorted(texts_waiting(store)) == ["Hello elsewhere", "Hello, Ann"]


def test_a_person_who_has_opened_app_home_may_still_be_welcomed(store: SqlStore) -> None:
    assert not store.people.has_home("T1", ANN)
    store.people.opened_home("T1", ANN)
    store.people.opened_home("T1", ANN)

    assert store.people.has_home("T1", ANN)
    assert not store.people.has_home("T1", "U0BOB")
    assert store.people.welcome("T1", ANN, a_call())
    assert store.people.has_home("T1", ANN)


def test_a_persons_private_conversations_are_found_newest_first(store: SqlStore) -> None:
    session = Session(topic="hiring")
    for number, place in enumerate(
        (
            Place("T1", "", person=ANN),
            Place("T1", "", "1.1", ANN),
            Place("T1", "C1", "2.2"),
            Place("T1", "", person="U0BOB"),
            Place("T2", "", person=ANN),
        )
    ):
        keep(store, f"k{number}", place=place, session=session)

    found = store.people.conversations("T1", ANN, 10)

    assert [place.thread for place, _ in found] == ["1.1", ""]
    assert [kept for _, kept in found] == [session, session]
    assert len(store.people.conversations("T1", ANN, 1)) == 1


@pytest.mark.parametrize("place", [Place("T1", "", "1.1", ANN), Place("T1", "", "9.9", ANN)])
def test_a_place_is_known_once_something_was_said_in_it(store: SqlStore, place: Place) -> None:
    keep(store, "k", place=Place("T1", "", "1.1", ANN))

    assert store.people.is_known(place) is (place.thread == "1.1")


def test_the_last_opinion_of_an_answer_counts_and_keeps_what_was_expected(store: SqlStore) -> None:
    give, ours = store.feedback.give, lambda: store.feedback.of("T1", ANN, 10)
    give("T1", ANN, an_opinion("C1:1.1", helpful=False))
    give("T1", ANN, an_opinion("C1:1.1", helpful=False, expected="salaries", at=1))
    give("T1", ANN, an_opinion("C1:1.1", helpful=False, at=2))
    assert [(one.helpful, one.expected) for one in ours()] == [(False, "salaries")]

    give("T1", ANN, an_opinion("C1:1.1", helpful=True, at=3))
    assert [(one.helpful, one.expected) for one in ours()] == [(True, "")]


def test_a_persons_feedback_is_their_own_and_comes_in_pages(store: SqlStore) -> None:
    for number in range(5):
        opinion = an_opinion(f"C1:{number}", helpful=True, at=number)
        store.feedback.give("T1", ANN, opinion)
    store.feedback.give("T1", "U0BOB", an_opinion("C1:9", helpful=False))

    pages = [store.feedback.of("T1", ANN, 2, after) for after in (0, 2, 4)]

    assert [[one.message for one in page] for page in pages] == [
        ["C1:4", "C1:3"], ["C1:2", "C1:1"], ["C1:0"],
    ]  # fmt: skip
