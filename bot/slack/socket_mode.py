"""Takes deliveries over Socket Mode, and finishes those in hand before it lets go."""

import asyncio
import logging

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import delivery
from bot.metrics import ACKNOWLEDGE_SECONDS
from bot.slack.results import Refused, result_of

log = logging.getLogger(__name__)


class AppTokenRefused(Exception):
    """Slack refuses the app-level token; the message is its reason."""


class SocketMode:
    """The connection that deliveries come over and their acknowledgements go back."""

    def __init__(self, app: AsyncApp, app_token: str, web_client: AsyncWebClient) -> None:
        self._handler = _Handler(app, app_token, web_client)

    async def introduce(self) -> None:
        """Ask Slack where to connect to.

        Raises AppTokenRefused: Bolt would ask for ever with a token that Slack refuses. Whatever
        else is in the way may pass; `connect` asks again then.
        """
        client = self._handler.client
        try:
            answer = await client.web_client.apps_connections_open(app_token=client.app_token)
            client.wss_uri = answer["url"]
        except SlackApiError as error:
            result = result_of(error)
            if isinstance(result, Refused):
                raise AppTokenRefused(result.error) from None
            log.warning("Slack cannot be reached yet (%s)", result.error)
        except (aiohttp.ClientError, OSError) as error:
            log.warning("Slack cannot be reached yet (%s)", type(error).__name__)

    async def connect(self) -> None:
        """Connect, however often Slack has to be asked; deliveries come from then on."""
        await self._handler.connect_async()  # type: ignore[no-untyped-call]
        log.info("Listening over Socket Mode")

    async def close(self, within: float) -> None:
        """Take no more deliveries, acknowledge those in hand `within` some seconds, and hang up."""
        try:
            await self._handler.finish(within)
        finally:
            await self._handler.close_async()  # type: ignore[no-untyped-call]


class _Handler(AsyncSocketModeHandler):
    """Bolt's handler, which knows what it has in hand."""

    def __init__(self, app: AsyncApp, app_token: str, web_client: AsyncWebClient) -> None:
        self._in_hand: set[asyncio.Task[None]] = set()
        self._is_finishing = False
        super().__init__(app, app_token, web_client=web_client)

    async def handle(  # type: ignore[override]
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        """Handle a delivery; Slack delivers again what is not taken any more."""
        if self._is_finishing:
            return
        with delivery(), ACKNOWLEDGE_SECONDS.time():
            work = asyncio.create_task(super().handle(client, req))
            self._in_hand.add(work)
            work.add_done_callback(self._in_hand.discard)
            await work

    async def finish(self, within: float) -> None:
        self._is_finishing = True
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=within)
