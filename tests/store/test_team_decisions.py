"""What is promised of decisions that a team is taking, on each kind of database."""

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest

from bot.advisor.session import Given
from bot.deciding.wishes import KeepWish
from bot.decisions.decision import Decision
from bot.store.calls import Leased, Made, PutOff
from bot.store.protocol import Delivery, Outgoing
from bot.store.schema import team_answers, team_decisions
from bot.store.sql import SqlStore
from bot.store.team import CARD, TeamDecisionGone, TeamDraft, lane_of
from bot.teaming.acts import (
    Act,
    ActOutcome,
    Closed,
    ClosedBefore,
    NotTheOwner,
    SavedBefore,
    Taken,
    TooFew,
)
from bot.teaming.taking import Teaming
from tests.builders import ANN, BOB, TEA, an_expertise, leaning_to
from tests.store.builders import NOON, note, rows, until_somebody_waits

TEAM = "T1"
EXPERTISE = an_expertise(leaning_to("milk", TEA))
SECOND = dt.timedelta(seconds=1)
MILK, NO_MILK = {"milk": "yes"}, {"milk": "no"}

_numbers = count(1)


def taking(store: SqlStore, now: Callable[[], dt.datetime] = lambda: NOON) -> Teaming:
    return Teaming(store, lambda: EXPERTISE, now)


def a_call_for(store: SqlStore, *, names_shown: bool = True, hours: int | None = None) -> int:
    """A team is called to decide; gives the number."""
    deadline = NOON + dt.timedelta(hours=hours) if hours else None
    draft = TeamDraft(TEAM, "C1", "What to drink", ANN, names_shown, (), deadline, "acme")
    number = store.team_decisions.begin(a_delivery(), draft, {"response_url": "here"})
    assert number is not None
    return number


def a_delivery(key: str = "") -> Delivery:
    return Delivery(TEAM, "press", (key or f"press:{next(_numbers)}",))


def an_act(number: int, by: str = ANN) -> Act:
    return Act(a_delivery(), number, by)


class Told:
    """What acts came to; nobody is told of it."""

    def __init__(self) -> None:
        self.outcomes: list[ActOutcome] = []

    def __call__(self, outcome: ActOutcome) -> Sequence[Outgoing]:
        self.outcomes.append(outcome)
        return ()


def nothing(_: object) -> Sequence[Outgoing]:
    return ()


def answer(store: SqlStore, number: int, by: str, answers: Mapping[str, str | None]) -> object:
    return taking(store).answer(an_act(number, by), f"name of {by}", answers, nothing)


def counted(store: SqlStore, number: int) -> dict[str, tuple[Given, ...]]:
    with store.team_decisions.hold(a_delivery(), number) as held:
        assert held is not None
        return {one.person: one.given for one in held.answers()}


def close(store: SqlStore, number: int, by: str = ANN, *, anyway: bool = True) -> list[ActOutcome]:
    told = Told()
    taking(store).close(an_act(number, by), told, anyway=anyway)
    return told.outcomes


def at_once(*work: Callable[[], Any]) -> list[Any]:
    """Everything begun at one moment, each on a thread of its own."""
    barrier = threading.Barrier(len(work))

    def begun(one: Callable[[], Any]) -> Any:
        barrier.wait(timeout=30)
        return one()

    with ThreadPoolExecutor(len(work)) as threads:
        return [one.result() for one in [threads.submit(begun, each) for each in work]]


def card_calls(store: SqlStore, now: dt.datetime) -> list[Leased]:
    return [one for one in store.calls.lease(now, 50) if one.call.method == CARD]


# What is kept.


def test_a_call_is_kept_with_one_call_that_posts_its_card(store: SqlStore) -> None:
    number = a_call_for(store)

    card = store.team_decisions.card(TEAM, number)
    (call,) = store.calls.lease(NOON, 50)
    assert card is not None
    assert (card.decision.title, card.answered, card.decision.is_open) == ("What to drink", 0, True)
    assert (call.call.method, call.call.lane) == (CARD, lane_of(number))
    assert call.call.body == {"number": number, "response_url": "here"}


def test_a_delivery_that_comes_twice_calls_a_team_once(store: SqlStore) -> None:
    draft = TeamDraft(TEAM, "C1", "Twice", ANN, True, (), None, "")

    begun = [store.team_decisions.begin(a_delivery("same"), draft, {}) for _ in range(2)]

    assert begun == [1, None]


