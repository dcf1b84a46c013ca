"""Where installations are kept: slack_sdk's store in StackPick's tables, with encrypted tokens."""

import datetime as dt
import logging
import time

from cryptography.fernet import MultiFernet
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Connection, Engine, MetaData, Table, and_, delete, or_, select, true

from bot.oauth.encryption import Encrypted
from bot.store import schema
from bot.store.schema import memberships
from bot.store.transactions import database_errors, transaction
from bot.store.upsert import upsert

TOKENS = ("bot_token", "bot_refresh_token")

STATE_SECONDS = 600
"""How long an installation that was begun may take."""

log = logging.getLogger("slack_sdk.oauth")  # which tells what it reads, states included


class Installations(SQLAlchemyInstallationStore):
    """One row for each workspace or organisation that has installed StackPick.

    Only the bot is kept: StackPick never asks for a person's token. Every method may be called
    from any thread, and raises StoreUnavailable.
    """

    def __init__(self, engine: Engine, client_id: str, keys: MultiFernet) -> None:
        super().__init__(client_id, engine, bots_table_name=schema.installations.name, logger=log)
        for name in TOKENS:
            self.bots.c[name].type = Encrypted(keys)

    @classmethod
    def build_bots_table(cls, metadata: MetaData, table_name: str) -> Table:
        """Our own table: the tokens' columns of slack_sdk's are too narrow for encrypted ones."""
        return schema.installations.to_metadata(metadata, name=table_name)

    def save(self, installation: Installation) -> None:
        """Keep the newest installation of a workspace or organisation, in place of older ones."""
        bot = installation.to_bot()
        bots = self.bots.c
        older = and_(
            bots.client_id == self.client_id,
            bots.enterprise_id.is_not_distinct_from(bot.enterprise_id),
            bots.team_id.is_not_distinct_from(bot.team_id),
            bots.installed_at < _utc(bot.installed_at),
        )
        with database_errors():
            self.save_bot(bot)
            with transaction(self.engine) as connection:
                connection.execute(delete(self.bots).where(older))

    def save_bot(self, bot: Bot) -> None:
        """Keep a bot, in place of the same installation with an older token."""
        with database_errors():
            super().save_bot(bot)

    def find(self, team: str, enterprise: str = "") -> Bot | None:
        """The installation that a workspace uses: its own, or that of its organisation.

        `enterprise` is what a delivery says; without it, what an earlier one has said.
        """
        with database_errors(), transaction(self.engine) as connection:
            bot = self._found(connection, team, enterprise)
            if bot and bot.is_enterprise_install and enterprise and team:
                row = {"team": team, "enterprise": enterprise}
                connection.execute(upsert(connection.dialect.name, memberships, row))
        return bot

    def _found(self, connection: Connection, team: str, enterprise: str) -> Bot | None:
        bots = self.bots.c
        known = select(memberships.c.enterprise).where(memberships.c.team == team)
        organisation = bots.enterprise_id == (enterprise or known.scalar_subquery())
        its_own = bots.team_id == team
        query = (
            select(self.bots)
            .where(bots.client_id == self.client_id)
            .where(or_(its_own, and_(bots.is_enterprise_install.is_(true()), organisation)))
            .order_by(bots.team_id.is_(None), bots.installed_at.desc())
            .limit(1)
        )
        row = connection.execute(query).mappings().one_or_none()
        return None if row is None else self.build_bot_entity(row)

    def count(self) -> int:
        """How many there are. Raises IdentityUnknown where no key reads the tokens of one."""
        with database_errors(), transaction(self.engine) as connection:
            return len(connection.execute(select(self.bots)).all())

    def renew(self) -> None:
        """Encrypt every token with the first key.

        Raises IdentityUnknown where no key reads one of them.
        """
        every = select(self.bots).order_by(self.bots.c.id).with_for_update()
        with database_errors(), transaction(self.engine) as connection:
            for row in connection.execute(every).mappings().all():
                tokens = {name: row[name] for name in TOKENS}
                this = self.bots.c.id == row["id"]
                connection.execute(self.bots.update().where(this).values(tokens))


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
        this = and_(states.state == state, states.expire_at > _utc(time.time()))
        taken = delete(self.oauth_states).where(this).returning(states.id)
        with database_errors(), transaction(self.engine) as connection:
            return connection.execute(taken).first() is not None


def _utc(timestamp: float) -> dt.datetime:
    """A moment as slack_sdk keeps it: in UTC, without saying so."""
    return dt.datetime.fromtimestamp(timestamp, dt.UTC).replace(tzinfo=None)
