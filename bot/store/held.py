"""What a turn is lent: its place's session, and a way to keep the next one."""

import datetime as dt
import logging
from collections.abc import Sequence

from pydantic import ValidationError
from sqlalchemy import Connection

from bot.advisor.gap import Gap
from bot.advisor.session import Session
from bot.decisions.decision import Decision, Draft
from bot.limits import Allowance, Limit, LimitOf
from bot.store import limits
from bot.store.decisions.deciding import decide
from bot.store.gaps import keep_gap
from bot.store.outbox import row_of
from bot.store.preferences import threads_in
from bot.store.protocol import Outgoing, Place
from bot.store.schema import deliveries
from bot.store.transactions import database_errors
from bot.store.turns import Kept, Turns
from bot.store.upsert import is_inserted

logger = logging.getLogger(__name__)


class Held:
    """A turn's `DecidingTurn`; of use until the turn's transaction ends."""

    def __init__(
        self, connection: Connection, turns: Turns, place: Place, session: Session, now: dt.datetime
    ) -> None:
        self.session = session
        self._connection = connection
        self._turns = turns
        self._place = place
        self._now = now

    def keep(self, session: Session, outgoing: Sequence[Outgoing], gap: Gap | None = None) -> None:
        calls = [row_of(call, self._now) for call in outgoing]
        kept = Kept(self._place, session.model_dump_json(), self._now, calls)
        with database_errors():
            self._turns.keep(self._connection, kept)
            if gap is not None:
                keep_gap(self._connection, self._place.team, gap, self._now)

    def decide(self, draft: Draft, snapshot: str) -> Decision:
        with database_errors():
            return decide(self._connection, draft, snapshot)

    def is_first(self, key: str) -> bool:
        row = {"key": key, "team": self._place.team, "kind": "once", "taken_at": self._now}
        with database_errors():
            return is_inserted(self._connection, deliveries, row)

    def is_engaged(self) -> bool:
        with database_errors():
            place = self._place
            return threads_in(self._connection, place.team, place.channel) == "engaged"

    def take(self, kind: LimitOf, whose: str, limit: Limit) -> Allowance:
        with database_errors():
            return limits.take(self._connection, self._place.team, kind, whose, limit, self._now)


def session_of(state: str, place: Place) -> Session:
    """The session, or a new one where the state has a shape that this version cannot read."""
    try:
        return Session.model_validate_json(state)
    except ValidationError:
        logger.warning("began anew in %s: its session cannot be read", place.channel)
        return Session()
