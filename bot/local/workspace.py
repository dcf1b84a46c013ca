"""The demonstration workspace that the local Slack shows, as values and as its settings file."""

import json
import secrets
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Member:
    """A member of the workspace; *id* is in Slack's form (U…), *name* the handle."""

    id: str
    name: str
    real_name: str


@dataclass(frozen=True)
class PublicChannel:
    """A public channel with everybody in it; *name* is written without #."""

    id: str
    name: str


@dataclass(frozen=True)
class SocketMode:
    """The app connects to Slack and receives everything over that WebSocket."""


@dataclass(frozen=True)
class EventsApi:
    """Slack posts everything, signed, to *request_url*."""

    request_url: str


Delivery = SocketMode | EventsApi


@dataclass(frozen=True)
class App:
    """The installed app and its credentials, which mean nothing outside this workspace."""

    bot_token: str
    app_token: str
    signing_secret: str
    delivery: Delivery
    id: str = "A0STACKPICK"
    bot_user_id: str = "U0STACKPICK"
    name: str = "stackpick"


@dataclass(frozen=True)
class WorkspaceConfig:
    """A workspace: each person is in each channel, and has a direct message with the app."""

    name: str
    team_id: str
    app: App
    people: tuple[Member, ...]
    channels: tuple[PublicChannel, ...]

    def to_json(self) -> str:
        """The text of local-slack's settings file."""
        app, everybody = self.app, [person.id for person in self.people] + [self.app.bot_user_id]
        settings = {
            "workspace": {
                "name": self.name,
                "domain": self.name.lower().replace(" ", "-"),
                "teamId": self.team_id,
            },
            "app": _app(app),
            "users": [
                {"id": person.id, "name": person.name, "real_name": person.real_name}
                for person in self.people
            ],
            "channels": [
                *({"id": one.id, "name": one.name, "members": everybody} for one in self.channels),
                *(_direct_message(person, app) for person in self.people),
            ],
        }
        return json.dumps(settings, indent=2)


def acme_demo(delivery: Delivery | None = None) -> WorkspaceConfig:
    """The workspace Acme Demo with new random credentials; Socket Mode unless told otherwise."""
    return WorkspaceConfig(
        name="Acme Demo",
        team_id="T0ACMEDEMO",
        app=App(
            bot_token=f"xoxb-local-{secrets.token_hex(8)}",
            app_token=f"xapp-local-{secrets.token_hex(8)}",
            signing_secret=secrets.token_hex(16),
            delivery=delivery or SocketMode(),
        ),
        people=(
            Member("U01ALICE", "alice", "Alice Andersen"),
            Member("U02BOB", "bob", "Bob Baker"),
            Member("U03CAROL", "carol", "Carol Chen"),
        ),
        channels=(
            PublicChannel("C01GENERAL", "general"),
            PublicChannel("C02BACKEND", "backend"),
            PublicChannel("C03RANDOM", "random"),
        ),
    )


def _app(app: App) -> dict[str, Any]:
    return {
        "appId": app.id,
        "botUserId": app.bot_user_id,
        "botName": app.name,
        "botToken": app.bot_token,
        "appToken": app.app_token,
        "signingSecret": app.signing_secret,
        **_delivery(app.delivery),
    }


def _delivery(delivery: Delivery) -> dict[str, str]:
    match delivery:
        case SocketMode():
            return {"mode": "socket"}
        case EventsApi(request_url):
            return {"mode": "events", "requestUrl": request_url}


def _direct_message(person: Member, app: App) -> dict[str, Any]:
    """Without it the web page offers a direct message only after the app has opened one."""
    return {
        "id": f"D{person.id[1:]}",
        "name": f"dm-{person.name}",
        "is_channel": False,
        "is_private": True,
        "is_im": True,
        "members": [person.id, app.bot_user_id],
    }