def test_numbers_count_up_in_each_workspace(store: SqlStore) -> None:
    draft = TeamDraft("T2", "C1", "Elsewhere", ANN, True, (), None, "")

    assert [a_call_for(store), a_call_for(store)] == [1, 2]
    assert store.team_decisions.begin(Delivery("T2", "x", ("x",)), draft, {}) == 1
    assert store.team_decisions.card("T3", 1) is None


def test_a_person_answers_once_and_changes_it_question_by_question(store: SqlStore) -> None:
    number = a_call_for(store)

    answer(store, number, BOB, {"milk": "yes", "sugar": "no"})
    answer(store, number, BOB, {"sugar": "yes", "milk": None})

    assert counted(store, number) == {BOB: (Given(question="sugar", answer="yes"),)}
    answer(store, number, BOB, {"sugar": None})
    assert counted(store, number) == {}
    assert rows(store, team_answers) == 0


def test_names_are_kept_only_where_they_are_shown(store: SqlStore) -> None:
    for shown in (True, False):
        number = a_call_for(store, names_shown=shown)
        answer(store, number, BOB, MILK)
        card = store.team_decisions.card(TEAM, number)
        with store.team_decisions.hold(a_delivery(), number) as held:
            assert held is not None
            (kept,) = held.answers()
        assert card is not None
        assert (card.answered, card.people, kept.name) == (
            (1, (BOB,), f"name of {BOB}") if shown else (1, (), "")
        )


def test_the_open_ones_of_a_person_are_those_they_own_or_answered_in(store: SqlStore) -> None:
    first, second, third = (a_call_for(store) for _ in range(3))
    answer(store, second, BOB, MILK)
    close(store, third)

    def found(person: str) -> list[int]:
        cards = store.team_decisions.open_of(TEAM, person, 9)
        return [card.decision.number for card in cards]

    assert (found(ANN), found(BOB), found("U0EVE")) == ([second, first], [second], [])


def test_what_nobody_has_changed_for_90_days_goes_with_its_answers(store: SqlStore) -> None:
    number = a_call_for(store)
    answer(store, number, BOB, MILK)

    store.purge(dt.datetime.now(dt.UTC) + dt.timedelta(days=91))

    assert [rows(store, table) for table in (team_decisions, team_answers)] == [0, 0]
    with pytest.raises(TeamDecisionGone), store.team_decisions.hold(a_delivery(), number):
        pass
    assert a_call_for(store) == number + 1


# Closing.


def test_only_the_owner_closes_and_few_answers_are_asked_about(store: SqlStore) -> None:
    number = a_call_for(store)
    answer(store, number, BOB, MILK)

    (not_theirs,) = close(store, number, BOB)
    (few,) = close(store, number, anyway=False)
    (closed,) = close(store, number)

    assert not_theirs == NotTheOwner(ANN)
    assert isinstance(few, TooFew)
    assert few.answered == 1
    assert isinstance(closed, Closed)
    assert closed.decision.outcome == TEA


def test_of_two_closings_at_once_one_has_the_result(store: SqlStore) -> None:
    number = a_call_for(store)
    for person in (ANN, BOB, "U0EVE"):
        answer(store, number, person, MILK)

    told = at_once(*[lambda: close(store, number) for _ in range(4)])

    kinds = sorted(type(one).__name__ for (one,) in told)
    assert kinds == [Closed.__name__, *[ClosedBefore.__name__] * 3]


def test_answers_that_come_while_it_is_closed_count_or_are_late(store: SqlStore) -> None:
    number = a_call_for(store)
    people = [f"U{n}" for n in range(4)]

    *taken, (closed,) = at_once(
        *[lambda person=person: answer(store, number, person, MILK) for person in people],
        lambda: close(store, number),
    )

    in_time = [
        person for person, one in zip(people, taken, strict=True) if one == Taken(late=False)
    ]
    assert isinstance(closed, Closed)
    assert [*sorted(counted(store, number))] == in_time
    assert (closed.result.people if closed.result else 0) == len(in_time)
    assert rows(store, team_answers) == len(people)


def test_a_late_answer_takes_the_place_of_nothing_that_counted(store: SqlStore) -> None:
    number = a_call_for(store)
    answer(store, number, BOB, MILK)
    close(store, number)

    assert answer(store, number, BOB, NO_MILK) == Taken(late=True)
    assert answer(store, number, "U0EVE", NO_MILK) == Taken(late=True)

    assert counted(store, number) == {BOB: (Given(question="milk", answer="yes"),)}
    assert rows(store, team_answers) == 3


def test_an_answer_waits_for_a_closing_and_is_then_late_on_postgresql(
    postgresql_url: str, opened: Callable[..., SqlStore]
) -> None:
    store = opened(postgresql_url)
    number = a_call_for(store)

    with ThreadPoolExecutor(1) as threads:
        with store.team_decisions.hold(a_delivery(), number) as held:
            assert held is not None
            waiting = threads.submit(answer, store, number, BOB, MILK)
            until_somebody_waits(store)
            held.close("")
        assert waiting.result() == Taken(late=True)


