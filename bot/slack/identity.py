"""Who StackPick is in its workspace, asked of Slack once and not for every event."""

import asyncio

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.web_api import Refused, result_of


class IdentityUnknown(Exception):
    """Slack did not say who StackPick is, so that nothing can be taken yet.

    `refusal` is Slack's reason where it refuses the token; None where it could not be asked.
    """

    def __init__(self, reason: str, refusal: str | None = None) -> None:
        self.refusal = refusal
        super().__init__(reason)


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
