"""Statements that are run by the database's driver itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler

from bot.store.errors import driver_errors

_Bind = Callable[[Any], Any]


class Prepared:
    """A statement of every turn, which is compiled once for each kind of database.

    To bind its values and to wrap its result takes SQLAlchemy many times as long as SQLite takes to
    run it. Results come as the driver gives them, so only for texts and numbers.
    """

    def __init__(self, statement: Any) -> None:
        self._statement: Executable = statement
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, given: Mapping[str, Any]) -> Any:
        """Run it in the connection's transaction; gives the driver's cursor.

        Raises StoreUnavailable.
        """
        compiled = self._for(connection.dialect)
        driver: Any = connection.connection.driver_connection
        with driver_errors(connection):
            return driver.execute(compiled.sql, compiled.bound(given))

    def run_for_each(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> int:
        """Run it once for each; gives how many rows were written."""
        return sum(self.run(connection, row).rowcount for row in rows)

    def _for(self, dialect: Dialect) -> "_Compiled":
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = _compiled(self._statement, dialect)
        return known


@dataclass(frozen=True, slots=True)
class _Compiled:
    """`binds` has for each value what the driver wants made of it, if anything.

    `fixed` are the values that the statement itself holds; all others must be given.
    """

    sql: str
    positions: tuple[str, ...] | None
    fixed: Mapping[str, Any]
    binds: Mapping[str, _Bind | None]

    def bound(self, given: Mapping[str, Any]) -> Any:
        """The values as the driver takes them. Raises KeyError where one is missing."""
        all_given = {**self.fixed, **given}
        values = {
            name: make(all_given[name]) if make else all_given[name]
            for name, make in self.binds.items()
        }
        return values if self.positions is None else [values[name] for name in self.positions]


def _compiled(statement: Any, dialect: Dialect) -> _Compiled:
    compiled: SQLCompiler = statement.compile(dialect=dialect)
    binds = {
        name: bind.type.dialect_impl(dialect).bind_processor(dialect)
        for bind, name in compiled.bind_names.items()
    }
    fixed = {name: bind.value for bind, name in compiled.bind_names.items() if not bind.required}
    positions = compiled.positiontup
    return _Compiled(compiled.string, tuple(positions) if positions else None, fixed, binds)
