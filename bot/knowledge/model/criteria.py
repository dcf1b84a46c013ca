"""What is compared, on which criteria, and what is known about each."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, HttpUrl, StringConstraints, model_validator

from bot.knowledge.model.values import ButtonText, Id, Phrase, Status, Text, Value, When

CLAIMS_IN_ARTICLE = 62
"""Claims that the article makes, as numbered in the fact check that this knowledge rests on."""


class Option(Value):
    """One of the things that are compared."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=30)]
    tagline: Text
    """What it is, in one sentence."""
    emoji: Annotated[str, StringConstraints(pattern=r"^:[a-z0-9_+-]+:$")]
    """Its mark beside a point, as Slack writes it: `":large_green_circle:"`, in quotes."""
    also_called: tuple[Phrase, ...] = ()
    """Single words that stand for it in "and …?": its short name, its package registry."""


Options = Mapping[Id, Option]
"""All that are compared, by their ids, in the order on screen."""


class Source(Value):
    """Where a statement was read."""

    title: Phrase
    publisher: Phrase
    url: HttpUrl | None = None
    date: When | None = None
    """When it was published: `"2026"`, `"2026-08"` or `"2026-08-22"`, in quotes."""
    second_hand: bool = False
    """Whether it quotes the figure from somewhere else."""


class Point(Value):
    """One statement about a criterion."""

    id: Id
    """A short name for the point, once in this file; the dialog refers to it."""
    text: Text
    """The statement, in at most two sentences; a figure with its version, year and conditions."""
    side: Id
    """Whom the statement speaks for: an option's id, `both` or `neither`."""
    status: Status
    """How the statement, or the article's claim that it answers, stands."""
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids from sources.yaml."""
    as_of: When
    """When the statement was last known to be true: `"2026"`, `"2026-08"` or `"2026-08-22"`."""
    review_by: dt.date
    """The day after which the statement is shown as due for review."""
    article_claim: Annotated[int, Field(ge=1, le=CLAIMS_IN_ARTICLE)] | None = None
    """The number of the article's claim that the point answers."""
    article_says: Text | None = None
    """That claim in a few words; needed where the claim does not hold."""
    about: tuple[Phrase, ...] = ()
    """Wordings of questions that this point answers best; they order the points of an answer."""

    @model_validator(mode="after")
    def _says_what_does_not_hold(self) -> Self:
        if self.status != "supported" and self.article_claim and not self.article_says:
            raise ValueError("a claim of the article that does not hold needs 'article_says'")
        return self

    def is_stale(self, today: dt.date) -> bool:
        """Whether the day to check the statement again has passed."""
        return today > self.review_by


class Verdict(Value):
    """The answer to a criterion in one sentence."""

    favours: Id
    """An option's id, `depends` or `neither`."""
    text: Text


class Takeaway(Value):
    """Which option to pick on one condition."""

    pick: Id
    """An option's id."""
    when: Text
    """The condition; it completes "… when"."""


class Criterion(Value):
    """One subject that the options are compared on; its id is its file's name."""

    id: Id
    title: ButtonText
    """The subject in a word or two, as it stands on a button."""
    verdict: Verdict
    also_called: tuple[Phrase, ...] = ()
    """Other names of the subject."""
    utterances: Annotated[tuple[Phrase, ...], Field(min_length=8)]
    """Ways people ask about it, in their own words; StackPick learns from them."""
    points: Annotated[tuple[Point, ...], Field(min_length=2)]
    takeaways: Annotated[tuple[Takeaway, ...], Field(min_length=1)]
    best_case: Mapping[Id, Text]
    """The strongest honest case for each option, by the option's id."""

    def point(self, point_id: str) -> Point | None:
        """The point with this id; None where there is none."""
        return self.points_by_id.get(point_id)

    @cached_property
    def points_by_id(self) -> Mapping[str, Point]:
        """Its points, by their ids."""
        return {point.id: point for point in self.points}
