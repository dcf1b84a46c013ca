"""Reviews of decisions in a database; see `keeping.Reviews`."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Row, and_, bindparam, exists, insert, select, update

from bot.decisions.decision import Decision
from bot.decisions.reviewing import Reading, reading_of
from bot.store.decisions.rows import IN_FORCE, THIS, WHOLE, decision_of, kinds_of
from bot.store.keeping import Review, Reviews, Unreadable
from bot.store.outbox import row_of
from bot.store.protocol import Outgoing
from bot.store.schema import decision_reviews, decisions, outbox
from bot.store.transactions import database_errors, transaction
from bot.store.upsert import is_inserted

_UNREADABLE = ""
"""The outcome of a review of a decision that could not be read."""
_READ = decision_reviews.c.outcome != _UNREADABLE

_reviewed = exists().where(
    decision_reviews.c.decision_id == decisions.c.id,
    decision_reviews.c.version == bindparam("on_version"),
)
_DUE = (
    WHOLE.where(IN_FORCE, decisions.c.owner != "", ~_reviewed)
    .order_by(decisions.c.id)
    .limit(bindparam("most"))
)
_ID_IN_FORCE = WHOLE.with_only_columns(decisions.c.id).where(THIS, IN_FORCE)
_OF = (
    select(decision_reviews)
    .join(decisions, decisions.c.id == decision_reviews.c.decision_id)
    .where(THIS, _READ)
    .order_by(decision_reviews.c.reviewed_at, decision_reviews.c.version)
)
_LAST = (
    select(decision_reviews)
    .where(decision_reviews.c.decision_id == bindparam("decision"), _READ)
    .order_by(decision_reviews.c.reviewed_at.desc(), decision_reviews.c.version)
    .limit(1)
)


class SqlReviews(Reviews):
    """Each method is one transaction, and raises StoreUnavailable."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime]) -> None:
        self._engine, self._clock = engine, clock

    def due(self, version: str, limit: int) -> Sequence[tuple[Decision, Reading] | Unreadable]:
        given = {"on_version": version, "most": limit}
        with database_errors(), transaction(self._engine) as connection:
            rows = connection.execute(_DUE, given).all()
            return [_due(connection, row) for row in rows]

    def note(
        self, decision: Decision, version: str, reading: Reading, told: Sequence[Outgoing]
    ) -> bool:
        this = {"of_team": decision.team, "wanted": decision.number}
        with database_errors(), transaction(self._engine) as connection:
            found = connection.execute(_ID_IN_FORCE, this).scalar()
            if found is None or not self._noted(connection, found, decision.team, version, reading):
                return False
            if told:
                self._tell(connection, found, version, told)
        return True

    def note_unreadable(self, unreadable: Unreadable, version: str) -> None:
        this = {"of_team": unreadable.team, "wanted": unreadable.number}
        with database_errors(), transaction(self._engine) as connection:
            found = connection.execute(_ID_IN_FORCE, this).scalar()
            if found is not None:
                nothing = Reading(_UNREADABLE, 0.0, None)
                self._noted(connection, found, unreadable.team, version, nothing)

    def keep(self, team: str, number: int, version: str) -> bool:
        this = {"of_team": team, "wanted": number}
        with database_errors(), transaction(self._engine) as connection:
            found = connection.execute(select(decisions.c.id).where(THIS), this).scalar()
            review = update(decision_reviews).where(
                decision_reviews.c.decision_id == found, decision_reviews.c.version == version
            )
            return connection.execute(review.values(kept_at=self._clock())).rowcount > 0

    def of(self, team: str, number: int) -> Sequence[Review]:
        this = {"of_team": team, "wanted": number}
        with database_errors(), transaction(self._engine) as connection:
            rows = connection.execute(_OF, this).all()
        return [Review(row.version, _reading(row), row.kept_at) for row in rows]

    def _noted(
        self,
        connection: Connection,
        decision_id: int,
        team: str,
        version: str,
        reading: Reading,
    ) -> bool:
        """Whether this is the first review on the version; another process is waited for."""
        row = {
            "decision_id": decision_id,
            "version": version,
            "team": team,
            "outcome": reading.outcome,
            "margin": reading.margin,
            "flip": reading.flip,
            "told": False,
            "reviewed_at": self._clock(),
        }
        return is_inserted(connection, decision_reviews, row)

    def _tell(
        self, connection: Connection, decision_id: int, version: str, told: Sequence[Outgoing]
    ) -> None:
        connection.execute(insert(outbox), [row_of(call, self._clock()) for call in told])
        this = and_(
            decision_reviews.c.decision_id == decision_id, decision_reviews.c.version == version
        )
        connection.execute(update(decision_reviews).where(this).values(told=True))


def _due(connection: Connection, row: Row[Any]) -> tuple[Decision, Reading] | Unreadable:
    try:
        return decision_of(row), _last_reading(connection, row)
    except ValidationError as error:
        return Unreadable(row.team, row.number, kinds_of(error))


def _last_reading(connection: Connection, row: Row[Any]) -> Reading:
    """What was last read of a decision: in a review, or when it was taken."""
    last = connection.execute(_LAST, {"decision": row.id}).first()
    return _reading(last) if last else reading_of(decision_of(row).receipt)


def _reading(row: Row[Any]) -> Reading:
    return Reading(row.outcome, row.margin, row.flip)
