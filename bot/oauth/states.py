"""Installations that were begun in a browser: slack_sdk's store of them in StackPick's table."""

import time

from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Engine, MetaData, Table, and_, delete

from bot.oauth.installations import log, utc
from bot.store import schema
from bot.store.transactions import database_errors, transaction

STATE_SECONDS = 600
"""How long an installation that was begun may take."""


class States(SQLAlchemyOAuthStateStore):
    """The installations that were begun, each to be ended once and within STATE_SECONDS."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(STATE_SECONDS, engine, log, schema.oauth_states.name)

    @classmethod
    def build_oauth_states_table(cls, metadata: MetaData, table_name: str) -> Table:
        return schema.oauth_states.to_metadata(metadata, name=table_name)

    def consume(self, state: str) -> bool:
        """Take a state: true for one caller alone, and in time. Raises StoreUnavailable."""
        states = self.oauth_states.c
        this = and_(states.state == state, states.expire_at > utc(time.time()))
        taken = delete(self.oauth_states).where(this).returning(states.id)
        with database_errors(), transaction(self.engine) as connection:
            return connection.execute(taken).first() is not None
