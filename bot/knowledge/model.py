"""What StackPick knows, as frozen values. The YAML files in `knowledge/` mirror these classes."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=40)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
ButtonText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=75)]
When = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date known to the year, the month or the day: `2026`, `2026-08` or `2026-08-22`."""

Status = Literal["supported", "outdated", "disputed", "wrong"]
"""How a claim stands against what is known now; only what is supported may be scored."""

Strength = Literal["slightly", "clearly", "strongly"]

BOTH = "both"
NEITHER = "neither"
DEPENDS = "depends"
CLAIMS_IN_ARTICLE = 62
"""Claims that the article makes, as numbered in the fact check that this knowledge rests on."""


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Value):
    """One of the things that are compared."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=30)]
    tagline: Text
    emoji: Annotated[str, StringConstraints(pattern=r"^:[a-z0-9_+-]+:$")]


class Source(Value):
    """Where a statement was read.

    `second_hand` marks a source that quotes the figure from somewhere else.
    """

    title: Phrase
    publisher: Phrase
    url: HttpUrl | None = None
    date: When | None = None
    second_hand: bool = False


class Point(Value):
    """One statement about a criterion.

    `side` is an option's id, `both` or `neither`: whom the statement speaks for.
    `article_claim` is the number (1 to 62) of the article's claim that the point answers, and
    `article_says` that claim in a few words, needed where the claim does not hold.
    `as_of` is when the statement was last known to be true, `review_by` the day after which it is
    shown as due for review. `about` holds wordings of questions that the point answers best.
    """

    id: Id
    text: Text
    side: Id
    status: Status
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]
    as_of: When
    review_by: dt.date
    article_claim: Annotated[int, Field(ge=1, le=CLAIMS_IN_ARTICLE)] | None = None
    article_says: Text | None = None
    about: tuple[Phrase, ...] = ()

    @model_validator(mode="after")
    def _says_what_does_not_hold(self) -> Self:
        if self.status != "supported" and self.article_claim and not self.article_says:
            raise ValueError("a claim of the article that does not hold needs 'article_says'")
        return self

    def is_stale(self, today: dt.date) -> bool:
        """Whether the day to check the statement again has passed."""
        return today > self.review_by


class Verdict(Value):
    """The answer to a criterion in one sentence.

    `favours` is an option's id, `depends` or `neither`.
    """

    favours: Id
    text: Text


class Takeaway(Value):
    """Pick `pick` (an option's id) when `when` holds; `when` completes "… when"."""

    pick: Id
    when: Text


class Criterion(Value):
    """One subject that the options are compared on; its id is its file's name."""

    id: Id
    title: ButtonText
    verdict: Verdict
    also_called: tuple[Phrase, ...] = ()
    utterances: Annotated[tuple[Phrase, ...], Field(min_length=8)]
    points: Annotated[tuple[Point, ...], Field(min_length=2)]
    takeaways: Annotated[tuple[Takeaway, ...], Field(min_length=1)]
    best_case: Mapping[Id, Text]

    def point(self, point_id: str) -> Point | None:
        return next((point for point in self.points if point.id == point_id), None)


class Lean(Value):
    """Why an answer speaks for an option.

    `because` is the reason as a sentence; `point` names the point of `criterion` that is its
    evidence. `part` names the part of the system that the lean is about, in the words of a
    sentence ("the live connections"), where that part can be a service of its own.
    """

    option: Id
    strength: Strength
    criterion: Id
    point: Id
    because: Text
    part: Phrase | None = None


class Ruling(Value):
    """An answer that rules `option` out, whatever else is answered."""

    option: Id
    because: Text


class Answer(Value):
    """One answer to a question of the dialog.

    `understands` are the words that people type instead of pressing the button, and that fill in
    the answer from a description. `emphasises` are criteria that this answer makes count more.
    `keeps_whole` says that the system cannot be split into services.
    """

    id: Id
    label: ButtonText
    understands: tuple[Phrase, ...] = ()
    leans: tuple[Lean, ...] = ()
    rules_out: tuple[Ruling, ...] = ()
    emphasises: tuple[Id, ...] = ()
    keeps_whole: bool = False


class Question(Value):
    """A question of the dialog.

    `only_if` maps earlier questions to the answers that make this one worth asking.
    """

    id: Id
    ask: Phrase
    why: Text
    only_if: Mapping[Id, tuple[Id, ...]] = {}
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=8)]

    def answer(self, answer_id: str) -> Answer | None:
        return next((answer for answer in self.answers if answer.id == answer_id), None)


