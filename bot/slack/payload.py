"""Reads single values out of a payload, whatever shape it has."""

from collections.abc import Mapping


def at(payload: object, *path: str) -> object:
    """What is at the end of a path; None where a step of it is missing."""
    for step in path:
        payload = payload.get(step) if isinstance(payload, Mapping) else None
    return payload


def text_at(payload: object, *path: str) -> str:
    """The text at the end of a path; empty where there is none."""
    found = at(payload, *path)
    return found if isinstance(found, str) else ""


def id_at(payload: object, *path: str) -> str:
    """The id, timestamp or address at the end of a path; empty where nothing can be one."""
    found = text_at(payload, *path)
    return found if found.isprintable() else ""


def team_of(payload: object) -> str:
    """The workspace whose installation a delivery is for; empty where it is not told.

    Not always the sender's: in a channel that is shared with another workspace (Slack Connect) the
    `team_id` of an event is that of whoever wrote, and differs between the two events of one
    mention, while `authorizations` names one installation that sees the event. A modal there names
    it beside the view. An app that is installed for a whole organisation gets presses without a
    team of their own. Bolt chooses the token in the same order (slack_bolt.request.internals).
    """
    return (
        id_at(payload, "view", "app_installed_team_id")
        or id_at(payload, "team", "id")
        or id_at(_first(at(payload, "authorizations")), "team_id")
        or id_at(payload, "team_id")
        or id_at(payload, "user", "team_id")
    )


def _first(listed: object) -> object:
    return listed[0] if isinstance(listed, list) and listed else None


def thread_of_press(payload: object) -> str:
    """The `ts` of the thread that a pressed message stands in; empty outside a thread."""
    return id_at(payload, "message", "thread_ts") or id_at(payload, "container", "thread_ts")
