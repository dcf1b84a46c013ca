"""How a turn takes its place in PostgreSQL."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    Column,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql.elements import BindParameter, ColumnElement

from bot.store.prepared import Prepared
from bot.store.protocol import Pace, Place
from bot.store.schema import Moment, deliveries, outbox, sessions
from bot.store.turns import NEW, Claim, Kept, Turns

_PLACE = ("team", "channel", "thread", "person")


def _texts(*names: str) -> list[BindParameter[str]]:
    return [bindparam(name, type_=Text()) for name in names]


_AT = _texts(*(f"at_{part}" for part in _PLACE))
_NOW = bindparam("taken_at", type_=Moment())
_KEPT_AT = bindparam("kept_at", type_=Moment())
_AT_PLACE = and_(*(sessions.c[part] == at for part, at in zip(_PLACE, _AT, strict=True)))
_IS_KNOWN = and_(_AT_PLACE, sessions.c.version > 0)
_KEY = func.unnest(bindparam("keys", type_=ARRAY(Text))).column_valued("key")
_KEYS = select(_KEY, *_texts("team", "kind"), _NOW)


def _all_taken(keys: Select[Any]) -> ColumnElement[bool]:
    """Record the keys and say whether all were new.

    A key that another transaction is recording is waited for: only its end decides. Every turn
    takes its keys in the same order and its place after them, so no two wait for each other.
    """
    taken = (
        upsert(deliveries)
        .from_select(["key", "team", "kind", "taken_at"], keys)
        .on_conflict_do_nothing()
        .returning(deliveries.c.key)
        .cte("taken")
    )
    number = select(func.count()).select_from(taken).scalar_subquery()
    return number == bindparam("key_count", type_=Integer())


_CLAIM_KNOWN = Prepared(
    select(sessions.c.state)
    .where(_IS_KNOWN, _all_taken(_KEYS.where(exists().where(_IS_KNOWN))))
    .with_for_update(of=sessions)
)
# One statement to insert the row if it is absent, lock it and read what its last holder kept: a
# plain SELECT ... FOR UPDATE could not lock a row that is not there.
_CLAIM = Prepared(
    upsert(sessions)
    .from_select(
        [*_PLACE, "state", "version", "updated_at"],
        select(*_AT, literal(NEW, Text()), literal(0, Integer()), _NOW).where(_all_taken(_KEYS)),
    )
    .on_conflict_do_update(
        index_elements=[sessions.c[part] for part in _PLACE],
        set_={"version": sessions.c.version},
    )
    .returning(sessions.c.state)
)
_KEPT = (
    update(sessions)
    .where(_AT_PLACE)
    .values(
        state=bindparam("new_state", type_=Text()),
        version=sessions.c.version + 1,
        updated_at=_KEPT_AT,
    )
)
_KEEP = Prepared(_KEPT)
_SENT = ("team", "lane", "method", "body", "answers", "reference")
# All calls in one JSON text: the driver takes a millisecond for two kilobytes of an array.
_CALLS = (
    func.json_to_recordset(cast(bindparam("calls", type_=Text()), JSON))
    .table_valued(Column("position", Integer), *(Column(column, Text) for column in _SENT))
    .render_derived(name="calls", with_types=True)
)
# One statement for the session and its calls: a round trip costs more than what it does.
_KEEP_AND_SEND = Prepared(
    insert(outbox)
    .from_select(
        [*_SENT, "kept_at", "due_at", "attempts"],
        select(
            *(_CALLS.c[column] for column in _SENT), _KEPT_AT, _KEPT_AT, literal(0, Integer())
        ).order_by(_CALLS.c.position),
    )
    .add_cte(_KEPT.cte("kept"))
)


def _as_json(calls: Sequence[Mapping[str, Any]]) -> str:
    rows = ({column: call[column] for column in _SENT} for call in calls)
    return json.dumps([{**row, "position": position} for position, row in enumerate(rows)])


def _at(place: Place) -> dict[str, str]:
    return {f"at_{part}": getattr(place, part) for part in _PLACE}


class PostgresqlTurns(Turns):
    """A turn's reads and writes; its session's row stays locked until the turn ends."""

    # While one waits for the server, others compute; the pool has one connection more. None waits
    # for the lock of another's place.
    pace = Pace(threads=4, together=1)

    def claim(self, connection: Connection, claim: Claim) -> str | None:
        given = {
            **_at(claim.place),
            "team": claim.team,
            "kind": claim.kind,
            "taken_at": claim.taken_at,
            "keys": claim.keys,
            "key_count": len(claim.keys),
        }
        statement = _CLAIM_KNOWN if claim.only_if_known else _CLAIM
        found = statement.run(connection, given).fetchone()
        return found[0] if found else None

    def keep(self, connection: Connection, kept: Kept) -> None:
        given = {**_at(kept.place), "new_state": kept.state, "kept_at": kept.kept_at}
        if not kept.calls:
            _KEEP.run(connection, given)
            return
        _KEEP_AND_SEND.run(connection, {**given, "calls": _as_json(kept.calls)})
