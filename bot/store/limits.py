"""Takes a turn out of a bucket, in one statement; see bot/limits.py."""

import datetime as dt

from sqlalchemy import BigInteger, Connection, bindparam, case

from bot.limits import Allowance, Limit, LimitOf, microseconds
from bot.store.prepared import Prepared
from bot.store.schema import buckets
from bot.store.upsert import upsert

_NOW, _EVERY, _ROOM, _WINDOW = (
    bindparam(name, type_=BigInteger()) for name in ("now", "every", "room", "window")
)
_full = case((buckets.c.full_at > _NOW, buckets.c.full_at), else_=_NOW) + _EVERY
_is_refused = _full - _NOW > _ROOM
_is_told = _is_refused & (buckets.c.told_at <= _NOW - _WINDOW)

_ROW = {
    "team": bindparam("of_team"),
    "kind": bindparam("of_kind"),
    "id": bindparam("whose"),
    "full_at": _NOW + _EVERY,
    "said": Allowance.ALLOWED,
    "told_at": 0,
}
_TAKEN = {
    "full_at": case((_is_refused, buckets.c.full_at), else_=_full),
    "said": case(
        (_is_told, Allowance.REFUSED),
        (_is_refused, Allowance.REFUSED_SILENTLY),
        else_=Allowance.ALLOWED,
    ),
    "told_at": case((_is_told, _NOW), else_=buckets.c.told_at),
}
_TAKE = {
    dialect: Prepared(upsert(dialect, buckets, _ROW, changed=_TAKEN).returning(buckets.c.said))
    for dialect in ("sqlite", "postgresql")
}


def take(
    connection: Connection, team: str, kind: LimitOf, whose: str, limit: Limit, now: dt.datetime
) -> Allowance:
    """Take one turn out of the bucket of a person or a channel; a new bucket is full."""
    given = {
        "of_team": team,
        "of_kind": kind,
        "whose": whose,
        "now": microseconds(now),
        "every": microseconds(limit.every),
        "room": microseconds(limit.room),
        "window": microseconds(limit.window),
    }
    (said,) = _TAKE[connection.dialect.name].run(connection, given).fetchone()
    return Allowance(said)
