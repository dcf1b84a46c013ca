"""Says a reply in a conversation: in a message of its own, or in the one of a dialog. Pure."""

from dataclasses import replace

from bot.advisor.replies import InDialog, Reply, ToWords, is_shared, waiting
from bot.advisor.session import Shown
from bot.slack.blocks import Message, render_alone, resumed
from bot.slack.calls import DELETE, STANDS_IN, UPDATE, lane, post
from bot.slack.incoming import Incoming
from bot.store.protocol import SHOWS_DIALOG, Outgoing


def said(
    incoming: Incoming, channel: str, thread: str, reply: Reply, shown: Shown
) -> tuple[Outgoing, ...]:
    """The reply in a message, and the question of a dialog that waits in another below it.

    So the dialog can go on in one message, and what was said in between stays where it is.
    """
    message, question = render_alone(reply, asked=incoming.typed), waiting(reply)
    if holds_dialog(reply):
        return (_moved(incoming, channel, thread, message, shown),)
    key = incoming.message if is_editable(reply) else ""
    answer = post(incoming.delivery.team, channel, thread, message, answers=key)
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
    posted = post(incoming.delivery.team, channel, thread, message, answers=dialog_key(incoming))
    if not (shown.message and shown.goes):
        return posted
    gone = Outgoing(posted.team, posted.lane, DELETE, {STANDS_IN: shown.message})
    return replace(posted, then=gone)


def changed(
    incoming: Incoming, channel: str, thread: str, message: Message, shown: Shown
) -> tuple[Outgoing, ...]:
    """The message that the dialog stands in, changed from elsewhere."""
    if not shown.message:
        return ()
    return (_change(incoming, channel, thread, shown.message, message),)


def reworded(incoming: Incoming, channel: str, thread: str, reply: Reply) -> Outgoing:
    """The answer to a message, changed; in its lane, as it may be about to be posted itself."""
    message = render_alone(reply, asked=incoming.typed)
    return _change(incoming, channel, thread, incoming.delivery.edits, message)


def _change(
    incoming: Incoming, channel: str, thread: str, stands_in: str, message: Message
) -> Outgoing:
    body = {STANDS_IN: stands_in, **message.both()}
    return Outgoing(incoming.delivery.team, lane(channel, thread), UPDATE, body)


def holds_dialog(reply: Reply) -> bool:
    """Whether a dialog stands in the reply; what is shared is none of its own messages."""
    return isinstance(reply, InDialog) and not is_shared(reply)


def dialog_key(incoming: Incoming) -> str:
    """The key of the message that shows a dialog from this delivery on."""
    return f"{SHOWS_DIALOG}{incoming.delivery.keys[0]}"


def is_editable(reply: Reply) -> bool:
    """Whether editing a message may change this reply to it, or lead to it."""
    return isinstance(reply, ToWords)
