"""What comes over HTTP alone: signatures, repeats, shortcuts, and the pages for operators."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.knowledge.model import Knowledge
from tests.e2e.people import Desk, after, asked
from tests.e2e.signed import (
    EVENTS,
    FORM,
    JSON,
    TEAM,
    event,
    interaction,
    sends,
    signed,
    timestamp,
    trigger,
)
from tests.e2e.slack_api import SlackApi
from tests.e2e.stackpick import StackPick
from tests.slack_harness.workspace import Workspace

pytestmark = pytest.mark.parametrize("transport", ["http"])

OK, BAD_REQUEST, UNAUTHORIZED, SERVER_ERROR = 200, 400, 401, 500


def mention(workspace: Workspace, person: str, text: str) -> dict[str, Any]:
    """The event of a mention in #general, which the local Slack has not seen being written."""
    where = {"channel": workspace.channel_id("#general"), "ts": timestamp()}
    said = {"user": workspace.user_id(person), "text": f"<@{workspace.bot_id}> {text}"}
    return event(type="app_mention", **where, **said)


def shortcut(workspace: Workspace, person: str, **fields: Any) -> str:
    user = {"id": workspace.user_id(person), "team_id": TEAM}
    opened = {"team": {"id": TEAM}, "user": user, "trigger_id": trigger()}
    return interaction({**opened, **fields})


def test_a_request_without_a_valid_signature_is_refused_and_changes_nothing(
    stackpick: StackPick, workspace: Workspace, alice: str
) -> None:
    body = json.dumps(mention(workspace, alice, "is python too slow for an api?"))
    secret = stackpick.app.signing_secret
    six_minutes = 6 * 60
    tampered = signed(secret, body.replace("python", "nodejs"), JSON)
    for headers in (
        signed("not the signing secret", body, JSON),
        signed(secret, body, JSON, age_seconds=six_minutes),
        signed(secret, body, JSON, age_seconds=-six_minutes),
        tampered,
        {"Content-Type": JSON},
        {"Content-Type": JSON, "X-Slack-Signature": "v0=", "X-Slack-Request-Timestamp": "soon"},
    ):
        status, _ = stackpick.request("POST", EVENTS, body, headers)
        assert status == UNAUTHORIZED, headers
    assert sends(stackpick, body)[0] == OK  # it was not taken before
    answer = workspace.wait_for(
        after(lambda: workspace.bot_messages("#general"), 0), "the answer to the signed one"
    )
    workspace.reply(workspace.mentions(alice, "#random", "help"))
    assert workspace.bot_messages("#general") == [answer]


def test_a_request_that_slack_did_not_sign_reaches_nobody(
    stackpick: StackPick, workspace: Workspace, alice: str
) -> None:
    """It may name an address to answer to, and must not get StackPick to call it."""
    secret = stackpick.app.signing_secret
    with SlackApi({"reply": {"ok": True}}) as elsewhere:
        pressed = shortcut(
            workspace, alice, type="shortcut", callback_id="x", response_url=f"{elsewhere.url}reply"
        )
        genuine = signed(secret, pressed, FORM)
        for forged in (
            {"X-Slack-Request-Timestamp": "soon"},
            {"X-Slack-Request-Timestamp": "\N{SUPERSCRIPT TWO}"},
            {"X-Slack-Signature": "v0=\N{LATIN SMALL LETTER E WITH ACUTE}"},
            {"X-Slack-Signature": "v0=" + "0" * 64},
        ):
            status, _ = stackpick.request("POST", EVENTS, pressed, genuine | forged)
            assert status == UNAUTHORIZED, forged
        workspace.reply(workspace.mentions(alice, "#general", "help"))
        assert elsewhere.calls == []


def test_an_event_that_is_delivered_twice_is_answered_once(
    stackpick: StackPick, workspace: Workspace, alice: str
) -> None:
    body = json.dumps(mention(workspace, alice, "is python too slow for an api?"))
    assert [sends(stackpick, body)[0] for _ in range(2)] == [OK, OK]
    headers = {**signed(stackpick.app.signing_secret, body, JSON), "X-Slack-Retry-Num": "1"}
    assert stackpick.request("POST", EVENTS, body, headers)[0] == OK
    workspace.reply(workspace.mentions(alice, "#random", "help"))
    assert len(workspace.bot_messages("#general")) == 1


def test_messages_of_other_bots_are_not_answered(
    stackpick: StackPick, workspace: Workspace, alice: str
) -> None:
    for written in ({"bot_id": "B0OTHER"}, {"bot_id": "B0OTHER", "subtype": "bot_message"}):
        of_a_bot = mention(workspace, alice, "is python too slow for an api?")
        of_a_bot["event"] |= written
        assert sends(stackpick, json.dumps(of_a_bot))[0] == OK
        of_a_bot["event"] |= {"type": "message", "channel_type": "channel", "ts": timestamp()}
        of_a_bot["event_id"] += "M"
        assert sends(stackpick, json.dumps(of_a_bot))[0] == OK
    answer = workspace.reply(workspace.mentions(alice, "#general", "help"))
    assert workspace.bot_messages("#general") == [answer]


def test_the_shortcut_on_a_message_begins_a_private_dialog_with_what_it_says(
    stackpick: StackPick, workspace: Workspace, alice: str
) -> None:
    message = {"type": "message", "user": "U0000", "ts": timestamp(), "text": "a chat app, no ml"}
    with SlackApi({"reply": {"ok": True}}) as elsewhere:
        pressed = shortcut(
            workspace,
            alice,
            type="message_action",
            callback_id="decide_this",
            channel={"id": workspace.channel_id("#general"), "name": "general"},
            message=message,
            message_ts=message["ts"],
            response_url=f"{elsewhere.url}reply",
        )
        assert sends(stackpick, pressed, FORM)[0] == OK
        (reply,) = workspace.wait_for(lambda: elsewhere.called("reply"), "the private reply")
    assert (reply["response_type"], reply["replace_original"]) == ("ephemeral", False)
    shown = json.dumps(reply["blocks"], ensure_ascii=False)
    assert "(from “chat app”)" in shown
    assert "(from “no ml”)" in shown
    assert "Question 3" in shown
    assert workspace.bot_messages("#general") == []


