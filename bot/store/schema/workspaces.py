"""Workspaces: what is set there, whom StackPick has met, and who has installed it."""

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, Table, Text

from bot.store.schema.parts import IS_PERSON, MAY_NAME, Moment, metadata

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
