"""What StackPick answers over HTTP: Slack, and those who look after it."""

import asyncio
import datetime as dt
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

import aiohttp
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackClientError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot import phrases
from bot.app import Service
from bot.logs import delivery, new_reference
from bot.metrics import ACKNOWLEDGE_SECONDS, KNOWLEDGE, OUTBOX_DEAD, OUTBOX_OLDEST, OUTBOX_WAITING
from bot.slack.ids import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from bot.store.protocol import Store, StoreUnavailable

BAD_REQUEST, UNAUTHORIZED, TOO_LARGE, UNAVAILABLE = 400, 401, 413, 503

LARGEST_BODY = 1_048_576
"""Bytes; Slack's largest payloads, views and messages full of blocks, stay below a quarter."""

READY_SECONDS = 2.0
"""How long it holds what a check of the database said: a check writes, and anybody may ask."""

_SIGNED_AT = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

log = logging.getLogger(__name__)


def web_app(slack: ASGIApp, running: Service) -> ASGIApp:
    """`slack` takes everything from Slack, and the browsers in which people install StackPick."""
    browsers = (INSTALL_PATH, REDIRECT_PATH) if running.bolt.oauth_flow else ()
    return Starlette(
        routes=[
            Route(EVENTS_PATH, _Guarded(slack), methods=["POST"]),
            *(Route(path, _Installing(slack), methods=["GET"]) for path in browsers),
            *_watched(running),
        ]
    )


def watch_app(running: Service) -> ASGIApp:
    """For those who look after it alone."""
    return Starlette(routes=_watched(running))


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


class _Guarded:
    """`slack`, spared what cannot be Slack's.

    Bolt reads a body before it looks at the signature, and fails on a signature of another form;
    whoever answers for that failure must not take what came for a delivery. What fails after that
    is a fault of ours and is not hidden.
    """

    def __init__(self, slack: ASGIApp) -> None:
        self._slack = slack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if not _looks_signed(request):
            return await PlainTextResponse("", UNAUTHORIZED)(scope, receive, send)
        try:
            body = await _read(request)
        except ClientDisconnect:
            return None
        if body is None:
            return await PlainTextResponse("", TOO_LARGE)(scope, receive, send)
        if not _is_readable(body, request.headers):
            log.info("A request cannot be read")
            return await PlainTextResponse("", BAD_REQUEST)(scope, receive, send)
        with delivery(), ACKNOWLEDGE_SECONDS.time():
            return await self._slack(scope, _again(body), send)


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


def _is_readable(body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether Bolt can read a body, and finds the parts that it goes on to look into."""
    try:
        read: object = AsyncBoltRequest(body=body.decode(), headers=dict(headers)).body
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return False
    return isinstance(read, dict) and _has_parts(read)


def _has_parts(body: Mapping[str, object]) -> bool:
    """Whether what Bolt looks into, whatever the payload's type is, can be looked into."""
    event, view = body.get("event", {}), body.get("view", {"type": ""})
    if not isinstance(event, dict) or not isinstance(view, dict) or "type" not in view:
        return False
    if not all(isinstance(part.get("callback_id", ""), str) for part in (body, view)):
        return False
    match body.get("type"):
        case "event_callback":
            return "event" in body
        case "block_actions":
            presses = body.get("actions")
            return isinstance(presses, list) and bool(presses) and all(map(_is_press, presses))
        case "view_submission" | "view_closed":
            return "view" in body
        case _:
            return True


def _is_press(action: object) -> bool:
    return isinstance(action, dict) and isinstance(action.get("action_id"), str)


def _again(body: bytes) -> Receive:
    """Gives a body that was read already, whole."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


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
            backlog = await asyncio.to_thread(running.store.backlog, dt.datetime.now(dt.UTC))
            OUTBOX_WAITING.set(backlog.waiting)
            OUTBOX_OLDEST.set(backlog.oldest_seconds)
            OUTBOX_DEAD.set(backlog.dead)
        KNOWLEDGE.clear()
        KNOWLEDGE.labels(running.library.expertise().knowledge.version).set(1)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return metrics
