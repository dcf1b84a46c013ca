"""Exchanges a token that ends soon, once over all processes, and keeps what Slack gives for it.

A refresh token is used once: Slack revokes it a short while after, and lets only the two newest
access tokens of an installation live (docs.slack.dev, "Using token rotation"). So two exchanges at
once would leave one of them with tokens that are worth nothing, and an answer that is lost with the
process is lost for good, unless the same is tried again at once.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager

import aiohttp
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.oauth.installations import Installations
from bot.slack.identity import IdentityUnknown

RENEW_MINUTES = 120
"""How long before its end a token is exchanged for a new one; Slack gives each twelve hours."""

REVOKED = "invalid_refresh_token"
"""Slack's word for a refresh token that it will not take however often it is tried."""

Installation = tuple[str | None, str | None, float]

log = logging.getLogger(__name__)


class TokenLost(IdentityUnknown):
    """The token has ended and no other can be had: StackPick must be installed again."""


def is_lost(bot: Bot) -> bool:
    """Whether an installation ends, or has ended, with its token."""
    return bot.bot_token_expires_at is not None and not bot.bot_refresh_token


class Exchanges:
    """The exchanges of one process, one after another."""

    def __init__(
        self,
        installations: Installations,
        rotator: AsyncTokenRotator,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._installations, self._rotator, self._now = installations, rotator, now
        self._unsaved: dict[Installation, Bot] = {}
        self._one_at_a_time = asyncio.Lock()

    async def lasting(self, bot: Bot) -> Bot:
        """The installation with a token that lasts for a while.

        While others are exchanged, one that still holds is gone on with. What was begun is ended
        even where nobody waits for it any more. Raises IdentityUnknown where the token has ended
        and could not be exchanged, TokenLost where it never will be, and StoreUnavailable.
        """
        if not self._ends_within(bot, RENEW_MINUTES):
            return bot
        if self._one_at_a_time.locked() and not self._ends_within(bot, 0):
            return bot
        return await asyncio.shield(asyncio.ensure_future(self._exchanged(bot)))

    async def _exchanged(self, bot: Bot) -> Bot:
        wait = self._ends_within(bot, 0)
        async with self._one_at_a_time, self._alone(bot, wait=wait) as alone:
            if not alone:
                return bot
            newest = await self._newest(bot)
            if not self._ends_within(newest, RENEW_MINUTES):
                return newest
            return await self._renewed(newest)

    @asynccontextmanager
    async def _alone(self, bot: Bot, *, wait: bool) -> AsyncIterator[bool]:
        with ExitStack() as none_yet:
            alone = self._installations.alone(bot, wait=wait)
            taken = await asyncio.to_thread(none_yet.enter_context, alone)
            held = none_yet.pop_all()
        try:
            yield taken
        finally:
            await asyncio.to_thread(held.close)

    async def _newest(self, bot: Bot) -> Bot:
        """As it is after whoever was before has exchanged it; kept first where that failed."""
        unsaved = self._unsaved.get(_installation(bot))
        if unsaved is not None:
            await self._save(unsaved)
            return unsaved
        found = await asyncio.to_thread(
            self._installations.find, bot.team_id or "", bot.enterprise_id or ""
        )
        return found if found and _installation(found) == _installation(bot) else bot

    async def _renewed(self, bot: Bot) -> Bot:
        if is_lost(bot):
            return self._unless_ended(bot, TokenLost("the token has ended; install it again"))
        try:
            renewed = await self._rotator.perform_bot_token_rotation(
                bot=bot, minutes_before_expiration=RENEW_MINUTES
            )
        except SlackTokenRotationError as error:
            return await self._refused(bot, str(error.api_error.response.get("error", "")))
        except (aiohttp.ClientError, OSError) as error:
            return self._not_renewed(bot, type(error).__name__)
        if renewed is None:
            return bot
        self._unsaved[_installation(bot)] = renewed
        await self._save(renewed)
        return renewed

    async def _save(self, bot: Bot) -> None:
        """Keep what Slack gave, before all else; what cannot be kept is tried again next time."""
        await asyncio.to_thread(self._installations.save_tokens, bot)
        self._unsaved.pop(_installation(bot), None)

    async def _refused(self, bot: Bot, error: str) -> Bot:
        """A refresh token that is revoked is forgotten, so that it shows what must be done."""
        if error != REVOKED:
            return self._not_renewed(bot, error)
        who = bot.team_id or bot.enterprise_id
        log.error("Slack renews the token of %s no more (%s): install StackPick again", who, error)
        lost = Bot(**bot.to_dict_for_copying())
        lost.bot_refresh_token = None
        await asyncio.to_thread(self._installations.save_tokens, lost)
        return self._unless_ended(lost, TokenLost("the token has ended; install it again"))

    def _not_renewed(self, bot: Bot, error: str) -> Bot:
        log.warning("The token of %s could not be renewed (%s)", bot.team_id, error)
        return self._unless_ended(bot, IdentityUnknown("the token has ended, and is not renewed"))

    def _unless_ended(self, bot: Bot, unknown: IdentityUnknown) -> Bot:
        if self._ends_within(bot, 0):
            raise unknown
        return bot

    def _ends_within(self, bot: Bot, minutes: int) -> bool:
        ends = bot.bot_token_expires_at
        return ends is not None and ends <= self._now() + minutes * 60


def _installation(bot: Bot) -> Installation:
    """What stays the same of an installation whatever its token."""
    return bot.enterprise_id, bot.team_id, bot.installed_at
