"""Calls to Slack in a SQL database: leased, noted and looked for."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row

from bot.store import outbox
from bot.store.calls import Backlog, Calls, GivenUp, Leased, Made, Outcome, Posted, PutOff
from bot.store.transactions import database_errors, transaction

LEASE_FOR = dt.timedelta(seconds=15)
"""More than a call takes: it gives up after 10 seconds, and on its chart, before that, after 3."""

ERROR_LENGTH = 500  # characters kept of a call's error

log = logging.getLogger(__name__)


class SqlCalls(Calls):
    """See `calls.Calls`. A call is leased for LEASE_FOR."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime]) -> None:
        self._engine, self._clock = engine, clock
        self._owner = uuid.uuid4().hex

    def lease(
        self, now: dt.datetime, limit: int, outcomes: Sequence[Outcome] = ()
    ) -> Sequence[Leased]:
        with database_errors(), transaction(self._engine, flushed=False) as connection:
            self._note(connection, outcomes)
            rows = self._leased(connection, now, limit) if limit else ()
            found = [self._read(connection, row) for row in rows]
        return sorted(filter(None, found), key=lambda leased: leased.id)

    def _note(self, connection: Connection, outcomes: Sequence[Outcome]) -> None:
        made = [outcome for outcome in outcomes if isinstance(outcome, Made)]
        if made:
            self._note_made(connection, made)
        for outcome in outcomes:
            match outcome:
                case Made():
                    continue
                case PutOff(leased, error, due_at):
                    given = self._of(leased, error)
                    connection.execute(outbox.MARK_FAILED, {**given, "due": due_at})
                case GivenUp(leased, error):
                    given = self._of(leased, error)
                    connection.execute(outbox.MARK_DEAD, {**given, "now": self._clock()})

    def _of(self, leased: Leased, error: str) -> dict[str, Any]:
        return {"call_id": leased.id, "owner": self._owner, "reason": _storable(error)}

    def _note_made(self, connection: Connection, made: Sequence[Made]) -> None:
        now = self._clock()
        last = [_sent(one, now) for one in made if one.leased.call.then is None]
        if last:
            connection.execute(outbox.MARK_SENT, last)
        for one in made:
            then = one.leased.call.then
            if then and connection.execute(outbox.MARK_SENT, _sent(one, now)).rowcount:
                connection.execute(outbox.KEEP, outbox.row_of(then, now, one.leased.reference))

    def _leased(self, connection: Connection, now: dt.datetime, limit: int) -> Sequence[Row[Any]]:
        given = {
            "now": now,
            "limit": limit,
            "until": now + LEASE_FOR,
            "owner": self._owner,
        }
        return connection.execute(outbox.LEASE, given).all()

    def _read(self, connection: Connection, row: Row[Any]) -> Leased | None:
        """None where it cannot be read: it is given up, as it would hold up all leased with it."""
        try:
            return _read(row)
        except Exception as error:  # whatever is in the row; the error may quote it
            reason = f"it cannot be read ({type(error).__name__})"
            log.error("Call %s (%s) is given up: %s", row.id, row.method, reason)
            given = {"call_id": row.id, "owner": self._owner, "reason": reason}
            connection.execute(outbox.MARK_DEAD, {**given, "now": self._clock()})
            return None

    def answer_to(self, team: str, key: str) -> Posted | None:
        with database_errors(), transaction(self._engine) as connection:
            row = connection.execute(outbox.ANSWER_TO, {"team": team, "key": key}).one_or_none()
        return Posted(row.posted_channel, row.posted_ts, row.sent_at) if row else None

    def backlog(self, now: dt.datetime) -> Backlog:
        with database_errors(), transaction(self._engine) as connection:
            row = connection.execute(outbox.BACKLOG).one()
        waits = 0.0 if row.oldest is None else (now - row.oldest).total_seconds()
        return Backlog(waiting=row.waiting, oldest_seconds=max(0.0, waits), dead=row.dead)


def _storable(error: str) -> str:
    """What a text column takes: whatever answers in Slack's place may say anything."""
    return error[:ERROR_LENGTH].replace("\x00", "").encode("utf-8", "replace").decode()


def _sent(made: Made, now: dt.datetime) -> dict[str, Any]:
    posted = made.posted
    return {
        "call_id": made.leased.id,
        "now": now,
        "channel": posted.channel if posted else None,
        "ts": posted.ts if posted else None,
    }


def _read(row: Row[Any]) -> Leased:
    return Leased(
        id=row.id,
        call=outbox.call_of(row),
        attempts=row.attempts - 1,
        kept_at=row.kept_at,
        reference=row.reference or "",
    )
