"""Decisions that a team takes together."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.schema.parts import IS_PERSON, MAY_NAME, Moment, metadata

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