def test_a_deadline_that_has_passed_closes_by_itself_and_once(store: SqlStore) -> None:
    number, later = a_call_for(store, hours=1), a_call_for(store, hours=2)
    answer(store, number, BOB, MILK)
    told, after = Told(), NOON + dt.timedelta(hours=1)

    before = taking(store, lambda: after - SECOND).close_due(told)
    closed = at_once(*[lambda: taking(store, lambda: after).close_due(told) for _ in range(3)])

    assert (before, sum(map(int, closed))) == (0, 1)
    assert [type(one) for one in told.outcomes] == [Closed]
    card = store.team_decisions.card(TEAM, later)
    assert card is not None
    assert card.decision.is_open


def test_an_answer_after_the_deadline_is_late_though_nothing_has_closed_it_yet(
    store: SqlStore,
) -> None:
    number = a_call_for(store, hours=1)
    told = Told()
    teaming = taking(store, lambda: NOON + dt.timedelta(hours=1))

    taken = teaming.answer(an_act(number, BOB), "Bob", MILK, told)

    assert taken == Taken(late=True)
    assert [type(one) for one in told.outcomes] == [Closed]


# Saving.


def test_a_result_is_saved_once_by_its_owner_and_without_names_where_none_are_shown(
    store: SqlStore,
) -> None:
    number = a_call_for(store, names_shown=False)
    for person in (BOB, "U0EVE"):
        answer(store, number, person, MILK)
    close(store, number)
    wish = KeepWish("Drink tea", "ann", None)

    saved = at_once(
        *[lambda: taking(store).save(an_act(number), wish, lambda *_: ()) for _ in range(3)]
    )

    (decision,) = [one for one in saved if isinstance(one, Decision)]
    assert (decision.kind, decision.title, decision.owner) == ("team", "Drink tea", ANN)
    assert [one for one in saved if one != decision] == [SavedBefore(decision.number)] * 2
    assert {(voice.person, voice.name) for voice in decision.voices} == {(None, None)}
    assert taking(store).save(an_act(number, BOB), wish, lambda *_: ()) == NotTheOwner(ANN)


# The card.


def changes(store: SqlStore, number: int, people: Iterable[str]) -> None:
    for person in people:
        answer(store, number, person, MILK)


def test_however_many_answer_one_call_waits_to_show_the_card(store: SqlStore) -> None:
    number = a_call_for(store)

    changes(store, number, (f"U{n}" for n in range(20)))

    assert len(card_calls(store, NOON)) == 1


def test_what_changes_while_the_card_is_written_is_shown_by_one_call_a_second_later(
    store: SqlStore,
) -> None:
    number = a_call_for(store)
    (writing,) = card_calls(store, NOON)
    started = dt.datetime.now(dt.UTC)

    changes(store, number, (f"U{n}" for n in range(20)))
    store.team_decisions.shown(TEAM, number, "1.1")
    note(store, Made(writing))

    assert card_calls(store, started + SECOND / 2) == []
    assert len(card_calls(store, NOON)) == 1


def test_a_call_that_failed_is_the_one_that_shows_what_changed_since(store: SqlStore) -> None:
    number = a_call_for(store)
    (failing,) = card_calls(store, NOON)
    note(store, PutOff(failing, "away", NOON + SECOND))

    changes(store, number, [BOB])

    assert [one.id for one in card_calls(store, NOON + SECOND)] == [failing.id]


def test_a_call_that_waits_is_not_taken_up_before_what_it_shows_is_kept_on_postgresql(
    postgresql_url: str, opened: Callable[..., SqlStore]
) -> None:
    store = opened(postgresql_url)
    number = a_call_for(store)

    with store.team_decisions.hold(a_delivery(), number) as held:
        assert held is not None
        held.show()
        assert card_calls(store, NOON) == []

    assert len(card_calls(store, NOON)) == 1


def test_a_call_that_was_taken_up_meanwhile_is_followed_by_another_on_postgresql(
    postgresql_url: str, opened: Callable[..., SqlStore]
) -> None:
    """Two processes: one takes the call up while the other is about to rely on it."""
    store, other = opened(postgresql_url), opened(postgresql_url)
    number = a_call_for(store)
    (taken_up,) = card_calls(other, NOON)

    changes(store, number, [BOB])
    note(other, Made(taken_up))

    assert len(card_calls(store, NOON)) == 1
