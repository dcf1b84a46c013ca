"""The tables by what they keep, as the newest migration leaves them."""

from bot.store.schema.decisions import (
    decision_numbers,
    decision_reviews,
    decisions,
    knowledge_snapshots,
)
from bot.store.schema.opinions import feedback, gaps
from bot.store.schema.parts import IS_PERSON, MAY_NAME, Moment, metadata
from bot.store.schema.team_decisions import still_open, team_answers, team_decisions
from bot.store.schema.turns import buckets, deliveries, outbox, sessions, waiting
from bot.store.schema.workspaces import installations, memberships, oauth_states, people, settings

__all__ = [
    "IS_PERSON",
    "MAY_NAME",
    "Moment",
    "buckets",
    "decision_numbers",
    "decision_reviews",
    "decisions",
    "deliveries",
    "feedback",
    "gaps",
    "installations",
    "knowledge_snapshots",
    "memberships",
    "metadata",
    "oauth_states",
    "outbox",
    "people",
    "sessions",
    "settings",
    "still_open",
    "team_answers",
    "team_decisions",
    "waiting",
]
