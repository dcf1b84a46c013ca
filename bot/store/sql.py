"""The store on SQLite or PostgreSQL."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress

from sqlalchemy import Connection, Engine

from bot.store import outbox
from bot.store.decisions.lookup import SqlDecisions
from bot.store.decisions.reviews import SqlReviews
from bot.store.feedback import SqlFeedback
from bot.store.gaps import SqlGaps
from bot.store.held import Held, session_of
from bot.store.keeping import DecidingTurn
from bot.store.people import SqlPeople
from bot.store.postgresql import PostgresqlTurns
from bot.store.preferences import SqlPreferences
from bot.store.protocol import Delivery, Pace, Place
from bot.store.retention import RETENTION, Retention
from bot.store.sql_calls import SqlCalls
from bot.store.sqlite import SqliteTurns
from bot.store.team_decisions import SqlTeamDecisions
from bot.store.transactions import database_errors, in_one, transaction
from bot.store.turns import Claim, Turns
from bot.store.upkeep import Clock, SqlUpkeep, utc_now
from bot.store.workspace import WholeStore

_TURNS: Mapping[str, Turns] = {"sqlite": SqliteTurns(), "postgresql": PostgresqlTurns()}


class SqlStore(SqlUpkeep, WholeStore):
    """Sessions, deliveries and the outbox in one database; see `workspace.WholeStore`.

    `clock` gives the moment at which things were taken and kept, `retention` says for how long.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Clock = utc_now,
        retention: Retention = RETENTION,
    ) -> None:
        super().__init__(engine, clock, retention)
        self._calls = SqlCalls(engine, clock)
        self._preferences = SqlPreferences(engine, clock)
        self._people = SqlPeople(engine, clock)
        self._feedback = SqlFeedback(engine)
        self._gaps = SqlGaps(engine, clock)
        self._decisions = SqlDecisions(engine)
        self._reviews = SqlReviews(engine, clock)
        self._team_decisions = SqlTeamDecisions(engine, clock)
        self._turns = _TURNS[engine.dialect.name]

    @property
    def calls(self) -> SqlCalls:
        return self._calls

    @property
    def gaps(self) -> SqlGaps:
        return self._gaps

    @property
    def preferences(self) -> SqlPreferences:
        return self._preferences

    @property
    def people(self) -> SqlPeople:
        return self._people

    @property
    def feedback(self) -> SqlFeedback:
        return self._feedback

    @property
    def decisions(self) -> SqlDecisions:
        return self._decisions

    @property
    def reviews(self) -> SqlReviews:
        return self._reviews

    @property
    def team_decisions(self) -> SqlTeamDecisions:
        return self._team_decisions

    @contextmanager
    def hold(
        self,
        delivery: Delivery,
        place: Place,
        *,
        only_if_known: bool = False,
        answered_since: dt.datetime | None = None,
    ) -> Iterator[DecidingTurn | None]:
        with suppress(_Declined), transaction(self.engine) as connection:
            held = self._claimed(connection, delivery, place, only_if_known)
            if not _is_answered(connection, delivery, answered_since):
                raise _Declined
            yield held
            return
        yield None

    def _claimed(
        self, connection: Connection, delivery: Delivery, place: Place, only_if_known: bool
    ) -> Held:
        """Raises _Declined where there must be no turn: what was recorded on the way is undone."""
        now = self._clock()
        keys = sorted(set(delivery.keys))
        claim = Claim(place, delivery.team, delivery.kind, keys, now, only_if_known)
        with database_errors():
            state = self._turns.claim(connection, claim)
        if state is None:
            raise _Declined
        return Held(connection, self._turns, place, session_of(state, place), now)

    @property
    def pace(self) -> Pace:
        return self._turns.pace

    def together(self) -> AbstractContextManager[None]:
        return in_one(self.engine)

    def close(self) -> None:
        self.engine.dispose()


def _is_answered(connection: Connection, delivery: Delivery, since: dt.datetime | None) -> bool:
    if since is None:
        return True
    given = {"team": delivery.team, "key": delivery.edits, "since": since}
    with database_errors():
        return bool(connection.execute(outbox.HAS_ANSWER, given).scalar())


class _Declined(Exception):
    """There is to be no turn: what was recorded on the way to this is undone."""
