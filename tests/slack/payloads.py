"""Payloads in the shapes that Slack sends, cut down to what tells one from another."""

import itertools
from collections.abc import Mapping
from typing import Any, Literal

from bot.advisor.moves import Move
from bot.slack.home.acts import HomeAct, pack_act
from bot.slack.ids import GLOBAL_SHORTCUT, MESSAGE_SHORTCUT, PICK_CRITERION, pack
from bot.slack.rating import Rating
from tests.faults.sink import BOT, TEAM

CHANNEL, DIRECT = "C0BACKEND", "D0ANN"
ANN, BOB = "U0ANN", "U0BOB"
ROOT, REPLY = "1700000000.000100", "1700000060.000200"
RESPONSE_URL = "https://hooks.example.com/actions/1"

Payload = dict[str, Any]
Surface = Literal["public", "thread", "ephemeral", "direct", "home"]

_numbers = itertools.count(1)


def an_event(event: Mapping[str, Any], event_id: str = "") -> Payload:
    """An Events API delivery; each has an id of its own unless one is given."""
    return {
        "team_id": TEAM,
        "api_app_id": "A0STACK",
        "type": "event_callback",
        "event_id": event_id or f"Ev{next(_numbers):08}",
        "event_time": 1700000000,
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        "is_ext_shared_channel": False,
        "event": dict(event),
    }


def a_message(text: str | None, *, thread: str = "", **more: Any) -> Payload:
    """A message in a channel, as `message.channels` tells of it."""
    event = {
        "type": "message",
        "channel": CHANNEL,
        "channel_type": "channel",
        "user": ANN,
        "team": TEAM,
        "client_msg_id": "5d6e0c0a-0000-4000-8000-000000000001",
        "text": text,
        "ts": REPLY if thread else ROOT,
        "event_ts": REPLY if thread else ROOT,
        "blocks": [],
        **({"thread_ts": thread, "parent_user_id": BOB} if thread else {}),
    }
    return an_event({**event, **more})


def a_mention(text: str, *, thread: str = "", **more: Any) -> Payload:
    """A message that mentions StackPick, as `app_mention` tells of it."""
    told = a_message(f"<@{BOT}> {text}", thread=thread, type="app_mention", **more)
    del told["event"]["channel_type"]
    return told


def a_direct_message(text: str | None, *, thread: str = "", **more: Any) -> Payload:
    return a_message(text, thread=thread, channel=DIRECT, channel_type="im", **more)


def an_edit(text: str) -> Payload:
    """Somebody has edited their message."""
    message = {"type": "message", "user": ANN, "text": text, "ts": ROOT}
    event = a_message("", subtype="message_changed", hidden=True, message=message)
    for missing in ("user", "text", "client_msg_id"):
        del event["event"][missing]
    return event


def a_deletion() -> Payload:
    return a_message("", subtype="message_deleted", hidden=True, deleted_ts=ROOT)


def a_bots_message(text: str) -> Payload:
    return a_direct_message(text, bot_id="B0OTHER", app_id="A0OTHER")


def a_command(text: str | None = "", channel: str = CHANNEL) -> Payload:
    """The slash command; None is a command whose text Slack leaves out."""
    command = {
        "command": "/stackpick",
        "team_id": TEAM,
        "team_domain": "acme",
        "channel_id": channel,
        "channel_name": "backend",
        "user_id": ANN,
        "user_name": "ann",
        "api_app_id": "A0STACK",
        "is_enterprise_install": "false",
        "response_url": RESPONSE_URL,
        "trigger_id": f"{next(_numbers)}.1.abc",
    }
    return command if text is None else {**command, "text": text}


def a_press(
    move: Move | str, on: Surface = "public", *, by: str = ANN, response_url: str = RESPONSE_URL
) -> Payload:
    """A press on a button with this move (or with any value), on a message or in App Home."""
    action_id, value = ("move:said:0", move) if isinstance(move, str) else pack(move)
    action = {"type": "button", "action_id": action_id, "block_id": "b1", "value": value}
    return _block_actions(action, on, by, response_url)


def a_pick(criterion: Any, on: Surface = "public", *, by: str = ANN) -> Payload:
    """A criterion picked from the menu."""
    option = {"text": {"type": "plain_text", "text": "Any"}, "value": criterion}
    action = {"type": "static_select", "action_id": PICK_CRITERION, "selected_option": option}
    return _block_actions(action, on, by, RESPONSE_URL)


def _block_actions(action: Payload, on: Surface, by: str, response_url: str) -> Payload:
    pressed = {
        "type": "block_actions",
        "user": {"id": by, "username": "ann", "team_id": TEAM},
        "team": {"id": TEAM, "domain": "acme"},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": f"{next(_numbers)}.2.abc",
        "actions": [{**action, "action_ts": "1700000100.000300"}],
    }
    if on == "home":
        view = {"id": "V1", "type": "home"}
        return {**pressed, "view": view, "container": {"type": "view", "view_id": "V1"}}
    return {**pressed, "response_url": response_url, **_surface(on)}


