"""The tables, as the newest migration leaves them."""

import datetime as dt

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    and_,
    text,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Moment(TypeDecorator[dt.datetime]):
    """A moment in UTC; always with its time zone, which SQLite's own type forgets."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: dt.datetime | None, _dialect: Dialect
    ) -> dt.datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return None if value is None else value.astimezone(dt.UTC)

    def process_result_value(
        self, value: dt.datetime | None, _dialect: Dialect
    ) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


IS_PERSON = {"person": "is"}
"""Marks a column that holds a person's id: the row goes when they are forgotten."""

MAY_NAME = {"person": "in"}
"""Marks a text that may name a person: see bot/store/forgetting.py for what then becomes of it."""

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

# Questions that were not understood or whose answer did not help, and never who asked them. `told`
# is what came of the question, `nearest` the criteria that came near, as a JSON list of
# [criterion, confidence]; `picked` is the one of them that was meant, as far as that was said.
gaps = Table(
    "gaps",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("team", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("told", Text, nullable=False),
    Column("nearest", Text, nullable=False),
    Column("picked", Text),
    Column("unhelpful", Boolean, nullable=False),
    Column("expected", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
    Index(None, "team", "id"),
)

# What people have chosen for a channel, or for a whole workspace where `channel` is empty, and what
# Slack has shown that it takes there; see bot/store/workspace.py for the names and their values.
settings = Table(
    "settings",
    metadata,
    Column("team", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("changed_by", Text, nullable=False, info=MAY_NAME),
    Column("changed_at", Moment, nullable=False),
)

# Whom StackPick has met: since when they have been welcomed, and when they first opened App Home.
people = Table(
    "people",
    metadata,
    Column("team", Text, primary_key=True),
    Column("person", Text, primary_key=True, info=IS_PERSON),
    Column("welcomed_at", Moment),
    Column("opened_home_at", Moment),
)

# What a person thinks of an answer: `message` is its channel and `ts`, `expected` what
# they say they expected instead, empty where they say nothing.
feedback = Table(
    "feedback",
    metadata,
    Column("team", Text, primary_key=True),
    Column("person", Text, primary_key=True, info=IS_PERSON),
    Column("message", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("expected", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
    Index(None, "given_at"),
)

# Who has installed StackPick, where it is installed over OAuth: a workspace, or an organisation,
# whose row has no team. The columns are those that slack_sdk's installation store keeps of a bot;
# the tokens in it are encrypted.
installations = Table(
    "installations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", Text, nullable=False),
    Column("app_id", Text, nullable=False),
    Column("enterprise_id", Text),
    Column("enterprise_name", Text),
    Column("team_id", Text),
    Column("team_name", Text),
    Column("bot_token", Text),
    Column("bot_id", Text),
    Column("bot_user_id", Text),
    Column("bot_scopes", Text),
    Column("bot_refresh_token", Text),
    Column("bot_token_expires_at", DateTime),
    Column("is_enterprise_install", Boolean, nullable=False),
    Column("installed_at", DateTime, nullable=False),
    Index(None, "team_id"),
    Index(None, "enterprise_id"),
)

# The organisation by whose installation a workspace uses StackPick.
memberships = Table(
    "memberships",
    metadata,
    Column("team", Text, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Index(None, "enterprise"),
)

# Installations that were begun in a browser and must end in the same; of no workspace yet.
oauth_states = Table(
    "oauth_states",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", Text, nullable=False, unique=True),
    Column("expire_at", DateTime, nullable=False),
)

# A bucket of turns for a person or a channel; see bot/limits.py. `full_at` is when it will be full
# again, `told_at` when it was last said to be empty, both in microseconds since 1970; `said` is the
# Verdict on the last turn.
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

# What StackPick knew when something was decided; `content` is its JSON, compressed by zlib. It is
# the same for all workspaces, and tells of none.
knowledge_snapshots = Table(
    "knowledge_snapshots",
    metadata,
    Column("version", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("kept_at", Moment, nullable=False),
)

# The last number that a workspace gave to a decision, and (`called`) to one that a team was called
# to take: the row that whoever saves or begins one locks.
decision_numbers = Table(
    "decision_numbers",
    metadata,
    Column("team", Text, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("called", Integer, nullable=False, server_default=text("0")),
)

# Decisions that are kept. Only the newer of two points at the other, and at most one at each: so
# the two directions cannot differ, and a pointer cannot outlive what it points at. `wanted_title`
# is the title as it is searched for; `voices` and `receipt` are JSON, the latter byte for byte as
# it was computed.
decisions = Table(
    "decisions",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("team", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("wanted_title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("owner", Text, nullable=False, info=MAY_NAME),
    Column("owner_name", Text, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("voices", Text, nullable=False, info=MAY_NAME),
    Column("receipt", Text, nullable=False),
    Column("version", Text, ForeignKey("knowledge_snapshots.version"), nullable=False),
    Column("supersedes_id", ForeignKey("decisions.id", ondelete="SET NULL"), unique=True),
    UniqueConstraint("team", "number"),
    Index(None, "team", "owner"),
    Index(None, "version"),
)

# One row for each decision and version of the knowledge that it was computed anew on. `flip` is
# the smallest change that gives another outcome, in units; `kept_at` is when its owner let it
# stand. `outcome` is empty where the decision could not be read.
decision_reviews = Table(
    "decision_reviews",
    metadata,
    Column("decision_id", ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("team", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("margin", Float, nullable=False),
    Column("flip", Text),
    Column("told", Boolean, nullable=False),
    Column("reviewed_at", Moment, nullable=False),
    Column("kept_at", Moment),
    Index(None, "team"),
)

# Decisions that a team is taking or has taken: called for in a channel, answered, closed. `fixed`
# is JSON: what holds for all. `domain` is the workspace's in addresses.
# `card_ts` is the message that counts the answers, `card_shown_at` when it was last written.
# `outcome` is empty while it is open and where nobody answered; `saved_as` is the number of the
# decision that was kept of it.
team_decisions = Table(
    "team_decisions",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("team", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("owner", Text, nullable=False, info=MAY_NAME),
    Column("names_shown", Boolean, nullable=False),
    Column("fixed", Text, nullable=False),
    Column("deadline", Moment),
    Column("channel", Text, nullable=False),
    Column("domain", Text, nullable=False),
    Column("card_ts", Text, nullable=False),
    Column("card_shown_at", Moment),
    Column("opened_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("outcome", Text, nullable=False),
    Column("saved_as", Integer),
    UniqueConstraint("team", "number"),
    Index(None, "team", "owner"),
    Index(None, "changed_at"),
)
still_open = team_decisions.c.closed_at.is_(None)
Index(
    "ix_team_decisions_deadline",
    team_decisions.c.deadline,
    postgresql_where=still_open,
    sqlite_where=still_open,
)

# What each person has answered; `late` is what they answered after the closing, which does not
# count and takes the place of nothing that does. `name` is empty where names are not shown.
team_answers = Table(
    "team_answers",
    metadata,
    Column("decision_id", ForeignKey("team_decisions.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Text, primary_key=True, info=IS_PERSON),
    Column("late", Boolean, primary_key=True),
    Column("team", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("given", Text, nullable=False),
    Column("answered_at", Moment, nullable=False),
    Index(None, "team", "person"),
)
