"""Reads messages: who wrote what, where, and where to answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.advisor.moves import Said
from bot.slack.inbox.places import direct_place
from bot.slack.incoming import Answered, Channel, Incoming, Payload, is_direct
from bot.slack.payload import at, id_at, team_of, text_at
from bot.slack.text import mentions, plain
from bot.store.protocol import Delivery, Place


def from_mention(body: Payload, bot_user: str) -> Incoming | None:
    """A message that mentions StackPick; None for other bots' messages."""
    message = _message(body)
    return None if message is None else _mention(message, bot_user)


def from_message(body: Payload, bot_user: str) -> Incoming | None:
    """A direct message, or a message in a channel's thread that may be meant for StackPick.

    None for what is not a person's new message (edits, deletions, joins, bots), and for channel
    messages outside a thread.
    """
    message = _message(body)
    if message is None:
        return None
    if message.direct:
        return _direct(message, bot_user)
    if mentions(message.text, bot_user):
        return _mention(message, bot_user)
    return _overheard(message, bot_user) if message.thread else None


def from_edit(body: Payload, bot_user: str) -> Incoming | None:
    """A person's message with a new wording.

    None for every other event; Slack reports links that were unfurled as changes, too.
    """
    event = body.get("event")
    new, old = at(event, "message"), at(event, "previous_message")
    if at(event, "subtype") != "message_changed" or text_at(new, "text") == text_at(old, "text"):
        return None
    inner = {**new, "channel": id_at(event, "channel")} if isinstance(new, Mapping) else {}
    message = _message({**body, "event": inner})
    if message is None:
        return None
    direct, thread = is_direct(message.channel), message.thread or message.ts
    place = Place(message.team, message.channel, thread)
    return Incoming(
        Delivery(message.team, "edit", (f"event:{message.event}",), edits=message.key),
        direct_place(message.team, message.user) if direct else place,
        Said(text=plain(message.text, bot_user), edited=True),
        message.user,
        Answered(message.channel, message.thread if direct else thread),
        line=thread if direct else "",
        begins=not message.thread,
    )


@dataclass(frozen=True, slots=True)
class _Message:
    """What an event tells of a person's message; `thread` is empty outside a thread."""

    event: str
    team: str
    channel: str
    user: str
    ts: str
    thread: str
    text: str
    direct: bool

    def delivery(self, kind: str) -> Delivery:
        """A mention comes as two events with one `ts`, and so with one key in common."""
        return Delivery(self.team, kind, (f"event:{self.event}", self.key))

    @property
    def key(self) -> str:
        return f"message:{self.team}:{self.channel}:{self.ts}"


PERSONS = (None, "file_share", "thread_broadcast")
"""Subtypes of messages that a person wrote: plain, with a file, and shown in the channel, too."""


def _message(body: Payload) -> _Message | None:
    """The message of an event; None where it is not a person's new one or an id is missing."""
    event = body.get("event")
    if not isinstance(event, Mapping) or event.get("subtype") not in PERSONS or event.get("bot_id"):
        return None
    told = _Message(
        id_at(body, "event_id"),
        team_of(body),
        id_at(event, "channel"),
        id_at(event, "user"),
        id_at(event, "ts"),
        id_at(event, "thread_ts"),
        text_at(event, "text"),
        direct=event.get("channel_type") == "im",
    )
    complete = told.event and told.team and told.channel and told.user and told.ts
    return told if complete else None


def _mention(message: _Message, bot_user: str) -> Incoming:
    thread = message.thread or message.ts
    return Incoming(
        message.delivery("app_mention"),
        Place(message.team, message.channel, thread),
        Said(text=plain(message.text, bot_user)),
        message.user,
        Channel(message.channel, thread),
        message=message.key,
    )


def _direct(message: _Message, bot_user: str) -> Incoming:
    return Incoming(
        message.delivery("direct_message"),
        direct_place(message.team, message.user),
        Said(text=plain(message.text, bot_user)),
        message.user,
        Channel(message.channel, message.thread),
        message=message.key,
        line=message.thread or message.ts,
        begins=not message.thread,
    )


def _overheard(message: _Message, bot_user: str) -> Incoming:
    return Incoming(
        message.delivery("message"),
        Place(message.team, message.channel, message.thread),
        Said(text=plain(message.text, bot_user), addressed=False),
        message.user,
        Channel(message.channel, message.thread),
        only_if_known=True,
        message=message.key,
    )
