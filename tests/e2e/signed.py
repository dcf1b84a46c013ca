"""Requests as Slack sends them over HTTP, signed; made by hand where the local Slack has none."""

import json
import time
from itertools import count
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.e2e.stackpick import StackPick

Payload = dict[str, Any]

TEAM = "T0ACMEDEMO"
EVENTS = "/slack/events"
JSON, FORM = "application/json", "application/x-www-form-urlencoded"

_numbers = count(1)


def signed(secret: str, body: str, kind: str, age_seconds: int = 0) -> dict[str, str]:
    """The headers of a request with *body* that Slack signed *age_seconds* ago."""
    timestamp = str(int(time.time()) - age_seconds)
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    assert signature is not None
    headers = {"X-Slack-Signature": signature, "X-Slack-Request-Timestamp": timestamp}
    return {"Content-Type": kind, **headers}


def sends(stackpick: StackPick, body: str, kind: str = JSON) -> tuple[int, str]:
    """Post *body*, signed; gives the status and the text of the answer."""
    headers = signed(stackpick.app.signing_secret, body, kind)
    return stackpick.request("POST", EVENTS, body, headers)


def interaction(payload: Payload) -> str:
    """The form that brings a press, a shortcut or a submission."""
    return urlencode({"payload": json.dumps(payload)})


def event(**fields: Any) -> Payload:
    """An event as it is delivered, with an id of its own."""
    name = f"Ev{time.time_ns()}{next(_numbers)}"
    outer = {"type": "event_callback", "team_id": TEAM, "api_app_id": "A0STACKPICK"}
    return {**outer, "event_id": name, "event_time": int(time.time()), "event": fields}


def trigger() -> str:
    """A trigger id that was not used before."""
    return f"{time.time_ns()}.{next(_numbers)}"


def timestamp() -> str:
    """A message's `ts` that was not used before."""
    return f"{time.time():.0f}.{next(_numbers):06}"
