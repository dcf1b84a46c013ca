"""What a turn reads and writes: deliveries, conversations, calls to Slack, how much is asked."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, and_

from bot.store.schema.parts import IS_PERSON, MAY_NAME, Moment, metadata

# What Slack delivered and a turn has taken; one row for each key of a delivery.
deliveries = Table(
    "deliveries",
    metadata,
    Column("key", Text, primary_key=True),
    Column("team", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Index(None, "taken_at"),
    Index(None, "team"),
)

# `state` is a Session as JSON. `version` counts how often it was kept: a row of version 0 holds
# nothing yet, and is there to be locked.
sessions = Table(
    "sessions",
    metadata,
    Column("team", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("thread", Text, primary_key=True),
    Column("person", Text, primary_key=True, info=IS_PERSON),
    Column("state", Text, nullable=False, info=MAY_NAME),
    Column("version", Integer, nullable=False),
    Column("updated_at", Moment, nullable=False),
)
Index(
    "ix_sessions_person",
    sessions.c.team,
    sessions.c.person,
    postgresql_where=sessions.c.person != "",
    sqlite_where=sessions.c.person != "",
)

# Calls to Slack. One waits until it is sent or dead; `body` is its JSON, with the call that comes
# after it if one does, NULL once it was sent.
# `attempts` counts the leases. `answers` is the key of the message that it answers, `posted_…` the
# message that came of it, and `reference` what its delivery is logged with.
outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("team", Text, nullable=False),
    Column("lane", Text, nullable=False, info=MAY_NAME),
    Column("method", Text, nullable=False),
    Column("body", Text, info=MAY_NAME),
    Column("kept_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("leased_until", Moment),
    Column("lease_owner", Text),
    Column("sent_at", Moment),
    Column("dead_at", Moment),
    Column("error", Text),
    Column("answers", Text),
    Column("posted_channel", Text),
    Column("posted_ts", Text),
    Column("reference", Text),
    Index(None, "team"),
)

waiting = and_(outbox.c.sent_at.is_(None), outbox.c.dead_at.is_(None))
_sent = outbox.c.sent_at.is_not(None)
_dead = outbox.c.dead_at.is_not(None)
_answer = outbox.c.answers.is_not(None)

Index("ix_outbox_due", outbox.c.due_at, outbox.c.id, postgresql_where=waiting, sqlite_where=waiting)
Index(
    "ix_outbox_lane",
    outbox.c.team,
    outbox.c.lane,
    outbox.c.id,
    postgresql_where=waiting,
    sqlite_where=waiting,
)
Index("ix_outbox_sent_at", outbox.c.sent_at, postgresql_where=_sent, sqlite_where=_sent)
Index("ix_outbox_dead_at", outbox.c.dead_at, postgresql_where=_dead, sqlite_where=_dead)
Index("ix_outbox_answers", outbox.c.answers, postgresql_where=_answer, sqlite_where=_answer)

# A bucket of turns for a person or a channel; see bot/limits.py. `full_at` is when it will be full
# again, `told_at` when it was last said to be empty, both in microseconds since 1970; `said` is its
# Allowance of the last turn.
buckets = Table(
    "buckets",
    metadata,
    Column("team", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True, info=IS_PERSON),
    Column("full_at", BigInteger, nullable=False),
    Column("said", Integer, nullable=False),
    Column("told_at", BigInteger, nullable=False),
)
