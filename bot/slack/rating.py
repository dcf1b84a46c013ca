"""What a feedback button carries: whether an answer helped, and what it was about."""

from pydantic import Field, TypeAdapter

from bot.advisor.gap import LONGEST_KEPT
from bot.advisor.moves import CarriedId
from bot.slack.carried import Carried, unpacked

PACKAGES, RECOMMENDATION = "packages", "recommendation"
"""Subjects of answers that are not about one criterion."""


class Rating(Carried):
    """Whether an answer about `subject` helped; `question` is what was asked, as far as known."""

    subject: CarriedId
    helpful: bool
    question: str = Field(default="", max_length=LONGEST_KEPT)


_RATING = TypeAdapter(Rating)


def unpack_rating(value: str) -> Rating | None:
    """The rating that a button's value carries; None where it is not one of ours."""
    return unpacked(_RATING, value)
