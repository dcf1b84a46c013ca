"""What StackPick answers over HTTP: Slack, and those who look after it."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from contextlib import suppress

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.app import Service
from bot.metrics import OUTBOX_DEAD, OUTBOX_OLDEST, OUTBOX_WAITING
from bot.store.protocol import StoreUnavailable

UNAVAILABLE = 503


def web_app(slack: ASGIApp, running: Service) -> ASGIApp:
    """`slack` takes everything from Slack at /slack/events."""
    return Starlette(
        routes=[
            Route("/slack/events", slack, methods=["POST"]),
            Route("/healthz", _healthz),
            Route("/readyz", _readyz(running)),
            Route("/metrics", _metrics(running)),
        ]
    )


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
