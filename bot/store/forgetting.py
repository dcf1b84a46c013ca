"""Deletes what is kept of a workspace or of a person, in every table that there is."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    and_,
    delete,
    exists,
    false,
    or_,
    select,
    update,
)

from bot.advisor.session import Session
from bot.store.decisions.forgetting import forget_in_decisions, forget_unused_knowledge
from bot.store.schema import (
    IS_PERSON,
    MAY_NAME,
    decisions,
    installations,
    memberships,
    metadata,
    sessions,
    settings,
    team_decisions,
)

WITHOUT_TEAM = {
    "oauth_states": "an installation that was begun is of no workspace yet, and ends in minutes",
    "knowledge_snapshots": "what StackPick itself knew; it goes with the last decision on it",
}
"""The only tables without a workspace, and why."""

Deleted = Mapping[str, int]
"""How many rows went, or lost what they held, by table."""


def team_column(table: Table) -> "Column[Any] | None":
    """Where a row says whose workspace it is of."""
    return next((column for column in table.c if column.name in {"team", "team_id"}), None)


def forget_team(connection: Connection, team: str) -> Deleted:
    """Delete every row of the workspace."""
    deleted: Counter[str] = Counter()
    for table in reversed(metadata.sorted_tables):
        column = team_column(table)
        if column is not None:
            deleted[table.name] += connection.execute(delete(table).where(column == team)).rowcount
    forget_unused_knowledge(connection)
    return +deleted


def forget_organisation(connection: Connection, enterprise: str) -> Deleted:
    """Delete an organisation's installation, and every row of the workspaces that used it.

    A workspace that has an installation of its own keeps what it has.
    """
    own = exists().where(installations.c.team_id == memberships.c.team)
    members = select(memberships.c.team).where(memberships.c.enterprise == enterprise, ~own)
    deleted: Counter[str] = Counter()
    for team in connection.execute(members).scalars().all():
        deleted.update(forget_team(connection, team))
    whole = and_(installations.c.enterprise_id == enterprise, installations.c.team_id.is_(None))
    deleted["installations"] += connection.execute(delete(installations).where(whole)).rowcount
    left = delete(memberships).where(memberships.c.enterprise == enterprise)
    deleted["memberships"] += connection.execute(left).rowcount
    return +deleted


def forget_person(connection: Connection, team: str, person: str) -> Deleted:
    """Delete every row of a person in the workspace, and what the rows of others hold of them.

    `bot/store/schema/` says which columns hold a person's id, and which may name them.
    """
    deleted = Counter({decisions.name: forget_in_decisions(connection, team, person)})
    for table in reversed(metadata.sorted_tables):
        deleted[table.name] += _own_rows(connection, table, team, person)
        deleted[table.name] += _naming_rows(connection, table, team, person)
    return +deleted


def _of_team(table: Table, team: str) -> ColumnElement[bool]:
    column = team_column(table)
    return false() if column is None else column == team


def _own_rows(connection: Connection, table: Table, team: str, person: str) -> int:
    of_person = [column == person for column in table.c if column.info == IS_PERSON]
    if not of_person:
        return 0
    these = and_(_of_team(table, team), or_(*of_person))
    return connection.execute(delete(table).where(these)).rowcount


def _naming_rows(connection: Connection, table: Table, team: str, person: str) -> int:
    """Rows of a shared kind; a database cannot tell U1 in them from U12, so they are read."""
    texts = [column for column in table.c if column.info == MAY_NAME]
    if not texts:
        return 0
    named = or_(*(column.contains(person, autoescape=True) for column in texts))
    query = select(*table.primary_key, *texts).where(_of_team(table, team), named)
    query = query.order_by(*table.primary_key).with_for_update()  # a turn may be writing one
    whole_id = _whole_id(person)
    rows = connection.execute(query).mappings().all()
    naming = [row for row in rows if any(whole_id.search(row[text] or "") for text in texts)]
    for row in naming:
        _let_go(connection, table, row, person)
    return len(naming)


def _let_go(connection: Connection, table: Table, row: RowMapping, person: str) -> None:
    this = and_(*(column == row[column] for column in table.primary_key))
    if table.name in WITHOUT_PERSON:
        left = WITHOUT_PERSON[table.name](row, person)
        connection.execute(update(table).where(this).values(left))
    else:
        connection.execute(delete(table).where(this))


def _session_without(row: RowMapping, person: str) -> Mapping[str, str]:
    try:
        session = Session.model_validate_json(row["state"])
    except ValidationError:  # no turn can read it either
        session = Session()
    return {"state": session.without_person(person).model_dump_json()}


def _decision_without(row: RowMapping, person: str) -> Mapping[str, str]:
    """Another person's decision, in whose kept words this one is named."""
    whole_id = _whole_id(person)
    return {
        "owner": whole_id.sub("", row["owner"]),
        "voices": whole_id.sub("somebody", row["voices"]),
    }


def _whole_id(person: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(person)}\b")


WITHOUT_PERSON: Mapping[str, Callable[[RowMapping, str], Mapping[str, Any]]] = {
    sessions.name: _session_without,
    decisions.name: _decision_without,
    settings.name: lambda _row, _person: {"changed_by": ""},
    team_decisions.name: lambda _row, _person: {"owner": ""},
}
"""What a row that several people share keeps without one of them; of other tables it is deleted."""
