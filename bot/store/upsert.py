"""Rows that are written whether or not they are there already, on either kind of database."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

_INSERT: Mapping[str, Callable[..., Any]] = {
    "sqlite": sqlite_insert,
    "postgresql": postgresql_insert,
}


def upsert(
    dialect: str,
    table: Table,
    row: Mapping[str, Any],
    where: ColumnElement[bool] | None = None,
    changed: Mapping[str, Any] | None = None,
) -> Any:
    """Insert the row; one with its key that fulfils `where` gets its values instead.

    `changed` holds what a row that is there gets where that is not simply the new value.
    """
    key = [column.name for column in table.primary_key]
    inserted = _INSERT[dialect](table).values(**row)
    new = {name: inserted.excluded[name] for name in row if name not in key}
    return inserted.on_conflict_do_update(
        index_elements=key, set_={**new, **(changed or {})}, where=where
    )


def insert_or_hold(dialect: str, table: Table, row: Mapping[str, Any]) -> Any:
    """Insert the row; one with its key stays as it is, and is nobody's to delete meanwhile."""
    key = [column.name for column in table.primary_key]
    inserted = _INSERT[dialect](table).values(**row)
    same = {name: inserted.excluded[name] for name in key}
    return inserted.on_conflict_do_update(index_elements=key, set_=same)


def is_inserted(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert the row unless one with its key is there, and say whether it was.

    Where another transaction is inserting one, its end is waited for. What comes back says so: of
    an insert psycopg does not tell how many rows it wrote.
    """
    new = _INSERT[connection.dialect.name](table).values(**row).on_conflict_do_nothing()
    key = next(iter(table.primary_key))
    return connection.execute(new.returning(key)).first() is not None
