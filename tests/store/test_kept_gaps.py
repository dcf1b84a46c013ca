"""What is kept of questions that were not understood, on each kind of database."""

import datetime as dt
import itertools

import pytest
from sqlalchemy import select

from bot.advisor.gap import LONGEST_KEPT, Gap, Missed, Near, Picked, Unhelpful
from bot.store.protocol import KeptGap, Place
from bot.store.schema import gaps
from bot.store.sql import SqlStore
from tests.store.builders import NOON, THREAD, a_delivery, session_at

ASKED = "is the gil gone for good?"
UNCLEAR = Missed(ASKED, "clarify", (Near("concurrency", 0.41), Near("performance", 0.2)))
LONG_AGO = NOON - dt.timedelta(days=36_500)

_turns = itertools.count(1)


def happens(store: SqlStore, *shown: Gap, place: Place = THREAD) -> None:
    """Turns that show these gaps, one after another."""
    for gap in shown:
        with store.hold(a_delivery(f"turn {next(_turns)}"), place) as held:
            assert held is not None
            held.keep(held.session, (), gap)


def kept(store: SqlStore) -> list[KeptGap]:
    return list(store.gaps.since(LONG_AGO))


def test_a_question_that_was_not_understood_is_kept_with_its_turn(store: SqlStore) -> None:
    happens(store, UNCLEAR)

    (gap,) = kept(store)
    assert (gap.text, gap.told, gap.nearest) == (ASKED, "clarify", UNCLEAR.nearest)
    assert (gap.picked, gap.unhelpful, gap.expected) == (None, False, "")
    assert gap.at.tzinfo is not None


def test_of_a_turn_that_fails_no_gap_is_left(store: SqlStore) -> None:
    def goes_wrong() -> None:
        with store.hold(a_delivery("Ev1"), THREAD) as held:
            assert held is not None
            held.keep(held.session, (), UNCLEAR)
            raise RuntimeError("later")

    with pytest.raises(RuntimeError, match="later"):
        goes_wrong()

    assert kept(store) == []


def test_the_subject_that_was_pressed_is_kept_with_the_question(store: SqlStore) -> None:
    happens(store, UNCLEAR, Missed("something else", "decline"), Picked(ASKED, "concurrency"))

    assert [gap.picked for gap in kept(store)] == ["concurrency", None]


def test_a_press_for_a_question_that_is_not_kept_leaves_nothing(store: SqlStore) -> None:
    happens(store, Picked(ASKED, "concurrency"))

    assert kept(store) == []


def test_an_answer_of_no_help_is_kept_with_what_was_expected(store: SqlStore) -> None:
    """First the press, then what the person adds to it."""
    happens(store, Unhelpful(ASKED, "answer", (Near("concurrency", 0.8),)))
    happens(store, Unhelpful(ASKED, "answer", expected="free threading in 3.14"))

    (gap,) = kept(store)
    assert (gap.unhelpful, gap.expected) == (True, "free threading in 3.14")
    assert gap.nearest == (Near("concurrency", 0.8),)


def test_an_offer_of_no_help_is_marked_where_it_is_kept(store: SqlStore) -> None:
    happens(store, UNCLEAR, Unhelpful(ASKED, "clarify"))

    (gap,) = kept(store)
    assert (gap.unhelpful, gap.nearest) == (True, UNCLEAR.nearest)


def test_a_press_in_one_workspace_changes_nothing_in_another(store: SqlStore) -> None:
    happens(store, UNCLEAR)
    happens(store, Picked(ASKED, "hiring"), place=Place("T2", "C1"))

    assert [gap.picked for gap in kept(store)] == [None]


def test_nobody_is_named_in_what_is_kept(store: SqlStore) -> None:
    happens(store, Missed("<@U0BOB> or\x00 <@U0ANN|ann>, mail bob@acme.example", "decline"))

    assert [gap.text for gap in kept(store)] == ["@somebody or @somebody, mail @somebody"]
    columns = {column.name for column in gaps.columns}
    assert columns.isdisjoint({"person", "user", "channel", "thread"})


def test_a_long_text_is_cut(store: SqlStore) -> None:
    happens(store, Missed("word " * 1000, "decline"), Picked("word " * 1000, "cost"))

    (gap,) = kept(store)
    assert (len(gap.text), gap.picked) == (LONGEST_KEPT, "cost")


class TestAWorkspaceThatRefuses:
    def test_it_allows_until_it_refuses(self, store: SqlStore) -> None:
        assert store.gaps.are_allowed("T1")
        store.gaps.allow("T1", allowed=False, by="U0ANN")
        assert not store.gaps.are_allowed("T1")
        assert store.gaps.are_allowed("T2")
        store.gaps.allow("T1", allowed=True, by="U0ANN")
        assert store.gaps.are_allowed("T1")

    def test_nothing_is_kept_of_it_and_the_turn_goes_on(self, store: SqlStore) -> None:
        store.gaps.allow("T1", allowed=False, by="U0ANN")
        happens(store, UNCLEAR, Unhelpful(ASKED, "answer"))
        happens(store, UNCLEAR, place=Place("T2", "C1"))

        with store.engine.begin() as connection:
            assert list(connection.execute(select(gaps.c.team)).scalars()) == ["T2"]
        assert session_at(store) is not None

    def test_what_was_kept_of_it_is_deleted(self, store: SqlStore) -> None:
        happens(store, UNCLEAR)
        happens(store, UNCLEAR, place=Place("T2", "C1"))
        store.gaps.allow("T1", allowed=False, by="U0ANN")

        assert len(kept(store)) == 1


def test_older_ones_are_purged(store: SqlStore) -> None:
    happens(store, UNCLEAR)

    assert store.purge(LONG_AGO)["gaps"] == 0
    assert store.purge(NOON)["gaps"] == 1
    assert kept(store) == []


def test_only_those_since_a_moment_are_read(store: SqlStore) -> None:
    happens(store, UNCLEAR)

    assert list(store.gaps.since(NOON)) == []
