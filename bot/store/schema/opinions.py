"""What people think of answers, and what was not understood."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text

from bot.store.schema.parts import IS_PERSON, Moment, metadata

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