def _surface(on: Surface) -> Payload:
    """Where a pressed message stands; Slack leaves out the message where one person sees it."""
    channel = DIRECT if on == "direct" else CHANNEL
    container = {
        "type": "message",
        "message_ts": REPLY,
        "channel_id": channel,
        "is_ephemeral": on == "ephemeral",
    }
    told: Payload = {"channel": {"id": channel, "name": "any"}, "container": container}
    if on == "ephemeral":
        return told
    message = {"type": "message", "bot_id": "BBOT", "user": BOT, "text": "", "ts": REPLY}
    if on == "thread":
        container["thread_ts"] = message["thread_ts"] = ROOT
    return {**told, "message": message}


def a_rating(
    rating: Rating, on: Surface = "public", *, by: str = ANN, response_url: str = RESPONSE_URL
) -> Payload:
    """A press on one of the buttons that ask whether an answer helped."""
    action = {"type": "button", "action_id": "feedback", "value": rating.model_dump_json()}
    return _block_actions(action, on, by, response_url)


def a_home_press(act: HomeAct, *, by: str = ANN) -> Payload:
    """A press in App Home on something that stays there."""
    action_id, value = pack_act(act)
    action = {"type": "button", "action_id": action_id, "value": value}
    return _block_actions(action, "home", by, RESPONSE_URL)


def a_home_pick(action_id: str, value: str, *, by: str = ANN) -> Payload:
    """An option picked from one of the menus in App Home."""
    option = {"text": {"type": "plain_text", "text": "Any"}, "value": value}
    action = {"type": "static_select", "action_id": action_id, "selected_option": option}
    return _block_actions(action, "home", by, RESPONSE_URL)


def a_submission(view: Mapping[str, Any], answer: Mapping[str, Any], *, by: str = ANN) -> Payload:
    """A modal that was filled in and submitted; `answer` is the state of its one field."""
    (field,) = (block for block in view["blocks"] if block["type"] == "input")
    state = {"values": {field["block_id"]: {field["element"]["action_id"]: dict(answer)}}}
    return {
        "type": "view_submission",
        "user": {"id": by, "username": "ann", "team_id": TEAM},
        "team": {"id": TEAM, "domain": "acme"},
        "trigger_id": f"{next(_numbers)}.4.abc",
        "view": {**view, "id": f"V{next(_numbers)}", "state": state},
    }


def opened_tab(tab: str, *, by: str = ANN) -> Payload:
    """Somebody opened a tab of StackPick's."""
    return an_event({"type": "app_home_opened", "user": by, "channel": DIRECT, "tab": tab})


def a_global_shortcut() -> Payload:
    return {
        "type": "shortcut",
        "callback_id": GLOBAL_SHORTCUT,
        "trigger_id": f"{next(_numbers)}.3.abc",
        "user": {"id": ANN, "username": "ann", "team_id": TEAM},
        "team": {"id": TEAM, "domain": "acme"},
    }


def a_message_shortcut(text: str, *, thread: str = "") -> Payload:
    ts = REPLY if thread else ROOT
    message = {"type": "message", "user": BOB, "text": text, "ts": ts}
    return {
        **a_global_shortcut(),
        "type": "message_action",
        "callback_id": MESSAGE_SHORTCUT,
        "response_url": RESPONSE_URL,
        "channel": {"id": CHANNEL, "name": "backend"},
        "message_ts": ts,
        "message": message | ({"thread_ts": thread} if thread else {}),
    }


def organisation_wide(payload: Payload) -> Payload:
    """The same from an app that is installed for a whole organisation: no team of its own."""
    enterprise = {"id": "E0ORG", "name": "Org"}
    return {**payload, "team": None, "enterprise": enterprise, "is_enterprise_install": True}


GUEST_TEAM = "T0GUEST"


def from_a_guest(payload: Payload) -> Payload:
    """The same message by somebody of another workspace, in a channel shared over Slack Connect.

    As Slack tells of it: the `message` event has the sender's workspace, `app_mention` the one that
    StackPick is installed in, and `authorizations` names that in both.
    """
    event = {**payload["event"], "user_team": GUEST_TEAM, "source_team": GUEST_TEAM}
    shared = {**payload, "is_ext_shared_channel": True, "context_team_id": TEAM}
    if event["type"] == "app_mention":
        return {**shared, "event": event}
    return {**shared, "team_id": GUEST_TEAM, "event": {**event, "team": GUEST_TEAM}}
