"""Which message answered which: found again when the question is edited."""

import dataclasses
import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store.calls import GivenUp, Made, Posted
from bot.store.protocol import Delivery
from bot.store.schema import deliveries
from bot.store.sql import SqlStore
from tests.store.builders import (
    NOON,
    THREAD,
    a_call,
    a_delivery,
    keep,
    minutes,
    note,
    rows,
    until_somebody_waits,
)

QUESTION = "message:T1:C1:1700000000.000100"


def answered(store: SqlStore, posted: Posted | None) -> None:
    """The question was answered by a call that became `posted`."""
    other, answer = a_call(lane="C2"), dataclasses.replace(a_call(), answers=QUESTION)
    keep(store, "Ev1", other, answer)
    for leased in store.calls.lease(NOON, 10):
        note(store, Made(leased, posted if leased.call.lane == "C1" else None))


def test_the_message_that_answered_is_found(store: SqlStore) -> None:
    answered(store, Posted("C1", "1700000060.000200", NOON))

    found = store.calls.answer_to("T1", QUESTION)

    assert found is not None
    assert (found.channel, found.ts) == ("C1", "1700000060.000200")


def test_an_answer_that_became_no_message_is_not_found(store: SqlStore) -> None:
    answered(store, None)

    assert store.calls.answer_to("T1", QUESTION) is None


def test_another_workspaces_answer_is_not_found(store: SqlStore) -> None:
    answered(store, Posted("C1", "1700000060.000200", NOON))

    assert store.calls.answer_to("T2", QUESTION) is None


def test_a_question_without_an_answer_has_none(store: SqlStore) -> None:
    assert store.calls.answer_to("T1", QUESTION) is None


EDIT = Delivery("T1", "edit", ("event:Ev9",), edits=QUESTION)
EARLIER = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def may_edit(store: SqlStore, since: dt.datetime = EARLIER, edit: Delivery = EDIT) -> bool:
    with store.hold(edit, THREAD, answered_since=since) as held:
        return held is not None


def test_an_answer_that_waits_can_be_edited(store: SqlStore) -> None:
    keep(store, "Ev1", dataclasses.replace(a_call(), answers=QUESTION))

    assert may_edit(store, since=NOON)


@pytest.mark.parametrize(
    ("since", "may"),
    [
        pytest.param(EARLIER, True, id="recently"),
        pytest.param(NOON + minutes(1), False, id="too long ago"),
    ],
)
def test_an_answer_can_be_edited_that_was_posted(
    store: SqlStore, since: dt.datetime, may: bool
) -> None:
    answered(store, Posted("C1", "1700000060.000200", NOON))

    assert may_edit(store, since) is may


def test_an_answer_that_was_given_up_cannot_be_edited(store: SqlStore) -> None:
    keep(store, "Ev1", dataclasses.replace(a_call(), answers=QUESTION))
    (leased,) = store.calls.lease(NOON, 10)
    note(store, GivenUp(leased, "refused"))

    assert not may_edit(store)


def test_an_edit_of_what_was_not_answered_leaves_no_trace(store: SqlStore) -> None:
    """Most edits in a channel have nothing to do with StackPick."""
    assert not may_edit(store)
    assert rows(store, deliveries) == 0


def test_an_edit_waits_for_the_turn_that_is_just_answering(store: SqlStore) -> None:
    answer = dataclasses.replace(a_call(), answers=QUESTION)
    edited = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        with store.hold(a_delivery("Ev1"), THREAD) as held:
            assert held is not None
            edit = threads.submit(lambda: (edited.set(), may_edit(store)))
            assert edited.wait(5)
            if store.engine.dialect.name == "postgresql":
                until_somebody_waits(store)
            held.keep(held.session, (answer,))

        assert edit.result() == (None, True)
