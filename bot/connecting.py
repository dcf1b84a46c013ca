"""Makes what talks with Slack of the settings: the client of its Web API, and Bolt's app."""

import logging

import aiohttp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.web.async_client import AsyncWebClient

from bot import phrases
from bot.errors import on_error
from bot.settings import Settings
from bot.slack.dispatching import Dispatcher
from bot.slack.identity import Authorizations, Authorize
from bot.slack.web_api import TIMEOUT_SECONDS

_SLACK_SDK = logging.getLogger("slack_sdk")
"""slack_sdk writes every call out for a logger that has no level of its own; see logs.QUIET."""


def web_client(
    settings: Settings, session: aiohttp.ClientSession, token: str | None = None
) -> AsyncWebClient:
    """A client of Slack's Web API, over a session that others share."""
    return AsyncWebClient(
        token=token,
        base_url=settings.api_url,
        timeout=TIMEOUT_SECONDS,
        session=session,
        logger=_SLACK_SDK,
    )


def dispatcher(
    settings: Settings,
    client: AsyncWebClient,
    who: Authorizations,
    flow: AsyncOAuthFlow | None,
) -> Dispatcher:
    """Bolt's app without a listener; over HTTP it takes what is signed with the secret alone."""
    secret = settings.slack_signing_secret
    return Dispatcher(
        on_error,
        name="stackpick",
        logger=logging.getLogger("slack_bolt"),  # else Bolt logs at our level, payloads and all
        client=client,
        authorize=Authorize(who),
        oauth_flow=flow,
        user_facing_authorize_error_message=phrases.NOT_INSTALLED,
        signing_secret=secret.get_secret_value() if secret else None,
        request_verification_enabled=secret is not None,
        attaching_conversation_kwargs_enabled=False,
    )


def bot_token(settings: Settings) -> str | None:
    """The token for one workspace; None where many may install StackPick."""
    token = settings.slack_bot_token
    return None if token is None or settings.installs else token.get_secret_value()
