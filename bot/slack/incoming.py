"""What was read from a delivery: who did what, where, and where the answer goes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.advisor.moves import Move, Said
from bot.store.protocol import Delivery, Place

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Channel:
    """Answer with a message in a channel or direct message, in `thread` where it is not empty."""

    id: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Answer a slash command in its acknowledgement, for the person alone; `channel` is where."""

    channel: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """Answer a press on a message.

    `response_url` reaches the person alone or the whole channel, and can replace a message that
    only they see; `channel` and `ts` say which message was pressed, `thread` where it stands.
    """

    response_url: str
    channel: str
    ts: str
    thread: str
    ephemeral: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """Answer an edit by updating the answer that the message has, or has as soon as it is posted.

    `channel` and `thread` are where that answer goes, as in Channel.
    """

    channel: str
    thread: str


@dataclass(frozen=True, slots=True)
class Person:
    """Answer in the direct messages with a person, in `thread` where it is not empty."""

    id: str
    thread: str = ""


Destination = Channel | Acknowledgement | Pressed | Person | Answered


@dataclass(frozen=True, slots=True)
class Incoming:
    """One delivery, read.

    `only_if_known`: take it only in a place where StackPick has spoken. `message` is the key of the
    message that is answered, empty where there is none. `line` is the thread of direct messages
    that it stands in, or that it begins (`begins`); empty elsewhere.
    """

    delivery: Delivery
    place: Place
    move: Move
    by: str
    to: Destination
    only_if_known: bool = False
    message: str = ""
    line: str = ""
    begins: bool = False

    @property
    def typed(self) -> str:
        """What was written; empty where something was pressed or opened."""
        return self.move.text if isinstance(self.move, Said) else ""


def in_a_thread_of_its_own(told: Incoming) -> Incoming:
    """A direct message in Slack's agent view, where each message begins or continues a thread."""
    place = replace(told.place, thread=told.line)
    if isinstance(told.to, Channel | Answered):
        return replace(told, place=place, to=replace(told.to, thread=told.line))
    return replace(told, place=place)


def is_direct(channel: str) -> bool:
    """Whether a channel id is that of a direct message."""
    return channel.startswith("D")
