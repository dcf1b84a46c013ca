"""Where every error ends: a sentence with a reference for the person, the cause in the log."""

import asyncio
import logging
from typing import Any

import aiohttp
from slack_bolt import BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot import logs, phrases
from bot.slack.identity import IdentityUnknown
from bot.slack.incoming import Payload
from bot.slack.line import Busy
from bot.slack.payload import at, id_at, thread_of_press
from bot.store.protocol import StoreUnavailable

log = logging.getLogger(__name__)

OK, NOT_FOUND, UNAVAILABLE = 200, 404, 503

TELL_SECONDS = 2.0
"""How long telling the person may take; Slack waits 3 seconds for the acknowledgement."""


async def on_error(error: Exception, request: AsyncBoltRequest) -> BoltResponse:
    """Answer a delivery whose listener failed.

    An event that could not be taken is not acknowledged, so that Slack delivers it again; of any
    other failure the person is told at once. The log gets the cause and never the text.
    """
    if isinstance(error, BoltUnhandledRequestError):
        log.info("Nothing listens to a delivery of the kind %s", _kind(request.body))
        return BoltResponse(status=NOT_FOUND)
    if isinstance(error, Busy):
        return await _refused(request)
    reference = logs.reference()
    log.error("Delivery failed, reference %s", reference, exc_info=error)
    if isinstance(error, StoreUnavailable | IdentityUnknown) and "event" in request.body:
        return BoltResponse(status=UNAVAILABLE)
    sentence = phrases.UNAVAILABLE if isinstance(error, StoreUnavailable) else phrases.FAILED
    text = sentence.format(reference=reference)
    if "command" in request.body:
        return BoltResponse(status=OK, body={"response_type": "ephemeral", "text": text})
    await _tell(request, text)
    return BoltResponse(status=OK)


async def _refused(request: AsyncBoltRequest) -> BoltResponse:
    """Answer a delivery that came while there was too much to do, at little cost."""
    log.warning("A delivery of the kind %s is refused: too much to do", _kind(request.body))
    if "event" in request.body:
        return BoltResponse(status=UNAVAILABLE)
    if "command" in request.body:
        answer = {"response_type": "ephemeral", "text": phrases.BUSY}
        return BoltResponse(status=OK, body=answer)
    await _tell(request, phrases.BUSY)
    return BoltResponse(status=OK)


async def _tell(request: AsyncBoltRequest, text: str) -> None:
    """Reach the person where they are; what fails here is logged and goes no further."""
    context = request.context
    try:
        async with asyncio.timeout(TELL_SECONDS):
            if context.response_url:
                await _respond(context.client, context.response_url, text, request.body)
            elif channel := _channel(request.body):
                thread = _thread(request.body)
                await context.client.chat_postMessage(channel=channel, text=text, thread_ts=thread)
    except (SlackClientError, aiohttp.ClientError, OSError) as failure:
        log.warning("The person could not be told: %s", type(failure).__name__)


async def _respond(client: AsyncWebClient, url: str, text: str, body: Payload) -> None:
    webhook = AsyncWebhookClient(url, session=client.session)
    told = {"text": text, "response_type": "ephemeral", "replace_original": False}
    thread = thread_of_press(body)
    response = await webhook.send_dict(told | ({"thread_ts": thread} if thread else {}))
    if response.status_code != OK:
        log.warning("The person could not be told: status %s", response.status_code)


def _channel(body: Payload) -> str:
    """Where the person is; empty for a message that was perhaps not meant for StackPick.

    A mention comes as a message, too, and is told of once. A shortcut and the App Home have no
    channel: the person's own id stands for their direct messages.
    """
    event = at(body, "event")
    if event is None:
        return id_at(body, "user", "id")
    overheard = id_at(event, "type") == "message" and id_at(event, "channel_type") != "im"
    return "" if overheard else id_at(event, "channel")


def _thread(body: Payload) -> str | None:
    event = at(body, "event")
    own = "" if id_at(event, "channel_type") == "im" else id_at(event, "ts")
    return id_at(event, "thread_ts") or own or None


def _kind(body: dict[str, Any]) -> str:
    return id_at(body, "event", "type") or id_at(body, "type") or "unknown"
