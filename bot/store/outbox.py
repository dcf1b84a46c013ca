"""Statements on the outbox; the same for SQLite and PostgreSQL."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, func, insert, or_, select, update

from bot import json_text, logs
from bot.store.protocol import Outgoing
from bot.store.schema import Moment, outbox, waiting

_NOW = bindparam("now", type_=Moment())
_call = outbox.c.id == bindparam("call_id")
_other = outbox.alias("other")

_first_of_its_lane = ~(
    select(_other.c.id)
    .where(
        _other.c.team == outbox.c.team,
        _other.c.lane == outbox.c.lane,
        _other.c.sent_at.is_(None),
        _other.c.dead_at.is_(None),
        # The second half: on PostgreSQL a smaller id may be committed after a larger one.
        or_(
            _other.c.id < outbox.c.id,
            and_(_other.c.id > outbox.c.id, _other.c.leased_until > _NOW),
        ),
    )
    .correlate(outbox)
    .exists()
)
_due = (
    select(outbox.c.id)
    .where(
        waiting,
        outbox.c.due_at <= _NOW,
        or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= _NOW),
        _first_of_its_lane,
    )
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("limit"))
    .with_for_update(of=outbox, skip_locked=True)
    .cte("due")
)
LEASE = (
    update(outbox)
    .where(outbox.c.id.in_(select(_due.c.id)))
    .values(
        leased_until=bindparam("until"),
        lease_owner=bindparam("owner"),
        attempts=outbox.c.attempts + 1,
    )
    .returning(
        outbox.c.id,
        outbox.c.team,
        outbox.c.lane,
        outbox.c.method,
        outbox.c.body,
        outbox.c.attempts,
        outbox.c.kept_at,
        outbox.c.reference,
    )
)

KEEP = insert(outbox)
KEPT = (
    "team", "lane", "method", "body", "kept_at", "due_at", "attempts", "answers", "reference",
)  # fmt: skip
"""The columns of a call that is kept; the rest is empty till it is leased."""

_released = {"leased_until": None, "lease_owner": None}
# Sent is sent, whoever holds the lease by now; the first who says so counts.
MARK_SENT = (
    update(outbox)
    .where(_call, outbox.c.sent_at.is_(None))
    .values(
        sent_at=_NOW,
        dead_at=None,
        body=None,
        posted_channel=bindparam("channel"),
        posted_ts=bindparam("ts"),
        **_released,
    )
)
ANSWER_TO = (
    select(outbox.c.posted_channel, outbox.c.posted_ts, outbox.c.sent_at)
    .where(
        outbox.c.answers == bindparam("key"),
        outbox.c.team == bindparam("team"),
        outbox.c.posted_ts.is_not(None),
    )
    .order_by(outbox.c.id)
    .limit(1)
)
HAS_ANSWER = select(
    exists().where(
        outbox.c.answers == bindparam("key"),
        outbox.c.team == bindparam("team"),
        or_(waiting, and_(outbox.c.posted_ts.is_not(None), outbox.c.sent_at >= bindparam("since"))),
    )
)
_own = and_(_call, waiting, outbox.c.lease_owner == bindparam("owner"))
MARK_FAILED = (
    update(outbox)
    .where(_own)
    .values(due_at=bindparam("due"), error=bindparam("reason"), **_released)
)
MARK_DEAD = update(outbox).where(_own).values(dead_at=_NOW, error=bindparam("reason"), **_released)

BACKLOG = select(
    select(func.count()).select_from(outbox).where(waiting).scalar_subquery().label("waiting"),
    select(func.min(outbox.c.kept_at)).where(waiting).scalar_subquery().label("oldest"),
    select(func.count())
    .select_from(outbox)
    .where(outbox.c.dead_at.is_not(None))
    .scalar_subquery()
    .label("dead"),
)


def row_of(call: Outgoing, now: dt.datetime, reference: str = "") -> Mapping[str, Any]:
    """The row of a call that is kept now and due at once.

    `reference` is that of its delivery, by itself the one in hand.
    """
    return {
        "team": call.team,
        "lane": call.lane,
        "method": call.method,
        "body": _as_json(call),
        "kept_at": now,
        "due_at": now,
        "attempts": 0,
        "answers": call.answers or None,
        "reference": reference or logs.reference(),
    }


def call_of(row: Row[Any]) -> Outgoing:
    """The call of a row of LEASE."""
    body = json_text.read(row.body)
    then = body.pop(_THEN, None)
    after = Outgoing(**then) if then else None
    return Outgoing(row.team, row.lane, row.method, body, then=after)


def _as_json(call: Outgoing) -> str:
    """The body, and what comes after the call: both go once they are of no more use."""
    then = {_THEN: asdict(call.then)} if call.then else {}
    return json_text.written({**call.body, **then}).decode()


_THEN = "stackpick_then"  # no argument of Slack's
