"""Which token StackPick works with in each of the workspaces that have installed it."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.oauth.installations import Installations
from bot.slack.identity import IdentityUnknown

KNOWN_SECONDS = 60.0
"""How long an installation is known by heart, as another process may have replaced it."""

RENEW_MINUTES = 120
"""How long before its end a token is exchanged for a new one; Slack gives each twelve hours."""

log = logging.getLogger(__name__)


_Installation = tuple[str | None, str | None, float]


@dataclass(frozen=True, slots=True)
class _Known:
    bot: Bot
    until: float


class Workspaces:
    """The `Authorizations` of all installations; asks Slack only to exchange a token."""

    def __init__(
        self,
        installations: Installations,
        rotator: AsyncTokenRotator,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._installations, self._rotator, self._now = installations, rotator, now
        self._known: dict[str, _Known] = {}
        self._unsaved: dict[_Installation, Bot] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def authorize(self, team: str, enterprise: str) -> AuthorizeResult | None:
        bot = await self._bot(team, enterprise)
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
        current = await self._with_lasting_token(self._unsaved.get(_installation(bot), bot))
        await self._saved(current)
        self._known[key] = _Known(current, self._now() + KNOWN_SECONDS)
        return current

    async def _with_lasting_token(self, bot: Bot) -> Bot:
        """The installation, its token exchanged where that ends soon.

        Another process may do the same at the same moment; Slack takes a refresh token once, so
        whoever comes second goes on with the old token, which still holds for a while.
        """
        try:
            renewed = await self._rotator.perform_bot_token_rotation(
                bot=bot, minutes_before_expiration=RENEW_MINUTES
            )
        except (SlackTokenRotationError, aiohttp.ClientError, OSError) as error:
            return self._unless_ended(bot, error)
        if renewed is None:
            return bot
        self._unsaved[_installation(bot)] = renewed
        return renewed

    async def _saved(self, bot: Bot) -> None:
        """Keep a token that Slack has exchanged; one that cannot be kept is tried again next time.

        The one before it is worth nothing any more. Raises StoreUnavailable.
        """
        if _installation(bot) in self._unsaved:
            await asyncio.to_thread(self._installations.save_bot, bot)
            self._unsaved.pop(_installation(bot), None)

    def _unless_ended(self, bot: Bot, error: Exception) -> Bot:
        log.warning("A token could not be renewed (%s)", type(error).__name__)
        if (bot.bot_token_expires_at or 0) <= self._now():
            raise IdentityUnknown("the token has ended and could not be renewed") from error
        return bot


def _installation(bot: Bot) -> _Installation:
    """What stays the same of an installation whatever its token."""
    return bot.enterprise_id, bot.team_id, bot.installed_at
