"""Where installations are kept: slack_sdk's store in StackPick's tables, with encrypted tokens."""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cryptography.fernet import MultiFernet
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import Connection, Engine, MetaData, Table, and_, delete, func, or_, select, true

from bot.oauth.encryption import Encrypted
from bot.store import schema
from bot.store.schema import memberships
from bot.store.transactions import database_errors, transaction
from bot.store.upsert import upsert

TOKENS = ("bot_token", "bot_refresh_token")

_EXCHANGES = 7247132
"""What the database's locks of exchanges begin with; any number that nothing else locks by."""

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
            bots.installed_at < utc(bot.installed_at),
        )
        with database_errors():
            self.save_bot(bot)
            with transaction(self.engine) as connection:
                connection.execute(delete(self.bots).where(older))

    def save_bot(self, bot: Bot) -> None:
        with database_errors():
            super().save_bot(bot)

    def save_tokens(self, bot: Bot) -> None:
        """Keep an installation's newer tokens; nothing where it was uninstalled meanwhile."""
        bots, ends = self.bots.c, bot.bot_token_expires_at
        this = and_(
            bots.client_id == self.client_id,
            bots.enterprise_id.is_not_distinct_from(bot.enterprise_id),
            bots.team_id.is_not_distinct_from(bot.team_id),
            bots.installed_at == utc(bot.installed_at),
        )
        newer = {name: getattr(bot, name) for name in TOKENS}
        newer["bot_token_expires_at"] = None if ends is None else utc(ends)
        with database_errors(), transaction(self.engine) as connection:
            connection.execute(self.bots.update().where(this).values(newer))

    @contextmanager
    def alone(self, bot: Bot, *, wait: bool) -> Iterator[bool]:
        """Whether this process alone may exchange the installation's token meanwhile.

        Where another does, it is waited for if that is wanted; for longer than a turn may take
        raises StoreUnavailable. SQLite has one process.
        """
        if self.engine.dialect.name == "sqlite":
            yield True
            return
        key = func.hashtext(f"{self.client_id} {bot.enterprise_id} {bot.team_id}")
        lock = func.pg_advisory_xact_lock if wait else func.pg_try_advisory_xact_lock
        with transaction(self.engine) as connection:
            with database_errors():
                taken = connection.execute(select(lock(_EXCHANGES, key))).scalar_one()
            yield taken is not False

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

    def all(self) -> Sequence[Bot]:
        """Every one. Raises IdentityUnknown where no key reads the tokens of one."""
        with database_errors(), transaction(self.engine) as connection:
            rows = connection.execute(select(self.bots)).mappings().all()
        return [self.build_bot_entity(row) for row in rows]

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


def utc(timestamp: float) -> dt.datetime:
    """A moment as slack_sdk keeps it: in UTC, without saying so."""
    return dt.datetime.fromtimestamp(timestamp, dt.UTC).replace(tzinfo=None)
