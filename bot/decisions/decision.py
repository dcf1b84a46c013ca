"""A decision as it is kept."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.advisor.session import Given

DecisionKind = Literal["personal", "team"]
"""Whether one person's answers decided, or those of several."""

DecisionStatus = Literal["accepted", "superseded"]

LONGEST_TITLE = 120
"""Characters of a title; with its number and ending the file's name fits every file system."""


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class RecordedVoice(_Kept):
    """What one person answered.

    `person` is their id and `name` how they are written in a record; both are None where a team
    decided without names, or where the person was forgotten. `given` are their answers, "not sure"
    among them, in the order in which the questions were dealt with.
    """

    person: str | None
    name: str | None
    given: tuple[Given, ...]

    def answers(self) -> Mapping[str, str]:
        """Answer ids by question id, without the questions that were left open."""
        return {given.question: given.answer for given in self.given if given.answer}


class Contributed(_Kept):
    """What answers add to an option because of a point: `amount` is an exact number of units.

    It is a whole number ("5") or, as the mean over a team, a fraction ("7/2").
    """

    question: str
    answer: str
    option: str
    criterion: str
    point: str
    amount: str


class Barred(_Kept):
    """An option that an answer rules out, and why."""

    question: str
    answer: str
    option: str
    because: str


class Nearest(_Kept):
    """A change of one answer that would give another outcome.

    `change` is the number of units that it moves the scores by; None where it rules an option out
    instead.
    """

    question: str
    instead_of: str
    answer: str
    outcome: str
    change: str | None


class Receipt(_Kept):
    """A result in numbers, complete enough to be computed again and compared byte for byte.

    `outcome` is an option's id, "either", "both" or "neither"; `parts` says in the case of "both"
    which part goes where. `scores` are exact units by option; `margin` is the lead as a share from
    0 to 1, to four digits. `nearest` is the smallest change of one answer that flips the outcome,
    None where no single one does.
    """

    format: Literal[1] = 1
    knowledge_version: str
    outcome: str
    parts: Mapping[str, str]
    leaning: str | None
    scores: Mapping[str, str]
    margin: float
    contributions: tuple[Contributed, ...]
    ruled_out: tuple[Barred, ...]
    nearest: Nearest | None

    def text(self) -> str:
        """The canonical JSON: the same receipt always gives the same bytes."""
        return self.model_dump_json(indent=2)


class Disputed(_Kept):
    """A question that people of a team answered otherwise than each other.

    `people` says how many gave each answer, `outcomes` what it would be if all who answered gave
    it. `decides`: one of those outcomes is another than the team's.
    """

    question: str
    people: Mapping[str, int]
    outcomes: Mapping[str, str]
    decides: bool


class CameOver(_Kept):
    """So many `people` who answer `answer` in the place of `instead_of`."""

    question: str
    instead_of: str
    answer: str
    people: int


class Turning(_Kept):
    """The smallest agreement that gives another `outcome`."""

    changes: tuple[CameOver, ...]
    outcome: str


class TeamReceipt(Receipt):
    """The result of a team in numbers; nothing in it tells who answered what.

    `people` answered; `fixed` are the answers that held for all of them. `weights` are exact, of
    the criteria that do not weigh 1. `leanings` says how many people's own answers come to each
    outcome. `nearest` is always None: `agreement` is in its place, None where none turns it.
    """

    people: int
    fixed: Mapping[str, str]
    weights: Mapping[str, str]
    leanings: Mapping[str, int]
    disagreements: tuple[Disputed, ...]
    agreement: Turning | None


def read_receipt(kind: DecisionKind, text: str) -> Receipt:
    """The receipt of a decision of this kind from its JSON; raises ValidationError."""
    match kind:
        case "personal":
            return Receipt.model_validate_json(text)
        case "team":
            return TeamReceipt.model_validate_json(text)


class Draft(_Kept):
    """A decision that is about to be kept.

    `owner` is the id of whoever saves it: the person who decided, or who called the team together.
    `receipt` is a TeamReceipt where a team decided. `supersedes` is the number of an older decision
    of theirs that this one takes the place of.
    """

    team: str
    title: Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)]
    kind: DecisionKind
    owner: str
    owner_name: str
    at: dt.datetime
    voices: Annotated[tuple[RecordedVoice, ...], Field(min_length=1)]
    receipt: Receipt
    supersedes: int | None = None


class Decision(Draft):
    """A decision that is kept.

    `number` counts the decisions of its workspace, from 1, and is never used again. `superseded_by`
    is the number of the decision that took its place. `owner` is empty where they were forgotten.
    """

    number: Annotated[int, Field(ge=1)]
    superseded_by: int | None = None

    @property
    def status(self) -> DecisionStatus:
        """As MADR calls it."""
        return "superseded" if self.superseded_by else "accepted"

    @property
    def only_voice(self) -> RecordedVoice:
        """What the one person answered who decided; raises ValueError where a team did."""
        if self.kind == "team":
            raise ValueError(f"decision {self.number} is a team's, not one person's")
        return self.voices[0]

    @property
    def knowledge_version(self) -> str:
        """The version of the knowledge that it was taken on."""
        return self.receipt.knowledge_version
