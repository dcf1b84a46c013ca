"""Forgets decisions, and people in them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, or_, select, update

from bot.store.decisions.rows import VOICES, named_in
from bot.store.schema import decisions, knowledge_snapshots


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
    answered = decisions.c.voices.contains(named_in(person), autoescape=True)
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
    voices = VOICES.validate_json(row.voices)
    kept = tuple(v.model_copy(update=nameless) if v.person == person else v for v in voices)
    owned = {} if row.owner != person else {"owner": "", "owner_name": ""}
    return {"voices": VOICES.dump_json(kept).decode(), **owned}
