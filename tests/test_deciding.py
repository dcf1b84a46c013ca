"""Results are kept as decisions on the knowledge that they were computed on, and reviewed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.advisor.dialog import fingerprint, understood
from bot.advisor.expertise import Expertise
from bot.deciding.keeping import Deciding
from bot.deciding.reviewing import Reviewing
from bot.deciding.wishes import KeepWish, ShownResult
from bot.decisions.decision import Decision, RecordedVoice
from bot.decisions.drafting import Saving, TogetherAnswered, drafted_together
from bot.decisions.judging import judged
from bot.decisions.record import record
from bot.decisions.reviewing import ReviewedChange
from bot.knowledge.model import Knowledge, Question, Strength
from bot.store.engine import open_store
from bot.store.protocol import Place
from bot.store.schema import decisions
from bot.store.sql import SqlStore
from tests.builders import (
    ANN,
    COFFEE,
    TEA,
    Talk,
    a_knowledge,
    a_lean,
    a_question,
    an_answer,
    an_expertise,
    leaning_to,
)
from tests.decisions.builders import TEAM, a_voice
from tests.store.builders import a_delivery, keep

PLACE = Place(TEAM, "", person=ANN)
NOW = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    yield store
    store.close()


def a_result(store: SqlStore, expertise: Expertise) -> ShownResult:
    """A dialog that is over, kept in the store, as its result is shown."""
    talk = Talk(expertise)
    talk.say("recommend")
    talk.choose("milk", "yes")
    keep(store, "the answer", place=PLACE, session=talk.session)
    answers = fingerprint(understood(talk.progress(), expertise))
    return ShownResult(PLACE, ANN, talk.progress().number, answers)


def test_a_reload_in_the_middle_keeps_no_version_with_the_content_of_another(
    store: SqlStore,
) -> None:
    old = an_expertise(leaning_to("milk", TEA))
    new = replace(old, knowledge=old.knowledge.model_copy(update={"version": "ba9876543210"}))
    shown = a_result(store, old)
    loaded = iter([old])
    deciding = Deciding(store, lambda: next(loaded, new))

    kept = deciding.keep(a_delivery("1"), shown, KeepWish("Tea", "ann", None), lambda *_: ())

    assert isinstance(kept, Decision)
    assert store.decisions.snapshot(kept.knowledge_version) == old.knowledge.model_dump_json()


def test_a_decision_that_cannot_be_read_holds_up_no_review_and_no_list(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    old = an_expertise(leaning_to("milk", TEA))
    new = old.knowledge.model_copy(update={"version": "ba9876543210"})
    shown = a_result(store, old)
    keeping = Deciding(store, lambda: old)
    for number in ("1", "2"):
        keeping.keep(a_delivery(number), shown, KeepWish("Tea", "ann", None), lambda *_: ())
    with store.engine.begin() as connection:
        broken = update(decisions).where(decisions.c.number == 1)
        connection.execute(broken.values(voices='[{"words": "my secret"}]'))

    assert Reviewing(store, lambda: replace(old, knowledge=new)).review(lambda *_: ()) == 0

    assert [len(store.reviews.of(TEAM, number)) for number in (1, 2)] == [0, 1]
    assert store.reviews.due(new.version, 9) == []
    assert [one.number for one in store.decisions.of(TEAM, ANN, limit=9)] == [2]
    assert "Decision T1/1 is not reviewed" in caplog.text
    assert "secret" not in caplog.text


def test_a_review_that_fails_is_one_decision_s_alone(store: SqlStore) -> None:
    """The first telling fails, as it would on what nobody has foreseen."""
    tea, coffee = (an_expertise(leaning_to("milk", option)) for option in (TEA, COFFEE))
    new = coffee.knowledge.model_copy(update={"version": "ba9876543210"})
    shown = a_result(store, tea)
    keeping = Deciding(store, lambda: tea)
    for number in ("1", "2"):
        keeping.keep(a_delivery(number), shown, KeepWish("Tea", "ann", None), lambda *_: ())

    def warn(change: ReviewedChange, _: Knowledge) -> tuple[()]:
        if change.decision.number == 1:
            raise ZeroDivisionError
        return ()

    assert Reviewing(store, lambda: replace(coffee, knowledge=new)).review(warn) == 1
    assert [len(store.reviews.of(TEAM, number)) for number in (1, 2)] == [0, 1]


def drinks(coffee: Strength = "clearly") -> Question:
    """A question whose answers lean to tea and to coffee."""
    return a_question(
        "drink",
        an_answer("tea", a_lean(TEA, "clearly")),
        an_answer("coffee", a_lean(COFFEE, coffee)),
    )


def saying(*answers: str, words: str | None = None) -> tuple[RecordedVoice, ...]:
    """Voices with these answers, of U0BOB, U0CYD and U0EVE."""
    people = {"U0BOB": "bob", "U0CYD": "cyd", "U0EVE": "eve"}
    return tuple(
        a_voice({"drink": answer, "pot": "yes"}, person=person, name=name, words=words)
        for (person, name), answer in zip(people.items(), answers, strict=True)
    )


def kept_together(store: SqlStore, together: TogetherAnswered, knowledge: Knowledge) -> Decision:
    """A team's decision, kept."""
    draft = drafted_together(Saving(TEAM, ANN, "ann", "Tea", NOW, None), together, knowledge)
    with store.hold(a_delivery("1"), PLACE) as held:
        assert held is not None
        return held.decide(draft, knowledge.model_dump_json())


def test_what_a_team_decided_is_judged_by_all_of_them(store: SqlStore) -> None:
    pot = leaning_to("pot", COFFEE)
    before, stronger = an_expertise(drinks(), pot), a_knowledge(drinks("strongly"), pot)
    after = replace(before, knowledge=stronger.model_copy(update={"version": "ba9876543210"}))
    voices = saying("tea", "tea", "coffee")
    together = TogetherAnswered(ANN, voices, {"pot": "no"}, names_shown=True)
    told: list[ReviewedChange] = []

    def warn(change: ReviewedChange, _: Knowledge) -> tuple[()]:
        told.append(change)
        return ()

    kept = kept_together(store, together, before.knowledge)

    assert kept.voices == voices
    assert kept.receipt == judged(kept, before.knowledge)
    assert kept.receipt.scores == {TEA: "2", COFFEE: "1"}
    assert store.decisions.receipt(TEAM, 1) == kept.receipt.text()
    assert Reviewing(store, lambda: before).review(warn) == 0
    assert Reviewing(store, lambda: after).review(warn) == 1
    assert (told[0].before.outcome, told[0].after.outcome) == (TEA, "either")


def test_without_names_nothing_that_is_kept_or_told_names_who_answered(store: SqlStore) -> None:
    knowledge = an_expertise(drinks()).knowledge
    voices = saying("tea", "coffee", "tea", words="my cup")

    kept = kept_together(store, TogetherAnswered(ANN, voices, {}, names_shown=False), knowledge)

    assert [voice.answers()["drink"] for voice in kept.voices] == ["coffee", "tea", "tea"]
    with store.engine.begin() as connection:
        row = connection.execute(decisions.select()).one()
    for named in ("U0BOB", "U0CYD", "U0EVE", "bob", "cyd", "eve", "my cup"):
        assert named not in f"{row} {kept} {record(kept, knowledge)}"
