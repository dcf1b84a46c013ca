"""Results are kept as decisions on the knowledge that they were computed on, and reviewed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.advisor.dialog import understood
from bot.advisor.expertise import Expertise
from bot.deciding import Deciding, Result, Wish
from bot.decisions.decision import Decision
from bot.decisions.judging import fingerprint
from bot.store.engine import open_store
from bot.store.protocol import Place
from bot.store.sql import SqlStore
from tests.builders import ANN, TEA, Talk, an_expertise, leaning_to
from tests.decisions.builders import TEAM
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
