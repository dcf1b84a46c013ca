"""Decisions that teams are taking in a database; see `team.TeamDecisions`."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, and_, bindparam, exists, insert, or_, select, update

from bot.advisor.session import Given
from bot.store.held_team import HeldInDatabase, show_card
from bot.store.protocol import Delivery
from bot.store.schema import (
    Moment,
    decision_numbers,
    deliveries,
    sessions,
    still_open,
    team_answers,
    team_decisions,
)
from bot.store.team import (
    Card,
    HeldTeam,
    TeamAnswer,
    TeamDecision,
    TeamDecisionGone,
    TeamDecisions,
    TeamDraft,
)
from bot.store.team_rows import FIND, GIVEN, answer_of, answers_to, card_of, decision_of
from bot.store.transactions import database_errors, transaction
from bot.store.turns import NEW
from bot.store.upsert import is_inserted, upsert

_HOLD = FIND.with_for_update()
_ANSWERED = exists().where(
    team_answers.c.decision_id == team_decisions.c.id,
    team_answers.c.person == bindparam("whose"),
)
_OPEN_OF = (
    select(team_decisions)
    .where(
        team_decisions.c.team == bindparam("of_team"),
        still_open,
        or_(team_decisions.c.owner == bindparam("whose"), _ANSWERED),
    )
    .order_by(team_decisions.c.id.desc())
    .limit(bindparam("most"))
)
_CLOSED_AT = select(team_decisions).where(
    team_decisions.c.team == bindparam("of_team"),
    team_decisions.c.channel == bindparam("in_channel"),
    team_decisions.c.card_ts == bindparam("ts"),
    team_decisions.c.closed_at.is_not(None),
)
_DUE = (
    select(team_decisions.c.team, team_decisions.c.number)
    .where(still_open, team_decisions.c.deadline <= bindparam("now", type_=Moment()))
    .order_by(team_decisions.c.deadline)
    .limit(bindparam("most"))
)
_SHOWN = (
    update(team_decisions)
    .where(
        and_(
            team_decisions.c.team == bindparam("of_team"),
            team_decisions.c.number == bindparam("this"),
        )
    )
    .values(card_ts=bindparam("ts"), card_shown_at=bindparam("at", type_=Moment()))
    .returning(team_decisions.c.channel, team_decisions.c.closed_at)
)


class SqlTeamDecisions(TeamDecisions):
    """Each method is one transaction, and raises StoreUnavailable."""

    def __init__(self, engine: Engine, clock: Callable[[], dt.datetime]) -> None:
        self._engine, self._clock = engine, clock

    def begin(self, delivery: Delivery, draft: TeamDraft, told: Mapping[str, str]) -> int | None:
        now = self._clock()
        with database_errors(), transaction(self._engine) as connection:
            if not _is_new(connection, delivery, now):
                return None
            number = _next_number(connection, draft.team)
            added = insert(team_decisions).returning(team_decisions)
            row = {"number": number, **_row(draft, now)}
            decision = decision_of(connection.execute(added, row).one())
            show_card(connection, decision, now, told)
        return decision.number

    @contextmanager
    def hold(self, delivery: Delivery, number: int) -> Iterator[HeldTeam | None]:
        now = self._clock()
        with transaction(self._engine) as connection:
            with database_errors():
                is_new = _is_new(connection, delivery, now)
                decision = _found(connection, delivery.team, number) if is_new else None
            yield HeldInDatabase(connection, decision, now) if decision else None

    def card(self, team: str, number: int) -> Card | None:
        given = {"of_team": team, "wanted": number}
        with database_errors(), transaction(self._engine) as connection:
            row = connection.execute(FIND, given).one_or_none()
            return card_of(connection, decision_of(row)) if row else None

    def answer_of(self, team: str, number: int, person: str) -> tuple[Given, ...]:
        with database_errors(), transaction(self._engine) as connection:
            row = connection.execute(FIND, {"of_team": team, "wanted": number}).one_or_none()
            return answer_of(connection, row.id, person) if row else ()

    def closed_at(
        self, team: str, channel: str, card_ts: str
    ) -> tuple[TeamDecision, Sequence[TeamAnswer]] | None:
        given = {"of_team": team, "in_channel": channel, "ts": card_ts}
        with database_errors(), transaction(self._engine) as connection:
            row = connection.execute(_CLOSED_AT, given).one_or_none()
            return (decision_of(row), answers_to(connection, row.id)) if row else None

    def open_of(self, team: str, person: str, limit: int) -> Sequence[Card]:
        given = {"of_team": team, "whose": person, "most": limit}
        with database_errors(), transaction(self._engine) as connection:
            rows = connection.execute(_OPEN_OF, given).all()
            return [card_of(connection, decision_of(row)) for row in rows]

    def due(self, now: dt.datetime, limit: int) -> Sequence[tuple[str, int]]:
        with database_errors(), transaction(self._engine) as connection:
            rows = connection.execute(_DUE, {"now": now, "most": limit}).all()
        return [(row.team, row.number) for row in rows]

    def shown(self, team: str, number: int, ts: str) -> None:
        given = {"of_team": team, "this": number, "ts": ts, "at": self._clock()}
        with database_errors(), transaction(self._engine) as connection:
            row = connection.execute(_SHOWN, given).one_or_none()
            if row and row.closed_at:
                _listen(connection, team, row.channel, ts, self._clock())


def _is_new(connection: Connection, delivery: Delivery, now: dt.datetime) -> bool:
    """Record the delivery; one that another transaction is recording is waited for."""
    row = {"team": delivery.team, "kind": delivery.kind, "taken_at": now}
    keys = sorted(delivery.keys)
    return all(is_inserted(connection, deliveries, {**row, "key": key}) for key in keys)


def _listen(connection: Connection, team: str, channel: str, thread: str, now: dt.datetime) -> None:
    """Have a thread known, so that what is asked there without a mention is heard."""
    place = {"team": team, "channel": channel, "thread": thread, "person": ""}
    is_inserted(connection, sessions, {**place, "state": NEW, "version": 1, "updated_at": now})


def _next_number(connection: Connection, team: str) -> int:
    """The next number of a workspace; whoever else calls its teams waits until this ends."""
    row = {"team": team, "last": 0, "called": 1}
    one_more = {"last": decision_numbers.c.last, "called": decision_numbers.c.called + 1}
    counted = upsert(connection.dialect.name, decision_numbers, row, changed=one_more)
    number: int = connection.execute(counted.returning(decision_numbers.c.called)).scalar_one()
    return number


def _found(connection: Connection, team: str, number: int) -> TeamDecision:
    row = connection.execute(_HOLD, {"of_team": team, "wanted": number}).one_or_none()
    if row is None:
        raise TeamDecisionGone
    return decision_of(row)


def _row(draft: TeamDraft, now: dt.datetime) -> Mapping[str, object]:
    return {
        "team": draft.team,
        "channel": draft.channel,
        "title": draft.title,
        "owner": draft.owner,
        "names_shown": draft.names_shown,
        "fixed": GIVEN.dump_json(draft.fixed).decode(),
        "deadline": draft.deadline,
        "domain": draft.domain,
        "card_ts": "",
        "opened_at": now,
        "changed_at": now,
        "outcome": "",
    }
