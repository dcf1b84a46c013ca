"""Results are kept as decisions on the knowledge that they were computed on, and reviewed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.advisor.dialog import fingerprint, understood
from bot.advisor.expertise import Expertise
from bot.deciding import Deciding, Result, Wish, changed
from bot.decisions.decision import Decision
from bot.decisions.reviewing import Change, reading_of
from bot.knowledge.model import Knowledge
from bot.store.engine import open_store
from bot.store.protocol import Place
from bot.store.schema import decisions
from bot.store.sql import SqlStore
from tests.builders import ANN, COFFEE, TEA, Talk, an_expertise, leaning_to
from tests.decisions.builders import TEAM, a_draft, a_voice
from tests.store.builders import a_delivery, keep

PLACE = Place(TEAM, "", person=ANN)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    store = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    yield store
    store.close()


def a_result(store: SqlStore, expertise: Expertise) -> Result:
    """A dialog that is over, kept in the store, as its result is shown."""
    talk = Talk(expertise)
    talk.say("recommend")
    talk.choose("milk", "yes")
    keep(store, "the answer", place=PLACE, session=talk.session)
    answers = fingerprint(understood(talk.progress(), expertise))
    return Result(PLACE, ANN, talk.progress().number, answers)


def test_a_reload_in_the_middle_keeps_no_version_with_the_content_of_another(
    store: SqlStore,
) -> None:
    old = an_expertise(leaning_to("milk", TEA))
    new = replace(old, knowledge=old.knowledge.model_copy(update={"version": "ba9876543210"}))
    shown = a_result(store, old)
    loaded = iter([old])
    deciding = Deciding(store, lambda: next(loaded, new))

    kept = deciding.keep(a_delivery("1"), shown, Wish("Tea", "ann", None), lambda *_: ())

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
        keeping.keep(a_delivery(number), shown, Wish("Tea", "ann", None), lambda *_: ())
    with store.engine.begin() as connection:
        broken = update(decisions).where(decisions.c.number == 1)
        connection.execute(broken.values(voices='[{"words": "my secret"}]'))

    assert Deciding(store, lambda: replace(old, knowledge=new)).review(lambda *_: ()) == 0

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
        keeping.keep(a_delivery(number), shown, Wish("Tea", "ann", None), lambda *_: ())

    def warn(change: Change, _: Knowledge) -> tuple[()]:
        if change.decision.number == 1:
            raise ZeroDivisionError
        return ()

    assert Deciding(store, lambda: replace(coffee, knowledge=new)).review(warn) == 1
    assert [len(store.reviews.of(TEAM, number)) for number in (1, 2)] == [0, 1]


def test_what_a_team_decided_is_not_judged_by_one_of_them(store: SqlStore) -> None:
    knowledge = an_expertise(leaning_to("milk", TEA)).knowledge
    voices = (a_voice({"milk": "yes"}), a_voice({"milk": "no"}, person="U0EVE"))
    draft = a_draft(knowledge, {"milk": "yes"})
    with store.hold(a_delivery(), PLACE) as held:
        assert held is not None
        together = draft.model_copy(update={"kind": "team", "voices": voices})
        decision = held.decide(together, knowledge.model_dump_json())
        held.keep(held.session, ())

    assert store.reviews.due("ba9876543210", 9) == []
    with pytest.raises(ValueError, match="a team's"):
        changed(decision, reading_of(decision.receipt), knowledge)
