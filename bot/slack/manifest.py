"""The app manifest, derived from the listeners so that it cannot drift from them."""

from typing import Any

from bot import phrases
from bot.slack import ids
from bot.slack.dispatching import Kind
from bot.slack.listeners import TABLE

NAME = "StackPick"
DESCRIPTION = "Choose between Node.js and Python for a backend, with sources."
LONG_DESCRIPTION = (
    "StackPick answers questions about Node.js and Python for a backend with sourced, dated "
    "points, and leads a person through a short dialog to a recommendation that shows how it was "
    "computed. It decides by rules and data that anyone can read, never by a language model. "
    "Answers to a slash command are private until they are shared."
)

_SUBSCRIPTIONS = {
    "app_mention": ("app_mention",),
    "app_home_opened": ("app_home_opened",),
    "message": ("message.im", "message.channels", "message.groups"),
    "app_uninstalled": ("app_uninstalled",),
    "tokens_revoked": ("tokens_revoked",),
}
"""The subscriptions that bring each event type to a listener."""

AGENT_DESCRIPTION = (
    "Answers questions about Node.js and Python for a backend with sources, and leads to a "
    "recommendation that shows how it was computed. By rules and data, not by a language model."
)
AGENT_SCOPE = "assistant:write"
"""For the prompts that the agent view suggests; Slack adds it to every app that has that view."""

_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
}
_RECORDS = ("files:write", "canvases:write")
"""Scopes for charts and decision records; without them the text says the same."""

_LOOKING_UP = "users:read"
"""The scope to see whether the owner of a team decision has left, so that it can be taken over."""

_OPTIONAL = ("channels:history", "groups:history", *_RECORDS, _LOOKING_UP)
"""Scopes for threads without a mention, for records and for taking over; everything else works
without them."""

_USAGE = "[question | recommend [the project in a sentence] | team [title] | settings | help]"
_SHORTCUTS = {
    ids.GLOBAL_SHORTCUT: ("global", "Help me choose", "Be led to Node.js or Python"),
    ids.MESSAGE_SHORTCUT: (
        "message",
        "Decide with StackPick",
        "Be led to Node.js or Python, beginning with what this message says",
    ),
}


def manifest(address: str = "", *, oauth: bool = False) -> dict[str, Any]:
    """The manifest of an app that listens to what the table of listeners holds.

    `address` is where Slack reaches it over HTTP ("https://stackpick.example.com"); empty for
    Socket Mode. Slack takes a manifest without Socket Mode only where it names request URLs.
    `oauth` is for an app that others install into their workspaces and organisations.
    """
    app = _for_socket_mode()
    if not address:
        return app
    base = address.rstrip("/")
    over_http = _over_http(app, f"{base}{ids.EVENTS_PATH}")
    return _for_many(over_http, f"{base}{ids.REDIRECT_PATH}") if oauth else over_http


def _for_many(app: dict[str, Any], redirect_url: str) -> dict[str, Any]:
    """With a way through the browser, for whole organisations, too, and with tokens that end."""
    return {
        **app,
        "oauth_config": {**app["oauth_config"], "redirect_urls": [redirect_url]},
        "settings": {**app["settings"], "org_deploy_enabled": True, "token_rotation_enabled": True},
    }


def _over_http(app: dict[str, Any], request_url: str) -> dict[str, Any]:
    features, settings = app["features"], app["settings"]
    commands = [{**command, "url": request_url} for command in features["slash_commands"]]
    requested = {
        name: {"request_url": request_url, **settings[name]}
        for name in ("event_subscriptions", "interactivity")
    }
    return {
        **app,
        "features": {**features, "slash_commands": commands},
        "settings": {**settings, **requested, "socket_mode_enabled": False},
    }


def _for_socket_mode() -> dict[str, Any]:
    events = sorted(s for name in _names("event") for s in _SUBSCRIPTIONS[name])
    return {
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1d3557",
        },
        "features": _features(),
        "oauth_config": {"scopes": _scopes(events)},
        "settings": {
            "event_subscriptions": {"bot_events": events},
            "interactivity": {"is_enabled": True},
            "org_deploy_enabled": False,
            "socket_mode_enabled": True,
            "token_rotation_enabled": False,
        },
    }


def _features() -> dict[str, Any]:
    prompts = [{"title": title, "message": said} for title, said in phrases.PROMPTS.items()]
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "agent_view": {"agent_description": AGENT_DESCRIPTION, "suggested_prompts": prompts},
        "bot_user": {"display_name": NAME, "always_online": True},
        "slash_commands": [_command(name) for name in _names("command")],
        "shortcuts": [_shortcut(name) for name in _names("shortcut")],
    }


def _names(kind: Kind) -> list[str]:
    return [name for heard, name, _ in TABLE if heard == kind and isinstance(name, str)]


def _command(name: str) -> dict[str, Any]:
    return {
        "command": name,
        "description": "Ask about Node.js and Python, or be led to a choice",
        "usage_hint": _USAGE,
        "should_escape": True,
    }


def _shortcut(callback_id: str) -> dict[str, str]:
    kind, name, description = _SHORTCUTS[callback_id]
    return {"type": kind, "name": name, "callback_id": callback_id, "description": description}


def _scopes(events: list[str]) -> dict[str, list[str]]:
    heard = {_SCOPES[name] for name in events if name in _SCOPES}
    needed = {"commands", "chat:write", AGENT_SCOPE, *_RECORDS, _LOOKING_UP, *heard}
    return {"bot": sorted(needed), "bot_optional": sorted(needed & set(_OPTIONAL))}
