"""StackPick that workspaces install over HTTP, in this process, and the browser they do it in."""

import asyncio
import html
import json
import re
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import aiohttp
import uvicorn
from sqlalchemy import Row, Table, select
from starlette.types import ASGIApp

from bot.app import service
from bot.cli.running import installing
from bot.settings import Settings
from bot.store.engine import open_store
from bot.store.sql import SqlStore
from bot.web import web_app
from tests.oauth.slack import CLIENT_ID, CLIENT_SECRET, Party, Slack
from tests.slack.running import SIGNING_SECRET, Running, the_library

KEY, OLDER_KEY = "a" * 43 + "=", "b" * 42 + "Y="
TEAM = "T1"
"""The workspace of the payloads in tests/slack/payloads.py."""


@dataclass(frozen=True, slots=True)
class Installed:
    """StackPick over HTTP at `url`; `deliver` sends it what Slack does, signed."""

    url: str
    deliver: Running
    slack: Slack
    store: SqlStore

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[aiohttp.ClientSession]:
        """It keeps cookies, and takes this machine for as safe as HTTPS."""
        jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=self.url)
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            yield session

    async def install(self, party: Party) -> str:
        """Go through the browser until StackPick is installed; the last page."""
        self.slack.installs = party
        async with (
            self.browser() as browser,
            browser.get(await self.page_of_slack(browser)) as last,
        ):
            text = await last.text()
            assert last.status == 200, text
            return text

    async def page_of_slack(self, browser: aiohttp.ClientSession) -> str:
        """Where the button of the install page leads to."""
        async with browser.get(f"{self.url}/slack/install") as page:
            text = await page.text()
        (link,) = re.findall(r'href="(http[^"]*)"', text)
        return html.unescape(link)

    def rows(self, table: Table) -> list[Row[Any]]:
        """What the database holds, seen past StackPick's own types."""
        with self.store.engine.begin() as connection:
            return list(connection.execute(select(table)).all())


@asynccontextmanager
async def installed(
    folder: Path, slack: Slack, *, encryption_keys: str = KEY
) -> AsyncIterator[Installed]:
    """StackPick on a SQLite file in `folder`."""
    given = settings(slack, encryption_keys)
    store = open_store(f"sqlite:///{folder}/stackpick.db")
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    slack.redirect_url = f"{url}/slack/oauth_redirect"
    try:
        async with service(given, the_library(), store, installing(given, store)) as running:
            web = web_app(running)
            async with _served(web, listening):
                yield Installed(url, Running(web, cast("Any", slack), store), slack, store)
    finally:
        listening.close()
        store.close()


@asynccontextmanager
async def _served(web: ASGIApp, listening: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(web, log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve([listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


def settings(slack: Slack, encryption_keys: str) -> Settings:
    return Settings(
        _env_file=None,
        slack_client_id=CLIENT_ID,
        slack_client_secret=CLIENT_SECRET,
        token_encryption_key=encryption_keys,
        slack_signing_secret=SIGNING_SECRET,
        slack_api_url=slack.url,
    )


def of(party: Party, payload: Mapping[str, Any]) -> dict[str, Any]:
    """A payload of another workspace, with every other id as it is."""
    told: dict[str, Any] = json.loads(json.dumps(payload).replace(f'"{TEAM}"', f'"{party.team}"'))
    return told


def by_organisation(party: Party, payload: Mapping[str, Any]) -> dict[str, Any]:
    """An event of a workspace that uses its organisation's installation."""
    told = of(party, payload)
    authorization = {
        "enterprise_id": party.enterprise,
        "team_id": party.team,
        "user_id": party.bot_user,
        "is_enterprise_install": True,
    }
    return {**told, "enterprise_id": party.enterprise, "authorizations": [authorization]}
