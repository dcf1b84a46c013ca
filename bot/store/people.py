"""Whom StackPick has met, and what it has in hand with them."""

import datetime as dt
from collections.abc import Callable, Sequence

from sqlalchemy import Engine, bindparam, insert, select

from bot.advisor.session import Session
from bot.store.held import session_of
from bot.store.outbox import row_of
from bot.store.protocol import Outgoing, Place
from bot.store.schema import outbox, people, sessions
from bot.store.transactions import database_errors, transaction
from bot.store.upsert import upsert
from bot.store.workspace import People

_OF_PERSON = (sessions.c.team == bindparam("of_team"), sessions.c.person == bindparam("whose"))
_CONVERSATIONS = (
    select(sessions.c.channel, sessions.c.thread, sessions.c.state)
    .where(*_OF_PERSON, sessions.c.person != "", sessions.c.version > 0)
    .order_by(sessions.c.updated_at.desc())
    .limit(bindparam("most"))
)
_KNOWN = select(sessions.c.version).where(
    *_OF_PERSON,
    sessions.c.channel == bindparam("of_channel"),
    sessions.c.thread == bindparam("of_thread"),
    sessions.c.version > 0,
)
_HAS_HOME = select(people.c.opened_home_at).where(
    people.c.team == bindparam("of_team"), people.c.person == bindparam("whose")
)


class SqlPeople(People):
    """The people in a database; see `workspace.People`."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime]) -> None:
        self._engine, self._clock = engine, clock

    def welcome(self, team: str, person: str, call: Outgoing) -> bool:
        row = {"team": team, "person": person, "welcomed_at": self._clock()}
        new = upsert(self._engine.dialect.name, people, row, people.c.welcomed_at.is_(None))
        with database_errors(), transaction(self._engine) as connection:
            if connection.execute(new.returning(people.c.person)).first() is None:
                return False
            connection.execute(insert(outbox), [row_of(call, self._clock())])
        return True

    def opened_home(self, team: str, person: str) -> None:
        row = {"team": team, "person": person, "opened_home_at": self._clock()}
        first = upsert(self._engine.dialect.name, people, row, people.c.opened_home_at.is_(None))
        with database_errors(), transaction(self._engine) as connection:
            connection.execute(first)

    def has_home(self, team: str, person: str) -> bool:
        given = {"of_team": team, "whose": person}
        with database_errors(), transaction(self._engine) as connection:
            return connection.execute(_HAS_HOME, given).scalar() is not None

    def conversations(self, team: str, person: str, limit: int) -> Sequence[tuple[Place, Session]]:
        given = {"of_team": team, "whose": person, "most": limit}
        with database_errors(), transaction(self._engine) as connection:
            rows = connection.execute(_CONVERSATIONS, given).all()
        places = [Place(team, row.channel, row.thread, person) for row in rows]
        return [(p, session_of(row.state, p)) for p, row in zip(places, rows, strict=True)]

    def is_known(self, place: Place) -> bool:
        given = {
            "of_team": place.team,
            "of_channel": place.channel,
            "of_thread": place.thread,
            "whose": place.person,
        }
        with database_errors(), transaction(self._engine) as connection:
            return connection.execute(_KNOWN, given).scalar() is not None
