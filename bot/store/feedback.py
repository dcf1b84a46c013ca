"""What people think of answers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, bindparam, func, select

from bot.store.schema import feedback
from bot.store.transactions import database_errors, transaction
from bot.store.upsert import upsert
from bot.store.workspace import Feedback, Opinion

_OF_PERSON = (
    select(feedback)
    .where(feedback.c.team == bindparam("of_team"), feedback.c.person == bindparam("whose"))
    .order_by(feedback.c.given_at.desc(), feedback.c.message.desc())
    .limit(bindparam("most"))
    .offset(bindparam("after"))
)


class SqlFeedback(Feedback):
    """The feedback in a database; see `workspace.Feedback`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def give(self, team: str, person: str, opinion: Opinion) -> None:
        row: dict[str, Any] = {
            "team": team,
            "person": person,
            "message": opinion.message,
            "subject": opinion.subject,
            "helpful": opinion.helpful,
            "expected": opinion.expected,
            "given_at": opinion.at,
        }
        kept = func.coalesce(func.nullif(opinion.expected, ""), feedback.c.expected)
        said = {} if opinion.helpful else {"expected": kept}
        with database_errors(), transaction(self._engine) as connection:
            connection.execute(upsert(self._engine.dialect.name, feedback, row, changed=said))

    def of(self, team: str, person: str, limit: int, after: int = 0) -> Sequence[Opinion]:
        given = {"of_team": team, "whose": person, "most": limit, "after": after}
        with database_errors(), transaction(self._engine) as connection:
            rows = connection.execute(_OF_PERSON, given).all()
        return [
            Opinion(row.message, row.subject, row.helpful, row.expected, row.given_at)
            for row in rows
        ]
