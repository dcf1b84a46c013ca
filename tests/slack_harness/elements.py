"""What can be pressed in a message, a Home view or a modal, and what the press sends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Payload = dict[str, Any]

_ONE_OF = {"static_select", "overflow", "radio_buttons"}
_SOME_OF = {"multi_static_select", "checkboxes"}


@dataclass(frozen=True)
class Pressable:
    """A button, or one option of a menu; *action* is what Slack sends when it is pressed."""

    label: str
    action: Payload

    @property
    def action_id(self) -> str:
        """The id that the app has given to the element."""
        return str(self.action["action_id"])


def pressables(blocks: Sequence[Payload]) -> list[Pressable]:
    """Everything in *blocks* that can be pressed, from top to bottom."""
    return [
        Pressable(label, {"block_id": block.get("block_id", f"b{index}"), **action})
        for index, block in enumerate(blocks)
        for element in elements(block)
        for label, action in _presses(element)
    ]


def find(blocks: Sequence[Payload], wanted: str) -> Pressable:
    """The one pressable labelled *wanted*, or with that action id; the test fails otherwise."""
    there = pressables(blocks)
    found = [one for one in there if one.label == wanted]
    found = found or [one for one in there if one.action_id == wanted]
    labels = [one.label for one in there]
    assert found, f"no button {wanted!r}; there are {labels}"
    assert len(found) == 1, f"{len(found)} buttons are called {wanted!r}: {labels}"
    return found[0]


def elements(block: Payload) -> Iterator[Payload]:
    """The elements inside one block, wherever its type keeps them."""
    yield from (one for one in block.get("elements", []) if isinstance(one, dict))
    yield from (block[key] for key in ("accessory", "element") if key in block)


def options(element: Payload) -> list[Payload]:
    """The options of a menu, without their groups."""
    grouped = [one for group in element.get("option_groups", []) for one in group["options"]]
    return [*element.get("options", []), *grouped]


def texts(part: Any) -> Iterator[str]:
    """Every text that a person reads in *part* of a message or view, in order."""
    match part:
        case {"type": "plain_text" | "mrkdwn" | "text" | "raw_text", "text": str() as text}:
            yield text
        case {"type": "markdown", "text": str() as text}:
            yield text
        case dict():
            for value in part.values():
                yield from texts(value)
        case list():
            for one in part:
                yield from texts(one)
        case _:
            pass


def _presses(element: Payload) -> Iterator[tuple[str, Payload]]:
    kind, said = element.get("type"), {"action_id": element.get("action_id")}
    if kind == "button":
        yield element["text"]["text"], said | _pressed(kind, element)
    elif kind == "feedback_buttons":
        for button in (element["positive_button"], element["negative_button"]):
            yield button["text"]["text"], said | _pressed(kind, button)
    elif kind in _ONE_OF:
        for option in options(element):
            yield option["text"]["text"], said | {"type": kind, "selected_option": option}
    elif kind in _SOME_OF:
        for option in options(element):
            yield option["text"]["text"], said | {"type": kind, "selected_options": [option]}


def _pressed(kind: str, button: Payload) -> Payload:
    value = {"value": button["value"]} if "value" in button else {}
    return {"type": kind, "text": button["text"], **value}
