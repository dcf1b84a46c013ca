"""Puts a reply into the calls that bring it to where it belongs. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot import phrases
from bot.advisor.moves import AskedAbout, Began, DialogMove, Move, Said, SharingMove
from bot.advisor.replies import (
    Aside,
    DialogStopped,
    InDialog,
    RateLimited,
    Reply,
    ToWords,
    is_shared,
    waiting,
)
from bot.advisor.session import Shown
from bot.slack.blocks import Message, Sharing, render, render_alone, resumed, sentence
from bot.slack.incoming import (
    Acknowledgement,
    Answered,
    Channel,
    Incoming,
    Person,
    Pressed,
    is_direct,
)
from bot.store.protocol import SHOWS_DIALOG, Outgoing

RESPONSE_URL = "response_url"
POST, UPDATE, DELETE = "chat.postMessage", "chat.update", "chat.delete"
PUBLISH = "views.publish"
WHISPER = "chat.postEphemeral"

STANDS_IN = "stackpick.stands_in"
"""In the body of a call: the key of the message that it changes or removes."""

_NO_PREVIEWS = {"unfurl_links": False, "unfurl_media": False}


def calls(incoming: Incoming, reply: Reply, shown: Shown) -> Sequence[Outgoing] | None:
    """The calls that deliver the reply; none where the acknowledgement carries it.

    `shown` is where the person's dialog stood before. None for what an edited message would lead to
    and cannot: only an answer changes to an answer.
    """
    match incoming.to:
        case Acknowledgement():
            return ()  # it is rendered with the acknowledgement, and only there
        case Channel(channel, thread) if isinstance(reply, RateLimited) and not is_direct(channel):
            return (_whisper(incoming, channel, thread, render(reply)),)
        case Channel(channel, thread):
            return _said(incoming, channel, thread, reply, shown)
        case Person(person, thread) if isinstance(reply, DialogStopped):
            return _changed(incoming, _lane(person, thread), render(reply), shown)
        case Person(person, thread):
            return _said(incoming, person, thread, reply, shown)
        case Pressed():
            return _to_press(incoming, incoming.to, reply, shown)
        case Answered(channel, thread):
            return (_reworded(incoming, channel, thread, reply),) if is_editable(reply) else None


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
    """Whether editing a message may change this reply to it, or lead to it."""
    return isinstance(reply, ToWords)


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


def _to_press(incoming: Incoming, to: Pressed, reply: Reply, shown: Shown) -> tuple[Outgoing, ...]:
    move, message = incoming.move, render(reply, _sharing(incoming))
    if isinstance(move, SharingMove) and is_shared(reply):
        return (_share(incoming, to, move.thread, message),)
    if _is_aside(reply) or (_is_private(incoming, to) and not _replaces(move)):
        return (_respond(incoming, to, message, replaces=False),)
    if not _replaces(move):
        return _said(incoming, to.channel, _thread_of(to), reply, shown)
    if to.ephemeral:
        return (_respond(incoming, to, message, replaces=True),)
    update = _update(incoming, to.channel, to.thread, to.ts, render_alone(reply))
    return (replace(update, answers=shown.message or _key(incoming)) if _stands(reply) else update,)


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


def _said(
    incoming: Incoming, channel: str, thread: str, reply: Reply, shown: Shown
) -> tuple[Outgoing, ...]:
    """The reply in a message, and the question of a dialog that waits in another below it.

    So the dialog can go on in one message, and what was said in between stays where it is.
    """
    message, question = render_alone(reply, asked=_asked(incoming)), waiting(reply)
    if _stands(reply):
        return (_moved(incoming, channel, thread, message, shown),)
    answer = _post(
        incoming, channel, thread, message, answers=incoming.message if is_editable(reply) else ""
    )
    if question is None:
        return (answer,)
    return answer, _moved(incoming, channel, thread, resumed(question, None), shown)


def _moved(
    incoming: Incoming, channel: str, thread: str, message: Message, shown: Shown
) -> Outgoing:
    """A dialog in a new message, below all others; the one that it stood in is then removed.

    What is typed stands below the dialog's message. To change that one in place would be overlooked
    there, and is not read out by a screen reader.
    """
    post = _post(incoming, channel, thread, message, answers=_key(incoming))
    if not (shown.message and shown.goes):
        return post
    return replace(post, then=Outgoing(post.team, post.lane, DELETE, {STANDS_IN: shown.message}))


def _changed(incoming: Incoming, lane: str, message: Message, shown: Shown) -> tuple[Outgoing, ...]:
    """The message that the dialog stands in, changed from elsewhere."""
    if not shown.message:
        return ()
    body = {STANDS_IN: shown.message, **message.both()}
    return (Outgoing(incoming.delivery.team, lane, UPDATE, body),)


def _reworded(incoming: Incoming, channel: str, thread: str, reply: Reply) -> Outgoing:
    """The answer to a message, changed; in its lane, as it may be about to be posted itself."""
    message = render_alone(reply, asked=_asked(incoming))
    body = {STANDS_IN: incoming.delivery.edits, **message.both()}
    return Outgoing(incoming.delivery.team, _lane(channel, thread), UPDATE, body)


def _stands(reply: Reply) -> bool:
    """Whether a dialog stands in the reply; what is shared is none of its own messages."""
    return isinstance(reply, InDialog) and not is_shared(reply)


def _key(incoming: Incoming) -> str:
    return f"{SHOWS_DIALOG}{incoming.delivery.keys[0]}"


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
