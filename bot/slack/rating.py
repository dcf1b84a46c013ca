"""What a feedback button carries: whether an answer helped, and what it was about."""

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.advisor.gap import LONGEST_KEPT
from bot.advisor.moves import Id

PACKAGES, RECOMMENDATION = "packages", "recommendation"
"""Subjects of answers that are not about one criterion."""


class Rating(BaseModel):
    """Whether an answer about `subject` helped; `question` is what was asked, as far as known."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    subject: Id
    helpful: bool
    question: str = Field(default="", max_length=LONGEST_KEPT)


def unpack_rating(value: str) -> Rating | None:
    """The rating that a button's value carries; None where it is not one of ours."""
    try:
        return Rating.model_validate_json(value)
    except ValidationError:
        return None
