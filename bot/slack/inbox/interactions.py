"""Reads commands, presses and shortcuts: who did what, where, and where to answer."""

import hashlib
from dataclasses import replace

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
from bot.slack.inbox.places import direct_place
from bot.slack.incoming import Acknowledgement, Incoming, Payload, Person, Pressed, is_direct
from bot.slack.payload import at, id_at, team_of, text_at, thread_of_press
from bot.slack.permalink import origin_of
from bot.slack.text import plain
from bot.store.protocol import Delivery, Place


def from_command(command: Payload) -> Incoming | None:
    """The slash command, with or without a text; None where an id is missing."""
    team, user = team_of(command), id_at(command, "user_id")
    channel, trigger = id_at(command, "channel_id"), id_at(command, "trigger_id")
    if not (team and user and channel and trigger):
        return None
    return Incoming(
        Delivery(team, "command", (f"command:{trigger}",)),
        direct_place(team, user),
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
        return Incoming(delivery, direct_place(team, user), move, user, Person(user))
    private = to.ephemeral or isinstance(move, Began)
    place = direct_place(team, user) if private else _place_of(team, to, user)
    line = to.thread if is_direct(to.channel) else ""
    if isinstance(move, SharingMove):
        delivery = replace(delivery, shares=_key_of_shared(move, team, user, to))
    return Incoming(delivery, place, move, user, to, line=line)


def from_home(body: Payload, act: WentOn | GaveUp) -> Incoming | None:
    """A press in App Home that goes on with a dialog or stops it; None where an id is missing."""
    team, user, delivery = _interaction(body, "press")
    if delivery is None:
        return None
    move = Resumed(dialog=act.dialog) if isinstance(act, WentOn) else Stopped(dialog=act.dialog)
    place = replace(direct_place(team, user), thread=act.thread)
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
        return delivery, direct_place(team, user), to
    place = direct_place(team, user) if to.ephemeral else _place_of(team, to, user)
    return delivery, place, to


def from_shortcut(body: Payload) -> Incoming | None:
    """A shortcut: on a message, whose text describes the project, or from anywhere.

    None where an id is missing.
    """
    team, user, delivery = _interaction(body, "shortcut")
    if delivery is None:
        return None
    place = direct_place(team, user)
    channel, response_url = id_at(body, "channel", "id"), id_at(body, "response_url")
    if not (channel and response_url):
        return Incoming(delivery, place, Began(), user, Person(user))
    text = plain(text_at(body, "message", "text"))
    to = Pressed(response_url, channel, "", "", ephemeral=True)
    return Incoming(delivery, place, Began(description=text, origin=origin_of(body)), user, to)


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


def _key_of_shared(move: SharingMove, team: str, user: str, to: Pressed) -> str:
    """What stands in one message is shared once, however often somebody presses.

    The key is kept, and who pressed is not to be read in it.
    """
    told = f"{team}:{to.channel}:{user}:{to.ts}:{pack(move)[0]}"
    return f"share:{hashlib.sha256(told.encode()).hexdigest()}"


def _interaction(body: Payload, kind: str) -> tuple[str, str, Delivery | None]:
    """Team, person and delivery; no delivery where an id is missing."""
    user, trigger = id_at(body, "user", "id"), id_at(body, "trigger_id")
    team = team_of(body)
    complete = team and user and trigger
    return team, user, Delivery(team, kind, (f"{kind}:{trigger}",)) if complete else None


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
        return direct_place(team, user)
    return Place(team, to.channel, to.thread or to.ts)
