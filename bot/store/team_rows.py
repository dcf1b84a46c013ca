"""Rows of decisions that teams are taking, read and written; the same for both databases."""

from typing import Any

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy import Connection, Row, and_, bindparam, func, select

from bot.advisor.session import Given
from bot.store.schema import team_answers, team_decisions
from bot.store.team import Card, TeamAnswer, TeamDecision

GIVEN: TypeAdapter[tuple[Given, ...]] = TypeAdapter(
    tuple[Given, ...], config=ConfigDict(hide_input_in_errors=True)
)

FIND = select(team_decisions).where(
    and_(
        team_decisions.c.team == bindparam("of_team"),
        team_decisions.c.number == bindparam("wanted"),
    )
)
_IN_TIME = (team_answers.c.decision_id == bindparam("of_decision"), ~team_answers.c.late)
_FIRST_FIRST = (team_answers.c.answered_at, team_answers.c.person)
_ANSWERS = select(team_answers).where(*_IN_TIME).order_by(*_FIRST_FIRST)
_COUNT = select(func.count()).select_from(team_answers).where(*_IN_TIME)
_PEOPLE = select(team_answers.c.person).where(*_IN_TIME).order_by(*_FIRST_FIRST)

_ANSWER_OF = select(team_answers.c.given).where(
    *_IN_TIME,
    team_answers.c.person == bindparam("whose"),
)


def decision_of(row: Row[Any]) -> TeamDecision:
    """A row of team_decisions."""
    return TeamDecision(
        team=row.team,
        channel=row.channel,
        title=row.title,
        owner=row.owner,
        names_shown=row.names_shown,
        fixed=GIVEN.validate_json(row.fixed),
        deadline=row.deadline,
        domain=row.domain,
        id=row.id,
        number=row.number,
        card_ts=row.card_ts,
        card_shown_at=row.card_shown_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
        saved_as=row.saved_as,
    )


def answers_to(connection: Connection, decision_id: int) -> list[TeamAnswer]:
    """The answers that count, in the order in which they were last given."""
    rows = connection.execute(_ANSWERS, {"of_decision": decision_id})
    return [TeamAnswer(row.person, row.name, GIVEN.validate_json(row.given)) for row in rows]


def answer_of(connection: Connection, decision_id: int, person: str) -> tuple[Given, ...]:
    """What a person has answered in time; nothing where they have not."""
    of = {"of_decision": decision_id, "whose": person}
    found = connection.execute(_ANSWER_OF, of).scalar()
    return GIVEN.validate_json(found) if found else ()


def card_of(connection: Connection, decision: TeamDecision) -> Card:
    """What a card shows now; nobody is read where names are not shown."""
    of = {"of_decision": decision.id}
    if decision.names_shown:
        people = tuple(connection.execute(_PEOPLE, of).scalars())
        return Card(decision, len(people), people)
    return Card(decision, connection.execute(_COUNT, of).scalar_one(), ())
