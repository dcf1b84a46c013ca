"""Runs StackPick until it is told to stop, over Socket Mode or HTTP."""

import asyncio
import logging
import signal
import socket
from typing import cast

import aiohttp
import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.types import ASGIApp

from bot.app import Service, service
from bot.learning import Library
from bot.settings import Settings, SettingsError, Transport
from bot.slack.identity import IdentityUnknown
from bot.store.protocol import Store
from bot.web import web_app

REQUESTS_SECONDS = 3
"""How long deliveries in hand may take at the end: Slack waits no longer. See FINISH_SECONDS."""

INTRODUCE_SECONDS = 3.0
"""How long a start waits for Slack; deliveries ask again."""

log = logging.getLogger(__name__)


async def serve(settings: Settings, transport: Transport, library: Library, store: Store) -> None:
    """Take deliveries until SIGTERM or SIGINT; then finish what is in hand.

    Raises SettingsError where Slack refuses a token or the port is taken.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with service(settings, library, store) as running:
        await _introduce(running)
        match transport:
            case "socket":
                await _over_socket(settings, running, stop)
            case "http":
                await _over_http(settings, running, stop)
    log.info("Stopped")


async def _introduce(running: Service) -> None:
    """Ask Slack who this is, so that the first delivery need not wait for it."""
    try:
        async with asyncio.timeout(INTRODUCE_SECONDS):
            me = await running.identity.known()
    except IdentityUnknown as unknown:
        if unknown.refusal:
            problem = f"SLACK_BOT_TOKEN: Slack refuses it ({unknown.refusal})"
            raise SettingsError((problem,)) from None
        log.warning("Slack cannot be reached yet (%s)", unknown)
    except TimeoutError:
        log.warning("Slack cannot be reached yet (no answer in %s s)", INTRODUCE_SECONDS)
    else:
        log.info("Connected to the workspace %s as %s", me.team_id, me.bot_user_id)


async def _over_socket(settings: Settings, running: Service, stop: asyncio.Event) -> None:
    token = settings.slack_app_token
    app_token = token.get_secret_value() if token else ""
    web_client = AsyncWebClient(
        token=app_token, base_url=settings.api_url, session=running.client.session
    )
    handler = AsyncSocketModeHandler(running.bolt, app_token, web_client=web_client)
    try:
        await _introduce_app(handler)
        connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
        connecting.add_done_callback(_say_listening)
        await stop.wait()
        connecting.cancel()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _introduce_app(handler: AsyncSocketModeHandler) -> None:
    """Ask Slack where to connect to; Bolt would ask for ever with a token that Slack refuses."""
    try:
        async with asyncio.timeout(INTRODUCE_SECONDS):
            handler.client.wss_uri = await handler.client.issue_new_wss_url()
    except SlackApiError as error:
        reason = error.response.get("error", "no reason given")
        raise SettingsError((f"SLACK_APP_TOKEN: Slack refuses it ({reason})",)) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        log.warning("Slack cannot be reached yet (%s)", type(error).__name__)


def _say_listening(connecting: asyncio.Task[None]) -> None:
    if not connecting.cancelled():
        log.info("Listening over Socket Mode")


async def _over_http(settings: Settings, running: Service, stop: asyncio.Event) -> None:
    try:
        listening = socket.create_server((settings.host, settings.port), backlog=512)
    except OSError as error:
        problem = f"PORT: {settings.host}:{settings.port} cannot be used ({error.strerror})"
        raise SettingsError((problem,)) from None
    slack = cast("ASGIApp", AsyncSlackRequestHandler(running.bolt))
    config = uvicorn.Config(
        web_app(slack, running),
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=REQUESTS_SECONDS,
    )
    server = uvicorn.Server(config)
    log.info("Listening on http://%s:%s/slack/events", settings.host, settings.port)
    serving = asyncio.create_task(server.serve([listening]))
    await asyncio.wait({serving, asyncio.create_task(stop.wait())}, return_when="FIRST_COMPLETED")
    server.should_exit = True
    await serving
