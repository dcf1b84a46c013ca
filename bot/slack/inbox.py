"""Reads what Slack delivers: from a payload to who did what, where, and where to answer."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pydantic import ValidationError

from bot.advisor.commands import asks_for_help, description_after_recommend
from bot.advisor.moves import (
    AskedAbout,
    AskedForHelp,
    Began,
    Move,
    Opened,
    Resumed,
    Said,
    SharingMove,
    Stopped,
)
from bot.slack.home.acts import GaveUp, WentOn
from bot.slack.ids import PICK_CRITERION, pack, unpack
from bot.slack.incoming import (
    Acknowledgement,
    Answered,
    Channel,
    Incoming,
    Payload,
    Person,
    Pressed,
    is_direct,
)
from bot.slack.payload import at, id_at, team_of, text_at, thread_of_press
from bot.slack.permalink import origin_of
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
        _direct_place(message.team, message.user) if direct else place,
        Said(text=plain(message.text, bot_user), edited=True),
        message.user,
        Answered(message.channel, message.thread if direct else thread),
        line=thread if direct else "",
        begins=not message.thread,
    )


def from_command(command: Payload) -> Incoming | None:
    """The slash command, with or without a text; None where an id is missing."""
    team, user = team_of(command), id_at(command, "user_id")
    channel, trigger = id_at(command, "channel_id"), id_at(command, "trigger_id")
    if not (team and user and channel and trigger):
        return None
    return Incoming(
        Delivery(team, "command", (f"command:{trigger}",)),
        _direct_place(team, user),
        _commanded(plain(text_at(command, "text"))),
        user,
        Acknowledgement(channel),
    )


def from_press(body: Payload) -> Incoming | None:
    """A press on a button or a pick from a menu; None where its value is not one of ours."""
    team, user, delivery = _interaction(body, "press")
    move = _pressed(body)
    if move is None or delivery is None:
        return None
    to = _pressed_on(body)
    if not to.channel or id_at(body, "container", "type") == "view":
        return Incoming(delivery, _direct_place(team, user), move, user, Person(user))
    private = to.ephemeral or isinstance(move, Began)
    place = _direct_place(team, user) if private else _place_of(team, to, user)
    line = to.thread if is_direct(to.channel) else ""
    if isinstance(move, SharingMove):
        delivery = replace(delivery, shares=_key_of_shared(move, team, user, to))
    return Incoming(delivery, place, move, user, to, line=line)


def _key_of_shared(move: SharingMove, team: str, user: str, to: Pressed) -> str:
    """What stands in one message is shared once, however often somebody presses.

    The key is kept, and who pressed is not to be read in it.
    """
    told = f"{team}:{to.channel}:{user}:{to.ts}:{pack(move)[0]}"
    return f"share:{hashlib.sha256(told.encode()).hexdigest()}"


def from_home(body: Payload, act: WentOn | GaveUp) -> Incoming | None:
    """A press in App Home that goes on with a dialog or stops it; None where an id is missing."""
    team, user, delivery = _interaction(body, "press")
    if delivery is None:
        return None
    move = Resumed(dialog=act.dialog) if isinstance(act, WentOn) else Stopped(dialog=act.dialog)
    place = replace(_direct_place(team, user), thread=act.thread)
    return Incoming(delivery, place, move, user, Person(user, act.thread))


def where_pressed(body: Payload) -> tuple[Delivery, Place, Pressed] | None:
    """The delivery of any press, the conversation that it is in, and what was pressed.

    None where an id is missing.
    """
    team, user, delivery = _interaction(body, "press")
    if delivery is None:
        return None
    to = _pressed_on(body)
    if not to.channel or id_at(body, "container", "type") == "view":
        return delivery, _direct_place(team, user), to
    place = _direct_place(team, user) if to.ephemeral else _place_of(team, to, user)
    return delivery, place, to


def from_shortcut(body: Payload) -> Incoming | None:
    """A shortcut: on a message, whose text describes the project, or from anywhere.

    None where an id is missing.
    """
    team, user, delivery = _interaction(body, "shortcut")
    if delivery is None:
        return None
    place = _direct_place(team, user)
    channel, response_url = id_at(body, "channel", "id"), id_at(body, "response_url")
    if not (channel and response_url):
        return Incoming(delivery, place, Began(), user, Person(user))
    text = plain(text_at(body, "message", "text"))
    to = Pressed(response_url, channel, "", "", ephemeral=True)
    return Incoming(delivery, place, Began(description=text, origin=origin_of(body)), user, to)


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
        _direct_place(message.team, message.user),
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


def _interaction(body: Payload, kind: str) -> tuple[str, str, Delivery | None]:
    """Team, person and delivery; no delivery where an id is missing."""
    user, trigger = id_at(body, "user", "id"), id_at(body, "trigger_id")
    team = team_of(body)
    complete = team and user and trigger
    return team, user, Delivery(team, kind, (f"{kind}:{trigger}",)) if complete else None


def _commanded(text: str) -> Move:
    if not text:
        return Opened()
    description = description_after_recommend(text)
    if description is not None:
        return Began(description=description)
    return AskedForHelp() if asks_for_help(text) else Said(text=text)


def _pressed(body: Payload) -> Move | None:
    presses = body.get("actions")
    action = presses[0] if isinstance(presses, list) and presses else None
    if id_at(action, "action_id") != PICK_CRITERION:
        return unpack(text_at(action, "value"))
    picked = id_at(action, "selected_option", "value")
    try:
        return AskedAbout(criterion=picked) if picked else None
    except ValidationError:
        return None


def _pressed_on(body: Payload) -> Pressed:
    return Pressed(
        response_url=id_at(body, "response_url"),
        channel=id_at(body, "channel", "id"),
        ts=id_at(body, "message", "ts") or id_at(body, "container", "message_ts"),
        thread=thread_of_press(body),
        ephemeral=at(body, "container", "is_ephemeral") is True
        or id_at(body, "message", "subtype") == "ephemeral",
    )


def _place_of(team: str, to: Pressed, user: str) -> Place:
    if is_direct(to.channel):
        return _direct_place(team, user)
    return Place(team, to.channel, to.thread or to.ts)


def _direct_place(team: str, user: str) -> Place:
    """All that only one person sees is one conversation with them, wherever it is held.

    So a dialog that was begun in a channel can be gone on with in App Home or a direct message.
    """
    return Place(team, "", person=user)
