"""What is promised of decisions, on each kind of database."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.decisions.decision import Decision, Draft
from bot.decisions.judging import judged, receipt_of
from bot.decisions.reviewing import Reading, reading_of
from bot.knowledge.model import Knowledge
from bot.store.keeping import CannotSupersede
from bot.store.protocol import Place
from bot.store.schema import decision_reviews, decisions, knowledge_snapshots
from bot.store.sql import SqlStore
from tests.builders import ANN, BOB, TEA, a_knowledge, leaning_to
from tests.decisions.builders import TEAM, a_draft, a_team_draft
from tests.store.builders import a_call, a_delivery, rows
from tests.store.test_workspace import texts_waiting

KNOWLEDGE = a_knowledge(leaning_to("milk", TEA))
NEWER = KNOWLEDGE.model_copy(update={"version": "ba9876543210"})


def decided(store: SqlStore, draft: Draft, knowledge: Knowledge = KNOWLEDGE) -> Decision:
    """A turn that keeps a decision and tells of it."""
    with store.hold(a_delivery(), Place(TEAM, "", person=draft.owner)) as held:
        assert held is not None
        decision = held.decide(draft, knowledge.model_dump_json())
        held.keep(held.session, [a_call(f"Kept as {decision.number}")])
    return decision


def titled(title: str, *, supersedes: int | None = None, owner: str = ANN) -> Draft:
    return a_draft(KNOWLEDGE, {"milk": "yes"}, title=title, supersedes=supersedes, owner=owner)


def together(*, owner: str = ANN) -> Draft:
    """What Ann and Eve decided, of whom one takes milk."""
    said = {"ann": {"milk": "yes"}, "eve": {"milk": "no"}}
    return a_team_draft(KNOWLEDGE, said, owner=owner)


def found(store: SqlStore, number: int) -> Decision:
    decision = store.decisions.find(TEAM, number)
    assert decision is not None
    return decision


def pointers(store: SqlStore) -> dict[int, tuple[int | None, int | None]]:
    every = store.decisions.of_all()
    return {one.number: (one.supersedes, one.superseded_by) for one in every}


def test_a_decision_is_found_as_it_was_kept_with_its_knowledge(store: SqlStore) -> None:
    draft = a_draft(KNOWLEDGE, {"milk": "yes", "sugar": None}, words="“lots” of milk")

    decision = decided(store, draft)

    kept = found(store, decision.number)
    assert kept == decision
    assert kept.receipt.text() == draft.receipt.text()
    assert store.decisions.snapshot(KNOWLEDGE.version) == KNOWLEDGE.model_dump_json()
    assert store.decisions.snapshot("none") is None
    assert texts_waiting(store) == ["Kept as 1"]


def test_a_decision_is_computed_again_after_the_knowledge_changed(store: SqlStore) -> None:
    kept = decided(store, titled("Drink tea"))
    snapshot = store.decisions.snapshot(kept.knowledge_version)
    assert snapshot is not None

    again = receipt_of(kept.voices[0], Knowledge.model_validate_json(snapshot))

    assert again.text() == kept.receipt.text()


def test_numbers_count_up_in_each_workspace_and_are_never_used_again(store: SqlStore) -> None:
    numbers = [decided(store, titled(f"Number {n}")).number for n in range(2)]
    other = decided(store, titled("Elsewhere").model_copy(update={"team": "T2"}))
    assert store.decisions.delete(TEAM, 2)

    assert [*numbers, other.number] == [1, 2, 1]
    assert decided(store, titled("After a deletion")).number == 3
    assert store.decisions.find(TEAM, 2) is None
    assert not store.decisions.delete(TEAM, 2)


def test_a_turn_that_fails_keeps_no_decision(store: SqlStore) -> None:
    lost = titled("Lost", supersedes=9)

    with pytest.raises(CannotSupersede):
        decided(store, lost)

    assert [rows(store, table) for table in (decisions, knowledge_snapshots)] == [0, 0]
    assert texts_waiting(store) == []
    assert decided(store, titled("First")).number == 1


def test_a_person_finds_their_own_by_a_part_of_the_title_in_pages(store: SqlStore) -> None:
    for title in ("Élan with tea", "100% coffee", "tea_pot", "TEA again"):
        decided(store, titled(title))
    decided(store, titled("Bob's tea", owner=BOB))

    def titles(title: str = "", limit: int = 10, after: int = 0) -> list[str]:
        page = store.decisions.of(TEAM, ANN, title=title, limit=limit, after=after)
        return [one.title for one in page]

    assert titles() == ["TEA again", "tea_pot", "100% coffee", "Élan with tea"]
    assert titles(limit=2, after=1) == ["tea_pot", "100% coffee"]
    assert titles("Tea") == ["TEA again", "tea_pot", "Élan with tea"]
    assert titles("éLAN") == ["Élan with tea"]
    assert titles("100%") == ["100% coffee"]
    assert titles("a_p") == ["tea_pot"]
    assert [one.title for one in store.decisions.of("T2", ANN, limit=10)] == []


def test_what_a_team_decided_is_found_by_all_who_answered_under_their_name(store: SqlStore) -> None:
    decided(store, together())
    decided(store, titled("Alone"))

    def titles(person: str) -> list[str]:
        return [one.title for one in store.decisions.of(TEAM, person, limit=9)]

    assert titles("U0EVE") == ["Drink tea together"]
    assert titles("U0EV") == titles(BOB) == []
    assert titles(ANN) == ["Alone", "Drink tea together"]


def test_a_newer_decision_and_the_older_point_at_each_other(store: SqlStore) -> None:
    decided(store, titled("Old"))
    newer = decided(store, titled("New", supersedes=1))

    assert (newer.supersedes, newer.superseded_by, newer.status) == (1, None, "accepted")
    older = found(store, 1)
    assert (older.supersedes, older.superseded_by, older.status) == (None, 2, "superseded")
    assert [one.number for one in store.decisions.supersedable(TEAM, ANN, 9)] == [2]
    assert store.decisions.supersedable(TEAM, BOB, 9) == []


def test_only_the_newest_of_ones_own_can_be_superseded(store: SqlStore) -> None:
    for supersedes in (None, 1, 2):
        decided(store, titled("One more", supersedes=supersedes))

    refused = []
    for draft in (
        titled("Twice", supersedes=1),
        titled("None such", supersedes=9),
        titled("Not theirs", supersedes=3, owner=BOB),
    ):
        with pytest.raises(CannotSupersede) as why:
            decided(store, draft)
        refused.append((why.value.number, why.value.by))

    assert refused == [(1, 3), (9, None), (3, None)]
    assert pointers(store) == {1: (None, 2), 2: (1, 3), 3: (2, None)}


def test_of_two_that_supersede_the_same_at_once_one_is_refused(store: SqlStore) -> None:
    decided(store, titled("Old"))
    barrier = threading.Barrier(4)

    def supersede(number: int) -> bool:
        place = Place(TEAM, "C1", str(number))
        barrier.wait()
        try:
            with store.hold(a_delivery(), place) as held:
                assert held is not None
                draft = titled(f"New {number}", supersedes=1)
                held.decide(draft, KNOWLEDGE.model_dump_json())
        except CannotSupersede:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(supersede, range(4))) == [False, False, False, True]
    assert pointers(store) == {1: (None, 2), 2: (1, None)}


def test_what_is_left_of_a_chain_points_at_each_other(store: SqlStore) -> None:
    for supersedes in (None, 1, 2):
        decided(store, titled("One more", supersedes=supersedes))

    store.decisions.delete(TEAM, 2)
    assert pointers(store) == {1: (None, 3), 3: (1, None)}
    store.decisions.delete(TEAM, 3)
    assert pointers(store) == {1: (None, None)}


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.none() | st.integers(1, 8)),
        st.tuples(st.just("delete"), st.integers(1, 8)),
    ),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_no_sequence_of_decisions_and_deletions_leaves_a_loose_pointer(
    store: SqlStore, steps: list[tuple[str, int | None]]
) -> None:
    """Against a model: chains as lists of numbers."""
    for one in store.decisions.of_all():
        store.decisions.delete(one.team, one.number)
    first = decided(store, titled("First")).number
    chains = [[first]]
    for step, number in steps:
        known = [n for chain in chains for n in chain]
        wanted = known[number % len(known)] if number and known else None
        if step == "decide":
            _decide(store, chains, wanted)
        else:
            store.decisions.delete(TEAM, wanted or 0)
            chains = [[n for n in chain if n != wanted] for chain in chains]

    expected = {}
    for chain in filter(None, chains):
        for older, number, newer in zip([None, *chain], chain, [*chain[1:], None], strict=False):
            expected[number] = (older, newer)
    assert pointers(store) == expected


def _decide(store: SqlStore, chains: list[list[int]], wanted: int | None) -> None:
    chain = next((one for one in chains if one and one[-1] == wanted), None)
    draft = titled("One more", supersedes=wanted)
    if wanted is not None and chain is None:
        with pytest.raises(CannotSupersede):
            decided(store, draft)
        return
    number = decided(store, draft).number
    if chain is None:
        chains.append([number])
    else:
        chain.append(number)


def test_what_a_team_decided_is_kept_as_it_was_and_is_due_for_review(store: SqlStore) -> None:
    kept = decided(store, together())

    assert found(store, kept.number) == kept
    assert store.decisions.receipt(TEAM, kept.number) == judged(kept, KNOWLEDGE).text()
    assert store.reviews.due("v2", 9) == [(kept, reading_of(kept.receipt))]


def test_a_review_is_due_once_for_each_version_of_the_knowledge(store: SqlStore) -> None:
    kept = decided(store, titled("Old"))
    reading = reading_of(kept.receipt)
    changed = replace(reading, outcome="coffee")
    assert store.reviews.due("v2", 9) == [(kept, reading)]

    assert store.reviews.note(kept, "v2", changed, [a_call("It changed")])
    assert not store.reviews.note(kept, "v2", changed, [a_call("It changed again")])

    assert store.reviews.due("v2", 9) == []
    assert store.reviews.due("v3", 9) == [(kept, changed)]
    assert texts_waiting(store) == ["Kept as 1"]  # the other waits for it in their lane
    assert store.reviews.keep(TEAM, 1, "v2")
    assert not store.reviews.keep(TEAM, 1, "v9")
    (review,) = store.reviews.of(TEAM, 1)
    assert (review.version, review.reading) == ("v2", changed)
    assert review.kept_at is not None


def test_what_is_superseded_or_gone_is_not_reviewed(store: SqlStore) -> None:
    old = decided(store, titled("Old"))
    new = decided(store, titled("New", supersedes=1))
    nobodys = decided(store, titled("Nobody's", owner=""))
    reading = Reading("tea", 1.0, None)

    assert [one.number for one, _ in store.reviews.due("v2", 9)] == [new.number]
    assert not store.reviews.note(old, "v2", reading, [])
    assert store.reviews.note(new, "v2", reading, [])
    store.decisions.delete(TEAM, new.number)
    store.decisions.delete(TEAM, nobodys.number)

    assert rows(store, decision_reviews) == 0
    assert [one.number for one, _ in store.reviews.due("v2", 9)] == [old.number]
    assert not store.reviews.note(new, "v3", reading, [])


def test_several_processes_note_one_review_and_tell_once(store: SqlStore) -> None:
    kept = decided(store, titled("Old"))
    barrier = threading.Barrier(4)

    def note(number: int) -> bool:
        barrier.wait()
        return store.reviews.note(
            kept, "v2", Reading("coffee", 0.5, "3"), [a_call(f"From {number}", lane="D1")]
        )

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(note, range(4))) == [False, False, False, True]
    assert len([text for text in texts_waiting(store) if text.startswith("From")]) == 1


def test_knowledge_is_kept_as_long_as_a_decision_rests_on_it(store: SqlStore) -> None:
    decided(store, titled("On the old"))
    decided(store, titled("On the old, too"))
    newer = a_draft(NEWER, {"milk": "yes"})
    decided(store, newer, NEWER)

    store.decisions.delete(TEAM, 1)
    assert store.decisions.snapshot(KNOWLEDGE.version)
    store.decisions.delete(TEAM, 2)

    assert store.decisions.snapshot(KNOWLEDGE.version) is None
    assert store.decisions.snapshot(NEWER.version) == NEWER.model_dump_json()


def test_knowledge_is_not_forgotten_while_a_decision_on_it_is_being_kept(
    postgresql_url: str, opened: Callable[..., SqlStore]
) -> None:
    store, place = opened(postgresql_url), Place(TEAM, "", person=BOB)
    decided(store, titled("The only one so far"))

    with ThreadPoolExecutor(1) as threads:
        with store.hold(a_delivery(), place) as held:
            assert held is not None
            held.decide(titled("Another", owner=BOB), KNOWLEDGE.model_dump_json())
            deleted = threads.submit(store.decisions.delete, TEAM, 1)
            while not _somebody_waits(store) and not deleted.done():
                pass
            held.keep(held.session, ())
        assert deleted.result()

    assert pointers(store) == {2: (None, None)}
    assert store.decisions.snapshot(KNOWLEDGE.version) == KNOWLEDGE.model_dump_json()


def _somebody_waits(store: SqlStore) -> bool:
    with store.engine.connect() as connection:
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return connection.execute(waiting).scalar_one() > 0


def test_who_is_forgotten_leaves_no_decision_of_their_own_and_no_loose_pointer(
    store: SqlStore,
) -> None:
    """A team keeps what it decided, without them."""
    for supersedes in (None, 1, 2):
        decided(store, titled("Alone", supersedes=supersedes))
    for owner in (ANN, "U0EVE"):
        decided(store, together(owner=owner))
    decided(store, titled("Bob's", owner=BOB))

    store.forget_person(TEAM, ANN)

    assert pointers(store) == {4: (None, None), 5: (None, None), 6: (None, None)}
    assert [found(store, number).owner for number in (4, 5, 6)] == ["", "U0EVE", BOB]
    assert [[v.name for v in found(store, n).voices] for n in (4, 5)] == [[None, "eve"]] * 2
    assert [v.given for v in found(store, 4).voices] == [v.given for v in together().voices]
    assert judged(found(store, 4), KNOWLEDGE) == together().receipt
    assert store.decisions.of(TEAM, ANN, limit=9) == []


def test_a_workspace_that_leaves_takes_its_decisions_with_it(store: SqlStore) -> None:
    for team in (TEAM, "T2"):
        decided(store, titled("Old").model_copy(update={"team": team}))
    decided(store, titled("New", supersedes=1))
    store.reviews.note(found(store, 2), "v2", Reading("coffee", 0.5, None), [])

    store.forget_team(TEAM)

    assert [(one.team, one.number) for one in store.decisions.of_all()] == [("T2", 1)]
    assert rows(store, decision_reviews) == 0
    assert store.decisions.snapshot(KNOWLEDGE.version)
    store.forget_team("T2")
    assert store.decisions.snapshot(KNOWLEDGE.version) is None
