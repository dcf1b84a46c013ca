"""Makes one call to Slack, and says what became of it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.addressing import RESPONSE_URL
from bot.store.protocol import Outgoing

TIMEOUT_SECONDS = 10
"""How long a call may take, its second attempt without blocks included; a lease lasts longer."""

OK, TOO_MANY_REQUESTS, SERVER_ERROR = 200, 429, 500

PASSING_ERRORS = frozenset(
    {
        "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable",
        "request_timeout", "team_added_to_org", "message_limit_exceeded",
    }
)  # fmt: skip
"""Errors of the Web API that another attempt may not meet; every other one is final."""

NO_BLOCKS_ERRORS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack took the call; `channel` and `ts` are the message that came of it, if one did."""

    channel: str = ""
    ts: str = ""


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Slack could not be reached or was busy; `after` is in seconds where Slack named a time."""

    error: str
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack will not take this call, however often it is made."""

    error: str


Result = Sent | TryAgain | Refused


class WebApi:
    """The Web API over one shared HTTP session, whose connections are kept open."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def call(self, outgoing: Outgoing) -> Result:
        """Make the call once; without its blocks where Slack does not accept them."""
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await self._called(outgoing)
        except TimeoutError as error:
            return TryAgain(type(error).__name__)

    async def _called(self, outgoing: Outgoing) -> Result:
        result = await self._once(outgoing.method, outgoing.body)
        if isinstance(result, Refused) and result.error in NO_BLOCKS_ERRORS:
            plain = {key: value for key, value in outgoing.body.items() if key != "blocks"}
            return await self._once(outgoing.method, plain)
        return result

    async def _once(self, method: str, body: Mapping[str, Any]) -> Result:
        try:
            if method == RESPONSE_URL:
                return await self._respond(body)
            response = await self._client.api_call(method, json=dict(body))
        except SlackApiError as error:
            return result_of(error)
        except (aiohttp.ClientError, OSError) as error:
            return TryAgain(type(error).__name__)
        return Sent(response.get("channel") or "", response.get("ts") or "")

    async def _respond(self, body: Mapping[str, Any]) -> Result:
        rest = {key: value for key, value in body.items() if key != "response_url"}
        webhook = AsyncWebhookClient(
            body["response_url"], session=self._client.session, timeout=TIMEOUT_SECONDS
        )
        response = await webhook.send_dict(rest)
        if response.status_code == OK:
            return Sent()
        if response.status_code == TOO_MANY_REQUESTS or response.status_code >= SERVER_ERROR:
            return TryAgain(f"status {response.status_code}", _retry_after(response.headers))
        return Refused(response.body or f"status {response.status_code}")


def result_of(error: SlackApiError) -> TryAgain | Refused:
    """What became of a call that slack_sdk calls failed.

    Only an error that Slack names is final: an answer that is none of Slack's (a proxy's page, a
    body that cannot be read) says nothing of the call.
    """
    response = error.response
    status = getattr(response, "status_code", None)
    data = getattr(response, "data", None)
    name = data.get("error") if isinstance(data, dict) else None
    passing = status == TOO_MANY_REQUESTS or (status or OK) >= SERVER_ERROR
    if passing or not name or name in PASSING_ERRORS:
        reason = str(name or f"status {status}")
        return TryAgain(reason, _retry_after(getattr(response, "headers", {})))
    return Refused(str(name))


def _retry_after(headers: Mapping[str, Any]) -> float | None:
    value = headers.get("Retry-After") or headers.get("retry-after")
    value = value[0] if isinstance(value, list) else value
    try:
        return float(value) if value else None
    except ValueError:
        return None
