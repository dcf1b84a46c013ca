"""What buttons and forms about decisions carry; the one writer and the one reader of it."""

import re
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.advisor.moves import CarriedId, DialogRef
from bot.slack.carried import Carried, packed, unpacked

PRESS = re.compile(r"^decision:")
"""Action ids of what is pressed about decisions."""

SAVE_FORM = "save_decision"
"""Callback id of the form that saves a result."""

TITLE, SUPERSEDES = "title", "supersedes"
"""Block ids of the form's fields, and the action ids in them."""


DecisionNumber = Annotated[int, Field(ge=1, le=2**31 - 1)]
"""A decision's number; no database holds a larger one."""


class SaveAsked(Carried):
    """Somebody wants to keep a dialog's result; `answers` is the fingerprint of its answers."""

    kind: Literal["save"] = "save"
    dialog: DialogRef
    answers: CarriedId


class CanvasAsked(Carried):
    """Somebody wants a canvas of a record."""

    kind: Literal["canvas"] = "canvas"
    number: DecisionNumber


class KeepAsked(Carried):
    """An owner lets a decision stand that comes out otherwise on the knowledge of `version`."""

    kind: Literal["keep"] = "keep"
    number: DecisionNumber
    version: CarriedId


class ReopenAsked(Carried):
    """An owner wants to decide anew, beginning with the answers that they gave."""

    kind: Literal["reopen"] = "reopen"
    number: DecisionNumber


class ShowAsked(Carried):
    """Somebody wants to look at a decision."""

    kind: Literal["show"] = "show"
    number: DecisionNumber


DecisionPress = SaveAsked | CanvasAsked | KeepAsked | ReopenAsked | ShowAsked

_PRESS: TypeAdapter[DecisionPress] = TypeAdapter(
    Annotated[DecisionPress, Field(discriminator="kind")]
)


class SaveForm(Carried):
    """What the form that saves a result remembers: the result, and where to tell of it.

    `place` is a team, channel, thread and person. Without a channel it is told in the direct
    messages with whoever saves.
    """

    place: tuple[str, str, str, str]
    dialog: DialogRef
    answers: CarriedId
    channel: str
    thread: str


_FORM = TypeAdapter(SaveForm)


def pack_decision(asked: DecisionPress) -> tuple[str, str]:
    """The action id and value of what is pressed to ask this."""
    return packed("decision", asked.kind, asked)


def unpack_decision(value: str) -> DecisionPress | None:
    """What a button's value asks; None where it is not one of ours."""
    return unpacked(_PRESS, value)


def unpack_form(metadata: str) -> SaveForm | None:
    """What a form remembers; None where it is not one of ours."""
    return unpacked(_FORM, metadata)
