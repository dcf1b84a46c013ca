"""Runs StackPick until it is told to stop, over Socket Mode or HTTP."""

import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import uvicorn
from slack_sdk.web.async_client import AsyncWebClient
from starlette.types import ASGIApp

from bot.app import Service, service
from bot.learning import Library
from bot.settings import Settings, SettingsError, Transport
from bot.slack.identity import Identity, IdentityUnknown
from bot.slack.ids import EVENTS_PATH
from bot.slack.socket_mode import AppTokenRefused, SocketMode
from bot.store.workspace import WholeStore
from bot.web import watch_app, web_app

if TYPE_CHECKING:
    from bot.oauth.installing import Installing

REQUESTS_SECONDS = 3
"""How long deliveries in hand may take at the end: Slack waits no longer. See FINISH_SECONDS."""

INTRODUCE_SECONDS = 3.0
"""How long a start waits for Slack; deliveries ask again."""

log = logging.getLogger(__name__)


async def serve(
    settings: Settings,
    transport: Transport,
    library: Library,
    store: WholeStore,
    installing: "Installing | None" = None,
) -> None:
    """Take deliveries until SIGTERM or SIGINT; then finish what is in hand.

    SIGHUP has the knowledge read again.

    Raises SettingsError where Slack refuses a token or the port is taken.
    """
    stop = _heeding_signals(library)
    async with service(settings, library, store, installing) as running:
        if isinstance(running.authorizations, Identity):
            await _unless_stopped(_introduce(running.authorizations), stop)
        match transport:
            case "socket":
                await _over_socket(settings, running, stop)
            case "http":
                await _over_http(settings, running, stop)
    log.info("Stopped")


def _heeding_signals(library: Library) -> asyncio.Event:
    """Set by the signals that stop; another has the knowledge read again."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, library.look_again)
    return stop


async def _introduce(identity: Identity) -> None:
    """Ask Slack who this is, so that the first delivery need not wait for it."""
    try:
        async with asyncio.timeout(INTRODUCE_SECONDS):
            me = await identity.known()
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
    """Take deliveries over Socket Mode; where PORT is set, say over HTTP how it is."""
    token = settings.slack_app_token
    app_token = token.get_secret_value() if token else ""
    web_client = AsyncWebClient(
        token=app_token, base_url=settings.api_url, session=running.client.session
    )
    connection = SocketMode(running.bolt, app_token, web_client)
    watched = _answering(settings, watch_app(running)) if settings.port else nullcontext()
    async with watched as ended:
        if ended:
            ended.add_done_callback(lambda _: stop.set())  # the signals are its while it answers
        try:
            await _unless_stopped(_introduce_app(connection), stop)
            await _unless_stopped(connection.connect(), stop)
            await stop.wait()
            log.info("Stopping")
        finally:
            await connection.close(REQUESTS_SECONDS)


async def _introduce_app(connection: SocketMode) -> None:
    """Ask Slack where to connect to, so that a token that it refuses is told at once."""
    try:
        async with asyncio.timeout(INTRODUCE_SECONDS):
            await connection.introduce()
    except AppTokenRefused as refused:
        raise SettingsError((f"SLACK_APP_TOKEN: Slack refuses it ({refused})",)) from None
    except TimeoutError:
        log.warning("Slack cannot be reached yet (no answer in %s s)", INTRODUCE_SECONDS)


async def _over_http(settings: Settings, running: Service, stop: asyncio.Event) -> None:
    async with _answering(settings, web_app(running)) as ended:
        log.info("Listening on http://%s:%s%s", settings.host, settings.http_port, EVENTS_PATH)
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({ended, stopping}, return_when=asyncio.FIRST_COMPLETED)
        log.info("Stopping")


def listen(host: str, port: int) -> socket.socket:
    """A socket whose connections send at once. Raises OSError where the port cannot be used.

    Nagle's algorithm holds the body of an answer back until its head was confirmed, which takes
    40 ms; asyncio switches that off for sockets of its own making alone.
    """
    listening = socket.create_server((host, port), backlog=512)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


@asynccontextmanager
async def _answering(settings: Settings, app: ASGIApp) -> AsyncIterator[asyncio.Task[None]]:
    """Answer HTTP requests meanwhile; raises SettingsError where the port is taken."""
    host, port = settings.host, settings.http_port
    try:
        listening = listen(host, port)
    except OSError as error:
        raise SettingsError((f"PORT: {host}:{port} cannot be used ({error.strerror})",)) from None
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=REQUESTS_SECONDS,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve([listening]))
    try:
        yield serving
    finally:
        server.should_exit = True
        await serving


async def _unless_stopped(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    """Do the work, and leave it where a stop comes first; raises what it raises."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    for task in (working, stopping):
        task.cancel()
    await asyncio.gather(working, stopping, return_exceptions=True)
    if not working.cancelled():
        working.result()
