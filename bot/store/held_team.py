"""A team decision lent to one act, and the one call that waits to show its card."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, select, update

from bot.advisor.session import Given
from bot.decisions.decision import Decision, Draft
from bot.store.decisions.deciding import decide
from bot.store.outbox import row_of
from bot.store.protocol import Outgoing
from bot.store.schema import outbox, team_answers, team_decisions, waiting
from bot.store.team import CARD, SECONDS_BETWEEN, TeamAnswer, TeamDecision, lane_of
from bot.store.team_rows import GIVEN, answer_of, answers_to
from bot.store.transactions import database_errors
from bot.store.upsert import upsert

_ITS_CALLS = and_(
    outbox.c.team == bindparam("of_team"),
    outbox.c.lane == bindparam("of_lane"),
    outbox.c.method == CARD,
    waiting,
)
# Writes nothing, and keeps the call from being taken up until this act ends: what is then shown is
# how things are afterwards. One that is being made may have read them before.
_HOLD_WAITING = (
    update(outbox).where(_ITS_CALLS, outbox.c.leased_until.is_(None)).values(due_at=outbox.c.due_at)
)
_IN_HAND = select(exists().where(_ITS_CALLS))
_MINE = and_(
    team_answers.c.decision_id == bindparam("of_decision"),
    team_answers.c.person == bindparam("whose"),
    ~team_answers.c.late,
)
_THIS = team_decisions.c.id == bindparam("this")


class HeldInDatabase:
    """A `team.HeldTeam`; of use until the act's transaction ends."""

    def __init__(self, connection: Connection, decision: TeamDecision, now: dt.datetime) -> None:
        self.decision = decision
        self._connection, self._now = connection, now

    def answers(self) -> Sequence[TeamAnswer]:
        with database_errors():
            return answers_to(self._connection, self.decision.id)

    def answer_of(self, person: str) -> tuple[Given, ...]:
        with database_errors():
            return answer_of(self._connection, self.decision.id, person)

    def take(self, answer: TeamAnswer) -> None:
        with database_errors():
            if answer.given:
                self._write(answer)
            elif self.decision.is_open:
                mine = {"of_decision": self.decision.id, "whose": answer.person}
                self._connection.execute(delete(team_answers).where(_MINE), mine)
        self._change()

    def close(self, outcome: str) -> None:
        self._change(closed_at=self._now, outcome=outcome)

    def give(self, owner: str) -> None:
        self._change(owner=owner)

    def decide(self, draft: Draft, snapshot: str) -> Decision:
        with database_errors():
            decision = decide(self._connection, draft, snapshot)
        self._change(saved_as=decision.number)
        return decision

    def show(self) -> None:
        with database_errors():
            show_card(self._connection, self.decision, self._now)

    def keep(self, outgoing: Sequence[Outgoing]) -> None:
        with database_errors():
            if outgoing:
                rows = [row_of(call, self._now) for call in outgoing]
                self._connection.execute(insert(outbox), rows)

    def _write(self, answer: TeamAnswer) -> None:
        row = {
            "decision_id": self.decision.id,
            "person": answer.person,
            "late": not self.decision.is_open,
            "team": self.decision.team,
            "name": answer.name if self.decision.names_shown else "",
            "given": GIVEN.dump_json(answer.given).decode(),
            "answered_at": self._now,
        }
        self._connection.execute(upsert(self._connection.dialect.name, team_answers, row))

    def _change(self, **values: Any) -> None:
        changed = update(team_decisions).where(_THIS).values(changed_at=self._now, **values)
        with database_errors():
            self._connection.execute(changed, {"this": self.decision.id})
        self.decision = replace(self.decision, **values)


def show_card(
    connection: Connection,
    decision: TeamDecision,
    now: dt.datetime,
    told: Mapping[str, str] | None = None,
) -> None:
    """Have a card written once more, unless a call that waits will show the same.

    Whoever calls this holds the decision's row, so that no two do it at once.
    """
    lane = {"of_team": decision.team, "of_lane": lane_of(decision.number)}
    if connection.execute(_HOLD_WAITING, lane).rowcount:
        return
    in_hand = connection.execute(_IN_HAND, lane).scalar()
    call = Outgoing(
        decision.team, lane["of_lane"], CARD, {"number": decision.number, **(told or {})}
    )
    pause = dt.timedelta(seconds=SECONDS_BETWEEN)
    last = now if in_hand else decision.card_shown_at
    due = max(now, last + pause) if last else now
    connection.execute(insert(outbox), {**row_of(call, now), "due_at": due})
