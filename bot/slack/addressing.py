"""Puts a reply into the calls that bring it to where it belongs. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot import phrases
from bot.advisor.moves import AskedAbout, Began, DialogMove, Move, SharingMove
from bot.advisor.replies import (
    Aside,
    DialogStopped,
    RateLimited,
    Reply,
    is_shared,
)
from bot.advisor.session import Shown
from bot.slack.blocks import Message, Sharing, render, render_alone, sentence
from bot.slack.calls import (
    NO_PREVIEWS,
    RESPONSE_URL,
    lane,
    post,
    respond,
    response,
    update,
    whisper,
)
from bot.slack.incoming import (
    Acknowledgement,
    Answered,
    Channel,
    Incoming,
    Person,
    Pressed,
    is_direct,
)
from bot.slack.saying import changed, dialog_key, holds_dialog, is_editable, reworded, said
from bot.store.protocol import Outgoing


def calls(incoming: Incoming, reply: Reply, shown: Shown) -> Sequence[Outgoing] | None:
    """The calls that deliver the reply; none where the acknowledgement carries it.

    `shown` is where the person's dialog stood before. None for what an edited message would lead to
    and cannot: only an answer changes to an answer.
    """
    team = incoming.delivery.team
    match incoming.to:
        case Acknowledgement():
            return ()  # it is rendered with the acknowledgement, and only there
        case Channel(channel, thread) if isinstance(reply, RateLimited) and not is_direct(channel):
            return (whisper(team, channel, thread, incoming.by, render(reply)),)
        case Channel(channel, thread):
            return said(incoming, channel, thread, reply, shown)
        case Person(person, thread) if isinstance(reply, DialogStopped):
            return changed(incoming, person, thread, render(reply), shown)
        case Person(person, thread):
            return said(incoming, person, thread, reply, shown)
        case Pressed():
            return _to_press(incoming, incoming.to, reply, shown)
        case Answered(channel, thread):
            return (reworded(incoming, channel, thread, reply),) if is_editable(reply) else None


def acknowledged(incoming: Incoming, reply: Reply, *, newer: bool) -> dict[str, Any]:
    """The body that acknowledges a slash command and answers the person alone.

    `newer`: this Slack is known to take newer kinds of blocks. It does not say so of an
    acknowledgement.
    """
    message = render(reply, _sharing(incoming), incoming.typed)
    return {"response_type": "ephemeral", **message.body(newer=newer)}


def answered(sentence: str | None) -> dict[str, Any]:
    """The body that acknowledges a slash command with a sentence for the person, if with any."""
    return {"response_type": "ephemeral", "text": sentence} if sentence else {}


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


def _to_press(incoming: Incoming, to: Pressed, reply: Reply, shown: Shown) -> tuple[Outgoing, ...]:
    move, team = incoming.move, incoming.delivery.team
    if isinstance(move, SharingMove) and is_shared(reply):
        return (_share(incoming, to, move.thread, render(reply, _sharing(incoming))),)
    replaces = _replaces(move) and not _is_aside(reply)
    if _is_aside(reply) or to.ephemeral or (_is_private(incoming, to) and not replaces):
        message = render(reply, _sharing(incoming))
        return (respond(team, to, incoming.by, message, replaces=replaces),)
    if not replaces:
        return said(incoming, to.channel, _thread_of(to), reply, shown)
    there = update(team, to.channel, to.thread, to.ts, render_alone(reply))
    key = shown.message or dialog_key(incoming)
    return (replace(there, answers=key) if holds_dialog(reply) else there,)


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


def _share(incoming: Incoming, to: Pressed, thread: str, message: Message) -> Outgoing:
    """Show the others what one person sees, and then tell that person that it was shown.

    A response URL reaches a channel that StackPick is no member of, too.
    """
    team = incoming.delivery.team
    if not to.response_url:
        return post(team, to.channel, thread, message)
    body = {**response(to.response_url, message, to_all=True, thread=thread), **NO_PREVIEWS}
    told = sentence(phrases.SHARED_IN_THREAD if thread else phrases.SHARED)
    then = respond(team, to, incoming.by, told, replaces=False)
    return Outgoing(team, lane(to.channel, thread), RESPONSE_URL, body, then=then)
