"""How long things are kept that nobody has asked to forget, and what sweeps them."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Delete, delete, or_, select, tuple_

from bot.limits import microseconds
from bot.store.schema import (
    buckets,
    deliveries,
    feedback,
    gaps,
    metadata,
    oauth_states,
    outbox,
    sessions,
    team_decisions,
)

BATCH = 1_000
"""Rows that one transaction deletes: a long one would keep turns waiting."""


@dataclass(frozen=True, slots=True)
class Retention:
    """The age at which the rows of a table are deleted; a field for each table that is swept."""

    deliveries: dt.timedelta = dt.timedelta(days=7)
    """Only repeats are recognised by them, and Slack repeats for minutes, in troubles for hours."""

    outbox: dt.timedelta = dt.timedelta(days=7)
    """From the moment that a call was made or given up; one that waits is kept until then."""

    sessions: dt.timedelta = dt.timedelta(days=90)
    """From the last turn: whoever comes back later begins anew."""

    gaps: dt.timedelta = dt.timedelta(days=90)
    """From when they were asked; and only while the workspace allows it at all."""

    feedback: dt.timedelta = dt.timedelta(days=90)
    team_decisions: dt.timedelta = dt.timedelta(days=90)
    """From the last answer or the closing; what was saved of it is a decision by itself."""

    buckets: dt.timedelta = dt.timedelta(days=1)
    oauth_states: dt.timedelta = dt.timedelta(days=1)
    """From the moment that they ended."""


UNTIL_FORGOTTEN = {
    "settings": "what a workspace has chosen holds until it chooses again",
    "people": "nobody is to be welcomed twice",
    "decisions": "a record is kept until somebody deletes it",
    "decision_numbers": "a number is never given twice",
    "decision_reviews": "as long as the decision that they are of",
    "team_answers": "as long as the team decision that they are of",
    "knowledge_snapshots": "as long as a decision rests on it",
    "installations": "StackPick works there until it is uninstalled",
    "memberships": "as long as the installation that they are by",
}
"""The only tables that are not swept, and why; they go when the workspace does."""


RETENTION = Retention()
"""How long StackPick keeps things; docs/privacy.md says it, too."""

_LAST_USED_BEFORE: Mapping[str, Callable[[dt.datetime], ColumnElement[bool]]] = {
    "deliveries": lambda moment: deliveries.c.taken_at < moment,
    "outbox": lambda moment: or_(outbox.c.sent_at < moment, outbox.c.dead_at < moment),
    "sessions": lambda moment: sessions.c.updated_at < moment,
    "gaps": lambda moment: gaps.c.at < moment,
    "feedback": lambda moment: feedback.c.given_at < moment,
    "team_decisions": lambda moment: team_decisions.c.changed_at < moment,
    "buckets": lambda moment: buckets.c.full_at < microseconds(moment),
    "oauth_states": lambda moment: oauth_states.c.expire_at < moment.replace(tzinfo=None),
}


def sweeps(retention: Retention, now: dt.datetime) -> Iterator[tuple[str, Delete]]:
    """For each table a statement that deletes at most BATCH of the rows that are too old."""
    for name, age in asdict(retention).items():
        table = metadata.tables[name]
        key = table.primary_key.columns.values()
        old = select(*key).where(_LAST_USED_BEFORE[name](now - age)).limit(BATCH)
        yield name, delete(table).where(tuple_(*key).in_(old))
