"""Decisions in a database; see `keeping.Decisions`."""

import json
import logging
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from bot.decisions.decision import Decision, Draft, Voice, read_receipt
from bot.store.keeping import CannotSupersede, Decisions
from bot.store.schema import decision_numbers, decisions, knowledge_snapshots
from bot.store.transactions import database_errors, transaction
from bot.store.upsert import insert_or_hold, upsert

log = logging.getLogger(__name__)

_VOICES = TypeAdapter(tuple[Voice, ...], config=ConfigDict(hide_input_in_errors=True))

_older = decisions.alias("older")
_newer = decisions.alias("newer")
WHOLE: Select[Any] = (
    select(
        decisions,
        _older.c.number.label("supersedes"),
        _newer.c.number.label("superseded_by"),
    )
    .outerjoin(_older, _older.c.id == decisions.c.supersedes_id)
    .outerjoin(_newer, _newer.c.supersedes_id == decisions.c.id)
)
"""Decisions with the numbers of what they supersede and of what superseded them."""

IN_FORCE: ColumnElement[bool] = _newer.c.id.is_(None)
"""Of those, the ones that nothing has superseded."""

_THIS = and_(decisions.c.team == bindparam("of_team"), decisions.c.number == bindparam("wanted"))
_FIND = WHOLE.where(_THIS)
_SUPERSEDABLE = (
    WHOLE.where(
        decisions.c.team == bindparam("of_team"), decisions.c.owner == bindparam("whose"), IN_FORCE
    )
    .order_by(decisions.c.number.desc())
    .limit(bindparam("most"))
)


def decide(connection: Connection, draft: Draft, snapshot: str) -> Decision:
    """Keep a decision within a turn; see `keeping.DecidingTurn`."""
    number = _next_number(connection, draft.team)
    older = _superseded(connection, draft)
    _keep_snapshot(connection, draft, snapshot)
    row = {
        "team": draft.team,
        "number": number,
        "title": draft.title,
        "wanted_title": draft.title.casefold(),
        "kind": draft.kind,
        "owner": draft.owner,
        "owner_name": draft.owner_name,
        "decided_at": draft.at,
        "voices": _VOICES.dump_json(draft.voices).decode(),
        "receipt": draft.receipt.text(),
        "version": draft.receipt.knowledge_version,
        "supersedes_id": older,
    }
    connection.execute(insert(decisions), row)
    return Decision(**dict(draft), number=number)


def _next_number(connection: Connection, team: str) -> int:
    """The next number of a workspace; whoever else saves there waits until the turn ends."""
    row, one_more = {"team": team, "last": 1}, {"last": decision_numbers.c.last + 1}
    counted = upsert(connection.dialect.name, decision_numbers, row, changed=one_more)
    number: int = connection.execute(counted.returning(decision_numbers.c.last)).scalar_one()
    return number


def _superseded(connection: Connection, draft: Draft) -> int | None:
    if draft.supersedes is None:
        return None
    row = connection.execute(_FIND, {"of_team": draft.team, "wanted": draft.supersedes}).first()
    if row is None or row.owner != draft.owner:
        raise CannotSupersede(draft.supersedes, None)
    if row.superseded_by:
        raise CannotSupersede(draft.supersedes, _newest(connection, row))
    older: int = row.id
    return older


def _newest(connection: Connection, row: Row[Any]) -> int:
    """The end of the chain that a superseded decision is in."""
    by: int = row.superseded_by
    while True:
        newer = connection.execute(_FIND, {"of_team": row.team, "wanted": by}).one()
        if newer.superseded_by is None:
            return by
        by = newer.superseded_by


def _keep_snapshot(connection: Connection, draft: Draft, snapshot: str) -> None:
    row = {
        "version": draft.receipt.knowledge_version,
        "content": zlib.compress(snapshot.encode()),
        "kept_at": draft.at,
    }
    connection.execute(insert_or_hold(connection.dialect.name, knowledge_snapshots, row))


def forget_decision(connection: Connection, decision_id: int) -> None:
    """Delete a decision: its neighbours point at each other, and unused knowledge goes with it."""
    older = select(decisions.c.supersedes_id).where(decisions.c.id == decision_id)
    supersedes = connection.execute(older).scalar()
    newer = select(decisions.c.id).where(decisions.c.supersedes_id == decision_id)
    successor = connection.execute(newer).scalar()
    connection.execute(delete(decisions).where(decisions.c.id == decision_id))
    if successor is not None:
        mended = update(decisions).where(decisions.c.id == successor)
        connection.execute(mended.values(supersedes_id=supersedes))
    forget_unused_knowledge(connection)


