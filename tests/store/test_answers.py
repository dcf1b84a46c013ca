"""Which message answered which: found again when the question is edited."""

import dataclasses

from bot.store.protocol import Posted
from bot.store.sql import SqlStore
from tests.store.builders import NOON, a_call, keep

QUESTION = "message:T1:C1:1700000000.000100"


def answered(store: SqlStore, posted: Posted | None) -> None:
    """The question was answered by a call that became `posted`."""
    other, answer = a_call(lane="C2"), dataclasses.replace(a_call(), answers=QUESTION)
    keep(store, "Ev1", other, answer)
    for leased in store.lease(NOON, 10):
        store.mark_sent(leased.id, posted if leased.call.lane == "C1" else None)


def test_the_message_that_answered_is_found(store: SqlStore) -> None:
    answered(store, Posted("C1", "1700000060.000200", NOON))

    found = store.answer_to("T1", QUESTION)

    assert found is not None
    assert (found.channel, found.ts) == ("C1", "1700000060.000200")


def test_an_answer_that_became_no_message_is_not_found(store: SqlStore) -> None:
    answered(store, None)

    assert store.answer_to("T1", QUESTION) is None


def test_another_workspaces_answer_is_not_found(store: SqlStore) -> None:
    answered(store, Posted("C1", "1700000060.000200", NOON))

    assert store.answer_to("T2", QUESTION) is None


def test_a_question_without_an_answer_has_none(store: SqlStore) -> None:
    assert store.answer_to("T1", QUESTION) is None
