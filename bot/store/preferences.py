"""What a workspace has chosen, and what its Slack was seen to take."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Literal, cast

from sqlalchemy import Connection, Engine, Row, bindparam, delete, insert, select

from bot.store.outbox import row_of
from bot.store.protocol import Outgoing
from bot.store.schema import outbox, settings
from bot.store.transactions import database_errors, transaction
from bot.store.upsert import upsert
from bot.store.workspace import (
    DEFAULT_THREADS,
    ChannelChoice,
    Preferences,
    Threads,
    Trait,
    TraitLearnt,
)

THREADS: Literal["threads"] = "threads"
WHOLE_WORKSPACE = ""
NOBODY = ""
TAKES, REFUSES = "takes", "refuses"

_NAMED = (settings.c.team == bindparam("of_team"), settings.c.name == bindparam("of_name"))
_AT = (*_NAMED, settings.c.channel == bindparam("of_channel"))
_ONE = select(settings).where(*_AT)
_DELETE = delete(settings).where(*_AT)
_IN_FORCE = (  # a channel's own choice comes before that of the workspace, whose channel is empty
    select(settings.c.value)
    .where(*_NAMED, settings.c.channel.in_([bindparam("of_channel"), WHOLE_WORKSPACE]))
    .order_by(settings.c.channel.desc())
    .limit(1)
)


def threads_in(connection: Connection, team: str, channel: str) -> Threads:
    """What holds in a channel; see `workspace.Preferences.threads`."""
    given = {"of_team": team, "of_channel": channel, "of_name": THREADS}
    value = connection.execute(_IN_FORCE, given).scalar()
    return cast("Threads", value) if value else DEFAULT_THREADS


class SqlPreferences(Preferences):
    """The settings in a database; see `workspace.Preferences`."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime]) -> None:
        self._engine, self._clock = engine, clock

    def choice(self, team: str, channel: str = WHOLE_WORKSPACE) -> ChannelChoice | None:
        row = self._row(team, channel, THREADS)
        return ChannelChoice(row.value, row.changed_by, row.changed_at) if row else None

    def threads(self, team: str, channel: str) -> Threads:
        with database_errors(), transaction(self._engine) as connection:
            return threads_in(connection, team, channel)

    def choose(
        self,
        team: str,
        channel: str,
        threads: Threads | None,
        by: str,
        announced: Sequence[Outgoing] = (),
    ) -> None:
        with database_errors(), transaction(self._engine) as connection:
            if threads is None:
                connection.execute(_DELETE, _at(team, channel, THREADS))
            else:
                self._write(connection, team, channel, THREADS, threads, by)
            if announced:
                rows = [row_of(call, self._clock()) for call in announced]
                connection.execute(insert(outbox), rows)

    def learnt(self, team: str, trait: Trait) -> TraitLearnt | None:
        row = self._row(team, WHOLE_WORKSPACE, trait)
        return TraitLearnt(row.value == TAKES, row.changed_at) if row else None

    def learn(self, team: str, trait: Trait, *, takes: bool) -> None:
        value = TAKES if takes else REFUSES
        with database_errors(), transaction(self._engine) as connection:
            self._write(connection, team, WHOLE_WORKSPACE, trait, value, NOBODY)

    def _row(self, team: str, channel: str, name: str) -> Row[Any] | None:
        with database_errors(), transaction(self._engine) as connection:
            return connection.execute(_ONE, _at(team, channel, name)).one_or_none()

    def _write(
        self, connection: Connection, team: str, channel: str, name: str, value: str, by: str
    ) -> None:
        row = {
            "team": team,
            "channel": channel,
            "name": name,
            "value": value,
            "changed_by": by,
            "changed_at": self._clock(),
        }
        connection.execute(upsert(self._engine.dialect.name, settings, row))


def _at(team: str, channel: str, name: str) -> dict[str, str]:
    return {"of_team": team, "of_channel": channel, "of_name": name}
