"""The way through the browser by which somebody installs StackPick into their workspace."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine

from bot.oauth.encryption import keys
from bot.oauth.exchanging import Exchanges
from bot.oauth.installations import Installations
from bot.oauth.states import STATE_SECONDS, States
from bot.oauth.workspaces import Workspaces
from bot.slack.ids import INSTALL_PATH, REDIRECT_PATH
from bot.slack.manifest import manifest
from bot.store.transactions import database_errors

AUTHORIZE_PAGE = "../oauth/v2/authorize"
"""Where Slack asks whether to install, from the address of its Web API."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What Slack knows the app by, and what its tokens are encrypted with."""

    client_id: str
    client_secret: str
    encryption_keys: str


class Installing:
    """Installations into many workspaces, kept in the database of `engine`."""

    def __init__(self, credentials: Credentials, engine: Engine) -> None:
        self._credentials = credentials
        self._states = States(engine)
        self._installations = Installations(
            engine, credentials.client_id, keys(credentials.encryption_keys)
        )

    def all(self) -> Sequence[Bot]:
        """Every installation; changes nothing.

        Raises IdentityUnknown where the stored tokens cannot be read, and StoreUnavailable.
        """
        return self._installations.all()

    def renew(self) -> None:
        """Encrypt the stored tokens with the newest key; raises what `all` does."""
        self._installations.renew()

    def over(self, client: AsyncWebClient) -> tuple[Workspaces, AsyncOAuthFlow]:
        """The authorizations and the way through the browser, calling Slack by `client`."""
        given = self._credentials
        rotator = AsyncTokenRotator(
            client_id=given.client_id, client_secret=given.client_secret, client=client
        )
        exchanges = Exchanges(self._installations, rotator)
        workspaces = Workspaces(self._installations, exchanges)
        settings = AsyncOAuthSettings(
            client_id=given.client_id,
            client_secret=given.client_secret,
            scopes=manifest()["oauth_config"]["scopes"]["bot"],
            user_scopes=[],
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            authorization_url=urljoin(client.base_url, AUTHORIZE_PAGE),
            installation_store=_Kept(self._installations, workspaces),
            state_store=_Begun(self._states),
            state_expiration_seconds=STATE_SECONDS,
        )
        flow = AsyncOAuthFlow(
            client=client, logger=logging.getLogger("slack_bolt"), settings=settings
        )
        return workspaces, flow


class _Kept(AsyncInstallationStore):
    """Installations as the flow keeps them, on a thread."""

    def __init__(self, installations: Installations, workspaces: Workspaces) -> None:
        self._installations, self._workspaces = installations, workspaces

    @property
    def logger(self) -> logging.Logger:
        return self._installations.logger

    async def async_save(self, installation: Installation) -> None:
        await asyncio.to_thread(self._installations.save, installation)
        self._workspaces.forget()


class _Begun(AsyncOAuthStateStore):
    """States as the flow issues and takes them, on a thread."""

    def __init__(self, states: States) -> None:
        self._states = states

    @property
    def logger(self) -> logging.Logger:
        return self._states.logger

    async def async_issue(self, *_: object, **__: object) -> str:
        return await asyncio.to_thread(self._issue)

    async def async_consume(self, state: str) -> bool:
        return await asyncio.to_thread(self._states.consume, state)

    def _issue(self) -> str:
        with database_errors():
            return self._states.issue()
