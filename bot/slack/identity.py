"""Who StackPick is in a workspace; in its only one it asks Slack once, and not for every event."""

import asyncio
from typing import Any, Protocol

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.results import Refused, result_of


class IdentityUnknown(Exception):
    """Slack did not say who StackPick is, so that nothing can be taken yet.

    `refusal` is Slack's reason where it refuses the token; None where it could not be asked.
    """

    def __init__(self, reason: str, refusal: str | None = None) -> None:
        self.refusal = refusal
        super().__init__(reason)


class Authorizations(Protocol):
    """Whose token and which bot user StackPick works with in each workspace.

    Every method raises IdentityUnknown where that cannot be told at the moment.
    """

    async def authorize(self, team: str, enterprise: str) -> AuthorizeResult | None:
        """For a delivery; None where StackPick is not installed. Ids are empty where unknown."""

    async def token_of(self, team: str) -> str | None:
        """For a call to Slack; None where StackPick is not installed."""

    async def newer_token(self, team: str, refused: str) -> str | None:
        """Another token than the one that Slack refused; None where there is none."""

    def forget(self) -> None:
        """Know nothing by heart any more: something was installed or uninstalled."""


class Authorize(AsyncAuthorize):
    """What Bolt asks for each delivery."""

    def __init__(self, authorizations: Authorizations) -> None:
        self._authorizations = authorizations

    async def __call__(
        self, *, enterprise_id: str | None, team_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        return await self._authorizations.authorize(team_id or "", enterprise_id or "")


class Identity:
    """The bot user of the one workspace that the token is for."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: AuthorizeResult | None = None
        self._asking = asyncio.Lock()

    async def known(self) -> AuthorizeResult:
        """Whose token and which bot user a request is handled with.

        Raises IdentityUnknown where Slack cannot be asked or refuses the token; the next call asks
        again.
        """
        async with self._asking:
            if self._known is None:
                self._known = await self._ask()
            return self._known

    async def authorize(self, _team: str, _enterprise: str) -> AuthorizeResult | None:
        return await self.known()

    async def token_of(self, _team: str) -> str | None:
        return self._client.token

    async def newer_token(self, _team: str, _refused: str) -> str | None:
        return None

    def forget(self) -> None:
        self._known = None

    async def _ask(self) -> AuthorizeResult:
        try:
            answer = await self._client.auth_test()
        except SlackApiError as error:
            result = result_of(error)
            refusal = result.error if isinstance(result, Refused) else None
            raise IdentityUnknown(result.error, refusal) from error
        except (aiohttp.ClientError, OSError) as error:  # a TimeoutError is one, too
            raise IdentityUnknown(type(error).__name__) from error
        return AuthorizeResult(
            enterprise_id=answer.get("enterprise_id"),
            team_id=answer["team_id"],
            bot_user_id=answer["user_id"],
            bot_id=answer.get("bot_id"),
            bot_token=self._client.token,
        )
