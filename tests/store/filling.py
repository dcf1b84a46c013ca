"""One row in every table that there is, whatever its columns: a new table is filled as well."""

import datetime as dt
from collections.abc import Mapping
from itertools import count
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    Table,
    func,
    insert,
    select,
)

from bot.advisor.session import Progress, Session
from bot.limits import microseconds
from bot.store.forgetting import team_column
from bot.store.schema import IS_PERSON, MAY_NAME, Moment, metadata, sessions

_numbers = count(1)

WHOLE = {"sessions", "buckets", "people", "feedback"}
"""Tables of which a person may have rows of their own."""


def fill(connection: Connection, team: str, person: str, at: dt.datetime) -> None:
    """A row of this person in each table, last used at this moment."""
    for table in metadata.sorted_tables:
        pointed = {c.name: _pointed_at(connection, c) for c in table.c if c.foreign_keys}
        connection.execute(insert(table).values(a_row(table, team, person, at) | pointed))


def a_row(table: Table, team: str, person: str, at: dt.datetime) -> dict[str, Any]:
    row = {c.name: _value(c, person, at) for c in table.c if not _is_counted(c)}
    of_team = team_column(table)
    if of_team is not None:
        row[of_team.name] = team
    return row


def a_shared_session(team: str, *people: str, at: dt.datetime) -> dict[str, Any]:
    """A thread in which several people have dialogs."""
    return a_row(sessions, team, people[0], at) | {"person": "", "state": a_state(*people)}


def a_state(*people: str) -> str:
    """A session that names each of them wherever a session can; who comes first was answered."""
    dialogs = {person: Progress(number=1) for person in people}
    return Session(spoke_to=people[0], since=people, dialogs=dialogs).model_dump_json()


def everything(connection: Connection, team: str) -> Mapping[str, list[tuple[Any, ...]]]:
    """Every row of a workspace, by table."""
    found = {}
    for table in metadata.sorted_tables:
        of_team = team_column(table)
        if of_team is not None:
            rows = connection.execute(select(table).where(of_team == team)).all()
            found[table.name] = [tuple(row) for row in rows]
    return found


def _pointed_at(connection: Connection, column: "Column[Any]") -> Any:
    """What the newest row of another table is known by; a row points at none of its own table."""
    (key,) = column.foreign_keys
    if key.column.table is column.table:
        return None
    newest = select(func.max(key.column))
    return connection.execute(newest).scalar_one()


def _is_counted(column: "Column[Any]") -> bool:
    return column.primary_key and isinstance(column.type, Integer) and column.name == "id"


def _value(column: "Column[Any]", person: str, at: dt.datetime) -> Any:
    match column.type:
        case Moment():
            return at
        case Boolean():
            return False
        case BigInteger():
            return microseconds(at)
        case Integer():
            return next(_numbers) if column.name == "number" else 1
        case Float():
            return 1.0
        case LargeBinary():
            return b"x"
    if column.type.python_type is dt.datetime:
        return at.replace(tzinfo=None)
    if column.info == IS_PERSON:
        return person
    if column.name == "state" and column.table is sessions:
        return a_state(person)
    return f"<@{person}> {next(_numbers)}" if column.info == MAY_NAME else f"x{next(_numbers)}"
