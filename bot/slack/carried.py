"""What buttons and forms carry to Slack and back: JSON, which is checked when it returns."""

import hashlib
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

T = TypeVar("T")


class Carried(BaseModel):
    """A value that Slack gives back as it was given; one with anything else in it is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def packed(prefix: str, kind: str, carried: BaseModel) -> tuple[str, str]:
    """The action id and value of what carries this when it is pressed.

    The action id is unique for each value, as Slack wants it within a message.
    """
    value = carried.model_dump_json()
    digest = hashlib.sha256(value.encode()).hexdigest()[:10]
    return f"{prefix}:{kind}:{digest}", value


def unpacked(ours: TypeAdapter[T], text: str) -> T | None:
    """What was carried; None where it is nothing of ours."""
    try:
        return ours.validate_json(text)
    except ValidationError:
        return None