def forget_unused_knowledge(connection: Connection) -> None:
    """Delete the knowledge that no decision rests on any more.

    Where a decision on it is just being kept, that is waited for, and then looked at anew.
    """
    used = exists().where(decisions.c.version == knowledge_snapshots.c.version)
    version = knowledge_snapshots.c.version
    unused = select(version).where(~used).order_by(version).with_for_update()
    found = connection.execute(unused).scalars().all()
    connection.execute(delete(knowledge_snapshots).where(version.in_(found), ~used))


def forget_in_decisions(connection: Connection, team: str, person: str) -> int:
    """Delete what a person decided alone, and take them out of what a team decided with them.

    Says how many decisions that concerned. What the others of a team answered stays, and so does
    what came out; a decision without an owner is nobody's to supersede or to review.
    """
    answered = decisions.c.voices.contains(_as_kept(person), autoescape=True)
    theirs = select(decisions).where(
        decisions.c.team == team, or_(decisions.c.owner == person, answered)
    )
    rows = connection.execute(theirs).all()
    for row in rows:
        if row.kind == "personal":
            forget_decision(connection, row.id)
        else:
            left = _without(row, person)
            connection.execute(update(decisions).where(decisions.c.id == row.id).values(left))
    return len(rows)


def _without(row: Row[Any], person: str) -> Mapping[str, str]:
    nameless = {"person": None, "name": None}
    voices = _VOICES.validate_json(row.voices)
    kept = tuple(v.model_copy(update=nameless) if v.person == person else v for v in voices)
    owned = {} if row.owner != person else {"owner": "", "owner_name": ""}
    return {"voices": _VOICES.dump_json(kept).decode(), **owned}


def _as_kept(person: str) -> str:
    """How the voices of a decision name a person."""
    return f'"person":{json.dumps(person)}'


class SqlDecisions(Decisions):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, team: str, number: int) -> Decision | None:
        given = {"of_team": team, "wanted": number}
        with database_errors(), transaction(self._engine) as connection:
            row = connection.execute(_FIND, given).first()
        return decision_of(row) if row else None

    def of(
        self, team: str, person: str, *, title: str = "", limit: int, after: int = 0
    ) -> Sequence[Decision]:
        answered = and_(
            decisions.c.kind == "team",
            decisions.c.voices.contains(_as_kept(person), autoescape=True),
        )
        query = WHOLE.where(
            decisions.c.team == team,
            or_(decisions.c.owner == person, answered),
            decisions.c.wanted_title.contains(title.casefold(), autoescape=True),
        )
        return self._read(query.order_by(decisions.c.number.desc()).limit(limit).offset(after))

    def of_all(self) -> Sequence[Decision]:
        return self._read(WHOLE.order_by(decisions.c.team, decisions.c.number))

    def supersedable(self, team: str, owner: str, limit: int) -> Sequence[Decision]:
        return self._read(_SUPERSEDABLE, of_team=team, whose=owner, most=limit)

    def receipt(self, team: str, number: int) -> str | None:
        given = {"of_team": team, "wanted": number}
        with database_errors(), transaction(self._engine) as connection:
            found = connection.execute(select(decisions.c.receipt).where(_THIS), given)
            receipt: str | None = found.scalar()
        return receipt

    def snapshot(self, version: str) -> str | None:
        query = select(knowledge_snapshots.c.content)
        with database_errors(), transaction(self._engine) as connection:
            content = connection.execute(
                query.where(knowledge_snapshots.c.version == version)
            ).scalar()
        return zlib.decompress(content).decode() if content is not None else None

    def delete(self, team: str, number: int) -> bool:
        given = {"of_team": team, "wanted": number}
        with database_errors(), transaction(self._engine) as connection:
            found = connection.execute(select(decisions.c.id).where(_THIS), given).scalar()
            if found is not None:
                forget_decision(connection, found)
        return found is not None

    def _read(self, query: Select[Any], **given: Any) -> Sequence[Decision]:
        with database_errors(), transaction(self._engine) as connection:
            return [*_readable(connection.execute(query, given).all())]


def _readable(rows: Sequence[Row[Any]]) -> Iterator[Decision]:
    for row in rows:
        try:
            yield decision_of(row)
        except ValidationError as error:
            log.warning("Decision %s/%s cannot be read: %s", row.team, row.number, kinds_of(error))


def kinds_of(error: ValidationError) -> str:
    """What is wrong and where, without a word of what people wrote."""
    wrong = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in wrong[:3])


def decision_of(row: Row[Any]) -> Decision:
    """A row of WHOLE as a decision."""
    return Decision(
        team=row.team,
        number=row.number,
        title=row.title,
        kind=row.kind,
        owner=row.owner,
        owner_name=row.owner_name,
        at=row.decided_at,
        voices=_VOICES.validate_json(row.voices),
        receipt=read_receipt(row.kind, row.receipt),
        supersedes=row.supersedes,
        superseded_by=row.superseded_by,
    )
