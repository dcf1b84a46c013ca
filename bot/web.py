"""What StackPick answers over HTTP: Slack, and those who look after it."""

import asyncio
import datetime as dt
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import cast

import aiohttp
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt import BoltResponse
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackClientError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import phrases
from bot.app import Service
from bot.logs import delivery, new_reference
from bot.metrics import ACKNOWLEDGE_SECONDS, KNOWLEDGE, OUTBOX_DEAD, OUTBOX_OLDEST, OUTBOX_WAITING
from bot.slack.ids import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from bot.store.protocol import Store, StoreUnavailable

BAD_REQUEST, UNAUTHORIZED, TOO_LARGE, UNAVAILABLE = 400, 401, 413, 503

LARGEST_BODY = 1_048_576
"""Bytes; Slack's largest payloads, views and messages full of blocks, stay below a quarter."""

MOST_EVENTS, MOST_IN_HAND = 256, 512
"""Deliveries in hand from which on events, and from which on all others, are refused unread: they
would be answered later than Slack waits. Slack delivers an event again; a person has to press or
type again."""

READY_SECONDS = 2.0
"""How long it holds what a check of the database said: a check writes, and anybody may ask."""

_SIGNED_AT = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

log = logging.getLogger(__name__)


def web_app(running: Service) -> ASGIApp:
    """Takes everything from Slack, and the browsers in which people install StackPick."""
    bolt = running.bolt
    browsers = (INSTALL_PATH, REDIRECT_PATH) if bolt.oauth_flow else ()
    installing = _Installing(cast("ASGIApp", AsyncSlackRequestHandler(bolt)))
    return Router(
        [
            Route(EVENTS_PATH, _Deliveries(bolt.async_dispatch), methods=["POST"]),
            *(Route(path, installing, methods=["GET"]) for path in browsers),
            *_watched(running),
        ]
    )


def watch_app(running: Service) -> ASGIApp:
    """For those who look after it alone."""
    return Router(_watched(running))


def _watched(running: Service) -> list[Route]:
    return [
        Route("/healthz", _healthz),
        Route("/readyz", _readyz(running)),
        Route("/metrics", _metrics(running)),
    ]


class _Installing:
    """`slack` for a browser, which gets a sentence where something fails."""

    def __init__(self, slack: ASGIApp) -> None:
        self._slack = slack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._slack(scope, receive, send)
        except (StoreUnavailable, SlackClientError, aiohttp.ClientError, OSError) as error:
            reference = new_reference()
            log.error("An installation failed, reference %s", reference, exc_info=error)
            text = phrases.INSTALLATION_FAILED.format(reference=reference)
            await PlainTextResponse(text, UNAVAILABLE)(scope, receive, send)


class _Deliveries:
    """Has everything that Slack delivers dispatched, and spares that what cannot be Slack's.

    A body is read once, and only where a signature is there to be verified. What fails after that
    is a fault of ours and is not hidden.
    """

    def __init__(self, dispatch: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]) -> None:
        self._dispatch, self._in_hand = dispatch, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(ClientDisconnect):
            response = await self._response(Request(scope, receive))
            await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        if not _looks_signed(request):
            return PlainTextResponse("", UNAUTHORIZED)
        if self._in_hand >= (MOST_EVENTS if _is_event(request) else MOST_IN_HAND):
            return PlainTextResponse("", UNAVAILABLE)
        self._in_hand += 1
        try:
            return await self._answered(request)
        finally:
            self._in_hand -= 1

    async def _answered(self, request: Request) -> Response:
        body = await _read(request)
        if body is None:
            return PlainTextResponse("", TOO_LARGE)
        delivered = _readable(body, request.headers)
        if delivered is None:
            log.info("A request cannot be read")
            return PlainTextResponse("", BAD_REQUEST)
        with delivery(), ACKNOWLEDGE_SECONDS.time():
            answer = await self._dispatch(delivered)
        return Response(answer.body, answer.status, answer.first_headers())


def _is_event(request: Request) -> bool:
    """Whether it says that it is an event; what people press and type comes as a form."""
    return request.headers.get("content-type", "").startswith("application/json")


async def _read(request: Request) -> bytes | None:
    """The body; None where it is larger than anything of Slack's, of which no more is read."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _looks_signed(request: Request) -> bool:
    signed_at = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    return bool(_SIGNED_AT.fullmatch(signed_at) and _SIGNATURE.fullmatch(signature))


def _readable(body: bytes, headers: Mapping[str, str]) -> AsyncBoltRequest | None:
    """A delivery as Bolt reads it; None where it cannot, or would not find what it looks into."""
    try:
        request = AsyncBoltRequest(body=body.decode(), headers=dict(headers))
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return None
    read: object = request.body
    return request if isinstance(read, dict) and isinstance(read.get("event", {}), dict) else None


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


class _Readiness:
    """Whether the database can be used, as of the last READY_SECONDS."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._checking = asyncio.Lock()
        self._holds, self._until = False, 0.0

    async def holds(self) -> bool:
        async with self._checking:
            if time.monotonic() >= self._until:
                self._holds = await self._check()
                self._until = time.monotonic() + READY_SECONDS
            return self._holds

    async def _check(self) -> bool:
        try:
            await asyncio.to_thread(self._store.check)
        except StoreUnavailable:
            return False
        return True


def _readyz(running: Service) -> Callable[[Request], Awaitable[Response]]:
    readiness = _Readiness(running.store)

    async def readyz(_: Request) -> Response:
        if not await readiness.holds():
            return PlainTextResponse("the database does not answer", status_code=UNAVAILABLE)
        library = running.library
        refused = [f"a change is refused: {fault}" for fault in library.refused]
        version = library.expertise().knowledge.version
        return PlainTextResponse("\n".join([f"ready, knowledge {version}", *refused]))

    return readyz


def _metrics(running: Service) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_: Request) -> Response:
        with suppress(StoreUnavailable):
            backlog = await asyncio.to_thread(running.store.calls.backlog, dt.datetime.now(dt.UTC))
            OUTBOX_WAITING.set(backlog.waiting)
            OUTBOX_OLDEST.set(backlog.oldest_seconds)
            OUTBOX_DEAD.set(backlog.dead)
        KNOWLEDGE.clear()
        KNOWLEDGE.labels(running.library.expertise().knowledge.version).set(1)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return metrics
