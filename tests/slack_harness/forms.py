"""Filling in a modal: from what a person types and picks to Slack's `state.values`."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.slack_harness.elements import options

Payload = dict[str, Any]
Answer = str | Sequence[str]

_INITIAL = {
    "initial_value": "value",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_date": "selected_date",
    "initial_user": "selected_user",
    "initial_users": "selected_users",
    "initial_conversation": "selected_conversation",
    "initial_channel": "selected_channel",
}
_TYPED = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
}


def fill(view: Payload, answers: Mapping[str, Answer]) -> dict[str, dict[str, Payload]]:
    """The values of *view* once *answers* are filled in, by label, block id or action id.

    A field left alone keeps what the app had put into it, as in Slack. Options go by their label
    or value. An answer for which there is no field, or no such option, fails the test.
    """
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    unknown = set(answers) - {name for block in inputs for name in _names(block)}
    assert not unknown, f"no field {sorted(unknown)}; there are {[_names(one) for one in inputs]}"
    values: dict[str, dict[str, Payload]] = {}
    for block in inputs:
        given = [answers[name] for name in _names(block) if name in answers]
        element = block["element"]
        state = _filled(element, given[0]) if given else _untouched(element)
        if state is not None:
            values[block["block_id"]] = {element["action_id"]: state}
    return values


def _names(block: Payload) -> tuple[str, str, str]:
    return block["label"]["text"], block["block_id"], block["element"]["action_id"]


def _filled(element: Payload, answer: Answer) -> Payload:
    kind = element["type"]
    if kind in _TYPED:
        return {"type": kind, _TYPED[kind]: answer}
    if isinstance(answer, str):
        return {"type": kind, "selected_option": _option(element, answer)}
    return {"type": kind, "selected_options": [_option(element, one) for one in answer]}


def _untouched(element: Payload) -> Payload | None:
    kept = {key: element[given] for given, key in _INITIAL.items() if given in element}
    return {"type": element["type"], **kept} if kept else None


def _option(element: Payload, wanted: str) -> Payload:
    there = options(element)
    found = [one for one in there if wanted in (one["text"]["text"], one["value"])]
    assert len(found) == 1, f"no option {wanted!r} in {[one['text']['text'] for one in there]}"
    return found[0]
