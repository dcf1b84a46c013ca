"""Slack's side of HTTP: signed deliveries, sent again where they are not acknowledged."""

import asyncio
import itertools
import json
import random
import time
import urllib.parse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import aiohttp
from slack_sdk.signature import SignatureVerifier

from tests.faults.sink import BOT, TEAM

SIGNING_SECRET = "a-secret-of-the-tests"  # noqa: S105
ANSWER_SECONDS = 3.0
CHANNEL, USER = "C1", "U1"
OK = 200
JSON, FORM = "application/json", "application/x-www-form-urlencoded"

Payload = Mapping[str, Any]

_numbers = itertools.count(1)


def scaled_waits(minute: float) -> tuple[float, ...]:
    """Seconds before each of Slack's three retries, were a minute this long.

    Slack retries almost at once, after a minute and after five; the last of these is cut to two
    minutes here, which only makes it harder to be there in time.
    """
    return (0.0, minute, 2 * minute)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one event: the status of each attempt, None where there was no answer."""

    event_id: str
    statuses: tuple[int | None, ...]

    @property
    def acknowledged(self) -> bool:
        return self.statuses[-1] == OK


@dataclass(frozen=True, slots=True)
class Mention:
    """A message that mentions StackPick, and what became of the two events that tell of it."""

    ts: str
    thread: str
    deliveries: tuple[Delivered, ...]

    @property
    def key(self) -> str:
        """What both events have in common in the table of deliveries."""
        return f"message:{TEAM}:{CHANNEL}:{self.ts}"

    @property
    def acknowledged(self) -> bool:
        return any(delivered.acknowledged for delivered in self.deliveries)


class Slack:
    """Sends what people do to one or more processes of StackPick.

    `waits` are the seconds before each retry. `runs` is cleared while a process restarts: Slack's
    minute is longer than that takes, however slow the machine, so a wait does not end meanwhile.
    """

    def __init__(self, waits: Sequence[float], runs: asyncio.Event | None = None) -> None:
        self._waits, self._runs = waits, runs
        self._verifier = SignatureVerifier(SIGNING_SECRET)

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(limit=0)
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        self._session = aiohttp.ClientSession(connector=connector, timeout=timeout)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    async def mention(self, text: str, *urls: str, thread: str = "") -> Mention:
        """A message that mentions StackPick: both its events, each to every one of `urls`."""
        ts = new_ts()
        sent = [self.event(body, url) for body in _events(text, ts, thread) for url in urls]
        return Mention(ts, thread or ts, tuple(await asyncio.gather(*sent)))

    async def event(self, body: Payload, url: str) -> Delivered:
        """An event, and its retries until it is acknowledged."""
        statuses = [await self._deliver(body, url)]
        for number, wait in enumerate(self._waits, start=1):
            if statuses[-1] == OK:
                break
            await self._wait(wait)
            reason = "http_timeout" if statuses[-1] is None else "http_error"
            statuses.append(await self._deliver(body, url, number, reason))
        return Delivered(str(body["event_id"]), tuple(statuses))

    async def retry(self, body: Payload, url: str) -> int | None:
        """An event as Slack sends it the second time; the status of the answer."""
        return await self._deliver(body, url, 1, "http_timeout")

    async def _deliver(
        self, body: Payload, url: str, retry: int = 0, reason: str = ""
    ) -> int | None:
        headers = {"x-slack-retry-num": str(retry), "x-slack-retry-reason": reason}
        return await self._post(url, json.dumps(body), JSON, headers if retry else {})

    async def _wait(self, seconds: float) -> None:
        if seconds:
            await asyncio.sleep(seconds * random.uniform(0.5, 1.5))  # noqa: S311
            if self._runs is not None:
                await self._runs.wait()

    async def press(self, message: Payload, action: Payload, url: str, response_url: str) -> bool:
        """A press on a button of a message in a channel; Slack tries once."""
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": USER, "team_id": TEAM},
            "trigger_id": f"trigger.{next(_numbers)}",
            "response_url": response_url,
            "channel": {"id": CHANNEL},
            "container": {"type": "message", "message_ts": message["ts"], "channel_id": CHANNEL},
            "message": message,
            "actions": [{**action, "type": "button", "block_id": "b", "action_ts": new_ts()}],
        }
        raw = urllib.parse.urlencode({"payload": json.dumps(payload)})
        return await self._post(url, raw, FORM, {}) == OK

    async def _post(
        self, url: str, raw: str, content_type: str, headers: Mapping[str, str]
    ) -> int | None:
        now = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=now, body=raw)
        signed = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": now,
            "X-Slack-Signature": str(signature),
            **headers,
        }
        try:
            async with self._session.post(
                f"{url}/slack/events", data=raw.encode(), headers=signed
            ) as response:
                await response.read()
                return response.status
        except (TimeoutError, aiohttp.ClientError):
            return None


def new_ts() -> str:
    """The `ts` of a new message."""
    return f"{1_800_000_000 + next(_numbers)}.000200"


def mention_event(text: str) -> Payload:
    """One `app_mention` on its own."""
    return _events(text, new_ts(), "")[0]


def _events(text: str, ts: str, thread: str) -> tuple[Payload, Payload]:
    message = {"channel": CHANNEL, "user": USER, "text": f"<@{BOT}> {text}", "ts": ts}
    if thread:
        message["thread_ts"] = thread
    return (
        _callback({"type": "app_mention", **message}),
        _callback({"type": "message", "channel_type": "channel", **message}),
    )


def _callback(event: Payload) -> Payload:
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A1",
        "event_id": f"Ev{next(_numbers):08}",
        "event_time": int(time.time()),
        "event": event,
    }
