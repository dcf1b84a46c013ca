"""Calls to Slack that bring a message to where it belongs, each in the lane of its thread. Pure."""

from typing import Any

from bot.slack.blocks.parts import Message
from bot.slack.incoming import Pressed
from bot.store.protocol import Outgoing

RESPONSE_URL = "response_url"
"""The method that is no method of Slack's: its body holds the address that it is sent to."""

POST, UPDATE, DELETE = "chat.postMessage", "chat.update", "chat.delete"
PUBLISH = "views.publish"
WHISPER = "chat.postEphemeral"

STANDS_IN = "stackpick.stands_in"
"""In the body of a call: the key of the message that it changes or removes."""

FOLLOWS = "stackpick.follows"
"""In the body of a call: the key of the message in whose thread it belongs."""

NO_PREVIEWS = {"unfurl_links": False, "unfurl_media": False}


def post(team: str, channel: str, thread: str, message: Message, *, answers: str = "") -> Outgoing:
    """A new message; `answers` is the key by which it is found once it is posted."""
    body = {"channel": channel, **message.both(), **in_thread(thread), **NO_PREVIEWS}
    return Outgoing(team, lane(channel, thread), POST, body, answers=answers)


def update(team: str, channel: str, thread: str, ts: str, message: Message) -> Outgoing:
    """Another message in the place of one that stands in the thread."""
    body = {"channel": channel, "ts": ts, **message.both()}
    return Outgoing(team, lane(channel, thread), UPDATE, body)


def whisper(team: str, channel: str, thread: str, person: str, message: Message) -> Outgoing:
    """A message to a person alone, where the others are."""
    body = {"channel": channel, "user": person, **message.body(), **in_thread(thread)}
    return Outgoing(team, own_lane(channel, thread, person), WHISPER, body)


def respond(team: str, to: Pressed, person: str, message: Message, *, replaces: bool) -> Outgoing:
    """A message to whoever pressed alone; `replaces` the one that they pressed."""
    thread = "" if replaces else to.thread
    body = response(to.response_url, message, replaces=replaces, thread=thread)
    return Outgoing(team, own_lane(to.channel, to.thread, person), RESPONSE_URL, body)


def response(
    url: str, message: Message, *, to_all: bool = False, replaces: bool = False, thread: str = ""
) -> dict[str, Any]:
    """What a response URL is sent: a message to a person alone, or to all in the channel."""
    return {
        "response_url": url,
        "response_type": "in_channel" if to_all else "ephemeral",
        "replace_original": replaces,
        **message.both(),
        **in_thread(thread),
    }


def in_thread(thread: str) -> dict[str, str]:
    """Where a message stands; empty where it begins no thread and is in none."""
    return {"thread_ts": thread} if thread else {}


def lane(channel: str, thread: str) -> str:
    """What is said in one thread is said in its order."""
    return f"{channel}/{thread}"


def own_lane(channel: str, thread: str, person: str) -> str:
    """What one person alone is told there, which the others need not wait for."""
    return f"{lane(channel, thread)}/{person}"
