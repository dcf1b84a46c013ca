"""Puts a reply into the calls that bring it to where it belongs. Pure."""

from collections.abc import Sequence
from typing import Any

from bot import phrases
from bot.advisor.moves import AskedAbout, Began, DialogMove, Move, Said, SharingMove
from bot.advisor.replies import (
    Answers,
    Aside,
    BestCase,
    Clarification,
    Counterparts,
    Declined,
    DialogStopped,
    Explanation,
    NothingToRead,
    OtherLanguage,
    RateLimited,
    Reply,
    Smalltalk,
    SourceList,
    TooLong,
    is_shared,
)
from bot.slack.blocks import Message, Sharing, render, sentence
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
    if isinstance(incoming.to, Acknowledgement):
        return ()  # it is rendered with the acknowledgement, and only there
    message = render(reply, _sharing(incoming), _asked(incoming))
    match incoming.to:
        case Channel(channel, thread) if isinstance(reply, RateLimited) and not is_direct(channel):
            return (_whisper(incoming, channel, thread, message),)
        case Channel(channel, thread):
            key = incoming.message if is_editable(reply) else ""
            return (_post(incoming, channel, thread, message, answers=key),)
        case Person() if isinstance(reply, DialogStopped):
            return ()  # App Home, where it was stopped, shows that
        case Person(person, thread):
            return (_post(incoming, person, thread, message),)
        case Pressed():
            return _to_press(incoming, incoming.to, reply, message)
        case Answered(channel, ts):
            update = _update(incoming, channel, "", ts, message)
            return (update,) if is_editable(reply) else None


def acknowledged(incoming: Incoming, reply: Reply, *, newer: bool) -> dict[str, Any]:
    """The body that acknowledges a slash command and answers the person alone.

    `newer`: this Slack is known to take newer kinds of blocks. It does not say so of an
    acknowledgement.
    """
    message = render(reply, _sharing(incoming), _asked(incoming))
    return {"response_type": "ephemeral", **message.body(newer=newer)}


def answered(sentence: str | None) -> dict[str, Any]:
    """The body that acknowledges a slash command with a sentence for the person, if with any."""
    return {"response_type": "ephemeral", "text": sentence} if sentence else {}


def is_editable(reply: Reply) -> bool:
    """Whether editing a message may change this reply to it, or lead to it.

    Never where a dialog's question is in it: a press has the dialog go on in that very message.
    """
    return isinstance(reply, Answer) and reply.resume is None


def _sharing(incoming: Incoming) -> Sharing | None:
    """Where others could see what the person alone sees; None where there are no others."""
    match incoming.to:
        case Acknowledgement(channel) if channel and not is_direct(channel):
            return Sharing(channel)
        case Pressed(channel=channel, thread=thread) if _is_private(
            incoming, incoming.to
        ) and not is_direct(channel):
            return Sharing(channel, thread)
        case _:
            return None


def _asked(incoming: Incoming) -> str:
    return incoming.move.text if isinstance(incoming.move, Said) else ""


def _to_press(
    incoming: Incoming, to: Pressed, reply: Reply, message: Message
) -> tuple[Outgoing, ...]:
    move = incoming.move
    if isinstance(move, SharingMove) and is_shared(reply):
        return (_share(incoming, to, move.thread, message),)
    return (_answer_to_press(incoming, to, reply, message),)


def _answer_to_press(incoming: Incoming, to: Pressed, reply: Reply, message: Message) -> Outgoing:
    if _is_aside(reply) or (_is_private(incoming, to) and not _replaces(incoming.move)):
        return _respond(incoming, to, message, replaces=False)
    if not _replaces(incoming.move):
        return _post(incoming, to.channel, _thread_of(to), message)
    if to.ephemeral:
        return _respond(incoming, to, message, replaces=True)
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
    body = {"channel": channel, **message.both(), **_in_thread(thread), **_NO_PREVIEWS}
    return Outgoing(incoming.delivery.team, _lane(channel, thread), POST, body, answers=answers)


def _whisper(incoming: Incoming, channel: str, thread: str, message: Message) -> Outgoing:
    """Tell the person alone, where the others are."""
    body = {"channel": channel, "user": incoming.by, **message.body(), **_in_thread(thread)}
    lane = f"{_lane(channel, thread)}/{incoming.by}"
    return Outgoing(incoming.delivery.team, lane, WHISPER, body)


def _share(incoming: Incoming, to: Pressed, thread: str, message: Message) -> Outgoing:
    """Show the others what one person sees, and then tell that person that it was shown.

    A response URL reaches a channel that StackPick is no member of, too.
    """
    if not to.response_url:
        return _post(incoming, to.channel, thread, message)
    body = {
        "response_url": to.response_url,
        "response_type": "in_channel",
        "replace_original": False,
        **message.both(),
        **_in_thread(thread),
        **_NO_PREVIEWS,
    }
    told = sentence(phrases.SHARED_IN_THREAD if thread else phrases.SHARED)
    then = _respond(incoming, to, told, replaces=False)
    lane = _lane(to.channel, thread)
    return Outgoing(incoming.delivery.team, lane, RESPONSE_URL, body, then=then)


def _update(incoming: Incoming, channel: str, thread: str, ts: str, message: Message) -> Outgoing:
    body = {"channel": channel, "ts": ts, **message.both()}
    return Outgoing(incoming.delivery.team, _lane(channel, thread), UPDATE, body)


def _respond(incoming: Incoming, to: Pressed, message: Message, *, replaces: bool) -> Outgoing:
    body = {
        "response_url": to.response_url,
        "response_type": "ephemeral",
        "replace_original": replaces,
        **message.both(),
        **_in_thread("" if replaces else to.thread),
    }
    lane = f"{_lane(to.channel, to.thread)}/{incoming.by}"
    return Outgoing(incoming.delivery.team, lane, RESPONSE_URL, body)


def _in_thread(thread: str) -> dict[str, str]:
    return {"thread_ts": thread} if thread else {}


def _lane(channel: str, thread: str) -> str:
    """What is said in one thread is said in its order."""
    return f"{channel}/{thread}"
