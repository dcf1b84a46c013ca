"""What became of a call to Slack."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError

OK, TOO_MANY_REQUESTS, SERVER_ERROR = 200, 429, 500

LONGEST_WAIT_SECONDS = 86_400.0
"""A day; whoever names a longer time names none."""

PASSING_ERRORS = frozenset(
    {
        "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable",
        "request_timeout", "team_added_to_org", "message_limit_exceeded",
    }
)  # fmt: skip
"""Errors of the Web API that another attempt may not meet; every other one is final."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack took the call.

    `channel` and `ts` are the message that came of it, if one did; `view` is the view that did.
    `left`: the person that was asked about was deactivated.
    """

    channel: str = ""
    ts: str = ""
    view: str = ""
    left: bool = False


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


def result_of(error: SlackApiError) -> TryAgain | Refused:
    """What became of a call that slack_sdk calls failed."""
    response = error.response
    status = getattr(response, "status_code", None)
    return failed(status, getattr(response, "data", None), getattr(response, "headers", {}))


def failed(status: int | None, data: object, headers: Mapping[str, Any]) -> TryAgain | Refused:
    """What became of a call that Slack did not take; `data` is the JSON that it answered.

    Only an error that Slack names is final: an answer that is none of Slack's (a proxy's page, a
    body that cannot be read) says nothing of the call.
    """
    name = data.get("error") if isinstance(data, dict) else None
    if is_passing(status or OK) or not name or name in PASSING_ERRORS:
        return TryAgain(str(name or f"status {status}"), retry_after(headers))
    return Refused(str(name))


def is_passing(status: int) -> bool:
    """Whether another attempt may come out otherwise, whatever was asked."""
    return status == TOO_MANY_REQUESTS or status >= SERVER_ERROR


def retry_after(headers: Mapping[str, Any]) -> float | None:
    """The seconds after which Slack wants to be asked again, where it says so: at most a day."""
    value = headers.get("Retry-After") or headers.get("retry-after")
    value = value[0] if isinstance(value, list) else value
    try:
        seconds = float(value) if value else None
    except ValueError:
        return None
    return seconds if seconds is not None and 0 <= seconds <= LONGEST_WAIT_SECONDS else None
