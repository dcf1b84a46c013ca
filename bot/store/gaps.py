"""What was not understood: kept with its turn, read and deleted by itself."""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Engine,
    Row,
    Text,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.sql.elements import BindParameter

from bot.advisor.gap import Gap, Missed, Near, Picked, Unhelpful, kept_text
from bot.store.protocol import Gaps, KeptGap
from bot.store.schema import Moment, gaps, settings
from bot.store.transactions import database_errors, transaction
from bot.store.upsert import upsert

SETTING, KEPT, REFUSED = "gaps", "kept", "refused"
"""The workspace's setting, and its values."""

_REFUSES = exists().where(
    settings.c.team == bindparam("team", type_=Text()),
    settings.c.channel == "",
    settings.c.name == SETTING,
    settings.c.value == REFUSED,
)
_GIVEN: list[BindParameter[Any]] = [
    *(bindparam(name, type_=Text()) for name in ("team", "text", "told", "nearest", "expected")),
    bindparam("unhelpful", type_=Boolean()),
    bindparam("at", type_=Moment()),
]
_ADD = insert(gaps).from_select([given.key for given in _GIVEN], select(*_GIVEN).where(~_REFUSES))
_newest = (
    select(func.max(gaps.c.id))
    .where(gaps.c.team == bindparam("of_team"), gaps.c.text == bindparam("of_text"))
    .scalar_subquery()
)
_PICK = update(gaps).where(gaps.c.id == _newest).values(picked=bindparam("criterion"))
_MARK = (
    update(gaps)
    .where(gaps.c.id == _newest)
    .values(
        unhelpful=literal(True),
        expected=func.coalesce(func.nullif(bindparam("said", type_=Text()), ""), gaps.c.expected),
    )
)
_SINCE = select(gaps).where(gaps.c.at >= bindparam("since", type_=Moment())).order_by(gaps.c.id)
_FORGET = delete(gaps).where(gaps.c.team == bindparam("of_team"))
_IS_REFUSED = select(literal(True)).where(_REFUSES)


def keep_gap(connection: Connection, team: str, gap: Gap, at: dt.datetime) -> None:
    """Keep a gap within a turn, unless the workspace does not allow it."""
    of = {"of_team": team, "of_text": kept_text(gap.text)}
    match gap:
        case Missed():
            connection.execute(_ADD, _row(team, gap, at))
        case Picked(criterion=criterion):
            connection.execute(_PICK, {**of, "criterion": criterion})
        case Unhelpful(expected=expected):
            marked = connection.execute(_MARK, {**of, "said": kept_text(expected)})
            if not marked.rowcount:
                connection.execute(_ADD, _row(team, gap, at))


def _row(team: str, gap: Missed | Unhelpful, at: dt.datetime) -> Mapping[str, Any]:
    return {
        "team": team,
        "text": kept_text(gap.text),
        "told": gap.told,
        "nearest": json.dumps(
            [[near.criterion, round(near.confidence, 4)] for near in gap.nearest]
        ),
        "unhelpful": isinstance(gap, Unhelpful),
        "expected": kept_text(gap.expected) if isinstance(gap, Unhelpful) else "",
        "at": at,
    }


class SqlGaps(Gaps):
    """The gaps in a database; see `protocol.Gaps`."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime]) -> None:
        self._engine, self._clock = engine, clock

    def since(self, moment: dt.datetime) -> Sequence[KeptGap]:
        with database_errors(), transaction(self._engine) as connection:
            return [_kept(row) for row in connection.execute(_SINCE, {"since": moment})]

    def are_allowed(self, team: str) -> bool:
        with database_errors(), transaction(self._engine) as connection:
            return not connection.execute(_IS_REFUSED, {"team": team}).scalar()

    def allow(self, team: str, *, allowed: bool, by: str) -> None:
        row = {
            "team": team,
            "channel": "",
            "name": SETTING,
            "value": KEPT if allowed else REFUSED,
            "changed_by": by,
            "changed_at": self._clock(),
        }
        with database_errors(), transaction(self._engine) as connection:
            connection.execute(upsert(self._engine.dialect.name, settings, row))
            if not allowed:
                connection.execute(_FORGET, {"of_team": team})


def _kept(row: Row[Any]) -> KeptGap:
    return KeptGap(
        text=row.text,
        told=row.told,
        nearest=tuple(
            Near(criterion, confidence) for criterion, confidence in json.loads(row.nearest)
        ),
        picked=row.picked,
        unhelpful=row.unhelpful,
        expected=row.expected,
        at=row.at,
    )