class Scoring(Value):
    """How answers become a recommendation.

    `strengths` are the units that a lean adds to its option. `emphasis` multiplies leans of an
    emphasised criterion. `margin_percent` is the lead, in percent of the units of both sides,
    below which the outcome is too close to call; `least` is the number of units that both sides
    are taken to have at the least, so that a lone slight lean decides nothing.
    """

    strengths: Mapping[Strength, Annotated[int, Field(ge=1, le=100)]]
    emphasis: Annotated[int, Field(ge=1, le=10)]
    margin_percent: Annotated[int, Field(ge=1, le=99)]
    least: Annotated[int, Field(ge=1, le=1000)]


class Dialog(Value):
    """The guided recommendation: its questions and how their answers count."""

    scoring: Scoring
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    def question(self, question_id: str) -> Question | None:
        return next((q for q in self.questions if q.id == question_id), None)


class Package(Value):
    """A package of one side, as of `as_of`; `note` is what a reader should know of it."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    also_called: tuple[Phrase, ...] = ()
    licence: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = None
    version: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = None
    as_of: When | None = None
    note: Text | None = None


class Purpose(Value):
    """What packages are for, with those of each option; an empty list says that none compares.

    `only_alone`: its packages are often named beside the one that is meant ("pandas on npm"), so
    it counts only where no other purpose is named.
    """

    id: Id
    name: ButtonText
    packages: Mapping[Id, tuple[Package, ...]]
    note: Text | None = None
    only_alone: bool = False


class Instead(Value):
    """Another package for a role when the dialog's answers are as in `when`."""

    when: Mapping[Id, tuple[Id, ...]]
    package: str
    because: Text


class Role(Value):
    """A place in a starter stack ("Framework") and the package that fills it."""

    role: ButtonText
    package: str
    because: Text
    instead: tuple[Instead, ...] = ()


class Smalltalk(Value):
    """What is said back to a greeting and the like."""

    utterances: Annotated[tuple[Phrase, ...], Field(min_length=4)]
    reply: Text


class Intents(Value):
    """Utterances that are not about a criterion.

    `recommend` asks for a recommendation, `packages` for the counterpart of a package;
    `more`, `sources`, `other_side` and `why` go on about what was just discussed;
    `off_topic` is everything that StackPick must not take for its own.
    """

    recommend: tuple[Phrase, ...]
    packages: tuple[Phrase, ...]
    more: tuple[Phrase, ...]
    sources: tuple[Phrase, ...]
    other_side: tuple[Phrase, ...]
    why: tuple[Phrase, ...]
    off_topic: tuple[Phrase, ...]


class Knowledge(Value):
    """Everything that StackPick knows; `version` is a digest of its files' content."""

    version: str
    options: Mapping[Id, Option]
    sources: Mapping[Id, Source]
    criteria: Mapping[Id, Criterion]
    dialog: Dialog
    packages: tuple[Purpose, ...]
    stacks: Mapping[Id, tuple[Role, ...]]
    smalltalk: Mapping[Id, Smalltalk]
    intents: Intents

    def points(self) -> Iterator[tuple[Criterion, Point]]:
        """Every point with the criterion that it belongs to."""
        for criterion in self.criteria.values():
            for point in criterion.points:
                yield criterion, point
