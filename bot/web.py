"""What StackPick answers over HTTP: Slack, and those who look after it."""

import asyncio
import datetime as dt
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.app import Service
from bot.metrics import OUTBOX_DEAD, OUTBOX_OLDEST, OUTBOX_WAITING
from bot.store.protocol import StoreUnavailable

BAD_REQUEST, UNAUTHORIZED, UNAVAILABLE = 400, 401, 503

_SIGNED_AT = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

log = logging.getLogger(__name__)


def web_app(slack: ASGIApp, running: Service) -> ASGIApp:
    """`slack` takes everything from Slack at /slack/events."""
    return Starlette(
        routes=[
            Route("/slack/events", _Guarded(slack), methods=["POST"]),
            Route("/healthz", _healthz),
            Route("/readyz", _readyz(running)),
            Route("/metrics", _metrics(running)),
        ]
    )


class _Guarded:
    """`slack`, spared what cannot be Slack's.

    Bolt reads a body before it looks at the signature, and fails on a signature of another form;
    whoever answers for that failure must not take what came for a delivery.
    """

    def __init__(self, slack: ASGIApp) -> None:
        self._slack = slack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _looks_signed(Request(scope)):
            return await PlainTextResponse("", UNAUTHORIZED)(scope, receive, send)
        try:
            await self._slack(scope, receive, send)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            log.info("A request cannot be read (%s)", type(error).__name__)
            await PlainTextResponse("", BAD_REQUEST)(scope, receive, send)


def _looks_signed(request: Request) -> bool:
    signed_at = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    return bool(_SIGNED_AT.fullmatch(signed_at) and _SIGNATURE.fullmatch(signature))


async def _healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


def _readyz(running: Service) -> Callable[[Request], Awaitable[Response]]:
    async def readyz(_: Request) -> Response:
        try:
            await asyncio.to_thread(running.store.check)
        except StoreUnavailable:
            return PlainTextResponse("the database does not answer", status_code=UNAVAILABLE)
        return PlainTextResponse(
            f"ready, knowledge {running.library.expertise().knowledge.version}"
        )

    return readyz


def _metrics(running: Service) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(_: Request) -> Response:
        with suppress(StoreUnavailable):
            backlog = await asyncio.to_thread(running.store.backlog, dt.datetime.now(dt.UTC))
            OUTBOX_WAITING.set(backlog.waiting)
            OUTBOX_OLDEST.set(backlog.oldest_seconds)
            OUTBOX_DEAD.set(backlog.dead)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return metrics
