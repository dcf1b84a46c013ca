"""What Slack delivers: mentions, slash commands and presses, each with ids that no other has."""

import json
import time
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from bench.texts import QUESTIONS, fresh

Kind = Literal["mention", "fresh", "command", "press"]
Payload = dict[str, Any]

TEAM, BOT, SECRET = "T0BENCH", "U0BOT", "0123456789abcdef0123456789abcdef"
WHOM = "U0BENCH"
"""Stands in the value of a button for whoever presses it in direct messages."""

PEOPLE = 200
"""Colleagues who take turns to ask."""

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery; `key` is the channel that it comes from, by which its reply is recognised."""

    key: str
    type: Literal["events_api", "slash_commands", "interactive"]
    payload: Payload

    def request(self) -> tuple[str, str]:
        """The body and the content type of the HTTP request."""
        match self.type:
            case "events_api":
                return json.dumps(self.payload), JSON
            case "slash_commands":
                return urlencode(self.payload), FORM
            case "interactive":
                return urlencode({"payload": json.dumps(self.payload)}), FORM


def signed(body: str, content_type: str) -> dict[str, str]:
    """The headers with which Slack sends a body now."""
    now = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=now, body=body)
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": str(signature),
    }


def delivery(kind: Kind, number: int, presses: tuple[str, ...]) -> Delivery:
    """The delivery of a kind and number; `presses` are the values of the buttons to be pressed."""
    question = QUESTIONS[number % len(QUESTIONS)]
    match kind:
        case "mention":
            return mention(number, question)
        case "fresh":
            return mention(number, fresh(number))
        case "command":
            return command(number, question)
        case "press":
            return press(number, presses[number % len(presses)])


def mention(number: int, text: str) -> Delivery:
    """A message in a channel that mentions the app."""
    channel, ts = _channel(number), _ts(number)
    event = {
        "type": "app_mention",
        "user": _person(number),
        "text": f"<@{BOT}> {text}",
        "ts": ts,
        "event_ts": ts,
        "channel": channel,
        "team": TEAM,
        "blocks": [],
    }
    payload = {
        "token": "unused",
        "team_id": TEAM,
        "api_app_id": "A0BENCH",
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{number:012}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        "is_ext_shared_channel": False,
    }
    return Delivery(channel, "events_api", payload)


def command(number: int, text: str) -> Delivery:
    """`/stackpick` with a text."""
    channel = _channel(number)
    payload = {
        "token": "unused",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": channel,
        "channel_name": "backend",
        "user_id": _person(number),
        "user_name": "ann",
        "command": "/stackpick",
        "text": text,
        "api_app_id": "A0BENCH",
        "is_enterprise_install": "false",
        "response_url": "https://127.0.0.1:1/never",  # the acknowledgement answers
        "trigger_id": f"{number}.1.bench",
    }
    return Delivery(channel, "slash_commands", payload)


def press(number: int, value: str, *, direct: bool = False) -> Delivery:
    """A press on a button of a message in a channel, or of the person's direct messages.

    Whoever presses in direct messages does so with the same `number` throughout a dialog, and each
    press has a trigger of its own.
    """
    channel = _channel(number, "D" if direct else "C")
    ts, person = _ts(number), f"U{number:010}" if direct else _person(number)
    value = value.replace(WHOM, person)
    action_id = f"move:{json.loads(value)['kind']}:bench"
    payload = {
        "type": "block_actions",
        "user": {"id": person, "username": "ann", "team_id": TEAM},
        "team": {"id": TEAM, "domain": "bench"},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": f"{time.time_ns()}.2.{number}",
        "response_url": "https://127.0.0.1:1/never",  # these answers go to the channel
        "channel": {"id": channel, "name": "backend"},
        "container": {"type": "message", "message_ts": ts, "channel_id": channel},
        "message": {"type": "message", "bot_id": "B0BOT", "user": BOT, "text": "", "ts": ts},
        "actions": [
            {"type": "button", "action_id": action_id, "block_id": "b", "value": value,
             "action_ts": ts}
        ],
    }  # fmt: skip
    return Delivery(channel, "interactive", payload)


def _channel(number: int, letter: str = "C") -> str:
    return f"{letter}{number:010}"


def _person(number: int) -> str:
    return f"U{number % PEOPLE:010}"


def _ts(number: int) -> str:
    return f"{1_700_000_000 + number}.000100"