def test_the_shortcut_from_anywhere_begins_a_dialog_in_direct_messages(
    stackpick: StackPick, workspace: Workspace, alice: str, knowledge: Knowledge
) -> None:
    pressed = shortcut(workspace, alice, type="shortcut", callback_id="help_me_choose")
    assert sends(stackpick, pressed, FORM)[0] == OK
    place = workspace.direct_message_id(alice)
    first = workspace.wait_for(after(lambda: workspace.bot_messages(place), 0), "a question")
    label = asked(first, knowledge).answers[0].label
    assert "Question 2" in Desk(workspace, alice, first).presses(label).words


def as_event(payload: dict[str, Any]) -> tuple[str, str]:
    return json.dumps(payload), JSON


def as_interaction(payload: dict[str, Any]) -> tuple[str, str]:
    return interaction(payload), FORM


PRESS = {"type": "block_actions", "team": {"id": TEAM}, "user": {"id": "U0000"}, "trigger_id": "1"}


@pytest.mark.parametrize(
    ("wrap", "payload"),
    [
        pytest.param(as_event, event(type="reaction_added", user="U0000"), id="unknown event"),
        pytest.param(as_event, event(type="message"), id="message without fields"),
        pytest.param(as_event, event(type="app_mention", user="U0000"), id="mention without text"),
        pytest.param(as_event, event(type=7), id="event type that is a number"),
        pytest.param(as_event, {"type": "event_callback", "event": None}, id="no event"),
        pytest.param(as_event, {"type": "events_api_changed"}, id="unknown type"),
        pytest.param(as_event, {}, id="nothing"),
        pytest.param(as_interaction, {"type": "view_closed", "view": {}}, id="closed modal"),
        pytest.param(as_interaction, {"type": "workflow_step_edit"}, id="unknown interaction"),
        pytest.param(as_interaction, {**PRESS, "actions": []}, id="press of nothing"),
        pytest.param(
            as_interaction,
            {**PRESS, "actions": [{"action_id": "other", "value": "1"}]},
            id="unknown button",
        ),
        pytest.param(
            as_interaction,
            {**PRESS, "actions": [{"action_id": "move:began:1", "value": 7}]},
            id="value that is a number",
        ),
        pytest.param(
            as_interaction,
            {"type": "shortcut", "callback_id": "other", "user": {"id": "U0000"}},
            id="unknown shortcut",
        ),
    ],
)
def test_what_it_does_not_know_does_not_break_it(
    stackpick: StackPick,
    workspace: Workspace,
    alice: str,
    wrap: Callable[[dict[str, Any]], tuple[str, str]],
    payload: dict[str, Any],
) -> None:
    status, _ = sends(stackpick, *wrap(payload))
    assert OK <= status < SERVER_ERROR
    answer = workspace.reply(workspace.mentions(alice, "#general", "help"))
    assert workspace.bot_messages("#general") == [answer]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param("{", JSON, id="half of a JSON"),
        pytest.param("[]", JSON, id="a list"),
        pytest.param("null", JSON, id="null"),
        pytest.param("payload=%7B", FORM, id="half of a payload"),
        pytest.param(urlencode({"command": "/other", "text": "x"}), FORM, id="another command"),
        pytest.param("", JSON, id="empty"),
        pytest.param("\N{SNOWMAN}", "text/plain", id="text"),
    ],
)
def test_what_it_cannot_read_does_not_break_it(
    stackpick: StackPick, workspace: Workspace, alice: str, body: str, kind: str
) -> None:
    status, _ = sends(stackpick, body, kind)
    assert OK <= status < SERVER_ERROR
    workspace.reply(workspace.mentions(alice, "#general", "help"))


def test_slack_can_check_the_address(stackpick: StackPick) -> None:
    asked_for = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"})
    status, text = sends(stackpick, asked_for)
    assert (status, "3eZbrw1a" in text) == (OK, True)


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        pytest.param("/healthz", "ok", id="healthz"),
        pytest.param("/readyz", "ready, knowledge ", id="readyz"),
    ],
)
def test_it_says_that_it_is_well(stackpick: StackPick, path: str, holds: str) -> None:
    status, text = stackpick.request("GET", path)
    assert (status, text.startswith(holds)) == (OK, True)


def test_metrics_count_what_was_done_and_name_nobody(
    stackpick: StackPick, workspace: Workspace, alice: str
) -> None:
    workspace.reply(workspace.mentions(alice, "#general", "what about hiring?"))
    workspace.wait_for(lambda: not stackpick.unsent(), "the answer to be marked as sent")
    status, text = stackpick.request("GET", "/metrics")
    assert status == OK
    counted = 'stackpick_deliveries_total{kind="app_mention",outcome="Explanation"}'
    assert any(line.startswith(counted) for line in text.splitlines())
    assert "stackpick_outbox_waiting 0.0" in text
    for secret in ("hiring?", workspace.user_id(alice), workspace.channel_id("#general")):
        assert secret not in text


@pytest.mark.parametrize("path", ["/", "/slack", "/.env", "/slack/events"])
def test_nothing_else_is_to_be_had(stackpick: StackPick, path: str) -> None:
    status, _ = stackpick.request("GET", path)
    assert BAD_REQUEST <= status < SERVER_ERROR
