"""A turn that changes nothing writes nothing but what was delivered."""

from sqlalchemy import select

from bot.advisor.moves import Said
from bot.advisor.session import Session
from bot.conversations import Conversations
from bot.store.schema import deliveries, sessions
from bot.store.sql import SqlStore
from tests.builders import an_expertise
from tests.store.builders import THREAD, a_delivery, keep, rows


def test_a_second_message_that_is_overheard_leaves_the_session_as_it_was(store: SqlStore) -> None:
    keep(store, "Ev1", session=Session(topic="hiring"))
    talks = Conversations(store, an_expertise)

    versions = []
    for key in ("Ev2", "Ev3"):
        said = Said(text="lunch at noon?", addressed=False)
        talks.take_turn(a_delivery(key), THREAD, said, "U0BOB", lambda *_: (), only_if_known=True)
        with store.engine.begin() as connection:
            versions.append(connection.execute(select(sessions.c.version)).scalar_one())

    assert versions[0] == versions[1]
    assert rows(store, deliveries) == 3
