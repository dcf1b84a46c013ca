"""Decisions that are kept, with what they rest on and what became of them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.schema.parts import MAY_NAME, Moment, metadata

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
