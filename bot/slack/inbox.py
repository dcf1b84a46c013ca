"""Reads what Slack delivers: from a payload to who did what, where, and where to answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.advisor.commands import asks_for_help
from bot.advisor.moves import AskedAbout, AskedForHelp, Began, Move, Opened, Said
from bot.slack.ids import PICK_CRITERION, unpack
from bot.slack.text import mentions, plain
from bot.store.protocol import Delivery, Place

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Channel:
    """Answer with a message in a channel or direct message, in `thread` where it is not empty."""

    id: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Answer a slash command in its acknowledgement, for the person alone."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """Answer a press on a message.

    `response_url` reaches the person alone and can replace a message that only they see; `channel`
    and `ts` say which message was pressed, `thread` where it stands.
    """

    response_url: str
    channel: str
    ts: str
    thread: str
    ephemeral: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Answer in the direct messages with a person."""

    id: str


Destination = Channel | Acknowledgement | Pressed | Person


@dataclass(frozen=True, slots=True)
class Incoming:
    """One delivery, read. `only_if_known`: take it only in a place where StackPick has spoken."""

    delivery: Delivery
    place: Place
    move: Move
    by: str
    to: Destination
    only_if_known: bool = False


def from_mention(body: Payload, bot_user: str) -> Incoming | None:
    """A message that mentions StackPick; None for other bots' messages."""
    event = body["event"]
    if _is_not_a_persons(event):
        return None
    thread = event.get("thread_ts") or event["ts"]
    return Incoming(
        _delivery(body, "app_mention"),
        Place(body["team_id"], event["channel"], thread),
        Said(text=plain(event.get("text", ""), bot_user)),
        event["user"],
        Channel(event["channel"], thread),
    )


def from_message(body: Payload, bot_user: str) -> Incoming | None:
    """A direct message, or a message in a channel's thread that may be meant for StackPick.

    None for what is not a person's new message (edits, deletions, joins, bots), and for channel
    messages outside a thread.
    """
    event = body["event"]
    if _is_not_a_persons(event):
        return None
    if event.get("channel_type") == "im":
        return _direct(body, bot_user)
    if mentions(event.get("text", ""), bot_user):
        return from_mention(body, bot_user)
    if not event.get("thread_ts"):
        return None
    return Incoming(
        _delivery(body, "message"),
        Place(body["team_id"], event["channel"], event["thread_ts"]),
        Said(text=plain(event.get("text", ""), bot_user), addressed=False),
        event["user"],
        Channel(event["channel"], event["thread_ts"]),
        only_if_known=True,
    )


def from_command(command: Payload) -> Incoming:
    """The slash command, with or without a text."""
    team, channel, user = command["team_id"], command["channel_id"], command["user_id"]
    return Incoming(
        Delivery(team, "command", (f"command:{command['trigger_id']}",)),
        _private(team, channel, user),
        _commanded(plain(command.get("text") or "")),
        user,
        Acknowledgement(),
    )


def from_press(body: Payload) -> Incoming | None:
    """A press on a button or a pick from a menu; None where its value is not one of ours."""
    action = body["actions"][0]
    move = _pressed(action)
    if move is None:
        return None
    team, user = _team_of(body), body["user"]["id"]
    delivery = Delivery(team, "press", (f"press:{body['trigger_id']}",))
    channel = (body.get("channel") or {}).get("id")
    message = body.get("message") or {}
    if not channel or body.get("container", {}).get("type") == "view":
        return Incoming(delivery, _direct_place(team, user), move, user, Person(user))
    to = _pressed_on(body, channel, message)
    private = to.ephemeral or isinstance(move, Began)
    place = _private(team, channel, user) if private else _place_of(team, to, user)
    return Incoming(delivery, place, move, user, to)


def from_shortcut(body: Payload) -> Incoming:
    """A shortcut: on a message, whose text describes the project, or from anywhere."""
    team, user = _team_of(body), body["user"]["id"]
    delivery = Delivery(team, "shortcut", (f"shortcut:{body['trigger_id']}",))
    message = body.get("message")
    if message is None:
        return Incoming(delivery, _direct_place(team, user), Began(), user, Person(user))
    channel = body["channel"]["id"]
    to = Pressed(body["response_url"], channel, "", "", ephemeral=True)
    began = Began(description=plain(message.get("text", "")))
    return Incoming(delivery, _private(team, channel, user), began, user, to)


def _is_not_a_persons(event: Payload) -> bool:
    return bool(event.get("subtype") or event.get("bot_id") or not event.get("user"))


def _direct(body: Payload, bot_user: str) -> Incoming:
    event = body["event"]
    return Incoming(
        _delivery(body, "direct_message"),
        _direct_place(body["team_id"], event["user"]),
        Said(text=plain(event.get("text", ""), bot_user)),
        event["user"],
        Channel(event["channel"], event.get("thread_ts", "")),
    )


def _delivery(body: Payload, kind: str) -> Delivery:
    """A mention comes as two events with one `ts`; whichever is first takes both keys' place."""
    event = body["event"]
    message = f"message:{body['team_id']}:{event['channel']}:{event['ts']}"
    return Delivery(body["team_id"], kind, (f"event:{body['event_id']}", message))


def _commanded(text: str) -> Move:
    if not text:
        return Opened()
    return AskedForHelp() if asks_for_help(text) else Said(text=text)


def _pressed(action: Payload) -> Move | None:
    if action.get("action_id") == PICK_CRITERION:
        picked = (action.get("selected_option") or {}).get("value")
        return AskedAbout(criterion=picked) if isinstance(picked, str) else None
    value = action.get("value")
    return unpack(value) if isinstance(value, str) else None


def _pressed_on(body: Payload, channel: str, message: Payload) -> Pressed:
    container = body.get("container", {})
    ts = message.get("ts") or container.get("message_ts", "")
    return Pressed(
        response_url=body.get("response_url", ""),
        channel=channel,
        ts=ts,
        thread=message.get("thread_ts") or container.get("thread_ts") or "",
        ephemeral=bool(container.get("is_ephemeral")) or message.get("subtype") == "ephemeral",
    )


def _place_of(team: str, to: Pressed, user: str) -> Place:
    if is_direct(to.channel):
        return _direct_place(team, user)
    return Place(team, to.channel, to.thread or to.ts)


def _private(team: str, channel: str, user: str) -> Place:
    if is_direct(channel):
        return _direct_place(team, user)
    return Place(team, channel, person=user)


def _direct_place(team: str, user: str) -> Place:
    """All direct messages with a person are one conversation, whatever thread they are in."""
    return Place(team, "", person=user)


def is_direct(channel: str) -> bool:
    """Whether a channel id is that of a direct message."""
    return channel.startswith("D")


def _team_of(body: Payload) -> str:
    team = body.get("team") or body.get("user", {})
    return str(team.get("id") or team.get("team_id"))
