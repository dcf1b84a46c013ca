"""Where every error ends: a sentence with a reference for the person, the cause in the log."""

import logging
import uuid
from typing import Any

import aiohttp
from slack_bolt import BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackClientError

from bot import phrases
from bot.store.protocol import StoreUnavailable

log = logging.getLogger(__name__)

OK, NOT_FOUND, UNAVAILABLE = 200, 404, 503


async def on_error(error: Exception, request: AsyncBoltRequest) -> BoltResponse:
    """Answer a delivery whose listener failed.

    An event that could not be kept is not acknowledged, so that Slack delivers it again; of any
    other failure the person is told at once. The log gets the cause and never the text.
    """
    if isinstance(error, BoltUnhandledRequestError):
        log.info("Nothing listens to a delivery of the kind %s", _kind(request.body))
        return BoltResponse(status=NOT_FOUND)
    reference = uuid.uuid4().hex[:8]
    log.error("Delivery failed, reference %s", reference, exc_info=error)
    not_kept = isinstance(error, StoreUnavailable)
    if not_kept and "event" in request.body:
        return BoltResponse(status=UNAVAILABLE)
    sentence = phrases.UNAVAILABLE if not_kept else phrases.FAILED
    text = sentence.format(reference=reference)
    if "command" in request.body:
        return BoltResponse(status=OK, body={"response_type": "ephemeral", "text": text})
    await _tell(request, text)
    return BoltResponse(status=OK)


async def _tell(request: AsyncBoltRequest, text: str) -> None:
    """Reach the person where they are; what fails here is logged and goes no further."""
    event, context = request.body.get("event", {}), request.context
    try:
        if context.response_url and context.respond is not None:
            await context.respond(text=text, response_type="ephemeral", replace_original=False)
        elif event.get("channel"):
            thread = event.get("thread_ts")
            await context.client.chat_postMessage(
                channel=event["channel"], text=text, thread_ts=thread
            )
    except (SlackClientError, aiohttp.ClientError, OSError):
        log.exception("The person could not be told")


def _kind(body: dict[str, Any]) -> str:
    return str(body.get("event", {}).get("type") or body.get("type") or "unknown")
