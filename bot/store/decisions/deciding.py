"""Keeps a decision within a turn."""

import zlib
from typing import Any

from sqlalchemy import Connection, Row, insert

from bot.decisions.decision import Decision, Draft
from bot.store.decisions.rows import FIND, VOICES
from bot.store.keeping import CannotSupersede
from bot.store.schema import decision_numbers, decisions, knowledge_snapshots
from bot.store.upsert import insert_or_hold, upsert


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
        "voices": VOICES.dump_json(draft.voices).decode(),
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
    row = connection.execute(FIND, {"of_team": draft.team, "wanted": draft.supersedes}).first()
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
        newer = connection.execute(FIND, {"of_team": row.team, "wanted": by}).one()
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
