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
    """The workspace of an interaction; empty where it is not told.

    An app that is installed for a whole organisation gets presses without a team of their own.
    """
    return id_at(payload, "team", "id") or id_at(payload, "user", "team_id")


def thread_of_press(payload: object) -> str:
    """The `ts` of the thread that a pressed message stands in; empty outside a thread."""
    return id_at(payload, "message", "thread_ts") or id_at(payload, "container", "thread_ts")
