"""Which token StackPick works with in each of the workspaces that have installed it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.oauth.installation_store import Bot

from bot.oauth.exchanging import Exchanges, TokenLost
from bot.oauth.installations import Installations

KNOWN_SECONDS = 60.0
"""How long an installation is known by heart, as another process may have replaced it."""


@dataclass(frozen=True, slots=True)
class _Known:
    bot: Bot
    until: float


class Workspaces:
    """The `Authorizations` of all installations; asks Slack only to exchange a token."""

    def __init__(
        self,
        installations: Installations,
        exchanges: Exchanges,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._installations, self._exchanges, self._now = installations, exchanges, now
        self._known: dict[str, _Known] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def authorize(self, team: str, enterprise: str) -> AuthorizeResult | None:
        try:
            bot = await self._bot(team, enterprise)
        except TokenLost:  # as good as uninstalled, and that is what people are told
            return None
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=team or bot.team_id,
            bot_user_id=bot.bot_user_id,
            bot_id=bot.bot_id,
            bot_token=bot.bot_token,
            bot_scopes=bot.bot_scopes,
        )

    async def token_of(self, team: str) -> str | None:
        bot = await self._bot(team, "")
        return bot.bot_token if bot else None

    async def newer_token(self, team: str, refused: str) -> str | None:
        self._known.pop(team, None)
        token = await self.token_of(team)
        return None if token == refused else token

    def forget(self) -> None:
        self._known.clear()

    async def _bot(self, team: str, enterprise: str) -> Bot | None:
        key = team or enterprise
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            known = self._known.get(key)
            if known is None or known.until <= self._now():
                return await self._looked_up(key, team, enterprise)
            return known.bot

    async def _looked_up(self, key: str, team: str, enterprise: str) -> Bot | None:
        bot = await asyncio.to_thread(self._installations.find, team, enterprise)
        if bot is None:
            self._known.pop(key, None)
            return None
        current = await self._exchanges.lasting(bot)
        self._known[key] = _Known(current, self._now() + KNOWN_SECONDS)
        return current
