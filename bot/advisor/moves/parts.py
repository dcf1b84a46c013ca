"""What moves are made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

CarriedId = Annotated[str, Field(max_length=64)]
"""An id of ours or of Slack's, as buttons carry it."""


class Moved(BaseModel):
    """What all moves have in common: they are values, and their errors quote nothing of them."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Shared(Moved):
    """Somebody wants what only they saw shown to others: in `thread`, or else in the channel."""

    thread: CarriedId = ""


class DialogRef(Moved):
    """Which dialog a button belongs to.

    `number` counts the dialogs that `owner` began in that place, from 1.
    """

    owner: CarriedId
    number: Annotated[int, Field(ge=1, le=1_000_000)]


class Origin(Moved):
    """The message that a dialog began from.

    `link` is its address, empty where that is not known. It stands in `channel`, and in `thread` or
    at the beginning of that one.
    """

    link: str
    channel: str
    thread: str


class EarlierAnswer(Moved):
    """An answer that somebody gave earlier; None is "not sure".

    `words` are those that it was read from, where there were any.
    """

    question: str
    answer: str | None
    words: str | None = None
