"""What buttons and forms about decisions carry; the one writer and the one reader of it."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.advisor.moves import DialogRef, Id
from bot.slack.ids import digest

PRESS = re.compile(r"^decision:")
"""Action ids of what is pressed about decisions."""

SAVE_FORM = "save_decision"
"""Callback id of the form that saves a result."""

TITLE, SUPERSEDES = "title", "supersedes"
"""Block ids of the form's fields, and the action ids in them."""


Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
"""A decision's number; no database holds a larger one."""


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SaveAsked(_Asked):
    """Somebody wants to keep a dialog's result; `answers` is the fingerprint of its answers."""

    kind: Literal["save"] = "save"
    dialog: DialogRef
    answers: Id


class CanvasAsked(_Asked):
    kind: Literal["canvas"] = "canvas"
    number: Number


class KeepAsked(_Asked):
    """An owner lets a decision stand that comes out otherwise on the knowledge of `version`."""

    kind: Literal["keep"] = "keep"
    number: Number
    version: Id


class ReopenAsked(_Asked):
    """An owner wants to decide anew, beginning with the answers that they gave."""

    kind: Literal["reopen"] = "reopen"
    number: Number


class ShowAsked(_Asked):
    kind: Literal["show"] = "show"
    number: Number


Asked = SaveAsked | CanvasAsked | KeepAsked | ReopenAsked | ShowAsked

_ASKED: TypeAdapter[Asked] = TypeAdapter(Annotated[Asked, Field(discriminator="kind")])


class SaveForm(_Asked):
    """What the form that saves a result remembers: the result, and where to tell of it.

    `place` is a team, channel, thread and person. Without a channel it is told in the direct
    messages with whoever saves.
    """

    place: tuple[str, str, str, str]
    dialog: DialogRef
    answers: Id
    channel: str
    thread: str


def pack_asked(asked: Asked) -> tuple[str, str]:
    """The action id and value of what is pressed to ask this."""
    value = asked.model_dump_json()
    return f"decision:{asked.kind}:{digest(value)}", value


def unpack_asked(value: str) -> Asked | None:
    """What a button's value asks; None where it is not one of ours."""
    try:
        return _ASKED.validate_json(value)
    except ValidationError:
        return None


def unpack_form(metadata: str) -> SaveForm | None:
    """What a form remembers; None where it is not one of ours."""
    try:
        return SaveForm.model_validate_json(metadata)
    except ValidationError:
        return None
