"""Looks decisions up; see `keeping.Decisions`."""

import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Select, and_, bindparam, or_, select

from bot.decisions.decision import Decision
from bot.store.decisions.forgetting import forget_decision
from bot.store.decisions.rows import FIND, IN_FORCE, THIS, WHOLE, decision_of, named_in, readable
from bot.store.keeping import Decisions
from bot.store.schema import decisions, knowledge_snapshots
from bot.store.transactions import database_errors, transaction

_SUPERSEDABLE = (
    WHOLE.where(
        decisions.c.team == bindparam("of_team"), decisions.c.owner == bindparam("whose"), IN_FORCE
    )
    .order_by(decisions.c.number.desc())
    .limit(bindparam("most"))
)


class SqlDecisions(Decisions):
    """Each method is one transaction, and raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, team: str, number: int) -> Decision | None:
        given = {"of_team": team, "wanted": number}
        with database_errors(), transaction(self._engine) as connection:
            row = connection.execute(FIND, given).first()
        return decision_of(row) if row else None

    def of(
        self, team: str, person: str, *, title: str = "", limit: int, after: int = 0
    ) -> Sequence[Decision]:
        answered = and_(
            decisions.c.kind == "team",
            decisions.c.voices.contains(named_in(person), autoescape=True),
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
            found = connection.execute(select(decisions.c.receipt).where(THIS), given)
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
            found = connection.execute(select(decisions.c.id).where(THIS), given).scalar()
            if found is not None:
                forget_decision(connection, found)
        return found is not None

    def _read(self, query: Select[Any], **given: Any) -> Sequence[Decision]:
        with database_errors(), transaction(self._engine) as connection:
            return [*readable(connection.execute(query, given).all())]
