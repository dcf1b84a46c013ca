"""What `stackpick doctor` asks Slack: whether it takes the tokens, what they allow, the time."""

import datetime as dt
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.cli.findings import Finding
from bot.settings import Settings
from bot.slack.manifest import manifest

PATIENCE_SECONDS = 10
LATE_SECONDS = 60
"""How far off the clock may be; Slack and StackPick refuse what is five minutes old."""

Headers = dict[str, Any]


def examine_slack(settings: Settings) -> Iterator[Finding]:
    """Ask Slack about each token that is set."""
    client = WebClient(base_url=settings.api_url, timeout=PATIENCE_SECONDS)
    headers: Headers = {}
    if settings.slack_bot_token and not settings.installs:
        token = settings.slack_bot_token.get_secret_value()
        try:
            answer = client.auth_test(token=token)
        except (SlackApiError, OSError) as error:
            yield _refused("bot token", "SLACK_BOT_TOKEN", error)
        else:
            headers = dict(answer.headers)
            says = f"{answer['user_id']} in the workspace {answer['team_id']}"
            yield Finding("bot token", "ok", says)
            yield _scopes(headers)
    if settings.slack_app_token and not settings.installs:
        yield _app_token(client, settings.slack_app_token.get_secret_value())
    yield _clock(headers or _headers_of(client))


def _refused(about: str, name: str, error: Exception) -> Finding:
    if isinstance(error, SlackApiError):
        says, fix = f"Slack refuses it ({error.response['error']})", f"copy {name} anew"
    else:
        says, fix = f"Slack cannot be reached ({type(error).__name__})", "see to the network"
    return Finding(about, "failed", says, fix)


def _app_token(client: WebClient, token: str) -> Finding:
    try:
        client.apps_connections_open(app_token=token)
    except (SlackApiError, OSError) as error:
        return _refused("app token", "SLACK_APP_TOKEN", error)
    return Finding("app token", "ok", "Slack lets it connect")


def _scopes(headers: Headers) -> Finding:
    """What the token allows, as Slack says beside each answer."""
    told = _header(headers, "x-oauth-scopes")
    if not told:
        return Finding("scopes", "look", "Slack did not say which there are")
    granted = {scope.strip() for scope in told.split(",")}
    wanted = manifest()["oauth_config"]["scopes"]
    optional = set(wanted["bot_optional"])
    missing = sorted(set(wanted["bot"]) - optional - granted)
    if missing:
        fix = "add them in OAuth & Permissions and install the app again"
        return Finding("scopes", "failed", f"missing: {', '.join(missing)}", fix)
    left = sorted(optional - granted)
    return Finding("scopes", "ok", f"all; left out: {', '.join(left)}" if left else "all")


def _clock(headers: Headers) -> Finding:
    told = _header(headers, "date")
    if not told:
        return Finding("clock", "look", "Slack did not say what time it is")
    off = abs((parsedate_to_datetime(told) - dt.datetime.now(dt.UTC)).total_seconds())
    if off > LATE_SECONDS:
        fix = "set the clock (ntp); signatures that are five minutes off are refused"
        return Finding("clock", "failed", f"{off:.0f} s from Slack's", fix)
    return Finding("clock", "ok", f"within {LATE_SECONDS} s of Slack's")


def _headers_of(client: WebClient) -> Headers:
    """What Slack sends beside any answer; nothing where it cannot be reached."""
    try:
        return dict(client.api_test().headers)
    except SlackApiError as error:
        return dict(error.response.headers)
    except OSError:
        return {}


def _header(headers: Headers, name: str) -> str:
    value = next((value for key, value in headers.items() if key.lower() == name), "")
    return value[0] if isinstance(value, list) else str(value)
