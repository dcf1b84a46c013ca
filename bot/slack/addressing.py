"""Puts a reply into the calls that bring it to where it belongs. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.advisor.moves import AskedAbout, Began, DialogMove, Move, SharedAnswer, SharedResult
from bot.advisor.replies import Aside, Reply
from bot.slack.blocks import Message, render
from bot.slack.inbox import (
    Acknowledgement,
    Answered,
    Channel,
    Incoming,
    Person,
    Pressed,
    Reworded,
    is_direct,
)
from bot.store.protocol import Outgoing

RESPONSE_URL = "response_url"
POST, UPDATE, PUBLISH = "chat.postMessage", "chat.update", "views.publish"


def calls(incoming: Incoming, reply: Reply) -> Sequence[Outgoing]:
    """The calls that deliver the reply; none where the acknowledgement carries it."""
    message = render(reply, shareable=_is_shareable(incoming))
    match incoming.to:
        case Acknowledgement():
            return ()
        case Channel(channel, thread):
            return (_post(incoming, channel, thread, message),)
        case Person(person):
            return (_post(incoming, person, "", message),)
        case Pressed():
            return (_to_press(incoming, incoming.to, reply, message),)
        case Answered(channel, ts):
            return (_update(incoming, channel, "", ts, message),)
        case Reworded():
            return ()


def acknowledged(incoming: Incoming, reply: Reply) -> dict[str, Any]:
    """The body that acknowledges a slash command and answers the person alone."""
    message = render(reply, shareable=_is_shareable(incoming))
    return {"response_type": "ephemeral", **message.body()}


def _is_shareable(incoming: Incoming) -> bool:
    """Whether the person alone sees the answer, in a channel where others could."""
    return bool(incoming.place.channel and incoming.place.person)


def _to_press(incoming: Incoming, to: Pressed, reply: Reply, message: Message) -> Outgoing:
    if isinstance(incoming.move, SharedAnswer | SharedResult) and not _is_aside(reply):
        return _post(incoming, to.channel, to.thread, message)
    if _is_aside(reply) or (_is_private(incoming, to) and not _replaces(incoming.move)):
        return _respond(incoming, to, message, replace=False)
    if not _replaces(incoming.move):
        return _post(incoming, to.channel, _thread_of(to), message)
    if to.ephemeral:
        return _respond(incoming, to, message, replace=True)
    return _update(incoming, to.channel, to.thread, to.ts, message)


def _replaces(move: Move) -> bool:
    """Whether what a press leads to takes the place of the message that was pressed."""
    return isinstance(move, DialogMove | AskedAbout)


def _is_private(incoming: Incoming, to: Pressed) -> bool:
    """A dialog that begins in a channel is its owner's alone until they share it."""
    public = not is_direct(to.channel)
    return to.ephemeral or (public and isinstance(incoming.move, Began))


def _is_aside(reply: Reply) -> bool:
    return isinstance(reply, Aside)


def _thread_of(to: Pressed) -> str:
    return to.thread if is_direct(to.channel) else to.thread or to.ts


def _post(incoming: Incoming, channel: str, thread: str, message: Message) -> Outgoing:
    body: dict[str, Any] = {"channel": channel, **message.body()}
    if thread:
        body["thread_ts"] = thread
    body |= {"unfurl_links": False, "unfurl_media": False}
    lane = _lane(channel, thread)
    return Outgoing(incoming.delivery.team, lane, POST, body, answers=incoming.message)


def _update(incoming: Incoming, channel: str, thread: str, ts: str, message: Message) -> Outgoing:
    body = {"channel": channel, "ts": ts, **message.body()}
    return Outgoing(incoming.delivery.team, _lane(channel, thread), UPDATE, body)


def _respond(incoming: Incoming, to: Pressed, message: Message, *, replace: bool) -> Outgoing:
    body = {
        "response_url": to.response_url,
        "response_type": "ephemeral",
        "replace_original": replace,
        **message.body(),
    }
    lane = f"{_lane(to.channel, to.thread)}/{incoming.by}"
    return Outgoing(incoming.delivery.team, lane, RESPONSE_URL, body)


def _lane(channel: str, thread: str) -> str:
    """What is said in one thread is said in its order."""
    return f"{channel}/{thread}"
