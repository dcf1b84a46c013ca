"""What people press and submit about decisions, as Slack delivers it."""

from collections.abc import Mapping
from typing import Any

from bot.slack.decisions.ids import DecisionPress, pack_decision
from tests.faults.sink import TEAM
from tests.slack.payloads import ANN, Payload, Surface, a_press


def a_submission(view: Mapping[str, Any], title: str, supersedes: int | None = None) -> Payload:
    """The form, filled in, as Slack delivers it."""
    picked = {"selected_option": {"value": str(supersedes)} if supersedes else None}
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "acme"},
        "user": {"id": ANN, "username": "ann", "team_id": TEAM},
        "trigger_id": "1.2.3",
        "view": {
            "id": "V0FORM",
            "type": "modal",
            "callback_id": view["callback_id"],
            "private_metadata": view["private_metadata"],
            "state": {
                "values": {
                    "title": {"title": {"type": "plain_text_input", "value": title}},
                    "supersedes": {"supersedes": {"type": "static_select", **picked}},
                }
            },
        },
    }


def asks(asked: DecisionPress, on: Surface = "direct", *, by: str = ANN, url: str = "") -> Payload:
    """A press that asks something about a decision."""
    action_id, value = pack_decision(asked)
    pressed = a_press(value, on, by=by, **({"response_url": url} if url else {}))
    pressed["actions"][0]["action_id"] = action_id
    return pressed
