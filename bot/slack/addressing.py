"""Puts a reply into the calls that bring it to where it belongs. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.advisor.moves import AskedAbout, Began, DialogMove, Move, SharedAnswer, SharedResult
from bot.advisor.replies import (
    Answers,
    Aside,
    BestCase,
    Clarification,
    Counterparts,
    Declined,
    Explanation,
    NothingToRead,
    OtherLanguage,
    RateLimited,
    Reply,
    Smalltalk,
    SourceList,
    TooLong,
)
from bot.slack.blocks import Message, render
from bot.slack.incoming import (
    Acknowledgement,
    Answered,
    Channel,
    Incoming,
    Person,
    Pressed,
    is_direct,
)
from bot.store.protocol import Outgoing

RESPONSE_URL = "response_url"
POST, UPDATE, PUBLISH = "chat.postMessage", "chat.update", "views.publish"
WHISPER = "chat.postEphemeral"

_NO_PREVIEWS = {"unfurl_links": False, "unfurl_media": False}

Answer = (
    Explanation
    | Answers
    | SourceList
    | BestCase
    | Counterparts
    | Clarification
    | Smalltalk
    | Declined
    | OtherLanguage
    | TooLong
    | NothingToRead
)
"""Replies to what somebody asks or says; all others belong to a dialog or show what there is."""


def calls(incoming: Incoming, reply: Reply) -> Sequence[Outgoing] | None:
    """The calls that deliver the reply; none where the acknowledgement carries it.

    None for what an edited message would lead to and cannot: only an answer changes to an answer.
    """
    message = render(reply, shareable=_is_shareable(incoming))
    match incoming.to:
        case Acknowledgement():
            return ()
        case Channel(channel, thread) if isinstance(reply, RateLimited) and not is_direct(channel):
            return (_whisper(incoming, channel, thread, message),)
        case Channel(channel, thread):
            key = incoming.message if is_editable(reply) else ""
            return (_post(incoming, channel, thread, message, answers=key),)
        case Person(person):
            return (_post(incoming, person, "", message),)
        case Pressed():
            return (_to_press(incoming, incoming.to, reply, message),)
        case Answered(channel, ts):
            update = _update(incoming, channel, "", ts, message)
            return (update,) if is_editable(reply) else None


def acknowledged(incoming: Incoming, reply: Reply) -> dict[str, Any]:
    """The body that acknowledges a slash command and answers the person alone."""
    message = render(reply, shareable=_is_shareable(incoming))
    return {"response_type": "ephemeral", **message.body()}


def is_editable(reply: Reply) -> bool:
    """Whether editing a message may change this reply to it, or lead to it.

    Never where a dialog's question is in it: a press has the dialog go on in that very message.
    """
    return isinstance(reply, Answer) and reply.resume is None


def _is_shareable(incoming: Incoming) -> bool:
    """Whether the person alone sees the answer, in a channel where others could."""
    return bool(incoming.place.channel and incoming.place.person)


def _to_press(incoming: Incoming, to: Pressed, reply: Reply, message: Message) -> Outgoing:
    if isinstance(incoming.move, SharedAnswer | SharedResult) and not _is_aside(reply):
        return _share(incoming, to, message)
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
    """Whether a press leads to a word to the person alone, and to nothing on the screen."""
    return isinstance(reply, Aside | RateLimited)


def _thread_of(to: Pressed) -> str:
    return to.thread if is_direct(to.channel) else to.thread or to.ts


def _post(
    incoming: Incoming, channel: str, thread: str, message: Message, *, answers: str = ""
) -> Outgoing:
    body = {"channel": channel, **message.body(), **_in_thread(thread), **_NO_PREVIEWS}
    return Outgoing(incoming.delivery.team, _lane(channel, thread), POST, body, answers=answers)


def _whisper(incoming: Incoming, channel: str, thread: str, message: Message) -> Outgoing:
    """Tell the person alone, where the others are."""
    body = {"channel": channel, "user": incoming.by, **message.body(), **_in_thread(thread)}
    lane = f"{_lane(channel, thread)}/{incoming.by}"
    return Outgoing(incoming.delivery.team, lane, WHISPER, body)


def _share(incoming: Incoming, to: Pressed, message: Message) -> Outgoing:
    """Show the channel a message; a response URL does so where StackPick is no member, too."""
    if not to.response_url:
        return _post(incoming, to.channel, to.thread, message)
    body = {
        "response_url": to.response_url,
        "response_type": "in_channel",
        "replace_original": False,
        **message.body(),
        **_in_thread(to.thread),
        **_NO_PREVIEWS,
    }
    return Outgoing(incoming.delivery.team, _lane(to.channel, to.thread), RESPONSE_URL, body)


def _update(incoming: Incoming, channel: str, thread: str, ts: str, message: Message) -> Outgoing:
    body = {"channel": channel, "ts": ts, **message.body()}
    return Outgoing(incoming.delivery.team, _lane(channel, thread), UPDATE, body)


def _respond(incoming: Incoming, to: Pressed, message: Message, *, replace: bool) -> Outgoing:
    body = {
        "response_url": to.response_url,
        "response_type": "ephemeral",
        "replace_original": replace,
        **message.body(),
        **_in_thread("" if replace else to.thread),
    }
    lane = f"{_lane(to.channel, to.thread)}/{incoming.by}"
    return Outgoing(incoming.delivery.team, lane, RESPONSE_URL, body)


def _in_thread(thread: str) -> dict[str, str]:
    return {"thread_ts": thread} if thread else {}


def _lane(channel: str, thread: str) -> str:
    """What is said in one thread is said in its order."""
    return f"{channel}/{thread}"
