"""Who StackPick is in its workspace, asked of Slack once and not for every event."""

import asyncio

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient


class Identity:
    """The bot user of the one workspace that the token is for."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: AuthorizeResult | None = None
        self._asking = asyncio.Lock()

    async def known(self) -> AuthorizeResult:
        """Whose token and which bot user a request is handled with.

        Raises SlackApiError where Slack refuses the token, aiohttp.ClientError where it cannot be
        reached; the next call asks again.
        """
        async with self._asking:
            if self._known is None:
                self._known = await self._ask()
            return self._known

    async def _ask(self) -> AuthorizeResult:
        answer = await self._client.auth_test()
        return AuthorizeResult(
            enterprise_id=answer.get("enterprise_id"),
            team_id=answer["team_id"],
            bot_user_id=answer["user_id"],
            bot_id=answer.get("bot_id"),
            bot_token=self._client.token,
        )
